"""A number to the attribution of its own sentence, the nearest where several compete."""

from monitor.detect.belligerents.army_strikes import between_sides
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.authors import author_of
from monitor.detect.sources.of_a_part import KNOWN, of_a_part
from monitor.detect.sources.set_against import set_against
from monitor.detect.sources.shown import DOCUMENT
from monitor.detect.sources.speakers import Speakers
from monitor.detect.sources.subjects import is_count, quoted

_EVENTS = ("scope.incident", "scope.disaster", "words.attack")
_PHRASE = 6  # tokens from an attack to the relative pronoun that stands for it
_CLAUSE = 9  # tokens from a relative pronoun to the number of its clause
_LEAD = 4  # tokens from "as" to the name of who speaks
_AS = frozenset({"як", "как", "as", "wie", "comme", "como"})
_ABOUT = 2  # tokens from who speaks to the number that he speaks of
_NEXT = 5  # tokens from the next speaker of a verb to his number
_OTHERS = 20  # a speaker after the number who has a number of his own
_ACCOUNTS = ("source.by_account", "source.according", "source.zufolge")
_DAYS = ("dates.months", "dates.weekdays", "dates.today", "dates.yesterday", "dates.day_before", "dates.seasons")
_ARTICLES = frozenset({"der", "die", "das", "dem", "den"})  # relative pronouns after a comma alone
_CONDEMNS = ("осуд", "осуж", "засуд", "condemn", "condem", "condam", "conden", "verurteil")
_BY_ACCOUNT = ("source.according", "source.by_account")
_APART = 60  # a semicolon between a speaker and a number: another clause, which is not his


def speaker_of(
    line: Line, group: Group, link: Link, said: list[Attribution], speakers: Speakers
) -> tuple[Attribution | None, bool]:
    """The attribution that a number's own sentence gives it, and whether it gives one (to nobody, perhaps)."""
    author = author_of(line, group, speakers.named)
    if author is not None:
        return author, True
    fitting = [(_distance(line, a, group), k) for k, a in enumerate(said) if not a.denies and not _inside(a, group)]
    parts = {k for _, k in fitting if of_a_part(line, group, link, said[k])}
    if parts and len(parts) == len(fitting) and link.measure in KNOWN:
        return None, True  # who is still held is known to all
    fitting = [(far, k) for far, k in fitting if k not in parts]
    if len(fitting) > 1 and any(line.is_a(a.cue, *_ACCOUNTS) for a in said[1:]):
        own = {k: count for k, a in enumerate(said) if k and (count := _count_led(line, a)) is not None}
        fitting = [(far, k) for far, k in fitting if k not in own or group.end > said[k].start]
        fitting = [(0, k) for _, k in fitting if group.start <= own.get(k, -1) < group.end] or fitting
    if not fitting or min(fitting)[0] >= _APART:
        return None, False
    best = _counter_before(line, said[min(fitting)[1]], said, group)
    best = _own_account(line, best, said, group)
    best = _whom_it_carries(line, best, said, group)
    if _recalled(line, group, link, best):
        return None, True
    listed = set_against(line, group, speakers) or _in_list(line, best, group) or _elided(line, best, group, speakers)
    if listed is not None:
        return listed, True
    return (best if best.names else None), True


def _count_led(line: Line, found: Attribution) -> int | None:
    """The number of a clause that an account opens: "погибли 12 человек, по данным врачей – 15", "laut Ärzten 15"."""
    first, j = min(found.start, found.cue), max(found.end, found.cue + 1)
    if not line.is_a(found.cue, *_ACCOUNTS):
        return None
    while line.is_a(first - 1, "words.article", "words.conjunction", "words.but", "source.meanwhile", "source.between"):
        first -= 1
    if line.low(first - 1) not in (",", ";") and not any(line.low(k) in (",", ";") for k in (first - 2, first - 3)):
        return None
    for k in range(j, min(j + _NEXT, len(line.tokens))):
        if line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.vague", "numbers.collective"):
            return k
        if line.low(k) == ";" or (k > j and line.low(k) == ","):
            return None
    return None


def _counter_before(line: Line, best: Attribution, said: list[Attribution], group: Group) -> Attribution:
    """ "По данным полиции, погибли пятеро, пишет газета": the paper carries what the police count."""
    first = said[0]
    if best.start < group.end or first is best or first.cue > 1 or first.end > group.start:
        return best
    if line.is_a(first.end, "words.auxiliary"):
        return best  # "A tally by AFP had passed 1,100, and 660 were Egyptians, said a diplomat"
    counts = line.is_a(first.cue, "source.by_account", "source.according") and not line.is_a(
        best.cue, "source.by_account"
    )
    one = not any(line.low(j) == ";" for j in range(first.end, best.start))
    return first if counts and one and first.names else best


def _whom_it_carries(line: Line, best: Attribution, said: list[Attribution], group: Group) -> Attribution:
    """ "Як повідомляв Укрінформ, раніше мер заявив, що загинули п'ятеро": the mayor's, not the agency's."""
    if line.low(0) not in _AS or best.end > _LEAD + 1 or best.end > group.start:
        return best
    after = [a for a in said if best.end < a.start and max(a.end, a.cue) < group.start and a.names and not a.denies]
    return after[-1] if after and line.is_a(after[-1].cue, "source.says") else best


def _recalled(line: Line, group: Group, link: Link, best: Attribution) -> bool:
    """ "The king mourned the crash that killed 14", "He said he was sorry, after Russia killed 13": known to all."""
    if best.end > group.start or link.start == link.end:
        return False
    if line.is_a(best.cue, "source.shows") and any(line.is_a(j, *DOCUMENT) for j in range(best.start, best.end)):
        return False  # "The report highlights the strikes that killed 41"
    first = min(group.start, link.start)
    for j in range(first - 1, max(best.cue + 1, first - _CLAUSE), -1):
        if line.low(j) in (";", ":", '"') or line.is_a(j, "source.says"):
            return False
        if line.is_a(j, "source.recalls"):
            return link.rule == "object of a harm verb" and line.is_a(link.start, "killed.part", "killed.verb")
        if line.low(j) in _ARTICLES and line.low(j - 1 - line.is_a(j - 1, "words.preposition")) != ",":
            continue  # "bei Angriffen der Armee": an article, and no relative pronoun
        if line.is_a(j, "dates.than") and line.is_a(j - 1, "scope.more"):
            continue  # "seit Ausbruch der Kämpfe vor mehr als einem Jahr"
        if line.is_a(j, "words.who", "source.which", "dates.relative") and not line.is_a(j - 1, "source.says"):
            near = range(j - 1, max(best.cue, j - _PHRASE), -1)
            events = [e for e in near if not best.start <= e < best.end]  # "the fire department, that"
            condemned = line.low(best.cue).startswith(_CONDEMNS)  # "осудил нападение, в котором погибли 19"
            if any(line.is_a(e, *_EVENTS) and (condemned or _known(line, e, best.cue)) for e in events):
                return True
    return False


def _known(line: Line, event: int, cue: int) -> bool:
    """ "the Hamas attack", "Monday's crash"; "a blast that left 14 dead" is news."""
    for k in range(event - 1, max(cue, event - 5), -1):
        if line.is_a(k, "words.article") or line.tokens[k].possessive:
            return not line.is_a(k, "numbers.one") and line.low(k) not in ("a", "an")
    return False


def _inside(found: Attribution, group: Group) -> bool:
    return group.start <= found.start < group.end


def _in_list(line: Line, found: Attribution, group: Group) -> Attribution | None:
    """ "Thailand has reported 15 killed, Cambodia eight": the next country of a list that speaks for itself."""
    if found.party is None or found.end > group.start or found.cue >= group.start - 1:
        return None
    for begin in range(group.start - 1, found.cue, -1):
        if line.low(begin) == ";" or line.is_a(begin, "source.says"):
            return None
        tag = line.at(begin, "party") or line.at(begin, "capital") or line.at(begin, "place")
        if (
            tag is None
            or not tag.value
            or not (line.low(begin - 1) == "," or line.is_a(begin - 1, "words.conjunction"))
        ):
            continue
        at = tag.end + line.is_a(tag.end, "words.preposition")  # "Malawi to three"
        if line.kind(at) != "number" and not line.is_a(at, "words.of", "numbers.units"):
            continue
        if str(tag.value) != found.party:
            names = tuple(dict.fromkeys((line.low(begin), str(tag.value))))
            return Attribution(names, begin, tag.end, found.cue, "before", party=str(tag.value))
    return None


def _elided(line: Line, found: Attribution, group: Group, speakers: Speakers) -> Attribution | None:
    """ "Die Vereinten Nationen nennen 6000 Tote, die Opposition 7000": the next speaker of a verb told once."""
    for mention in speakers.named:
        if not found.end <= mention.start < mention.end <= group.start or group.start - mention.end > _NEXT:
            continue
        first = mention.start - line.is_a(mention.start - 1, "words.article")
        capital = mention.kind == "country" and line.is_a(mention.start, "capital") and first == mention.start
        if not (mention.kind in ("office", "source", "name") or capital):
            continue
        if mention.oblique or mention.start < found.cue or between_sides(line, mention.start):
            continue
        told = line.is_a(found.cue, "source.by_account", "source.according")
        if (mention.kind == "name" and told) or (
            mention.kind != "source" and quoted(line, mention.start) and not quoted(line, found.start)
        ):
            continue  # "По данным ведомства, «Запад» уничтожил до 215 военных, «Южная» – до 190": rows of a list
        if mention.kind == "name" and any(line.is_a(j, "words.auxiliary") for j in range(found.cue + 1, mention.start)):
            continue  # "said that Veracruz had 29 deaths, Hidalgo 21": places, each with its own
        parted = line.low(first - 1) in (",", ";") or line.is_a(first - 1, "words.conjunction", "words.but")
        plain = all(
            line.low(j) in ("–", "-", ",")
            or (line.is_a(j, "source.about", "words.of", "words.landing") and not line.is_a(j, "source.says"))
            or _qualifies(line, j)
            or (mention.kind != "name" and _placed(line, j))
            for j in range(mention.end, group.start)
        )
        if parted and plain:
            return Attribution(mention.names, mention.start, mention.end, found.cue, "before", mention.person)
    return None


def _placed(line: Line, j: int) -> bool:
    """ "ein Institut in Washington auf 600.000"."""
    return line.is_a(j, "words.place_preposition") or (line.capital(j) and line.is_a(j - 1, "words.place_preposition"))


def _qualifies(line: Line, j: int) -> bool:
    return any(cls.startswith("qualifier.") for cls in line.tags[j])


def _goes_on_after(line: Line, group: Group, j: int) -> bool:
    """Whether what follows a semicolon at token j tells of the same event: no attack, disaster or day of its own."""
    return not any(
        line.is_a(k, "scope.incident", "scope.disaster", *_DAYS) or (line.kind(k) == "number" and k < group.start)
        for k in range(j + 1, group.start)
    )


def _counts_on(line: Line, found: Attribution) -> bool:
    """Whether a speaker's verb goes on to a number of its own."""
    for j in range(found.cue + 1, len(line.tokens)):
        if line.low(j) in (",", ";", ":"):
            return False
        if is_count(line, j) and found.side == "before":
            return True
    return False


def _meanwhile(line: Line, found: Attribution) -> bool:
    """ "The toll rose to 78 as an official said roads were cut": what he says is another thing."""
    k = found.start
    while k > found.start - _LEAD and line.kind(k - 1) == "word" and line.ends_at(k, "source.meanwhile") is None:
        k -= 1
    if found.side != "before" or line.ends_at(k, "source.meanwhile") is None:
        return False
    told = max(found.cue + 1, found.end)
    ends = line.low(told) in (",", ".", "", ")") or (
        line.kind(told) == "word" and line.is_a(told, "dates.on", "dates.weekdays")
    )
    return not (ends and line.low(k - 1) == "as")  # "12 were killed, as officials said on Monday"


def _own_account(line: Line, best: Attribution, said: list[Attribution], group: Group) -> Attribution:
    """ "682 died, according to the ministry, and 24 Israelis in raids, according to Israel": to each its own."""
    if best.end > group.start or not line.is_a(best.cue, *_BY_ACCOUNT):
        return best
    ends = line.low(best.end) == "," or line.is_a(best.end, "words.conjunction", "words.but")
    if not ends or not any(_is_number(line, j) for j in range(best.cue)):
        return best
    for later in said:
        if later.start >= group.end and later.names and line.is_a(later.cue, *_BY_ACCOUNT):
            between = range(group.end, min(later.start, later.cue))
            apart = any(_is_number(line, j) or line.low(j) == ";" for j in between)
            return best if apart else later
    return best


def _is_number(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, "numbers.units", "numbers.collective", "numbers.dozen")


def _distance(line: Line, found: Attribution, group: Group) -> int:
    """How far a speaker stands from a number; another clause counts for much."""
    if found.end <= group.start:
        between = range(max(found.end, found.cue), group.start)
        cost = 0 if found.side == "before" or min(found.start, found.cue) < 3 else 12
        if cost and line.is_a(group.start - 1, "source.about", "words.of") and group.start - found.end <= _ABOUT:
            cost = 0  # "Nachdem die Polizei 763 Tote gemeldet hatte, sprach die Präsidentin von 795"
        if cost and line.low(found.cue - 1) == "," and line.is_a(found.cue - 2, "source.says"):
            cost = 0  # "Während die Polizei vier Tote meldete, sprach der Arzt von sechs"
        bracketed = line.low(found.cue - 1) == "," == line.low(found.end)
        if cost and bracketed and not any(is_count(line, j) for j in range(found.cue)):
            cost = 2  # "In the north, police believe, 200 were killed"
        if (
            found.side == "before"
            and "," in (line.low(found.start - 1), line.low(found.start - 2))
            and line.low(found.cue + 1) in (",", ".", ";")
        ):
            cost = 14  # "..., the command counts, and lost 17, the agency reports"
    else:
        between = range(group.end, min(found.start, found.cue))
        cost = 0 if found.side == "after" or "," in (line.low(found.start - 1), line.low(found.start - 2)) else 10
        if _meanwhile(line, found):
            cost = _APART
        elif cost and found.side == "before" and any(is_count(line, j) for j in range(found.cue + 1, found.cue + 4)):
            cost += _OTHERS  # "it admitted 49 deaths where rights groups found 216"
        if found.side == "after" and line.kind(found.end) == "number":
            cost = 30  # "59, and by the count of the hospital 61"
    if line.sentence.title and found.start > group.end and _counts_on(line, found):
        cost += _APART  # "31 dead near Rafah, the Red Cross says it received 179 wounded"
    leads = found.end <= group.start and cost == 0
    ends = found.start > group.end and cost == 0 and line.low(max(found.cue + 1, found.end)) in ("", ".")
    for j in between:
        if line.low(j) == ";":
            near = leads or ends or (found.end <= group.start and _goes_on_after(line, group, j))
            cost += 20 if near else _APART
        elif line.is_a(j, "words.but"):
            cost += 25
    return len(between) + cost

"""What a number covers: a running total, a span, one incident or a rate, from its own words, else from the article."""

from monitor.detect.as_of.near_dates import compared, counts, of_event, of_former, of_next, of_record
from monitor.detect.as_of.said_then import of_then
from monitor.detect.as_of.sayings import of_saying, spoken
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.linking.exceeding import of_excess
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import Covers, Event, war_lasted
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.scopes.rates import rate
from monitor.detect.scopes.spans import of_phrase
from monitor.model import Scope

_REACH = 26  # the greatest cost (tokens, commas, numbers) at which a word still tells of a number
_AT = frozenset({"at", "to", "auf", "à", "en", "в", "у"})  # between "put", "estimated" and the like and a count
_WHICH = ("words.who", "source.which")
_FEWER = 6  # tokens from "fewer" to the year that a toll is set against
_NOUN = 6  # tokens from a counting noun to the span of what it counts
_RAISED = 14  # tokens from "raising" to the total
_TOLL = ("killed.toll", "casualties.toll", "words.count")
_BALANCE = 6  # ... to the total's own noun


def _set_against(line: Line, phrase: DatePhrase) -> bool:
    """ "A rise of 14% compared with the first three months of the year": the span that it is set against."""
    k = phrase.start
    while line.is_a(k - 1, "words.article") and line.kind(k - 1) == "word":
        k -= 1
    return line.ends_at(k, "words.compared") is not None


def covers(
    line: Line, lex: Lexicon, group: Group, link: Link, found: list[DatePhrase], said: list[Attribution], event: Event
) -> Covers:
    """The scope that the number's own words give, or none: then the article decides."""
    low, high = clause_of(line, group, link)
    if (unit := rate(line, group, link, found, low, high)) is not None:
        return Covers(Scope.RATE, per=unit)
    beside = range(group.number.end, group.end + 3)
    last = next((j for j in beside if line.kind(j) == "number"), beside.stop)  # "46.788 – 81 mehr als am Vortag"
    more = any(line.is_a(j, "scope.increment") for j in range(group.number.end, last))
    if group.number.signed or more or line.is_a(group.number.end, "words.greater"):
        return Covers(Scope.PERIOD, span="1d")  # "1.080 más que la víspera"
    if any(_than(line, group, phrase) for phrase in found):
        return Covers(Scope.PERIOD)
    if any(line.ends_at(j, "words.increase") is not None for j in (group.start, group.number.core)) or _by(line, group):
        return Covers(Scope.PERIOD)
    if _put_at(line, group) and any(_beside(group, phrase) for phrase in found):
        return Covers(None, total=True)
    raised = min(raised_at(line, group, link) or 0, link.start)  # "la cifra de muertos este año se eleva a 490"
    high = _tellers_clause(line, max(group.end, link.end), high)
    weighed = [
        (min(_cost(line, group, link, phrase.start, phrase.end), 12 if _opens(line, phrase) else _REACH + 9), phrase)
        for phrase in found
        if (low <= phrase.start <= high or (link.start == low and phrase.length and _opens(line, phrase)))
        and not phrase.end <= raised
        and not of_saying(line, phrase, said)
        and not (of_excess(line, phrase) and not (phrase.opens and phrase.end <= group.start))
        and not _set_against(line, phrase)
        and not (phrase.start >= group.end and compared(line, phrase))  # ", 37 per cent more than in November"
        and not ("scope.fewer" in line.has and _fewer_than(line, group, phrase))
        and (phrase.of_toll or not spoken(line, phrase))
        and not _others(line, group, link, phrase)
        and not of_then(line, phrase)
    ]
    told = []
    for cost, phrase in sorted(weighed, key=lambda w: w[0]):
        got = of_phrase(line, group, link, phrase, event, low, high)
        if got is not None:
            told.append((cost, got))
        elif phrase.role in ("span", "as_of") and line.low(phrase.start - 1) != "(":
            break  # "121 died in a crush last July, and more than 200 in 2008": the nearer date is the number's own
    moved = min(_moved_at(line, group, high), len(line.tokens))
    comma = next((k for k in range(group.end, len(line.tokens)) if line.low(k) == ","), len(line.tokens))
    for j in range(max(low, raised), moved):
        onset = _onset(line, j, event.topical)
        told_of = onset is not None or line.is_a(j, "scope.cumulative", "scope.period")
        if told_of and j > comma and _of_a_toll(line, group, j, j + 1):
            continue
        if onset is not None and not of_record(line, j) and not _of_following(line, group, j, j + 3):
            told.append((_cost(line, group, link, j, j + 3), Covers(onset)))
            continue
        whole, part = line.at(j, "scope.cumulative"), line.at(j, "scope.period")
        tag = max((t for t in (whole, part) if t is not None), key=lambda t: t.end, default=None)
        night = any(p.is_day and p.start <= j < p.end for p in found)  # "в ночь с пятницы на субботу"
        if tag is None or night or of_record(line, j) or _of_following(line, group, j, tag.end):
            continue  # the longer entry counts: "depuis le début" opens "depuis le début de l'année"
        if tag is whole and any(p.role == "span" and not p.length and p.start - tag.end in (0, 1) for p in found):
            continue  # "4,300 dead in the conflict last year"
        after = j >= group.end or line.is_a(tag.end - 1, "scope.war")
        if tag is whole and after and any(_opens_clause(line, p) for p in found):
            continue  # "In the past two weeks 1,412 soldiers were killed in the war", "... in ongoing operations"
        told.append((_cost(line, group, link, j, tag.end), Covers(Scope.CUMULATIVE if tag is whole else Scope.PERIOD)))
    lasted = war_lasted(line, max(low, raised), moved)
    if lasted is not None:  # "4,000 civilians have died in three months of war"
        told.append((_cost(line, group, link, lasted, lasted + 1) - 1, Covers(Scope.CUMULATIVE)))
    told = [(cost, got) for cost, got in told if cost <= _REACH]
    if told:
        return min(told, key=lambda t: t[0])[1]
    truce = next((j for j in range(max(low, group.start - 16), group.start) if line.is_a(j, "scope.truce")), None)
    if truce is not None and any(
        line.low(j) == "had" or line.is_a(j, "scope.perfect") for j in range(truce, group.start)
    ):
        return Covers(Scope.PERIOD)  # "the truce, ten days old, had already cost 97 lives"
    if link.rule == "ordinal that counts":
        return Covers(None, total=True)
    total = any(line.is_a(j, "scope.total") and _cost(line, group, link, j, j + 1) <= 8 for j in range(low, moved))
    return Covers(None, total=total, dated=any(p.opens and p.end <= group.start for p in found))


def _tellers_clause(line: Line, first: int, high: int) -> int:
    """Where a clause begins that tells of the teller, or what else he said.

    "said the lawyers, who have tracked abuses in the war", "he said, adding that the town was shelled since March".
    """
    says = next((j for j in range(first, high) if line.is_a(j, "source.says", "source.according")), high)
    commas = (j for j in range(first, high) if line.low(j) == ",")
    return next(
        (j for j in commas if (j >= says and line.is_a(j + 1, *_WHICH)) or line.is_a(j + 1, "source.adding")), high
    )


def _opens_clause(line: Line, phrase: DatePhrase) -> bool:
    """ "In the past two days, 41 were killed", "said that in the past two days 41 were killed": a span told first."""
    opens = phrase.start <= 1 or line.is_a(phrase.start - 1, "source.subordinate")
    return bool(phrase.length) and opens


def _by(line: Line, group: Group) -> bool:
    """ "In Maule stieg sie um 32 auf 586": the verb, its pronoun, by how much."""
    if line.low(group.start - 1) != "um" or line.is_a(group.number.end, "dates.clock"):
        return False
    return any(line.is_a(j, "qualifier.moves") for j in range(max(0, group.start - 4), group.start - 1))


def _than(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "41 more than a week ago", "4300 mehr als Ende September", "на 41 больше, чем неделю назад": what came on."""
    near = range(phrase.start, max(group.end, phrase.start - 3) - 1, -1)
    than = next((j for j in near if line.is_a(j, "dates.than")), None)
    if than is None or than - group.end > 3:
        return False
    if any(line.kind(j) == "number" for j in (*range(group.end, than), *range(than + 1, phrase.start))):
        return False  # "86 dead and more than 450 hurt on 14 July"
    more = [j for j in range(group.number.end, than + 1) if line.is_a(j, "scope.more")]
    return bool(more) and line.low(more[0] - 1) != ","


def raised_at(line: Line, group: Group, link: Link) -> int | None:
    """ "Two more died in the past day, raising the number of dead to 425": where a total goes on beyond that day."""
    if link.rule not in ("total after its noun", "counted noun"):
        return None
    reach = _RAISED if link.rule == "total after its noun" else _BALANCE  # "ce qui porte le bilan à 425 morts"
    found = (j for j in range(group.start - 1, max(0, group.start - reach), -1) if line.is_a(j, "words.total_move"))
    move = next(found, None)
    if (
        move is None
        and line.low(group.start - 1) == "auf"
        and any(line.is_a(j, "words.total_move") for j in (link.end, group.end))
    ):
        move = next((j for j in range(group.start - 2, group.start - 5, -1) if line.is_a(j, *_TOLL)), None)
    if move is not None and reach == _BALANCE and not any(line.is_a(j, *_TOLL) for j in range(move - 3, group.start)):
        return None  # "debemos haber pasado ya los 160 homicidios"
    counted = move is not None and any(
        (line.kind(j) == "number" and year_of(line.low(j)) is None)
        or line.is_a(j, "numbers.units", "numbers.collective")
        for j in range(move)
    )  # not "le nombre de civils tués en 2024 s'élève à 2 088"
    return move if counted else None


def _fewer_than(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "S'élève à 31, cinq de moins que l'an dernier", "31, на пять меньше, чем в прошлом году": another year."""
    fewer = any(line.is_a(j, "scope.fewer") for j in range(max(group.end, phrase.start - _FEWER), phrase.start))
    return fewer and compared(line, phrase)


def _moved_at(line: Line, group: Group, high: int) -> int:
    """ "40 blessés et 12 morts, ce qui porte le bilan à 300": where the total goes on that this number was added to."""
    comma = next((j for j in range(group.end, min(high, group.end + _RAISED)) if line.low(j) == ","), high)
    return next((j for j in range(comma, min(high, comma + 4)) if line.is_a(j, "words.total_move")), high)


def _onset(line: Line, j: int, topical: bool) -> Scope | None:
    """ "с начала боевых действий": since the start of a war or a disaster a total, of a truce or a year a span."""
    tag = line.at(j, "scope.onset") or line.at(j, "dates.since")
    if tag is None:
        return None
    if "scope.onset" not in line.tags[j]:
        return _since_clause(line, tag.end, topical)
    near = [k for k in range(tag.end, tag.end + 4) if not any(line.is_a(m, "dates.until") for m in range(tag.end, k))]
    if any(line.is_a(k, "scope.truce", "dates.units", "dates.year_start") for k in near):
        return Scope.PERIOD
    if any(line.is_a(k, "scope.war", "scope.battle", "scope.disaster", "scope.unrest") for k in near):
        return Scope.CUMULATIVE
    if topical and any(line.is_a(k, "words.attack") for k in near):
        return Scope.CUMULATIVE  # "з початку атаки"
    return None


def _since_clause(line: Line, first: int, topical: bool) -> Scope | None:
    """ "desde que entró en vigor la tregua", "since the ground war opened": a start told by a clause of its own."""
    ends = (j for j in range(first, first + 8) if line.kind(j) not in ("word", "") or line.low(j) == "")
    if any(line.is_a(k, "scope.truce") for k in range(first, next(ends, first + 8))):
        return Scope.PERIOD  # "since the fighting resumed"
    for k in range(first, min(first + 8, len(line.tokens))):
        if k < first + 4 and line.is_a(k, "dates.units", "dates.seasons"):
            told = line.low(k + 1) == "," and line.is_a(k + 2, "dates.when")  # "since the spring, when it stood at"
            return None if told else Scope.PERIOD  # "since the year began", "since the first of the month"
        if line.kind(k) not in ("word", "") or line.is_a(k, "dates.months", "dates.weekdays", "numbers.units"):
            return None
        if line.is_a(k, "scope.truce"):
            return Scope.PERIOD
        if line.is_a(k, "scope.war", "scope.battle", "scope.disaster", "scope.unrest"):
            return Scope.CUMULATIVE
        begun = topical and line.is_a(k, "words.attack")
        if begun and any(line.is_a(m, "dates.begun") for m in range(first, first + 8)):
            return Scope.CUMULATIVE  # "since the attack began", "відколи почалася атака"
    return None


def _of_following(line: Line, group: Group, start: int, end: int) -> bool:
    """ "54,084 were killed, since the truce ended alone 3,924": words after a comma that belong to the next number."""
    if start < group.end or not any(line.low(j) == "," for j in range(group.end, start + 1)):
        return False
    if any(line.kind(j) == "number" for j in range(max(group.end, start - 3), start)):
        return True  # "160,000 since January, and 970,000 since the war began"
    for j in range(end, end + 7):
        if line.low(j) in ("", ",", ";", "."):
            return False
        if line.kind(j) == "number":
            return True
    return False


def _opens(line: Line, phrase: DatePhrase) -> bool:
    """Whether a date opens the sentence, for all its numbers."""
    since = phrase.role == "start" and line.is_a(0, "dates.since")
    return phrase.start <= 1 or (since and not any(line.low(j) == "," for j in range(phrase.start)))


def _others(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether a date belongs to another number, or to an aside about somebody's work."""
    if phrase.start >= group.end:
        if line.is_a(phrase.start - 1, "words.them") and line.kind(group.end) != "number":
            return any(
                line.is_a(j, "numbers.units") or line.kind(j) == "number" for j in range(group.end, phrase.start)
            )
        comma = any(line.low(j) == "," for j in range(group.end, phrase.start))
        if comma and _of_a_toll(line, group, phrase.start, phrase.end):
            return True
        ahead = any(line.kind(j) == "number" for j in range(phrase.end, phrase.end + 3))
        return of_next(line, group, link, phrase) or (comma and ahead)
    if phrase.end <= group.start and phrase.start > 1 and of_former(line, group, phrase):
        return True
    return of_event(line, group, link, phrase) and line.low(phrase.end) == ","


def _of_a_toll(line: Line, group: Group, start: int, end: int) -> bool:
    """ "Seven died, which brings the number of dead this year to 490": behind the noun of another number's toll."""
    near = range(max(group.end, start - _NOUN), start)
    if not any(line.is_a(j, "words.count", "killed.toll") for j in near):
        return False
    ahead = range(end, min(end + _RAISED, len(line.tokens)))
    behind = range(max(group.end, near.start - _NOUN), start)
    return any(line.kind(j) == "number" for j in (*behind, *ahead))


def clause_of(line: Line, group: Group, link: Link) -> tuple[int, int]:
    """The tokens that may tell of this number: to the next semicolon or turn ("but", "while") on either side."""
    first, last = min(group.start, link.start if link.start != link.end else group.start), max(group.end, link.end)
    low, high = first, last
    while low > 0 and line.low(low - 1) != ";" and not (line.low(low - 1) == "," and line.is_a(low, "words.but")):
        low -= 1
    while high < len(line.tokens) and line.low(high) != ";" and not _turns(line, high):
        high += 1
    return low, high


def _turns(line: Line, j: int) -> bool:
    """Whether another clause is set against this one: ", while Kyiv lost 12", not "when it sank"."""
    if not line.is_a(j, "words.but") or line.is_a(j, "dates.when"):
        return False
    return line.low(j - 1) == "," or line.low(j) != "while"


def _put_at(line: Line, group: Group) -> bool:
    """Whether somebody puts a count at the number: "put the army's dead at 31,000", "bezifferte ... auf 31.000"."""
    if line.low(group.start - 1) not in _AT:
        return False
    return any(line.is_a(j, "source.reckons") for j in range(max(0, group.start - 18), group.start - 1))


def _beside(group: Group, phrase: DatePhrase) -> bool:
    """ "at 31,000 in February 2024 and at 43,000 in December": the date of a count, not a month's own number."""
    if phrase.begin is not None or phrase.role == "start" or phrase.current or phrase.length or phrase.of_toll:
        return False
    return 0 <= phrase.start - group.end <= 1 or phrase.end == group.start - 1


def _cost(line: Line, group: Group, link: Link, start: int, end: int) -> int:
    """How far a word stands from a number or its harm word; commas and numbers between count for more."""
    first, last = group.start, group.end
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
        if first < start and end <= group.start:  # "211 killed in three weeks and 68,643 since": between the two
            return min(_gap(line, group.start, group.end, start, end), 1 + _gap(line, link.start, link.end, start, end))
    return _gap(line, first, last, start, end)


def _gap(line: Line, first: int, last: int, start: int, end: int) -> int:
    between = range(last, start) if start >= last else range(end, first)
    cost = len(between)
    for j in between:
        joined = start >= last and line.is_a(j - 1, "words.conjunction")  # "60 dead and 343 hurt in the past day"
        cost += 4 * (line.low(j) in (",", "(", ":")) + 6 * (counts(line, j) and not joined)
    return cost


def in_series(line: Line, group: Group) -> bool:
    """ "three a day, from seven in October", "5,000 a week, then six": a rate goes on."""
    return any(line.is_a(j, "scope.series") for j in range(max(0, group.start - 5), group.start))

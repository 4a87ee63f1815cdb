"""Numbers without a harm word of their own to the measure that the text has already named.

"The year before it was about 390,000." "The press office names 251." "Seven are girls." "Volunteers: 2,940."
"""

from monitor.detect.article.registers import kept, named_harm, named_here, named_lately, names_whom
from monitor.detect.article.story import Story
from monitor.detect.carrying.members import keeps_the_dead
from monitor.detect.carrying.tally import comparable
from monitor.detect.harm.harms import harms
from monitor.detect.linking.shared_out import comes_from, most_of_them
from monitor.detect.linking.told_of_all import told_of_all
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_RECENT = 8  # figures that another count may be of
_GRAND = 4  # tokens of "a total of", "in total,"
_NAMES = 9  # fewer are no list
_HEARD = 4  # sentences from the word that says whose list it is
_MARKS = 3  # beside a lone number
_AGES = 110  # what is no age
_NEAR = 9  # tokens from a number back to a harm noun of its sentence
_OTHER_LABELS = ("not_people.words", "words.driven_out", "words.evacuated", "words.flees")


def carried(
    line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], story: Story, following: Line | None
) -> list[Link | None]:
    """The links with those added that take their measure from an earlier sentence (or, for a lone number, the next)."""
    out = list(links)
    for k, group in enumerate(groups):
        if out[k] is not None or group.thing or group.whole or group.number.ordinal:
            continue
        if story.accused.has(line, group, story.count):
            group.thing = True
            continue
        if any(groups[m].number.core < group.number.core and out[m] is not None for m in range(k)) and not group.bare:
            continue
        measure = (
            _lone(line, lex, group, following)
            or told_of_all(line, lex, groups, k, following)
            or _earlier(line, lex, group, story, _here(out[:k]))
        )
        if measure is not None:
            rule, value, part = measure
            left = next((m for m in range(k - 1, -1, -1) if out[m] is not None), None)
            told = out[left] if left is not None and rule == "total carried from before" else None
            if told is not None and told.rule == "people lost":  # "lost 418,000 last year, and in all 1.2 million"
                out[k] = Link(told.measure, rule, group.start, group.start, "", left)
                continue
            own = part or value is story.carry(line)  # else it goes on with a number of this sentence
            out[k] = Link(value, rule, group.start, group.start, "", None if own else left, part)
    return out


def _here(links: list[Link | None]) -> Measure | None:
    """The measure of the sentence's own numbers so far: "it wounded 15; hours before the mayor had told of 12"."""
    told = [link.measure for link in links if link is not None]
    if told and told[-1] is Measure.WOUNDED and Measure.KILLED in told:
        return Measure.KILLED
    return told[-1] if told else None


def label_list(line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None]) -> list[Link | None]:
    """ "Russia 350,000, Ukraine 45,100: a ledger of the dead": names and numbers, then what they count."""
    if any(links) or not groups:
        return links
    colon = next((j for j, token in enumerate(line.tokens) if token.low == ":"), 0)
    first = [g for g in groups if g.end <= colon]
    behind = all(g.thing or not g.bare or line.low(g.number.end) == "-" for g in groups[len(first) :])
    if not first or colon - first[-1].end > 1 or not behind:
        return links  # behind the colon "the dead of a twelve-day war", and no other count
    if not all(g.bare and line.ends_at(g.start, "party") is not None for g in first):
        return links
    hurt = [h for h in harms(line, lex) if h.start > colon and h.has("noun", "toll")]
    if not hurt:
        return links
    listed = Link(hurt[0].measure, "list explained after a colon", hurt[0].start, hurt[0].end, "noun")
    return [listed if g in first else None for g in groups]


def bracket_list(line: Line, groups: list[Group], links: list[Link | None], story: Story) -> list[Link | None]:
    """ "Rome comes first (835), then Athens (630) and Paris (409)": shares of the deaths told in the sentence before.

    The numbers after victims' names are ages: one is too large for that, or all the names are known places.
    """
    whole = story.whole() or story.carry(line)
    if whole is None or any(links):
        return links
    named = [k for k, group in enumerate(groups) if group.bare and _after_name(line, group)]
    if len(named) < 2 or len(named) < sum(
        not (group.thing or group.unknown or group.number.ordinal) for group in groups
    ):
        return links
    large = any(groups[k].number.high >= _AGES for k in named)
    places = all(any(line.is_a(j, "place", "party", "capital") for j in _name(groups[k])) for k in named)
    most = max((s.group.number.high for s in story.made[-_RECENT:]), default=0)
    if not (large or places) or any(groups[k].number.high > most for k in named):
        return links
    out = list(links)
    for k in named:
        out[k] = Link(whole, "list of names and numbers", groups[k].start, groups[k].start, "", None, True)
    return out


def _after_name(line: Line, group: Group) -> bool:
    """ "Paris (409)", "Tatarstan, with 5,605", "Sverdlovsk region (4,439)"."""
    bracketed = line.low(group.start - 1) == "(" and line.low(group.end) == ")"
    joined = line.is_a(group.start - 1, "words.listed_with") and group.start > 1
    return (bracketed or joined) and any(line.capital(j) for j in _name(group))


def _name(group: Group) -> range:
    return range(max(0, group.start - 6), group.start - 1)


def _lone(line: Line, lex: Lexicon, group: Group, following: Line | None) -> tuple[str, Measure, bool] | None:
    """ "Forty-one thousand. So many of the army are dead": the next sentence says what it counts."""
    if following is None or len(line.tokens) - (group.end - group.start) > _MARKS or group.number.low < 20:
        return None
    if any(line.kind(j) == "word" for j in range(len(line.tokens)) if not group.start <= j < group.end):
        return None  # but "*19,546.*"
    if following.sentence.block != line.sentence.block or any(t.kind == "number" for t in following.tokens):
        return None
    hurt = [h for h in harms(following, lex) if h.has("noun", "part", "fell")]
    return ("number explained by the next sentence", hurt[0].measure, False) if hurt else None


def _earlier(
    line: Line, lex: Lexicon, group: Group, story: Story, here: Measure | None
) -> tuple[str, Measure, bool] | None:
    listed = named_lately(story.roll, story.count)  # "They keep a list of the dead. Among them are 5,400 officers"
    if group.number.high > 1 and (whole := story.whole() or listed) is not None:
        if _opens(line, group) and (
            _told_people(line, group)
            or comes_from(line, group)
            or (group.of_them and _told_of_them(line, group, whole))
        ):
            return "part of an earlier number", whole, True
        if group.of_them and any(line.is_a(m, "words.account_for") for m in range(group.start)):
            return "part of an earlier number", whole, True
        if _share(line, group) or _subset_opens(line, group) or most_of_them(line, group):
            return "part of an earlier number", whole, True
    measure = here or (Measure.KILLED if keeps_the_dead(line) else story.carry(line))
    if not group.bare and group.number.high > _NAMES and not story.knows(group.number):
        heard = story.heard if story.count - story.heard_at <= _HEARD else None
        heard = heard if heard in (Measure.KILLED, Measure.MISSING) else None
        of_list = named_here(line, group, story.roll, story.count) or measure or heard
        listed = kept(line, group, of_list, army=story.army)
        if listed is not None:
            if not names_whom(line, group):
                group.head, group.head_at = None, None  # "имён": whose they are, the text around them says
            return "names on a list of the dead", listed, False
    if measure is None or story.knows(group.number):
        return None
    anyone = group.bare or line.is_a(group.head_at or 0, "words.anyone")
    grows = line.ends_at(group.start, "words.increase") is not None and not story.strayed
    if grows and anyone:  # "список вырос на 2 857 человек"
        return "increase of the total", measure, False
    if measure is Measure.KILLED and (_found_predicate(line, lex, group) or _identified(line, group)):
        return "counted among those told before", measure, True
    if group.unknown:
        return None
    low = group.number.high
    if line.low(group.start - 1) == ":" and group.bare and _sum_before(line, group.start - 1):
        return "breakdown after a colon", measure, True
    if line.low(group.start - 1) == ":":
        if story.in_list and _label(line, group):
            return "labelled list", measure, False
        if _answers(line, group):
            return "number said of what came before", measure, False
        if line.ends_at(group.start - 1, "source.says") is None:
            return None
    grand = low >= _AGES and any(line.is_a(m, "words.grand") for m in range(max(0, group.start - 12), group.start))
    if low < 2 or (not grand and not comparable(group, story)) or line.is_a(group.number.end, "words.of"):
        return None  # "holds 201 of 400"
    j = group.start
    if line.ends_at(j, "words.landing") is not None:
        j = line.ends_at(j, "words.landing") or j
    counting = [m for m in range(max(0, j - 12), j + 1) if _counts_on(line, m)]
    since = range(counting[-1] if counting else 0, group.start)
    clear = all(line.kind(m) != "number" or len(line.low(m)) == 4 for m in since)
    numbered = line.low(group.start - 1) == "number" and group.number.digits  # "the widow at number 12"
    if (
        counting
        and clear
        and group.bare
        and not numbered
        and (
            line.ends_at(group.start, "words.landing") is not None
            or line.low(group.start - 1) in (":", "–")
            or (line.low(group.start - 1) == "," == line.low(group.end) and counting[-1] == group.start - 2)
        )
        and (not line.is_a(group.start - 1, "words.of") or counting[-1] == group.start - 2)
    ):
        return "total carried from before", _both(group, story) or measure, False
    if group.bare and _short_answer(line, group):
        return "number said of what came before", named_harm(line, group) or measure, False
    told = line.ends_at(group.start - (line.low(group.start - 1) == ":"), "source.says") is not None
    told = told or (lex.order == "last" and _inverted(line, group))
    told = told and not line.is_a(group.start - 1, "words.acts_on")  # "la justice poursuit 36 personnes"
    if group.head is not None and told and (_ends_here(line, group) or line.low(group.start - 1) == ":"):
        return "number said of what came before", measure, False
    return None


def _both(group: Group, story: Story) -> Measure | None:
    """ "Killed 286 and injured 1,388. The combined total of 1,674 ...": the dead and the hurt together."""
    if len(story.made) < 2:
        return None
    one, two = story.made[-2:]
    both = {one.measure, two.measure} == {Measure.KILLED, Measure.WOUNDED}
    total = one.group.number.low + two.group.number.low == group.number.low
    return Measure.CASUALTIES if both and total else None


def _inverted(line: Line, group: Group) -> bool:
    """ "Auf der Gegenseite zählt die Organisation 354 Kämpfer": the counter between its verb and the number."""
    for m in range(group.start - 1, max(-1, group.start - 5), -1):
        if line.is_a(m, "source.says", "source.reckons"):
            return m < group.start - 1
        if line.kind(m) != "word" or not (line.capital(m) or line.is_a(m, "words.article")):
            return False
    return False


def _share(line: Line, group: Group) -> bool:
    """ "Former inmates account for 18,507": a group of people, and how many of the dead it is."""
    begin = line.ends_at(group.start, "words.account_for")
    return group.bare and begin is not None and any(population_at(line, m) is not None for m in range(begin))


def _subset_opens(line: Line, group: Group) -> bool:
    """ "Darunter seien 427 Kämpfer", "Among them were two boys": a sentence that opens with a part's word."""
    tag = line.at(0, "words.subset")
    if tag is None or group.head is None or group.start > tag.end + 3:
        return False
    quiet = (
        "words.auxiliary",
        "words.adverb",
        "words.article",
        "words.enumerates",
    )  # "Parmi elles, 70 femmes et 18 enfants"
    return all(line.is_a(m, *quiet) or line.low(m) in (",", "–") for m in range(tag.end, group.start))


def _sum_before(line: Line, colon: int) -> bool:
    """ "They break the total down by year: 118,500 in 2022, ...": the sum that a list after a colon makes up."""
    if line.is_a(0, "words.count") and any(line.is_a(m, *_OTHER_LABELS, "dates.units") for m in range(1, colon)):
        return False  # "Number of people driven out: 1.9 million"
    return any(line.is_a(m, "words.count") for m in range(max(0, colon - 8), colon))


def _counts_on(line: Line, m: int) -> bool:
    """Whether a counting noun stands for the earlier count: "the figure was ...", not "the number of recruits"."""
    if not line.is_a(m, "words.count", "words.carry_count"):
        return False
    tag = line.at(m, "words.count") or line.at(m, "words.carry_count")
    assert tag is not None
    things = line.ends_at(tag.end, "not_people.words")
    if things is not None and things < m:
        return False  # "the exchange rate"
    after = tag.end + 1
    counted = line.kind(after) == "number" or line.is_a(after, "numbers.units", "numbers.one")
    counted = counted or (after < len(line.tags) and any(cls.startswith("qualifier.") for cls in line.tags[after]))
    opens = line.is_a(tag.end + line.is_a(tag.end, "words.count"), "words.of") and not counted  # "total number of"
    return not opens and not line.is_a(m - 1, "words.of")


def _opens(line: Line, group: Group) -> bool:
    """Whether nothing but "a total of", "in total" stands before a number: "A total of four of them were children"."""
    if group.start <= 1 or line.low(group.start - 1) == ";":
        return True
    before = range(group.start)
    if len(before) > _GRAND or not any(line.is_a(j, "scope.total") for j in before):
        return False
    return all(line.low(j) == "," or line.is_a(j, "scope.total", "words.article", "words.preposition") for j in before)


def _told_of_them(line: Line, group: Group, whole: Measure) -> bool:
    """ "Two of them were children", "Nine of them women", but not "two of those called from captivity"."""
    if line.low(group.end) == "–":
        return True  # "Шестеро з них – діти", "35 из них — в городе Газа"
    them = line.is_a(group.end - 1, "words.them")
    if whole is Measure.KILLED and them and line.kind(group.end) == "word":
        return not line.is_a(group.end, "words.survived", "words.gets_well")  # "35 из них жили в лагере": still dead
    return (
        line.is_a(group.end, "words.auxiliary", "words.adverb")
        or population_at(line, group.end) is not None
        or line.low(group.end) in (",", ".", "")
    )


def _found_predicate(line: Line, lex: Lexicon, group: Group) -> bool:
    """ "6,100 officers have been identified", "Only nine have been named": of the dead just told of."""
    j = group.end
    seen = lex.lang in ("uk", "ru")  # which say "6 100 опознаны"
    while line.is_a(j, "words.auxiliary", "words.only"):
        seen, j = seen or line.is_a(j, "words.auxiliary"), j + 1
    active = line.is_a(j - 1, "scope.perfect") and line.is_a(j, "words.gets_well")  # "19 have recovered": no bodies
    return seen and not active and line.is_a(j, "words.identified") and not group.thing


def _identified(line: Line, group: Group) -> bool:
    """ "1,200 bodies came in. The families identified 840", "Впізнали ми поки п'ятьох"."""
    j = group.start
    while line.ends_at(j, "words.identifies") is None and line.is_a(j - 1, "words.adverb", "words.pronoun"):
        j -= 1
    j -= line.low(j - 1) == "a"  # "han identificado a 15 de ellos"
    counted = group.bare or group.of_them
    return counted and line.ends_at(j, "words.identifies") is not None and _ends_here(line, group)


def _answers(line: Line, group: Group) -> bool:
    """ "The ministry last reported in September 2022: 5,937": a verb of speech, when, a colon and the number."""
    if not group.bare or line.low(group.start - 1) != ":" or not _ends_here(line, group):
        return False
    for j in range(group.start - 2, max(-1, group.start - 2 - _NEAR), -1):
        if line.is_a(j, "source.says", "source.reckons"):
            return True
        if line.kind(j) not in ("word", "number") or line.is_a(j, "words.who", "words.conjunction"):
            return False
    return False


def _short_answer(line: Line, group: Group) -> bool:
    """ "British officials, 1.2m.": a sentence of a name and a number, but not "Спасены, по данным МЧС, 14"."""
    if line.is_a(0, "words.survived", "words.driven_out", "words.arrests", "words.displaces"):
        return False
    if group.number.high < _AGES and any(population_at(line, j) is not None for j in range(group.start)):
        return False  # "- a boy, 9"
    return len(line.tokens) <= 8 and line.low(group.start - 1) == "," and group.end >= len(line.tokens) - 1


def _ends_here(line: Line, group: Group) -> bool:
    return line.low(group.end) in ("", ".", ",", ";") or line.is_a(group.end, "words.conjunction")


def _told_people(line: Line, group: Group) -> bool:
    """ "Nine are children", "Forty-nine of the victims were women"."""
    if line.low(group.number.end) == "–" and group.head_at == group.number.end + 1:
        return True  # "Шестеро – діти"
    placed = line.low(group.number.end) == "–" and line.is_a(group.number.end + 1, "words.place_preposition")
    if placed and group.bare and group.number.collective:
        return True  # "Шестеро – під завалами"
    if not group.bare and not group.of_harm:
        return False
    j = group.end
    if not line.is_a(j, "words.auxiliary") and line.low(j) != "–":
        return False
    j += line.low(j) == "–"
    while line.is_a(j, "words.auxiliary", "words.adverb"):
        j += 1
    return population_at(line, j) is not None or line.is_a(j, "words.ours")


def _label(line: Line, group: Group) -> bool:
    """Whether the sentence is one label of people and its number: "Afghan civilians: 47,245"."""
    label = range(group.start - 1)
    if len(label) > 9 or any(line.kind(j) == "number" or line.is_a(j, *_OTHER_LABELS) for j in label):
        return False  # "Patients evacuated abroad: 5,405"
    return any(population_at(line, j) is not None or line.is_a(j, "party") for j in label)

"""A bare number whose clause counts nothing else: it goes on with the count that was told before.

"Anfang des Jahres waren es 62.000", "en noviembre van ya 96", "(ночью назывались 34)", "up from 11,000 in 2023".
Every word of the clause is asked for instead of one pattern for each verb: dates, speakers, places, copulas, verbs of
counting and small words leave nothing to count but what was counted last. One unknown noun or verb, and it is out.
"""

from collections.abc import Set

from monitor.detect.article.story import Story
from monitor.detect.how_many.numbers import Number
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import MEASURES, Lexicon, Tag
from monitor.detect.reading.line import Line
from monitor.model import Measure, Qualifier

_REACH = 14  # tokens from a number to either end of its clause
_AGES = 110
_HOURS = 24
_DAYS = 31
_NEAR = 9  # tokens from a number back to a harm noun of its sentence
_ALIKE = 1.6  # times: two counts of one series, a month apart or two speakers apart
_TIMES = 40  # times: the widest gap between two counts of the same harm
_NOUNS = {f"{name}.noun": Measure(name) for name in MEASURES}
_LARGE = 1_000  # people
_MOST = 5_000_000  # ... of one war
_COUNTED = (
    "words.sums", "words.together", "words.amount_to", "words.total_move", "words.count", "words.carry_count",
    "words.it", "source.reckons", "source.tallies",
)  # fmt: skip
_DAYS_RISE = ("words.change", "words.preposition", "words.article", "words.adverb", "dates.past_day", "dates.units")
_WHOLE = ("scope.total", "scope.cumulative", "dates.since")
_RECENT = 8  # figures that another count may be of
_SAYS = ("source.says", "source.reckons", "source.tallies", "source.discloses")
_SMALL = frozenset({
    "words.auxiliary", "words.adverb", "words.landing", "words.total_move", "words.count", "words.carry_count",
    "words.preposition", "words.article", "words.it", "words.them", "words.only", "words.of", "words.hearsay",
    "words.stays", "words.stands", "words.tallies", "words.compared", "words.amount_to", "words.together", "words.also",
    "words.object_filler", "words.namely", "words.both_sides", "words.area", "words.more", "words.increase",
    "scope.total", "scope.cumulative", "scope.period", "scope.war",
    "status.first", "status.former", "status.once", "status.told",
    "source.says", "source.reckons", "source.tallies", "source.discloses", "source.between", "source.office",
    "source.person", "source.title", "source.anaphor", "source.according", "source.account",
    "named_source", "party", "place", "capital",
    *(f"dates.{name}" for name in (
        "months", "weekdays", "last", "this", "next", "same", "today", "yesterday", "day_before", "units", "ago_after",
        "ago_before", "start", "until", "by", "as_of", "in", "on", "part", "seasons", "past_day", "since", "when",
        "than", "year_start", "of", "first", "night", "this_month", "this_week", "earlier", "later", "last_time",
        "daypart", "same_year", "year_genitive", "half_year", "year_parts", "versus", "span_of",
    )),
})  # fmt: skip
# what sets a count apart from the one before it: another time, another account
_APART = (
    "words.count", "words.carry_count", "words.them", "scope.period", "scope.cumulative", "status.once",
    "status.former",
    "dates.night", "dates.daypart", "dates.today", "dates.yesterday", "dates.day_before", "dates.earlier",
    "dates.last_time", "dates.past_day",
)  # fmt: skip
_WHEN = (
    "dates.units",
    "dates.daypart",
    "dates.night",
    "dates.weekdays",
    "dates.months",
    "dates.seasons",
    "dates.start",
)
_THEY = ("ils", "elles")  # "c’était 45" may be anything
_TIMES_OF = (*_WHEN, "words.preposition", "words.article", "dates.day_after", "dates.later", "dates.next")
_ENDS = frozenset({",", ";", ":", "(", ")", "–", ".", "!", "?", "|"})
_STOPS = frozenset({",", ";", ".", "!", "?", "(", ")", "|"})
_VERBS = (
    "words.auxiliary", "words.tallies", "words.total_move", "words.stays", "words.stands", "words.amount_to",
    "source.says", "source.reckons", "source.tallies", "source.discloses",
)  # fmt: skip
_NAMES = ("words.area", "party", "place", "capital", "named_source", "source.office", "source.anaphor")


def goes_on(line: Line, lex: Lexicon, group: Group, dated: Set[int], beside: bool, strayed: bool) -> str | None:
    """The name of the rule by which a bare number goes on with a count.

    `beside`: with one told in the same sentence; `strayed`: the last number before it was of another thing.
    """
    rated = line.is_a(group.end, "scope.rate") and line.is_a(group.head_at or 0, "words.anyone", "words.men")
    if not (group.bare or rated) or group.of_them or group.of_harm:
        return None
    if not _counts(group.number) or group.number.core in dated:
        return None
    start, end = clause(line, group, dated)
    noun = group.end + line.is_a(group.end, "words.article")  # "évalue à un million le nombre d'habitants"
    other = line.is_a(noun, "words.count") and line.is_a(noun + 1, "words.of")
    if other or not small(line, lex, range(group.end, end), dated):
        return None
    if beside and line.ends_at(group.start, "words.compared") is not None:
        return "earlier value of the total"
    if any(line.is_a(j, "words.other_fate") and "words.count" in line.has for j in range(start, group.start)):
        return None  # "The number of workers affected has risen to 101"
    said = _said(line, lex, group, start, dated)
    if said:
        return "number said of what came before"
    if _was_then(line, group, start, dated):
        return "total carried from before"
    if strayed or not small(line, lex, range(start, group.start), dated):
        return None
    if (
        not beside
        and line.is_a(group.end, "scope.rate")
        and any(line.is_a(j, "words.it") for j in range(start, group.start))
    ):
        return "total carried from before"  # "Це понад тисячу осіб щодня", "That is 930 a day"
    if _told(line, group, range(start, end), dated):
        return "total carried from before"
    if not beside and _fragment(line, lex, group, dated):
        return "count that goes on"
    if beside and line.is_a(group.end, "scope.rate"):
        return "coordinated number"  # "4,700 dead, or 13 a day"
    return "list of names and numbers" if beside and _listed(line, group, start, dated) else None


def _counts(number: Number) -> bool:
    return number.high > 1 and not number.ordinal and not number.signed and number.qualifier is not Qualifier.VAGUE


def clause(line: Line, group: Group, dated: Set[int]) -> tuple[int, int]:
    """The first token of the number's clause, and the one after its last."""
    j = group.start
    while j > max(0, group.start - _REACH) and not _is_end(line, j - 1, dated):
        j -= 1
    k = group.end
    while k < min(len(line.tokens), group.end + _REACH) and not _is_end(line, k, dated):
        k += 1
    return j, k


def _is_end(line: Line, j: int, dated: Set[int]) -> bool:
    if j in dated:
        return False
    low = line.low(j)
    if low in _ENDS:
        return True
    return line.is_a(j, "words.conjunction", "words.but", "words.who", "words.opens_clause") and not line.is_a(
        j, "words.article", "words.it", "words.adverb"
    )


def small(
    line: Line, lex: Lexicon, span: range, dated: Set[int], *, names: bool = False, also: tuple[str, ...] = ()
) -> bool:
    """Whether nothing in the span could be counted, nor tell of anything else.

    `names`: any name and pronoun may; `also`: classes of words that may too.
    """
    j = span.start
    while j < span.stop:
        if j in dated:
            j += 1
            continue
        here: dict[str, Tag] = line.tags[j]
        known = [tag.end for cls, tag in here.items() if cls in _SMALL or cls in also or cls == "scope.single"]
        if "not_people.words" in here and not line.is_a(
            j, "dates.units", "words.count", "words.carry_count", "scope.single"
        ):
            return False  # but "the day after the attack it had been 26"
        named = line.capital(j) and (names or (lex.lang != "de" and j > 0))
        if not (known or named or line.low(j) in ('"', "'", "-") or (names and line.is_a(j, "words.pronoun"))):
            return False
        j = max(known, default=j + 1)
    return True


def _said(line: Line, lex: Lexicon, group: Group, start: int, dated: Set[int]) -> bool:
    """ "Accra has owned up to three", "Der Minister sprach jüngst von 51.000": anybody says a number.

    What "has" or "reached" one needs a speaker before it: "the town had 2,000" has none.
    """
    for j in range(group.start - 1, start - 1, -1):
        if line.is_a(j, *_SAYS):
            asked = [m for m in range(start, j) if not line.is_a(m, "words.adverb")]
            alone = not asked and group.number.high >= _AGES
            sure = line.is_a(j, "source.says", "source.discloses") or alone or _speaker(line, lex, asked, j)
            # "sprach er von 31.000", "zählt die Organisation 354"
            return sure and small(line, lex, range(j, group.start), dated, names=True)
    return False


def _speaker(line: Line, lex: Lexicon, span: list[int], verb: int) -> bool:
    for j in span:
        if line.is_a(j, "named_source", "party", "capital", "source.office", "source.anaphor", "source.person"):
            return True
        if lex.lang != "de" and line.capital(j) and j > 0:
            return True
        if line.is_a(j, "words.pronoun") and not line.is_a(verb, "words.auxiliary"):
            return True  # "it gives 250,000", but "she has 12"
    return False


def _was_then(line: Line, group: Group, start: int, dated: Set[int]) -> bool:
    """ "On the worst night it was eighty", "The day after it had been 26": a time, "it was" and the number."""
    j = group.start
    while (
        j > 0 and line.is_a(j - 1, "words.auxiliary", "words.adverb", "words.only") and not line.is_a(j - 1, "words.it")
    ):
        j -= 1
    if j == group.start or not line.is_a(j - 1, "words.it") or j - 1 == 0 or line.low(j - 2) in (";", ":"):
        return False
    aside = line.low(j - 1) in _THEY and all(m in dated or line.is_a(m, *_TIMES_OF) for m in range(j - 2))
    if line.low(j - 2) == "," and not aside:
        return False  # but "À midi, ils étaient 15"
    ends = line.low(group.end) in ("", ".", ";", ",") or line.is_a(group.end, "words.preposition")
    ends = ends and not _o_clock(line, group)
    when = any(m in dated or line.is_a(m, *_WHEN) for m in range(max(0, j - 1 - _REACH), j - 1))
    return ends and when and not line.is_a(group.end, "scope.rate")


def _told(line: Line, group: Group, clause: range, dated: Set[int]) -> bool:
    """A verb that counts, and something that sets this count apart: a day, "it", a counting noun."""
    if _o_clock(line, group):
        return False
    verb = moved = apart = it = False
    for j in clause:
        if group.start <= j < group.end:
            continue
        if _person(line, j):
            return False
        moved = moved or line.is_a(j, "words.total_move", "words.amount_to")
        verb = verb or line.is_a(j, "words.tallies", "words.auxiliary", "words.stays", "words.stands")
        apart = apart or j in dated or line.is_a(j, *_APART)
        it = it or line.is_a(j, "words.it")
    apart = apart or (it and (moved or group.number.high >= _AGES))  # "It rose to 43"; "She was 43" is an age
    return apart and (verb or moved)


def _o_clock(line: Line, group: Group) -> bool:
    """ "It was 11 in the morning"."""
    near = range(group.end, group.end + 3)
    return group.number.high <= _HOURS and any(line.is_a(j, "dates.daypart") for j in near)


def _fragment(line: Line, lex: Lexicon, group: Group, dated: Set[int]) -> bool:
    """ "Two hundred more in March.", "By nightfall: 15.", "У липні – 286, ...": a part of a sentence without a verb.

    Nothing but a time, a place or "another" is told with the number.
    """
    if group.number.high <= _DAYS and group.end + 1 in dated and line.kind(group.end + 1) == "number":
        return False  # "from 14 to 15 June"
    start, end = group.start, group.end
    while start > 0 and group.start - start < _REACH and (line.low(start - 1) not in _STOPS or start - 1 in dated):
        start -= 1
    while end < len(line.tokens) and end - group.end < _REACH and (line.low(end) not in _STOPS or end in dated):
        end += 1
    span = [j for j in range(start, end) if not group.start <= j < group.end and line.low(j) not in ("–", ":")]
    if not span or any(_person(line, j) or line.is_a(j, *_VERBS) for j in span if j not in dated):
        return False
    if not all(small(line, lex, range(j, j + 1), dated) for j in span):
        return False
    more = line.is_a(group.number.end, "words.more") or line.ends_at(group.start, "words.more") is not None
    return more or any(j in dated or line.is_a(j, *_APART) for j in span)


def _person(line: Line, j: int) -> bool:
    """ "He", "we": whoever is meant, no count."""
    return line.is_a(j, "words.pronoun") and not line.is_a(
        j, "words.it", "words.them", "words.auxiliary", "words.preposition", "words.who"
    )


def _listed(line: Line, group: Group, start: int, dated: Set[int]) -> bool:
    """ "... ; en 2024, 7.522", "y Medellín, con 12", "a la ONU, no menos de 147": a name or a time, and its number.

    The number after somebody's name is an age: small ones want a known place, a body or a date.
    """
    j = group.start
    while line.is_a(j - 1, "words.list_landing", "words.landing", "words.adverb") and j - 1 not in dated:
        j -= 1
    if j == start and line.low(j - 1) in (",", "–", ":"):
        begin = j - 1
        while begin > max(0, j - _REACH) and not _is_end(line, begin - 1, dated):
            begin -= 1
        span = range(begin, j - 1)
    else:
        span = range(start, j)
    if not span:
        return False
    known = named = False
    for k in span:
        if k in dated:
            known = True
        elif line.is_a(k, *_NAMES) or (line.capital(k) and k > 0):
            known, named = known or line.is_a(k, *_NAMES), True
        elif not line.is_a(k, "words.article", "words.preposition", "words.of", "words.adverb") or _person(line, k):
            return False
    return known or (named and group.number.high >= _AGES)


def continued(
    line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those added of bare numbers that go on with the nearest count, of this sentence or before it."""
    out = list(links)
    strayed, last, astray_here = story.strayed, None, False
    for k, group in enumerate(groups):
        if out[k] is not None:
            strayed, astray_here, last = False, False, k
            continue
        before = out[last] if last is not None else None
        measure = before.measure if before is not None else resumed(line, group, story)
        near = (
            gap(group, groups[last]) <= _TIMES
            if last is not None
            else comparable(group, story) or grand(line, group, story)
        )
        if measure is not None and near and not astray_here and not group.thing and not group.whole:
            rule = goes_on(line, lex, group, dated, last is not None, strayed)
            dead = any(link is not None and link.measure is Measure.KILLED for link in out[:k])
            if dead and measure is Measure.WOUNDED and rule not in (None, "earlier value of the total"):
                measure = Measure.KILLED  # "2,900 dead and 4,100 hurt; the opposition counts 3,300"
            if rule is not None and not story.knows(group.number):
                out[k] = Link(measure, rule, group.start, group.start, "", last)
                last = k
                continue
        astray_here = astray_here or astray(line, group)
    return out


def astray(line: Line, group: Group) -> bool:
    """Whether a number counts something else, so that the next bare one may be of that: no share, no age, no price."""
    if group.number.ordinal or group.number.high < 2:
        return False
    if not group.thing:
        return True
    j = group.number.end
    return line.is_a(j, "not_people.words") and not line.is_a(j, "dates.units", "words.percent")


def resumed(line: Line, group: Group, story: Story) -> Measure | None:
    """The measure of the harm noun before it in the sentence, else of the recent figure nearest in size."""
    near = range(group.start - 1, max(-1, group.start - _NEAR), -1)
    for j in () if line.has.isdisjoint(_NOUNS) else near:
        for cls, measure in _NOUNS.items():
            if line.is_a(j, cls):
                return measure
        if line.low(j) in (",", ";"):
            break
    told = story.carry(line)
    if told is None:
        return None
    best = min(
        (
            (gap(group, s.group), -k, s.measure)
            for k, s in enumerate(story.made[-_RECENT:])
            if s.measure in (told, Measure.CASUALTIES) or told not in (Measure.KILLED, Measure.CASUALTIES)
        ),
        default=(_TIMES, 0, told),
    )
    return best[2] if best[0] <= _ALIKE else told


def gap(one: Group, other: Group) -> float:
    """How many times one number is the other."""
    low, high = sorted((max(one.number.high, 1), max(other.number.high, 1)))
    return high / low


def comparable(group: Group, story: Story) -> bool:
    """Whether another count of the same harm could be so far from the figures told: nobody answers 31,000 with 12."""
    told = story.made[-_RECENT:]
    return not told or any(gap(group, s.group) <= _TIMES for s in told)


def grand(line: Line, group: Group, story: Story) -> bool:
    """ "54 people were killed in a day. The overall number now stands at 71,266": a war's total after a day's."""
    if line.has.isdisjoint(_WHOLE) or line.has.isdisjoint(("words.count", "words.carry_count")):
        return False
    alike = {s.measure for s in story.made[-_RECENT:]}
    clear = len(alike) == 1 or alike == {Measure.KILLED, Measure.WOUNDED}
    return clear and all(group.number.high > s.group.number.high * _TIMES for s in story.made)


def of_any_size(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "Five a day", "770 more than the day before", "that brings the total to 1,281,660"."""
    if line.is_a(group.end, "scope.rate", "scope.increment"):
        return True
    start = clause(line, group, dated)[0]
    large = group.number.low >= _LARGE and group.number.high <= _MOST
    return large and any(line.is_a(j, *_COUNTED) for j in range(start, group.start))


def day_adds(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "За добу додалося 1140", "За минулу добу – ще 890", "In 24 Stunden kamen 890 hinzu": a day's, of any size."""
    if "dates.past_day" not in line.has or not group.bare:
        return False
    start, end = clause(line, group, dated)
    near = [j for j in range(0 if start < _NEAR else start, end) if not group.start <= j < group.end]
    adds = any(line.is_a(j, "words.tallies", "words.more") for j in near)
    if not adds and line.low(group.start - 1) in (":", "–"):
        said = range(0 if start < _NEAR else start, group.start - 1)
        adds = all(j in dated or line.is_a(j, *_DAYS_RISE) for j in said)
    return adds and any(line.is_a(j, "dates.past_day") for j in near)

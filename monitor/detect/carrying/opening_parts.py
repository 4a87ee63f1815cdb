"""Parts of the dead just told, by anything that they had been or done: no list holds all that is said of them.

"Forty people died. Twenty-one held Swiss passports, nine French." "Seven of the South Africans served with the UN."
"Of the cases checked so far, 1,486 are thought to have been civilians." "Il recense parmi elles 3 457 enfants."
"""

from collections.abc import Iterable, Set

from monitor.detect.article.story import Story
from monitor.detect.carrying.against import OTHER_FATES, against
from monitor.detect.carrying.tally import clause
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import MEASURES
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Qualifier

_PART = "part of an earlier number"
_NEAR = 6  # figures back to the whole
_GAP = 8  # tokens from one part to the next
_THEM = 4  # tokens of "among them", "parmi les victimes"
_LIVING = frozenset(f"{name}.{form}" for name in MEASURES if name != "killed" for form in ("noun", "part", "fell"))


def opening_part(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story, dated: Set[int]) -> (
    Link | None
):  # fmt: skip
    """The link of a number that is a part of the dead told just before."""
    group, number = groups[k], groups[k].number
    if number.high < 2 or number.ordinal or group.thing or group.whole or group.unknown or group.of_harm:
        return None
    if number.qualifier is Qualifier.VAGUE or number.core in dated or story.whole() is None:
        return None
    told = [s.group.number.high for s in story.made[-_NEAR:] if s.measure is Measure.KILLED]
    if story.made[-1].measure is not Measure.KILLED or number.high >= max(told) or story.knows(number):
        return None
    if not (
        _of_whom(line, group)
        or (_opens(line, group) and group.bare and _predicate(line, group))
        or _whole_first(line, groups, k)
        or _goes_on(line, groups, links, k)
    ):
        return None
    verb = _verb(line, group)
    if verb is not None and _says_who(line, verb):
        return None if _lives(line, (j for j in _around(line, group, dated) if j != verb)) else _part(group)
    if against(line, groups, k, dated, things=False) or _lives(line, _around(line, group, dated)):
        return None
    return _part(group)


def _part(group: Group) -> Link:
    return Link(Measure.KILLED, _PART, group.start, group.start, "", None, True)


def _around(line: Line, group: Group, dated: Set[int]) -> Iterable[int]:
    start, end = clause(line, group, dated)
    return (j for j in range(start, end) if not group.number.start <= j < group.number.end)


def _lives(line: Line, span: Iterable[int]) -> bool:
    """ "Twelve are in hospital", "Of those rescued, 30 were crew": told of the living."""
    return any(not _LIVING.isdisjoint(line.tags[j]) or line.is_a(j, "words.managed", *OTHER_FATES) for j in span)


def _opens(line: Line, group: Group) -> bool:
    before = group.start - 1
    return (before <= 0 and not line.is_a(before, "words.preposition", "words.of")) or line.low(before) == ";"


def _predicate(line: Line, group: Group) -> bool:
    verb = _verb(line, group)
    return verb is not None and (_says_who(line, verb) or line.is_a(verb, "words.auxiliary"))


def _says_who(line: Line, verb: int) -> bool:
    """ "Served", "belonged to", "held Swiss passports": who the dead had been, whatever the verb is beside others."""
    owned = line.is_a(verb + 1, "party") and line.kind(verb + 2) == "word"
    return line.is_a(verb, "words.described") or (owned and line.is_a(verb, "words.keeps", "captured.part"))


def _verb(line: Line, group: Group) -> int | None:
    """The word after a bare number, or after "of the South Africans": where "held", "trugen", "служили" stand."""
    j = group.number.end
    if line.is_a(j, "words.of"):
        j += 1
        while line.is_a(j, "words.article", "words.the"):
            j += 1
        who = line.at(j, "party")
        people = population_at(line, j)
        j = who.end if who is not None else people[1] if people is not None else j
        if who is None and people is None:
            return None
    return j if line.kind(j) == "word" else None


def _whole_first(line: Line, groups: list[Group], k: int) -> bool:
    """ "Of the cases checked so far, 1,486 are ...": what it is a part of, between the opening word and a comma."""
    group = groups[k]
    comma = group.start - 1
    tag = line.at(0, "words.whole_opens") or line.at(0, "words.among")
    if k or tag is None or line.low(comma) != "," or comma <= tag.end:
        return False
    if any(line.low(j) in (",", ";", ":") for j in range(comma)) or _lives(line, range(comma)):
        return False
    named = any(line.is_a(j, "killed.noun", "words.victims", "words.identified", "words.files") for j in range(comma))
    return named and _predicate(line, group)


def _goes_on(line: Line, groups: list[Group], links: list[Link | None], k: int) -> bool:
    """ "Twenty-one held Swiss passports, nine French, six Italian", "... and two with the UN mission"."""
    group, before = groups[k], links[k - 1] if k else None
    if before is None or before.rule != _PART or group.start - groups[k - 1].end > _GAP:
        return False
    if line.low(group.start - 1) != "," and not line.is_a(group.start - 1, "words.conjunction"):
        return False
    j = group.end
    ends = line.low(j) in ("", ",", ".", ";") or line.is_a(j, "words.conjunction", "words.preposition")
    return (ends and not group.bare) or line.is_a(j, "words.preposition", "party") or line.low(j) == "–"


def _of_whom(line: Line, group: Group) -> bool:
    """ "The ministry counts among them 15 children", "On compte parmi les victimes deux pompiers"."""
    begin = line.ends_at(group.start, "words.subset")
    if begin is None or group.head is None or begin == 0:
        return False
    whom = any(line.is_a(j, "words.them", "words.victims", "killed.noun") for j in range(begin, group.start))
    return whom and line.kind(begin - 1) == "word" and group.start - begin <= _THEM

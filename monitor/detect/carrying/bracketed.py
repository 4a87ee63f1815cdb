"""Places or months each with its number, in brackets or behind a dash, in a clause that tells of the harmed.

"The dead were from Kisumu (14), Migori (9) and Homa Bay (3)", "Most died in Kharkiv (41) and Sumy (30)", "Найбільше
дітей постраждало в Донецькій області – 635, Харківській – 480". A bracket after a person's name holds an age: a known
place, a preposition or a word such as "district" before the name tells where so many fell, a date when.
"""

from collections.abc import Sequence, Set
from itertools import pairwise

from monitor.detect.article.story import Story
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.ages import AGE_MOST
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import PEOPLE, Line
from monitor.model import Measure

_TELL = ("fell", "part", "noun", "toll", "verb")
_PLACES = ("place", "party", "capital")
_AREAS = ("words.area", "words.areas")
_LED = ("words.preposition", "words.place_preposition", "words.of", *_AREAS)
_FAR = 9  # tokens between two members
_BEHIND = 2  # lower-case words between a name and its number: "Sverdlovsk region (4,439)"
_SHORT = 2  # tokens between the last member and the verb that closes its clause
_ENDS = (",", ";", ".", "", ")")
_OTHER_FATES = (
    "words.arrests", "words.driven_out", "words.evacuated", "words.release", "words.survived", "words.alive",
)  # fmt: skip


def in_brackets(
    line: Line, groups: list[Group], links: list[Link | None], hurt: Sequence[Harm], dated: Set[int], story: Story
) -> list[Link | None]:
    """The links of a line, with those of two or more such members that no other number's stand beside."""
    run = [k for k, group in enumerate(groups) if _is_member(line, group)] if len(groups) > 1 else []
    if len(run) < 2:
        return links
    known = all(_is_known(line, groups[k], dated) for k in run)  # "Killed in May (183) was lower than in April (209)"
    if all(links[k] for k in run) or (not known and any(links[k] for k in run)):
        return links
    if not known and any(not _follows(line, groups[a], groups[b], hurt) for a, b in pairwise(run)):
        return links
    left = next((k for k in range(run[0]) if links[k] is not None), None)
    if any(links[k] for k in range(run[-1] + 1, len(groups))):
        return links
    if left is None:
        measure = _told(line, groups[run[0]], groups[run[-1]], hurt, story)
    else:
        measure = _whole(line, groups, links, run)
    total = sum(groups[k].number.high for k in run)
    adds_up = any(s.group.number.high == total and s.measure is measure for s in story.made[-4:])
    where = adds_up or line.is_a(
        groups[run[-1]].number.end + 1, *_AREAS
    )  # "Львівської (14) та Волинської (5) областей"
    if measure is None or not (where or any(_is_where(line, groups[k], dated) for k in run)):
        return links
    out = list(links)
    for k in run:
        start = groups[k].start
        out[k] = Link(measure, "list of names and numbers", start, start, "", left, left is not None)
    return out


def _is_member(line: Line, group: Group) -> bool:
    """ "Kisumu (14)", "Харківській – 480,": a name or a time, its number, and nothing that it counts."""
    if not group.bare or group.number.ordinal or group.number.signed or not group.number.digits:
        return False
    mark, after = group.start - 1, group.number.end
    if line.low(mark) == "(":
        return line.low(after) == ")" and mark > 0
    closed = line.low(after) in _ENDS or line.is_a(after, "words.conjunction")
    return line.low(mark) in ("–", "—") and closed and mark > 1


def _follows(line: Line, one: Group, other: Group, hurt: Sequence[Harm]) -> bool:
    """Whether only a name stands between two members."""
    gap = range(one.number.end, other.start - 1)
    if not 0 < len(gap) <= _FAR or line.low(one.start - 1) != line.low(other.start - 1):
        return False
    harmed = {harm.start for harm in hurt}
    verbs = ("words.auxiliary", "source.says", "words.but", "words.who")
    return not any(j in harmed or line.is_a(j, *verbs) or line.low(j) in (":", ".") for j in gap)


def _told(line: Line, first: Group, last: Group, hurt: Sequence[Harm], story: Story) -> Measure | None:
    """What befell those whom the members count: in the clause before them, right behind, or in the sentence before."""
    if not line.has.isdisjoint(_OTHER_FATES):
        return None
    before = [h for h in hurt if h.end < first.start]
    if before:
        things = any(
            line.is_a(j, "not_people.words") and not line.is_a(j, *_AREAS) for j in range(before[-1].end, first.start)
        )
        things = things or _belongs(line, before[0].start)
        one = len({h.measure for h in before}) == 1 and before[-1].has(*_TELL)
        return before[-1].measure if one and not things else None
    if hurt and hurt[0].start - last.number.end <= _SHORT and hurt[0].has("fell", "part"):
        return hurt[0].measure  # "In Ahrweiler (14) und Düren (5) starben die meisten"
    people = any(line.is_a(j, "words.victims", "words.them") for j in range(first.start))
    return story.whole() if people and not hurt else None


def _belongs(line: Line, at: int) -> bool:
    """ "Homes of the dead were damaged in ...": what is told of belonged to them."""
    k = at - 1
    while line.is_a(k, "words.of", "words.article"):
        k -= 1
    return line.is_a(k, "not_people.words") and not line.is_a(k, "words.count", *_AREAS)


def _whole(line: Line, groups: list[Group], links: list[Link | None], run: list[int]) -> Measure | None:
    """ "The flood killed 31 people in Kisumu (14), Migori (9) and Siaya (8)": the members of a number just told."""
    k = run[0] - 1
    link = links[k] if k >= 0 else None
    if link is None or sum(links[m] is not None for m in range(run[0])) != 1:
        return None
    gap = range(max(groups[k].end, link.end), groups[run[0]].start - 1)
    quiet = all(line.capital(j) or line.is_a(j, *_LED, "words.article") for j in gap)
    within = sum(groups[m].number.high for m in run) <= groups[k].number.high
    return link.measure if quiet and within else None


def _is_known(line: Line, group: Group, dated: Set[int]) -> bool:
    """Whether the words before a bracket are a date, a known place or the people of a count."""
    j = group.start - 2
    counted = "words.count" in line.has and any(line.ends_at(j + 1, cls) is not None for cls in PEOPLE)
    return j in dated or counted or any(line.ends_at(j + 1, cls) is not None for cls in _PLACES)


def _is_where(line: Line, group: Group, dated: Set[int]) -> bool:
    """Whether a member's name is a place or a time, or stands where one would."""
    j = group.start - 2
    if group.number.high >= AGE_MOST or _is_known(line, group, dated):
        return True
    behind = 0
    while not line.capital(j) and line.kind(j) == "word" and behind < _BEHIND:
        if line.is_a(j, *_AREAS):
            return True
        j, behind = j - 1, behind + 1
    while line.capital(j - 1):
        j -= 1
    named = any(line.is_a(m, *_PLACES) for m in range(j, group.start - 1))
    return line.capital(j) and (named or line.is_a(j - 1, *_LED))

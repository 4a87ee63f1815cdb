"""The women and men among civilians told before, and the number that goes on behind them.

"180 civilians were killed (80 men, 60 women, 22 boys) and 508 injured": the men are civilians, and so are the 508. "The
sex of five children and 22 adults is not yet known" tells of parts of the toll before.
"""

from collections.abc import Set

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_BACK = 14  # figures that a breakdown may hold
_OF = 2  # tokens from "the sex of" to its number
_JOINED = 3  # tokens from one such number to the next


def civil_part(story: Story, line: Line, group: Group, link: Link) -> Population | None:
    """Civilian, where a number counts women, men or adults of a civilian toll, or goes on behind such parts."""
    if not story.made or story.count - story.last_line > 1:
        return None
    loose = group.head is None or line.is_a(group.head_at or 0, "words.anyone")
    behind = loose and not group.demonym and link.measure is Measure.WOUNDED and _is_part(story.made[-1])
    if not (_by_sex(line, group) or behind):
        return None
    sexes = 0
    for told in story.made[: -_BACK - 1 : -1]:
        if _is_part(told):
            sexes += _by_sex(told.line, told.group)
            continue
        if told.population is not Population.CIVILIAN:
            return None
        if behind:  # "40 died, among them seven women and 15 children, and 121 were hurt": of whom, nothing tells
            return Population.CIVILIAN if sexes > 1 else None
        if told.measure is link.measure:
            return Population.CIVILIAN if group.number.high <= told.group.number.high else None
    return None


def beyond(story: Story, group: Group, part: Statement) -> bool:
    """Whether a number is greater than all that the sentence of some civilians counted: it is of other people."""
    told = (s.group.number.high for s in story.made if s.line is part.line)
    return part.link.part and part.population is Population.CIVILIAN and group.number.low > max(told)


def _by_sex(line: Line, group: Group) -> bool:
    return group.head_at is not None and line.is_a(group.head_at, "words.sexes")


def _is_part(told: Statement) -> bool:
    return told.population is Population.CHILDREN or _by_sex(told.line, told.group)


def of_unknown_sex(
    line: Line, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those of "the sex of five children and 22 adults is unknown": parts of what was told before."""
    if "words.sex" not in line.has:
        return links
    out = list(links)
    for k, group in enumerate(groups):
        near = range(max(0, group.start - _OF), group.start)
        follows = k > 0 and out[k - 1] is not links[k - 1] and group.start - groups[k - 1].end <= _JOINED
        if not (follows or any(line.is_a(j, "words.sex") for j in near)) or group.head is None or group.start in dated:
            continue
        told = [link for link in out[:k] if link is not None]
        measure = told[-1].measure if told else story.whole()
        if measure is None or group.thing:
            continue
        out[k] = Link(measure, "part of an earlier number", group.start, group.start, "", None, True)
    return out

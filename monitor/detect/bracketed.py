"""Numbers in brackets after the months or places that one clause tells the harmed of.

"The number of civilians killed in May (183) was lower than in April (209)", "Most died in Kharkiv (41) and Sumy (30)".
A bracket after a person's name holds an age: only a date or a known place before it tells where or when so many fell.
"""

from collections.abc import Sequence, Set

from monitor.detect.groups import Group
from monitor.detect.harms import Harm
from monitor.detect.line import PEOPLE, Line
from monitor.detect.links import Link

_TELL = ("fell", "part", "noun", "toll", "verb")
_PLACES = ("place", "party")


def in_brackets(
    line: Line, groups: list[Group], links: list[Link | None], hurt: Sequence[Harm], dated: Set[int]
) -> list[Link | None]:
    """The links of a line that has no others, with those of two or more bracketed numbers."""
    if "(" not in {token.low for token in line.tokens} or not hurt:
        return links
    if len({harm.measure for harm in hurt}) != 1 or not hurt[0].has(*_TELL):
        return links
    alone = [k for k, group in enumerate(groups) if _alone(line, group)]
    after = [k for k in alone if _after(line, groups[k], dated)]
    if len(after) < 2 or len(after) < len(alone) or any(link for k, link in enumerate(links) if k not in after):
        return links
    out = list(links)
    for k in after:
        out[k] = Link(hurt[0].measure, "list of names and numbers", groups[k].start, groups[k].start)
    return out


def _alone(line: Line, group: Group) -> bool:
    return group.bare and line.low(group.start - 1) == "(" and line.low(group.number.end) == ")"


def _after(line: Line, group: Group, dated: Set[int]) -> bool:
    j = group.start - 2
    counted = "words.count" in line.has and any(line.ends_at(j + 1, cls) is not None for cls in PEOPLE)
    return j in dated or counted or any(line.ends_at(j + 1, cls) is not None for cls in _PLACES)

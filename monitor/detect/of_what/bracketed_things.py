"""A number in brackets behind the things that another counts: "52 armoured vehicles (4,310)", "13 tanks (of 98)"."""

from collections.abc import Sequence
from itertools import pairwise

from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_WORDS = 7  # tokens from the things' number to the bracket
_IN_TOTAL = 2  # words before the number in brackets


def set_things_apart(line: Line, groups: Sequence[Group]) -> None:
    """Mark the numbers that stand alone in brackets right behind things; not "in five districts (31)"."""
    for things, other in pairwise(groups):
        if things.thing and other.bare and line.low(other.number.end) == ")":
            other.thing = _in_their_brackets(line, things.number.end, other.start)


def _in_their_brackets(line: Line, start: int, end: int) -> bool:
    opens = next((j for j in range(start, end) if line.low(j) == "("), None)
    if opens is None or end - opens - 1 > _IN_TOTAL or not 0 < opens - start <= _WORDS:
        return False
    areas = any(line.is_a(j, "words.area", "words.areas") for j in range(start, opens))
    return not areas and all(line.kind(j) == "word" for j in (*range(start, opens), *range(opens + 1, end)))

"""Numbers that add up to one told before: its parts, of its scope and its day.

"Troops killed eight rebels on Thursday. Five died in Vavuniya and three in Mannar": the five and the three are of
Thursday, too. A sum that comes out is no chance where the numbers follow each other and count the same harm.
"""

from collections.abc import Sequence

from monitor.detect.nouns.statement import Statement
from monitor.model import Scope

_FAR = 8  # figures from the whole on to its last part
_MOST = 6  # parts
_NEAR = 2  # paragraphs
_LEAST = 7  # people: smaller sums come out by chance


def parts_of_sums(made: Sequence[Statement]) -> None:
    """Give the parts of each sum its scope and date, where they have none of their own."""
    for k, whole in enumerate(made):
        if whole.group.number.low != whole.group.number.high or whole.group.number.low < _LEAST:
            continue
        for first in range(k + 1, min(len(made), k + _FAR)):
            if made[first].line.sentence.paragraph - whole.line.sentence.paragraph > _NEAR:
                break
            parts = _adding_up(made, first, whole)
            if parts:
                for part in parts:
                    _take(part, whole)
                break


def _adding_up(made: Sequence[Statement], first: int, whole: Statement) -> list[Statement]:
    total = 0
    parts: list[Statement] = []
    for one in made[first : first + _MOST]:
        number = one.group.number
        if one.measure is not whole.measure or number.low != number.high or one.link.part:
            return []
        if one.line is not made[first].line or one.party != whole.party:
            return []  # "eight were shot. ... Four drowned. ... Four more": by chance
        total += number.low
        parts.append(one)
        if total >= whole.group.number.low:
            break
    return parts if len(parts) > 1 and total == whole.group.number.low else []


def _take(part: Statement, whole: Statement) -> None:
    if part.own_scope or part.own_date or part.scope is Scope.RATE or whole.scope is Scope.RATE:
        return
    part.scope, part.span, part.as_of = whole.scope, whole.span, whole.as_of

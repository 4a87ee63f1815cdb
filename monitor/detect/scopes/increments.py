"""By how much a total grew, beside the total: what follows goes on with the total, not with the increase.

"In Maule the toll rose by 32 to 586. Biobio has 92 dead": all but the 32 are running totals.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_RULE = "increase of the total"
_SHORT = ("1d", "2d")
_LANDS = ("words.landing", "words.to", "words.total_move", "words.stands", "words.amount_to")
_BACK = 3  # tokens from "to", "llega a", "und liegt bei" to the total


def landed(line: Line, group: Group, kin: "Statement | None") -> bool:
    """ "rose by 32 to 586", "subió en 32 y llega a 586": the total that an increase has brought about."""
    if kin is None or not _grew(kin) or group.number.high <= kin.group.number.high:
        return False
    between = range(max(kin.group.end, group.start - _BACK), group.start)
    return any(line.is_a(j, *_LANDS) or line.ends_at(j + 1, "words.landing") is not None for j in between)


def total_before(made: Sequence["Statement"]) -> "Statement | None":
    """The last figure of the body, increases left aside that stand beside a total of their own."""
    last = made[-1] if made and not made[-1].title else None
    if last is None or not _grew(last) or last.span in _SHORT or len(made) < 2:
        return last
    total = made[-2]
    return total if total.line is last.line and not total.title and total.measure is last.measure else last


def _grew(statement: "Statement") -> bool:
    """ "rose by 32", "stieg sie um 32"."""
    by = statement.scope is Scope.PERIOD and statement.line.low(statement.group.start - 1) == "um"
    return by or statement.rule == _RULE

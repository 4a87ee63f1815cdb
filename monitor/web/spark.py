"""A source's accepted numbers of one quantity in, a small picture of how they rose out, for a card of the overview."""

import sqlite3
from collections.abc import Sequence

from monitor.diff.when import bounds
from monitor.model import Claim

WIDE, TALL = 120.0, 30.0  # pixels
_MOST = 40  # steps; more are no wider than a pixel or two


def spark_of(conn: sqlite3.Connection, quantity: int, last: Claim) -> str:
    """The steps that lead to a quantity's latest figure, those of its source alone; nothing where there is one step."""
    rows = conn.execute(
        "SELECT as_of, low, high FROM standing_claims WHERE quantity = ? AND ifnull(source, '') = ? AND stands"
        " AND qualifier <> 'vague' AND status <> 'hypothetical' AND NOT contested AND as_of IS NOT NULL"
        " ORDER BY as_of DESC, low DESC LIMIT ?",
        (quantity, last.source or "", _MOST),
    ).fetchall()
    return draw([(bounds(as_of)[0].timestamp(), (low + high) / 2) for as_of, low, high in reversed(rows)])


def draw(points: Sequence[tuple[float, float]]) -> str:
    """Steps through points of time and number, from zero on, so that a small rise looks small."""
    if len(points) < 2 or points[0][0] == points[-1][0]:
        return ""
    start, end, top = points[0][0], points[-1][0], max(number for _, number in points) or 1.0
    placed = [
        (4 + (WIDE - 8) * (at - start) / (end - start), TALL - 4 - (TALL - 8) * number / top) for at, number in points
    ]
    path = f"M{placed[0][0]:.1f} {placed[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in placed[1:])
    x, y = placed[-1]
    return (
        f'<svg class="spark" viewBox="0 0 {WIDE:g} {TALL:g}" width="{WIDE:g}" height="{TALL:g}" aria-hidden="true">'
        f'<path class="axis" d="M0 {TALL - 1:g}H{WIDE:g}"/><path class="line l0" d="{path}"/>'
        f'<circle class="s0" cx="{x:.1f}" cy="{y:.1f}" r="3"/></svg>'
    )

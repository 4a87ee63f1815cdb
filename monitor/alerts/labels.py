"""Labels and what is already drawn in, a place for each label out: no text on another or a marker, lines kept clear.

All lengths are pixels of the plot, x to the right and y downwards.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

LETTER = 6.6  # mean width of a letter of Liberation Sans at 12 px, on the wide side
LINE = 13.0  # height of a line of it
_REACH = 7.0  # from a marker's centre to its label


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text that belongs to the point (x, y); the most important come first."""

    x: float
    y: float
    text: str
    colour: str
    bold: bool = False  # the name at a line's end, which stands behind it where there is room
    clear: bool = False  # True: better left out than across a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A label with the place of its text: `x` is the left, middle or right of it by `align`, `y` its middle."""

    label: Label
    x: float
    y: float
    align: str  # "left", "center", "right"
    lead: tuple[float, float] | None = None  # where a line to its marker begins; None: no other marker is nearer


def place(labels: Sequence[Label], drawn: Iterable[Box], lines: Sequence[Box], frame: Box) -> tuple[Placed, ...]:
    """A place inside `frame` for every label that has one, the first served first; the rest is left out.

    `drawn` (markers) is never covered; `lines` are crossed only where nothing else is free.
    """
    marks = tuple(drawn)
    taken = list(marks)
    placed = []
    for label in labels:
        choices = [
            ((sum(_overlap(box, line) for line in lines), _astray(box, label, marks)), order, spot, box)
            for order, (spot, box) in enumerate(_spots(label))
            if _inside(box, frame) and not any(_overlap(box, other) for other in taken)
        ]
        if label.clear:
            choices = [choice for choice in choices if not choice[0][0]]
        if choices:
            (_, astray), _, spot, box = min(choices, key=lambda choice: choice[:2])
            placed.append(replace(spot, lead=_nearest(box, label)) if astray else spot)
            taken.append(box)
    return tuple(placed)


def width(text: str, *, bold: bool = False) -> float:
    """The width that a text needs."""
    return len(text) * LETTER * (1.08 if bold else 1.0) + 2


def _spots(label: Label) -> Iterable[tuple[Placed, Box]]:
    """The places around the point, best first: before and above it a rising step line leaves room."""
    w, half, reach = width(label.text, bold=label.bold), LINE / 2, _REACH
    places = [("right", -4.0, -(reach + half)), ("center", 0.0, -(reach + half)), ("left", reach + 3, 0.0)]
    places += [("left", 4.0, reach + half), ("center", 0.0, reach + half), ("left", 0.0, -(reach + half))]
    places += [("right", -(reach + 3), 0.0), ("right", -4.0, reach + half)]
    if label.bold:
        places.insert(0, places.pop(2))
    places += [
        (align, dx, dy + step * LINE) for step in (-1, 1, -2, 2) for align, dx, dy in places[:4] if dy * step > 0
    ]
    for align, dx, dy in places:
        x, y = label.x + dx, label.y + dy
        left = {"left": x, "center": x - w / 2, "right": x - w}[align]
        yield Placed(label=label, x=x, y=y, align=align), Box(left, y - half, left + w, y + half)


def _astray(box: Box, label: Label, marks: Sequence[Box]) -> bool:
    """Whether another marker is nearer to a label than its own: a reader takes the text for that one's."""
    own = _apart(box, Box(label.x, label.y, label.x, label.y))
    others = (m for m in marks if not (m.left <= label.x <= m.right and m.top <= label.y <= m.bottom))
    return any(_apart(box, other) < own for other in others)


def _nearest(box: Box, label: Label) -> tuple[float, float]:
    """The point of a label's box that is nearest to its marker."""
    return min(max(label.x, box.left), box.right), min(max(label.y, box.top), box.bottom)


def _apart(a: Box, b: Box) -> float:
    """The distance between two boxes."""
    across = max(a.left - b.right, b.left - a.right, 0.0)
    down = max(a.top - b.bottom, b.top - a.bottom, 0.0)
    return math.hypot(across, down)


def _overlap(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def _inside(box: Box, frame: Box) -> bool:
    return frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom

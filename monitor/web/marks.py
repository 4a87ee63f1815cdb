"""A view's sources in, how each is drawn out: its colour, dash and shape, and the key that tells which is whose."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from monitor.alerts import neutral
from monitor.alerts.labels import width
from monitor.web.timeline import View

COLOURS = ("#0b5394", "#222222", "#00795c", "#a34f00", "#7b3f98", "#456f8a", "#7a5c3e", "#a3195b")
LOOKS = 32  # a colour comes again after eight sources, with another shape and dash
SIGNS = (
    ("conflict", "contradicts what is known"),
    ("hollow", "contested or withdrawn"),
    ("floor", "or more"),
    ("range", "a range"),
    ("imprecise", "a date that is only so precise"),
    ("band", "where every total must lie that only rises and fits what is not contested"),
)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 5", "12 3", "3 2 1 2", "1 4")
_NAME = 40  # letters of a source's name in the key
_ROW, _GAP, _SWATCH = 18.0, 16.0, 34.0  # pixels: a row of the key, between two entries, from a swatch to its words


def kinds(view: View) -> dict[str, int]:
    """The look of each source, by its name: those that have a line first."""
    names = dict.fromkeys(dot.source for dot in view.dots if dot.is_accepted)
    names |= dict.fromkeys(dot.source for dot in view.dots)
    return {name: i % LOOKS for i, name in enumerate(names)}


def colour(kind: int) -> int:
    """Which of the colours a look has; the page's style and a picture's own name them by it."""
    return kind % len(COLOURS)


def dash(kind: int) -> str:
    """A look's dash as an attribute; a plain line has none."""
    found = _DASHES[(kind + 3 * (kind // len(COLOURS))) % len(_DASHES)]
    return f' stroke-dasharray="{found}"' if found else ""


def shape(x: float, y: float, kind: int, classes: str) -> str:
    """A look's marker: circle, square, or triangle on its base or its tip."""
    which = (kind + kind // len(COLOURS)) % 4
    if which == 1:
        return f'<path class="{classes}" d="M{x - 4.5:.1f} {y - 4.5:.1f}h9v9h-9z"/>'
    if which == 2:
        return f'<path class="{classes}" d="M{x:.1f} {y - 6:.1f}l5.5 10h-11z"/>'
    if which == 3:
        return f'<path class="{classes}" d="M{x:.1f} {y + 6:.1f}l5.5 -10h-11z"/>'
    return f'<circle class="{classes}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'


def diamond(x: float, y: float, *, withdrawn: bool = False) -> str:
    """The marker of a conflict, whoever says it."""
    fill = ' fill-opacity="0"' if withdrawn else ""
    return f'<path class="bad" d="M{x:.1f} {y - 7:.1f}l6 7l-6 7l-6 -7z"{fill}/>'


def swatch(kind: int) -> str:
    """A source's line and marker as a small picture for the page."""
    line = f'<path class="line l{colour(kind)}" d="M1 8H31"{dash(kind)}/>'
    return _small(line + shape(16, 8, kind, f"s{colour(kind)}"), 32)


def marker(kind: int) -> str:
    """A source's marker alone, for a row of the table."""
    return _small(shape(8, 8, kind, f"s{colour(kind)}"), 16)


def sign(name: str) -> str:
    """One of the chart's signs as a small picture."""
    return _small(_sign(name, 16, 8), 32)


def key_of(view: View, size: float, top: float) -> tuple[list[str], float]:
    """The key as rows of a picture below `top`, and where it ends: the sources, then the signs that occur."""
    entries = [
        (f'<path class="line l{colour(kind)}" d="M{{x:.1f}} {{y:.1f}}h30"{dash(kind)}/>', kind, name)
        for name, kind in kinds(view).items()
    ]
    parts, x, y = list[str](), 12.0, top

    def room(words: str, across: float) -> tuple[float, float]:
        needs = _SWATCH + width(words)
        return (12.0, y + _ROW) if across > 12 and across + needs > size - 8 else (across, y)

    for line, kind, name in entries:
        words = neutral.cut(name, _NAME)
        x, y = room(words, x)
        parts.append(line.format(x=x, y=y) + shape(x + 15, y, kind, f"s{colour(kind)}") + _words(x, y, words))
        x += _SWATCH + width(words) + _GAP
    x, y = 12.0, y + _ROW
    for name, words in signs_of(view):
        x, y = room(words, x)
        parts.append(_sign(name, x + 15, y) + _words(x, y, words))
        x += _SWATCH + width(words) + _GAP
    return parts, y + _ROW / 2


def signs_of(view: View) -> Sequence[tuple[str, str]]:
    """The signs that a view's picture shows, each with what it means."""
    dots = [dot for dot in view.dots if dot.claim.as_of]
    there = {
        "conflict": any(dot.conflict for dot in dots),
        "hollow": any(dot.grade in ("contested", "withdrawn") and not dot.conflict for dot in dots),
        "floor": any(dot.is_floor for dot in dots),
        "range": any(dot.claim.low != dot.claim.high for dot in dots),
        "imprecise": any(len(dot.claim.as_of or "") < 10 for dot in dots),
        "band": bool(view.bands),
    }
    return [(name, words) for name, words in SIGNS if there[name]]


def _sign(name: str, x: float, y: float) -> str:
    if name == "conflict":
        return diamond(x, y)
    if name == "hollow":
        return shape(x, y, 0, "s1 hollow")
    if name == "floor":
        return f'<path class="s1" fill="none" d="M{x:.1f} {y + 8:.1f}v-15m-4 5l4-5l4 5"/>'
    if name == "range":
        return f'<path class="s1 range" d="M{x:.1f} {y - 7:.1f}v14"/>'
    if name == "imprecise":
        return f'<path class="s1" stroke-opacity=".5" d="M{x - 15:.1f} {y:.1f}h30"/>'
    return f'<rect class="band" x="{x - 15:.1f}" y="{y - 7:.1f}" width="30" height="14"/>'


def _words(x: float, y: float, words: str) -> str:
    return f'<text x="{x + _SWATCH:.1f}" y="{y + 4:.1f}">{in_svg(words)}</text>'


def in_svg(words: str, limit: int = 200) -> str:
    """Other people's words as the text of a picture."""
    return escape(neutral.plain(words, limit))


def _small(inner: str, wide: int) -> str:
    return f'<svg class="swatch" viewBox="0 0 {wide} 16" width="{wide}" height="16" aria-hidden="true">{inner}</svg>'

"""Many sources of one total in, one picture out: estimates with their bounds beside each other, names as the floor.

Fifteen step lines are a knot. Here an estimate is what it says: a bar from its lower to its upper bound, or a dot, with
an arrow where it is a bound. The sources that told most have a colour and their last number in the margin; the others
are grey and named where they stand. Confirmed names are the filled floor.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

from monitor.alerts.canvas import GREY, HEIGHT, RED, WIDTH, Frame, Mark, band, drawn, floor, picture
from monitor.alerts.labels import LINE, Box, Label, place, width
from monitor.alerts.neutral import plain
from monitor.alerts.words import date, number
from monitor.diff.interval import Band
from monitor.model import Qualifier

SHADED = "shaded: the band through which every total that only rises must pass, but for contested figures"
_COLOURED = 7  # sources; more colours cannot be told apart in print
_COLOURS = ("#0b5394", "#b35c00", "#00795c", "#7b3f98", "#a3195b", "#7a5c3e", "#2f7f93")
_NAMES = "#4a4a4a"  # of confirmed names
_SHAPES = ("circle", "square", "triangle-right", "cross", "triangle-left", "circle", "square")
_GAP, _MARGIN = 6.0, 22  # pixels between two labels in the margin, and from the plot to them
_NAME_LIMIT, _LINE_LIMIT = 60, 30
_DAILY = 40  # figures of one source from which they are a line
_ARROW = 15
_SILENT = 0.3  # of the plot's width: a longer gap between two figures of a source is left open


def crowd(frame: Frame, *, title: str, note: str, bands: Sequence[Band]) -> dict[str, Any]:
    """The picture as a Vega-Lite description; a pure function of its arguments."""
    marks = frame.marks
    counted = [m for m in marks if m.point.count and m.on_line and not m.beyond]
    counts = list(dict.fromkeys(m.point.source for m in counted))
    told = Counter(m.point.source for m in marks if m.on_line and not m.point.count)
    lasts = {m.point.source: m.x for m in marks if m.on_line}
    main = [name for name, many in told.most_common() if many > 1 and lasts[name] > WIDTH / 2][:_COLOURED]
    colours = {name: _COLOURS[at] for at, name in enumerate(main)} | dict.fromkeys(counts, _NAMES)
    shapes = {name: _SHAPES[at] for at, name in enumerate(main)}
    layers = [*band(frame, bands)]
    for name in counts:
        layers += floor([m for m in counted if m.point.source == name], _NAMES)
    layers += _guides(marks, colours, counts)
    rest = [m for m in marks if m not in counted]
    layers += [layer for m in rest for layer in _marker(m, colours, shapes, daily=told[m.point.source] > _DAILY)]
    layers += _margin(marks, colours, counts)
    layers += _labels(frame, rest, colours)
    return picture(frame, layers, title=title, legend=_legend(marks, counts, bands), note=note)


def _legend(marks: Sequence[Mark], counts: Sequence[str], bands: Sequence[Band]) -> list[str]:
    """The signs that occur, in words, on as many lines as they need."""
    signs = [
        ("bar: from the lowest to the highest that the source thinks likely", any(_is_range(m) for m in marks)),
        ("arrow: or more, or less", any(_arrow(m) for m in marks)),
        ("hollow: contested", any(m.point.contested and not m.point.conflict for m in marks)),
        ("red diamond: contradicts its own source or others", any(m.point.conflict for m in marks)),
        ("grey area: confirmed by name", bool(counts)),
        (SHADED, any(one.high is not None for one in bands)),
    ]
    lines = [""]
    for words in (words for words, used in signs if used):
        joined = f"{lines[-1]}   ·   {words}" if lines[-1] else words
        lines[-1:] = [joined] if width(joined) <= WIDTH + 150 else [lines[-1], words]
    return lines


def _guides(marks: Sequence[Mark], colours: dict[str, str], counts: Sequence[str]) -> list[dict[str, Any]]:
    """A thin line from each figure of a source to its next, so that the eye finds it; a daily count is a line.

    None over years in which the source said nothing: that would look as if it had.
    """
    layers = []
    for name, colour in colours.items():
        mine = [m for m in marks if m.point.source == name and m.on_line and not m.beyond]
        if name in counts:
            continue
        if len(mine) > _DAILY:
            whole = [{"x": m.x, "y": m.y} for m in mine]
            layers.append(drawn(whole, {"type": "line", "color": colour, "strokeWidth": 2.2}))
            continue
        for pair in _joined(mine):
            way = [{"x": m.x, "y": m.y} for m in pair]
            style = {"type": "line", "color": colour, "strokeWidth": 1, "opacity": 0.55, "strokeDash": [3, 3]}
            layers.append(drawn(way, style))
    return layers


def _marker(m: Mark, colours: dict[str, str], shapes: dict[str, str], *, daily: bool) -> list[dict[str, Any]]:
    p = m.point
    if daily and m.on_line:
        return []
    colour = RED if p.conflict else GREY if p.contested else colours.get(p.source, GREY)
    layers = []
    if m.reach[0] != m.reach[1]:
        span = [{"x": m.reach[0], "x2": m.reach[1], "y": m.y}]
        layers.append(drawn(span, {"type": "rule", "color": colour, "opacity": 0.5}, x2=True))
    if _is_range(m):
        bar = [{"x": m.x, "y": m.y_high, "y2": m.y_low}]
        thick = 7 if not (p.contested or p.conflict) else 2
        layers.append(drawn(bar, {"type": "rule", "color": colour, "strokeWidth": thick, "opacity": 0.75}, y2=True))
        if not (p.contested or p.conflict):
            return layers
    if way := _arrow(m):
        tip = m.y - way * _ARROW
        stem = [{"x": m.x, "y": m.y, "y2": tip}]
        head = {"type": "point", "shape": "triangle-up" if way > 0 else "triangle-down", "size": 30, "opacity": 1}
        layers.append(drawn(stem, {"type": "rule", "color": colour, "strokeWidth": 1.5}, y2=True))
        layers.append(drawn([{"x": m.x, "y": tip}], head | {"color": colour, "filled": True}))
    shape = "diamond" if p.conflict else shapes.get(p.source, "circle")
    hollow = p.contested and not p.conflict
    style = {"type": "point", "shape": shape, "fill": "white" if hollow else colour, "stroke": colour, "opacity": 1}
    size = 90 if p.conflict else 42
    layers.append(drawn([{"x": m.x, "y": m.y}], style | {"size": size, "strokeWidth": 1.5}))
    return layers


def _margin(marks: Sequence[Mark], colours: dict[str, str], counts: Sequence[str]) -> list[dict[str, Any]]:
    """Each main source's name and last number beside the plot, from the highest down, with a line to its last mark."""
    lasts = {m.point.source: m for m in marks if m.on_line and not m.beyond and m.point.source in colours}
    order = sorted(lasts.values(), key=lambda m: (m.y, m.point.source))
    names = [_wrapped(plain(m.point.source, _NAME_LIMIT)) for m in order]
    layers = []
    for m, lines, y in zip(order, names, _stacked(order, names), strict=True):
        p, x = m.point, float(WIDTH + _MARGIN)
        colour = colours[p.source]
        way = [{"x": m.x + 5, "y": m.y}, {"x": WIDTH + 6.0, "y": y}, {"x": x - 4, "y": y}]
        layers.append(drawn(way, {"type": "line", "color": colour, "strokeWidth": 0.7, "opacity": 0.6}))
        told = f"{number(p.low, p.high, p.qualifier)}, {date(p.as_of)}"
        words = f"{told}, by name" if p.source in counts else told
        text = {"type": "text", "align": "left", "baseline": "middle", "color": colour}
        name = [{"x": x, "y": y + at * LINE, "text": line} for at, line in enumerate(lines)]
        layers.append(drawn(name, text | {"fontSize": 12, "fontWeight": "bold"}))
        layers.append(drawn([{"x": x, "y": y + len(lines) * LINE, "text": words}], text | {"fontSize": 11}))
    return layers


def _stacked(order: Sequence[Mark], names: Sequence[Sequence[str]]) -> list[float]:
    """Heights of the labels' first lines: each beside its mark, or below the one above; none under the plot."""
    tall = [LINE * (len(lines) + 1) + _GAP for lines in names]
    heights: list[float] = []
    for at, m in enumerate(order):
        heights.append(max(m.y, heights[-1] + tall[at - 1] if heights else 0.0))
    end = float(HEIGHT)
    for at in range(len(heights) - 1, -1, -1):
        heights[at] = min(heights[at], end - tall[at] + _GAP)
        end = heights[at]
    return heights


def _wrapped(name: str) -> list[str]:
    """A long name on two lines.

    >>> _wrapped("Center for Strategic and International Studies")
    ['Center for Strategic and', 'International Studies']
    """
    if len(name) <= _LINE_LIMIT:
        return [name]
    words = name.split(" ")
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(halves, key=lambda half: max(map(len, half)), default=(name,)))


def _labels(frame: Frame, marks: Sequence[Mark], colours: dict[str, str]) -> list[dict[str, Any]]:
    """Number and name beside what has no name in the margin, where that covers nothing; the last ones first."""
    told = []
    for m in reversed(marks):
        p = m.point
        if p.source in colours and m.on_line and not m.beyond:
            continue
        words = f"{number(p.low, p.high, p.qualifier)} {plain(p.source, _NAME_LIMIT)}"
        colour = RED if p.conflict else GREY
        told.append(Label(x=m.x, y=m.y, text=words, colour=colour, clear=not (p.conflict or m.beyond)))
    told.sort(key=lambda label: label.clear)
    daily = [name for name, many in Counter(m.point.source for m in marks if m.on_line).items() if many > _DAILY]
    seen = [m for m in marks if m.point.source not in daily or not m.on_line]
    boxes = [Box(m.x - 5, m.y_high - 5, m.x + 5, m.y_low + 5) for m in seen]
    boxes += [
        Box(m.x - 4, m.y - (_ARROW + 5 if way > 0 else 0), m.x + 4, m.y + (_ARROW + 5 if way < 0 else 0))
        for m in marks
        if (way := _arrow(m))
    ]
    lines: list[Box] = []
    for name in colours:
        mine = [m for m in frame.marks if m.point.source == name and m.on_line and not m.beyond]
        for a, b in _joined(mine):
            lines += _along(a, b)
    placed = place(told, boxes, lines, Box(2, -LINE, WIDTH - 2, HEIGHT - 2))
    layers = []
    for spot in placed:
        text = {"type": "text", "align": spot.align, "baseline": "middle", "fontSize": 11}
        value = [{"x": spot.x, "y": spot.y, "text": spot.label.text}]
        if spot.lead is not None:
            lead = [{"x": spot.lead[0], "y": spot.lead[1]}, {"x": spot.label.x, "y": spot.label.y}]
            layers.append(drawn(lead, {"type": "line", "color": spot.label.colour, "strokeWidth": 0.7}))
        layers.append(drawn(value, text | {"stroke": "white", "strokeWidth": 3, "opacity": 0.8}))  # over the grid
        layers.append(drawn(value, text | {"color": spot.label.colour}))
    return layers


def _joined(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Marks that follow one another closely enough for a line; a count's all do, as what was confirmed stays so."""
    return [(a, b) for a, b in itertools.pairwise(marks) if a.point.count or b.x - a.x < WIDTH * _SILENT]


def _along(a: Mark, b: Mark) -> list[Box]:
    """Small boxes along the line between two marks; a floor's step goes across and then up."""
    if a.point.count:
        return [Box(a.x, a.y - 1, b.x, a.y + 1), Box(b.x - 1, min(a.y, b.y), b.x + 1, max(a.y, b.y))]
    parts = max(1, int(abs(b.x - a.x) // 12))
    spots = [(a.x + (b.x - a.x) * i / parts, a.y + (b.y - a.y) * i / parts) for i in range(parts + 1)]
    return [
        Box(min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]) + 1, max(p[1], q[1]) + 1)
        for p, q in itertools.pairwise(spots)
    ]


def _is_range(m: Mark) -> bool:
    return m.point.low != m.point.high and not m.beyond and m.point.qualifier is not Qualifier.VAGUE


def _arrow(m: Mark) -> int:
    """1 for a figure that may be any higher one, -1 for any lower one, 0 for the others."""
    if m.beyond:
        return 0
    return 1 if m.point.floor else -1 if m.point.qualifier is Qualifier.UP_TO else 0

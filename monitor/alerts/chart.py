"""A quantity's history in, a PNG or SVG picture out that a paper could print.

One step line for each source (many sources are another picture: `monitor.alerts.crowd`); the band through which every
total must pass is shaded, counts of confirmed names are an area, ranges are bars, floors ("at least") carry an arrow
upwards, figures in conflict are red diamonds with their source beside them, contested ones are hollow. A figure that
lies far above all that is accepted (700,000 against 55,000) stands in a strip of its own above the scale: on one scale
with it, linear or logarithmic, the steps that matter would be flat.
"""

import itertools
from collections.abc import Sequence
from typing import Any, Literal

from monitor.alerts.canvas import (
    COLOURS,
    FONT,
    GREY,
    HEIGHT,
    RED,
    WIDTH,
    Mark,
    Point,
    band,
    drawn,
    floor,
    framed,
    grid,
    picture,
)
from monitor.alerts.crowd import SHADED, crowd
from monitor.alerts.labels import LINE, Box, Label, place, width
from monitor.alerts.neutral import plain
from monitor.alerts.words import number
from monitor.diff.interval import Band
from monitor.errors import MissingExtra

__all__ = ["HEIGHT", "WIDTH", "Point", "chart", "png_of", "spec"]

PNG_SCALE = 2  # pixels of the PNG for one of the plot: sharp on a phone and in print at 10 cm
MANY = 4  # sources that are each drawn as a line; with more it is a picture of another kind
_NAME_LIMIT = 40
_FEW = 40  # points of one source that are each marked; beyond, a daily count is a line


def chart(
    points: Sequence[Point],
    *,
    title: str,
    note: str = "",
    bands: Sequence[Band] = (),
    fmt: Literal["png", "svg"] = "png",
) -> bytes:
    """The picture of `points` under `title`, with `note` (who collected it from where) below; `bands` is the envelope.

    Raises `MissingExtra` where the renderer is not installed, `ValueError` where no point has a date.
    """
    vl_convert = _renderer()
    drawing = spec(points, title=title, note=note, bands=bands)
    if fmt == "svg":
        svg: str = vl_convert.vegalite_to_svg(drawing, allowed_base_urls=[])
        return svg.encode()
    png: bytes = vl_convert.vegalite_to_png(drawing, scale=PNG_SCALE, allowed_base_urls=[])
    return png


def png_of(svg: str) -> bytes:
    """A picture that is drawn already, as PNG; nothing that it names is loaded. Raises `MissingExtra`."""
    png: bytes = _renderer().svg_to_png(svg, scale=PNG_SCALE)
    return png


def svg_of_spec(drawing: dict[str, Any]) -> str:
    """A Vega-Lite description as SVG, in our font: for pictures that are no running total. Raises `MissingExtra`."""
    svg: str = _renderer().vegalite_to_svg({"config": {"font": FONT}, **drawing}, allowed_base_urls=[])
    return svg


def _renderer() -> Any:
    try:
        import vl_convert  # the one owner of the extra
    except ImportError as absent:
        raise MissingExtra("charts need `pip install 'casualty-monitor[charts]'`", subject="charts") from absent
    return vl_convert


def spec(points: Sequence[Point], *, title: str, note: str = "", bands: Sequence[Band] = ()) -> dict[str, Any]:
    """The same as a Vega-Lite description; a pure function of its arguments."""
    frame = framed(points)
    marks = frame.marks
    colours = _source_colours([m.point for m in marks])
    if len({m.point.source for m in marks if m.on_line}) > MANY:
        return crowd(frame, title=title, note=note, bands=bands)
    counted = [m for m in marks if m.point.count and m.on_line and not m.beyond]
    names = dict.fromkeys(m.point.source for m in counted)
    layers = [
        *band(frame, bands),
        *(one for name in names for one in floor([m for m in counted if m.point.source == name], colours[name])),
        *_lines(marks, colours),
        *_markers(marks, colours),
        *_labels(marks, colours, grid(frame)),
    ]
    return picture(frame, layers, title=title, legend=_legend(marks, bands), note=note)


def _source_colours(points: Sequence[Point]) -> dict[str, str]:
    names = dict.fromkeys(p.source for p in points if not (p.conflict or p.contested))
    return {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(names)}


def _legend(marks: Sequence[Mark], bands: Sequence[Band]) -> str | list[str]:
    """The signs that occur, in words; what is shaded on a line of its own."""
    signs = [
        ("red diamond: contradicts the others", any(m.point.conflict for m in marks)),
        ("hollow: contested", any(m.point.contested and not m.point.conflict for m in marks)),
        ("arrow: or more", any(m.point.floor and not m.beyond for m in marks)),
        ("thin line: dated to the year only", any(m.reach[0] != m.reach[1] for m in marks)),
        ("bar: a range", any(m.point.low != m.point.high for m in marks)),
    ]
    first = "   ·   ".join(["Each figure at the date that it stands for", *(words for words, used in signs if used)])
    return [first, SHADED] if any(one.high is not None for one in bands) else first


def _lines(marks: Sequence[Mark], colours: dict[str, str]) -> list[dict[str, Any]]:
    layers = []
    for source, colour in colours.items():
        steps = [{"x": m.x, "y": m.y} for m in marks if m.point.source == source and m.on_line and not m.beyond]
        if len(steps) > 1:
            layers.append(
                drawn(steps, {"type": "line", "interpolate": "step-after", "color": colour, "strokeWidth": 2.5})
            )
    return layers


def _markers(marks: Sequence[Mark], colours: dict[str, str]) -> list[dict[str, Any]]:
    shown = [m for m in marks if m.point.conflict or m.point.contested or _is_marked(m, marks)]
    layers = []
    for colour in dict.fromkeys(_colour(m, colours) for m in shown):
        mine = [m for m in shown if _colour(m, colours) == colour]
        bars = [{"x": m.x, "y": m.y_high, "y2": m.y_low} for m in mine if m.y_high != m.y_low]
        if bars:
            layers.append(drawn(bars, {"type": "rule", "color": colour, "strokeWidth": 7, "opacity": 0.35}, y2=True))
        spans = [{"x": m.reach[0], "x2": m.reach[1], "y": m.y} for m in mine if m.reach[0] != m.reach[1]]
        if spans:
            layers.append(drawn(spans, {"type": "rule", "color": colour, "opacity": 0.5}, x2=True))
        arrows = [m for m in mine if m.point.floor and not m.beyond]
        if arrows:
            stems = [{"x": m.x, "y": m.y, "y2": m.y - 16} for m in arrows]
            layers.append(drawn(stems, {"type": "rule", "color": colour, "strokeWidth": 1.5}, y2=True))
            heads = [{"x": m.x, "y": m.y - 16} for m in arrows]
            layers.append(
                drawn(
                    heads,
                    {
                        "type": "point",
                        "shape": "triangle-up",
                        "color": colour,
                        "filled": True,
                        "opacity": 1,
                        "size": 34,
                    },
                )
            )
        kinds = (
            ("diamond", colour, 110, [m for m in mine if m.point.conflict]),
            ("circle", "white", 60, [m for m in mine if m.point.contested and not m.point.conflict]),
            ("circle", colour, 46, [m for m in mine if not (m.point.contested or m.point.conflict)]),
        )
        for shape, fill, size, group in kinds:
            if group:
                style = {"type": "point", "shape": shape, "fill": fill, "stroke": colour, "size": size, "opacity": 1}
                layers.append(drawn([{"x": m.x, "y": m.y} for m in group], style | {"strokeWidth": 1.5}))
    return layers


def _labels(marks: Sequence[Mark], colours: dict[str, str], grid: Sequence[float]) -> list[dict[str, Any]]:
    """A number for each point, with the source at a line's end and off the lines; those come first."""
    lasts = {m.point.source: m for m in marks if m.on_line and not m.beyond}
    told: list[Label] = []
    crowd: list[Label] = []
    for m in marks:
        p, last = m.point, lasts.get(m.point.source) is m
        text = number(p.low, p.high, p.qualifier)
        named = last or m.beyond or not m.on_line
        if named:
            text = f"{text} {plain(p.source, _NAME_LIMIT)}"
        if named or _is_marked(m, marks):
            (told if named else crowd).append(Label(x=m.x, y=m.y, text=text, colour=_colour(m, colours), bold=last))
    boxes = [Box(m.x - 5, m.y_high - (20 if m.point.floor else 5), m.x + 5, m.y_low + 5) for m in marks]
    lines = []
    for source in colours:
        mine = [m for m in marks if m.point.source == source and m.on_line and not m.beyond]
        for a, b in itertools.pairwise(mine):
            lines += [Box(a.x, a.y - 1, b.x, a.y + 1), Box(b.x - 1, min(a.y, b.y), b.x + 1, max(a.y, b.y))]
    lines += [Box(0, y - 1, WIDTH, y + 1) for y in grid]
    lines += [Box(m.reach[0], m.y - 1, m.reach[1], m.y + 1) for m in marks if m.reach[0] != m.reach[1]]
    room = max((width(label.text, bold=True) for label in told if label.bold), default=0) + 10
    placed = place([*told, *crowd], boxes, lines, Box(2, -LINE, WIDTH + room, HEIGHT))
    layers = []
    for align, colour, bold in dict.fromkeys((s.align, s.label.colour, s.label.bold) for s in placed):
        mine_placed = [s for s in placed if (s.align, s.label.colour, s.label.bold) == (align, colour, bold)]
        style = {"type": "text", "align": align, "baseline": "middle", "color": colour, "fontSize": 12}
        style["fontWeight"] = "bold" if bold else "normal"
        layers.append(drawn([{"x": s.x, "y": s.y, "text": s.label.text} for s in mine_placed], style))
    return layers


def _is_marked(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Few points are each marked; a daily count is a line with its two ends marked."""
    mine = [m for m in marks if m.point.source == mark.point.source and m.on_line]
    return len(mine) <= _FEW or mark is mine[0] or mark is mine[-1]


def _colour(mark: Mark, colours: dict[str, str]) -> str:
    if mark.point.conflict:
        return RED
    return GREY if mark.point.contested else colours[mark.point.source]

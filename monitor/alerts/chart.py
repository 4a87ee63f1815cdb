"""A quantity's history in, a PNG or SVG picture out that a paper could print.

One step line for each source; ranges are bars, floors ("at least", counts of names) carry an arrow upwards, figures in
conflict are red diamonds with their source beside them, contested ones are hollow. A figure that lies far above all
that is accepted (700,000 against 55,000) stands in a strip of its own above the scale: on one scale with it, linear or
logarithmic, the steps that matter would be flat.
"""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from monitor.alerts.labels import LINE, Box, Label, place, width
from monitor.alerts.neutral import plain
from monitor.alerts.words import number
from monitor.errors import MissingExtra
from monitor.model import Qualifier

WIDTH, HEIGHT, STRIP = 680, 400, 54  # pixels of the plot, and of the strip above the scale within it
PNG_SCALE = 2  # pixels of the PNG for one of the plot: sharp on a phone and in print at 10 cm
BEYOND = 3  # a figure of this many times the highest accepted one leaves the scale
FONT = "Liberation Sans"  # comes with the renderer, so that the picture is the same on every machine
_COLOURS = ("#0b5394", "#1b1b1b", "#00795c", "#b35c00", "#7b3f98", "#4d7c99", "#7a5c3e")
_RED, _GREY, _PALE = "#c1121f", "#6b6b6b", "#d9d9d9"
_NAME_LIMIT = 40
_FEW = 40  # points of one source that are each marked; beyond, a daily count is a line
_ROOM = 24  # pixels between the first or last point and the edge of the plot
_LONG = 60 * 86_400  # seconds: a date less precise than this is drawn as a span


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A stored figure as the chart needs it; `source` is its display name."""

    source: str
    as_of: str  # ISO, in the precision that it has; a month stands at its middle
    low: int
    high: int
    qualifier: Qualifier = Qualifier.EXACT
    contested: bool = False
    conflict: bool = False  # True: contradicts the others or its own series; never part of a line
    floor: bool = False  # True: the true number may be any higher one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A point with its place: pixels of the plot."""

    point: Point
    x: float
    reach: tuple[float, float]  # left and right end of an imprecise date ("2024"); both `x` where it is precise enough
    y: float
    y_low: float
    y_high: float
    beyond: bool

    @property
    def on_line(self) -> bool:
        return not (self.point.conflict or self.point.contested or self.point.qualifier is Qualifier.VAGUE)


def chart(points: Sequence[Point], *, title: str, note: str = "", fmt: Literal["png", "svg"] = "png") -> bytes:
    """The picture of `points` under `title`, with `note` (who collected it from where) below.

    Raises `MissingExtra` where the renderer is not installed, `ValueError` where no point has a date.
    """
    vl_convert = _renderer()
    picture = spec(points, title=title, note=note)
    if fmt == "svg":
        svg: str = vl_convert.vegalite_to_svg(picture, allowed_base_urls=[])
        return svg.encode()
    png: bytes = vl_convert.vegalite_to_png(picture, scale=PNG_SCALE, allowed_base_urls=[])
    return png


def png_of(svg: str) -> bytes:
    """A picture that is drawn already, as PNG; nothing that it names is loaded. Raises `MissingExtra`."""
    png: bytes = _renderer().svg_to_png(svg, scale=PNG_SCALE)
    return png


def _renderer() -> Any:
    try:
        import vl_convert  # the one owner of the extra
    except ImportError as absent:
        raise MissingExtra("charts need `pip install 'casualty-monitor[charts]'`", subject="charts") from absent
    return vl_convert


def spec(points: Sequence[Point], *, title: str, note: str = "") -> dict[str, Any]:
    """The same as a Vega-Lite description; a pure function of its arguments."""
    dated = sorted((p for p in points if _bounds(p.as_of)), key=lambda p: (_middle(p.as_of), p.source, p.low, p.high))
    if not dated:
        raise ValueError("no figure with a date: nothing to draw")
    top, beyond = _scale(dated)
    start, end = _middle(dated[0].as_of), _middle(dated[-1].as_of)
    if end == start:
        start, end = start - 30 * 86_400, end + 30 * 86_400
    seconds = (end - start) / (WIDTH - 2 * _ROOM)
    domain = (start - _ROOM * seconds, end + _ROOM * seconds)
    floor_y = STRIP if beyond else 0

    def y_of(value: int) -> float:
        return HEIGHT - (HEIGHT - floor_y) * value / top

    marks = []
    for p in dated:
        x = (_middle(p.as_of) - domain[0]) / seconds
        middle = p.low if p.qualifier is Qualifier.VAGUE else (p.low + p.high) // 2
        y, y_low, y_high = (y_of(v) for v in (middle, p.low, p.high)) if p.high <= top else (STRIP / 2 - 4,) * 3
        early, late = ((moment.timestamp() - domain[0]) / seconds for moment in _known_bounds(p.as_of))
        reach = (max(0.0, early), min(float(WIDTH), late)) if (late - early) * seconds > _LONG else (x, x)
        marks.append(_Mark(point=p, x=x, reach=reach, y=y, y_low=y_low, y_high=y_high, beyond=p.high > top))
    colours = _source_colours(dated)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "padding": {"left": 12, "right": 30, "top": 14, "bottom": 12},
        "width": WIDTH,
        "height": HEIGHT,
        "title": {"text": plain(title), "subtitle": _legend(marks), "anchor": "start", "offset": 14},
        "layer": [
            _axes(domain, top, floor_y, note),
            *(_broken_scale() if beyond else ()),
            *_lines(marks, colours),
            *_markers(marks, colours),
            *_labels(marks, colours, tuple(y_of(value) for value in range(0, top + 1, _tick(top)))),
        ],
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 11, "domainColor": _GREY, "tickColor": _GREY},
            "title": {"fontSize": 18, "subtitleFontSize": 12, "subtitleColor": _GREY, "subtitlePadding": 6},
        },
    }


def _scale(points: Sequence[Point]) -> tuple[int, bool]:
    """The upper end of the scale, and whether figures lie beyond it."""
    accepted = [p.high for p in points if not (p.conflict or p.contested or p.qualifier is Qualifier.VAGUE)]
    highest = max(accepted or [min(p.high for p in points)])
    within = max((p.high for p in points if p.high <= BEYOND * highest), default=highest)
    top = max(1, within * 115 // 100, within + 1)
    return top, any(p.high > top for p in points)


def _source_colours(points: Sequence[Point]) -> dict[str, str]:
    names = dict.fromkeys(p.source for p in points if not (p.conflict or p.contested))
    return {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(names)}


def _legend(marks: Sequence[_Mark]) -> str:
    """The signs that occur, in words."""
    signs = [
        ("red diamond: contradicts the others", any(m.point.conflict for m in marks)),
        ("hollow: contested", any(m.point.contested and not m.point.conflict for m in marks)),
        ("arrow: or more", any(m.point.floor and not m.beyond for m in marks)),
        ("thin line: dated to the year only", any(m.reach[0] != m.reach[1] for m in marks)),
        ("bar: a range", any(m.point.low != m.point.high for m in marks)),
    ]
    return "   ·   ".join(["Each figure at the date that it stands for", *(words for words, used in signs if used)])


def _axes(domain: tuple[float, float], top: int, floor_y: float, note: str) -> dict[str, Any]:
    days = (domain[1] - domain[0]) / 86_400
    pattern = "%Y" if days > 2200 else "%b %Y" if days > 90 else "%-d %b %Y" if days > 4 else "%-d %b, %H:%M"
    return {
        "data": {"values": [{"t": int(domain[0] * 1000), "v": 0}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {
            "x": {
                "field": "t",
                "type": "temporal",
                "scale": {"type": "utc", "domain": [int(domain[0] * 1000), int(domain[1] * 1000)], "nice": False},
                "axis": {
                    "format": pattern,
                    "tickCount": 7,
                    "grid": False,
                    "labelOverlap": True,
                    "title": plain(note) or None,
                    "titleAnchor": "start",
                    "titleFontWeight": "normal",
                    "titleColor": _GREY,
                    "titlePadding": 12,
                },
            },
            "y": {
                "field": "v",
                "type": "quantitative",
                "scale": {"domain": [0, top], "range": [HEIGHT, floor_y], "nice": False},
                "axis": {
                    "values": list(range(0, top + 1, _tick(top))),
                    "format": ",d",
                    "title": None,
                    "gridColor": "#e8e8e8",
                    "domain": False,
                    "ticks": False,
                    "labelPadding": 8,
                },
            },
        },
    }


def _tick(top: int) -> int:
    """A round step that gives four to eight ticks."""
    size = int("1" + "0" * max(0, len(str(top)) - 2))
    return next((size * n for n in (1, 2, 5, 10, 20) if top // (size * n) <= 7), size * 50)


def _broken_scale() -> tuple[dict[str, Any], dict[str, Any]]:
    """The line at which the scale ends, and a word that says so."""
    style = {"type": "rule", "strokeDash": [2, 4], "color": _GREY}
    words = {"type": "text", "align": "left", "baseline": "middle", "color": _GREY, "fontSize": 11}
    note = _drawn([{"x": WIDTH + 6, "y": STRIP - 6, "text": "↑ beyond the scale"}], words)
    return _drawn([{"x": 0, "x2": WIDTH, "y": STRIP - 6}], style, x2=True), note


def _lines(marks: Sequence[_Mark], colours: dict[str, str]) -> list[dict[str, Any]]:
    layers = []
    for source, colour in colours.items():
        steps = [{"x": m.x, "y": m.y} for m in marks if m.point.source == source and m.on_line and not m.beyond]
        if len(steps) > 1:
            layers.append(
                _drawn(steps, {"type": "line", "interpolate": "step-after", "color": colour, "strokeWidth": 2.5})
            )
    return layers


def _markers(marks: Sequence[_Mark], colours: dict[str, str]) -> list[dict[str, Any]]:
    shown = [m for m in marks if m.point.conflict or m.point.contested or _is_marked(m, marks)]
    layers = []
    for colour in dict.fromkeys(_colour(m, colours) for m in shown):
        mine = [m for m in shown if _colour(m, colours) == colour]
        bars = [{"x": m.x, "y": m.y_high, "y2": m.y_low} for m in mine if m.y_high != m.y_low]
        if bars:
            layers.append(_drawn(bars, {"type": "rule", "color": colour, "strokeWidth": 7, "opacity": 0.35}, y2=True))
        spans = [{"x": m.reach[0], "x2": m.reach[1], "y": m.y} for m in mine if m.reach[0] != m.reach[1]]
        if spans:
            layers.append(_drawn(spans, {"type": "rule", "color": colour, "opacity": 0.5}, x2=True))
        arrows = [m for m in mine if m.point.floor and not m.beyond]
        if arrows:
            stems = [{"x": m.x, "y": m.y, "y2": m.y - 16} for m in arrows]
            layers.append(_drawn(stems, {"type": "rule", "color": colour, "strokeWidth": 1.5}, y2=True))
            heads = [{"x": m.x, "y": m.y - 16} for m in arrows]
            layers.append(
                _drawn(
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
                layers.append(_drawn([{"x": m.x, "y": m.y} for m in group], style | {"strokeWidth": 1.5}))
    return layers


def _labels(marks: Sequence[_Mark], colours: dict[str, str], grid: Sequence[float]) -> list[dict[str, Any]]:
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
    room = max((width(label.text, bold=True) for label in told if label.bold), default=0) + 10
    placed = place([*told, *crowd], boxes, lines, Box(2, -LINE, WIDTH + room, HEIGHT))
    layers = []
    for align, colour, bold in dict.fromkeys((s.align, s.label.colour, s.label.bold) for s in placed):
        mine_placed = [s for s in placed if (s.align, s.label.colour, s.label.bold) == (align, colour, bold)]
        style = {"type": "text", "align": align, "baseline": "middle", "color": colour, "fontSize": 12}
        style["fontWeight"] = "bold" if bold else "normal"
        layers.append(_drawn([{"x": s.x, "y": s.y, "text": s.label.text} for s in mine_placed], style))
    return layers


def _drawn(
    values: Sequence[dict[str, Any]], mark: dict[str, Any], *, x2: bool = False, y2: bool = False
) -> dict[str, Any]:
    """A layer in pixels: places are computed here, as labels must know where everything stands."""
    pixels = [{k: v if isinstance(v, str) else round(v, 2) for k, v in value.items()} for value in values]
    encoding: dict[str, Any] = {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
    }
    encoding |= {"x2": {"field": "x2"}} if x2 else {}
    encoding |= {"y2": {"field": "y2"}} if y2 else {}
    encoding |= {"text": {"field": "text", "type": "nominal"}} if mark["type"] == "text" else {}
    return {"data": {"values": pixels}, "mark": mark, "encoding": encoding}


def _is_marked(mark: _Mark, marks: Sequence[_Mark]) -> bool:
    """Few points are each marked; a daily count is a line with its two ends marked."""
    mine = [m for m in marks if m.point.source == mark.point.source and m.on_line]
    return len(mine) <= _FEW or mark is mine[0] or mark is mine[-1]


def _colour(mark: _Mark, colours: dict[str, str]) -> str:
    if mark.point.conflict:
        return _RED
    return _GREY if mark.point.contested else colours[mark.point.source]


def _bounds(as_of: str) -> tuple[dt.datetime, dt.datetime] | None:
    """First and last moment of a date as given (UTC), or None where it is no date."""
    shape = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d).*)?)?)?", as_of)
    if not shape:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in shape.groups())
    assert year is not None
    try:
        start = dt.datetime(year, month or 1, day or 1, hour or 0, minute or 0, tzinfo=dt.UTC)
    except ValueError:
        return None
    if hour is not None:
        return start, start
    if day is not None:
        return start, start + dt.timedelta(days=1)
    if month is not None:
        return start, (start + dt.timedelta(days=31)).replace(day=1)
    return start, start.replace(year=year + 1)


def _middle(as_of: str) -> float:
    """Seconds since 1970 of the middle of a date: noon, mid-month, mid-year."""
    start, end = _known_bounds(as_of)
    return (start.timestamp() + end.timestamp()) / 2


def _known_bounds(as_of: str) -> tuple[dt.datetime, dt.datetime]:
    bounds = _bounds(as_of)
    assert bounds is not None, as_of  # `spec` keeps the dated only
    return bounds

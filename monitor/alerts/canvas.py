"""Points of a chart in, where they stand in pixels out, with the axes and the layers that every picture has.

Places are computed here and not by the renderer, as labels must know where everything stands.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.alerts.neutral import plain
from monitor.diff.interval import Band
from monitor.model import Qualifier

WIDTH, HEIGHT, STRIP = 680, 400, 54  # pixels of the plot, and of the strip above the scale within it
BEYOND = 3  # a figure of this many times the highest accepted one leaves the scale
FONT = "Liberation Sans"  # comes with the renderer, so that the picture is the same on every machine
COLOURS = ("#0b5394", "#1b1b1b", "#00795c", "#b35c00", "#7b3f98", "#4d7c99", "#7a5c3e")
RED, GREY, PALE = "#c1121f", "#6b6b6b", "#d9d9d9"
_BAND, _EDGE = "#dfe9f3", "#a9c1d8"
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
    count: bool = False  # True: confirmed names, a floor that is drawn as an area


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plot's scales, and the points in it."""

    marks: tuple[Mark, ...]
    domain: tuple[float, float]  # seconds since 1970 at the left and right edge
    top: int
    ceiling: float  # pixels: where the scale ends

    @property
    def beyond(self) -> bool:
        return self.ceiling > 0

    def x(self, moment: float) -> float:
        return (moment - self.domain[0]) / (self.domain[1] - self.domain[0]) * WIDTH

    def y(self, value: int) -> float:
        return HEIGHT - (HEIGHT - self.ceiling) * min(value, self.top) / self.top


def framed(points: Sequence[Point]) -> Frame:
    """The dated points with their places; ValueError where none has a date."""
    dated = sorted((p for p in points if _bounds(p.as_of)), key=lambda p: (_middle(p.as_of), p.source, p.low, p.high))
    if not dated:
        raise ValueError("no figure with a date: nothing to draw")
    top, beyond = _scale(dated)
    start, end = _middle(dated[0].as_of), _middle(dated[-1].as_of)
    if end == start:
        start, end = start - 30 * 86_400, end + 30 * 86_400
    seconds = (end - start) / (WIDTH - 2 * _ROOM)
    domain = (start - _ROOM * seconds, end + _ROOM * seconds)
    frame = Frame(marks=(), domain=domain, top=top, ceiling=STRIP if beyond else 0)
    marks = []
    for p in dated:
        x = frame.x(_middle(p.as_of))
        middle = p.low if p.qualifier is Qualifier.VAGUE else (p.low + p.high) // 2
        over = p.high > top
        y, y_low, y_high = (STRIP / 2 - 4,) * 3 if over else (frame.y(v) for v in (middle, p.low, p.high))
        early, late = (frame.x(moment.timestamp()) for moment in _known_bounds(p.as_of))
        long = (late - early) * seconds > _LONG
        reach = (max(0.0, early), min(float(WIDTH), late)) if long else (x, x)
        marks.append(Mark(point=p, x=x, reach=reach, y=y, y_low=y_low, y_high=y_high, beyond=over))
    return Frame(marks=tuple(marks), domain=domain, top=top, ceiling=frame.ceiling)


def picture(
    frame: Frame, layers: Sequence[dict[str, Any]], *, title: str, legend: str | list[str], note: str
) -> dict[str, Any]:
    """The whole as a Vega-Lite description: axes and layers under a title."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "padding": {"left": 12, "right": 30, "top": 14, "bottom": 12},
        "width": WIDTH,
        "height": HEIGHT,
        "title": {"text": plain(title), "subtitle": legend, "anchor": "start", "offset": 14},
        "layer": [
            _axes(frame.domain, frame.top, frame.ceiling, note),
            *(_broken_scale() if frame.beyond else ()),
            *layers,
        ],
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 11, "domainColor": GREY, "tickColor": GREY},
            "title": {"fontSize": 18, "subtitleFontSize": 12, "subtitleColor": GREY, "subtitlePadding": 6},
        },
    }


def grid(frame: Frame) -> tuple[float, ...]:
    """Where the horizontal lines are."""
    return tuple(frame.y(value) for value in range(0, frame.top + 1, _tick(frame.top)))


def band(frame: Frame, bands: Sequence[Band]) -> list[dict[str, Any]]:
    """The band through which every total must pass that only rises: shaded where something bounds it from above.

    Where nothing does, the lower edge goes on alone.
    """
    corners: list[tuple[float, float, float | None]] = []
    for one in bands:
        x = min(max(frame.x(one.start.timestamp()), 0.0), float(WIDTH))
        corners.append((x, frame.y(one.low), None if one.high is None else frame.y(one.high)))
    if not corners:
        return []
    corners.append((float(WIDTH), *corners[-1][1:]))
    step = {"interpolate": "step-after"}
    layers: list[dict[str, Any]] = []
    ends = next((at for at, corner in enumerate(corners) if corner[2] is None), len(corners) - 1)
    shut = [(x, low, high or 0.0) for x, low, high in corners[: ends + 1]]
    if ends:
        shut[-1] = (shut[-1][0], shut[-2][1], shut[-2][2])  # where the bound from above ends, so does the shade
        values = [{"x": x, "y": high, "y2": low} for x, low, high in shut]
        layers.append(drawn(values, {"type": "area", "color": _BAND, **step}, y2=True))
        edge = [{"x": x, "y": high} for x, _, high in shut]
        layers.append(drawn(edge, {"type": "line", "color": _EDGE, "strokeWidth": 1, **step}))
    if any(low < HEIGHT for _, low, _ in corners):
        edge = [{"x": x, "y": low} for x, low, _ in corners]
        layers.append(drawn(edge, {"type": "line", "color": _EDGE, "strokeWidth": 1, **step}))
    return layers


def floor(marks: Sequence[Mark], colour: str) -> list[dict[str, Any]]:
    """Confirmed names: all that lies below them is certain, so it is filled."""
    if not marks:
        return []
    steps = [*((one.x, one.y) for one in marks), (float(WIDTH), marks[-1].y)]
    area = [{"x": x, "y": y, "y2": HEIGHT} for x, y in steps]
    edge = [{"x": x, "y": y} for x, y in steps]
    step = {"interpolate": "step-after", "color": colour}
    return [
        drawn(area, {"type": "area", "opacity": 0.16, **step}, y2=True),
        drawn(edge, {"type": "line", "strokeWidth": 2, **step}),
    ]


def _scale(points: Sequence[Point]) -> tuple[int, bool]:
    """The upper end of the scale, and whether figures lie beyond it."""
    accepted = [p.high for p in points if not (p.conflict or p.contested or p.qualifier is Qualifier.VAGUE)]
    highest = max(accepted or [min(p.high for p in points)])
    within = max((p.high for p in points if p.high <= BEYOND * highest), default=highest)
    top = max(1, within * 115 // 100, within + 1)
    return top, any(p.high > top for p in points)


def _axes(domain: tuple[float, float], top: int, floor_y: float, note: str) -> dict[str, Any]:
    days = (domain[1] - domain[0]) / 86_400
    hours = "[utcFormat(datum.value, '%H:%M'), utcFormat(datum.value, '%-d %b')]"  # on two lines
    pattern = "%Y" if days > 2200 else "%b %Y" if days > 90 else "%-d %b %Y"
    labels = {"format": pattern} if days > 4 else {"labelExpr": hours}
    return {
        "data": {"values": [{"t": int(domain[0] * 1000), "v": 0}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {
            "x": {
                "field": "t",
                "type": "temporal",
                "scale": {"type": "utc", "domain": [int(domain[0] * 1000), int(domain[1] * 1000)], "nice": False},
                "axis": {
                    **labels,
                    "tickCount": 7,
                    "grid": False,
                    "labelOverlap": True,
                    "title": plain(note) or None,
                    "titleAnchor": "start",
                    "titleFontWeight": "normal",
                    "titleColor": GREY,
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
    style = {"type": "rule", "strokeDash": [2, 4], "color": GREY}
    words = {"type": "text", "align": "left", "baseline": "middle", "color": GREY, "fontSize": 11}
    note = drawn([{"x": WIDTH + 6, "y": STRIP - 6, "text": "↑ beyond the scale"}], words)
    return drawn([{"x": 0, "x2": WIDTH, "y": STRIP - 6}], style, x2=True), note


def drawn(
    values: Sequence[dict[str, Any]], mark: dict[str, Any], *, x2: bool = False, y2: bool = False
) -> dict[str, Any]:
    """A layer in pixels."""
    pixels = [{k: v if isinstance(v, str) else round(v, 2) for k, v in value.items()} for value in values]
    encoding: dict[str, Any] = {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
    }
    encoding |= {"x2": {"field": "x2"}} if x2 else {}
    encoding |= {"y2": {"field": "y2"}} if y2 else {}
    encoding |= {"text": {"field": "text", "type": "nominal"}} if mark["type"] == "text" else {}
    return {"data": {"values": pixels}, "mark": mark, "encoding": encoding}


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
    assert bounds is not None, as_of  # `framed` keeps the dated only
    return bounds

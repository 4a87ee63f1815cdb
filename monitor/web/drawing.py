"""A timeline's view in, its picture as SVG out: steps, ranges, floors, conflicts and the band of the possible.

The picture in the page takes its colours from the page's style (light, dark, print); alone it brings its own. Each
source has a colour, a dash and a shape of its own, told by a key, and its name at its line's end: no colour is needed
to read it. A figure far above all that is accepted stands in a strip of its own above the scale.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from monitor.alerts import neutral
from monitor.alerts.labels import LINE, Box, Label, place, width
from monitor.alerts.words import date
from monitor.diff.when import bounds
from monitor.model import Qualifier
from monitor.web.marks import COLOURS, colour, dash, diamond, in_svg, key_of, kinds, shape
from monitor.web.timeline import Dot, View

WIDE, NARROW = 960, 400  # pixels of the whole picture; the narrow one is for a phone
BEYOND = 2  # a figure of this many times the highest accepted one leaves the scale
FEW = 14  # figures that are each labelled
_STRIP = 52.0
_ROOM = 190.0  # pixels that a name behind a line's end may take; a longer one stands elsewhere
_HEAD = 56.0  # pixels above the plot of a picture that stands alone: its title and what it shows
_TOP, _BOTTOM, _LEFT = 16.0, 34.0, 62.0
_STYLE = (
    "text{font-family:'Liberation Sans',Arial,sans-serif;font-size:12px;fill:#333}.paper{fill:#fff}"
    ".grid{stroke:#e2e2e2}.axis{stroke:#767676}.band{fill:#0b5394;fill-opacity:.12}.open{fill-opacity:.05}"
    ".strong{font-weight:bold}.said{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".line{fill:none;stroke-width:2.2}.badtext{fill:#b3121d}"
    ".range{stroke-width:6;stroke-opacity:.3}.cut{stroke:#767676;stroke-dasharray:2 4}"
    + "".join(f".s{i}{{stroke:{c};fill:{c}}}.t{i}{{fill:{c}}}.l{i}{{stroke:{c}}}" for i, c in enumerate(COLOURS))
    + ".bad{stroke:#b3121d;fill:#b3121d}.hollow{fill:#fff}"
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with its place in pixels of the picture."""

    dot: Dot
    index: int  # of its row in the table
    kind: int  # of its source's colour, dash and shape
    x: float
    ends: tuple[float, float]
    y: float
    low: float
    high: float
    beyond: bool


def draw(view: View, *, size: int = WIDE, alone: bool = False, ident: str = "chart") -> str:
    """The picture; `alone` as a file of its own with title, key and colours. A view without a dated figure is empty."""
    dated = [(i, dot) for i, dot in enumerate(view.dots) if dot.claim.as_of]
    head = _HEAD if alone else 0.0
    tall = 460.0 if size >= WIDE else 380.0
    key, end = key_of(view, size, tall + 16) if alone and dated else ([], tall)
    name = _attribute(f"{view.title}: {len(dated)} figures by the date that they stand for")
    open_ = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-head:g} {size} {end + head:g}" id="{ident}"'
        f' width="{size}" height="{end + head:g}" class="chart" role="group" aria-label={name}>'
    )
    if not dated:
        return f'{open_}<text x="20" y="40">No figure with a date</text></svg>'
    frame = _frame(view, dated, size, tall)
    parts = [open_]
    if alone:
        parts.append(f"<style>{_STYLE}</style>")
        parts.append(f'<rect class="paper" x="0" y="{-head:g}" width="{size}" height="{end + head:g}"/>')
        parts.append(f'<text class="strong" x="12" y="{24 - head:g}" font-size="16">{in_svg(view.title, 90)}</text>')
        parts.append(f'<text x="12" y="{44 - head:g}">{in_svg(_shown(view), 160)}</text>')
    parts += [*frame.axes(view), *frame.steps(), *frame.marks(linked=not alone), *frame.names(), *key, "</svg>"]
    return "".join(parts)


def _shown(view: View) -> str:
    """What a picture shows of the quantity, in words: which figures, and what was left out."""
    asked, names = view.asked, dict(view.sources)
    parts = ["what each source says, at the date that the figure stands for"]
    if asked.sources:
        parts.append(f"only {', '.join(names.get(one, one) for one in asked.sources)}")
    if asked.grades:
        parts.append(f"only {', '.join(asked.grades)}")
    parts += [f"from {date(asked.since)}"] if asked.since else []
    parts += [f"to {date(asked.until)}"] if asked.until else []
    undated = sum(dot.claim.as_of is None for dot in view.dots)
    parts += [f"{undated} without a date not drawn"] if undated else []
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where everything stands."""

    placed: tuple[_Placed, ...]
    size: int
    bottom: float
    right: float
    start: float
    per_second: float
    top: int
    ceiling: float  # pixels: where the scale ends

    def x(self, moment: dt.datetime) -> float:
        return _LEFT + (_seconds(moment) - self.start) * self.per_second

    def y(self, value: int) -> float:
        return self.bottom - (self.bottom - self.ceiling) * min(value, self.top) / self.top

    def axes(self, view: View) -> list[str]:
        parts = []
        for bounded in (True, False):
            if path := self._band(view, bounded=bounded):
                parts.append(f'<path class="band{"" if bounded else " open"}" d="{path}"/>')
        for value in range(0, self.top + 1, _tick(self.top)):
            y = self.y(value)
            parts.append(f'<path class="grid" d="M{_LEFT:g} {y:.1f}H{self.right:g}"/>')
            parts.append(f'<text x="{_LEFT - 8:g}" y="{y + 4:.1f}" text-anchor="end">{value:,}</text>')
        for moment, words in self._dates():
            x = self.x(moment)
            parts.append(f'<path class="axis" d="M{x:.1f} {self.bottom:g}v5"/>')
            parts.append(f'<text x="{x:.1f}" y="{self.bottom + 19:g}" text-anchor="middle">{words}</text>')
        parts.append(f'<path class="axis" d="M{_LEFT:g} {self.bottom:g}H{self.right:g}"/>')
        if self.ceiling > _TOP:
            y = self.ceiling - 8
            parts.append(f'<path class="cut" d="M{_LEFT:g} {y:g}H{self.right:g}"/>')
            parts.append(f'<text x="{_LEFT - 8:g}" y="{_TOP + 8:g}" text-anchor="end">beyond</text>')
            parts.append(f'<text x="{_LEFT - 8:g}" y="{_TOP + 22:g}" text-anchor="end">scale</text>')
        return parts

    def steps(self) -> list[str]:
        parts = []
        for kind, line in self._lines():
            path = f"M{line[0].x:.1f} {line[0].y:.1f}" + "".join(f"H{p.x:.1f}V{p.y:.1f}" for p in line[1:])
            parts.append(f'<path class="line l{colour(kind)}" d="{path}"{dash(kind)}/>')
        return parts

    def marks(self, *, linked: bool) -> list[str]:
        parts = []
        for p in self.placed:
            dot = p.dot
            style = "bad" if dot.conflict else f"s{colour(p.kind)}"
            inner = []
            if p.low != p.high and not p.beyond:
                inner.append(f'<path class="{style} range" d="M{p.x:.1f} {p.low:.1f}V{p.high:.1f}"/>')
            if p.ends[1] - p.ends[0] > 24:
                inner.append(
                    f'<path class="{style}" stroke-opacity=".5" d="M{p.ends[0]:.1f} {p.y:.1f}H{p.ends[1]:.1f}"/>'
                )
            if dot.is_floor and not p.beyond:
                inner.append(f'<path class="{style}" fill="none" d="M{p.x:.1f} {p.y:.1f}v-17m-4 5l4-5l4 5"/>')
            inner.append(_shape(p, style))
            words = _attribute(f"{dot.number}, {dot.source}, {dot.date}, {dot.grade}")
            if linked and dot.event:
                parts.append(
                    f'<a href="/event/{escape(dot.event)}" class="dot" data-row="{p.index}" aria-label={words}>'
                    f"{''.join(inner)}</a>"
                )
            else:
                parts.append(f'<g class="dot" data-row="{p.index}">{"".join(inner)}</g>')
        return parts

    def names(self) -> list[str]:
        lasts = {line[-1] for _, line in self._lines()} | {p for p in self.placed if p.beyond}
        few = len(self.placed) <= FEW
        told: list[Label] = []
        rest: list[Label] = []
        for p in self.placed:
            last, off = p in lasts, not p.dot.is_accepted
            if not (few or last or off):
                continue
            number = neutral.cut(p.dot.number, 30)
            text = f"{number} {neutral.cut(p.dot.source, 26)}" if last or off else number
            drawn = "badtext" if p.dot.conflict else f"t{colour(p.kind)}"
            (told if last else rest).append(Label(x=p.x, y=p.y, text=text, colour=drawn, bold=last))
        boxes = [Box(p.x - 6, p.high - (20 if p.dot.is_floor else 6), p.x + 6, p.low + 6) for p in self.placed]
        ways = [Box(p.ends[0], p.y - 1, p.ends[1], p.y + 1) for p in self.placed if p.ends[1] - p.ends[0] > 24]
        for _, line in self._lines():
            for a, b in itertools.pairwise(line):
                ways += [Box(a.x, a.y - 1, b.x, a.y + 1), Box(b.x - 1, min(a.y, b.y), b.x + 1, max(a.y, b.y))]
        frame = Box(_LEFT, _TOP - LINE, self.size - 2, self.bottom)
        anchors = {"left": "start", "center": "middle", "right": "end"}
        return [
            f'<text class="said {s.label.colour}{" strong" if s.label.bold else ""}" x="{s.x:.1f}" y="{s.y + 4:.1f}"'
            f' text-anchor="{anchors[s.align]}">{in_svg(s.label.text, 70)}</text>'
            for s in place([*sorted(told, key=lambda label: not label.bold), *rest[:60]], boxes, ways, frame)
        ]

    def _lines(self) -> list[tuple[int, list[_Placed]]]:
        lines: dict[str, list[_Placed]] = {}
        for p in self.placed:
            if p.dot.is_accepted and not p.beyond:
                lines.setdefault(p.dot.source, []).append(p)
        return [(line[0].kind, line) for line in lines.values()]

    def _band(self, view: View, *, bounded: bool) -> str:
        """Each stretch along what every curve must at least reach, and back along what it can at most be.

        Where nothing bounds it from above, as after the last figure, the stretch is drawn apart, and paler.
        """
        paths = []
        for i, band in enumerate(view.bands):
            end = view.bands[i + 1].start if i + 1 < len(view.bands) else None
            a = min(max(self.x(band.start), _LEFT), self.right)
            b = min(max(self.x(end), _LEFT), self.right) if end else self.right
            if (band.high is not None) is bounded and b > a:
                high = self.ceiling if band.high is None else self.y(band.high)
                paths.append(f"M{a:.1f} {self.y(band.low):.1f}H{b:.1f}V{high:.1f}H{a:.1f}Z")
        return "".join(paths)

    def _dates(self) -> list[tuple[dt.datetime, str]]:
        """Round dates along the axis, not closer than their words are wide."""
        first, last = self._moment(_LEFT), self._moment(self.right)
        days = (last - first).days
        room = max(2, int((self.right - _LEFT) // (90 if self.size >= WIDE else 66)))
        found = []
        if days > 60:
            step = next(
                (s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000) if days / 30.4 / s <= room), 12000
            )
            month = first.year * 12 + first.month
            while month // 12 < 9999:
                month += 1
                if (month - 1) % step:
                    continue
                at = dt.datetime((month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=dt.UTC)
                if at > last:
                    break
                found.append((at, date(f"{at:%Y}" if step >= 12 else f"{at:%Y-%m}")))
        else:
            hours = next((h for h in (1, 3, 6, 12, 24, 48, 120, 240) if days * 24 / h <= room), 480)
            at = first.replace(hour=0, minute=0, second=0, microsecond=0)
            while at <= last:
                if at >= first:
                    words = f"{at:%H:%M}" if hours < 24 and at.hour else date(f"{at:%Y-%m-%d}")
                    found.append((at, words))
                at += dt.timedelta(hours=hours)
        return found[: room + 1]

    def _moment(self, x: float) -> dt.datetime:
        seconds = self.start + (x - _LEFT) / self.per_second
        return _EPOCH + dt.timedelta(seconds=min(max(seconds, _seconds(_FIRST)), _seconds(_LAST)))


_FIRST = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
_LAST = dt.datetime(9999, 12, 1, tzinfo=dt.UTC)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _frame(view: View, dated: Sequence[tuple[int, Dot]], size: int, tall: float) -> _Frame:
    dots = [dot for _, dot in dated]
    top, beyond = _scale(dots)
    middles = [_middle(dot) for dot in dots]
    start, end = min(middles), max(middles)
    if end - start < 3600:
        start, end = start - 15 * 86_400, end + 15 * 86_400
    right = size - 14.0
    if size >= WIDE:  # room for the names that stand behind the lines' ends
        near = [d for d, at in zip(dots, middles, strict=True) if d.is_accepted and end - at < (end - start) / 25]
        needs = (width(f"{d.number} {neutral.cut(d.source, 26)}", bold=True) for d in near)
        right -= max((one + 4 for one in needs if one < _ROOM), default=0)
    per_second = (right - _LEFT - 30) / (end - start)
    start -= 15 / per_second
    bottom, ceiling = tall - _BOTTOM, _TOP + (_STRIP if beyond else 0)
    frame = _Frame((), size, bottom, right, start, per_second, top, ceiling)
    which = kinds(view)
    placed = []
    for index, dot in dated:
        one = dot.claim
        first, after = bounds(one.as_of or "")
        over = one.high > top
        middle = one.low if one.qualifier is Qualifier.VAGUE else (one.low + one.high) // 2
        ys = (_TOP + 14.0,) * 3 if over else (frame.y(middle), frame.y(one.low), frame.y(one.high))
        ends = (max(_LEFT, frame.x(first)), min(right, frame.x(after)))
        x = _LEFT + (_middle(dot) - start) * per_second
        placed.append(_Placed(dot, index, which[dot.source], x, ends, *ys, over))
    return _Frame(tuple(placed), size, bottom, right, start, per_second, top, ceiling)


def _scale(dots: Sequence[Dot]) -> tuple[int, bool]:
    accepted = [dot.claim.high for dot in dots if dot.is_accepted]
    highest = max(accepted or [min(dot.claim.high for dot in dots)])
    within = max((d.claim.high for d in dots if d.claim.high <= BEYOND * highest), default=highest)
    top = max(5, within * 112 // 100)
    return top, any(dot.claim.high > top for dot in dots)


def _shape(p: _Placed, style: str) -> str:
    """A conflict is a diamond; what is contested is hollow; else the source's own shape."""
    if p.dot.conflict:
        return diamond(p.x, p.y, withdrawn=p.dot.grade == "withdrawn")
    hollow = " hollow" if p.dot.grade in ("contested", "withdrawn") else ""
    return shape(p.x, p.y, p.kind, f"{style}{hollow}")


def _tick(top: int) -> int:
    size = int("1" + "0" * max(0, len(str(top)) - 2))
    return next((size * n for n in (1, 2, 5, 10, 20) if top // (size * n) <= 7), size * 50)


def _middle(dot: Dot) -> float:
    first, after = bounds(dot.claim.as_of or "")
    return (_seconds(first) + _seconds(after)) / 2


def _seconds(moment: dt.datetime) -> float:
    return (moment - _EPOCH).total_seconds()


def _attribute(words: str) -> str:
    return quoteattr(neutral.plain(words))

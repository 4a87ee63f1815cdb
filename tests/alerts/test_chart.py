"""The picture: what it draws where, in the same bytes each time, and no label on another."""

import datetime as dt
import itertools
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.chart import HEIGHT, WIDTH, Point, chart, spec
from monitor.alerts.labels import Box, Label, place, width
from monitor.diff.interval import Band
from monitor.errors import MissingExtra
from monitor.model import Qualifier

Z = "Volodymyr Zelensky"
STORY = (
    Point(source=Z, as_of="2024-02", low=31_000, high=31_000),
    Point(source=Z, as_of="2024-12", low=43_000, high=43_000),
    Point(source=Z, as_of="2025-02-05", low=45_100, high=45_100),
    Point(source=Z, as_of="2025-02-18", low=46_000, high=46_000, qualifier=Qualifier.MORE_THAN, floor=True),
    Point(source=Z, as_of="2026-02-04", low=55_000, high=55_000),
    Point(source="Donald Trump", as_of="2025-01", low=700_000, high=700_000, conflict=True),
    Point(source="US officials", as_of="2024", low=70_000, high=70_000, contested=True),
    Point(source="US officials", as_of="2024-10", low=57_500, high=57_500, contested=True),
)


def words(svg: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg.decode())


def layers(picture: dict, **mark: str) -> list[dict]:
    return [layer for layer in picture["layer"] if mark.items() <= layer["mark"].items()]


def test_every_figure_of_the_story_is_labelled_with_its_number_and_odd_ones_with_their_source() -> None:
    svg = chart(STORY, title="Ukraine: military killed", note="collected by hand", fmt="svg")
    shown = words(svg)
    assert {
        "Ukraine: military killed",
        "collected by hand",
        "31,000",
        "43,000",
        "45,100",
        "more than 46,000",
        "55,000 Volodymyr Zelensky",
        "700,000 Donald Trump",
        "70,000 US officials",
        "57,500 US officials",
    } <= set(shown)
    assert any("beyond the scale" in text for text in shown)
    assert b"Liberation Sans" in svg


def test_the_same_bytes_in_another_process_and_time_zone() -> None:
    code = (
        "import sys; from tests.alerts.test_chart import STORY; from monitor.alerts.chart import chart;"
        "sys.stdout.buffer.write(chart(STORY, title='t', fmt='svg'))"
    )
    here = chart(STORY, title="t", fmt="svg")
    away = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TZ": "America/New_York", "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert away.stdout == here
    assert chart(tuple(reversed(STORY)), title="t", fmt="svg") == here


def test_png() -> None:
    png = chart(STORY, title="Ukraine: military killed")
    assert png.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(png[16:20], "big") > 2 * WIDTH


def test_only_accepted_figures_form_the_line() -> None:
    (line,) = layers(spec(STORY, title="t"), type="line")
    assert len(line["data"]["values"]) == 5
    heights = [value["y"] for value in line["data"]["values"]]
    assert heights == sorted(heights, reverse=True)


def test_a_figure_far_above_stands_beyond_the_scale_and_a_near_one_on_it() -> None:
    assert layers(spec(STORY, title="t"), type="rule", color="#6b6b6b")
    near = [*STORY[:5], Point(source="Donald Trump", as_of="2025-01", low=90_000, high=90_000, conflict=True)]
    picture = spec(near, title="t")
    assert not any("beyond" in str(layer) for layer in picture["layer"])
    (diamond,) = layers(picture, shape="diamond")
    assert 0 < diamond["data"]["values"][0]["y"] < HEIGHT / 2


def test_ranges_are_bars_and_floors_have_arrows() -> None:
    points = (
        Point(source="UK MoD", as_of="2024-06-10", low=450_000, high=500_000, qualifier=Qualifier.RANGE),
        Point(source="Mediazona", as_of="2024-02", low=45_000, high=45_000, floor=True),
    )
    picture = spec(points, title="t")
    (bar,) = layers(picture, type="rule", strokeWidth=7)
    assert bar["data"]["values"][0]["y"] < bar["data"]["values"][0]["y2"]
    assert layers(picture, shape="triangle-up")
    assert "arrow: or more" in picture["title"]["subtitle"]
    assert "bar: a range" in picture["title"]["subtitle"]


def test_the_band_is_shaded_where_something_bounds_it_from_above() -> None:
    def day(text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)

    bands = (
        Band(day("2024-02-01"), 0, 31_500),
        Band(day("2024-03-01"), 30_500, 46_000),
        Band(day("2025-02-18"), 46_000, None),
    )
    picture = spec(STORY, title="t", bands=bands)
    (area,) = layers(picture, type="area")
    corners = [(value["y"], value["y2"]) for value in area["data"]["values"]]
    assert len(corners) == 3
    assert all(high < low for high, low in corners), "from its lower edge up to its upper one"
    ends = area["data"]["values"][-1]["x"]
    edges = layers(picture, type="line", strokeWidth=1)
    assert max(value["x"] for value in edges[0]["data"]["values"]) == ends < WIDTH
    assert max(value["x"] for value in edges[1]["data"]["values"]) == WIDTH, "the lower edge goes on alone"
    assert any("shaded" in line for line in picture["title"]["subtitle"])
    assert not layers(spec(STORY, title="t", bands=(Band(day("2024-02-01"), 5, None),)), type="area")


def test_confirmed_names_are_a_filled_floor() -> None:
    names = [
        Point(source="Mediazona", as_of=f"2025-0{m}", low=90_000 + m, high=90_000 + m, floor=True, count=True)
        for m in (1, 2)
    ]
    picture = spec([*STORY, *names], title="t")
    (area,) = layers(picture, type="area")
    assert {value["y2"] for value in area["data"]["values"]} == {HEIGHT}
    assert area["data"]["values"][-1]["x"] == WIDTH


ESTIMATES = (
    *(Point(source="Staff", as_of=f"2023-{m:02}", low=9_000 + 100 * m, high=9_000 + 100 * m) for m in range(1, 9)),
    Point(source="Institute", as_of="2023-02", low=60_000, high=70_000, qualifier=Qualifier.RANGE),
    Point(source="Institute", as_of="2025-05", low=200_000, high=250_000, qualifier=Qualifier.RANGE),
    Point(source="Ministry of Far-Away Affairs and Estimates", as_of="2023-11", low=70_000, high=70_000),
    Point(source="Ministry of Far-Away Affairs and Estimates", as_of="2025-03", low=240_000, high=240_000),
    Point(source="Paper", as_of="2024-06", low=120_000, high=120_000, qualifier=Qualifier.UP_TO),
    Point(source="Office", as_of="2024-01", low=64_000, high=64_000, contested=True),
    Point(source="Agency", as_of="2024-10", low=115_000, high=115_000, conflict=True),
    Point(source="Fourth", as_of="2024-08", low=110_000, high=110_000, qualifier=Qualifier.AT_LEAST, floor=True),
    Point(source="List", as_of="2023-06", low=25_900, high=25_900, floor=True, count=True),
    Point(source="List", as_of="2025-06", low=111_387, high=111_387, floor=True, count=True),
)


def test_many_sources_stand_beside_each_other_with_bounds_and_names_as_the_floor() -> None:
    picture = spec(ESTIMATES, title="t")
    bars = layers(picture, type="rule", strokeWidth=7)
    assert len(bars) == 2
    assert all(bar["data"]["values"][0]["y"] < bar["data"]["values"][0]["y2"] for bar in bars)
    (area,) = layers(picture, type="area")
    assert {value["y2"] for value in area["data"]["values"]} == {HEIGHT}
    assert len(layers(picture, shape="triangle-up")) == len(layers(picture, shape="triangle-down")) == 1
    shown = words(chart(ESTIMATES, title="t", fmt="svg"))
    assert {"Institute", "200,000 to 250,000, May 2025", "List", "111,387, Jun 2025, by name"} <= set(shown)
    assert {"Ministry of Far-Away", "Affairs and Estimates"} <= set(shown), "a long name on two lines"
    assert {"115,000 Agency", "64,000 Office", "up to 120,000 Paper", "at least 110,000 Fourth"} <= set(shown)
    assert {"bar", "arrow", "hollow", "red diamond", "grey area"} <= {
        sign.strip().partition(":")[0] for line in picture["title"]["subtitle"] for sign in line.split("·")
    }
    assert chart(ESTIMATES, title="t").startswith(b"\x89PNG")
    assert spec(tuple(reversed(ESTIMATES)), title="t") == picture


def test_the_names_in_the_margin_do_not_cover_each_other() -> None:
    near = [
        Point(source=f"Source {n}", as_of=f"2025-0{m}", low=100 * m + n, high=100 * m + n)
        for n in range(7)
        for m in (1, 2)
    ]
    picture = spec(near, title="t")
    margin = [
        value["y"] for layer in layers(picture, type="text") for value in layer["data"]["values"] if value["x"] > WIDTH
    ]
    assert len(margin) == 14
    gaps = [b - a for a, b in itertools.pairwise(sorted(margin))]
    assert min(gaps) >= 13
    assert max(margin) <= HEIGHT


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2024-12-14", "2024-12"), ("2024-12", "2024-12-18"), ("2024-06-25", "2024"), ("2024", "2024-08")],
)
def test_a_date_stands_in_the_middle_of_what_it_gives(earlier: str, later: str) -> None:
    points = (Point(source="a", as_of=later, low=2, high=2), Point(source="a", as_of=earlier, low=1, high=1))
    (line,) = layers(spec(points, title="t"), type="line")
    assert [value["y"] for value in line["data"]["values"]] == sorted(
        (value["y"] for value in line["data"]["values"]), reverse=True
    )


def test_a_daily_count_is_a_line_with_two_marks() -> None:
    points = [
        Point(source="a", as_of=f"2024-{m:02}-{d:02}", low=m * 100 + d, high=m * 100 + d)
        for m in range(1, 13)
        for d in range(1, 28)
    ]
    picture = spec(points, title="t")
    assert sum(len(layer["data"]["values"]) for layer in layers(picture, shape="circle")) == 2
    assert len(layers(picture, type="line")[0]["data"]["values"]) == 324


def test_one_point_an_undated_one_and_none() -> None:
    assert chart([Point(source="police", as_of="2026-02-04", low=0, high=0)], title="t", fmt="svg")
    undated = Point(source="police", as_of="lately", low=3, high=3)
    assert "3 police" not in words(chart([STORY[0], undated], title="t", fmt="svg"))
    with pytest.raises(ValueError, match="no figure with a date"):
        chart([undated], title="t")


def test_names_from_texts_are_text_in_the_picture() -> None:
    hostile = Point(source="<script>x</script>\u202e&amp;", as_of="2024-02", low=1, high=1)
    svg = chart([hostile], title="<b>t</b>\n", fmt="svg").decode()
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"casualty-monitor\[charts\]") as caught:
        chart(STORY, title="t")
    assert caught.value.subject == "charts"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Label,
            x=st.floats(0, WIDTH),
            y=st.floats(0, HEIGHT),
            text=st.text("0123456789, ", min_size=1, max_size=20),
            colour=st.just("red"),
            bold=st.booleans(),
        ),
        max_size=25,
    )
)
def test_no_label_covers_another_or_leaves_the_frame(labels: list[Label]) -> None:
    frame = Box(0, 0, WIDTH, HEIGHT)
    boxes = []
    for placed in place(labels, [], [], frame):
        w = width(placed.label.text, bold=placed.label.bold)
        left = {"left": placed.x, "center": placed.x - w / 2, "right": placed.x - w}[placed.align]
        box = Box(left, placed.y - 6.5, left + w, placed.y + 6.5)
        assert frame.left <= box.left
        assert box.right <= frame.right + 1e-6
        assert not any(
            a.left < box.right and box.left < a.right and a.top < box.bottom and box.top < a.bottom for a in boxes
        )
        boxes.append(box)


def test_a_label_that_stands_nearer_to_another_marker_gets_a_line_to_its_own() -> None:
    """A reader takes "43,000 Pentagon" for the marker that is nearest to it."""
    label = Label(x=100, y=100, text="43,000 Pentagon", colour="#000")
    frame, own = Box(0, 0, 400, 200), Box(95, 95, 105, 105)
    (alone,) = place([label], [own], [], frame)
    assert alone.lead is None
    ring = [Box(0, 76, 200, 92), Box(0, 108, 200, 124), Box(108, 92, 200, 108), Box(0, 92, 92, 108)]
    (crowded,) = place([label], [own, *ring], [], frame)
    assert crowded.lead is not None
    assert crowded.lead[1] < 76, "beyond the others"

"""The chart, its table and its CSV are one and the same: filters, addresses, the band, what an empty view says."""

import csv
import html
import io
import itertools
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.demo import demo_topics
from monitor.history.ledger import commit
from monitor.history.schema import History
from monitor.model import Claim, Measure, Population, Qualifier, Scope, SourceKind
from monitor.web import spark
from monitor.web.drawing import NARROW, draw
from monitor.web.marks import LOOKS, colour, dash, shape
from monitor.web.timeline import COLUMNS, Asked, Dot, View, asked_for, view_of
from tests.history.plans import claim, plan
from tests.web.conftest import KILLED, Asking

FILTERS = ("", "&source=zelensky", "&grade=contested", "&since=2025", "&until=2024-12", "&grade=single&source=un")


def rows(page: Asking, view: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.get(f"/timeline.csv?{view}").text)))


@pytest.mark.parametrize("more", FILTERS)
def test_the_rows_of_the_csv_are_the_points_of_the_chart_and_of_the_table(page: Asking, more: str) -> None:
    text = page.get(f"/timeline?{KILLED}{more}").text
    table = re.findall(r'<tr id="row-(\d+)"', text)
    wide = re.findall(r'data-row="(\d+)"', text.partition("only-narrow")[0])
    narrow = re.findall(r'data-row="(\d+)"', text.partition("only-narrow")[2])
    in_csv = rows(page, KILLED + more)
    assert len(in_csv) == len(table) == len(wide) == len(narrow)
    svg = ET.fromstring(page.get(f"/timeline.svg?{KILLED}{more}").text)
    assert sum("data-row" in part.attrib for part in svg.iter()) == len(table)
    told = json.loads(page.get(f"/timeline.json?{KILLED}{more}").text)["figures"]
    assert [str(row["low"]) for row in told] == [row["low"] for row in in_csv]


def test_zelensky_s_series_is_there(page: Asking) -> None:
    found = {(row["as_of"][:7], row["low"]) for row in rows(page, f"{KILLED}&source=zelensky")}
    assert {("2024-02", "31000"), ("2025-02", "46000"), ("2026-02", "55000")} <= found
    assert {row["source"] for row in rows(page, f"{KILLED}&source=zelensky")} == {"Volodymyr Zelensky"}


def test_dates_bound_a_view(page: Asking) -> None:
    assert all(row["as_of"] >= "2025" for row in rows(page, f"{KILLED}&since=2025"))
    assert all(row["as_of"][:4] <= "2024" for row in rows(page, f"{KILLED}&until=2024"))


def test_a_view_has_one_address(page: Asking) -> None:
    scattered = asked_for({"grade": ["single"], "source": ["un", "zelensky"], "party": ["ukraine"], "since": ["2024"]})
    again = asked_for({"since": ["2024"], "party": ["ukraine"], "source": ["un", "zelensky"], "grade": ["single", "?"]})
    assert scattered.query == again.query
    assert scattered.query in page.get(f"/timeline?{KILLED}&{scattered.query}").text or "source=un" in scattered.query


@pytest.mark.parametrize("bad", ["since=never", "since=2024-13", "until=%00", "since=" + "9" * 5000, "grade=%3Cb%3E"])
def test_what_cannot_be_meant_is_left_out(page: Asking, bad: str) -> None:
    assert len(rows(page, f"{KILLED}&{bad}")) == len(rows(page, KILLED))


def test_an_unknown_series_names_the_known_ones(page: Asking) -> None:
    answer = page.get("/timeline?topic=russia-ukraine&party=atlantis&population=military&measure=killed")
    assert answer.status_code == 404
    assert "Ukraine, military killed" in answer.text
    assert page.get("/timeline.csv?party=atlantis").status_code == 404


def test_the_png_is_one(page: Asking) -> None:
    answer = page.get(f"/timeline.png?{KILLED}")
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["content-type"] == "image/png"


def test_the_band_holds_every_accepted_figure(replayed: Path) -> None:
    conn = sqlite3.connect(replayed)
    view = view_of(conn, asked_for({"topic": ["russia-ukraine"], **_of("ukraine")}), demo_topics())
    conn.close()
    assert view is not None
    assert view.bands
    for a, b in itertools.pairwise(view.bands):
        assert a.low <= b.low  # it never falls
        assert b.high is None or (a.high is not None and a.high <= b.high)
    assert view.latest is not None
    assert view.latest.claim.low == 55_000


def _of(party: str) -> dict[str, list[str]]:
    return {"party": [party], "population": ["military"], "measure": ["killed"]}


DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)
TEXT = st.text(max_size=40)


@st.composite
def dots(draw_: st.DrawFn) -> Dot:
    low = draw_(st.integers(0, 10**12))
    claim = Claim(
        id="c",
        topic="t",
        party=None,
        population=Population.PEOPLE,
        measure=Measure.KILLED,
        scope=Scope.CUMULATIVE,
        kind=draw_(st.sampled_from(SourceKind)),
        low=low,
        high=low + draw_(st.sampled_from((0, 0, 5, 10**6))),
        qualifier=draw_(st.sampled_from(Qualifier)),
        as_of=draw_(st.none() | DATES),
        accepted=draw_(st.booleans()),
    )
    return Dot(
        claim=claim,
        source=draw_(TEXT),
        number=draw_(TEXT),
        date="a day",
        grade=draw_(st.sampled_from(("single", "contested", "withdrawn"))),
        conflict=draw_(st.booleans()),
        event="e1",
        kind="new",
        quote="",
        outlet="",
        title="",
        url=None,
        first_seen=None,
        articles=1,
        witnesses=1,
        review=None,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(dots(), max_size=25), size=st.sampled_from((960, NARROW)), alone=st.booleans())
def test_every_view_draws_well_formed_with_each_dated_figure_inside(found: list[Dot], size: int, alone: bool) -> None:
    view = View(asked=Asked(quantity={}), title="<&\x00>", dots=tuple(found), bands=(), sources=(), more=0, latest=None)
    picture = ET.fromstring(draw(view, size=size, alone=alone))
    marks = [part for part in picture.iter() if "data-row" in part.attrib]
    assert len(marks) == sum(dot.claim.as_of is not None for dot in found)
    for circle in picture.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= size
    assert not any(name.startswith(("on", "style")) for part in picture.iter() for name in part.attrib)


def test_each_source_has_a_look_of_its_own() -> None:
    looks = {(colour(kind), dash(kind), re.sub(r"[\d. -]+", "", shape(8, 8, kind, ""))) for kind in range(LOOKS)}
    assert len(looks) == LOOKS


@pytest.mark.parametrize(
    "more", ["", "&source=zelensky&source=donald-trump", "&grade=contested&since=2024&until=2025-12"]
)
def test_a_picture_alone_says_who_is_who_and_what_was_chosen(page: Asking, more: str) -> None:
    svg = ET.fromstring(page.get(f"/timeline.svg?{KILLED}{more}").text)
    said = " ".join(svg.itertext())
    sources = {row["source"] for row in rows(page, KILLED + more)}
    assert sources
    assert all(source[:38] in said for source in sources)
    key = page.get(f"/timeline?{KILLED}{more}").text.partition('<ul class="key">')[2].partition("</ul>")[0]
    assert key.count("<li>") == len(sources)
    if "source" in more:
        assert "only Volodymyr Zelensky, " in said
    if "grade" in more:
        assert "only contested; from 2024; to Dec 2025" in said


def test_what_nothing_bounds_from_above_is_drawn_apart(page: Asking) -> None:
    svg = page.get(f"/timeline.svg?{KILLED}").text
    assert 'class="band"' in svg
    assert 'class="band open"' in svg


def test_what_has_no_date_is_in_the_table_and_said_to_be(page: Asking, history: History) -> None:
    commit(history, plan(claim(9_876, as_of=None)))
    text = page.get(f"/timeline?{KILLED}").text
    assert "1 without a date stands in the table alone" in text
    assert "1 without a date not drawn" in page.get(f"/timeline.svg?{KILLED}").text
    assert ">9,876<" in text.partition("<tbody>")[2]


def test_a_card_shows_how_the_number_rose(page: Asking) -> None:
    (card,) = [one for one in page.get("/").text.split("<li>") if ">Ukraine, military killed<" in one]
    picture = ET.fromstring(card[card.index('<svg class="spark"') : card.index("</svg>") + 6])
    (_, line) = picture.findall("{*}path") or picture.findall("path")
    heights = [float(one) for one in re.findall(r"[V ]([\d.]+)", line.attrib["d"])]
    assert len(heights) > 3
    assert heights == sorted(heights, reverse=True)  # a total only rises


@given(st.lists(st.tuples(st.floats(0, 1e10), st.floats(0, 1e12)), max_size=6))
def test_a_card_s_picture_stays_in_its_frame(points: list[tuple[float, float]]) -> None:
    drawn = spark.draw(sorted(points))
    numbers = [float(one) for one in re.findall(r"[MHV ]([\d.]+)", re.sub(r".*l0", "", drawn).partition('"/>')[0])]
    assert all(0 <= one <= spark.WIDE for one in numbers)


def test_the_overview_and_the_timeline_name_the_same_latest(page: Asking) -> None:
    cards = [one for one in page.get("/").text.split("<li>") if 'class="big"' in one]
    assert len(cards) > 5
    for card in cards:
        query, latest = (re.search(pattern, card)[1] for pattern in (r"/timeline\?([^\"]+)", r'class="big">([^<]+)'))  # type: ignore[index]
        assert f"<strong>{latest}</strong>, says" in page.get(f"/timeline?{html.unescape(query)}").text


def test_a_series_of_vague_words_says_so(page: Asking, history: History) -> None:
    made = claim(20_000, 99_999, measure=Measure.DEPORTED, qualifier=Qualifier.VAGUE)
    commit(history, plan(made, text="20000 and more were deported"))
    text = page.get("/timeline?topic=russia-ukraine&party=ukraine&population=military&measure=deported").text
    assert "<h1>Ukraine, military deported</h1>" in text
    assert "No figure fits this view" in text


def test_the_columns_are_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "page.md").read_text("utf-8")
    assert all(f"`{column}`" in text for column in COLUMNS)

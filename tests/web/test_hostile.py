"""Texts full of markup, script, bidi and control characters show as text on every page, feed, CSV and alert."""

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from monitor.history.desk import open_desk
from monitor.history.review import By
from monitor.web.acting import perform
from monitor.web.gate import FORMULA, safe_cell
from monitor.web.page import Desk
from monitor.web.server import application
from tests.history.plans import NOW
from tests.web.conftest import KILLED, PEOPLE, Asking
from tests.web.hostile import ADDRESSES, BIDI, FORMULAS, MARKUP, TEXTS, TOPIC, fill

HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn"})
SERVER = (
    *("/data", "/data/articles", "/data/claims", "/data/reviews", "/data/outbox", "/data/rejections"),
    *("/data/figures?_facet=rule&_facet=place", "/data/events?_sort=why", "/data/figures?_search=told"),
    f"/data/articles?_search={quote(MARKUP)}",
)


class Found(HTMLParser):
    """What a browser would act on in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []
        self.inline: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.handlers += [name for name in values if name.startswith("on")]
        if tag in ("a", "form") and (values.get("href") or values.get("action")):
            self.links.append(values.get("href") or values.get("action") or "")
        self.loads += [values[name] or "" for name in ("src", "srcset", "data", "poster") if name in values]
        if tag == "link":
            self.loads.append(values.get("href") or "")
        self._in_script = tag == "script" and "src" not in values

    def handle_data(self, data: str) -> None:
        (self.inline if self._in_script else self.text).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asking, list[str], Path]:
    path = tmp_path_factory.mktemp("hostile") / "history.db"
    events = fill(path)
    desk = Desk(
        database=path,
        topics=(TOPIC,),
        people=PEOPLE,
        watches=((MARKUP, "5m"), (BIDI, "1h")),
        channels=(MARKUP, "=1+1"),
    )
    return Asking(application(desk)).sign_in(PEOPLE[1].token or ""), events, path


def pages(events: list[str]) -> list[str]:
    own = [
        "/",
        f"/timeline?{KILLED}",
        "/events",
        "/events?kind=new&kind=conflict",
        "/review",
        "/sources",
        "/methodology",
    ]
    own += [f"/search?q={quote(words, safe='')}" for words in (*TEXTS, *ADDRESSES, "told us", '"unclosed', "NEAR(a b)")]
    own += [f"/event/{event}" for event in events]
    own += [f"/timeline?{KILLED}&source={quote(words, safe='')}&since={quote(words, safe='')}" for words in TEXTS]
    own += [f"/events?party={quote(words, safe='')}&source={quote(words, safe='')}" for words in TEXTS]
    return [*own, *SERVER]


def test_every_page_shows_them_as_text(asked: tuple[Asking, list[str], Path]) -> None:
    browser, events, _ = asked
    shown = 0
    for path in pages(events):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        found = Found()
        found.feed(answer.text)
        assert not {"img", "iframe", "object", "embed", "base", "meta-refresh"} & set(found.tags), path
        assert found.handlers == [], path
        assert "".join(found.inline).strip() == "", path
        for link in found.links:
            assert re.match(r"(https?://|/(?!/)|#|\?|[\w.-]+$)", link), (path, link)
            assert "secret@" not in link, path
        for load in found.loads:
            assert re.match(r"/(?!/)|\?", load), (path, load)
        words = "".join(found.text)
        assert "49" not in re.findall(r"\b49\b", words) or "{{ 7*7 }}" not in words or "7*7" in words
        hidden = {c for c in words if unicodedata.category(c) in HIDDEN or (c < " " and c not in "\t\n\r")}
        assert hidden == set(), (path, hidden)
        shown += "‹script›" in words or "<script>" in words
    assert shown > 20  # they are shown, not dropped


def test_feeds_are_well_formed_and_say_only_text(asked: tuple[Asking, list[str], Path]) -> None:
    browser, events, _ = asked
    rss = ET.fromstring(browser.get("/events.rss").text)
    items = rss.findall("./channel/item")
    assert len(items) >= len(events)
    for item in items:
        assert [part.tag for part in item.iter()] == [part.tag for part in [item, *item]]
        said = Found()
        said.feed(item.findtext("description") or "")  # readers take it for HTML
        assert said.tags == []
        assert (item.findtext("link") or "").startswith("http://127.0.0.1:8001/event/")
    feed = json.loads(browser.get("/events.json").text)
    assert len(feed["items"]) == len(items)
    for one in feed["items"]:
        assert not any(unicodedata.category(c) in HIDDEN for c in one["title"] + one["content_text"])
        assert one.get("external_url", "https://").startswith("http")
        assert "<script" not in one["content_text"]


def test_no_cell_of_any_csv_runs(asked: tuple[Asking, list[str], Path]) -> None:
    browser, _, _ = asked
    tables = ("articles", "claims", "figures", "events", "reviews", "outbox", "rejections")
    paths = [f"/timeline.csv?{KILLED}", "/events.csv", *(f"/data/{t}.csv" for t in tables)]
    paths += ["/data/articles.csv?_stream=on&_size=max", "/data/articles.csv?_dl=1", "/data/figures.csv?_labels=on"]
    guarded = 0
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert len(rows) > len(TEXTS) - 1, path
        assert len({len(row) for row in rows}) == 1, path
        for row in rows:
            assert not any(cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) for cell in row), path
            guarded += sum(cell.startswith("'") for cell in row)
    assert guarded > 50


@pytest.mark.parametrize("words", FORMULAS)
def test_a_cell(words: str) -> None:
    assert safe_cell(words) == f"'{words}"
    assert safe_cell(safe_cell(words)) == safe_cell(words)
    assert safe_cell("55,000") == "55,000"


def test_pictures_hold_nothing_that_runs(asked: tuple[Asking, list[str], Path]) -> None:
    browser, _, _ = asked
    svg = ET.fromstring(browser.get(f"/timeline.svg?{KILLED}").text)
    assert {part.tag.rpartition("}")[2] for part in svg.iter()} <= {
        "svg",
        "style",
        "rect",
        "text",
        "path",
        "g",
        "circle",
    }
    assert browser.get(f"/timeline.png?{KILLED}").content.startswith(b"\x89PNG")


def test_the_correction_of_a_hostile_figure_is_text(asked: tuple[Asking, list[str], Path]) -> None:
    _, events, path = asked
    db = open_desk(path)
    claim = next(iter(db.query("SELECT claim FROM events WHERE id = ?", (events[0],))))["claim"]
    review = next(iter(db.query("SELECT id FROM reviews WHERE claim = ? AND act = 'confirm'", (claim,))))["id"]
    by = By(person=MARKUP + BIDI, reason=f"{MARKUP} @everyone {BIDI}", at=NOW)
    perform(path, {"act": "undo", "review": str(review), "reason": "x"}, (TOPIC,), by)
    perform(path, {"act": "reject", "claim": claim, "reason": "x"}, (TOPIC,), by)
    row = next(iter(db.query("SELECT * FROM notices ORDER BY number DESC LIMIT 1")))
    db.close()
    said = row["title"] + row["text"] + row["markdown"]
    assert row["title"].startswith("CORRECTION")
    assert "<" not in said
    assert "@everyone" not in said
    assert "\r" not in row["title"]
    assert "\n" not in row["title"]
    assert not any(unicodedata.category(c) in HIDDEN for c in said)

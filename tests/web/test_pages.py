"""What single pages show: the stored page as text alone, the article's versions, feeds for readers, health."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from monitor.archive import Archive
from monitor.history.ledger import commit, reject
from monitor.history.outbox import mark_failed, put
from monitor.history.schema import History
from monitor.history.watching import Watching, WatchState
from monitor.model import Page, Rejection
from monitor.web.evidence import difference
from monitor.web.news import in_sentence
from monitor.web.page import Desk
from monitor.web.server import application
from tests.history.plans import NOW, alert, claim, event, plan
from tests.web.conftest import Asking, event_of


def test_the_stored_page_is_text_alone(desk: Desk, history: History, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    body = b"<html><script>alert(1)</script>55000</html>"
    kept = Archive(folder).append(Page(url="https://o.example/1", body=body, captured=NOW))
    told = plan(claim(56_789, as_of="2026-02-05"), id="kept", name=kept)
    commit(history, told)
    ident = next(iter(history.query("SELECT id FROM events WHERE low = 56789")))["id"]
    page = Asking(application(replace(desk, archive=folder)))
    assert f"/event/{ident}/page" in page.get(f"/event/{ident}").text
    answer = page.get(f"/event/{ident}/page")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == body.decode()
    shutil.rmtree(folder)
    assert page.get(f"/event/{ident}/page").status_code == 404
    assert f"/event/{ident}/page" not in page.get(f"/event/{ident}").text


def test_the_versions_of_an_article_show_what_changed(page: Asking, history: History) -> None:
    made = claim(56_789, as_of="2026-02-05")
    commit(history, plan(made, id="edited", text="56789 soldiers were killed on the front"))
    commit(history, plan(known=(made,), id="edited", text="56789 soldiers were killed at the border"))
    ident = next(iter(history.query("SELECT id FROM events WHERE low = 56789")))["id"]
    text = page.get(f"/event/{ident}").text
    assert "<del>on</del>" in text
    assert "<ins>border</ins>" in text


def test_a_difference_loses_nothing() -> None:
    pieces = list(difference("a\nb c d\ne", "a\nb x d\ne"))
    assert [(p.text.strip(), p.change) for p in pieces if p.change] == [("c", "removed"), ("x", "added")]


def test_feeds_are_what_they_say(page: Asking) -> None:
    rss = page.get("/events.rss?kind=update")
    assert rss.headers["content-type"].startswith("application/rss+xml")
    items = ET.fromstring(rss.text).findall("./channel/item")
    assert items
    assert all((item.findtext("title") or "").startswith("UPDATE: ") for item in items)
    feed = json.loads(page.get("/events.json").text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["id"] for item in feed["items"]} >= {item.findtext("guid") for item in items}


def test_health_tells_of_watches_and_channels(desk: Desk, history: History) -> None:
    watching = Watching(history)
    seen = dt.datetime.now(dt.UTC) - dt.timedelta(hours=3)
    url = "https://o.example/feed"
    watching.save(WatchState(name="good", url=url, polls=1, polled_at=seen, answered_at=seen, yielded_at=seen))
    bad = WatchState(name="bad", url=url, polls=9, polled_at=seen, in_a_row=4, trouble="fails", reason="HTTP 503")
    watching.save(bad)
    made = claim(56_789, as_of="2026-02-05")
    told = alert(event(plan(made).article, made), channel="war-desk")
    put(history, (told,), NOW)
    mark_failed(history, told.id, "the channel said 500", None)
    page = Asking(application(replace(desk, watches=(("good", "5m"), ("bad", "5m"), ("new", "1h")))))
    text = page.get("/sources").text
    assert "fails: HTTP 503" in text
    assert "never polled" in text
    assert "3 hours ago" in text
    assert "the channel said 500" in text


def test_an_event_that_is_not_there(page: Asking) -> None:
    assert page.get("/event/nothing").status_code == 404
    assert page.get("/event/nothing/page").status_code == 404


def test_older_events_follow(page: Asking, history: History) -> None:
    last = int(history.execute("SELECT max(rowid) FROM events").fetchone()[0])
    place = next(
        iter(history.query("SELECT rowid AS in_line FROM events WHERE id = ?", (event_of(history, 55_000)["id"],)))
    )
    assert f'data-place="{place["in_line"]}"' in page.get("/events").text
    assert f'data-place="{place["in_line"]}"' not in page.get(f"/events?before={place['in_line']}").text
    fresh = page.get(f"/events?after={last}&rows=1")
    assert "<li" not in fresh.text
    assert fresh.headers["x-newest"] == str(last)


def test_an_event_shows_the_chain_that_it_ends(page: Asking, history: History) -> None:
    text = page.get(f"/event/{event_of(history, 55_000)['id']}").text
    chain = text.partition('<ol class="chain">')[2].partition("</ol>")[0]
    shown = [re.sub(r"<[^>]+>", "", one).split(" <")[0] for one in re.findall(r"(?:<a[^>]*>|<strong>)([^<]+)", chain)]
    assert [one for one in shown if "31,000" in one or "46,000" in one or "55,000" in one][-1] == "55,000"
    assert shown.index("55,000") == len(shown) - 1
    assert chain.count('href="/event/') == len(shown) - 1


def test_numbers_that_were_left_alone_stand_beside_the_event(page: Asking, history: History) -> None:
    one = event_of(history, 55_000)
    assert "left alone" not in page.get(f"/event/{one['id']}").text
    doubt = Rejection(
        stage="detect", subject="<b>31 pupils</b>", reason="why: <i>x", readings=("killed", "nobody harmed"), quiet=True
    )
    reject(history, doubt, article=one["article"], version=one["version"])
    text = page.get(f"/event/{one['id']}").text
    section = text.partition('<section aria-labelledby="alone">')[2].partition("</section>")[0]
    assert "<strong>‹b›31 pupils‹/b›</strong>: killed or nobody harmed?" in section
    assert "why: ‹i›x" in section


def test_a_quote_is_shown_in_its_sentence(page: Asking, history: History) -> None:
    one = event_of(history, 55_000)
    told = page.get("/review").text
    assert f'<mark class="quoted">{one["quote"]}</mark>' in told
    before, _, _ = one["sentence"].partition(one["quote"])
    assert before.split()[-1:] == [] or f"{before.split()[-1]} <mark" in told
    assert in_sentence("x " * 400 + "55 killed" + " y" * 400, "55 killed")[0].startswith("…x")
    assert in_sentence("nothing of it", "55 killed") == ("", "55 killed", "")


@pytest.mark.parametrize("said", ["zelensky", "Volodymyr Zelensky", "  volodymyr  zelensky "])
def test_events_are_found_by_the_names_that_the_page_shows(page: Asking, said: str) -> None:
    found = page.get(f"/events.csv?source={quote(said)}&party=Ukraine").text
    rows = list(csv.DictReader(io.StringIO(found)))
    assert rows
    assert {(row["source"], row["party"]) for row in rows} == {("zelensky", "ukraine")}
    assert page.get("/events.csv?source=nobody").text.count("\n") == 1


def test_search_finds_words_and_phrases(page: Asking) -> None:
    assert "<strong>55,000 killed</strong>" in page.get("/search?q=Zelensky").text
    assert "French television" in page.get('/search?q="French television"').text
    assert "None holds all these words" in page.get("/search?q=Zelensky+zzzzqqq").text

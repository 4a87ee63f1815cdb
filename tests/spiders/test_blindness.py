"""A watch that answers and yields nothing is a failure: told when it begins, each day, and when it is over."""

import datetime as dt
from dataclasses import replace

import pytest

from monitor.blindness import Harvest, judged
from monitor.config import Spider
from monitor.history.watching import WatchState
from spiders.suspicion import suspicion
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, article, rss

START = dt.datetime(2026, 2, 5, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
GOOD = Harvest(answered=True, announced=5, pages=1, texts=1, dates=1)
QUIET = Harvest(answered=True, unchanged=True)
EMPTY = Harvest(answered=True, suspicion="a changed layout")
WALL = Harvest(answered=True, announced=5, pages=2, suspicion="a pay wall")
DOWN = Harvest(answered=False, problem="refuses the connection", soft=True)


def told(*harvests: Harvest, every: dt.timedelta = HOUR) -> list[str]:
    """What ops hear when these polls follow each other."""
    state, now, lines = WatchState(name="outlet", url="https://news.example/feed"), START, []
    for number, harvest in enumerate(harvests, 1):
        state, troubles = judged(state, harvest, now)
        lines += [f"{number} {one.kind}: {one.reason}" for one in troubles]
        now += every
    return lines


def test_a_good_watch_is_silent() -> None:
    assert told(GOOD, QUIET, GOOD, *[QUIET] * 20, GOOD) == []


def test_a_list_without_links() -> None:
    assert told(GOOD, EMPTY, EMPTY, EMPTY, EMPTY, GOOD) == [
        "4 went blind: it announces no article, the likely reason is a changed layout",
        "6 recovered: it was blind after 2 hours",
    ]


def test_articles_without_text() -> None:
    assert told(GOOD, WALL, WALL, WALL, QUIET, GOOD) == [
        "4 went blind: its articles hold no text, the likely reason is a pay wall",
        "6 recovered: it was blind after 2 hours",
    ]


def test_a_silence_beyond_the_habit() -> None:
    assert told(GOOD, GOOD, *[QUIET] * 30) == [
        "27 went blind: it has brought no article for 1 day, its longest pause was 1 hour"
    ]
    used_to_it = [GOOD, *[QUIET] * 20, GOOD, *[QUIET] * 60]
    assert told(*used_to_it) == []
    assert len(told(*used_to_it, *[QUIET] * 6)) == 1


def test_articles_that_lose_their_date() -> None:
    undated = replace(GOOD, dates=0)
    lines = told(GOOD, GOOD, *[undated] * 30)
    assert lines == ["27 went blind: its articles have had no date for 1 day: a changed layout"]


def test_a_watch_that_fails_is_told_reminded_and_announced() -> None:
    assert told(GOOD, DOWN, DOWN, DOWN, *[DOWN] * 26, GOOD) == [
        "4 fails: refuses the connection, 3 times in a row",
        "28 still fails: refuses the connection, 27 times in a row, since 2026-02-05 11:00 UTC",
        "31 recovered: it failed after 1 day",
    ]


def test_one_failure_is_none() -> None:
    assert told(GOOD, DOWN, GOOD, DOWN, DOWN, GOOD) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<div id="root"></div><script src="/app.js"></script>', "a page that needs JavaScript"),
        ("<noscript>Please enable JavaScript to view this site.</noscript>", "a page that needs JavaScript"),
        ('<script type="application/ld+json">{"isAccessibleForFree": false}</script><p>Teaser', "a pay wall"),
        ("<p>Subscribe to continue reading", "a pay wall"),
        ("<title>Just a moment</title><p>Checking your browser before", "a check for robots"),
        ("<table><tr><td>News</td></tr></table>", "a changed layout"),
    ],
)
def test_the_likely_reason(body: str, said: str) -> None:
    assert suspicion(f"<html><body>{body}</body></html>".encode()) == said


def test_a_real_watch_goes_blind_and_recovers(desk: Desk, outlet: Outlet) -> None:
    good = article("One", "Nine people were killed in Sumy.")
    outlet.says("/1", good)
    item = "<!DOCTYPE html><main><h2><a href='/{}'>Strike on Kharkiv kills nine people at the market</a></h2></main>"
    top = outlet.says("/news/", item.format("2026/02/05/one-two-three-four"))
    outlet.says("/2026/02/05/one-two-three-four", good)
    site = watch(top, Spider.LISTING)
    desk.poll(site)
    outlet.says("/news/", "<!DOCTYPE html><div id='app'></div><script src='a.js'></script>")
    kinds = [str(trouble) for _ in range(4) for trouble in desk.poll(site)[0].troubles]
    assert kinds == ["outlet went blind: it announces no article, the likely reason is a page that needs JavaScript"]
    outlet.says("/news/", item.format("2026/02/06/five-six-seven-eight"))
    outlet.says("/2026/02/06/five-six-seven-eight", good)
    (report,) = desk.poll(site)
    assert [trouble.kind for trouble in report.troubles] == ["recovered"]


def test_a_pay_wall_is_told_with_the_article(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", "<!DOCTYPE html><html><body><div class='paywall'></div></body></html>")
    (report,) = desk.poll(watch(outlet.says("/feed", rss(("/1", "", None)))))
    assert report.faults == [f"{outlet.url}/1 holds no article text; the likely reason is a pay wall"]

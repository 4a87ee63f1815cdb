"""Following up: articles are looked at again, edits are kept as versions, trivial ones are not, removals are told."""

import datetime as dt

import pytest

from monitor.collect import LOOKS_AT_ONCE
from monitor.schedule import look_again_after
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, article, rss


def test_edited_article_is_noticed_by_recheck(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."), etag='"v1"')
    outlet.says("/2", article("Two", "Ten people were killed in Odesa."), modified="Thu, 05 Feb 2026 08:00:00 GMT")
    feed = outlet.says("/feed", rss(("/1", "", None), ("/2", "", None)), etag='"a"')
    desk.poll(watch(feed))
    outlet.forget()
    (report,) = desk.poll(watch(feed), recheck=True)
    assert sorted(outlet.paths()) == [("/1", 304), ("/2", 304), ("/feed", 304)]
    assert (report.unchanged, desk.handled) == (2, [])
    outlet.says("/1", article("One", "Eleven people were killed in Sumy."), etag='"v2"')
    (report,) = desk.poll(watch(feed), recheck=True)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 1)
    assert "Eleven people" in desk.handled[0][0].text
    assert [page.url for page in desk.pages()] == [f"{outlet.url}/{number}" for number in (1, 2, 1)]
    (report,) = desk.poll(watch(feed), recheck=True)
    assert desk.handled == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nine people were killed in Sumy.", "Nine  people were killed in Sumy"),
        ("Nine people were killed, police said.", "NINE people were killed – police said."),
    ],
)
def test_trivial_edits_are_no_version(desk: Desk, outlet: Outlet, before: str, after: str) -> None:
    outlet.says("/1", article("One", before))
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    desk.poll(watch(feed))
    outlet.says("/1", article("One", after))
    (report,) = desk.poll(watch(feed), recheck=True)
    assert (report.changed, report.unchanged, len(desk.pages())) == (0, 1, 1)


def test_article_that_is_gone_twice_was_taken_down(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    desk.poll(watch(feed))
    outlet.says("/1", status=410)
    (report,) = desk.poll(watch(feed), recheck=True)
    assert (report.changed, desk.handled) == (0, [])
    assert report.faults == [f"{outlet.url}/1 is not there any more"]
    (report,) = desk.poll(watch(feed), recheck=True)
    assert report.changed == 1
    ((text, _, _),) = desk.handled
    assert (text.title, text.url) == ("One", f"{outlet.url}/1")
    assert "Nine people" not in text.text
    outlet.forget()
    desk.poll(watch(feed), recheck=True)
    assert outlet.paths() == [("/feed", 304)]


def test_a_page_that_loses_its_text_is_no_version(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    desk.poll(watch(feed))
    outlet.says("/1", "<!DOCTYPE html><html><body><div id='root'></div></body></html>")
    desk.poll(watch(feed), recheck=True)
    assert (desk.handled, len(desk.pages())) == ([], 1)


def test_the_ladder_looks_when_it_is_time(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    desk.poll(watch(feed))
    outlet.forget()
    desk.poll(watch(feed), recheck=None, poll=False)
    assert outlet.paths() == []
    desk.rest(f"{outlet.url}/1", dt.timedelta(minutes=16))
    desk.poll(watch(feed), recheck=None, poll=False)
    assert outlet.paths() == [("/1", 200)]


def test_a_busy_outlet_s_articles_are_looked_at_in_turns(desk: Desk, outlet: Outlet) -> None:
    paths = [f"/{number}" for number in range(LOOKS_AT_ONCE + 5)]
    for path in paths:
        outlet.says(path, article(f"Report {path}"), etag='"1"')
    desk.poll(watch(outlet.says("/feed", rss(*((path, "", None) for path in paths)), etag='"a"')))
    seen: list[str] = []
    for count in (LOOKS_AT_ONCE, 5, 0):
        outlet.forget()
        if not seen:
            for path in paths:
                desk.rest(f"{outlet.url}{path}", dt.timedelta(minutes=16))
        desk.poll(watch(f"{outlet.url}/feed"), recheck=None, poll=False)
        asked = [path for path, _ in outlet.paths()]
        assert len(asked) == count
        seen += asked
    assert sorted(seen) == sorted(paths)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [(0, 15), (2.9, 15), (3, 60), (23, 60), (24, 180), (167, 180), (168, 4320), (719, 4320), (720, None)],
)
def test_the_rungs(hours: float, minutes: int | None) -> None:
    pause = look_again_after(dt.timedelta(hours=hours))
    assert (pause.total_seconds() / 60 if pause else None) == minutes

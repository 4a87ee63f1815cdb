"""The feed spider against a real server: what is asked for, what is archived, and the one clear line for each fault."""

import pytest

from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, article, rss

DAYS = ("Thu, 05 Feb 2026 08:00:00 GMT", "Thu, 05 Feb 2026 09:00:00 GMT", "Wed, 04 Feb 2026 09:00:00 GMT")


def test_two_polls_of_an_unchanged_feed_cost_one_304(desk: Desk, outlet: Outlet) -> None:
    for number in (1, 2, 3):
        outlet.says(f"/{number}", article(f"Headline {number}", f"A strike killed {number}2 people in Kharkiv."))
    items = [(f"/{number}?utm_source=rss", f"Headline {number}", DAYS[number - 1]) for number in (1, 2, 3)]
    feed = outlet.says("/feed", rss(*items), etag='"a"')
    (report,) = desk.poll(watch(feed))
    assert (report.new, report.problem, report.faults, report.first) == (3, None, [], True)
    assert desk.titles() == ["Headline 3", "Headline 1", "Headline 2"]  # oldest first
    assert all(silent for _, _, silent in desk.handled)
    assert sorted(outlet.paths()) == [("/1", 200), ("/2", 200), ("/3", 200), ("/feed", 200)]
    assert len(outlet.asked(robots=True)) == 5
    agents = {one["headers"]["User-Agent"] for one in outlet.asked(robots=True)}
    assert len(agents) == 1
    assert agents.pop().endswith("(+desk@newsroom.example)")
    assert outlet.most_at_once() == 1
    outlet.forget()
    (report,) = desk.poll(watch(feed))
    assert outlet.paths() == [("/feed", 304)]
    assert (report.new, report.not_modified, desk.handled) == (0, True, [])


@pytest.mark.parametrize(
    ("state", "cost"),
    [
        ({"etag": '"a"'}, 304),
        ({"etag": 'W/"a"'}, 304),
        ({"modified": DAYS[0]}, 304),
        ({"etag": '"a"', "modified": DAYS[0]}, 304),
        ({}, 200),
    ],
)
def test_two_polls_of_an_unchanged_outlet_fetch_no_page_again(
    desk: Desk, outlet: Outlet, state: dict[str, str], cost: int
) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(("/1", "", DAYS[0])), **state)
    desk.poll(watch(feed))
    outlet.forget()
    (report,) = desk.poll(watch(feed))
    assert outlet.paths() == [("/feed", cost)]
    assert (report.new, report.problem, desk.handled) == (0, None, [])
    (asked,) = outlet.asked()
    told = {key.lower(): value for key, value in asked["headers"].items()}
    assert (told.get("if-none-match"), told.get("if-modified-since")) == (state.get("etag"), state.get("modified"))


def test_archive_holds_what_was_handled(desk: Desk, outlet: Outlet) -> None:
    for number in (1, 2, 3):
        outlet.says(f"/{number}", article(f"Headline {number}", "Nine people were killed in Sumy."))
    items = [(f"/{number}", "", DAYS[number - 1]) for number in (1, 2, 3)]
    desk.poll(watch(outlet.says("/feed", rss(*items)), outlet="The Example"))
    pages = desk.pages()
    assert [page.url for page in pages] == [f"{outlet.url}/{number}" for number in (3, 1, 2)]
    captured = [page.captured for page in pages]
    assert captured == sorted(captured)  # type: ignore[type-var]
    assert len(set(captured)) == 3
    assert [(page.url, page.published, page.outlet, page.body) for page in pages] == [
        (page.url, page.published, page.outlet, page.body) for _, page, _ in desk.handled
    ]


def test_new_article_of_a_known_feed_is_fetched_alone(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    outlet.says("/2", article("Two", "Ten people were killed in Sumy."))
    feed = outlet.says("/feed", rss(("/1", "One", DAYS[0])), modified="Thu, 05 Feb 2026 08:00:00 GMT")
    desk.poll(watch(feed))
    outlet.forget()
    outlet.says("/feed", rss(("/2", "", DAYS[1]), ("/1", "", DAYS[0])), modified="Thu, 05 Feb 2026 09:00:00 GMT")
    (report,) = desk.poll(watch(feed))
    assert outlet.paths() == [("/feed", 200), ("/2", 200)]
    assert outlet.asked()[0]["headers"]["If-Modified-Since"] == "Thu, 05 Feb 2026 08:00:00 GMT"
    assert (report.new, [silent for _, _, silent in desk.handled]) == (1, [False])


@pytest.mark.parametrize("state", [{"etag": '"a"'}, {"modified": "Thu, 05 Feb 2026 08:00:00 GMT"}, {}])
@pytest.mark.parametrize("headers", [{}, {"Cache-Control": "max-age=300"}, {"Cache-Control": "no-cache"}])
def test_changed_feed_is_never_missed(
    desk: Desk, outlet: Outlet, state: dict[str, str], headers: dict[str, str]
) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(), headers=headers, **state)
    desk.poll(watch(feed))
    changed = {key: value.replace("a", "b").replace("08:", "09:") for key, value in state.items()}
    outlet.says("/feed", rss(("/1", "", DAYS[0])), headers=headers, **changed)
    (report,) = desk.poll(watch(feed))
    assert report.new == 1


def test_lying_etag_is_found_out_by_a_full_fetch(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    feed = outlet.says("/feed", rss(), etag='"same"', manner="lie")
    desk.poll(watch(feed))
    outlet.says("/feed", rss(("/1", "", DAYS[0])), etag='"same"', manner="lie")
    (report,) = desk.poll(watch(feed))
    assert (report.new, report.not_modified) == (0, True)
    from dataclasses import replace
    from datetime import timedelta

    state = desk.watching.state("outlet", feed)
    assert state.full_at is not None
    desk.watching.save(replace(state, full_at=state.full_at - timedelta(hours=12)))
    (report,) = desk.poll(watch(feed))
    assert report.new == 1

"""Five ways of finding what is new: a feed in three dialects, a sitemap, a listing that moves, a channel, a page."""

import json

import pytest

from monitor.config import Spider
from spiders import feed, listing, sitemap, telegram
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import FILLER, Outlet, article, rss

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>t</title>
<entry><title>One &amp; two</title><link rel="alternate" href="/1"/><published>2026-02-05T10:00:00+02:00</published>
<updated>2026-02-05T11:00:00+02:00</updated></entry>
<entry><title>Self only</title><id>https://news.example/2</id></entry></feed>"""


def test_feed_dialects() -> None:
    found = feed.read(ATOM.encode(), "application/atom+xml", "https://news.example/feed")
    assert [(one.url, one.title, one.published) for one in found.links] == [
        ("https://news.example/1", "One & two", "2026-02-05T08:00:00Z"),
        ("https://news.example/2", "Self only", None),
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "fr-FR",
        "items": [
            {"url": "/a", "title": "A", "date_published": "2026-02-05T10:00:00+01:00"},
            {"id": 7},
            "x",
            {"url": 3},
        ],
    }
    found = feed.read(json.dumps(told).encode(), "application/feed+json", "https://news.example/feed.json")
    assert [(one.url, one.published, one.lang) for one in found.links] == [
        ("https://news.example/a", "2026-02-05T09:00:00Z", "fr")
    ]


@pytest.mark.parametrize(
    ("channel", "minutes"),
    [
        ("<ttl>30</ttl>", 30),
        ("<ttl>soon</ttl>", None),
        (
            '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>'
            '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">2</sy:updateFrequency>',
            30,
        ),
    ],
)
def test_feed_says_how_often(channel: str, minutes: int | None) -> None:
    found = feed.read(rss(("/1", "", None), channel=channel).encode(), "text/xml", "https://news.example/feed")
    assert (found.every.total_seconds() / 60 if found.every else None) == minutes


def urlset(*entries: tuple[str, str | None]) -> str:
    rows = "".join(
        f"<url><loc>{loc}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>" for loc, changed in entries
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def index(*entries: tuple[str, str | None]) -> str:
    rows = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</sitemap>"
        for loc, changed in entries
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'


def test_news_sitemap_gives_titles_and_dates_newest_first() -> None:
    body = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/old?a=1&b=2</loc>
    <news:news><news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>
    <news:publication_date>2026-02-04T10:00:00Z</news:publication_date><news:title>Old</news:title></news:news></url>
    <url><loc>/new</loc><news:news><news:publication_date>2026-02-05T10:00:00Z</news:publication_date>
    <news:title>New</news:title></news:news></url></urlset>"""
    found = sitemap.read(body.encode(), "text/xml", "https://news.example/sitemap.xml")
    assert [(one.url, one.title, one.published) for one in found.links] == [
        ("https://news.example/new", "New", "2026-02-05T10:00:00Z"),
        ("https://news.example/old?a=1&b=2", "Old", "2026-02-04T10:00:00Z"),
    ]


def test_sitemap_index_is_walked_once_even_where_it_names_itself(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    outlet.says("/2", article("Two", "Ten people were killed in Sumy."))
    outlet.says("/a.xml", urlset(("/1", "2026-02-05")))
    outlet.says("/b.xml", index(("/sitemap.xml", None), ("/a.xml", None), ("/b.xml", None), ("/c.xml", None)))
    outlet.says("/c.xml", urlset(("/2", "2026-02-05")))
    top = outlet.says("/sitemap.xml", index(("/sitemap.xml", None), ("/a.xml", None), ("/b.xml", "2026-02-05")))
    (report,) = desk.poll(watch(top, Spider.SITEMAP))
    assert (report.new, report.problem) == (2, None)
    assert sorted(path for path, _ in outlet.paths()) == ["/1", "/2", "/a.xml", "/b.xml", "/c.xml", "/sitemap.xml"]


def test_sitemap_s_lastmod_says_what_to_read_again(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", article("One", "Nine people were killed in Sumy."))
    outlet.says("/a.xml", urlset(("/1", "2026-02-05T10:00:00Z")))
    top = outlet.says("/sitemap.xml", index(("/a.xml", "2026-02-05T10:00:00Z")))
    desk.poll(watch(top, Spider.SITEMAP))
    outlet.forget()
    desk.poll(watch(top, Spider.SITEMAP))
    assert outlet.paths() == [("/sitemap.xml", 200)]  # nothing below it changed
    outlet.says("/1", article("One", "Eleven people were killed in Sumy."))
    outlet.says("/a.xml", urlset(("/1", "2026-02-05T12:00:00Z")))
    outlet.says("/sitemap.xml", index(("/a.xml", "2026-02-05T12:00:00Z")))
    desk.rest(f"{outlet.url}/1")
    outlet.forget()
    (report,) = desk.poll(watch(top, Spider.SITEMAP))
    assert [path for path, _ in outlet.paths()] == ["/sitemap.xml", "/a.xml", "/1"]
    assert (report.new, report.changed) == (0, 1)


def test_first_poll_of_a_large_sitemap_reads_the_newest(
    desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spiders import round as rounds

    monkeypatch.setattr(rounds, "MOST_NEW", 3)
    for number in range(9):
        outlet.says(f"/{number}", article(f"Number {number}", "Nine people were killed in Sumy.", published=None))
    top = outlet.says("/sitemap.xml", urlset(*((f"/{number}", f"2026-02-0{number + 1}") for number in range(8))))
    (report,) = desk.poll(watch(top, Spider.SITEMAP))
    assert sorted(map(str, desk.titles())) == ["Number 5", "Number 6", "Number 7"]
    outlet.says("/sitemap.xml", urlset(*((f"/{number}", f"2026-02-0{number + 1}") for number in range(9))))
    (report,) = desk.poll(watch(top, Spider.SITEMAP))
    assert (report.new, desk.titles()) == (1, ["Number 8"])


def test_later_polls_leave_nothing_out(desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    from spiders import round as rounds

    monkeypatch.setattr(rounds, "MOST_NEW", 2)
    for number in range(5):
        outlet.says(f"/{number}", article(f"Number {number}", "Nine people were killed in Sumy."))
    top = outlet.says("/feed", rss(), etag='"a"')
    desk.poll(watch(top))
    outlet.says("/feed", rss(*((f"/{number}", "", None) for number in range(5))), etag='"b"')
    (report,) = desk.poll(watch(top))
    assert (report.new, report.waiting) == (2, 3)
    (report,) = desk.poll(watch(top))
    assert (report.new, report.not_modified) == (3, True)


def section(*items: str) -> str:
    return (
        "<!DOCTYPE html><html><body><header><nav><a href='/about-the-editors-of-the-paper'>About us, the editors and "
        f"the paper</a><a href='/sport'>Sport</a></nav></header>{''.join(items)}"
        "<footer><a href='/2026/01/01/privacy-policy-of-the-house'>The privacy policy of this house</a></footer>"
        "</body></html>"
    )


FIRST = [
    f"<li class='teaser'><a href='/2026/02/05/strike-on-kharkiv-{number}'><h3>Strike on Kharkiv kills {number}2 people "
    "at the market</h3></a></li>"
    for number in range(1, 4)
]
MOVED = [
    "<div class='card-grid__x1'><div><img alt=''></div><p>10 min</p>"
    f"<h2><a href='/2026/02/06/strike-on-odesa-{number}'>Strike on Odesa kills {number}4 people in the harbour</a>"
    "</h2></div>"
    for number in range(1, 4)
]


def test_listing_that_moves(desk: Desk, outlet: Outlet) -> None:
    for number in range(1, 4):
        outlet.says(f"/2026/02/05/strike-on-kharkiv-{number}", article(f"Kharkiv {number}", "Nine were killed."))
        outlet.says(f"/2026/02/06/strike-on-odesa-{number}", article(f"Odesa {number}", "Ten were killed."))
    top = outlet.says("/news/", section("<main><ul>", *FIRST, "</ul></main>"))
    (report,) = desk.poll(watch(top, Spider.LISTING))
    assert sorted(map(str, desk.titles())) == ["Kharkiv 1", "Kharkiv 2", "Kharkiv 3"]
    outlet.forget()
    outlet.says("/news/", section("<section id='river'>", *MOVED, "</section>"))
    (report,) = desk.poll(watch(top, Spider.LISTING))
    assert (report.new, report.faults) == (3, [])
    assert sorted(map(str, desk.titles())) == ["Odesa 1", "Odesa 2", "Odesa 3"]
    assert len(outlet.paths()) == 4  # the list and three articles: nothing of navigation and footer


def test_listing_by_pattern() -> None:
    body = section(
        "<a href='/n/1'>One</a>", "<a href='/n/2'>Two</a>", "<a href='/x/2026/02/05/a-b-c-d'>A long headline</a>"
    )
    found = listing.read(body.encode(), "text/html", "https://news.example/", "/n/*")
    assert [one.url for one in found.links] == ["https://news.example/n/1", "https://news.example/n/2"]


CHANNEL = (
    "<!DOCTYPE html><html><body><div class='tgme_channel_info'>"
    "<div class='tgme_channel_info_header_title'>General Staff</div></div>"
    "<section class='tgme_channel_history'>{}</section></body></html>"
)


def post(number: int, text: str) -> str:
    return (
        f'<div class="tgme_widget_message" data-post="staff/{number}"><div class="tgme_widget_message_text js-text">'
        f'{text}</div><a class="tgme_widget_message_date" href="https://t.me/staff/{number}">'
        f'<time datetime="2026-02-05T0{number}:00:00+00:00">x</time></a></div>'
    )


def losses(number: int, total: str) -> str:
    return post(number, f"Losses of the day {number}:<br/><b>personnel</b> – about {total} people killed.<br/>{FILLER}")


def test_channel_with_a_post_edited_and_one_deleted(desk: Desk, outlet: Outlet) -> None:
    top = outlet.says(
        "/s/staff", CHANNEL.format(losses(1, "1000") + losses(2, "2000") + losses(3, "3000")), type="text/html"
    )
    (report,) = desk.poll(watch(top, Spider.TELEGRAM))
    assert (report.new, outlet.paths()) == (3, [("/s/staff", 200)])
    assert [(one.url, one.published, one.outlet) for one, _, _ in desk.handled] == [
        (f"{outlet.url}/staff/{number}", f"2026-02-05T0{number}:00:00Z", "General Staff") for number in (1, 2, 3)
    ]
    assert "personnel – about 1000 people killed." in desk.handled[0][0].text.split("\n")
    (report,) = desk.poll(watch(top, Spider.TELEGRAM))
    assert desk.handled == []
    outlet.says("/s/staff", CHANNEL.format(losses(1, "1000") + losses(3, "3300") + losses(4, "4000")), type="text/html")
    (report,) = desk.poll(watch(top, Spider.TELEGRAM))
    assert (report.new, report.changed) == (1, 2)
    by_url = {str(one.url)[-1]: one.text for one, _, _ in desk.handled}
    assert "3300" in by_url["3"]
    assert "2000" not in by_url["2"]
    assert "taken down" in by_url["2"]
    assert sorted(by_url) == ["2", "3", "4"]
    (report,) = desk.poll(watch(top, Spider.TELEGRAM))
    assert desk.handled == []


def test_channel_that_posted_more_than_a_page_since_the_last_poll(desk: Desk, outlet: Outlet) -> None:
    def page(*numbers: int) -> str:
        return CHANNEL.format("".join(losses(number, f"{number}000") for number in numbers))

    top = outlet.says("/s/staff", page(1, 2, 3), type="text/html")
    for before in range(2, 9):
        outlet.says(f"/s/staff?before={before}", page(*range(max(1, before - 2), before)), type="text/html")
    channel = watch(top, Spider.TELEGRAM)
    desk.poll(channel)
    assert outlet.paths() == [("/s/staff", 200)]  # a baseline is the latest page
    outlet.forget()
    outlet.says("/s/staff", page(8, 9), type="text/html")
    (report,) = desk.poll(channel)
    assert [path for path, _ in outlet.paths()] == ["/s/staff", *(f"/s/staff?before={n}" for n in (8, 6, 4))]
    assert (report.new, report.problem) == (6, None)
    assert [article.url for article, _, _ in desk.handled] == [f"{outlet.url}/staff/{n}" for n in range(4, 10)]
    outlet.forget()
    (report,) = desk.poll(channel)
    assert (outlet.paths(), desk.handled) == ([("/s/staff", 200)], [])


def test_channel_is_read_back_so_far_and_no_further(
    desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spiders import round as rounds

    monkeypatch.setattr(rounds, "FURTHEST", 2)
    channel = watch(outlet.says("/s/staff", CHANNEL.format(losses(1, "1000")), type="text/html"), Spider.TELEGRAM)
    desk.poll(channel)
    outlet.forget()
    for before, number in ((None, 9), (9, 8), (8, 7), (7, 6)):
        query = f"?before={before}" if before else ""
        outlet.says(f"/s/staff{query}", CHANNEL.format(losses(number, "1000")), type="text/html")
    (report,) = desk.poll(channel)
    assert [path for path, _ in outlet.paths()] == ["/s/staff", "/s/staff?before=9", "/s/staff?before=8"]
    assert report.new == 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<html><body>Hello</body></html>", "is no page of a Telegram channel"),
        ("<html><div class='tgme_page'>Contact</div></html>", "shows no posts: the channel is private"),
        ("", "is empty"),
    ],
)
def test_what_is_no_channel(body: str, said: str) -> None:
    found = telegram.read(body.encode(), "text/html", "https://t.me/s/staff")
    assert (found.problem or "").startswith(said)


def test_page_whose_number_changes(desk: Desk, outlet: Outlet) -> None:
    def tracker(total: int, advert: str) -> str:
        body = article("The count so far", f"We have confirmed the names of {total} soldiers killed.", published=None)
        return body.replace("<nav>", f"<!-- {advert} --><nav>")

    top = outlet.says("/count", tracker(1000, "a"))
    (report,) = desk.poll(watch(top, Spider.PAGE))
    assert (report.new, len(desk.handled)) == (1, 1)
    outlet.says("/count", tracker(1000, "another advert"))
    (report,) = desk.poll(watch(top, Spider.PAGE))
    assert (report.unchanged, desk.handled) == (1, [])
    outlet.says("/count", tracker(1100, "a"))
    (report,) = desk.poll(watch(top, Spider.PAGE))
    assert (report.new, report.changed) == (0, 1)
    assert "1100 soldiers" in desk.handled[0][0].text
    first, second = desk.pages()
    assert first.anew
    assert second.anew  # each version is an article of its own: a higher count is an update, no correction
    today = desk.handled[0][1].captured.date().isoformat()  # type: ignore[union-attr]
    assert desk.handled[0][0].published == today

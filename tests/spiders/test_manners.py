"""Manners and evil paths: robots.txt, pace, Retry-After, errors, limits; each with its requests and one clear line."""

import datetime as dt
import gzip
import itertools
import resource
import time
import zlib

import brotli
import pytest

from monitor.config import Spider
from spiders.robots import Kept
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, article, rss

NEWS = article("One", "Nine people were killed in Sumy.")


def test_robots_may_forbid_all(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", "User-agent: *\nDisallow: /", type="text/plain")
    (report,) = desk.poll(watch(outlet.says("/feed", rss())))
    assert report.problem == "robots.txt forbids it"
    assert outlet.paths() == []


def test_robots_may_forbid_us_some(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", "User-agent: casualty-monitor\nDisallow: /private/", type="text/plain")
    outlet.says("/open", NEWS)
    outlet.says("/private/a", NEWS)
    feed = outlet.says("/feed", rss(("/open", "", None), ("/private/a", "", None)))
    (report,) = desk.poll(watch(feed))
    assert (report.new, report.faults) == (1, [f"{outlet.url}/private/a robots.txt forbids it"])
    assert ("/private/a", 200) not in outlet.paths()


def test_robots_that_cannot_be_read_forbid_for_now(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", status=503)
    (report,) = desk.poll(watch(outlet.says("/feed", rss())))
    assert report.problem == "robots.txt forbids it"
    assert outlet.paths() == []


def test_error_page_of_robots_is_no_rule(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", "User-agent: *\nDisallow: /", status=404)
    (report,) = desk.poll(watch(outlet.says("/feed", rss())))
    assert report.problem is None


def test_crawl_delay_is_kept(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", type="text/plain")
    for number in range(3):
        outlet.says(f"/{number}", NEWS)
    desk.poll(watch(outlet.says("/feed", rss(*((f"/{number}", "", None) for number in range(3))))))
    times = [one["at"] for one in outlet.asked()]
    assert len(times) == 4
    assert all(later - earlier >= 0.28 for earlier, later in itertools.pairwise(times))


def test_robots_txt_is_asked_for_once_an_hour(desk: Desk, outlet: Outlet) -> None:
    now = [0.0]
    kept = Kept(clock=lambda: now[0])
    outlet.says("/robots.txt", "User-agent: *\nDisallow: /secret\nCrawl-delay: 0.3", type="text/plain")
    feed = outlet.says("/feed", rss())
    desk.poll(watch(feed), robots=kept)
    outlet.forget()
    for number in range(2):
        outlet.says(f"/{number}", NEWS)
    outlet.says("/feed", rss(("/0", "", None), ("/secret", "", None), ("/1", "", None)))
    (report,) = desk.poll(watch(feed), robots=kept)
    assert sorted(one["path"] for one in outlet.asked(robots=True)) == ["/0", "/1", "/feed"]
    assert report.faults == [f"{outlet.url}/secret robots.txt forbids it"]
    times = [one["at"] for one in outlet.asked()]
    assert all(later - earlier >= 0.28 for earlier, later in itertools.pairwise(times))  # its pace is kept, too
    now[0] = 3_601.0
    outlet.says("/robots.txt", status=503)
    for _ in range(2):  # what a broken server says is not remembered
        outlet.forget()
        (report,) = desk.poll(watch(feed), robots=kept, extra={"RETRY_TIMES": 0})
        assert report.problem == "robots.txt forbids it"
        assert [one["path"] for one in outlet.asked(robots=True)] == ["/robots.txt"]


def test_robots_txt_that_does_not_come_is_no_leave(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/robots.txt", manner="stall")
    (report,) = desk.poll(watch(outlet.says("/feed", rss())), extra={"RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 0.5})
    assert report.problem == "is let be: its host's robots.txt did not come"
    assert outlet.paths() == []
    assert desk.watching.state("outlet", f"{outlet.url}/feed").failures == 0.5  # it may well pass


def test_public_hosts_have_a_pause_of_a_second() -> None:
    from spiders.settings import settings

    public = settings(contact=None, allow_private=False)
    assert (public["DOWNLOAD_DELAY"], public["CONCURRENT_REQUESTS_PER_DOMAIN"], public["DOWNLOAD_SLOTS"]) == (1, 1, {})


def test_short_retry_after_is_waited_for(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says_in_turn("/feed", {"status": 429, "headers": {"Retry-After": "1"}}, {"body": rss()})
    (report,) = desk.poll(watch(feed))
    first, second = outlet.asked()
    assert 0.9 <= second["at"] - first["at"] < 3
    assert report.problem is None


def test_long_retry_after_moves_the_next_poll(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says("/feed", status=429, headers={"Retry-After": "7200"})
    start = dt.datetime.now(dt.UTC)
    (report,) = desk.poll(watch(feed))
    assert report.problem == "says that we ask too often (HTTP 429)"
    assert outlet.paths() == [("/feed", 429)]
    when = desk.watching.state("outlet", feed).next_poll
    assert when is not None
    assert when - start >= dt.timedelta(hours=2)


def test_server_that_recovers_is_asked_again(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says_in_turn("/feed", {"status": 500}, {"status": 502}, {"body": rss(("/1", "", None))})
    outlet.says_in_turn("/1", {"manner": "break"}, {"body": NEWS})
    (report,) = desk.poll(watch(feed))
    assert (report.new, report.problem, report.faults) == (1, None, [])
    assert outlet.paths() == [("/feed", 500), ("/feed", 502), ("/feed", 200), ("/1", 200), ("/1", 200)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 500}, "has a fault at the server (HTTP 500)"),
        ({"status": 403}, "refuses us: a pay wall, or a block of robots (HTTP 403)"),
        ({"status": 404}, "is not there (HTTP 404)"),
        ({"manner": "stall"}, "did not answer in full within 30 s"),
        ({"manner": "drip", "body": "x" * 1000}, "did not answer in full within 30 s"),
        ({"manner": "bomb"}, "is larger than 10 MiB"),
        ({"body": gzip.compress(gzip.compress(bytes(40 << 20))), "headers": {"Content-Encoding": "gzip, gzip"}}, "is "),
        ({"body": "x" * (11 << 20)}, "is larger than 10 MiB"),
        (
            {"body": brotli.compress(bytes(40 << 20), quality=4), "headers": {"Content-Encoding": "br"}},
            "is larger than 10",
        ),
        ({"body": zlib.compress(bytes(40 << 20)), "headers": {"Content-Encoding": "deflate"}}, "is larger than 10 MiB"),
        ({"status": 302, "headers": {"Location": "/feed"}}, "redirects more than 5 times"),
        ({"body": b"\x1f\x8b rubbish", "headers": {"Content-Encoding": "gzip"}}, None),
        ({"body": ""}, "is empty"),
        ({"body": "<!DOCTYPE html><html><p>Hello</p></html>"}, "is a web page, no feed"),
        ({"body": '{"a": 1}'}, "is JSON, but no JSON Feed"),
        ({"body": "plain words"}, "is no feed that can be read"),
    ],
)
def test_feed_that_cannot_be_had_is_one_clear_line(
    desk: Desk, outlet: Outlet, answer: dict[str, object], said: str | None
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    patience = 1 if answer.get("manner") in ("stall", "drip") else 20
    extra = {"RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": patience}
    (report,) = desk.poll(watch(outlet.says_in_turn("/feed", answer)), extra=extra)
    assert [path for path, _ in outlet.paths()] == ["/feed"] * (6 if answer.get("status") == 302 else 1)
    assert report.problem is not None
    assert said is None or report.problem.startswith(said), report.problem
    assert "\n" not in report.problem
    assert time.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120 << 10  # KiB
    assert desk.handled == []


def test_one_bad_outlet_holds_up_no_other(desk: Desk, outlet: Outlet, other: Outlet) -> None:
    other.says("/1", NEWS)
    stalled = watch(outlet.says("/feed", manner="stall"), name="stalled")
    good = watch(other.says("/feed", rss(("/1", "", None))), name="good")
    first, second = desk.poll(stalled, good, extra={"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0})
    assert first.problem == "did not answer in full within 30 s"
    assert (second.problem, second.new) == (None, 1)


def test_host_that_keeps_us_waiting_holds_up_nobody_for_long(desk: Desk, outlet: Outlet, other: Outlet) -> None:
    for number in range(6):
        outlet.says(f"/{number}", manner="stall")
    other.says("/good", NEWS)
    slow = watch(outlet.says("/feed", rss(*((f"/{number}", "", None) for number in range(6)))), name="slow")
    good = watch(other.says("/feed", rss(("/good", "", None))), name="good")
    start = time.monotonic()
    first, second = desk.poll(slow, good, extra={"DOWNLOAD_TIMEOUT": 0.5, "RETRY_TIMES": 0})
    assert time.monotonic() - start < 5
    assert (second.new, len(first.faults)) == (1, 6)
    later = f"{outlet.url}/5 is left for later: its host did not answer 3 times"
    assert later in first.faults
    assert len(outlet.paths()) == 4
    owed = desk.watching.owed("slow", dt.datetime.now(dt.UTC) + dt.timedelta(hours=1), 10)
    assert [address.url for address in owed] == [f"{outlet.url}/{number}" for number in range(6)]


def test_a_poll_that_takes_too_long_leaves_the_rest(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", NEWS)
    outlet.says("/2", NEWS)
    feed = outlet.says("/feed", rss(("/1", "", None), ("/2", "", None)))
    (report,) = desk.poll(watch(feed), extra={"PATIENCE_LONGEST": 0.0})
    assert report.problem == "is left for later: the poll took too long"
    (report,) = desk.poll(watch(feed))
    assert report.new == 2


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("x-gzip", gzip.compress)]
)
def test_packed_answers_are_unpacked(desk: Desk, outlet: Outlet, encoding: str, pack: object) -> None:
    packed = {"Content-Encoding": encoding}
    outlet.says("/1", pack(NEWS.encode()), type="text/html", headers=packed)  # type: ignore[operator]
    feed = outlet.says("/feed", pack(rss(("/1", "", None)).encode()), headers=packed)  # type: ignore[operator]
    (report,) = desk.poll(watch(feed))
    assert (report.new, desk.titles()) == (1, ["One"])
    assert desk.pages()[0].body == NEWS.encode()


def test_latin_1_malformed_xml_ampersands_and_relative_links(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/a?x=1&y=2", article("Amp", "Nine people were killed."))
    outlet.says("/news/b", article("Relative", "Ten people were killed."))
    body = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Le Journal télévisé</title>'
        "<item><title>Tués & blessés</title><link>/a?x=1&y=2</link></item>"
        "<item><title>Unclosed <b>tag</title><link>../news/b</link><pubDate>yesterday</pubDate></item>"
    )
    feed = outlet.says("/rss/feed", body.encode("latin-1"), type="application/rss+xml")
    (report,) = desk.poll(watch(feed))
    assert (report.new, report.problem, report.faults) == (2, None, [])
    assert sorted(map(str, desk.titles())) == ["Amp", "Relative"]


def test_redirects_are_followed_and_doubles_folded(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/final", NEWS)
    outlet.says("/short1", status=301, headers={"Location": "/short2"})
    outlet.says("/short2", status=302, headers={"Location": "/final?utm_campaign=x"})
    outlet.says("/final?utm_campaign=x", NEWS)
    items = [(one, "", None) for one in ("/short1", "/final", "/final?fbclid=3", "/final#top")]
    feed = outlet.says("/feed", rss(*items))
    (report,) = desk.poll(watch(feed))
    assert report.new == 1
    assert len(desk.pages()) == 1
    outlet.forget()
    (report,) = desk.poll(watch(feed))
    assert outlet.paths() == [("/feed", 200)]


def test_two_watches_on_one_article_fetch_it_once(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/1", NEWS)
    one = watch(outlet.says("/a", rss(("/1", "", None))), name="a")
    two = watch(outlet.says("/b", rss(("/1?at_medium=rss", "", None))), name="b")
    reports = desk.poll(one, two)
    assert sum(report.new for report in reports) == 1
    assert [path for path, _ in outlet.paths()].count("/1") == 1


BOMBS = {
    "laughs": '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><item><title>&j;</title><link>/1</link></item></channel></rss>",
    "outside": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><item><title>&a;</title><link>/1</link></item></channel></rss>",
    "deep": "<rss version='2.0'><channel>" + "<a>" * 100_000 + "</channel></rss>",
    "wide": "<rss version='2.0'><channel><item " + "a='b' " * 100_000 + "></item></channel></rss>",
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("spider", [Spider.FEED, Spider.SITEMAP, Spider.LISTING, Spider.TELEGRAM])
def test_bombs_of_xml_do_not_go_off(desk: Desk, outlet: Outlet, name: str, spider: Spider) -> None:
    outlet.says("/1", NEWS)
    start = time.monotonic()
    (report,) = desk.poll(watch(outlet.says("/feed", BOMBS[name]), spider))
    assert time.monotonic() - start < 13
    assert "passwd" not in str(report)
    assert b"root:" not in b"".join(page.body for page in desk.pages())
    assert report.new <= 1


def test_article_that_keeps_the_reader_busy_is_given_up_alone(
    desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One tag with a megabyte of attributes keeps libxml2 busy for a minute and more."""
    from monitor import clean

    monkeypatch.setattr(clean.clean, "__kwdefaults__", {"deadline": 1.5})
    outlet.says("/slow", "<!DOCTYPE html><p " + " ".join(f"a{n}=1" for n in range(150_000)) + ">x</p>")
    outlet.says("/1", NEWS)
    start = time.monotonic()
    (report,) = desk.poll(watch(outlet.says("/feed", rss(("/slow", "", None), ("/1", "", None)))))
    assert report.new == 1
    assert len(report.faults) == 1
    assert report.faults[0].startswith(f"{outlet.url}/slow could not be read")
    assert time.monotonic() - start < 8


def test_article_on_which_trafilatura_needs_20_s_is_given_up_alone(
    desk: Desk, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """14,000 small tags in one paragraph: 120 KB that keep it busy for 20 s and longer, quadratically."""
    from monitor import clean

    monkeypatch.setattr(clean.clean, "__kwdefaults__", {"deadline": 1.5})
    outlet.says("/slow", article("Slow", "<b>a</b><i>c</i> " * 7_000))
    outlet.says("/1", NEWS)
    start = time.monotonic()
    (report,) = desk.poll(watch(outlet.says("/feed", rss(("/slow", "", None), ("/1", "", None)))))
    assert sorted(outlet.paths()) == [("/1", 200), ("/feed", 200), ("/slow", 200)]
    assert (report.new, desk.titles()) == (1, ["One"])
    assert report.faults == [f"{outlet.url}/slow could not be read: it took longer than 1.5 s and was stopped"]
    assert time.monotonic() - start < 12


@pytest.mark.parametrize("spider", [Spider.FEED, Spider.SITEMAP])
def test_bombs_behind_a_list_cost_neither_memory_nor_the_rest(desk: Desk, outlet: Outlet, spider: Spider) -> None:
    """As an article, and as a sitemap that is a gzip file of its own."""
    from tests.spiders.news_server import bomb

    outlet.says("/1", NEWS)
    outlet.says("/bomb", manner="bomb")
    outlet.says("/bomb.xml.gz", bomb(), type="application/gzip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if spider is Spider.FEED:
        top = outlet.says("/feed", rss(("/bomb", "", None), ("/1", "", None)))
    else:
        urls = f"<url><loc>{outlet.url}/bomb</loc></url><url><loc>{outlet.url}/1</loc></url>"
        outlet.says("/part.xml", f"<urlset>{urls}</urlset>")
        parts = "".join(f"<sitemap><loc>{outlet.url}{one}</loc></sitemap>" for one in ("/bomb.xml.gz", "/part.xml"))
        top = outlet.says("/top.xml", f"<sitemapindex>{parts}</sitemapindex>")
    start = time.monotonic()
    (report,) = desk.poll(watch(top, spider), extra={"RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 20})
    assert desk.titles() == ["One"]
    assert report.faults == [f"{outlet.url}/bomb is larger than 10 MiB"]
    assert report.problem == ("/bomb.xml.gz is larger than 50 MiB" if spider is Spider.SITEMAP else None)
    assert time.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120 << 10  # KiB


def test_article_nested_deeply_holds_up_no_other(desk: Desk, outlet: Outlet) -> None:
    outlet.says("/deep", article("Deep", "<div>" * 50_000 + "Nine people were killed." + "</div>" * 50_000))
    outlet.says("/1", NEWS)
    start = time.monotonic()
    (report,) = desk.poll(watch(outlet.says("/feed", rss(("/deep", "", None), ("/1", "", None)))))
    assert "One" in desk.titles()
    assert report.new + len(report.faults) == 2
    assert time.monotonic() - start < 13


def test_article_that_fails_is_owed_and_got_later(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    (report,) = desk.poll(watch(feed), extra={"RETRY_TIMES": 0})
    assert report.faults == [f"{outlet.url}/1 is not there (HTTP 404)"]
    outlet.says("/1", NEWS)
    outlet.forget()
    desk.poll(watch(feed))
    assert outlet.paths() == [("/feed", 304)]  # not yet: its time has not come
    address = desk.watching.address(f"{outlet.url}/1")
    assert address is not None
    from dataclasses import replace

    desk.watching.put((replace(address, next_try=dt.datetime.now(dt.UTC)),))
    (report,) = desk.poll(watch(feed))
    assert report.new == 1


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4"])
def test_what_is_no_page_is_not_archived(desk: Desk, outlet: Outlet, kind: str) -> None:
    outlet.says("/1", "binary", type=kind)
    (report,) = desk.poll(watch(outlet.says("/feed", rss(("/1", "", None)))))
    assert report.faults == [f"{outlet.url}/1 is of the type {kind}, no page"]
    assert desk.pages() == []

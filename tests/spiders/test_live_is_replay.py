"""A replay of the archive of a live run gives the history of that run: all five spiders, edits, removals."""

from pathlib import Path

import pytest

from tests.spiders.outlets import FILLER, Outlet, article
from tests.spiders.outlets import rss as feed_of
from tests.spiders.test_once import call, replayed, stored, toll

pytestmark = pytest.mark.long

CHANNEL = (
    "<!DOCTYPE html><html><body><div class='tgme_channel_info'>"
    "<div class='tgme_channel_info_header_title'>General Staff</div></div>"
    "<section class='tgme_channel_history'>{}</section></body></html>"
)
TABLES = (
    "SELECT * FROM events ORDER BY rowid",
    "SELECT * FROM claims ORDER BY rowid",
    "SELECT claim, accepted, withdrawn, event, seen_at FROM acceptances ORDER BY id",
    "SELECT article, version, claim, low, high, quote, start, rule FROM figures ORDER BY id",
)


def post(number: int, total: str) -> str:
    said = (
        f"The army of Ukraine says that Russia has lost {total} soldiers killed since the invasion began.<br/>{FILLER}"
    )
    return (
        f'<div class="tgme_widget_message" data-post="staff/{number}"><div class="tgme_widget_message_text js-text">'
        f'{said}</div><a class="tgme_widget_message_date" href="https://t.me/staff/{number}">'
        f'<time datetime="2026-02-0{number}T09:00:00+00:00">x</time></a></div>'
    )


def listing(*numbers: int) -> str:
    links = "".join(
        f"<h2><a href='/2026/02/0{number}/strike-on-the-harbour-city'>Strike on the harbour kills {number}2</a></h2>"
        for number in numbers
    )
    return f"<!DOCTYPE html><html><body><main>{links}</main></body></html>"


def strike(number: int) -> str:
    return article(
        f"Strike kills {number}2",
        f"A missile strike on Odesa killed {number}2 people on February {number}, 2026, the mayor of the city said.",
        published=f"2026-02-0{number}T12:00:00Z",
    )


def tracker(total: int) -> str:
    said = f"Mediazona has confirmed the names of {total:,} Russian soldiers killed in the war in Ukraine."
    return article("The count so far", said, published=None)


def test_five_spiders_edits_and_removals(tmp_path: Path, outlet: Outlet, other: Outlet) -> None:
    spiders = {
        "feed": outlet.says("/feed", feed_of(("/1", "", None))),
        "sitemap": other.says("/sitemap.xml", f"<urlset><url><loc>{other.url}/11</loc></url></urlset>"),
        "listing": other.says("/news/", listing(3)),
        "telegram": other.says(
            "/s/staff", CHANNEL.format(post(1, "1,200,000") + post(2, "1,201,000")), type="text/html"
        ),
        "page": outlet.says("/count", tracker(160_000)),
    }
    watches = "".join(
        f'[[watch]]\nname = "{name}"\nspider = "{name}"\nurl = "{url}"\nevery = "5m"\n' for name, url in spiders.items()
    )
    (tmp_path / "config.toml").write_text(f"[monitor]\nallow_private_addresses = true\n{watches}")
    outlet.says("/1", toll(46_000, day=1))
    other.says("/11", toll(47_000, day=2))
    for number in (3, 5):
        other.says(f"/2026/02/0{number}/strike-on-the-harbour-city", strike(number))
    assert call(tmp_path, "once")[0] == 0

    outlet.says("/2", toll(55_000, day=5))
    outlet.says("/feed", feed_of(("/2", "", None), ("/1", "", None)))
    outlet.says("/1", toll(46_500, day=1))  # edited
    other.says("/11", status=410)  # taken down
    other.says("/news/", listing(5, 3))
    posts = post(1, "1,200,000") + post(3, "1,203,000") + post(4, "1,204,000")  # the second was deleted
    other.says("/s/staff", CHANNEL.format(posts), type="text/html")
    outlet.says("/count", tracker(165_000))
    call(tmp_path, "once", "--recheck")
    other.says("/s/staff", CHANNEL.format(posts.replace("1,203,000", "1,203,500")), type="text/html")
    call(tmp_path, "once", "--recheck")

    kinds = {row[0] for row in stored(tmp_path, "SELECT DISTINCT event FROM events")}
    assert {"new", "update", "correction"} <= kinds
    assert stored(tmp_path, "SELECT count(DISTINCT watch) FROM addresses WHERE state IN ('kept', 'removed')") == [(5,)]
    events = replayed(tmp_path)
    assert len(events) == stored(tmp_path, "SELECT count(*) FROM events")[0][0]
    for sql in TABLES:
        assert stored(tmp_path, sql) == stored(tmp_path, sql, "again.db"), sql

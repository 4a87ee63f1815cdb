"""From a page to an article: the demo's pages and the real articles in full, then each rule and each hostile page."""

import dataclasses
import datetime as dt
import doctest
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import address, lines
from monitor import clean as clean_module
from monitor.archive import read
from monitor.clean import SIZE_LIMIT, clean
from monitor.model import Article, Page, Rejection
from monitor.worker import Worker

PARAGRAPH = (
    "Twelve people were killed when a shell hit the market hall of the town on Monday, its mayor told the radio."
)
SHARED = Path(__file__).parents[2] / "shared"
GOLD = [json.loads(line) for line in (Path(__file__).parent / "seeds_gold.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def html(body: str = f"<p>{PARAGRAPH}</p>", head: str = "", **page: Any) -> Page:
    return Page(**({"body": f"<html><head>{head}</head><body>{body}</body></html>".encode(), "name": "x.html"} | page))


def article(page: Page) -> Article:
    found = clean(page)
    assert isinstance(found, Article), found
    return found


def refusal(page: Page, worker: Worker | None = None, **more: Any) -> str:
    found = clean(page, worker, **more)
    assert isinstance(found, Rejection), found
    assert found.stage == "clean"
    return f"{found.subject}: {found.reason}"


def text_page(text: str, **page: Any) -> Page:
    return Page(body=text.encode(), content_type="text/plain", name="x.txt", **page)


# --- whole articles


@pytest.mark.parametrize("gold", GOLD, ids=lambda doc: doc["id"])
def test_a_demo_page_gives_its_article_and_nothing_of_its_furniture(gold: dict[str, Any], worker: Worker) -> None:
    with resources.as_file(resources.files("seeds")) as folder:
        page = next(p for p in read(folder) if isinstance(p, Page) and p.name == f"{gold['id']}.html")
    bare = dataclasses.replace(page, outlet=None, title=None, lang=None)
    for found in (clean(page), clean(page, worker), clean(bare)):
        assert isinstance(found, Article)
        assert found.text.split("\n") == gold["text"].split("\n")
        assert (found.title, found.outlet, found.lang) == (gold["title"], gold["outlet"], gold["lang"])
        assert found.published is not None
        assert found.published[:10] == gold["published"]
        assert all(figure["quote"] in found.full_text for figure in gold["figures"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five real articles are kept beside this checkout, not in it")
def test_the_real_articles_keep_every_figure_and_lose_their_furniture() -> None:
    gold = [json.loads(line) for line in (SHARED / "corpus/seeds_gold.jsonl").read_text("utf-8").splitlines()]
    quotes = {Path(doc["text_file"]).name: [figure["quote"] for figure in doc["figures"]] for doc in gold}
    found = {item.name: article(item) for item in read(SHARED / "seeds") if isinstance(item, Page)}
    assert len(found) == 5
    for name, one in found.items():
        assert [quote for quote in quotes[name] if quote not in one.full_text] == []
        rows = one.text.split("\n")
        assert len(set(rows)) == len(rows)
        for furniture in ("Your support", "min read", "Read more", "Show More", "News Feed", "Avatar", "Don't Miss"):
            assert furniture not in one.text
    by_number = {name[:3]: one for name, one in found.items()}
    assert by_number["001"].title not in by_number["001"].text.split("\n")
    assert by_number["003"].text.count("43,000 deaths") == 1
    assert by_number["000"].title is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five real articles are kept beside this checkout, not in it")
def test_a_date_that_stands_only_in_the_header_of_a_text_is_found() -> None:
    body = (SHARED / "seeds/002_68473bd057de5e86.txt").read_bytes()
    assert article(Page(body=body, content_type="text/plain")).published == "2025-02-18"


# --- what a page says of itself


def test_hints_win_over_the_page() -> None:
    head = (
        "<meta property='og:site_name' content='Theirs'><title>Their words | Theirs</title>"
        "<meta property='article:published_time' content='2026-02-05T10:00:00+02:00'>"
    )
    page = html(head=head, url="https://n.example/a")
    plain = article(page)
    assert (plain.outlet, plain.title, plain.published) == ("Theirs", "Their words", "2026-02-05T08:00:00Z")
    hints = {"outlet": "Ours", "title": "Our words", "published": "2026-02-01", "lang": "uk", "topic": "gaza"}
    hinted = article(dataclasses.replace(page, **hints))
    assert {key: getattr(hinted, key) for key in hints} == hints
    assert (hinted.name, hinted.url, hinted.id) == ("x.html", "https://n.example/a", plain.id)


LEAD = f"<p>{PARAGRAPH}</p>"


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("<script type='application/ld+json'>{'@type': broken</script>", LEAD, None),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"],'
            ' "datePublished": "2026-02-05T09:00:00+01:00", "dateModified": "2026-03-01"}]}</script>'
            '<meta name="date" content="2020-01-01">',
            LEAD,
            "2026-02-05T08:00:00Z",
        ),
        ('<meta name="pubdate" content="Thu, 05 Feb 2026 10:00:00 GMT">', LEAD, "2026-02-05T10:00:00Z"),
        ('<meta name="dc.date" content="5 February 2026">', LEAD, "2026-02-05"),
        ('<meta property="article:modified_time" content="2026-02-05">', LEAD, None),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', LEAD, None),
        ('<meta name="date" content="recently">', LEAD, None),
        ("", f"<main><h1>Shell hits market</h1><time datetime='2026-02-05'>today</time>{LEAD}</main>", "2026-02-05"),
        ("", f"<article><div>Feb. 5, 2026</div><h1>Shell hits market</h1>{LEAD}</article>", "2026-02-05"),
        ("", f"<h1>Shell hits market</h1><p>By Ann Lee | 5 February 2026</p>{LEAD}", "2026-02-05"),
        ("", f"<h1>Shell hits it</h1><i itemprop='datePublished' content='2026-02-05'>now</i>{LEAD}", "2026-02-05"),
        ("", f"<header>Thursday 5 February 2026</header><main><h1>Shell hits market</h1>{LEAD}</main>", "2026-02-05"),
        # none of these is the article's date
        ("", f"<h1>Shell hits market</h1>{LEAD}<footer>© 5 February 2026 The Example</footer>", None),
        ("", f"<h1>Shell hits market</h1>{LEAD}<p>5 February 2026</p>", None),
        ("", f"<h1>Shell hits market</h1>{LEAD}<time datetime='2026-02-05'>a reader's comment</time>", None),
        ("", f"<h1>Shell hits market</h1><ul><li>5 February 2026</li></ul>{LEAD}", None),
        ("", f"<h1>Shell hits market</h1><p>A photo that was taken in the town on 5 February 2026</p>{LEAD}", None),
        ("", f"<div>5 February 2026</div>{LEAD}", None),
    ],
)  # fmt: skip
def test_the_date_is_the_one_that_the_page_states(head: str, body: str, published: str | None) -> None:
    assert article(html(body, head)).published == published


def test_the_day_of_the_visit_in_a_sites_header_is_not_the_articles_date() -> None:
    body = f"<header>Thursday 5 February 2026</header><main><h1>Shell hits market</h1>{LEAD}</main>"
    same_day = dt.datetime(2026, 2, 5, 9, tzinfo=dt.UTC)
    assert article(html(body, captured=same_day)).published is None
    assert article(html(body, captured=same_day + dt.timedelta(days=9))).published == "2026-02-05"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Nine dead | The Example</title><meta property='og:site_name' content='The Example'>",
            LEAD,
            "Nine dead",
        ),
        (
            "<title>The Example :: Nine dead</title><meta property='og:site_name' content='The Example'>",
            LEAD,
            "Nine dead",
        ),
        ("<title>Nine dead - what we know</title>", LEAD, "Nine dead - what we know"),
        ("<meta property='og:title' content='Nine &amp;amp; ten'>", LEAD, "Nine & ten"),
        ("<title>For search engines</title>", f"<h1>Nine\n <b>dead</b></h1>{LEAD}", "Nine dead"),
        ("<title>Nine dead</title>", f"<nav><h1>Home of news</h1></nav>{LEAD}", "Nine dead"),
        ("<title>Nine dead</title>", f"<h1>Logo</h1>{LEAD}", "Nine dead"),
        ("<title>Nine dead</title>", f"<h1>One story</h1><h1>Another story</h1>{LEAD}", "Nine dead"),
        ("<title>x</title>", f"<h1>A rival here</h1><article><h1>Nine dead</h1>{LEAD}</article>", "Nine dead"),
        ("", LEAD, None),
    ],
)
def test_the_headline_is_the_one_that_readers_see(head: str, body: str, title: str | None) -> None:
    found = article(html(body, head))
    assert found.title == title
    assert found.text == PARAGRAPH


@pytest.mark.parametrize(
    ("canonical", "url", "kept"),
    [
        ("https://n.example/a", "https://n.example/a?utm_source=feed#x", "https://n.example/a"),
        ("/b?id=7", "https://n.example/a", "https://n.example/b?id=7"),
        ("https://www.n.example/a", "https://m.n.example/a", "https://www.n.example/a"),
        ("https://other.example/a", "https://n.example/a", "https://n.example/a"),
        ("https://n.example/", "https://n.example/a", "https://n.example/a"),
        ("javascript:alert(1)", "https://n.example/a", "https://n.example/a"),
        ("http://[half", "https://n.example/a", "https://n.example/a"),
        ("https://n.example/a", None, "https://n.example/a"),
        ("", None, None),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_host_only(
    canonical: str, url: str | None, kept: str | None
) -> None:
    assert article(html(head=f'<link rel="canonical" href="{canonical}">', url=url)).url == kept


def test_outlet_and_language_come_from_the_page() -> None:
    page = Page(body=f'<html lang="en-GB"><body>{LEAD}</body></html>'.encode(), url="https://www.n.example:443/a")
    assert (article(page).outlet, article(page).lang) == ("n.example", "en")
    assert article(html(head="<meta property='og:locale' content='uk_UA'>")).lang == "uk"
    assert article(html()).lang is None


def test_an_id_follows_from_the_address_or_the_words_and_from_nothing_else() -> None:
    one = article(html(url="https://n.example/a", name="x.html"))
    other = article(
        html("<p>Other words, just as long as they need to be.</p>", url="https://n.example/a#top", name="y")
    )
    assert one.id == other.id
    loose = article(html(name="/home/one/x.html"))
    assert loose.id == article(html(name="/home/two/y.html", published="2026-02-05")).id != one.id
    assert loose.id != article(html(f"<p>{PARAGRAPH} More.</p>")).id


# --- the text


def test_tables_lists_and_captions_stay_and_footnotes_go() -> None:
    body = (
        f"<article><h1>Losses of the week</h1>{LEAD}"
        "<figure><img src=a><figcaption>At least 20 children were hurt</figcaption></figure>"
        "<figure><a href='/b'><img src=b></a><figcaption>Elsewhere a ferry sank, 63 dead</figcaption></figure>"
        "<p>On Tuesday 12<sup>1</sup> soldiers and 1&nbsp;200 others were wounded in the north of the country.</p>"
        "<ul><li>12 – killed in the town</li><li>30 – hurt in the suburbs</li></ul>"
        "<table><tr><th>Day</th><th>Killed</th></tr><tr><td>Monday</td><td>12</td></tr></table></article>"
    )
    assert article(html(body)).text.split("\n") == [
        PARAGRAPH,
        "At least 20 children were hurt",
        "On Tuesday 12 soldiers and 1 200 others were wounded in the north of the country.",
        "12 – killed in the town",
        "30 – hurt in the suburbs",
        "| Day | Killed |",
        "| Monday | 12 |",
    ]


def test_a_live_blog_keeps_all_its_posts() -> None:
    posts = "".join(
        f"<article><h2>{hour}:00</h2><p>The mayor says {hour + 3} people died in the strike on the hall.</p></article>"
        for hour in range(10, 16)
    )
    found = article(html(f"<main><h1>Live: strike on the market</h1>{posts}</main>"))
    assert [hour for hour in range(10, 16) if f"says {hour + 3} people" not in found.text] == []


def test_comments_of_readers_are_not_the_article() -> None:
    comments = "<section id='comments'><div class='comment'><p>I heard of 900 dead, not of twelve.</p></div></section>"
    assert "900" not in article(html(f"<article><h1>Shell hits market</h1>{LEAD * 3}</article>{comments}")).text


def test_invisible_characters_go_and_words_stay_whole() -> None:
    found = article(
        html(
            "<p>Twel&#8203;ve\u00ad people&#1; were&#xFFFE; k\u202eilled\x00 in the town, its mayor told the radio.</p>"
        )
    )
    assert found.text == "Twelve people were killed in the town, its mayor told the radio."
    composed = article(text_page("Загинув Андрі\u0438\u0306\r\nта ще двоє.\u2028Поранено п\u02bcять."))
    assert composed.text == "Загинув Андрі\u0439\nта ще двоє.\nПоранено п\u02bcять."


def test_a_text_file_gives_paragraphs_and_no_invented_headline() -> None:
    found = article(text_page("Nine dead\n\n\n  Nine people were killed.\n\nRead more\n"))
    assert (found.title, found.text) == (None, "Nine dead\nNine people were killed.")
    assert (
        article(text_page("Nine dead\n\nNine people were killed.", title="Nine dead")).text
        == "Nine people were killed."
    )


def test_lines_broken_at_a_column_are_one_paragraph_and_verse_is_not() -> None:
    wrapped = (
        "Twelve people were killed when a rocket hit a market hall in the\n"
        "centre of the town on Monday, the governor of the region said, and\n"
        "thirty were hurt.\n\nHe spoke\non the radio."
    )
    assert article(text_page(wrapped)).text == wrapped.replace("the\ncentre", "the centre").replace(
        "and\nthirty", "and thirty"
    ).replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8-sig", "text/html", ""),
        ("utf-16", "text/html", ""),
        ("utf-16-le", "text/html", ""),
        ("utf-16-be", "text/html; charset=utf-8", ""),
        ("cp1251", "text/html; charset=windows-1251", ""),
        ("cp1251", "text/html", "<meta charset=windows-1251>"),
        ("cp1251", "text/html", "<meta http-equiv=content-type content='text/html; charset=windows-1251'>"),
        ("cp1251", "text/html", ""),
        ("koi8-u", "text/html; charset=no-such-thing", ""),
        ("cp1251", "text/html; charset=unicode_escape", ""),
    ],
)
def test_ukrainian_is_read_in_any_of_its_encodings(encoding: str, content_type: str, head: str) -> None:
    words = "Унаслідок обстрілу загинули дванадцять людей, повідомив голова області."
    page = Page(
        body=f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(encoding), content_type=content_type
    )
    assert article(page).text == words


def test_western_bytes_without_a_name_and_a_stray_byte() -> None:
    words = "Zwölf Menschen wurden getötet – für die Behörden überraschend."
    assert article(Page(body=f"<p>{words}</p>".encode("cp1252"))).text == words
    assert article(Page(body=f"<p>{words}</p>".encode().replace(b"Menschen", b"Mensch\xffen"))).text == words.replace(
        "Menschen", "Mensch\ufffden"
    )


def test_html_in_a_text_file_is_read_as_html() -> None:
    assert article(text_page(f"\n<!DOCTYPE html><html><body>{LEAD}</body></html>")).text == PARAGRAPH


# --- what is no page


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"", "text/html", "is empty"),
        (b" \n\0\0 ", "text/plain", "is empty"),
        (b"x" * (SIZE_LIMIT + 1), "text/html", "larger than 10 MiB"),
        (b"\x89PNG\r\n\x1a\n123", "text/html", "is a PNG image"),
        (b"%PDF-1.7 ...", "text/plain", "is a PDF"),
        (b"PK\x03\x04...", "text/html", "office file"),
        (random.Random(1).randbytes(4_000), "text/html", "unknown character encoding"),
        (random.Random(2).randbytes(4_000), "text/plain", "unknown character encoding"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(1, 30)) * 50, "text/html", "binary rubbish"),
        ("乌克兰国防部发布战报".encode("gb2312") * 20, "text/plain", "unknown character encoding"),
        (b"{}", "application/json", "only HTML and text"),
        (b"<html><body><script>go()</script><div id=app></div></body></html>", "text/html", "no article text"),
        (b"<html><frameset><frame src=x></frameset></html>", "text/html", "no article text"),
        (b"<p>Read more</p>", "text/html", "no article text"),
        (b"<", "text/html", "no article text"),
        (b"<!-- nothing -->", "text/html", "pars"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_page_is_one_clear_line(body: bytes, content_type: str, words: str, worker: Worker) -> None:
    for one in (None, worker):
        line = refusal(Page(body=body, content_type=content_type, name="x.html"), one)
        assert line.startswith("x.html: ")
        assert words in line
        assert "\n" not in line


def test_a_page_that_takes_too_long_is_stopped_and_the_next_is_read(worker: Worker) -> None:
    slow = html("<p " + " ".join(f"a{n}=1" for n in range(90_000)) + f">{PARAGRAPH}</p>")
    start = time.monotonic()
    assert refusal(slow, worker, deadline=1.0) == "x.html: could not be read: it took longer than 1 s and was stopped"
    assert time.monotonic() - start < 3
    assert isinstance(clean(html(), worker), Article)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + PARAGRAPH,
        f"<b>{PARAGRAPH}" * 3_000,
        "<table><tr><td>" * 3_000 + PARAGRAPH,
        f"<script type=application/ld+json>{'[' * 100_000}</script><p>{PARAGRAPH}</p>",
        f"<script type=application/ld+json>{{'a':{'9' * 10_000}}}</script><p>{PARAGRAPH}</p>",
        f"<h1>{'x ' * 100_000}</h1><p>{PARAGRAPH}</p>",
        "<p>" + "." * 1_000_000 + PARAGRAPH,
        "<p>" + "\u200b" * 1_000_000 + PARAGRAPH,
        "<p>" + "your support " * 80_000,
    ],
    ids=lambda value: value[:20],
)
def test_hostile_pages_are_read_or_refused_in_time(body: str) -> None:
    start = time.monotonic()
    assert isinstance(clean(html(body)), Article | Rejection)
    assert time.monotonic() - start < 5


PIECES = [
    "<p>",
    "</p>",
    "<h1>",
    "<article>",
    "<table><tr><td>",
    "<sup>",
    "<figure><figcaption>",
    "<time datetime=2026>",
    "&#1;",
]
PIECES += [
    "\0",
    "<!--",
    "<![CDATA[",
    "<x:y z:w=1>",
    "<title>",
    "<meta name=date content=",
    "12 killed ",
    PARAGRAPH,
    "\n",
    "<br>",
]


@given(body=st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join) | st.binary(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_the_same_storable_article_twice_or_a_rejection(body: str | bytes) -> None:
    page = Page(body=body if isinstance(body, bytes) else body.encode("utf-8", "replace"), name="x")
    found = clean(page)
    assert clean(page) == found
    if isinstance(found, Article):
        assert found.text
        assert found.full_text.encode("utf-8")
        assert "\n\n" not in found.text
        assert not any(ord(character) < 32 and character != "\n" for character in found.full_text)


def test_the_article_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "import pathlib, sys; from monitor.archive import read; from monitor.clean import clean\n"
        "print([clean(page) for page in read(pathlib.Path(sys.argv[1]))])"
    )
    with resources.as_file(resources.files("seeds")) as folder:
        runs = {
            subprocess.run(
                [sys.executable, "-c", script, folder],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
    assert len(runs) == 1


@pytest.mark.parametrize("module", [clean_module, lines, address])
def test_examples_in_the_docstrings_are_true(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted > 0
    assert results.failed == 0

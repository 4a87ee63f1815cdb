"""The gate of a backfill: no page that holds a figure is kept out, and most of a news crawl is."""

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.gate import may_hold
from monitor.model import Page
from monitor.packs import GENERIC, load_topic
from tests.score.score_floors import corpora, documents

WAR = (load_topic("russia-ukraine"),)
MENU = "<nav><a href='/'>Ukraine: 12 killed</a></nav>"


def page(title: str, text: str, lang: str | None = "en", head: str = "") -> Page:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line)
    attribute = f' lang="{lang}"' if lang else ""
    body = f"<!DOCTYPE html><html{attribute}><head><title>{html.escape(title)}</title>{head}</head><body>{paragraphs}"
    return Page(body=f"{body}</body></html>".encode())


def annotated() -> Iterator[dict[str, Any]]:
    for corpus in corpora():
        yield from documents(corpus)


def test_no_annotated_document_with_a_figure_is_kept_out() -> None:
    counted, lost = 0, []
    for document in annotated():
        if document["figures"]:
            topics = () if document["topic"] == GENERIC else (load_topic(document["topic"]),)
            for lang in (document["lang"], None):
                counted += 1
                found = replace(page(document["title"] or "", document["text"], lang), topic=document["topic"])
                if not may_hold(found, topics):
                    lost.append((document["id"], lang))
    assert counted > 300
    assert lost == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ukraine war", "Kyiv said 14 soldiers were killed on Monday."),
        ("Kyiv", "The number of those who died rose to twenty."),
        ("Kyiv &amp; Kharkiv", "Dozens of people were hurt."),
    ],
)
def test_passes(title: str, text: str) -> None:
    assert may_hold(page(title, text), WAR)


@pytest.mark.parametrize(
    ("title", "text", "lang"),
    [
        ("Market report", "Shares of 12 companies fell as oil rose to 80 dollars.", "en"),
        ("Quake in Peru", "At least 12 people were killed in the quake near Lima.", "en"),  # another topic's
        ("Ukraine votes", "The parliament in Kyiv adopted the budget with 251 votes.", "en"),
        ("Ukraine's vote", "Kyiv's parliament adopted the year's budget with 251 votes.", "en"),  # no "200s"
        ("Ukraina", "Rosyjski ostrzał zabił 12 osób w Charkowie, Ukraine.", "pl"),  # a language without rules
        ("Kyiv concert", "The singer was killed in the last act of the opera.", "en"),  # harm without a number
    ],
)
def test_does_not_pass(title: str, text: str, lang: str) -> None:
    assert not may_hold(page(title, text, lang), WAR)


def test_menus_and_scripts_are_not_read_but_json_ld_is() -> None:
    quiet = "The council met."
    assert not may_hold(page("Council", quiet, head=MENU), WAR)
    assert not may_hold(page("Council", quiet, head="<script>var t='Ukraine: 12 killed'</script>"), WAR)
    told = json.dumps({"articleBody": "In Ukraine 12 people were killed."})
    assert may_hold(page("Council", quiet, head=f'<script type="application/ld+json">{told}</script>'), WAR)


def test_what_cannot_be_read_as_text_passes() -> None:
    assert may_hold(Page(body=bytes(range(128, 256)) * 90, content_type="text/html; charset=x-none"), WAR)


@pytest.mark.parametrize("piece", ["<script ", "<", "<a ", "<!--", "&#", "killed ", "12 ", "<nav>"])
def test_hostile_pages_cost_little(piece: str) -> None:
    whole = f"<html lang='en'><p>Ukraine</p>{piece * (2_000_000 // len(piece))}"
    assert may_hold(Page(body=whole.encode()), WAR) in (True, False)


def test_a_word_that_needs_another_is_asked_for_once_however_often_it_stands_there() -> None:
    """ "Оборвав" is a word of harm beside "жизни" alone; a page of many words that repeats it took minutes."""
    others = " ".join(f"сл{chr(1072 + n % 32)}{chr(1072 + n // 32 % 32)}{chr(1072 + n // 1024)}" for n in range(20_000))
    assert not may_hold(page("Україна", f"5 {others} {'оборвав ' * 60_000}", "ru"), WAR)


def test_from_the_seeds_every_page_passes() -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    for path in sorted(seeds.glob("*.html")):
        assert may_hold(Page(body=path.read_bytes(), name=path.name), WAR)

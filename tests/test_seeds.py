"""The demo archive and its annotation agree with each other, and every trap is on the page and outside the figures."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import read
from monitor.clean import clean
from monitor.model import Article, Page

SEEDS = resources.files("seeds")
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "seeds_gold.jsonl").read_text("utf-8").splitlines()
]
BY_PAGE = pytest.mark.parametrize("doc", GOLD, ids=[doc["id"] for doc in GOLD])
# Numbers of side-bars, comments and counters that a reader of tags alone would take for the article's
FURNITURE = {
    "harbour-courier": ("63 dead", "250,000 Ukrainian soldiers", "kills 18", "12,000 troops", "31,500 readers"),
    "commons-gazette": ("9,400 readers", "126 in", "15,000 killed", "29 dead", "Heat killed 47,000"),
    "northern-beacon": ("17 feared dead", "84 still missing", "kills 11", "toll hits 240", "army of 73,000"),
    "dnipro-dispatch": ("loses 1,130 troops", "kills 9", "157 prisoners", "14 regions", "25,400 members"),
    "worldline-monitor": ("162 dead", "38 drowned", "312 of you"),
}


def index() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / "index.jsonl").read_text("utf-8").splitlines()]


def test_index_names_every_page_once() -> None:
    pages = sorted(entry.name for entry in SEEDS.iterdir() if entry.name.endswith(".html"))
    assert sorted(row["file"] for row in index()) == pages
    assert [doc["id"] + ".html" for doc in GOLD] == [row["file"] for row in index()]


def test_index_leaves_something_to_every_page() -> None:
    keys = {"file", "url", "outlet", "title", "published", "lang"}
    assert all(keys - set(row) for row in index())
    assert {key for row in index() for key in keys - set(row)} == keys - {"file"}


def test_one_page_has_its_date_only_as_words_in_the_header() -> None:
    page = (SEEDS / "commons-gazette.html").read_text("utf-8")
    assert "Tuesday 18 February 2025</span></div>" in page
    assert not re.search(r"2025-02-18|<time|published_time|datePublished", page)
    assert "published" not in next(row for row in index() if row["file"] == "commons-gazette.html")


def test_one_page_repeats_its_body() -> None:
    page = (SEEDS / "worldline-monitor.html").read_text("utf-8")
    paragraphs = re.findall(r"<p>(.+?)</p>", page)
    assert sum(paragraphs.count(paragraph) == 2 for paragraph in set(paragraphs)) == 7


@BY_PAGE
def test_quotes_and_distractors_stand_in_the_text(doc: dict[str, Any]) -> None:
    full = f"{doc['title']}\n\n{doc['text']}"
    assert [figure["quote"] for figure in doc["figures"] if figure["quote"] not in full] == []
    assert [words for words in doc["distractors"] if words not in full] == []


@BY_PAGE
def test_furniture_is_on_the_page_and_not_in_the_text(doc: dict[str, Any]) -> None:
    page = (SEEDS / f"{doc['id']}.html").read_text("utf-8")
    for words in FURNITURE[doc["id"]]:
        assert words in page
        assert words not in doc["text"]


@BY_PAGE
def test_cleaning_gives_the_annotated_text(doc: dict[str, Any]) -> None:
    """Figures are annotated against the cleaned text; page furniture is gone, captions and headings stay."""
    with resources.as_file(SEEDS) as folder:
        pages = [page for page in read(folder) if isinstance(page, Page) and page.name == f"{doc['id']}.html"]
    assert len(pages) == 1
    article = clean(pages[0])
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.lang) == (doc["title"], doc["outlet"], doc["lang"])
    assert (article.published or "")[:10] == doc["published"]
    assert article.text == doc["text"]

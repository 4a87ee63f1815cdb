"""Texts made to hurt: a megabyte of one thing each is read in a moment, and no text whatever raises.

An article's first 200,000 characters are read, so a megabyte is the cap and what follows it. The limit is generous: it
tells linear time from quadratic time on a slow machine. Processor time is measured: a busy machine only adds waiting.
"""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.detect.detector import detect
from monitor.model import Article
from tests.detect.cases import LANGUAGES, read, topics

MEGABYTE = 1_000_000
LIMIT = 10.0  # seconds for one text; it takes less than one on an idle machine

PIECES = {
    "killed": "killed ",
    "numbers killed": "12 killed ",
    "and five killed": "and 5 killed ",
    "five killed and": "five killed and wounded and missing ",
    "digits": "1",
    "grouped digits": "1,234,",
    "spaced digits": "1 234 ",
    "digits and points": "1.",
    "number words": "two hundred thousand ",
    "units": "one ",
    "German compound": "hundert",
    "German compounds": "zweihundertdreißig ",
    "open brackets": "(",
    "brackets": "()",
    "brackets and numbers": "(12 killed ",
    "zero width": "\u200b",
    "zero width in numbers": "1\u200b2",
    "combining": "e\u0301",
    "commas": ", ",
    "commas and numbers": "12, ",
    "quotes": '" ',
    "apostrophes": "l'",
    "possessives": "Russia's ",
    "one word": "a",
    "capitals": "A.",
    "newlines": "\n",
    "lines of numbers": "12\n",
    "pipes": "| ",
    "cells": "| 12 | killed ",
    "semicolons": "12 killed; ",
    "dashes": "-",
    "ranges": "12-",
    "ranges of words": "from 12 to ",
    "qualifiers": "at least up to ",
    "qualifier and number": "at least 12 ",
    "dates": "on 4 February 2025 ",
    "since": "since 2022 ",
    "speakers": "Zelensky said ",
    "nested speakers": "Zelensky said that he said ",
    "parties": "Russian Ukrainian ",
    "of": "of the ",
    "the number of": "the number of ",
    "lost": "Russia lost 12 tanks and ",
    "subsets": "12 of whom 3 ",
    "killed by": "killed by Russian ",
    "full stops": ". ",
    "abbreviations": "Lt. Gen. ",
    "ellipses": "…",
    "sentences": "Twelve people were killed in Kharkiv. ",
    "questions": "killed? ",
    "clock": "12:30 ",
    "emoji": "💀",
    "surrogate range": "\U0001f480killed",
    "private use": "\ue000",
    "nulls": "\x00",
    "right to left": "\u202e12 killed\u202c ",
    "years that label": "2022: 41 killed, ",
    "years behind": "41 were killed in 2022, ",
    "months in brackets": "killed in May (183), ",
    "telephones": "041 98 74 ",
    "ages of pairs": "two sons, 6 and 9, ",
    "wrapped lines": "a strike on the market of the town in the north of the\n",
    "Cyrillic": "загинуло ",
    "Cyrillic numbers": "двадцять п'ять ",
}


# Tried with every run; the others with the long suites.
OFTEN = {"killed", "and five killed", "digits", "number words", "open brackets", "zero width", "commas", "quotes"}
OFTEN |= {"one word", "newlines", "pipes"}


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def article(text: str, lang: str | None = "en", title: str | None = None) -> Article:
    return Article(id="x", text=text, title=title, published="2025-06-10", lang=lang)


@pytest.mark.parametrize(
    "name", [name if name in OFTEN else pytest.param(name, marks=pytest.mark.long) for name in PIECES]
)
def test_a_megabyte_is_read_in_a_moment(name: str) -> None:
    piece = PIECES[name]
    text = f"Twelve people were killed in Kharkiv on Sunday.\n{piece * (MEGABYTE // len(piece))}"
    lang = "de" if "German" in name else "uk" if "Cyrillic" in name else "en"
    text = text if lang == "en" else text.replace("Twelve people were killed", "12 getötet, загинули 12")
    assert timed(lambda: detect(article(text, lang), topics("russia-ukraine"))) < LIMIT


@pytest.mark.parametrize("name", ["and five killed", "brackets and numbers"])
def test_twice_the_text_is_no_more_than_thrice_the_time(name: str) -> None:
    """Of several tries the best counts, for a busy machine only ever adds time."""
    text = PIECES[name] * (3_000 // len(PIECES[name]))
    once = min(timed(lambda: detect(article(text), topics("russia-ukraine"))) for _ in range(3))
    twice = min(timed(lambda: detect(article(text * 2), topics("russia-ukraine"))) for _ in range(3))
    assert twice < 3 * once + 0.1


def test_a_megabyte_long_title_is_read_in_a_moment() -> None:
    whole = article("Twelve people were killed.", title="killed " * (MEGABYTE // 7))
    assert timed(lambda: detect(whole, topics("russia-ukraine"))) < LIMIT


@pytest.mark.parametrize("lang", [*LANGUAGES, None, "xx"])
def test_every_language_is_linear(lang: str | None) -> None:
    words = {"uk": "загинуло 12 людей і ", "ru": "погибло 12 человек и ", "fr": "12 tués et ", "de": "12 Tote und "}
    text = words.get(lang or "", "12 muertos y killed ") * 1_500
    assert timed(lambda: detect(article(text, lang), topics("russia-ukraine"))) < LIMIT


def test_the_first_sentence_is_found_before_the_noise() -> None:
    for name in ("open brackets", "one word", "zero width", "newlines", "digits"):
        noise = PIECES[name] * 5_000
        figures = read(f"Twelve people were killed in Kharkiv on Sunday.\n{noise}")
        assert (figures[0].low, figures[0].party) == (12, "ukraine"), name


WORDS = st.sampled_from(
    [
        *("killed", "wounded", "missing", "dead", "toll", "lost", "losses", "people", "soldiers", "Russian", "Ukraine"),
        *("12", "1,200", "five", "a", "the", "of", "them", "whom", "including", "and", "or", "to", "from", "between"),
        *("at least", "more than", "said", "Zelensky", "he", "on Monday", "since 2022", "per day", "%", "(", ")", ","),
        *(
            ".",
            ";",
            ":",
            "–",
            "-",
            "+",
            "|",
            "\n",
            '"',
            "'s",
            "was",
            "were",
            "not",
            "no",
            "if",
            "could",
            "st",
            "million",
        ),
        *("загинуло", "осіб", "тис.", "погибли", "tués", "dont", "Tote", "darunter", "muertos", "entre ellos", "двоє"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from([*LANGUAGES, None]))
def test_no_heap_of_words_raises_and_each_reads_the_same_twice(words: list[str], lang: str | None) -> None:
    whole = article(" ".join(words), lang)
    first = detect(whole, topics("russia-ukraine"))
    assert detect(whole, topics("russia-ukraine")) == first
    for figure in first.figures:
        assert whole.full_text[figure.start : figure.end] == figure.quote
        assert figure.quote


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=60)), st.sampled_from([*LANGUAGES, None]))
def test_no_text_raises(text: str, title: str | None, lang: str | None) -> None:
    whole = article(f"{text} 12 killed {text}", lang, title)
    for figure in detect(whole, ()).figures:
        assert whole.full_text[figure.start : figure.end] == figure.quote


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    for encoding in ("utf-8", "latin-1", "cp1251"):
        text = data.decode(encoding, "replace")
        detection = detect(article(f"killed {text}", None), ())
        assert all(figure.quote in f"killed {text}" for figure in detection.figures)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_no_date_of_publication_raises(published: str) -> None:
    whole = Article(id="x", text="Twelve people were killed in Kharkiv on Sunday.", published=published, lang="en")
    assert [figure.low for figure in detect(whole, topics("russia-ukraine")).figures] == [12]

"""Which lines of a page are the article's. The lines are our own, after the furniture of pages in six languages."""

import doctest

import pytest

from monitor import dateline, furniture, masthead
from monitor.dateline import date_at_start, date_in_line
from monitor.furniture import article_lines, is_furniture

FURNITURE = [
    "3 min read",
    "Reading time: 4 minutes",
    "Lesezeit: 5 Min.",
    "Temps de lecture : 3 min",
    "4 хв читання",
    "Время чтения: 6 минут",
    "Avatar",
    "News Feed",
    "Show More",
    "  READ MORE »",
    "Don’t Miss",
    "Most Read",
    "Trending on The Example",
    "LATEST DEVELOPMENTS",
    "Share on Facebook",
    "12 comments",
    "Читайте також",
    "Читайте также",
    "Lire aussi",
    "Mehr zum Thema",
    "Te puede interesar",
    "Anzeige",
    "Publicité",
    "We use cookies to make this site work. See our cookie policy.",
    "Your support makes our reporting possible.",
    "Sign up for our morning newsletter and never miss a story.",
    "Join us on our Telegram channel for more.",
    "© 2026 The Example. All rights reserved.",
    "Підпишіться на наш канал, щоб нічого не пропустити.",
    "Поддержите нас: редакция живёт на пожертвования.",
    "Nous utilisons des cookies pour mesurer l'audience.",
    "Unterstützen Sie unsere Arbeit.",
    "Suscríbete a nuestro boletín.",
    # a paragraph of appeals
    "From the front to the ballot our reporters are there, and every day thousands of people read them for free. "
    "Your donation keeps it so, and your support lets us stay. We never ask anyone to pay before they can read on.",
    # another article's headline, with another article's numbers
    "Read more: Ferry sinks off the coast, 63 dead",
    "READ ALSO: 12 killed in mine",
    "Читайте також: у шахті загинули 12 людей",
    "Читайте также: в шахте погибли 12 человек",
    "À lire aussi : 12 morts dans une mine",
    "Lesen Sie auch: 12 Tote in einer Mine",
    "Lea también: 12 muertos en una mina",
]

NOT_FURNITURE = [
    "Twelve people were killed.",
    "Killed: 12",
    "12",
    "Kharkiv",
    "“Thank you for your support,” Zelensky said.",
    "The ministry said that subscribers of its channel had sent 12 names of soldiers who were killed.",
    "Sign up for our newsletter: 45,100 soldiers have been killed.",
    "He read more than 30 names of the dead.",
    "The video shows the strike on the market.",
    "War came to the village in May.",
    "More than 46,000 soldiers have been killed.",
    "Kiew dankte für die Spenden.",
    "A man who sells cookies at the station saw it.",
    "| Monday | 12 | 30 |",
    "More from Sumy: 12 killed overnight",
    "More in Kharkiv died: 14 people",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", NOT_FURNITURE)
def test_the_article_stays(line: str) -> None:
    assert article_lines([line], None) == [line]


def test_a_repeated_paragraph_is_read_once_and_a_repeated_entry_stays() -> None:
    long = "Nine people were killed when a shell hit the market, the mayor said."
    again = "Nine people were killed when  a shell hit the market, the Mayor said"
    assert article_lines([long, "Kharkiv", "Killed: 3", again, "Odesa", "Killed: 3"], None) == [
        long,
        "Kharkiv",
        "Killed: 3",
        "Odesa",
        "Killed: 3",
    ]


def test_the_headline_is_not_said_again_whatever_its_quotes_and_case() -> None:
    lines = ["“Nine dead” – mayor’s word", "Nine died.", '"NINE DEAD" - mayor\'s word']
    assert article_lines(lines, "'Nine dead' — mayor's word".replace("'N", '"N').replace("d'", 'd"')) == ["Nine died."]


def test_a_button_before_a_caption_goes_and_the_caption_stays() -> None:
    assert article_lines(["open image in gallery 20,000 children were deported"], None) == [
        "20,000 children were deported"
    ]


DATE_LINES = [
    ("2025-02-18", "2025-02-18"),
    ("date 2025-02-18", "2025-02-18"),
    ("Feb. 5, 2026", "2026-02-05"),
    ("February 5th, 2026, 10:14 p.m. ET", "2026-02-05"),
    ("5 Feb 2026", "2026-02-05"),
    ("Tuesday 18 February 2025", "2025-02-18"),
    ("Published: 12 June 2025 - 11:26", "2025-06-12"),
    ("Published 12 June 2025 | Updated 14 June 2025", "2025-06-12"),
    ("By Ann Lee and Jo Roe, Feb. 5, 2026", "2026-02-05"),
    ("5 лютого 2026, 10:14", "2026-02-05"),
    ("Опубліковано 5 лютого 2026 р.", "2026-02-05"),
    ("5 февраля 2026 г., 10:14", "2026-02-05"),
    ("Publié le 5 février 2026 à 10h14", "2026-02-05"),
    ("Veröffentlicht am 5. Februar 2026 um 10:14 Uhr", "2026-02-05"),
    ("05.02.2026, 10:14 Uhr", "2026-02-05"),
    ("5 de febrero de 2026", "2026-02-05"),
    ("25/02/2026", "2026-02-25"),
    ("2026/02/05", "2026-02-05"),
]

NO_DATE_LINES = [
    "",
    "Updated 14 June 2025",
    "© 2026",
    "Copyright 5 February 2026 The Example",
    "In Paris on Jan. 6, 2026, he said so again.",
    "President Zelensky speaks in Paris on Jan. 6, 2026",
    "05/02/2026",
    "31 February 2026",
    "5 February 1826",
    "5 Whatever 2026",
    "February 2026",
    "12 killed on 5 February 2026",
    "5 February 2026 and 6 February 2026",
]


@pytest.mark.parametrize(("line", "date"), DATE_LINES)
def test_a_date_line_gives_its_date(line: str, date: str) -> None:
    assert date_in_line(line) == date


@pytest.mark.parametrize("line", NO_DATE_LINES)
def test_what_is_no_date_line_gives_none(line: str) -> None:
    assert date_in_line(line, "en") is None


def test_a_labelled_date_before_other_text_is_found_and_a_dateline_in_prose_is_not() -> None:
    assert date_at_start(" date 2025-02-18 Your gift helps us to go where the story is") == "2025-02-18"
    assert date_at_start("On 18 February 2025 twelve people were killed") is None


@pytest.mark.parametrize("module", [furniture, dateline, masthead])
def test_examples_in_the_docstrings_are_true(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted > 0
    assert results.failed == 0

"""The date that a number stands for: phrases as precise as the text, and which of them is the figure's."""

import datetime as dt

import pytest

from monitor.detect.date_phrases.dates import dates
from monitor.detect.reading.lexicon import lexicon
from monitor.detect.reading.line import read_line
from monitor.detect.reading.text import Sentence, normalise
from tests.detect.cases import read

TUESDAY = dt.date(2025, 6, 10)

PHRASES = [
    # the text, its value, its role
    ("on 4 February 2025", "2025-02-04", "on"),
    ("on Feb. 4", "2025-02-04", "on"),
    ("on Monday", "2025-06-09", "on"),
    ("on Tuesday", "2025-06-10", "on"),
    ("last Friday", "2025-06-06", "plain"),
    ("yesterday", "2025-06-09", "plain"),
    ("as of 5 May", "2025-05-05", "as_of"),
    ("by early May", "2025-05", "as_of"),
    ("by the end of March", "2025-03", "as_of"),
    ("in May", "2025-05", "span"),
    ("in 2024", "2024", "span"),
    ("this year", "2025", "span"),
    ("last month", "2025-05", "span"),
    ("in January this year", "2025-01", "span"),
    ("October of last year", "2024-10", "span"),
    ("in the first half of 2025", "2025-06", "span"),
    ("from January through April", "2025-04", "span"),
    ("between 26 and 30 January", "2025-01-30", "span"),
    ("between February 24, 2022, and January 29, 2025", "2025-01-29", "span"),
    ("the war of 1992-95", "1995", "span"),
    ("six months ago", "2024-12", "plain"),
    ("three years ago", "2022", "plain"),
    ("since 1 January", "2025-01-01", "start"),
    ("since the truce took effect on 10 March", "2025-03-10", "start"),
    ("from 24.02.22 to 09.06.25", "2025-06-09", "span"),
]
NOT_DATES = ["35,000 a month", "they may die", "24,500 men march", "a second attack", "the 2,014 dead"]


def phrase(text: str) -> list[tuple[str, str]]:
    """Value and role of each date of a text."""
    plain = normalise(text).text
    lex = lexicon("en", ())
    return [(p.value, p.role) for p in dates(read_line(plain, Sentence(0, len(plain), 0), lex), lex, TUESDAY)]


@pytest.mark.parametrize(("text", "value", "role"), PHRASES, ids=[row[0] for row in PHRASES])
def test_a_date_is_as_precise_as_its_words(text: str, value: str, role: str) -> None:
    assert (value, role) in phrase(f"It was {text}.")


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date(text: str) -> None:
    assert phrase(text) == []


AS_OF = [
    # what it means, the text, the number, the date
    ("explicit", "As of 5 May, 410 people had been killed, police said on Monday.", 410, "2025-05-05"),
    ("the harm's day", "Nine people were killed on Saturday, the governor said on Monday.", 9, "2025-06-07"),
    ("the day of the saying", "The governor said on Monday that 41,000 soldiers had died.", 41000, "2025-06-09"),
    ("nothing: publication", "Officials say 41,000 soldiers have died.", 41000, "2025-06-10"),
    ("a period's last day", "Russia lost 33,000 troops in May, Kyiv said on Monday.", 33000, "2025-05"),
    (
        "since: the day of the saying",
        "Since 1 January 900 civilians have been killed, the UN said on Monday.",
        900,
        "2025-06-09",
    ),
    (
        "this year: the day of the saying",
        "Trump said on Monday that 90,000 soldiers had died this year.",
        90000,
        "2025-06-09",
    ),
    ("a month that dates the saying", "In February Zelensky spoke of 31,000 killed.", 31000, "2025-02"),
    (
        "the same speaker later",
        "On Monday the UN gave a toll of 500 dead. It put the wounded at 700.",
        700,
        "2025-06-09",
    ),
    (
        "a heading's date",
        "Debaltseve, February 2015.\nThe prosecutor counted 267 soldiers killed.",
        267,
        "2015-02",
    ),
    (
        "the latest heading counts",
        "Debaltseve, February 2015.\nThe prosecutor counted 267 killed.\nToday\nKyiv counts 41,000 soldiers killed.",
        41000,
        "2025-06-10",
    ),
    (
        "another speaker later",
        "On Monday the UN gave a toll of 52,000 dead. Moscow claims 71,000 dead.",
        71000,
        "2025-06-10",
    ),
    (
        "a saying that is recalled",
        "On 4 February he had given 45,100 killed. Kyiv now admits 46,000 killed.",
        46000,
        "2025-06-10",
    ),
    ("a day earlier", "Nine died on Saturday. A day earlier a shell had killed four people.", 4, "2025-06-06"),
    ("the same day", "Nine died on Saturday. On the same day 31 were wounded.", 31, "2025-06-07"),
    ("a change: the old has its own", "The toll rose to 55 dead from 46 a year ago, police said.", 46, "2024-06"),
    ("a change: the new has not", "The toll rose to 55 dead from 46 a year ago, police said.", 55, "2025-06-10"),
    ("no comparison", "In April 700 civilians died, more than in March 2024.", 700, "2025-04"),
    (
        "an event's day is no count's",
        "The quake that struck on Friday has killed 3,145 people, officials said on Monday.",
        3145,
        "2025-06-09",
    ),
    ("its own of two", "In May 300 soldiers died and in April 260.", 300, "2025-05"),
    ("recalled", "In 2015 a gunman killed eight people in a restaurant.", 8, "2015"),
    ("opened by when", "It was the worst since last May, when an attack killed 16 people.", 16, "2025-05"),
    ("a dateline is none", "KYIV, June 3 (Wire) - Officials say 41,000 soldiers have died.", 41000, "2025-06-10"),
]


@pytest.mark.parametrize(("means", "text", "number", "date"), AS_OF, ids=[row[0] for row in AS_OF])
def test_as_of(means: str, text: str, number: int, date: str) -> None:
    figure = next(f for f in read(text) if f.low == number)
    assert figure.as_of == date


def test_an_incidents_figures_take_its_day() -> None:
    text = "Nine people were killed when a missile hit Kherson on Saturday.\n\nPolice say 31 were wounded."
    assert {f.as_of for f in read(text)} == {"2025-06-07"}


def test_a_heading_dates_the_figures_under_it() -> None:
    text = "All figures are as of 5 June 2025.\n\nSoldiers killed: 43,000, the ministry says."
    assert [f.as_of for f in read(text)] == ["2025-06-05"]


def test_the_wars_own_day_is_of_its_year() -> None:
    text = "Since October 7 the ministry has counted 61,000 dead."
    assert [str(f.scope) for f in read(text, topic="gaza")] == ["cumulative"]


def test_without_a_day_of_publication_relative_dates_are_none() -> None:
    figures = read("Nine people were killed on Saturday. In 2015 a gunman killed eight.", published=None)
    assert [f.as_of for f in figures] == [None, "2015"]

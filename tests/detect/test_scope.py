"""What a number covers, where it was and to which war it belongs: one row per construction, what it means first."""

import pytest

from monitor.model import Figure
from tests.detect.cases import read

SCOPES = [
    # what it means, topic, the text, the number, the scope
    (
        "a war's total",
        "russia-ukraine",
        "Since the invasion began 46,000 soldiers have been killed.",
        46000,
        "cumulative",
    ),
    ("an army's total", "russia-ukraine", "Kyiv puts Russian losses at 858,000 troops.", 858000, "cumulative"),
    ("what has come about", "gaza", "Hezbollah fire has killed 72 people, officials say.", 72, "cumulative"),
    (
        "an operation's total",
        "gaza",
        "The army lost 388 men in the land offensive that had begun on 27 October 2023.",
        388,
        "cumulative",
    ),
    ("since a war's own day", "gaza", "Since 7 October 2023 at least 61,000 people have died.", 61000, "cumulative"),
    ("since a truce", "gaza", "Since the truce of 10 March 414 people have been killed.", 414, "period"),
    ("a truce that costs", "gaza", "The truce, ten days old, had already cost 97 lives.", 97, "period"),
    ("a month", "russia-ukraine", "Russia lost 33,000 troops in May.", 33000, "period"),
    ("a year", "russia-ukraine", "Ukraine lost 500,000 men in 2024, Moscow claims.", 500000, "period"),
    ("a day's bulletin", "russia-ukraine", "Over the past 24 hours Ukraine lost 1,345 servicemen.", 1345, "period"),
    ("a stretch of days", "generic", "In three days of clashes 1,500 people were killed.", 1500, "period"),
    ("an increase", "russia-ukraine", "The toll increased by 899 killed.", 899, "period"),
    ("in a day is no rate", "russia-ukraine", "Kyiv lost 220 servicemen in a day.", 220, "period"),
    ("a rate", "russia-ukraine", "Ukraine loses 100 soldiers a day, Kyiv says.", 100, "rate"),
    ("a rate before its number", "russia-ukraine", "Average daily losses of 1,570 troops were reported.", 1570, "rate"),
    ("one strike", "russia-ukraine", "A missile strike on Kherson killed nine people.", 9, "incident"),
    ("a day of harm", "gaza", "Four soldiers were killed on Saturday, the army said.", 4, "incident"),
    ("a crash", "generic", "A bus crash near the border killed 19 people.", 19, "incident"),
    (
        "a year of another such incident",
        "generic",
        "In 2015 a gunman opened fire and killed eight people.",
        8,
        "incident",
    ),
    ("an earthquake", "generic", "The earthquake has killed 3,145 people.", 3145, "cumulative"),
    ("another war", "generic", "The civil war of 1975-1990 killed 150,000 people.", 150000, "cumulative"),
    (
        "a list's day is no span",
        "russia-ukraine",
        "The site listed 79,240 soldiers as killed in May.",
        79240,
        "cumulative",
    ),
    ("said in June, of all", "russia-ukraine", "London spoke of a million casualties in May.", 1000000, "cumulative"),
]


def the(figures: tuple[Figure, ...], number: int) -> Figure:
    """The figure with this number."""
    return next(f for f in figures if f.low == number)


@pytest.mark.parametrize(("means", "topic", "text", "number", "scope"), SCOPES, ids=[row[0] for row in SCOPES])
def test_scope(means: str, topic: str, text: str, number: int, scope: str) -> None:
    assert str(the(read(text, topic=topic), number).scope) == scope


def test_a_bulletins_parts_are_its_days() -> None:
    text = (
        "Over the past 24 hours Ukraine lost 1,345 servicemen, the Russian Defence Ministry said. "
        "It gave losses of over 90 men in the south and as many as 170 in the east."
    )
    assert {str(f.scope) for f in read(text)} == {"period"}


def test_a_bulletins_total_may_come_last() -> None:
    text = (
        "Ukraine lost over 190 servicemen in the north, the Russian Defence Ministry said.\n"
        "Ukrainian losses over the past 24 hours, the ministry said, were 1,250 servicemen."
    )
    assert {f.low: str(f.scope) for f in read(text)} == {190: "period", 1250: "period"}


def test_a_total_beside_a_days_number() -> None:
    text = "Raids killed 19 people in the past 24 hours and took the number of dead since the war broke out to 38,210."
    figures = read(text, topic="gaza")
    assert {f.low: str(f.scope) for f in figures} == {19: "period", 38210: "cumulative"}


SPANS = [
    ("Over the past 24 hours Ukraine lost 1,345 servicemen.", 1345, "1d"),
    ("Russia lost 33,000 troops in May.", 33000, "1mo"),
    ("Ukraine lost 500,000 men in 2024.", 500000, "1y"),
    ("Losses from January through April came to 281,550 troops.", 281550, "2025-01/2025-04"),
]


@pytest.mark.parametrize(("text", "number", "span"), SPANS)
def test_a_periods_length(text: str, number: int, span: str) -> None:
    assert the(read(text), number).span == span


def test_a_rates_unit() -> None:
    assert the(read("Moscow loses 35,000 soldiers a month."), 35000).per == "month"


PLACES = [
    ("A missile strike on Kherson killed nine people.", None, "kherson"),
    ("Nine people were killed in the town of Nikopol when a shell exploded.", None, "nikopol"),
    ("Nine people were killed on Saturday.", "Strike on market in Nikopol", "nikopol"),
]


@pytest.mark.parametrize(("text", "title", "place"), PLACES)
def test_an_incidents_place(text: str, title: str | None, place: str) -> None:
    assert the(read(text, title=title), 9).place == place


ELSEWHERE = [
    ("America lost 58,220 servicemen in Vietnam.", 58220, "vietnam"),
    ("The Second World War killed 27 million Soviet people.", 27000000, "second world war"),
    ("Soviet forces lost 15,000 soldiers in Afghanistan between 1979 and 1989.", 15000, "afghanistan"),
    ("Ukraine has lost 46,000 soldiers killed in the war.", 46000, None),
    ("In Bakhmut alone 20,000 Russian soldiers died.", 20000, None),
]


@pytest.mark.parametrize(("text", "number", "name"), ELSEWHERE)
def test_another_wars_dead_are_told_apart(text: str, number: int, name: str | None) -> None:
    assert the(read(text), number).elsewhere == name

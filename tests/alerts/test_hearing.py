"""Who hears of a page: grades as a filter, corrections to whoever was told, corroborated numbers when they are."""

import datetime as dt
from typing import Any

import pytest

from monitor.alerts.rules import alerts_for, hears
from monitor.diff.grade import Grade, grade_at
from monitor.history.schema import History, open_history
from monitor.history.watching import Watching
from monitor.model import AlertRule, EventKind
from monitor.packs import load_topic
from monitor.pipeline import process
from tests.alerts.stories import claim, event
from tests.builders import article

WAR = load_topic("russia-ukraine")
SAID = "President Volodymyr Zelensky said that {} Ukrainian soldiers had been killed in the war against Russia."
AGAIN = (
    "In Kyiv the president, Volodymyr Zelensky, put the number of Ukrainian soldiers killed at {}, and named no other."
)


def channel(name: str, **other: Any) -> AlertRule:
    return AlertRule(name=name, url="json://127.0.0.1:9/", **other)


EAGER = channel("eager")
PATIENT = channel("patient", grade=("corroborated",))
FIRSTS = channel("firsts", events=(EventKind.NEW,), min=50_000)
RULES = (EAGER, PATIENT, FIRSTS)


def handle(db: History, text: str, day: int, ident: str, **other: Any) -> list[str]:
    """The kinds of the events of an article of that day of March 2025."""
    page = article(text, id=ident, published=f"2025-03-{day:02}", url=f"https://news.example/{ident}", **other)
    return [one.event.value for one in process(page, db, topics=(WAR,), rules=RULES).events]


def queued(db: History) -> list[tuple[str, str]]:
    """Each alert's channel and the first word of its title."""
    return [(row["channel"], row["title"].split(" ")[0]) for row in db.query("SELECT * FROM notices ORDER BY number")]


@pytest.mark.parametrize(
    ("told", "witnesses", "found"),
    [
        (event(), 1, Grade.SINGLE),
        (event(), 2, Grade.CORROBORATED),
        (event(contested=True), 2, Grade.CONTESTED),
        (event(event=EventKind.CONFLICT), 2, Grade.CONTESTED),
        (event(against=(claim(700_000),)), 1, Grade.CONTESTED),
    ],
)
def test_the_grade_of_an_event_follows_from_its_witnesses(told: Any, witnesses: int, found: Grade) -> None:
    assert grade_at(told, witnesses) is found
    assert grade_at(told, witnesses, gone=True) is Grade.WITHDRAWN
    for one in Grade:
        assert hears(channel("x", grade=(one.value,)), told, grade_at(told, witnesses)) is (one is found)


def test_an_empty_grade_lets_every_one_through() -> None:
    assert [alert.channel for alert in alerts_for((event(), event(contested=True)), (EAGER,))] == ["eager", "eager"]


def test_a_patient_channel_hears_of_a_number_when_a_second_text_has_it() -> None:
    db = open_history(":memory:")
    assert handle(db, SAID.format("55,000"), 3, "one") == ["new"]
    assert queued(db) == [("eager", "NEW"), ("firsts", "NEW")]
    assert handle(db, SAID.format("55,000"), 3, "copy") == ["repeat"]
    assert len(queued(db)) == 2, "a copy of the text is no second witness"
    assert handle(db, AGAIN.format("55,000"), 4, "two") == ["repeat"]
    assert queued(db)[2:] == [("patient", "NEW")]
    first = next(iter(db.query("SELECT id FROM events WHERE event = 'new'")))["id"]
    assert all(row["event"] == first for row in db.query("SELECT event FROM notices"))
    assert handle(db, "A third report. " + AGAIN.format("55,000") + " He spoke in Kyiv.", 5, "three") == ["repeat"]
    assert len(queued(db)) == 3, "once"


def test_a_recall_corroborates_nothing_that_is_still_news() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("55,000"), 3, "one")
    handle(db, SAID.format("56,000"), 9, "two")
    told = len(queued(db))
    assert handle(db, AGAIN.format("55,000"), 10, "recall") == ["repeat"]
    late = article(AGAIN.format("56,000"), id="late", published="2025-09-01")
    process(late, db, topics=(WAR,), rules=RULES)
    assert len(queued(db)) == told


@pytest.mark.parametrize("second", [SAID.format("45,000"), "He met the press in Kyiv and gave no number."])
def test_a_correction_reaches_the_channels_of_the_first_alert(second: str) -> None:
    """HISTORY's rule 2: the article now carries another number, or no longer carries it."""
    db = open_history(":memory:")
    handle(db, SAID.format("55,000"), 3, "one")
    assert handle(db, second, 3, "one") == ["correction"]
    assert queued(db) == [
        ("eager", "NEW"),
        ("firsts", "NEW"),
        ("eager", "CORRECTION"),
        ("firsts", "CORRECTION"),  # though it asks for first numbers alone, and for no less than 50,000
    ]


def test_a_channel_that_was_told_nothing_hears_of_a_correction_by_its_filters_alone() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("45,000"), 3, "one")
    assert handle(db, SAID.format("44,000"), 3, "one") == ["correction"]
    assert queued(db) == [("eager", "NEW"), ("eager", "CORRECTION")]


def test_what_a_first_poll_brought_is_told_in_its_summary_alone() -> None:
    """HISTORY: the first poll of a new watch sets the baseline, one summary message, not one alert per figure."""
    db = open_history(":memory:")
    watching = Watching(db)
    reference = "2025-03.warc.gz:0"
    first = article(SAID.format("55,000"), id="one", published="2025-03-03", name=reference)
    process(first, db, topics=(WAR,))  # a silent arrival is handled without rules
    moment = dt.datetime(2025, 3, 3, tzinfo=dt.UTC)
    watching.arrived(reference, 9, watch="w", url="https://news.example/one", captured=moment, silent=True)
    assert handle(db, AGAIN.format("55,000"), 4, "two") == ["repeat"]
    assert queued(db) == []


def bodies(db: History, channel: str) -> list[str]:
    return [row["text"] for row in db.query("SELECT * FROM notices WHERE channel = ? ORDER BY number", (channel,))]


def test_a_correction_refers_to_the_alert_that_it_corrects() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("55,000"), 3, "one")
    first = next(iter(db.query("SELECT event FROM notices")))["event"]
    handle(db, SAID.format("45,000"), 3, "one")
    for name in ("eager", "firsts"):
        assert (
            f"follows the alert of 3 Mar 2025, {first}: NEW · Ukraine, military killed: 55,000" in bodies(db, name)[1]
        )


def test_a_contradiction_reaches_the_channels_of_the_figure_that_it_contradicts() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("55,000"), 3, "one")
    assert handle(db, SAID.format("45,000").replace("said", "said on 3 March"), 20, "two") == ["conflict"]
    assert queued(db)[2:] == [("eager", "CONFLICT"), ("firsts", "CONFLICT")]
    assert "follows the alert of 3 Mar 2025" in bodies(db, "firsts")[1]


def test_a_lone_jump_goes_out_at_once_and_says_so() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("46,000"), 3, "one")
    assert handle(db, SAID.format("146,000"), 9, "two") == ["update"]
    title, text = next(iter(db.execute("SELECT title, text FROM notices ORDER BY number DESC LIMIT 1")))
    assert title.startswith("UPDATE · Ukraine, military killed: 146,000, unconfirmed (")
    assert "unconfirmed: a jump that no other text and no other source tells of yet" in text


def test_a_jump_to_where_another_source_is_already_is_no_lone_one() -> None:
    db = open_history(":memory:")
    handle(db, SAID.format("46,000"), 3, "one")
    handle(db, "US officials said that 150,000 Ukrainian soldiers had been killed in the war against Russia.", 4, "us")
    handle(db, SAID.format("146,000"), 9, "two")
    assert "unconfirmed" not in "".join(bodies(db, "eager"))

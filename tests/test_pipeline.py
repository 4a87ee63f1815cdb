"""The corridor: one page in, one committed plan out; bad input is told and kept, the same again changes nothing."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.clean import clean
from monitor.history.report import Filters, rows
from monitor.history.schema import History, open_history
from monitor.model import (
    AlertRule,
    Article,
    Detection,
    Event,
    EventKind,
    Figure,
    Measure,
    Page,
    Population,
    Qualifier,
    Rejection,
    Scope,
    Status,
)
from monitor.packs import load_topic
from monitor.pipeline import ANY, Outcome, process, remember, topics_of
from tests.builders import article

WAR = load_topic("russia-ukraine")
PACKS = (WAR,)
NOON = dt.datetime(2026, 2, 5, 12, tzinfo=dt.UTC)
DESK = AlertRule(name="desk", url="json://127.0.0.1/")
WORDS = "Zelensky said on February 4, 2026, that {} Ukrainian soldiers had been killed in the war against Russia."
SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "seeds_gold.jsonl"


def page(number: int | str = "55,000", **other: Any) -> Page:
    body = f"<html><head><title>Army dead</title></head><body><article><h1>Army dead</h1><p>{WORDS.format(number)}</p>"
    body += (
        "<p>Officials in Kyiv did not comment on the number when they were asked about it on Thursday.</p></article>"
    )
    values = {"url": "https://news.example/a", "published": "2026-02-05", "captured": NOON, "name": "x.warc.gz:0"}
    return Page(body=body.encode(), **(values | other))


def db() -> History:
    return open_history(":memory:")


def said(outcome: Outcome) -> list[tuple[str, int]]:
    return [(event.event.value, event.low) for event in outcome.events]


def dump(history: History) -> list[str]:
    return [line for line in history.conn.iterdump() if "_sqlite_migrations" not in line]


def test_a_page_becomes_article_figure_and_event() -> None:
    history = db()
    outcome = process(page(), history, topics=PACKS)
    assert outcome.article == clean(page())
    assert said(outcome) == [("new", 55_000)]
    row = next(iter(history.query("SELECT * FROM articles")))
    assert (row["url"], row["seen_at"], row["page"]) == (
        "https://news.example/a",
        "2026-02-05T12:00:00Z",
        "x.warc.gz:0",
    )
    assert [one["low"] for one in rows(history, Filters(source="zelensky"))] == [55_000]
    assert history.table("notices").count == 0


def test_the_same_page_again_changes_nothing() -> None:
    history = db()
    process(page(), history, topics=PACKS, rules=(DESK,))
    before = dump(history)
    again = process(page(captured=NOON + dt.timedelta(days=1)), history, topics=PACKS, rules=(DESK,))
    assert (again.known, again.events, again.rejections) == (True, (), ())
    assert dump(history) == before


def test_an_edited_page_corrects_itself() -> None:
    history = db()
    process(page(), history, topics=PACKS)
    outcome = process(page("56,000", captured=NOON + dt.timedelta(hours=1)), history, topics=PACKS)
    assert said(outcome) == [("correction", 56_000)]
    assert outcome.events[0].previous is not None
    assert outcome.events[0].previous.low == 55_000
    assert [one["low"] for one in rows(history)] == [56_000]
    assert said(process(page("57,000", url="https://b.example/"), history, topics=PACKS)) == [("conflict", 57_000)]


def test_a_channel_hears_of_what_is_news_in_the_same_transaction() -> None:
    history = db()
    outcome = process(page(), history, topics=PACKS, rules=(DESK,))
    repeat = process(page(url="https://b.example/"), history, topics=PACKS, rules=(DESK,))
    assert [event.event for event in repeat.events] == [EventKind.REPEAT]
    queued = list(history.query("SELECT channel, state, event, kind FROM notices"))
    assert queued == [{"channel": "desk", "state": "waiting", "event": outcome.events[0].id, "kind": "new"}]


@pytest.mark.parametrize(
    ("bad", "stage"),
    [
        (Page(body=b"", name="empty.html"), "clean"),
        (Page(body=bytes(range(256)) * 40, name="rubbish.html"), "clean"),
        (Rejection(stage="archive", subject="x.warc.gz record 3", reason="is cut off: fetch it again"), "archive"),
    ],
)
def test_what_cannot_be_used_is_told_and_kept(bad: Page | Rejection, stage: str) -> None:
    history = db()
    outcome = process(bad, history, topics=PACKS)
    assert (outcome.article, outcome.events) == (None, ())
    assert [rejection.stage for rejection in outcome.rejections] == [stage]
    kept = list(history.query("SELECT stage, subject, reason FROM rejections"))
    assert [(row["stage"], row["subject"]) for row in kept] == [(stage, outcome.rejections[0].subject)]
    assert said(process(page(), history, topics=PACKS)) == [("new", 55_000)]


def test_an_article_with_a_topic_of_its_own_belongs_to_that_one() -> None:
    assert topics_of(article(topic=None), PACKS) == PACKS
    assert [topic.id for topic in topics_of(article(topic="gaza"), PACKS)] == ["gaza"]
    assert topics_of(article(topic="generic"), PACKS) == (ANY,)


def test_a_topic_that_nobody_knows_is_told_and_the_article_can_come_again() -> None:
    history = db()
    wrong = article(WORDS.format("55,000"), topic="atlantis")
    (rejection,) = process(wrong, history, topics=PACKS).rejections
    assert rejection.reason.startswith('unknown topic "atlantis"')
    assert history.table("articles").count == 0
    right = article(WORDS.format("55,000"), topic="russia-ukraine")
    assert said(process(right, history, topics=PACKS)) == [("new", 55_000)]


def test_any_disaster_is_recorded_under_generic() -> None:
    history = db()
    flood = article("At least 120 people were killed in floods in the north, the ministry said.", topic="generic")
    outcome = process(flood, history, topics=PACKS)
    assert said(outcome) == [("new", 120)]
    assert outcome.events[0].topic == "generic"


def test_an_article_about_nothing_is_stored_without_a_figure() -> None:
    history = db()
    outcome = process(article("The minister opened a bridge."), history, topics=PACKS)
    assert (outcome.events, outcome.known) == ((), False)
    assert (history.table("articles").count, history.table("figures").count) == (1, 0)


GOLD = Path(__file__).parent / "seeds_gold.jsonl"
KINDS: dict[str, Any] = {
    "population": Population,
    "measure": Measure,
    "qualifier": Qualifier,
    "scope": Scope,
    "status": Status,
}


def annotated(path: Path) -> list[tuple[Article, tuple[Figure, ...]]]:
    """The annotation's articles in order of publication, each with the figures that a perfect detector finds."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        doc = json.loads(line)
        if "text_file" in doc:
            doc["text"] = (path.parents[1] / doc["text_file"]).read_text("utf-8")
        told = Article(**{key: doc[key] for key in ("id", "title", "text", "published", "lang", "topic", "outlet")})
        figures = []
        for row in doc["figures"]:
            start = told.full_text.index(row["quote"])
            plain = ("party", "low", "high", "as_of", "quote", "place", "span", "per")
            figures.append(
                Figure(
                    **{key: row.get(key) for key in plain},
                    **{key: kind(row[key]) for key, kind in KINDS.items()},
                    sources=tuple(row["sources"]),
                    start=start,
                    end=start + len(row["quote"]),
                    sentence=row["quote"],
                    rule="annotated",
                )
            )
        found.append((told, tuple(figures)))
    return sorted(found, key=lambda pair: pair[0].published or "")


def replayed(path: Path) -> tuple[History, list[Event]]:
    history, events = db(), []
    for told, figures in annotated(path):
        events += remember(history, told, Detection(figures=figures), topics=PACKS).events
    return history, events


@pytest.fixture(params=[GOLD, SHARED], ids=["ours", "the five articles"])
def five(request: pytest.FixtureRequest) -> tuple[History, list[Event]]:
    if not request.param.is_file():
        pytest.skip(f"{request.param.name} of the shared corpus is not here")
    return replayed(request.param)


def test_zelenskys_series_is_five_numbers(five: tuple[History, list[Event]]) -> None:
    """31,000; 43,000; 45,100 with "45,000 by February 4" and "over 45,000" as its repeats; 46,000; 55,000."""
    found = rows(five[0], Filters(party="ukraine", population=Population.MILITARY, measure=Measure.KILLED), PACKS)
    series = [(row["as_of"][:7], row["low"]) for row in found if row["source"] == "zelensky"]
    assert series == [
        ("2024-02", 31_000),
        ("2024-12", 43_000),
        ("2025-02", 45_100),
        ("2025-02", 46_000),
        ("2026-02", 55_000),
    ]
    assert [row["contested"] for row in found if row["source"] == "zelensky"] == [False] * 5


def test_what_the_others_say_of_ukraines_dead(five: tuple[History, list[Event]]) -> None:
    """Trump's are conflicts, the US officials' are contested, 2014 to 2022 is a period of its own."""
    dead = [e for e in five[1] if (e.party, e.population, e.measure) == ("ukraine", "military", "killed")]
    assert {e.event for e in dead if e.source == "trump" and e.low == 700_000 and e.scope == Scope.CUMULATIVE} <= {
        EventKind.CONFLICT,
        EventKind.REPEAT,
    }
    found = rows(five[0], Filters(party="ukraine", measure=Measure.KILLED), PACKS)
    officials = [row for row in found if row["source"] == "us-officials"]
    assert officials
    assert [row["low"] for row in officials if not row["contested"]] == []
    assert all(row["scope"] == "period" for row in found if row["low"] == 4_400)


def test_confirmed_names_are_a_floor(five: tuple[History, list[Event]]) -> None:
    names = [e for e in five[1] if e.source == "mediazona" and e.low == 168_142]
    assert names
    assert all(e.event is not EventKind.CONFLICT and not e.against for e in names)
    assert not any(c.source == "mediazona" for e in five[1] for c in e.against)


def test_nothing_hypothetical_is_an_event(five: tuple[History, list[Event]]) -> None:
    assert [e for e in five[1] if e.status is Status.HYPOTHETICAL or e.low == 800_000] == []


TAKEN_BACK = {
    "en": (
        "The General Staff said that 5,500 Ukrainian soldiers had been killed in the war.",
        "The General Staff corrected its figure: 5,050 Ukrainian soldiers have been killed in the war, not 5,500.",
    ),
    "uk": (
        "Генштаб повідомив, що у війні загинули 5500 українських військових.",
        "Генштаб виправив свої дані: у війні загинули 5050 українських військових, а не 5500.",
    ),
    "ru": (
        "Генштаб сообщил, что на войне погибли 5500 украинских военных.",
        "Генштаб исправил свои данные: на войне погибли 5050 украинских военных, а не 5500.",
    ),
    "fr": (
        "L'état-major a déclaré que 5 500 soldats ukrainiens avaient été tués dans la guerre.",
        "L'état-major a rectifié son chiffre : 5 050 soldats ukrainiens ont été tués dans la guerre, et non 5 500.",
    ),
    "de": (
        "Der Generalstab teilte mit, dass in dem Krieg 5.500 ukrainische Soldaten getötet worden seien.",
        "Der Generalstab korrigierte seine Zahl: Getötet wurden in dem Krieg 5.050 ukrainische Soldaten, nicht 5.500.",
    ),
    "es": (
        "El Estado Mayor dijo que habían muerto 5.500 soldados ucranianos en la guerra.",
        "El Estado Mayor rectificó su cifra: murieron 5.050 soldados ucranianos en la guerra, no 5.500.",
    ),
}


@pytest.mark.parametrize("lang", TAKEN_BACK)
def test_a_number_that_its_source_takes_back_is_corrected(lang: str) -> None:
    db = open_history(":memory:")
    events = []
    for number, text in enumerate(TAKEN_BACK[lang]):
        page = article(text, id=f"a{number}", published=f"2026-02-0{4 + number}", lang=lang)
        events += process(page, db, topics=(WAR,)).events
    assert [(event.event, event.low, event.source) for event in events[:2]] == [
        (EventKind.NEW, 5500, "general-staff"),
        (EventKind.CORRECTION, 5050, "general-staff"),
    ]
    assert events[1].previous is not None
    assert events[1].previous.low == 5500
    assert [(event.event, event.low) for event in events[2:]] in ([], [(EventKind.REPEAT, 5500)])
    standing = db.execute("SELECT low, withdrawn FROM standing_claims ORDER BY low").fetchall()
    assert standing == [(5050, 0), (5500, 1)]


def test_a_number_stands_while_a_copy_of_the_text_still_has_it() -> None:
    history = db()
    for name in ("a", "b"):
        process(article(WORDS.format("55,000"), id=name, outlet=f"Paper {name}"), history, topics=PACKS)
    assert history.execute("SELECT articles, witnesses FROM tallies").fetchall() == [(2, 1)]
    edited = process(article("The war against Russia goes on, Zelensky said.", id="a"), history, topics=PACKS)
    assert said(edited) == [("correction", 55_000)]
    assert "One other article still has it." in edited.events[0].why
    assert [row["low"] for row in rows(history)] == [55_000]
    gone = process(article("Zelensky spoke about the war against Russia.", id="b"), history, topics=PACKS)
    assert said(gone) == [("correction", 55_000)]
    assert rows(history) == []

"""Archives with known contents give exactly the history that a reader of them would write down: the golden replays."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import read
from monitor.clean import clean
from monitor.detect.detector import detect
from monitor.history.report import Filters, rows
from monitor.history.schema import open_history
from monitor.model import Article, Event, EventKind, Figure, Measure, Page, Population, Scope, Status
from monitor.packs import load_topics
from monitor.records import event_record
from monitor.replay import replay

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN, REAL = ROOT / "seeds", SHARED / "seeds"
TOPICS = load_topics(["russia-ukraine"])
ZELENSKY = Filters(
    topic="russia-ukraine",
    party="ukraine",
    population=Population.MILITARY,
    measure=Measure.KILLED,
    source="zelensky",
)
ARCHIVES = pytest.mark.parametrize(
    "archive",
    [
        pytest.param(OWN, id="own"),
        pytest.param(
            REAL, id="real", marks=pytest.mark.skipif(not REAL.is_dir(), reason="the five articles are not beside this")
        ),
    ],
)
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "seeds_gold.jsonl").read_text("utf-8").splitlines()
]


@cache
def told(archive: Path) -> tuple[Event, ...]:
    return tuple(replay(archive))


def lines(events: tuple[Event, ...]) -> list[str]:
    return [json.dumps(event_record(event), ensure_ascii=False) for event in events]


@ARCHIVES
def test_series_of_the_president_is_his(archive: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    first = tuple(replay(archive, database=database))
    db = open_history(database, must_exist=True)
    series = [row for row in rows(db, ZELENSKY) if row["scope"] == Scope.CUMULATIVE]
    db.close()
    numbers = [(row["low"], row["as_of"]) for row in series]
    assert [low for low, _ in numbers] == [31_000, 43_000, 45_100, 46_000, 55_000]
    dates = [str(date) for _, date in numbers]
    assert dates[:2] == ["2024-02", "2024-12"]
    assert dates[2] in ("2025-02-03", "2025-02-04", "2025-02-05")
    assert "2025-02-14" <= dates[3] <= "2025-02-18"
    assert dates[4] == "2026-02-04"
    assert len(first) > 20
    assert tuple(replay(archive, database=database)) == ()


@ARCHIVES
def test_two_fresh_histories_tell_the_same_byte_for_byte(archive: Path, tmp_path: Path) -> None:
    assert lines(tuple(replay(archive, database=tmp_path / "other.db"))) == lines(told(archive))


@ARCHIVES
def test_what_is_conditional_is_no_event(archive: Path) -> None:
    assert not [event for event in told(archive) if event.low == 800_000]
    assert not [event for event in told(archive) if event.status is Status.HYPOTHETICAL]


@ARCHIVES
def test_a_president_elsewhere_is_in_conflict_with_the_presidents_own(archive: Path) -> None:
    kinds = [
        (event.event, [claim.low for claim in event.against])
        for event in told(archive)
        if (event.party, event.source, event.low) == ("ukraine", "trump", 700_000)
    ]
    assert kinds[0] == (EventKind.CONFLICT, [45_100])
    assert all(kind is EventKind.REPEAT for kind, _ in kinds[1:])


@ARCHIVES
def test_officials_higher_numbers_of_the_past_are_contested_and_silent(archive: Path) -> None:
    found = {
        event.low: event
        for event in told(archive)
        if event.low in (57_500, 70_000) and (event.party, event.measure) == ("ukraine", Measure.KILLED)
    }
    assert set(found) == {57_500, 70_000}
    assert {event.event for event in found.values()} == {EventKind.BACKFILL}
    assert found[57_500].contested


@ARCHIVES
def test_years_before_are_a_period_of_their_own(archive: Path, tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    events = [event for event in replay(archive, database=db) if event.low == 4_400]
    stored = [(row["scope"], row["span"]) for row in db.query("SELECT scope, span FROM figures WHERE low = 4400")]
    db.close()
    assert stored == [("period", "2014/2022")]
    assert {event.scope for event in events} <= {Scope.PERIOD}
    assert all(event.against == () for event in events)


@ARCHIVES
def test_confirmed_names_are_a_floor_and_contradict_nobody(archive: Path) -> None:
    names = [event for event in told(archive) if event.low in (168_142, 160_000)]
    assert {event.low for event in names} == {168_142, 160_000}
    assert {event.event for event in names} <= {EventKind.NEW, EventKind.REPEAT, EventKind.BACKFILL, EventKind.UPDATE}
    assert all(event.against == () for event in names)


@ARCHIVES
def test_roundings_are_repeats(archive: Path) -> None:
    rounded = [
        event
        for event in told(archive)
        if event.low == 45_000 and (event.party, event.measure) == ("ukraine", Measure.KILLED)
    ]
    assert [event.event for event in rounded] == [EventKind.REPEAT, EventKind.REPEAT]


def article_of(doc: dict[str, Any]) -> Article:
    (page,) = [page for page in read(OWN) if isinstance(page, Page) and page.name == f"{doc['id']}.html"]
    article = clean(page)
    assert isinstance(article, Article)
    return article


def keys(gold: dict[str, Any]) -> set[tuple[Any, ...]]:
    """Every right reading of an annotated figure."""
    also = gold.get("also", {})
    return {
        (gold["party"], population, measure, gold["low"], gold["high"])
        for population in [gold["population"], *also.get("population", [])]
        for measure in [gold["measure"], *also.get("measure", [])]
    }


def names(gold: dict[str, Any], figure: Figure) -> bool:
    """Whether the figure names one of those who may be named, or nobody where nobody is."""
    right = [*gold["sources"], *gold.get("also", {}).get("sources", [])]
    if not figure.sources:
        return not gold["sources"]
    return any(set(name.split()) & set(source.replace("-", " ").split()) for name in right for source in figure.sources)


def key(figure: Figure) -> tuple[Any, ...]:
    return (figure.party, figure.population, figure.measure, figure.low, figure.high)


@pytest.mark.parametrize("doc", GOLD, ids=[doc["id"] for doc in GOLD])
def test_every_annotated_figure_is_found_and_nothing_else(doc: dict[str, Any]) -> None:
    found = detect(article_of(doc), TOPICS).figures
    right = set().union(*(keys(gold) for gold in doc["figures"]))
    assert [figure.quote for figure in found if key(figure) not in right] == []
    seen = {key(figure) for figure in found}
    assert [gold["quote"] for gold in doc["figures"] if not keys(gold) & seen] == []


@pytest.mark.parametrize("doc", GOLD, ids=[doc["id"] for doc in GOLD])
def test_who_says_it_and_as_of_when(doc: dict[str, Any]) -> None:
    wrong = []
    found = {key(figure): figure for figure in detect(article_of(doc), TOPICS).figures}
    for gold in doc["figures"]:
        for figure in (found[one] for one in keys(gold) if one in found):
            dates = [gold["as_of"], *gold.get("also", {}).get("as_of", [])]
            asserted = gold["status"] != "hypothetical"  # what only could happen enters no series
            if asserted and not any((figure.as_of or "").startswith(date) for date in dates):
                wrong.append((gold["quote"], "as_of", figure.as_of))
            if not names(gold, figure):
                wrong.append((gold["quote"], "sources", figure.sources))
            if figure.scope not in [gold["scope"], *gold.get("also", {}).get("scope", [])]:
                wrong.append((gold["quote"], "scope", figure.scope.value))
            if figure.status != gold["status"]:
                wrong.append((gold["quote"], "status", figure.status.value))
    assert wrong == []

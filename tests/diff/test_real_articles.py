"""The five real articles as annotated by hand, in order of publication: the verdicts a desk would agree with."""

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.model import Article, Event, EventKind, Figure, Measure, Population, Qualifier, Scope, Status
from monitor.packs import load_topic
from tests.diff.memory import Memory

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "corpus" / "seeds_gold.jsonl"

pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason="../shared/corpus/seeds_gold.jsonl is not beside this checkout"
)


@pytest.fixture(scope="module")
def memory() -> Memory:
    memory = Memory((load_topic("russia-ukraine"),))
    documents = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    for document in sorted(documents, key=lambda one: one["published"]):
        page = Article(
            id=document["id"],
            text=(SHARED / document["text_file"]).read_text("utf-8"),
            title=document["title"],
            published=document["published"],
            lang=document["lang"],
        )
        memory.hear(page, [read(row, page) for row in document["figures"]])
    return memory


def read(row: dict[str, Any], page: Article) -> Figure:
    start = page.full_text.find(row["quote"])
    return Figure(
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        sources=tuple(row["sources"]),
        as_of=row["as_of"],
        scope=Scope(row["scope"]),
        status=Status(row["status"]),
        quote=row["quote"],
        start=start,
        end=start + len(row["quote"]),
        sentence=row["quote"],
        rule="gold",
    )


def told(memory: Memory, **wanted: object) -> list[tuple[str, int, str | None, str]]:
    found: list[Event] = [verdict.event for verdict in memory.verdicts if verdict.event is not None]
    return [
        (event.source or "", event.low, event.as_of, event.event.value + (" contested" if event.contested else ""))
        for event in found
        if all(getattr(event, key) == value for key, value in wanted.items())
    ]


KILLED = {"party": "ukraine", "population": "military", "measure": "killed", "scope": "cumulative"}


def test_the_dead_of_ukraine(memory: Memory) -> None:
    assert told(memory, **KILLED) == [
        ("zelensky", 45_100, "2025-02-03", "new"),
        ("trump", 700_000, "2025-01", "conflict contested"),
        ("us-officials", 57_500, "2024-10", "backfill contested"),
        ("zelensky", 45_000, "2025-02-04", "repeat"),
        ("zelensky", 43_000, "2024-12", "backfill"),
        ("zelensky", 46_000, "2025-02-18", "update"),
        ("trump", 700_000, "2025-01", "repeat contested"),
        ("us-officials", 70_000, "2024", "backfill contested"),
        ("zelensky", 45_000, "2025-02", "repeat"),
        ("zelensky", 31_000, "2024-02", "backfill"),
        ("zelensky", 55_000, "2026-02-04", "update"),
        ("zelensky", 55_000, "2026-02-04", "repeat"),
        ("zelensky", 43_000, "2024-12", "repeat"),
    ]


def test_the_series(memory: Memory) -> None:
    series = [
        (claim.as_of, claim.low)
        for claim in memory.accepted()
        if claim.source == "zelensky" and all(getattr(claim, key) == value for key, value in KILLED.items())
    ]
    assert series == [
        ("2024-02", 31_000),
        ("2024-12", 43_000),
        ("2025-02-03", 45_100),
        ("2025-02-18", 46_000),
        ("2026-02-04", 55_000),
    ]


def test_confirmed_names_are_a_floor(memory: Memory) -> None:
    names = told(memory, party="russia", measure="killed", source="mediazona")
    assert names == [("mediazona", 168_142, "2026-02-01", "new"), ("mediazona", 160_000, "2026-02-05", "backfill")]


def test_what_stands_apart(memory: Memory) -> None:
    """The years before the war are a period of their own, and 800,000 more dead are nobody's count."""
    period = [event for event in told(memory, scope="period") if event[1] == 4_400]
    assert period == [("un", 4_400, "2022", "backfill")]
    assert 800_000 not in {event[1] for event in told(memory)}
    assert any(figure.low == 800_000 for _, figure in memory.sightings)


def test_what_an_editor_reads(memory: Memory) -> None:
    why = {(verdict.event.low, verdict.event.event): verdict.event.why for verdict in memory.verdicts if verdict.event}
    assert why[55_000, EventKind.UPDATE] == (
        "Zelensky's own last number was more than 46,000 (as of 18 February 2025); "
        "at least 55,000 is 9,000 (19.6 %) more."
    )
    assert why[45_000, EventKind.REPEAT] == "Repeats Zelensky's 45,100 of 3 February 2025, rounded."
    assert why[700_000, EventKind.CONFLICT] == (
        "Trump says about 700,000 for January 2025 where Zelensky says 45,100 for 3 February 2025."
    )
    assert why[57_500, EventKind.BACKFILL] == (
        "Dated before Zelensky's 45,100 of 3 February 2025: a point of the past. No total that only rises fits both."
    )

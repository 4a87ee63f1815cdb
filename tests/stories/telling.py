"""A story's folder in, what it replays to out: a line for each event, as a person would write it down.

A folder holds `archive.jsonl` (articles), `story.toml` (what it is about, its topics), `events.txt` (what is expected),
and where the story has them `known.csv` (imported first) and a topic pack.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.alerts.words import number
from monitor.history.schema import MEMORY, History, open_history
from monitor.known import import_table
from monitor.layout import layout_for
from monitor.model import Claim, Event, EventKind, Status, Topic
from monitor.packs import load_topics
from monitor.replay import replay
from monitor.tabular import read_table

FOLDER = Path(__file__).parent
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/archive.jsonl"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as its folder has it."""

    name: str
    about: str
    topics: tuple[Topic, ...]

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def archive(self) -> Path:
        return self.folder / "archive.jsonl"

    @property
    def expected(self) -> Path:
        return self.folder / "events.txt"


def story(name: str) -> Story:
    """The story of that folder."""
    table = tomllib.loads((FOLDER / name / "story.toml").read_text("utf-8"))
    topics = load_topics(table.get("topics", ["russia-ukraine"]), base=FOLDER / name)
    return Story(name=name, about=table["about"], topics=topics)


def told(one: Story, database: History | Path | str = MEMORY) -> tuple[Event, ...]:
    """The events of a story's replay, after its known history is imported."""
    db = database if isinstance(database, History) else open_history(database)
    if (one.folder / "known.csv").exists():
        table = read_table(one.folder / "known.csv")
        import_table(db, table, layout_for(table.columns), one.topics, topic=one.topics[0])
    return tuple(replay(one.archive, database=db, topics=one.topics))


def ledger(events: Sequence[Event]) -> str:
    """The events as `events.txt` has them."""
    return "".join(f"{line(event)}\n" for event in events)


def line(event: Event) -> str:
    """One event: article, verdict, what it counts, number, source and date; then what it was held against."""
    counted = [event.party or "nobody's", event.population, event.measure]
    counted += [part for part in (event.scope if event.scope != "cumulative" else "", event.place, event.span) if part]
    said = (
        f"{number(event.low, event.high, event.qualifier)} per {event.source or 'nobody'}, {event.as_of or 'undated'}"
    )
    more = [
        *(["disputed"] if event.status is Status.DISPUTED else []),
        *(["contested"] if event.contested else []),
        *([f"was {claim(event.previous)}"] if event.previous and event.event is not EventKind.REPEAT else []),
        *([f"against {', '.join(map(claim, event.against))}"] if event.against else []),
    ]
    return " | ".join([f"{event.article.id:<4} {event.event:<10} {' '.join(counted)}", said, *more])


def claim(one: Claim) -> str:
    """Another number, in short."""
    return f"{number(one.low, one.high, one.qualifier)} ({one.source or 'nobody'}, {one.as_of or 'undated'})"

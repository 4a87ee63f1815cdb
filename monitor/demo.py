"""A folder of pages in, a fresh history of them and what a desk would see of it out."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from monitor.alerts.message import compose
from monitor.alerts.rules import is_news
from monitor.errors import MissingExtra, UsageError
from monitor.history.report import Filters, rows
from monitor.history.schema import History, open_history
from monitor.model import Event, EventKind, Measure, Message, Population, Rejection, Scope, Topic
from monitor.packs import load_topics
from monitor.picture import draw
from monitor.pipeline import Outcome
from monitor.replay import replay

TOPIC = "russia-ukraine"
# The series that the five pages tell: Ukrainian soldiers killed, in their president's own words
QUANTITY = Filters(topic=TOPIC, party="ukraine", population=Population.MILITARY, measure=Measure.KILLED)
SERIES = replace(QUANTITY, source="zelensky")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What came of the replay."""

    database: Path
    events: tuple[Event, ...]
    series: tuple[dict[str, Any], ...]  # the contract's rows of `SERIES`
    contested: tuple[dict[str, Any], ...]  # contested rows of the same quantity, from whomever
    alert: Message | None  # None: no event is news
    chart: Path | None  # None: it could not be drawn
    no_chart: str  # why; empty where there is one


def demo_topics() -> tuple[Topic, ...]:
    """The pack that the pages are held against."""
    return load_topics((TOPIC,))


@contextmanager
def sample_pages() -> Iterator[Path]:
    """The folder of the pages that come with the program, wherever it is installed."""
    with resources.as_file(resources.files("seeds")) as folder:
        yield folder


def fresh_folder() -> Path:
    """A new folder for the demo's files; it stays, so that the reader can go on with the history."""
    return Path(tempfile.mkdtemp(prefix="casualty-monitor-demo-"))


def play(
    pages: Path,
    folder: Path,
    topics: Sequence[Topic],
    *,
    on_article: Callable[[Outcome], None] = lambda _: None,
    on_rejection: Callable[[Rejection], None] = lambda _: None,
) -> Scene:
    """Replay `pages` into a new history in `folder`; `on_article` hears of each article as it is read."""
    database = folder / "demo.db"
    db = open_history(database)
    try:
        events = tuple(replay(pages, database=db, topics=topics, on_article=on_article, on_rejection=on_rejection))
        alerted = worth_showing(events)
        chart, no_chart = _chart(db, topics, folder)
        return Scene(
            database=database,
            events=events,
            series=tuple(row for row in rows(db, SERIES) if row["scope"] == Scope.CUMULATIVE),
            contested=tuple(row for row in rows(db, QUANTITY) if row["contested"]),
            alert=compose((alerted,), topics) if alerted else None,
            chart=chart,
            no_chart=no_chart,
        )
    finally:
        db.close()


def worth_showing(events: Sequence[Event]) -> Event | None:
    """The latest update of the series, else the latest news of it, else the latest news at all."""
    news = [event for event in events if is_news(event)]
    of_series = [event for event in news if _in_series(event)]
    updates = [event for event in of_series if event.event is EventKind.UPDATE]
    return next(reversed(updates or of_series or news), None)


def _in_series(event: Event) -> bool:
    return event.scope is Scope.CUMULATIVE and (
        (event.topic, event.party, event.population, event.measure, event.source)
        == (SERIES.topic, SERIES.party, SERIES.population, SERIES.measure, SERIES.source)
    )


def _chart(db: History, topics: Sequence[Topic], folder: Path) -> tuple[Path | None, str]:
    try:
        picture = draw(db, QUANTITY, topics)
    except (MissingExtra, UsageError) as fault:
        return None, str(fault)
    path = folder / "chart.png"
    path.write_bytes(picture)
    return path, ""

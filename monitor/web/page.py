"""What the page's rooms know of each other: the desk's configuration, and Datasette with the history behind it."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from monitor.config import Person, Serve
from monitor.errors import MissingExtra
from monitor.model import Topic
from monitor.web.people import Throttle

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database
else:
    try:
        from datasette.app import Datasette
        from datasette.database import Database
    except ImportError as absent:
        raise MissingExtra("the page needs `pip install 'casualty-monitor[web]'`", subject="web") from absent

T = TypeVar("T")

HERE = Path(__file__).parent
NAME = "data"  # the database's name in addresses, whatever its file is called
_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_signed_tokens": False,
    "default_page_size": 50,
    "facet_time_limit_ms": 400,
    "suggest_facets": False,  # a query for each column: 600 ms with 100,000 rows; each column's menu has its facet
    "sql_time_limit_ms": 2000,
    "default_cache_ttl": 0,
    "max_csv_mb": 200,
    "truncate_cells_html": 300,
    "num_sql_threads": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the page's rooms need to know."""

    database: Path
    archive: Path | None = None  # the folder of the stored pages; None: there is none to show
    topics: tuple[Topic, ...] = ()
    watches: tuple[tuple[str, str], ...] = ()  # names of the configured ones, with how often each looks
    channels: tuple[str, ...] = ()
    serve: Serve = field(default_factory=Serve)
    people: tuple[Person, ...] = ()
    throttle: Throttle = field(default_factory=Throttle)


class Page(Datasette):  # type: ignore[misc]
    """Datasette with the desk's page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            template_dir=str(HERE / "templates"),
            static_mounts=[("assets", str(HERE / "static"))],
            settings=_SETTINGS,
            secret=secrets.token_hex(32),  # a fresh one at each start: nobody's sign-in outlives the server
            metadata={
                "title": "Casualty monitor",
                "allow_sql": {"role": "admin"},
                "databases": {NAME: {"tables": _tables()}},
            },
        )
        self.desk = desk
        self.add_database(Database(self, path=str(desk.database), is_mutable=True), name=NAME)

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What a function of a reading connection answers, in a thread of its own."""
        answer: T = await self.get_database(NAME).execute_fn(question)
        return answer


def _tables() -> dict[str, Any]:
    """What Datasette's own pages say of the tables, and what they hide."""
    described = {
        "articles": "Every version of every article that was read.",
        "claims": "One row for each number of a series: who said it, as of when.",
        "figures": "One row for each sighting of a number in an article, with its quote.",
        "events": "One row for each verdict: new, update, repeat, backfill, conflict, correction.",
        "acceptances": "Each change of mind about whether a claim counts in its series.",
        "reviews": "What editors decided, when and why. Rows are only added.",
        "notices": "What each channel is to hear of each event: it waits, was told, or was silenced.",
        "outbox": "Messages: what was queued for which channel, and what became of it.",
        "silences": "What somebody wants to hear nothing of, why, and until when.",
        "acks": "Who has taken an event's alert on.",
    }
    tables: dict[str, Any] = {name: {"description": text} for name, text in described.items()}
    hidden = ("outbox_events", "witnesses", "archive_marks", "_sqlite_migrations", "addresses", "arrivals")
    return tables | {name: {"hidden": True} for name in hidden}

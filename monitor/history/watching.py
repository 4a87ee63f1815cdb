"""What the watches are like and what they announced goes in and comes out: the memory of live collection.

Five tables in the history's database, beside the figures: `watches` (one row each: rhythm, last success, trouble),
`addresses` (every article that was announced, and the validators of lists), `arrivals` (pages that are in the archive,
in the order in which they are handled), `archive_marks` (how far the archive is known) and `watch_events` (what ops
were told). Times are ISO 8601 in UTC. Nothing here decides anything: `monitor.collect` does.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlite_utils import Database, Migrations

from monitor.history.schema import faults, migrate, part, path_of, transaction
from monitor.history.tables import run_script
from spiders.errand import Known
from spiders.found import Link

_TABLES = """
CREATE TABLE watches (
    name TEXT PRIMARY KEY, url TEXT NOT NULL, polls INTEGER NOT NULL DEFAULT 0, baseline_at TEXT,
    polled_at TEXT, answered_at TEXT, yielded_at TEXT, dated_at TEXT, full_at TEXT, next_poll TEXT,
    interval REAL, habit REAL, failures REAL NOT NULL DEFAULT 0, in_a_row INTEGER NOT NULL DEFAULT 0,
    barren INTEGER NOT NULL DEFAULT 0, trouble TEXT, reason TEXT, since TEXT, told_at TEXT
) STRICT;
CREATE TABLE addresses (
    url TEXT PRIMARY KEY, watch TEXT NOT NULL, state TEXT NOT NULL, published TEXT, lang TEXT, changed TEXT,
    etag TEXT, last_modified TEXT, digest TEXT, reference TEXT, first_seen TEXT NOT NULL, checked TEXT,
    next_try TEXT, tries INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0, reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_watch ON addresses (watch, state, first_seen);
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, watch TEXT NOT NULL, url TEXT NOT NULL,
    captured TEXT NOT NULL, silent INTEGER NOT NULL DEFAULT 0, handled_at TEXT, outcome TEXT
) STRICT;
CREATE INDEX arrivals_waiting ON arrivals (id) WHERE handled_at IS NULL;
CREATE TABLE archive_marks (file TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE watch_events (
    id INTEGER PRIMARY KEY, watch TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
"""

MIGRATIONS = Migrations("watching")


@MIGRATIONS(name="watching-1-tables")
def _tables(db: Database) -> None:
    run_script(db, _TABLES)


@MIGRATIONS(name="watching-2-noticed")
def _noticed(db: Database) -> None:
    """What ops were told before there were channels for it is old news."""
    run_script(
        db,
        "ALTER TABLE watch_events ADD COLUMN noticed INTEGER NOT NULL DEFAULT 0;"
        " UPDATE watch_events SET noticed = 1;"
        " CREATE INDEX watch_events_unnoticed ON watch_events (id) WHERE noticed = 0",
    )


# States of an address: what is owed comes with the next poll, all else is known
LIST, OWED, KEPT, PASSED, GIVEN_UP, REMOVED = "list", "owed", "kept", "passed", "given up", "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchState:
    """What is known of a watch; None where it never happened or does not apply."""

    name: str
    url: str
    polls: int = 0
    baseline_at: dt.datetime | None = None  # when its first poll was handled
    polled_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    yielded_at: dt.datetime | None = None  # when it last brought an article with text
    dated_at: dt.datetime | None = None  # when it last brought one with a date
    full_at: dt.datetime | None = None  # when its list was last read whole
    next_poll: dt.datetime | None = None
    interval: dt.timedelta | None = None  # the adapted one; None: as configured
    habit: dt.timedelta | None = None  # the longest usual gap between two articles
    failures: float = 0.0  # in a row; soft ones count half
    in_a_row: int = 0  # failed polls in a row
    barren: int = 0  # polls in a row that brought pages without text, or a list without links
    trouble: str | None = None  # "fails", "went blind"; None: all is well
    reason: str | None = None
    since: dt.datetime | None = None  # of the trouble
    told_at: dt.datetime | None = None  # when ops were last told of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A page in the archive that is to be handled."""

    id: int
    reference: str
    watch: str
    url: str
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An article's address and what was got there."""

    url: str
    watch: str
    state: str
    published: str | None = None
    lang: str | None = None
    changed: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None  # of the words of the version that was handled last
    reference: str | None = None  # where that version is in the archive
    first_seen: dt.datetime
    checked: dt.datetime | None = None
    next_try: dt.datetime | None = None
    tries: int = 0
    missing: int = 0  # looks in a row at which it was not there
    reason: str | None = None

    @property
    def link(self) -> Link:
        return Link(url=self.url, published=self.published, lang=self.lang, changed=self.changed)


class Watching:
    """The tables of an open history; a call inside a `transaction` of it is a part of that."""

    def __init__(self, db: Database) -> None:
        """Makes the tables where they are missing."""
        self._db, self._path = db, path_of(db)
        migrate(db, (MIGRATIONS,))

    def together(self) -> AbstractContextManager[None]:
        """What is stored inside the block is stored whole or not at all."""
        return transaction(self._db)

    def apart(self) -> AbstractContextManager[None]:
        """A part of `together` that may fail alone."""
        return part(self._db)

    def state(self, name: str, url: str) -> WatchState:
        """What is known of a watch; a fresh state where it is new or has moved to another address."""
        row = self._one("SELECT * FROM watches WHERE name = ?", name)
        found = _state(row) if row is not None else WatchState(name=name, url=url)
        return found if found.url == url else replace(WatchState(name=name, url=url), baseline_at=found.baseline_at)

    def resting(self, now: dt.datetime) -> frozenset[tuple[str, str]]:
        """The watches whose time has not come, by name and address; one polled "later than now" was before a set-back.

        One look for all of them: the daemon asks every two seconds, and may have hundreds.
        """
        rows = self._all(
            "SELECT name, url FROM watches WHERE next_poll > ?1 AND (polled_at IS NULL OR polled_at <= ?1)", _text(now)
        )
        return frozenset((row["name"], row["url"]) for row in rows)

    def states(self) -> tuple[WatchState, ...]:
        """All watches that were ever polled, by name."""
        return tuple(_state(row) for row in self._all("SELECT * FROM watches ORDER BY name"))

    def save(self, state: WatchState) -> None:
        """Stores a watch's state."""
        values = {one.name: _plain(getattr(state, one.name)) for one in fields(state)}
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        sets = ", ".join(f"{name} = excluded.{name}" for name in values)
        with self._writing() as db:
            db.execute(
                f"INSERT INTO watches ({names}) VALUES ({marks}) ON CONFLICT (name) DO UPDATE SET {sets}", values
            )

    def known(self, url: str) -> Known | None:
        """What is remembered of an address; None: it was never announced, or it is owed."""
        row = self._one(
            "SELECT changed, checked, etag, last_modified FROM addresses WHERE url = ? AND state != 'owed'", url
        )
        if row is None:
            return None
        return Known(
            changed=row["changed"],
            checked=_moment(row["checked"]),
            etag=row["etag"],
            last_modified=row["last_modified"],
        )

    def address(self, url: str) -> Address | None:
        """All that is known of an address; None: it was never announced."""
        row = self._one("SELECT * FROM addresses WHERE url = ?", url)
        return _address(row) if row is not None else None

    def owed(self, watch: str, now: dt.datetime, limit: int) -> tuple[Address, ...]:
        """Articles that were announced and are still to be got, and whose time has come; the oldest first."""
        rows = self._all(
            "SELECT * FROM addresses WHERE watch = ? AND state = 'owed' AND (next_try IS NULL OR next_try <= ?)"
            " ORDER BY first_seen, url LIMIT ?",
            *(watch, _text(now), limit),
        )
        return tuple(map(_address, rows))

    def recent(self, watch: str, since: dt.datetime) -> tuple[Address, ...]:
        """Articles kept since then, the newest first."""
        rows = self._all(
            "SELECT * FROM addresses WHERE watch = ? AND state = 'kept' AND first_seen >= ?"
            " ORDER BY first_seen DESC, url",
            *(watch, _text(since)),
        )
        return tuple(map(_address, rows))

    def held(self, watch: str, limit: int = 200) -> tuple[str, ...]:
        """The watch's latest kept addresses."""
        rows = self._all(
            "SELECT url FROM addresses WHERE watch = ? AND state = 'kept' ORDER BY first_seen DESC LIMIT ?",
            watch,
            limit,
        )
        return tuple(row["url"] for row in rows)

    def put(self, addresses: Iterable[Address]) -> None:
        """Stores addresses as they now are; `first_seen` stays as it was first."""
        names = [one.name for one in fields(Address)]
        sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("url", "first_seen"))
        sql = (
            f"INSERT INTO addresses ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
            f" ON CONFLICT (url) DO UPDATE SET {sets}"
        )
        with self._writing() as db:
            db.executemany(sql, [[_plain(getattr(one, name)) for name in names] for one in addresses])

    def arrived(self, reference: str, end: int, *, watch: str, url: str, captured: dt.datetime, silent: bool) -> None:
        """Notes a page that is in the archive, `end` being the length of its file with it; twice is once."""
        file = reference.partition(":")[0]
        with self._writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO arrivals (reference, watch, url, captured, silent) VALUES (?, ?, ?, ?, ?)",
                (reference, watch, url, _text(captured), int(silent)),
            )
            db.execute(
                "INSERT INTO archive_marks VALUES (?, ?)"
                " ON CONFLICT (file) DO UPDATE SET size = max(size, excluded.size)",
                (file, end),
            )

    def mark(self, file: str) -> int | None:
        """How far a file of the archive is known, in bytes; None: not at all."""
        row = self._one("SELECT size FROM archive_marks WHERE file = ?", file)
        return int(row["size"]) if row is not None else None

    def set_mark(self, file: str, size: int) -> None:
        """Says how far a file of the archive is known, where a program other than this one wrote it."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO archive_marks VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET size = excluded.size",
                (file, size),
            )

    def waiting(self) -> tuple[Arrival, ...]:
        """Pages that are to be handled, in their order."""
        rows = self._all("SELECT * FROM arrivals WHERE handled_at IS NULL ORDER BY captured, id")
        return tuple(
            Arrival(
                id=row["id"],
                reference=row["reference"],
                watch=row["watch"],
                url=row["url"],
                silent=bool(row["silent"]),
            )
            for row in rows
        )

    def handled(self, arrival: Arrival, outcome: str, now: dt.datetime, address: Address | None = None) -> None:
        """Notes that a page was handled, and what its address is now."""
        with self._writing() as db:
            db.execute(
                "UPDATE arrivals SET handled_at = ?, outcome = ? WHERE id = ?", (_text(now), outcome[:500], arrival.id)
            )
            if address is not None:
                self.put((address,))

    def last_capture(self) -> dt.datetime | None:
        """The capture time of the last page; None: there is none."""
        row = self._one("SELECT max(captured) AS last FROM arrivals")
        return _moment(row["last"]) if row is not None else None

    def moved(self, moves: Sequence[tuple[str, str | None]]) -> None:
        """Follows a rewritten archive: from old reference to new one; None: the page is gone."""
        with self._writing() as db:
            db.execute("CREATE TEMP TABLE moves (old TEXT PRIMARY KEY, new TEXT)")
            db.executemany("INSERT INTO moves VALUES (?, ?)", moves)
            db.execute("DELETE FROM arrivals WHERE reference IN (SELECT old FROM moves WHERE new IS NULL)")
            # By way of a name that no page has: references of one file move onto each other's old places
            db.execute(
                "UPDATE arrivals SET reference = '>' || (SELECT new FROM moves WHERE old = reference)"
                " WHERE reference IN (SELECT old FROM moves WHERE new IS NOT NULL)"
            )
            db.execute("UPDATE arrivals SET reference = substr(reference, 2) WHERE reference LIKE '>%'")
            db.execute(
                "UPDATE addresses SET reference = (SELECT new FROM moves WHERE old = reference)"
                " WHERE reference IN (SELECT old FROM moves)"
            )
            db.execute("DROP TABLE moves")

    def tell(self, watch: str, kind: str, reason: str, now: dt.datetime) -> None:
        """Keeps what ops were told."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO watch_events (watch, kind, at, reason) VALUES (?, ?, ?, ?)",
                (watch, kind, _text(now), reason),
            )

    def _one(self, sql: str, *values: Any) -> sqlite3.Row | None:
        return next(iter(self._all(sql, *values)), None)

    def _all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with faults(self._path):
            cursor = self._db.conn.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with transaction(self._db):
            yield self._db.conn


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return _text(value)
    return value.total_seconds() if isinstance(value, dt.timedelta) else value


def _filled(kind: Callable[..., Any], row: sqlite3.Row, moments: frozenset[str], spans: frozenset[str]) -> Any:
    values = {key: row[key] for key in row.keys()}  # noqa: SIM118 (a Row iterates over values)
    values |= {key: _moment(values[key]) for key in moments}
    values |= {key: dt.timedelta(seconds=values[key]) for key in spans if values[key] is not None}
    return kind(**values)


_STATE_MOMENTS = frozenset(
    "baseline_at polled_at answered_at yielded_at dated_at full_at next_poll since told_at".split()  # noqa: SIM905
)


def _state(row: sqlite3.Row) -> WatchState:
    found: WatchState = _filled(WatchState, row, _STATE_MOMENTS, frozenset(("interval", "habit")))
    return found


def _address(row: sqlite3.Row) -> Address:
    found: Address = _filled(Address, row, frozenset(("first_seen", "checked", "next_try")), frozenset())
    return found


def unnoticed(db: Database) -> tuple[dict[str, Any], ...]:
    """What befell watches and is still to be told, in its order; a reminder of what somebody has taken on is not.

    Empty where nothing was ever watched.
    """
    with faults(path_of(db)):
        known = db.execute("SELECT 1 FROM pragma_table_info('watch_events') WHERE name = 'noticed'").fetchone()
        if known is None:
            return ()
        return tuple(
            db.query(
                "SELECT w.*, w.kind LIKE '%still%' AND EXISTS ("
                "  SELECT 1 FROM watch_events b JOIN acks a ON a.event = 'w' || b.id WHERE b.watch = w.watch"
                "  AND b.id < w.id AND b.id >= (SELECT max(c.id) FROM watch_events c WHERE c.watch = w.watch"
                "  AND c.id < w.id AND c.kind IN ('fails', 'went blind'))"
                " ) AS taken FROM watch_events w WHERE w.noticed = 0 ORDER BY w.id"
            )
        )


def mark_noticed(db: Database, numbers: Iterable[int]) -> None:
    """These were told, or need not be."""
    with transaction(db):
        for number in numbers:
            db.execute("UPDATE watch_events SET noticed = 1 WHERE id = ?", (number,))

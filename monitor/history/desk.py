"""The tables of the desk's page: editors' verdicts, full text of articles and figures, which alert tells of what.

They are made when the page is first served. Triggers keep the full text and the links up to date, so that a program
that knows nothing of them (an older daemon) fills them too.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from monitor.history.schema import History, open_history
from monitor.history.tables import run_script

PATIENCE = 10.0  # seconds that an editor's act waits for another writer

_REVIEWS = """
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY, act TEXT NOT NULL CHECK (act IN ('confirm', 'reject', 'correct', 'mute', 'undo')),
    person TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, claim TEXT REFERENCES claims (id),
    event TEXT REFERENCES events (id), replacement TEXT REFERENCES claims (id), before TEXT NOT NULL DEFAULT '[]',
    undoes INTEGER UNIQUE REFERENCES reviews (id), quantity INTEGER REFERENCES quantities (id), source TEXT, until TEXT
) STRICT;
CREATE INDEX reviews_by_claim ON reviews (claim, id);
CREATE INDEX reviews_by_act ON reviews (act, until);
CREATE INDEX events_by_kind ON events (event);
CREATE INDEX outbox_by_channel ON outbox (channel, state);
CREATE TABLE outbox_events (
    event TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO outbox_events SELECT one.value, outbox.number FROM outbox, json_each(outbox.events) AS one
"""

_TRIGGERS = (
    *(
        f"CREATE TRIGGER reviews_no_{name} BEFORE {name} ON reviews "
        "BEGIN SELECT RAISE(ABORT, 'rows of reviews are only added'); END"
        for name in ("update", "delete")
    ),
    "CREATE TRIGGER outbox_events_added AFTER INSERT ON outbox BEGIN INSERT OR IGNORE INTO outbox_events"
    " SELECT value, NEW.number FROM json_each(NEW.events); END",
    "CREATE TRIGGER outbox_events_gone AFTER DELETE ON outbox BEGIN"
    " DELETE FROM outbox_events WHERE number = OLD.number; END",
)

# A table's columns for full text, and the words of its index; rows are only added, so one trigger each is enough
_TEXTS = {"articles": ("title", "text", "outlet"), "figures": ("quote", "sentence")}

MIGRATIONS = Migrations("desk")


@MIGRATIONS(name="desk-1-tables")
def _tables(db: Database) -> None:
    run_script(db, _REVIEWS)
    for trigger in _TRIGGERS:
        db.execute(trigger)


@MIGRATIONS(name="desk-2-full-text")
def _full_text(db: Database) -> None:
    for table, columns in _TEXTS.items():
        names = ", ".join(columns)
        db.execute(
            f'CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, content="{table}",'
            " tokenize='unicode61 remove_diacritics 2')"
        )
        db.execute(f"INSERT INTO {table}_fts (rowid, {names}) SELECT rowid, {names} FROM {table}")
        new = ", ".join(f"NEW.{name}" for name in columns)
        db.execute(
            f"CREATE TRIGGER {table}_fts_added AFTER INSERT ON {table} BEGIN"
            f" INSERT INTO {table}_fts (rowid, {names}) VALUES (NEW.rowid, {new}); END"
        )


def open_desk(path: Path | str, *, patience: float = PATIENCE) -> History:
    """An existing history with the desk's tables, up to date; DatabaseError as `open_history`."""
    return open_history(path, must_exist=True, sets=(MIGRATIONS,), patience=patience)


def reading(conn: sqlite3.Connection) -> History:
    """A connection that somebody else opened for reading, as a history; nothing is migrated."""
    return Database(conn, recursive_triggers=False)

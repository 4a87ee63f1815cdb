"""A database's path comes in, an open connection to its tables goes out: made where missing, migrated where old."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database, Migrations

from monitor.errors import DatabaseError, EvidenceError
from monitor.history.tables import MIGRATIONS, NO_EVIDENCE

History = Database  # an open one: what the rooms below pass on

PATIENCE = 30.0  # seconds to wait for another writer
MEMORY = ":memory:"


def open_history(
    path: Path | str, *, must_exist: bool = False, sets: Sequence[Migrations] = (), patience: float = PATIENCE
) -> Database:
    """The history of that file, or a fresh one in memory for ":memory:"; its tables and those of `sets` are up to date.

    The connection belongs to the thread that opened it; it waits `patience` seconds for another writer. DatabaseError:
    the file is damaged, no database, of a newer version, locked, or cannot be written; with `must_exist`, also where
    there is none.
    """
    shown = str(path)
    if shown != MEMORY:
        _usable(Path(path), must_exist=must_exist)
    with faults(shown):
        conn = sqlite3.connect(shown, timeout=patience, isolation_level=None)
    try:
        with faults(shown):
            db = Database(conn)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                conn.execute(f"PRAGMA {pragma}").fetchall()
            migrate(db, (MIGRATIONS, *sets))
    except BaseException:
        conn.close()
        raise
    return db


def open_to_read(path: Path | str) -> Database:
    """An existing history, only to be read: an older one is not brought up to date. DatabaseError as `open_history`."""
    shown = str(path)
    _usable(Path(path), must_exist=True, writing=False)
    with faults(shown):
        conn = sqlite3.connect(f"file:{quote(str(Path(path).absolute()))}?mode=ro", uri=True, timeout=PATIENCE)
        try:
            ours = conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'standing_claims'").fetchone()
        except BaseException:
            conn.close()
            raise
    if ours is None:
        conn.close()
        raise DatabaseError(f"{shown}: is no database of casualty-monitor; name another file", subject=shown)
    return Database(conn, recursive_triggers=False)


def migrate(db: Database, sets: Sequence[Migrations]) -> None:
    """Brings the tables of each set up to date, in one transaction; DatabaseError where a newer program made them."""
    with faults(db):
        if all(_is_current(db, one) for one in sets):
            return
        _keep_copy(db, sets)
        with transaction(db):  # another process may be at it: whoever comes second finds it done
            for one in sets:
                if not _is_current(db, one):
                    one.apply(db)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All or nothing: takes the right to write at once, so that what is read inside stays true; inside another, a part
    of that one. DatabaseError in one line where the file cannot be written."""
    with faults(db):
        if db.conn.in_transaction:
            yield
            return
        try:
            db.conn.execute("BEGIN IMMEDIATE")
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise


@contextmanager
def part(db: Database) -> Iterator[None]:
    """A part of the open transaction that may fail alone: then it leaves nothing, and what came before stays."""
    with faults(db):
        db.conn.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if db.conn.in_transaction:  # else a fault of the disk has undone all of it already
                db.conn.execute("ROLLBACK TO part")
                db.conn.execute("RELEASE part")
            raise
        db.conn.execute("RELEASE part")


@contextmanager
def faults(where: Database | str) -> Iterator[None]:
    """A fault of an open database, or of that path, as a `DatabaseError`: what, where and how to mend it.

    What the tables refuse is our own fault and stays what it is, but for a quote that is not in the stored text.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        if str(error) != NO_EVIDENCE:
            raise
        raise EvidenceError(NO_EVIDENCE) from error
    except sqlite3.Error as error:
        path = where if isinstance(where, str) else path_of(where)
        raise DatabaseError(f"{path}: {_in_words(error)}", subject=path) from error


def path_of(db: Database) -> str:
    """The path of an open database's file, as a person would name it."""
    try:
        row = db.conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    except sqlite3.Error:  # asked because of another fault of it
        return "the database"
    return str(row[0]) if row and row[0] else MEMORY


def _keep_copy(db: Database, sets: Sequence[Migrations]) -> None:
    """Before older tables are changed, the whole database is copied beside itself: `x.db.before-history-2`."""
    path = path_of(db)
    changes = [one.pending(db)[0].name for one in sets if one.applied(db) and one.pending(db)]
    copy = Path(f"{path}.before-{changes[0]}") if changes and path != MEMORY else None
    if copy is not None and not copy.exists():
        db.conn.execute("VACUUM INTO ?", (str(copy),))


def _is_current(db: Database, one: Migrations) -> bool:
    applied = {migration.name for migration in one.applied(db)}
    pending = one.pending(db)
    known = {migration.name for migration in one._migrations}
    if not applied <= known:
        path = path_of(db)
        raise DatabaseError(f"{path}: was written by a newer casualty-monitor; upgrade the program", subject=path)
    return not pending


def _usable(path: Path, *, must_exist: bool, writing: bool = True) -> None:
    """What SQLite would tell in one word for many things: "unable to open database file"."""
    said = None
    try:
        if "\0" in str(path):
            said = "cannot be a path; name another file with --database"
        elif path.is_dir():
            said = "is a folder; name a file"
        elif path.exists():
            if not os.access(path, os.R_OK | (os.W_OK if writing else 0)):
                said = "may not be read and written; check its permissions"
        elif must_exist:
            said = "there is no such database; `casualty-monitor replay` or `run` makes one, --database names another"
        elif not path.parent.is_dir():
            said = f"there is no folder {path.parent}; make it, or name another file with --database"
        elif not os.access(path.parent, os.W_OK | os.X_OK):
            said = f"the folder {path.parent} may not be written; check its permissions"
    except (OSError, ValueError) as error:
        said = f"cannot be a path ({getattr(error, 'strerror', None) or error}); name another file with --database"
    if said:
        raise DatabaseError(f"{path}: {said}", subject=str(path))


_WORDS = {
    sqlite3.SQLITE_NOTADB: "is no database; name another file with --database, or move this one away",
    sqlite3.SQLITE_CORRUPT: "is damaged; bring back a copy with `casualty-monitor restore`, or replay the archive",
    sqlite3.SQLITE_BUSY: "is held by another program; try again when that has ended",
    sqlite3.SQLITE_LOCKED: "is held by another program; try again when that has ended",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the path and the permissions of its folder",
    sqlite3.SQLITE_READONLY: "may not be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "may not be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_FULL: "the disk is full; free some space and start again: nothing is half written",
    sqlite3.SQLITE_IOERR: "the disk gives an error; check it and its free space, then start again",
}


def _in_words(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    known = _WORDS.get(code & 0xFF) if code is not None else None
    return known or f"cannot be used ({' '.join(str(error).split())}); is it a database of casualty-monitor?"

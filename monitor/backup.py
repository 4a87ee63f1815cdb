"""A database and a file come in: the one is copied whole into the other while others write, or brought back from it.

A copy is one file without companions, made beside its target and renamed when it has been found whole: what stands
under the target's name is the former file or the finished copy, never a half. Pages of the archive are not in it.
"""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from monitor.alone import alone
from monitor.errors import DatabaseError, UsageError
from monitor.history.schema import PATIENCE, faults, open_history

KEPT = "before-restore"  # how the name of a database ends that `restore` has put aside
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database in use

_DAMAGED = frozenset((sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a database holds."""

    articles: int
    figures: int
    events: int
    size: int  # bytes of its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What `restore` did."""

    contents: Contents
    kept: Path | None  # where the former database is now; None: there was none


def backup(database: Path, target: Path, *, force: bool = False) -> Contents:
    """Copies the database, as it is at one moment, to `target`; others go on reading and writing meanwhile.

    UsageError: there is such a file already (unless `force`), or it cannot be one. DatabaseError: the database is
    missing, damaged or not of this program, or the copy cannot be written; then `target` is as it was.
    """
    _must_be_there(database)
    _usable_target(database, target, force=force)
    with _folder_beside(target) as folder:
        copy = folder / target.name
        _copy(database, copy)
        contents = examine(copy, shown=database)
        shutil.copymode(database, copy)
        os.replace(copy, target)
    _sync(target.parent)
    return contents


def restore(source: Path, database: Path) -> Restored:
    """Puts a copy of `source` in the database's place; the former one is kept beside it as `x.db.before-restore`.

    An older `source` comes up to date on the way; the file itself is not touched. DatabaseError: `source` is missing,
    damaged, of a newer version or not of this program, or another program uses the database; then nothing has changed.
    """
    _must_be_there(source)
    if database.is_dir():
        raise UsageError(f"{database}: is a folder; name a file with --database", subject=str(database))
    if database.exists() and os.path.samefile(source, database):
        raise UsageError(f"{source}: is the database itself; name a backup of it", subject=str(source))
    with alone(database), _folder_beside(database) as folder:
        copy = folder / database.name
        _copy(source, copy)
        contents = examine(copy, shown=source)
        open_history(copy, must_exist=True).close()
        _leave_one_file(copy, patience=PATIENCE)
        kept = None
        if database.exists():
            shutil.copymode(database, copy)
            kept = _put_aside(database)
        os.replace(copy, database)
        _sync(database.parent)
    return Restored(contents=contents, kept=kept)


def examine(database: Path, *, shown: Path | None = None) -> Contents:
    """What a database holds, once every page of it is found whole; changes nothing in it.

    DatabaseError, in which it is called `shown`: it is damaged, or not of this program.
    """
    name = str(shown or database)
    with faults(name), _reading(database) as conn:
        (said,) = conn.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            mend = "bring back a copy with `casualty-monitor restore`, or replay the archive"
            raise DatabaseError(f"{name}: is damaged ({' '.join(said.split())[:120]}); {mend}", subject=name)
        if not _is_ours(conn):
            raise DatabaseError(f"{name}: is no database of casualty-monitor; name another file", subject=name)
        articles, figures, events = (
            conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("articles", "figures", "events")
        )
    return Contents(articles=articles, figures=figures, events=events, size=database.stat().st_size)


def _is_ours(conn: sqlite3.Connection) -> bool:
    """Whether this program has made tables in it: it would make them in any other database, too."""
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return False
    return bool(conn.execute("SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'history'").fetchone())


def _must_be_there(database: Path) -> None:
    if database.is_dir():
        raise DatabaseError(f"{database}: is a folder; name a file", subject=str(database))
    if not database.exists():
        raise DatabaseError(f"{database}: there is no such database; check the path", subject=str(database))


def _usable_target(database: Path, target: Path, *, force: bool) -> None:
    said = None
    if target.is_dir():
        said = "is a folder; name a file in it"
    elif not target.parent.is_dir():
        said = f"there is no folder {target.parent}; make it, or name another file"
    elif target.exists() and os.path.samefile(database, target):
        said = "is the database itself; name another file"
    elif any(target.with_name(target.name + one).exists() for one in COMPANIONS):
        said = "is a database in use; name another file"  # its companions would spoil the copy under its name
    elif os.path.lexists(target) and not force:
        said = "is there already; name another file, or overwrite it with --force"
    if said:
        raise UsageError(f"{target}: {said}", subject=str(target))


@contextlib.contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the target's disk, for as long as the block: a file in it takes the target's name in one step."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        said = f"{target}: the folder {target.parent} may not be written ({error.strerror}); check its permissions"
        raise DatabaseError(said, subject=str(target)) from None
    with folder as path:
        yield Path(path)


@contextlib.contextmanager
def _reading(database: Path) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str(database.absolute()))}?mode=rw"  # not "ro": such a reader leaves companions behind
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as conn:
        yield conn


def _copy(source: Path, target: Path) -> None:
    """All pages in one step, so that they are of one moment, into one file without companions."""
    with faults(str(source)), _reading(source) as old:
        with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as new:
            old.backup(new)
        _leave_one_file(target, patience=PATIENCE)


def _leave_one_file(database: Path, *, patience: float) -> None:
    """Takes what waits in the companions into the file; sqlite3.Error where another program has it open."""
    with contextlib.closing(sqlite3.connect(database, timeout=patience, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE").fetchall()


def _put_aside(database: Path) -> Path:
    """Renames the present database; a damaged one goes with its companions, one that is in use stays."""
    try:
        _leave_one_file(database, patience=1.0)
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF not in _DAMAGED:
            mend = "stop every casualty-monitor that uses it, its page too, and try again"
            raise DatabaseError(f"{database}: is in use; {mend}", subject=str(database)) from error
    kept, number = database.with_name(f"{database.name}.{KEPT}"), 1
    while os.path.lexists(kept):  # never over an older one: it may be the only good one
        number += 1
        kept = database.with_name(f"{database.name}.{KEPT}-{number}")
    os.rename(database, kept)
    for companion in COMPANIONS:
        with contextlib.suppress(FileNotFoundError):
            os.rename(database.with_name(database.name + companion), kept.with_name(kept.name + companion))
    return kept


def _sync(folder: Path) -> None:
    """Makes the new names survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A database's path comes in, the right to be the only one that collects into it goes out, for the length of a block.

Reading, the history page and an editor's verdict need no such right; two collectors would fetch and judge the same
articles twice. The right ends with the process, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import DatabaseError


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """DatabaseError where another process collects into this database."""
    path = database.with_name(f"{database.name}.lock-file")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        said = f"{path}: {error.strerror}; the folder of the database must be one that can be written"
        raise DatabaseError(said, subject=str(database)) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            said = f"{database}: another casualty-monitor collects into it; stop that one, or name another --database"
            raise DatabaseError(said, subject=str(database)) from None
        yield
    finally:
        os.close(handle)

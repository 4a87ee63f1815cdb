"""An archive and an age come in; pages that are older and that no figure quotes go out of it, the rest stays as it is.

A month's file is never changed in place: what stays is written to a new file beside it, the database follows in one
transaction, and only then the old file goes. A crash leaves pages twice, never not at all; the next prune sweeps up.
"""

import datetime as dt
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.archive import Archive
from monitor.history.pages import move_pages, quoted_pages
from monitor.history.schema import History, transaction
from monitor.history.watching import Watching
from monitor.model import Page
from monitor.warc import page_at, records_from

_MONTH = re.compile(r"(\d{4}-\d\d)(?:-p(\d+))?\.warc\.gz\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What a prune came to."""

    dropped: int = 0  # pages
    kept: int = 0  # old pages that a figure quotes
    freed: int = 0  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large an archive is, and how fast it grows."""

    files: int
    size: int  # bytes
    daily: int  # bytes a day, of the last month with pages

    def __str__(self) -> str:
        """For people: "1.5 MiB in 2 files, about 0.3 MiB more each day"."""
        files = f"{self.files} file{'' if self.files == 1 else 's'}"
        return f"{in_bytes(self.size)} in {files}, about {in_bytes(self.daily)} more each day"


def in_bytes(count: int) -> str:
    """Bytes as a person reads them.

    >>> in_bytes(1536), in_bytes(3 << 20)
    ('1.5 KiB', '3.0 MiB')
    """
    value, unit = float(count), "bytes"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{count} bytes" if unit == "bytes" else f"{value:.1f} {unit}"


def prune(db: History, archive: Archive, *, older_than: dt.timedelta, now: dt.datetime) -> Pruned:
    """Drops the pages captured before `now - older_than` that no figure quotes and no event tells of.

    The caller has the right to be the only collector (`monitor.alone`).
    """
    watching = Watching(db)
    archive.cut_torn_tails()
    quoted = quoted_pages(db)
    waiting = frozenset(arrival.reference for arrival in watching.waiting())
    total = Pruned()
    for path in sorted(archive.folder.glob("*.warc.gz")):
        if _MONTH.match(path.name):
            one = _prune_file(db, watching, archive, path, quoted | waiting, now - older_than)
            total = Pruned(
                dropped=total.dropped + one.dropped, kept=total.kept + one.kept, freed=total.freed + one.freed
            )
    return total


def measure(folder: Path) -> Size:
    """The archive's size, and its growth over the last month with pages; all is 0 where there is none."""
    files = sorted(folder.glob("*.warc.gz"))
    months: dict[str, list[Path]] = {}
    for path in files:
        if match := _MONTH.match(path.name):
            months.setdefault(match[1], []).append(path)
    newest = months[max(months)] if months else []
    written = sum(path.stat().st_size for path in newest)
    return Size(
        files=len(files), size=sum(path.stat().st_size for path in files), daily=int(written / max(1.0, _days(newest)))
    )


def _days(files: Sequence[Path]) -> float:
    """How long these files were written to: from the first page's capture on, for a service may start in mid-month."""
    begun = []
    for path in files:
        page = page_at(path, 0, path.name)
        if isinstance(page, Page) and page.captured is not None:
            begun.append(page.captured)
    if not begun:
        return 0.0
    ended = dt.datetime.fromtimestamp(max(path.stat().st_mtime for path in files), dt.UTC)
    return (ended - min(begun)) / dt.timedelta(days=1)


def before_prune(path: Path) -> str | None:
    """The name of the file that a pruned one takes the place of; None: it is no pruned one.

    >>> before_prune(Path("2026-02-p1.warc.gz"))
    '2026-02.warc.gz'
    """
    match = _MONTH.match(path.name)
    if match is None or match[2] is None:
        return None
    number = int(match[2]) - 1
    return f"{match[1]}-p{number}.warc.gz" if number else f"{match[1]}.warc.gz"


def _prune_file(
    db: History, watching: Watching, archive: Archive, path: Path, needed: frozenset[str], before: dt.datetime
) -> Pruned:
    offsets = [offset for offset, _ in records_from(path, 0)]
    ends = [*offsets[1:], path.stat().st_size]
    stay, gone, kept = list[tuple[int, int]](), list[str](), 0
    for start, end in zip(offsets, ends, strict=True):
        reference = f"{path.name}:{start}"
        page = archive.read_one(reference)
        old = isinstance(page, Page) and page.captured is not None and page.captured < before
        if old and reference not in needed:
            gone.append(reference)
        else:
            stay.append((start, end))
            kept += old
    if not gone:
        return Pruned(kept=kept)
    target = _next_name(path)
    moves = _copy(path, target, stay) if stay else {}
    with transaction(db):
        whole: dict[str, str | None] = {**moves, **dict.fromkeys(gone)}
        move_pages(db, whole)
        watching.moved(list(whole.items()))
        if stay:
            watching.set_mark(target.name, target.stat().st_size)
    freed = path.stat().st_size - (target.stat().st_size if stay else 0)
    path.unlink()
    watching.set_mark(path.name, 0)  # the month's next page begins a new file of that name
    return Pruned(dropped=len(gone), kept=kept, freed=freed)


def _copy(path: Path, target: Path, pieces: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Writes the records that stay, byte for byte; from old reference to new."""
    moves = {}
    with path.open("rb") as source, target.open("wb") as file:
        for start, end in pieces:
            moves[f"{path.name}:{start}"] = f"{target.name}:{file.tell()}"
            source.seek(start)
            file.write(source.read(end - start))
        file.flush()
        os.fsync(file.fileno())
    return moves


def _next_name(path: Path) -> Path:
    """The name of the file that takes a month's place: "2026-02-p1.warc.gz", then p2."""
    match = _MONTH.match(path.name)
    assert match is not None
    number = int(match[2] or 0) + 1
    while (target := path.with_name(f"{match[1]}-p{number}.warc.gz")).exists():
        number += 1
    return target

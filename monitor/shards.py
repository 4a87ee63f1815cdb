"""WARC files come in, shards go out: whole records, some megabytes at a time, each with a digest of its bytes.

A shard is the unit of a backfill: it is read by one worker, counted, and done again whole where a kill cut it short.
Its bytes travel with it, so that a worker on another machine needs no common disk.
"""

import hashlib
import io
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.model import Page, Rejection
from monitor.warc import next_whole, walk

SIZE = 4 << 20  # bytes of a file, compressed: some 200 to 400 news pages, ten seconds of reading

_GZIP = b"\x1f\x8b"
_LENGTH = re.compile(rb"\r\nContent-Length:[ \t]{0,9}(\d{1,12})[ \t]{0,9}\r\n", re.IGNORECASE)
_HEAD_LIMIT = 64 << 10  # bytes of one plain record's headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Whole records of one WARC file."""

    file: str  # its name without folder
    start: int  # of its bytes in the file
    data: bytes = field(repr=False)

    @property
    def end(self) -> int:
        """Where its bytes end in the file."""
        return self.start + len(self.data)

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def shards_of(path: Path, size: int = SIZE) -> Iterator[Shard]:
    """The file in shards of about `size` bytes; one that cannot be cut between records is a single shard.

    `read_shard` on each gives what `monitor.warc.pages_of` gives for the file, named by place instead of number.
    """
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield Shard(file=path.name, start=0, data=b"")
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
            start = 0
            for cut in _cuts(view, size):
                yield Shard(file=path.name, start=start, data=view[start:cut])
                start = cut
            yield Shard(file=path.name, start=start, data=view[start:])


def read_shard(shard: Shard) -> Iterator[Page | Rejection]:
    """The pages of a shard, each named by its place in the file ("x.warc.gz:18233"), and what is damaged in it."""
    if not shard.data:
        yield Rejection(stage="archive", subject=shard.file, reason="is empty: fetch it again")
        return
    yield from walk(io.BytesIO(shard.data), shard.data, shard.file, base=shard.start)


def _cuts(view: mmap.mmap, size: int) -> Iterator[int]:
    """Where a shard ends and the next record begins, within the file."""
    if view[:2] != _GZIP:
        yield from _plain_cuts(view, size)
        return
    cut = 0
    while (cut := next_whole(view, cut + size, gzipped=True)) > 0:
        yield cut


def _plain_cuts(view: mmap.mmap, size: int) -> Iterator[int]:
    """Records that are not compressed say how long they are; where one does not, no more is cut off."""
    last = at = 0
    while (head := view.find(b"\r\n\r\n", at, at + _HEAD_LIMIT)) >= 0:
        told = _LENGTH.search(view[at : head + 2])
        if told is None:
            return
        at = head + 4 + int(told[1]) + 4
        if at >= len(view) or view[at : at + 5] != b"WARC/":
            return
        if at - last >= size:
            yield at
            last = at

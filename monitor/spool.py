"""What workers read out of shards comes in and is kept on the disk until all is read; then it goes out in order.

A folder beside the database: one file for each shard, and a manifest with a line for each that is whole. A kill at any
moment leaves whole files and at most one torn line; what has no line is read again.
"""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from monitor.errors import UsageError
from monitor.model import Article, Detection, Rejection

MANIFEST = "manifest.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article with what was detected in it, and when its page was captured (None: unknown)."""

    article: Article
    detection: Detection
    captured: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one shard gave."""

    pages: int = 0
    passed: int = 0  # the gate; all of them where there is none
    articles: tuple[Told, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @property
    def figures(self) -> int:
        """How many were detected."""
        return sum(len(told.detection.figures) for told in self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the manifest: a shard that is read, by its key, place and digest, and what was counted in it."""

    key: str
    file: str
    start: int
    end: int
    sha256: str
    pages: int
    passed: int
    articles: int
    figures: int
    rejections: int
    merged: bool = False  # True: all that it gave is in the history, and its file is gone


class _Place(NamedTuple):
    """An article's place in the order, then in the folder."""

    undated: bool
    moment: str
    captured: str
    url: str
    name: str
    key: str
    offset: int


@dataclass(slots=True)
class Spool:
    """The folder; `entries` are the shards that are read, by key."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> "Spool":
        """Makes the folder where it is missing and reads its manifest; UsageError where the path cannot be that."""
        spool = cls(folder)
        manifest = folder / MANIFEST
        try:
            folder.mkdir(exist_ok=True)
            for line in manifest.read_bytes().splitlines() if manifest.is_file() else ():
                try:
                    entry = msgspec.json.decode(line, type=Entry)
                except msgspec.MsgspecError:  # torn by a kill: its shard is read again
                    continue
                spool.entries[entry.key] = entry
            for key, entry in list(spool.entries.items()):
                if entry.merged:
                    spool._path(key).unlink(missing_ok=True)  # a kill came between its line and this
                elif not spool._path(key).is_file():
                    del spool.entries[key]
            with manifest.open("ab") as file:
                file.write(b"\n" if file.tell() else b"")  # what is torn stays a line of its own
            for left in folder.glob("*.part"):
                left.unlink()
        except OSError as error:
            said = f"{folder}: {error.strerror}; a backfill keeps its work there: make room for it, or mend its rights"
            raise UsageError(said, subject=str(folder)) from None
        return spool

    def keep(self, entry: Entry, reading: Reading) -> None:
        """Puts what a shard gave on the disk, then its line: both are there for good when it returns."""
        path = self._path(entry.key)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            for told in (reading.rejections, *reading.articles):
                file.write(msgspec.json.encode(told) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        self._write(entry)

    def rejections(self, key: str) -> tuple[Rejection, ...]:
        """What could not be used of a shard."""
        with self._path(key).open("rb") as file:
            return msgspec.json.decode(file.readline(), type=tuple[Rejection, ...])

    def in_order(self, keys: Iterable[str]) -> Iterator[Told]:
        """The articles of these shards in the order of a backfill: of publication, undated ones at their capture.

        Versions of one article come in the order in which they were captured. Only their places are held in memory: the
        articles of a month of a news crawl would not fit.
        """
        for place in sorted(place for key in keys for place in self._places(key)):
            with self._path(place.key).open("rb") as file:
                file.seek(place.offset)
                yield _TOLD.decode(file.readline())

    def merged(self, keys: Iterable[str]) -> None:
        """All that these shards gave is in the history: their lines say so, their files go."""
        for key in keys:
            self._write(replace(self.entries[key], merged=True))
            self._path(key).unlink(missing_ok=True)

    def _places(self, key: str) -> Iterator[_Place]:
        with self._path(key).open("rb") as file:
            file.readline()
            offset = file.tell()
            for line in file:
                told = _TOLD.decode(line)
                yield _place(told, key, offset)
                offset += len(line)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.jsonl"

    def _write(self, entry: Entry) -> None:
        with (self.folder / MANIFEST).open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.entries[entry.key] = entry


_TOLD = msgspec.json.Decoder(Told)


def _place(told: Told, key: str, offset: int) -> _Place:
    article = told.article
    captured = _moment(told.captured.isoformat()) if told.captured is not None else ""
    moment = _moment(article.published or "") or captured
    return _Place(not moment, moment, captured, article.url or "", article.name, key, offset)


def _moment(written: str) -> str:
    """A date or date-time as text that sorts by time; a date stands at its first second; empty: it is none."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    return moment.isoformat(timespec="microseconds")

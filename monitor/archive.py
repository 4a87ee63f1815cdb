"""An archive's path comes in, its pages and ready articles go out in their order; fetched pages go into WARC by month.

An archive is a folder of pages, a `.jsonl` of articles, a `.warc` or `.warc.gz`, or one page (docs/archive.md).
"""

import datetime as dt
import fcntl
import logging
import mmap
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from monitor.errors import ConfigError, UsageError
from monitor.lines import articles_from_lines, hints_from_line, numbered_lines
from monitor.model import Article, Page, Rejection
from monitor.warc import BODY_LIMIT, member_of, page_at, pages_of, whole_length

INDEX = "index.jsonl"
LOOSE = "loose.warc.gz"  # pages without a capture time: replayed files

_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
_REFERENCE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*\.warc\.gz):(\d{1,15})\Z")

log = logging.getLogger(__name__)


def read(path: Path) -> Iterator[Page | Article | Rejection]:
    """What an archive holds, in its own order; what cannot be used is a rejection between the rest.

    UsageError, at the call: there is no such path, it may not be read, or it is of a kind that is not known.
    """
    path = Path(path)
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        what = "no such file or folder" if isinstance(error, FileNotFoundError | ValueError) else _why(error)
        raise UsageError(f"{path}: {what}; check the path of the archive", subject=str(path)) from None
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path}: may not be read; check its permissions", subject=str(path))
    if path.is_dir():
        return _folder(path)
    kind = _kind(path)
    if kind is None or not path.is_file():
        raise UsageError(
            f"{path}: is no kind of archive that is known; name a folder, .jsonl, .warc, .warc.gz, .html or .txt",
            subject=str(path),
        )
    if kind == ".jsonl":
        return _articles(path, found.st_size)
    return pages_of(path) if kind == ".warc" else iter((_file_page(path, path.name, {}),))


class Archive:
    """WARC files by month of capture, one gzip member a record; a page is on the disk when `append` returns, or where
    that was called inside `together`, when that ends.

    Several processes may append. A record that a crash tore off is cut before the next one is written.
    """

    def __init__(self, folder: Path) -> None:
        """ConfigError where the folder cannot be made or written."""
        self.folder = Path(folder)
        self._sizes: dict[str, int] = {}  # files whose end is known to be whole, with their length then
        self._owed: set[Path] | None = None  # files that `together` will flush; None: each page is flushed at once
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"archive folder {folder}: {_why(error)}", subject=str(folder)) from None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Flushes to the disk once what is appended inside: a hundred pages cost what one does."""
        if self._owed is not None:
            yield
            return
        self._owed = set()
        try:
            yield
        finally:
            owed, self._owed = self._owed, None
            for path in sorted(owed):
                with path.open("rb") as file:
                    os.fsync(file.fileno())

    def append(
        self,
        page: Page,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        request: Mapping[str, object] | None = None,
    ) -> str:
        """Writes a page and what is known of it; returns its reference, "2026-02.warc.gz:18233" (file and offset).

        `page.body` is the decoded body; `headers` are the server's; `request` is what the fetch wants remembered
        (headers sent, seconds, watch), as JSON values. OSError where the disk does not take it: nothing is kept then.
        """
        member = member_of(page, status=status, headers=headers, request=request)
        name = f"{page.captured.astimezone(dt.UTC):%Y-%m}.warc.gz" if page.captured else LOOSE
        path = self.folder / name
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            start = self._whole(path)
            try:
                file.write(member)
                file.flush()
                if self._owed is None:
                    os.fsync(file.fileno())
                else:
                    self._owed.add(path)
            except OSError:
                os.truncate(path, start)
                raise
            self._sizes[name] = start + len(member)
        if start == 0:
            _sync_folder(self.folder)
        return f"{name}:{start}"

    def size_with(self, reference: str) -> int:
        """How long its file is, in bytes, with the page that was just appended for this reference."""
        return (self.folder / reference.partition(":")[0]).stat().st_size

    def read_one(self, reference: str) -> Page | Rejection:
        """The page that `append` gave this reference for, with all that came with it; a rejection where it is gone."""
        match = _REFERENCE.match(reference)
        page = None
        if match and (path := self.folder / match[1]).is_file():
            page = page_at(path, int(match[2]), reference)
        return page or Rejection(
            stage="archive", subject=reference, reason=f"is not in the archive {self.folder}: it was pruned or moved"
        )

    def cut_torn_tails(self) -> tuple[Rejection, ...]:
        """Cuts what a crash left half written at the ends of the files, and tells what was cut."""
        cuts = []
        for path in sorted(self.folder.glob("*.warc.gz")):
            with path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                before = path.stat().st_size
                lost = before - self._whole(path)
            if lost:
                reason = f"ended in a half written record: {lost} bytes were cut off, the page will be fetched again"
                cuts.append(Rejection(stage="archive", subject=path.name, reason=reason))
        return tuple(cuts)

    def _whole(self, path: Path) -> int:
        """The file's length, once it surely ends with a whole record; the caller holds its lock."""
        size = path.stat().st_size
        if size in (0, self._sizes.get(path.name)):
            return size
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
            whole = whole_length(view)
        if whole < size:
            log.warning("%s: cut %d bytes of a half written record", path.name, size - whole)
            os.truncate(path, whole)
        self._sizes[path.name] = whole
        return whole


def _folder(folder: Path) -> Iterator[Page | Rejection]:
    if (folder / INDEX).is_file():
        if not os.access(folder / INDEX, os.R_OK):
            raise UsageError(f"{folder / INDEX}: may not be read; check its permissions", subject=str(folder))
        return _indexed(folder)
    names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() in _TYPES)
    if not names:
        raise UsageError(
            f"{folder}: holds no {INDEX}, no .html and no .txt; name the folder of the pages or the files themselves",
            subject=str(folder),
        )
    return (_inside(folder, name, {}) for name in names)


def _indexed(folder: Path) -> Iterator[Page | Rejection]:
    empty = True
    with (folder / INDEX).open("rb") as stream:
        for number, line in numbered_lines(stream):
            if not line.strip():
                continue
            empty = False
            where = f"{INDEX} line {number}"
            try:
                hints = hints_from_line(line, number)
            except ValueError as fault:
                yield Rejection(stage="archive", subject=where, reason=str(fault))
                continue
            name = hints.pop("file") or ""
            page = _inside(folder, name, hints)
            if isinstance(page, Rejection):
                page = Rejection(stage="archive", subject=where, reason=f"{name[:200]} {page.reason}")
            yield page
    if empty:
        yield Rejection(
            stage="archive", subject=INDEX, reason='names no file: write lines such as {"file": "page.html"}'
        )


def _inside(folder: Path, name: str, hints: Mapping[str, str | None]) -> Page | Rejection:
    """A page of the folder; never a file outside of it, whatever an index or a link says."""
    relative = PurePosixPath(name)
    path = folder / relative
    try:
        if relative.is_absolute() or ".." in relative.parts:
            return _unusable(name, "is outside of the folder: copy it in")
        if not path.exists():
            return _unusable(name, "is missing: put the file there, or take its line out of the index")
        if not path.resolve().is_relative_to(folder.resolve()):
            return _unusable(name, "is a link out of the folder: copy the file in")
    except OSError as error:
        return _unusable(name, f"cannot be read ({_why(error)})")
    if path.suffix.lower() not in _TYPES or not path.is_file():
        return _unusable(name, "is no .html or .txt file")
    return _file_page(path, name, hints)


def _file_page(path: Path, name: str, hints: Mapping[str, str | None]) -> Page | Rejection:
    try:
        with path.open("rb") as file:
            body = file.read(BODY_LIMIT + 1)
    except OSError as error:
        return _unusable(name, f"cannot be read ({_why(error)})")
    return Page(body=body, content_type=_TYPES[path.suffix.lower()], name=name, **hints)  # type: ignore[arg-type]


def _articles(path: Path, size: int) -> Iterator[Article | Rejection]:
    if not size:
        yield Rejection(stage="archive", subject=path.name, reason='is empty: write lines such as {"text": "..."}')
    with path.open("rb") as stream:
        yield from articles_from_lines(stream, path.name)


def _kind(path: Path) -> str | None:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        return ".warc"
    suffix = path.suffix.lower()
    return suffix if suffix == ".jsonl" or suffix in _TYPES else None


def _unusable(name: str, reason: str) -> Rejection:
    return Rejection(stage="archive", subject=name, reason=reason)


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _sync_folder(folder: Path) -> None:
    """A new file's name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

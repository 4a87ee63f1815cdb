"""Pages that are in the archive and not yet handled come in, each walks through the pipeline in its order, once.

After a crash the archive may know of pages that the database does not: `recover` finds them.
"""

import asyncio
import datetime as dt
import hashlib
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from monitor.archive import Archive
from monitor.blindness import Trouble
from monitor.clean import clean
from monitor.errors import DatabaseError
from monitor.history.watching import KEPT, PASSED, REMOVED, Address, Arrival, Watching
from monitor.model import Article, Event, Page, Rejection
from monitor.prune import before_prune
from monitor.warc import records_from
from monitor.worker import Worker
from spiders.suspicion import suspicion
from spiders.to_archive import Fetched

AHEAD = 4  # pages that are being read while others are judged
TOGETHER = 20  # pages in one transaction, at most: fewer where the next page is not read yet

_NO_TEXT = "holds no article text"  # how `clean` begins to say so
_WORDS = re.compile(r"[^\W_]+")

# What becomes of one page: looked at, which writes nothing, it gives the function that writes what came of it and tells
# its events. `silent`: of a watch's first poll, which alerts nobody.
Handle = Callable[[Article, Page, Arrival], Callable[[], Sequence[Event]]]

_Read = tuple[Page | Rejection, Article | Rejection]


@dataclass(slots=True, kw_only=True)
class WatchReport:
    """What one poll of a watch came to, for a person."""

    watch: str
    new: int = 0  # articles
    changed: int = 0  # articles that came again with other words, or were taken down
    unchanged: int = 0  # articles looked at again
    waiting: int = 0  # announced, and left for the next poll
    not_modified: bool = False  # the list itself: 304
    first: bool = False
    problem: str | None = None  # why the watch itself could not be read
    faults: list[str] = field(default_factory=list)  # a line for each article that could not be used
    events: list[Event] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the pages of one watch came to."""

    pages: int = 0
    texts: int = 0
    dates: int = 0
    suspicion: str | None = None


def recover(archive: Archive, watching: Watching) -> tuple[Rejection, ...]:
    """After a start: cuts what a crash left half written, and finds pages that were archived and not noted.

    Returns what was cut. An archive that this database never saw is not taken for news.
    """
    cuts = archive.cut_torn_tails()
    files = sorted(path for path in archive.folder.glob("*.warc.gz") if path.name[:4].isdigit())
    marks = {path.name: watching.mark(path.name) for path in files}
    strange = all(mark is None for mark in marks.values())
    for path in [one for one in files if marks[one.name] is None and not strange]:
        if before_prune(path) in marks:  # a prune that a crash ended before it counted: the old file holds all of it
            files.remove(path)
            path.unlink()
    for path in files:
        if strange:
            watching.set_mark(path.name, path.stat().st_size)
            continue
        known = marks[path.name] or 0
        if known > path.stat().st_size:  # of a file that a prune took away, and a crash left no time to forget
            known = 0
        for offset, told in records_from(path, known):
            _note(archive, watching, f"{path.name}:{offset}", told)
        watching.set_mark(path.name, path.stat().st_size)
    return cuts


def _note(archive: Archive, watching: Watching, reference: str, told: dict[str, Any]) -> None:
    page = archive.read_one(reference)
    watch = told.get("watch")
    if isinstance(page, Rejection) or not isinstance(watch, str) or page.captured is None or page.url is None:
        return  # another program's, or a page of a replay
    announced = told.get("announced")
    silent = watching.state(watch, "").baseline_at is None
    url = announced if isinstance(announced, str) else page.url
    watching.arrived(reference, 0, watch=watch, url=url, captured=page.captured, silent=silent)


async def _read_ahead(
    arrivals: Sequence[Arrival], archive: Archive, worker: Worker
) -> AsyncIterator[tuple[Arrival, _Read] | None]:
    """Each arrival with its page and article; the child process reads the next pages while this one is judged.

    None comes before each page that has still to be read, and at the end: there is time for what can wait.
    """

    def read(arrival: Arrival) -> _Read:
        page = archive.read_one(arrival.reference)
        return page, clean(page, worker) if isinstance(page, Page) else page

    loop = asyncio.get_running_loop()
    coming = iter(arrivals)
    waiting: deque[tuple[Arrival, asyncio.Future[_Read]]] = deque()
    while True:
        for arrival in islice(coming, AHEAD + 1 - len(waiting)):
            waiting.append((arrival, loop.run_in_executor(None, read, arrival)))
        if not waiting:
            yield None
            return
        first, found = waiting.popleft()
        await asyncio.sleep(0)  # lets what has been read arrive, and others have their turn
        if not found.done():
            yield None
        yield first, await found


async def handle_waiting(
    watching: Watching,
    archive: Archive,
    worker: Worker,
    handle: Handle,
    reports: dict[str, WatchReport],
    tallies: dict[str, Tally],
    details: dict[str, Fetched],
) -> None:
    """Every page that has arrived, in its order, from the archive through the pipeline.

    Each is written whole or not at all, and some share a transaction: it is ended before each wait, so that nobody else
    ever waits for it, and a kill costs what has not been told to anybody.
    """
    held: list[Callable[[], None]] = []
    async for found in _read_ahead(watching.waiting(), archive, worker):
        if found is not None:
            arrival, (page, article) = found
            detail = details.get(arrival.reference)
            report = reports.setdefault(arrival.watch, WatchReport(watch=arrival.watch))
            seen = _Seen(arrival=arrival, detail=detail, report=report, tally=tallies[arrival.watch])
            if isinstance(page, Page) and isinstance(article, Article):
                try:
                    conclude = handle(article, page, arrival)
                except Exception:  # our own code fails at this page: those before it stay written
                    _write_all(watching, held)
                    raise
                held.append(partial(_write, watching, seen, page, article, conclude))
            else:
                held.append(partial(_pass_over, watching, seen, page, article))
        if held and (found is None or len(held) >= TOGETHER):
            _write_all(watching, held)
            held.clear()


def _write_all(watching: Watching, held: Sequence[Callable[[], None]]) -> None:
    """In one transaction; where our own code fails at a page, those before it stay written."""
    failed: Exception | None = None
    with watching.together():
        for write in held:
            try:
                with watching.apart():
                    write()
            except DatabaseError:
                raise
            except Exception as error:
                failed = error
                break
    if failed is not None:
        raise failed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A page that is being handled, and where what comes of it is counted."""

    arrival: Arrival
    detail: Fetched | None  # None: it was fetched before this run
    report: WatchReport
    tally: Tally

    def address(self, before: Address | None, now: dt.datetime) -> Address:
        """Its article's address, as it was before with what the fetch says of it."""
        address = before or Address(url=self.arrival.url, watch=self.arrival.watch, state=KEPT, first_seen=now)
        if self.detail is None:
            return address
        return replace(
            address,
            published=address.published or self.detail.link.published,
            lang=address.lang or self.detail.link.lang,
            changed=self.detail.link.changed,
            etag=self.detail.etag,
            last_modified=self.detail.last_modified,
        )


def _pass_over(watching: Watching, seen: _Seen, page: Page | Rejection, article: Article | Rejection) -> None:
    """A page that gave no article: why, for the watch's account and its address."""
    arrival, now = seen.arrival, dt.datetime.now(dt.UTC)
    before = watching.address(arrival.url)
    address = seen.address(before, now)
    reason = article.reason if isinstance(article, Rejection) else "is gone"
    said = reason
    seen.tally.pages += 1
    if isinstance(page, Page) and reason.startswith(_NO_TEXT):
        seen.tally.suspicion = suspicion(page.body)
        said = f"{_NO_TEXT}; the likely reason is {seen.tally.suspicion}"
    seen.report.faults.append(f"{arrival.url} {said}")
    state = address.state if before is not None and before.digest is not None else PASSED
    watching.handled(arrival, reason, now, replace(address, state=state, checked=now, reason=reason[:300]))


def _write(
    watching: Watching, seen: _Seen, page: Page, article: Article, conclude: Callable[[], Sequence[Event]]
) -> None:
    """The page's figures and its being handled: a crash leaves both or neither."""
    arrival, now = seen.arrival, dt.datetime.now(dt.UTC)
    before = watching.address(arrival.url)
    removed = seen.detail is not None and seen.detail.removed
    again = before is not None and before.digest is not None
    address = replace(
        seen.address(before, now),
        state=REMOVED if removed else KEPT,
        digest=digest_of(article),
        reference=arrival.reference,
        checked=now,
        missing=0,
        tries=0,
        next_try=None,
        reason=None,
    )
    events = conclude()
    watching.handled(arrival, "removed" if removed else "read", now, address)
    if page.url is not None and page.url != arrival.url and watching.address(page.url) is None:
        final = Address(url=page.url, watch=arrival.watch, state=PASSED, first_seen=now, checked=now)
        watching.put((final,))
    seen.tally.pages += 1
    seen.tally.texts += not removed
    seen.tally.dates += article.published is not None
    seen.report.events += events
    seen.report.changed += again
    seen.report.new += not again


def digest_of(article: Article) -> str:
    """Of an article's words alone: other spaces, commas and capitals make no new version."""
    words = " ".join(_WORDS.findall(article.full_text.casefold()))
    return "w1" + hashlib.blake2b(words.encode(), digest_size=12).hexdigest()

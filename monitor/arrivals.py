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
from typing import Any

from monitor.archive import Archive
from monitor.blindness import Trouble
from monitor.clean import clean
from monitor.history.watching import KEPT, PASSED, REMOVED, Address, Arrival, Watching
from monitor.model import Article, Event, Page, Rejection
from monitor.prune import before_prune
from monitor.warc import records_from
from monitor.worker import Worker
from spiders.suspicion import suspicion
from spiders.to_archive import Fetched

AHEAD = 2  # pages that are being read while one is judged

_NO_TEXT = "holds no article text"  # how `clean` begins to say so
_WORDS = re.compile(r"[^\W_]+")

# What becomes of one page: its events. `silent`: of a watch's first poll, which alerts nobody.
Handle = Callable[[Article, Page, Arrival], Sequence[Event]]


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
) -> AsyncIterator[tuple[Arrival, Page | Rejection, Article | Rejection]]:
    """Each arrival with its page and article; the child process reads the next page while this one is judged."""

    def read(arrival: Arrival) -> tuple[Page | Rejection, Article | Rejection]:
        page = archive.read_one(arrival.reference)
        return page, clean(page, worker) if isinstance(page, Page) else page

    loop = asyncio.get_running_loop()
    waiting: deque[tuple[Arrival, asyncio.Future[tuple[Page | Rejection, Article | Rejection]]]] = deque()
    for arrival in arrivals:
        waiting.append((arrival, loop.run_in_executor(None, read, arrival)))
        if len(waiting) > AHEAD:
            first, found = waiting.popleft()
            yield first, *await found
    while waiting:
        first, found = waiting.popleft()
        yield first, *await found


async def handle_waiting(
    watching: Watching,
    archive: Archive,
    worker: Worker,
    handle: Handle,
    reports: dict[str, WatchReport],
    tallies: dict[str, Tally],
    details: dict[str, Fetched],
) -> None:
    """Every page that has arrived, in its order, from the archive through the pipeline."""
    async for arrival, page, article in _read_ahead(watching.waiting(), archive, worker):
        report = reports.setdefault(arrival.watch, WatchReport(watch=arrival.watch))
        tally = tallies[arrival.watch]
        tally.pages += 1
        now = dt.datetime.now(dt.UTC)
        detail = details.get(arrival.reference)
        before = watching.address(arrival.url)
        address = before or Address(url=arrival.url, watch=arrival.watch, state=KEPT, first_seen=now)
        if detail is not None:
            address = replace(
                address,
                published=address.published or detail.link.published,
                lang=address.lang or detail.link.lang,
                changed=detail.link.changed,
                etag=detail.etag,
                last_modified=detail.last_modified,
            )
        removed = detail is not None and detail.removed
        again = before is not None and before.digest is not None
        if isinstance(article, Rejection) or not isinstance(page, Page):
            reason = article.reason if isinstance(article, Rejection) else "is gone"
            said = reason
            if isinstance(page, Page) and reason.startswith(_NO_TEXT):
                tally.suspicion = suspicion(page.body)
                said = f"{_NO_TEXT}; the likely reason is {tally.suspicion}"
            report.faults.append(f"{arrival.url} {said}")
            address = replace(address, state=address.state if again else PASSED, checked=now, reason=reason[:300])
            watching.handled(arrival, reason, now, address)
            continue
        tally.texts += not removed
        tally.dates += article.published is not None
        address = replace(
            address,
            state=REMOVED if removed else KEPT,
            digest=digest_of(article),
            reference=arrival.reference,
            checked=now,
            missing=0,
            tries=0,
            next_try=None,
            reason=None,
        )
        with watching.together():  # the page's figures and its being handled: a crash leaves both or neither
            report.events += handle(article, page, arrival)
            watching.handled(arrival, "removed" if removed else "read", now, address)
            if page.url is not None and page.url != arrival.url and watching.address(page.url) is None:
                final = Address(url=page.url, watch=arrival.watch, state=PASSED, first_seen=now, checked=now)
                watching.put((final,))
        report.changed += again
        report.new += not again


def digest_of(article: Article) -> str:
    """Of an article's words alone: other spaces, commas and capitals make no new version."""
    words = " ".join(_WORDS.findall(article.full_text.casefold()))
    return "w1" + hashlib.blake2b(words.encode(), digest_size=12).hexdigest()

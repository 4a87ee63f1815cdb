"""WARC files in, their figures in the history: shards are read by workers side by side, then one writer merges.

Reading (gate, clean, detect) needs no history, so any number of processes can do it, here or on a Dask cluster, behind
one interface of executors. What they return is kept in a spool beside the database; when all is read it is merged, in
the order of publication, silently. A kill at any moment costs the shards that were being read: docs/scale.md.
"""

import hashlib
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from monitor.alone import alone
from monitor.clean import DEADLINE, read_page
from monitor.detect.detector import VERSION, detect
from monitor.errors import ConfigError, MissingExtra, UsageError
from monitor.gate import may_hold
from monitor.history.ledger import reject
from monitor.history.past import is_held
from monitor.history.schema import History, transaction
from monitor.model import Page, Rejection, Topic
from monitor.pipeline import ANY, remember, topics_of
from monitor.shards import Shard, read_shard, shards_of
from monitor.spool import Entry, Reading, Spool, Told
from monitor.worker import Failed, Worker, die_with_parent

TRIES = 5  # for a shard whose worker dies; all shards under way die with the pool, so the innocent are tried again too
BATCH = 100  # articles in one transaction; a kill while merging costs as many
AHEAD = 2  # shards for each worker, the one that it reads included, so that none is idle
PATIENCE = 5  # seconds for a cluster to answer

_own = threading.local()  # each thread that reads has a child process of its own for untrusted pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a backfill is: told after each shard and each batch."""

    bytes_done: int = 0  # of the files, those read before included
    bytes_all: int = 0
    pages: int = 0  # read by this run
    merged: int = 0  # articles
    to_merge: int | None = None  # None: still reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a backfill did; `known` are the shards that an earlier one had merged, and nothing else counts them."""

    pages: int = 0
    passed: int = 0
    articles: int = 0  # that hold a figure
    figures: int = 0
    events: int = 0
    shards: int = 0
    known: int = 0
    rejections: tuple[Rejection, ...] = ()


def backfill(
    files: Sequence[Path],
    db: History,
    database: Path,
    *,
    topics: Sequence[Topic],
    workers: int = 1,
    cluster: str | None = None,
    gate: bool = True,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Reads the files and merges their figures into the history in `database`; nothing of it ever alerts.

    `cluster` is the address of a Dask scheduler; without it `workers` processes of this machine read. The same files
    again change nothing. UsageError: the cluster cannot be reached or is of another version, or another backfill is at
    work; MissingExtra: Dask is not installed.
    """
    whole = sum(path.stat().st_size for path in files)
    folder = database.with_name(f"{database.name}.backfill")
    recipe = hashlib.sha256(repr((VERSION, gate, tuple(topics))).encode()).hexdigest()
    with alone(folder), _cluster(cluster) if cluster else _processes(workers) as run:
        spool = Spool.open(folder)
        found: dict[str, tuple[int, int]] = {}
        known = pages = done = 0
        for place, key, size, reading in _read(files, run, spool, recipe, topics, gate):
            found[key] = place
            done += size
            pages += reading.pages if reading is not None else 0
            known += spool.entries[key].merged
            tell(Progress(bytes_done=done, bytes_all=whole, pages=pages))
        fresh = [key for key in sorted(found, key=lambda key: found[key]) if not spool.entries[key].merged]
        events = _merge(db, spool, fresh, topics, tell)
        rejections = tuple(one for key in fresh for one in spool.rejections(key))
        for rejection in rejections:
            reject(db, rejection)
        spool.merged(fresh)
    entries = [spool.entries[key] for key in fresh]
    return Report(
        pages=sum(entry.pages for entry in entries),
        passed=sum(entry.passed for entry in entries),
        articles=sum(entry.articles for entry in entries),
        figures=sum(entry.figures for entry in entries),
        events=events,
        shards=len(fresh),
        known=known,
        rejections=rejections,
    )


def read(shard: Shard, topics: bytes, gate: bool) -> Reading:
    """What a worker does with a shard: its articles, with what is detected in them.

    An article without a figure is kept too, for it may be a later version that dropped one. A page that keeps the
    parser busy for `DEADLINE` seconds, fills the memory or makes it crash is a rejection. `topics` are pickled.
    """
    worker: Worker | None = getattr(_own, "worker", None)
    if worker is None:
        worker = _own.worker = Worker()
        Finalize(None, worker.close, exitpriority=10)  # before a process that ends waits for its children
    pages = passed = 0
    articles: list[Told] = []
    rejections: list[Rejection] = []
    for page in read_shard(shard):
        if isinstance(page, Page):
            pages += 1
            if gate and not may_hold(page, _topics(topics)):
                continue
            passed += 1
            found = worker.run(_told, page, topics, deadline=DEADLINE)
            if isinstance(found, Told):
                articles.append(found)
                continue
            page = found if isinstance(found, Rejection) else _unread(page, found)
        rejections.append(page)
    return Reading(pages=pages, passed=passed, articles=tuple(articles), rejections=tuple(rejections))


def version() -> str:
    """The detector's version where this runs: a cluster's workers must have the same."""
    return VERSION


def _told(page: Page, topics: bytes) -> Told | Rejection:
    """What the child process does with a page."""
    article = read_page(page)
    if isinstance(article, Rejection):
        return article
    try:
        wanted = topics_of(article, _topics(topics))
    except ConfigError as fault:
        return Rejection(stage="detect", subject=article.name, reason=str(fault))
    return Told(article=article, detection=detect(article, () if wanted == (ANY,) else wanted), captured=page.captured)


def _unread(page: Page, failed: Failed) -> Rejection:
    return Rejection(stage="clean", subject=page.name, reason=f"could not be read: it {failed.reason}")


@lru_cache(maxsize=4)
def _topics(pickled: bytes) -> tuple[Topic, ...]:
    """Sent with each page, understood once: a lexicon is kept for the very same topics."""
    found: tuple[Topic, ...] = pickle.loads(pickled)
    return found


def _read(
    files: Sequence[Path], run: "_Run", spool: Spool, recipe: str, topics: Sequence[Topic], gate: bool
) -> Iterator[tuple[tuple[int, int], str, int, Reading | None]]:
    """For every shard its place, key, size and what it gave; None: an earlier run has read it."""
    pickled = pickle.dumps(tuple(topics))
    coming = ((number, shard) for number, path in enumerate(files) for shard in shards_of(path))
    waiting: dict[Future[Reading], tuple[tuple[int, int], str, Shard, int]] = {}
    while True:
        while len(waiting) < AHEAD * run.width and (found := next(coming, None)) is not None:
            number, shard = found
            place = (number, shard.start)
            key = hashlib.sha256(f"{recipe} {shard.file} {shard.start} {shard.digest}".encode()).hexdigest()[:32]
            if key in spool.entries:
                yield place, key, len(shard.data), None
            else:
                waiting[run.submit(shard, pickled, gate)] = (place, key, shard, 1)
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            place, key, shard, tries = waiting.pop(future)
            reading = _outcome(future, shard, last=tries >= TRIES)
            if reading is None:
                waiting[run.submit(shard, pickled, gate)] = (place, key, shard, tries + 1)
                continue
            spool.keep(_entry(key, shard, reading), reading)
            yield place, key, len(shard.data), reading


def _outcome(future: Future[Reading], shard: Shard, *, last: bool) -> Reading | None:
    """What a shard gave; None: its worker died, and it is worth another try."""
    try:
        return future.result()
    except Exception as error:  # of the pool, of the cluster, of our own code: the other shards go on
        if not last:
            return None
        said = f"could not be read, {TRIES} times ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        where = f"{shard.file}:{shard.start}-{shard.end}"
        return Reading(rejections=(Rejection(stage="archive", subject=where, reason=said),))


def _entry(key: str, shard: Shard, reading: Reading) -> Entry:
    return Entry(
        key=key,
        file=shard.file,
        start=shard.start,
        end=shard.end,
        sha256=shard.digest,
        pages=reading.pages,
        passed=reading.passed,
        articles=sum(1 for told in reading.articles if told.detection.figures),
        figures=reading.figures,
        rejections=len(reading.rejections),
    )


def _merge(
    db: History, spool: Spool, keys: Sequence[str], topics: Sequence[Topic], tell: Callable[[Progress], None]
) -> int:
    """Commits what was read, in order; returns the number of events."""
    coming = spool.in_order(keys)
    total, merged, events = sum(spool.entries[key].articles for key in keys), 0, 0
    while batch := list(islice(coming, BATCH)):
        with transaction(db):
            for told in batch:
                article = told.article
                if not told.detection.figures and not is_held(db, article.id):
                    continue  # most of a crawl: nothing is known of it, and it says nothing
                merged += bool(told.detection.figures)
                wanted = topics_of(article, topics)
                events += len(remember(db, article, told.detection, topics=wanted, seen_at=told.captured).events)
        tell(Progress(merged=merged, to_merge=total))
    return events


class _Run:
    """An executor for `width` shards at a time, made anew where it broke."""

    def __init__(self, make: Callable[[], Executor], width: int, **at_end: bool) -> None:
        """`at_end` tells its `shutdown` to give up what waits: executors differ in how."""
        self.width, self._at_end = width, at_end
        self._make = make
        self._executor = make()

    def submit(self, shard: Shard, topics: bytes, gate: bool) -> Future[Reading]:
        try:
            return self._executor.submit(read, shard, topics, gate)
        except BrokenProcessPool:  # a worker was killed: memory ran out, or somebody ended it
            self._executor.shutdown(wait=False, **self._at_end)
            self._executor = self._make()
            return self._executor.submit(read, shard, topics, gate)

    def close(self) -> None:
        self._executor.shutdown(wait=False, **self._at_end)


@contextmanager
def _processes(workers: int) -> Iterator[_Run]:
    def make() -> Executor:
        # Else a killed backfill would leave them behind, each waiting for work in a pipe that it holds open itself
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=die_with_parent)

    run = _Run(make, workers, cancel_futures=True)
    try:
        yield run
    finally:
        run.close()


@contextmanager
def _cluster(address: str) -> Iterator[_Run]:
    try:
        from distributed import Client
    except ImportError:
        said = "--cluster needs Dask: pip install 'casualty-monitor[cluster]'"
        raise MissingExtra(said, subject="cluster") from None
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        said = f"--cluster {address}: no scheduler answers there ({type(error).__name__}); start `dask scheduler` first"
        raise UsageError(said, subject=address) from None
    with client:
        threads = client.nthreads()
        if not threads:
            raise UsageError(f"--cluster {address}: it has no workers; start `dask worker` first", subject=address)
        try:
            versions = set(client.run(version).values())
        except Exception as error:  # whatever unpickling raises over there
            said = f"--cluster {address}: its workers cannot load casualty-monitor ({type(error).__name__})"
            raise UsageError(f"{said}; install it there, in the same version", subject=address) from None
        if versions != {VERSION}:
            said = f"--cluster {address}: its workers have detector version {', '.join(sorted(versions))}, here it is"
            raise UsageError(f"{said} {VERSION}; install the same casualty-monitor on all", subject=address)
        run = _Run(lambda: client.get_executor(pure=False, retries=TRIES), sum(threads.values()))
        try:
            yield run
        finally:
            run.close()

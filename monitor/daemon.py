"""A configuration comes in and is watched until the program is told to stop: polls, second looks, alerts, each in time.

APScheduler keeps three jobs in the reactor's loop: polls of what is due, second looks at young articles, and the
outbox. Polls and looks take turns, for both write to one archive; alerts leave while a poll still runs. What a kill
interrupts is taken up at the next start: see `collect`. A fault of the disk or the database stops one run of one job.
"""

import asyncio
import datetime as dt
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.alerts.deliver import Delivery
from monitor.alone import alone
from monitor.archive import Archive
from monitor.arrivals import WatchReport, recover
from monitor.beside import Beside
from monitor.collect import collect
from monitor.config import Config, Watch
from monitor.crawl import in_reactor
from monitor.drain import Post
from monitor.errors import MonitorError
from monitor.history.schema import History, open_history
from monitor.history.watching import Arrival, Watching
from monitor.metrics import CONTENT_TYPE, Metrics
from monitor.model import Article, Event, Message, Page, Rejection
from monitor.once import handler, queue_baselines
from monitor.probes import Answer, answering, verdict
from monitor.progress import Progress
from monitor.service import ServiceManager
from monitor.worker import Worker
from spiders.robots import Kept

BEAT = 1.0  # seconds between two looks at the clock and at the jobs' progress
GRACE = 4.0  # seconds that what is under way is given to end
LAST_DOOR = 9.0  # seconds after which the process ends whatever hangs; a service manager kills after some 90
LOCK_PATIENCE = 5.0  # seconds to wait for another writer: the whole loop waits
SET_BACK = 5.0  # seconds by which a clock that was set back is noticed

POLLING, LOOKING, SENDING = "polling", "second looks", "sending"
# Seconds without a sign of life after which a job stands still. A crawl ends by itself (`spiders.patience`: 600 s and
# what is then under way); one call to a channel ends after 30 s.
STANDS_STILL = {POLLING: 1_200.0, LOOKING: 1_800.0, SENDING: 300.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Seconds between two questions: is a watch due, is an article due for a second look, is an alert due?"""

    poll: float = 2.0
    look: float = 300.0
    send: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Whom the daemon tells of what it does, as it does it; each must not raise."""

    report: Callable[[WatchReport], None]
    delivery: Callable[[Delivery], None]
    rejection: Callable[[Rejection], None]
    line: Callable[[str], None]
    fault: Callable[[str, BaseException | None], None]
    picture: Callable[[History, Config], Callable[[Message], bytes | None]]


@dataclass(slots=True, kw_only=True)
class Daemon:
    """The state between two jobs; `load` reads the configuration again and raises ConfigError.

    `page` is kept running beside it where there is one.
    """

    config: Config
    load: Callable[[], Config]
    tell: Tell
    manager: ServiceManager = field(default_factory=ServiceManager)
    rhythm: Rhythm = field(default_factory=Rhythm)
    page: Beside | None = None
    progress: Progress = field(default_factory=Progress)
    _robots: Kept = field(default_factory=Kept)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _at_work: set[asyncio.Task[Any]] = field(default_factory=set)

    def run(self) -> None:
        """Until SIGTERM or SIGINT. DatabaseError: another process collects into this database, or it is not usable."""
        database = self.config.monitor.database
        with alone(database):
            db = open_history(database, patience=LOCK_PATIENCE)
            try:
                in_reactor(lambda: self._main(db))
            finally:
                db.close()

    async def _main(self, db: History) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        loop.add_signal_handler(signal.SIGHUP, self._reload)
        watching = Watching(db)
        archive = Archive(self.config.monitor.archive)
        for cut in recover(archive, watching):
            self.tell.rejection(cut)
        metrics = Metrics(progress=self.progress, watching=watching, db=db, started=dt.datetime.now(dt.UTC))
        async with AsyncExitStack() as stack:
            worker = stack.enter_context(Worker())
            if self.config.run.port is not None:
                pages = self._pages(metrics)
                address = await stack.enter_async_context(answering(self.config.run.host, self.config.run.port, pages))
                self.tell.line(f"answers at {address}/healthz, /readyz and /metrics")
            scheduler = self._scheduler(db, watching, archive, worker, metrics)
            scheduler.start()
            self.progress.ready = True
            watched = f"watching {_counted(len(self.config.watches), 'watch', 'watches')}"
            self.tell.line(watched)
            self.manager.tell(READY=1, STATUS=watched)
            heart = asyncio.create_task(self._beat(scheduler))
            page = asyncio.create_task(self.page.keep()) if self.page is not None else None
            try:
                await self._stop.wait()
            finally:
                scheduler.pause()
                if page is not None:
                    page.cancel()
                await self._finish()
                if page is not None:
                    await asyncio.wait({page})
                heart.cancel()
                scheduler.shutdown(wait=False)
        self.tell.line("stopped")

    def _scheduler(
        self, db: History, watching: Watching, archive: Archive, worker: Worker, metrics: Metrics
    ) -> AsyncIOScheduler:
        # a late run is a run: coalesced and never dropped, whatever held the loop up or put the machine to sleep
        scheduler = AsyncIOScheduler(
            timezone=dt.UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        now, alive = dt.datetime.now(dt.UTC), asyncio.get_running_loop().time()
        parts, post = (db, watching, archive, worker), Post(db=db)
        for name, seconds, first, work in (
            (POLLING, self.rhythm.poll, now, lambda: self._poll(*parts)),
            (LOOKING, self.rhythm.look, now + dt.timedelta(seconds=self.rhythm.look), lambda: self._look(*parts)),
            (SENDING, self.rhythm.send, now, lambda: self._send(post, metrics)),
        ):
            self.progress.expect(name, alive, patience=STANDS_STILL[name])
            scheduler.add_job(self._job, "interval", (name, work), seconds=seconds, id=name, next_run_time=first)
        return scheduler

    async def _job(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """One run of one job: its faults are told and end it, and the next run is on time."""
        clock, task = asyncio.get_running_loop().time, asyncio.current_task()
        if self._stop.is_set() or not self.progress.may_begin(name, clock()):
            return
        assert task is not None
        self._at_work.add(task)
        self.progress.begun(name, clock())
        try:
            await work()
        except Exception as error:
            reason = str(error) if isinstance(error, MonitorError) else f"{type(error).__name__}: {error}"
            if said := self.progress.failed(name, reason, clock()):
                self.tell.fault(said, error)
        else:
            if said := self.progress.ended(name, clock(), dt.datetime.now(dt.UTC)):
                self.tell.line(said)
        finally:
            self._at_work.discard(task)

    async def _poll(self, db: History, watching: Watching, archive: Archive, worker: Worker) -> None:
        due = due_of(self.config.watches, watching, dt.datetime.now(dt.UTC))
        if due:
            await self._collect(POLLING, due, db, watching, archive, worker, poll=True, recheck=None)

    async def _look(self, db: History, watching: Watching, archive: Archive, worker: Worker) -> None:
        await self._collect(LOOKING, self.config.watches, db, watching, archive, worker, poll=False, recheck=None)

    async def _collect(
        self,
        name: str,
        watches: Sequence[Watch],
        db: History,
        watching: Watching,
        archive: Archive,
        worker: Worker,
        **how: Any,
    ) -> None:
        config, clock = self.config, asyncio.get_running_loop().time

        def moved(_: object = None) -> None:
            for job in (POLLING, LOOKING):  # the other may wait for its turn
                self.progress.moved(job, clock())

        pipeline = handler(db, config)

        def handle(article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
            moved()
            return pipeline(article, page, arrival)

        async with self._turn:
            moved()
            reports = await collect(
                watches,
                monitor=config.monitor,
                watching=watching,
                archive=archive,
                worker=worker,
                handle=handle,
                robots=self._robots,
                tell=moved,
                settled=lambda reports: queue_baselines(db, config, reports),
                **how,
            )
        for report in reports:
            self.tell.report(report)

    async def _send(self, post: Post, metrics: Metrics) -> None:
        """Starts what is due; each channel sends alone, so that a slow one holds up neither another nor this job."""
        config, clock = self.config, asyncio.get_running_loop().time

        def delivered(delivery: Delivery) -> None:
            self.progress.moved(SENDING, clock())
            metrics.delivered(delivery)
            self.tell.delivery(delivery)

        for task in await post.round(config.alerts, picture=self.tell.picture(post.db, config), on_delivery=delivered):
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    def _pages(self, metrics: Metrics) -> dict[str, Callable[[], Answer]]:
        clock = asyncio.get_running_loop().time

        def page() -> Answer:
            names = {watch.name for watch in self.config.watches}, [rule.name for rule in self.config.alerts]
            text = metrics.page(watches=names[0], channels=names[1], now=dt.datetime.now(dt.UTC))
            return Answer(body=text, content_type=CONTENT_TYPE)

        return {
            "/healthz": lambda: verdict(tuple(self.progress.still(clock()))),
            "/readyz": lambda: verdict(self.progress.troubles(clock())),
            "/metrics": page,
        }

    async def _beat(self, scheduler: AsyncIOScheduler) -> None:
        """Feeds the watchdog while all goes on, and wakes the jobs where the clock was set back."""
        loop = asyncio.get_running_loop()
        told: tuple[str, ...] = ()
        before = dt.datetime.now(dt.UTC).timestamp() - loop.time()
        while True:
            await asyncio.sleep(BEAT)
            self.progress.beats += 1
            after = dt.datetime.now(dt.UTC).timestamp() - loop.time()
            if before - after > SET_BACK:  # by an hour, say: the jobs would wait for their time for that hour
                self.tell.line(f"the clock was set back by {before - after:.0f} s; all jobs are begun anew")
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=dt.datetime.now(dt.UTC))
            before = after
            still = tuple(self.progress.still(loop.time()))
            if not still:
                self.manager.tell(WATCHDOG=1)
            names = tuple(one.partition(" ")[0] for one in still)
            if names and names != told:
                self.tell.fault("; ".join(still), None)
            told = names

    def _end(self) -> None:
        """SIGTERM or SIGINT: what is under way is given time to end; whatever hangs then is left behind."""
        if self._stop.is_set():
            return
        self._stop.set()
        self.manager.tell(STOPPING=1)
        door = threading.Timer(
            LAST_DOOR, os._exit, (0,)
        )  # a name server or a channel that never answers holds a thread
        door.daemon = True
        door.start()

    async def _finish(self) -> None:
        """Gives jobs that are at work the time to end; what is cut off is done again at the next start."""
        if self._at_work:
            _, cut = await asyncio.wait(self._at_work, timeout=GRACE)
            for task in cut:
                task.cancel()
            if cut:
                self.tell.line("what was under way was cut off; it is taken up at the next start")
                await asyncio.wait(cut, timeout=1.0)

    def _reload(self) -> None:
        """SIGHUP: the configuration is read again; a faulty one changes nothing."""
        self.manager.tell(RELOADING=1, MONOTONIC_USEC=int(asyncio.get_running_loop().time() * 1_000_000))
        try:
            self._take(self.load())
        except MonitorError as fault:
            for line in str(fault).splitlines():
                self.tell.fault(line, None)
            self.tell.line("the configuration stays as it was")
        self.manager.tell(READY=1)

    def _take(self, config: Config) -> None:
        old, new = self.config.monitor, config.monitor
        if (new.database, new.archive, config.run) != (old.database, old.archive, self.config.run):
            self.tell.line("another database, archive or [run] needs a restart; the configuration stays as it was")
            return
        self.config = config
        if self.page is not None:
            self.page.renew()
        self.tell.line(f"read the configuration again: {_counted(len(config.watches), 'watch', 'watches')}")


def due_of(watches: Sequence[Watch], watching: Watching, now: dt.datetime) -> tuple[Watch, ...]:
    """The watches whose time has come, never polled ones among them, in their order."""
    resting = watching.resting(now)
    return tuple(watch for watch in watches if (watch.name, watch.url) not in resting)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

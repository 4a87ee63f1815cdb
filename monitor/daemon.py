"""A configuration comes in and is watched until the program is told to stop: polls, second looks, alerts, each in time.

APScheduler keeps three jobs in the reactor's loop: polls of what is due, second looks at young articles, and the
outbox. Polls and looks take turns, for both write to one archive; alerts leave while a poll still runs. What a kill
interrupts is taken up at the next start: see `collect`.
"""

import asyncio
import datetime as dt
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.alerts.deliver import Delivery
from monitor.alone import alone
from monitor.archive import Archive
from monitor.arrivals import WatchReport, recover
from monitor.collect import collect
from monitor.config import Config, Watch
from monitor.crawl import in_reactor
from monitor.drain import drain_async
from monitor.errors import MonitorError
from monitor.history.schema import History, open_history
from monitor.history.watching import Watching
from monitor.model import Message, Rejection
from monitor.once import handler, queue_baselines
from monitor.worker import Worker

POLL_EVERY = 2  # seconds between two questions whether a watch is due
LOOK_EVERY = 300  # seconds between two questions whether an article is due for a second look
SEND_EVERY = 2  # seconds between two questions whether an alert is due
PATIENCE = 20  # seconds that a poll under way is given to end; a service manager kills after some 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Whom the daemon tells of what it does, as it does it; each takes one thing and must not raise."""

    report: Callable[[WatchReport], None]
    delivery: Callable[[Delivery], None]
    rejection: Callable[[Rejection], None]
    line: Callable[[str], None]
    picture: Callable[[History, Config], Callable[[Message], bytes | None]]


@dataclass(slots=True, kw_only=True)
class Daemon:
    """The state between two jobs; `load` reads the configuration again and raises ConfigError."""

    config: Config
    load: Callable[[], Config]
    tell: Tell
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    def run(self) -> None:
        """Until SIGTERM or SIGINT. DatabaseError: another process collects into this database."""
        database = self.config.monitor.database
        with alone(database):
            db = open_history(database)
            try:
                in_reactor(lambda: self._main(db))
            finally:
                db.close()

    async def _main(self, db: History) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._reload)
        watching = Watching(db)
        archive = Archive(self.config.monitor.archive)
        for cut in recover(archive, watching):
            self.tell.rejection(cut)
        with Worker() as worker:
            # a late run is a run: coalesced and never dropped, whatever held the loop up
            scheduler = AsyncIOScheduler(
                timezone=dt.UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
            )
            scheduler.add_listener(self._failed, EVENT_JOB_ERROR)
            now = dt.datetime.now(dt.UTC)
            arguments = (db, watching, archive, worker)
            scheduler.add_job(self._poll, "interval", arguments, seconds=POLL_EVERY, id="polling", next_run_time=now)
            scheduler.add_job(self._look, "interval", arguments, seconds=LOOK_EVERY, id="second looks")
            scheduler.add_job(self._send, "interval", (db,), seconds=SEND_EVERY, id="sending", next_run_time=now)
            scheduler.start()
            self.tell.line(f"watching {_counted(len(self.config.watches), 'watch', 'watches')}")
            try:
                await self._stop.wait()
            finally:
                scheduler.pause()
                await self._end()
                scheduler.shutdown(wait=False)
        self.tell.line("stopped")

    async def _end(self) -> None:
        """Gives a poll that is under way the time to end; a longer one is done again at the next start."""
        try:
            await asyncio.wait_for(self._turn.acquire(), PATIENCE)
        except TimeoutError:
            self.tell.line("a poll was cut off; what it had not handled is done at the next start")

    async def _poll(self, db: History, watching: Watching, archive: Archive, worker: Worker) -> None:
        due = due_of(self.config.watches, watching, dt.datetime.now(dt.UTC))
        if due and not self._stop.is_set():
            await self._collect(due, db, watching, archive, worker, poll=True, recheck=None)

    async def _look(self, db: History, watching: Watching, archive: Archive, worker: Worker) -> None:
        if not self._stop.is_set():
            await self._collect(self.config.watches, db, watching, archive, worker, poll=False, recheck=None)

    async def _collect(
        self,
        watches: Sequence[Watch],
        db: History,
        watching: Watching,
        archive: Archive,
        worker: Worker,
        **how: Any,
    ) -> None:
        config = self.config
        async with self._turn:
            reports = await collect(
                watches,
                monitor=config.monitor,
                watching=watching,
                archive=archive,
                worker=worker,
                handle=handler(db, config),
                **how,
            )
        queue_baselines(db, config, reports)
        for report in reports:
            self.tell.report(report)

    async def _send(self, db: History) -> None:
        config = self.config
        await drain_async(db, config.alerts, picture=self.tell.picture(db, config), on_delivery=self.tell.delivery)

    def _reload(self) -> None:
        """SIGHUP: the configuration is read again; a faulty one changes nothing."""
        try:
            config = self.load()
        except MonitorError as fault:
            for line in str(fault).splitlines():
                self.tell.line(line)
            self.tell.line("the configuration stays as it was")
            return
        kept = self.config.monitor
        if (config.monitor.database, config.monitor.archive) != (kept.database, kept.archive):
            self.tell.line("another database or archive needs a restart; the configuration stays as it was")
            return
        self.config = config
        self.tell.line(f"read the configuration again: {_counted(len(config.watches), 'watch', 'watches')}")

    def _failed(self, event: JobExecutionEvent) -> None:
        """A fault stops one run of one job, is told, and the next run is on time."""
        self.tell.line(f"{event.job_id} failed ({type(event.exception).__name__}: {event.exception}); it goes on")


def due_of(watches: Sequence[Watch], watching: Watching, now: dt.datetime) -> tuple[Watch, ...]:
    """The watches whose time has come, never polled ones among them, in their order."""
    states = {watch.name: watching.state(watch.name, watch.url) for watch in watches}
    return tuple(w for w in watches if (when := states[w.name].next_poll) is None or when <= now)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

"""A clock that runs as the real one and leaps over the time in which nothing happens: a day of the daemon in minutes.

Everything else stays what it is: the scheduler, the reactor, sockets, threads, child processes, the database. The loop
leaps to its next timer only when no socket has anything to say and no thread is at work, so nothing is cut short.
`install` must come before the program's own modules are imported.
"""

import asyncio
import concurrent.futures
import copyreg
import datetime
import multiprocessing.connection
import queue
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

# They have taken their clock by now and keep the real one: their waits are for threads and processes
KEEP_REAL_TIME = (concurrent.futures, multiprocessing.connection, queue, subprocess, threading)

SETTLED = 0.000_3  # real seconds without a word from any socket, after which the world counts as still


class Clock:
    """Seconds since the start; `leap` moves it on."""

    def __init__(self, start: datetime.datetime) -> None:
        self._real, self._leapt = time.monotonic, 0.0
        self._began, self._start = self._real(), start.timestamp()
        self._set_by = 0.0
        self.leaps = 0

    def seconds(self) -> float:
        return self._real() - self._began + self._leapt

    def timestamp(self) -> float:
        return self._start + self.seconds() + self._set_by

    def leap(self, seconds: float) -> None:
        self._leapt += seconds
        self.leaps += 1

    def set(self, by: float) -> None:
        """Sets the wall clock forward (a sleep of the machine) or back; the seconds go on as before."""
        self._set_by += by


def install(start: datetime.datetime) -> Clock:
    """Puts the clock in the place of this process's own, and its loop in the place of asyncio's."""
    late = {name.partition(".")[0] for name in sys.modules} & {"apscheduler", "scrapy", "twisted", "monitor", "apprise"}
    assert not late, f"{late} have taken the real clock already"
    clock, real = Clock(start), datetime.datetime

    class Kind(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, real)

        def __subclasscheck__(cls, one: type) -> bool:
            return issubclass(one, real)

    class datetime_(real, metaclass=Kind):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return cls.fromtimestamp(clock.timestamp(), tz)

        @classmethod
        def utcnow(cls) -> Any:
            return cls.fromtimestamp(clock.timestamp(), datetime.UTC).replace(tzinfo=None)

    datetime_.__module__, datetime_.__qualname__, datetime_.__name__ = "datetime", "datetime", "datetime"
    datetime.datetime = datetime_  # type: ignore[misc]
    for kind in (real, datetime_):  # a child process has the real one under that name
        copyreg.pickle(kind, lambda one: (moment, (one.isoformat(),)))
    time.time, time.monotonic = clock.timestamp, clock.seconds
    asyncio.set_event_loop(Loop(clock))
    return clock


def moment(text: str) -> datetime.datetime:
    """A moment that came from another process."""
    return datetime.datetime.fromisoformat(text)


class Loop(asyncio.SelectorEventLoop):
    """A loop on that clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._at_work = clock, 0
        super().__init__(Leaping(self))

    def time(self) -> float:
        return self._clock.seconds()

    def run_in_executor(self, executor: Any, function: Callable[..., Any], *arguments: Any) -> Any:
        self._at_work += 1
        future = super().run_in_executor(executor, function, *arguments)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Any) -> None:
        self._at_work -= 1

    def is_still(self) -> bool:
        """Whether no thread works for this loop or its reactor."""
        reactor: Any = sys.modules.get("twisted.internet.reactor")
        pool = getattr(reactor, "threadpool", None)
        if pool is not None:
            at_work = pool._team.statistics()
            if at_work.busyWorkerCount or at_work.backloggedWorkCount:
                return False
        calling = any(thread.name.startswith("alert ") for thread in threading.enumerate())  # a service is being called
        return self._at_work == 0 and not calling

    def leap(self, seconds: float) -> None:
        self._clock.leap(seconds)


class Leaping(selectors.DefaultSelector):  # type: ignore[misc,valid-type]
    """A selector that leaps instead of waiting, where there is nothing to wait for."""

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if found or (timeout is not None and timeout <= 0):
            return found
        if timeout is None or not self._loop.is_still():
            return super().select(0.05 if timeout is None else min(timeout, 0.05))
        found = super().select(SETTLED)
        if not found and self._loop.is_still():
            self._loop.leap(timeout)
        return found

"""A function and its arguments come in, its result or a `Failed` goes out, from a child process that may be killed.

Untrusted input makes parsers hang, swell and crash: one tag of a megabyte of attributes keeps libxml2 busy for 91 s,
and no signal or thread in our own process stops it. So such work runs in one reused child (pebble) with a deadline and
a memory limit. A round trip costs 0.3 ms for a page of 130 KB, a fresh child after a kill half a second.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import current_process
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

MEMORY_LIMIT = 1 << 30  # bytes of data; reading a page of 10 MiB takes less than half of it
START_LIMIT = 60.0  # seconds beyond its deadline after which a task that no child took up is given up
TASKS_PER_CHILD = 2_000  # then a fresh one: libxml2 never forgets a tag's name, and a hostile page may hold many

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A task without a result: too slow, too large, crashed, ended by an exception. The caller's `Rejection` to be."""

    reason: str  # a clause for people: "took longer than 10 s and was stopped"


class Worker:
    """A child process for untrusted work, started at the first `run`; threads may share it and take turns.

    `memory` is the most data that the child may hold, in bytes. `run` blocks; in an event loop call it through
    `asyncio.to_thread`. The functions that it runs must be importable by name, their arguments and results picklable.
    """

    def __init__(self, *, memory: int = MEMORY_LIMIT) -> None:
        self._memory = memory
        self._pool: ProcessPool | None = None
        self._current: ProcessFuture[Any] | None = None
        self._finish = threading.Event()
        self._turn = threading.Lock()
        self._closed = False

    def run(self, function: Callable[..., T], *args: Any, deadline: float) -> T | Failed:
        """The result of `function(*args)`; `Failed` after `deadline` seconds, out of memory, on a crash or exception.

        An exception of the function is a failure whatever its type: on untrusted input it says that the input is bad.
        """
        with self._turn:
            result = self._attempt(function, args, deadline)
            if isinstance(
                result, BrokenProcessPool
            ):  # the child was killed while it was idle: once more with a new one
                result = self._attempt(function, args, deadline)
        if isinstance(result, BaseException):
            return Failed(reason=_in_words(result, deadline, self._memory))
        return result

    def close(self) -> None:
        """Ends the child; a task in progress is given up."""
        self._closed = True
        if self._current is not None:
            self._current.cancel()  # type: ignore[no-untyped-call]
        self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _attempt(self, function: Callable[..., T], args: tuple[Any, ...], deadline: float) -> T | BaseException:
        if self._closed:
            raise RuntimeError("this worker is closed")
        if self._pool is not None and not self._pool.active:
            self._stop()
        if self._pool is None:
            self._pool = self._start()
        self._current = future = self._pool.schedule(function, args=args, timeout=deadline)
        try:
            error = future.exception(timeout=deadline + START_LIMIT)
        except CancelledError:
            return ChildProcessError("given up, the program is ending")
        except FutureTimeout:
            self._stop()
            return ChildProcessError("no child process could be started")
        if error is not None:
            return error
        result: T = future.result()
        return result

    def _start(self) -> "ProcessPool":
        from pebble import ProcessPool  # 60 ms that a command without untrusted input need not pay

        pool = ProcessPool(
            max_workers=1,
            max_tasks=TASKS_PER_CHILD,
            initializer=_confine,
            initargs=(self._memory,),
            context=_Context(),
        )
        started, self._finish = threading.Event(), threading.Event()
        threading.Thread(target=_keep, args=(pool, started, self._finish), name="worker-keeper", daemon=True).start()
        started.wait()
        return pool

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        self._finish.set()


def _keep(pool: "ProcessPool", started: threading.Event, finish: threading.Event) -> None:
    """Starts the pool and stays: Linux sends a child its parent's death signal when the *thread* that made it ends."""
    try:
        _ = pool.active  # starts it
    finally:
        started.set()
    finish.wait()


class _Child(SpawnProcess):
    """A child that does not import the caller's script.

    multiprocessing would run that file again in the child: slow under a test runner, and endless for a script that
    replays an archive at its top level. Our functions come from modules, so the child has no need of it.

    Nor does it mind a parent that is a daemon process, as Dask's workers are: such may have no children, lest these
    outlive them; ours die with their parent.
    """

    def start(self) -> None:
        config = current_process()._config  # type: ignore[attr-defined]
        daemon = config.pop("daemon", None)
        try:
            super().start()
        finally:
            if daemon is not None:
                config["daemon"] = daemon

    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _Context(SpawnContext):
    Process = _Child


def die_with_parent() -> None:
    """Called first in a child: ends it when the thread that made it ends, however that comes (Linux; else nothing)."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)


def _confine(memory: int) -> None:
    """Runs first in the child: it dies with its parent and cannot hold more than `memory` bytes of data."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # pebble's own handler waits until a parser written in C returns
    die_with_parent()
    if sys.platform != "win32":
        import resource  # Unix only

        # RLIMIT_DATA and not RLIMIT_AS: a chart's engine reserves gigabytes of addresses that it never touches
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _in_words(error: BaseException, deadline: float, memory: int) -> str:
    if isinstance(error, FutureTimeout):
        return f"took longer than {deadline:g} s and was stopped"
    if isinstance(error, MemoryError):
        return f"needed more than {memory >> 20} MiB of memory"
    if isinstance(error, ChildProcessError):
        return str(error)
    code = getattr(error, "exitcode", None)  # pebble's ProcessExpired
    if code is not None:
        return f"made the parser crash (exit status {code})"
    return f"made the parser fail ({type(error).__name__}: {' '.join(str(error).split())[:200]})"

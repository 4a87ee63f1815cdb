"""An archive of made-up pages in, the rate of a backfill out: one worker and two, gate on and off, and a cluster.

    python -m benchmarks.backfill [--pages 5000] [--files 10] [--seed 1] [--keep FOLDER] [--parts one,two,...]

Pages are 60 to 130 KB in ten layouts and six languages, one in ten with figures (`benchmarks.pages`), over three years.
The rate is that of the workers' phase, from the first shard sent to the last one back: merging is one writer's work,
told apart. Parts, run in the order in which they are named: `one` and `two` read all pages with as many processes,
`one-gated` and `two-gated` with the gate before; `cluster` is Dask's own on this machine with the gate, and one of its
two workers is killed in the middle: its history must be that of `one-gated`, byte for byte. How far each is goes to
standard error.
"""

import argparse
import datetime as dt
import os
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.pages import pages
from monitor.backfill import Progress, backfill
from monitor.history.schema import open_history
from monitor.model import Page
from monitor.packs import load_topic
from monitor.warc import member_of

START, SPAN = dt.datetime(2023, 1, 1, tzinfo=dt.UTC), dt.timedelta(days=3 * 365)
TWO_LEAST = 1.7  # times the rate of one worker
MERGE_MOST = 3.0  # milliseconds for an event
TOPICS = (load_topic("russia-ukraine"),)
PARTS = {"one": (1, False), "two": (2, False), "one-gated": (1, True), "two-gated": (2, True)}
CLUSTER = "cluster"
TWIN = {"two": "one", "two-gated": "one-gated", CLUSTER: "one-gated"}  # whose history it must have
TELL = 10.0  # seconds between two lines of progress


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of a run, and what it left behind."""

    reading: float
    merging: float
    pages: int
    passed: int
    events: int
    history: list[str]

    @property
    def rate(self) -> float:
        """Pages a second in the workers' phase."""
        return self.pages / self.reading


def archive(folder: Path, count: int, files: int, seed: int) -> list[Path]:
    """So many pages over so many WARC files, by two processes; a page is captured an hour after it was published."""
    make = partial(_file, folder, count, files, seed)
    paths = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for path in pool.map(make, range(files)):
            paths.append(path)
            print(f"made {len(paths)} of {files} files", file=sys.stderr, flush=True)
    return paths


def _file(folder: Path, count: int, files: int, seed: int, number: int) -> Path:
    """The file of that number; each has a seed of its own, so that they can be made side by side."""
    first, end = number * count // files, (number + 1) * count // files

    def published(at: int) -> dt.datetime:
        return START + SPAN * (first + at) / count

    path = folder / f"{number:03}.warc.gz"
    with path.with_suffix(".part").open("wb") as out:
        for at, body in enumerate(pages(end - first, seed=seed * 1_000 + number, published=published)):
            captured = published(at) + dt.timedelta(hours=1)
            url = f"https://outlet.example/a/{first + at}"
            out.write(member_of(Page(url=url, body=body.encode(), captured=captured)))
    path.with_suffix(".part").rename(path)
    return path


def run(paths: Sequence[Path], folder: Path, *, workers: int, gate: bool, cluster: str | None = None,
        kill: int | None = None) -> Timing:  # fmt: skip
    """One backfill into a fresh history; `kill` is the process to end when a third of the bytes is read."""
    said = 0.0
    database = folder / f"{time.time_ns()}.db"
    db = open_history(database)
    begun = time.perf_counter()
    read = begun

    def tell(step: Progress) -> None:
        nonlocal read, kill, said
        now = time.perf_counter()
        if now - said > TELL:
            said = now
            far = (
                f"merged {step.merged:,} of {step.to_merge:,}" if step.to_merge is not None else f"read {step.pages:,}"
            )
            print(f"  {now - begun:6.0f} s  {far}", file=sys.stderr, flush=True)
        if step.to_merge is None:
            read = now
            if kill is not None and step.bytes_done * 3 > step.bytes_all:
                os.kill(kill, signal.SIGKILL)
                kill = None

    report = backfill(paths, db, database, topics=TOPICS, workers=workers, cluster=cluster, gate=gate, tell=tell)
    ended = time.perf_counter()
    db.close()
    with sqlite3.connect(database) as told:
        history = [line for line in told.iterdump() if "migrations" not in line]
    return Timing(read - begun, ended - read, report.pages, report.passed, report.events, history)


def show(name: str, timing: Timing) -> None:
    """One run's line."""
    each = 1000 * timing.merging / max(1, timing.events)
    print(
        f"{name:<24} {timing.rate:7.1f} pages/s  read {timing.reading:7.1f} s  merged in {timing.merging:6.1f} s, "
        f"{each:.1f} ms an event  {timing.passed:,} of {timing.pages:,} pages past the gate, {timing.events:,} events",
        flush=True,
    )


def on_cluster(paths: Sequence[Path], folder: Path) -> Timing | None:
    """The same on a cluster of two processes, one of which is killed; None: Dask is not installed."""
    try:
        from distributed import LocalCluster
    except ImportError:
        return None
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        return run(paths, folder, workers=2, gate=True, cluster=cluster.scheduler_address, kill=victim)


def main() -> None:
    """Make the archive, run, compare."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pages", type=int, default=5_000)
    options.add_argument("--files", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="make the archive there, or take the one there is")
    options.add_argument("--parts", default=",".join((*PARTS, CLUSTER)), help="of %(default)s")
    asked = options.parse_args()
    parts = asked.parts.split(",")
    if unknown := [part for part in parts if part not in (*PARTS, CLUSTER)]:
        options.error(f"--parts: there is no {unknown[0]!r}, only {', '.join((*PARTS, CLUSTER))}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = asked.keep or folder
        kept.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        paths = sorted(kept.glob("*.warc.gz")) or archive(kept, asked.pages, asked.files, asked.seed)
        size = sum(path.stat().st_size for path in paths)
        seconds = time.perf_counter() - begun
        print(f"{asked.pages:,} pages in {len(paths)} files, {size / 1e6:,.0f} MB, made in {seconds:.0f} s", flush=True)
        done: dict[str, Timing] = {}
        for part in parts:
            print(part, file=sys.stderr, flush=True)
            if part == CLUSTER:
                timing = on_cluster(paths, folder)
                if timing is None:
                    print("cluster: Dask is not installed (pip install 'casualty-monitor[cluster]')")
                    continue
            else:
                workers, gate = PARTS[part]
                timing = run(paths, folder, workers=workers, gate=gate)
            done[part] = timing
            show(part, timing)
        for part in (one for one in TWIN if one in done and TWIN[one] in done):
            before, timing = done[TWIN[part]], done[part]
            same = "the same" if before.history == timing.history else "ANOTHER"
            ratio = timing.rate / before.rate
            met = "met" if ratio >= TWO_LEAST else "NOT met"
            limit = "" if part == CLUSTER else f" (at least {TWO_LEAST}: {met})"
            print(f"{part}: {same} history as {TWIN[part]}, {ratio:.2f} times its rate{limit}", flush=True)
        slowest = max((1000 * one.merging / max(1, one.events) for one in done.values()), default=0.0)
        met = "met" if slowest <= MERGE_MOST else "NOT met"
        print(f"merging at most {slowest:.1f} ms an event (at most {MERGE_MOST}: {met})")


if __name__ == "__main__":
    main()

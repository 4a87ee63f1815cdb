"""An archive of made-up pages in, the rate of a backfill out: one worker and two, gate on and off, and a cluster.

    python -m benchmarks.backfill [--pages 5000] [--files 10] [--seed 1] [--keep FOLDER] [--no-cluster]

Pages are 60 to 130 KB in ten layouts, one in ten with figures (`benchmarks.pages`). Only the workers' phase is timed,
from the first shard sent to the last one back: merging is one writer's work, told apart. With the gate, many pages pass
here, for the made-up pages name the war's cities all the time; a real crawl's do not. The cluster is Dask's own on this
machine, and one of its two workers is killed in the middle: its history must be that of one worker, byte for byte.
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
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import pages
from monitor.backfill import Progress, backfill
from monitor.history.schema import open_history
from monitor.model import Page
from monitor.packs import load_topic
from monitor.warc import member_of

START = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
TWO_LEAST = 1.7  # times the rate of one worker
TOPICS = (load_topic("russia-ukraine"),)


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
    """So many pages over so many WARC files, a minute between two captures."""
    paths = [folder / f"{number:02}.warc.gz" for number in range(files)]
    stream = pages(count, seed=seed)
    for number, path in enumerate(paths):
        first, end = number * count // files, (number + 1) * count // files
        with path.open("wb") as out:
            for at in range(first, end):
                url, captured = f"https://outlet.example/a/{at}", START + dt.timedelta(minutes=at)
                out.write(member_of(Page(url=url, body=next(stream).encode(), captured=captured)))
        print(f"\rmaking {number + 1} of {files} files", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return paths


def run(paths: Sequence[Path], folder: Path, *, workers: int, gate: bool, cluster: str | None = None,
        kill: int | None = None) -> Timing:  # fmt: skip
    """One backfill into a fresh history; `kill` is the process to end when a third of the bytes is read."""
    database = folder / f"{time.time_ns()}.db"
    db = open_history(database)
    begun = time.perf_counter()
    read = begun

    def tell(step: Progress) -> None:
        nonlocal read, kill
        if step.to_merge is None:
            read = time.perf_counter()
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
    print(
        f"{name:<28} {timing.rate:7.1f} pages/s  read {timing.reading:7.1f} s  merged in {timing.merging:6.1f} s  "
        f"{timing.passed:,} of {timing.pages:,} pages past the gate, {timing.events:,} events",
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
        return run(paths, folder, workers=2, gate=False, cluster=cluster.scheduler_address, kill=victim)


def main() -> None:
    """Make the archive, run, compare."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pages", type=int, default=5_000)
    options.add_argument("--files", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="make the archive there, or take the one there is")
    options.add_argument("--no-cluster", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = asked.keep or folder
        kept.mkdir(parents=True, exist_ok=True)
        paths = sorted(kept.glob("*.warc.gz")) or archive(kept, asked.pages, asked.files, asked.seed)
        size = sum(path.stat().st_size for path in paths)
        print(f"{asked.pages:,} pages in {len(paths)} files, {size / 1e6:,.0f} MB")
        whole: list[str] = []  # the history of one process that reads everything
        for gate in (False, True):
            words = "gate on" if gate else "gate off"
            one = run(paths, folder, workers=1, gate=gate)
            show(f"1 process, {words}", one)
            two = run(paths, folder, workers=2, gate=gate)
            show(f"2 processes, {words}", two)
            ratio = two.rate / one.rate
            met = "met" if ratio >= TWO_LEAST else "NOT met"
            same = "the same" if two.history == one.history else "ANOTHER"
            print(f"  2 processes / 1 process {ratio:.2f} (at least {TWO_LEAST}: {met}); {same} history")
            whole = whole or one.history
        if not asked.no_cluster:
            spread = on_cluster(paths, folder)
            if spread is None:
                print("Dask: not installed (pip install 'casualty-monitor[cluster]')")
            else:
                show("Dask, a worker killed", spread)
                print(f"  {'the same' if spread.history == whole else 'ANOTHER'} history as with 1 process")


if __name__ == "__main__":
    main()

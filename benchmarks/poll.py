"""Polls 1,000 unchanged local feeds and prints feeds per second, beside the library `reader` on the same server.

    python benchmarks/poll.py [--feeds 1000] [--reader /path/to/a/python/with/reader]

Both have read all feeds once; what is timed is a poll in which every feed answers 304, with all that each program does
around it (state, schedule, health). All feeds are on one host, which our manners ask one at a time; the second line of
ours lets sixteen requests run side by side, as a thousand hosts would, the second of `reader` sixteen workers.
"""

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

READER = """
import sys, time, logging
logging.disable(logging.CRITICAL)
try:
    import sgmllib
except ImportError:  # reader 3.26 imports it and does not ask for it; feedparser's copy does as well
    import feedparser_sgmllib
    sys.modules["sgmllib"] = feedparser_sgmllib
from reader import make_reader
base, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
reader = make_reader(sys.argv[4])
for number in range(count):
    reader.add_feed(f"{base}/feed/{number}", exist_ok=True)
reader.update_feeds(workers=16)
best = 0
for _ in range(3):
    start = time.perf_counter()
    reader.update_feeds(scheduled=False, workers=workers)
    best = max(best, count / (time.perf_counter() - start))
print(best)
"""


def ours(base: str, count: int, folder: Path, side_by_side: int) -> float:
    """Feeds per second of the best of three unchanged polls."""
    from monitor.archive import Archive
    from monitor.collect import collect
    from monitor.config import Monitor, Watch
    from monitor.crawl import in_reactor
    from monitor.history.schema import open_history
    from monitor.history.watching import Watching
    from monitor.worker import Worker

    watches = [
        Watch(name=f"feed {number}", url=f"{base}/feed/{number}", every=dt.timedelta(minutes=5))
        for number in range(count)
    ]
    slots = {"127.0.0.1": {"concurrency": side_by_side, "delay": 0.0001, "jitter": 0.0}}
    extra = {} if side_by_side == 1 else {"DOWNLOAD_SLOTS": slots}

    async def run() -> float:
        db = open_history(folder / "casualties.db")
        best = 0.0
        with Worker() as worker:
            for poll in range(4):
                start = time.perf_counter()
                reports = await collect(
                    watches,
                    monitor=Monitor(allow_private_addresses=True),
                    watching=Watching(db),
                    archive=Archive(folder / "archive"),
                    worker=worker,
                    handle=lambda article, page, arrival: tuple,
                    extra=extra,
                )
                if poll:
                    assert all(report.not_modified for report in reports)
                    best = max(best, count / (time.perf_counter() - start))
        return best

    return in_reactor(run)


def apart(*arguments: str, python: str = sys.executable) -> float | None:
    """One measurement in a process of its own; None where it cannot run."""
    done = subprocess.run([python, *arguments], capture_output=True, text=True, check=False)
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--reader", default=sys.executable, metavar="PYTHON", help="a Python that has `reader`")
    parser.add_argument("--ours", nargs=2, metavar=("BASE", "SIDE_BY_SIDE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.ours:
            print(ours(given.ours[0], given.feeds, folder, int(given.ours[1])))
            return
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "benchmarks/news_server.py"), str(given.feeds), "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        try:
            for side_by_side in (1, 16):
                words = "one at a time" if side_by_side == 1 else f"{side_by_side} side by side"
                mine = apart(__file__, "--feeds", str(given.feeds), "--ours", base, str(side_by_side))
                print(f"casualty-monitor, {words}: {mine:.0f} feeds/s" if mine else "casualty-monitor: failed")
                database = str(folder / f"reader{side_by_side}.db")
                rate = apart("-c", READER, base, str(given.feeds), str(side_by_side), database, python=given.reader)
                missing = "not installed; give --reader a Python that has it"
                print(f"reader, {words}: " + (f"{rate:.0f} feeds/s" if rate else missing))
                if mine and rate:
                    met = "met" if mine >= rate else "NOT met"
                    print(f"  casualty-monitor / reader, {words}: {mine / rate:.2f} (at least 1: {met})")
        finally:
            server.kill()


if __name__ == "__main__":
    main()

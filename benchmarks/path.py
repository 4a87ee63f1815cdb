"""Times 500 local articles from the first request to the committed history, beside bare Scrapy plus trafilatura.

    python benchmarks/path.py [--articles 500]

Both read the same feeds and fetch the same pages (50 KB each, one in ten with a figure, the others a day's news) from
the same server, each in a fresh process; the start of the processes and their imports are not counted. Ours also asks
robots.txt, keeps the pages in the archive (flushed to the disk), reads them in the child process, detects, judges and
commits. Bare Scrapy runs with its own defaults (8 requests side by side on a host); ours asks one at a time, and once
more with 8, to compare like with like.
"""

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

RATIO_MOST = 1.30

BARE = """
import sys, time, logging
logging.disable(logging.CRITICAL)
import scrapy, trafilatura
from scrapy.crawler import CrawlerProcess
base, feeds = sys.argv[1], int(sys.argv[2])
texts = []
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for number in range(feeds):
            yield scrapy.Request(f"{base}/feed/{number}")
    def parse(self, response):
        for link in response.xpath("//item/link/text()").getall():
            yield response.follow(link, self.article)
    def article(self, response):
        texts.append(trafilatura.extract(response.text, include_comments=False))
start, worked = time.perf_counter(), time.process_time()
process = CrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
process.crawl(Bare)
process.start()
print(len(texts), time.perf_counter() - start, time.process_time() - worked, 0)
"""


def ours(base: str, feeds: int, folder: Path, side_by_side: int) -> tuple[int, float, float, float]:
    """Articles in the history, seconds, those of the processors, and those of detection, verdict and commit."""
    from monitor.archive import Archive
    from monitor.collect import collect
    from monitor.config import Config, Monitor, Watch, load_topics
    from monitor.crawl import in_reactor
    from monitor.history.schema import open_history
    from monitor.history.watching import Watching
    from monitor.once import handler
    from monitor.worker import Worker

    watches = tuple(
        Watch(name=f"feed {number}", url=f"{base}/feed/{number}", every=dt.timedelta(minutes=5))
        for number in range(feeds)
    )
    config = Config(
        monitor=Monitor(allow_private_addresses=True), watches=watches, topics=load_topics(["russia-ukraine"])
    )
    slots = {"127.0.0.1": {"concurrency": side_by_side, "delay": 0.0001, "jitter": 0.0}}

    spent = 0.0

    def timed(step: Callable[[], Any]) -> Any:
        nonlocal spent
        begun = time.perf_counter()
        found = step()
        spent += time.perf_counter() - begun
        return found

    async def run() -> tuple[int, float, float, float]:
        db = open_history(folder / "casualties.db")
        with Worker() as worker:
            judge = handler(db, config)
            warm(worker, config)

            def handle(*page: Any) -> Any:
                write = timed(lambda: judge(*page))
                return lambda: timed(write)

            started, start = processors(), time.perf_counter()
            await collect(
                watches,
                monitor=config.monitor,
                watching=Watching(db),
                archive=Archive(folder / "archive"),
                worker=worker,
                handle=handle,
                extra={} if side_by_side == 1 else {"DOWNLOAD_SLOTS": slots},
            )
            seconds, worked = time.perf_counter() - start, processors() - started
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0]), seconds, worked, spent

    return in_reactor(run)


def processors() -> float:
    """Seconds that this process and its children have worked so far."""
    alive = [pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in alive]
    return time.process_time() + sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def warm(worker: Any, config: Any) -> None:
    """Starts the child process and loads the word lists, as bare Scrapy's clock starts after its imports too."""
    from monitor.clean import clean
    from monitor.detect.detector import detect
    from monitor.model import Page

    words = "A strike on Kharkiv killed 12 people, officials said. " * 10
    page = f'<html lang="en"><title>A report</title><article><p>{words}</p></article></html>'
    detect(clean(Page(url="http://outlet.example/warm", body=page.encode()), worker), config.topics)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--ours", nargs=2, metavar=("BASE", "SIDE_BY_SIDE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    feeds = -(-given.articles // 100)
    if given.ours:
        with tempfile.TemporaryDirectory() as name:
            print(*ours(given.ours[0], feeds, Path(name), int(given.ours[1])))
        return
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "benchmarks/news_server.py"), str(feeds), str(given.articles)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    kinds = {
        "bare Scrapy + trafilatura": ["-c", BARE, base, str(feeds)],
        "casualty-monitor": [__file__, "--articles", str(given.articles), "--ours", base, "1"],
        "casualty-monitor, 8 side by side": [__file__, "--articles", str(given.articles), "--ours", base, "8"],
    }
    each: dict[str, float] = {}
    work: dict[str, float] = {}
    try:
        for name, arguments in kinds.items():
            best: tuple[float, int, float, float] | None = None
            for _ in range(2):
                done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
                count, seconds, worked, judged = done.stdout.split()[-4:]
                now = (float(seconds), int(count), float(worked), float(judged))
                best = min(best or now, now)
            assert best is not None
            of_it = f", {1000 * best[3] / best[1]:.0f} of them detection, verdict and commit" if best[3] else ""
            each[name], work[name] = best[0] / best[1], best[2] / best[1]
            print(
                f"{name}: {best[1]} articles in {best[0]:.1f} s, {1000 * each[name]:.1f} ms each "
                f"({1000 * work[name]:.1f} of a processor's){of_it}"
            )
        bare, *_, alike = each.values()
        ratio = alike / bare
        idle, *_, busy = work.values()
        print(f"in processor time, which a busy machine changes little: {busy / idle:.2f} on two cores")
        met = "met" if ratio <= RATIO_MOST else "NOT met"
        print(f"whole path / bare fetch and clean, 8 side by side each: {ratio:.2f} (at most {RATIO_MOST}: {met})")
    finally:
        server.kill()


if __name__ == "__main__":
    main()

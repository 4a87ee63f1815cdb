"""Nothing in, how fast the desk's page answers beside a writer out; exit status 1 where it is too slow or one fails.

    python -m benchmarks.page [--figures 100000] [--articles 50000] [--requests 40]

A history of that size is made, served by `casualty-monitor serve`, and asked by one reader while another process
commits plans as the daemon does. Limits: 150 ms at the median for our pages, 500 ms for Datasette's tables, facets
and search.
"""

import argparse
import datetime as dt
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from monitor.diff.series import digest
from monitor.history.desk import open_desk
from monitor.history.ledger import commit
from monitor.history.schema import open_history, transaction
from monitor.model import (
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Figure,
    Measure,
    Plan,
    Population,
    Qualifier,
    Scope,
    SourceKind,
    Status,
    Verdict,
)

OURS, SERVER = 0.150, 0.500  # seconds at the median
WORDS = "the front line report said that forces near the town had lost ground while officials spoke of talks".split()  # noqa: SIM905
SOURCES = (
    "zelensky",
    "general staff",
    "mediazona",
    "us officials",
    "trump",
    "ualosses",
    "russia mod",
    "un",
    "bbc",
    None,
)
PARTIES = ("ukraine", "russia", "north-korea")
KILLED = "topic=russia-ukraine&party=ukraine&population=military&measure=killed"


def plan(number: int, chance: random.Random, figures: int) -> Plan:
    """One article with so many figures, most of them of the quantities that a desk looks at."""
    day = dt.date(2022, 2, 24) + dt.timedelta(days=number % 1500)
    told = [chance.randrange(1_000, 900_000) for _ in range(figures)]
    body = " ".join(chance.choices(WORDS, k=250))
    text = body + "\n" + "\n".join(f"{n} soldiers were killed, {chance.choice(WORDS)}." for n in told)
    article = Article(
        id=f"a{number}",
        text=text,
        title=f"Report {number} of the {chance.choice(WORDS)}",
        url=f"https://outlet{number % 40}.example/{number}",
        outlet=f"Outlet {number % 40}",
        published=day.isoformat(),
        lang="en",
        name=f"page {number}",
    )
    verdicts = []
    for low in told:
        quote = f"{low} soldiers were killed"
        start = article.full_text.index(quote)
        party, source = chance.choice(PARTIES), chance.choice(SOURCES)
        measure = chance.choice((Measure.KILLED, Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES))
        scope = chance.choice((Scope.CUMULATIVE, Scope.CUMULATIVE, Scope.PERIOD, Scope.INCIDENT))
        common = {
            "party": party,
            "population": Population.MILITARY,
            "measure": measure,
            "scope": scope,
            "low": low,
            "high": low,
            "qualifier": Qualifier.EXACT,
            "as_of": day.isoformat(),
            "status": Status.ASSERTED,
            "span": "1d" if scope is Scope.PERIOD else None,
            "place": f"town {low % 300}" if scope is Scope.INCIDENT else None,
        }
        claim = Claim(
            id=digest("c1", number, low, party, source, measure, scope),
            topic="russia-ukraine",
            source=source,
            kind=SourceKind.OFFICIAL,
            **common,
        )
        figure = Figure(
            sources=(source,) if source else (),
            quote=quote,
            start=start,
            end=start + len(quote),
            sentence=f"{quote}.",
            rule="bench",
            **common,
        )
        kind = chance.choice(
            (EventKind.NEW, EventKind.UPDATE, EventKind.REPEAT, EventKind.BACKFILL, EventKind.CONFLICT)
        )
        event = Event(
            id=digest("e1", claim.id),
            event=kind,
            topic="russia-ukraine",
            source=source,
            contested=False,
            article=ArticleRef(id=article.id),
            quote=quote,
            why="made for the benchmark",
            **common,
        )
        verdicts.append(Verdict(figure=figure, claim=claim, event=event))
    return Plan(article=article, seen_at=f"{day}T09:00:00Z", verdicts=tuple(verdicts))


def fill(path: Path, figures: int, articles: int) -> None:
    """A history of that many figures in that many articles."""
    chance = random.Random(7)
    db = open_history(path)
    db.execute("PRAGMA synchronous = OFF")
    each = max(1, figures // articles)
    for first in range(0, articles, 1000):
        with transaction(db):
            for number in range(first, min(first + 1000, articles)):
                commit(db, plan(number, chance, each))
        print(f"\r{min(first + 1000, articles):,} articles", end="", file=sys.stderr, flush=True)
    db.close()
    print(file=sys.stderr)
    open_desk(path).close()


def write(path: Path, pause: float) -> None:
    """Commits plans as the daemon does until it is told to end; prints how many, how long at most, how many failed."""
    running = True

    def end(*_: object) -> None:
        nonlocal running
        running = False

    signal.signal(signal.SIGTERM, end)
    chance, db = random.Random(8), open_history(path)
    taken: list[float] = []
    failed, number = 0, int(time.time()) * 1000  # articles that no earlier run has written
    while running:
        number += 1
        start = time.perf_counter()
        try:
            commit(db, plan(number, chance, 2))
        except Exception as fault:
            failed += 1
            print(fault, file=sys.stderr)
        taken.append(time.perf_counter() - start)
        time.sleep(pause)
    db.close()
    taken.sort()
    told = {"writes": len(taken), "failed": failed, "p99": taken[len(taken) * 99 // 100], "most": taken[-1]}
    print(json.dumps(told), flush=True)


def pages(path: Path) -> dict[str, tuple[float, list[str]]]:
    """Each kind of page with its limit and addresses."""
    db = open_desk(path)
    events = [row["id"] for row in db.query("SELECT id FROM events WHERE rowid % 9973 = 0")]
    db.close()
    return {
        "overview": (OURS, ["/"]),
        "timeline": (OURS, [f"/timeline?{KILLED}", f"/timeline?{KILLED}&source=zelensky&until=2024"]),
        "timeline.csv": (OURS, [f"/timeline.csv?{KILLED}"]),
        "events": (OURS, ["/events", "/events?kind=conflict&party=russia"]),
        "events.rss": (OURS, ["/events.rss"]),
        "event": (OURS, [f"/event/{event}" for event in events[:20]]),
        "review": (OURS, ["/review"]),
        "search": (OURS, ["/search?q=soldiers", "/search?q=Report+4217"]),
        "sources": (OURS, ["/sources"]),
        "methodology": (OURS, ["/methodology"]),
        "table": (SERVER, ["/data/claims", "/data/articles", "/data/figures?party=russia"]),
        "table.json": (SERVER, ["/data/figures.json?_size=100"]),
        "facet": (SERVER, ["/data/claims?_facet=source", "/data/events?_facet=event&_facet=party"]),
        "table search": (SERVER, ["/data/articles?_search=Report+4217", "/data/figures?_search=front"]),
    }


def ask(url: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as answer:
        answer.read()
    return time.perf_counter() - start


def measure(path: Path, requests: int, pause: float) -> int:
    """Asks every kind of page beside a writer; the exit status."""
    serve = subprocess.Popen(
        [sys.executable, "-m", "monitor", "serve", "--port", "0", "--database", str(path)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=path.parent,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert serve.stderr is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", serve.stderr.readline())
    assert found
    writer = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.page", "--write", str(path), "--pause", str(pause)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    slow = []
    print(f"{'page':<14} {'median':>8} {'p95':>8} {'limit':>8}")
    try:
        for name, (limit, addresses) in pages(path).items():
            for address in addresses:
                ask(found[0] + address)
            taken = sorted(ask(found[0] + addresses[i % len(addresses)]) for i in range(requests))
            median = statistics.median(taken)
            print(
                f"{name:<14} {median * 1000:6.0f}ms {taken[len(taken) * 95 // 100] * 1000:6.0f}ms {limit * 1000:6.0f}ms"
            )
            if median > limit:
                slow.append(name)
    finally:
        writer.send_signal(signal.SIGTERM)
        said = writer.communicate(timeout=60)[0]
        serve.send_signal(signal.SIGTERM)
        serve.wait(20)
    told = json.loads(said)
    print(
        f"writer: {told['writes']:,} commits, {told['failed']} failed,"
        f" p99 {told['p99'] * 1000:.0f} ms, at most {told['most'] * 1000:.0f} ms"
    )
    print(f"every page within its limit: {'met' if not slow else 'NOT met, ' + ', '.join(slow)}")
    print(f"no writer ever fails: {'met' if not told['failed'] else 'NOT met'}")
    return int(bool(slow) or told["failed"] > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two commits of the writer")
    parser.add_argument("--database", type=Path, help="keep the history here, and use it where it is there already")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write is not None:
        write(options.write, options.pause)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "big.db"
        if not path.exists():
            fill(path, options.figures, options.articles)
        return measure(path, options.requests, options.pause)


if __name__ == "__main__":
    sys.exit(main())

"""Sizes in, the cost of handling one figure out, at 10,000 and at a million stored figures, and the bytes of one.

    python benchmarks/history.py                 # 10,000 and 1,000,000
    python benchmarks/history.py 10000 100000

A history of that size is made up: ten parties and more, three sources each, a number a day, four sightings of each.
Then articles of one figure are judged and committed, of four kinds: a repeat, an update, a number of the past, one
without a source. Printed are the medians in milliseconds of reading the past, of judging, of writing, and of the whole;
the last line is the whole at the largest size over that at the smallest.
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.diff.verdict import judge
from monitor.history.ledger import commit, past_for, version_of, witness_of
from monitor.history.rows import claim_row, figure_row
from monitor.history.schema import History, open_history, transaction
from monitor.model import (
    Article,
    Claim,
    Figure,
    Measure,
    Party,
    Plan,
    Population,
    Qualifier,
    Scope,
    Source,
    SourceKind,
    Status,
    Topic,
)

SOURCES = ("ministry", "general-staff", "observers")
SIGHTINGS = 4  # of each number
FIRST = dt.date(2022, 3, 1)
ROUNDS = 150
RATIO_MOST = 1.3  # the largest size's cost over the smallest's


def war(parties: int) -> Topic:
    """A war of so many parties."""
    return Topic(
        id="war",
        title="A war",
        parties=tuple(Party(id=f"party-{p}", name=f"Party {p}") for p in range(parties)),
        sources=tuple(Source(id=name, name=name, kind=SourceKind.OFFICIAL) for name in SOURCES),
    )


def shape(size: int) -> tuple[int, int]:
    """Parties and days of a history of `size` figures: ten times the parties and ten times the days for a hundred."""
    parties = max(10, round(10 * (size / 10_000) ** 0.5))
    return parties, max(40, size // (parties * len(SOURCES) * SIGHTINGS))


def total(day: int, source: int) -> int:
    """What a source says of a day: it rises."""
    return 1_000 + 37 * day + 11 * source


def article_of(ident: str, low: int, day: int) -> Article:
    date = (FIRST + dt.timedelta(days=day)).isoformat()
    return Article(id=ident, text=f"{low} soldiers were killed, it was said on {date}.", published=date, lang="en")


def figure_of(article: Article, party: int, low: int, source: str | None, day: int) -> Figure:
    return Figure(
        party=f"party-{party}",
        population=Population.MILITARY,
        measure=Measure.KILLED,
        low=low,
        high=low,
        qualifier=Qualifier.EXACT,
        sources=(source,) if source else (),
        as_of=(FIRST + dt.timedelta(days=day)).isoformat(),
        scope=Scope.CUMULATIVE,
        status=Status.ASSERTED,
        quote=str(low),
        start=0,
        end=len(str(low)),
        sentence=article.text,
        rule="benchmark",
    )


def fill(db: History, parties: int, days: int) -> int:
    """Writes the history straight into its tables; returns the number of its figures."""
    count = 0
    with transaction(db):
        for party in range(parties):
            db.execute(
                "INSERT INTO quantities VALUES (?, 'war', ?, 'military', 'killed', 'cumulative', NULL, NULL)",
                (party + 1, f"party-{party}"),
            )
            for day in range(days):
                for source, name in enumerate(SOURCES):
                    count += _number(db, party, day, total(day, source), name)
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return count


def _number(db: History, party: int, day: int, low: int, source: str) -> int:
    """One claim with its sightings."""
    ident = f"c-{party}-{day}-{source}"
    for n in range(SIGHTINGS):
        article = article_of(f"{ident}-{n}", low, day)
        version = version_of(article)
        db.execute(
            "INSERT INTO articles VALUES (?, ?, NULL, NULL, NULL, ?, ?, 'en', NULL, ?, ?, NULL)",
            (article.id, version, article.text, article.published, article.published, witness_of(article)),
        )
        figure = figure_of(article, party, low, source, day)
        if n == 0:
            claim = Claim(
                id=ident,
                topic="war",
                party=figure.party,
                population=figure.population,
                measure=figure.measure,
                scope=figure.scope,
                source=source,
                kind=SourceKind.OFFICIAL,
                low=low,
                high=low,
                qualifier=figure.qualifier,
                as_of=figure.as_of,
            )
            where = {"quantity": party + 1, "article": article.id, "version": version}
            _insert(db, "claims", claim_row(claim) | where)
            db.execute(
                "INSERT INTO tallies (claim, figures, articles, witnesses, word) VALUES (?, ?, ?, 1, 'exact')",
                (ident, SIGHTINGS, SIGHTINGS),
            )
        row = figure_row(figure) | {"article": article.id, "version": version, "claim": ident, "detector": "0"}
        _insert(db, "figures", row)
    return SIGHTINGS


def _insert(db: History, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def arrivals(parties: int, days: int) -> Iterator[tuple[Article, Figure]]:
    """Articles to handle, the four kinds in turn."""
    for n in range(ROUNDS):
        party, kind = (n * 7) % parties, n % 4
        day = days + n // 4 if kind == 1 else days - 1 if kind in (0, 3) else days // 2
        low = total(day, 0) + (3 if kind == 2 else 0)
        article = article_of(f"new-{n}", low, day)
        yield article, figure_of(article, party, low, None if kind == 3 else SOURCES[0], day)


def handle(db: History, topic: Topic, article: Article, figure: Figure) -> tuple[float, float, float, float]:
    """Milliseconds of reading, judging, writing and all."""
    started = time.perf_counter()
    with transaction(db):
        past = past_for(db, article, (figure,), (topic,), seen_at=article.published)
        read = time.perf_counter()
        verdicts = judge(article, (figure,), (topic,), past)
        judged = time.perf_counter()
        commit(db, Plan(article=article, seen_at=article.published, verdicts=verdicts))
    done = time.perf_counter()
    return 1000 * (read - started), 1000 * (judged - read), 1000 * (done - judged), 1000 * (done - started)


def main(sizes: Sequence[int]) -> None:
    """Prints a line for each size and the ratio of the last to the first.

    The sizes take turns, so that a disk that is busy with something else is busy for all of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n}.db" for n in range(len(sizes))]
        dbs = [open_history(file) for file in files]
        counts = [fill(db, *shape(size)) for db, size in zip(dbs, sizes, strict=True)]
        topics = [war(shape(size)[0]) for size in sizes]
        took: list[list[tuple[float, float, float, float]]] = [[] for _ in sizes]
        for turn in zip(*(arrivals(*shape(size)) for size in sizes), strict=True):
            for n, (article, figure) in enumerate(turn):
                took[n].append(handle(dbs[n], topics[n], article, figure))
        medians = [[statistics.median(column) for column in zip(*rows, strict=True)] for rows in took]
        print(f"{'figures':>10} {'bytes each':>11} {'read ms':>8} {'judge ms':>9} {'write ms':>9} {'all ms':>7}")
        for file, count, row in zip(files, counts, medians, strict=True):
            each = file.stat().st_size // count
            print(f"{count:>10,} {each:>11,} {row[0]:>8.2f} {row[1]:>9.2f} {row[2]:>9.2f} {row[3]:>7.2f}")
        ratio = medians[-1][3] / medians[0][3]
        met = "met" if ratio <= RATIO_MOST else "NOT met"
        print(f"one figure at {counts[-1]:,} / at {counts[0]:,}: {ratio:.2f} (at most {RATIO_MOST}: {met})")
        for db in dbs:
            db.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 1_000_000])

"""Events and stored figures in, what people read in a terminal out: at 80 columns, and without colour in a pipe."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.alerts.neutral import plain
from monitor.alerts.words import date, number, source_name, what
from monitor.model import (
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Measure,
    Population,
    Qualifier,
    Rejection,
    Scope,
    Status,
    Topic,
)

KIND_WIDTH, DATE_WIDTH, ID_WIDTH = 10, 11, 18
SERIES = ("topic", "party", "population", "measure", "scope", "source")
STYLES = {
    EventKind.NEW: "bold green",
    EventKind.UPDATE: "bold cyan",
    EventKind.CONFLICT: "bold red",
    EventKind.CORRECTION: "bold magenta",
    EventKind.BACKFILL: "dim",
    EventKind.REPEAT: "dim",
}


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output (else on `stream`) that takes no text for markup."""
    return Console(file=stream or sys.stdout, markup=False, highlight=False, emoji=False)


def print_rejection(rejection: Rejection) -> None:
    """One line on standard error: what could not be used and why. Quiet ones are details of reading, no faults."""
    if not rejection.quiet:
        print(f"casualty-monitor: {plain(rejection.subject)}: {plain(rejection.reason)}", file=sys.stderr)


def print_events(events: Iterable[Event], topics: Sequence[Topic], out: Console) -> int:
    """The events by article, each with its id, as they come; returns how many there were."""
    count = 0
    for _, group in groupby(events, key=lambda event: event.article.id):
        its = list(group)
        if count:
            out.print()
        out.print(article_line(its[0].article))
        out.print(event_table(its, topics, ids=True))
        count += len(its)
    return count


def article_line(article: ArticleRef | Article) -> Text:
    """Day, outlet and headline of an article."""
    outlet = plain(article.outlet or "") or "outlet not named"
    line = Text(f"{date((article.published or '')[:10] or None)}  {outlet}", style="bold")
    if article.title:
        line.append(f": {plain(article.title)}", style="not bold")
    return line


def event_table(events: Sequence[Event], topics: Sequence[Topic], *, ids: bool = False, why: bool = False) -> Table:
    """One event a row: its kind, its number, who says so, as of when; with its id, or the reason for the verdict."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column(width=KIND_WIDTH, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=DATE_WIDTH, no_wrap=True)
    if ids:
        table.add_column(width=ID_WIDTH, no_wrap=True)
    for event in events:
        figure = Text(f"{what(event, topics)}: ")
        figure.append(number(event.low, event.high, event.qualifier), style="bold")
        figure.append(f"{doubts(event)}, {source_name(event.source, event.topic, topics)}")
        if why:
            figure.append(f"\n{plain(event.why)}", style="dim")
        cells = [Text(event.event, style=STYLES[event.event]), figure, Text(date(event.as_of))]
        table.add_row(*cells, *([Text(event.id, style="dim")] if ids else []))
    return table


def conflict_table(events: Sequence[Event], topics: Sequence[Topic]) -> Table:
    """One conflict a row: of whom, who says what, against whom."""
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    for header in ("of whom", "says", "against"):
        table.add_column(header, overflow="fold")
    for event in events:
        others = [told(claim, topics) for claim in event.against]
        table.add_row(what(event, topics), Text(told(event, topics), style="bold"), "\n".join(others))
    return table


def told(figure: Event | Claim, topics: Sequence[Topic]) -> str:
    """A number with who says it and as of when: "about 700,000 (Donald Trump, Jan 2025)"."""
    says = source_name(figure.source, figure.topic, topics)
    return f"{number(figure.low, figure.high, figure.qualifier)} ({says}, {date(figure.as_of)})"


def doubts(figure: Event | Claim) -> str:
    """What stands against a figure: ", disputed", ", contested"; nothing for most."""
    words = [
        word
        for word, holds in (
            ("hypothetical", figure.status is Status.HYPOTHETICAL),
            ("disputed", figure.status is Status.DISPUTED),
            ("contested", figure.contested),
        )
        if holds
    ]
    return "".join(f", {word}" for word in words)


def title_line(words: str) -> Text:
    """A heading."""
    return Text(words, style="bold underline")


def print_series(rows: Sequence[Mapping[str, Any]], topics: Sequence[Topic], out: Console) -> None:
    """The rows of `history` by series: who tells it of whom, then each number by its date."""
    if not rows:
        out.print("no figure matches")
    for at, (_, group) in enumerate(groupby(rows, key=lambda row: [row[key] for key in SERIES])):
        its = list(group)
        first = claim_of_row(its[0])
        if at:
            out.print()
        out.print(Text(f"{what(first, topics)}, {source_name(first.source, first.topic, topics)}", style="bold"))
        out.print(series_table(its))


def series_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """One number a row: its date, itself, what stands against it, when and how often it was read."""
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("as of", no_wrap=True, min_width=11)
    table.add_column("number", justify="right", no_wrap=True)
    table.add_column("first read", no_wrap=True)
    table.add_column("articles", justify="right")
    table.add_column("", overflow="fold")
    for row in rows:
        claim = claim_of_row(row)
        table.add_row(
            date(claim.as_of),
            Text(number(claim.low, claim.high, claim.qualifier), style="bold"),
            date(row["first_seen"][:10] if row["first_seen"] else None),
            str(row["articles"]),
            Text(doubts(claim).removeprefix(", "), style="red"),
        )
    return table


def claim_of_row(row: Mapping[str, Any]) -> Claim:
    """The figure of a row of `history`."""
    return Claim(
        id="",
        topic=row["topic"],
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        scope=Scope(row["scope"]),
        source=row["source"],
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        as_of=row["as_of"],
        status=Status(row["status"]),
        contested=row["contested"],
    )

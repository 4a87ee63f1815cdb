"""Archives and another version's database in, what the present detector finds more, less or otherwise out."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from monitor.alerts.neutral import plain
from monitor.alerts.words import date, number, source_name, what
from monitor.compare import Comparison, Difference, Row, compare, read_again
from monitor.config import Config
from monitor.detect.detector import VERSION
from monitor.history.schema import MEMORY, open_history, open_to_read
from monitor.model import Claim, Measure, Population, Qualifier, Rejection, Scope, Topic
from monitor.replay import replay
from monitor.show import article_line, console

STYLES = {"gained": "bold green", "lost": "bold red", "changed": "bold yellow"}


def compare_archives(
    other: Path,
    archives: Sequence[Path],
    config: Config,
    topics: Sequence[Topic],
    on_rejection: Callable[[Rejection], None],
    output: str,
    database: Path | None = None,
) -> None:
    """Prints the differences. Without archives the other's own articles are read again.

    The replay goes into `database`; None: into memory, so that nothing is written.
    """
    then = open_to_read(other)
    now = open_history(database or MEMORY)
    try:
        if archives:
            for _ in replay(*archives, database=now, config=config, on_rejection=on_rejection):
                pass
        else:
            now.close()
            now = read_again(then, config.topics)
        found = compare(then, now)
    finally:
        then.close()
        now.close()
    if output == "jsonl":
        for one in found.differences:
            print(json.dumps(record(one), ensure_ascii=False))
    else:
        print_comparison(found, topics, str(other))


def record(one: Difference) -> dict[str, Any]:
    """A difference as one line of JSON."""
    article = one.article
    return {
        "what": one.what,
        "change": one.change,
        "article": {
            "id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "published": article.published,
        },
        "fields": list(one.fields),
        "then": _record(one.then),
        "now": _record(one.now),
    }


def print_comparison(found: Comparison, topics: Sequence[Topic], other: str) -> None:
    """The differences by article, then a line of counts for figures and one for events."""
    out = console()
    last = None
    for one in found.differences:
        if one.article.id != last:
            out.print(*([""] if last is not None else []), article_line(one.article), sep="\n")
            last = one.article.id
        for line in difference_lines(one, topics):
            out.print(line, soft_wrap=True)
    if found.differences:
        out.print()
    for words in summary(found, other):
        out.print(words, soft_wrap=True)


def difference_lines(one: Difference, topics: Sequence[Topic]) -> Iterator[Text]:
    """One line for what it is, and one for each field that has changed."""
    row = one.now or one.then
    assert row is not None  # a difference has at least one side
    words = Text(f"{one.change:<8}", style=STYLES[one.change])
    kind = f"event {row['event']}: " if one.what == "event" else "figure: "
    words.append(f"{kind}{_told(row, topics)}", style="not bold default")
    if one.what == "figure":
        words.append(f"  “{plain(row['quote'])}”", style="not bold dim")
    yield words
    for name in one.fields:
        before, after = (_value(side[name]) for side in (one.then, one.now) if side is not None)
        yield Text(f"           {name}: {before} → {after}", style="dim")


def summary(found: Comparison, other: str) -> Iterator[str]:
    """What was compared, and the counts."""
    made = " and ".join(found.detectors) or "none"
    yield f"{found.articles} articles compared; {other} was made by detector version {made}, this is {VERSION}"
    if found.unknown:
        yield f"{found.unknown} articles are not in {other} and were left out"
    for kind in ("figure", "event"):
        counts = ", ".join(f"{found.count(kind, change)} {change}" for change in ("gained", "lost", "changed"))
        yield f"{kind}s: {counts}, {found.same[kind]} the same"


def _record(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    left = ("id", "article", "version", "claim", "figure", "marks", "seen_at", "sentence")
    return {name: value for name, value in row.items() if name not in left}


def _told(row: Row, topics: Sequence[Topic]) -> str:
    """A row in words, as an alert would have it."""
    sources = row.get("sources")
    source = row["source"] if "source" in row else sources[0] if sources else None
    known = (one.id for one in topics if any(source == it.id for it in one.sources))
    topic = row["topic"] if "topic" in row else next(known, None)
    claim = Claim(
        id="",
        topic=topic,
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        scope=Scope(row["scope"]),
        place=row["place"],
        span=row["span"],
        per=row["per"],
        source=source,
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
    )
    says = source_name(source, topic, topics)
    figure = number(row["low"], row["high"], Qualifier(row["qualifier"]))
    return f"{what(claim, topics)}: {figure} ({says}, {date(row['as_of'])})"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        figure = number(value["low"], value["high"], Qualifier(value["qualifier"]))
        return plain(f"{figure} ({value['source'] or 'nobody named'}, {date(value['as_of'])})")
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "none"
    return "none" if value is None else plain(str(value))

"""Two histories of the same articles in, what one has more, less or otherwise out: figures, then events.

`then` is another detector version's database, `now` what the present one makes of the same articles. Only articles that
are in both are compared: what an archive does not hold is no loss.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.history.rows import article_of
from monitor.history.schema import MEMORY, History, faults, open_history
from monitor.model import Article, Topic
from monitor.pipeline import process

FIGURE = (
    *("party", "population", "measure", "low", "high", "qualifier", "sources", "as_of", "scope", "status"),
    *("place", "span", "per", "elsewhere", "corrects", "quote"),
)
EVENT = (
    *("event", "topic", "party", "population", "measure", "scope", "place", "span", "per", "low", "high", "qualifier"),
    *("source", "as_of", "status", "contested", "previous", "against"),
)
_PEOPLE = ("party", "population", "measure")
_NUMBER = ("low", "high")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure or event that is not the same in both."""

    what: str  # "figure" or "event"
    article: Article
    then: Row | None  # None: gained
    now: Row | None  # None: lost
    fields: tuple[str, ...] = ()  # that have changed

    @property
    def change(self) -> str:
        return "gained" if self.then is None else "lost" if self.now is None else "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs, by article in the order in which they were handled now."""

    differences: tuple[Difference, ...]
    articles: int  # compared
    unknown: int  # articles that the other database never saw
    same: Mapping[str, int]  # figures and events that are the same in both
    detectors: tuple[str, ...]  # versions that made the other database

    def count(self, what: str, change: str) -> int:
        return sum(one.what == what and one.change == change for one in self.differences)


def read_again(then: History, topics: Sequence[Topic]) -> History:
    """What the present detector makes of the articles that a history has stored, in memory; nothing else is touched."""
    now = open_history(MEMORY)
    with faults(then):
        imported = "SELECT 1 FROM figures WHERE article = a.id AND version = a.version AND detector = 'import'"
        rows = list(then.query(f"SELECT * FROM articles a WHERE NOT EXISTS ({imported}) ORDER BY rowid"))
    for row in rows:
        seen = dt.datetime.fromisoformat(row["seen_at"]) if row["page"] and row["seen_at"] else None
        process(
            article_of(row), now, topics=topics, seen_at=seen and (seen if seen.tzinfo else seen.replace(tzinfo=dt.UTC))
        )
    return now


def compare(then: History, now: History) -> Comparison:
    """What two histories make of the articles that both hold."""
    found: list[Difference] = []
    same = {"figure": 0, "event": 0}
    compared = unknown = 0
    versions: set[str] = set()
    with faults(then), faults(now):
        for row in list(now.query("SELECT * FROM articles ORDER BY rowid")):
            ident = (row["id"], row["version"])
            if then.execute("SELECT 1 FROM articles WHERE id = ? AND version = ?", ident).fetchone() is None:
                unknown += 1
                continue
            compared += 1
            article = article_of(row)
            for what, fields, read in (("figure", FIGURE, _figures), ("event", EVENT, _events)):
                before, after = read(then, ident), read(now, ident)
                versions.update(one["detector"] for one in before if what == "figure")
                pairs = tuple(matched(before, after, fields))
                found += [one for pair in pairs if (one := _difference(what, article, *pair, fields)) is not None]
                same[what] += sum(a is not None and b is not None and _same(a, b, fields) for a, b in pairs)
    return Comparison(
        differences=tuple(found), articles=compared, unknown=unknown, same=same, detectors=tuple(sorted(versions))
    )


def matched(then: Sequence[Row], now: Sequence[Row], fields: Sequence[str]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row with its like: the very same first, then the same number of the same people, then the same stretch.

    What is left has no like: lost on the one side, gained on the other.
    """
    before, after = list(then), list(now)
    likenesses: tuple[Callable[[Row, Row], bool], ...] = (
        lambda a, b: _same(a, b, fields),
        lambda a, b: _same(a, b, (*_PEOPLE, *_NUMBER)) and _overlaps(a, b),
        lambda a, b: _same(a, b, _NUMBER) and _overlaps(a, b),
        lambda a, b: _same(a, b, (*_PEOPLE, *_NUMBER)),
        lambda a, b: _same(a, b, ("measure",)) and _overlaps(a, b),
    )
    for alike in likenesses:
        for one in list(before):
            other = next((row for row in after if alike(one, row)), None)
            if other is not None:
                before.remove(one)
                after.remove(other)
                yield one, other
    yield from ((row, None) for row in before)
    yield from ((None, row) for row in after)


def _difference(
    what: str, article: Article, then: Row | None, now: Row | None, fields: Sequence[str]
) -> Difference | None:
    changed: tuple[str, ...] = ()
    if then is not None and now is not None:
        changed = tuple(name for name in fields if then[name] != now[name])
        if not changed:
            return None
    return Difference(what=what, article=article, then=then, now=now, fields=changed)


def _same(a: Row, b: Row, fields: Sequence[str]) -> bool:
    return all(a[name] == b[name] for name in fields)


def _overlaps(a: Row, b: Row) -> bool:
    """Whether two rows stand on one stretch of the text; an event without a place stands nowhere."""
    return a["start"] is not None and b["start"] is not None and a["start"] < b["end"] and b["start"] < a["end"]


def _figures(db: History, ident: tuple[str, str]) -> list[Row]:
    sql = "SELECT * FROM figures WHERE article = ? AND version = ? AND detector <> 'editor' ORDER BY \"start\", id"
    return [_plain(row) for row in db.query(sql, ident)]


def _events(db: History, ident: tuple[str, str]) -> list[Row]:
    """The events of an article's version, each with the place of its figure; an editor's acts are no detector's."""
    acts = " AND e.id NOT IN (SELECT event FROM reviews WHERE event IS NOT NULL)" if _is_reviewed(db) else ""
    sql = (
        'SELECT e.*, f."start", f."end" FROM events e LEFT JOIN figures f ON f.id = e.figure'
        f" WHERE e.article = ? AND e.version = ?{acts} ORDER BY e.rowid"
    )
    return [_plain(row) for row in db.query(sql, ident)]


def _is_reviewed(db: History) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reviews'").fetchone() is not None


def _plain(row: Row) -> Row:
    """The row with its lists read, and of other claims only what they say."""
    found = dict(row)
    for name in ("sources", "corrects", "against", "previous"):
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    for name in ("against", "previous"):
        if name in found:
            value = found[name]
            found[name] = [_said(one) for one in value] if isinstance(value, list) else value and _said(value)
    return found


def _said(claim: Row) -> dict[str, Any]:
    return {name: claim[name] for name in ("source", "low", "high", "qualifier", "as_of")}

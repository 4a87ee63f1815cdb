"""The desk's configuration and history in, how each watch and channel does out; and what the methodology page tells."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from monitor.alerts import neutral
from monitor.detect.detector import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHealth:
    """A watch as its operator asks for it; times are ISO, in UTC, None: never."""

    name: str
    every: str | None  # None: it is no longer configured
    polled: str | None = None
    answered: str | None = None
    yielded: str | None = None
    next_poll: str | None = None
    failures: int = 0
    trouble: str | None = None
    reason: str | None = None
    articles: int = 0
    owed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHealth:
    """A channel with its queue."""

    name: str
    configured: bool
    waiting: int = 0
    failed: int = 0
    sent: int = 0
    dead: int = 0
    last: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletHealth:
    """What came from an outlet."""

    name: str
    articles: int
    last: str | None


def watches(conn: sqlite3.Connection, configured: Sequence[tuple[str, str]]) -> tuple[WatchHealth, ...]:
    """The configured watches first, then those that were once polled."""
    known: dict[str, Mapping[str, Any]] = {}
    yields: dict[str, dict[str, int]] = {}
    if _has(conn, "watches"):
        known = {row["name"]: row for row in _rows(conn, "SELECT * FROM watches ORDER BY name")}
        for name, state, count in conn.execute("SELECT watch, state, count(*) FROM addresses GROUP BY watch, state"):
            yields.setdefault(name, {})[state] = count
    times = dict(configured)
    found = []
    for name in dict.fromkeys((*times, *known)):
        row = known.get(name, {})
        reason = row.get("reason")
        found.append(
            WatchHealth(
                name=neutral.plain(name, 100),
                every=times.get(name),
                polled=row.get("polled_at"),
                answered=row.get("answered_at"),
                yielded=row.get("yielded_at"),
                next_poll=row.get("next_poll"),
                failures=row.get("in_a_row") or 0,
                trouble=row.get("trouble"),
                reason=neutral.plain(reason, 300) if reason else None,
                articles=yields.get(name, {}).get("kept", 0),
                owed=yields.get(name, {}).get("owed", 0),
            )
        )
    return tuple(found)


def channels(conn: sqlite3.Connection, configured: Sequence[str]) -> tuple[ChannelHealth, ...]:
    """The channels with their queues."""
    counts: dict[str, dict[str, int]] = {name: {} for name in configured}
    for name, state, count in conn.execute("SELECT channel, state, count(*) FROM outbox GROUP BY channel, state"):
        counts.setdefault(name, {})[state] = count
    for name, count in conn.execute("SELECT channel, count(*) FROM notices WHERE state = 'waiting' GROUP BY channel"):
        counts.setdefault(name, {})["pending"] = counts.get(name, {}).get("pending", 0) + count
    found = []
    for name, states in counts.items():
        last = conn.execute("SELECT max(sent) FROM outbox WHERE channel = ? AND state = 'sent'", (name,)).fetchone()
        error = conn.execute(
            "SELECT error FROM outbox WHERE channel = ? AND state IN ('failed', 'dead') ORDER BY number DESC LIMIT 1",
            (name,),
        ).fetchone()
        found.append(
            ChannelHealth(
                name=neutral.plain(name, 100),
                configured=name in configured,
                waiting=states.get("pending", 0),
                failed=states.get("failed", 0),
                sent=states.get("sent", 0),
                dead=states.get("dead", 0),
                last=last[0] if last else None,
                error=neutral.plain(error[0], 300) if error and error[0] else None,
            )
        )
    return tuple(found)


def outlets(conn: sqlite3.Connection, latest: int = 3000, most: int = 30) -> tuple[OutletHealth, ...]:
    """Outlets of the latest articles, those with most first."""
    rows = conn.execute(
        "SELECT outlet, count(*), max(published) FROM (SELECT outlet, published FROM articles ORDER BY rowid DESC"
        " LIMIT ?) GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT ?",
        (latest, most),
    )
    return tuple(
        OutletHealth(name=neutral.plain(name or "outlet not named", 80), articles=count, last=last)
        for name, count, last in rows
    )


def unusable(conn: sqlite3.Connection, most: int = 15) -> tuple[Mapping[str, Any], ...]:
    """The latest input that could not be used, and why."""
    rows = _rows(
        conn, "SELECT stage, subject, reason, seen_at FROM rejections WHERE NOT quiet ORDER BY rowid DESC LIMIT ?", most
    )
    return tuple(
        {**row, "subject": neutral.plain(row["subject"], 200), "reason": neutral.plain(row["reason"], 300)}
        for row in rows
    )


def detectors(conn: sqlite3.Connection) -> tuple[str, ...]:
    """The detector's versions whose figures stand in the latest part of the history, this one first."""
    rows = conn.execute("SELECT DISTINCT detector FROM (SELECT detector FROM figures ORDER BY id DESC LIMIT 5000)")
    return (VERSION, *sorted(row[0] for row in rows if row[0] != VERSION))


def score() -> Mapping[str, Any] | None:
    """The detector's score that was measured when this version was made; None: it was not."""
    file = resources.files("monitor.web") / "score.json"
    if not file.is_file():
        return None
    found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def _has(conn: sqlite3.Connection, table: str) -> bool:
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _rows(conn: sqlite3.Connection, sql: str, *values: object) -> list[dict[str, Any]]:
    cursor = conn.execute(sql, values)
    names = [one[0] for one in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

"""Messages go in, each for one channel; the rows whose time has come go out, and what became of each goes in.

States: `pending` (not tried yet), `failed` (tried, waits for `next_try`), `sent`, `dead` (failed for the last time).
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.history import notices
from monitor.history.rows import to_json
from monitor.history.schema import History, faults, transaction
from monitor.model import Alert, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row of the outbox that is still to be sent."""

    id: str
    number: int
    channel: str
    message: Message
    since: dt.datetime  # when it was queued, by the clock
    tries: int = 0  # that have failed
    next_try: dt.datetime | None = None  # None: at once


def put(
    db: History, alerts: Iterable[Alert], now: dt.datetime, *, after: Callable[[Alert], dt.datetime] | None = None
) -> None:
    """Queues alerts that wait for no others, each once; part of the caller's transaction where it has one open.

    `after` says from when on each may go out, for what must wake nobody; without it all go at once.
    """
    with transaction(db):
        for alert in alerts:
            number = add(db, alert, now)
            notices.put_told(db, alert, number, now)
            if after is not None and (moment := after(alert)) > now:
                db.execute("UPDATE outbox SET next_try = ? WHERE number = ?", (_text(moment), number))


def add(db: History, alert: Alert, now: dt.datetime) -> int:
    """Queues one message, once, and returns its row's number."""
    message = alert.message
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO outbox (id, channel, state, message, title, text, markdown, events, lines, created)"
            " VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)",
            (
                *(alert.id, alert.channel, message.id, message.title, message.text, message.markdown),
                *(to_json(message.events), notices.lines_to_json(message.lines), _text(now)),
            ),
        )
        return int(db.execute("SELECT number FROM outbox WHERE id = ?", (alert.id,)).fetchone()[0])


def due(db: History, now: dt.datetime | None = None, *, eager: bool = False) -> tuple[Waiting, ...]:
    """What is to be sent now, in the order in which it was queued; without `now` all that waits.

    `eager` tries again at once what has failed, whatever its next try. A message waits behind an earlier one of its
    channel that waits for its next try: order is kept. One that was never tried and waits for the morning holds up
    nobody.
    """
    with faults(db):
        rows = [_waiting(row) for row in db.query(
            "SELECT * FROM outbox WHERE state IN ('pending', 'failed') ORDER BY number"
        )]  # fmt: skip
    held: set[str] = set()
    found = []
    for row in rows:
        if now is not None and row.next_try is not None and row.next_try > now:
            if not row.tries:
                continue
            if not eager:
                held.add(row.channel)
        if row.channel not in held:
            found.append(row)
    return tuple(found)


def mark_sent(db: History, alert: str, now: dt.datetime) -> None:
    """The channel took it."""
    _mark(db, "state = 'sent', sent = ?, next_try = NULL, error = NULL WHERE id = ?", _text(now), alert)


def mark_failed(db: History, alert: str, reason: str, next_try: dt.datetime | None) -> None:
    """A try failed: it waits for the next, or is dead where there is none. `reason` holds no address."""
    state = "dead" if next_try is None else "failed"
    values = (state, reason, _text(next_try) if next_try else None, alert)
    _mark(db, "state = ?, tries = tries + 1, error = ?, next_try = ? WHERE id = ?", *values)


def revive(db: History, since: dt.datetime, now: dt.datetime) -> int:
    """Messages that were given up and queued since then are as new: how many."""
    with transaction(db):
        return db.execute(
            "UPDATE outbox SET state = 'pending', tries = 0, next_try = NULL, created = ?"
            " WHERE state = 'dead' AND created >= ?",
            (_text(now), _text(since)),
        ).rowcount


def next_due(db: History) -> dt.datetime | None:
    """The earliest moment at which something is to be tried again; None: nothing waits for one."""
    with faults(db):
        row = db.execute("SELECT min(next_try) FROM outbox WHERE state IN ('pending', 'failed')").fetchone()
    return dt.datetime.fromisoformat(row[0]) if row[0] else None


def counts(db: History) -> dict[str, int]:
    """How many alerts are in each state."""
    with faults(db):
        found = dict(db.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
    return {state: int(found.get(state, 0)) for state in ("pending", "failed", "sent", "dead")}


def _mark(db: History, change: str, *values: object) -> None:
    with transaction(db):
        db.execute(f"UPDATE outbox SET {change} AND state <> 'sent'", values)


def _waiting(row: Mapping[str, Any]) -> Waiting:
    return Waiting(
        id=row["id"],
        number=row["number"],
        channel=row["channel"],
        message=Message(
            id=row["message"],
            title=row["title"],
            text=row["text"],
            markdown=row["markdown"],
            events=tuple(json.loads(row["events"])),
            lines=notices.lines_from_json(row["lines"]),
        ),
        since=dt.datetime.fromisoformat(row["created"]),
        tries=row["tries"],
        next_try=dt.datetime.fromisoformat(row["next_try"]) if row["next_try"] else None,
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

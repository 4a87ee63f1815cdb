"""An open history in, how much is in it and how much waits out: for metrics, asked every few seconds, so cheap.

Rows of figures and events are only ever added: what was counted once need not be counted again.
"""

import datetime as dt
from dataclasses import dataclass, field

from monitor.history.schema import History, faults

ENDED = ("sent", "dead")  # states of the outbox after which nothing more is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What one channel's rows of the outbox are about."""

    channel: str
    states: dict[str, int]  # how many rows are in each state
    oldest: dt.datetime | None  # when the oldest one was queued that is not sent yet; None: none waits


@dataclass(slots=True, kw_only=True)
class Counter:
    """Counts the events of a history by their kind, each once."""

    kinds: dict[str, int] = field(default_factory=dict)
    _last: int = 0

    def count(self, db: History) -> dict[str, int]:
        """The number of events of each kind."""
        with faults(db):
            sql = "SELECT event, count(*), max(rowid) FROM events WHERE rowid > ? GROUP BY event"
            for kind, count, last in db.execute(sql, (self._last,)).fetchall():
                self.kinds[kind] = self.kinds.get(kind, 0) + count
                self._last = max(self._last, last)
        return dict(self.kinds)


def rows(db: History) -> dict[str, int]:
    """How many articles and figures there are."""
    with faults(db):
        return {
            table: db.execute(f"SELECT ifnull(max(rowid), 0) FROM {table}").fetchone()[0]
            for table in ("articles", "figures")
        }


def gathering(db: History) -> dict[str, int]:
    """How many events each channel is still to hear of, once the window, digest or quiet hours that hold them end."""
    with faults(db):
        sql = "SELECT channel, count(*) FROM notices WHERE state = 'waiting' GROUP BY channel"
        return {channel: count for channel, count in db.execute(sql).fetchall()}


def queues(db: History) -> tuple[Queue, ...]:
    """The outbox by channel."""
    found: dict[str, Queue] = {}
    with faults(db):
        sql = "SELECT channel, state, count(*), min(created) FROM outbox GROUP BY channel, state ORDER BY channel"
        for channel, state, count, created in db.execute(sql).fetchall():
            before = found.get(channel)
            oldest = dt.datetime.fromisoformat(created) if state not in ENDED else None
            since = [moment for moment in (oldest, before.oldest if before else None) if moment is not None]
            states = {**(before.states if before else {}), state: count}
            found[channel] = Queue(channel=channel, states=states, oldest=min(since, default=None))
    return tuple(found.values())

"""What each channel is to hear of an event goes in with the event; what waits comes out, what became of it goes in.

A row for each event and channel, written in the event's own transaction. It is `waiting` until the window of its story
closes, then it is `told` by a row of the outbox, or it was `silenced`.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from monitor.history.rows import Row, to_json
from monitor.history.schema import History, faults, transaction
from monitor.model import Alert, Line, Message

FAULT, RECOVERED = "fault", "recovered"  # kinds beside those of events
_FACTS = ("topic", "party", "population", "measure", "scope", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A row that waits."""

    number: int
    alert: Alert
    at: dt.datetime  # when it was queued
    facts: Mapping[str, str | None] = field(default_factory=dict)  # of its event, by which a silence finds it
    as_of: str | None = None  # of its event


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a channel was told, or is to be told, of an earlier event."""

    event: str
    title: str
    at: str  # ISO


def put(db: History, alerts: Iterable[Alert], at: dt.datetime) -> None:
    """Holds alerts of one event each, once for a channel; part of the caller's transaction where it has one open."""
    with transaction(db):
        for alert in alerts:
            _insert(db, alert, alert.message.events[0], alert.id, "waiting", at, None)


def put_told(db: History, alert: Alert, number: int, now: dt.datetime) -> None:
    """Notes that a row of the outbox tells its channel of its events."""
    with transaction(db):
        for event in alert.message.events:
            _insert(db, alert, event, f"{alert.id}/{event}", "told", now, number)


def waits(db: History) -> bool:
    """Whether anything waits."""
    with faults(db):
        return db.execute("SELECT 1 FROM notices WHERE state = 'waiting' LIMIT 1").fetchone() is not None


def waiting(db: History) -> tuple[Held, ...]:
    """All that waits, in the order in which it was queued."""
    facts = ", ".join(f"e.{name}" for name in _FACTS)
    sql = (
        f"SELECT n.*, {facts}, e.as_of FROM notices n LEFT JOIN events e ON e.id = n.event"
        " WHERE n.state = 'waiting' ORDER BY n.number"
    )
    with faults(db):
        return tuple(map(_held, db.query(sql)))


def told_lately(db: History, since: dt.datetime) -> dict[tuple[str, str], dt.datetime]:
    """When each channel was last told of each story, since then."""
    found: dict[tuple[str, str], dt.datetime] = {}
    with faults(db):
        rows = db.query("SELECT channel, story, told FROM notices WHERE told >= ? ORDER BY told", (_text(since),))
        for row in rows:
            for story in json.loads(row["story"]):
                found[row["channel"], story] = dt.datetime.fromisoformat(row["told"])
    return found


def mark_told(db: History, numbers: Sequence[int], outbox: int, now: dt.datetime) -> None:
    """A row of the outbox tells of these."""
    with transaction(db):
        db.execute(
            "UPDATE notices SET state = 'told', told = ?, outbox = ?"
            " WHERE state = 'waiting' AND number IN (SELECT value FROM json_each(?))",
            (_text(now), outbox, to_json(list(numbers))),
        )


def mark_silenced(db: History, number: int, silence: int) -> None:
    """A silence took one; nobody is told."""
    with transaction(db):
        sql = "UPDATE notices SET state = 'silenced', silence = ? WHERE number = ? AND state = 'waiting'"
        db.execute(sql, (silence, number))


def withhold(db: History, claim: str) -> None:
    """What waits to tell of a claim never will: an editor rejected it in time. No silence is noted with it."""
    with transaction(db):
        db.execute(
            "UPDATE notices SET state = 'silenced'"
            " WHERE state = 'waiting' AND event IN (SELECT id FROM events WHERE claim = ?)",
            (claim,),
        )


def release(db: History, claim: str) -> None:
    """What was withheld waits again: the editor took the rejection back."""
    with transaction(db):
        db.execute(
            "UPDATE notices SET state = 'waiting' WHERE state = 'silenced' AND silence IS NULL"
            " AND event IN (SELECT id FROM events WHERE claim = ?)",
            (claim,),
        )


def told_of(db: History, claims: Iterable[str]) -> dict[str, Before]:
    """The channels that were told of one of these claims, or will be, with the last that each hears of them."""
    sql = (
        "SELECT n.channel, n.event, n.title, n.at FROM events e JOIN notices n ON n.event = e.id"
        " WHERE e.claim IN (SELECT value FROM json_each(?)) AND n.state != 'silenced' ORDER BY n.number"
    )
    with faults(db):
        rows = list(db.query(sql, (to_json(list(claims)),)))
    return {row["channel"]: Before(event=row["event"], title=row["title"], at=row["at"]) for row in rows}


def last_fault(db: History, story: str) -> str | None:
    """The kind of what ops were last told, or are to be told, of a watch or a channel; None: of nothing yet."""
    sql = (
        f"SELECT kind FROM notices WHERE story = ? AND kind IN ('{FAULT}', '{RECOVERED}') ORDER BY number DESC LIMIT 1"
    )
    with faults(db):
        row = db.execute(sql, (to_json([story]),)).fetchone()
    return str(row[0]) if row else None


def counts(db: History) -> dict[str, int]:
    """How many are in each state."""
    with faults(db):
        found = dict(db.execute("SELECT state, count(*) FROM notices GROUP BY state").fetchall())
    return {state: int(found.get(state, 0)) for state in ("waiting", "told", "silenced")}


def lines_to_json(lines: Iterable[Line]) -> str:
    """A message's lines as a column holds them."""
    return to_json([asdict(line) for line in lines])


def lines_from_json(text: str) -> tuple[Line, ...]:
    """A message's lines from their column."""
    return tuple(Line(**line) for line in json.loads(text))


def _insert(db: History, alert: Alert, event: str, ident: str, state: str, at: dt.datetime, outbox: int | None) -> None:
    known = db.execute("SELECT event FROM events WHERE id = ?", (event,)).fetchone() if alert.kind == "news" else None
    row: Row = {
        "id": ident,
        "channel": alert.channel,
        "event": event,
        "kind": known[0] if known else alert.kind,
        "story": to_json(alert.story),
        "state": state,
        "message": alert.message.id,
        "title": alert.message.title,
        "text": alert.message.text,
        "markdown": alert.message.markdown,
        "lines": lines_to_json(alert.message.lines),
        "at": _text(at),
        "told": _text(at) if outbox is not None else None,
        "outbox": outbox,
    }
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    db.execute(f"INSERT OR IGNORE INTO notices ({names}) VALUES ({marks})", tuple(row.values()))


def _held(row: Row) -> Held:
    story = tuple(json.loads(row["story"]))
    facts = {name: row[name] for name in _FACTS} | {"channel": row["channel"], "event": row["kind"]}
    watches = [one.removeprefix("watch ") for one in story if one.startswith("watch ")]
    return Held(
        number=row["number"],
        alert=Alert(
            id=row["id"],
            channel=row["channel"],
            message=Message(
                id=row["message"],
                title=row["title"],
                text=row["text"],
                markdown=row["markdown"],
                events=(row["event"],),
                lines=lines_from_json(row["lines"]),
            ),
            kind=row["kind"],
            story=story,
        ),
        at=dt.datetime.fromisoformat(row["at"]),
        as_of=row["as_of"],
        facts=facts | {"watch": watches[0] if watches else None},
    )


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

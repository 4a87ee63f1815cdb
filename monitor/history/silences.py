"""Silences and acknowledgements: who wants to hear nothing of what, why and until when; and who has taken what on."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.errors import UsageError
from monitor.history.rows import to_json
from monitor.history.schema import History, faults, transaction

# What a silence can name, of an event and its channel; each is a fact of a notice
KEYS = ("channel", "topic", "party", "population", "measure", "source", "scope", "event", "watch")
LONGEST = dt.timedelta(days=366)
TEXT_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What nobody is to hear of, for a while; `matches` holds the values of each key, all of which must fit."""

    id: int
    person: str
    reason: str
    matches: Mapping[str, tuple[str, ...]]
    since: dt.datetime
    until: dt.datetime
    ended: dt.datetime | None = None  # None: it lasts until `until`
    ended_by: str | None = None

    def holds(self, now: dt.datetime) -> bool:
        """Whether it is in force."""
        return self.ended is None and self.since <= now < self.until

    def covers(self, facts: Mapping[str, str | None]) -> bool:
        """Whether an event with these facts is meant; what names no topic is of none that a silence names."""
        return all((facts.get(key) or "").casefold() in values for key, values in self.matches.items())


def add(
    db: History,
    matches: Mapping[str, Sequence[str]],
    *,
    person: str,
    reason: str,
    now: dt.datetime,
    until: dt.datetime,
) -> Silence:
    """A new silence; UsageError where it names nothing, nobody, no reason or no time."""
    wanted = {key: [one.strip().casefold() for one in matches[key]] for key in KEYS if matches.get(key)}
    if not wanted:
        raise UsageError("say what is to be silent, as in --topic gaza; nothing silences everything", subject="silence")
    if not all(all(values) for values in wanted.values()):
        raise UsageError("an empty name matches nothing; leave it out", subject="silence")
    person, reason = _words(person, "--by"), _words(reason, "--reason")
    if not now < until <= now + LONGEST:
        raise UsageError(
            f"it must end within {LONGEST.days} days from now; name a later or nearer end", subject="until"
        )
    with transaction(db):
        number = db.execute(
            "INSERT INTO silences (person, reason, matches, since, until) VALUES (?, ?, ?, ?, ?)",
            (person, reason, to_json(wanted), _text(now), _text(until)),
        ).lastrowid
    return next(one for one in every(db) if one.id == number)


def every(db: History) -> tuple[Silence, ...]:
    """All silences that were ever made, the latest last."""
    with faults(db):
        rows = list(db.query("SELECT * FROM silences ORDER BY id"))
    return tuple(
        Silence(
            id=row["id"],
            person=row["person"],
            reason=row["reason"],
            matches={key: tuple(values) for key, values in json.loads(row["matches"]).items()},
            since=dt.datetime.fromisoformat(row["since"]),
            until=dt.datetime.fromisoformat(row["until"]),
            ended=dt.datetime.fromisoformat(row["ended"]) if row["ended"] else None,
            ended_by=row["ended_by"],
        )
        for row in rows
    )


def in_force(db: History, now: dt.datetime) -> tuple[Silence, ...]:
    """The silences that hold now."""
    return tuple(one for one in every(db) if one.holds(now))


def end(db: History, number: int, *, person: str, now: dt.datetime) -> None:
    """Ends a silence before its time; UsageError where it is over or there is none of that number."""
    found = next((one for one in every(db) if one.id == number), None)
    if found is None:
        raise UsageError(f"there is no silence {number}; `silence list` shows them", subject=str(number))
    if not found.holds(now):
        raise UsageError(f"silence {number} is over already", subject=str(number))
    with transaction(db):
        sql = "UPDATE silences SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL"
        db.execute(sql, (_text(now), _words(person, "--by"), number))


def silenced_by(db: History, number: int) -> int:
    """How many notices a silence has taken."""
    with faults(db):
        return int(db.execute("SELECT count(*) FROM notices WHERE silence = ?", (number,)).fetchone()[0])


def acknowledge(db: History, event: str, *, person: str, now: dt.datetime) -> tuple[str, ...]:
    """Notes that a person has taken an alert on; gives the channels that were told of it.

    UsageError where there is no event or fault of that id (its beginning is enough), or the person has it already.
    """
    whole = _whole_id(db, event)
    with transaction(db):
        sql = "INSERT OR IGNORE INTO acks (event, person, at) VALUES (?, ?, ?)"
        if not db.execute(sql, (whole, _words(person, "--by"), _text(now))).rowcount:
            raise UsageError(f"{person} has {whole} already", subject=event)
    with faults(db):
        rows = db.execute("SELECT DISTINCT channel FROM notices WHERE event = ? ORDER BY channel", (whole,)).fetchall()
    return tuple(row[0] for row in rows)


def acks_of(db: History, event: str) -> tuple[tuple[str, str], ...]:
    """Who has taken an alert on, and when."""
    with faults(db):
        rows = db.execute("SELECT person, at FROM acks WHERE event = ? ORDER BY at, person", (event,)).fetchall()
    return tuple((row[0], row[1]) for row in rows)


def _whole_id(db: History, event: str) -> str:
    known = "SELECT event AS id FROM notices UNION ALL SELECT id FROM events"
    with faults(db):
        found = {row[0] for row in db.execute(f"SELECT id FROM ({known}) WHERE id = ? LIMIT 1", (event,))}
        if not found and len(event) >= 6:
            sql = f"SELECT DISTINCT id FROM ({known}) WHERE id >= ? AND id < ? LIMIT 2"
            found = {row[0] for row in db.execute(sql, (event, event + "~"))}
    if len(found) != 1:
        said = "begins the ids of several events; give more of it" if found else "is no event of this database"
        raise UsageError(f"{event} {said}", subject=event)
    return str(found.pop())


def _words(text: str, option: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > TEXT_LIMIT or not words.isprintable():
        raise UsageError(f"{option}: write it in 1 to {TEXT_LIMIT} letters on one line", subject=option)
    return words


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

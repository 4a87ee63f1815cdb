"""The outbox: queued once, due in order, and what became of each try."""

import datetime as dt

from monitor.history import outbox
from monitor.history.schema import History, open_history
from monitor.model import Alert
from tests.builders import article
from tests.history.plans import NOW, alert, claim, event

LATER = NOW + dt.timedelta(minutes=10)


def alerts(*lows: int, channel: str = "desk") -> list[Alert]:
    return [alert(event(article(), claim(low)), channel) for low in lows]


def queued(*made: Alert) -> History:
    db = open_history(":memory:")
    outbox.put(db, made, NOW)
    return db


def due(db: History, now: dt.datetime | None = NOW) -> list[str]:
    return [row.id for row in outbox.due(db, now)]


def test_a_row_comes_back_as_it_was() -> None:
    (one,) = alerts(1)
    (row,) = outbox.due(queued(one), NOW)
    assert (row.id, row.channel, row.message) == (one.id, "desk", one.message)
    assert (row.since, row.tries, row.next_try) == (NOW, 0, None)


def test_an_alert_is_queued_once() -> None:
    one, two = alerts(1, 2)
    db = queued(one, one, two)
    outbox.mark_sent(db, one.id, NOW)
    outbox.put(db, [one], LATER)
    assert due(db) == [two.id]
    assert outbox.counts(db) == {"pending": 1, "failed": 0, "sent": 1, "dead": 0}


def test_a_failed_one_waits_and_those_behind_it_too() -> None:
    one, two = alerts(1, 2)
    (other,) = alerts(3, channel="web")
    db = queued(one, two, other)
    outbox.mark_failed(db, one.id, "the server answered HTTP 503", LATER)
    assert due(db, NOW) == [other.id]
    assert outbox.next_due(db) == LATER
    assert due(db, LATER) == [one.id, two.id, other.id]
    assert due(db, None) == [one.id, two.id, other.id]
    (row,) = [row for row in outbox.due(db, LATER) if row.id == one.id]
    assert (row.tries, row.next_try) == (1, LATER)


def test_a_dead_one_is_never_due_and_holds_up_nobody() -> None:
    one, two = alerts(1, 2)
    db = queued(one, two)
    outbox.mark_failed(db, one.id, "no connection to the server", None)
    assert due(db, None) == [two.id]
    assert outbox.next_due(db) is None
    assert db.execute("SELECT state, error FROM outbox WHERE id = ?", (one.id,)).fetchone() == (
        "dead",
        "no connection to the server",
    )


def test_what_was_sent_stays_sent() -> None:
    (one,) = alerts(1)
    db = queued(one)
    outbox.mark_failed(db, one.id, "once", LATER)
    outbox.mark_sent(db, one.id, LATER)
    outbox.mark_failed(db, one.id, "a late word of an older try", LATER)
    row = next(iter(db.query("SELECT state, tries, error, next_try, sent FROM outbox")))
    assert row == {
        "state": "sent",
        "tries": 1,
        "error": None,
        "next_try": None,
        "sent": "2026-02-05T12:10:00.000000Z",
    }

"""Notices: an older database gets its own, and what makes messages of them does all or nothing."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from monitor.drain import collect
from monitor.history import notices, outbox, silences
from monitor.history.schema import open_history
from monitor.history.tables import MIGRATIONS
from monitor.model import AlertRule
from tests.alerts.desk import BEGIN, Desk, channel
from tests.alerts.test_timed_stories import other_story, told
from tests.builders import article
from tests.history.plans import NOW, alert, claim, event

LATER = BEGIN + dt.timedelta(minutes=5)


def test_what_an_older_program_told_is_known_to_have_been_told(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    old = Database(sqlite3.connect(file))
    MIGRATIONS.apply(old, stop_before="history-2-notices")
    values = ("a1", "desk", "sent", "m1", "Title", "text", "text", '["e1", "e2"]', "2026-02-05T12:00:00.000000Z")
    columns = "id, channel, state, message, title, text, markdown, events, created"
    old.execute(f"INSERT INTO outbox ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    old.conn.commit()
    old.close()
    db = open_history(file)
    rows = [(row["channel"], row["event"], row["state"], row["title"]) for row in db.query("SELECT * FROM notices")]
    assert rows == [("desk", "e1", "told", "Title"), ("desk", "e2", "told", "Title")]
    notices.put(db, [alert(event(article(), claim(1)))], NOW)
    assert notices.counts(db) == {"waiting": 1, "told": 2, "silenced": 0}
    db.close()
    assert (tmp_path / "old.db.before-history-2-notices").exists()


def test_a_notice_comes_back_as_it_was() -> None:
    desk = Desk(rules=(channel(),))
    desk.push(told("e1"))
    (held,) = notices.waiting(desk.db)
    assert (held.alert.channel, held.alert.kind, held.at) == ("desk", "update", BEGIN)
    assert held.alert.story == ("article a1", "subject russia-ukraine/ukraine/killed/cumulative/")
    assert held.alert.message.lines[0].text.startswith("was 46,000")
    assert held.facts["source"] == "zelensky"
    assert held.as_of == "2026-02-04"


def test_a_fault_between_two_steps_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(rules=(channel("a"), channel("b"), channel("ops", hears=("faults",))))
    desk.push(told("e1"), other_story("s"))
    desk.trouble("paper", "fails")
    silences.add(desk.db, {"channel": ("b",)}, person="A", reason="r", now=BEGIN, until=BEGIN + dt.timedelta(hours=1))
    before = list(desk.db.conn.iterdump())
    for name in ("monitor.drain.notices.mark_told", "monitor.drain.notices.mark_silenced", "monitor.drain.outbox.add"):
        with monkeypatch.context() as patch:
            patch.setattr(name, broken)
            with pytest.raises(RuntimeError, match="killed here"):
                collect(desk.db, desk.rules, LATER, close=True)
        assert list(desk.db.conn.iterdump()) == before
    assert collect(desk.db, desk.rules, LATER, close=True) == 3
    assert notices.counts(desk.db) == {"waiting": 0, "told": 3, "silenced": 2}
    assert collect(desk.db, desk.rules, LATER, close=True) == 0, "once"


def broken(*_: object) -> None:
    raise RuntimeError("killed here")


def test_words_are_fixed_before_they_are_sent() -> None:
    """A message that is sent again after a crash has the same words and ids, whatever came meanwhile."""
    desk = Desk(rules=(channel(),))
    desk.push(told("e1"))
    collect(desk.db, desk.rules, LATER)
    desk.push(told("e2", 56_000, "a2"))
    collect(desk.db, desk.rules, LATER, close=True)
    assert [row.message.events for row in outbox.due(desk.db)] == [("e1",), ("e2",)]


def test_the_last_fault_of_a_channel() -> None:
    desk = Desk(rules=(AlertRule(name="ops", url="json://127.0.0.1:9/", hears=("faults",)),))
    assert notices.last_fault(desk.db, "watch paper") is None
    for kind, last in (("fails", "fault"), ("recovered", "recovered"), ("went blind", "fault")):
        desk.trouble("paper", kind)
        desk.once()
        assert notices.last_fault(desk.db, "watch paper") == last

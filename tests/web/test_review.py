"""Verdicts of editors: what they change, what they send, that they are kept, and that they can be taken back."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.demo import demo_topics
from monitor.diff.acceptance import latest
from monitor.errors import UsageError
from monitor.explain import explain
from monitor.history import notices, outbox, review
from monitor.history.desk import open_desk
from monitor.history.review import By, Change
from monitor.history.schema import History
from monitor.model import Alert, AlertRule, Measure, Message
from monitor.pipeline import process
from monitor.web.acting import perform
from tests.builders import article
from tests.history.plans import claim, event, plan
from tests.web.conftest import KILLED, PEOPLE, Asking, event_of

NOW = dt.datetime(2026, 2, 6, 9, tzinfo=dt.UTC)
ANNA = By(person="Anna", reason="misread", at=NOW)
TOPICS = demo_topics()


def told(db: History, event: Any, *channels: str) -> None:
    """Queues an alert on an event, as when it came."""
    message = Message(id="m1", title="t", text="t", markdown="t", events=(event["id"],))
    outbox.put(db, [Alert(id=f"{channel}-1", channel=channel, message=message) for channel in channels], NOW)


def queued(db: History) -> list[dict[str, Any]]:
    return list(db.query("SELECT * FROM notices ORDER BY number"))


def series(db: History, claim_id: str) -> int | None:
    """The latest accepted value of a claim's series."""
    last = latest(review.series_of(db, review.standing(db, claim_id)))
    return last.low if last else None


class TestReject:
    def test_the_figure_leaves_the_series_and_its_correction_goes_where_it_was_told(
        self, history: History, database: Path
    ) -> None:
        wrong = event_of(history, 55_000)
        told(history, wrong, "war-desk", "night")
        assert series(history, wrong["claim"]) == 55_000
        perform(database, {"act": "reject", "claim": wrong["claim"], "reason": "misread"}, TOPICS, ANNA)
        found = review.standing(history, wrong["claim"])
        assert (found.accepted, found.withdrawn) == (False, True)
        assert series(history, wrong["claim"]) != 55_000
        corrections = [row for row in queued(history) if row["title"].startswith("CORRECTION")]
        assert sorted(row["channel"] for row in corrections) == ["night", "war-desk"]
        assert "55,000 withdrawn" in corrections[0]["title"]
        assert "Anna rejected this figure: misread" in corrections[0]["text"]
        act = next(iter(history.query("SELECT * FROM reviews")))
        assert (act["act"], act["person"], act["reason"]) == ("reject", "Anna", "misread")

    def test_who_has_not_heard_of_it_yet_never_does_unless_it_is_undone(self, history: History, database: Path) -> None:
        wrong = event_of(history, 55_000)
        message = Message(id="m1", title="t", text="t", markdown="t", events=(wrong["id"],))
        notices.put(history, [Alert(id="night-1", channel="night", message=message)], NOW)  # its hours are quiet
        done = perform(database, {"act": "reject", "claim": wrong["claim"], "reason": "misread"}, TOPICS, ANNA)
        assert notices.waiting(history) == ()
        (sent,) = explain(history, wrong["id"]).deliveries
        assert (sent.channel, sent.state, sent.error) == ("night", "silenced", "rejected before it was told")
        perform(database, {"act": "undo", "review": str(done.review), "reason": "it was right"}, TOPICS, ANNA)
        assert [held.alert.id for held in notices.waiting(history)] == ["night-1"]

    def test_nobody_hears_of_what_nobody_was_told(self, history: History, database: Path) -> None:
        wrong = event_of(history, 55_000)
        perform(database, {"act": "reject", "claim": wrong["claim"], "reason": "x"}, TOPICS, ANNA)
        assert queued(history) == []

    def test_what_it_alone_had_kept_out_counts_again(self) -> None:
        misprint, right = claim(550_000), claim(55_000, accepted=False)
        changes = review.without(misprint, (misprint, right), TOPICS[0])
        assert changes == {"c550000": False, "c55000": True}

    def test_what_others_contradict_stays_out(self) -> None:
        misprint, lower, good = claim(550_000), claim(40_000, accepted=False), claim(55_000, as_of="2025-12-01")
        changes = review.without(misprint, (misprint, lower, good), TOPICS[0])
        assert changes == {"c550000": False}

    def test_twice_needs_an_undo(self, history: History) -> None:
        wrong = event_of(history, 55_000)["claim"]
        review.reject(history, wrong, TOPICS, ANNA)
        with pytest.raises(UsageError, match="Anna has rejected it already"):
            review.confirm(history, wrong, ANNA)

    def test_a_reason_is_asked_for(self, history: History) -> None:
        wrong = event_of(history, 55_000)["claim"]
        with pytest.raises(UsageError, match="reason"):
            review.reject(history, wrong, TOPICS, By(person="Anna", reason="  ", at=NOW))
        assert list(history.query("SELECT * FROM reviews")) == []


class TestUndo:
    def test_everything_is_as_it_was_and_the_channels_hear(self, history: History, database: Path) -> None:
        wrong = event_of(history, 55_000)
        told(history, wrong, "war-desk")
        before = list(history.query("SELECT id, stands, withdrawn FROM standing_claims ORDER BY id"))
        done = perform(database, {"act": "reject", "claim": wrong["claim"], "reason": "x"}, TOPICS, ANNA)
        perform(database, {"act": "undo", "review": str(done.review), "reason": "it was right"}, TOPICS, ANNA)
        assert list(history.query("SELECT id, stands, withdrawn FROM standing_claims ORDER BY id")) == before
        assert "stands again" in queued(history)[-1]["title"]
        with pytest.raises(UsageError, match="undone already"):
            review.undo(history, done.review, ANNA)

    def test_of_a_correction(self, history: History) -> None:
        wrong = event_of(history, 55_000)["claim"]
        before = {row["id"]: row["stands"] for row in history.query("SELECT id, stands FROM standing_claims")}
        done = review.correct(history, wrong, Change(number=65_000), TOPICS, ANNA)
        assert series(history, wrong) == 65_000
        review.undo(history, done.review, ANNA)
        after = {row["id"]: row["stands"] for row in history.query("SELECT id, stands FROM standing_claims")}
        assert {key: after[key] for key in before} == before
        assert [after[key] for key in after.keys() - before.keys()] == [0]

    def test_what_changed_since_stays(self, history: History) -> None:
        wrong = event_of(history, 55_000)["claim"]
        done = review.reject(history, wrong, TOPICS, ANNA)
        other = next(iter(history.query("SELECT id FROM events WHERE claim <> ?", (wrong,))))
        history.execute(
            "INSERT INTO acceptances (claim, accepted, withdrawn, event) VALUES (?, 0, 1, ?)", (wrong, other["id"])
        )
        review.undo(history, done.review, ANNA)
        assert review.standing(history, wrong).withdrawn

    @pytest.mark.parametrize("number", [0, 99, -1])
    def test_there_has_to_be_an_act(self, history: History, number: int) -> None:
        with pytest.raises(UsageError, match="no such act"):
            review.undo(history, number, ANNA)


class TestCorrect:
    def test_the_new_figure_stands_in_its_place_on_the_same_quote(self, history: History, database: Path) -> None:
        wrong = event_of(history, 55_000)
        told(history, wrong, "war-desk")
        form = {
            "act": "correct",
            "claim": wrong["claim"],
            "reason": "a slip",
            "number": "56,000",
            "source": "mediazona",
        }
        done = perform(database, form, TOPICS, ANNA)
        assert done.event is not None
        row = next(iter(history.query("SELECT * FROM events WHERE id = ?", (done.event.id,))))
        assert (row["event"], row["low"], row["source"], row["quote"]) == (
            "correction",
            56_000,
            "mediazona",
            wrong["quote"],
        )
        assert json.loads(row["previous"])["low"] == 55_000
        made = review.standing(history, row["claim"])
        assert made.accepted
        assert "56,000" in queued(history)[-1]["title"]
        assert "corrects 55,000" in queued(history)[-1]["text"]
        detector = next(iter(history.query("SELECT detector, rule FROM figures WHERE claim = ?", (made.id,))))
        assert tuple(detector.values()) == ("editor", "editor")

    @pytest.mark.parametrize(
        "change",
        [Change(party="russia"), Change(measure=Measure.WOUNDED), Change(as_of="2026-01"), Change(source="trump")],
    )
    def test_each_part(self, history: History, change: Change) -> None:
        wrong = event_of(history, 55_000)["claim"]
        done = review.correct(history, wrong, change, TOPICS, ANNA)
        assert done.event is not None
        for key in ("party", "measure", "as_of", "source"):
            if getattr(change, key) is not None:
                assert getattr(done.event, key) == getattr(change, key)
        assert done.event.low == 55_000
        assert not review.standing(history, wrong).accepted

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({"number": "many"}, "digits"),
            ({"number": "0"}, "between 1 and"),
            ({"number": "9" * 15}, "between 1 and"),
            ({"measure": "sad"}, "write one of"),
            ({"as_of": "yesterday"}, "write a date"),
            ({"source": "a\u202eb"}, "one line"),
            ({"party": "x" * 200}, "100 letters"),
            ({}, "nothing is changed"),
        ],
    )
    def test_what_cannot_be_meant(self, history: History, database: Path, form: dict[str, str], said: str) -> None:
        wrong = event_of(history, 55_000)["claim"]
        with pytest.raises(UsageError, match=said):
            perform(database, {"act": "correct", "claim": wrong, "reason": "x", **form}, TOPICS, ANNA)
        assert list(history.query("SELECT * FROM reviews")) == []
        assert review.standing(history, wrong).accepted


class TestMute:
    @pytest.mark.parametrize(
        ("form", "silent"),
        [
            ({"source": "zelensky", "what": "source"}, True),
            ({"source": "zelensky", "what": "series"}, True),
            ({"source": "trump", "what": "source"}, False),
            ({"source": "trump", "what": "series"}, False),
        ],
    )
    def test_who_is_silent_until_when(
        self, history: History, database: Path, form: dict[str, str], silent: bool
    ) -> None:
        heard = event_of(history, 55_000)
        form = {"act": "mute", "claim": heard["claim"], "until": "2026-03-01", "reason": "noise", **form}
        done = perform(database, form, TOPICS, ANNA)
        made = claim(60_000, as_of="2026-02-20")
        one = event(plan(made).article, made)
        assert bool(review.muted(history, [one], "2026-03-01")) is silent
        assert not review.muted(history, [one], "2026-03-02")
        review.undo(history, done.review, ANNA)
        assert not review.muted(history, [one], "2026-03-01")

    def test_the_corridor_obeys(self, history: History) -> None:
        rule = AlertRule(name="desk", url="json://127.0.0.1:9/")
        text = "President Volodymyr Zelensky said on Monday that {} Ukrainian soldiers had been killed in the war."
        pages = [
            article(
                text.format(number), id=f"n{number}", published=f"2026-{month}-02", url=f"https://o.example/{number}"
            )
            for number, month in (("61,000", "03"), ("62,000", "04"), ("63,000", "06"))
        ]

        process(pages[0], history, topics=TOPICS, rules=(rule,))
        heard = len(queued(history))
        review.mute(history, ANNA, until=dt.date(2026, 5, 1), source="zelensky")
        process(pages[1], history, topics=TOPICS, rules=(rule,))
        assert len(queued(history)) == heard > 0
        process(pages[2], history, topics=TOPICS, rules=(rule,))
        assert len(queued(history)) > heard

    def test_a_date_that_is_past(self, history: History) -> None:
        with pytest.raises(UsageError, match="past"):
            review.mute(history, ANNA, until=dt.date(2020, 1, 1), source="zelensky")


def test_rows_of_reviews_are_only_added(history: History) -> None:
    review.confirm(history, event_of(history, 55_000)["claim"], ANNA)
    for change in ("UPDATE reviews SET person = 'Eve'", "DELETE FROM reviews"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            history.execute(change)


def test_an_act_that_fails_half_way_leaves_nothing(history: History, database: Path, monkeypatch: Any) -> None:
    wrong = event_of(history, 55_000)
    told(history, wrong, "war-desk")
    before = list(history.conn.iterdump())

    def broken(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("monitor.web.acting.notices.put", broken)
    with pytest.raises(OSError, match="disk"):
        perform(database, {"act": "reject", "claim": wrong["claim"], "reason": "x"}, TOPICS, ANNA)
    assert list(history.conn.iterdump()) == before


def test_an_older_program_s_rows_are_indexed(history: History) -> None:
    """A daemon that knows nothing of the desk's tables fills them by triggers."""
    told(history, event_of(history, 55_000), "x")
    assert list(history.query("SELECT event FROM outbox_events")) == [{"event": event_of(history, 55_000)["id"]}]
    assert history.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'Zelensky'").fetchone()[0] > 0


class TestPage:
    def test_reject_on_the_page_changes_series_and_chart(self, afar: Callable[..., Asking], history: History) -> None:
        wrong = event_of(history, 55_000)
        editor = afar().sign_in(PEOPLE[1].token or "")
        form = {"act": "reject", "claim": wrong["claim"], "reason": "misread", "next": "/review"}
        answer = editor.post("/review/act", form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/review")
        assert "no longer counts" in editor.get("/review").text
        csv = editor.get(f"/timeline.csv?{KILLED}&grade=withdrawn").text
        assert "55000" in csv
        assert "rejected by Anna" in csv
        assert "Rejected by Anna" in editor.get(f"/event/{wrong['id']}").text

    def test_a_fault_is_told_on_the_page(self, afar: Callable[..., Asking]) -> None:
        editor = afar().sign_in(PEOPLE[1].token or "")
        editor.post("/review/act", {"act": "confirm", "claim": "nothing", "reason": "x", "next": "/review"})
        assert "There is no such figure" in editor.get("/review").text

    def test_a_program_gets_json(self, afar: Callable[..., Asking], history: History) -> None:
        program = afar(Authorization=f"Bearer {PEOPLE[1].token}")
        form = {"act": "confirm", "claim": event_of(history, 55_000)["claim"], "reason": "read"}
        assert program("POST", "/review/act", data=form).json()["ok"]
        again = program("POST", "/review/act", data=form)
        assert (again.status_code, again.json()["ok"]) == (409, False)

    def test_what_is_decided_leaves_the_queue(self, afar: Callable[..., Asking], history: History) -> None:
        editor = afar().sign_in(PEOPLE[1].token or "")
        one = event_of(history, 55_000)
        assert f'href="/event/{one["id"]}"' in editor.get("/review").text
        editor.post("/review/act", {"act": "confirm", "claim": one["claim"], "reason": "read"})
        assert f'href="/event/{one["id"]}"' not in editor.get("/review").text


def test_acts_beside_a_writer_wait_for_it(database: Path, history: History) -> None:
    import threading

    claim_id = event_of(history, 55_000)["claim"]
    writer = open_desk(database)
    writer.conn.execute("BEGIN IMMEDIATE")
    results: list[object] = []
    act = threading.Thread(
        target=lambda: results.append(
            perform(database, {"act": "confirm", "claim": claim_id, "reason": "x"}, TOPICS, ANNA)
        )
    )
    act.start()
    act.join(0.3)
    assert not results
    writer.conn.execute("COMMIT")
    act.join(10)
    writer.close()
    assert len(results) == 1

"""From the outbox to real receivers and back: what a database holds after a channel was down."""

import datetime as dt
from pathlib import Path

from pytest_httpserver import HTTPServer

from monitor.alerts.gather import rested
from monitor.alerts.rules import alerts_for
from monitor.drain import drain
from monitor.history import outbox
from monitor.history.schema import open_history
from monitor.model import AlertRule
from tests.alerts.stories import WAR, event

QUEUED = dt.datetime(2026, 2, 5, 3, 0, tzinfo=dt.UTC)


def test_a_channel_that_was_down_gets_everything_in_order_and_once(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_oneshot_request("/t0k3n-slow").respond_with_data("t0k3n-answer", status=503)
    httpserver.expect_request("/t0k3n-slow").respond_with_data("ok")
    httpserver.expect_request("/t0k3n-good").respond_with_data("ok")
    rules = tuple(
        AlertRule(name=name, url=f"json://u:t0k3n-pass@127.0.0.1:{httpserver.port}/t0k3n-{name}")
        for name in ("slow", "good")
    )
    events = tuple(event(50_000 + i, id=f"e{i}") for i in range(3))
    file = tmp_path / "history.db"
    db = open_history(file)
    outbox.put(db, alerts_for(events, rules, (WAR,)), QUEUED)

    first = drain(db, rules)
    assert [(one.channel, one.reason) for one in first.failures] == [("slow", "the server answered HTTP 503")]
    assert outbox.counts(db) == {"pending": 2, "failed": 1, "sent": 3, "dead": 0}
    assert drain(db, rules).tries == (), "nothing is due before the wait is over"
    assert drain(db, rules, all_waiting=True).sent == 3
    assert drain(db, rules, all_waiting=True).tries == ()
    assert outbox.counts(db) == {"pending": 0, "failed": 0, "sent": 6, "dead": 0}

    heard = {
        name: [r.get_json()["message"] for r, _ in httpserver.log if r.path.endswith(name)] for name in ("slow", "good")
    }
    ids = {name: [text.splitlines()[-1] for text in texts] for name, texts in heard.items()}
    assert ids == {"slow": ["ids: e0", "ids: e0", "ids: e1", "ids: e2"], "good": ["ids: e0", "ids: e1", "ids: e2"]}
    db.close()
    assert b"t0k3n" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_what_waits_for_the_morning_holds_up_no_correction_in_the_night(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/ok").respond_with_data("ok")
    rules = (
        AlertRule(name="desk", url=f"json://127.0.0.1:{httpserver.port}/ok", quiet=("22:00-07:00",), timezone="UTC"),
    )
    db = open_history(tmp_path / "history.db")
    first, second = (alerts_for((event(50_000 + i, id=f"e{i}"),), rules, (WAR,)) for i in range(2))
    outbox.put(db, first, QUEUED, after=lambda alert: rested(rules[0], QUEUED))
    outbox.put(db, second, QUEUED)
    night, morning = QUEUED + dt.timedelta(hours=1), QUEUED.replace(hour=7)
    assert [row.message.events for row in outbox.due(db, night)] == [("e1",)]
    assert outbox.next_due(db) == morning
    assert [row.message.events for row in outbox.due(db, morning)] == [("e0",), ("e1",)]


def test_one_run_also_tells_ops_what_befell_its_messages(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/gone").respond_with_data("no such channel", status=404)
    httpserver.expect_request("/ops").respond_with_data("ok")
    place = f"json://127.0.0.1:{httpserver.port}"
    rules = (
        AlertRule(name="desk", url=f"{place}/gone"),
        AlertRule(name="ops", url=f"{place}/ops", hears=("faults",)),
    )
    db = open_history(tmp_path / "history.db")
    outbox.put(db, alerts_for((event(),), rules, (WAR,)), QUEUED)
    report = drain(db, rules, all_waiting=True)
    assert [(one.channel, one.outcome.value) for one in report.tries] == [("desk", "dead"), ("ops", "sent")]
    told = httpserver.log[-1][0].get_json()
    assert told["title"].startswith(
        "FAULT · channel desk has not got an alert, which was given up: the server answered"
    )
    assert told["message"].splitlines()[-1] == "ids: x1-dead"

"""A channel that is down for hours, a slow one, one that refuses for good: who gets what when, and what ops hear."""

import asyncio
import datetime as dt
import itertools

import pytest

from monitor.alerts.deliver import Sending
from monitor.errors import DatabaseError
from monitor.history import notices, outbox
from monitor.model import AlertRule, Message
from tests.alerts.desk import OK, Desk, channel
from tests.alerts.test_timed_stories import HOUR, MINUTE, other_story

DOWN = Sending(failure="no connection to the server")
GONE = Sending(failure="the server answered HTTP 404", for_good=True)
AT_ONCE = {"wait": dt.timedelta(0), "followup": dt.timedelta(0)}
OPS = channel("ops", hears=("faults",), wait=dt.timedelta(0))


def down_until(end: float, *names: str):
    return lambda name, at: DOWN if name in names and at < end else OK


def test_a_channel_down_for_hours_gets_everything_in_order_once_and_the_others_no_later() -> None:
    desk = Desk(rules=(channel("lost", **AT_ONCE), channel("well", **AT_ONCE)), answers=down_until(5 * HOUR, "lost"))
    for i in range(20):
        desk.push(other_story(f"s{i:02}", f"a{i}"), at=i * 15 * MINUTE)
    desk.until(8 * HOUR)
    want = [(f"s{i:02}",) for i in range(20)]
    assert [events for _, events in desk.times("lost")] == want
    assert [events for _, events in desk.times("well")] == want
    assert all(at - i * 15 * MINUTE <= 60 for i, (at, _) in enumerate(desk.times("well")))
    assert all(5 * HOUR <= at <= 6 * HOUR + 60 for at, _ in desk.times("lost"))
    assert outbox.counts(desk.db) == {"pending": 0, "failed": 0, "sent": 40, "dead": 0}
    tries = [at for at, name in desk.tried if name == "lost" and at < 5 * HOUR]
    assert len(tries) < 12, "it is asked with patience"


def test_the_waits_between_two_tries() -> None:
    desk = Desk(rules=(channel(**AT_ONCE),), answers=down_until(10 * HOUR, "desk"))
    desk.push(other_story("s"))
    desk.until(3 * HOUR, step=1)
    tried = [at for at, _ in desk.tried]
    assert [b - a for a, b in itertools.pairwise(tried)] == [10, 30, 120, 600, 3600, 3600]


def test_a_service_that_asks_for_patience_is_asked_again_when_it_said() -> None:
    said = Sending(failure="the server answered HTTP 429", patience=90.0)
    desk = Desk(rules=(channel(**AT_ONCE),), answers=lambda name, at: said if at < 60 else OK)
    desk.push(other_story("s"))
    desk.until(300)
    assert [at for at, _ in desk.tried] == [1, 91]


def test_after_a_day_it_is_given_up_and_ops_hear_first_of_the_silence_then_of_the_end() -> None:
    desk = Desk(rules=(channel(**AT_ONCE), OPS), answers=down_until(27 * HOUR, "desk"))
    desk.push(other_story("s"))
    desk.until(26 * HOUR)
    first, last = [one.message for one in desk.heard if one.channel == "ops"]
    assert first.title == "FAULT · channel desk takes no messages: no connection to the server"
    assert last.title == ("FAULT · channel desk has not got an alert, which was given up: no connection to the server")
    assert "Not sent: UPDATE · Russia, military killed in S: 12" in last.text
    assert "casualty-monitor once --dead" in last.text
    assert last.text.splitlines()[-1] == "ids: x1-dead"
    assert outbox.counts(desk.db) == {"pending": 0, "failed": 0, "sent": 2, "dead": 1}

    desk.push(other_story("t", "a10"))
    desk.until(29 * HOUR)
    titles = [one.message.title for one in desk.heard if one.channel == "ops"]
    assert titles[2:] == ["RECOVERED · channel desk takes messages again"]
    assert outbox.revive(desk.db, desk.now() - dt.timedelta(days=7), desk.now()) == 1
    desk.until(30 * HOUR)
    assert [events for _, events in desk.times("desk")] == [("t",), ("s",)]


def test_what_is_refused_for_good_is_given_up_at_once_and_holds_up_nothing() -> None:
    desk = Desk(rules=(channel(**AT_ONCE), OPS), answers=lambda name, at: GONE if name == "desk" and at < 60 else OK)
    desk.push(other_story("s"))
    desk.push(other_story("t", "a10"), at=120)
    desk.until(600)
    assert [name for _, name in desk.tried] == ["desk", "ops", "desk", "ops"]
    assert desk.times("desk") == [(121, ("t",))]
    assert [one.message.title.split(":")[0] for one in desk.heard if one.channel == "ops"] == [
        "FAULT · channel desk has not got an alert, which was given up",
        "RECOVERED · channel desk takes messages again",
    ]


@pytest.mark.parametrize("answer", [DOWN, GONE])
def test_dead_ops_channels_do_not_write_to_each_other_for_ever(answer: Sending) -> None:
    ops = [channel(name, hears=("faults",), **AT_ONCE) for name in ("ops", "spare")]
    desk = Desk(rules=(channel(**AT_ONCE), *ops), answers=lambda name, at: answer)
    desk.push(other_story("s"))
    desk.trouble("paper", "fails")
    desk.until(100 * HOUR)
    told = [row["event"] for row in desk.db.query("SELECT event FROM notices ORDER BY number")]
    assert len(told) < 12
    assert not any(f"x{row['number']}-" in " ".join(told) for row in desk.db.query(
        "SELECT number FROM outbox WHERE events LIKE '%-dead%' OR events LIKE '%-late%'"
    ))  # fmt: skip
    assert notices.counts(desk.db)["waiting"] == 0
    assert set(outbox.counts(desk.db).values()) == {0, outbox.counts(desk.db)["dead"]}


def test_an_ops_channel_hears_nothing_of_itself() -> None:
    desk = Desk(rules=(channel("both", hears=("news", "faults"), **AT_ONCE),), answers=lambda name, at: GONE)
    desk.push(other_story("s"))
    desk.until(HOUR)
    assert [row["event"] for row in desk.db.query("SELECT event FROM notices")] == ["s"]


def test_a_slow_channel_holds_up_neither_another_nor_the_next_round() -> None:
    desk = Desk(rules=(channel("slow", **AT_ONCE), channel("fast", **AT_ONCE)))

    async def play() -> list[str]:
        door, got = asyncio.Event(), []

        async def send(rule: AlertRule, message: Message, picture: bytes | None) -> Sending:
            if rule.name == "slow":
                await door.wait()
            got.append(f"{rule.name} {message.events[0]}")
            return OK

        desk.post.send = send
        desk.push(other_story("s1"), other_story("s2", "a2"))
        first = await desk.post.round(desk.rules)
        assert len(first) == 2
        desk.push(other_story("s3", "a3"))
        for _ in range(5):
            await asyncio.sleep(0)
        second = await desk.post.round(desk.rules)
        assert [task.get_name() for task in second] == ["channel fast"], "the slow one is still at work"
        await asyncio.gather(*second)
        assert got == ["fast s1", "fast s2", "fast s3"]
        door.set()
        await asyncio.gather(*first)
        await asyncio.gather(*await desk.post.round(desk.rules))
        return got

    assert asyncio.run(play())[3:] == ["slow s1", "slow s2", "slow s3"]


def test_what_was_sent_while_the_disk_was_full_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(rules=(channel(**AT_ONCE),))
    desk.push(other_story("s"))
    real, full = outbox.mark_sent, True

    def mark(*arguments: object) -> None:
        if full:
            raise DatabaseError("casualties.db: the disk is full", subject="casualties.db")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("monitor.drain.outbox.mark_sent", mark)
    for _ in range(3):
        with pytest.raises(DatabaseError, match="the disk is full"):
            desk.once()
    full = False
    with pytest.raises(DatabaseError):
        desk.once()  # what ended the channel's work is told once more
    desk.once()
    assert desk.times() == [(0, ("s",))]
    assert outbox.counts(desk.db)["sent"] == 1

"""Laws of gathering, whatever comes when: everything is told once, no later than was promised, never in quiet hours."""

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.gather import MOST, gather
from monitor.history.notices import Held
from monitor.hours import after_quiet, zone
from monitor.model import Alert, AlertRule, Message
from tests.alerts.desk import BEGIN, channel

STEP = 10  # seconds between two rounds

PUSHES = st.lists(
    st.tuples(st.integers(0, 3000), st.sampled_from("abcd"), st.sampled_from(["new", "update", "correction"])),
    max_size=60,
)


def held(number: int, at: int, story: str, kind: str) -> Held:
    message = Message(id=f"m{number}", title=f"T{number}", text=f"t{number}", markdown="", events=(f"e{number}",))
    alert = Alert(id=f"a{number}", channel="desk", message=message, kind=kind, story=(story,))
    return Held(number=number, alert=alert, at=BEGIN + dt.timedelta(seconds=at))


def play(
    pushes: list[tuple[int, str, str]], rule: AlertRule, seconds: int
) -> list[tuple[dt.datetime, tuple[int, ...]]]:
    """When which notices were told."""
    coming = [held(i, *push) for i, push in enumerate(sorted(pushes))]
    waiting: list[Held] = []
    told: dict[tuple[str, str], dt.datetime] = {}
    heard = []
    for second in range(0, seconds, STEP):
        now = BEGIN + dt.timedelta(seconds=second)
        waiting += [one for one in coming if now - dt.timedelta(seconds=STEP) < one.at <= now]
        for ready in gather(waiting, (rule,), told, now):
            heard.append((now, ready.numbers))
            for one in waiting:
                if one.number in ready.numbers:
                    told |= {("desk", story): now for story in one.alert.story}
            waiting = [one for one in waiting if one.number not in ready.numbers]
    return heard


@settings(max_examples=60, deadline=None)
@given(PUSHES)
def test_everything_is_told_once_and_in_time(pushes: list[tuple[int, str, str]]) -> None:
    rule = channel()
    heard = play(pushes, rule, 4000)
    numbers = [number for _, several in heard for number in several]
    assert sorted(numbers) == list(range(len(pushes)))
    latest = rule.wait + rule.followup + dt.timedelta(seconds=2 * STEP)
    for now, several in heard:
        assert 0 < len(several) <= MOST
        for number in several:
            at, _, kind = sorted(pushes)[number]
            late = now - BEGIN - dt.timedelta(seconds=at)
            assert late <= (rule.wait + dt.timedelta(seconds=2 * STEP) if kind == "correction" else latest)
    for story in "abcd":
        calm = [
            now
            for now, several in heard
            if any(sorted(pushes)[n][1] == story for n in several)
            and not any(sorted(pushes)[n][2] == "correction" for n in several)
        ]
        full = {now for now, several in heard if len(several) == MOST}
        for first, second in itertools.pairwise(calm):
            assert second - first >= rule.followup or first in full or second == first


@settings(max_examples=40, deadline=None)
@given(PUSHES, st.integers(0, 23), st.integers(1, 12), st.sampled_from(["none", "hour", "day"]))
def test_nothing_is_told_in_quiet_hours_and_nothing_is_lost(
    pushes: list[tuple[int, str, str]], hour: int, length: int, digest: str
) -> None:
    quiet = (f"{hour:02}:00-{(hour + length) % 24:02}:00",)
    rule = channel(quiet=quiet, digest=digest, timezone="Europe/Kyiv", followup=dt.timedelta(0))
    where = zone("Europe/Kyiv")
    assert where is not None
    coming = [held(i, *push) for i, push in enumerate(sorted(pushes))]
    told: list[int] = []
    for minute in range(0, 49 * 60, 5):
        now = BEGIN + dt.timedelta(minutes=minute)
        waiting = [one for one in coming if one.at <= now and one.number not in told]
        ready = gather(waiting, (rule,), {}, now)
        told += [number for one in ready for number in one.numbers]
        if ready:
            assert after_quiet(now, quiet, where) == now
    assert sorted(told) == list(range(len(pushes)))

"""Rhythm: intervals follow what is new, hints are respected, failures make patient, nothing is given up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule import CEILING, adapted, next_poll, try_again_at
from tests.spiders.conftest import Desk, watch
from tests.spiders.outlets import Outlet, rss

NOW = dt.datetime(2026, 2, 5, 8, tzinfo=dt.UTC)
EVERY = dt.timedelta(minutes=20)
spans = st.timedeltas(min_value=dt.timedelta(seconds=30), max_value=dt.timedelta(days=7))


def minutes(span: dt.timedelta) -> float:
    return span.total_seconds() / 60


@pytest.mark.parametrize(
    ("interval", "announced", "fresh", "after"),
    [(20, 0, 0, 25), (20, 10, 0, 25), (60, 10, 0, 60), (20, 10, 5, 20), (20, 10, 9, 15), (10, 10, 10, 10)],
)
def test_interval_follows_what_is_new(interval: int, announced: int, fresh: int, after: int) -> None:
    now = adapted(dt.timedelta(minutes=interval), EVERY, announced=announced, fresh=fresh)
    assert minutes(now) == after


@given(every=spans, polls=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=20))
def test_interval_stays_within_reason(every: dt.timedelta, polls: list[tuple[int, int]]) -> None:
    interval = every
    for announced, fresh in polls:
        interval = adapted(interval, every, announced=announced, fresh=min(fresh, announced))
        assert every / 2 <= interval <= max(every, min(3 * every, CEILING))


def test_failures_lengthen_linearly_up_to_a_day() -> None:
    waits = [minutes(next_poll(NOW, EVERY, failures=count) - NOW) for count in (0, 0.5, 1, 2, 5, 500)]
    assert waits == [20, 30, 40, 60, 120, 1440]


@pytest.mark.parametrize(
    ("hint", "retry_after", "after"),
    [(None, None, 20), (5, None, 20), (60, None, 60), (10_000, None, 1440), (None, 90, 90), (60, 30, 60)],
)
def test_longest_wish_counts(hint: int | None, retry_after: int | None, after: int) -> None:
    moment = next_poll(
        NOW,
        EVERY,
        hint=dt.timedelta(minutes=hint) if hint else None,
        retry_after=dt.timedelta(minutes=retry_after) if retry_after else None,
    )
    assert minutes(moment - NOW) == after


@given(chance=st.floats(0, 1), interval=spans)
def test_jitter_is_a_tenth(chance: float, interval: dt.timedelta) -> None:
    wait = next_poll(NOW, interval, chance=chance) - NOW
    assert interval * 0.899 <= wait <= interval * 1.101


def test_articles_are_tried_a_few_times() -> None:
    assert try_again_at(NOW, 1, soft=True) == NOW + dt.timedelta(minutes=15)
    assert try_again_at(NOW, 6, soft=True) is None
    assert try_again_at(NOW, 1, soft=False) is not None
    assert try_again_at(NOW, 2, soft=False) is None


def test_feed_s_own_wish_is_kept(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says("/feed", rss(channel="<ttl>120</ttl>"), headers={"Cache-Control": "max-age=60"})
    before = dt.datetime.now(dt.UTC)
    desk.poll(watch(feed))
    state = desk.watching.state("outlet", feed)
    assert state.next_poll is not None
    assert 107 <= minutes(state.next_poll - before) <= 133


def test_failures_are_counted_and_forgotten(desk: Desk, outlet: Outlet) -> None:
    feed = outlet.says("/feed", status=503)
    for count in (0.5, 1.0):
        desk.poll(watch(feed), extra={"RETRY_TIMES": 0})
        assert desk.watching.state("outlet", feed).failures == count
    outlet.says("/feed", rss())
    desk.poll(watch(feed))
    assert desk.watching.state("outlet", feed).failures == 0

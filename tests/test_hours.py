"""Hours of the day in local time: quiet nights and digests, over midnight and through changes of the clocks."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.hours import after_quiet, clock, next_hour, next_time, span, zone

KYIV = ZoneInfo("Europe/Kyiv")  # summer time from 29 March 2026 at 03:00 to 25 October 2026 at 04:00
NIGHT = ("22:00-07:00",)


def at(text: str, where: dt.tzinfo = KYIV, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=where, fold=fold).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("moment", "free"),
    [
        ("2026-02-04T21:59", "2026-02-04T21:59"),
        ("2026-02-04T22:00", "2026-02-05T07:00"),  # the first minute is quiet,
        ("2026-02-05T00:00", "2026-02-05T07:00"),
        ("2026-02-05T06:59", "2026-02-05T07:00"),
        ("2026-02-05T07:00", "2026-02-05T07:00"),  # the last one is not
        ("2026-03-28T23:00", "2026-03-29T07:00"),  # the night on which the clocks go forward,
        ("2026-03-29T04:30", "2026-03-29T07:00"),
        ("2026-10-24T23:00", "2026-10-25T07:00"),  # and the one on which they go back
        ("2026-10-25T03:30", "2026-10-25T07:00"),
    ],
)
def test_a_night_over_midnight(moment: str, free: str) -> None:
    assert after_quiet(at(moment), NIGHT, KYIV) == at(free)


def test_a_night_of_a_change_is_an_hour_shorter_or_longer() -> None:
    lengths = [
        (after_quiet(at(begins), NIGHT, KYIV) - at(begins)).total_seconds() / 3600
        for begins in ("2026-03-27T22:00", "2026-03-28T22:00", "2026-10-24T22:00")
    ]
    assert lengths == [9, 8, 10]


def test_an_end_that_the_clocks_show_twice_is_the_first_and_one_that_they_leave_out_comes_later() -> None:
    twice = after_quiet(at("2026-10-25T01:00"), ("23:00-03:30",), KYIV)
    assert twice == at("2026-10-25T03:30", fold=0)
    assert after_quiet(at("2026-10-25T03:15", fold=1), ("23:00-03:30",), KYIV) == at("2026-10-25T03:15", fold=1)
    skipped = after_quiet(at("2026-03-29T01:00"), ("23:00-03:30",), KYIV)
    assert skipped == at("2026-03-29T04:30")


def test_spans_that_touch_are_one() -> None:
    spans = ("22:00-06:00", "06:00-07:30", "12:00-13:00")
    assert after_quiet(at("2026-02-04T23:00"), spans, KYIV) == at("2026-02-05T07:30")
    assert after_quiet(at("2026-02-05T12:15"), spans, KYIV) == at("2026-02-05T13:00")


def test_digests() -> None:
    assert next_hour(at("2026-02-04T10:20")) == at("2026-02-04T11:00")
    assert next_hour(at("2026-02-04T11:00")) == at("2026-02-04T11:00")
    morning = dt.time(8, 0)
    assert next_time(at("2026-02-04T07:59"), morning, KYIV) == at("2026-02-04T08:00")
    assert next_time(at("2026-02-04T08:00"), morning, KYIV) == at("2026-02-04T08:00")
    assert next_time(at("2026-02-04T08:01"), morning, KYIV) == at("2026-02-05T08:00")
    assert next_time(at("2026-03-28T09:00"), morning, KYIV) - at("2026-03-28T09:00") == dt.timedelta(hours=22)


@given(
    st.integers(0, 730 * 1440),
    st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 700)), max_size=2),
    st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_what_is_let_go_is_let_go_outside_of_every_span(minute: int, spans: list[tuple[int, int]], name: str) -> None:
    where, begun = ZoneInfo(name), dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)
    told = ["-".join(f"{it // 60 % 24:02}:{it % 60:02}" for it in (start, start + length)) for start, length in spans]
    free = after_quiet(begun, told, where)
    assert begun <= free < begun + dt.timedelta(hours=26)
    assert after_quiet(free, told, where) == free
    assert begun <= next_time(begun, dt.time(8), where) < begun + dt.timedelta(hours=26)


def test_what_is_no_time_is_none() -> None:
    assert [clock(text) for text in ("24:00", "8:00", "08:60", "", "08:00:00")] == [None] * 5
    assert [span(text) for text in ("22:00", "22-07", "22:00-24:00", "07:00-07:00")] == [None] * 4
    assert zone("Europe/Kiew") is None
    assert zone("../etc/passwd") is None
    assert zone("") is None

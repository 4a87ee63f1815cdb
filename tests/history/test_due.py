"""Which watches are due: the daemon asks for all of them at once."""

import datetime as dt
from pathlib import Path

import pytest

from monitor.config import Watch
from monitor.daemon import due_of
from monitor.history.schema import open_history
from monitor.history.watching import Watching, WatchState

NOON = dt.datetime(2026, 2, 4, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
URL = "https://outlet.example/feed"
PARIS = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("stored", "due"),
    [
        (None, True),  # never polled
        (WatchState(name="a", url=URL), True),
        (WatchState(name="a", url=URL, polled_at=NOON - MINUTE, next_poll=NOON), True),
        (WatchState(name="a", url=URL, polled_at=NOON - MINUTE, next_poll=NOON - MINUTE), True),
        (WatchState(name="a", url=URL, polled_at=NOON - MINUTE, next_poll=NOON + MINUTE), False),
        (WatchState(name="a", url=URL, next_poll=NOON + dt.timedelta(microseconds=1)), False),
        (WatchState(name="a", url=URL, next_poll=(NOON + MINUTE).astimezone(PARIS)), False),
        (WatchState(name="a", url=URL, next_poll=(NOON - MINUTE).astimezone(PARIS)), True),
        (WatchState(name="a", url=URL, polled_at=NOON + MINUTE, next_poll=NOON + 9 * MINUTE), True),  # a clock set back
        (WatchState(name="a", url="https://outlet.example/old", next_poll=NOON + MINUTE), True),  # it has moved
        (WatchState(name="b", url=URL, next_poll=NOON + MINUTE), True),  # another watch's
    ],
)
def test_due(stored: WatchState | None, due: bool, tmp_path: Path) -> None:
    watching = Watching(open_history(tmp_path / "a.db"))
    if stored is not None:
        watching.save(stored)
    watch = Watch(name="a", url=URL)
    assert due_of([watch], watching, NOON) == ((watch,) if due else ())

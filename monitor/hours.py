"""A moment and a channel's hours in, the moment at which it may be told out: quiet hours and digests in local time.

Spans are walked in the local calendar and compared in UTC, so that a night on which the clocks change is an hour longer
or shorter and is quiet from its first minute to its last.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_TIME = r"([01]\d|2[0-3]):([0-5]\d)"
_SPAN = re.compile(rf"{_TIME}-{_TIME}\Z")
_CLOCK = re.compile(rf"{_TIME}\Z")
DAY = dt.timedelta(days=1)


def clock(text: str) -> dt.time | None:
    """A time of day; None: the text is none.

    >>> clock("07:30"), clock("7.30")
    (datetime.time(7, 30), None)
    """
    match = _CLOCK.match(text)
    return dt.time(int(match[1]), int(match[2])) if match else None


def span(text: str) -> tuple[dt.time, dt.time] | None:
    """Quiet hours from and until; None: the text is none, or has no length.

    >>> span("22:00-07:00"), span("22:00-22:00")
    ((datetime.time(22, 0), datetime.time(7, 0)), None)
    """
    match = _SPAN.match(text)
    if match is None:
        return None
    start, end = (dt.time(int(match[i]), int(match[i + 1])) for i in (1, 3))
    return (start, end) if start != end else None


def zone(name: str) -> ZoneInfo | None:
    """A time zone by its name; None: this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def after_quiet(moment: dt.datetime, quiet: Sequence[str], where: dt.tzinfo) -> dt.datetime:
    """The first moment from `moment` on, in UTC, that lies in none of the quiet spans."""
    moment = moment.astimezone(dt.UTC)
    for _ in range(2 * len(quiet)):  # a span may end within another
        held = [end for start, end in _spans(moment, quiet, where) if start <= moment < end]
        if not held:
            break
        moment = max(held)
    return moment


def next_hour(moment: dt.datetime) -> dt.datetime:
    """The full hour after a moment; a moment that is one stands for itself."""
    whole = moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    return whole if whole == moment else whole + dt.timedelta(hours=1)


def next_time(moment: dt.datetime, at: dt.time, where: dt.tzinfo) -> dt.datetime:
    """The next moment, in UTC, at which a local clock shows `at`; a moment at which it does stands for itself."""
    today = moment.astimezone(where).date()
    found = (_local(today + i * DAY, at, where) for i in range(-1, 3))
    return next(one for one in found if one >= moment)


def _spans(moment: dt.datetime, quiet: Sequence[str], where: dt.tzinfo) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The spans of yesterday, today and tomorrow."""
    today = moment.astimezone(where).date()
    for start, end in filter(None, map(span, quiet)):
        for first in (today - DAY, today, today + DAY):
            last = first + DAY if end <= start else first
            yield _local(first, start, where), _local(last, end, where)


def _local(day: dt.date, at: dt.time, where: dt.tzinfo) -> dt.datetime:
    """A local time in UTC; one that the clocks leave out is as much later, one that they show twice is the first."""
    return dt.datetime.combine(day, at, where).astimezone(dt.UTC)

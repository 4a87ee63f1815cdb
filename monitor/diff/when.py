"""Two dates as texts give them, in any precision, in; which is earlier, and whether they are the same time, out.

A date is ISO 8601 in the precision that the text gives (`2025`, `2025-02`, `2025-02-04`, `2023-02-06T09:15`). Dates of
unlike precision are compared on what both give: "December 2024" and "18 December 2024" are neither earlier nor later.
None is a date that nobody gives; it is neither earlier, nor later, nor the same.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from monitor.model import Topic

_DAY = 10  # characters of a date without a time
_MINUTE = 16
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def compare(a: str | None, b: str | None) -> int:
    """-1 where `a` is earlier than `b`, 1 where it is later, 0 where neither can be said.

    >>> compare("2024-12", "2025-02-04"), compare("2025", "2025-02"), compare("2026-02-05", "2026-02-04")
    (-1, 0, 1)
    """
    if a is None or b is None:
        return 0
    size = min(len(a), len(b), _MINUTE)
    return (a[:size] > b[:size]) - (a[:size] < b[:size])


def same_time(a: str | None, b: str | None, topic: Topic) -> bool:
    """Whether two dates lie no further apart than the topic's `same_time`, counted in what both give.

    Between January and 3 February 2025 lies a month of 31 days; between 2024 and January 2025 a year.
    """
    if a is None or b is None:
        return False
    size = min(len(a), len(b), _MINUTE)
    return abs(bounds(a[:size])[0] - bounds(b[:size])[0]) <= topic.same_time


def same_date(a: str | None, b: str | None, topic: Topic) -> bool:
    """Whether two dates are one, so that two numbers for them have to agree.

    A date that is coarser than the topic's `same_time` is no one time: a total of "2024" and one of October 2024 may
    both be right in a war whose numbers rise by the month.
    """
    if a is None or b is None:
        return a is b
    if compare(a, b) != 0:
        return False
    if len(a) == len(b):
        return True
    first, after = bounds(min(a, b, key=len))
    return after - first <= topic.same_time


def earliest(dates: Iterable[str | None]) -> str | None:
    """The earliest of the dates that are told of one number; of one that holds another, the finer; None: none is told.

    >>> earliest(["2025-02-05", None, "2025-02-03"]), earliest(["2025-02", "2025-02-05"])
    ('2025-02-03', '2025-02-05')
    """
    return min((date for date in dates if date is not None), key=lambda date: f"{date}~", default=None)


def is_fast(topic: Topic) -> bool:
    """Whether a topic is a disaster whose toll changes within the day, so that its dates carry times."""
    return topic.same_time < dt.timedelta(days=1)


@lru_cache(maxsize=4096)
def bounds(date: str) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a date and the first after it, as in UTC.

    >>> bounds("2024-12")[1].isoformat(), bounds("2023-02-06T09:15")[0].isoformat()
    ('2025-01-01T00:00:00+00:00', '2023-02-06T09:15:00+00:00')
    """
    date = date[:_MINUTE]
    if len(date) > _DAY:
        first = dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC)
        return first, first + dt.timedelta(minutes=1)
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    first = dt.datetime(year, month or 1, day or 1, tzinfo=dt.UTC)
    if day:
        return first, _capped(first, dt.timedelta(days=1))
    if month:
        return first, _capped(first, dt.timedelta(days=31)).replace(day=1)
    return first, _capped(first, dt.timedelta(days=366)).replace(month=1, day=1)


def _capped(moment: dt.datetime, ahead: dt.timedelta) -> dt.datetime:
    """Later by `ahead`, but never past the calendar's end (year 9999)."""
    return moment + ahead if _LAST - moment > ahead else _LAST

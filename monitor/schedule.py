"""What a poll brought comes in, when to ask again goes out: pure arithmetic of patience, without clock and chance.

All spans are `timedelta`s, all moments aware and in UTC; the one chance needed (jitter) is passed in.
"""

import datetime as dt

FLOOR = dt.timedelta(minutes=5)  # the least that a watch is sped up to by itself; the operator may ask for less
CEILING = dt.timedelta(days=1)
STRETCH = 3  # times `every` that a quiet watch is stretched to at most
JITTER = 0.1  # of the interval: outlets that were added together should not all be asked together
DAILY = dt.timedelta(days=1)
FULL_EVERY = dt.timedelta(hours=12)  # after which a list is asked for without conditions: ETags can lie

# Edits come soon after publication or never: age of an article, and how often it is looked at again
LADDER = (
    (dt.timedelta(hours=3), dt.timedelta(minutes=15)),
    (dt.timedelta(days=1), dt.timedelta(hours=1)),
    (dt.timedelta(days=7), dt.timedelta(hours=3)),
    (dt.timedelta(days=30), dt.timedelta(days=3)),
)
RECENT = LADDER[-1][0]

TRIES = 6  # of an article that cannot be had
TRY_AGAIN = dt.timedelta(minutes=15)  # times the number of tries so far


def adapted(interval: dt.timedelta, every: dt.timedelta, *, announced: int, fresh: int) -> dt.timedelta:
    """The interval after a poll that announced so many articles, so many of them new: a quarter of `every` up or down.

    Two thirds known: less often, up to three times `every`; a third or less known: more often, down to half of it.
    `every` 0 new and nothing announced (a 304) counts as all known.

    >>> adapted(dt.timedelta(minutes=20), dt.timedelta(minutes=20), announced=0, fresh=0)
    datetime.timedelta(seconds=1500)
    """
    step = every / 4
    known = 1.0 if not announced else 1 - fresh / announced
    if known >= 0.67:
        interval += step
    elif known < 0.33:
        interval -= step
    least = max(every / 2, min(every, FLOOR))
    return min(max(interval, least), max(every, min(every * STRETCH, CEILING)))


def next_poll(
    now: dt.datetime,
    interval: dt.timedelta,
    *,
    failures: float = 0.0,
    hint: dt.timedelta | None = None,
    retry_after: dt.timedelta | None = None,
    chance: float = 0.5,
) -> dt.datetime:
    """When to ask next: after the longest of our interval, the outlet's hint (at most a day) and its Retry-After.

    Each failure in a row adds an interval (a soft one half), up to a day; a watch is never given up. `chance` from 0 to
    1 places the moment within the jitter.
    """
    wait = min(interval * (1 + failures), max(CEILING, interval))
    wait = max(wait, min(hint or dt.timedelta(), CEILING))
    wait *= 1 + JITTER * (2 * chance - 1)
    return now + max(wait, min(retry_after or dt.timedelta(), CEILING))


def look_again_after(age: dt.timedelta) -> dt.timedelta | None:
    """How long after the last look an article of that age is looked at again; None: not any more.

    >>> look_again_after(dt.timedelta(hours=2))
    datetime.timedelta(seconds=900)
    """
    return next((pause for limit, pause in LADDER if age < limit), None)


def try_again_at(now: dt.datetime, tries: int, *, soft: bool) -> dt.datetime | None:
    """When an article that could not be had is asked for again; None: never. A hard failure is tried once more."""
    return now + TRY_AGAIN * tries if tries < (TRIES if soft else 2) else None

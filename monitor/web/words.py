"""Values in, the words that a page's templates show for them out."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from monitor.alerts import neutral
from monitor.alerts.words import date, number, source_name, what
from monitor.model import Claim, Event

_KINDS = {
    "new": "a source's first figure",
    "update": "later and higher than the source's last",
    "conflict": "cannot be true beside what is known",
    "correction": "takes an earlier figure back",
    "repeat": "known already",
    "backfill": "a point of the past, filled in",
}


def moment(text: str | None) -> str:
    """A time at which something was done: "5 Feb 2026, 09:00"; in UTC.

    >>> moment("2026-02-05T09:00:00Z"), moment(None)
    ('5 Feb 2026, 09:00', 'never')
    """
    return "never" if text is None else date(text)


def ago(text: str | None, now: dt.datetime) -> str:
    """How long ago something was.

    >>> ago("2026-02-05T09:00:00Z", dt.datetime(2026, 2, 5, 11, 30, tzinfo=dt.UTC))
    '2 hours ago'
    """
    try:
        then = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        then = None
    if then is None:
        return "never"
    seconds = int((now - (then if then.tzinfo else then.replace(tzinfo=dt.UTC))).total_seconds())
    ahead, seconds = seconds < 0, abs(seconds)
    count, unit = seconds, "second"
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count, unit = seconds // size, name
            break
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if ahead else f"{words} ago"


def kind_words(kind: str) -> str:
    """What a kind of event means, for those who do not know the word."""
    return _KINDS.get(kind, "")


def number_of(it: Claim | Event) -> str:
    """A claim's or event's number with its qualifier."""
    return number(it.low, it.high, it.qualifier)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "plain": lambda text, limit=None: neutral.plain(text or "", limit),
    "safe_link": neutral.link,
    "as_date": date,
    "moment": moment,
    "ago": ago,
    "kind_words": kind_words,
    "number": number_of,
    "what": what,
    "source_of": lambda it, topics: source_name(it.source, it.topic, topics),
}

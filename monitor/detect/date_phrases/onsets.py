"""Dates of a war's or of unrest's beginning: what has been counted since then is counted to this day.

"The conflict, sparked in April 2023, has killed thousands", "the crackdown on protests that began in September".
"""

import datetime as dt

from monitor.detect.reading.line import Line

_RECENT = 30  # days: "the fighting that broke out on Sunday has left 30 dead" tells of that day
_NAMED = 8  # tokens from "the conflict" to "sparked"
_BEHIND = 4  # ... and from the date on to it: "вспыхнувший в апреле 2023 года конфликт"
FOUGHT = ("scope.war", "scope.unrest")  # a war, a siege, protests and how they are put down
_BESIDE = 2  # tokens between "sparked" and its date


def begins_war(line: Line, start: int, end: int, value: str, published: dt.date | None) -> bool:
    """Whether a date is the one on which a war began, as a participle or a verb beside it tells."""
    if "dates.begun" not in line.has or not value or line.has.isdisjoint(FOUGHT):
        return False
    if len(value) == 10 and published is not None and (published - dt.date.fromisoformat(value)).days < _RECENT:
        return False
    begun = next(
        (
            j
            for j in (*range(start - 1, start - 1 - _BESIDE, -1), *range(end, end + _BESIDE))
            if line.is_a(j, "dates.begun")
        ),
        None,
    )
    if begun is None:
        return False
    if not any(_counts(line, j) for j in range(len(line.tokens)) if not start <= j < end):
        return False  # "The war began in May. Since then 300 have been killed": the day that "then" is
    first = min(begun, start)
    near = range(max(0, first - _NAMED), first)
    return any(line.is_a(j, *FOUGHT) for j in near) or any(
        line.is_a(j, *FOUGHT) for j in range(max(begun, end - 1), end + _BEHIND)
    )


def _counts(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, "numbers.units", "numbers.vague", "numbers.collective")

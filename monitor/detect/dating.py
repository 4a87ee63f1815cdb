"""A figure's as-of date: an explicit "as of", else the time of the harm, else of the saying, else of publication."""

import datetime as dt
from dataclasses import dataclass

from monitor.detect.attribution import Attribution
from monitor.detect.dates import DatePhrase
from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Scope


@dataclass(slots=True)
class Calendar:
    """The dates that the article has given so far."""

    published: dt.date | None
    said: str | None = None  # when the current speaker spoke
    incident: str | None = None  # the day of the attack that the article tells of
    harm: str | None = None  # the last figure's own date
    harm_paragraph: int = -2

    @property
    def today(self) -> str | None:
        """The day of publication."""
        return self.published.isoformat() if self.published else None


def as_of(
    line: Line,
    group: Group,
    link: Link,
    found: list[DatePhrase],
    said: list[Attribution],
    scope: Scope,
    period: DatePhrase | None,
    calendar: Calendar,
) -> tuple[str | None, DatePhrase | None]:
    """The date that a number stands for and the phrase that gives it (None: carried or the publication's)."""
    usable = [p for p in found if p.value and p.role not in ("start", "future") and _same_clause(line, group, link, p)]
    if period is not None and period.value and period.role != "start":
        return period.value, period
    explicit = [p for p in usable if p.role == "as_of"]
    if explicit:
        best = min(explicit, key=lambda p: _distance(group, p))
        return best.value, best
    if scope is Scope.PERIOD and period is not None:
        usable = [p for p in usable if p.role != "span"] or usable
    if usable:
        best = min(usable, key=lambda p: _distance(group, p) + _cost(line, p, said, scope))
        return best.value, best
    if scope is Scope.INCIDENT and calendar.incident:
        return calendar.incident, None
    return calendar.said or calendar.today, None


def _distance(group: Group, phrase: DatePhrase) -> int:
    return phrase.start - group.end if phrase.start >= group.end else group.start - phrase.end


def _cost(line: Line, phrase: DatePhrase, said: list[Attribution], scope: Scope) -> int:
    """A date of the saying yields to a date of the harm."""
    near = any(abs(phrase.start - a.cue) <= 3 or abs(a.cue - phrase.end) <= 3 for a in said)
    return (10 if near and scope is Scope.INCIDENT else 3) if near else 0


def _same_clause(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether no semicolon and no turn ("but", "while") stands between the date and the number."""
    first, last = min(phrase.start, group.start), max(phrase.end, group.end)
    between = range(min(phrase.end, group.end), max(phrase.start, group.start))
    for j in between:
        if line.low(j) == ";":
            return False
        if line.is_a(j, "words.but") and line.low(j - 1) == ",":
            return False
        if phrase.start >= group.end and line.low(j) in (",",) and _other_number(line, j, phrase.start):
            return False
    return last - first < 45


def _other_number(line: Line, start: int, end: int) -> bool:
    return any(line.kind(j) == "number" and len(line.low(j)) > 2 for j in range(start, end))

"""The span just told, said again: "over the same period", also of another year: "in the same period of 2024"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.event import Covers
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_BESIDE = 4  # tokens from "the same period" to its year


def of_same_period(
    line: Line, group: Group, stretch: DatePhrase | None, last: "Statement | None", phrases: Sequence[DatePhrase]
) -> Covers | None:
    """What a number covers whose sentence points at a span told before: the last stretch, or what was counted last."""
    if "scope.same_period" not in line.has or any(p.begin is not None for p in phrases):
        return None
    year = _year(line, phrases)
    if year is not None and group.end <= year.start and any(p.value and p.end <= group.start for p in phrases):
        return None  # "In May 41 died, against 36 in the same period of 2024": the first has its own date
    if stretch is not None:
        date = stretch if year is None else _in_year(stretch, year)
        return Covers(Scope.PERIOD, span=f"{date.begin}/{date.value}", date=date)
    if last is None or last.scope is not Scope.PERIOD:
        return None
    if year is None or len(last.as_of or "") < len("2025-05"):
        return Covers(Scope.PERIOD, span=last.span)
    date = replace(year, value=year.value + (last.as_of or "")[4:], role="span", current=False)
    return Covers(Scope.PERIOD, span=last.span, date=date)


def _year(line: Line, phrases: Sequence[DatePhrase]) -> DatePhrase | None:
    """The year right behind "the same period": "last year", "of 2024"."""
    years = [p for p in phrases if len(p.value) == 4 and p.role not in ("start", "future")]
    for p in years:
        for j in range(max(0, p.start - _BESIDE), p.start + 1):
            tag = line.at(j, "scope.same_period")
            if tag is not None and tag.end <= p.start + 1:
                return p
    return None


def _in_year(stretch: DatePhrase, year: DatePhrase) -> DatePhrase:
    """The same days of another year."""
    begin = stretch.begin or stretch.value
    first = int(year.value) - (int(stretch.value[:4]) - int(begin[:4]))
    return replace(year, value=year.value + stretch.value[4:], begin=f"{first}{begin[4:]}", role="span", current=False)

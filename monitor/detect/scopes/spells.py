"""Spans that are no period of their own: a war's whole length, the days since an accident, a year that names one."""

import datetime as dt
from collections.abc import Sequence

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.event import Covers, Event
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

_LABEL_ENDS = (":", "–", "-", "|")
_MANY = 30  # people: more than one road accident takes


def of_the_event(line: Line, date: DatePhrase, event: Event, calendar: Calendar) -> bool:
    """Whether a clause with "since" tells of the one accident or attack that the article tells of."""
    one = event.kind == "incident" and not event.topical
    return (
        one
        and not line.is_a(date.start, "dates.start")
        and date.role == "start"
        and len(date.value) == 10
        and date.value == calendar.incident
    )


def of_a_label(line: Line, group: Group, link: Link, phrases: Sequence[DatePhrase]) -> Covers | None:
    """ "2021 | 321 | 4,120", "2021: 321 killed": the year or month that labels a row is what its numbers are of."""
    first = phrases[0] if phrases else None
    if first is None or first.role != "span" or first.span not in ("1y", "1mo") or first.end > group.start:
        return None
    if any(first.end <= p.start < group.start for p in phrases[1:]):
        return None  # "2022: 41 killed, 2023: 38"
    marked = line.low(first.end) in _LABEL_ENDS and not line.sentence.title
    if link.rule == "table cell" or (first.start <= line.is_item() and marked and line.kind(first.end + 1) == "number"):
        return Covers(Scope.PERIOD, span=first.span, date=first)
    return None


def of_a_former_event(line: Line, group: Group, date: DatePhrase, event: Event, calendar: Calendar) -> bool:
    """ "In the worst, near Tongi in 1989, 170 died": a year far back names an event, not a year's count."""
    named = len(date.value) == 4 and date.span == "1y" and date.begin is None and not event.topical
    many = group.number.high >= 1000 and event.kind != "disaster"  # "police shot dead 1,100 people in 2019"
    kinds = "scope.kinds" in line.has and group.number.high >= _MANY
    over = line.low(date.start) == "за"  # "за 2016 год": over all of it
    if not named or many or kinds or over or date.role != "span" or "scope.season" in line.has:
        return False  # "heat killed 61,000 people in 2022"
    return calendar.published is not None and int(date.value) <= calendar.published.year - 3


def whole_war(span: str | None, event: Event, calendar: Calendar) -> bool:
    """Whether a stretch that ends today reaches back to the first day of the topic's war, within a tenth."""
    days = {"d": 1, "w": 7, "mo": 30.4, "y": 365.2}
    unit = (span or "").lstrip("0123456789")
    if event.since is None or calendar.published is None or span is None or unit not in days:
        return False
    lasted = (calendar.published - dt.date.fromisoformat(event.since)).days
    return unit in ("mo", "y") and abs(lasted - int(span[: -len(unit)]) * days[unit]) <= max(lasted // 10, 20)

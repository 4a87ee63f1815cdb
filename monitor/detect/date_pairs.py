"""Two date phrases that are one: "between 1 July and 15 August", "Monday, 9 June", "January to March this year"."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.detect.fixed_dates import year_of
from monitor.detect.line import Line
from monitor.detect.relative_dates import in_week

if TYPE_CHECKING:
    from monitor.detect.dates import DatePhrase

_OPENED = ("between", "from", "entre", "zwischen", "між", "между")
_AND = ("and", "und", "et", "y", "та", "і", "й", "и")
_OF_DAY = (",", "on", "of", "the", "des", "vom", "von", "du", "de", "del", "auf", "den", "zum", "le", "el")
_APPOSED = (",", "(", "den", "dem", "le", "el", "the")


def joined(line: Line, left: "DatePhrase", right: "DatePhrase") -> "DatePhrase | None":
    """ "between 1 July and 15 August", "Monday, 9 June", "the night to Monday", "October last year": one phrase."""
    one = _of_week(line, left, right) or _one_day(line, left, right) or _told_year(line, left, right)
    if one is not None:
        return one
    between = line.low(right.start - 1) if right.start > left.end else ""
    if right.start - left.end >= 2 and not (line.low(left.end) == "," and between in _AND):
        return None
    until = line.is_a(right.start, "dates.until") or line.is_a(right.start - 1, "dates.until")
    opened = left.role == "start" or line.low(left.start - 1) in _OPENED or line.low(left.start) in _OPENED
    dash = between in ("-", "–") and left.span == right.span == "1mo"
    both = between in _AND and left.span == right.span in ("1mo", "1y") and len(left.value) == len(right.value)
    if (dash or both) and left.begin is None and left.role in ("span", "plain") and left.value < right.value:
        return replace(right, role="span", start=left.start, begin=left.value)  # "in 2015 and 2016", "January-March"
    if between in _AND and opened and not left.night and right.role in ("on", "plain") and _apart(left, right):
        return replace(right, role="span", start=left.start, begin=left.value)  # "between Friday and Monday"
    days = between in _AND and left.weekday and right.weekday and left.begin is None and left.value < right.value
    if days and left.role in ("on", "plain") and right.role in ("on", "plain"):
        return replace(right, role=left.role, start=left.start)  # "in air strikes on Saturday and Sunday"
    far = until and left.role == "on" and any(line.low(j) in _OPENED for j in range(max(0, left.start - 9), left.start))
    same = until and left.role == "span" and left.begin is None and left.span == right.span
    plain = until and left.role in ("start", "plain") and right.role != "start"
    du = left.role == "on" and line.low(left.start) in ("du", "del") and line.low(right.start) in ("au", "al")
    days = left.weekday and right.weekday and between in _AND and not right.possessive and right.role == "plain"
    if days and left.role in ("on", "plain"):  # "on Saturday and Sunday"
        return replace(right, role=left.role, start=left.start, begin=left.value)
    if far or same or plain or du or (between in _AND and opened):
        return replace(right, role="span", start=left.start, begin=left.value, span=right.span or left.span)
    if between in ("-", "–") and len(left.value) == 4 and len(right.value) == 4:
        return replace(right, role="span", start=left.start, begin=left.value)
    if right.value.startswith(left.value) and left.value and len(right.value) > len(left.value) and between == ",":
        return replace(right, start=left.start, role=left.role)
    return None


def _apart(left: "DatePhrase", right: "DatePhrase") -> bool:
    """Whether a day or more lies between two: what happened "between Saturday and Sunday" happened in one night."""
    if not (left.weekday and right.weekday) or not len(left.value) == len(right.value) == 10:
        return False
    return (dt.date.fromisoformat(right.value) - dt.date.fromisoformat(left.value)).days > 1


def _one_day(line: Line, left: "DatePhrase", right: "DatePhrase") -> "DatePhrase | None":
    """ "on Monday, 9 June", "overnight into Tuesday", "Nacht von Sonntag auf Montag": the latter names the day."""
    between = [line.low(j) for j in range(left.end, right.start)]
    day = len(right.value) == 10 and right.begin is None and not right.length
    if left.weekday and day and not right.weekday and all(word in _APPOSED for word in between):
        return replace(right, start=left.start, role=left.role if left.role != "plain" else right.role, weekday=True)
    if (
        left.span == "1d"
        and left.begin is None
        and day
        and (between[0] in _APPOSED if between else right.role == "plain" and line.is_a(left.end - 1, "dates.units"))
        and (len(between) < 3 and right.shift is None)
    ):
        return replace(right, start=left.start, role=left.role, span="1d")  # "минулої доби, 9 червня"
    if _is_daypart(line, left) and len(right.value) == 10 and not right.length and right.shift is None:
        if between[:1] == ["vom"] and len(between) == 3 and between[1].isdigit():
            return replace(right, start=left.start, role="on", night=left.night)  # "Nacht vom 8. auf den 9. Juni"
        told = all(word in _OF_DAY for word in between) and len(between) < 3
        night = right.begin is None or (left.night and right.is_day)
        if told and night:  # "am Abend des 7. Juni", "by midday on Sunday", "dans la nuit du 8 au 9 juin"
            role = "as_of" if left.role == "as_of" else "on"
            return replace(right, start=left.start, role=role, begin=None, night=left.night)
    if left.night and day and not any(line.kind(j) != "word" for j in range(left.end, right.start)):
        return replace(right, start=left.start, role="on" if right.role != "start" else "start", night=True)
    return None


def _of_week(line: Line, left: "DatePhrase", right: "DatePhrase") -> "DatePhrase | None":
    """ "Thursday last week", "jeudi de la semaine dernière", "letzte Woche am Donnerstag": that day of that week."""
    day, week = (left, right) if left.weekday else (right, left)
    apart = right.start - left.end > 2 or any(line.kind(j) != "word" for j in range(left.end, right.start))
    plain = day.begin is None and week.begin is None and day.role not in ("start", "as_of")
    if apart or not (plain and day.weekday and week.span == "1w" and not week.length and day.value and week.value):
        return None
    value, opens = in_week(day.value, week.value), left.opens or right.opens
    return replace(day, value=value, role="on", start=left.start, end=right.end, opens=opens)


def _is_daypart(line: Line, phrase: "DatePhrase") -> bool:
    """ "am Abend", "midday", "dans la nuit": of today, unless a date follows."""
    today = any(line.is_a(j, "dates.today") for j in range(phrase.start, phrase.end))
    return today and len(phrase.value) == 10 and phrase.span is None and phrase.begin is None


def _told_year(line: Line, left: "DatePhrase", right: "DatePhrase") -> "DatePhrase | None":
    """ "in October last year", "on 4 February this year", "the last week of May": the latter says which."""
    if right.start != left.end:
        return None
    named = any(line.kind(j) == "number" for j in range(right.start, right.end))
    relative = not any(line.kind(j) == "number" and year_of(line.low(j)) for j in range(left.start, left.end))
    if left.span == "1y" and len(left.value) == 4 and relative and len(right.value) >= 7 and right.begin is None:
        role = "on" if right.role == "future" else right.role
        return replace(
            right, value=left.value + right.value[4:], start=left.start, role=role
        )  # "last year in February"
    if right.span == "1y" and len(right.value) == 4 and len(left.value) >= 7 and not named:
        if left.begin is not None:  # "from January to March this year"
            return replace(left, value=right.value + left.value[4:], begin=right.value + left.begin[4:], end=right.end)
        role = "on" if left.role == "future" else left.role  # "on 1 December last year", told in November
        opens = left.opens or right.opens  # "in August last year, when 141 people died"
        return replace(left, value=right.value + left.value[4:], end=right.end, role=role, opens=opens)
    of = line.is_a(right.start, "dates.of")
    weeks = left.span == "1w" or (left.length and (left.span or "").endswith(("w", "d")))
    if (
        weeks and right.span == "1mo" and (of or right.end - right.start == 1)
    ):  # "the last week of May", "the last two weeks of May"
        return replace(right, start=left.start, role="span", span=left.span)
    return None

"""Days that an article remembers: "Monday marked the tenth anniversary of the fire", "ten years after a fire"."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_NTH_BEFORE = 4  # tokens from "tenth" to "anniversary"
_NTH_AFTER = 4  # from "jährte sich" to "zehnten"
_EVENT = 9  # from "ten years after" to what happened
_HARMS = ("killed.verb", "killed.part", "killed.noun", "killed.fell", "scope.incident", "scope.disaster", "scope.crash")
_DEEDS = ("killed.verb", "killed.part", "killed.fell", "wounded.part", "wounded.verb", "wounded.fell")
_CLAUSE = 12  # tokens from a day to the harm that it is of
_PARTS = (",", ";", ":", "–")
_FAR = 40  # days from publication: a later day of the text is no anniversary's
_LIFETIME = 120


def remembered(line: Line, found: list[DatePhrase], published: dt.date | None) -> list[DatePhrase]:
    """The phrases with the day of an event whose anniversary is told; the anniversary's own day is no day of harm."""
    if published is None or line.has.isdisjoint(("dates.anniversary", "dates.years_on")):
        return found
    if any(len(p.value) >= 4 and int(p.value[:4]) < published.year and not p.current for p in found):
        return found  # "the tenth anniversary of the fire of 2015"
    told = _nth(line) or _years_on(line)
    if told is None:
        return found
    years, start, end = told
    marked = not line.has.isdisjoint(("dates.anniversary", "dates.marks"))
    day = next((p for p in found if marked and _of_today(p, published)), None)
    value = _back(day.value, years) if day is not None else _year(published, years, marked=marked)
    ours = [p for p in found if _of_today(p, published) and not _of_a_harm(line, p, start, end)]
    if marked or not any(line.is_a(j, *_DEEDS) for j in range(len(line.tokens))):  # "am Mittwoch ein Gottesdienst"
        found = [replace(p, role="future") if p in ours else p for p in found]
    apart = [p for p in found if p.end <= start or p.start >= end]
    return sorted([*apart, DatePhrase(value, "plain", start, end)], key=lambda p: p.start)


def _nth(line: Line) -> tuple[int, int, int] | None:
    """ "the tenth anniversary", "десята річниця", "jährte sich zum zehnten Mal": how many years, and where."""
    for j in range(len(line.tokens)):
        if (tag := line.at(j, "dates.anniversary")) is None:
            continue
        for k in (*range(j - 1, max(-1, j - 1 - _NTH_BEFORE), -1), *range(tag.end, tag.end + _NTH_AFTER)):
            years = _ordinal(line, k)
            if years is not None and 1 <= years <= _LIFETIME:
                return years, min(k, j), max(k + 1, tag.end)
    return None


def _ordinal(line: Line, k: int) -> int | None:
    if (word := line.at(k, "numbers.ordinals")) is not None and word.value is not None:
        return int(word.value)
    suffix = line.low(k + 1) in ("-", ".", "th", "º")
    digits = line.low(k)
    return int(digits) if k >= 0 and digits.isdigit() and len(digits) <= 3 and suffix else None


def _years_on(line: Line) -> tuple[int, int, int] | None:
    """ "Ten years after a fire killed 31", "marks five years since a blast", not "in the ten years since"."""
    for j in range(len(line.tokens)):
        unit = line.at(j, "dates.units")
        after = line.at(unit.end, "dates.years_on") if unit is not None and unit.value == "y" else None
        if after is None:
            continue
        years, start = _count(line, j)
        led = line.ends_at(start, "dates.length_of") is not None or line.is_a(start - 1, "words.article", "dates.last")
        if not years or led:
            continue
        if any(line.is_a(k, *_HARMS) for k in range(after.end, min(after.end + _EVENT, len(line.tokens)))):
            return years, start, after.end
    return None


def _count(line: Line, j: int) -> tuple[int, int]:
    """The number before a unit of years and its first token; 0 where none stands there."""
    low = line.low(j - 1)
    if line.kind(j - 1) == "number":
        return (int(low) if low.isdigit() and 0 < int(low) <= _LIFETIME else 0), j - 1
    for cls in ("numbers.units", "numbers.collective", "numbers.dozen", "numbers.round"):
        if (begin := line.ends_at(j, cls)) is not None:
            return int(line.tags[begin][cls].value or 0), begin
    if line.is_a(j - 1, "numbers.one") or low in ("a", "un", "une", "ein"):
        return 1, j - 1
    return (1, j) if line.is_a(j, "dates.lone_year") else (0, j)


def _of_today(phrase: DatePhrase, published: dt.date) -> bool:
    """Whether a phrase names a day about the day of publication."""
    if not phrase.is_day or phrase.role not in ("on", "plain", "future"):
        return False
    return abs((dt.date.fromisoformat(phrase.value) - published).days) <= _FAR


def _of_a_harm(line: Line, phrase: DatePhrase, start: int, end: int) -> bool:
    """ "Killed six people on Sunday at a ceremony marking the tenth anniversary": a day of harm, beside what is marked.

    Not "The anniversary of the fire that killed 31 was on Sunday".
    """
    first = max(0, phrase.start - _CLAUSE) if phrase.end <= start else max(end, phrase.start - _CLAUSE)
    last = min(start, phrase.end + _CLAUSE) if phrase.end <= start else min(phrase.end + _CLAUSE, len(line.tokens))
    for j in range(phrase.start - 1, first - 1, -1):
        if line.low(j) in _PARTS or line.is_a(j, "dates.marks"):
            first = j + 1
            break
    if phrase.start >= end and (
        line.low(first - 1) not in _PARTS or line.is_a(first, "words.who", "words.preposition")
    ):
        return False
    last = next((j for j in range(phrase.end, last) if line.low(j) in _PARTS or line.is_a(j, "dates.marks")), last)
    clause = [j for j in range(first, last) if not phrase.start <= j < phrase.end]
    counted = any(line.kind(j) == "number" or line.is_a(j, "numbers.units", "numbers.collective") for j in clause)
    return counted and any(line.is_a(j, *_DEEDS) for j in clause)


def _back(day: str, years: int) -> str:
    """The same day, so many years before."""
    year = str(int(day[:4]) - years)
    return year if day[5:] == "02-29" else year + day[4:]


def _year(published: dt.date, years: int, *, marked: bool) -> str:
    """ "One year after the crush": of a month; "ten years after": of a year."""
    near = years == 1 and marked
    return f"{published.year - 1}-{published.month:02}" if near else str(published.year - years)


__all__: Sequence[str] = ("remembered",)

"""Tokens to dates counted from another day: "on Wednesday", "last month", "six months ago", "a day earlier"."""

import datetime as dt

from monitor.detect.fixed_dates import Found, month_name
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line

_UNIT_SPAN = {"d": "1d", "w": "1w", "mo": "1mo", "y": "1y"}
_ANCHORED = frozenset(
    ["before", "earlier", "previously", "later", "zuvor", "später", "раніше", "ранее", "antes", "después", "auparavant"]
)


def relative(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """A date that begins with a word of time."""
    here = line.tags[i]
    if tag := here.get("dates.past_day"):
        return Found("", tag.end, span="1d", length=True)
    if tag := here.get("dates.anchored"):
        return Found("", tag.end, shift=f"{tag.value}d")
    if tag := here.get("dates.festive"):
        day = _latest(int(tag.value[:2]), int(tag.value[3:]), published) if published is not None else ""
        return Found(day, tag.end)
    if tag := here.get("dates.weekdays"):
        if lex.lang in ("en", "de") and not line.capital(i):
            return None
        return Found(_weekday(tag.value, published, strict=line.ends_at(i, "dates.last") is not None), tag.end)
    if tag := here.get("dates.day_before"):
        return Found(_shift(published, days=-2), tag.end)
    if tag := here.get("dates.yesterday"):
        return Found(_shift(published, days=-1), tag.end)
    if tag := here.get("dates.today"):
        return Found(published.isoformat() if published else "", tag.end)
    if tag := here.get("dates.last_weekend"):
        back = (published.weekday() + 1) % 7 or 7 if published else 0
        return Found(_shift(published, days=-back), tag.end, span="2d")
    return ago(line, lex, i, published) or _half(line, lex, i, published) or _named_span(line, i, published)


def _latest(month: int, day: int, published: dt.date) -> str:
    value = dt.date(published.year, month, day)
    return (value if value <= published + dt.timedelta(days=1) else value.replace(year=value.year - 1)).isoformat()


def _weekday(weekday: int, published: dt.date | None, *, strict: bool) -> str:
    """The latest such weekday: today's name means today, "last Friday" never does."""
    if published is None:
        return ""
    back = (published.weekday() - weekday) % 7
    return (published - dt.timedelta(days=back or (7 if strict else 0))).isoformat()


def _shift(published: dt.date | None, *, days: int = 0, months: int = 0, years: int = 0) -> str:
    if published is None:
        return ""
    if months:
        index = published.year * 12 + published.month - 1 + months
        return f"{index // 12}-{index % 12 + 1:02}"
    if years:
        return str(published.year + years)
    return (published + dt.timedelta(days=days)).isoformat()


def ago(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """ "six months ago", "a year earlier", "il y a un an", "vor einem Jahr", "рік тому"; "in two weeks": a length."""
    many, j = 1, i
    opened = line.ends_at(i, "dates.ago_before") is not None
    text = line.tokens[i].text
    if line.kind(i) == "number":
        if not text.isdigit() or int(text) > 500:
            return None
        many, j = int(text), i + 1
    elif word := line.at(i, "numbers.units") or line.at(i, "numbers.collective"):
        many, j = word.value, word.end
        if line.at(j, "dates.units") is None and line.low(j) == "weeks":
            return None
    elif line.is_a(i, "numbers.one"):
        j = i + 1
    elif half := line.at(i, "dates.half_year"):
        if not line.is_a(half.end, "dates.ago_after"):
            return None
        return Found(_shift(published, months=-6), half.end + 1)
    else:
        return None
    unit = line.at(j, "dates.units")
    if unit is None:
        return None
    if not opened and not line.is_a(unit.end, "dates.ago_after"):
        return _length(line, i, many, unit.end, str(unit.value))
    end = unit.end if opened else line.tags[unit.end]["dates.ago_after"].end
    if not opened and line.low(unit.end) in _ANCHORED:
        sign = "" if line.low(unit.end) in ("later", "später", "después") else "-"
        return Found("", end, shift=f"{sign}{many}{unit.value}")
    if unit.value in ("d", "h", "w", "f"):
        days = {"d": many, "h": 0, "w": 7 * many, "f": 14 * many}[unit.value]
        return Found(_shift(published, days=-days), end)
    if unit.value == "mo":
        return Found(_shift(published, months=-many), end)
    if many == 1:
        return Found(_shift(published, months=-12), end)
    return Found(_shift(published, years=-many * (10 if unit.value == "10y" else 1)), end)


def _length(line: Line, i: int, many: int, end: int, unit: str) -> Found | None:
    """ "in a week", "over the past two weeks", "within four days", not "in nine years of war": a stretch of days."""
    led = line.ends_at(i, "dates.last") is not None or line.ends_at(i, "dates.length_of") is not None
    if not led or unit not in ("d", "w", "mo") or (unit == "mo" and line.ends_at(i, "dates.last") is None):
        return None
    return Found("", end, span=f"{many}{unit}", length=True)


def _half(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """ "the first half of 2025" ends in June, "the first quarter of this year" in March."""
    tag = line.at(i, "dates.first_half") or line.at(i, "dates.quarters")
    if tag is None:
        return None
    month = 6 if tag.value is None else 3 * int(tag.value)
    j = tag.end
    if "dates.months" in (line.tags[j] if j < len(line.tags) else ()):
        return month_name(line, lex, j, published)
    if line.kind(j) == "number" and line.low(j).isdigit() and len(line.low(j)) == 4:
        return Found(f"{line.low(j)}-{month:02}", j + 1, span=f"{6 if tag.value is None else 3}mo")
    if published is None:
        return Found("", j, span="6mo")
    if got := _named_span(line, j, published):
        if len(got.value) == 4:
            return Found(f"{got.value}-{month:02}", got.end, span="6mo")
        return None
    if line.low(j) == "the" and (unit := line.at(j + 1, "dates.units")) and unit.value == "y":
        year = published.year - (published.month < month - 2)
        return Found(f"{year}-{month:02}", unit.end, span="6mo")
    return None


def _named_span(line: Line, i: int, published: dt.date | None) -> Found | None:
    """ "last month", "this year", "the past week"; seasons keep the year alone."""
    for cls, back in (("dates.last", 1), ("dates.this", 0)):
        tag = line.at(i, cls)
        if tag is None:
            continue
        unit = line.at(tag.end, "dates.units")
        if unit is not None and unit.value in _UNIT_SPAN:
            return _unit_back(published, str(unit.value), unit.end, back)
        season = line.at(tag.end, "dates.seasons")
        if season is not None and published is not None:
            year = published.year - (1 if back and published.month <= season.value + 2 else 0)
            return Found(str(year), season.end, span="3mo")
    for cls, unit_name, back in (
        ("dates.last_year", "y", 1), ("dates.this_year", "y", 0),
        ("dates.last_month", "mo", 1), ("dates.last_week", "w", 1),
    ):  # fmt: skip
        if (tag := line.at(i, cls)) is not None:
            return _unit_back(published, unit_name, tag.end, back)
    if (tag := line.at(i, "dates.last_season")) is not None and published is not None:
        return Found(str(published.year - (published.month <= tag.value + 2)), tag.end, span="3mo")
    if (tag := line.at(i, "dates.year_start")) is not None:
        return Found(f"{published.year}-01-01" if published else "", tag.end)
    if (tag := line.at(i, "dates.same")) is not None and (unit := line.at(tag.end, "dates.units")) is not None:
        return Found("", unit.end, span=_UNIT_SPAN.get(str(unit.value)), shift="0d")
    return None


def _unit_back(published: dt.date | None, unit: str, end: int, back: int) -> Found | None:
    if unit == "d":
        return Found("", end, span="1d", length=True) if back else None
    if published is None:
        return Found("", end, span="1" + unit)
    if unit == "w":
        return Found(_shift(published, days=-7 * back), end, span="1w", current=not back)
    if unit == "mo":
        value = _shift(published, months=-back) if back else published.strftime("%Y-%m")
        return Found(value, end, span="1mo", current=not back)
    return Found(str(published.year - back), end, span="1y", current=not back)

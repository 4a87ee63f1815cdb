"""Tokens to dates as precise as the text: "on Wednesday", "last October", "by February 4", "six months ago", "24.02.22".

Patterns are our own because a date library loses the precision ("in 2022" becomes a day) and takes "35,000 a month" for
a date. Everything relative resolves against the day of publication, so the same text gives the same dates for ever.
"""

import datetime as dt
import re
from dataclasses import dataclass

from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date in a line: ISO `value` ("" where only a length is told), its role and its tokens."""

    value: str
    role: str  # "as_of", "start", "until", "span" (in June), "on", "plain"
    start: int
    end: int
    begin: str | None = None  # the first day of "between 1 July and 15 August"
    span: str | None = None  # a length that the words give: "1d", "1mo", "1y"
    relative: bool = False  # "two days before": told from another date of the text


@dataclass(frozen=True, slots=True)
class _Date:
    value: str
    end: int
    span: str | None = None
    relative: bool = False
    future: bool = False


def dates(line: Line, lex: Lexicon, published: dt.date | None) -> list[DatePhrase]:
    """The date phrases of a line, left to right; without `published` relative ones keep their place but no value."""
    found: list[DatePhrase] = []
    i = 0
    while i < len(line.tokens):
        got = _date_at(line, lex, i, published)
        if got is None:
            i += 1
            continue
        phrase = _phrase(line, i, got)
        if found and phrase.start - found[-1].end <= 1 and (joined := _joined(line, found[-1], phrase)):
            found[-1] = joined
        else:
            found.append(phrase)
        i = got.end
    return found


def _phrase(line: Line, i: int, got: _Date) -> DatePhrase:
    start, part = i, None
    for cls in ("dates.part", "dates.this", "words.article"):
        if (begin := line.ends_at(start, cls)) is not None:
            start, part = begin, cls
    role = "plain"
    for name, cls in (("as_of", "dates.as_of"), ("start", "dates.start"), ("until", "dates.until"), ("as_of", "dates.by"),
                      ("on", "dates.on"), ("span", "dates.in")):  # fmt: skip
        begin = line.ends_at(start, cls)
        if begin is not None and begin < start:
            role, start = name, begin
            break
    if role == "start" and line.low(start) in ("from", "from the"):
        role = "start" if line.is_a(got.end, "dates.until") else "plain"
    if role in ("as_of", "on", "plain") and got.span and part is None and role != "as_of":
        role = "span" if got.span not in ("1d",) or role == "span" else role
    if got.future:
        role = "future"
    return DatePhrase(got.value, role, start, got.end, span=got.span, relative=got.relative)


def _joined(line: Line, left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
    """ "between 1 July and 15 August", "from January through August": one phrase that stands for its end."""
    between = line.low(right.start - 1) if right.start > left.end else ""
    opened = left.role == "start" or line.low(left.start - 1) in (
        "between",
        "from",
        "entre",
        "zwischen",
        "між",
        "между",
    )
    if (between in ("and", "und", "et", "y", "та", "і", "и") and opened) or (
        right.role == "until" and left.role in ("start", "plain")
    ):
        return DatePhrase(right.value, "span", left.start, right.end, begin=left.value)
    if between in ("-", "–") and len(left.value) == 4 and len(right.value) == 4:
        return DatePhrase(right.value, "span", left.start, right.end, begin=left.value)
    return None


def _date_at(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> _Date | None:
    if line.kind(i) == "number":
        return _numeric(line, lex, i, published) or _ago(line, lex, i, published)
    here = line.tags[i]
    if not any(cls.startswith("dates.") for cls in here) and not line.is_a(i, "numbers.units", "numbers.one"):
        return None
    if tag := here.get("dates.past_day"):
        return _Date("", tag.end, span="1d")
    if tag := here.get("dates.months"):
        return _month(line, lex, i, published)
    if tag := here.get("dates.festive"):
        if published is None:
            return _Date("", tag.end)
        return _Date(_latest_day(int(tag.value[:2]), int(tag.value[3:]), None, published), tag.end)
    if tag := here.get("dates.weekdays"):
        if not line.capital(i) and lex.lang in ("en", "de"):
            return None
        return _Date(_weekday(tag.value, published, strict=line.ends_at(i, "dates.last") is not None), tag.end)
    if tag := here.get("dates.yesterday"):
        return _Date(_shift(published, days=-1), tag.end)
    if tag := here.get("dates.today"):
        return _Date(published.isoformat() if published else "", tag.end)
    return _ago(line, lex, i, published) or _relative(line, lex, i, published)


# -- absolute -----------------------------------------------------------------------------------------------------


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None


def _numeric(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> _Date | None:
    text = line.tokens[i].text
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", text):
        day, month, year = (int(g) for g in match.groups())
        return _valid(year + 2000 if year < 100 else year, month, day, i + 1)
    if _year(text) and line.low(i + 1) == "-" and line.low(i + 3) == "-" and line.kind(i + 4) == "number":
        month, day = line.low(i + 2), line.low(i + 4)
        return _valid(int(text), int(month), int(day), i + 5) if month.isdigit() and day.isdigit() else None
    if text.isdigit() and 1 <= int(text) <= 31:
        got = _day_month(line, i, int(text), published)
        if got is not None:
            return got
    year = _year(text)
    if year is not None:
        return _lone_year(line, lex, i, year)
    return None


def _day_month(line: Line, i: int, day: int, published: dt.date | None) -> _Date | None:
    """ "24 February 2022", "4 de febrero", "4. Februar", "1er janvier", "24-30 June" (stands for its end)."""
    j = i + 1
    if line.low(j) in (".", "st", "nd", "rd", "th", "er", "го", "º") and line.tokens[j].glued:
        j += 1
    if line.low(j) in ("-", "–", "and", "to", "et", "und", "y", "al", "та", "і", "и") and line.kind(j + 1) == "number":
        last = line.tokens[j + 1].text
        if last.isdigit() and int(last) <= 31 and line.at(j + 2, "dates.months"):
            day, j = int(last), j + 2
    if line.low(j) in ("of", "de"):
        j += 1
    month = line.at(j, "dates.months")
    if month is None:
        return None
    j = month.end + (line.low(month.end) == "." and line.kind(month.end + 1) == "number")
    if line.low(j) in (",", "de", "del"):
        j += 1
    year = _year(line.tokens[j].text) if line.kind(j) == "number" else None
    if year is not None:
        return _valid(year, month.value, day, _after_year(line, j + 1))
    return _Date(_latest_day(month.value, day, None, published), month.end)


def _month(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> _Date | None:
    month = line.tags[i]["dates.months"]
    if lex.lang in ("en", "de") and not line.capital(i):
        return None
    j = month.end
    if line.low(j) == "." and line.kind(j + 1) == "number":
        j += 1
    nxt = line.tokens[j].text if line.kind(j) == "number" else ""
    if lex.lang == "en" and nxt.isdigit() and 1 <= int(nxt) <= 31:
        k = j + 1
        if line.low(k) in ("st", "nd", "rd", "th"):
            k += 1
        if (
            line.low(k) in ("-", "–")
            and line.kind(k + 1) == "number"
            and line.low(k + 1).isdigit()
            and int(line.low(k + 1)) <= 31
        ):
            nxt, k = line.low(k + 1), k + 2
        comma = line.low(k) == ","
        year = _year(line.tokens[k + comma].text) if line.kind(k + comma) == "number" else None
        if year is not None:
            return _valid(year, month.value, int(nxt), k + comma + 1)
        return _Date(_latest_day(month.value, int(nxt), None, published), k)
    if line.low(j) in ("de", "del", "of", ",") and line.kind(j + 1) == "number" and _year(line.tokens[j + 1].text):
        j, nxt = j + 1, line.tokens[j + 1].text
    if year := _year(nxt):
        return _Date(f"{year}-{month.value:02}", _after_year(line, j + 1), span="1mo")
    if len(line.low(i)) <= 3 and lex.lang == "en" and line.low(i) in ("may", "mar", "dec", "jan", "sun", "jun"):
        known = line.is_a(
            i - 1, "dates.in", "dates.last", "dates.start", "dates.by", "dates.part", "dates.this", "dates.until"
        )
        if not known:
            return None
    if lex.lang == "en" and line.low(i) in ("may", "march", "august") and i == 0:
        return None
    if published is None:
        return _Date("", month.end, span="1mo")
    previous = line.ends_at(i, "dates.last") is not None
    if line.ends_at(i, "dates.next") is not None:
        return _Date("", month.end, future=True)
    year = published.year if (month.value, 0) <= (published.month, -previous) else published.year - 1
    return _Date(f"{year}-{month.value:02}", month.end, span="1mo")


def _lone_year(line: Line, lex: Lexicon, i: int, year: int) -> _Date | None:
    end = _after_year(line, i + 1)
    before = line.low(i - 1)
    if (
        end > i + 1
        or line.is_a(i - 1, "dates.in", "dates.start", "dates.by", "dates.until", "dates.part", "dates.last")
        or before
        in (
            "(",
            "-",
            "–",
            "since",
            "between",
            "and",
            "late",
            "early",
            "mid",
            "від",
            "з",
            "с",
            "entre",
            "y",
            "et",
            "zwischen",
        )
    ):
        counted = any(line.is_a(i + 1, f"people.{p}") for p in ("military", "civilian", "children", "people"))
        harmed = any(cls.endswith((".noun", ".part")) for cls in (line.tags[i + 1] if i + 1 < len(line.tags) else ()))
        if not counted and not (harmed and before not in ("in", "since", "en", "im")):
            return _Date(str(year), end, span="1y")
    return None


def _after_year(line: Line, j: int) -> int:
    """Past "року", "р.", "года", "-го" that Slavic years carry."""
    if line.low(j) == "-" and line.low(j + 1) in ("го", "му", "й", "м", "х", "ті"):
        j += 2
    if line.low(j) in (
        "року",
        "рік",
        "році",
        "роком",
        "р",
        "года",
        "году",
        "год",
        "г",
        "роки",
        "років",
        "годы",
        "рр",
        "гг",
    ):
        j += 1 + (line.low(j + 1) == "." and len(line.low(j)) <= 2)
    return j


def _valid(year: int, month: int, day: int, end: int) -> _Date | None:
    try:
        return _Date(dt.date(year, month, day).isoformat(), end)
    except ValueError:
        return None


def _latest_day(month: int, day: int, year: int | None, published: dt.date | None) -> str:
    """The latest such day not after publication (a day's grace: time zones)."""
    if published is None:
        return ""
    for candidate in (year,) if year else (published.year, published.year - 1, published.year - 4):
        try:
            value = dt.date(candidate, month, day)
        except ValueError:
            continue
        if value <= published + dt.timedelta(days=1):
            return value.isoformat()
    return ""


# -- relative -----------------------------------------------------------------------------------------------------


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


def _ago(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> _Date | None:
    """ "six months ago", "a year earlier", "il y a un an", "vor einem Jahr", "рік тому": counted back from today."""
    many, j = 1, i
    opened = line.ends_at(i, "dates.ago_before") is not None
    text = line.tokens[i].text
    if line.kind(i) == "number":
        if not text.isdigit() or int(text) > 500:
            return None
        many, j = int(text), i + 1
    elif unit_word := line.at(i, "numbers.units") or line.at(i, "numbers.collective"):
        many, j = unit_word.value, unit_word.end
        if line.at(j, "dates.units") is None and line.low(j) == "weeks":
            return None
    elif line.is_a(i, "numbers.one"):
        j = i + 1
    elif half := line.at(i, "dates.half_year"):
        return _Date(_shift(published, months=-6), half.end + 1) if line.is_a(half.end, "dates.ago_after") else None
    unit = line.at(j, "dates.units")
    if unit is None or (not opened and not line.is_a(unit.end, "dates.ago_after")):
        return None
    end = unit.end if opened else line.tags[unit.end]["dates.ago_after"].end
    relative = not opened and line.low(unit.end) in (
        "before",
        "earlier",
        "previously",
        "zuvor",
        "раніше",
        "ранее",
        "antes",
    )
    if unit.value in ("d", "h", "w", "f"):
        days = {"d": many, "h": 0, "w": 7 * many, "f": 14 * many}[unit.value]
        return _Date(_shift(published, days=-days), end, relative=relative)
    if unit.value == "mo":
        return _Date(_shift(published, months=-many), end, relative=relative)
    value = (
        _shift(published, months=-12)
        if many == 1
        else _shift(published, years=-many * (10 if unit.value == "10y" else 1))
    )
    return _Date(value, end, relative=relative)


def _relative(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> _Date | None:
    """ "last month", "this year", "the past week"; seasons keep the year alone."""
    for cls, back in (("dates.last", 1), ("dates.this", 0), ("dates.same", 0)):
        tag = line.at(i, cls)
        if tag is None:
            continue
        unit = line.at(tag.end, "dates.units")
        if unit is not None and unit.value in ("mo", "y", "w", "d"):
            if cls == "dates.same":
                return _Date("", unit.end, span={"d": "1d", "w": "1w", "mo": "1mo", "y": "1y"}[unit.value])
            if unit.value == "d":
                return _Date("", unit.end, span="1d") if back else None
            if unit.value == "w":
                return _Date(_shift(published, days=-7 * back), unit.end, span="1w")
            value = _shift(published, months=-back) if unit.value == "mo" and back else None
            if value is None:
                value = (
                    (
                        published.strftime("%Y-%m")
                        if unit.value == "mo"
                        else _shift(published, years=-back) or str(published.year)
                    )
                    if published
                    else ""
                )
            return _Date(value, unit.end, span="1" + unit.value)
        season = line.at(tag.end, "dates.seasons")
        if season is not None and published is not None:
            year = published.year - (1 if back and published.month <= season.value + 2 else 0)
            return _Date(str(year), season.end, span="3mo")
    for cls, span, back in (("dates.last_year", "1y", 1), ("dates.this_year", "1y", 0)):
        if (tag := line.at(i, cls)) is not None:
            return _Date(
                _shift(published, years=-back) or (str(published.year) if published else ""), tag.end, span=span
            )
    return None

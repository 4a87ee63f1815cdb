"""How long ago something was, and over how long: "six months ago", "in a week", "over several days"."""

import datetime as dt

from monitor.detect.date_phrases.fixed_dates import Found
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_BEFORE = frozenset({"before", "avant"})
_DEADLINE = frozenset({"within", "binnen", "innerhalb", "sous", "dans", "протягом", "упродовж", "впродовж", "течение"})
_LIFETIME = 120  # years that a text counts back from today


def shift_by(published: dt.date | None, *, days: int = 0, months: int = 0, years: int = 0) -> str:
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
        if many > _LIFETIME and (old := line.at(j, "dates.units")) is not None and old.value == "y":
            return None  # "577 смертей проти 226 роком раніше": so many deaths, a year earlier
        if many > 1 and line.is_a(j, "dates.instrumental"):
            return None  # "31 годом ранее", however few
    elif half := line.at(i, "dates.half_year"):
        if not opened and not line.is_a(half.end, "dates.ago_after"):
            return _some_time(line, i, half.end, "6mo")
        return Found(shift_by(published, months=-6), half.end + (not opened))
    elif word := line.at(i, "numbers.units") or line.at(i, "numbers.collective") or line.at(i, "numbers.dozen"):
        many, j = word.value, word.end
    elif line.is_a(i, "numbers.one"):
        j = i + 1
        if (tens := line.at(j, "numbers.round") or line.at(j, "numbers.dozen")) is not None:
            many, j = tens.value, tens.end + line.is_a(tens.end, "dates.of")  # "une dizaine de jours"
    elif (few := line.at(i, "dates.several")) is not None:
        return _some_time(line, i, few.end + 1) if line.is_a(few.end, "dates.units") else None
    elif not line.is_a(i, "dates.units"):
        return None  # "рік тому", "за неделю": a unit alone is one
    if (only := line.at(j, "dates.single")) is not None and line.is_a(only.end, "dates.units"):
        j = only.end  # "in a single month"
    lately = line.at(j, "dates.lately") if j > i else None
    if lately is not None and (unit := line.at(lately.end - 1, "dates.units")) is not None:
        return _length(line, i, many, lately.end, str(unit.value), past=True)  # "ces sept derniers jours"
    unit = line.at(j, "dates.units")
    if unit is None or (only is not None and unit.value == "d"):
        return None
    after = next((t for c in ("ago_after", "earlier", "later") if (t := line.at(unit.end, f"dates.{c}"))), None)
    if not opened and after is None:
        return _length(line, i, many, unit.end, str(unit.value))
    end = unit.end if opened or after is None else after.end
    if not opened and line.is_a(unit.end, "dates.earlier", "dates.later"):
        sign = "" if line.is_a(unit.end, "dates.later") else "-"
        if line.is_a(end, "words.of") or (line.low(end - 1) in _BEFORE and _noun_ahead(line, end)):
            return None  # "cuatro días después del terremoto", "three days before the election"
        return Found("", end, shift=f"{sign}{many}{unit.value}")
    if unit.value in ("d", "h", "w", "f"):
        days = {"d": many, "h": 0, "w": 7 * many, "f": 14 * many}[unit.value]
        return Found(shift_by(published, days=-days), end)
    if unit.value == "mo":
        return Found(shift_by(published, months=-many), end)
    if many == 1 and unit.value == "y":
        return Found(shift_by(published, months=-12), end)
    return Found(shift_by(published, years=-many * (10 if unit.value == "10y" else 1)), end)


def _some_time(line: Line, i: int, end: int, span: str | None = None) -> Found | None:
    """ "за полгода", "за кілька днів", "over several days", not "за несколько дней до выборов"."""
    led = line.ends_at(i, "dates.length_of") is not None and not line.is_a(end, "dates.until", "dates.ago_after")
    return Found("", end, span=span, length=True) if led and not line.is_a(end, "dates.after") else None


def _noun_ahead(line: Line, j: int) -> bool:
    """Whether a noun group begins at a token: "before a presidential election", "avant Noël", not "avant, six"."""
    return line.is_a(j, "words.article") or (line.kind(j) == "word" and line.capital(j))


def _length(line: Line, i: int, many: int, end: int, unit: str, *, past: bool = False) -> Found | None:
    """ "in a week", "over the past two weeks", "within four days", not "in nine years of war": a stretch of days."""
    past = past or line.ends_at(i, "dates.last") is not None or line.ends_at(i, "dates.these") is not None
    led = past or line.ends_at(i, "dates.length_of") is not None
    if unit == "h" and many % 24 == 0 and led and (past or line.low(i - 1) not in _DEADLINE):
        many, unit = many // 24, "d"  # "in the past 72 hours"
    if unit in ("f", "10y"):
        many, unit = (2 * many, "w") if unit == "f" else (10 * many, "y")
    war = line.is_a(end, "words.of", "scope.war") and any(line.is_a(j, "scope.war") for j in range(end, end + 3))
    if not past and line.is_a(end, "dates.until") and line.kind(end + 1) == "word":
        return None  # "за три дня до выборов": so long before an event
    one = line.is_a(i, "dates.units") and not past
    if one and (line.ends_at(i, "dates.span_of") is None or not _closed(line, i, end)):
        return None
    if not led or war or unit not in ("d", "w", "mo", "y"):
        return None
    if unit == "y" and many > 1 and not past and not _whole(line, i, end):
        return None
    return Found("", end, span=f"{many}{unit}", length=True)


def _whole(line: Line, i: int, end: int) -> bool:
    """ "In ten years, 1,240 people have been killed", "killed 1,240 people in ten years.": the clause's own frame."""
    first = i - 1 if line.is_a(i - 1, "dates.length_of") else i
    return first <= 0 or line.low(end) in ("", ".", ",")


def _closed(line: Line, i: int, end: int) -> bool:
    """ "26 deaths in the month", not "in the month of May", "in the week before"."""
    if not line.is_a(i - 1, "words.article"):
        return True
    return line.kind(end) != "word" or line.is_a(end, "words.conjunction", "words.auxiliary", "words.adverb")

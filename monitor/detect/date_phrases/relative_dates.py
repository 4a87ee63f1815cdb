"""Tokens to dates counted from another day: "on Wednesday", "last month", "six months ago", "a day earlier"."""

import datetime as dt

from monitor.detect.date_phrases.fixed_dates import Found, after_year, day_alone, month_name, year_of
from monitor.detect.date_phrases.lengths import ago, shift_by
from monitor.detect.date_phrases.sequels import came, sequel
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_LENGTHS = ("dates.units", "dates.half_year")
_EVENT = 9  # tokens from "two days after" to what happened
_HAPPENED = frozenset({"scope.incident", "scope.disaster", "scope.crash", "scope.occurred"})
_KILLED = frozenset({"killed.verb", "killed.part", "killed.noun", "wounded.verb", "wounded.part", "wounded.noun"})
_THIS_WEEKEND = frozenset({"over", "at", "on", "during", "ce", "durante", "am", "на", "у", "в"})  # not "last weekend"
_FEASTS = frozenset({"christmas", "noël", "navidad"})
_GOES_ON = (
    "words.of", "dates.when", "dates.after", "dates.that", "dates.earlier", "scope.war", "scope.battle",
    "words.attack", "scope.incident",
)  # fmt: skip
_MONTH = 28  # days that every month has
_DAY = 10  # letters of a date that names one
_UNIT_SPAN = {"d": "1d", "w": "1w", "mo": "1mo", "y": "1y"}
_SPANS = frozenset(
    f"dates.{name}"
    for name in (
        "year_before_last", "last_year", "this_year", "last_month", "this_month", "last_week", "this_week",
        "last_season", "this_season", "year_start", "last", "this", "same", "units", "seasons",
    )
)  # fmt: skip
_OF = frozenset({"of", "de", "d", "du", "des", "der", "del"})  # "in the last week of the campaign"


def relative(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """A date that begins with a word of time."""
    here = line.tags[i]
    anchored = here.get("dates.anchored")
    if (tag := here.get("dates.past_day")) and (anchored is None or anchored.end <= tag.end):
        return Found("", tag.end, span="1d", length=True)  # not "за день до этого"
    if tag := here.get("dates.long_ago"):
        return Found("", tag.end)  # "hace meses": no month is told
    if tag := here.get("dates.lately"):
        return Found("", tag.end, length=True)  # "in recent weeks", "las últimas semanas": until today
    if (tag := here.get("dates.holidays")) and line.ends_at(i, "dates.length_of") is not None:
        return Found("", tag.end, length=True)  # "за майские праздники", "over the holidays"
    if (tag := here.get("dates.past_span")) and line.low(tag.end) not in _OF and not line.is_a(tag.end, "dates.months"):
        return Found("", tag.end, span=f"1{tag.value}", length=True)  # "the past week": until today
    if tag := here.get("dates.day_before"):
        return Found(shift_by(published, days=-2), tag.end)
    if i <= 1 and (tag := here.get("dates.then")) and line.low(tag.end) not in ("как", "як"):
        return Found("", tag.end, shift="0d")  # "Тогда погибли двое летчиков", not "Тогда как"
    if anchored is not None and "dates.event_day" in here and line.is_a(here["dates.event_day"].end, *_GOES_ON):
        return None  # "on the first day of the Somme", "el día del ataque en que"
    if anchored is not None:
        return Found("", anchored.end, shift=f"{anchored.value}d")
    if tag := here.get("dates.year_shift"):
        return Found("", tag.end, span="1y", shift=f"{tag.value}y")  # "im Jahr darauf", "el año anterior"
    if tag := here.get("dates.year_before"):
        return Found("", tag.end, span="1mo", shift="-1y")  # "im Vorjahresmonat"
    if tag := here.get("dates.month_shift"):
        return Found("", tag.end, span="1mo", shift=f"{tag.value}mo")  # "im Monat darauf", "le mois suivant"
    if (tag := here.get("dates.festive")) and not _of_market(line, i):
        day = _latest(int(tag.value[:2]), int(tag.value[3:]), published) if published is not None else ""
        return Found(day, tag.end)
    if tag := here.get("dates.weekdays"):
        if lex.lang in ("en", "de") and not line.capital(i):
            return None
        if (alone := day_alone(line, lex, tag.end, published, tag.value)) is not None:
            return alone  # "le jeudi 25", "el martes 23"
        return Found(_weekday(tag.value, published, strict=line.ends_at(i, "dates.last") is not None), tag.end)
    if tag := here.get("dates.yesterday"):
        return Found(shift_by(published, days=-1), tag.end)
    if tag := here.get("dates.today"):
        return Found(published.isoformat() if published else "", tag.end)
    if tag := here.get("dates.last_weekend"):
        back = (published.weekday() + 1) % 7 if published else 0
        back = back or (0 if line.low(i) in _THIS_WEEKEND else 7)  # "over the weekend", in Sunday's paper
        return Found(shift_by(published, days=-back), tag.end, span="2d")
    return counted(line, lex, i, published) or _part_of_year(line, i, published) or _named_span(line, i, published)


def _of_market(line: Line, i: int) -> bool:
    """ "At a Christmas market", "el mercado de Navidad", "the Christmas-New Year period": what kind, not which day."""
    if line.low(i + 1) == "-" or line.low(i - 1) == "-":
        return True
    if line.low(i) in _FEASTS and line.kind(i + 1) == "word" and not line.tags[i + 1] and not line.capital(i + 1):
        return True  # "a lone Christmas tree"
    return line.low(i) in _FEASTS and line.is_a(i - 1, "words.article", "words.of")


def _latest(month: int, day: int, published: dt.date) -> str:
    value = dt.date(published.year, month, day)
    return (value if value <= published + dt.timedelta(days=1) else value.replace(year=value.year - 1)).isoformat()


def _weekday(weekday: int, published: dt.date | None, *, strict: bool) -> str:
    """The latest such weekday: today's name means today, "last Friday" never does."""
    if published is None:
        return ""
    back = (published.weekday() - weekday) % 7
    return (published - dt.timedelta(days=back or (7 if strict else 0))).isoformat()


def counted(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """A date that begins with a number of days, months or years."""
    if line.has.isdisjoint(_LENGTHS):
        return None
    return sequel(line, i) or _first_part(line, lex, i, published) or ago(line, lex, i, published)


def _first_part(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """ "the first five months of 2025", "за п'ять місяців 2025 року", "the first ten days of June"."""
    j, first = i, False
    if (tag := line.at(j, "dates.first")) is not None:
        j, first = tag.end, True
    word = line.at(j, "numbers.units") or line.at(j, "numbers.collective")
    if line.kind(j) == "number" and line.low(j).isdigit():
        many, j = int(line.low(j)), j + 1
    elif word is not None:
        many, j = word.value, word.end
    else:
        return None
    if (tag := line.at(j, "dates.first")) is not None:
        j, first = tag.end, True
    unit = line.at(j, "dates.units")
    if unit is not None and first and unit.value in ("d", "w"):
        return _first_days(line, lex, unit.end, many * (7 if unit.value == "w" else 1), published)
    if unit is None or unit.value != "mo" or not 1 <= many <= 11:
        return None
    year = year_after(line, unit.end, published)
    if year is None or (not first and line.is_a(unit.end, "dates.ago_after")):
        return None
    return Found(f"{year[0]}-{many:02}" if year[0] else "", year[1], span=f"{many}mo")


def _first_days(line: Line, lex: Lexicon, j: int, days: int, published: dt.date | None) -> Found | None:
    """ "the first ten days of June", "les dix premiers jours de juin", "за первые три недели мая"."""
    k = j
    while k < j + 2 and line.is_a(k, "dates.of", "words.of"):
        k += 1
    if not 1 < days <= _MONTH or not line.is_a(k, "dates.months"):
        return None
    month = month_name(line, lex, k, published)
    if month is None or len(month.value) != len("2025-06"):
        return None
    return Found(f"{month.value}-{days:02}", month.end, begin=f"{month.value}-01")


def _part_of_year(line: Line, i: int, published: dt.date | None) -> Found | None:
    """ "the first half of 2025" ends in June, "the third quarter" in September; "the spring of 2023" is its year's."""
    tag = line.at(i, "dates.year_parts")
    if tag is not None and line.is_a(tag.end + line.is_a(tag.end, "dates.of"), "dates.months"):
        return None  # "the first half of October"
    if tag is not None:
        named = year_after(line, tag.end, published)
        late = published is not None and tag.value > published.month + 2  # not over, nor nearly
        if published is not None and (named is None or (late and named[0] == published.year)):
            named = (published.year - late, named[1] if named is not None else tag.end)
        year, end = named or (None, tag.end)
        return Found(f"{year}-{tag.value:02}" if year else "", end, span="6mo")
    season = line.at(i, "dates.seasons")
    if season is not None and (named := year_after(line, season.end, published)) is not None:
        return Found(str(named[0] or ""), named[1], span="3mo")
    return None


def year_after(line: Line, j: int, published: dt.date | None) -> tuple[int | None, int] | None:
    """The year told from a token on ("of 2025", "of this year", "del año") and the token after it."""
    k = j
    while k < j + 2 and line.is_a(k, "dates.of"):
        k = line.tags[k]["dates.of"].end
    if line.kind(k) == "number" and (year := year_of(line.tokens[k].text)) is not None:
        return year, after_year(line, k + 1)
    for at in (j, k):
        named = _named_span(line, at, published)
        if named is not None and named.span == "1y":
            return (int(named.value) if named.value else None), named.end
    unit = line.at(k, "dates.units")
    if (
        (k > j or line.is_a(k, "dates.year_genitive"))
        and unit is not None
        and unit.value == "y"
        and not line.is_a(unit.end, "dates.ago_after")
    ):
        if line.kind(unit.end) == "number" and (year := year_of(line.tokens[unit.end].text)) is not None:
            return year, after_year(line, unit.end + 1)  # "in der ersten Hälfte des Jahres 2024"
        return (published.year if published else None), unit.end  # "of the year"
    return None


def _named_span(line: Line, i: int, published: dt.date | None) -> Found | None:
    """ "last month", "this year", "the past week"; seasons keep the year alone."""
    if not 0 <= i < len(line.tags) or _SPANS.isdisjoint(line.tags[i]):
        return None
    for cls, unit_name, back in (
        ("dates.year_before_last", "y", 2), ("dates.last_year", "y", 1), ("dates.this_year", "y", 0),
        ("dates.last_month", "mo", 1), ("dates.this_month", "mo", 0), ("dates.last_week", "w", 1),
        ("dates.this_week", "w", 0),
    ):  # fmt: skip
        if (tag := line.at(i, cls)) is not None:
            return _unit_back(published, unit_name, tag.end, back)
    if (tag := line.at(i, "dates.last_season")) is not None and published is not None:
        return Found(str(published.year - (published.month <= tag.value + 2)), tag.end, span="3mo")
    if (tag := line.at(i, "dates.this_season")) is not None and published is not None:
        begun = published.year - (published.month < tag.value - 1)
        if (told := year_after(line, tag.end, published)) is not None:
            return Found(str(told[0] or ""), told[1], span="3mo")
        return Found(str(begun), tag.end, span="3mo", current=abs(published.month - tag.value) <= 1)
    if (tag := line.at(i, "dates.year_start")) is not None and line.low(i - 1) != "-":
        return Found(f"{published.year}-01-01" if published else "", tag.end)
    for cls, back in (("dates.last", 1), ("dates.this", 0)):
        tag = line.at(i, cls)
        if tag is None:
            continue
        unit = line.at(tag.end, "dates.units")
        if unit is not None and unit.value in _UNIT_SPAN:
            return _unit_back(published, str(unit.value), unit.end, back)
        season = line.at(tag.end, "dates.seasons")
        if season is not None and published is not None:
            return _season(published, season.value, season.end, back)
    if (tag := line.at(i, "dates.same")) is not None and (unit := line.at(tag.end, "dates.units")) is not None:
        return Found("", unit.end, span=_UNIT_SPAN.get(str(unit.value)), shift="0d")
    unit = line.at(i, "dates.units")
    if unit is not None and unit.value in _UNIT_SPAN:
        if (after := line.at(unit.end, "dates.last_after")) is not None:
            return _unit_back(published, str(unit.value), after.end, 1)  # "le trimestre dernier", "la semana pasada"
        named = line.is_a(unit.end + line.is_a(unit.end, "dates.of"), "dates.months")  # "début du mois de mai"
        named = named or (line.kind(unit.end) == "number" and year_of(line.low(unit.end)) is not None)
        begun = unit.value in ("mo", "y") and not named and _after_part(line, i)
        if begun and published is not None:  # "at the start of the month", "Anfang des Jahres"
            return Found(published.strftime("%Y-%m") if unit.value == "mo" else str(published.year), unit.end)
    season = line.at(i, "dates.seasons")
    if season is not None and published is not None and (after := line.at(season.end, "dates.last_after")) is not None:
        return _season(published, season.value, after.end, 1)
    return None


def _after_part(line: Line, i: int) -> bool:
    """Whether "the start of the" stands before a month or year."""
    k = i
    while k > i - 2 and (begin := line.ends_at(k, "dates.of")) is not None:
        k = begin
    return any(line.ends_at(at, "dates.part") is not None for at in range(max(0, k), i + 1))


def _season(published: dt.date, month: int, end: int, back: int) -> Found:
    """Last summer's year: this year's summer, once it is over."""
    year = published.year - (1 if back and published.month <= month + 2 else 0)
    return Found(str(year), end, span="3mo", current=not back)


def _unit_back(published: dt.date | None, unit: str, end: int, back: int) -> Found | None:
    if unit == "d":
        return Found("", end, span="1d", length=True) if back else None
    if published is None:
        return Found("", end, span="1" + unit)
    if unit == "w":
        return Found(shift_by(published, days=-7 * back), end, span="1w", current=not back)
    if unit == "mo":
        value = shift_by(published, months=-back) if back else published.strftime("%Y-%m")
        return Found(value, end, span="1mo", current=not back)
    return Found(str(published.year - back), end, span="1y", current=not back)


def last_day(value: str, span: str | None) -> str:
    """The date that a span stands for: "last week" is told as a day of it and ended on its Sunday."""
    if span != "1w" or len(value) != _DAY:
        return value
    told = dt.date.fromisoformat(value)
    return (told + dt.timedelta(days=6 - told.weekday())).isoformat()


def shifted(anchor: str | None, shift: str) -> str:
    """An ISO date moved by "-2d", "-1mo", "-3y", as precise as the anchor and the unit allow."""
    if not anchor:
        return ""
    count = int(shift.rstrip("abcdefghijklmnopqrstuvwxyz"))
    unit = shift.lstrip("-0123456789")
    if unit in ("d", "w", "f", "h") and len(anchor) == 10:
        days = {"d": 1, "w": 7, "f": 14, "h": 0}[unit] * count
        return (dt.date.fromisoformat(anchor) + dt.timedelta(days=days)).isoformat()
    if unit == "mo" and len(anchor) >= 7:
        index = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + count
        return f"{index // 12}-{index % 12 + 1:02}"
    if unit in ("y", "10y"):
        years = int(anchor[:4]) + count * (10 if unit == "10y" else 1)
        return f"{years}{anchor[4:7]}" if abs(count) == 1 else str(years)
    return anchor


def in_week(day: str, week: str) -> str:
    """The day of that name in the week of another."""
    near = dt.date.fromisoformat(week)
    back = near.weekday() - dt.date.fromisoformat(day).weekday()
    return (near - dt.timedelta(days=back)).isoformat()


def days_after(line: Line) -> int | None:
    """How many days ago an event lies that a sentence counts from: "two days after a bus fell into a ravine"."""
    if line.has.isdisjoint(("dates.after", "dates.day_after")):
        return None
    for j in range(len(line.tokens)):
        if (tag := line.at(j, "dates.day_after")) is not None:
            days, after, start = 1, tag.end, j
        elif (tag := line.at(j, "dates.after")) is not None and (begin := line.ends_at(j, "dates.units")) is not None:
            days, after, start = _days(line, begin), tag.end, begin
        else:
            continue
        if came(line, start) or came(line, start - 1):
            continue  # "The landslide came two days after heavy rain": the news, of today
        near = line.tags[after : after + _EVENT]
        if days and any(cls in _HAPPENED or cls in _KILLED for tags in near for cls in tags):
            return days
    return None


def _days(line: Line, j: int) -> int:
    """The number before a unit, if it is days: weeks are told roughly ("a good two weeks after")."""
    if line.tags[j]["dates.units"].value != "d":
        return 0
    if line.kind(j - 1) == "number":
        return int(line.low(j - 1)) if line.low(j - 1).isdigit() and len(line.low(j - 1)) < 3 else 0
    for cls in ("numbers.units", "numbers.collective"):
        if (begin := line.ends_at(j, cls)) is not None:
            return int(line.tags[begin][cls].value or 0)
    return 0

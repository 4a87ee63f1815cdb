"""Tokens to dates that name their day, month or year: "Feb. 4", "24.02.22", "4 de febrero", "in June", "2014"."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from monitor.detect.date_phrases.headings import ends_heading, explained, in_bracket
from monitor.detect.how_many.qualifiers import exceeds
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at

_AFTER_YEAR = frozenset(
    ["року", "рік", "році", "роком", "р", "года", "году", "год", "г", "роки", "років", "годы", "рр", "гг"]
)
_OF = ("of", "de", "del")
_DAY_MARKS = (".", "st", "nd", "rd", "th", "er", "го", "º", "°")
_DAY_ENDINGS = frozenset({"го", "е", "му", "м", "ого", "те", "ше", "ге", "ому"})  # "7-го октября", "24-те лютого"
_DAY_ARTICLES = ("le", "l", "el", "den", "dem", "zum", "the")
_SHORT = frozenset(
    {"may", "mar", "dec", "jan", "sun", "jun", "march"}
)  # also words, or a name: they need a preposition
_ZONES = ("gmt", "utc", "мск", "mez", "mesz", "cet", "cest", "edt", "est", "uhr")  # "(1930 GMT)" is an hour
_LIKELY = frozenset(range(1901, 2040)) - {2000}  # years that a news item names; 2000 is a number
_EVENTS = ("scope.incident", "scope.disaster", "scope.war")
_LEADS_YEAR = frozenset({"in", "since", "of", "en", "im", "seit", "depuis", "desde", "jahr", "jahres", "année", "año"})
_SOON = 45  # days from publication to a day of the same year that is still to come
_EVENT = 4  # words from a year to the event that it names
_COUNTS_OUT = ("words.preposition", "words.article", "words.conjunction", "words.more", "words.of")


@dataclass(frozen=True, slots=True)
class Found:
    """A date as it is read: ISO `value` ("" when only a length is told) and the token after it."""

    value: str
    end: int
    span: str | None = None  # the length of what is named: "1d", "1mo", "1y"
    shift: str | None = None  # counted from another date of the text: "-1d", "-1mo", "0d" (the same day)
    future: bool = False
    begin: str | None = None  # the first day of "24-30 June"
    current: bool = False  # "this year": up to the day of the saying
    length: bool = False  # a stretch that says how long, not when: "in eleven weeks"


def numeric(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """A date that begins with digits: "24.02.22", "2022-02-24", "4 February 2025", "2014"."""
    text = line.tokens[i].text
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", text):
        day, month, year = (int(g) for g in match.groups())
        return _valid(year + 2000 if year < 100 else year, month, day, i + 1)
    if line.low(i + 1) == "/" == line.low(i + 3) and line.kind(i + 4) == "number":
        return _slashed(text, line.low(i + 2), line.low(i + 4), i + 5)
    if i <= 1 and line.low(i + 1) == "/" and line.kind(i + 2) == "number" and line.low(i + 3) in (":", "-", "–", "—"):
        day_text, month_text = text, line.low(i + 2)  # "27/06 : une frappe a tué 13 personnes", a line of a chronicle
        if day_text.isdigit() and month_text.isdigit() and 1 <= int(month_text) <= 12 and 1 <= int(day_text) <= 31:
            return Found(latest_day(int(month_text), int(day_text), published), i + 3)
    if lex.decimal == "," and (match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})", text)) and _led_day(line, i):
        day, month = int(match.group(1)), int(match.group(2))
        if 1 <= day <= 31 and 1 <= month <= 12:
            return Found(
                latest_day(month, day, published), i + 1 + (line.low(i + 1) == "." and line.tokens[i + 1].glued)
            )
    if year_of(text) and line.low(i + 1) == "-" and line.low(i + 3) == "-" and line.kind(i + 4) == "number":
        month_text, day_text = line.low(i + 2), line.low(i + 4)
        if month_text.isdigit() and day_text.isdigit():
            return _valid(int(text), int(month_text), int(day_text), i + 5)
        return None
    if text.isdigit() and 1 <= int(text) <= 31:
        found = _day_month(line, i, int(text), published)
        if found is not None:
            return found
        here = line.low(i - 1) in ("le", "día") or line.is_a(i + 1, "dates.of_month")
        if here and (found := day_alone(line, lex, i, published)) is not None:
            return found
    if line.kind(i) != "number":
        return None
    if _decade(line, i):
        return Found("", i + 1)
    alone = year_of(text) if not line.is_a(i + 1, "dates.clock") and line.low(i + 1) not in _ZONES else None
    return _lone_year(line, lex, i, alone) if alone is not None else None


def day_alone(line: Line, lex: Lexicon, i: int, published: dt.date | None, weekday: int | None = None) -> Found | None:
    """A day of the month by its number alone, "el martes 23", "blessés le 22": of this month or the one before.

    Where a weekday leads it, the two must agree; else nothing but the end of a clause or a part of the day may follow.
    """
    text = line.low(i)
    if (
        lex.lang not in ("fr", "es")
        or line.kind(i) != "number"
        or published is None
        or not re.fullmatch(r"\d\d?", text)
    ):
        return None
    if (running := line.at(i + 1, "dates.of_month")) is not None and 0 < int(text) <= published.day:
        return Found(
            published.replace(day=int(text)).isoformat(), running.end
        )  # "le 3 du mois courant", "el 3 del corriente"
    if population_at(line, i + 1) is not None or line.is_a(i + 1, "dates.months", "not_people.words", "words.of"):
        return None
    if i + 1 < len(line.tags) and any(cls.endswith((".noun", ".part")) for cls in line.tags[i + 1]):
        return None  # "este miércoles 25 fallecidos"
    ends = line.low(i + 1) in ("", ",", ".", ";", ")") or line.is_a(
        i + 1, "dates.daypart", "words.preposition", "words.conjunction"
    )
    ends = ends or line.low(i - 1) == "día"  # "el ataque del día 31"
    first = published.replace(day=1)
    for month in (first, (first - dt.timedelta(days=1)).replace(day=1)):
        try:
            day = month.replace(day=int(text))
        except ValueError:
            continue
        if day <= published and (ends if weekday is None else day.weekday() == weekday):
            return Found(day.isoformat(), i + 1)
    return None


def _decade(line: Line, i: int) -> bool:
    """ "Den 90er Jahren", "les années 90", "los años 80": ten years, and no people."""
    tens = line.low(i).endswith("0") and len(line.low(i)) == 2
    if line.low(i + 1) in ("er", "s") and line.tokens[i + 1].glued:
        return tens or line.low(i + 1) == "er"
    return tens and line.low(i - 1) in ("années", "años") and line.low(i - 2) in ("les", "des", "los")


def _slashed(first: str, second: str, third: str, end: int) -> Found | None:
    """ "03/06/2025": the day comes first, unless only the American order gives a date."""
    year = year_of(third) or (2000 + int(third) if re.fullmatch(r"[012]\d", third) else None)
    if not (first.isdigit() and second.isdigit() and year) or len(first) > 2 or len(second) > 2:
        return None
    return _valid(year, int(second), int(first), end) or _valid(year, int(first), int(second), end)


def _led_day(line: Line, i: int) -> bool:
    """Whether "3.6." is a day and no decimal: a preposition of days before it, or a full stop glued to it."""
    stop = line.low(i + 1) == "." and line.tokens[i + 1].glued and i + 2 < len(line.tokens)
    return line.is_a(i - 1, "dates.day_of") and (stop or len(line.tokens[i].text) == 5)


def _day_month(line: Line, i: int, day: int, published: dt.date | None) -> Found | None:
    """ "24 February 2022", "4 de febrero", "4. Februar", "1er janvier", "24-30 June" (stands for its end)."""
    j, first = _after_day(line, i + 1), None
    if line.is_a(j, "dates.to") or (line.low(j) == "на" and line.is_a(i - 1, "dates.start")):  # "с 8 на 9 июня"
        k = j + 1 + (line.low(j + 1) in _DAY_ARTICLES)
        last = line.low(k)
        if last.isdigit() and 1 <= int(last) <= 31:
            after = _after_day(line, k + 1)
            if line.at(after + (line.low(after) in _OF), "dates.months"):
                first, day, j = day, int(last), after
    if line.low(j) in _OF or (line.low(j) == "-" and line.tokens[j].glued):  # "du 7-Octobre"
        j += 1
    month = line.at(j, "dates.months") or line.at(j, "dates.day_months")
    if month is None:
        return None
    j = month.end + (line.low(month.end) == "." and line.kind(month.end + 1) == "number")
    if line.low(j) in (",", "de", "del"):
        j += 1
    year = year_of(line.tokens[j].text) if line.kind(j) == "number" else None
    if year is not None:
        got = _valid(year, month.value, day, after_year(line, j + 1))
    else:
        got = _this_year(month.value, day, published, month.end)
    if got is not None and got.value and first is not None:
        begin = f"{got.value[:8]}{first:02}" if first < day else got.value[:7]
        got = replace(got, begin=begin)
    return got


def _after_day(line: Line, j: int) -> int:
    """Past the mark that a day carries: "4.", "1er", "3rd", "7-го"."""
    if line.low(j) == "-" and line.low(j + 1) in _DAY_ENDINGS and line.tokens[j].glued and line.tokens[j + 1].glued:
        return j + 2
    return j + 1 if line.low(j) in _DAY_MARKS and line.tokens[j].glued else j


def month_name(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    """A date that begins with a month: "June 4, 2025", "February 2024", "October of last year", "June"."""
    month = line.tags[i]["dates.months"]
    if lex.lang in ("en", "de") and not line.capital(i):
        return None
    if lex.lang == "es" and line.capital(i) and line.capital(i + 1):
        return None  # "Julio César Andrade": a month is written small
    j = month.end
    if line.low(j) == "." and line.kind(j + 1) == "number":
        j += 1
    nxt = line.tokens[j].text if line.kind(j) == "number" else ""
    if lex.lang == "en" and nxt.isdigit() and 1 <= int(nxt) <= 31:
        return _month_day(line, month.value, j, published)
    if line.low(j) in ("de", "del", "of", ",") and line.kind(j + 1) == "number" and year_of(line.tokens[j + 1].text):
        j, nxt = j + 1, line.tokens[j + 1].text
    if year := year_of(nxt):
        return Found(f"{year}-{month.value:02}", after_year(line, j + 1), span="1mo")
    if lex.lang == "en" and line.low(i) in _SHORT and not _led(line, i):
        return None
    if published is None:
        return Found("", month.end, span="1mo")
    if line.ends_at(i, "dates.next") is not None:
        return Found("", month.end, future=True)
    last = line.ends_at(i, "dates.last") is not None
    after = line.at(j, "dates.last_after")  # "octobre dernier"
    year = published.year if (month.value, 0) <= (published.month, -last) else published.year - 1
    return Found(f"{year}-{month.value:02}", after.end if after else month.end, span="1mo")


def _led(line: Line, i: int) -> bool:
    """Whether a word that makes "May" a month stands before it."""
    if line.low(i - 1) in ("-", "–") and line.is_a(i - 2, "dates.months"):
        return True  # "January-March"
    if line.low(i - 1) == "between":
        return True
    if i == 0 and line.low(i + 1) in ("|", "–", ":"):
        return True  # "May | 190 | 1,000": the label of a row
    if line.is_a(i + 1, "source.document") and line.is_a(i - 1, "words.article"):
        return True  # "in its March report"
    classes = ("in", "last", "start", "by", "part", "this", "until", "as_of", "on")
    return line.is_a(i - 1, "words.conjunction") or any(line.ends_at(i, f"dates.{cls}") is not None for cls in classes)


def _month_day(line: Line, month: int, j: int, published: dt.date | None) -> Found | None:
    """The rest of "June 4, 2025" and "June 4-6" (stands for its end) from the day's token on."""
    day, k, first = line.tokens[j].text, j + 1, None
    if line.low(k) in ("st", "nd", "rd", "th"):
        k += 1
    last = line.low(k + 1)
    dash = line.low(k) in ("-", "–")
    ranged = dash or (line.is_a(k, "dates.to") and line.low(line_start(line, j)) in ("between", "from"))
    if ranged and last.isdigit() and int(day) < int(last) <= 31 and not line.is_a(k + 2, "people.people"):
        first, day, k = day, last, k + 2
    comma = line.low(k) == ","
    year = year_of(line.tokens[k + comma].text) if line.kind(k + comma) == "number" else None
    if year is not None:
        got = _valid(year, month, int(day), k + comma + 1)
    else:
        got = _this_year(month, int(day), published, k)
    if got is not None and got.value and first is not None:
        got = replace(got, begin=f"{got.value[:8]}{int(first):02}")
    return got


def line_start(line: Line, j: int) -> int:
    """The token before the month that a day belongs to: "between Oct. 26 and 29"."""
    k = j - 1
    while k > 0 and (line.is_a(k, "dates.months") or line.low(k) == "."):
        k -= 1
    return k


def _lone_year(line: Line, lex: Lexicon, i: int, year: int) -> Found | None:
    end = after_year(line, i + 1)
    before = line.low(i - 1)
    plain = line.tokens[i].possessive or end > i + 1
    led = (
        is_year_noun(line, i - 1)
        or (before == "jahr" and line.low(i - 2) in ("gesamten", "ganzen", "kompletten"))
        or line.ends_at(i, "dates.in") is not None
        or line.is_a(i - 1, "dates.in", "dates.start", "dates.by", "dates.until", "dates.part", "dates.last")
    )
    ranged = 2 * (line.low(end) in ("-", "–") and re.fullmatch(r"\d\d|\d{4}", line.low(end + 1)) is not None)
    named = line.is_a(i - 1, "words.article") and _of_event(line, i + 1 + ranged)  # "the 1990-95 war"
    named = named or (before == "von" and line.is_a(i - 2, *_EVENTS))  # "das Erdbeben von 2015"
    units = [line.at(j, "dates.units") for j in range(end + 1, end + 5)] if line.is_a(end, "words.auxiliary") else []
    led = led or any(unit is not None and unit.value == "y" for unit in units)  # "2024 was the year in which ..."
    parted = line.low(end) == ":" or (line.low(end) == "–" and not line.tokens[end].glued)
    opens = before in ("", ",", ";", ":") or i == line.is_item()
    label = parted and opens and not (line.low(end) == ":" and _glued(line, end + 1))
    label = label and line.kind(end + 1) == "number" and year_of(line.low(end + 1)) is None  # "2022 – 20 000"
    heads = i == 0 and line.low(end) == ":" and line.kind(end + 1) == "word"  # "1970: a ferry sinks"
    label = label or (heads and year in _LIKELY)
    if year in _LIKELY:  # "cerró 2023 con 520 homicidios", "2023 ended with 520 deaths", "el 2023 dejó 520 muertos"
        closes = line.is_a(i - 1, "dates.closes") or (i == 0 and line.is_a(end, "dates.closes"))
        set_against = line.is_a(i - 1, "dates.than") and "number" in (line.kind(i - 3), line.kind(i - 4))
        led = led or closes or set_against or (before == "el" and lex.lang == "es")  # "34 Tote mehr als 2023"
    if before in _OF and line.low(i - 2) == "total" and line.kind(i + 1) == "word":
        return None  # "a total of 1613 cases"
    if line.is_a(i + 1, "words.greater") and (not led or lex.lang in ("ru", "uk")):
        return None  # "1700 mehr als eine Woche zuvor", "на 1700 больше, чем неделю назад"
    attribute = lex.lang == "de" and year in _LIKELY and _before_participle(line, i)
    other = line.is_a(i - 1, "dates.beside_year") or attribute or _bare(line, lex, i, year)
    other = other or (year in _LIKELY and (in_bracket(line, i) or explained(line, i)))
    aside = before == "," == line.low(end) and year in _LIKELY  # "the fire at the Colectiv club, 2015, killed 64"
    if not (plain or led or named or label or other or aside or ends_heading(line, i, toll=year in _LIKELY)):
        return None
    short = re.fullmatch(r"\d\d", line.low(end + 1)) if line.low(end) in ("-", "–") else None
    if short and line.tokens[end].glued:  # "1992-95"
        return Found(f"{year // 100}{line.low(end + 1)}", end + 2, begin=str(year), span="1y")
    counted = any(line.is_a(i + 1, f"people.{p}") for p in ("military", "civilian", "children", "people"))
    harmed = any(cls.endswith((".noun", ".part")) for cls in (line.tags[i + 1] if i + 1 < len(line.tags) else ()))
    led_in = before in _LEADS_YEAR or attribute
    if counted or (harmed and not led_in) or exceeds(line, i):
        return None
    return Found(str(year), end, span=None if named and not (plain or led) else "1y")


def _of_event(line: Line, j: int) -> bool:
    """ "a 2017 fire", "the 1999 Interlaken canyoning accident": the year's noun is an event, by its last word."""
    k = j
    while k < j + _EVENT and line.kind(k) == "word" and not line.is_a(k, *_EVENTS):
        if line.is_a(k, "words.auxiliary", "words.preposition", "words.conjunction") or _ends_word(line, k):
            return False
        k += 1
    return line.is_a(k, *_EVENTS)


def _ends_word(line: Line, k: int) -> bool:
    """Whether a word is of people or harm: then the number counts them."""
    return population_at(line, k) is not None or any(
        cls.startswith(("killed.", "wounded.", "missing.")) for cls in line.tags[k]
    )


def is_year_noun(line: Line, j: int) -> bool:
    """ "in the year 2023", "l'année 2023", "el año 2023"; not "a year", "last year", "in 2023 року 1900 людей"."""
    unit = line.at(j, "dates.units")
    if unit is None or unit.value != "y" or line.kind(j - 1) != "word" or line.low(j - 1) in ("a", "an"):
        return False
    return line.is_a(j - 1, "dates.in", "dates.of", "words.article") and not line.is_a(
        j - 1, "dates.last", "dates.this"
    )


def _bare(line: Line, lex: Lexicon, i: int, year: int) -> bool:
    """A German year without a preposition: "2024 starben 3.200 Menschen", "Der Verkehr forderte 2024 wieder Tote"."""
    if lex.lang != "de":
        return False
    after = line.tags[i + 1] if i + 1 < len(line.tags) else {}
    if line.kind(i + 1) == "number" or any(cls.startswith("qualifier.") or cls == "numbers.units" for cls in after):
        return True
    verb = line.is_a(i + 1, "words.auxiliary", "words.lost", "words.lives_verb")
    verb = verb or any(cls.endswith((".fell", ".verb")) for cls in after)
    opens = line.low(i - 1) in ("", ",", ";", ":", "–")
    if opens and not verb and year in _LIKELY and line.kind(i + 1) == "word" and not line.capital(i + 1):
        beyond = line.tags[i + 2] if i + 2 < len(line.tags) else {}
        counted = line.kind(i + 2) == "number" or any(cls.startswith(("qualifier.", "numbers.")) for cls in beyond)
        verb = counted or line.is_a(i + 2, "words.preposition")  # "2016 kamen mehr als 140 Menschen ums Leben"
    placed = year in _LIKELY and line.is_a(i + 1, "words.preposition") and line.capital(i + 2)
    if opens and (verb or placed):
        return True  # "beim schlimmsten Unglück, 1998 in Eschede, starben 101 Menschen"
    if year not in _LIKELY or line.kind(i - 1) != "word" or line.is_a(i - 1, *_COUNTS_OUT):
        return False
    if any(cls.startswith(("qualifier.", "numbers.")) for cls in line.tags[i - 1]):
        return False
    k = i + 1
    if line.kind(k) == "word" and not line.capital(k) and not line.is_a(k, "words.preposition", "words.adverb"):
        k += 1  # "2019 weitere Menschen", "2021 russische Soldaten": no year
    return population_at(line, k) is None and not line.is_a(k, "not_people.words")


def _before_participle(line: Line, i: int) -> bool:
    """ "die Zahl der 2024 getöteten Zivilisten": an article, the year, a participle and its noun, after a count."""
    part = any(cls.endswith(".part") for cls in (line.tags[i + 1] if i + 1 < len(line.tags) else ()))
    return part and line.capital(i + 2) and line.is_a(i - 1, "words.article") and line.is_a(i - 2, "words.count")


def _glued(line: Line, j: int) -> bool:
    return j < len(line.tokens) and line.tokens[j].glued


def year_of(text: str) -> int | None:
    """The year that a number token may be (1600 to 2059)."""
    return int(text) if re.fullmatch(r"1[6-9]\d\d|20[0-5]\d", text) else None


def after_year(line: Line, j: int) -> int:
    """Past "року", "р.", "года", "-го" that Slavic years carry."""
    if line.low(j) == "-" and line.low(j + 1) in ("го", "му", "й", "м", "х", "ті"):
        j += 2
    if line.low(j) in _AFTER_YEAR:
        j += 1 + (line.low(j + 1) == "." and len(line.low(j)) <= 2)
    return j


def _this_year(month: int, day: int, published: dt.date | None, end: int) -> Found:
    """A day without its year: the latest one, or (as `future`) one that is a few weeks off: "they leave on Aug. 31"."""
    value = latest_day(month, day, published)
    if not value or published is None or published.isoformat()[:4] == value[:4]:
        return Found(value, end)
    last = dt.date.fromisoformat(value)
    return Found(value, end, future=(last + dt.timedelta(days=365) - published).days <= _SOON)


def latest_day(month: int, day: int, published: dt.date | None) -> str:
    """The latest such day not after publication (a day's grace: time zones)."""
    if published is None:
        return ""
    for year in (published.year, published.year - 1, published.year - 4):
        try:
            value = dt.date(year, month, day)
        except ValueError:
            continue
        if value <= published + dt.timedelta(days=1):
            return value.isoformat()
    return ""


def _valid(year: int, month: int, day: int, end: int) -> Found | None:
    try:
        return Found(dt.date(year, month, day).isoformat(), end)
    except ValueError:
        return None

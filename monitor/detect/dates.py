"""Tokens to dates as precise as the text: "on Wednesday", "last October", "by February 4", "six months ago".

Patterns are our own because a date library loses the precision ("in 2022" becomes a day) and takes "35,000 a month" for
a date. Everything relative resolves against the day of publication, so the same text gives the same dates for ever.
"""

import datetime as dt
from dataclasses import dataclass, replace

from monitor.detect.date_pairs import joined
from monitor.detect.fixed_dates import Found, is_year_noun, month_name, numeric, year_of
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.onsets import begins_war
from monitor.detect.relative_dates import counted, relative, shifted
from monitor.detect.since_clauses import in_since_clause

_EVENTS = ("scope.incident", "scope.disaster")
_NOT_SINCE = 4  # tokens from "not" to "updated"
_MOURNED = 6  # tokens between a day of mourning and its date
_ROLES = (
    ("as_of", "dates.as_of"), ("start", "dates.start"), ("until", "dates.until"), ("as_of", "dates.by"),
    ("on", "dates.on"), ("span", "dates.in"),
)  # fmt: skip
_COUNTS = frozenset({"numbers.units", "numbers.one", "numbers.collective", "numbers.dozen"})
_TELL = ("on", "plain", "span")
_FROM = ("from", "after", "vom", "от")  # of a day, unless "until" follows: "die Explosion vom Freitag"
_OF_TOLL = ("of", "for", "für", "des", "vom", "de", "d", "pour", "du", "del", "para", "за")
_TOLLS = ("words.count", "scope.total", "killed.toll", "killed.noun", "casualties.noun", "casualties.toll")
_TO = ("to", "bis", "au", "al")
_AT_END = ("at", "end", "в", "у", "наприкінці", "ende", "fin", "à")  # "since our last count at the end of May"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date in a line: ISO `value` ("" where only a length or a distance is told), its role and its tokens."""

    value: str
    role: str  # "as_of", "start", "until", "span" (in June), "on", "plain", "future"
    start: int
    end: int
    begin: str | None = None  # the first day of "between 1 July and 15 August"
    span: str | None = None  # a length that the words give: "1d", "1mo", "1y"
    shift: str | None = None  # counted from another date of the text: "-1d" (a day earlier), "0d" (the same day)
    possessive: bool = False  # "Thursday's crash": the day of the event, not of the count
    current: bool = False  # "this year": a stretch that lasts until the day of the saying
    length: bool = False  # tells how long, not when: "over the past 24 hours", "in eleven weeks"
    weekday: bool = False  # names a day of the week: the date that may follow is the same day
    night: bool = False  # a night: of the day that follows ("in the night to Monday")
    of_toll: bool = False  # the month or year that a toll is of: "the toll for July", "saldo de julio"
    closed: bool = False  # so long until a day: "in the five days to 30 January"
    opens: bool = False  # an event's day that opens a clause about it: "since last September, when an attack ..."

    @property
    def is_day(self) -> bool:
        """One day that is named, or the night between two: "on Monday", "between Saturday and Sunday"."""
        if len(self.value) != 10 or self.length or self.closed or self.span or self.role not in ("on", "plain", "span"):
            return False
        days = [dt.date.fromisoformat(day) for day in (self.begin or self.value, self.value) if len(day) == 10]
        return len(days) == 2 and (days[1] - days[0]).days <= 1


def dates(line: Line, lex: Lexicon, published: dt.date | None) -> list[DatePhrase]:
    """The date phrases of a line, left to right; without `published` relative ones keep their place but no value."""
    found: list[DatePhrase] = []
    i = 0
    while i < len(line.tokens):
        told = line.tokens[i].kind == "number" or not (
            lex.dated.isdisjoint(line.tags[i]) and _COUNTS.isdisjoint(line.tags[i])
        )
        got = _date_at(line, lex, i, published) if told else None
        if got is None:
            i += 1
            continue
        if len(got.value) == 10 and (tail := line.at(got.end, "dates.daypart")) is not None:
            got = replace(got, end=tail.end)  # "Monday night", "lundi soir"
        if (
            found
            and len(found[-1].value) >= 4
            and len(got.value) == 7
            and (year := line.at(got.end, "dates.same_year"))
        ):
            got = replace(got, value=found[-1].value[:4] + got.value[4:], end=year.end)
        phrase = _phrase(line, i, got)
        if phrase.role in ("on", "plain") and len(phrase.value) == 10:
            led = _at_an_hour(line, phrase.start)
            phrase = replace(phrase, role="as_of", start=led) if led is not None else phrase
        if phrase.role != "start" and any(
            line.is_a(j, "dates.unrelated") and not (phrase.weekday or line.is_a(j, "scope.crash", "scope.incident"))
            for j in range(phrase.start - 2, phrase.start)
        ):
            phrase = replace(phrase, value="", span=None, shift=None)  # "a camp founded in 1826"
        if phrase.role in _TELL and begins_war(line, phrase.start, phrase.end, phrase.value, published):
            phrase = replace(phrase, role="start")
        if found and phrase.start - found[-1].end <= 3 and (whole := joined(line, found[-1], phrase)):
            found[-1] = whole
        else:
            found.append(phrase)
        i = got.end
    return found


def _at_an_hour(line: Line, start: int) -> int | None:
    """Where "as of 8 a.m.", "станом на 10:00" begins that stands before a date."""
    k = start - 1
    while k > start - 8 and (
        line.kind(k) != "word"
        or line.is_a(k, "dates.clock", "dates.on")
        or line.low(k) in "apm"
        or line.tokens[k].glued
    ):
        if line.low(k) in (";", ",", "("):
            return None
        k -= 1
    begins = (line.ends_at(k + 1, cls) for cls in ("dates.as_of", "dates.by"))
    return min((b for b in begins if b is not None), default=None) if start - k > 2 else None


def _date_at(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    if line.kind(i) == "number":
        past = Found("", tag.end, span="1d", length=True) if (tag := line.at(i, "dates.past_day")) is not None else None
        return past or numeric(line, lex, i, published) or counted(line, lex, i, published)
    here = line.tags[i]
    if "dates.past_day" not in here and "dates.months" in here:
        return month_name(line, lex, i, published)
    return relative(line, lex, i, published)


def _of_mourning(line: Line, start: int, end: int) -> bool:
    """ "declared Friday a day of mourning", "оголосила жалобу в середу": the day when the dead are remembered."""
    near = range(max(0, start - _MOURNED), min(end + _MOURNED, len(line.tags)))
    return "dates.mourning" in line.has and any(line.is_a(j, "dates.mourning") for j in near)


def unchanged(line: Line, since: int) -> int | None:
    """ "Moscow has not updated its toll of 5,937 since September 2022": the verb; that was its last count."""
    if "words.updated" not in line.has:
        return None
    for j in range(len(line.tags)):
        denied = any(line.is_a(k, "words.negation") for k in range(max(0, j - _NOT_SINCE), j))
        clause = range(min(j, since), max(j, since))
        if denied and line.is_a(j, "words.updated") and not any(line.low(k) in (",", ";") for k in clause):
            return j
    return None


def _phrase(line: Line, i: int, got: Found) -> DatePhrase:
    start, starts = i, [i]
    part = False
    if len(got.value) == 4 and line.kind(i) == "number" and is_year_noun(line, i - 1):
        start = i - 1  # "in the year 2023"
        starts.append(start)
    for cls in ("dates.ago_before", "dates.last", "dates.part", "dates.this", "words.article"):
        if (begin := line.ends_at(start, cls)) is not None:
            start, part = (
                begin,
                part or (cls == "dates.part" and not (len(got.value) == 4 and line.is_a(begin, "words.article"))),
            )
            starts.append(begin)
    role, led = "plain", start
    for name, cls in _ROLES:  # the longest wins: "в ночь на 17 июня" is a night, not "by 17 June"
        begin = min((b for s in starts if (b := line.ends_at(s, cls)) is not None), default=start)
        if begin < led:
            role, led = name, begin
    if role == "start" and line.low(led) in _FROM and not line.is_a(got.end, "dates.until"):
        role = "plain"
    if role in ("on", "plain") and line.low(led - 1) == ":" and line.is_a(led - 2, "dates.as_of"):
        role, led = "as_of", led - 2  # "(Stand: 5. Juni)"
    attribute = "dates.weekdays" in line.tags[i] and line.is_a(got.end, "scope.incident")
    if role == "start" and "dates.today" in line.tags[i] and line.is_a(got.end - 1, "scope.incident"):
        role = "plain"  # "після нічного удару"
    if role == "start" and attribute and line.low(i).endswith(("ого", "ої", "его", "ой")):
        role = "plain"  # "після понеділкового удару": the day of the strike
    if role == "as_of" and got.span == "1mo" and line.is_a(led + 1, "dates.units"):
        role = "span"  # "au mois d'août", not "au 31 août"
    same = got.shift == "0d" and got.span in ("1mo", "1y")  # "three were killed in the same month"
    if (
        role == "span"
        and got.shift
        and not same
        and not (got.shift.endswith("y") and line.is_a(got.end - 2, "dates.units"))
    ):
        role = "plain"
    if role == "as_of" and line.low(led) in ("au", "al") and line.is_a(i, "dates.year_parts"):
        role = "span"  # "au premier trimestre", not "au 31 mars"
    closed = False
    if role in ("as_of", "until") and (first := _stretch_to(line, led, got.value)) is not None:
        got, closed = replace(got, begin=first), True
    if role in ("on", "plain") and got.span and got.span != "1d" and not part:
        role = "span"
    if role == "until":
        role = "as_of"
    if got.begin:
        role = "span"
    if got.length:
        role = "span"
    ends = role == "as_of" and line.low(led) not in _AT_END  # "с начала войны по 31 августа"
    opens = role == "start" or (not ends and in_since_clause(line, led, got.end if len(got.value) >= 4 else led))
    if opens and not got.length:
        role = "start"
    if role == "start" and unchanged(line, led) is not None:
        role = "as_of"
    own = _of_an_event(line, got.end) or _event_before(line, got.value, led)
    past = bool(got.value) and (role == "start" or own)  # "since Oct. 7", "the attack of Oct. 7", told in September
    if (got.future and not past) or _of_mourning(line, led, got.end):
        role = "future"
    since = role == "start" and led == 0  # "Since 27 May, when it opened, 397 people have been killed"
    opens = any(line.is_a(j, "dates.when") for j in _behind(line, got.end)) and not since  # "since 1987 when 13 died"
    return DatePhrase(
        got.value, role, led, got.end, span=got.span, shift=got.shift, length=got.length, opens=opens,
        current=got.current and not _earlier(line, led, got.end, role), closed=closed,
        weekday="dates.weekdays" in line.tags[i], night=any(line.is_a(j, "dates.night") for j in range(led, got.end)),
        of_toll=len(got.value) in (4, 7) and _toll_before(line, led),
        begin=got.begin, possessive=own,
    )  # fmt: skip


def _behind(line: Line, end: int) -> tuple[int, ...]:
    """Where a clause about a date may open: right behind it, or behind its comma (", in dem 141 Menschen starben")."""
    return (end, end + 1) if line.low(end) == "," else (end,)


def _earlier(line: Line, led: int, end: int, role: str) -> bool:
    """ "earlier this month", "Anfang dieses Monats": a part of it that is over, and not until today."""
    if role == "start":
        return False
    parts = (j for j in range(led, end) if line.is_a(j, "dates.part") and not line.is_a(j, "dates.units", "dates.of"))
    return line.ends_at(led, "dates.earlier") is not None or any(not line.is_a(j, "words.article") for j in parts)


def _stretch_to(line: Line, led: int, value: str) -> str | None:
    """ "in the week to 8 June", "die zehn Tage bis zum 2. Juli", "in the 12 months to May": the first day of it."""
    unit = line.at(led - 1, "dates.units") if line.low(led) in _TO and len(value) >= 7 else None
    if unit is None:
        return None
    text = line.low(led - 2)
    word = line.at(led - 2, "numbers.units") if line.kind(led - 2) != "number" else None
    many = int(text) if text.isdigit() and len(text) < 3 else int(word.value or 1) if word is not None else 1
    begin = shifted(value, f"-{many}{unit.value}")
    return begin if begin < value else None


def _toll_before(line: Line, led: int) -> bool:
    """ "the toll for July", "el saldo de julio", "die Verluste des Jahres": a noun of counting right before a date."""
    at = led if line.low(led) in _OF_TOLL else led - 1
    if line.low(at) not in _OF_TOLL:
        return False
    return any(line.ends_at(at, cls) is not None for cls in _TOLLS)


def _of_an_event(line: Line, end: int) -> bool:
    """ "Thursday's crash", "a day after drones hit", "2015's toll", where the possessive is a token of its own."""
    if line.tokens[end - 1].possessive or line.low(end - 1) == "after":
        return True
    digits = end < len(line.tokens) and line.tokens[end].text == "s" and line.kind(end - 1) == "number"
    return digits and line.tokens[end].start - line.tokens[end - 1].end <= 1


def _event_before(line: Line, value: str, led: int) -> bool:
    """Whether a date is an event's own: a day after its noun, a month after its noun and "of"."""
    if len(value) == 10:
        return _after_event(line, led)
    nouns = ("scope.war", "scope.battle", *_EVENTS)
    return len(value) == 7 and line.is_a(led, "words.of") and any(cls in line.endings(led) for cls in nouns)


def _after_event(line: Line, start: int) -> bool:
    """ "the earthquake of 6 February", "le séisme survenu vendredi", "the attack on Israel on 7 October"."""
    for j in range(start - 1, max(-1, start - 7), -1):
        if line.is_a(j, "scope.incident", "scope.disaster") or any(c in line.endings(j + 1) for c in _EVENTS):
            return True
        if line.low(j) == "," and line.is_a(j + 1, "dates.happened"):
            continue  # "атаки, совершённой 7 октября"
        if not (
            line.is_a(j, "dates.happened", "words.preposition", "words.of")
            or line.capital(j)
            or any("dates.happened" in line.endings(k) for k in (j + 1,))
        ):
            return False
    return False


def names_day_alone(line: Line, phrase: DatePhrase) -> bool:
    """Whether a date names its day and month but no year: "7 October"."""
    tokens = range(phrase.start, phrase.end)
    year = any(year_of(line.low(j)) is not None for j in tokens)
    return not year and len(phrase.value) == 10 and any(line.is_a(j, "dates.months") for j in tokens)

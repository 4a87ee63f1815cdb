"""Tokens to dates as precise as the text: "on Wednesday", "last October", "by February 4", "six months ago".

Patterns are our own because a date library loses the precision ("in 2022" becomes a day) and takes "35,000 a month" for
a date. Everything relative resolves against the day of publication, so the same text gives the same dates for ever.
"""

import datetime as dt
from dataclasses import dataclass, replace

from monitor.detect.date_phrases.around_dates import (
    at_an_hour,
    behind,
    earlier,
    event_before,
    of_an_event,
    of_mourning,
    stretch_to,
    toll_before,
    unchanged,
)
from monitor.detect.date_phrases.fixed_dates import Found, is_year_noun, month_name, numeric, year_of
from monitor.detect.date_phrases.onsets import begins_war
from monitor.detect.date_phrases.relative_dates import counted, in_week, relative
from monitor.detect.date_phrases.since_clauses import in_since_clause
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_ROLES = (
    ("as_of", "dates.as_of"), ("start", "dates.start"), ("until", "dates.until"), ("as_of", "dates.by"),
    ("on", "dates.on"), ("span", "dates.in"),
)  # fmt: skip
_COUNTS = frozenset({"numbers.units", "numbers.one", "numbers.collective", "numbers.dozen"})
_TELL = ("on", "plain", "span")
_FROM = ("from", "after", "vom", "от")  # of a day, unless "until" follows: "die Explosion vom Freitag"
_OPENED = ("between", "from", "entre", "zwischen", "між", "между")
_AND = ("and", "und", "et", "y", "та", "і", "й", "и")
_OF_DAY = (",", "on", "of", "the", "des", "vom", "von", "du", "de", "del", "auf", "den", "zum", "le", "el")
_APPOSED = (",", "(", "den", "dem", "le", "el", "the")
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

    @property
    def by_month(self) -> bool:
        """ "By the end of August": a count runs up to then."""
        return self.role == "as_of" and len(self.value) == len("2025-08")

    @property
    def until_day(self) -> bool:
        """ "from 24 February to 6 November": a stretch up to a day."""
        return self.begin is not None and len(self.value) == 10 and not self.is_day


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
            led = at_an_hour(line, phrase.start)
            phrase = replace(phrase, role="as_of", start=led) if led is not None else phrase
        if phrase.role != "start" and any(
            line.is_a(j, "dates.unrelated") and not (phrase.weekday or line.is_a(j, "scope.crash", "scope.incident"))
            for j in range(phrase.start - 2, phrase.start)
        ):
            phrase = replace(phrase, value="", span=None, shift=None)  # "a camp founded in 1826"
        if phrase.role in _TELL and begins_war(line, phrase.start, phrase.end, phrase.value, published):
            phrase = replace(phrase, role="start")
        if found and phrase.start - found[-1].end <= 3 and (whole := _joined(line, found[-1], phrase)):
            found[-1] = whole
        else:
            found.append(phrase)
        i = got.end
    return found


def _date_at(line: Line, lex: Lexicon, i: int, published: dt.date | None) -> Found | None:
    if line.kind(i) == "number":
        past = Found("", tag.end, span="1d", length=True) if (tag := line.at(i, "dates.past_day")) is not None else None
        return past or numeric(line, lex, i, published) or counted(line, lex, i, published)
    here = line.tags[i]
    if "dates.past_day" not in here and "dates.months" in here:
        return month_name(line, lex, i, published)
    return relative(line, lex, i, published)


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
    if role in ("as_of", "until") and (first := stretch_to(line, led, got.value)) is not None:
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
    own = of_an_event(line, got.end) or event_before(line, got.value, led)
    past = bool(got.value) and (role == "start" or own)  # "since Oct. 7", "the attack of Oct. 7", told in September
    if (got.future and not past) or of_mourning(line, led, got.end):
        role = "future"
    since = role == "start" and led == 0  # "Since 27 May, when it opened, 397 people have been killed"
    opens = any(line.is_a(j, "dates.when") for j in behind(line, got.end)) and not since  # "since 1987 when 13 died"
    return DatePhrase(
        got.value, role, led, got.end, span=got.span, shift=got.shift, length=got.length, opens=opens,
        current=got.current and not earlier(line, led, got.end, role), closed=closed,
        weekday="dates.weekdays" in line.tags[i], night=any(line.is_a(j, "dates.night") for j in range(led, got.end)),
        of_toll=len(got.value) in (4, 7) and toll_before(line, led),
        begin=got.begin, possessive=own,
    )  # fmt: skip


def names_day_alone(line: Line, phrase: DatePhrase) -> bool:
    """Whether a date names its day and month but no year: "7 October"."""
    tokens = range(phrase.start, phrase.end)
    year = any(year_of(line.low(j)) is not None for j in tokens)
    return not year and len(phrase.value) == 10 and any(line.is_a(j, "dates.months") for j in tokens)


def _joined(line: Line, left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
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


def _apart(left: DatePhrase, right: DatePhrase) -> bool:
    """Whether a day or more lies between two: what happened "between Saturday and Sunday" happened in one night."""
    if not (left.weekday and right.weekday) or not len(left.value) == len(right.value) == 10:
        return False
    return (dt.date.fromisoformat(right.value) - dt.date.fromisoformat(left.value)).days > 1


def _one_day(line: Line, left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
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


def _of_week(line: Line, left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
    """ "Thursday last week", "jeudi de la semaine dernière", "letzte Woche am Donnerstag": that day of that week."""
    day, week = (left, right) if left.weekday else (right, left)
    apart = right.start - left.end > 2 or any(line.kind(j) != "word" for j in range(left.end, right.start))
    plain = day.begin is None and week.begin is None and day.role not in ("start", "as_of")
    if apart or not (plain and day.weekday and week.span == "1w" and not week.length and day.value and week.value):
        return None
    value, opens = in_week(day.value, week.value), left.opens or right.opens
    return replace(day, value=value, role="on", start=left.start, end=right.end, opens=opens)


def _is_daypart(line: Line, phrase: DatePhrase) -> bool:
    """ "am Abend", "midday", "dans la nuit": of today, unless a date follows."""
    today = any(line.is_a(j, "dates.today") for j in range(phrase.start, phrase.end))
    return today and len(phrase.value) == 10 and phrase.span is None and phrase.begin is None


def _told_year(line: Line, left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
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

"""The year of a month or day, told beside it: by the month before it in a list, by "last year" behind a comma."""

from dataclasses import replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_BROKEN = ("words.who", "dates.when", "dates.that", "dates.relative", "source.which", "scope.rate")
_FAR = 16  # tokens from one month to the next
_BESIDE = 8  # tokens from a number to its month


def in_their_year(line: Line, found: list[DatePhrase], today: str | None) -> list[DatePhrase]:
    """ "4,289 deaths in March 2022, 840 in April and 586 in May": none of the year of the article."""
    if len(found) < 2 or today is None:
        return found
    out = [found[0]]
    for phrase in found[1:]:
        last = out[-1]
        if _is_bare_month(line, phrase) and _leads(line, last, phrase):
            year = int(last.value[:4]) + (phrase.value[5:] < last.value[5:7])
            value = f"{year}-{phrase.value[5:]}"
            phrase = replace(phrase, value=value) if value < min(phrase.value, today[:7]) else phrase
        out.append(phrase)
    return out


def _is_bare_month(line: Line, phrase: DatePhrase) -> bool:
    month = len(phrase.value) == 7 and phrase.span == "1mo" and phrase.role not in ("start", "future", "as_of")
    return month and phrase.shift is None and not any(line.low(j).isdigit() for j in range(phrase.start, phrase.end))


def _leads(line: Line, last: DatePhrase, phrase: DatePhrase) -> bool:
    """Whether a month with its year, told of a number, stands before another number's month."""
    dated = len(last.value) >= 7 and last.role not in ("start", "future") and not last.possessive
    between = range(last.end, phrase.start)
    if not dated or len(between) > _FAR or last.value[:4] == phrase.value[:4]:
        return False
    if any(line.is_a(j, *_BROKEN) or line.low(j) == ";" for j in between):
        return False
    beside = (*range(max(0, last.start - _BESIDE), last.start), *range(last.end, last.end + 3))
    counted = any(line.kind(j) == "number" for j in beside)  # not "the war, begun in February 2022, killed 300 in May"
    return counted and any(line.kind(j) == "number" for j in (*between, phrase.end, phrase.end + 1))


def tells_its_year(line: Line, day: DatePhrase, year: DatePhrase) -> bool:
    """ "On May 10, last year": the year of the day before the comma."""
    told = len(day.value) == 10 and len(year.value) == 4 and year.start == day.end + 1 and line.low(day.end) == ","
    named = (day.start, day.end), (year.start, year.end)
    worded = not any(
        len(line.low(j)) == 4 and line.low(j).isdigit() for first, last in named for j in range(first, last)
    )
    return told and worded and line.kind(year.end) != "number"

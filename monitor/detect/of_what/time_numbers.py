"""Numbers that are a day, a year, a season or a time of day: "On 21, 22 and 30 September", "la crise de 2015"."""

from collections.abc import Iterable

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at

_HOURS = frozenset({"h", "uhr", "hrs", "ч"})
_MINUTES_OF = frozenset({"uhr", "heure", "heures"})
_CENTURY = 100
_DAYS = 31
_LISTED = 9  # tokens from a day over its list to the month


def days_of_month(line: Line, number: Number) -> bool:
    """ "On 21, 22 and 30 September", "les 21, 22 et 30 septembre": all but the last are days without a month."""
    j, listed = number.end, False
    while number.digits and number.high <= _DAYS and j < number.end + _LISTED:
        if line.low(j) not in (",", ".") and not line.is_a(j, "words.conjunction"):
            break
        j += 1
        if line.kind(j) == "number" and line.tokens[j].text.isdigit() and int(line.tokens[j].text) <= _DAYS:
            j, listed = j + 1, True
    j += line.is_a(j, "words.of") and line.kind(j) == "word"
    return listed and line.is_a(j, "dates.months", "dates.day_months") and population_at(line, number.end) is None


def ends_season(line: Line, number: Number) -> bool:
    """ "In 1985/86", "сезон 2023/24": the second half of a year of two calendars."""
    before = line.low(number.core - 2)
    year = number.digits and line.low(number.core - 1) == "/" and len(before) == 4 and before.isdigit()
    return year and "1900" <= before <= "2030" and number.low < _CENTURY


def counts_a_year(line: Line, lex: Lexicon, number: Number) -> bool:
    """ "In Gaza, 2024 killed hopes", "la crise de 2015": four digits without a separator that count nobody."""
    if not is_year(line, number):
        return False
    counts = population_at(line, number.end) or any(cls.endswith(".noun") for cls in _tags(line, number.end))
    if lex.lang == "en":
        return not population_at(line, number.end)
    of_then = line.is_a(number.start - 1, "words.preposition", "words.of")  # "bei der Katastrophe von 2004 starben"
    then = lex.lang == "de" and not line.is_a(number.end, "words.of")  # "Sechs Menschen starben 2019 dort"
    return (of_then or then) and not counts


def is_year(line: Line, number: Number) -> bool:
    """Whether a number looks like a year: four digits without a separator or a word on them."""
    text = line.tokens[number.core].text
    return len(text) == 4 and text.isdigit() and 1900 <= number.low <= 2030 and number.start == number.core


def _tags(line: Line, j: int) -> Iterable[str]:
    return line.tags[j] if j < len(line.tags) else ()


def is_clock(line: Line, number: Number) -> bool:
    """ "07:05 Six people are dead", "18 h 40": a time of day, as live blogs begin their entries."""
    if line.low(number.end) in _HOURS or (number.digits and line.low(number.core - 1) == "h"):
        return True
    if number.digits and line.low(number.core - 1) in _MINUTES_OF and line.kind(number.core - 2) == "number":
        return number.high < 60 and population_at(line, number.end) is None  # "vers 1 heure 40", "um 14 Uhr 35"
    for at in (number.core - 1, number.end):
        if (
            line.low(at) == ":"
            and line.tokens[at].glued
            and line.kind(at + 1) == "number"
            and line.tokens[at + 1].glued
        ):
            return line.kind(at - 1) == "number" and len(line.low(at - 1)) < len("2023")  # a label that ends in a year
    return False


def clock_tokens(line: Line) -> set[int]:
    """The tokens of "10:00", "18 Uhr": a time, that parts no count from its noun ("станом на 10:00 поранених 40")."""
    found: set[int] = set()
    for j, token in enumerate(line.tokens[:-1]):
        if token.kind != "number" or len(token.low) > 2:
            continue
        end = j + 1
        if line.low(end) == ":" and line.kind(end + 1) == "number" and len(line.low(end + 1)) == 2:
            glued = line.tokens[end].glued and line.tokens[end + 1].glued
            end += 2 * glued
        hours = line.low(end) in _HOURS
        if end > j + 1 or hours:
            found |= {*range(j, end + hours)}
    return found

"""Numbers that are somebody's age: "a woman of 60", "Pavlo Hrynko, 58,", "four of the victims were under 18"."""

from collections.abc import Container

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line, population_at

AGE_MOST = 110  # years: the oldest that a person is
_ONE = frozenset({"a", "an", "un", "une", "una", "ein", "eine", "einen"})
_PERSON = 6  # tokens from an age back to the article of whose it is
_CLOSES = frozenset({";", ".", ")", "", "and", "und", "et", "y", "и", "і", "та"})  # behind an age in a list of names
_NAME = 9  # tokens of a name
_PARTICLES = frozenset(
    {"-", "al", "el", "abu", "bin", "ibn", "ben", "de", "del", "van", "von", "der", "da", "ould", "ag"}
)
_FROM = frozenset({"from", "of", "aus", "из", "із", "з", "зі"})


def bounds_age(line: Line, number: Number, harm_at: Container[int]) -> bool:
    """ "Four of the victims were under 18", "plus de 70 ans"; "they were over 40 women", "40 morts" count."""
    if number.high >= AGE_MOST or number.end in harm_at or population_at(line, number.end) is not None:
        return False
    units = line.at(number.end, "dates.units")
    years = units is not None and units.value == "y"
    if line.is_a(number.end + years, "words.and_older") and (years or line.is_a(number.end + 1, "words.older")):
        return True  # "104 were 70 or older", "de 65 ans et plus"; not "37 ou plus sont morts"
    bound = line.ends_at(number.core, "words.age_bound")
    if bound is None and years:
        bound = line.ends_at(number.core, "words.years_bound")
    if bound is None:
        return False
    ends = line.low(number.end + years) in (",", ".", "", ";") and line.low(bound - 2) in (",", "(", "–")
    if ends and line.is_a(bound - 1, "words.all", "words.most"):
        return True  # "40 victims, all over sixty", "douze morts, la plupart de plus de 70 ans"
    had = line.is_a(bound - 1, "words.auxiliary", "words.aged") or (years and line.is_a(bound - 1, "words.had_years"))
    of_them = line.is_a(bound - 1, "words.them", "words.subset") and line.low(number.end) in (".", ",", ";", "")
    return had or of_them or line.is_a(bound, "words.older")  # "a third of them under 18."


def is_age_aside(line: Line, number: Number) -> bool:
    """ "Killed Pavlo Hrynko, 58, and 90 others": the age after a name."""
    bare = number.digits and number.start == number.core and number.high < AGE_MOST
    if bare and line.low(number.start - 1) == "," and line.low(number.end) in _CLOSES:
        return _is_full_name(line, number.start - 2)  # "named the dead as Ali al-Sayed, 21; Omar Nasr, 17; and ..."
    if bare and line.low(number.start - 1) == "(" and line.low(number.end) == ")":
        return all(_is_full_name(line, j) for j in _bracketed(line))  # not "Siaya (5) and Homa Bay (3)"
    named = line.capital(number.start - 2) and not line.is_a(number.start - 2, "party", "place", "capital")
    named = named or (line.capital(number.start - 2) and line.low(number.end + 1) in _FROM)  # "Ann Rhodes, 75, of Bath"
    whole = line.capital(number.start - 3) or line.is_a(number.start - 3, "source.says")
    whole = whole or line.is_a(number.end + 1, "words.who")  # "said Natalia, 45, whose brother vanished"
    return bare and line.low(number.start - 1) == "," == line.low(number.end) and named and whole


def _bracketed(line: Line) -> list[int]:
    """The tokens before each bracket that holds a number and nothing else."""
    return [
        j - 1
        for j in range(1, len(line.tokens) - 2)
        if line.low(j) == "(" and line.kind(j + 1) == "number" and line.low(j + 2) == ")"
    ]


def _is_full_name(line: Line, last: int) -> bool:
    """Whether a person's full name ends at a token: two or more words that no preposition of place leads."""
    k, parts = last, 0
    while k >= 0 and last - k < _NAME and (line.capital(k) or line.low(k) in _PARTICLES):
        if line.is_a(k, "party", "place", "capital", "dates.months", "dates.weekdays"):
            return False
        parts += line.capital(k)
        k -= 1
    led = line.is_a(k, "words.place_preposition") or line.low(k) in _FROM
    return parts > 1 and line.capital(last) and not led


def tells_age(line: Line, number: Number) -> bool:
    """ "His three children, who were 13, nine and five": in English a relative clause's bare number is an age."""
    clause = line.low(number.core - 1) in ("was", "were", "is", "are") and line.is_a(number.core - 2, "words.who")
    return clause and (line.low(number.end) in (",", ".", "") or line.is_a(number.end, "words.conjunction"))


def is_age(line: Line, number: Number, end: int) -> bool:
    """ "Four students and a vendor's son, 14.": a number after one person, set off by commas; it ends at `end`."""
    at = number.start - 1
    parted = line.low(at) == "," and line.low(end) in (",", ".", "", ";", ")")
    if not (parted and number.digits and number.high <= AGE_MOST and line.kind(at - 1) == "word"):
        return False
    for j in range(at - 1, max(-1, at - _PERSON), -1):
        if line.kind(j) != "word":
            return False
        if line.is_a(j, "words.own") or line.low(j) in _ONE or line.tokens[j].possessive:
            return True
    return False

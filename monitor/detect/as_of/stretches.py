"""A stretch whose two days stand around an aside: "From 24 February 2022, when the attack began, to 17 September 2023".

It is the opening of every monthly count of the United Nations' monitors in Ukraine. Read apart, its first day was the
start of a span that never ended, and the last one the day of something else.
"""

from dataclasses import replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_FROM = frozenset({"from", "vom", "von", "du", "del", "desde", "з", "із", "зі", "від", "с", "со", "от"})
_TO = frozenset({"to", "through", "bis", "au", "al"})
_DASHES = frozenset({"–", "—", "-"})
_OPENS = frozenset({"(", ","})
_ASIDE = 18  # tokens of what is told of the first day


def stretched(line: Line, phrases: list[DatePhrase]) -> list[DatePhrase]:
    """The phrases, with the two days of such a stretch as one."""
    for k in range(1, len(phrases)):
        left, right = phrases[k - 1], phrases[k]
        if left.length and right.begin is not None and left.end + 1 == right.start and line.low(left.end) in _OPENS:
            return [
                *phrases[: k - 1],
                replace(right, start=left.start),
                *phrases[k + 1 :],
            ]  # "en une semaine (du 25 au 31 mai)"
        if _opens(line, left) and _closes(line, right) and left.value < right.value and _aside(line, left, right):
            one = replace(right, role="span", start=left.start, begin=left.value, span=None)
            return [*phrases[: k - 1], one, *phrases[k + 1 :]]
    return phrases


def _opens(line: Line, phrase: DatePhrase) -> bool:
    first = line.low(phrase.start) in _FROM or line.low(phrase.start - 1) in _FROM
    return first and len(phrase.value) == 10 and phrase.begin is None and phrase.role in ("start", "on", "plain")


def _closes(line: Line, phrase: DatePhrase) -> bool:
    until = any(line.is_a(j, "dates.until") or line.low(j) in _TO for j in (phrase.start - 1, phrase.start))
    return until and len(phrase.value) == 10 and phrase.begin is None


def _aside(line: Line, left: DatePhrase, right: DatePhrase) -> bool:
    aside = range(left.end + 1, right.start - 1)
    marks = (line.low(left.end), line.low(right.start - 1))
    closed = marks == (",", ",") or (marks[0] in _DASHES and marks[1] in _DASHES)
    return closed and len(aside) <= _ASIDE and all(line.kind(j) == "word" or line.low(j) == "-" for j in aside)

"""A saying of a day that was named just before: "The last figure dates from mid-April. He had then spoken of 3,000"."""

from collections.abc import Sequence

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_CUE = 4  # tokens between "then" and the verb of saying
_SAYS = ("source.says", "source.discloses", "source.reckons", "source.speaks", "scope.given")
_STOPS = (";", ":", "(")
_THAN = frozenset({"que", "qu", "как", "як"})  # "alors que", "тогда как"
_UNTIL = frozenset({"jusqu", "hasta", "до", "bis"})  # "jusqu'alors"


def then_said(line: Line, found: Sequence[DatePhrase], before: Sequence[DatePhrase]) -> DatePhrase | None:
    """The date that "then" points at, of this sentence or of the one before, where somebody spoke on it."""
    at = _then(line)
    if at is None or any(p.value and p.start >= at and p.shift != "0d" for p in found):
        return None
    here = [p for p in found if p.end <= at and p.value]
    told = here or [p for p in before if p.value]
    last = told[-1] if told else None
    if last is None or last.length or last.current or last.role == "future":
        return None
    return last


def of_then(line: Line, phrase: DatePhrase) -> bool:
    """Whether "then", with which somebody speaks, points at a date: it is no span of the number's."""
    at = _then(line)
    return at is not None and phrase.end <= at


def _then(line: Line) -> int | None:
    """Where "then" stands beside a verb of saying: "avait alors parlé", "sprach damals von", "тогда говорил"."""
    if "dates.at_the_time" not in line.has:
        return None
    for j in range(len(line.tokens)):
        tag = line.at(j, "dates.at_the_time")
        if tag is None or line.low(tag.end) in _THAN or line.low(j - 1) in _UNTIL:
            continue
        near = (*range(max(0, j - _CUE), j), *range(tag.end, tag.end + _CUE))
        if any(line.is_a(k, *_SAYS) and not _parted(line, j, k) for k in near):
            return j
    return None


def _parted(line: Line, j: int, k: int) -> bool:
    return any(line.low(m) in _STOPS for m in range(min(j, k), max(j, k)))

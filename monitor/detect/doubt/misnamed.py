"""A figure that the next sentence takes back in so many words: "Tuesday's figure of 31 was wrong", "that was the number
of injured, not dead".
"""

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line
from monitor.model import Measure

_CLAIM = 4  # tokens from "the figure of" on to the number
_VERDICT = 6  # tokens from the number on to "was wrong"
_NOT = 4  # tokens from "not" to the harm that it was not
_MEASURES = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING)
_FORMS = ("noun", "part", "toll")


def called_wrong(line: Line, number: Number) -> bool:
    """ "The figure of 15 given on Sunday was wrong", "Das war falsch": a claim before the number, a verdict behind."""
    if line.has.isdisjoint(("status.amends", "status.wrong")):
        return False
    if not any(line.is_a(j, "status.claim") for j in range(max(0, number.start - _CLAIM), number.start)):
        return False
    for j in range(number.end, number.end + _VERDICT):
        if line.is_a(j, "status.amends", "status.wrong"):
            return True
        if line.low(j) in (",", ";", ":", ".", "") or line.kind(j) == "number" or line.is_a(j, "words.negation"):
            return False
    return False


def not_that(line: Line) -> Measure | None:
    """ "That was the number of injured, not dead": what a sentence without a number says that the last one was not."""
    if "words.count" not in line.has or "words.negation" not in line.has:
        return None
    first = None
    for j in range(len(line.tokens)):
        if line.kind(j) == "number":
            return None
        here = next((m for m in _MEASURES if line.is_a(j, *(f"{m.value}.{form}" for form in _FORMS))), None)
        if here is None:
            continue
        if first is not None and here is not first:
            negated = any(line.is_a(k, "words.negation") for k in range(max(0, j - _NOT), j))
            return here if negated else None
        first = here
    return None

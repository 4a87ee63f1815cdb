"""So many to one who was harmed: "one killed for every five", "auf einen getöteten Soldaten drei Verwundete"."""

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.lexicon import MEASURES
from monitor.detect.reading.line import Line, population_at

_FEW = 20  # more to one is no rule of thumb
_OPENS = 7  # tokens from "to one" on to the number that it takes
_BEHIND = 3  # tokens from a number over its people to "for every"
_HARMED = tuple(f"{name}.{form}" for name in MEASURES for form in ("noun", "part", "fell"))


def to_one(line: Line, number: Number) -> bool:
    """Whether a small number is so many for each or for one of the harmed."""
    if number.high > _FEW:
        return False
    for j in range(number.start - 1, max(-1, number.start - 1 - _OPENS), -1):
        if line.low(j) in (",", ";", ".", ":") or line.kind(j) == "number" or line.is_a(j, "words.conjunction"):
            break  # "stieg auf einen Toten und drei Verletzte"
        tag = line.at(j, "words.to_one")
        if tag is not None and tag.end < number.start and line.is_a(tag.end, *_HARMED):
            return True
    k = number.end
    while k < number.end + _BEHIND and (line.is_a(k, "party", *_HARMED) or population_at(line, k) is not None):
        k += 1
    tag = line.at(k, "words.in_every")
    return tag is not None and k > number.end and not line.is_a(tag.end, "dates.units")

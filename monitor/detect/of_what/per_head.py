"""Ratios to a population or to ground: "26 murders per 100,000 people", "68 dead per square kilometre" count nobody."""

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line

_RATIO = 10  # tokens from a number to what it is per ("14 personas muertas en las carreteras por cada 100.000")
_AFTER = 14  # tokens from a ratio that opens the clause to its number ("На 100 тыс. населения приходится 26 убийств")
_RANKED = 16  # tokens from "followed by" to a number of those that follow
_SPAN = 4  # tokens from "per" to the number that it takes
_ROUND = frozenset({"1000", "10000", "100000", "1000000"})
_FEW = 5  # times: "stieg von 90.000 auf 100.000 Menschen" is no ratio
_CLASSES = frozenset({"words.births", "words.per_head", "words.per", "words.per_of", "words.per_area"})
_OPENS = 6  # tokens from the opening of "of every 1,000 live births" to its noun
_GROUND = 5  # tokens between a number and the ground that it is per
_MARKS = (".", ",", ";", ":", "–", "")


def per_head(line: Line, number: Number) -> bool:
    """Whether a number is so many per thousand or per 100,000 of a population, or that thousand."""
    if line.has.isdisjoint(_CLASSES):
        return False
    if "words.per_area" in line.has and _per_area(line, number):
        return True
    if "words.births" in line.has and _of_births(line, number):
        return True
    scaled = not line.has.isdisjoint(("words.per_head", "numbers.scales"))  # "je 1 Mio. Einwohner"
    if not scaled and not any(token.low[-3:] == "000" for token in line.tokens):
        return False  # "auf", "pour", "на" stand in every second sentence
    for j in range(max(0, number.core - _SPAN), number.core):
        if (end := _ratio(line, j, _told_before(line, j))) is not None and end > number.core:
            return True
    for j in range(number.end, number.end + _RATIO):
        if _ratio(line, j, number.high) is not None:
            return True
        if line.kind(j) == "number" or line.low(j) in (".", ";", ""):
            break
    if "words.followed_by" in line.has and _next_in_rank(line, number):
        return True
    for j in range(number.start - 1, max(-1, number.start - _AFTER), -1):
        if line.low(j) in _MARKS and line.low(j - 1) not in ("тыс", "тис"):
            return False
        if _ratio(line, j, number.high) is not None:
            return j == 0 or line.low(j - 1) in _MARKS or line.is_a(j - 1, "words.conjunction")
    return False


def _per_area(line: Line, number: Number) -> bool:
    """ "An average of 68 casualties per square kilometre", "casualties per square kilometre came to 68"."""
    for side in (range(number.end, number.end + _GROUND), range(number.start - 1, number.start - 1 - 2 * _GROUND, -1)):
        for j in side:
            if line.is_a(j, "words.per_area"):
                return True
            if j < 0 or line.kind(j) == "number" or line.low(j) in (*_MARKS, ")"):
                break
    return False


def _of_births(line: Line, number: Number) -> bool:
    """ "Of every 1,000 live births, 38 children died before the age of five": the thousand, and how many of it."""
    if not line.is_a(0, "words.of", "words.per_of", "words.per", "words.every", "words.in_every", "words.whole_opens"):
        return False
    for j in range(1, _OPENS):
        if line.is_a(j, "words.births"):
            whole = "".join(c for k in range(1, j) if line.kind(k) == "number" for c in line.low(k) if c.isdigit())
            return whole in _ROUND and number.high <= int(whole)
    return False


def _next_in_rank(line: Line, number: Number) -> bool:
    """ "29 deaths per million inhabitants, followed by Bavaria with 28 and Hesse with 26": each as per the first."""
    next_one = next((j for j in range(number.start - 1, max(-1, number.start - _RANKED), -1)
                     if line.is_a(j, "words.followed_by")), None)  # fmt: skip
    if next_one is None:
        return False
    return any(_ratio(line, j, number.high) is not None for j in range(max(0, next_one - _RATIO), next_one))


def _told_before(line: Line, j: int) -> int:
    """The number that stands before "per": "von 90.000 auf 100.000 Menschen" tells of two totals."""
    for k in range(j - 1, max(-1, j - _RATIO), -1):
        if line.kind(k) == "number" and (told := "".join(c for c in line.low(k) if c.isdigit())):
            return int(told)
    return 0


def _ratio(line: Line, j: int, of: int) -> int | None:
    """The token after "per 100,000" at j, of which `of` is a small part.

    "pour", "auf", "на" tell it only with the people of a population behind.
    """
    if (tag := line.at(j, "words.per_head")) is not None:
        return tag.end
    firm, soft = line.at(j, "words.per"), line.at(j, "words.per_of")
    tag = firm or soft
    whole = "".join(c for c in line.low(tag.end) if c.isdigit()) if tag is not None else ""
    if tag is not None and whole == "1" and line.is_a(tag.end + 1, "numbers.scales"):  # "je 1 Mio. Einwohner"
        end = tag.end + 2 + (line.low(tag.end + 2) == ".")
        return end + 1 if firm is not None or line.is_a(end, "words.heads") else None
    if tag is None or whole not in _ROUND or of * _FEW > int(whole):
        return None
    if line.kind(tag.end) != "number" or (firm is None and not line.is_a(tag.end + 1, "words.heads")):
        return None
    return tag.end + 1

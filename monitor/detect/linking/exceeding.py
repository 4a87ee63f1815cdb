"""How far a total stands above the one before: "46,788, 81 more than the day before", "– 81 mehr als am Tag zuvor"."""

from collections.abc import Set

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_THAN = 4  # tokens from "more" to the day that the total is compared with


def exceeds(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "81 more than on Wednesday", "81 de plus que la veille", "81 más en las últimas 24 horas"."""
    if not group.bare and not (group.unknown and line.is_a(group.number.end, "scope.more")):
        return False  # "на 4216 больше, чем месяц назад"
    if line.is_a(group.number.end, "scope.increment"):
        return True
    more = _more(line, group.number.end)
    if more is None:
        return False
    near = range(more, min(more + _THAN, len(line.tokens)))
    if not any(j in dated for j in near) or line.low(more) == ",":
        return False
    return line.is_a(more, "dates.than") or line.low(more) in _QUE or any(line.is_a(j, "dates.units") for j in near)


_QUE = ("que", "qu", "than", "als", "чем", "ніж")


def of_excess(line: Line, phrase: DatePhrase) -> bool:
    """Whether the day is the one that a total is above: it tells nothing of the total itself."""
    for j in range(phrase.start, max(0, phrase.start - _THAN), -1):
        if line.is_a(j, "dates.than") or line.low(j) in _QUE:
            more = any(_more(line, m) == j for m in (j - 1, j - 2))
            return more and any(line.kind(m) == "number" for m in (j - 2, j - 3))
    return False


def _more(line: Line, j: int) -> int | None:
    """The token after "more", "de plus"."""
    j += line.is_a(j, "words.of") and line.is_a(j + 1, "scope.more")
    if not line.is_a(j, "scope.more"):
        return None
    return j + 1 + (line.low(j + 1) == "," and line.low(j + 2) in _QUE)  # "на 81 больше, чем накануне"

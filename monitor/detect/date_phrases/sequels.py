"""Tokens to the day of an event that the news comes after: "The attack comes a week after 16 people were killed"."""

from monitor.detect.date_phrases.fixed_dates import Found
from monitor.detect.reading.line import Line

_BEHIND = 22  # tokens from "a week after" to the number of those who were harmed then
_BARELY = 3  # words between the verb and the count: "comes just", "произошёл всего через"
_DONE = frozenset({"killed.verb", "killed.fell", "killed.part", "wounded.verb", "wounded.part", "words.lives_verb"})
_MOST = 99  # units that a paper counts back


def sequel(line: Line, i: int) -> Found | None:
    """The day counted back from the news by a count at token i: "a week" in "It comes a week after a blast killed 9".

    The verb must say that the news itself came then: "Two days after the quake, the toll rose to 300" has none.
    """
    if not came(line, i):
        return None
    many, j = _count(line, i)
    unit = line.at(j, "dates.units") if many else None
    if unit is None or unit.value not in ("d", "w", "mo", "f"):
        return None
    after = line.at(unit.end + (line.low(unit.end) == ","), "dates.after")
    if after is None:
        return None
    return Found("", unit.end, shift=f"-{many}{unit.value}") if _numbered(line, after.end) else None


def _numbered(line: Line, first: int) -> bool:
    """Whether a number follows that is the older event's, and not the news's own: "after heavy rain and killed 12"."""
    for k in range(first, min(first + _BEHIND, len(line.tokens))):
        if _is_number(line, k):
            return True
        joined = k > first and line.is_a(k, "words.conjunction")
        verbal = joined and line.kind(k + 1) == "word" and not line.is_a(k + 1, "words.article", "words.preposition")
        if verbal and (_is_number(line, k + 2) or _is_number(line, k + 3)):
            return False  # "and left 12 dead", "et a fait 12 morts"
        ends = joined or (k > first and line.low(k) in (",", ";"))
        if ends and not all(_DONE.isdisjoint(tags) for tags in line.tags[k + 1 : k + 3]):
            return False
    return False


def _is_number(line: Line, k: int) -> bool:
    return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective", "numbers.round")


def came(line: Line, i: int) -> bool:
    """Whether the verb of coming stands right before a count, but for "just" or "через"."""
    if "dates.befell" not in line.has:
        return False
    for k in range(i, max(0, i - _BARELY - 1), -1):
        if line.ends_at(k, "dates.befell") is not None:
            return True
        if not line.is_a(k - 1, "dates.barely"):
            return False
    return False


def _count(line: Line, i: int) -> tuple[int, int]:
    """How many units, and where the unit stands: "two weeks", "a week", "неделю"."""
    if line.kind(i) == "number":
        text = line.low(i)
        return (int(text), i + 1) if text.isdigit() and len(text) < 3 and int(text) <= _MOST else (0, i)
    for cls in ("numbers.units", "numbers.collective"):
        if (tag := line.at(i, cls)) is not None and line.is_a(tag.end, "dates.units"):
            return (int(tag.value), tag.end) if isinstance(tag.value, int) and tag.value else (0, i)
    if line.is_a(i, "numbers.one", "words.article") and not line.is_a(i, "dates.units"):
        return 1, i + 1
    return (1, i) if line.is_a(i, "dates.units") else (0, i)

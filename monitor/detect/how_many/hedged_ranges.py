"""Where a second, guessed number goes on from a first: "200, perhaps 250 people", "двадцать, а то и тридцать"."""

from monitor.detect.reading.line import Line, population_at

_PAUSES = (",", "-", "–", "—")
_SKIPPED = ("qualifier.about", "qualifier.filler", "qualifier.up_to")
_COUNTED = ("killed.", "wounded.", "missing.", "captured.", "casualties.")
_MOST = 3  # times the first: "20, maybe 500" corrects itself, and gives no bounds
_YEARS = range(1900, 2101)


def hedged_at(line: Line, first: int, end: int) -> int | None:
    """The token at which the higher number begins, after the first one that fills tokens `first` to `end`."""
    if line.is_a(first - 1, "dates.months"):
        return None  # "On May 12, perhaps 15 people died"
    if line.low(first).isdigit() and len(line.low(first)) == 4 and int(line.low(first)) in _YEARS:
        return None  # "In 2023, perhaps 3,000 died"
    at = end + (line.low(end) == "-" and line.low(end + 1) == ",")  # "sechs-, vielleicht siebentausend"
    at += line.low(at) in _PAUSES
    hedge = line.at(at, "words.or_perhaps")
    if hedge is None:
        return None
    at = hedge.end
    if line.low(at) == ",":  # "возможно, 250", "может быть, и 250"
        at += 1 + line.is_a(at + 1, "words.conjunction")
    skipped = next((tag for cls in _SKIPPED if (tag := line.at(at, cls)) is not None), None)
    return skipped.end if skipped is not None else at


def hedged_bounds(line: Line, low: int, high: int, end: int) -> tuple[int, int, int] | None:
    """Both bounds, and the token after them and the comma that parts them from their people."""
    if not low < high <= _MOST * low or line.is_a(end, "words.more"):
        return None  # "It killed 12, maybe 15 more are missing"
    counted = end + 1 < len(line.tags) and any(cls.startswith(_COUNTED) for cls in line.tags[end + 1])
    closed = line.low(end) in _PAUSES and (counted or population_at(line, end + 1) is not None)
    return low, high, end + closed

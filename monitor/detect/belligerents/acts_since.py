"""Whose deed a clause of "since" tells of: "Depuis qu'Israël a repris son offensive, 3.822 personnes ont été tuées"."""

from monitor.detect.reading.line import Line

_BACK = 4  # tokens from a name back to the "since" that leads its clause
_DEED = 6  # tokens from a name on to what it did
_BEFORE = ("words.article", "words.army", "people.military", "words.of")
_THAT = frozenset({"que", "qu", "dass", "як", "как", ",", "that", "пор", "тех", "того"})


def acts_since(line: Line, j: int, end: int) -> bool:
    """Whether a name is the subject of a clause of "since" or "after" that tells of an attack or a broken truce."""
    k = j - 1
    while k > max(-1, j - _BACK) and (line.is_a(k, *_BEFORE) or line.low(k) in _THAT):
        if line.ends_at(k + 1, "dates.since") is not None:
            break
        k -= 1
    if line.ends_at(k + 1, "dates.since") is None and line.ends_at(k + 1, "words.following") is None:
        return False
    for m in range(end, end + _DEED):
        if line.kind(m) not in ("word", "number") or line.is_a(m, "killed.part", "wounded.part", "killed.fell"):
            return False
        if line.is_a(m, "scope.truce", "words.attack", "words.campaign"):
            return not line.is_a(j, "place")
    return False

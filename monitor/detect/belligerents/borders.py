"""A land named with a border: "near the border with Mali" is in another land, "across the border in India" is there."""

from monitor.detect.reading.line import Line

_NEAR = 3  # tokens from the border to the land
_INSIDE = frozenset({"in", "im", "en", "dans", "au", "aux", "в", "во", "у", "inside"})


def is_bordering(line: Line, j: int) -> bool:
    """ "the border with Mali", "la frontière malienne", "кордон із Пакистаном"."""
    before = range(j - 1, max(-1, j - 1 - _NEAR), -1)
    at = next((k for k in before if line.is_a(k, "words.border")), j)
    return at < j and not any(line.low(k) in _INSIDE for k in range(at + 1, j))


def of_a_pair(line: Line, j: int) -> bool:
    """ "На киргизско-таджикской границе", "на границе с Таджикистаном": the second of two lands, and of both."""
    if line.is_a(j - 2, "words.border") and line.is_a(j - 1, "words.preposition") and line.low(j - 1) not in _INSIDE:
        return True
    return line.low(j - 1) == "-" and line.tokens[j - 1].glued and line.low(j - 2)[-1:] in ("о", "o")

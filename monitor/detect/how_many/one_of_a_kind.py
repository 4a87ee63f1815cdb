"""One of many that are compared, which counts nobody: "one of the deadliest so far", "одном из самых тяжёлых"."""

from monitor.detect.reading.line import Line

_REACH = 6  # tokens from "one" to what sets it above the others: "one of the country's most"
_OF = ("words.of", "words.article", "words.from", "words.preposition", "words.own", "party", "capital", "place")
_HURT = ("wounded.noun", "wounded.part", "captured.noun", "missing.noun", "words.victims")
_ONE = ("numbers.single", "numbers.one", "numbers.elliptic")


def one_of_a_kind(line: Line, i: int) -> bool:
    """Whether "one of" leads to a superlative; but "one of the most seriously wounded" is one of the hurt."""
    if "words.foremost" not in line.has or line.kind(i) != "word":
        return False
    unit = line.at(i, "numbers.units")
    if not line.is_a(i, *_ONE) and (unit is None or unit.value != 1):
        return False
    other = 0
    for j in range(i + 1, i + 1 + _REACH):
        if line.is_a(j, "words.foremost"):
            return j > i + 1 and not any(line.is_a(k, *_HURT) for k in range(i + 1, j + 1 + _REACH))
        if line.kind(j) != "word" and line.low(j) != "'":
            return False
        other += not (line.is_a(j, *_OF) or line.capital(j) or line.low(j) in ("'", "s"))
        if other > 1:
            return False
    return False

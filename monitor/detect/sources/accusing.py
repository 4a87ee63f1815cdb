"""Who accuses another of a number of deaths states it: "a accusé Kiev d'avoir blessé deux adolescents"."""

from monitor.detect.reading.lexicon import Tag
from monitor.detect.reading.line import Line

_REACH = 16  # tokens from an accusing verb on to its number


def accusing(line: Line, i: int) -> Tag | None:
    """The accusing verb at token i, where a number follows: in digits, or in words before anything else is told."""
    tag = line.at(i, "source.accuses")
    if tag is None:
        return None
    near = range(tag.end, min(tag.end + _REACH, len(line.tokens)))
    stop = next((j for j in near if line.low(j) in (",", ":", ";")), tag.end + _REACH)
    worded = any(line.is_a(j, "numbers.units") and not line.is_a(j, "numbers.one") for j in range(tag.end, stop))
    return tag if worded or any(line.kind(j) == "number" for j in near) else None

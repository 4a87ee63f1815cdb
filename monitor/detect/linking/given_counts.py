"""Numbers given as a count: "named 46,000 as the number of soldiers killed", "nannte 46.000 als Zahl der Toten"."""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group

_LED = 5  # tokens from "as" to the counting noun: "as Ukraine's official military death toll"
_WHOM = 7  # tokens from the counting noun to the harm: "number of Ukrainian soldiers killed"
_COUNTS = ("words.count", "killed.toll", "wounded.toll", "casualties.noun", "casualties.toll")
_MOVES = ("words.total_move", "words.landing", "words.auxiliary")


def given_as(reading: Reading, group: Group) -> Link | None:
    """The link of a bare number that "as" and a counting noun follow; "sold 12 as the death toll rose" is none."""
    line, first = reading.line, group.end
    if not group.bare or not line.is_a(first, "status.as"):
        return None
    for noun in range(first + 1, first + 1 + _LED):
        if line.is_a(noun, *_COUNTS):
            harm = next((h for h in reading.harms if noun <= h.start <= noun + _WHOM), None)
            if harm is None or line.is_a(harm.end, *_MOVES):
                return None
            if any(g.start < harm.start and g.start > first for g in reading.groups):
                return None
            return Link(harm.measure, "total before its noun", harm.start, harm.end, "total")
        own = line.low(noun) == "'" or line.is_a(noun, "words.article", "party")
        if not own and (line.kind(noun) != "word" or line.is_a(noun, "words.conjunction", "words.auxiliary")):
            return None
    return None

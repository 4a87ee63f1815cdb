"""How many they were, in an aside behind the harmed: "The dead, numbering 31,", "Die Verletzten, 40 an der Zahl,"."""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group

_MARKS = (",", "-", "–", "—")


def numbering(reading: Reading, group: Group) -> Link | None:
    """The link of a bare number whose aside a word of counting opens or ends; the harmed open their clause.

    "The houses of the dead, 31 in number", "Дома погибших, числом 31": there others are counted.
    """
    line = reading.line
    if not group.bare or group.number.ordinal or group.number.high < 2:
        return None
    opener = line.ends_at(group.start, "words.aside_count")
    mark = (group.start if opener is None else opener) - 1
    closer = line.at(group.number.end, "words.aside_total")
    after = group.number.end if closer is None else closer.end
    if (opener is None and closer is None) or line.low(mark) not in _MARKS or line.low(after) not in _MARKS:
        return None
    harm = next((h for h in reading.harms if h.end == mark and h.has("noun")), None)
    if harm is None:
        return None
    first = harm.start - line.is_a(harm.start - 1, "words.article")
    opens = first == 0 or line.kind(first - 1) != "word" or line.is_a(first - 1, "words.conjunction")
    return Link(harm.measure, "total after its noun", harm.start, harm.end, "total") if opens else None

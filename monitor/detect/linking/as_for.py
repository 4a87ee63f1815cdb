"""What a sentence is about, told before it counts: "En cuanto a los heridos, hay 34", "Quant aux disparus, 12"."""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group

_REACH = 24  # tokens from those whom the sentence is about to its number
_STOPS = (";", ":", "(", ".")


def topic_of(read: Reading, group: Group) -> Link | None:
    """The link of a bare number to the harmed whom the front of its sentence announces; a verb of harm ends it."""
    line = read.line
    if "words.as_for" not in line.has or not group.bare or not read.harms:
        return None
    first = int(line.is_a(0, "words.conjunction", "words.but"))
    tag = line.at(first, "words.as_for")
    harm = read.harms[0]
    if tag is None or line.is_a(first, "words.among") or not harm.has("noun", "part") or harm.has("toll"):
        return None
    if not tag.end <= harm.start <= tag.end + 2 or not harm.end < group.start <= harm.end + _REACH:
        return None
    if any(line.low(j) in _STOPS or (j in read.harm_at and j > harm.start + 2) for j in range(harm.end, group.start)):
        return None
    if group.end in read.harm_at and not line.is_a(group.end, "words.auxiliary"):
        return None  # "As for the injured, 34 died"
    return Link(harm.measure, "total after its noun", harm.start, harm.end, "total")

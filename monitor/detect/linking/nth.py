"""An ordinal told after its noun counts: "Es la muerte número 32 por dengue", "suma la víctima 116"."""

from monitor.detect.how_many.numbered import numbered_death
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure


def nth_of(read: Reading, group: Group) -> Link | None:
    """The link of a number that a death has for its name: so many are dead by now."""
    line = read.line
    if "words.nth_death" not in line.has or not group.number.digits or group.number.low < 2:
        return None
    if population_at(line, group.number.end) is not None:
        return None
    noun = numbered_death(line, group.number.core)
    return None if noun is None else Link(Measure.KILLED, "ordinal that counts", noun, group.number.core, "noun")

"""An army's ministry or staff that tells of dying tells of its own: "Минобороны РФ подтвердило гибель 63 военных".

Of the enemy it says that they were eliminated, destroyed or lost; a bulletin's numbers are its enemy's.
"""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_FEW = 5_000  # people: more that "died" are what a staff counts of the enemy


def tells_of_dying(line: Line, group: Group, link: Link) -> bool:
    """Whether the number's harm is dying, and no killing."""
    if link.measure not in (Measure.KILLED, Measure.WOUNDED) or link.start == link.end:
        return False
    if any(line.is_a(j, "words.dying") for j in range(max(0, link.start - 1), max(link.end, group.start))):
        return True
    if group.number.high >= _FEW or not line.has.isdisjoint(("words.eliminated", "words.enemy", "words.attack")):
        return False
    fell = line.is_a(link.start, "killed.fell") and "named_source" in line.has
    return fell or (link.measure is Measure.WOUNDED and any("killed.fell" in here for here in line.tags))

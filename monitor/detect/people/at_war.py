"""A town's or region's people who fell at war, told before their number: "На войне погибли 3412 жителей Башкирии".

Of the land that was invaded civilians die "in the war" too, so there only a front or a battle tells; the other land's
people who died in it were its soldiers: "the deaths in the war of another 41 residents of Buryatia".
"""

from monitor.detect.belligerents.sides import Sides
from monitor.detect.belligerents.soldiery import speaks_of_civilians
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_BACK = 10  # tokens from a number or its harm word back to "at the front"
_ON = 6  # ... and on to "in the war"
_ENDS = (",", ";", ":")


def fell_at_war(line: Line, sides: Sides, group: Group, link: Link, party: str | None) -> bool:
    """Whether a sentence tells that people of a side fell as its soldiers."""
    if link.measure is not Measure.KILLED or link.start >= link.end or group.head is not Population.PEOPLE:
        return False
    if not (sides.topical and sides.armies and party in sides.order[:2]) or party is None:
        return False
    if line.has.isdisjoint(("words.army_cue", "words.in_the_war")) or "words.attack" in line.has:
        return False
    if speaks_of_civilians(line):
        return False
    invader = party != sides.order[0]
    first, last = min(group.start, link.start), max(group.end, link.end)
    for j in range(last - 1, max(-1, first - _BACK), -1):
        if j < first and (line.low(j) in _ENDS or line.kind(j) == "number"):
            break
        if _tells(line, j, invader=invader):
            return True
    return any(_tells(line, j, invader=invader) for j in range(last, last + _ON))


def _tells(line: Line, j: int, *, invader: bool) -> bool:
    if line.is_a(j, "words.army_cue"):
        return not line.is_a(j, "wounded.part", "wounded.fell")
    return invader and line.is_a(j, "words.in_the_war")

"""The land of a toll, where nobody fights and the page tells the tolls of several lands apart by who tells them."""

from monitor.detect.belligerents.land_tolls import land_that_tells
from monitor.detect.belligerents.on_side import on_the_side
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.victims import PLACES, told_in


def land_of_toll(line: Line, sides: Sides, group: Group, link: Link) -> tuple[str, int, bool] | None:
    """ "On the Indian side 13 people died", "13 died in India", "India said 13 had died"."""
    if len(sides.tolls) < 2:
        return None
    places = () if sides.apart else (on_the_side, *PLACES)  # these count there anyhow
    found = told_in(line, group, link, (*places, land_that_tells))
    if found is None or found[0] not in sides.tolls or not line.is_a(found[1], "party"):
        return None
    return *found, True

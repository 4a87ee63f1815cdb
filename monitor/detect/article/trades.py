"""Trades of war and of peace to the one that the article tells of: pilots, sailors, the occupants of a car, officers.

Vocabulary lists them among soldiers, since nothing else tells of "two pilots shot down over Kursk". Where nobody
fights, or a civil thing owns them ("six sailors of a freighter"), they are people as all others.
"""

from collections.abc import Sequence

from monitor.detect.belligerents.sides import Sides
from monitor.detect.reading.line import Line

_OWNER = 4  # tokens from "of" on to an army that the men are of
_ARMED = ("words.army", "people.military", "words.unit", "party")


def settle_trades(lines: Sequence[Line], sides: Sides) -> None:
    """Take the trades of peace from the soldiers' words of an article, before its figures are read."""
    for line in lines:
        if "words.peacetime" not in line.has:
            continue
        armed = any(
            ("people.military" in here or "words.army" in here) and "words.peacetime" not in here for here in line.tags
        )
        for here in line.tags:
            military = here.get("people.military") if "words.peacetime" in here else None
            if military is None or military.end > here["words.peacetime"].end:
                continue
            if (sides.war or armed) and not _of_a_civil_thing(line, military.end):
                continue  # "an army helicopter crashed, killing both pilots"
            here["people.people"] = here.pop("people.military")
            here.pop("words.soldier", None)
        line.has = set().union(*line.tags)


def _of_a_civil_thing(line: Line, end: int) -> bool:
    """ "Seis marineros de un carguero", "les quatre occupants du véhicule": of no army, and of nobody's."""
    if not line.is_a(end, "words.of"):
        return False
    after = range(end, end + _OWNER + 1)
    return not any(line.is_a(j, *_ARMED) or line.capital(j) for j in after if line.kind(j) == "word")

"""How posts on the war write losses: "Мінус 1130 окупантів за добу", "RU personnel losses +1,220/24h"."""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.model import Measure, Population

_MARKS = ("+", ":", "–", "-", "(")
_NEAR = 5  # tokens from the number back to the noun: "Pertes russes : +1 220", "Втрати ворога: +1220"
_LEAST = 10  # "Losses: +2" is a price's


def written_off(reading: Reading, group: Group) -> Link | None:
    """ "Мінус 1130 окупантів", "Минус 15 оккупантов": soldiers taken off; not "minus 15 degrees"."""
    line, at = reading.line, group.number.start - 1
    theirs = group.head is Population.MILITARY or (group.demonym and not reading.peace)  # "минус 84 россиянина"
    if not theirs or not line.is_a(at, "words.written_off") or group.thing:
        return None
    opens = at <= 1 or line.low(at - 1) in (":", ".", ",", ";", "–", "-", "!", '"') or line.is_a(at - 1, "party")
    return Link(Measure.CASUALTIES, "people lost", at, at + 1, "right") if opens else None


def added_on(reading: Reading, group: Group) -> Link | None:
    """ "Russian losses: +1,220", "Втрати особового складу: +1220 за добу": what a day added, behind its noun."""
    line, number = reading.line, group.number
    counts = group.bare or line.is_a(group.head_at or 0, "words.anyone")
    if not (number.signed and counts) or number.high < _LEAST:
        return None
    j = number.start - 1
    while j > number.start - _NEAR and (line.low(j) in _MARKS or line.is_a(j, "party", "words.enemy")):
        j -= 1
    harm = reading.harm_end.get(j + 1)
    if (
        reading.peace
        or harm is None
        or harm.measure is not Measure.CASUALTIES
        or not harm.has("noun", "toll")
        or "words.business" in line.has
    ):
        return None
    return Link(harm.measure, "total after its noun", harm.start, harm.end, "total")

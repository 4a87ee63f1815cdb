"""People whom a crash, a blast or an ambulance took to a hospital, whatever is told of the hospital.

"The blast killed two workers and sent 27 to area hospitals", "Скорые увезли 27 человек в ожоговый центр": a verb of
taking and a place of healing tell it together, however the hospital is called and wherever the number stands.
"""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_VERB = 8  # tokens between the number and the verb that takes them
_PHRASE = 6  # tokens from "to" to the hospital: "to the city's two main hospitals"
_REACH = 9  # tokens from the number or the verb to the hospital
_PARTS = ("words.conjunction", "words.but", "words.who", "words.negation", "words.survived", "words.other_fate")
_ENDS = (",", ";", ":", ".", "(", ")")


def taken_to_hospital(reading: Reading, group: Group, noun: Link | None) -> Link | None:
    """The link of a number whose people were taken to a hospital; `noun`: what else it would count."""
    line = reading.line
    if "words.ward" not in line.has or "words.takes_away" not in line.has or group.thing or group.number.high < 2:
        return None
    victims = noun is not None and line.is_a(noun.start, "words.victims")
    if (noun is not None and not victims) or group.unknown or group.head is Population.MILITARY or _helps(line, group):
        return None
    for j in _verbs(reading, group):
        ward = _ward(reading, line.tags[j]["words.takes_away"].end, group)
        if ward is not None:
            return Link(Measure.WOUNDED, "object of a harm verb", min(j, ward), max(j, ward) + 1, "right")
    return None


def _helps(line: Line, group: Group) -> bool:
    """ "Took 40 doctors to a hospital at the front": who works there."""
    return any(line.is_a(j, "words.bystanders", "source.office") for j in range(group.number.end, group.end))


def _verbs(reading: Reading, group: Group) -> list[int]:
    """Where a verb of taking stands in the clause of the number, with no other people between."""
    line, found = reading.line, []
    for span in (range(group.start - 1, group.start - 1 - _VERB, -1), range(group.end, group.end + _VERB)):
        for j in span:
            if j < 0 or j >= len(line.tokens) or _stops(reading, j, group):
                break
            if line.is_a(j, "words.takes_away"):
                found.append(j)
                break
    return found


def _ward(reading: Reading, start: int, group: Group) -> int | None:
    """The hospital behind the verb or the number, with a preposition of where to before it."""
    line = reading.line
    for first in {start, max(start, group.end)}:
        led = False
        for j in range(first, min(first + _REACH, len(line.tokens))):
            if line.is_a(j, "words.ward"):
                if led:
                    return j
                break
            if line.low(j) in _ENDS or line.is_a(j, *_PARTS):
                break
            led = led or line.is_a(j, "words.landing", "words.place_preposition")
    return None


def _stops(reading: Reading, j: int, group: Group) -> bool:
    """Whether the clause ends there, or another number of people stands there."""
    line = reading.line
    k = reading.group_at.get(j)
    other = reading.groups[k] if k is not None and not line.is_a(j + 1, "words.ward") else None
    people = other is not None and other is not group and not other.number.ordinal
    return line.low(j) in _ENDS or people or line.is_a(j, "words.who")

"""Hostages of militants: whose they are, and that the dead among them are no soldiers for an army's saying so."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import attacker_of, is_attacker, is_located, is_said, name_at, party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_TAKEN = ("words.hostage", "words.abducted")
_STILL = 7  # tokens between captives and the word that they still are
_HELD = 10  # tokens between the taken and the word that calls them hostages


def held_by_militants(line: Line, sides: Sides, group: Group) -> bool:
    """ "Dragged 251 into Gaza as hostages", "von den 251 Geiseln werden noch 54 im Gazastreifen festgehalten"."""
    if not (sides.topical and sides.militants) or line.has.isdisjoint(_TAKEN):
        return _still_there(line, sides, group)
    for j in range(len(line.tokens)):
        tag = party_at(line, j)
        if tag is not None and tag.value in sides.states and is_attacker(line, j, tag.end):
            return False
    around = range(max(0, group.start - _HELD), min(group.end + _HELD, len(line.tokens)))
    return any(line.is_a(j, *_TAKEN) for j in around) or _still_there(line, sides, group)


def _still_there(line: Line, sides: Sides, group: Group) -> bool:
    """ "57 y sont toujours retenues", "в Газе удерживаются еще 57": captives left where militants are at home."""
    if not (sides.topical and sides.militants) or "scope.still" not in line.has:
        return False
    near = range(max(0, group.start - _STILL), min(group.end + _STILL, len(line.tokens)))
    if not any(line.is_a(j, "scope.still") for j in near):
        return False
    there = False
    for j in range(len(line.tokens)):
        tag = name_at(line, j)
        if tag is not None and tag.value in sides.states and not is_said(line, tag.end):
            return False  # "Israel still holds 3,000 people from Gaza"
        there = there or (tag is not None and tag.value in sides.militants and is_located(line, j))
    return there


def taken_by_a_state(line: Line, sides: Sides, link: Link) -> bool:
    """ "Israeli troops killed 20 militants and captured five": prisoners, no hostages."""
    return attacker_of(line, link.start) in sides.states


def of_hostages(story: Story, line: Line, group: Group, link: Link) -> bool:
    """ "55 hostages are still held, 32 of whom the army says are dead"."""
    last = story.made[-1] if story.made and story.made[-1].line is line else None
    if last is None or last.measure is not Measure.CAPTURED or last.population is not Population.PEOPLE:
        return False
    part = group.of_them or link.part or line.ends_at(group.start, "words.subset") is not None
    return part and group.head is None and link.measure is Measure.KILLED

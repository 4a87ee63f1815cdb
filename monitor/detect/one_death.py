"""A noun of one death is no count of many: "Minister's death: Four suspects held", "the death is still one of ..."."""

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link


def names_one_death(line: Line, link: Link) -> bool:
    """ "Minister's death: Four suspects held", "the body was found ... 23": no total is told of one death."""
    one = link.rule == "total after its noun" and line.is_a(link.start, "words.one_death")
    return one and not line.is_a(link.end, "words.count") and link.end - link.start == 1


def beside_lives(line: Line, start: int, group: Group) -> bool:
    """ "Another death was reported in the floods, which have claimed more than 30 lives": the lives are the verb's."""
    if not line.is_a(start, "words.one_death"):
        return False
    return any(line.is_a(j, "words.lives") for j in (group.end - 1, group.end))

"""Whom fire from another front's land met: "a rocket launched from Lebanon killed two", "an Iranian missile hit".

The land that it came from was taken for the place where people died. It is the enemy's, and its fire falls on the other
side of the war, unless the sentence names another place.
"""

from monitor.detect.article.theatre import NAMES, has_fronts
from monitor.detect.belligerents.naming import is_attacker, is_located, name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_FIRE = ("words.attack", "words.warfare")
_NAME = 5  # tokens from a land back to the preposition that leads to it: "from the territory of southern Lebanon"
_BACK = 3  # ... from that on back to what was fired
_NEAR = 4  # tokens between a land and its missiles
_LED = ("words.article", "words.place_filler", "scope.region", "words.area", "words.side", "words.of")


def fired_at(line: Line, sides: Sides, group: Group) -> str | None:
    """The side that fire from another front's land met, where the sentence names no place of the harm."""
    if not has_fronts(sides) or not sides.states or line.has.isdisjoint(_FIRE) or group.parties:
        return None
    target = sides.states[0]
    source = None
    for j, here in enumerate(line.tags):
        tag = None if here.keys().isdisjoint(NAMES) else name_at(line, j)
        if tag is None or not sides.takes(tag.value):
            continue
        if tag.value == target:
            if is_attacker(line, j, tag.end):
                return None  # "Israel struck back at rockets from Lebanon, killing two"
            continue
        if comes_from(line, j, tag.end) or _fires(line, sides, j, tag.end, str(tag.value)):
            source = tag.value
        elif line.is_a(j, "place") or is_located(line, j):
            return None
    return target if source is not None else None


def comes_from(line: Line, j: int, end: int) -> bool:
    """ "Rockets from Lebanon", "выпущенная с территории Йемена", "einer aus dem Iran abgefeuerten Rakete"."""
    if line.has.isdisjoint(("words.fire_from", "words.fire_of")):
        return False
    k = j - 1
    while k > max(0, j - _NAME) and not line.is_a(k, "words.fire_from") and line.is_a(k, *_LED):
        if line.is_a(k, "words.fire_of") and line.is_a(k - 1, "words.fired"):
            break
        k -= 1
    if line.is_a(end, "words.fired"):
        return line.is_a(k, "words.fire_from", "words.fire_of")
    if line.is_a(k, "words.fire_of"):
        return line.is_a(k - 1, "words.fired")
    if not line.is_a(k, "words.fire_from"):
        return False
    for m in range(k - 1, max(-1, k - 1 - _BACK), -1):
        if line.is_a(m, "words.fired", *_FIRE):
            return True
        if line.kind(m) == "number" or line.low(m) in (".", ";", ":"):
            return False
    return False


def _fires(line: Line, sides: Sides, j: int, end: int, party: str) -> bool:
    """ "An Iranian missile", "ракета «Хезболлы»", "des roquettes du Hezbollah": of a side that is not the first two."""
    if party in sides.order[:2]:
        return False
    near = (*range(max(0, j - _NEAR), j), *range(end, end + 2))
    return any(line.is_a(k, "words.warfare") for k in near) and is_attacker(line, j, end)

"""A number that each side of a war lost: a figure for the one and a figure for the other, not one of neither.

"Each side has passed 100,000 killed", "Both armies lost 40,000 men each", "Обе армии потеряли по 40 тысяч солдат".
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.belligerents.naming import party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.statement import Statement
from monitor.detect.reading.line import Line
from monitor.model import Measure

_BACK = 12  # tokens from a number or its harm word back to "each side"
_ON = 3  # tokens from them on to it: "40 dead on each side"
_BESIDE = 2  # tokens from a number to the "each" that is said of it
_BY = ("по",)  # "по 40 тысяч солдат"
_ROADS = ("дорог", "улиц", "вулиц", "шосс", "шосе", "границ", "кордон", "реки", "річк")  # "с каждой стороны дороги"
_ENDS = (";", ":", ".")
_HARMS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES)


def told_of_each(made: Sequence[Statement], sides: Sides) -> list[Statement]:
    """The statements, with one for each side in place of a number that each of them lost."""
    told: list[Statement] = []
    halved: list[tuple[Line, int, tuple[str, str]]] = []
    for one in made:
        two = _two_sides(one, sides)
        if two is None and one.party is None and one.link.part:
            two = next((pair for line, end, pair in halved if line is one.line and end <= one.group.start), None)
        if two is None:
            told.append(one)
            continue
        halved.append((one.line, one.group.end, two))
        marks = [mark for mark in one.marks if mark[0] != "party"]
        told += [replace(one, party=party, own_party=True, marks=list(marks)) for party in two]
    return told


def _two_sides(one: Statement, sides: Sides) -> tuple[str, str] | None:
    """The two parties that lost a number each, where the sentence says "each"."""
    line, group, link = one.line, one.group, one.link
    before = range(max(0, group.start - _BESIDE), group.number.core)
    by = any(line.low(j) in _BY and not _qualifies(line, j) for j in before)
    if not by and line.has.isdisjoint(("words.each_side", "words.apiece")):
        return None
    if one.measure not in _HARMS or group.parties:
        return None
    first, last = group.start, group.end
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
    named: list[str] = []
    shared = joined = each = False
    for j in range(group.start - 1, max(-1, first - _BACK), -1):
        if line.low(j) in _ENDS or (line.kind(j) == "number" and not line.tokens[j].glued):
            break
        tag = party_at(line, j)
        if tag is not None and tag.value is not None and str(tag.value) not in named:
            named.append(str(tag.value))
        if (side := line.at(j, "words.each_side")) is not None:
            each = not _of_something(line, side.end)
            break
        joined = joined or (bool(named) and line.is_a(j, "words.conjunction"))
        shared = shared or line.is_a(j, "words.both_sides", "words.the_sides", "words.both_of")
    if each and named:
        return None  # "Each side has told of losses, Ukraine of 300"
    behind = range(group.end, last + _ON)
    sides_behind = [side for j in behind if (side := line.at(j, "words.each_side")) is not None]
    each = each or (not named and any(not _of_something(line, side.end) for side in sides_behind))
    pair = sides.order[:2] if sides.armies and (sides.topical or not sides.idle.intersection(sides.order[:2])) else ()
    if not each and (by or _apiece(line, group.start, group.number.core, last)):
        each = shared if not named else joined and set(named) == set(pair)
    return (pair[0], pair[1]) if each and len(pair) == 2 else None


def _of_something(line: Line, j: int) -> bool:
    """ "On each side of the road", "auf jeder Seite der Straße": no side of a war."""
    return line.is_a(j, "words.of") or line.low(j) in ("der", "des") or line.low(j).startswith(_ROADS)


def _qualifies(line: Line, j: int) -> bool:
    """ "По меньшей мере 600 тысяч": no "600 thousand each"."""
    return any(cls.startswith("qualifier.") for cls in line.tags[j])


def _apiece(line: Line, start: int, core: int, last: int) -> bool:
    """Whether "each" is said of the number: "lost 40,000 men each", "verloren je 40.000 Mann"."""
    before = range(max(0, start - _BESIDE), core)
    around = (*before, *range(last, last + _BESIDE))
    return any(line.is_a(j, "words.apiece") and not line.is_a(j, "scope.rate") for j in around)

"""Arms that were shot down or lost from sight, by words that tell of people too: "ont abattu 14 des 17 drones", "huit
drones, dont sept abattus", "из 74 дронов 20 пропали с радаров"."""

from collections.abc import Sequence

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_WHOLE = 3  # tokens from "14" to the "17" that it is a share of
_NOUN = 3  # ... and from there to "drones"
_BACK = 16  # tokens from "dont sept" back to "huit drones"
_OPENS = 4  # tokens within which a sentence names the whole
_RADAR = 4  # tokens from "have vanished" on to "from the radar"
_RADARS = ("radar", "радар")
_DESTROYED = ("words.eliminated", "words.downed", "words.wrecked")
_NUMBERS = ("numbers.units", "numbers.dozen", "numbers.vague", "numbers.scales")


def shot_down(line: Line, group: Group, link: Link) -> bool:
    """Whether a bare number is a share of arms that were told before or are told behind it."""
    goes_on = link.rule == "count that goes on"
    if group.head is None and (goes_on or link.measure is Measure.WOUNDED) and _of_things(line, group, goes_on):
        return True
    if group.head is not None or link.measure not in (Measure.KILLED, Measure.MISSING):
        return False
    last = max(link.end, group.end)
    if link.measure is Measure.MISSING:
        return any(line.low(j).startswith(_RADARS) for j in range(last, last + _RADAR))
    if "words.materiel" not in line.has:
        return False
    end = group.number.end
    if line.is_a(end, "words.of", "words.whole", "words.among", "words.subset"):
        for j in range(end + 1, end + 1 + _WHOLE):
            if _number(line, j):
                return _arms(line, j)
    if line.ends_at(group.start, "words.subset") is None and not line.is_a(link.start, "words.downed"):
        return False
    for j in range(group.start - 1, max(-1, group.start - _BACK), -1):
        if line.low(j) in (";", ".") or population_at(line, j) is not None:
            return False
        if _number(line, j) and _arms(line, j):
            return True
    return False


def shot_from_before(
    line: Line, groups: Sequence[Group], links: list[Link | None], *, things: bool
) -> list[Link | None]:
    """The links without those of arms told last in the sentence before: "315 дронов и семь ракет. 277 уничтожены"."""
    if not things or line.has.isdisjoint(_DESTROYED) or not groups[:1] or not groups[0].bare:
        return links
    link = links[0]
    shot = link is not None and link.measure is Measure.KILLED and line.is_a(link.start, *_DESTROYED)
    if link is None or link.part or not shot or population_at(line, link.end) is not None:
        return links  # "до 60 ліквідованих офіцерів": they are people
    return [None, *links[1:]]


def _of_things(line: Line, group: Group, goes_on: bool) -> bool:
    """ "Sur les 31 provinces du pays, 24 ont été touchées": a share of what the sentence opens with."""
    if "not_people.words" not in line.has or not line.is_a(0, "words.whole", "words.of", "words.among"):
        return False
    for j in range(1, min(_OPENS, group.start)):
        if _number(line, j):
            parted = goes_on or any(line.low(k) == "," for k in range(j, group.start))
            dated = line.is_a(j + 1, "dates.units")  # "З початку 2025 року загинули 183, ще 836 поранені"
            return parted and not dated and line.is_a(j + 1, "not_people.words")
    return False


def _arms(line: Line, j: int) -> bool:
    return any(line.is_a(k, "words.materiel") for k in range(j + 1, j + 1 + _NOUN))


def _number(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, *_NUMBERS)

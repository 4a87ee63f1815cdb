"""Where soldiers are: whoever died in a barracks or a column that was hit is one of them, though no word says so.

"A missile hit a barracks in Mykolaiv. At least 50 died": nobody else lives there. A market beside a barracks, and a
barracks told of together with homes, decide nothing; nor does a base that the missiles came from.
"""

from dataclasses import dataclass, field

from monitor.detect.belligerents.naming import attacks, is_killer
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Population

_NEAR = 5  # tokens between a post and the army that it is of: "a checkpoint of the 3rd battalion"
_BACK = 5  # tokens from a place back to the preposition that leads to it
_HOUSED = 6  # tokens between soldiers and where they were quartered
_HOLDS = 4  # sentences for which a place goes on
_STEM = 5  # letters of a town's name that no case changes
_HIT = ("words.attack", "words.attacks", "scope.incident", "words.warfare", "words.wrecked")
_LED = ("words.article", "words.of", "party", "place", "words.martial", "words.post", "numbers.ordinals")
_SUBJECT = 7  # tokens from a unit to what it ran into
_UNITS = ("words.unit", "people.military", "words.army")
_PLACES = ("words.caught", "words.garrison", "words.post", "words.quartered", "words.mustered")


@dataclass(slots=True)
class Struck:
    """The last military place that an article told to have been hit."""

    at: int = -9  # its sentence
    token: int | None = None  # where the sentence that is being read names it
    towns: set[str] = field(default_factory=set)

    def begin(self, line: Line, count: int) -> None:
        """A new sentence: whether it tells of such a place, or of another one that was hit."""
        self.token = struck_in(line)
        towns = {line.low(j)[:_STEM] for j, here in enumerate(line.tags) if "place" in here}
        if self.token is not None:
            self.at, self.towns = count, towns
        elif "words.civil_place" in line.has or (towns - self.towns and not line.has.isdisjoint(_HIT)):
            self.at = -9

    def tells(self, line: Line, group: Group, count: int) -> bool:
        """Whether people of whom no word says it are soldiers by the place where they were hit."""
        if count - self.at > _HOLDS or "people.civilian" in line.has or "people.children" in line.has:
            return False
        if self.token is not None:
            return not any(line.is_a(j, "words.attack") for j in range(self.token + 1, group.start))
        anyone = group.head is Population.PEOPLE and not line.is_a(group.head_at or 0, "words.men", "words.others")
        return count - self.at == 1 or not anyone


def struck_in(line: Line) -> int | None:
    """ "The strike on a training ground", "a school that housed recruits was hit": and on nothing else."""
    if line.has.isdisjoint(_PLACES) or line.has.isdisjoint((*_HIT, "words.caught")):
        return None
    caught = next((j for j in range(len(line.tokens)) if _is_caught(line, j)), None)
    if caught is not None:
        return line.tags[caught]["words.caught"].end - 1
    housed = next((j for j in range(len(line.tokens)) if _is_housing(line, j)), None)
    if housed is not None:
        return housed
    found = next((j for j in range(len(line.tokens)) if _is_military(line, j) and not _is_aside(line, j)), None)
    other = any(line.is_a(j, "words.civil_place") and not _of_an_army(line, j) for j in range(len(line.tokens)))
    return None if other else found


def _is_caught(line: Line, j: int) -> bool:
    """ "The unit was caught in the open", "підрозділ потрапив у засідку": and whoever is told of then is of it."""
    if not line.is_a(j, "words.caught"):
        return False
    before = range(j - 1, max(-1, j - _SUBJECT), -1)
    return any(line.is_a(k, *_UNITS) or _of_an_army(line, k) for k in before)


def _is_military(line: Line, j: int) -> bool:
    if line.is_a(j, "words.garrison"):
        end = line.tags[j]["words.garrison"].end
        return not any(line.is_a(k, "words.police") for k in (j - 1, end, end + 1))
    return line.is_a(j, "words.post") and _of_an_army(line, j)


def _of_an_army(line: Line, j: int) -> bool:
    """ "A military convoy", "un poste de l'armée", "позиції бригади": a place whose army stands beside it."""
    tag = line.at(j, "words.post")
    if tag is None:
        return False
    if line.ends_at(j, "words.martial") is not None:
        return True
    k = tag.end
    while k < tag.end + _NEAR and not line.is_a(k, "words.martial"):
        if not (
            line.kind(k) == "number"
            or _is_ordinal(line, k)
            or line.is_a(k, "words.article", "words.of", "party", "numbers.ordinals")
        ):
            return False
        k += 1
    return line.is_a(k, "words.martial")


def _is_ordinal(line: Line, k: int) -> bool:
    """ "Of the 36th brigade", "36-ї бригади": the number of a unit."""
    return line.low(k)[:1].isdigit() or (
        line.low(k) in ("-", ".", "th", "st", "nd", "rd") or line.kind(k - 1) == "number"
    )


def _is_aside(line: Line, j: int) -> bool:
    """ "A market near the barracks", "missiles fired from an air base": not what was hit."""
    if is_killer(line, j):
        return True
    for k in range(j, max(-1, j - _BACK), -1):
        if line.ends_at(k, "words.beside") is not None:
            return True
        if not line.is_a(k - 1, *_LED):
            return False
    return False


def _is_housing(line: Line, j: int) -> bool:
    """ "A building that housed recruits", "soldiers lined up for a ceremony": where they slept or stood."""
    housed = line.is_a(j, "words.quartered")
    if not housed and not line.is_a(j, "words.mustered"):
        return False
    for k in range(max(0, j - _HOUSED), min(j + _HOUSED, len(line.tokens)) if housed else j):
        soldiers = line.at(k, "people.military")
        if soldiers is not None and not is_killer(line, k) and not attacks(line, soldiers.end):
            return not any(line.is_a(m, "words.who", "words.attacks") for m in range(soldiers.end, j) if not housed)
    return False

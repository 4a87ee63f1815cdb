"""What those who killed lost in return: "killed 12 Russians, losing three men", "убили 20 солдат и потеряли пятерых".

The loser is who did the deed before it in the sentence, and never those whom the deed killed.
"""

from monitor.detect.belligerents.naming import is_located, is_said, party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_DEED = 18  # tokens from the verb of losing back to the deed
_VICTIMS = 4  # tokens from the killing on to its number
_DOER = 16  # ... and from there to who did it
_VERB = 6  # tokens from a number back to the verb of losing
_KILLS = ("killed.verb", "killed.part", "words.eliminated")
_NUMBERS = ("numbers.units", "numbers.collective", "numbers.dozen")


def lost_in_return(line: Line, group: Group, *, ends: bool) -> bool:
    """Whether a bare number ends a clause of losing that goes on with a deed: "killed 12 soldiers, losing three"."""
    if "words.lost" not in line.has or group.number.high < 2 or not (ends or _of_its_own(line, group.end)):
        return False
    verb = next((j for j in range(group.start - 1, group.start - _VERB, -1) if line.is_a(j, "words.lost")), None)
    return verb is not None and _deed(line, verb) is not None


def _of_its_own(line: Line, end: int) -> bool:
    """ "Losing four of its own", "verlor vier der eigenen"."""
    return line.is_a(end, "words.of") and line.is_a(end + 1, "words.its_own", "words.own")


def loser_in_return(line: Line, sides: Sides, group: Group, link: Link) -> tuple[str, int] | None:
    """The doer of the deed, or the enemy of those whom it killed."""
    if link.rule != "people lost" or not line.is_a(link.start, "words.lost"):
        return None
    deed = _deed(line, link.start)
    if deed is None or any(line.is_a(j, "words.but", "words.who") for j in range(deed, link.start)):
        return None
    named = [(j, tag) for j in range(deed + 1, link.start) if (tag := party_at(line, j)) is not None]
    if any(line.is_a(j, "party") and not _counted(line, j) for j, _ in named):
        return None  # "killed 12 soldiers, Russia said, and Ukraine lost three"
    for j in range(deed - 1, max(-1, deed - _DOER), -1):
        tag = party_at(line, j)
        if tag is None or tag.value is None or is_located(line, j) or is_said(line, tag.end) or _counted(line, j):
            continue
        return tag.value, j
    for j in range(max(0, deed - _DOER), link.start):
        tag = party_at(line, j)
        if tag is None:
            continue
        theirs = sides.other(tag.value)
        if theirs is not None and _counted(line, j):
            return theirs, j
    return None


def _deed(line: Line, verb: int) -> int | None:
    """The killing before a verb of losing, with its number between the two."""
    for j in range(verb - 1, max(-1, verb - _DEED), -1):
        if line.low(j) in (";", ":", "."):
            return None
        if line.is_a(j, *_KILLS):
            return j if any(_is_number(line, k) for k in range(j + 1, min(j + _VICTIMS, verb))) else None
    return None


def _is_number(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, *_NUMBERS)


def _counted(line: Line, j: int) -> bool:
    """Whether a name is of those whom a number counts: "12 Russians", "30 Russian soldiers"."""
    return any(_is_number(line, k) for k in (j - 1, j - 2))

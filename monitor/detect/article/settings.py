"""The party that a sentence without a figure of its own is set in or about: where the next ones may count people."""

from monitor.detect.belligerents.naming import is_agent, is_killer, is_located, is_said, name_at, party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.reading.line import Line

_NAMES = ("party", "capital", "place")
_WHOSE = 6  # tokens from "in solidarity with" on to the last name of whose cause it is


def set_in(line: Line, sides: Sides) -> tuple[str, bool] | None:
    """The party that a sentence is set in or about, killers and speakers left aside, and whether by its place."""
    fallback: tuple[str, bool] | None = None
    if line.has.isdisjoint(_NAMES):
        return None
    for j in range(len(line.tokens)) if "casualties.noun" in line.has else ():
        owner = party_at(line, j)
        if owner is not None and any(line.is_a(k, "casualties.noun") for k in range(owner.end, owner.end + 3)):
            return str(owner.value), False  # "Russian army losses in Ukraine"
    for j, here in enumerate(line.tags):
        tag = name_at(line, j) if here else None
        if tag is None or tag.value is None or (sides.war and not sides.takes(tag.value)):
            continue
        if line.is_a(j, "place") and line.is_a(tag.end, "words.institution") and not is_said(line, tag.end + 1):
            return str(tag.value), True  # "School in Gaza hit, 12 killed"
        denied = any(line.is_a(k, "source.denies") for k in range(tag.end, tag.end + 4))
        located = is_located(line, j)
        said = is_said(line, tag.end) and not (located and line.is_a(j, "place"))  # not "in Belgorod ging ein Auto"
        if said or is_agent(line, j, tag.end) or is_killer(line, j) or denied or of_cause(line, j):
            continue
        located = located or _is_struck(line, j)
        if line.is_a(j, "place") or (located and tag.value not in sides.groups):
            return str(tag.value), True
        fallback = fallback or (str(tag.value), False)
    return fallback


def _is_struck(line: Line, j: int) -> bool:
    """ "Israel struck southern Lebanon", "bombardeó el Líbano": the object of the verb, where no preposition stands."""
    k = j - 1
    while k > 0 and line.is_a(k, "words.article", "words.place_filler", "scope.region", "dates.weekdays"):
        k -= 1 + (line.is_a(k, "dates.weekdays") and line.is_a(k - 1, "words.preposition"))  # "am Montag den Libanon"
    return line.is_a(k, "words.attacks") and not line.capital(k)


def of_cause(line: Line, j: int) -> bool:
    """Whether the name at j is told as a cause: "in support of Hamas in Gaza", "на підтримку палестинців"."""
    if "words.for_cause" not in line.has:
        return False
    for k in range(j, max(0, j - _WHOSE), -1):
        if line.ends_at(k, "words.for_cause") is not None:
            return True
        if k < j and (line.kind(k) == "number" or line.low(k) in (",", ";", "–", "(")):
            return False
    return False

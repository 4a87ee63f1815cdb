"""Foreigners whom an army recruits, told of before a land counts its own: "Kenya has confirmed the deaths of 17".

The nationals of a third land who fell for somebody else are soldiers, whatever that land's ministry calls them.
"""

from dataclasses import dataclass

from monitor.detect.belligerents.naming import name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.belligerents.soldiery import speaks_of_civilians
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_LASTS = 4  # sentences; the whole article where its headline tells of them
_HARMS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES, Measure.CAPTURED)
_STRUCK = ("words.attack", "scope.crash", "scope.disaster", "scope.disease", "words.mishap")


@dataclass(slots=True)
class Legion:
    """The sentence that last told of foreigners in an army's service."""

    at: int = -9
    headline: bool = False

    def begin(self, line: Line, sides: Sides, count: int) -> None:
        """A new sentence: "Dozens of Kenyans were recruited", "The foreigners who die for Russia"."""
        if not (sides.topical and sides.armies):
            return
        served = "words.fights_for" in line.has or "words.hires" in line.has
        if "words.foreign_fighter" in line.has or (served and _names_outsider(line, sides)):
            self.at = count
            self.headline = self.headline or line.sentence.title

    def lost(self, line: Line, sides: Sides, group: Group, link: Link, party: str | None, count: int) -> bool:
        """Whether a number counts a third land's people in a passage on its recruits."""
        if party is None or sides.takes(party) or link.measure not in _HARMS:
            return False
        if not (self.headline or count - self.at <= _LASTS):
            return False
        if group.head not in (None, Population.PEOPLE) or speaks_of_civilians(line):
            return False
        return "words.army_cue" in line.has or line.has.isdisjoint(_STRUCK)


def _names_outsider(line: Line, sides: Sides) -> bool:
    """Whether foreigners, or a land that is no side of the war, stand in the sentence."""
    if "words.from_afar" in line.has:
        return True
    for j in range(len(line.tokens)):
        if (tag := name_at(line, j)) is not None and tag.value is not None and not sides.takes(str(tag.value)):
            return True
    return False

"""Who was arrested or tried over a harm, counted in its sentence, and the parts of them that are told after it.

"Police arrested 11 people over a grenade attack that wounded 15. Six of them were remanded, the other five released."
They are the accused, whatever befell the victims: no verb says so of each part, the sentence before does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_BEFORE = 4  # tokens from "arrested" to its number
_AFTER = 16  # tokens from a number to "went on trial"
_LASTS = 2  # sentences
_ENDS = (",", ";", ":", ".", "(")
_HARMS = ("killed.", "wounded.", "missing.")


@dataclass(slots=True)
class Accused:
    """The number of the accused told last, and the sentence that told it or a part of it."""

    number: int = 0
    at: int = -9

    def read(self, line: Line, groups: Sequence[Group], links: Sequence[Link | None], count: int) -> None:
        """What a sentence tells of people who were arrested, charged or tried; others' harm told anew ends it."""
        if "words.accused" in line.has:
            for group, link in zip(groups, links, strict=True):
                counts = not (group.whole or group.of_them) and group.number.low > 1
                counts = counts and (group.head is not None or not group.thing)
                if counts and (link is None or link.measure is Measure.CAPTURED) and _is_accused(line, group):
                    self.number, self.at = group.number.high, count
                    return
        if any(link is not None and link.start < link.end for link in links):
            self.at = -9

    def has(self, line: Line, group: Group, count: int) -> bool:
        """ "Six of them were remanded", "the other five were freed": a part of the accused."""
        if count - self.at > _LASTS or group.number.high >= self.number or group.head is Population.CHILDREN:
            return False
        rest = line.ends_at(group.start, "words.rest") is not None or line.is_a(group.number.end, "words.rest")
        if not ((group.of_them and not group.of_harm) or rest):
            return False
        self.at = count
        return True


def _is_accused(line: Line, group: Group) -> bool:
    """Whether a word of arrest or trial stands beside the number: "stehen nach 62 Toten vor Gericht"."""
    for j in range(group.start - 1, max(-1, group.start - 1 - _BEFORE), -1):
        if line.is_a(j, "words.accused"):
            return True
        if line.low(j) in _ENDS or any(cls.startswith(_HARMS) for cls in line.tags[j]):
            break
    for j in range(group.number.end, min(group.number.end + _AFTER, len(line.tokens))):
        if line.is_a(j, "words.accused"):
            return True
        if line.low(j) in _ENDS or line.is_a(j, "words.conjunction", "words.but"):
            break
    return False

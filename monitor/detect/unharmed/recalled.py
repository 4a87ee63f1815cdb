"""Numbers that recall people whom the article has counted unharmed: "Six managers were tried. All six will appeal"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Qualifier

_CARRIED = ("part of an earlier number", "count that goes on", "counted among those told before")
_MOST = 100  # people who are recalled by their bare number


@dataclass(slots=True)
class Recalls:
    """The small numbers of people that were told without harm."""

    unharmed: set[int] = field(default_factory=set)

    def without(self, line: Line, groups: Sequence[Group], links: Sequence[Link | None]) -> list[Link | None]:
        """The links without those of numbers that recall the unharmed; a sentence's own unharmed are remembered."""
        out = [
            None if link is not None and self._means(line, group, link) else link
            for group, link in zip(groups, links, strict=True)
        ]
        self._hear(groups, out)
        return out

    def _hear(self, groups: Sequence[Group], links: Sequence[Link | None]) -> None:
        for group, link in zip(groups, links, strict=True):
            counted = group.head is not None or group.demonym or group.unknown
            if link is None and counted and not group.thing and group.number.qualifier is Qualifier.EXACT:
                self.unharmed.add(group.number.low)

    def _means(self, line: Line, group: Group, link: Link) -> bool:
        """ "All six will pay the costs", "Los seis deberán pagar": those told before, or who will yet act."""
        if link.rule not in _CARRIED or link.start < link.end or not group.bare or group.number.high > _MOST:
            return False
        first = group.number.core - 1
        definite = line.is_a(first, "words.article", "words.all") or line.is_a(first - 1, "words.all")
        if definite and group.number.low in self.unharmed:
            return True
        return link.part and line.is_a(group.end, "status.hypothetical")

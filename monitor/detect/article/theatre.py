"""Which of its fronts an article of a war of several tells of: "An Israeli strike killed nine", in a report from Tyre.

Israel strikes Gaza, Lebanon, Syria, Yemen and Iran. Who struck says no more than that the dead are of one of these: of
the one that the headline, the dateline or a sentence before set the story in, the first of the topic's sides where
nothing did. "The war in Gaza", told of as the cause, moves no story there.
"""

from dataclasses import dataclass

from monitor.detect.article.settings import of_cause
from monitor.detect.belligerents.naming import is_killer, is_located, name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, read_line
from monitor.detect.reading.text import Sentence

NAMES = ("party", "capital", "place")
_DATELINE = 90  # characters
_WAR_OF = 4  # tokens between a war and the land that it is in: "the war in the Gaza Strip", "Gaza-Krieg"
_VAST = 10_000  # the dead of the war as a whole


@dataclass(slots=True)
class Theatre:
    """The front that an article tells of."""

    land: str | None = None
    before: str | None = None  # told of before a sentence that named the war's first front as its background
    war_at: int = -9  # that sentence

    def file(self, text: str, title_end: int, first: Line, sides: Sides, lex: Lexicon) -> None:
        """The land that the dateline names: "TYRE, Lebanon (AP) -", "Beirut (dpa) -"."""
        if not has_fronts(sides):
            return
        start, end = title_end, first.sentence.start
        if first.written:
            end = first.tokens[first.written - 1].end
        if not 2 < end - start <= _DATELINE or "\n" in text[start:end].strip():
            return
        mark = Sentence(start=start, end=end, paragraph=0, title=True)
        self.land = next(iter(_fronts(read_line(text, mark, lex), sides)), None)

    def read(self, line: Line, sides: Sides, count: int) -> bool:
        """A sentence read: the front that it names, and whether that is only the background of what it tells."""
        if line.has.isdisjoint(NAMES) or not has_fronts(sides):
            return False
        lands = _fronts(line, sides)
        if not lands:
            return False
        home = sides.order[0]
        if set(lands) == {home} and self.land not in (None, home) and _is_background(line, sides):
            self.before, self.war_at = self.land, count
            self.land = home
            return True
        self.land, self.before = lands[0], None
        return False

    def front(self, party: str, sides: Sides, number: int = 0, count: int = 0) -> str:
        """The other side of the attacker's that is told of, where he fights several."""
        if party != sides.order[0] or not has_fronts(sides):
            return party
        return self.of(number, count) or party

    def army(self, party: str, line: Line, sides: Sides) -> str:
        """Whose soldiers the attacker killed: militants have none, "Israeli strikes in Syria killed 15 soldiers"."""
        if party != sides.order[0] or not has_fronts(sides):
            return party
        named = (land for land in _fronts(line, sides) if land != party)
        return next(named, None) or self.land or party

    def of(self, number: int, count: int) -> str | None:
        """Where a number of whom nothing else tells was harmed."""
        if self.war_at == count - 1 and number >= _VAST:
            return self.land
        return self.before if self.war_at >= 0 and self.before is not None else self.land


def has_fronts(sides: Sides) -> bool:
    """Whether one side of a topic's war fights in more lands than one."""
    return sides.topical and len(sides.order) > 2 and bool(sides.militants[:1]) and not sides.armies


def at_home(sides: Sides, found: tuple[str, int]) -> tuple[str, int] | None:
    """The land that an armed group fights from, where it is a front of the topic's war."""
    home = sides.homes.get(found[0])
    return (home, found[1]) if home is not None and has_fronts(sides) and sides.takes(home) else None


def _fronts(line: Line, sides: Sides) -> list[str]:
    """The lands that a sentence names, its places first, the attacker's own left out."""
    told: list[tuple[int, str]] = []
    attacker = sides.states[0] if sides.states else None
    for j, here in enumerate(line.tags):
        tag = None if here.keys().isdisjoint(NAMES) else name_at(line, j)
        if tag is None or not sides.takes(tag.value) or tag.value == attacker or line.low(tag.end) == "-":
            continue
        land = str(tag.value)
        if of_cause(line, j):
            continue
        if land in sides.groups:
            home = sides.homes.get(land)
            if home is not None and sides.takes(home):
                told.append((1, home))
            continue
        told.append((0 if line.is_a(j, "place") or (is_located(line, j) and not is_killer(line, j)) else 2, land))
    return [land for _, land in sorted(told, key=lambda one: one[0])]


def _is_background(line: Line, sides: Sides) -> bool:
    """ "It comes as Israel presses on with its war in Gaza": a war is named, and no number."""
    if "scope.war" not in line.has:
        return False
    for j in range(len(line.tokens)):
        tag = name_at(line, j)
        if tag is not None and tag.value == sides.order[0]:
            near = range(max(0, j - _WAR_OF), min(j + 2, len(line.tokens)))
            if any(line.is_a(k, "scope.war") for k in near):
                return True
    return False

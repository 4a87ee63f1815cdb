"""Lists with a line for each place or day: "Dead and injured by district:", "Marmul: 9, 118", "Elsewhere: 2"."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population

_LABEL = 7  # tokens of a line's label
_MARKS = (",", "/", "–", "-", ";", ":")
_TOLD = ("noun", "toll", "part", "fell")
_LISTED = 2  # members that make a list
_OTHER_FATES = (
    "words.auxiliary", "words.other_fate", "words.evacuated", "words.survived", "words.alive", "words.release",
    "words.flees", "words.driven_out", "source.says",
)  # fmt: skip
_ENDS = (".", "!", "?", ";")


@dataclass(slots=True)
class Heading:
    """What the lines of a list count, in the order of their numbers, and the sentence that was of the list last."""

    measures: tuple[Measure, ...] = ()
    at: int = -9
    opened: bool = False  # a colon ends it: "Killed:", and its lines begin with their number
    closed: bool = False  # a full stop ends it: only a bulletin's lines of soldiers go on from it

    def read(self, line: Line, hurt: Sequence[Harm], count: int) -> None:
        """Note a line that opens a list: it names a harm, and no full stop ends it (but of an army's losses)."""
        last = line.low(len(line.tokens) - 1)
        self.closed = last in _ENDS
        losses = {harm.measure for harm in hurt} == {Measure.CASUALTIES} and last == "."
        if not hurt or line.sentence.title or (self.closed and not losses):
            return
        told = [measure for harm in hurt if harm.has(*_TOLD) for measure in harm.parts or (harm.measure,)]
        if told:
            self.measures, self.at, self.opened = tuple(dict.fromkeys(told)), count, last == ":"

    def rows(
        self, line: Line, groups: list[Group], links: list[Link | None], dated: Set[int], count: int
    ) -> list[Link | None]:
        """The links of one line of the list: a label, then a number for each thing that the heading counts."""
        if count - self.at > 1 or not self.measures:
            return links
        if any(links):
            return self._kinds(line, groups, links, dated, count)
        if groups and _of_troops(line, groups, dated):
            self.at = count
            one = Link(self.measures[0], "labelled list", groups[0].start, groups[0].start)
            return [one, *links[1:]]
        if self.opened and groups and _is_item(line, groups[0], dated):
            self.at = count
            return [Link(self.measures[-1], "labelled list", groups[0].start, groups[0].start), *links[1:]]
        if self.closed or not 1 <= len(groups) <= len(self.measures):
            return links
        if not _labelled(line, groups[0], dated) or not _alone(line, groups):
            return links
        self.at = count
        return [
            Link(measure, "labelled list", group.start, group.start)
            for group, measure in zip(groups, self.measures, strict=False)
        ]

    def _kinds(
        self, line: Line, groups: list[Group], links: list[Link | None], dated: Set[int], count: int
    ) -> list[Link | None]:
        """ "- 16,100 prisoners": under "The dead include:" no captives, and the list goes on."""
        if not self.opened or not _is_item(line, groups[0], dated) or links[0] is None:
            return links
        self.at = count
        first = links[0]
        kind = first.measure is Measure.CAPTURED and first.side == "noun" and self.measures[-1] is not Measure.CAPTURED
        one = Link(self.measures[-1], "labelled list", groups[0].start, groups[0].start) if kind else first
        return [one, *links[1:]]


def listed(
    line: Line, groups: list[Group], hurt: Sequence[Harm], links: list[Link | None], dated: Set[int]
) -> list[Link | None]:
    """ "Cyclone dead: Java 753, Sumatra 465; 300 missing": what is counted, a colon, then names with numbers."""
    if len(groups) < _LISTED or not hurt:
        return links
    colon = next((j for j in range(1, len(line.tokens)) if line.low(j) == ":"), None)
    if colon is None:
        return links
    told = [h for h in hurt if h.end <= colon and (h.has(*_TOLD) or line.is_a(h.start, "words.death_of"))]
    if not told or any(group.start < colon and not group.thing for group in groups):
        return links
    out, begin = list(links), colon + 1
    for k, group in enumerate(groups):
        if group.start < begin or group.thing:
            continue
        if links[k] is not None or not _member(line, group, begin, dated):
            break
        out[k] = Link(told[-1].measure, "list of names and numbers", group.start, group.start)
        begin = group.end + 1
    found = [k for k in range(len(groups)) if out[k] is not None and links[k] is None]
    return out if len(found) >= _LISTED else links


def _member(line: Line, group: Group, begin: int, dated: Set[int]) -> bool:
    """Whether a list's member is a name or a time, its number and nothing more: "Sri Lanka 465", "2022 – 3,100"."""
    label = [j for j in range(begin, group.start) if line.low(j) not in _MARKS]
    counted = group.bare or line.is_a(group.head_at or 0, "words.anyone")  # "Kisumu: 14 people; Migori: 9 people"
    if not 0 < len(label) <= _LABEL or not counted or group.number.ordinal or line.low(group.start - 1) == ",":
        return False
    if any(line.is_a(j, "words.auxiliary", "source.says", "not_people.words") for j in label if j not in dated):
        return False
    named = any(
        line.capital(j) or j in dated or line.is_a(j, "dates.months") or line.kind(j) == "number" for j in label
    )
    ends = line.low(group.end) in (",", ";", ".", "") or line.is_a(group.end, "words.conjunction")
    return named and ends


def _is_item(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "- 3 people in Kyiv", "• 4 – у Харкові": a number at the head of its line, of people or of nothing named."""
    if group.start > line.is_item() or group.thing or group.whole or group.number.ordinal or group.start in dated:
        return False
    fates = (j for j in range(group.end, len(line.tokens)) if line.is_a(j, *_OTHER_FATES))
    if any(not line.is_a(j, "words.enlisted", "words.described") for j in fates):
        return False  # "What we know of the deadly strike:", "- 30 people were taken out of the house"
    if group.head is not None or population_at(line, group.end) or population_at(line, group.end + 1):
        return True
    at = group.end + (line.low(group.end) in _MARKS)
    where = line.is_a(at, "words.preposition", "words.place_preposition") and line.capital(at + 1)
    ends = group.end >= len(line.tokens) - (line.low(group.end) in _ENDS)
    ends = ends and (line.is_item() or line.low(group.end) != ".")  # "1. Ivanov" numbers its line
    return group.bare and (where or ends)


def _labelled(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "Khan Younis: 19", "Elsewhere – 2", "Monday 1,090": a name or a day, and nothing else."""
    label = [j for j in range(group.start) if line.low(j) not in _MARKS]
    if not 0 < len(label) <= _LABEL or any(line.kind(j) == "number" and j not in dated for j in label):
        return False
    other = ("not_people.words", "words.other_fate", "words.evacuated", "words.auxiliary")
    if any(line.is_a(j, *other) and not line.is_a(j, "words.area") for j in label if j not in dated):
        return False
    marked = line.low(group.start - 1) in _MARKS
    return marked or all(line.capital(j) or j in dated for j in label)


def _of_troops(line: Line, groups: list[Group], dated: Set[int]) -> bool:
    """ "Группировка «Запад»: более 235 военнослужащих, танк и три бронемашины": a label, soldiers, and only things."""
    first = groups[0]
    if first.head is not Population.MILITARY or first.thing or first.of_them or any(g.head for g in groups[1:]):
        return False
    marked = line.low(first.start - 1) in (":", "–", "-")
    label = [j for j in range(first.start) if line.low(j) not in _MARKS and line.kind(j) != "mark"]
    if not marked or not 0 < len(label) <= _LABEL or any(line.is_a(j, "words.auxiliary", "source.says") for j in label):
        return False
    return line.low(first.end) in (",", ".", ";", "") or line.is_a(first.end, "words.conjunction")


def _alone(line: Line, groups: list[Group]) -> bool:
    """Whether nothing but marks stands between the numbers and after them."""
    others = any(not (g.bare or line.is_a(g.head_at or 0, "words.anyone")) for g in groups)  # "May – 35,370 people"
    if others or any(g.thing or g.whole or g.number.ordinal for g in groups):
        return False
    inside = [j for g in groups for j in range(g.start, g.end)]
    return all(
        line.low(j) in _MARKS or line.low(j) in _ENDS or line.is_a(j, "words.conjunction")
        for j in range(groups[0].start, len(line.tokens))
        if j not in inside
    )

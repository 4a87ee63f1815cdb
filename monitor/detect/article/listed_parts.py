"""A list whose lines tell of the people that its head announces: parts of a toll, or the harmed of one kind.

"The deaths of 118,000 soldiers are confirmed. They include:", "- 23,700 volunteers", "- prisoners – 15,400". The lines
of "Civilian casualties in the past day:", "- Kharkiv: 2 killed, 7 injured" tell how many, the head tells of whom.
"""

from collections.abc import Set
from dataclasses import dataclass

from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import PEOPLE, Line, population_at
from monitor.model import Measure, Population

_HEAD = 16  # tokens of a head of parts
_OPENS = 3  # tokens before "among them", "they include"
_LABEL = 6  # tokens of an item's label
_SHORT = 9  # tokens of an item without a mark: "335 in Donetsk region"
_MARKS = (":", "–", "-", "—")
_ENDS = ("", ".", ",", ";")
_NOT_THEIRS = (
    "words.evacuated", "words.survived", "words.alive", "words.release", "words.flees", "words.driven_out",
    "words.other_fate", "source.says",
)  # fmt: skip
_TOLL = ("killed.noun", "killed.toll", "wounded.noun", "words.victims", "words.count", "words.those", "words.it")


@dataclass(slots=True)
class Parts:
    """The list of an article that is being read, if any: its head, and the sentence that was of it last."""

    whole: Statement | None = None  # whose parts it tells
    population: Population | None = None  # of whom its head tells
    at: int = -9

    def read(self, line: Line, whole: Statement | None, count: int, *, stated: bool, numbered: bool) -> None:
        """Note a head; `whole`: the total last told, near enough for parts of it."""
        if line.low(len(line.tokens) - 1) != ":" or line.sentence.title:
            return
        announces = len(line.tokens) <= _HEAD and (stated or not numbered) and _announces(line)
        self.whole = whole if announces else None
        told = [population for cls, population in PEOPLE.items() if cls in line.has and cls != "people.people"]
        alone = len(told) == 1 and not stated and told[0] is not Population.MILITARY
        self.population = told[0] if alone else None
        self.at = count if self.whole is not None or alone else self.at

    def holds(self, line: Line, count: int) -> bool:
        """Whether a line is of the list: an item, or a label with a colon or a dash."""
        if count - self.at > 1 or line.sentence.title:
            return False
        short = len(line.tokens) <= _SHORT or self.whole is not None
        opens = short and (line.kind(0) == "number" or line.kind(1) == "number" or line.is_a(0, "numbers.units"))
        marks = (j for j in range(1, min(_LABEL, len(line.tokens))) if line.low(j) in _MARKS)
        label = any(line.kind(j + 1) == "number" or line.is_a(j + 1, "numbers.units") for j in marks)
        if not (line.is_item() or opens or label):
            return False
        self.at = count
        return True

    def rows(
        self, line: Line, groups: list[Group], links: list[Link | None], dated: Set[int], count: int
    ) -> list[Link | None]:
        """The links of a line, that of an item's number made a part of what its head told of."""
        if not groups or not self.holds(line, count) or self.whole is None or _fared_well(line):
            return links
        first, known = groups[0], links[0]
        told = known is None or known.measure is Measure.CAPTURED or known.measure is self.whole.measure
        if not told or first.thing or first.number.ordinal or first.number.high > self.whole.group.number.high:
            return links
        if first.start in dated or not (_counts(line, first) or _labelled(line, first)):
            return links
        start = first.start
        return [Link(self.whole.measure, "part of an earlier number", start, start, "", None, True), *links[1:]]

    def whole_of(self, line: Line, link: Link, count: int) -> Statement | None:
        """The total that an item's number is a part of."""
        part = link.rule == "part of an earlier number" and link.start == link.end
        return self.whole if part and self.at == count and line.low(len(line.tokens) - 1) != ":" else None

    def party_of(self, line: Line, group: Group, link: Link, count: int) -> tuple[str | None, None, bool] | None:
        """Whose people an item counts, where it names nobody: those of its whole."""
        whole = self.whole_of(line, link, count) if not group.parties else None
        return (whole.party, None, whole.own_party) if whole is not None else None

    def people_of(self, line: Line, link: Link, count: int) -> Population | None:
        """Whom the head of a list tells of: "Among the soldiers killed:", "- 15,400 prisoners"; "Children killed:"."""
        if (whole := self.whole_of(line, link, count)) is not None:
            return whole.population if whole.population is not Population.CHILDREN else None
        return self.population if self.at == count and line.low(len(line.tokens) - 1) != ":" else None

    def allow(self, line: Line, first: Group, count: int) -> None:
        """ "- 15,400 recruited prisoners": who was called up counts nobody elsewhere, but is a part of these dead."""
        if first.thing and self.whole is not None and self.holds(line, count) and not first.start > line.is_item():
            after = range(first.number.end, first.number.end + 3)
            first.thing = not any(line.is_a(j, "words.recruits", "words.irregular") for j in after)


def _announces(line: Line) -> bool:
    """ "They include:", "Among the dead:", "Серед них:", "The confirmed toll now includes:"."""
    end = len(line.tokens) - 1
    if any(line.is_a(j, "words.subset", "words.among") for j in range(min(_OPENS, end))):
        return True
    if line.ends_at(end, "words.subset") is not None:
        return True  # "killing 24 people, including:"
    if line.has.isdisjoint(_TOLL) and population_at(line, 0) is None:
        return False
    return any(line.is_a(j, "words.enumerates", "words.subset") for j in range(end))


def _fared_well(line: Line) -> bool:
    """ "- 30 people evacuated"; "mobilised" tells what they were, though elsewhere it is another fate than death."""
    if line.has.isdisjoint(_NOT_THEIRS):
        return False
    return any(
        line.is_a(j, *_NOT_THEIRS) and not line.is_a(j, "words.recruits", "words.described", "people.military")
        for j in range(len(line.tokens))
    )


def _counts(line: Line, group: Group) -> bool:
    """ "- 23,700 volunteers", "15,400 were prisoners;": a number of people that opens its line."""
    if group.start > line.is_item():
        return False
    return group.head is not None or any(
        population_at(line, j) is not None for j in range(group.number.end, group.number.end + 3)
    )


def _labelled(line: Line, group: Group) -> bool:
    """ "• prisoners – 15,400": people, a mark and their number."""
    mark = group.start - 1
    if line.low(mark) not in _MARKS or not group.bare or mark > _LABEL or line.low(group.number.end) not in _ENDS:
        return False
    return any(population_at(line, j) is not None for j in range(line.is_item(), mark))

"""Who judges a part alone: "57 are still held, of whom the army says 34 are dead" names nobody for the 57."""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_CLAUSE = 14  # tokens from "of whom" to who judges
_NEXT = ("word", "number")
_NEAR = 4  # tokens from a part's number to who judges it: "35 of them declared dead by the army"
KNOWN = (Measure.CAPTURED, Measure.MISSING)  # who is held or missing is known to all
_STOPS = frozenset({";", ":", ".", "(", ")", '"'})


def of_a_part(line: Line, group: Group, link: Link, found: Attribution) -> bool:
    """Whether who is found speaks in a clause about a part of the number alone."""
    first = min(found.start, found.cue)
    his = link.part and line.is_a(found.start, "source.he")  # "The count holds 298, of whom it says 194 were shot"
    if his or first < group.end or "words.subset" not in line.has:
        return False
    marks = range(max(group.end, first - _CLAUSE), first + 1)
    mark = next((j for j in reversed(marks) if line.is_a(j, "words.subset", "words.subset_after")), None)
    if mark is None:
        return False
    tag = line.at(mark, "words.subset") or line.at(mark, "words.subset_after")
    begin = mark + 1 if tag is None else tag.end
    between = [line.low(j) for j in range(begin, first)]
    if not _STOPS.isdisjoint(between):
        return False
    last = max(found.end, found.cue + 1)
    if not any(_is_number(line, j) for j in (mark - 1, *range(begin, last + _NEAR)) if j >= group.end):
        return False  # "one of the seven whose death the ministry admits"
    if "," not in between:
        if found.side == "before":
            return line.low(last) not in (",", ".", "") or found.cue > found.end  # "of whom the army says 25 are dead"
        return link.measure in KNOWN
    aside = between.count(",") == 1 and between[-1] == "," == line.low(last) and line.kind(last + 1) in _NEXT
    near = sum(1 for low in between if low != ",") <= _NEAR
    goes_on = aside and not line.is_a(last + 1, "words.conjunction", "words.but", "source.when")
    return goes_on and near and link.measure in KNOWN  # "of whom 35, by the army's account, are dead"


def _is_number(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, "numbers.units", "numbers.collective", "numbers.dozen")

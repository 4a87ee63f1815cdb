"""A number whose parts follow at once and add up to it: "83 children (79 Palestinian, four Israeli) were killed"."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.harm.harms import Harm
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Population

_FAR = 8  # tokens from the whole to its bracket: "eight people lost their lives ("
_LONG = 40  # tokens of a bracket
_APART = 4  # tokens from a part to the next, where no bracket holds them
_ANYBODY = Population.PEOPLE
_OPENERS = ("(", "–", "—", ",")
_JOINED = (",", "–", "—")


def break_down(line: Line, groups: Sequence[Group], hurt: Sequence[Harm]) -> None:
    """Give such parts their whole; not "30 harmed (12 dead, 18 wounded)", each with a harm of its own."""
    harmed = {j for harm in hurt for j in range(harm.start, harm.end)}
    for before, whole in enumerate(groups[:-2]):
        opens = groups[before + 1].start - 1
        if line.low(opens) not in _OPENERS or not 0 <= opens - whole.number.end <= _FAR:
            continue
        close = _close(line, opens) if line.low(opens) == "(" else None
        parts = _told(line, groups, before) if line.low(opens) != "(" else _inside(groups, before, close)
        if len(parts) < 2 or not _adds_up(replace(whole, parties=_before(whole, opens)), parts):
            continue
        end = min(parts[-1].end, opens + _LONG if close is None else close)
        if not harmed.isdisjoint(range(opens, max(parts[-1].number.end, end))):
            continue
        _apart(whole, opens)
        whole.broken_down = len({party for part in parts for party, _ in part.parties}) > 1
        for part in parts:
            part.end = part.end if close is None else min(part.end, close)
            _share(part, whole, before)


def _close(line: Line, opens: int) -> int | None:
    return next((k for k in range(opens + 1, min(opens + _LONG, len(line.tokens))) if line.low(k) == ")"), None)


def _inside(groups: Sequence[Group], before: int, close: int | None) -> list[Group]:
    """All numbers of a bracket."""
    return [group for group in groups[before + 1 :] if close is not None and group.number.core < close]


def _told(line: Line, groups: Sequence[Group], before: int) -> list[Group]:
    """The numbers behind a dash or a comma that name whom they count, until they have added up."""
    left, parts = groups[before].number.low, list[Group]()
    for group in groups[before + 1 :]:
        gap = range(parts[-1].number.end, group.start) if parts else range(0)
        joined = not parts or any(line.low(j) in _JOINED or line.is_a(j, "words.conjunction") for j in gap)
        if left <= 0 or len(gap) > _APART or not joined or not (group.parties or group.head is not None):
            break
        parts.append(group)
        left -= group.number.low
    return parts


def _adds_up(whole: Group, parts: Sequence[Group]) -> bool:
    if whole.parties or any(p.head not in (None, whole.head) for p in parts if whole.head not in (None, _ANYBODY)):
        return False  # "five Portuguese, three Britons and two Koreans", "seven soldiers, five civilians, two children"
    numbers = [group.number for group in (whole, *parts)]
    if any(group.thing for group in (whole, *parts)) or any(n.ordinal or n.low != n.high for n in numbers):
        return False
    return sum(n.low for n in numbers[1:]) == numbers[0].low


def _apart(whole: Group, opens: int) -> None:
    """What stands in the bracket is none of the whole's own words."""
    whole.end = min(whole.end, opens)
    whole.parties = _before(whole, opens)
    if whole.head_at is not None and whole.head_at >= opens:
        whole.head = whole.head_at = None


def _before(whole: Group, opens: int) -> list[tuple[str, int]]:
    return [named for named in whole.parties if named[1] < opens]


def _share(part: Group, whole: Group, before: int) -> None:
    """ "557 Palestinian" of 561 children are children; "nine Indian" of 16 soldiers are soldiers."""
    part.share_of = before
    if part.head is None:
        part.head, part.head_at, part.demonym = whole.head, whole.head_at, False
        part.unknown = False

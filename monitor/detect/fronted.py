"""Whom a sentence speaks of before it counts: "Côté civil, la mission a vérifié la mort de 12 654 personnes"."""

from monitor.detect.groups import Group
from monitor.detect.line import Line, population_at
from monitor.model import Population

_KINDS = (Population.CIVILIAN, Population.MILITARY)
_FRONT = 5  # tokens from the sentence's first to the people that it is about
_OPENERS = ("words.among_them", "words.as_for")


def fronted_kind(line: Line, group: Group) -> Population | None:
    """ "Среди мирных жителей подтверждена гибель 12 654 человек": people of whom the sentence's front says it."""
    anyone = group.head is None or line.is_a(group.head_at or 0, "words.anyone")
    if not anyone or group.of_them or group.demonym:
        return None
    first = int(line.is_a(0, "words.conjunction", "words.but"))
    side = line.at(first, "words.civil_side")
    opener = next((tag for cls in _OPENERS if (tag := line.at(first, cls)) is not None), None)
    if side is not None:
        kind, end = Population.CIVILIAN, side.end
    elif opener is not None:
        named = (
            (got[0], got[1])
            for j in range(opener.end, opener.end + _FRONT)
            if (got := population_at(line, j)) is not None
        )
        kind, end = next(named, (Population.PEOPLE, 0))
    else:
        return None
    if kind not in _KINDS or not first < end <= first + _FRONT + 3 or group.start < end:
        return None
    return None if _turns(line, end, group) else kind


def _turns(line: Line, end: int, group: Group) -> bool:
    """Whether the sentence goes on to others: "Among the civilians was a child; 12 people died elsewhere"."""
    harmed = line.is_a(end, "killed.part", "wounded.part", "missing.part")  # "Among the civilians killed were ..."
    others = any(
        line.low(j) == ";"
        or line.kind(j) == "number"
        or (population_at(line, j) is not None and not line.is_a(j, "words.police", "source.office"))
        for j in range(end, group.start)
    )
    return harmed or others

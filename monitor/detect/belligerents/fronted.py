"""Whom a clause speaks of before it counts: "Of the civilians, 210 were killed; of the soldiers, 43", "Côté civil, 12".

The people who open a clause after "of", "among" or "as for" are whom its number counts: neither a whole, nor the
killers whom the same preposition would tell of elsewhere ("Von den russischen Soldaten wurden 40 getötet").
"""

from dataclasses import dataclass

from monitor.detect.belligerents.naming import party_at
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

_REACH = 12  # tokens from a number back to whom it is told of
_NOUN = 3  # tokens from the opener to the people
_STOPS = (";", ":", "(", ")", ".")
_BEHIND = (
    "killed.", "wounded.", "missing.", "captured.", "casualties.", "words.auxiliary", "qualifier.", "numbers.",
    "dates.", "words.suffer", "words.adverb", "words.turns_up",
)  # fmt: skip
_NOBODY = (
    "killed.noun", "killed.part", "wounded.noun", "wounded.part", "missing.noun", "words.them", "words.pronoun",
    "numbers.units", "numbers.collective",
)  # fmt: skip
_KINDS = (Population.CIVILIAN, Population.MILITARY)
_FRONT = 5  # tokens from the sentence's first to the people that it is about
_OPENERS = ("words.among_them", "words.as_for")
_BY = ("von den",)  # of anybody else's dead it tells who killed them


@dataclass(frozen=True, slots=True)
class Front:
    """Whom a clause's front names: tokens start..end, their kind and their party."""

    start: int
    end: int
    kind: Population | None  # None: as before
    party: tuple[str, int] | None


def part_in_front(line: Line, group: Group) -> Front | None:
    """The people whom the front of a number's clause names, where the number itself counts nobody else."""
    if "words.part_front" not in line.has or group.of_them or group.demonym or group.thing or group.unknown:
        return None
    anyone = group.head is None or line.is_a(group.head_at or 0, "words.anyone")
    if not anyone:
        return None
    for j in range(group.start - 1, max(-1, group.start - _REACH), -1):
        if (tag := line.at(j, "words.part_front")) is not None and _opens(line, j):
            by = group.head is not None and " ".join(line.low(k) for k in range(j, tag.end)) in _BY
            return None if by else _front(line, j, tag.end, group)
        if line.low(j) in _STOPS or line.kind(j) == "number" or line.is_a(j, "numbers.units", "words.who"):
            return None
    return None


def _opens(line: Line, j: int) -> bool:
    """Whether a clause begins at a token, the first of its kind at the sentence's front."""
    if j == 0:
        return True
    if not line.is_a(0, "words.part_front"):
        return False  # "49, mostly of women and of children, and 65 wounded"
    return line.low(j - 1) in (",", ";", ":", "–") or line.is_a(j - 1, "words.conjunction", "words.but")


def _front(line: Line, start: int, first: int, group: Group) -> Front | None:
    party = None
    for j in range(first, min(first + _NOUN, group.start)):
        if line.kind(j) == "number" or line.is_a(j, *_NOBODY):
            return None  # "among them six children, 80 were hurt", "серед загиблих дитина, 80 поранено"
        tag = party_at(line, j)
        if tag is not None and party is None:
            party = (str(tag.value), j)
        if tag is not None and line.low(tag.end) == "ones":  # "of the Ukrainian ones, 12"
            return Front(start, tag.end + 1, None, party)
        if (who := population_at(line, j)) is not None:
            end = who[1]
            if party is None and (owner := party_at(line, end)) is not None and line.is_a(end, "party"):
                party, end = (str(owner.value), end), owner.end  # "среди мирных жителей Украины"
            others = any(population_at(line, k) is not None for k in range(end, group.start))
            return Front(start, end, who[0], party) if _closed(line, end, group) and not others else None
    return None


def _closed(line: Line, end: int, group: Group) -> bool:
    """Whether the people's words end there: "Of the army sources" names no army."""
    if end >= group.start or line.kind(end) != "word":
        return True
    return any(cls.startswith(_BEHIND) for cls in line.tags[end])


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

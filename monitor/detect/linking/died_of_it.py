"""Those whom a first harm killed: "17 were hurt in the crash and died", "викрали у Дорні, і всі вони загинули"."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.harm.harms import OR, Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_FIRST = (Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED, Measure.CASUALTIES)
_CLAUSE = 14  # tokens from the first harm to the "and" of the second
_GAP = 6  # tokens from there to the word of death: "and all of them later"
_OTHERS = ("words.opens_clause", "words.who", "source.says", "words.but", "words.more")
_BETWEEN = ("words.adverb", "words.auxiliary", "words.all", "source.he", "words.of")
_AFTER = ("words.preposition", "words.place_preposition", "words.adverb", "words.conjunction")
_DIED = ("killed.fell", "killed.part")


def died_of_it(
    line: Line, groups: Sequence[Group], links: list[Link | None], hurt: Sequence[Harm], *, free: bool
) -> list[Link | None]:
    """The links of a line; a first harm gives way to the death that the same people's next verb tells.

    `free`: a language whose sums are two verbs side by side ("пострадали и погибли 17 человек").
    """
    if line.has.isdisjoint(_DIED) or not any(link is not None and link.measure in _FIRST for link in links):
        return links
    counted = {j for group in groups for j in range(group.number.core, group.number.end)}
    out = list(links)
    for k, link in enumerate(links):
        if link is None or link.measure not in _FIRST or link.kin is not None or link.start < groups[k].number.end:
            continue
        if "noun" in link.side or link.side == "total" or not link.start < link.end:
            continue
        if (death := _death(line, link, hurt, counted, free=free)) is not None:
            out[k] = replace(link, measure=Measure.KILLED, start=death[0], end=death[1])
    return out


def _death(line: Line, link: Link, hurt: Sequence[Harm], counted: set[int], *, free: bool) -> tuple[int, int] | None:
    """The tokens of the death that the same subject goes on to."""
    harm = next((h for h in hurt if h.start == link.start), None)
    parts = harm.parts if harm is not None else ()
    first = link.start if parts else link.end
    if parts and parts[-1] is not Measure.KILLED:
        return None  # "killed and wounded": a sum
    free = free and (parts[0] if parts else link.measure) is Measure.WOUNDED  # "пострадали и погибли" is one
    for j in range(first, min(first + _CLAUSE, len(line.tokens))):
        if j in counted or line.is_a(j, *_OTHERS) or line.low(j) in (".", ";", ":", "(", '"'):
            return None
        comma = line.low(j) == ","
        of_all = (comma or line.is_a(j, "words.conjunction")) and line.is_a(j + 1, "words.all")
        if not of_all and (comma or not line.is_a(j, "words.conjunction") or line.low(j) in OR):
            continue
        side_by_side = j == link.end or bool(parts)
        if (death := _verb(line, j + 1, counted, own=not side_by_side or not free)) is not None:
            return death
    return None


def _verb(line: Line, first: int, counted: set[int], *, own: bool) -> tuple[int, int] | None:
    """A word of death that begins within a few words that name nobody; `own`: it may be one without such words."""
    helped = apart = False
    for j in range(first, min(first + _GAP, len(line.tokens))):
        if j in counted:
            return None
        fell, part = line.at(j, "killed.fell"), line.at(j, "killed.part")
        died = fell or (part if helped else None)
        if died is not None and (own or apart) and not line.is_a(j, "words.fell"):  # "and fell into the river"
            return (j, died.end) if _ends(line, died.end, counted) else None
        if not line.is_a(j, *_BETWEEN) and line.low(j) != "," and not (apart and line.is_a(j, "words.who")):
            return None
        helped = helped or line.is_a(j, "words.auxiliary")
        apart = apart or line.is_a(j, "words.adverb", "words.all")
    return None


def _ends(line: Line, j: int, counted: set[int]) -> bool:
    """Whether nobody else is named behind the verb as its subject: "та загинули двоє", "y murió el conductor"."""
    if j in counted or j + 1 in counted:
        return False
    return line.kind(j) != "word" or line.is_a(j, *_AFTER)

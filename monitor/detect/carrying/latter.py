""" "The former", "the latter": which of the two harms told before a number without a harm word is of.

"A shell killed 20 and hurt 40, two girls among the latter." "Five nurses were among the former."
"""

from collections.abc import Sequence, Set

from monitor.detect.article.story import Story
from monitor.detect.carrying.tally import clause
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_CUES = ("words.former", "words.latter")
_FRONT = 5  # tokens before a comma
_AMONG = ("words.among", "words.among_them", "words.subset", "words.of")


def latter(
    line: Line, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those that "the former" and "the latter" decide, in the place of what a neighbour gave."""
    if line.has.isdisjoint(_CUES):
        return links
    out = list(links)
    before = [s.measure for s in story.made[-4:] if story.whole() is not None and not s.link.part]
    for k, group in enumerate(groups):
        link = out[k]
        own = link is not None and link.start < link.end and link.kin is None
        if own or group.thing or group.whole or group.number.ordinal:
            continue
        at = next((j for j in _near(line, group, dated) if line.is_a(j, *_CUES) and _stands_alone(line, j)), None)
        if at is None:
            continue
        told = [*before, *(a.measure for a in out[:k] if a is not None and not a.part and a is not link)]
        measure = _pointed(told, latter=line.is_a(at, "words.latter"))
        if measure is None:
            continue
        part = any(line.is_a(j, *_AMONG) for j in range(max(0, at - 2), at + 1))
        rule = "part of an earlier number" if part else "total carried from before"
        out[k] = Link(measure, rule, group.start, group.start, "", None, part)
        for m in range(k + 1, len(out)):  # "ten civilians were among the former, including five children"
            later = out[m]
            if later is None or not later.part or later.kin is None:
                break
            out[m] = Link(measure, later.rule, group.start, group.start, "", k, True)
    return out


def _near(line: Line, group: Group, dated: Set[int]) -> range:
    start, end = clause(line, group, dated)
    if line.low(start - 1) == ",":
        start = max(0, start - _FRONT)  # "Parmi les premiers, trois infirmières"
    return range(start, min(end + 1, len(line.tokens)))


def _stands_alone(line: Line, j: int) -> bool:
    """ "The latter are", "among the former,": but "the former minister", "ces derniers jours"."""
    tag = line.at(j, "words.former") or line.at(j, "words.latter")
    assert tag is not None
    after = tag.end
    return line.kind(after) != "word" or line.is_a(
        after, "words.auxiliary", "words.adverb", "words.preposition", "words.conjunction", "words.count",
        "words.stays", "numbers.units", "numbers.collective",
    )  # fmt: skip


def _pointed(told: Sequence[Measure], *, latter: bool) -> Measure | None:
    """The last of two different harms, or the one before it."""
    if not told:
        return None
    other = next((m for m in reversed(told) if m is not told[-1]), None)
    return None if other is None else told[-1] if latter else other

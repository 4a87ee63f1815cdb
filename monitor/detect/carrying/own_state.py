"""A carried number whose own clause says what became of its people: none of those that were counted last.

"The burns institute alone has 44", "В больницах сегодня 67", "at least 25 are in hospitals", "a thousand or so in their
jails": whatever was counted before, a ward's are hurt and a prison's are held.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from monitor.detect.article.story import Story
from monitor.detect.carrying.tally import clause, gap
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_CARRIED = frozenset({
    "count that goes on", "number said of what came before", "total carried from before", "list of names and numbers",
})  # fmt: skip
_PLACE = 4  # tokens from "in" to the hospital: "in the city's three hospitals"
_NEAR = 9  # tokens from "it", "raised that" to the number
_ALIKE = 1.6  # times: two counts of the same hurt, some hours apart
_RECENT = 8  # figures that an update may be of
_OPENING = 12  # tokens of such a place, with the towns
_NAMES = ("words.conjunction", "words.of", "words.article", "place", "capital", "party")
_AT = ("à",)
_PATIENTS = ("patient", "paciente", "пациент", "пацієнт")
_DEAD = (
    "words.morgue", "words.remains", "killed.noun", "killed.part", "killed.fell", "killed.verb", "killed.toll",
)  # fmt: skip


def as_told_here(
    line: Line,
    groups: Sequence[Group],
    links: list[Link | None],
    hurt: Sequence[Harm],
    story: Story,
    dated: Set[int],
) -> list[Link | None]:
    """The links, with the measures of carried numbers that their own clauses name."""
    out = list(links)
    used = {j for link in links if link is not None for j in range(link.start, link.end)}
    for k, (group, link) in enumerate(zip(groups, links, strict=True)):
        if link is None or link.start != link.end or link.rule not in _CARRIED:
            continue
        told = _state(line, group, hurt, used, dated) or _counted_before(line, groups, k, hurt, used)
        alone = link.kin is None and not any(links[:k])
        if told is None and alone and link.measure is Measure.KILLED and _updates_the_last(line, group, story):
            told = Measure.WOUNDED
        if told in (None, link.measure):
            continue
        out[k] = replace(link, measure=told)
        for m, other in enumerate(out):
            if other is not None and other.kin == k and other.start == other.end and other.measure is link.measure:
                out[m] = replace(other, measure=told)
    return out


def _state(line: Line, group: Group, hurt: Sequence[Harm], used: Set[int], dated: Set[int]) -> Measure | None:
    start, end = clause(line, group, dated)
    span = [j for j in range(start, end) if not group.start <= j < group.end]
    own = [h for h in hurt if h.start in span and h.start not in used and h.measure is not Measure.CASUALTIES]
    own = [h for h in own if not h.has("weak") or line.is_a(h.start, "words.admits")]  # who was shot may be either
    if own and own[-1].has("part", "fell", "verb"):
        return own[-1].measure
    if any(line.is_a(j, *_DEAD) for j in span):
        return None
    if group.of_them:
        return None  # "31 died. Twelve of them were in the clinic": when it was hit
    ward = any(_in_a_ward(line, group, j) for j in (*_opening(line, start), *span))
    return Measure.WOUNDED if ward or any(line.low(j).startswith(_PATIENTS) for j in span) else None


def _counted_before(
    line: Line, groups: Sequence[Group], k: int, hurt: Sequence[Harm], used: Set[int]
) -> Measure | None:
    """ "The number of wounded is still being established; a union speaks of 18": a count that was asked for."""
    first = groups[k - 1].end if k else 0
    for harm in reversed(hurt):
        if first <= harm.start < groups[k].start and harm.start not in used and harm.has("noun", "part", "toll"):
            named = any(line.is_a(j, "words.count", "words.how_many") for j in range(max(0, harm.start - 3), harm.end))
            return harm.measure if named else None
    return None


def _updates_the_last(line: Line, group: Group, story: Story) -> bool:
    """ "Eight were hurt. Later he raised that to ten", "Jetzt sind es 23": more of the hurt, and far from the dead."""
    last = story.made[-1] if story.made else None
    if last is None or last.measure is not Measure.WOUNDED or story.count - story.last_line > 1:
        return False
    if any(s.measure is not Measure.WOUNDED for s in story.made if s.line is last.line):
        return False
    near = range(max(0, group.start - _NEAR), group.start)
    moves = any(line.is_a(j, "words.total_move", "words.amount_to", "words.it", "words.them") for j in near)
    grows = last.group.number.high <= group.number.low and gap(group, last.group) <= _ALIKE
    dead = (s for s in story.made[-_RECENT:] if s.measure is Measure.KILLED)
    return moves and grows and all(gap(group, s.group) > _ALIKE for s in dead)


def _opening(line: Line, start: int) -> range:
    """ "In the hospitals of Belgorod, Moscow and Petersburg there are 67": where they are, over a list of names."""
    j = start
    while j > max(0, start - _OPENING) and not line.is_a(j, "words.ward"):
        j -= 1
        if line.low(j) != "," and not line.is_a(j, *_NAMES, "words.ward") and not line.capital(j):
            break
    return range(j, start) if line.is_a(j, "words.ward") else range(0)


def _in_a_ward(line: Line, group: Group, j: int) -> bool:
    """ "In three hospitals", "В больницах Белгорода"; "the hospital has", "El hospital atendió a": it holds them."""
    if not line.is_a(j, "words.ward"):
        return False
    if any(line.is_a(m, "words.inside") or line.low(m) in _AT for m in range(max(0, j - _PLACE), j)):
        return True
    k = line.tags[j]["words.ward"].end
    while line.is_a(k, "words.adverb", "words.only"):
        k += 1
    return line.is_a(k, "words.have", "words.auxiliary") and k + 1 == group.start

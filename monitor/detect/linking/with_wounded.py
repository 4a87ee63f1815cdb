"""The dead, and then all losses: "60,000 dead, 400,000 with the wounded", "потери убитыми – 80 тысяч, общие – 400".

The wounded alone are more than the dead, so who is counted "with the wounded" is not the wounded, nor more of the dead.
"""

from collections.abc import Sequence

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_GAP = 4  # tokens between "with the wounded" and the number
_REACH = 12  # tokens from the dead on to all losses
_TIMES = 2  # so many times the dead are all losses at least
_BETWEEN = ("casualties.noun", "casualties.toll", "words.landing", "words.auxiliary", "words.adverb", "words.it")
_LOSSES = ("casualties.noun", "casualties.toll", "words.lost", "words.loss")


def with_wounded(
    line: Line, groups: Sequence[Group], hurt: Sequence[Harm], links: list[Link | None]
) -> list[Link | None]:
    """The links, with the numbers that count the dead and the wounded together."""
    counted, lost = "words.counting_in" in line.has, not line.has.isdisjoint(_LOSSES)
    if len(groups) < 2 or not (counted or lost):
        return links
    out = list(links)
    for k, group in enumerate(groups):
        dead = next((m for m in range(k - 1, -1, -1) if _is_dead(groups[m], out[m])), None)
        if dead is None or group.thing or group.number.low < _TIMES * groups[dead].number.high:
            continue
        if (counted and _beside(line, group, hurt)) or (lost and _in_all(line, groups, out, dead, k)):
            told = out[dead] or Link(Measure.CASUALTIES, "", group.start, group.start)
            out[k] = Link(Measure.CASUALTIES, "total carried from before", told.start, told.end, "total", dead)
    return out


def _is_dead(group: Group, link: Link | None) -> bool:
    return link is not None and link.measure is Measure.KILLED and not link.part and not group.thing


def _beside(line: Line, group: Group, hurt: Sequence[Harm]) -> bool:
    """Whether "with the wounded" leads to the number, or stands right behind it."""
    for harm in hurt:
        if harm.measure is not Measure.WOUNDED or not harm.has("noun"):
            continue
        first = harm.start - line.is_a(harm.start - 1, "words.article", "words.the")
        begins = (line.ends_at(at, "words.counting_in") for at in (harm.start, first))
        begin = next((at for at in begins if at is not None), None)
        if begin is None:
            continue
        if 0 <= group.start - harm.end <= _GAP:
            gap = range(harm.end, group.start)
            return all(line.kind(j) != "word" or line.is_a(j, *_BETWEEN) for j in gap)
        if begin in (group.end, group.end + 1) and line.kind(harm.end) != "word":
            return begin == group.end or line.low(group.end) == ","
    return False


def _in_all(line: Line, groups: Sequence[Group], links: Sequence[Link | None], dead: int, k: int) -> bool:
    """ "Losses are put at 250,000 killed, and 950,000 in all": the dead are so many of them."""
    group, other, link = groups[k], groups[dead], links[k]
    if dead != k - 1 or group.head is not None or group.of_harm or group.start - other.end > _REACH:
        return False
    told = links[dead]
    own = link is not None and link.kin is None and told is not None and link.start != told.start
    if link is not None and (link.measure is not Measure.KILLED or own):
        return False
    before = range(max(0, other.start - _REACH), other.end + 3)
    if not any(line.is_a(j, *_LOSSES) for j in before):
        return False
    gap = range(other.end, group.start)
    if any(line.is_a(j, "place", "party", "words.preposition") and line.kind(j) == "word" for j in gap):
        return False
    total = ("words.together", "scope.total", "words.in_all")
    return any(line.is_a(j, *total) for j in gap) or line.is_a(group.end, *total)

"""Two totals compared in brackets: "Road deaths fell last year (310, against 329 in 2023)"."""

from collections.abc import Sequence
from itertools import pairwise

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_CLAUSE = 14  # tokens from the harm word to the bracket
_GAP = 4  # tokens between the two totals
_COMPARED = ("words.compared", "words.set_against")


def compared(line: Line, groups: list[Group], links: list[Link | None], hurt: Sequence[Harm]) -> list[Link | None]:
    """The links of a line, with those of a bracket's two totals."""
    if len(groups) < 2 or not hurt or line.has.isdisjoint(_COMPARED):
        return links
    out = list(links)
    for k, (now, then) in enumerate(pairwise(groups)):
        if line.low(now.start - 1) != "(" or out[k] is not None or not (now.bare and then.bare):
            continue
        gap = range(now.number.end, then.start)
        near = [h for h in hurt if h.end <= now.start <= h.end + _CLAUSE and h.has("noun", "toll", "fell", "part")]
        harm = next((h for h in near if h.has("noun", "toll")), near[-1] if near else None)
        if harm is None:
            continue
        told = any(line.is_a(j, *_COMPARED) for j in gap)
        if not told or len(gap) > _GAP or any(link is not None for link in out[:k]):
            continue
        out[k] = Link(harm.measure, "total after its noun", harm.start, harm.end, "total")
        out[k + 1] = Link(harm.measure, "earlier value of the total", harm.start, harm.start, "total", k)
    return out

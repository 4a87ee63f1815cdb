"""Two totals told at once: "The number of dead and wounded has risen to 2,255 and 10,000, respectively"."""

from dataclasses import replace

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_KINDS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING)
_FAR = 16  # tokens from the harm words to the first of their numbers
_NEAR = 3  # tokens between "respectively" and the numbers
_JOINED = 3  # tokens between the two harm words
_GAP = 2  # tokens between the two numbers


def respective(line: Line, groups: list[Group], harms: list[Harm], links: list[Link | None]) -> list[Link | None]:
    """The links of a line, those of two numbers that share two harm words given out in order."""
    if "words.respectively" not in line.has:
        return links
    for k in range(len(groups) - 1):
        first, second = groups[k], groups[k + 1]
        if first.thing or second.thing or not 0 < second.start - first.number.end <= _GAP:
            continue
        last = groups[k + 2] if k + 2 < len(groups) else second
        last = last if 0 < last.start - second.number.end <= _GAP else second
        near = [first.start - _NEAR, *range(first.number.end, second.start)]
        near += [*range(first.start - _NEAR + 1, first.start), *range(second.number.end, last.number.end + _NEAR)]
        if not any(line.is_a(j, "words.respectively") for j in near):
            continue
        third = groups[k + 2] if k + 2 < len(groups) else None
        three = [h for h in harms if h.end <= first.start and len(h.parts) > 2]
        if third is not None and three and not third.thing and 0 < third.start - second.number.end <= _GAP:
            for n, measure in enumerate(three[-1].parts[:3]):
                links[k + n] = Link(measure, "total after its noun", three[-1].start, three[-1].end, "total")
            return links
        told = _pair(line, [h for h in harms if h.end <= first.start and first.start - h.end <= _FAR])
        if told is not None:
            one, other, harm = told
            links[k] = Link(one, "total after its noun", harm.start, harm.end, "total")
            links[k + 1] = Link(other, "coordinated number", harm.end, harm.end, "total", k)
    return links


def _pair(line: Line, before: list[Harm]) -> tuple[Measure, Measure, Harm] | None:
    """The two measures that stand last before the numbers: a sum of two, or two harm words side by side."""
    if not before:
        return None
    last = before[-1]
    if any(line.low(j) == "(" for j in range(last.start, last.end)):
        return None  # "Casualties (killed and wounded) in May and June came to 1,262 and 1,163 respectively": sums both
    if len(last.parts) == 2:
        return last.parts[0], last.parts[1], last
    named = [m for j in range(last.start, last.end) for m in _KINDS if line.is_a(j, f"{m}.noun", f"{m}.part")]
    if len(named) == 2 and last.end - last.start > 1:
        return named[0], named[1], replace(last, start=last.end - 1)  # "загиблих і поранених", one entry
    if len(before) < 2 or before[-2].parts or last.start - before[-2].end > _JOINED:
        return None
    return before[-2].measure, last.measure, last

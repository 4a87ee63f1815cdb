"""Who is blamed for the dead of a number: they are not his people, but those of the other side of the war.

"Some 45 people died at the hands of Russian soldiers", "через дії окупантів загинули 1100 людей", "Russia must answer
for the killing of 1,200 people", "покарати РФ за загибель 40 людей". The only land that such a sentence names is the
culprit's, and it was taken for that of the dead.
"""

from monitor.detect.belligerents.naming import party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.fired_from import fired_at
from monitor.model import Measure, Population

_CULPRIT = 4  # tokens from "at the hands of" on to who did it
_BESIDE = 9  # tokens between "at the hands of" and the harm: "40 tués à Gaza, où 48 otages sont aux mains du Hamas"
_NEAR = 12  # tokens from the words for it to the harm
_BLAME = ("words.by_deed", "words.to_account")  # "at the hands of", "must answer for"
_CAPTIVE = (Measure.CAPTURED, Measure.DEPORTED)


def blamed(line: Line, sides: Sides, group: Group, link: Link) -> str | None:
    """The party of the harmed where the sentence says no more than who is to blame, else none."""
    if not (sides.topical and sides.war) or group.parties or link.measure in _CAPTIVE:
        return None
    if group.head is Population.MILITARY:
        return None
    if (struck := fired_at(line, sides, group)) is not None:
        return struck
    if line.has.isdisjoint(_BLAME):
        return None
    near = range(max(0, min(link.start, group.start) - _BESIDE), max(link.end, group.end) + _BESIDE)
    by = next((tag.end for j in near if (tag := line.at(j, "words.by_deed"))), None)
    if by is not None and (culprit := next((p for k in range(by, by + _CULPRIT) if (p := _named(line, k))), None)):
        return sides.other(culprit)
    first = max(0, min(link.start, group.start) - _NEAR)
    if not any(line.is_a(j, "words.to_account") for j in range(first, group.end + _NEAR)):
        return None
    named = {party for j in range(len(line.tokens)) if (party := _named(line, j))}
    return sides.other(named.pop()) if len(named) == 1 else None


def _named(line: Line, j: int) -> str:
    tag = party_at(line, j) or line.at(j, "place")
    return str(tag.value) if tag is not None else ""

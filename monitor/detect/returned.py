"""Numbers of people or bodies that change hands: exchanged prisoners, repatriated remains are no casualties told."""

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Measure

_HELD = 12  # tokens between captives and the word that they are held: talks, too, are held
_NEAR = 14  # tokens between the number and the word of exchange


def returned(line: Line, group: Group, link: Link, exchange: bool) -> bool:
    """Whether the number counts a handover: "received the bodies of 1,003", "307 prisoners of war came home".

    `exchange` says that the article's headline tells of one; then every captive in it is part of that story.
    """
    taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)
    named = range(min(link.start, group.start), max(group.end, link.end))
    before = range(max(0, group.start - 3), group.start)  # "the bodies of 1,212 fallen defenders"
    body = any(line.is_a(j, "words.remains") for j in before) or any(
        line.is_a(j, "words.remains") or (exchange and line.is_a(j, "words.body")) for j in named
    )
    if (
        not taken
        and not body
        and not (exchange and group.of_harm)
        and not (exchange and link.measure is Measure.WOUNDED)
    ):
        return False
    if not taken and any("words.hospital" in here or "words.ruins" in here for here in line.tags):
        return False  # "hospitals received 52 bodies and 275 wounded", "10,000 bodies lie under the ruins"
    if taken and link.rule == "object of a harm verb" and link.measure is Measure.CAPTURED:
        return False  # "seized 251 people": how they came to be held
    if taken and any(line.is_a(j, "words.still_held") for j in range(named.start - _HELD, named.stop + _HELD)
                     if j not in named):  # fmt: skip
        return False
    if not taken and not exchange and not any("party" in here or "capital" in here for here in line.tags):
        return False  # "We received 12 bodies", a doctor says: nobody hands them over
    low, high = max(0, min(named.start, group.start) - _NEAR), min(len(line.tokens), named.stop + _NEAR)
    if any(line.is_a(j, "words.release") for j in range(low, high)):
        return True
    remains = any(line.is_a(j, "words.remains") for j in named)
    return exchange and (taken or remains)

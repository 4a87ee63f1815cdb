"""What the dead are said to have been: "22,000 of the dead were fighters", "состояли в ХАМАС".

An army that tells how many of the dead were fighters tells it of the enemy's: soldiers of its own are no part of them.
"""

from monitor.detect.belligerents.naming import attacker_of
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_REACH = 9  # tokens from the dead to what they were
_STEPPED = ("words.auxiliary", "words.adverb", "words.article", "words.of", "words.preposition", "words.belongs",
            "words.member", "words.armed_group", "words.place_preposition")  # fmt: skip


def said_to_be_fighters(line: Line, sides: Sides, group: Group, link: Link) -> tuple[str, int] | None:
    """The party of militants that some of the dead belonged to, and the token that says so."""
    if link.measure is not Measure.KILLED or not sides.militants:
        return None
    if not (link.part or group.of_harm or link.side == "noun"):
        return None
    ours = sides.militants[0]
    j = max(group.end, link.end)
    belongs, group_at = False, None
    for k in range(j, min(j + _REACH, len(line.tokens))):
        belongs = belongs or line.is_a(k, "words.belongs", "words.member")
        if line.is_a(k, "words.armed_group"):
            group_at = k
        if line.is_a(k, "words.fighter") or (belongs and group_at is not None):
            return ours, k  # "hätten der Hamas angehört"
        if not line.is_a(k, *_STEPPED):
            break
    return None


def rebels_beside(line: Line, group: Group, kin: Group) -> bool:
    """ "Killing one soldier and 14 rebels": those who fight a state are none of its people, in one list with them."""
    return is_rebel(line, group) and not is_rebel(line, kin)


def is_rebel(line: Line, group: Group) -> bool:
    """Whether a number counts militants without a name."""
    return group.head_at is not None and line.is_a(group.head_at, "words.irregular")


def soldiers_beside(line: Line, group: Group, last: Statement | None) -> str | None:
    """ "Pakistan's forces killed 21 militants; 14 soldiers died": soldiers beside fighters are their killer's."""
    if group.head is not Population.MILITARY or not line.is_a(group.head_at or 0, "words.soldier") or last is None:
        return None
    if line.sentence.paragraph != last.line.sentence.paragraph or not is_rebel(last.line, last.group):
        return None
    if last.line is not line and line.has & {"party", "capital", "place"}:
        return None
    return attacker_of(last.line, max(last.link.end, last.group.end))

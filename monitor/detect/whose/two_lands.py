"""Lands of one sentence, each with a clause of its own: "through Haiti, where 43 died, to Jamaica, where 28 did"."""

from monitor.detect.belligerents.naming import is_killer, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Population

_CLAUSE = 10  # tokens from "where" to the number of its clause
_BESIDE = 2  # tokens at least between two numbers that are told side by side
_NAME = 4  # tokens from a land to the "where" of it: "the north of Syria, in Idlib, where"


def land_of_clause(line: Line, group: Group, link: Link) -> Found | None:
    """The land that "where" stands for, in a sentence of several; soldiers may have fallen in another's."""
    if "words.where" not in line.has or group.head is Population.MILITARY:
        return None
    first = min(group.start, link.start) if link.start < link.end else group.start
    told = [found for j in range(len(line.tokens)) if (found := _land(line, j)) is not None]
    if len({party for party, _, _ in told}) < 2:
        return None
    party, at, where = max((t for t in told if t[2] < first), key=lambda t: t[2], default=("", -1, -1))
    if where < 0 or first - where > _CLAUSE:
        return None
    if any(line.low(j) in (",", ";") or line.kind(j) == "number" for j in range(where + 1, first)):
        return None
    return party, at


def others_apart(line: Line, sides: Sides, group: Group, kin: Statement | None) -> bool:
    """ "The crash killed 14 Australians and seven others": others than those people, where no war has sides."""
    if kin is None or kin.line is not line or sides.war or sides.topical or kin.group.end >= group.start:
        return False
    if not kin.group.parties or group.parties or kin.group.start > group.start - _BESIDE:
        return False
    near = range(group.start - 1, group.end + 1)
    if any(line.is_a(j, "words.others") for j in near):
        return True
    people = group.head is Population.PEOPLE and line.is_a(group.head_at or 0, "words.anyone")
    return people and any(line.is_a(j, "words.more") for j in near)  # "и ещё семь человек"


def _land(line: Line, j: int) -> tuple[str, int, int] | None:
    """The land before a "where" at token j, with the token that names it and that of "where"."""
    if not line.is_a(j, "words.where"):
        return None
    for k in range(j - 1, max(-1, j - 1 - _NAME), -1):
        tag = party_at(line, k)
        if tag is not None and tag.value is not None and not is_killer(line, k):
            return tag.value, k, j
    return None

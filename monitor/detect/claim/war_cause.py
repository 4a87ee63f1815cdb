"""The attack that began a topic's war, told as its cause, and the campaign that answers it.

"Israel launched the offensive in retaliation for attacks that left about 1,200 dead": an agency's last paragraph, of
every day. It is the war's first day, whose dead the newsroom tells of itself, whoever counted the others before. But
"The offensive by Israel in response to the attacks has left 45,100 dead" counts those whom the answer killed.
"""

from collections.abc import Sequence

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.belligerents.naming import AGAINST, is_located, party_at
from monitor.detect.belligerents.reprisals import answers_by_attack
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.statement import Statement
from monitor.detect.reading.line import Line
from monitor.model import Population, Scope

_FAR = 32  # tokens from the cause to its number
_LEAST, _MOST = 100, 5000  # whom a first day harms; what a war has cost since is more, another strike less

_ONE_ATTACK = 3  # tokens between the words of one attack: "rocket attacks", "ataque con cohetes"
_DEED = 16  # tokens from the answered attack back to the campaign that answers it
_OWNER = 4  # tokens between a campaign and whose it is
_ITS_DEED = 6  # tokens from an attacker on to the verb
_BESIDE = 2  # tokens between an attack and whose it is


def give_cause(made: Sequence[Statement], sides: Sides, calendar: Calendar, harmed: str | None) -> None:
    """Part the dead of the attack that began a war from those of the campaign that answers it; see above."""
    for one in made:
        if "words.caused_by" not in one.line.has or one.group.parties:
            continue
        at = _caused(one.line, one.group.start)
        if at is None:
            continue
        if harmed is not None and _is_first_day(one, at, harmed):
            _give_first_day(one, calendar.since, harmed)
        elif one.party is not None and one.population is not Population.MILITARY:
            other = sides.other(one.party)
            striker = _striker(one.line, at, (one.party, other))
            if striker is not None and one.as_of == calendar.since:
                one.as_of = calendar.today
            if striker == one.party:
                one.party = other or one.party


def _caused(line: Line, last: int) -> int | None:
    """The token before a number at which an attack is named as the cause of what follows."""
    for j in range(last - 1, max(-1, last - _FAR), -1):
        tag = line.at(j, "words.caused_by")
        if tag is not None and tag.end <= last and not line.is_a(j - 1, "words.who", "words.which"):
            return j  # not "el ataque que desencadenó la guerra", which is the cause itself
    return None


def _is_first_day(one: Statement, at: int, harmed: str) -> bool:
    if not _LEAST <= one.group.number.high <= _MOST or one.scope in (Scope.PERIOD, Scope.RATE):
        return False
    if answers_by_attack(one.line, at):
        return False  # "Israel reagierte auf den Tod eines Soldaten mit Luftangriffen, die 104 Menschen töteten"
    elsewhere = any(role == "party" and start >= one.group.end for role, start, _ in one.marks)
    if elsewhere and one.own_party and one.party != harmed:
        return False  # "in retaliation for an attack that killed 550 people in Lebanon"
    return _of_the_attack(one.line, one.line.tags[at]["words.caused_by"].end, one.group.start, harmed)


def _give_first_day(one: Statement, since: str | None, harmed: str) -> None:
    one.party, one.scope = harmed, Scope.INCIDENT
    if not one.own_date:
        one.as_of = since
    said = [start for role, start, _ in one.marks if role == "source"]
    if not one.own_source or all(start < one.group.start for start in said):
        one.sources = ()
        one.marks = [mark for mark in one.marks if mark[0] != "source"]


def _striker(line: Line, at: int, sides: tuple[str, str | None]) -> str | None:
    """ "La ofensiva lanzada por Israel en respuesta a los ataques": whose campaign it is that has cost lives."""
    for j in range(at - 1, max(-1, at - _DEED), -1):
        if line.is_a(j, "words.attack", "scope.battle"):
            near = range(max(0, j - _OWNER), min(at, j + _OWNER + 1))
            named = (tag.value for k in near if (tag := party_at(line, k)) is not None)
            return next((name for name in named if name in sides), None)
    return None


def _of_the_attack(line: Line, first: int, last: int, harmed: str) -> bool:
    """Whether a clause about an attack or attackers stands behind the cause, and no other deed before the number."""
    if line.low(first) == ",":
        return False  # "En représailles, Israël a mené des frappes qui ont fait 300 morts"
    attack = next((j for j in range(first, last) if line.is_a(j, "words.attack") or _attacker(line, j, harmed)), None)
    if attack is None or _theirs(line, attack, harmed):
        return False
    told = any(line.is_a(j, "words.whereby") or line.low(j) == ":" for j in range(first, last))
    for j in range(attack + 1, last):
        if line.low(j) == ";" or (line.is_a(j, "words.attack") and j > attack + _ONE_ATTACK):
            return False  # "in response to the attack, Israel launched strikes that killed 300"
        if line.low(j) == ",":
            tag = party_at(line, j + 1)
            if line.is_a(j + 1, "words.auxiliary") or (tag is not None and tag.value == harmed):
                return False  # "the offensive that followed the attack, has killed"
            told = told or line.is_a(j + 1, "killed.verb")
        told = told or (
            line.is_a(j, "killed.verb", "killed.part") and j <= attack + _ITS_DEED
        )  # "after Hamas gunmen killed 1,219"
    return told


def _theirs(line: Line, attack: int, harmed: str) -> bool:
    """ "In retaliation for Israeli strikes that killed 550": the harmed are who struck."""
    for j in range(max(0, attack - _BESIDE), attack + _BESIDE + 1):
        tag = party_at(line, j)
        if tag is not None and tag.value == harmed and not is_located(line, j) and line.low(j - 1) not in AGAINST:
            return True
    return False


def _attacker(line: Line, j: int, harmed: str) -> bool:
    tag = party_at(line, j)
    return tag is not None and tag.value is not None and tag.value != harmed

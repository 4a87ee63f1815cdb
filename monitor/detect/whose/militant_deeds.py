"""Whom militants killed, where an article's topic has them fight a state: the state's people, wherever they are named.

"Боевики убили 1200 человек", "Hamas's October 7 attack left 1,195 dead", "Kämpfer der Hamas ermordeten 1200 Menschen",
"seit dem Massaker mit 1200 Toten": agencies name neither the killed nor their land in the paragraph that they add to
every report. Whom gunmen killed in Gaza itself stays Gaza's.
"""

from collections.abc import Iterable

from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import attack_before, is_attacker, is_located, name_at, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.sides import Sides
from monitor.detect.belligerents.triggers import of_trigger
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_TAKEN = ("words.hostage", "words.abducted")
_TAKEN_NEXT = 14  # tokens from the killed on to the word for those who were taken
_RAIDED = 100  # people: of a raid that the article need not name
_SUBJECT = 18  # tokens from a verb back to who did it
_MEN = ("words.irregular", "words.attacker")
_NAMED = (*_MEN, "words.massacre", "party", "dates.months")
_FIGHTERS = ("people.military", "words.men", "words.member")
_GROUP = 3  # tokens from fighters on to their group's name
_CLAUSE = (";", ":")
_DEED = 8  # tokens from a massacre's name on to the number of its dead
_RELATED = 9  # tokens from a number back to the "which" that tells of an attack
_PHRASE = 13  # tokens of an attack's name: "the unprecedented Hamas-led attack of October 7, 2023"
_DAY, _MONTH = "7", 10
_PARTS = ("words.conjunction", "words.who")
_PLACE = 8  # tokens from the killed on to where they were


def of_militants(line: Line, sides: Sides, group: Group, link: Link) -> Found | None:
    """The state whose people were killed, and the token of the militants or of their deed."""
    if not (sides.topical and sides.militants and sides.states) or link.start == link.end:
        return None
    if group.head is Population.MILITARY or link.measure not in (Measure.KILLED, Measure.WOUNDED):
        return None
    killed = link.measure is Measure.KILLED
    if killed and (taken := _beside_the_taken(line, sides, group)) is not None:
        return sides.states[0], taken
    if line.has.isdisjoint(_NAMED):
        return None
    if (deed := _in_a_massacre(line, sides, group)) is not None:
        return sides.states[0], deed
    at = _by_men(line, sides, group, link)
    at = _by_their_attack(line, sides, group, link) if at is None else at
    return None if at is None or _at_home(line, sides, group, link) else (sides.states[0], at)


def _beside_the_taken(line: Line, sides: Sides, group: Group) -> int | None:
    """ "Some 1,200 people were killed and 251 abducted": whom militants killed where they took others."""
    if line.has.isdisjoint(_TAKEN) or group.number.high < _RAIDED:
        return None
    if any((tag := name_at(line, j)) is not None and sides.takes(str(tag.value)) for j in range(len(line.tokens))):
        return None
    behind = (j for j in range(group.end, min(group.end + _TAKEN_NEXT, len(line.tokens))) if line.is_a(j, *_TAKEN))
    return next(behind, None)


def their_fighters(line: Line, sides: Sides, group: Group, link: Link) -> Found | None:
    """ "The Israeli army counts 12,000 fighters killed": the militants, and the token; its own are soldiers."""
    if not (sides.topical and sides.militants) or group.parties:
        return None
    told: Iterable[int] = ()
    if group.head_at is not None:
        told = (group.head_at,)
    elif link.side == "total" and link.start < link.end:
        told = (link.start - 1, link.end, link.end + 1)  # "fighters killed", "getötete Kämpfer"
    at = next((j for j in told if line.is_a(j, "words.fighter", "words.irregular")), None)
    return (sides.militants[0], at) if at is not None else None


def _by_men(line: Line, sides: Sides, group: Group, link: Link) -> int | None:
    """ "Боевики убили 1200 человек", "Fighters from Hamas and other groups murdered 1,200 people"."""
    if not (is_active(line, link) or line.is_a(link.start, "words.attacks")):
        return None
    if link.start >= group.end and not is_active(line, link):
        return None  # "1,200 people killed by gunmen" names who did it behind
    first = min(link.start, group.start)
    inside = range(link.end, group.start)  # "ermordeten Kämpfer der Hamas 1200 Menschen"
    for j in (*inside, *range(first - 1, max(-1, first - _SUBJECT), -1)):
        if line.low(j) in _CLAUSE:
            return None
        tag = party_at(line, j)
        if tag is not None and tag.value in sides.states and (is_attacker(line, j, tag.end) or j in inside):
            return None
        if _acts(line, sides, j):
            return int(j)
    return None


def _acts(line: Line, sides: Sides, j: int) -> bool:
    """Whether militants, or the fighters of their group, stand at a token, and no preposition or "the killing of"."""
    group = any(
        (tag := party_at(line, k)) is not None and tag.value in sides.militants for k in range(j + 1, j + 1 + _GROUP)
    )
    if not (line.is_a(j, *_MEN) or (line.is_a(j, *_FIGHTERS) and group)):
        return False
    k = j - 1
    while k >= 0 and j - k < _GROUP and (line.is_a(k, "words.article", "party") or line.low(k) == "-"):
        k -= 1
    led = line.is_a(k, "words.place_preposition", "words.preposition", "words.attack", "numbers.units")
    return (not led or line.is_a(k, "dates.when", "words.opens_clause")) and line.kind(k) != "number"


def _in_a_massacre(line: Line, sides: Sides, group: Group) -> int | None:
    """ "Das Hamas-Massaker mit rund 1200 Toten", "the massacre of 1,200 people by Hamas"."""
    if "words.massacre" not in line.has:
        return None
    for j in range(group.start - 1, max(-1, group.start - _DEED), -1):
        if line.kind(j) == "number" and not line.is_a(j + 1, "dates.months") and line.low(j + 1) != ".":
            return None
        if line.low(j) in _CLAUSE:
            return None
        if line.is_a(j, "words.auxiliary") or ((tag := party_at(line, j)) and tag.value in sides.states):
            return None  # "Seit dem Überfall der Hamas hat Israels Offensive 54.000 Menschen getötet"
        if line.is_a(j, "words.massacre"):
            named = ((k, party_at(line, k)) for k in range(j - 3, j + 4))
            near = [tag.value for k, tag in named if tag is not None and not (_tells(line, tag.end) or _at(line, k))]
            return j if near and all(party in sides.militants for party in near) else None
    return None


def _by_their_attack(line: Line, sides: Sides, group: Group, link: Link) -> int | None:
    """ "Hamas's October 7 attack left 1,195 dead", "seit dem Überfall der Islamisten, der 1200 Menschen tötete".

    The attack that tells of the number is the one before its verb or its relative pronoun; "since the attack" alone
    tells when others died.
    """
    first = min(link.start, group.start)
    related = next((j for j in range(first, max(-1, first - _RELATED), -1) if _relates(line, j)), None)
    last = first if related is None else related
    seen = range(last - 1, max(-1, last - _PHRASE), -1)
    named = any(_is_theirs(line, sides, j) for j in seen)
    if not named or any(line.kind(j) == "number" and not _is_day(line, j) for j in range(last, first)):
        return None
    attack = None
    for j in seen:
        if line.low(j) in _CLAUSE or (related is None and _dates(line, j)):
            return None
        apart = line.low(j) == "," and related is None  # "its war after Hamas's attack, and has since killed 54,000"
        if (line.kind(j) == "number" or apart) and not _is_day(line, j):
            return None
        tag = party_at(line, j)
        if (
            tag is not None
            and tag.value in sides.states
            and is_attacker(line, j, tag.end)
            and (attack is None or related is None)
        ):
            return None  # "after Hamas's attack Israel's offensive killed 54,000"
        attack = j if attack is None and line.is_a(j, "words.attack", "words.massacre") else attack
    if attack is None or (related is None and of_trigger(line, attack, first)):
        return None  # "the war sparked by Hamas's attack has killed 60,000"
    told = max((j + 1 for j in range(max(0, attack - 4), attack) if line.is_a(j, "source.says")), default=0)
    near = range(max(told, attack - 4), min(attack + 5, last))  # not "Palestinian medics said shelling killed five"
    return attack if any(_is_theirs(line, sides, j) for j in near) else None


def _dates(line: Line, j: int) -> bool:
    """ "Since the attack", "seit dem Angriff"; not "nach israelischen Angaben"."""
    told = any(line.is_a(k, "source.account") for k in range(j + 1, j + 4))
    return line.is_a(j, "words.following", "dates.since") and not told


def _relates(line: Line, j: int) -> bool:
    return line.is_a(j, "words.which") and line.kind(j) == "word"


def _is_day(line: Line, j: int) -> bool:
    """ "October 7, 2023", "7. Oktober", "7-Octobre"."""
    return any(line.is_a(k, "dates.months") for k in (j - 3, j - 2, j - 1, j + 1, j + 2))


def _at(line: Line, j: int) -> bool:
    """ "Angriffe in Gaza", "Angriffe im Gazastreifen": where it was, not whose."""
    return line.is_a(j, "place") and is_located(line, j) and not attack_before(line, j)


def _is_theirs(line: Line, sides: Sides, j: int) -> bool:
    """Whether a token names militants, their group, or the day of October on which the war began."""
    tag = party_at(line, j)
    if tag is not None:
        located = line.is_a(j, "place") or (is_located(line, j) and not attack_before(line, j))
        return tag.value in sides.militants and not (located or _tells(line, tag.end) or _holds(line, j, tag.end))
    if line.is_a(j, *_MEN, "words.movement"):
        return True
    return line.low(j) == _DAY and any(
        (month := line.at(k, "dates.months")) is not None and month.value == _MONTH for k in (j - 1, j + 1, j + 2)
    )


def _holds(line: Line, j: int, end: int) -> bool:
    """ "Strikes on the Houthi-held port", "по контролируемому хуситами порту": whose place it is, not who struck."""
    if "words.held_by" not in line.has:
        return False
    k = j
    while k > 0 and line.is_a(k - 1, "words.article"):
        k -= 1
    return line.ends_at(k, "words.held_by") is not None or line.is_a(end + (line.low(end) == "-"), "words.held_by")


def _tells(line: Line, end: int) -> bool:
    """ "Bei dem Angriff starben nach palästinensischen Angaben zwölf Menschen": a name that only says who tells."""
    return line.is_a(end, "source.account", "words.press")


def _at_home(line: Line, sides: Sides, group: Group, link: Link) -> bool:
    """ "Gunmen killed four people in Gaza": where militants live, and not where they took others to.

    In the West Bank they kill settlers and soldiers: "A Palestinian ambush near Nablus killed nine people".
    """
    last, first = max(group.end, link.end), min(group.start, link.start)
    behind = range(last, last + _PLACE)
    stops = (j for j in behind if line.low(j) in (",", ";") or line.kind(j) == "number" or line.is_a(j, *_PARTS))
    between = range(min(group.end, link.end), max(group.start, link.start))
    for j in (*range(last, next(stops, last + _PLACE)), *between, *range(max(0, first - _SUBJECT), first)):
        tag = name_at(line, j)
        if _among_settlers(line, sides, j, first):
            continue
        if line.is_a(j - 2, "scope.war") or line.is_a(j - 3, "scope.war"):
            continue  # "the war in Gaza began when militants killed 1,200 people"
        if tag is not None and tag.value in sides.militants and is_located(line, j) and not attack_before(line, j):
            return not any(line.is_a(k, "words.from", "words.of") for k in (j - 1, j - 2))
    return False


def _among_settlers(line: Line, sides: Sides, j: int, first: int) -> bool:
    """Whether a place of settlers stands at a token, and whose attack it was is told before the harm."""
    if not line.is_a(j, "words.settled"):
        return False
    seen = range(first - 1, max(-1, first - _SUBJECT), -1)
    named = ((k, tag) for k in seen if (tag := party_at(line, k)) is not None)
    return any(tag.value in sides.militants and not is_located(line, k) for k, tag in named)

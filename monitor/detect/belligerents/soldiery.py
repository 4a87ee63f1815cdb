"""Whether a sentence tells of soldiers or of civilians, those aside who attack or speak."""

from monitor.detect.belligerents.army_strikes import strikes_of
from monitor.detect.belligerents.in_return import lost_in_return
from monitor.detect.belligerents.naming import attacks, is_killer
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population

_LABEL = 9  # tokens of a sentence that only says what the next one counts
_LOSS = 5  # tokens from a number back to the verb of a loss
_LOSER = 7  # tokens from that verb back to who lost
_PARTS = 13  # ... and from "including" on to soldiers: "including 70 Poles and 15 Soviet soldiers"
_PART = 12  # tokens from people on to a part of them
_DEED = 5  # tokens from "at the hands of" on to whose they were
_COUNT = 2  # people at least
_COMPANY = 14  # tokens from others back to the soldier beside whom they were harmed
_ATTACK = 5  # tokens from a number to the attack in which they were lost

_FIRST_PART = 6  # tokens from "including" to the people of its first number
_COUNTED = 4  # ... from a number on to the soldiers of a later one
_CORPS = 6  # tokens from men to the corps that they serve in
_BEFORE_CORPS = (
    "words.article",
    "words.of",
    "words.serves_in",
    "party",
    "capital",
    "numbers.ordinals",
    "words.martial",
)
_OTHERS = ("words.civil_teller", "words.police", "people.civilian", "people.children", "words.anyone")
_DEEDS = ("words.they_attack", "killed.verb", "wounded.verb", "captured.verb")
_FIGHTING = ("words.army", "words.unit", "words.enemy", "people.military")


def soldiers_told(line: Line) -> bool:
    """Whether the sentence tells of soldiers otherwise than as those who attack: "militants killed 1,200 people"."""
    if "people.military" not in line.has:
        return False
    for j in range(len(line.tokens)):
        tag = line.at(j, "people.military")
        if tag is None or is_killer(line, j) or line.is_a(j, "words.peacetime") or strikes_of(line, j):
            continue
        if line.is_a(j, "source.person") and line.is_a(tag.end, "source.office") and not line.is_a(tag.end, *_FIGHTING):
            continue  # "за словами полковника служби порятунку": no army's
        if "words.by_deed" in line.has and any(line.is_a(k, "words.by_deed") for k in range(max(0, j - _DEED), j)):
            continue  # "died at the hands of Russian soldiers", "з вини російських військових"
        end = tag.end
        if line.is_a(end, "words.post"):
            continue  # "near a military base"
        while line.is_a(end, "party") and not line.capital(end):
            end += 1  # "les troupes russes ont pilonné"
        deed = attacks(line, end) or line.is_a(end, *_DEEDS)  # "Bandits kill three"
        if not deed or "words.we" in line.has:
            return True  # "our gunners killed 34 of them"
    return False


def speaks_of_civilians(line: Line) -> bool:
    """Whether the sentence speaks of civilians or homes rather than of armies."""
    return "people.civilian" in line.has or "people.children" in line.has


def kind_announced(line: Line) -> Population | None:
    """The one kind of people that a sentence says the next one counts: "the number of its servicemen killed"."""
    if "words.count" not in line.has and len(line.tokens) > _LABEL:
        return None
    kinds = {
        Population.MILITARY: soldiers_told(line),
        Population.CIVILIAN: "people.civilian" in line.has,
        Population.CHILDREN: "people.children" in line.has,
    }
    told = [kind for kind, is_told in kinds.items() if is_told]
    return told[0] if len(told) == 1 else None


def lost_by_an_army(line: Line, start: int) -> bool:
    """ "The brigade lost 340 killed and wounded", "ворог втратив 45 осіб": before a number, a loss and who fights."""
    for j in range(start - 1, max(-1, start - _LOSS), -1):
        if line.is_a(j, "words.lost", "words.suffer") and not line.is_a(j, "source.says", "words.admit"):
            subject = range(j - 1, max(-1, j - _LOSER), -1)
            stop = next((k for k in subject if line.kind(k) not in ("word", "number")), -1)
            return any(line.is_a(k, *_FIGHTING) for k in subject if k > stop)
        if line.kind(j) != "word" or line.is_a(j, "words.conjunction"):
            return False
    return False


def among_soldiers(line: Line, end: int) -> bool:
    """ "46 dead among the Nigerien troops", "46 Tote unter den nigrischen Soldaten": whose they were, told behind."""
    if not line.is_a(end, "words.among_them"):
        return False
    for j in range(end + 1, end + _CORPS):
        if line.is_a(j, "people.military") and not line.is_a(j, "words.peacetime"):
            return True
        if not line.is_a(j, "words.article", "words.own", "party"):
            return False
    return False


def lost_in_an_attack(line: Line, group: Group, *, ends: bool) -> bool:
    """ "Niger army loses 23 in ambush", "Ukraine lost 14 in a strike": people, though no word says so.

    A match or a deal is lost "in a row", seats in an election.
    """
    if lost_in_return(line, group, ends=ends):
        return True
    if not ends or group.number.high < _COUNT or not line.is_a(group.end, "words.preposition"):
        return False
    loser = range(max(0, group.start - _LOSER), group.start)
    if any(line.is_a(j, "words.attack") for j in range(group.end + 1, group.end + _ATTACK)):
        return any(line.is_a(j, "party", "capital", "words.police", *_FIGHTING) for j in loser)
    return lost_by_an_army(line, group.start) and line.is_a(group.end + 1, "place", "party", "capital")


def serves(line: Line, head: int, end: int) -> bool:
    """ "Nine men of the 72nd brigade", "14 crew members of the cruiser", "моряків ВМФ": the corps they are of."""
    if not line.is_a(head, "words.serving"):
        return False
    k = end + line.is_a(end, "words.serves_in")
    while k < end + _CORPS and not line.is_a(k, "words.corps"):
        named = line.is_a(k, *_BEFORE_CORPS) or "number" in (line.kind(k), line.kind(k - 1))
        if not (named or line.low(k) in ("-", ".")):
            return False
        k += 1
    return line.is_a(k, "words.corps")


def in_combat(line: Line, group: Group) -> bool:
    """ "64 compatriots killed in combat", "41 жителя, погибших на войне", "Ausländer, die für Russland kämpften"."""
    for j in range(group.start, min(group.end + 12, len(line.tokens))):
        if line.is_a(j, "words.army_cue", "words.fights_for"):
            return not line.is_a(j, "wounded.part", "wounded.fell")  # "fighting for their lives"
        if j == group.end and line.low(j) == "," and line.is_a(j + 1, "words.who", "words.fights_for"):
            continue
        if line.low(j) in (",", ";") or (j >= group.end and line.kind(j) == "number"):
            return False
    return False


def mourns_its_own(line: Line) -> bool:
    """ "The general staff put its own losses at 31", "the Pentagon named the 13 dead": whom an army counts as lost."""
    if line.has.isdisjoint(("words.army", "words.army_teller", "words.admit")) or not line.has.isdisjoint(_OTHERS):
        return False
    for j in range(len(line.tokens)):
        if line.is_a(j, "words.own_ranks"):
            return True
        if line.is_a(j, "words.own") and line.is_a(line.tags[j]["words.own"].end, "casualties.noun"):
            return True
    named = not line.has.isdisjoint(("words.identified", "words.identifies", "words.names"))
    return named and "words.army_teller" in line.has


def beside_soldiers(line: Line, group: Group, link: Link) -> bool:
    """ "Militants killed 25 people, including 15 soldiers", "1,700 dead, 400 of them soldiers": not all were.

    But "Russia has 1,700 dead, 400 of them officers".
    """
    people = group.head is Population.PEOPLE and line.is_a(group.head_at or 0, "words.anyone")
    if link.part or not (people or (group.head is None and link.measure is not Measure.CASUALTIES)):
        return False
    part_of = "people.military" if people else "words.any_soldier"
    part = range(group.end, min(group.end + _PART, len(line.tokens)))
    opens = next((j for j in part if line.is_a(j, "words.subset", "words.subset_after", "words.among_them")), None)
    if opens is None:
        return False
    first = max(group.end, opens - 3)  # "seven of them soldiers"
    for j in range(first, opens + _PARTS):
        if line.is_a(j, part_of) and not line.is_a(j, "words.officer"):
            counted = any(line.kind(k) == "number" for k in range(j - _COUNTED, j))  # not ", and blamed soldiers"
            return j < opens + _FIRST_PART or counted
    return False


def with_a_soldier(line: Line, group: Group) -> bool:
    """ "A soldier was killed and three others wounded": the others of one of an army."""
    return _soldier_before(line, group) is not None


def soldier_beside(line: Line, group: Group) -> tuple[str, int] | None:
    """ "Ein israelischer Soldat fiel, zwei weitere wurden verletzt": the army of the one is the others'."""
    at = _soldier_before(line, group) if group.head is None or line.is_a(group.head_at or 0, "words.others") else None
    people = population_at(line, at) if at is not None else None
    if at is None or people is None:
        return None
    named = next((j for j in (at - 1, at, people[1]) if line.at(j, "party") is not None), None)
    return (str(line.tags[named]["party"].value), named) if named is not None else None


def _soldier_before(line: Line, group: Group) -> int | None:
    """The one soldier before the number of others, or of comrades of his."""
    head = group.head_at if group.head_at is not None else group.end
    theirs = line.is_a(head, "words.member") and line.is_a(head - 1, "words.own")  # "six of his comrades"
    if not theirs and not any(
        line.is_a(j, "words.others", "words.more") for j in range(group.start - 1, group.end + 1)
    ):
        return None
    for j in range(group.start - 1, max(-1, group.start - _COMPANY), -1):
        if line.low(j) in (";", ".", ":"):
            return None
        if (found := population_at(line, j)) is not None:
            first = j - line.is_a(j - 1, "party")  # "ein israelischer Soldat"
            one = line.is_a(first - 1, "words.article", "words.more", "numbers.one") and not line.is_a(j, "words.army")
            return j if one and found[0] is Population.MILITARY and not is_killer(line, j) else None
    return None


def of_a_ministry(line: Line, group: Group, speaker: Attribution | None) -> bool:
    """ "The army says 17,000 fighters were killed; the health ministry counts 42,000 dead": it tells none apart."""
    if speaker is None or "words.civil_teller" not in line.has or group.head not in (None, Population.PEOPLE):
        return False
    if not any(line.is_a(j, "words.civil_teller") for j in range(speaker.start, speaker.end)):
        return False
    first = speaker.end if speaker.end <= group.start else group.start
    told = range(first, group.end + _COUNT)
    return not any(line.is_a(j, "people.military", "words.irregular", *_OTHERS[2:4]) for j in told)


def joined_to_soldiers(line: Line, group: Group) -> bool:
    """ "Nine South African soldiers, three Malawians": nationals listed with one army's soldiers are of another's."""
    at = group.start - 1
    if not group.demonym or not (line.low(at) == "," or line.is_a(at, "words.conjunction")):
        return False
    for j in range(at - 1, max(-1, at - _COUNTED), -1):
        if (found := population_at(line, j)) is not None:
            return found[0] is Population.MILITARY and line.is_a(j, "words.soldier")
        if line.kind(j) != "word":
            return False
    return False

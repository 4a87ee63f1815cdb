"""Whose people, by who tells of them: a land's hospitals and police count its own, an attacker the other's.

These are weak words, which count for the sides of the article's war alone (or the lands whose tolls it tells apart).
"""

from monitor.detect.belligerents.naming import (
    attacker_of,
    is_accused,
    is_agent,
    is_attacker,
    is_harmed,
    is_killer,
    is_said,
    of_outsider,
    party_at,
)
from monitor.detect.belligerents.on_side import CLAUSE
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.sides import Sides
from monitor.detect.belligerents.triggers import of_trigger
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.victims import Rule
from monitor.model import Population

_ACCOUNT = 7  # tokens from a number back to whose account it is
_COUNTED = ("words.count", "killed.toll", "casualties.noun", "words.army_teller")


def _subject_before(line: Line, group: Group, link: Link) -> Found | None:
    """ "The Armenians are believed to have about 3,800 dead"."""
    first = min(group.start, link.start) if link.start < link.end else group.start
    for j in range(first - 1, max(-1, first - 22), -1):
        if line.low(j) in CLAUSE:
            break
        tag = line.at(j, "party")
        if tag is None or not is_harmed(line, j, tag.end) or of_outsider(line, j, tag.end):
            continue
        if of_trigger(line, j, first):
            continue
        if not line.is_a(tag.end, "words.army") or line.ends_at(j, "casualties.noun") is not None:
            return tag.value, j  # an army that "moves in" is not the harmed; its losses are
    return None


def of_a_staff(line: Line, j: int, end: int) -> bool:
    """ "L'état-major ukrainien", "Генштаб ЗСУ", "the general staff in Kyiv": an army's bulletin counts the enemy."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.of", "words.article", "words.place_preposition"):
        k -= 1
    return line.is_a(end, "words.army_teller") or line.ends_at(k, "words.army_teller") is not None


def _authority(line: Line, group: Group, link: Link) -> Found | None:
    """ "The Lebanese health ministry counted 20 dead": a land's hospitals, police and mayors count its own people."""
    for j in range(len(line.tokens)):
        office = line.at(j, "words.civil_teller")
        if office is None or j in range(group.start, group.end):
            continue
        if line.is_a(j, "words.institution") and _at_a_place(line, j):
            continue  # "killed at the Saudi Maternity Hospital"
        for k in (j - 1, j - 2, j - 3, *range(j, office.end + 4)):
            tag = party_at(line, k) if k >= 0 else None
            if tag is None or is_killer(line, k) or is_accused(line, k):
                continue
            if any(line.low(m) == "," for m in (*range(k, j), *range(office.end, k))):
                continue  # "операции Израиля, сообщил минздрав", "за словами мера, через удари російських військ"
            if line.is_a(j, "words.police_people", "words.police") and is_attacker(line, k, tag.end):
                continue  # "Israeli police kill seven"
            if line.low(tag.end) != "-":
                return tag.value, k
    return None


def _reporter(line: Line, group: Group, link: Link) -> Found | None:
    """ "Israel reports 28 deaths": a country that tells a loss without saying whose tells its own."""
    for j in range(group.start - 1, max(-1, group.start - 9), -1):
        if line.low(j) in (",", ";"):
            break
        tag = line.at(j, "party")
        end = tag.end if tag is not None else 0
        if group.head is Population.MILITARY and line.is_a(end, "words.press"):
            break  # "Russian media reported 40 soldiers killed in Dnipro"
        while tag is not None and line.is_a(end, "source.office") and not line.is_a(end, "words.army"):
            end = line.tags[end]["source.office"].end  # "Israeli authorities have reported 28 deaths"
        while tag is not None and line.is_a(end, "words.auxiliary") and not line.is_a(end, "words.suffer"):
            end += 1
        if tag is not None and line.is_a(end, "words.suffer") and not line.tokens[j].possessive:
            return tag.value, j
    if link.side == "total" and line.is_a(link.start, "killed.toll"):
        for j in range(link.start - 1, max(-1, link.start - 6), -1):
            tag = line.at(j, "party")
            if tag is not None and line.is_a(tag.end, "words.revise"):
                return tag.value, j  # "Army corrects May 3 toll from 190"
    return None


def _tallied(line: Line, group: Group, link: Link) -> Found | None:
    """ "Phnom Penh stuck to the toll it gave on Saturday: 13 killed": the one country named before the colon."""
    if line.low(group.start - 1) != ":" or line.has.isdisjoint(_COUNTED):
        return None
    named = [(tag.value, j) for j in range(group.start - 1) if (tag := party_at(line, j)) is not None]
    if len({party for party, _ in named}) != 1:
        return None
    party, j = named[0]
    tag = party_at(line, j)
    if tag is None or is_killer(line, j):
        return None
    own = group.head is Population.MILITARY and line.is_a(tag.end, "words.army_teller")  # "Baku's defence ministry ..."
    return (party, j) if own or not is_agent(line, j, tag.end) else None


def other_than_attacker(line: Line, group: Group, link: Link, sides: Sides) -> Found | None:
    """ "Pakistan said Indian strikes killed 31": a sentence of two parties, one of which attacks."""
    if link.start == link.end or link.side not in ("right", "left"):
        return None
    last = clause_end(line, max(group.end, link.end))
    attacker = attacker_of(line, min(link.start, group.start)) or attacker_of(line, last)
    if attacker is None:
        return None
    for j in range(last):
        tag = party_at(line, j)
        if tag is None or tag.value == attacker or not sides.takes(tag.value) or is_killer(line, j):
            continue
        if not is_attacker(line, j, tag.end):
            return tag.value, j
    return None


def teller_alone(line: Line, link: Link) -> Found | None:
    """ "Cambodia says eight civilians died": the one country of a sentence that tells of deaths tells its own."""
    named = [(tag.value, j) for j in range(len(line.tokens)) if (tag := party_at(line, j)) is not None]
    if link.side == "total" or link.start == link.end or len({party for party, _ in named}) != 1:
        return None
    party, j = named[0]
    tag = party_at(line, j)
    if is_accused(line, j) or (tag is not None and is_attacker(line, j, tag.end)):
        return None  # "The Russian army has killed thousands"
    told = tag is not None and (is_said(line, tag.end) or (line.is_a(tag.end, "words.army") and not is_killer(line, j)))
    return (party, j) if told else None


def _by_its_account(line: Line, group: Group, link: Link) -> Found | None:
    """ "In der nach palästinensischen Angaben 54.000 Menschen starben": a side that counts people, and no soldiers."""
    if group.head not in (Population.PEOPLE, Population.CIVILIAN, Population.CHILDREN):
        return None
    for j in range(group.start - 1, max(-1, group.start - _ACCOUNT), -1):
        if line.kind(j) != "word":
            return None
        tag = line.at(j, "party")
        if tag is not None and line.is_a(tag.end, "source.account"):
            return tag.value, j
    return None


TELLERS: tuple[Rule, ...] = (_authority, _by_its_account, _subject_before, _reporter, _tallied)


def _at_a_place(line: Line, j: int) -> bool:
    """Whether a preposition of place leads up to an institution's name."""
    k = j - 1
    while k > 0 and j - k < 5 and (line.capital(k) or line.is_a(k, "words.article")):
        if line.is_a(k, "words.place_preposition"):
            break
        k -= 1
    return line.is_a(k, "words.place_preposition") and not line.is_a(k + 1, "place")


def clause_end(line: Line, first: int) -> int:
    """Where what is told of a number ends: ", when militants attacked Israel" tells of something else."""
    after = range(first + 1, len(line.tokens))
    return next((k for k in after if line.low(k - 1) == "," and line.is_a(k, "dates.when")), len(line.tokens))

"""The population that a number's own words show: its noun, its predicate, the people named by its harm word."""

from monitor.detect.belligerents.army_strikes import strikes_of, struck_at
from monitor.detect.belligerents.fronted import fronted_kind, part_in_front
from monitor.detect.belligerents.naming import is_killer
from monitor.detect.belligerents.soldiery import serves
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

_NEAR = 9  # tokens before a harm word within which a people noun is its own ("the soldiers' death toll")
_OF_AGE = 18  # years
_ENDS = ("words.preposition", "words.conjunction", "words.auxiliary", "numbers.units", "numbers.collective")
_STEPS = 4  # words between the harmed and how young they were
_BEFORE_AGE = ("words.auxiliary", "words.adverb", "words.aged", "words.only", "words.subset_after", "words.of")
_PREDICATIVE = ("words.auxiliary", "words.article", "words.only", "words.subset_after", "party")  # "sieben davon sind"
_BEHIND_AGE = ("words.auxiliary", "words.preposition", "words.conjunction", "source.says")
_DASHES = ("-", "–", "—")
_REVISES = ("words.revise", "source.says", "source.reckons")
_PREDICATE = (
    10  # tokens from a number to a predicate that it shares ("12 of the dead and 40 of the injured are pupils")
)


def population_shown(line: Line, lex: Lexicon, group: Group, link: Link) -> Population | None:
    """The population that the words show, or None where only the article can tell."""
    if group.mixed:
        return Population.PEOPLE
    if group.head is Population.PEOPLE and group.head_at is not None and serves(line, group.head_at, group.end):
        return Population.MILITARY
    if group.head is Population.PEOPLE and _beside_soldiers(line, group):
        return Population.CIVILIAN
    if group.head is not None and group.head is not Population.PEOPLE:
        police = line.is_a(group.head_at or 0, "words.officer") and any(
            line.is_a(j, "words.police") for j in range(max(0, group.start - 12), group.end)
        )
        return Population.PEOPLE if police else group.head
    part = part_in_front(line, group)
    if part is not None and part.kind is not None and (part.kind is not Population.PEOPLE or group.head is None):
        return part.kind
    if (front := fronted_kind(line, group)) is not None:
        return front
    if line.low(group.start - 1) == ":" and link.rule in ("labelled list", "total after its noun"):
        if line.is_a(group.end, "words.auxiliary") and (told := _told_of(line, group, link)) is not None:
            return told  # "Twelve people were killed: eight were soldiers"
        return _in_words(line, range(group.start - 1))
    if link.side == "noun" and lex.lang != "en":
        for j in range(link.end, min(link.end + 4, len(line.tokens))):
            joined = line.low(j) == "-" and line.tokens[j].glued  # "загиблих росіян-військових"
            if (line.kind(j) != "word" and not joined) or line.is_a(j, *_ENDS):
                break  # "parmi les 20 morts figurent sept enfants"
            got = population_at(line, j)  # "113 тисяч загиблих російських солдатів"
            if got is not None and got[0] is not Population.PEOPLE:
                return got[0]
    at = link.end  # "49 muertes validadas de niños"
    at += line.kind(at) == "word" and not line.is_a(at, *_ENDS) and line.is_a(at + 1, "words.of")
    if link.side == "noun" and line.is_a(at, "words.of"):
        got = population_at(line, at + 1 + line.is_a(at + 1, "words.own", "words.article", "party"))
        if got is not None:  # "1,190 bodies of civilians", "2,718 bodies of its soldiers"
            return got[0]
    near = _told_of(line, group, link)
    if near is not None:
        return near
    if _under_age(line, max(group.end, link.end) if link.side == "noun" else group.end):
        return Population.CHILDREN
    if group.head is Population.PEOPLE and not line.is_a(group.head_at or 0, "words.anyone", "words.men"):
        return group.head
    if any(line.is_a(j, "words.army_slang") for j in range(group.start, max(link.end, group.end))):
        return Population.MILITARY
    return _by_the_harm(line, group, link) or group.head


def _beside_soldiers(line: Line, group: Group) -> bool:
    """ "Eleven soldiers and 14 villagers": told apart from the soldiers, they are civilians."""
    if not line.is_a(group.head_at or 0, "words.villagers") or not line.is_a(group.start - 1, "words.conjunction"):
        return False
    told = (population_at(line, j) for j in range(max(0, group.start - _STEPS), group.start - 1))
    return any(got is not None and got[0] is Population.MILITARY for got in told)


def _by_the_harm(line: Line, group: Group, link: Link) -> Population | None:
    """ "The number of soldiers killed is 12", "civilian deaths rose to nine"."""
    if link.side not in ("total", "noun", "left", "") and link.rule != "people lost":
        return None
    carried = link.start == link.end
    first = group.start if carried else min(link.start, group.start)
    last = group.start if carried else max(group.end, link.end)
    if link.side == "left" and link.start > group.end:
        last = group.end
    fronted = link.side == "left" and link.end <= group.start and group.bare  # "Детей погибло, по словам шерифа, 27"
    low = first if link.side in ("noun", "left") and not fronted else max(0, first - _NEAR)
    named = [(j, got) for j in range(low, last + 1) if (got := population_at(line, j)) is not None]
    kinds = {got[0] for j, got in named if j < group.start}
    if {Population.MILITARY, Population.CIVILIAN} <= kinds and link.side == "total":
        return Population.PEOPLE  # "Blessés civils et militaires : 41"
    for j, got in reversed(named):
        if any(k < j < other[1] for k, other in named):
            continue  # the "officers" of "police officers"
        if any(line.low(k) in (",", ";") or line.kind(k) == "number" for k in range(j, first)):
            return None
        if got[0] is not Population.PEOPLE and _counts(line, j, link):
            return got[0]
    return None


def _under_age(line: Line, first: int) -> bool:
    """ "Four of them were under the age of ten", "six âgés de moins de 18 ans", "троє молодші за 12 років"."""
    j = first
    while j < first + _STEPS and not line.is_a(j, "words.younger"):
        if not line.is_a(j, *_BEFORE_AGE) and line.low(j) not in ("-", "–", "—"):
            return False
        j += 1
    if (tag := line.at(j, "words.younger")) is None:
        return False
    for k in range(tag.end, tag.end + 2):
        units = line.at(k, "numbers.units")
        age = line.low(k) if line.kind(k) == "number" else str(units.value) if units is not None else ""
        if age.isdigit():
            years = line.at(k + 1, "dates.units")
            more = line.kind(k + 1) == "word" and years is None and not line.is_a(k + 1, *_BEHIND_AGE)
            return int(age) <= _OF_AGE and not more and (years is None or years.value == "y")
    return False


def _in_words(line: Line, span: range) -> Population | None:
    """The most telling people noun of a label."""
    found = [got[0] for j in span if (got := population_at(line, j)) is not None]
    if {Population.MILITARY, Population.CIVILIAN} <= set(found):
        return Population.PEOPLE  # "Blessés civils et militaires : 41"
    return next((p for p in found if p is not Population.PEOPLE), found[0] if found else None)


def _counts(line: Line, j: int, link: Link) -> bool:
    """Whether a people noun near the harm word is what is counted, not an agent ("by soldiers") or a speaker.

    "Army lowers toll to 29": whoever revises a count is not the counted.
    """
    revises = line.is_a(j + 1, *_REVISES) and not line.is_a(j + 1, "killed.toll", "killed.part")
    if line.is_a(j, "words.army") and revises:
        return False
    if line.is_a(j, "source.office") and not line.is_a(
        j + 1, "killed.noun", "casualties.noun", "killed.toll", "wounded.noun"
    ):
        adjective = any(
            line.is_a(k, "killed.toll", "casualties.noun", "killed.noun", "people.people", "killed.part")
            for k in range(j + 1, j + 3)
        )
        if not adjective:
            return False
    return not (is_killer(line, j) or strikes_of(line, j, beside=True) or struck_at(line, j))


def _told_of(line: Line, group: Group, link: Link) -> Population | None:
    """ "Nine are children", "14 of the dead were soldiers", "34 of them women": the predicate or apposition."""
    who = group.end + (line.low(group.end) == ",")  # "Two of those who died were children"
    after = link.side == "left" and line.is_a(who, "words.who") and line.is_a(link.end, "words.auxiliary")
    before = group.start - line.is_a(group.start - 1, "words.article")
    after = after and not (line.is_a(before - 1, "words.of") and line.is_a(before - 2, "numbers.units"))
    of_people = line.is_a(group.number.end, "words.of") and link.side == "left" and link.start == group.end
    if of_people and (were := _were(line, link.end)) is not None:
        told = population_at(line, were + 1 + line.is_a(were + 1, "words.article"))
        return told[0] if told is not None else None  # "Three of the people killed in the raid were children"
    if not (group.of_harm or group.of_them or group.bare or after) or _of_its_part(line, group):
        return None
    j = max(group.end, link.end) if link.side == "noun" or after else group.end
    j += line.low(j) == "," == line.low(group.start - 1) and link.part  # "half of them, 20, were minors"
    if group.of_harm and line.is_a(j, "words.conjunction") and line.kind(j + 1) == "number":
        j = next((k for k in range(j, j + _PREDICATE) if line.is_a(k, "words.auxiliary")), j)
    if link.rule == "part of the number after" and group.of_harm:  # "Two of the four who died there were children"
        j = next((k for k in range(j, j + 2 * _PREDICATE) if (line.is_a(k, "words.auxiliary") or line.low(k) in _DASHES)
                  and population_at(line, k + 1 + line.is_a(k + 1, "words.article")) is not None), j)  # fmt: skip
    if link.start >= group.end and any(line.is_a(k, "words.those") for k in range(group.number.end, link.start)):
        j = link.end  # "two of those who died were children"
    j += line.low(j) in _DASHES and not line.tokens[j].glued
    stop = j + 4
    while line.is_a(j, *_PREDICATIVE) and j < stop:
        of_them = line.at(j, "words.subset_after")
        j = of_them.end if of_them is not None else j + 1
    got = population_at(line, j)
    if got is None and link.rule == "part of the harmed" and (were := _were(line, j)) is not None:
        got = population_at(line, were + 1 + line.is_a(were + 1, "words.article"))
        return got[0] if got is not None else None  # "Cinq des personnes tuées dans la frappe étaient des soldats"
    if got is None or line.kind(j) == "number":
        return None
    if got[0] is Population.PEOPLE and link.rule == "part of the harmed" and line.is_a(got[1], "words.auxiliary"):
        got = population_at(line, got[1] + 1 + line.is_a(got[1] + 1, "words.article")) or got
        return got[0]  # "Drei der getöteten Menschen waren Kinder"
    for k in range(j, got[1] + 1):
        better = population_at(line, k)
        if better is not None and better[0] is not Population.PEOPLE:
            return better[0]
    return got[0]


def _of_its_part(line: Line, group: Group) -> bool:
    """ "Three of the nine dead were children", "трое из девяти погибших": the predicate is the three's."""
    k = group.start - 1
    while k > group.start - _STEPS and line.is_a(k, "words.of", "words.article", "words.preposition"):
        k -= 1
    number = line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective")
    return number and k < group.start - 1


def _were(line: Line, first: int) -> int | None:
    """Where "were" stands behind "killed" or its place: "of the people killed (in the raid) were"."""
    for k in range(first, first + _PREDICATE):
        if line.is_a(k, "words.auxiliary"):
            return k
        if line.kind(k) != "word" or (k == first and not line.is_a(k, "words.preposition", "words.place_preposition")):
            return None
    return None

"""Whose people, by the words of the sentence: from a number's own words outwards to the party that was harmed.

Each rule stands for one construction and returns the party and the token that names it, or None. The rules are asked
in the order of how firmly they tell: first `OWN` (the number's own words and its harm word's), then `AROUND`, which
count only for the sides of the article's war.
"""

from collections.abc import Callable

from monitor.detect.article.losers import its_own, subject_of_loss
from monitor.detect.belligerents.borders import of_a_pair
from monitor.detect.belligerents.naming import (
    AGAINST,
    is_agent,
    is_harmed,
    is_killer,
    is_located,
    is_said,
    party_at,
)
from monitor.detect.belligerents.on_side import on_the_side
from monitor.detect.belligerents.owners import (
    LISTS,
    Found,
    fights_for,
    of_its_harm,
    of_its_people,
    of_its_ranks,
    speaks_next,
)
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.detect.whose.fought import both_fought, both_named, fought_there, in_two_lands
from monitor.detect.whose.harm_places import place_of_harm
from monitor.detect.whose.two_lands import land_of_clause
from monitor.model import Measure, Population

_FROM = ("from", "aus", "de", "из", "із", "з")
_BY_MEN = ("ами", "ями")  # by the case of fighters: Slavic
_FOR = ("for", "für", "pour", "para", "для")
_COUNTED = 3  # tokens from "soldiers" to the participle of their total
_FOR_WHOM = 12  # tokens from a number back to whom it is told of


def both_sides(line: Line, group: Group, link: Link) -> bool:
    """ "354,000 casualties on both sides", "thousands of Ukrainians and Russians"."""
    if len({p for p, _ in group.parties}) > 1:
        return True
    if (group.head is not Population.MILITARY and in_two_lands(line, group.end)) or both_fought(line, group, link):
        return True
    if both_named(line, group):
        return True
    if "words.worldwide" in line.has and any(
        line.is_a(j, "words.worldwide") for j in range(max(group.end, link.end) + 5)
    ):
        return True  # "383 aid workers were killed worldwide"
    if group.head is not Population.MILITARY and fought_there(line, group, link):
        return False  # "Fighting between Russian and Ukrainian forces killed 12 civilians in Pokrovsk"
    low, high = min(group.start, link.start) - 6, max(group.end, link.end) + 5
    return any(line.is_a(j, "words.both_sides") for j in range(max(0, low), min(high, len(line.tokens))))


def in_group(line: Line, group: Group, link: Link) -> Found | None:
    """ "27 Palestinians", "1.24m Russian killed", "8,000 of Ukraine's soldiers"."""
    if group.parties:
        return group.parties[-1]
    if line.low(group.end) in _FROM:
        after = group.end + 1 + line.is_a(group.end + 1, "words.article")
        if (tag := line.at(after, "party")) is not None and group.bare:
            return tag.value, after  # "four foreigners: three of them from Oman"
    davon = line.at(group.end, "words.subset_after")
    if davon is not None and (tag := line.at(davon.end, "party")) is not None:
        return tag.value, davon.end  # "sechs davon israelische Staatsangehörige"
    if (found := _of_an_armed_group(line, group)) is not None:
        return found
    stop = min(group.end + 2, link.start) if link.start < link.end else group.end + 2 * group.of_them
    for j in range(group.end, stop):
        tag = line.at(j, "party")
        if tag is None or (is_taking(link) and (is_located(line, j) or line.low(j - 1) in ("into", "to"))):
            continue  # "dragged 251 into Gaza as hostages"
        if group.of_them and is_said(line, tag.end):
            continue  # "107 of whom Israel says were assailants"
        if line.is_a(j - 1, "words.killer") and link.start >= group.end and not group.of_them:
            continue  # "wurden 130 Menschen von IS-Terroristen erschossen"
        if is_said(line, tag.end):
            return None  # "killed 94 Palestinians, 61 of whom Israel says were gunmen"
        if not is_agent(line, j, tag.end) and not in_two_lands(line, group.end):
            return tag.value, j
    if link.start < link.end and link.start >= group.number.end:
        tag = line.at(link.end, "party")  # "50-70,000 MIA Russians", "thousands of missing Ukrainians"
        if tag is not None and is_taking(link):
            held = line.is_a(link.end - 1, "words.of", "words.custody") and any(
                line.is_a(j, "words.custody") for j in range(link.start, link.end)
            )  # "6,000 soldiers are in the hands of Russia"
            if held or line.is_a(link.end, "words.armed_group"):
                tag = None  # "210 человек похищены ХАМАС"
        if tag is not None and line.low(tag.end - 1).endswith(_BY_MEN):
            return None  # "5100 викрадених окупантами дітей"
        if tag is not None and not is_agent(line, link.end, tag.end) and not is_killer(line, link.end):
            return tag.value, link.end
    return None


def _of_an_armed_group(line: Line, group: Group) -> Found | None:
    """ "Two members of Hezbollah", "deux combattants du Hezbollah", "zwei Mitglieder der Hisbollah"."""
    fighters = group.head is Population.MILITARY or line.is_a(group.head_at or 0, "words.member")
    people = population_at(line, group.head_at) if group.head_at is not None else None
    if not fighters or people is None:
        return None
    within = range(group.head_at or 0, people[1])  # "membres du Hezbollah" is one entry
    first = j = next((k for k in within if line.at(k, "party") is not None), people[1])
    while j < first + 3 and line.is_a(j, "words.of", "words.from", "words.article", "words.army"):
        if line.at(j, "party") is not None:
            break
        j += 1
    if j == first and j == people[1]:
        return None
    tag = line.at(j, "party")
    if tag is None or line.tokens[j].possessive or is_said(line, tag.end) or line.is_a(j, "place"):
        return None
    return tag.value, j


def _named_member(line: Line, group: Group, link: Link) -> Found | None:
    """ "Russia 350,000, Ukraine 45,100", "the deaths of 57 ..., India of 12"."""
    if link.rule not in LISTS:
        return None
    for j in range(group.start - 1, max(-1, group.start - 7), -1):
        if line.kind(j) == "number" and j < group.start - 1:
            break
        if (tag := party_at(line, j)) is not None:
            return None if speaks_next(line, j) else (tag.value, j)
    return None


def _in_label(line: Line, group: Group, link: Link) -> Found | None:
    """ "Afghan civilians: 47,245"."""
    if line.low(group.start - 1) != ":" or any(line.is_a(j, "source.says") for j in range(group.start - 1)):
        return None
    for j in range(group.start - 1):
        if (tag := line.at(j, "party")) is not None and is_harmed(line, j, tag.end):
            return tag.value, j
    return None


def _around_harm(line: Line, group: Group, link: Link) -> Found | None:
    """ "Russian losses", "Ukraine's military dead", "the number of Ukrainian soldiers killed"."""
    if link.kin is not None or link.start == link.end:
        return None
    if link.side == "noun":
        for cls in ("party", "capital"):
            begin = line.ends_at(group.start, cls)
            if begin is not None and line.tokens[group.start - 1].possessive:
                return line.tags[begin][cls].value, begin  # "Russia's 350,000 dead"
        return None
    if link.side == "total" or link.rule == "told to be among the harmed":
        theirs = line.at(link.end, "party")
        if theirs is not None and line.is_a(theirs.end, "people.military", "people.civilian", "people.people"):
            return theirs.value, link.end  # "die Zahl der im Gazastreifen gefallenen israelischen Soldaten"
        soldiers = any(line.is_a(j, "words.soldier") for j in range(max(0, link.start - _COUNTED), link.end + 1))
        aside = line.low(link.start - 1) == "," and not line.is_a(link.start, "killed.toll")  # "военных, убитых в боях"
        for j in range(link.start - 1 - aside, max(-1, link.start - 11), -1):
            counted = line.is_a(j, "words.count")
            if line.low(j) in (",", ";", ":") or (line.is_a(j, "source.says") and not counted):
                break
            tag = line.at(j, "party") or (line.at(j, "capital") if line.tokens[j].possessive else None)
            if tag is not None and _is_between(line, j):
                break
            if line.ends_at(j, "source.office") is not None and line.ends_at(j, "words.army") is None:
                continue  # "la inteligencia británica cifra las bajas en 5.500"
            if tag is not None and soldiers and line.is_a(j, "place") and is_located(line, j):
                continue  # "die Zahl der in Gaza getöteten Soldaten"
            if tag is not None and not is_agent(line, j, tag.end) and not is_killer(line, j):
                return tag.value, j
    if link.side == "total":
        soldiers = any(line.is_a(j, "words.soldier") for j in range(max(0, link.start - _COUNTED), link.end + 1))
        soldiers = soldiers or (line.is_a(link.start - 1, "words.army") and line.tokens[link.start - 1].possessive)
        for j in range(link.end, group.start):
            tag = line.at(j, "party")
            if tag is not None and soldiers and (line.is_a(j, "place") or line.low(j - 1) in AGAINST):
                continue  # "the number of soldiers killed in the war against Hamas in Gaza": where they fell
            if tag is not None and is_harmed(line, j, tag.end) and not _then_others(line, j, tag.end, group.start):
                return tag.value, j  # not "раненых американцы насчитали 80 тысяч"
    return None


def _then_others(line: Line, j: int, end: int, last: int) -> bool:
    """ "Список погибших в Украине российских солдат": the place where another's people fell."""
    after = line.at(end, "party")
    return after is not None and end < last and is_located(line, j) and population_at(line, after.end) is not None


def _owner_behind(line: Line, group: Group, link: Link) -> Found | None:
    """ "потери российской армии", "les pertes de l'armée russe", "die Verluste der Russen": the owner follows."""
    losses = line.is_a(link.start, "casualties.noun", "killed.toll", "killed.noun", "wounded.noun")
    deed = link.rule == "object of a harm verb" and line.is_a(link.start, "words.attacks")
    if link.kin is not None or link.start == link.end or not losses or deed:
        return None  # "Am 7. Oktober ermordeten Kämpfer der Hamas 1200 Menschen"
    suffered = line.at(link.end, "words.suffered_by")
    if suffered is not None:
        for j in range(suffered.end, suffered.end + 3):
            if (tag := party_at(line, j)) is not None:
                return tag.value, j  # "les pertes subies par Moscou"
    j = link.end
    while j < link.end + 5 and line.is_a(j, "words.of", "words.article", "words.army", "people.military", "words.side"):
        if line.is_a(j, "party"):
            break
        if line.low(j).endswith(_BY_MEN):
            return None  # "вбиті бойовиками ІДІЛ"
        j += 1
    tag = line.at(j, "party")
    if tag is None or is_killer(line, j) or line.is_a(tag.end, "words.attack") or is_said(line, tag.end):
        return None
    return tag.value, j


def _is_between(line: Line, j: int) -> bool:
    """ "The war between Israel and Hezbollah has cost 3,800 lives": the second of two names, neither the harmed."""
    k = j - 1
    while k > 0 and line.is_a(k, "words.article"):
        k -= 1
    if not line.is_a(k, "words.conjunction"):
        return False
    other = line.ends_at(k, "party") if line.ends_at(k, "party") is not None else line.ends_at(k, "capital")
    return other is not None and any(line.is_a(m, "numbers.between") for m in range(other - 3, other))


def _losses_told(line: Line, group: Group, link: Link) -> Found | None:
    """ "320,000 dead and wounded is the middle of the range of Russian losses": the owner of losses told beside."""
    if link.kin is not None or "casualties.noun" not in line.has:
        return None
    for j in range(len(line.tokens)):
        if j in range(link.start, link.end) or not line.is_a(j, "casualties.noun"):
            continue
        begin = line.ends_at(j, "party")
        if begin is not None and not is_killer(line, begin):
            return line.tags[begin]["party"].value, begin
        k = line.tags[j]["casualties.noun"].end
        while line.is_a(k, "words.of", "words.article") and not line.is_a(k, "party"):
            k += 1
        tag = line.at(k, "party")
        if tag is not None and not is_killer(line, k) and not line.is_a(tag.end, "words.attack"):
            return tag.value, k
    return None


def _for_whom(line: Line, group: Group, link: Link) -> Found | None:
    """ "For Ukraine the paper gives 400,000", "the hardest day for the Russians was 28 November: 2,030"."""
    for j in range(group.start - 1, max(-1, group.start - _FOR_WHOM), -1):
        if line.low(j) == ";" or (line.kind(j) == "number" and not line.is_a(j + 1, "dates.months")):
            break
        tag = party_at(line, j)
        if tag is None:
            continue
        k = j
        while k > 0 and line.is_a(k - 1, "words.article"):
            k -= 1
        told = line.low(k - 1) in _FOR and not line.is_a(tag.end, "source.office", "words.attack")
        opens = k < 2 or line.is_a(k - 2, "words.conjunction", "words.but") or line.kind(k - 2) == "mark"
        day = any(line.is_a(m, "dates.units") for m in range(max(0, k - 4), tag.end + 2))
        return (tag.value, j) if told and (opens or day) else None
    return None


def _shared(line: Line, group: Group, link: Link) -> Found | None:
    """ "80,000 dead and 400,000 wounded Ukrainians": the people of the second number are the first's too."""
    j = max(group.end, link.end)
    if group.head is not None or link.start == link.end or not line.is_a(j, "words.conjunction"):
        return None
    numbers = [k for k in range(j + 1, j + 4) if line.kind(k) == "number"]
    for k in range(numbers[-1] + 1, numbers[-1] + 5) if numbers else ():
        if line.kind(k) != "word" or line.is_a(k, "words.preposition", "words.place_preposition", "source.says"):
            break
        if (tag := line.at(k, "party")) is not None and not is_agent(line, k, tag.end) and not is_said(line, tag.end):
            return tag.value, k
    return None


Rule = Callable[[Line, Group, Link], Found | None]
OWN: tuple[Rule, ...] = (
    its_own,
    _named_member,
    _for_whom,
    _in_label,
    of_its_ranks,
    of_its_harm,
    _owner_behind,
    _around_harm,
    subject_of_loss,
    of_its_people,
)
AROUND: tuple[Rule, ...] = (land_of_clause, fights_for, on_the_side, _losses_told, _shared)
PLACES: tuple[Rule, ...] = (place_of_harm,)


def told_in(line: Line, group: Group, link: Link, rules: tuple[Rule, ...]) -> Found | None:
    """What the first rule that can tell says."""
    for rule in rules:
        if (found := rule(line, group, link)) is not None and not of_a_pair(line, found[1]):
            return found
    return None


def is_taking(link: Link) -> bool:
    """Whether people were taken: the takers stand nearer than the taken."""
    return link.measure in (Measure.CAPTURED, Measure.DEPORTED)

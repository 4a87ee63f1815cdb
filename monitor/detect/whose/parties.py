"""A linked number to its party: whose people were harmed, from its own words, its sentence and the article so far."""

from monitor.detect.article.story import Story
from monitor.detect.article.theatre import at_home
from monitor.detect.belligerents.killers import is_active, is_have
from monitor.detect.belligerents.naming import attacker_of, is_located
from monitor.detect.belligerents.owners import Found, names_nobody, owner_of_number, possessive, told_as
from monitor.detect.belligerents.sides import NO_ARMY
from monitor.detect.belligerents.soldiery import soldier_beside
from monitor.detect.linking.tables import label
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.salvage import salvaged
from monitor.detect.whose.allegiance import rebels_beside, said_to_be_fighters
from monitor.detect.whose.antecedents import attacker_meant
from monitor.detect.whose.bearers import bearer
from monitor.detect.whose.blamed import blamed
from monitor.detect.whose.captors import of_the_held
from monitor.detect.whose.deeds_told import FIGHTERS, in_question, killed_by
from monitor.detect.whose.enemies import attackers, losing_enemy, strikes
from monitor.detect.whose.foreigners import of_no_land, of_that_land
from monitor.detect.whose.fought import invaded_in, warred_on
from monitor.detect.whose.harm_places import place_behind, place_in_front
from monitor.detect.whose.hostages import held_by_militants, taken_by_a_state
from monitor.detect.whose.losses_abroad import abroad_for
from monitor.detect.whose.militant_deeds import of_militants, their_fighters
from monitor.detect.whose.next_deeds import struck_there, told_next
from monitor.detect.whose.other_lands import beside_a_group, goes_on_there, land_of_harm, of_other_war
from monitor.detect.whose.own_dead import tells_of_dying
from monitor.detect.whose.services import of_a_service
from monitor.detect.whose.so_far import (
    army_of,
    by_article,
    conceder,
    counts_nobody,
    goes_on,
    goes_on_beside,
    no_groups,
    places_tell,
)
from monitor.detect.whose.tellers import TELLERS, of_a_staff, other_than_attacker, teller_alone
from monitor.detect.whose.told_of import Told, by_the_deed, by_their_words
from monitor.detect.whose.toll_lands import land_of_toll
from monitor.detect.whose.two_lands import others_apart
from monitor.detect.whose.victims import (
    AROUND,
    OWN,
    PLACES,
    both_sides,
    in_group,
    is_taking,
    told_in,
)
from monitor.detect.whose.where_only import only_where
from monitor.model import Measure, Population

_OF_OURS = (
    "words.army", "people.military", "words.unit", "words.auxiliary", "words.adverb", "words.army_teller",
    "dates.today", "dates.weekdays", "words.side",
)  # fmt: skip


def party_told(
    story: Story, line: Line, group: Group, link: Link, kin: Statement | None, speaker: Attribution | None
) -> Told:
    """The party, the token that names it and whether the number's own words (not the article before) say so."""
    if group.broken_down:
        return None, None, True  # "561 children (557 Palestinian, four Israeli)": neither side's
    told = story.parts.party_of(line, group, link, story.count) or _own_words(story, line, group, link, speaker)
    told = by_their_words(story, line, group, link, speaker) or told
    if kin is None and (theirs := blamed(line, story.sides, group, link)) is not None:
        told = theirs, None, True
    if told is None and link.measure is (kin.measure if kin else None) and others_apart(line, story.sides, group, kin):
        return None, None, True
    if told is None and kin is None and (around := by_the_deed(story, line, group, link)) is not None:
        return around
    if told is None and link.rule == "table cell" and (row := label(line)[1]) is not None:
        told = row, None, True
    if told is None and kin is None:
        theirs = story.of_troops(group) or _on_its_roll(story, line, group, link, speaker)
        if theirs is not None or salvaged(line, story.sides):
            return theirs, None, False
    if told is None:
        told = killed_by(story, line, group, link, speaker)
    if told is None and kin is None:
        where = story.stage.abroad(story.sides, line, group, link, speaker)
        land = land_of_harm(line, story.sides, group, link) if where is None or where[0] is None else None
        where = land or where
        told = (*where, True) if where is not None else None
    if told is None and (found := of_militants(line, story.sides, group, link)) is not None:
        told = *found, False
    if told is None and (theirs := of_the_held(story, line, group, link)) is not None:
        told = theirs, None, False
    if told is None and kin is None and story.sides.tolls:
        told = land_of_toll(line, story.sides, group, link)
    if told is None and kin is None and (theirs := goes_on_beside(story, line, group)) is not None:
        told = theirs, None, False
    if told is None:
        told = _sentence(story, line, group, link, kin, speaker)
    if told is not None:
        if told[0] is not None and not line.is_a(group.head_at or 0, "words.attacker"):
            story.party = told[0]
        return told
    if kin is not None:
        other = not story.sides.topical and kin.line is line and rebels_beside(line, group, kin.group)
        return (story.armed, None, False) if other else (kin.party, None, kin.own_party)
    last = story.made[-1] if story.made and story.count - story.last_line == 1 else None
    if last is not None and goes_on_there(line, story.sides, group, link, last):
        return last.party, None, False
    party = army_of(story, by_article(story, line, group, link, speaker), line, group, link)
    own = group.head is Population.MILITARY and (story.sides.topical or line.is_a(group.head_at or 0, *FIGHTERS))
    if counts_nobody(line, group):  # "ADF fighters attacked Ntoyo. 71 are dead": not theirs, unless told so before
        own = story.sides.topical or any(s.party == party and s.own_party for s in story.made)
    if not own:
        party = no_groups(story, party, line, group)
    return party, None, False


def _on_its_roll(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """Whose people the list holds that the article counts on, where no other counter is named."""
    roll = story.roll
    if roll is None or roll.party is None or not roll.goes_on(line, group, link, story.made, story.count):
        return None
    counted = {story.counted_by.get(name, roll.party) for name in (speaker.names if speaker is not None else ())}
    return roll.party if counted <= {roll.party} else None


def _own_words(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Told | None:
    """What the number's own words and its harm word's say."""
    found = group.parties[-1] if group.parties else of_a_service(line, group)
    found = found or owner_of_number(line, group, link) or in_group(line, group, link)
    found = found or told_as(line, group, link) or of_that_land(story, line, group, link)
    if found is None and (beside := soldier_beside(line, group)) is not None:
        return *beside, True
    if (fighters := said_to_be_fighters(line, story.sides, group, link)) is not None:
        return *fighters, True
    if (armed := their_fighters(line, story.sides, group, link)) is not None and found is None:
        return in_question(story, armed[0]), armed[1], True
    irregular = line.is_a(group.head_at if group.head_at is not None else -1, "words.irregular")
    held = is_taking(link) and story.sides.topical and "words.irregular" in line.has and not irregular
    held = held and not taken_by_a_state(line, story.sides, link)
    first = group.head_at if group.head_at is not None else link.start
    named: tuple[int, ...] = (first, group.number.end)  # "bodies of six hostages"
    if link.side == "noun" and link.measure is Measure.KILLED:
        named += (link.end, link.end + 1)  # "thirteen bodies of hostages", "тринадцять тіл заручників"
    if link.side == "total" and link.measure is Measure.KILLED:
        named += (link.start - 1, link.end)  # "the number of dead hostages", "le nombre d'otages morts"
    named += (group.end - 1,) if group.of_harm else ()  # "35 of the hostages are dead"
    kept = ("words.hostage", "words.captive") if story.sides.topical and story.sides.militants else ("words.hostage",)
    hostages = held or any(line.is_a(j, *kept) for j in named)
    hostages = hostages or (
        story.sides.topical
        and any(line.is_a(j, "words.abducted", "words.hostage") for j in range(link.start, link.end))
    )
    hostages = hostages or (is_taking(link) and held_by_militants(line, story.sides, group))
    if found is None and hostages:
        states = story.sides.states[:1] if story.sides.militants else ()
        if states:
            return states[0], None, True  # militants take hostages, an army takes prisoners
    if found is not None and len({p for p, _ in group.parties}) < 2 and not line.is_a(found[1], "words.enemy"):
        return *found, True
    if both_sides(line, group, link):
        civil = "words.civil_teller" in line.has or any("health" in name for name in (speaker.names if speaker else ()))
        told = speaker is not None and "words.both_sides" not in line.has and civil
        return (story.side_of(line, speaker) if told and speaker is not None else None), None, True  # Gaza's ministry
    if group.head_at is not None and line.is_a(group.head_at, "words.attacker"):
        enemy = attackers(story, line, speaker)
        if enemy is not None or not story.sides.topical:
            return enemy, group.head_at, True  # "The General Staff says 47 assailants were killed"; else of no land
    behind = [*range(max(link.end, group.end), max(link.end, group.end) + 4)] if link.start < link.end else []
    behind = behind[: next((n for n, j in enumerate(behind) if line.kind(j) != "word"), len(behind))]
    enemies = [j for j in (*_near(line, group, link), *behind) if line.is_a(j, "words.enemy")]
    enemies = enemies or losing_enemy(line, group, link)
    harmed = next((j for j in enemies if not strikes(line, j)), None)
    theirs = story.enemy(line, speaker, lost=harmed is not None) if enemies else None
    if harmed is not None and theirs is not None:
        return theirs, harmed, True
    owner = possessive(line, group, link) if story.sides.war else None
    owner = owner if owner is not None and names_nobody(line, owner) else None
    if owner is not None and story.sides.takes(theirs := attacker_meant(story.before, line, owner, group.end)):
        return theirs, owner, True
    teller = story.side_of(line, speaker) if owner is not None and speaker is not None else None
    if teller is not None and owner is not None and not line.is_a(owner, "words.we"):
        return teller, owner, True  # "Its losses in Gaza have reached 898, the Israeli army said"
    if (found := bearer(line, story.sides, group, link)) is not None:
        return *found, True
    if (found := told_in(line, group, link, OWN)) is not None and not only_where(story, line, group, link, found[1]):
        return *found, True
    if of_no_land(line, group):
        return None, group.head_at, True
    if enemies and (struck := story.sides.other(theirs)) is not None:
        return struck, enemies[0], True
    told = any(s.line is line for s in story.made)  # "We destroyed 620 of them, 510 were wounded": of the first alone
    near = (j for j in _near(line, group, link) if line.is_a(j, "words.we") and not (told and _parted(line, j, group)))
    ours = next(near, None)
    side = (story.ours(line, speaker) or story.home) if ours is not None and link.start < link.end else None
    if side is not None and ours is not None:
        deed = _our_deed(line, ours, group, link, last=story.lex.order == "last")
        return (story.sides.other(side) if deed else side), ours, True
    if owner is not None and story.sides.takes(story.earlier):
        if story.earlier in NO_ARMY and story.sides.states and line.is_a(group.head_at or 0, "words.soldier"):
            return story.sides.states[0], owner, True  # "27 Palestinians died. The army lost three of its soldiers"
        return story.earlier, owner, True  # "Wagner fought on. The group paid for 19,547 of its dead"
    return None


def _parted(line: Line, j: int, group: Group) -> bool:
    """Whether another number stands between a word and a number."""
    return any(line.kind(k) == "number" or line.is_a(k, "numbers.units") for k in range(j + 1, group.start))


def _our_deed(line: Line, ours: int, group: Group, link: Link, *, last: bool) -> bool:
    """ "Our troops neutralised 326", "we have killed 40", "our General Staff writes 1,500 a day": the enemy's."""
    j = ours + 1
    first = min(group.start, link.start)
    while j < first and (line.is_a(j, *_OF_OURS) or is_have(line, j)):
        if line.is_a(j, "words.army_teller"):
            return True
        j += 1
    if link.start < group.start:
        return j == link.start and is_active(line, link)
    if not last or link.start < group.end or line.is_a(link.start, "killed.noun", "wounded.noun"):
        return False
    return j == first and any(is_have(line, k) for k in range(ours + 1, first))  # "wir haben 34 Soldaten getötet"


def _near(line: Line, group: Group, link: Link) -> range:
    """The words of a number and its harm word, and a few before."""
    return range(max(0, min(link.start, group.start) - 6), min(max(link.end, group.end), len(line.tokens)))


def _sentence(
    story: Story, line: Line, group: Group, link: Link, kin: Statement | None, speaker: Attribution | None
) -> Told | None:
    """What the rest of the sentence says; weak words, that count for the sides of the article's war alone."""
    sides = story.sides
    found = told_in(line, group, link, AROUND)
    firm = found is not None and (sides.takes(found[0]) or not sides.topical)
    if not firm and kin is None and ("words.past_war" in line.has or of_other_war(line)):
        return None, None, True  # "69 reporters fell in the Second World War"
    if not firm and kin is None and group.head in (None, Population.MILITARY) and sides.topical and sides.armies:
        owner = conceder(story, line, group, speaker)
        struck = any(
            line.ends_at(j, "words.own") is not None for j in range(group.start) if line.is_a(j, "words.attack")
        )
        if owner is not None and not struck and attacker_of(line, len(line.tokens)) != owner:
            return owner, None, False  # "Moscow admitted: 63 dead in Makiivka"
    if not firm and kin is None and (own := abroad_for(story, line, group, link, speaker)) is not None:
        return own, None, False
    if not firm and kin is None and group.head is Population.MILITARY and speaker is not None:
        theirs = next((p for name in speaker.names if (p := story.counted_by.get(name)) is not None), None)
        own = story.side_of(line, speaker) if theirs is not None and tells_of_dying(line, group, link) else None
        theirs = own or theirs
        if theirs is not None and sides.takes(theirs) and theirs not in sides.militants:
            return theirs, None, False  # "По подсчётам «Медиазоны», в Украине погибли 1082 мобилизованных"
    if not firm:
        found = _weakly(story, line, group, link, kin)
        if found is None or not sides.takes(found[0]):
            return None
    assert found is not None
    party, at = found
    before = next((s for s in reversed(story.made) if s.line is line and s.group.start < group.start), None)
    if before is not None and before.party is not None:
        between = range(before.group.end, group.start)
        fell = before.population is Population.MILITARY  # the place they fell at is told of them alone
        since = max((j for j in between if fell and line.low(j) == ","), default=before.group.end)
        its = {mark[1] for mark in before.marks if mark[0] == "party"}  # "cuatro soldados israelíes y otros tres"
        named = any(line.is_a(j, "party", "place", "capital") for j in range(since, group.start) if j not in its)
        of_them = bool(before.group.parties) and group.head is None and told_next(line, group)
        of_them = of_them and (at < group.start or (fell and is_located(line, at)))
        beside = line.is_a(at + 1, "words.side") or line.is_a(at - 1, "words.side")
        its_own = at >= group.end and beside  # "20 on the Thai side and 13 on the Cambodian side"
        close = before.own_party and len(between) <= 5 and not (named or its_own)
        if (theirs := beside_a_group(line, sides, group, link, before.party, found)) is not None:
            return theirs, None, False
        if before.party in sides.groups and group.head is Population.PEOPLE and party not in sides.groups:
            return party, at, True  # "killed a Hezbollah member and wounded three people in southern Lebanon"
        if ("party", at, at + 1) in before.marks or of_them or at < before.group.start or close:
            if group.head is Population.MILITARY:
                theirs = army_of(story, before.party, line, group, link)
                return theirs, at, False  # "killed 20 militants, lost two soldiers"
            return before.party, at, False  # "300 of them died and 2,700 were hurt fighting for Russia"
    if firm:
        return party, at, True
    bare = group.head is None and link.measure is not Measure.CASUALTIES and link.rule != "people lost"
    lost = link.rule == "people lost" and line.is_a(group.head_at or 0, "words.men")
    if group.head in (None, Population.MILITARY) or lost:
        theirs = army_of(story, party, line, group, link)
        if theirs is None and group.head is Population.MILITARY:
            return None, None, False  # "The Malian army killed 11 terrorists": of no land
        party = theirs or party
    if bare or group.head not in (None, Population.MILITARY):
        people = no_groups(story, party, line, group)
        if people is None and not sides.states and party in sides.groups and line.low(at - 1) not in ("by", "of"):
            return None, None, False  # a bomb's victims are not its layers', where no land is named
        party = people or party
    return party, at, False


def _weakly(story: Story, line: Line, group: Group, link: Link, kin: Statement | None) -> Found | None:
    """The place of the harm, the sentence's subject, the other of two that it names."""
    sides = story.sides
    if is_taking(link) or not sides.ids or goes_on(story, line, group):
        return None
    if sides.war and kin is not None and kin.party is not None and (group.of_them or link.part):
        return None  # "898 soldiers, 454 of them in Gaza"
    if kin is None and sides.war and group.head is not Population.MILITARY and (fought := invaded_in(line)) is not None:
        return sides.homes.get(fought[0], fought[0]), fought[1]  # "civilians killed in Russia's war against Ukraine"
    if places_tell(story, group, link):
        found = told_in(line, group, link, PLACES if kin is None else (place_in_front, place_behind))
        if found is not None and found[0] in sides.groups:
            found = at_home(sides, found)  # "at the headquarters of Hezbollah" is in a land
        if found is not None and (kin is None or found[1] <= group.end + 4):
            # the place of a part is its whole's, unless it stands by the part
            return struck_there(line, sides, group, link, found)
    if kin is not None or not (sides.war or sides.apart):
        return None
    if sides.war and group.head is not Population.MILITARY and (struck := warred_on(line, sides)) is not None:
        return struck
    found = told_in(line, group, link, TELLERS)
    if found is not None and sides.topical and sides.armies and of_a_staff(line, found[1], found[1] + 1):
        return None  # it counts the enemy, or its own: the article tells
    if (found is not None and sides.takes(found[0])) or not sides.war:
        return found
    found = other_than_attacker(line, group, link, sides)
    recent = bool(story.made) and story.count - story.last_line <= 3
    if recent and not sides.topical and story.made[-1].party is not None:
        recent = story.made[-1].line is line  # "Israel lost 28 people. Iran said 1,060 people were killed"
    soldiers = group.head is Population.MILITARY or link.measure is Measure.CASUALTIES
    if found is None and not recent and not (sides.topical and soldiers):
        found = teller_alone(line, link)
    return found

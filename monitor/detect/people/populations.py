"""A linked number to the people that it counts: soldiers, civilians, children, or people where no word says."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import attacker_of
from monitor.detect.belligerents.owners import of_its_ranks, possessive
from monitor.detect.belligerents.sides import NO_ARMY
from monitor.detect.belligerents.soldiery import (
    among_soldiers,
    beside_soldiers,
    in_combat,
    joined_to_soldiers,
    lost_by_an_army,
    mourns_its_own,
    of_a_ministry,
    soldiers_told,
    speaks_of_civilians,
    with_a_soldier,
)
from monitor.detect.linking.tables import label
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.of_what.origins import done_by_fighters
from monitor.detect.people.army_losses import concedes, of_an_army
from monitor.detect.people.at_war import fell_at_war
from monitor.detect.people.civil_parts import beyond, civil_part
from monitor.detect.people.counted import population_shown
from monitor.detect.people.enlisted import serves
from monitor.detect.people.same_people import goes_on_with_children, is_part_of_people
from monitor.detect.people.soldiers_alone import (
    among_those,
    is_carried,
    of_soldiers_alone,
    outgrows_soldiers,
    told_before,
)
from monitor.detect.people.such_deaths import of_such_deaths
from monitor.detect.people.whoever import of_others, of_whoever_died
from monitor.detect.reading.line import Line, population_at
from monitor.detect.whose.allegiance import said_to_be_fighters
from monitor.detect.whose.bearers import bore_in_arms
from monitor.detect.whose.blamed import blamed
from monitor.detect.whose.hostages import of_hostages
from monitor.detect.whose.militant_deeds import of_militants, their_fighters
from monitor.detect.whose.services import of_a_service
from monitor.detect.whose.state_forces import of_state_forces
from monitor.model import Measure, Population, Scope

_LARGE, _MORE = 1_000, 10  # people: more than a strike kills; so many times those before may be soldiers too
_DOUBTFUL, _LIKELY, _SURE = -2.5, 1.5, 4.0  # the scores that unsettle what goes on from the number before
_MANY = 100  # more than one event harms
_PHRASE = 4  # tokens from a number on to the prisoners that it counts
_CORPS = ("words.militia", "words.army")  # of whom members are in arms
_ARMED_WORDS = ("people.military", "words.army", "words.unit", "words.army_cue", "words.soldier")
_ARMED = 2.0  # the score at which people of whom no word says it are soldiers


def population_told(
    story: Story,
    line: Line,
    group: Group,
    link: Link,
    party: str | None,
    scope: Scope | None,
    kin: Statement | None,
    speaker: Attribution | None,
) -> Population:
    """Soldiers, civilians, children or people, as the number's own words, its sentence or its topic say."""
    if kin is not None and group.share_of is not None and (group.head_at is None or group.head_at < group.start):
        return kin.population  # "95 journalists (61 Ukrainian, 34 Russian)"
    served = group.head is not None and of_a_service(line, group) is not None  # "двое сотрудников ФСБ"
    armed = said_to_be_fighters(line, story.sides, group, link) or their_fighters(line, story.sides, group, link)
    if served or armed is not None or serves(story, line, group, party, kin):
        return Population.MILITARY
    if story.legion.lost(line, story.sides, group, link, party, story.count):
        return Population.MILITARY  # "Kenya has confirmed the deaths of 17 of its citizens", recruits all of them
    if group.demonym and group.parties and group.parties[-1][0] in story.lex.groups:
        return Population.MILITARY  # "five Maoists"
    if not story.sides.topical and joined_to_soldiers(line, group):
        return Population.MILITARY
    if of_state_forces(story, line, group, link) is not None:
        return Population.MILITARY
    shown = population_shown(line, story.lex, group, link)
    if shown is Population.CHILDREN and story.pit and line.is_a(group.head_at or 0, "words.pitman"):
        shown = Population.PEOPLE  # "un coup de grisou a tué onze mineurs"
    if link.rule == "table cell":
        named = label(line)[0]
        return named or (story.columns.population if story.columns else None) or Population.PEOPLE
    if of_hostages(story, line, group, link):
        return Population.PEOPLE
    known: Population | None = shown if shown is not Population.PEOPLE else None
    if known := known or story.parts.people_of(line, link, story.count) or civil_part(story, line, group, link):
        return known
    if kin is None and (same := of_such_deaths(story, line, group, link)) is not None:
        return same
    if kin is None and (alike_told := told_before(story, line, group, link)) is not None:
        return alike_told
    last_told = story.made[-1].population if story.made else None
    if last_told is Population.MILITARY and party in story.sides.militants and of_a_ministry(line, group, speaker):
        return Population.PEOPLE
    alike = kin is None or kin.population is Population.MILITARY  # "5,400 officers and 27,000 volunteers"
    if alike and (theirs := _on_the_roll(story, line, group, link, party)) is not None:
        return theirs
    many = link.measure is Measure.MISSING and group.number.high >= _LARGE and story.sides.topical
    if many and group.head is Population.PEOPLE and line.has.isdisjoint(_ARMED_WORDS):
        return Population.PEOPLE  # "63,000 people are considered missing"
    if link.measure is Measure.CAPTURED and line.is_a(link.start, "words.surrenders"):
        return Population.MILITARY  # only who is in arms lays them down
    after = range(group.end, group.end + _PHRASE)
    if line.is_a(group.end, "words.who") and any(line.is_a(j, "words.surrenders") for j in after):
        return Population.MILITARY  # "11 men who had surrendered were shot dead"
    mourned = group.head is None and not link.part and mourns_its_own(line)
    if mourned or (kin is None and story.of_troops(group) is not None):
        return Population.MILITARY
    if _in_ranks(story, line, group, link, party) or bore_in_arms(line, story.sides, group, link):
        return Population.MILITARY
    if (
        group.head is None
        and story.sides.war
        and not story.sides.topical
        and not speaks_of_civilians(line)
        and of_its_ranks(line, group, link) is not None
    ):
        return Population.MILITARY  # "admits eight dead in its ranks"
    if link.measure is Measure.DEPORTED:  # whoever carries off soldiers captures them
        last = kin or (story.made[-1] if story.made else None)
        if last is not None and last.measure is link.measure:
            return last.population
        return Population.CHILDREN if story.young and shown is None else Population.PEOPLE  # "Kyiv counts 19,546"
    if group.head is Population.PEOPLE and of_militants(line, story.sides, group, link) is not None:
        return Population.PEOPLE  # "Fighters from Hamas and other groups murdered 1,200 people"
    if kin is None and party is None and of_whoever_died(story, line, group, link):
        return Population.PEOPLE
    if in_combat(line, group) or fell_at_war(line, story.sides, group, link, party):
        return Population.MILITARY
    around = range(max(0, group.start - 8), min(group.end + 20, len(line.tokens)))
    if any(line.is_a(j, "words.mixed") for j in around):
        return Population.PEOPLE
    loose = group.head is None or line.is_a(group.head_at or 0, "words.anyone", "words.men")
    men = group.head_at is not None and line.is_a(group.head_at, "words.men")
    if link.rule == "people lost" and party is not None and (men or group.head is None or group.demonym):
        return Population.MILITARY
    behind = max(link.end, group.end)
    if loose and (among_soldiers(line, behind) or (not group.of_them and lost_by_an_army(line, group.start))):
        return Population.MILITARY
    of_his = men and any(line.is_a(j, "words.own") for j in range(group.number.end, group.end))
    if of_his and not line.has.isdisjoint(("words.army", "words.unit", "words.army_teller")):
        return Population.MILITARY  # "The army chief said 14 of his men had been killed"
    member = group.head_at is not None and line.is_a(group.head_at, "words.member")
    if member and (party in story.lex.groups or any(line.is_a(group.end + k, *_CORPS) for k in (-1, 0, 1, 2))):
        return Population.MILITARY
    if kin is None and group.of_them and among_those(line, group):
        return Population.MILITARY
    if kin is None and loose and of_others(story, line, group, link, party):
        return Population.PEOPLE
    beside = next((s for s in reversed(story.made) if s.line is line), None)
    others = group.head is None or line.is_a(group.head_at or 0, "words.others", "words.member")
    if kin is None and others and beside is None and with_a_soldier(line, group):
        return Population.MILITARY
    if beside_soldiers(line, group, link):
        return shown or Population.PEOPLE
    if shown is not None and (not loose or (link.rule == "labelled list" and link.measure is not Measure.CASUALTIES)):
        return shown
    prisoners = population_at(line, link.start) if link.start < link.end and link.measure is Measure.KILLED else None
    if prisoners is not None and prisoners[0] is Population.MILITARY and link.part:
        return Population.MILITARY
    flooded = "scope.disaster" in line.has and not story.sides.topical and link.measure is not Measure.CASUALTIES
    if kin is None and loose and flooded and not soldiers_told(line):
        return Population.PEOPLE  # "14 soldiers fell in Niger. In Nigeria the flood left 200 dead"
    held = any(line.is_a(j, "words.prisoner") for j in range(group.number.end, group.end + 2))
    carried = link.start == link.end and not held
    if kin is not None and carried and group.demonym and is_part_of_people(story, line, link, kin):
        return Population.PEOPLE  # "murdered 1,100 people, among them 70 Poles and 15 Soviet prisoners of war"
    if group.bare and any(line.is_a(j, "words.together") for j in range(group.end, group.end + 3)):
        return Population.PEOPLE
    militants = story.sides.topical and story.sides.militants and party in story.sides.states
    hostages = ("words.hostage", "words.captive") if militants else ("words.hostage",)
    if any(line.is_a(j, *hostages) for j in range(link.start, max(link.end, group.end))):
        return Population.PEOPLE
    if loose and not link.part and _of_several_kinds(line, group):
        return Population.PEOPLE
    told = beside is None or beside.population is Population.MILITARY
    if kin is None and loose and told and not link.part and story.held.tells(line, group, story.count):
        return Population.MILITARY  # "A missile hit a barracks. At least 50 died"
    if link.rule == "told to be among the harmed" and group.head is None and beside is not None:
        return beside.population  # "Three girls were among the dead and 20 among the hurt"
    soldiers = "people.military" in line.has
    civilians = any(
        line.is_a(j, "people.civilian")
        and not any(line.is_a(k, "words.subset", "words.most") for k in range(max(0, j - 4), j))
        for j in range(group.start)
    )
    if kin is None and group.head is None and not soldiers and civilians and scope is not Scope.INCIDENT:
        return Population.CIVILIAN
    if kin is None and loose and not soldiers and (theirs := _by_trade(story, party, speaker)) is not None:
        return theirs
    elder = kin or story.whole_before(line, group)
    if kin is None and elder is not None and group.head is Population.PEOPLE and beyond(story, group, elder):
        return Population.PEOPLE  # "270 were killed, 107 of them civilians. The war had left 4,000 people dead"
    if kin is not None and kin.link.part and not link.part and kin.link.kin is not None:
        elder = story.by_group.get(kin.link.kin, kin)  # "13 dead, five of them soldiers, and 71 hurt"
    civil = elder is not None and elder.party is None and elder.population is Population.CIVILIAN
    taken = link.measure is Measure.CAPTURED and (group.head is not None or (elder and elder.line is not line))
    if elder is not None and taken and elder.measure is not Measure.CAPTURED:
        elder = None  # "331 civilians were killed. Kyiv took 942 Russian prisoners"
    if kin is None and outgrows_soldiers(story, line, group, link):
        return Population.PEOPLE
    if elder is not None and (kin is not None or elder.party == party or civil) and loose and not group.demonym:
        inherited = _inherited(story, line, group, link, elder, scope, kin is not None)
        if inherited is not None:
            return _weighed(story, line, group, link, party, scope, elder, inherited)
    in_arms = _in_arms(story, line, group, link, party, scope)
    return Population.MILITARY if in_arms >= _ARMED else Population.PEOPLE


def _on_the_roll(story: Story, line: Line, group: Group, link: Link, party: str | None) -> Population | None:
    """Whom the list that the article counts on holds: "a list of Russian soldiers killed", "a list of the missing"."""
    roll = story.roll
    anyone = group.head is None or line.is_a(group.head_at or 0, "words.anyone", "words.men", "words.names")
    ranks = group.head is Population.PEOPLE and roll is not None and roll.population is Population.MILITARY
    if (
        roll is None
        or not (anyone or (ranks and (link.part or link.kin is not None)))
        or not roll.goes_on(line, group, link, story.made, story.count)
    ):
        return None
    if (roll.party is not None and roll.party != party) or (roll.population is Population.PEOPLE and link.part):
        return None
    return roll.population


def _of_several_kinds(line: Line, group: Group) -> bool:
    """ "Seven soldiers and five civilians died and 30 people were wounded": of both kinds."""
    kinds = {Population.MILITARY, Population.CIVILIAN}
    for j in range(group.start):
        first = population_at(line, j)
        if first is None or first[0] not in kinds or not line.is_a(first[1], "words.conjunction"):
            continue
        for k in range(first[1] + 1, min(first[1] + _PHRASE, group.start)):
            other = population_at(line, k)
            if other is not None and {first[0], other[0]} == kinds:
                return True
    return False


def _in_ranks(story: Story, line: Line, group: Group, link: Link, party: str | None) -> bool:
    """ "Executed 268 Ukrainian prisoners", "47 assailants fell", "700 of his comrades are in captivity": of an army."""
    sides = story.sides
    head = group.head_at if group.head_at is not None else group.end
    if line.is_a(head, "words.attacker"):
        return sides.armies or party in story.lex.groups
    fielded = (sides.armies or party in sides.militants) and not group.of_them
    if fielded and line.is_a(link.start, "words.eliminated") and link.start < link.end and group.head is None:
        return not speaks_of_civilians(line)  # an army eliminates fighters, by its own account
    if not sides.armies or party not in sides.states or speaks_of_civilians(line):
        return False
    if link.measure is Measure.CAPTURED:
        return line.is_a(head, "words.member")
    fell = link.measure is Measure.KILLED and (group.head is None or group.demonym)
    if fell and any(line.is_a(j, "words.captivity") for j in range(len(line.tokens))):
        return True  # "206 Ukrainians have died in captivity"
    for j in range(group.number.end, group.number.end + _PHRASE):
        if line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction"):
            break
        if line.is_a(j, "words.prisoner"):
            return True
    return False


def _by_trade(story: Story, party: str | None, speaker: Attribution | None) -> Population | None:
    """Whom the speaker counts by trade: the UN's mission in Ukraine verifies the deaths of civilians."""
    names = speaker.names if speaker is not None else ()
    return next((story.people_of[n] for n in names if story.counted_by.get(n) == party and n in story.people_of), None)


def _weighed(
    story: Story,
    line: Line,
    group: Group,
    link: Link,
    party: str | None,
    scope: Scope | None,
    elder: Statement,
    inherited: Population,
) -> Population:
    """What goes on from another sentence, unless the text around tells clearly of others: "In Kherson seven died"."""
    if elder.line is line or link.part or inherited is Population.CHILDREN:
        return inherited
    in_arms = _in_arms(story, line, group, link, party, scope)
    if inherited is Population.MILITARY:
        same = elder.line.sentence.block == line.sentence.block or of_soldiers_alone(story, line, group)
        same = same and party not in NO_ARMY
        return Population.PEOPLE if in_arms < (_DOUBTFUL if same else _LIKELY) else inherited
    bare = story.sides.armies and (group.head is None or line.is_a(group.head_at or 0, "words.men"))
    return Population.MILITARY if bare and in_arms >= _SURE else inherited


def _inherited(
    story: Story, line: Line, group: Group, link: Link, elder: Statement, scope: Scope | None, kin: bool
) -> Population | None:
    """The population of the number before, which goes on: "One soldier died. Two more were hurt"."""
    theirs = elder.population
    again = any(line.is_a(j, "words.others", "words.more", "words.subset") for j in range(group.start, group.end + 1))
    if theirs is Population.CIVILIAN and elder.line is not line and not (kin or again or story.sides.topical):
        return None  # "64 civilians were killed in Lubero. Fighting in Goma left 2,900 dead"
    apart = elder.line is not line and (group.head is not None or elder.scope is not Scope.CUMULATIVE)
    others = any(line.is_a(j, "words.others", "words.more") for j in range(group.start - 1, group.end + 1))
    near = story.sides.war or elder.line.sentence.block == line.sentence.block
    few = (others or of_soldiers_alone(story, line, group)) and near
    few = few and group.number.high <= _MORE * elder.group.number.high
    if not story.topics and not kin and theirs is Population.MILITARY and apart and not few:
        return None  # "One soldier died. 212 others were hurt": the others are people
    if others and theirs is Population.MILITARY and group.number.low > _MORE * elder.group.number.high:
        return None  # "A soldier was killed and 212 others hurt" on a beach
    people = group.head_at is not None and not line.is_a(group.head_at, "words.others")
    if people and line.is_a(group.head_at or 0, "words.men") and story.lex.order != "free":
        people = False  # "some 400 men died" of a barracks; "людей" is anyone
    told = people and theirs is Population.MILITARY and (story.incident or scope is Scope.INCIDENT)
    alone = elder.line is line and elder.link.kin is None and not elder.link.part
    more = elder.line is not line and line.is_a(group.start - 1, "words.more")  # "Another 662 were killed"
    more = more and elder.scope is not Scope.INCIDENT and group.number.high >= _MANY
    alone = alone or goes_on_with_children(story, line, elder, scope)
    again = group.head is None and story.made[-1] is elder and elder.link.kin is None
    if theirs is Population.CHILDREN and again and not elder.link.part and is_carried(link):
        return theirs  # "50 children were killed in 13 days. By now it is 52"
    if theirs is Population.CHILDREN and (alone or more) and group.head is None and not story.is_strike(line, group):
        return theirs  # "634 children were killed and 1,962 wounded", but not in one strike
    big = story.sides.armies and group.number.high >= _LARGE and scope is not Scope.INCIDENT
    if theirs is not Population.CHILDREN and not told:
        named = elder.line is line and elder.group.head is not None
        joined = line.is_a(group.start - 1, "words.conjunction")
        if named and (joined or not line.is_a(elder.group.head_at or 0, "words.anyone")):
            return theirs  # "119 residents have died and 1,020 were hurt"
        return None if big and theirs is Population.PEOPLE else theirs
    return None if big else Population.PEOPLE


def _in_arms(story: Story, line: Line, group: Group, link: Link, party: str | None, scope: Scope | None) -> float:
    """How much speaks for soldiers where no word says whom a number counts."""
    sides = story.sides
    member = group.head is None or line.is_a(group.head_at or 0, "words.member", "words.anyone")
    fell = link.start < link.end and line.is_a(link.start, "words.fell")
    named = line.is_a(link.start, "killed.noun") or link.side == "noun"  # "the names of 913 fallen"
    score = (6.0 if named else 3.0) * (fell and not group.demonym) + 3.0 * (party in story.lex.groups and member)
    if not sides.war or party in NO_ARMY:
        return score + 3.0 * (group.head is None and concedes(line)) + 3.5 * of_an_army(line, group, link)
    strike = link.measure is not Measure.CAPTURED and story.is_strike(line, group)
    strike = strike and not (link.measure is Measure.CASUALTIES and group.head is None)
    before = range(max(0, group.start - 12), group.start)
    foreign = sides.topical and party is not None and not sides.takes(party)
    told = [cls for here in line.tags for cls in ("words.army_teller", "words.civil_teller") if cls in here]
    anyone = group.head is Population.PEOPLE and line.is_a(group.head_at or 0, "words.anyone")
    few = anyone and group.number.high < _LARGE and not story.army  # "More than 400 people were killed or wounded"
    score += 2 * ((link.measure is Measure.CASUALTIES and not few) or link.rule == "people lost")
    score += 2 * (link.measure is Measure.CAPTURED and group.head is None)
    score += 1.5 * (story.army and foreign)
    score += 1.5 * story.army + 1 * soldiers_told(line)
    score += 2 * any(line.is_a(j, "words.unit") for j in before)
    riot = len(sides.order) == 1 and "scope.unrest" in line.has  # "the unrest in Kazakhstan": of one land, no army's
    if sides.topical:  # a large toll of any other war is its people's
        score += (group.number.high >= _LARGE) + 0.5 * (group.number.high >= 20_000)
    score += 0.5 * (group.demonym or link.side == "total" or line.is_a(link.start, "killed.toll"))
    score += (
        (1 if sides.armies and not riot else -1)
        - (not sides.topical)
        - 0.5 * (group.head is not None and not group.demonym)
    )
    score -= anyone and not story.army and story.lex.order != "free"  # "14,000 people" of a war; "людей" is any number
    score += not group.demonym and _all_soldiers(story, party)
    score += 3.5 * ("words.army" in line.has and possessive(line, group, link) is not None)
    score += 3.5 * ((group.head is None and concedes(line)) or of_an_army(line, group, link))
    score += 0.5 * ("words.army_teller" in told) - 1.5 * ("words.civil_teller" in told)
    score -= 2 * speaks_of_civilians(line) + 1.5 * story.civilians + 1 * story.peaceful
    score -= 2 * (not line.has.isdisjoint(("words.hostage", "words.abducted")))  # soldiers are taken prisoner
    raid = group.number.high >= _LARGE and sides.topical and party in sides.states and link.side in ("right", "noun")
    raiders = attacker_of(line, group.start) in sides.militants  # "Hamas-led gunmen killed 1,200"
    left = any(line.is_a(j, "words.left_dead") for j in range(group.start))  # "Hamas fighters left 1,195 dead"
    gunmen = ("words.irregular", "people.military") if left else ("words.irregular",)
    raiders = raiders or any(line.is_a(j, *gunmen) for j in range(group.start))
    score -= 3 * (raid and raiders)
    gang = link.side == "right" and any(line.is_a(j, "words.irregular") for j in range(group.start))
    score -= gang and group.head is not None  # "Militants massacred 60 people"
    unarmed = group.demonym or (group.head is Population.PEOPLE and not line.is_a(group.head_at or 0, "words.men"))
    if not sides.topical and link.measure is Measure.KILLED and unarmed:
        score -= 2 * done_by_fighters(line, group.start, group.end)  # "Milicianos mataron a 67 personas"
    people = group.demonym and sides.topical and sides.militants and party in sides.states
    score -= bool(people) and link.measure is Measure.KILLED  # "1,200 Israelis"
    score -= 2 * strike + 1 * (scope is Scope.INCIDENT) + 4 * (blamed(line, sides, group, link) is not None)
    return score


def _all_soldiers(story: Story, party: str | None) -> bool:
    """Whether all that the article has counted of this party so far were soldiers."""
    theirs = [s.population for s in story.made if s.party == party]
    return bool(theirs) and all(population is Population.MILITARY for population in theirs)

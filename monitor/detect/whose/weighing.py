"""A number of whose people no word tells to the likeliest of the war's sides, weighed from what the article has said.

Nothing here decides alone: whoever spoke of these people before, whom a source counts, the last place named, whose
people the article is about. Soldiers go on from soldiers, and people from people, better than one from the other.
"""

from collections import defaultdict

from monitor.detect.article.story import Story
from monitor.detect.article.theatre import has_fronts
from monitor.detect.belligerents.soldiery import soldiers_told
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.victims import is_taking
from monitor.model import Measure, Population, Scope, Source

_FEW = 1_000  # people of whom nothing says that they are soldiers, in an article that speaks of none
_TURNS = 3  # sentences from whose losses they speak of to a number without a name


def likeliest(
    story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None, place: str | None
) -> str | None:
    """The side with most in its favour; `place` is the party of the last place named, where places tell."""
    weight: defaultdict[str, float] = defaultdict(float)
    sides = story.sides
    near = story.made[-1] if story.made and story.count - story.last_line <= 3 else None
    if near is not None and near.line is not line and not sides.takes(near.party):
        near = None  # another war's dead were named for comparison; the article's own come back
    if near is not None and near.line is not line and not (group.of_them or link.part) and _of_nations(story, near):
        near = None  # "Nine South Africans and three Malawians fell. Hospitals in Goma held 200 wounded"
    if sides.topical and sides.militants and near is not None and _of_captives(near) and not is_taking(link):
        near = near if group.of_them else None  # "Militants hold 48 hostages. In the past day 34 were killed."
    civil = _are_civil(story, line, group)
    if story.heading is not None and story.heading_at > story.last_line:
        weight[story.heading] += 12
        near = None  # what stands under another heading tells no more
    soldiers = link.measure is Measure.CASUALTIES or not civil
    turned = story.losers is not None and story.losers_at > story.last_line and soldiers
    if turned and story.losers is not None and story.count - story.losers_at <= _TURNS:
        weight[story.losers] += 12  # "Втрати противника на ранок. Танки – 191. Особовий склад – 5300"
        near = None
    _of_speaker(weight, story, line, group, link, speaker, near, civil)
    if near is not None and near.party is not None:
        weight[near.party] += _of_figure(line, group, link, near, civil)
    if (
        civil
        and story.struck is not None
        and story.struck_at > story.last_line
        and _is_near(story, line, story.struck_at)
    ):
        weight[story.struck] += 2
    newer = story.place_at > story.last_line
    goes_on = near is not None and (link.part or is_taking(link) or story.last_line == story.count)
    if place is not None and _is_near(story, line, story.place_at) and (story.by_place or not civil):
        weight[place] += 4 if newer and not goes_on else 1
    large = link.side == "total" and group.number.high >= 1000
    other = story.main_party is not None and (
        (civil and story.made[0].population is Population.MILITARY)
        or (sides.militants and story.made[0].measure is Measure.CAPTURED and not is_taking(link))
    )
    other = other or (civil and story.main_party is not None and _of_nations(story, story.made[0]))
    if story.main_party is not None and not other:
        late = large and near is not None and near.line is not line and story.place_at < story.count
        weight[story.main_party] += 4 if late else 1  # a large total without a name is the article's own count
    if story.title_party is not None and ((civil and story.title_by_place) or (near is None and not civil)):
        weight[story.title_party] += 1
    if sides.guest is not None and not civil:
        weight[sides.guest] += 3
    places = (story.place if story.by_place else None, story.title_party if story.title_by_place else None)
    front = story.theatre.of(group.number.high, story.count) if civil and sides.topical else None
    if front is not None and front != sides.order[0] and near is None:
        weight[front] += 2
    if civil and sides.topical and all(party in (None, sides.order[0]) for party in (*places, front)):
        weight[sides.order[0]] += 1.2  # in whose land the war is fought
    for party, told in (
        (place if story.by_place or not civil else None, 0.5),
        (sides.usual, 1.5 if story.main_party is None and not civil else 0.5),
        (story.home, 0.3),
    ):
        if party is not None and near is None:
            weight[party] += told
    told_of = [party for party in weight if weight[party] > 0]
    return max(told_of, key=lambda party: weight[party]) if told_of else None


def _of_nations(story: Story, told: Statement) -> bool:
    """Whether a figure's sentence told the dead of several nations apart, in an article of no topic."""
    if story.sides.topical or not told.group.parties:
        return False
    theirs = {s.group.parties[-1][0] for s in story.made if s.line is told.line and s.group.parties}
    return len(theirs) > 1


def _of_captives(near: Statement) -> bool:
    """Whether a figure counted hostages, alive or dead: "Of the 98 hostages 34 are dead, Israel believes"."""
    held = not near.line.has.isdisjoint(("words.hostage", "words.captive", "words.abducted"))
    return near.measure is Measure.CAPTURED or (held and near.population is not Population.MILITARY)


def _is_near(story: Story, line: Line, told: int) -> bool:
    """Whether a sentence told what still holds here: a few before, a few more in one paragraph."""
    far = story.count - told
    return far <= 3 or (far <= 6 and story.place_paragraph == line.sentence.block)


def _are_civil(story: Story, line: Line, group: Group) -> bool:
    """Whether these are no soldiers: by their noun, else by the hospital that tells of them or the strike they met."""
    if group.head is None or line.is_a(group.head_at or 0, "words.anyone", "words.men"):
        few = group.number.high < _FEW and not story.army and not soldiers_told(line)
        told = few or "words.civil_teller" in line.has or story.is_strike(line, group)
        last = story.made[-1] if story.made else None
        fought = story.sides.armies or (last is not None and last.population is Population.MILITARY)
        anew = last is not None and last.line is not line and line.is_a(group.head_at or 0, "words.anyone")
        fought = story.sides.armies or (
            fought and not (anew and not group.of_them)
        )  # "Overnight 34 people were killed"
        fought = fought or not line.has.isdisjoint(("words.army", "words.army_teller"))
        return told or (story.sides.topical and not fought)  # "46 707 погибших" of Gaza
    return group.head is not Population.MILITARY


def _of_figure(line: Line, group: Group, link: Link, near: Statement, civil: bool) -> float:
    """How much the last figure tells of this one: less in a new paragraph, and where it counted other people."""
    if near.line is line:
        return 6
    told = 3.5 if near.line.sentence.block == line.sentence.block else 2.5
    soldiers = near.population is Population.MILITARY
    other = soldiers and civil if group.head is not Population.MILITARY else not soldiers
    loose = group.head is None or line.is_a(group.head_at or 0, "words.men")
    if near.scope is Scope.INCIDENT and loose and "words.civil_teller" not in line.has:
        other = False  # "Moscow admitted 63 soldiers dead. Ukraine's army says some 400 men died in the strike"
    other = other or (near.measure is Measure.CAPTURED and not is_taking(link))
    return told * (0.4 if other and not link.part else 1)


def _of_speaker(
    weight: defaultdict[str, float],
    story: Story,
    line: Line,
    group: Group,
    link: Link,
    speaker: Attribution | None,
    near: Statement | None,
    civil: bool,
) -> None:
    """Whom the speaker has counted so far, or counts by trade: a land's hospitals their own, an army the other's."""
    names = speaker.names if speaker is not None else ()
    apart = "named_source" in line.has and not any(name in story.counted_by for name in names)
    for j in range(len(line.tokens)) if apart else ():
        named = line.at(j, "named_source")
        if named is not None and isinstance(named.value, Source) and named.value.counts is not None:
            weight[named.value.counts] += 3  # "the project UALosses has confirmed 80,900 deaths"
            break
    if speaker is None:
        return
    side = story.speaks_for(line, speaker)
    if side is not None and "words.civil_teller" in line.has:
        weight[side] += 8
    elif side is not None and civil and not _in_uniform(line, speaker):
        fronts = has_fronts(story.sides) and side not in (*story.sides.order[:2], *story.sides.groups)
        weight[side] += 7 if fronts else 3  # "Beirut speaks of 46 dead in a day"
    first = speaker.names[0] if speaker.names else ""
    if (own := story.civil.get(first)) is not None:
        weight[own] += 8
    if near is not None and near.line is line:
        return
    newer = story.place_at > story.last_line and story.place_paragraph == line.sentence.block
    told = next((party for name in speaker.names if (party := story.by_source.get(name))), None)
    if story.sides.takes(told) and told is not None and not newer:
        weight[told] += 6
    counted = next((party for name in speaker.names if (party := story.counted_by.get(name))), None)
    if story.sides.guest is not None and counted == story.sides.order[1]:
        counted = story.sides.guest
    losses = link.measure is Measure.CASUALTIES or line.is_a(link.start, "killed.toll")
    if counted is not None and (losses or side is None or side == counted):
        weight[counted] += 6  # an army counts the enemy's losses, and mourns dead of its own


def _in_uniform(line: Line, speaker: Attribution) -> bool:
    """ "Ukraine's military claimed that some 400 men died": an army that tells of a strike may tell of its own."""
    return any(line.is_a(j, "words.army", "words.army_teller") for j in range(speaker.start, speaker.end))

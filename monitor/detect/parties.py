"""A linked number to its party: whose people were harmed, from its own words, its sentence and the article so far."""

from monitor.detect.attribution import Attribution
from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.statement import Statement
from monitor.detect.story import NO_ARMY, Story
from monitor.detect.tables import label
from monitor.detect.victims import BOTH, attacker_of, enemy_near, party_of
from monitor.model import Measure, Population


def party_told(
    story: Story, line: Line, group: Group, link: Link, kin: Statement | None, speaker: Attribution | None
) -> tuple[str | None, int | None, bool]:
    """The party, the token that names it and whether the number's own words (not the article before) say so."""
    known = story.known
    places = bool(known) and kin is None and link.measure not in (Measure.CAPTURED, Measure.DEPORTED)
    soldiers = group.head is Population.MILITARY or link.measure is Measure.CASUALTIES
    if soldiers and not known & NO_ARMY:
        places = False  # where soldiers die says little of whose they are
    taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)  # the takers stand nearer than the taken
    party, at, firm = party_of(line, story.lex, group, link, frozenset() if link.part or taken else known, places)
    if party == BOTH:
        return None, None, True
    if party is None and link.rule == "table cell":
        party = label(line)[1]
    before = next((s for s in reversed(story.made) if s.line is line and s.group.start < group.start), None)
    if party is not None and not firm and before is not None and before.party is not None and at is not None:
        between = range(before.group.end, group.start)
        listed = len(between) <= 5 and not any(line.is_a(j, "party", "place", "capital") for j in between)
        if at < before.group.start or (before.own_party and listed):
            party = before.party
    if party is not None:
        party = party if firm else _army(story, party, line, group, known)
        story.cast.party = party
        return party, at, firm
    if kin is not None:
        return kin.party, None, kin.own_party
    near = story.made[-1] if story.made and story.count - story.last_line <= 3 else None
    if any(line.is_a(j, "words.admit") for j in range(group.start)) and story.cast.mention in known:
        return story.cast.mention, None, False
    home = story.lex.tables.get("home")
    if home in known and enemy_near(line, link, group):
        return next((p.id for t in story.topics for p in t.parties if p.id != home), None), None, True
    if link.rule == "people lost" and (owner := _loser(story, line, link)) is not None:
        return owner, None, False
    if known and (other := _other_side(story, line, group, link)) is not None:
        return other, None, False
    if known and speaker is not None and speaker.names and not (near is not None and near.line is line):
        told = story.by_source.get(speaker.names[0])
        newer = story.cast.place_at > story.last_line and story.cast.place_paragraph == line.sentence.paragraph
        if told is not None and not newer:
            return told, None, False
    if not known:
        recent = near is not None and story.count - story.last_line <= 2
        if near is not None and recent and near.party is not None:
            return near.party, None, False
        soldiers = group.head is Population.MILITARY and group.demonym is False
        return (story.cast.title_party or story.usual if soldiers or story.war else None), None, False
    if (
        link.side == "total"
        and group.number.high >= 1000
        and near is not None
        and near.line is not line
        and story.main_party is not None
        and story.cast.place_at < story.count
    ):
        return story.main_party, None, False  # a large total without a name is the article's own count
    taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)
    if story.heading is not None and story.heading_at > story.last_line:
        return story.heading, None, False
    if near is not None and near.line is not line and near.party not in known:
        near = None  # another war's dead were named for comparison; the article's own come back
    if near is not None and (
        link.part or taken or story.cast.place_at <= story.last_line or story.last_line == story.count
    ):
        party = near.party
    elif story.cast.place is not None and story.count - story.cast.place_at <= 3:
        party = story.cast.place
    elif near is not None:
        party = near.party
    else:
        party = story.main_party or story.cast.title_party or story.cast.place or story.usual
        if party is None and home in known:
            party = str(home)
    return _army(story, party, line, group, known), None, False


def _loser(story: Story, line: Line, link: Link) -> str | None:
    """ "Kyiv said in February that they had lost 45,000 troops": the pronoun is the party told of before."""
    j = link.start - 1
    while j > 0 and line.is_a(j, "words.auxiliary", "words.adverb"):
        j -= 1
    if not line.is_a(j, "words.it", "words.pronoun"):
        return None
    named = [tag.value for k in range(j) for cls in ("party", "capital") if (tag := line.at(k, cls)) is not None]
    return named[0] if named else story.cast.mention


def _other_side(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """ "A Russian strike killed 12 soldiers": the victims of one side's attack, nobody else named, are the other's."""
    if link.measure in (Measure.CAPTURED, Measure.DEPORTED):
        span = range(link.start, link.end + 4)
        if link.side == "right":
            span = range(link.start - 1, max(-1, link.start - 9), -1)  # "Russia had deported 20,000 children"
        attacker = next((tag.value for j in span for c in ("party", "capital") if (tag := line.at(j, c))), None)
        sides = [p.id for t in story.topics for p in t.parties][:2]
        return None if attacker not in sides or len(sides) < 2 else sides[attacker == sides[0]]
    if link.start == link.end or link.side not in ("right", "left"):
        return None
    attacker = attacker_of(line, min(link.start, group.start))
    sides = [p.id for t in story.topics for p in t.parties][:2]
    if attacker not in sides or len(sides) < 2:
        return None
    return sides[1] if attacker == sides[0] else sides[0]


def _army(story: Story, party: str | None, line: Line, group: Group, known: frozenset[str]) -> str | None:
    """Soldiers told of in a place without an army of its own are the other side's: "four soldiers fell in Rafah"."""
    span = range(max(0, group.start - 9), group.end + 3) if group.head_at is None else (group.head_at,)
    if any(line.is_a(j, "words.irregular") for j in span) and party not in story.lex.groups:
        militants = [p.id for t in story.topics for p in t.parties if p.id in NO_ARMY]
        if not story.topics:
            return None  # whose militants a text does not say
        return militants[0] if militants and party not in NO_ARMY else party
    if party in NO_ARMY and any(line.is_a(j, "words.soldier") for j in span):
        return next((p.id for t in story.topics for p in t.parties if p.id not in NO_ARMY), party)
    return party

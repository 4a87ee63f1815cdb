"""A number of whose people its own sentence says nothing, to the party that the article has told of so far."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.killers import is_active, taker_in
from monitor.detect.belligerents.naming import attacker_of, is_killer, party_at
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.of_what.origins import only_of_killers
from monitor.detect.reading.line import Line
from monitor.detect.whose.allegiance import soldiers_beside
from monitor.detect.whose.captors import taker
from monitor.detect.whose.fought import adversary_in
from monitor.detect.whose.next_deeds import told_next
from monitor.detect.whose.tellers import clause_end, teller_alone
from monitor.detect.whose.victims import PLACES, is_taking, told_in
from monitor.detect.whose.weighing import likeliest
from monitor.model import Measure, Population, Qualifier, Scope

_CONCEDES = 14  # tokens from a number to who concedes it
_NAMED = 6  # tokens from a verb back to the name of its subject
_LOOSE = 4  # words before a number that counts nobody in so many words, and may still tell of soldiers
_BEHIND = 5  # ... and behind it: "bringing to 465 the number of troops killed"
_TELLS_MOST = 100_000
_PARTS = 16  # tokens from a number on to the parts of it


def by_article(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """What the article has said so far says."""
    sides = story.sides
    near = story.made[-1] if story.made and story.count - story.last_line <= 3 else None
    if (owner := conceder(story, line, group, speaker)) is not None:
        return owner
    if link.rule == "people lost" and (owner := _loser(story, line, link)) is not None:
        return owner
    if _of_its_own(line, group) and (owner := _told_before(story, line, group.start)) is not None:
        return owner
    if near is not None and link.part and link.kin is None and is_taking(link) and near.measure is link.measure:
        return near.party  # "Militants took 251 hostages. Fifty-nine have yet to return"
    if (other := _other_side(story, line, group, link, speaker)) is not None:
        if group.head is not Population.MILITARY:
            other = story.theatre.front(other, sides, group.number.high, story.count)
        hosts = sides.guest is not None and sides.topical and other == sides.order[1]
        return sides.guest if hosts else other  # "Two are in Ukrainian captivity", in an article on North Koreans
    here = near is not None and near.line is line
    captor = taker(story, line, group, link, speaker) if link.measure is Measure.CAPTURED and not here else None
    if captor is not None and not sides.topical:
        known = near.party if near is not None and sides.war else None
        return known if known != captor else None  # "US forces have captured 15 prisoners": no Americans
    if link.start < link.end and line.is_a(link.start, "words.fell") and (side := story.speaks_for(line, speaker)):
        return side  # an army's "fallen" are its own
    of_strike = near is not None and near.scope is Scope.INCIDENT and near.population is Population.MILITARY
    if (
        sides.armies
        and not of_strike
        and _buries_its_own(line, group, link)
        and (side := story.speaks_for(line, speaker))
    ):
        fell_there = _told_by_the_press(line, group, link, side)
        return fell_there if fell_there is not None and sides.takes(fell_there) else side
    if not sides.war:
        return _told_apart(story, line, group, link, speaker)
    if near is not None and goes_on(story, line, group):
        return near.party
    tell = places_tell(story, group, link)
    party = likeliest(story, line, group, link, speaker, story.place if tell or not story.by_place else None)
    if not sides.topical and (parts := _parties_of_parts(line, group)) and (party or sides.usual) in parts:
        return None  # "1,100 people were killed, among them 70 Poles": not all were theirs
    if party is None:
        party = sides.usual or story.home
        if group.head is not Population.MILITARY:
            party = no_groups(story, party, line, group)  # an attack's people are not its attackers
        if party is None and sides.topical and sides.order:
            soldiers = group.head is Population.MILITARY
            held = sides.states[:1] if sides.militants else ()
            party = (held[0] if held else None) if soldiers else sides.order[0]  # in whose land the war is fought
    return army_of(story, party, line, group, link)


def _parties_of_parts(line: Line, group: Group) -> set[str]:
    """Whose people the parts of a number are, told in an aside after it."""
    opens = (j for j in range(group.end, group.end + _PARTS) if line.is_a(j, "words.subset", "words.subset_after"))
    first = next(opens, None)
    if first is None:
        return set()
    named = (party_at(line, j) for j in range(first, min(first + _PARTS, len(line.tokens))))
    return {str(tag.value) for tag in named if tag is not None}


def _told_apart(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """Where nobody fights, the country of the figure before, or the one whose hospitals speak."""
    if "words.civil_teller" in line.has and (side := story.speaks_for(line, speaker)):
        return side
    if speaker is not None and speaker.names and (side := story.civil.get(speaker.names[0])):
        return side
    near = story.made[-1] if story.made and story.count - story.last_line <= 2 else None
    if near is None or near.group.parties or (near.link.part and near.own_party):
        return None  # "Two Germans are missing. Eight bodies were found. Some 60 people were hurt on the ground."
    its_own = teller_alone(line, link) if near.party is not None else None
    if its_own is not None and its_own[0] not in story.sides.groups:
        return its_own[0]  # "Israel puts its dead at 28. Iran reported 1,060 deaths"
    same = near.line.sentence.block == line.sentence.block
    return near.party if same or not story.sides.apart else None


def _buries_its_own(line: Line, group: Group, link: Link) -> bool:
    """ "Thailand's military said six soldiers had been killed": soldiers told of without a deed are the teller's."""
    told = group.head is Population.MILITARY and line.is_a(group.head_at or 0, "words.soldier")
    passive = link.side in ("left", "noun") or (link.side == "right" and not is_active(line, link))
    return told and link.start < link.end and passive and group.number.high < _TELLS_MOST


def _told_by_the_press(line: Line, group: Group, link: Link, side: str) -> str | None:
    """ "Russian channels write of 600 soldiers killed in Poltava": where they fell, if in another land."""
    if "words.press" not in line.has:
        return None
    named = any(
        line.is_a(j, "words.press")
        and (line.is_a(j - 1, "party") or line.is_a(line.tags[j]["words.press"].end, "party"))
        for j in range(len(line.tokens))
    )
    found = told_in(line, group, link, PLACES) if named else None
    return found[0] if found is not None and found[0] != side else None


def conceder(story: Story, line: Line, group: Group, speaker: Attribution | None) -> str | None:
    """ "Moscow admitted 63 deaths", "killed 89, Russia's defence ministry conceded": who admits a loss had it."""
    last = min(len(line.tokens), group.end + _CONCEDES)
    stop = next((j for j in range(group.end, last) if line.low(j) == ";"), last)
    for j in range(stop):
        if not line.is_a(j, "words.admit") or _by_a_hospital(line, j):
            continue
        behind = j >= group.end
        near = range(max(0, j - _NAMED), j)
        named = [tag.value for k in near if (tag := party_at(line, k)) is not None and not is_killer(line, k)]
        party = named[-1] if named else None if behind else _told_before(story, line, j)
        soldiers = group.head is Population.MILITARY and speaker is not None
        if soldiers and speaker is not None and not named and (side := story.side_of(line, speaker)) is not None:
            party = side  # "Zelensky admitted the deaths of 46,000 servicemen"
        if not named and line.ends_at(j, "words.army_teller") is not None and story.lex.tables.get("ministry"):
            party = str(story.lex.tables["ministry"])  # "Минобороны признало: погибли 63 военнослужащих"
        if story.sides.takes(party) or (named and "words.army" in line.has):
            return party
    return None


def _told_before(story: Story, line: Line, j: int) -> str | None:
    """The party mentioned last before a token, in this sentence or an earlier one."""
    return story.mention if any(party_at(line, k) is not None for k in range(j)) else story.earlier


def _by_a_hospital(line: Line, j: int) -> bool:
    """ "Hospitals admitted 367 wounded": no concession."""
    return any(line.is_a(k, "words.civil_teller") for k in range(max(0, j - 4), j))


def _of_its_own(line: Line, group: Group) -> bool:
    """ "Its military announced that two of its soldiers had been killed"."""
    own = any(line.is_a(j, "words.own") for j in range(group.number.end, group.end))
    return group.head is Population.MILITARY and (own or line.ends_at(group.start, "words.own") is not None)


def _loser(story: Story, line: Line, link: Link) -> str | None:
    """ "Kyiv said in February that they had lost 45,000 troops": the pronoun is the party told of before."""
    j = link.start - 1
    while j > 0 and line.is_a(j, "words.auxiliary", "words.adverb"):
        j -= 1
    if not line.is_a(j, "words.it", "words.pronoun"):
        return None
    named = [tag.value for k in range(j) if (tag := party_at(line, k)) is not None]
    near = story.made[-1] if story.made and story.count - story.last_line <= 1 else None
    if not named and near is not None and near.link.side == "right" and near.party == story.mention:
        return story.sides.other(near.party)  # "The army killed 240 RSF fighters. It lost 12."
    return named[0] if named else story.mention


def _other_side(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """ "A Russian strike killed 12 soldiers": the victims of one side's attack, nobody else named, are the other's."""
    if is_taking(link):
        return story.sides.other(taker_in(line, link) or taker(story, line, group, link, speaker))
    if link.side == "total":
        return story.sides.other(
            attacker_of(line, group.start, link.end)
        )  # "the toll of a Ukrainian strike rose to 63"
    if link.start == link.end or link.side not in ("right", "left", "noun"):
        return None
    last = clause_end(line, max(link.end, group.end))
    attacker = attacker_of(line, min(link.start, group.start)) or attacker_of(line, last)
    return story.sides.other(attacker or adversary_in(line))


def places_tell(story: Story, group: Group, link: Link) -> bool:
    """Whether the place of the harm says whose the harmed are: soldiers of several armies die where they fight."""
    soldiers = group.head is Population.MILITARY or link.measure is Measure.CASUALTIES
    sides = story.sides
    if sides.guest is not None and group.head is None:
        return False
    return not soldiers or len(sides.states) < 2 or (sides.topical and not sides.armies)


def goes_on(story: Story, line: Line, group: Group) -> bool:
    """ "In Kursk region 205 more were killed": more of those counted last, whoever holds the place."""
    last = story.made[-1] if story.made else None
    if last is None or not counts_nobody(line, group) or last.population is not Population.MILITARY:
        return False
    own = "words.own_ranks" in line.has  # "killed 70 jihadists and mourns four dead in its ranks"
    if last.line is line and last.party is None and not (own or _apart(line, last.group.end, group.start)):
        return True  # "14 soldiers were killed and nine others wounded": of no land either
    more = any(line.is_a(j, "words.more") for j in range(group.start, group.end + 1))
    more = more and group.number.qualifier is not Qualifier.MORE_THAN
    return more and last.line.sentence.block == line.sentence.block


def goes_on_beside(story: Story, line: Line, group: Group) -> str | None:
    """ "Гибель троих военных на севере Газы, ещё двое ранены": the place tells where they fell, not whose they are.

    But "Ukraine, 43,000 killed; Russia, 198,000": a semicolon or a name begins anew.
    """
    last = story.made[-1] if story.made else None
    if last is None or last.line is not line or last.population is not Population.MILITARY:
        return None
    if not counts_nobody(line, group) or group.parties or not told_next(line, group):
        return None
    between = range(last.group.end, group.start)
    since = next((j for j in reversed(between) if line.low(j) == ","), last.group.end)
    if any(line.low(j) == ";" for j in between) or _apart(line, since, group.start):
        return None
    return last.party


def counts_nobody(line: Line, group: Group) -> bool:
    """Whether a number stands without a noun of its own: "nine", "nine others"."""
    return group.head is None or line.is_a(group.head_at or 0, "words.others")


def _apart(line: Line, first: int, last: int) -> bool:
    """Whether a name parts two numbers."""
    return any(line.is_a(j, "party", "place", "capital") for j in range(first, last))


def no_groups(story: Story, party: str | None, line: Line, group: Group) -> str | None:
    """Civilians are no armed group's: "the Houthis say strikes killed 120 people" counts people of Yemen."""
    sides = story.sides
    told = story.place if story.by_place else None
    if not sides.topical and party != told and only_of_killers(line, party, group.start):
        return None  # "Pakistani militants killed 26 tourists": whose, nobody says
    if party not in sides.groups or line.is_a(group.head_at if group.head_at is not None else -1, "words.member"):
        return party
    if story.place is not None and story.by_place and story.place not in sides.groups:
        return story.place
    home = story.lex.homes.get(party or "")
    if home is not None and (sides.takes(home) or not sides.states):
        return home
    return sides.states[0] if sides.states else None


def army_of(story: Story, party: str | None, line: Line, group: Group, link: Link) -> str | None:
    """Soldiers told of in a place without an army of its own are the other side's: "four soldiers fell in Rafah".

    Those who did it are none of them: "Israeli troops killed seven".
    """
    sides = story.sides
    if party is None and sides.war and not sides.topical:
        return soldiers_beside(line, group, story.made[-1] if story.made else None)
    deed = link.end <= group.start and any(line.is_a(j, "words.attacks") for j in range(link.start, link.end))
    done = link.end if deed and is_active(line, link) else 0  # not "the army has buried 688"
    span = range(max(done, group.start - _LOOSE), group.end + 3) if group.head_at is None else (group.head_at,)
    left = next((j for j in span if j < group.start and line.is_a(j, "words.left_dead")), 0)  # "militants left 60 dead"
    irregular = any(line.is_a(j, "words.irregular") for j in span if j >= left)
    if irregular and party not in sides.groups and party not in sides.militants:
        if sides.topical:
            return sides.militants[0] if sides.militants else party
        return story.armed or (sides.militants[0] if len(sides.militants) == 1 else None)
    lost = group.head_at is not None and line.is_a(group.head_at, "words.men")
    lost = lost and "words.army" in line.has and "words.lost" in line.has
    counted = any(line.is_a(j, "words.count") for j in range(group.end, group.end + 2))
    behind = range(group.end + 2, group.end + _BEHIND * counted)
    fallen = range(max(0, link.start - _LOOSE), link.end) if link.side == "total" and link.end <= group.start else ()
    lost = lost or (link.side == "total" and line.is_a(link.start - 1, "words.army"))  # "the army's toll in Gaza"
    soldiers = lost or any(line.is_a(j, "words.soldier") for j in (*span, *behind, *fallen))
    if (party in sides.militants or party in sides.peoples) and not irregular and soldiers:
        return sides.states[0] if sides.states else party
    return party

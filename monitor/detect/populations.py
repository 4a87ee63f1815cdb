"""A linked number to the people that it counts: soldiers, civilians, children, or people where no word says."""

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.detect.links import Link
from monitor.detect.naming import is_killer
from monitor.detect.sides import NO_ARMY
from monitor.detect.statement import Statement
from monitor.detect.story import Story, speaks_of_civilians
from monitor.detect.tables import label
from monitor.model import Measure, Population, Scope


def population_told(
    story: Story, line: Line, group: Group, link: Link, party: str | None, scope: Scope | None, kin: Statement | None
) -> Population:
    """Soldiers, civilians, children or people, as the number's own words, its sentence or its topic say."""
    shown = _shown(line, story.lex, group, link)
    if link.rule == "table cell":
        named = label(line)[0]
        return named or (story.columns.population if story.columns else None) or Population.PEOPLE
    loose = group.head is None or line.is_a(group.head_at or 0, "words.anyone")
    if shown is not None and shown is not Population.PEOPLE:
        return shown
    if any(line.is_a(j, "words.mixed") for j in range(max(0, group.start - 8), min(group.end + 20, len(line.tokens)))):
        return Population.PEOPLE
    men = group.head_at is not None and line.is_a(group.head_at, "words.men")
    if link.rule == "people lost" and party is not None and (men or group.head is None or group.demonym):
        return Population.MILITARY
    if shown is not None and line.is_a(group.head_at or 0, "words.member") and party in story.lex.groups:
        return Population.MILITARY
    if shown is not None and (not loose or link.rule == "labelled list"):
        return shown
    if group.bare and any(line.is_a(j, "words.together") for j in range(group.end, group.end + 3)):
        return Population.PEOPLE
    armies = story.topics and all(p.id not in NO_ARMY for t in story.topics for p in t.parties)
    beside = next((s for s in reversed(story.made) if s.line is line), None)
    if link.rule == "told to be among the harmed" and group.head is None and beside is not None:
        return beside.population  # "Two children were among the dead and 15 among the injured"
    if any(line.is_a(j, "words.hostage") for j in range(link.start, max(link.end, group.end))):
        return Population.PEOPLE
    soldiers_told = any("people.military" in here for here in line.tags)
    civilians_told = any("people.civilian" in here for here in line.tags[: group.start])
    if kin is None and group.head is None and not soldiers_told and civilians_told and scope is not Scope.INCIDENT:
        return Population.CIVILIAN
    elder = kin or story.whole_before(line)
    if (
        not story.topics
        and kin is None
        and elder is not None
        and elder.line is not line
        and (
            elder.population is Population.MILITARY and (group.head is not None or elder.scope is not Scope.CUMULATIVE)
        )
    ):
        elder = None  # "One soldier died. 212 others were hurt": in a text of no war the others are people
    if elder is not None and (kin is not None or elder.party == party) and loose and not group.demonym:
        people = group.head_at is not None and not line.is_a(group.head_at, "words.others")
        told = people and elder.population is Population.MILITARY and (story.incident or scope is Scope.INCIDENT)
        big = armies and group.number.high >= 1000 and scope is not Scope.INCIDENT
        if elder.population is not Population.CHILDREN and not told:
            if not (big and elder.population is Population.PEOPLE):
                return elder.population
        elif not big:
            return Population.PEOPLE
    if any(line.is_a(j, "words.army_cue") for j in range(group.start, min(group.end + 12, len(line.tokens)))):
        return Population.MILITARY
    if line.is_a(link.start, "words.fell") and link.start < link.end:
        return Population.MILITARY
    if (
        armies
        and party is None
        and group.head is None
        and not speaks_of_civilians(line)
        and not story.civilians
        and group.number.high >= (1000 if link.measure is Measure.CASUALTIES else 20_000)
    ):
        return Population.MILITARY  # both armies together
    theirs = party in story.sides.ids
    if (
        link.measure is Measure.CASUALTIES
        and theirs
        and party not in NO_ARMY
        and not (story.is_strike(line, group) and group.head is not None)
    ):
        return Population.MILITARY
    if party in story.lex.groups and (loose or line.is_a(group.head_at or 0, "words.member")):
        return Population.MILITARY
    if (
        armies
        and line.is_a(link.start, "killed.toll")
        and group.number.high >= 1000
        and party is not None
        and link.start < link.end
        and not speaks_of_civilians(line)
        and not story.is_strike(line, group)
    ):
        return Population.MILITARY
    if armies and group.head is None and link.measure is Measure.CAPTURED:
        return Population.MILITARY
    at_war = armies and scope is not Scope.INCIDENT and not story.is_strike(line, group)
    if at_war and group.demonym and group.number.high >= 1000 and not speaks_of_civilians(line):
        return Population.MILITARY
    if at_war and (story.army or link.rule == "people lost" or link.measure is Measure.CASUALTIES):
        return Population.MILITARY
    if at_war and story.peaceful and not story.army and group.number.high < 50_000:
        return Population.PEOPLE
    if (
        at_war
        and party is not None
        and group.head is None
        and group.number.high >= 1000
        and not speaks_of_civilians(line)
    ):
        peaceful = story.civilians and (group.number.high < 20_000 or not story.army)
        return Population.PEOPLE if peaceful else Population.MILITARY
    return Population.PEOPLE


def _shown(line: Line, lex: Lexicon, group: Group, link: Link) -> Population | None:
    """The population that the words show, or None where only the article can tell."""
    if group.head is not None and group.head is not Population.PEOPLE:
        return group.head
    if line.low(group.start - 1) == ":" and link.rule in ("labelled list", "total after its noun"):
        return _in_words(line, range(group.start - 1))
    if link.side == "noun" and lex.lang != "en":
        for j in range(link.end, min(link.end + 4, len(line.tokens))):
            if line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction", "words.auxiliary"):
                break
            got = population_at(line, j)  # "113 тисяч загиблих російських солдатів"
            if got is not None and got[0] is not Population.PEOPLE:
                return got[0]
    if link.side == "noun" and line.is_a(link.end, "words.of"):
        got = population_at(line, link.end + 1)  # "1,190 bodies of civilians"
        if got is not None:
            return got[0]
    near = _told_of(line, group, link)
    if near is not None:
        return near
    first = min(link.start, group.start) if link.start != link.end else group.start
    if link.side in ("total", "noun", "left", "") or link.rule == "people lost":
        last = max(group.end, link.end) if link.start != link.end else group.start
        if link.side == "left" and link.start > group.end:
            last = group.end
        low = first if link.side in ("noun", "left") else max(0, first - 9)
        for j in range(last, low - 1, -1):
            if j < first and (line.low(j) in (",", ";") or line.kind(j) == "number"):
                break
            got = population_at(line, j)
            if got is not None and got[0] is not Population.PEOPLE and _counts(line, j, link):
                return got[0]
    return group.head


def _in_words(line: Line, span: range) -> Population | None:
    """The most telling people noun of a label."""
    found = [got[0] for j in span if (got := population_at(line, j)) is not None]
    return next((p for p in found if p is not Population.PEOPLE), found[0] if found else None)


def _counts(line: Line, j: int, link: Link) -> bool:
    """Whether a people noun near the harm word is what is counted, not an agent ("by soldiers") or a speaker."""
    if line.is_a(j, "source.office") and not line.is_a(
        j + 1, "killed.noun", "casualties.noun", "killed.toll", "wounded.noun"
    ):
        adjective = any(
            line.is_a(k, "killed.toll", "casualties.noun", "killed.noun", "people.people", "killed.part")
            for k in range(j + 1, j + 3)
        )
        if not adjective:
            return False
    return not is_killer(line, j)


def _told_of(line: Line, group: Group, link: Link) -> Population | None:
    """ "Nine are children", "14 of the dead were soldiers", "34 of them women": the predicate or apposition."""
    if not (group.of_harm or group.of_them or group.bare):
        return None
    j = group.end
    while line.is_a(j, "words.auxiliary", "words.article", "words.only", "party") and j < group.end + 4:
        j += 1
    got = population_at(line, j)
    if got is None or line.kind(j) == "number":
        return None
    for k in range(j, got[1] + 1):
        better = population_at(line, k)
        if better is not None and better[0] is not Population.PEOPLE:
            return better[0]
    return got[0]

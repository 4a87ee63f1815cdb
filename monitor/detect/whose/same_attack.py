"""Whom an attack hit that the article told of before, whoever counts them now; and the dead whom an army revises.

"Dozens of Russian soldiers died in a strike on a barracks. According to Ukraine's military, the attack killed 400": the
attack's victims are those told of, not the teller's. "Russia's defence ministry raised the number of soldiers killed in
the strike to 89": an army that corrects a toll of soldiers corrects its own, in whosever land they fell.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import is_attacker, is_located, name_at, party_at
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Scope

_HOLDS = 3  # sentences from an attack's victims to "the attack"
_BESIDE = 3  # tokens around an attack that may name whose it was, or on what
_FEW = 500  # people of one attack
_OFFICE = 3  # tokens between an army's ministry and its land
_ANY = frozenset({"a", "an", "another", "un", "una", "une", "ein", "eine", "einem", "einen", "einer", "eines"})
_HARM = (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES)


def of_the_same_attack(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """The party of those whom "the attack" hit, by the article's last figure of an incident."""
    last = story.made[-1] if story.made and story.count - story.last_line <= _HOLDS else None
    if last is None or last.line is line or last.party is None or not _of_an_incident(last):
        return None
    if not (story.sides.topical and story.sides.armies and last.own_party) or link.measure not in _HARM:
        return None
    if "words.attack" not in line.has or "people.civilian" in line.has or "people.children" in line.has:
        return None
    if any(_places(line, j) for j in range(len(line.tokens))):
        return None
    attacks = [j for j in range(len(line.tokens)) if line.is_a(j, "words.attack") and _is_noun(line, j)]
    if len(attacks) != 1 or not _known(line, attacks[0]):
        return None
    first, last_token = min(group.start, link.start), max(group.end, link.end)
    at = attacks[0]
    does_it = at < first and is_active(line, link) and not any(line.low(j) in (";", ":", ",") for j in range(at, first))
    in_it = at >= link.start and at <= last_token + _BESIDE
    return last.party if does_it or in_it else None


def _of_an_incident(last: Statement) -> bool:
    """Whether a figure is an attack's, by its scope or by a place and a number that no war's total is told with."""
    few = last.group.number.high < _FEW and "place" in last.line.has
    return last.scope is Scope.INCIDENT or (last.scope is Scope.CUMULATIVE and few)


def _places(line: Line, j: int) -> bool:
    """Whether a name stands as the place of something: another attack than the one told of."""
    return name_at(line, j) is not None and (line.is_a(j, "place") or is_located(line, j))


def _is_noun(line: Line, j: int) -> bool:
    """ "L'attaque" where "attaque" may be a verb too."""
    return not line.is_a(j, "words.attacks") or line.is_a(j - 1, "words.article")


def _known(line: Line, at: int) -> bool:
    """Whether an attack is told of as known, and neither whose nor on what: "the attack", "удар унёс жизни"."""
    end = line.tags[at]["words.attack"].end
    if any(party_at(line, j) is not None for j in range(max(0, at - 2), end + _BESIDE)):
        return False
    return not (line.is_a(at - 1, "words.more", "numbers.one", "words.own") or line.low(at - 1) in _ANY)


def revised_by_its_army(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """Whose soldiers a total counts that a ministry of defence raises or lowers."""
    if not (story.sides.topical and story.sides.armies) or link.side != "total" or "words.revise" not in line.has:
        return None
    if "words.army_teller" not in line.has or not _of_soldiers(line, group, link):
        return None
    for j in range(len(line.tokens)):
        tag = line.at(j, "words.army_teller")
        if tag is None:
            continue
        near = (*range(j, tag.end), *range(j - 1, j - 1 - _OFFICE, -1), *range(tag.end, tag.end + _OFFICE))
        named = ((k, found) for k in near if (found := party_at(line, k)) is not None)
        own = next(((k, found) for k, found in named if story.sides.takes(found.value)), None)
        if own is not None and not is_attacker(line, own[0], own[1].end):
            return str(own[1].value)
    return None


def _of_soldiers(line: Line, group: Group, link: Link) -> bool:
    """Whether soldiers are told of with the total, and nobody whose they are."""
    if group.head is Population.MILITARY:
        return True
    return any(line.is_a(j, "words.soldier") for j in range(link.start - _BESIDE, link.end + _BESIDE))

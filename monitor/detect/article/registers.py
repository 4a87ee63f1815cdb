"""Whose people a list holds, told where it is named: "a list of Russian soldiers killed in Ukraine".

The list is named once and then only counted: "It now runs to 111,387 names. A fortnight ago there were 110,100." Where
they died is no matter, and neither is who keeps it. So with a count that somebody asks for: "How many Russian soldiers
have died is unknown."
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.belligerents.naming import is_agent, is_harmed, is_killer, is_located, party_at
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import MEASURES
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population

_KEPT = ("words.names", "words.of_dead", "words.graves", "words.files")
_ON_LIST = 5  # tokens between people and the list that they stand on
_FILES = 100  # fewer are a court's, a clinic's
_NEAR = 9  # tokens from a number back to a harm noun of its sentence
_DEPORTERS = ("russia", "ukraine")
_PHRASE = 6  # tokens between the harm and whom it befell
_NEXT = 2  # sentences from a list to its next number
_OF_LIST = 6  # tokens from a list to the harm that it is a list of
_GOES_ON = 6  # sentences that a list is counted on


@dataclass(frozen=True, slots=True)
class Roll:
    """Whom a list holds, and the sentence that said so."""

    measure: Measure
    party: str | None
    population: Population | None
    at: int
    after: int  # so many figures had been made
    listed: bool = False  # it is called a list, where others are asked for

    def goes_on(self, line: Line, group: Group, link: Link, made: Sequence[Statement], count: int) -> bool:
        """Whether a number without a party of its own is of this list: "It now runs to 111,387 names"."""
        if link.measure is not self.measure or count - self.at > _GOES_ON or group.parties or group.number.ordinal:
            return False
        if link.start < link.end and self.at != count:
            return False  # "834 martyrs", with a harm word of its own
        if self.party is None:
            return self.at == count or self.measure is Measure.MISSING
        if any(told.party != self.party for told in made[self.after :]):
            return False
        return self.at == count or all(
            tag.value == self.party for j in range(len(line.tokens)) if (tag := party_at(line, j)) is not None
        )


def roll_of(line: Line, hurt: Sequence[Harm], count: int, made: int, *, numbered: bool) -> Roll | None:
    """The list that a sentence names, or the count that it asks for; with a number of its own only a list's."""
    if "scope.list" not in line.has and (numbered or "words.how_many" not in line.has):
        return None
    for harm in hurt:
        if not harm.has("noun", "part", "fell", "toll"):
            continue
        party, population = _whom(line, harm)
        listed = _is_its_list(line, harm)
        measure = harm.measure
        armed = any(line.is_a(j, "people.military", "words.army") for j in range(harm.end + 2))
        if harm.measure is Measure.MISSING and listed and not armed:
            population = population or Population.PEOPLE  # a state's register of the missing holds civilians too
        elif population is Population.PEOPLE or (party is None and not listed):
            population = None
        if measure is Measure.CAPTURED and population is Population.CHILDREN and _of_a_state(line):
            measure = Measure.DEPORTED  # whom a state carries off, where a gang captures
        if listed or party is not None or population is not None:
            return Roll(measure, party, population, count, made, listed)
    return None


def _of_a_state(line: Line) -> bool:
    """ "Das ukrainische Register der verschleppten Kinder": of a war whose sides deport."""
    found = (here.get(cls) for here in line.tags for cls in ("party", "capital"))
    return any(tag is not None and tag.value in _DEPORTERS for tag in found)


def named_here(line: Line, group: Group, roll: Roll | None, count: int) -> Measure | None:
    """What the list that is spoken of is of: "Kyiv's register of deported children has 19,546 names"."""
    names = any(line.is_a(j, "words.names") for j in (group.number.end, group.end - 1, group.end))
    here = names and roll is not None and (roll.at == count or (roll.listed and count - roll.at <= _NEXT))
    return roll.measure if here and roll is not None else None


def named_lately(roll: Roll | None, count: int) -> Measure | None:
    """What the list is of that the sentences before have named."""
    return roll.measure if roll is not None and roll.listed and count - roll.at <= _NEXT else None


def _whom(line: Line, harm: Harm) -> tuple[str | None, Population | None]:
    """The people noun nearest to a harm word, on either side, and the party beside it."""
    before = _within(line, range(harm.start - 1, max(-1, harm.start - _PHRASE), -1), harm.start - 1)
    after = _within(line, range(harm.end, min(len(line.tokens), harm.end + _PHRASE)), -1)
    told = [got for j in (*before, *after) if (got := _people(line, j)) is not None]
    told.sort(key=lambda got: got[1] in (None, Population.PEOPLE))  # "persons", "names": soldiers tell more
    if told:
        return told[0]
    for j in (*before, *after):  # "the dead of Russia's army", "загиблих росіян"
        tag = party_at(line, j)
        if tag is not None and is_harmed(line, j, tag.end) and not is_located(line, j):
            return str(tag.value), None
    return None, None


def _is_its_list(line: Line, harm: Harm) -> bool:
    """ "The register of missing persons", "реєстр осіб, зниклих безвісти", "das Verzeichnis der Vermissten"."""
    missing = harm.measure is Measure.MISSING  # "зниклих безвісти в реєстрі – 71 000"
    after = range(harm.end, harm.end + 2) if missing else range(0)
    for j in (*range(harm.end - 1, max(-1, harm.start - 1 - _OF_LIST), -1), *after):
        if line.kind(j) == "number":
            return False  # "has 76,000 names and 74,000 missing"
        if line.is_a(j, "scope.list") and not line.is_a(j, "words.names"):
            return True
    return False


def _within(line: Line, span: range, aside: int) -> list[int]:
    """The places of a phrase: a comma ends it, save the one before a participle ("військових, загиблих у боях")."""
    out = []
    for j in span:
        if line.kind(j) != "word" and not (j == aside and line.low(j) == ","):
            break
        out.append(j)
    return out


def _people(line: Line, j: int) -> tuple[str | None, Population | None] | None:
    """The people noun at a place that is no speaker's, with the party that its adjective names."""
    got = population_at(line, j)
    if got is None or line.is_a(j, "words.names"):
        return None
    for k in (j, j - 1, got[1], j - 2):
        tag = party_at(line, k)
        counts = line.is_a(got[1], "words.contains")  # "російських військових налічує": the list does
        if tag is None or (is_agent(line, k, tag.end) and not counts) or is_killer(line, k):
            continue
        if k in (j - 1, j) or not is_located(line, k):
            return str(tag.value), got[0]
    return None, got[0]


def kept(line: Line, group: Group, told: Measure | None, *, army: bool) -> Measure | None:
    """What names, obituaries or open cases are kept of: the dead, or the missing."""
    near = (*range(group.number.end, min(group.number.end + 2, group.end)), group.end - 1, group.end)
    if of_guests(line, group):
        return None
    noun = next((j for j in near if line.is_a(j, *_KEPT)), -1)
    if noun < 0:
        people = group.head is not None and line.is_a(group.head_at or 0, "words.anyone", "people.people")
        on_it = any(line.is_a(j, "scope.list") for j in range(max(0, group.start - _ON_LIST), group.end + _ON_LIST))
        return told if people and on_it and told in (Measure.KILLED, Measure.MISSING) else None
    listed = (named_harm(line, group) if told is not Measure.DEPORTED else told) or told or _listed(line, group)
    army = army or group.head is Population.MILITARY
    if line.is_a(noun, "words.graves") and listed is None and not army:
        return None  # "vandals overturned 14 graves"
    if line.is_a(noun, "words.of_dead", "words.graves"):
        return Measure.CASUALTIES if named_harm(line, group) is Measure.CASUALTIES else Measure.KILLED
    if line.is_a(noun, "words.names"):
        return None if listed in (Measure.WOUNDED, Measure.CAPTURED) else listed
    missing = listed is Measure.MISSING or "missing.noun" in line.has
    return Measure.MISSING if missing and group.number.high >= _FILES else None


def of_guests(line: Line, group: Group) -> bool:
    """ "The register listed 238 guests", "the manifest has 62 names": who stayed or travelled, not who died."""
    return "words.guest_list" in line.has or (
        "scope.list" in line.has and any(line.is_a(j, "words.guests") for j in range(group.number.end, group.end))
    )


def names_whom(line: Line, group: Group) -> bool:
    """ "1,240 obituaries of Russian soldiers", "340 могил вагнеровцев": they are told of behind the noun."""
    first = next((j for j in range(group.number.end, group.end) if line.is_a(j, *_KEPT)), None)
    return first is not None and group.head_at is not None and group.head_at > first


def named_harm(line: Line, group: Group) -> Measure | None:
    """ "For the latter's wounded it gives 250,000": the sentence names the harm itself."""
    for j in range(group.start - 1, max(-1, group.start - _NEAR), -1):
        if line.low(j) in (",", ";", ":"):
            return None
        for name in MEASURES:
            if line.is_a(j, f"{name}.noun"):
                return Measure(name)
    return None


def _listed(line: Line, group: Group) -> Measure | None:
    """ "Families look for the missing; the Red Cross has a list of 78 names": the harm that the sentence names."""
    for j in range(group.start - 1, -1, -1):
        for name in MEASURES:
            if line.is_a(j, f"{name}.noun"):
                return Measure(name)
    return None

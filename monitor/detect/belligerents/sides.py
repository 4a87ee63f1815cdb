"""The sides of a war that an article tells of: a topic's parties, or those that the text itself shows fighting.

Weak words for whose people were harmed (a place, a subject, the article so far) count only for these. In the report of
an accident or a disaster nobody has a side, unless the text tells the tolls of several countries apart.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from monitor.detect.belligerents.land_tolls import tells_its_toll
from monitor.detect.belligerents.naming import (
    is_adversary,
    is_agent,
    is_attacker,
    is_located,
    name_at,
    of_outsider,
    party_at,
    wages,
)
from monitor.detect.nouns.event import war_of_days
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population, Topic

# Parties that field militants, not soldiers: army words in their places mean the other side (the IDF in Rafah).
NO_ARMY = frozenset({"palestinians", "hamas", "hezbollah", "islamic-jihad"})
_FIGHTING = frozenset(
    {
        "words.soldier",
        "words.irregular",
        "scope.war",
        "people.military",
        "people.civilian",
        "words.army_teller",
        "words.warfare",
    }
)
_ARMIES = frozenset({"words.both_sides", "words.enemy", "words.army_cue", "words.army_slang"})
_CALM = frozenset({"scope.disaster", "scope.crash"})
_TELLING = _FIGHTING | _ARMIES | _CALM | {"place", "party", "capital"}  # what is looked at, of all classes

_TOLL = 5  # tokens from a land to the number of its dead: "Syria has so far counted"
_TOLL_NOUN = 4  # ... and on to the word for them
_HURT = ("killed.", "wounded.", "missing.", "casualties.")
_DASH = ("–", "—", ",")
_HARMED_NOUNS = ("killed.noun", "missing.noun", "wounded.noun")
_HAS_A_TOLL = ("words.suffer", "words.tallies", "source.tallies", "source.reckons", "words.have", "words.mourns")


@dataclass(frozen=True, slots=True)
class Sides:
    """Who fights in an article, and what that says of its soldiers and places."""

    ids: frozenset[str] = frozenset()  # weak words count for these alone
    order: tuple[str, ...] = ()  # the two that fight each other come first
    groups: frozenset[str] = frozenset()  # of all parties those that are armed groups
    topical: bool = False
    war: bool = False
    guest: str | None = None  # a third army that the article is about: North Koreans who fight for Russia
    usual: str | None = None  # the one that the article names most, its places counted
    apart: bool = False  # no war, but several countries' tolls are told apart
    tolls: frozenset[str] = frozenset()  # ... by who tells them: these count where they tell or are the place
    labelled: bool = False  # ... by lines that open with them
    homes: Mapping[str, str] = field(default_factory=dict)  # an armed group -> whose it is
    peoples: frozenset[str] = frozenset()  # of all parties those that are peoples without a state
    idle: frozenset[str] = frozenset()  # without a topic: named, but nowhere in arms

    @property
    def armies(self) -> bool:
        """Whether each side has an army of its own."""
        return self.war and not self.ids & NO_ARMY and not any(p in self.groups for p in self.order[:2])

    @property
    def states(self) -> tuple[str, ...]:
        """The sides that field soldiers."""
        return tuple(p for p in self.order if p not in self.groups and p not in NO_ARMY and p not in self.peoples)

    @property
    def militants(self) -> tuple[str, ...]:
        """The sides that field militants."""
        return tuple(p for p in self.order if p in self.groups or p in NO_ARMY)

    def other(self, party: str | None) -> str | None:
        """The other one of two that fight each other."""
        if party not in self.order[:2]:
            party = self.homes.get(party or "")  # Hamas is the Palestinians', where a topic names these
        if party is None or len(self.order) < 2 or party not in self.order[:2]:
            return None
        other = self.order[1] if party == self.order[0] else self.order[0]
        if other in self.idle:
            return None  # "soldiers who spoke no French"
        if party in self.groups and other in self.groups:
            return self.states[0] if self.states else None
        return other

    def takes(self, party: str | None) -> bool:
        """Whether weak words may make someone this party's."""
        return party is not None and party in self.ids


def sides_of(
    lines: Sequence[Line], topics: Sequence[Topic], homes: Mapping[str, str], groups: Set[str], peoples: Set[str]
) -> Sides:
    """The topic's parties; without a topic the parties named, those in arms first."""
    known = tuple(p.id for t in topics for p in t.parties)
    named: Counter[str] = Counter()
    armed: Counter[str] = Counter()
    attacks: Counter[str] = Counter()
    involved: Counter[str] = Counter()
    fighting = fought = calm = 0  # a minister or police of a land tell of no war, if nobody else fights
    natural = any(_tells_of_disaster(line) for line in lines if line.sentence.title)
    stood = False  # a land is named as a place
    countries: set[str] = set()
    tellers: set[str] = set()  # ... and those that tell tolls of what may have crossed a border
    labels: set[str] = set()
    titled: set[str] = set()
    for line in lines:
        days = not known and war_of_days(line, fights=line.sentence.title)
        fighting, fought = fighting + 2 * days, fought + days
        opening = party_at(line, line.is_item())
        if opening is not None and opening.value is not None and line.low(opening.end) in (":", "–"):
            labels.add(opening.value)
        for j, here in enumerate(line.tags):
            if _TELLING.isdisjoint(here):
                continue
            armies = not _ARMIES.isdisjoint(here) and "wounded.part" not in here  # but "fighting for their lives"
            told = "words.peacetime" not in here and not _FIGHTING.isdisjoint(here)  # no pilots, nor a ship's crew
            truce = "scope.truce" in here and "words.warfare" in here  # a ceasefire ends a war, whoever strikes now
            fighting += told + 2 * armies + truce
            fought += told + armies
            calm += not _CALM.isdisjoint(here)
            tag = name_at(line, j)
            if tag is None or tag.value is None or (known and tag.value not in known):
                continue
            if line.sentence.title:
                titled.add(tag.value)
            agent = is_agent(line, j, tag.end)
            against = is_adversary(line, j)
            fighting, fought = fighting + 2 * against, fought + against  # "the 12-day war with Israel"
            if line.low(tag.end) == "-":
                continue  # "Rwandan-backed rebels"
            named[tag.value] += 1 if agent else 3
            involved[tag.value] += not of_outsider(line, j, tag.end)
            attacks[tag.value] += is_attacker(line, j, tag.end)
            at = is_located(line, j) or line.is_a(j - 1, "words.article")
            stood = stood or (at and not wages(line, j, tag.end))
            if agent or tag.value in groups or _has_soldiers(line, j, tag.end):
                armed[tag.value] += 1
                strikes = tag.value in groups or any(line.is_a(k, "words.attack") for k in (j - 1, tag.end))
                fighting += 1 + strikes
                fought += strikes or not agent
            near = not line.is_a(j, "party") and line.ends_at(j, "words.near") is not None  # "not far from Nouakchott"
            placed = is_located(line, j) and not near and _tells_a_toll(line, tag.end)
            if party_at(line, j) is None or known:
                continue
            if placed or _has_a_toll(line, tag.end):
                countries.add(tag.value)
            elif line.is_a(j, "party") and tag.value not in groups and tells_its_toll(line, j, tag.end):
                tellers.add(tag.value)
    if not known and any(involved.values()):
        named = Counter({party: count for party, count in named.items() if involved[party]})
    usual = max(named, key=lambda party: named[party]) if named else None
    if known and usual is not None and named[usual] == attacks[usual] and usual in known[:2]:
        usual = known[1] if usual == known[0] else known[0]  # an article that names the attacker alone
    if not (known or stood or usual is None or usual in groups) and len(named) == 1 and named[usual] == attacks[usual]:
        usual = None  # "Hundreds of Barro's soldiers died in US operations": whose, nobody says
    if known:
        two_armies = not any(p in NO_ARMY or p in groups for p in known[:2])
        guest = next(
            (p for p in known[2:] if two_armies and p not in groups and armed[p] and (p in titled or p == usual)), None
        )
        return Sides(
            frozenset(known),
            known,
            frozenset(groups),
            topical=True,
            war=True,
            guest=guest,
            usual=usual,
            homes=homes,
        )
    war = fighting >= 2 and fought > 0 and fighting > calm and not natural
    if not war:
        apart = len(countries) > 1
        crossed = fighting or any("scope.disaster" in line.has for line in lines)
        crashed = any("words.mishap" in line.has and "scope.disaster" not in line.has for line in lines)
        crossed = crossed and not crashed  # a bus falls in one land, whoever tells of it
        tolls = frozenset(countries | tellers) - groups if crossed else frozenset()
        ids = frozenset(named) if apart else frozenset()
        labelled = len(labels) > 1 and any("scope.disaster" in line.has for line in lines)
        return Sides(ids=ids, groups=frozenset(groups), usual=usual, apart=apart, labelled=labelled, tolls=tolls)
    order = sorted(named, key=lambda party: (armed[party] == 0, -armed[party], -named[party]))
    return Sides(
        frozenset(named),
        tuple(order),
        frozenset(groups),
        war=True,
        usual=usual,
        homes=homes,
        peoples=frozenset(peoples),
        idle=frozenset(
            p for p in order if not (armed[p] or attacks[p] or p in groups or p in peoples or p in countries)
        ),
    )


def _tells_a_toll(line: Line, end: int) -> bool:
    """Whether a land's sentence tells of the harmed: not "the cable was made in Germany", "a boy from Germany".

    "Several of the injured were flown to Bulgaria" counts nobody.
    """
    beside = any(line.kind(k) == "number" or line.is_a(k, "numbers.units") for k in range(end, end + _TOLL_NOUN))
    counted = beside or any(_is_number(line, k) for k in range(len(line.tokens)))
    return beside or (counted and any(cls.startswith(_HURT) for cls in line.has))


def _has_a_toll(line: Line, end: int) -> bool:
    """ "Mozambique mourns 120 dead, Malawi 13", "Syria has counted 5,814 dead": a land, small words, its dead."""
    verb = False
    for j in range(end, end + _TOLL):
        if line.kind(j) == "number" or line.is_a(j, "numbers.units"):
            if verb and any(line.is_a(k, *_HARMED_NOUNS) for k in range(j + 1, j + _TOLL_NOUN)):
                return True
            led = line.low(end) in _DASH and line.is_a(end + 1, "words.list_landing") and line.capital(end - 1)
            near = verb or j <= end + 1 + led  # "Индия — о 13"
            if (
                near
                and not verb
                and line.capital(end - 1)
                and any(line.is_a(k, *_HARMED_NOUNS) for k in (j + 1, j + 2))
            ):
                return True  # "le Cambodge de 13 tués"
            last = line.low(j + 1) in ("", ".", ";") and near
            return last and any(line.is_a(k, *_HARMED_NOUNS, "killed.fell") for k in range(end))
        verb = verb or line.is_a(j, *_HAS_A_TOLL)
        dash = line.low(j) in _DASH and j == end
        if (line.kind(j) != "word" and not dash) or line.is_a(j, "words.conjunction", "words.who", "party"):
            return False
    return False


def _has_soldiers(line: Line, j: int, end: int) -> bool:
    """Whether people in arms stand by the name: "Thai soldiers", "Russia's losses", "soldats thaïlandais"."""
    before = population_at(line, j - 1)
    if before is not None and before[0] is Population.MILITARY and before[1] == j:
        return True
    for k in range(end, end + 2):
        people = population_at(line, k)
        if (people is not None and people[0] is Population.MILITARY) or line.is_a(k, "casualties.noun", "words.lost"):
            return True
    return False


def _tells_of_disaster(line: Line) -> bool:
    """Whether a headline tells of a disaster and of no fighting: "Quake toll passes 3,000, junta says"."""
    fought = not line.has.isdisjoint(("words.attack", "words.soldier", "scope.war"))
    return not fought and "scope.disaster" in line.has


def _is_number(line: Line, k: int) -> bool:
    return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective")

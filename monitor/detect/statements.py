"""Linked numbers to statements: each number's roles filled from its words, its sentence and the article so far."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.detect.attribution import Attribution, Speakers
from monitor.detect.claims import Claims
from monitor.detect.dates import DatePhrase
from monitor.detect.groups import Group
from monitor.detect.harms import Harm
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.detect.links import Link
from monitor.detect.numbers import Number
from monitor.detect.scope import of_disease
from monitor.detect.speaker import speaker_of
from monitor.detect.tables import Columns, is_row, label
from monitor.detect.victims import BOTH, Cast, attacker_of, enemy_near, named_in, party_of, population_of
from monitor.model import Measure, Population, Qualifier, Scope, Status, Topic

# Parties that field militants, not soldiers: army words in their places mean the other side (the IDF in Rafah).
_NO_ARMY = frozenset({"palestinians", "hamas", "hezbollah", "islamic-jihad"})
_INCIDENT_MOST = 5_000  # people; larger numbers are totals unless the text says otherwise (PEERS: plausibility)


@dataclass(slots=True)
class Statement:
    """One number with all its roles, still in tokens of its line."""

    line: Line
    group: Group
    link: Link
    measure: Measure
    party: str | None
    population: Population
    qualifier: Qualifier
    sources: tuple[str, ...]
    as_of: str | None
    scope: Scope
    status: Status
    rule: str
    first: int
    last: int
    title: bool
    span: str | None = None
    per: str | None = None
    place: str | None = None
    elsewhere: str | None = None
    corrects: tuple[int, int] | None = None
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    own_source: bool = False
    own_party: bool = False
    own_scope: bool = False
    own_date: bool = False


@dataclass(slots=True)
class Reader:
    """Reads lines in order; holds the article's state and the statements made so far."""

    lex: Lexicon
    topics: tuple[Topic, ...]
    published: dt.date | None
    claims: Claims
    cast: Cast = field(default_factory=Cast)
    made: list[Statement] = field(default_factory=list)
    doubts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    speakers: Speakers | None = None
    disaster: bool = False
    sick: bool = False  # the headline tells of a disease
    exchange: bool = False  # the headline tells of prisoners or bodies that come home
    war: bool = False  # a war, in an article of no topic
    civilians: bool = False  # headline or opening speak of civilians
    army: bool = False  # headline or opening speak of soldiers or losses
    incident: bool = False
    by_source: dict[str, str] = field(default_factory=dict)  # whose people a speaker last counted
    peaceful: bool = False  # the article speaks of civilians more than of soldiers
    heading: str | None = None  # the party that the last heading or question named
    heading_at: int = -9
    usual: str | None = None  # the topic's party that the article names most
    main_party: str | None = None  # whose people the first figure counts
    heard: Measure | None = None
    columns: Columns | None = None  # of the table that is being read
    told_of: Population | None = None  # the people that the last sentence before a table spoke of
    in_list: bool = False  # the sentence before was a label and its number
    _heard_at: int = -9
    _here: list[Statement] = field(default_factory=list)
    _by_group: dict[int, Statement] = field(default_factory=dict)
    _last_line: int = -9
    _count: int = 0

    @property
    def since(self) -> str | None:
        """The first day of the first topic that has one."""
        return next((t.since.isoformat() for t in self.topics if t.since), None)

    def begin(self, line: Line, said: list[Attribution], phrases: list[DatePhrase], speakers: Speakers) -> None:
        """A new sentence: note what kind of event the article tells of."""
        tags = line.tags
        self.claims.begin(line, said, phrases, speakers)
        self.speakers = speakers
        self._count += 1
        self._by_group = {}
        early = self._count <= 4
        if early and any("scope.war" in here for here in line.tags):
            self.war = True
        if line.sentence.title and any("words.release" in here for here in line.tags):
            self.exchange = True
        if line.sentence.title and of_disease(line):
            self.sick = True
        if not is_row(line):
            self.columns = None
            told = [got[0] for j in range(len(line.tokens)) if (got := population_at(line, j)) is not None]
            self.told_of = next((p for p in told if p is not Population.PEOPLE), None)
        mentions = [
            tag.value
            for j, here in enumerate(tags)
            for cls in ("party", "capital")
            if (tag := here.get(cls)) is not None and line.low(tag.end) != "-" and j < len(tags)
        ]
        self.cast.mention = mentions[0] if mentions else self.cast.mention
        if early and any(
            cls in here for here in tags for cls in ("people.military", "casualties.noun", "casualties.toll")
        ):
            self.army = True
        if early and self._civil(line):
            self.civilians = True
        if early and any("scope.disaster" in here for here in tags):
            self.disaster = True
        if line.sentence.title or self._count <= 2:
            self.incident = self.incident or any("scope.incident" in here for here in tags)

    @property
    def stated_here(self) -> bool:
        """Whether the current sentence made a figure."""
        return bool(self._by_group)

    def carry(self, line: Line) -> Measure | None:
        """The measure that a number without one may take: the last figure's, if that is near."""
        if self.heard is not None and self._count - self._heard_at <= 2 and self._heard_at >= self._last_line:
            return self.heard
        if not self.made or self._count - self._last_line > 3:
            return None
        recent = [s.measure for s in self.made[-4:] if s.line.sentence.paragraph >= line.sentence.paragraph - 1]
        if Measure.KILLED in recent and self.made[-1].measure is Measure.WOUNDED:
            return Measure.KILLED  # "274 were killed. 700 lay wounded. The army concedes under a hundred"
        return self.made[-1].measure

    def hear(self, line: Line, hurt: Sequence[Harm]) -> None:
        """Note a harm word in a sentence without a figure: the next bare number may be of it."""
        named = [h for h in hurt if h.has("noun", "toll", "part") or (line.sentence.title and h.has("fell"))]
        if named:
            self.heard, self._heard_at = named[-1].measure, self._count

    def whole(self) -> Measure | None:
        """The measure of the number that a part may be of: the last figure's, if it is near."""
        return self.made[-1].measure if self.made and self._count - self._last_line <= 2 else None

    def knows(self, number: Number) -> bool:
        """Whether a figure of this article has these bounds: a bare mention of it is a recall, not a figure."""
        return any((s.group.number.low, s.group.number.high) == (number.low, number.high) for s in self.made)

    def state(
        self,
        line: Line,
        k: int,
        group: Group,
        link: Link,
        said: list[Attribution],
        phrases: list[DatePhrase],
        found: list[Group],
    ) -> None:
        """Fill the roles of one linked number and keep it."""
        kin = self._by_group.get(link.kin) if link.kin is not None else None
        last = self.made[-1] if self.made else None
        near = last if last is not None and self._count - self._last_line <= 3 else None
        elder = kin or (near if link.kin is None and link.start == link.end else None)
        speaker, _ = speaker_of(line, group, link, said, self.speakers, False)
        party, party_at, own_party = self._party(line, group, link, kin, speaker)
        cover = self.claims.covers(line, group, link, phrases, said)
        alone = not own_party and all(s.line is not line for s in self.made)
        twin = self._twin(group, link) if group.number.high >= 100 and alone else None
        party = twin.party if twin is not None else party
        population = self._population(line, group, link, party, cover.scope, kin)
        if twin is not None and (group.head is None or line.is_a(group.head_at or 0, "words.anyone")):
            population = twin.population
        told = self.claims.read(line, group, link, said, phrases, cover, population, party, kin, elder, self.made)
        first, last_token = self._extent(line, group, link, found)
        marks = [("number", group.number.core, group.number.end)]
        if link.start < link.end:
            marks.append(("measure", link.start, link.end))
        if party_at is not None:
            marks.append(("party", party_at, party_at + 1))
        if told.speaker is not None and told.own_source:
            marks.append(("source", told.speaker.start, told.speaker.end))
        if told.phrase is not None:
            marks.append(("as_of", told.phrase.start, told.phrase.end))
        statement = Statement(
            line=line, group=group, link=link, measure=link.measure, party=party, population=population,
            qualifier=group.number.qualifier, sources=told.sources, as_of=told.as_of, scope=told.scope,
            status=told.status, rule=link.rule, first=first, last=last_token, title=line.sentence.title, span=told.span,
            per=told.per, marks=marks, own_source=told.own_source, own_party=own_party, own_scope=told.own_scope,
            own_date=told.phrase is not None, place=told.place, elsewhere=told.elsewhere,
        )  # fmt: skip
        if link.rule == "number denied":
            statement.status = Status.DISPUTED
        self._by_group[k] = statement
        if party is not None and told.sources:
            self.by_source[told.sources[0]] = party
        if self.main_party is None and party is not None and not link.part:
            self.main_party = party
        self.made.append(statement)
        self._last_line = self._count

    def end(self, line: Line, said: list[Attribution], phrases: list[DatePhrase]) -> None:
        """The sentence is read: note when its speaker spoke and whether it disputes what came before."""
        known = {p.id for t in self.topics for p in t.parties}
        asked = len(line.tokens) <= 9 and line.low(len(line.tokens) - 1) not in (".", "!", ";") and not self.stated_here
        if asked and not line.sentence.title:
            told = {
                tag.value for here in line.tags for c in ("party", "capital") if (tag := here.get(c)) is not None
            } & known
            if len(told) == 1:
                self.heading, self.heading_at = next(iter(told)), self._count  # "And about Russia's?", "WEST BANK"
        if (named := named_in(line, known)) is not None:
            if line.sentence.title:
                self.cast.title_party = named
            self.cast.place, self.cast.place_at = named, self._count
            self.cast.place_paragraph = line.sentence.paragraph
        here = [s for s in self._by_group.values() if line.low(s.group.start - 1) == ":"]
        self.in_list = bool(here)
        self.claims.end(line, said, phrases, stated=self.stated_here)

    def _same_flow(self, line: Line) -> bool:
        return bool(self.made) and self.made[-1].line.sentence.paragraph == line.sentence.paragraph

    # -- roles ----------------------------------------------------------------------------------------------------

    def _party(
        self, line: Line, group: Group, link: Link, kin: Statement | None, speaker: Attribution | None
    ) -> tuple[str | None, int | None, bool]:
        known = {p.id for t in self.topics for p in t.parties}
        places = bool(known) and kin is None and link.measure not in (Measure.CAPTURED, Measure.DEPORTED)
        soldiers = group.head is Population.MILITARY or link.measure is Measure.CASUALTIES
        if soldiers and not known & _NO_ARMY:
            places = False  # where soldiers die says little of whose they are
        taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)  # the takers stand nearer than the taken
        party, at, firm = party_of(line, self.lex, group, link, set() if link.part or taken else known, places)
        if party == BOTH:
            return None, None, True
        if party is None and link.rule == "table cell":
            party = label(line)[1]
        before = next((s for s in reversed(self.made) if s.line is line and s.group.start < group.start), None)
        if party is not None and not firm and before is not None and before.party is not None and at is not None:
            between = range(before.group.end, group.start)
            listed = len(between) <= 5 and not any(line.is_a(j, "party", "place", "capital") for j in between)
            if at < before.group.start or (before.own_party and listed):
                party = before.party
        if party is not None:
            party = party if firm else self._army(party, line, group, known)
            self.cast.party = party
            return party, at, firm
        if kin is not None:
            return kin.party, None, kin.own_party
        near = self.made[-1] if self.made and self._count - self._last_line <= 3 else None
        if any(line.is_a(j, "words.admit") for j in range(group.start)) and self.cast.mention in known:
            return self.cast.mention, None, False
        home = self.lex.tables.get("home")
        if home in known and enemy_near(line, link, group):
            return next((p.id for t in self.topics for p in t.parties if p.id != home), None), None, True
        if link.rule == "people lost" and (owner := self._loser(line, link)) is not None:
            return owner, None, False
        if known and (other := self._other_side(line, group, link)) is not None:
            return other, None, False
        if known and speaker is not None and speaker.names and not (near is not None and near.line is line):
            told = self.by_source.get(speaker.names[0])
            newer = self.cast.place_at > self._last_line and self.cast.place_paragraph == line.sentence.paragraph
            if told is not None and not newer:
                return told, None, False
        if not known:
            recent = near is not None and self._count - self._last_line <= 2
            if near is not None and recent and near.party is not None:
                return near.party, None, False
            soldiers = group.head is Population.MILITARY and group.demonym is False
            return (self.cast.title_party or self.usual if soldiers or self.war else None), None, False
        if link.side == "total" and group.number.high >= 1000 and near is not None and near.line is not line:
            if self.main_party is not None and self.cast.place_at < self._count:
                return self.main_party, None, False  # a large total without a name is the article's own count
        taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)
        if self.heading is not None and self.heading_at > self._last_line:
            return self.heading, None, False
        if near is not None and near.line is not line and near.party not in known:
            near = None  # another war's dead were named for comparison; the article's own come back
        if near is not None and (
            link.part or taken or self.cast.place_at <= self._last_line or self._last_line == self._count
        ):
            party = near.party
        elif self.cast.place is not None and self._count - self.cast.place_at <= 3:
            party = self.cast.place
        elif near is not None:
            party = near.party
        else:
            party = self.main_party or self.cast.title_party or self.cast.place or self.usual
            if party is None and home in known:
                party = str(home)
        return self._army(party, line, group, known), None, False

    def _loser(self, line: Line, link: Link) -> str | None:
        """ "Kyiv said in February that they had lost 45,000 troops": the pronoun is the party told of before."""
        j = link.start - 1
        while j > 0 and line.is_a(j, "words.auxiliary", "words.adverb"):
            j -= 1
        if not line.is_a(j, "words.it", "words.pronoun"):
            return None
        named = [tag.value for k in range(j) for cls in ("party", "capital") if (tag := line.at(k, cls)) is not None]
        return named[0] if named else self.cast.mention

    def _twin(self, group: Group, link: Link) -> Statement | None:
        """The figure that this number repeats: the same bounds and measure in the same article."""
        bounds = (group.number.low, group.number.high)
        return next(
            (s for s in self.made if s.measure is link.measure and (s.group.number.low, s.group.number.high) == bounds),
            None,
        )

    def _other_side(self, line: Line, group: Group, link: Link) -> str | None:
        """ "A Russian strike killed 12 soldiers": the victims of one side's attack, nobody else named, are the other's."""
        if link.measure in (Measure.CAPTURED, Measure.DEPORTED):
            span = range(link.start, link.end + 4)
            if link.side == "right":
                span = range(link.start - 1, max(-1, link.start - 9), -1)  # "Russia had deported 20,000 children"
            attacker = next((tag.value for j in span for c in ("party", "capital") if (tag := line.at(j, c))), None)
            sides = [p.id for t in self.topics for p in t.parties][:2]
            return None if attacker not in sides or len(sides) < 2 else sides[attacker == sides[0]]
        if link.start == link.end or link.side not in ("right", "left"):
            return None
        attacker = attacker_of(line, min(link.start, group.start))
        sides = [p.id for t in self.topics for p in t.parties][:2]
        if attacker not in sides or len(sides) < 2:
            return None
        return sides[1] if attacker == sides[0] else sides[0]

    def _army(self, party: str | None, line: Line, group: Group, known: set[str]) -> str | None:
        """Soldiers told of in a place without an army of its own are the other side's: "four soldiers fell in Rafah"."""
        span = range(max(0, group.start - 9), group.end + 3) if group.head_at is None else (group.head_at,)
        if any(line.is_a(j, "words.irregular") for j in span) and party not in self.lex.groups:
            militants = [p.id for t in self.topics for p in t.parties if p.id in _NO_ARMY]
            if not self.topics:
                return None  # whose militants a text does not say
            return militants[0] if militants and party not in _NO_ARMY else party
        if party in _NO_ARMY and any(line.is_a(j, "words.soldier") for j in span):
            return next((p.id for t in self.topics for p in t.parties if p.id not in _NO_ARMY), party)
        return party

    def _population(
        self, line: Line, group: Group, link: Link, party: str | None, scope: Scope | None, kin: Statement | None
    ) -> Population:
        shown = population_of(line, self.lex, group, link)
        if link.rule == "table cell":
            named = label(line)[0]
            return named or (self.columns.population if self.columns else None) or Population.PEOPLE
        loose = group.head is None or line.is_a(group.head_at or 0, "words.anyone")
        if shown is not None and shown is not Population.PEOPLE:
            return shown
        if any(
            line.is_a(j, "words.mixed") for j in range(max(0, group.start - 8), min(group.end + 20, len(line.tokens)))
        ):
            return Population.PEOPLE
        men = group.head_at is not None and line.is_a(group.head_at, "words.men")
        if link.rule == "people lost" and party is not None and (men or group.head is None or group.demonym):
            return Population.MILITARY
        if shown is not None and line.is_a(group.head_at or 0, "words.member") and party in self.lex.groups:
            return Population.MILITARY
        if shown is not None and (not loose or link.rule == "labelled list"):
            return shown
        if group.bare and any(line.is_a(j, "words.together") for j in range(group.end, group.end + 3)):
            return Population.PEOPLE
        armies = self.topics and all(p.id not in _NO_ARMY for t in self.topics for p in t.parties)
        beside = next((s for s in reversed(self.made) if s.line is line), None)
        if link.rule == "told to be among the harmed" and group.head is None and beside is not None:
            return beside.population  # "Two children were among the dead and 15 among the injured"
        if any(line.is_a(j, "words.hostage") for j in range(link.start, max(link.end, group.end))):
            return Population.PEOPLE
        soldiers = any("people.military" in here for here in line.tags)
        named = any("people.civilian" in here for here in line.tags[: group.start])
        if kin is None and group.head is None and not soldiers and named and scope is not Scope.INCIDENT:
            return Population.CIVILIAN
        elder = kin or self._whole_before(line)
        if not self.topics and kin is None and elder is not None and elder.line is not line:
            if elder.population is Population.MILITARY and (
                group.head is not None or elder.scope is not Scope.CUMULATIVE
            ):
                elder = None  # "One soldier died. 212 others were hurt": in a text of no war the others are people
        if elder is not None and (kin is not None or elder.party == party) and loose and not group.demonym:
            people = group.head_at is not None and not line.is_a(group.head_at, "words.others")
            told = people and elder.population is Population.MILITARY and (self.incident or scope is Scope.INCIDENT)
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
        if armies and party is None and group.head is None and not self._civil(line) and not self.civilians:
            if group.number.high >= (1000 if link.measure is Measure.CASUALTIES else 20_000):
                return Population.MILITARY  # both armies together
        theirs = party in {p.id for t in self.topics for p in t.parties}
        if link.measure is Measure.CASUALTIES and theirs and party not in _NO_ARMY:
            if not (self._small(line, group) and group.head is not None):
                return Population.MILITARY
        if party in self.lex.groups and (loose or line.is_a(group.head_at or 0, "words.member")):
            return Population.MILITARY
        if armies and line.is_a(link.start, "killed.toll") and group.number.high >= 1000 and party is not None:
            if link.start < link.end and not self._civil(line) and not self._small(line, group):
                return Population.MILITARY
        if armies and group.head is None and link.measure is Measure.CAPTURED:
            return Population.MILITARY
        at_war = armies and scope is not Scope.INCIDENT and not self._small(line, group)
        if at_war and group.demonym and group.number.high >= 1000 and not self._civil(line):
            return Population.MILITARY
        if at_war and (self.army or link.rule == "people lost" or link.measure is Measure.CASUALTIES):
            return Population.MILITARY
        if at_war and self.peaceful and not self.army and group.number.high < 50_000:
            return Population.PEOPLE
        if at_war and party is not None and group.head is None and group.number.high >= 1000 and not self._civil(line):
            peaceful = self.civilians and (group.number.high < 20_000 or not self.army)
            return Population.PEOPLE if peaceful else Population.MILITARY
        return Population.PEOPLE

    @staticmethod
    def _civil(line: Line) -> bool:
        """Whether the sentence speaks of civilians or homes rather than of armies."""
        return any("people.civilian" in here or "people.children" in here for here in line.tags)

    def _whole_before(self, line: Line) -> Statement | None:
        """The last figure of this paragraph (or the sentence before) that is no part of another."""
        for statement in reversed(self.made):
            paragraph = statement.line.sentence.paragraph
            if paragraph != line.sentence.paragraph and self._count - self._last_line > 2:
                return None
            if not statement.link.part or statement.line is not line:
                return statement
        return None

    def _small(self, line: Line, group: Group) -> bool:
        """Whether this is a strike's toll rather than an army's: few people, and an attack in the sentence or title."""
        if group.number.high >= _INCIDENT_MOST:
            return False
        near = any("scope.incident" in here for here in line.tags)
        return group.number.high < 1000 and (near or self.incident)

    @staticmethod
    def _extent(line: Line, group: Group, link: Link, found: list[Group]) -> tuple[int, int]:
        """The shortest stretch that holds the number and its measure."""
        first, last = group.start, max(group.number.end, group.end)
        if link.start < link.end:
            first, last = min(first, link.start), max(last, link.end)
        elif link.kin is not None:
            other = found[link.kin]
            first, last = min(first, other.start), max(last, other.end)
        return first, last

    # -- the article's figures ------------------------------------------------------------------------------------

    def _told_as_deaths(self, lost: Statement) -> bool:
        """ "Lost 45,000 troops" is no figure of its own where the text calls the same number dead."""
        if lost.rule != "people lost" or lost.measure is not Measure.CASUALTIES:
            return False
        bounds = (lost.group.number.low, lost.group.number.high)
        return any(
            s.measure is Measure.KILLED
            and (s.group.number.low, s.group.number.high) == bounds
            and (s.party == lost.party or not lost.own_party)
            for s in self.made
        )

    def _sums(self) -> None:
        """ "695 victims, 144 of them killed" are casualties: a part of what the text calls the hurt is dead."""
        for statement in self.made:
            whole = self._whole_of(statement)
            if whole is not None and whole.measure is Measure.WOUNDED and statement.measure is Measure.KILLED:
                whole.measure = Measure.CASUALTIES

    def _whole_of(self, part: Statement) -> Statement | None:
        """The statement of the same sentence that a part with a harm word of its own belongs to."""
        if not part.link.part or part.link.kin is None or part.link.start == part.link.end:
            return None
        before = [s for s in self.made if s.line is part.line and s.group.start < part.group.start and not s.link.part]
        return before[-1] if before else None

    def finish(self) -> list[Statement]:
        """One statement per distinct figure: the fullest mention decides, the body before the headline."""
        self._sums()
        self.made = [s for s in self.made if not self._told_as_deaths(s)]
        kept: list[Statement] = []
        for statement in sorted(self.made, key=lambda s: s.title):
            twin = next((k for k in kept if _same(k, statement)), None)
            if twin is None:
                kept.append(statement)
            else:
                _merge(twin, statement)
        self.claims.finish(kept)
        return sorted(kept, key=lambda s: s.line.tokens[s.first].start)


def _same(a: Statement, b: Statement) -> bool:
    """Whether two mentions are one figure: the same number of the same people, by the same or an unnamed source."""
    number, other = a.group.number, b.group.number
    if (a.measure, number.low, number.high) != (b.measure, other.low, other.high):
        return False
    loose = b.title or not b.own_party or not a.own_party
    if a.party != b.party and not (loose and (a.party is None or b.party is None or b.title)):
        return False
    if a.population != b.population and not (b.title or Population.PEOPLE in (a.population, b.population)):
        return False
    return (
        not a.sources or not b.sources or bool(set(a.sources) & set(b.sources)) or not b.own_source or not a.own_source
    )


def _merge(kept: Statement, other: Statement) -> None:
    if kept.qualifier is Qualifier.EXACT:
        kept.qualifier = other.qualifier
    if not kept.sources:
        kept.sources = other.sources
    if kept.party is None and not kept.own_party:
        kept.party = other.party
    if kept.population is Population.PEOPLE:
        kept.population = other.population
    if other.status is Status.DISPUTED and other.own_source:
        kept.status = Status.DISPUTED
    if other.own_scope and not kept.own_scope:
        kept.scope, kept.span, kept.per = other.scope, other.span, other.per
    if other.own_date and not kept.own_date and not other.title:
        kept.as_of = other.as_of

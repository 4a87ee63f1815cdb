"""What an article has said so far: the kind of event, the party in focus, the figures made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from monitor.detect.article.abroad import Stage
from monitor.detect.article.accused import Accused
from monitor.detect.article.camps import camp
from monitor.detect.article.foreign_legion import Legion
from monitor.detect.article.listed_parts import Parts
from monitor.detect.article.losers import heads_losses, struck_by
from monitor.detect.article.offices import note_lands
from monitor.detect.article.registers import Roll
from monitor.detect.article.settings import set_in
from monitor.detect.article.strongholds import Struck
from monitor.detect.article.theatre import Theatre
from monitor.detect.article.title_army import army_in
from monitor.detect.belligerents.naming import party_at
from monitor.detect.belligerents.owners import losses_of
from monitor.detect.belligerents.sides import Sides
from monitor.detect.belligerents.soldiery import kind_announced, soldiers_told, speaks_of_civilians
from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.linking.rows import Heading
from monitor.detect.linking.tables import Columns, is_row
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import of_disease
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import PEOPLE, Line, population_at
from monitor.model import Measure, Population, SourceKind, Topic

_FAR = 6  # sentences after which a number goes on with nothing told before
_INCIDENT_MOST = 5_000  # people; larger numbers are totals unless the text says otherwise
_TROOPS = 100  # fewer are a patrol
_SENDER = 4  # tokens within which a sentence names who sends soldiers
_NAMES = ("party", "capital", "place")
_STEM = 4  # letters of a name that no case changes


@dataclass(slots=True)
class Story:
    """The state of one article between its sentences."""

    lex: Lexicon
    topics: tuple[Topic, ...]
    sides: Sides = field(default_factory=Sides)
    accused: Accused = field(default_factory=Accused)
    held: Struck = field(default_factory=Struck)  # where soldiers were hit
    legion: Legion = field(default_factory=Legion)  # foreigners whom an army recruits
    title_party: str | None = None
    title_by_place: bool = False
    title_army: str | None = None  # whose soldiers the headline tells of
    party: str | None = None  # of the last figure that named one
    place: str | None = None  # party of the last place named
    by_place: bool = False  # it was told where, not who
    place_at: int = -9  # the sentence that named it
    place_paragraph: int = -9
    mention: str | None = None  # the last party mentioned in any role
    earlier: str | None = None  # ... before this sentence
    before: Line | None = None  # that sentence
    armed: str | None = None  # the last armed group mentioned
    teller: str | None = None  # the party of the last speaker that has one
    made: list[Statement] = field(default_factory=list)
    disaster: bool = False
    sick: bool = False  # the headline tells of a disease
    exchange: bool = False  # the headline tells of prisoners or bodies that come home
    pit: bool = False  # it tells of a mine: "mineurs" are no minors
    war: bool = False  # a war, in an article of no topic
    of_people: bool = False  # it has counted or told of people harmed: what a bare number may go on with
    young: bool = False  # it has spoken of children
    civilians: bool = False  # headline or opening speak of civilians
    army: bool = False  # headline or opening speak of soldiers or losses
    incident: bool = False
    civil: dict[str, str] = field(default_factory=dict)  # a ministry of health, a mayor -> whose people it counts
    lands: dict[str, str] = field(default_factory=dict)  # a speaker -> the land told of with his office
    by_source: dict[str, str] = field(default_factory=dict)  # whose people a speaker last counted
    peaceful: bool = False  # the article speaks of civilians more than of soldiers
    heading: str | None = None  # the party that the last heading or question named
    heading_at: int = -9
    losers: str | None = None  # whose losses a sentence without a figure announced
    losers_at: int = -9
    struck: str | None = None  # the other side of the attacker that a sentence last told of
    struck_at: int = -9
    main_party: str | None = None  # whose people the first figure counts
    heard: Measure | None = None
    roll: Roll | None = None  # the list that the article counts on
    stage: Stage = field(default_factory=Stage)  # the land of the present story, where a page has several
    theatre: Theatre = field(default_factory=Theatre)  # which of a war's fronts it tells of
    listing: Heading = field(default_factory=Heading)  # the list that is being read
    parts: Parts = field(default_factory=Parts)  # the list of parts or of civilians that is being read
    columns: Columns | None = None  # of the table that is being read
    told_of: Population | None = None  # the people that the last sentence before a table spoke of
    in_list: bool = False  # the sentence before was a label and its number
    heard_at: int = -9
    heard_kind: Population | None = None  # ... and the one kind of people of whom it told
    asked_at: int = -9  # the sentence that asked how many
    listed_at: int = -9  # the sentence that told of a list
    mustered: tuple[str, int] | None = None  # whose soldiers were counted unharmed, and in which sentence
    strayed: bool = False  # the last number told counted something else
    of_things: bool = False  # ... and no people: drones, houses
    by_group: dict[int, Statement] = field(default_factory=dict)
    last_line: int = -9
    count: int = 0
    allegiance: Mapping[str, str] = field(default_factory=dict)  # a pack's official source -> its party
    counted_by: dict[str, str] = field(default_factory=dict)  # a pack's source -> whose people it counts
    people_of: dict[str, Population] = field(default_factory=dict)  # ... and which of them

    def __post_init__(self) -> None:
        self.allegiance = _allegiances(self.topics)
        self.people_of = {s.id: s.people for topic in self.topics for s in topic.sources if s.people is not None}
        self.counted_by = {s.id: s.counts for topic in self.topics for s in topic.sources if s.counts is not None}

    @property
    def home(self) -> str | None:
        """The side whose people a text in this language tells of where it says no more."""
        home = self.lex.tables.get("home")
        return str(home) if self.sides.takes(home) else None

    def enemy(self, line: Line, speaker: Attribution | None, *, lost: bool) -> str | None:
        """Whom "the enemy" means: the other side than the speaker's, or than the language's own; `lost`: his losses."""
        teller = self.side_of(line, speaker) if speaker is not None else None
        land = self.sides.order[0] if lost and self.sides.topical and self.sides.armies else None  # the land invaded
        return self.sides.other(teller or self.teller or self.home or land)

    def speaks_for(self, line: Line, speaker: Attribution | None) -> str | None:
        """The party of whoever states a number, or of who spoke last."""
        return self.side_of(line, speaker) if speaker is not None else None

    def ours(self, line: Line, speaker: Attribution | None) -> str | None:
        """Whose "we" is: of whoever speaks, of a source named in the sentence, of who spoke last."""
        side = self.speaks_for(line, speaker)
        for j in range(len(line.tokens)):
            tag = line.at(j, "named_source")
            side = side or (self.allegiance.get(tag.value.id) if tag is not None else None)
        if speaker is not None and self.teller in self.sides.groups:
            return side  # "The militants owned up. "We have nine dead," a nurse said."
        return side or self.teller

    def side_of(self, line: Line, speaker: Attribution) -> str | None:
        """The party that a speaker speaks for, by the pack or by the words of its office."""
        for name in speaker.names[:1]:
            if name in self.allegiance:
                return self.allegiance[name]
        for j in range(max(0, speaker.start - 1), min(speaker.end + 3, len(line.tokens))):
            tag = party_at(line, j)
            if tag is not None and line.low(tag.end) == "-":
                continue  # "the Russian-installed mayor" speaks for the town
            if tag is not None and self.sides.takes(tag.value) and _stem(line.low(j)) in " ".join(speaker.names):
                return str(tag.value)  # "по данным ливанского правительства": it is named "ливанское правительство"
        if self.sides.takes(speaker.party):
            return speaker.party
        return self._of_the_state(line, speaker)

    def _of_the_state(self, line: Line, speaker: Attribution) -> str | None:
        """ "The army has named 913 fallen", where it fights militants: the army is the state's."""
        states = self.sides.states
        one = self.sides.topical or len(states) == 1
        if not (self.sides.war and self.sides.militants and states and one):
            return None
        armed = ("words.army", "words.army_teller", "people.military")
        army = any(line.is_a(j, *armed) for j in range(speaker.start, speaker.end))
        return states[0] if army else None

    def begin(self, line: Line, said: Sequence[Attribution]) -> None:
        """A new sentence: note what kind of event the article tells of."""
        tags = line.tags
        self.count += 1
        self.by_group = {}
        if (land := self.stage.read(line)) is not None and self.sides.takes(land):
            self.heading, self.heading_at = land, self.count  # "• Ukraine."
        self.held.begin(line, self.count)
        self.legion.begin(line, self.sides, self.count)
        note_lands(line, said, self.lands)
        sided = [side for found in said if (side := self.side_of(line, found)) is not None]
        for found in said:
            counts = any(line.is_a(j, "words.civil_teller") for j in range(found.start, found.end))
            if counts and found.names and (side := self.side_of(line, found)) is not None:
                self.civil[found.names[0]] = side
        self.teller = sided[0] if sided else camp(line, self.lex, self.sides) or self.teller
        opening = line.at(line.is_a(0, "words.article"), "party")
        if opening is not None and opening.value is not None and line.low(opening.end) == ":":
            self.heading, self.heading_at = opening.value, self.count  # "NORTH KOREA: about 600 were killed"
        self.title_army = army_in(line) if line.sentence.title else self.title_army
        early = self.count <= 4
        if early and "scope.war" in line.has:
            self.war = True
        self.exchange = self.exchange or (line.sentence.title and "words.release" in line.has)
        self.listed_at = self.count if "scope.list" in line.has else self.listed_at
        self.young = self.young or "people.children" in line.has
        self.pit = self.pit or "words.pit" in line.has
        if line.sentence.title and of_disease(line):
            self.sick = True
        if not is_row(line):
            self.columns = None
            told = (got[0] for j in range(len(line.tokens)) if (got := population_at(line, j)) is not None)
            named = not line.has.isdisjoint(PEOPLE)
            self.told_of = next((p for p in told if p is not Population.PEOPLE), None) if named else None
        mentions = [
            tag.value
            for j, here in enumerate(() if line.has.isdisjoint(_NAMES) else tags)
            for cls in _NAMES[:2]
            if (tag := here.get(cls)) is not None and line.low(tag.end) != "-" and j < len(tags)
        ]
        self.earlier = self.mention
        self.mention = mentions[0] if mentions else self.mention
        self.armed = next((m for m in reversed(mentions) if m in self.sides.groups), self.armed)
        if early and (not line.has.isdisjoint(("casualties.noun", "casualties.toll")) or soldiers_told(line)):
            self.army = True
        if early and speaks_of_civilians(line):
            self.civilians = True
        if early and "scope.disaster" in line.has:
            self.disaster = True
        if line.sentence.title or self.count <= 2:
            self.incident = self.incident or "scope.incident" in line.has

    @property
    def stated_here(self) -> bool:
        """Whether the current sentence made a figure."""
        return bool(self.by_group)

    def carry(self, line: Line) -> Measure | None:
        """The measure that a number without one may take: the last figure's, if that is near and people's."""
        near = self.count - self.heard_at <= 2 and self.heard_at >= self.last_line
        if self.of_people and self.heard is not None and near:
            return self.heard
        if not (self.made and self.of_people) or self.count - self.last_line > _FAR:
            return None
        recent = [s.measure for s in self.made[-4:] if s.line.sentence.block >= line.sentence.block - 1]
        if Measure.KILLED in recent and self.made[-1].measure is Measure.WOUNDED:
            return Measure.KILLED  # "274 were killed. 700 lay wounded. The army concedes under a hundred"
        last = [s.measure for s in self.made[-4:] if s.line is self.made[-1].line]
        several = len(set(recent)) > 2 and last[-1] is not Measure.MISSING
        if recent[:1] == [Measure.KILLED] and (several or len(set(last)) > 1):
            return Measure.KILLED  # "383 were killed. Another 308 were wounded, 125 kidnapped. In Sudan it was 60"
        dead = self.made[-1] if last == [Measure.CASUALTIES, Measure.KILLED] else None
        if dead is not None and dead.link.part and dead.link.rule == "part of the number before":
            return Measure.CASUALTIES  # "1.2m casualties, 325,000 of them fatal. Last year alone cost it 415,000"
        if last[0] is Measure.KILLED:
            return Measure.KILLED  # "lists 62,000 dead and 58,000 missing. The minister had spoken of 41,000"
        return self.made[-1].measure

    def hear(self, line: Line, hurt: Sequence[Harm]) -> None:
        """Note a harm word in a sentence without a figure: the next bare number may be of it."""
        how_many = "words.how_many" in line.has  # "Сколько погибло украинцев, неизвестно"
        asked = how_many and any(token.low == "?" for token in line.tokens[-3:])
        forms = ("noun", "toll", "part", "lost", "fell", "verb") if asked else ("noun", "toll", "part")
        heads = heads_losses(line) is not None  # "Russia has lost:"
        named = [h for h in hurt if h.has(*forms) or ((line.sentence.title or how_many) and h.has("fell"))]
        named = named or [h for h in hurt if heads and h.has("lost")]
        self.asked_at = self.count if asked and named else self.asked_at
        told = named[-1] if named else None
        denied = told is not None and any(
            line.is_a(j, "words.negation") for j in (told.start - 2, told.start - 1, told.end)
        )  # "no deaths", "погибших нет"
        denied = denied or (
            not how_many and line.is_a(0, "words.negation", "words.no_one")
        )  # "None of the 44 hostages died"
        if told is not None and not denied:
            self.heard, self.heard_at, self.heard_kind = told.measure, self.count, kind_announced(line)

    def whole(self) -> Measure | None:
        """The measure of the number that a part may be of: the last figure's, if it is near."""
        return self.made[-1].measure if self.made and self.of_people and self.count - self.last_line <= 2 else None

    def knows(self, number: Number) -> bool:
        """Whether a figure of this article has these bounds: a bare mention of it is a recall, not a figure."""
        return any((s.group.number.low, s.group.number.high) == (number.low, number.high) for s in self.made)

    def twin(self, group: Group, link: Link) -> Statement | None:
        """The figure that this number repeats: the same bounds and measure in the same article."""
        bounds = (group.number.low, group.number.high)
        return next(
            (s for s in self.made if s.measure is link.measure and (s.group.number.low, s.group.number.high) == bounds),
            None,
        )

    def whole_before(self, line: Line, group: Group | None = None) -> Statement | None:
        """The last figure of this paragraph (or the sentence before) that is no part of another.

        A greater number after a part goes on with the whole: "214 civilians died, nine of them boys. Another 916 ...".
        """
        for statement in reversed(self.made):
            paragraph = statement.line.sentence.block
            if paragraph != line.sentence.block and self.count - self.last_line > 2:
                return None
            if not statement.link.part or statement.line is not line:
                boys = statement.link.part and statement.population is Population.CHILDREN
                boys = boys and paragraph == line.sentence.block
                greater = group is not None and group.number.low > statement.group.number.high and not group.of_them
                return self._whole_of(statement) if boys and greater else statement
        return None

    def _whole_of(self, part: Statement) -> Statement:
        """The number that a part was told of, in its own sentence."""
        return next((s for s in reversed(self.made) if s.line is part.line and not s.link.part), part)

    def muster(self, line: Line, groups: Sequence[Group], links: Sequence[Link | None]) -> None:
        """Remember soldiers who are counted unharmed, and whose: "North Korea sent some 15,000 troops to Kursk"."""
        self.accused.read(line, groups, links, self.count)
        for group, link in zip(groups, links, strict=True):
            if link is not None or group.head is not Population.MILITARY or group.number.high < _TROOPS:
                continue
            opens = (tag for j in range(_SENDER) if (tag := line.at(j, "party")) is not None)
            party = group.parties[-1][0] if group.parties else next((str(tag.value) for tag in opens), None)
            self.mustered = (party, self.count) if party is not None else self.mustered

    def of_troops(self, group: Group) -> str | None:
        """Whose soldiers "600 of them" are, where the sentence before counted them and no figure came since."""
        if self.mustered is None or not group.of_them or self.count - self.mustered[1] > 2:
            return None
        return self.mustered[0] if self.last_line < self.mustered[1] or not self.made else None

    def is_strike(self, line: Line, group: Group) -> bool:
        """Whether this is a strike's toll rather than an army's: few people, and an attack in the sentence or title."""
        if group.number.high >= _INCIDENT_MOST:
            return False
        near = "scope.incident" in line.has
        return group.number.high < 1000 and (near or self.incident)

    def end(self, line: Line) -> None:
        """The sentence is read: note the party that it put at the head of what follows."""
        self.before = line
        asked = (
            len(line.tokens) <= 9
            and not line.sentence.entry
            and line.low(len(line.tokens) - 1) not in (".", "!", ";")
            and not self.stated_here
            and "source.says" not in line.has  # "What does Israel say?"
        )
        if asked and not line.sentence.title:
            told = {
                tag.value for here in line.tags for c in ("party", "capital") if (tag := here.get(c)) is not None
            } & self.sides.ids
            if len(told) == 1:
                self.heading, self.heading_at = next(iter(told)), self.count  # "And about Russia's?", "WEST BANK"
        if not self.stated_here and (theirs := self._losers_told(line)) is not None:
            self.losers, self.losers_at = theirs, self.count  # "Втрати противника на ранок."
            if line.low(len(line.tokens) - 1) == ":":
                self.heading, self.heading_at = theirs, self.count
        aside = self.theatre.read(line, self.sides, self.count)
        if (theirs := self.sides.other(struck_by(line))) is not None:
            self.struck, self.struck_at = (
                self.theatre.front(theirs, self.sides),
                self.count,
            )  # "Ukraine's forces struck a plant in Kirov."
        named = set_in(line, self.sides)
        placed = self.by_place and self.count - self.place_at <= 3
        if named is not None and not aside and (named[1] or not placed or line.sentence.title):
            if line.sentence.title:
                self.title_party, self.title_by_place = named
            (self.place, self.by_place), self.place_at = named, self.count
            self.place_paragraph = line.sentence.block
        self.in_list = any(line.low(s.group.start - 1) == ":" for s in self.by_group.values())

    def _losers_told(self, line: Line) -> str | None:
        """Whose losses a sentence without a figure speaks of: "Ukraine's losses weigh more", "Втрати противника"."""
        if (heads := heads_losses(line)) is not None:
            party, enemy = heads
            party = self.enemy(line, None, lost=True) if enemy else party
            return party if self.sides.takes(party) else None
        if line.has.isdisjoint(("casualties.noun", "killed.toll")):
            return None
        if "words.enemy" in line.has and "casualties.noun" in line.has:
            return self.enemy(line, None, lost=True)
        if (owner := losses_of(line)) is None:
            return None
        party, owned = owner
        if party is None and owned and line.low(len(line.tokens) - 1) == "?" and self.made:
            party = self.sides.other(self.made[-1].party)  # "А власні втрати?"
        return party if self.sides.takes(party) else None


def _stem(word: str) -> str:
    """A name without the ending of its case."""
    return word[: max(_STEM, len(word) - 3)]


@cache
def _allegiances(topics: tuple[Topic, ...]) -> Mapping[str, str]:
    """Which official source speaks for which party: "Ukrainian president" is a name of Zelensky's."""
    found: dict[str, str] = {}
    for topic in topics:
        for source in topic.sources:
            if source.kind is not SourceKind.OFFICIAL:
                continue
            text = " ".join((source.id, source.name, *source.words)).casefold()
            sides = [
                party.id
                for party in topic.parties
                if any(word.rstrip("*").casefold() in text for word in (party.name, *party.words) if len(word) > 4)
            ]
            if len(sides) == 1:
                found[source.id] = sides[0]
    return found

"""Linked numbers to statements: each number's roles filled from its words, its sentence and the article so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.detect.article.story import Story
from monitor.detect.as_of.tellers_past import without_tellers_past
from monitor.detect.belligerents.killers import did_it_to
from monitor.detect.claim.claims import Claims
from monitor.detect.claim.first_day import give_first_day, know_first_day
from monitor.detect.claim.other_ages import of_another_age
from monitor.detect.claim.war_cause import give_cause
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.how_many.numbers import Number
from monitor.detect.how_many.qualifiers import late_qualifier
from monitor.detect.merging import merged
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.people.populations import population_told
from monitor.detect.reading.line import Line
from monitor.detect.scopes.summands import parts_of_sums
from monitor.detect.sources.speaker import speaker_of
from monitor.detect.sources.speakers import Speakers
from monitor.detect.unharmed.recalled import Recalls
from monitor.detect.whose.each_side import told_of_each
from monitor.detect.whose.parties import party_told
from monitor.model import Measure, Population, Qualifier, Scope, Status

_DATES = 16  # phrases of a sentence that may date one of its numbers
_BOTH = 3  # numbers of a sentence that tells a sum and its two sides


@dataclass(slots=True)
class Reader:
    """Reads lines in order: tells the story and the claims of each, and states its numbers."""

    story: Story
    claims: Claims
    speakers: Speakers
    recalls: Recalls = field(default_factory=Recalls)

    def begin(self, line: Line, said: list[Attribution], phrases: list[DatePhrase]) -> None:
        """A new sentence."""
        self.claims.begin(line, said, phrases, self.speakers)
        self.story.begin(line, said)

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
        story = self.story
        kin = story.by_group.get(link.kin) if link.kin is not None else None
        last = story.made[-1] if story.made else None
        near = last if last is not None and story.count - story.last_line <= 3 else None
        elder = kin or (near if link.kin is None and link.start == link.end else None)
        speaker, own = speaker_of(line, group, link, said, self.speakers)
        if not own and line.sentence.paragraph == self.speakers.paragraph and not self.speakers.beside:
            speaker = self.speakers.last
        group.parties = [named for named in group.parties if not did_it_to(line, group, link, named[1])]
        party, party_at, own_party = party_told(story, line, group, link, kin, speaker)
        phrases = without_tellers_past(line, group, _nearest(phrases, group), said)
        cover = self.claims.covers(line, group, link, phrases, said)
        alone = not own_party and all(s.line is not line for s in story.made)
        twin = story.twin(group, link) if group.number.high >= 100 and alone else None
        if twin is not None and twin.title and party_at is not None and not twin.own_party:
            twin.party = party  # the body says whose the headline's dead are
        party = twin.party if twin is not None else party
        population = population_told(story, line, group, link, party, cover.scope, kin, speaker)
        if twin is not None and (group.head is None or line.is_a(group.head_at or 0, "words.anyone")):
            population = twin.population
        told = self.claims.read(line, group, link, said, phrases, cover, population, party, kin, elder, story.made)
        first_day = self.claims.event.since or self.claims.calendar.today
        topical = self.claims.event.topical and party is not None and not own_party
        if topical and of_another_age(line, first_day, told.as_of, told.phrase):
            party = party_at = None
            population = group.head or Population.PEOPLE
        first, last_token = _extent(line, group, link, found)
        marks = [("number", group.number.core, group.number.end)]
        if link.start < link.end:
            marks.append(("measure", link.start, link.end))
        if party_at is not None:
            marks.append(("party", party_at, party_at + 1))
        if told.speaker is not None and told.own_source:
            marks.append(("source", told.speaker.start, told.speaker.end))
        if told.phrase is not None and told.phrase in phrases:  # not one of the sentence before
            marks.append(("as_of", told.phrase.start, told.phrase.end))
        statement = Statement(
            line=line, group=group, link=link, measure=link.measure, party=party, population=population,
            qualifier=_qualifier(line, group), sources=told.sources, as_of=told.as_of, scope=told.scope,
            status=told.status, rule=link.rule, first=first, last=last_token, title=line.sentence.title, span=told.span,
            per=told.per, marks=marks, own_source=told.own_source, own_party=own_party, own_scope=told.own_scope,
            own_date=told.phrase is not None, place=told.place, elsewhere=told.elsewhere,
            date_of_saying=told.date_of_saying,
        )  # fmt: skip
        if link.rule == "number denied":
            statement.status = Status.DISPUTED
        story.by_group[k] = statement
        if party is not None and told.sources and told.own_source:
            story.by_source.update(dict.fromkeys(told.sources, party))
        if story.main_party is None and party is not None and not link.part and link.measure is not Measure.CAPTURED:
            story.main_party = party
        story.made.append(statement)
        story.last_line = story.count

    def end(self, line: Line, said: list[Attribution], phrases: list[DatePhrase]) -> None:
        """The sentence is read: note when its speaker spoke and whether it disputes what came before."""
        self.story.end(line)
        if self.story.stated_here:
            here = [s for s in self.story.made if s.line is line]
            _of_both(here, topical=self.story.sides.topical)
            _shared(here, self.story)
        self.claims.end(line, said, phrases, stated=self.story.stated_here)

    def finish(self, told: Sequence[tuple[Line, Sequence[Number]]]) -> list[Statement]:
        """The article's figures, in the order of its text; `told` are its sentences with their numbers."""
        give_first_day(self.story.made, self.claims.event.since, self.claims.event.since_harmed)
        know_first_day(self.story.made, self.claims.event, self.claims.calendar)
        give_cause(self.story.made, self.story.sides, self.claims.calendar, self.claims.event.since_harmed)
        event = self.claims.event
        for one in self.story.made if event.since is not None else ():
            total = one.scope is Scope.CUMULATIVE and one.party != event.since_harmed
            if total and one.as_of == event.since:
                one.as_of = self.claims.calendar.today  # "la guerra lanzada por Rusia el pasado 24 de febrero"
        parts_of_sums(self.story.made)
        kept = merged(told_of_each(self.story.made, self.story.sides))
        self.claims.finish(kept, told)
        return sorted(kept, key=lambda s: s.line.tokens[s.first].start)


def _nearest(phrases: list[DatePhrase], group: Group) -> list[DatePhrase]:
    """The dates nearest to a number, in their order: a list of sixty years has each number's beside it."""
    if len(phrases) <= _DATES:
        return phrases
    near = sorted(phrases, key=lambda phrase: abs(phrase.start - group.start))[:_DATES]
    return sorted(near, key=lambda phrase: phrase.start)


def _of_both(here: Sequence[Statement], *, topical: bool) -> None:
    """ "The fighting killed 33 people, 20 Thais and 13 Cambodians": the sum of two sides is neither's."""
    whole = here[0] if len(here) >= _BOTH else None
    if whole is None or whole.party is None or whole.group.parties or (topical and whole.own_party):
        return
    named = [s for s in here[1:] if any(m[0] == "party" and m[1] >= whole.group.end for m in s.marks)]
    parts = [s for s in named if s.party is not None and s.measure is whole.measure]
    total, most = sum(s.group.number.low for s in parts), whole.group.number
    fits = most.qualifier is Qualifier.VAGUE or 2 * most.low <= 3 * total <= 4 * most.high
    if len({s.party for s in parts}) > 1 and fits and all(s.group.number.high < most.high for s in parts):
        whole.party = None


def _shared(here: Sequence[Statement], story: Story) -> None:
    """ "4,271 were injured (4,249 Palestinian and 22 Israeli)": two sides make up the whole, which is neither's."""
    for k, whole in story.by_group.items():
        parts = [s for s in here if s.link.kin == k and s.link.part and s is not whole]
        total = sum(s.group.number.low for s in parts)
        if len({s.party for s in parts if s.party is not None}) > 1 and total == whole.group.number.low:
            whole.party = None


def _qualifier(line: Line, group: Group) -> Qualifier:
    """The qualifier of the number itself, else of the words after the people that it counts."""
    if group.number.qualifier is not Qualifier.EXACT:
        return group.number.qualifier
    adjective = line.at(group.end, "party")  # "300 soldats russes environ"
    return late_qualifier(line, adjective.end if adjective is not None else group.end) or Qualifier.EXACT


def _extent(line: Line, group: Group, link: Link, found: list[Group]) -> tuple[int, int]:
    """The shortest stretch that holds the number and its measure."""
    first, last = group.start, max(group.number.end, group.end)
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
    elif link.kin is not None:
        other = found[link.kin]
        first, last = min(first, other.start), max(last, other.end)
    return first, last

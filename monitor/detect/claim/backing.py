"""Who stands behind a number that names nobody: the speaker of the headline, or of the sentence that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line
from monitor.detect.sources.heralds import speaks_of_it, unsure
from monitor.detect.sources.mention import Mention
from monitor.model import Qualifier, Status

if TYPE_CHECKING:
    from monitor.detect.as_of.calendar import Calendar
    from monitor.detect.nouns.statement import Statement

_QUESTIONS = 2  # paragraphs ending in a question that make an interview
_FRONT = 4  # tokens among which a sentence about a count names it
_NEXT = 3  # characters from the end of a sentence to the next one
_LEADS = 2  # tokens before a speaker who opens his sentence
_HARM = ("killed.", "wounded.", "missing.", "captured.", "casualties.")
_EVENTS = ("scope.incident", "scope.disaster", "words.attack")
_SAID_ON = ("on", "plain")
_LOOK = 12  # earlier figures among which a speaker's own is sought
_VOICES = 4  # speakers remembered: one is alone, or is not


@dataclass(slots=True)
class Headline:
    """The speaker of a headline, and whether the body lets him speak, and others too."""

    speaker: Attribution | None = None
    confirmed: bool = False
    others: bool = False
    own: bool = False  # "Governor's evening statement": all of it is his, whoever else is quoted there

    def read(self, line: Line, said: Sequence[Attribution], named: Sequence[Mention]) -> None:
        """A sentence: the headline itself, or one of the body."""
        if line.sentence.title:
            self.speaker = next((a for a in said if a.side == "before" and not a.denies), None)
            cue = self.speaker.cue if self.speaker is not None else -1
            verb = cue < 0 or line.is_a(cue, "source.says", "source.reckons")
            self.own = (
                not verb
                and line.is_a(cue, "source.account", "source.issued")
                and all(t.kind != "number" for t in line.tokens)
            )
        elif self.speaker is not None:
            known = set(self.speaker.names)
            person = any(m.person and " " in m.names[0] and known & set(m.names) for m in named if m.names)
            self.confirmed = self.confirmed or person or any(known & set(a.names) for a in said)
            self.others = self.others or any(a.names and not known & set(a.names) for a in said)

    def settle(self, kept: Sequence["Statement"]) -> None:
        """A bulletin has the speaker of its headline for all that nobody else says; a place before a colon is none."""
        if self.speaker is None:
            return
        for statement in kept:
            if self.speaker.perhaps and not self.confirmed and statement.sources == self.speaker.names:
                statement.sources, statement.own_source = (), False
                continue
            listed = statement.line.is_item()  # a list under a headline, whoever speaks elsewhere
            alone = self.own or not self.others
            if not self.speaker.perhaps and (listed or alone) and not statement.own_source:
                statement.sources = statement.sources or self.speaker.names


@dataclass(slots=True)
class Voices:
    """Who speaks in the body of an article, and the first and last sentence where he does."""

    names: list[tuple[str, ...]] = field(default_factory=list)  # of each speaker, told apart by any name they share
    first: int = 0
    last: int = 0

    def read(self, line: Line, said: Sequence[Attribution]) -> None:
        """A sentence of the body."""
        for found in said:
            if not found.names or line.sentence.title:
                continue
            self.first, self.last = (self.first if self.names else line.sentence.start), line.sentence.start
            if not any(set(known) & set(found.names) for known in self.names[:_VOICES]):
                self.names.append(found.names)

    def settle(self, kept: Sequence["Statement"]) -> None:
        """An article that has one voice, and comes back to it, has it for what stands in between."""
        if len(self.names) != 1:
            return
        for statement in kept:
            inside = self.first < statement.line.sentence.start < self.last
            if inside and not statement.sources and not statement.own_source and statement.elsewhere is None:
                statement.sources = self.names[0]


@dataclass(slots=True)
class Interview:
    """Who answers where paragraphs end in questions: "Iryna Koval, a surgeon, ... How many come? Thirty a day."."""

    person: tuple[str, ...] = ()  # the first person named before the first question
    asked: list[int] = field(default_factory=list)  # the paragraphs that end in a question
    spoke: set[tuple[int, str]] = field(default_factory=set)  # in which paragraph others speak

    def read(self, line: Line, said: Sequence[Attribution], named: Sequence[Mention]) -> None:
        """A sentence of the body."""
        paragraph = line.sentence.paragraph
        if line.sentence.title:
            return
        if self.asked and self.asked[-1] == paragraph:
            self.asked.pop()  # a question in the midst of an answer
        if not self.person and not self.asked:
            known = (m for m in named if m.names and (m.person_office or (m.person and " " in m.names[0])))
            self.person = next((m.names for m in known), ())
        self.spoke.update((paragraph, name) for a in said for name in a.names)
        if line.low(len(line.tokens) - 1) == "?":
            self.asked.append(paragraph)

    def settle(self, kept: Sequence["Statement"]) -> None:
        """What an answer tells on nobody else's word is the person's."""
        if len(self.asked) < _QUESTIONS or not self.person:
            return
        for statement in kept:
            paragraph = statement.line.sentence.paragraph
            answers = self.asked[0] < paragraph and paragraph not in self.asked and not statement.own_source
            if answers and not any((paragraph, name) in self.spoke for name in statement.sources):
                statement.sources = self.person


def told_before(
    line: Line,
    said: Sequence[Attribution],
    made: Sequence["Statement"],
    phrases: Sequence[DatePhrase],
    calendar: "Calendar",
    *,
    first: bool,
    numbered: bool,
) -> bool:
    """Give sentences without a speaker the one who follows: "Об этом сообщила полиция", or a lede and who told it.

    `first` says that nobody has spoken before, `numbered` that the sentence holds numbers of its own.
    """
    if line.sentence.title or (not numbered and unsure(line)):
        return False
    speaker, given = _whose(line, said), False
    leads = min(speaker.start, speaker.cue) <= _LEADS  # "According to the police, 12 died": of its own sentence
    ends = speaker.side == "after" and not leads  # "Nine are missing, said the mayor": of numbers of his own
    first = first and _of_an_office(line, speaker) and (ends if numbered else _of_the_event(line, speaker))
    of_it = speaks_of_it(line)
    of_it = of_it or (line.low(0) == "lo" and speaker.cue == 1)  # "Lo informó la Policía"
    accounts = any(line.is_a(j, "source.by_account", "source.according") for j in range(_FRONT))
    if not of_it and not numbered and not accounts:  # "In the morning, by the police's account, a bus was hit"
        noun = (j for j in range(_FRONT) if line.is_a(j, "source.account") or not line.is_a(j, "source.says"))
        of_it = any(line.is_a(j, "source.account", "status.claim") for j in noun)  # "The figures came from the UN"
    behind = min(speaker.start, speaker.cue) - 1
    behind -= line.is_a(behind, "words.article") and line.kind(behind) == "word"
    trails = line.low(behind) == ","  # "They were all farmers, said Musa"
    for statement in reversed(made):
        if statement.line is line:
            continue
        gap = line.sentence.paragraph - statement.line.sentence.paragraph
        spoken = statement.line.sentence.quoted  # "We lost 31. Nobody slept," said an elder
        spoken = spoken and (line.sentence.quoted or (trails and gap == 0))
        free = spoken or (of_it and speaker.party is None and _only_spoke(statement, made))
        if (statement.sources and not free) or statement.own_source or statement.title or gap > of_it:
            break
        if numbered and not (of_it or spoken) and line.sentence.start - statement.line.sentence.end > _NEXT:
            break  # "12 died. Shops burned. A mine killed five, the police said": the lede is nobody's
        if (of_it or first or spoken) and statement.status is not Status.DISPUTED:
            statement.sources, given = speaker.names, True
            day = next((p.value for p in phrases if len(p.value) == 10 and p.role in _SAID_ON), None)
            today = calendar.today
            late = day is not None and today is not None and day[:4] == today[:4] and day <= today
            if of_it and late and not statement.own_date and statement.as_of == today:
                statement.as_of = day  # "Про це повідомило 7 жовтня міністерство"
    return given


def _whose(line: Line, said: Sequence[Attribution]) -> Attribution:
    """ "Fourteen are dead. The fire service reported 30 missing," said the mayor: whose all that is quoted is."""
    last = said[-1]
    return last if line.sentence.quoted and last.side == "after" and last.names else said[0]


def _only_spoke(statement: "Statement", made: Sequence["Statement"]) -> bool:
    """ "The UN warned of famine. Nine died of hunger. This was reported by the ministry.": the first told no number."""
    names = set(statement.sources)
    return not any(s.own_source and names.intersection(s.sources) for s in made[-_LOOK:])


def _of_an_office(line: Line, speaker: Attribution) -> bool:
    """Whether a speaker may know of a toll: no neighbour who heard a loud bang."""
    return any(line.is_a(j, "source.office", "named_source") for j in range(speaker.start, speaker.end))


def _of_the_event(line: Line, speaker: Attribution) -> bool:
    """ "The military said the house came down after a blast": of what happened, by whoever tells no more than that.

    "Fourteen people were killed. The foreign minister said talks would resume", "Israel admits a mistake", "Their
    president condemned the attack and promised more aid": of something else.
    """
    happened = any(cls.startswith(_HARM) or cls in _EVENTS for cls in line.has)
    happened = happened or (speaker.side == "after" and "words.it" in line.has)  # "Nobody was ready for it, said ..."
    cue = speaker.cue
    it = line.low(cue - 2) == "l" or (line.is_a(cue + 1, "words.it") and line.low(cue + 2) in (".", ",", ";"))
    happened = happened or it  # "Le ministère l'a confirmé"
    return happened and speaker.party is None and "source.accuses" not in line.has


def rounds(statement: "Statement", kept: Sequence["Statement"]) -> bool:
    """Whether a headline's number only rounds one of the body ("pass 3,000" for 3,145): then nobody states it."""
    number = statement.group.number
    if number.qualifier is Qualifier.VAGUE:
        return True
    if number.low < 100 and number.qualifier is Qualifier.EXACT:
        return False
    exact = [k.group.number.low for k in kept if k.measure is statement.measure and not k.title]
    return any(n != number.low and abs(n - number.low) <= number.low // 4 for n in exact)

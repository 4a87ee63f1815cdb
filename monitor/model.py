"""The nouns: frozen values that walk one way, from a fetched page to a delivered alert. No behaviour, no I/O.

Dates that a text gives are ISO 8601 strings that keep its precision: `2025`, `2025-02`, `2025-02-04`, and in a fast
disaster `2023-02-06T09:15`. Numbers of people are whole numbers, never floats. Times at which *we* saw or did something
are aware `datetime`s in UTC. Offsets count characters of `Article.full_text`.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Population(StrEnum):
    """Who was harmed; `PEOPLE` is anyone else, a mixture, or not stated."""

    MILITARY = "military"
    CIVILIAN = "civilian"
    CHILDREN = "children"
    PEOPLE = "people"


class Measure(StrEnum):
    """What happened to them; `CASUALTIES` is a sum that includes the dead."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DEPORTED = "deported"
    CASUALTIES = "casualties"


class Qualifier(StrEnum):
    """The word on the number, which widens it to an interval (`monitor.diff.interval`)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    NEARLY = "nearly"
    RANGE = "range"
    VAGUE = "vague"


class Scope(StrEnum):
    """What the number covers; only `CUMULATIVE` figures form running totals."""

    CUMULATIVE = "cumulative"
    PERIOD = "period"
    INCIDENT = "incident"
    RATE = "rate"


class Status(StrEnum):
    """Whether the text itself stands by the number."""

    ASSERTED = "asserted"
    DISPUTED = "disputed"
    HYPOTHETICAL = "hypothetical"


class EventKind(StrEnum):
    """The verdict on a figure; HISTORY's rules in `monitor.diff.verdict` give exactly one each."""

    NEW = "new"
    UPDATE = "update"
    REPEAT = "repeat"
    BACKFILL = "backfill"
    CONFLICT = "conflict"
    CORRECTION = "correction"


class SourceKind(StrEnum):
    """How a source comes to its number; a `COUNT` (confirmed names) is a floor whatever its words."""

    OFFICIAL = "official"
    ESTIMATE = "estimate"
    CLAIM = "claim"
    COUNT = "count"


class Span(NamedTuple):
    """A half-open stretch of `Article.full_text`, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a topic, under its pack's id; `words` are literal names and adjective forms in any language.

    A `*` at the end of a word stands for any ending ("ukrain*", "генеральн* штаб*"); docs/topics.md has the rules.
    """

    id: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who states numbers, under its pack's id; people and offices that speak for one another share one `Source`."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    kind: SourceKind = SourceKind.CLAIM
    counts: str | None = None  # the party whose people it counts where it names none; None: no one party's
    people: Population | None = None  # which of them it counts where it does not say; None: the text tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A war or disaster that is followed (a topic pack)."""

    id: str
    title: str
    about: tuple[str, ...] = ()  # an article belongs when it names one of these; empty: every article belongs
    since: dt.date | None = None  # figures dated earlier are not the topic's; None: no such bound
    since_harmed: str | None = None  # the party whose people that day harmed, where a text does not say
    since_counts: tuple[tuple[Measure, int, int], ...] = ()  # how many, by the lowest and the highest count told
    same_time: dt.timedelta = dt.timedelta(days=31)  # dates no further apart count as the same time
    parties: tuple[Party, ...] = ()  # empty: one event without sides (an earthquake)
    sources: tuple[Source, ...] = ()

    def __hash__(self) -> int:
        """By its id alone: each figure looks up what is kept for its topic, and a pack holds hundreds of words."""
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document as a server sent it, with what the archive knows of it; hints of an index or feed fill the rest."""

    url: str | None = None  # None: a file without an address
    body: bytes
    content_type: str = "text/html"
    captured: dt.datetime | None = None  # when it was fetched; None: a plain file without a capture time
    outlet: str | None = None  # hints from the index, the watch or the feed; None: read it from the page
    title: str | None = None
    published: str | None = None
    lang: str | None = None
    topic: str | None = None  # the one topic that it is given to; None: those that it names
    anew: bool = False  # True: an address that is written anew each day (a tracker): every version is its own article
    name: str = ""  # how to name it to a person: a path inside the archive, "x.warc.gz record 7", a line number


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page's journalism: headline, paragraphs (one per line) and who published it when."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO date or date-time in UTC; None: undated
    lang: str | None = None  # ISO 639-1; None: to be guessed
    topic: str | None = None  # a topic id it was given to; None: those that it names
    name: str = ""  # the page's `name`

    @property
    def full_text(self) -> str:
        """Headline, blank line, text: what all offsets count in, and what is stored."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text that decided a role ("number", "measure", "party", "source", "as_of", ...)."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of people who were harmed, as one source states it in one article (corpus/SCHEMA.md)."""

    party: str | None  # None: nobody's in particular, or both sides together
    population: Population
    measure: Measure
    low: int
    high: int
    qualifier: Qualifier
    sources: tuple[str, ...] = ()  # a pack's source id first where it knows one, then the names in the text; lower case
    as_of: str | None = None  # None: neither text nor article gives a date
    scope: Scope
    status: Status
    quote: str  # verbatim from the article's full text
    start: int
    end: int
    sentence: str
    rule: str  # the named rule that found it
    place: str | None = None  # an incident's
    span: str | None = None  # a period's: "1d", "1mo", "2014/2022"
    per: str | None = None  # a rate's unit: "day"
    elsewhere: str | None = None  # the other war or disaster that it belongs to; None: the article's own
    corrects: tuple[int, int] | None = None  # bounds that the text itself says were wrong and this replaces
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Input that could not be used, or a number left alone for a reason; kept, counted and told, never lost."""

    stage: str  # "archive", "clean", "detect", ...
    subject: str  # what: a file, a record, a line, a number's words
    reason: str  # why, and how to mend it where someone can
    readings: tuple[str, ...] = ()  # the readings between which the text does not decide
    quiet: bool = False  # True: a detail of reading (an ambiguous number), no fault of the input


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What the detector read in one article."""

    figures: tuple[Figure, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """The part of an article that an event carries."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure as the history holds it: one series' number at one date, however many articles carried it."""

    id: str
    topic: str | None  # None: of another war, party or time than the topics'
    party: str | None
    population: Population
    measure: Measure
    scope: Scope
    place: str | None = None
    span: str | None = None
    per: str | None = None
    source: str | None = None  # the pack's id, else the first name; None: nobody was named
    kind: SourceKind = SourceKind.CLAIM
    low: int
    high: int
    qualifier: Qualifier
    as_of: str | None = None
    status: Status = Status.ASSERTED
    contested: bool = False  # True: no non-decreasing curve passes through it and the rest of the quantity
    accepted: bool = True  # False: conflicts within its own series, withdrawn or rejected: never the latest value
    withdrawn: bool = False  # True: a correction or an editor took it back, so that no recount accepts it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A verdict on one figure of one article; the contract's EVENT."""

    id: str
    event: EventKind
    topic: str | None
    party: str | None
    population: Population
    measure: Measure
    scope: Scope
    place: str | None = None
    span: str | None = None
    per: str | None = None
    low: int
    high: int
    qualifier: Qualifier
    source: str | None
    as_of: str | None
    status: Status
    contested: bool
    article: ArticleRef
    quote: str
    sentence: str = ""  # that the quote stands in; the alert shows it
    previous: Claim | None = None  # the series' accepted value until then; None: its first
    against: tuple[Claim, ...] = ()  # the figures in conflict with it
    why: str  # one sentence for people


class Quantity(NamedTuple):
    """What a number counts, whoever says it; claims of one quantity can agree or contradict."""

    topic: str | None
    party: str | None
    population: Population
    measure: Measure
    scope: Scope
    place: str | None = None  # an incident's
    day: str | None = None  # an incident's; None for every other scope
    span: str | None = None  # a period's length
    per: str | None = None  # a rate's unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of one figure: its claim (new or known), its event, and what the claim replaces."""

    figure: Figure | None  # None: a figure of the article's last version that is gone
    claim: Claim | None  # the claim to add; None: the figure is a sighting of a known one, or belongs to no topic
    known: str | None = None  # the id of the known claim that it repeats
    event: Event | None = None  # None: stored without an event (no topic, vague, hypothetical)
    unaccepted: tuple[str, ...] = ()  # ids of claims that are no longer accepted because of it
    accepted: tuple[str, ...] = ()  # ids of claims that are accepted again because of it
    withdrawn: tuple[str, ...] = ()  # ids of claims that it takes back for good: no recount accepts them again
    witnesses: int = 1  # independent texts that state its claim, this one counted
    corroborates: bool = False  # True: the second independent text for the latest number of a series


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one page changes, committed in one transaction or not at all."""

    article: Article
    seen_at: str | None  # the page's own time, ISO: its capture, else its publication
    verdicts: tuple[Verdict, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    alerts: tuple["Alert", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """An `[[alert]]` table: what a channel hears of, and when. An empty filter lets everything through."""

    name: str
    url: str = field(repr=False)  # an apprise URL: a secret
    hears: tuple[str, ...] = ("news",)  # "news" (desks), "faults" of the watching itself (ops)
    events: tuple[EventKind, ...] = (EventKind.NEW, EventKind.UPDATE, EventKind.CONFLICT, EventKind.CORRECTION)
    topics: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    populations: tuple[Population, ...] = ()
    measures: tuple[Measure, ...] = ()
    sources: tuple[str, ...] = ()
    scope: tuple[Scope, ...] = ()
    grade: tuple[str, ...] = ()  # "single", "corroborated", "contested", "withdrawn"
    min: int = 0  # least upper bound of a number that is worth a message
    change: int = 0  # least difference from what was known, in people
    percent: int = 0  # the same in per cent
    wait: dt.timedelta = dt.timedelta(seconds=30)  # for further figures of one story, to be one message
    followup: dt.timedelta = dt.timedelta(minutes=5)  # after a message, until the next one about the same story
    digest: str = "none"  # "hour", "day": told at most so often; "none": when a story's window closes
    digest_at: str = "08:00"  # a day's, local time
    quiet: tuple[str, ...] = ()  # "22:00-07:00", local time: what comes then is one message afterwards
    urgent: tuple[EventKind, ...] = ()  # kinds that neither quiet hours nor a digest hold back
    timezone: str = "UTC"  # of `quiet` and `digest_at`
    page: str | None = None  # where the desk's page is, for links; None: `[serve]` has no `address`


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a message before a service's markup is set; `text` is neutral plain text."""

    role: str  # a `monitor.alerts.layout.Part`: how it is set
    text: str
    address: str | None = None  # an article's link; None: it has none that is safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An alert in words, ready for any channel; already neutralised (no chat markup, control or bidi characters)."""

    id: str
    title: str
    text: str  # plain text
    markdown: str
    events: tuple[str, ...]  # ids, which also end both bodies
    lines: tuple[Line, ...] = ()  # what both bodies are made of; empty: a message of an older version


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one channel is to hear of one event; with others of its story it becomes one message."""

    id: str
    channel: str  # the AlertRule's name
    message: Message  # of this event alone
    kind: str = "news"  # an `EventKind`, or "fault"
    story: tuple[str, ...] = ()  # who shares one of these within the window is told in the same message

"""What an article tells of, by its opening, and what one number covers: a total, a span, one incident or a rate."""

from dataclasses import dataclass

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line
from monitor.model import Measure, Scope

MOST = 5_000  # people in one incident; larger numbers are totals unless the text says otherwise (PEERS: plausibility)
_OPENING = 5  # sentences within which an article tells what it is about
_FLARES = ("scope.war", "scope.unrest", "words.warfare")  # what breaks out beside diseases
_BLOWS = ("words.attack", "words.warfare", "scope.incident")  # "a strike on a vaccination centre killed five"
_FLARE = 4  # tokens of what broke out
_OUTBREAK = ("outbreak", "спалах", "вспышк")
_FOUGHT = ("scope.war", "words.clash", "scope.unrest")
_DAYS = ("дневн", "денн")  # "12-дневной", where no space parts them
_BOTH = ("и", "і", "ы", "ї", "ння", "ния")  # of one and of many
_PLURAL = ("ські", "ні", "ові", "ие", "ые", "ими", "ыми")
_MANY = ("scope.incident", "scope.unrest")
_KINDS = ("incident", "disaster", "war", "unrest")


@dataclass(frozen=True, slots=True)
class Covers:
    """A scope with the length of a period or the unit of a rate; None where the number's own words tell none."""

    scope: Scope | None
    span: str | None = None
    per: str | None = None
    date: DatePhrase | None = None  # the period's own date
    total: bool = False  # called a toll or a total, of what the article decides
    dated: bool = False  # an event's day opens the clause: "on 7 October 2023, when ..."


@dataclass(slots=True)
class Event:
    """What the article tells of, by its headline and first sentences."""

    incident: bool = False
    disaster: bool = False
    war: bool = False
    unrest: bool = False  # days of clashes or protests
    epidemic: bool = False  # a disease's cases and deaths
    titled: str = ""  # what the headline alone tells of
    spanned: bool = False  # a bulletin: its first figure is of the past day or week
    first_day: str | None = None  # of the topic's war
    since: str | None = None  # the same, where the article is no older
    since_harmed: str | None = None  # and whose people it harmed
    since_counts: tuple[tuple[Measure, int, int], ...] = ()  # and how many, by the counts that were told
    topical: bool = False  # the article belongs to a topic
    parties: frozenset[str] = frozenset()  # the topics' parties
    brief: bool = False  # a war of days: what it counts is counted for the whole of it
    _truce: bool = False
    _read: int = 0

    def begin(self, line: Line, *, balance: bool = False) -> None:
        """Note a sentence of the opening; `balance` says that it counts the accidents or fires of a span."""
        self.spanned = self.spanned or balance
        self._read += not line.sentence.title
        if self._read > (2 if self.kind else _OPENING):
            return
        told = {kind for kind in _KINDS if f"scope.{kind}" in line.has}
        self.disaster = self.disaster or "disaster" in told
        self._truce = self._truce or "scope.truce" in line.has
        fights = line.sentence.title or self._truce  # "two days of fighting around the camp" are of a longer war
        self.brief = self.brief or (not self.topical and war_of_days(line, fights=fights))
        sick = line.sentence.title and "scope.disease" in line.has
        self.epidemic = self.epidemic or sick or "scope.cases" in line.has
        if "scope.crash" in line.has:
            told.add("incident")
        self.incident = self.incident or ("incident" in told and self._read <= 2)
        self.war = self.war or "war" in told
        self.unrest = self.unrest or "unrest" in told
        headed = told & {"disaster", "incident"}
        if line.sentence.title and (len(headed) == 1 or _crash_leads(line)):
            self.titled = "incident" if "incident" in headed else "disaster"  # "Train crash: landslide was the cause"

    @property
    def kind(self) -> str:
        """ "war", "disaster", "unrest" or "incident"; "" where the opening names none."""
        if self.disaster and not self.topical and self.titled != "incident":
            return "disaster"
        if self.unrest and not self.topical and self.titled != "incident":
            return "war" if self.war else "unrest"
        if self.incident and not (self.war and not self.topical):
            return "incident"
        return "war" if self.war or self.topical else ""


def _crash_leads(line: Line) -> bool:
    """ "Train crash: landslide was the cause": the headline names the accident before what brought it about."""
    crash = next((j for j in range(len(line.tokens)) if line.is_a(j, "scope.crash")), None)
    struck = next((j for j in range(len(line.tokens)) if line.is_a(j, "scope.disaster")), None)
    return crash is not None and struck is not None and crash < struck


def war_of_days(line: Line, *, fights: bool) -> bool:
    """ "Four days of fighting", "the 12-day war", "двенадцатидневная война", "der Zwölf-Tage-Krieg"."""
    if line.has.isdisjoint(_FOUGHT):
        return False
    for j in range(1, len(line.tokens)):
        unit = line.at(j, "dates.units")
        days = unit is not None and unit.value in ("d", "w")
        if not line.is_a(j, "scope.some_days"):
            k = j - 1 - (line.low(j - 1) == "-")
            counted = line.kind(k) == "number" or line.is_a(k, "numbers.units")
            if not counted or not (days or (k < j - 1 and line.low(j).startswith(_DAYS))):
                continue
            if any(line.is_a(m, "dates.last") for m in (k - 1, k - 2)):
                continue
        if any(line.is_a(m, "scope.war") and not line.is_a(m, "scope.unrest") for m in range(j + 1, j + 4)):
            return True
        if fights and any(line.is_a(m, *_FOUGHT) for m in range(j + 1, j + 4)):
            return True
        if any(line.is_a(m, "scope.war") for m in range(j - 5, j - 1)) and line.low(j - 2) != ",":
            return True  # "la guerre de douze jours"
    return False


def one_event(line: Line, low: int, high: int, *, besides: str = "") -> bool:
    """Whether a clause tells of one attack or accident by a noun in the singular; "drone attacks" are many.

    A word of the class `besides` tells of none: "shelling" goes on all month.
    """
    for j in range(low, min(high, len(line.tags))):
        tag = line.at(j, "scope.single") if not besides or besides not in line.tags[j] else None
        many = tag is not None and line.is_a(tag.end, "scope.incident") and line.low(tag.end).endswith("s")
        if tag is not None and (not many or line.is_a(tag.end, "scope.single")) and not _in_plural(line, j):
            return True
    return False


def _in_plural(line: Line, j: int) -> bool:
    """ "Через російські атаки", "российские пожары": the adjective tells what the form of the noun does not."""
    noun, before = line.low(j), line.low(j - 1)
    return noun.endswith(_BOTH) and before.endswith(_PLURAL) and not line.capital(j - 1)


def many_events(line: Line, low: int, high: int) -> bool:
    """ "In attacks by gunmen last week": blows told in the plural."""
    here = line.tags[low : min(high, len(line.tags))]
    told = any(not tags.keys().isdisjoint(_MANY) and "scope.crash" not in tags for tags in here)
    return told and not one_event(line, low, high)


def war_lasted(line: Line, low: int, high: int) -> int | None:
    """Where "three months of war", "drei Monaten Krieg", "un año de guerra" stands: all of it, not "the past month"."""
    if "scope.war" not in line.has or "dates.units" not in line.has:
        return None
    for j in range(max(low, 1), min(high, len(line.tokens))):
        unit = line.at(j, "dates.units")
        if unit is None or unit.value not in ("d", "w", "mo", "y"):
            continue
        if not any(line.kind(k) == "number" or line.is_a(k, "numbers.units") for k in (j - 1, j - 3)):
            continue  # "за три с лишним года войны"
        if any(line.is_a(k, "dates.last") for k in (j - 2, j - 3)):
            continue
        k = j + 1 + line.is_a(j + 1, "words.of")
        if line.is_a(k, "scope.war") or (line.is_a(k, "words.article") and line.is_a(k + 1, "scope.war")):
            return j
    return None


def tells_crash(line: Line, low: int, high: int) -> bool:
    return any("scope.crash" in tags for tags in line.tags[low : min(high, len(line.tags))])


def of_disease(line: Line) -> bool:
    """Whether a sentence counts the sick: an epidemic's cases are no figures, its dead only those of a disaster."""
    if "scope.disease" not in line.has:
        return False
    return any(line.is_a(j, "scope.disease") and not _breaks_out(line, j) for j in range(len(line.tokens)))


def of_blows(line: Line) -> bool:
    """ "A strike on a vaccination centre killed five": of a war's article, no disease's dead."""
    return not line.has.isdisjoint(_BLOWS)


def _breaks_out(line: Line, j: int) -> bool:
    """ "Since the outbreak of the war", "an outbreak of violence", "від спалаху війни": no disease."""
    if line.ends_at(j + 1, "scope.onset") is not None:
        return True
    first = j + 1 + (line.low(j + 1) == "of")
    return line.low(j).startswith(_OUTBREAK) and any(line.is_a(k, *_FLARES) for k in range(first, first + _FLARE))

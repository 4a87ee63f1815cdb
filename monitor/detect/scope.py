"""What a number covers: a running total, a span, one incident or a rate, from its own words, else from the article."""

from dataclasses import dataclass

from monitor.detect.dates import DatePhrase
from monitor.detect.dating import of_event, of_former, of_next, of_saying, spoken
from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.speakers import Attribution
from monitor.model import Measure, Population, Scope

MOST = 5_000  # people in one incident; larger numbers are totals unless the text says otherwise (PEERS: plausibility)
_REACH = 26  # the greatest cost (tokens, commas, numbers) at which a word still tells of a number
_MONTHLY = 200_000  # people: more than any month of a war of our time
_RATES = ("day", "month", "week", "hour", "year")


@dataclass(frozen=True, slots=True)
class Covers:
    """A scope with the length of a period or the unit of a rate; None where the number's own words tell none."""

    scope: Scope | None
    span: str | None = None
    per: str | None = None
    date: DatePhrase | None = None  # the period's own date
    total: bool = False  # called a toll or a total, of what the article decides


@dataclass(slots=True)
class Event:
    """What the article tells of, by its headline and first sentences."""

    incident: bool = False
    disaster: bool = False
    war: bool = False
    since: str | None = None  # the first day of the topic's war
    topical: bool = False  # the article belongs to a topic
    parties: frozenset[str] = frozenset()  # the topics' parties
    _read: int = 0

    def begin(self, line: Line) -> None:
        """Note a sentence of the opening."""
        self._read += not line.sentence.title
        if self._read > 2:
            return
        tags = line.tags
        self.disaster = self.disaster or any("scope.disaster" in here for here in tags)
        self.incident = self.incident or any("scope.incident" in here for here in tags)
        self.war = self.war or any("scope.war" in here for here in tags)

    @property
    def kind(self) -> str:
        """ "war", "disaster" or "incident"; "" where the opening names none."""
        if self.disaster and not self.topical:
            return "disaster"
        if self.incident and not (self.war and not self.topical):
            return "incident"
        return "war" if self.war or self.topical else ""


def covers(
    line: Line, lex: Lexicon, group: Group, link: Link, found: list[DatePhrase], said: list[Attribution], event: Event
) -> Covers:
    """The scope that the number's own words give, or none: then the article decides."""
    low, high = _clause(line, group, link)
    if (unit := _rate(line, group, link, found, low, high)) is not None:
        return Covers(Scope.RATE, per=unit)
    if group.number.signed:
        return Covers(Scope.PERIOD, span="1d")
    if any(line.ends_at(j, "words.increase") is not None for j in (group.start, group.number.core)):
        return Covers(Scope.PERIOD)
    told = [
        (min(_cost(line, group, link, phrase.start, phrase.end), 12 if _opens(line, phrase) else _REACH + 9), got)
        for phrase in found
        if low <= phrase.start <= high
        and not of_saying(line, phrase, said)
        and not spoken(line, phrase)
        and not _others(line, group, link, phrase)
        and (got := _of_phrase(line, group, link, phrase, event, low, high)) is not None
    ]
    for j in range(low, min(high, len(line.tokens))):
        if (tag := line.at(j, "scope.cumulative")) is not None:
            told.append((_cost(line, group, link, j, tag.end), Covers(Scope.CUMULATIVE)))
        elif (tag := line.at(j, "scope.period")) is not None:
            told.append((_cost(line, group, link, j, tag.end), Covers(Scope.PERIOD)))
    told = [(cost, got) for cost, got in told if cost <= _REACH]
    if told:
        return min(told, key=lambda t: t[0])[1]
    truce = next((j for j in range(max(low, group.start - 16), group.start) if line.is_a(j, "scope.truce")), None)
    if truce is not None and any(
        line.low(j) == "had" or line.is_a(j, "scope.perfect") for j in range(truce, group.start)
    ):
        return Covers(Scope.PERIOD)  # "the truce, ten days old, had already cost 97 lives"
    if link.rule == "ordinal that counts":
        return Covers(None, total=True)
    total = any(
        line.is_a(j, "scope.total") and _cost(line, group, link, j, j + 1) <= 8
        for j in range(low, min(high, len(line.tokens)))
    )
    return Covers(None, total=total)


def _opens(line: Line, phrase: DatePhrase) -> bool:
    """Whether a date opens the sentence, for all its numbers."""
    since = phrase.role == "start" and line.is_a(0, "dates.since")
    return phrase.start <= 1 or (since and not any(line.low(j) == "," for j in range(phrase.start)))


def _others(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether a date belongs to another number, or to an aside about somebody's work."""
    if phrase.start >= group.end:
        comma = any(line.low(j) == "," for j in range(group.end, phrase.start))
        ahead = any(line.kind(j) == "number" for j in range(phrase.end, phrase.end + 3))
        return of_next(line, group, link, phrase) or (comma and ahead)
    if phrase.end <= group.start and phrase.start > 1 and of_former(line, group, phrase):
        return True
    return of_event(line, group, link, phrase) and line.low(phrase.end) == ","


def settle(
    line: Line,
    group: Group,
    link: Link,
    cover: Covers,
    population: Population,
    event: Event,
    kin: Scope | None,
    elder: Scope | None,
    said: list[Attribution],
    *,
    day: bool,
    recent: Scope | None,
) -> Scope:
    """The scope of a number whose own words give none: its kin's, its clause's, the last figure's, the article's.

    `day` says that a day of harm stands by the number, `recent` is the scope of the figure before it.
    """
    if kin is not None and (kin is not Scope.RATE or in_series(line, group)):
        return kin
    big = group.number.high >= MOST
    low, high = _clause(line, group, link)
    here = line.tags[low : min(high, len(line.tags))]
    disaster = any("scope.disaster" in tags for tags in here)
    sharp = any("scope.crash" in tags for tags in here)
    if (sharp and not big and not disaster) or _day_named(line, group):
        return Scope.INCIDENT
    harmed = link.side in ("left", "right") and link.measure is not Measure.CAPTURED
    if day and harmed and not big and not disaster and event.kind != "disaster":
        return Scope.INCIDENT  # "Four soldiers were killed on Saturday"
    still = any("scope.still" in tags for tags in line.tags[group.start : group.end + 6])
    if event.topical and link.measure is Measure.CAPTURED and (still or link.side == "noun"):
        return Scope.CUMULATIVE
    if event.topical and _perfect(line, group, link, said) and not sharp:
        return Scope.CUMULATIVE
    if event.topical and population is Population.MILITARY and group.number.high >= 1000:
        return Scope.CUMULATIVE
    if disaster and event.kind != "incident":
        return Scope.CUMULATIVE
    if cover.total and event.topical and event.kind != "incident":
        return Scope.CUMULATIVE
    if not big and event.kind != "disaster" and any("scope.incident" in tags for tags in here):
        return Scope.INCIDENT
    if elder is not None and not big and elder is not Scope.RATE:
        return elder
    if event.kind == "disaster":
        return Scope.CUMULATIVE
    if event.kind == "incident" and not big:
        return Scope.INCIDENT
    small = group.number.high < 100 and recent is None
    if event.topical and not cover.total and group.number.high < 1000 and (small or recent is Scope.INCIDENT):
        return Scope.INCIDENT
    if event.topical or event.kind == "war" or any("scope.war" in tags for tags in here):
        return Scope.CUMULATIVE
    return Scope.INCIDENT if group.number.high < 1000 else Scope.CUMULATIVE


def _rate(line: Line, group: Group, link: Link, found: list[DatePhrase], low: int, high: int) -> str | None:
    """The unit of "60 a day", "500 more wounded daily", "average daily losses of 1,570"."""
    dated = {j for phrase in found for j in range(phrase.start, phrase.end)}
    for j in range(max(group.number.end, low), min(high + 1, max(group.end, link.end) + 8, len(line.tokens))):
        if j > group.end and line.kind(j) == "number" and j not in dated:
            break
        for unit in _RATES:
            if line.is_a(j, f"scope.rate_{unit}") and j not in dated and not _adjective(line, j):
                return unit
    for j in range(max(low, min(link.start, group.start) - 4), group.start):
        for unit in _RATES:
            if line.is_a(j, f"scope.before_rate_{unit}"):
                return unit
    return None


def _adjective(line: Line, j: int) -> bool:
    """ "the highest monthly total": an adjective, not "1,500 monthly"."""
    after = line.kind(j + 1) == "word" and not line.is_a(
        j + 1, "words.preposition", "words.conjunction", "words.auxiliary"
    )
    return after and line.low(j).endswith("ly")


def _clause(line: Line, group: Group, link: Link) -> tuple[int, int]:
    """The tokens that may tell of this number: to the next semicolon or turn ("but", "while") on either side."""
    first, last = min(group.start, link.start if link.start != link.end else group.start), max(group.end, link.end)
    low, high = first, last
    while low > 0 and line.low(low - 1) != ";" and not (line.low(low - 1) == "," and line.is_a(low, "words.but")):
        low -= 1
    while high < len(line.tokens) and line.low(high) != ";" and not line.is_a(high, "words.but"):
        high += 1
    return low, high


def _of_phrase(
    line: Line, group: Group, link: Link, phrase: DatePhrase, event: Event, low: int, high: int
) -> Covers | None:
    """What a date says of the scope: a span is a period, unless it is a war's, a disaster's or an incident's own."""
    if phrase.role == "start":
        return _since(line, group, phrase, event)
    if phrase.role != "span" or phrase.possessive or phrase.opens:
        return None
    told_of = any(line.is_a(j, "words.who") for j in range(max(0, phrase.start - 4), phrase.start))
    if told_of and any(line.low(j) == "," for j in range(phrase.end, group.start)):
        return None  # "Trump, who in January had accused Putin, said ...": the clause is about the speaker
    if phrase.begin is not None and event.since is not None and event.since.startswith(phrase.begin):
        return Covers(Scope.CUMULATIVE)
    span = f"{phrase.begin}/{phrase.value}" if phrase.begin is not None else phrase.span
    if phrase.length:
        if phrase.span != "1d" and event.kind == "disaster":
            return None
        return Covers(Scope.PERIOD, span=span, date=phrase)
    here = line.tags[max(low, phrase.start - 6) : phrase.end + 1]
    war = any("scope.war" in tags or "scope.battle" in tags for tags in here)
    over = event.since is not None and phrase.value[:4] < event.since[:4]
    if war or over:
        return Covers(Scope.CUMULATIVE) if war or group.number.high >= MOST else None
    if phrase.begin is None and phrase.start >= group.end and _disclosed(line, group, link):
        return None  # "acknowledged just under 6,000 deaths in September": the month of the saying
    if _as_listed(line, link, group):
        return None  # "listed 8,900 fighters as dead in May": the day of the list
    if phrase.begin is None and (_incident(line, low, high) or event.kind == "disaster"):
        return None
    if (
        phrase.begin is None
        and event.kind == "incident"
        and (not event.topical or group.number.high < 100)
        and not phrase.current
    ):
        return None  # "in 2015 a man killed eight": the year of another such event
    if phrase.begin is None and not event.topical and event.kind == "" and group.number.high < 1000:
        return None  # "last September the same group killed seventy"
    if event.topical and phrase.begin is None and phrase.span == "1mo" and group.number.low >= _MONTHLY:
        return None  # "spoke of a million casualties in June": the month of the saying
    return Covers(Scope.PERIOD, span=span, date=phrase)


def _disclosed(line: Line, group: Group, link: Link) -> bool:
    """Whether a number is the object of a verb by which somebody discloses a total, or only its count is told."""
    said = line.ends_at(group.start, "source.discloses") is not None
    counted = line.ends_at(group.start, "source.reckons") is not None
    return (said and link.side in ("noun", "")) or (counted and link.start == link.end)


def _as_listed(line: Line, link: Link, group: Group) -> bool:
    as_at = link.start - 1
    return as_at >= group.end and line.low(as_at) == "as" and not line.is_a(as_at - 1, "source.reckons", "source.says")


def _incident(line: Line, low: int, high: int) -> bool:
    return any("scope.crash" in tags for tags in line.tags[low : min(high, len(line.tags))])


def _since(line: Line, group: Group, phrase: DatePhrase, event: Event) -> Covers | None:
    """ "since the truce of 10 October" is a period; since the war or an operation began, a running total."""
    if phrase.opens and phrase.end <= group.start:
        return None
    here = line.tags[max(0, phrase.start - 7) : phrase.end + 3]
    if any("scope.truce" in tags for tags in here):
        return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)
    disaster = not event.topical and any("scope.disaster" in tags for tags in here)
    if disaster or any("scope.war" in tags or "scope.battle" in tags for tags in here):
        return Covers(Scope.CUMULATIVE)
    if event.since is not None and phrase.value and event.since.startswith(phrase.value):
        return Covers(Scope.CUMULATIVE)
    if event.since is not None and phrase.value and phrase.value < event.since:
        return Covers(Scope.CUMULATIVE)
    return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)


def _cost(line: Line, group: Group, link: Link, start: int, end: int) -> int:
    """How far a word stands from a number or its harm word; commas and numbers between count for more."""
    first, last = group.start, group.end
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
    between = range(last, start) if start >= last else range(end, first)
    cost = len(between)
    for j in between:
        cost += 4 * (line.low(j) in (",", "(", ":")) + 6 * (line.kind(j) == "number")
    return cost


def in_series(line: Line, group: Group) -> bool:
    """ "three a day, from seven in October", "5,000 a week, then six": a rate goes on."""
    return any(line.is_a(j, "scope.series") for j in range(max(0, group.start - 5), group.start))


def _perfect(line: Line, group: Group, link: Link, said: list[Attribution]) -> bool:
    """ "have been killed", "has killed 72", "has counted 639": what has come about until now."""
    first = min(group.start, link.start) if link.start < link.end else group.start
    if any(line.is_a(a.cue, "source.reckons") and line.is_a(a.cue - 1, "scope.perfect") for a in said):
        return True
    if link.side not in ("left", "right"):
        return False
    return any(line.is_a(j, "scope.perfect") for j in range(max(0, first - 3), max(link.start, first)))


def _day_named(line: Line, group: Group) -> bool:
    """ "lowers October 7 toll to 1,200": a day in the place of an attack's name."""
    for j in range(max(0, group.start - 8), group.start):
        tag = line.at(j, "killed.toll")
        if tag is not None and line.kind(j - 1) == "number" and line.is_a(j - 2, "dates.months"):
            return True
    return False


def of_disease(line: Line) -> bool:
    """Whether a sentence counts the sick: an epidemic's dead are no casualties of a conflict or a disaster."""
    return any("scope.disease" in here for here in line.tags)

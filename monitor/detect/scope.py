"""What a number covers: a running total, a span, one incident or a rate, from its own words, else from the article."""

from dataclasses import dataclass

from monitor.detect.dates import DatePhrase
from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.near_dates import of_event, of_former, of_next, of_record
from monitor.detect.rates import rate
from monitor.detect.sayings import of_saying, spoken
from monitor.detect.speakers import Attribution
from monitor.model import Scope

MOST = 5_000  # people in one incident; larger numbers are totals unless the text says otherwise (PEERS: plausibility)
_REACH = 26  # the greatest cost (tokens, commas, numbers) at which a word still tells of a number
_AT = frozenset({"at", "auf", "à", "en", "в", "у"})  # between "put", "estimated" and the like and a count
_RAISED = 14  # tokens from "raising" to the total
_MONTHLY = 200_000  # people: more than any month of a war of our time
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
    since: str | None = None  # the first day of the topic's war
    topical: bool = False  # the article belongs to a topic
    parties: frozenset[str] = frozenset()  # the topics' parties
    _read: int = 0

    def begin(self, line: Line) -> None:
        """Note a sentence of the opening."""
        self._read += not line.sentence.title
        if self._read > 2:
            return
        told = {kind for kind in _KINDS if f"scope.{kind}" in line.has}
        self.disaster = self.disaster or "disaster" in told
        sick = line.sentence.title and "scope.disease" in line.has
        self.epidemic = self.epidemic or sick or "scope.cases" in line.has
        self.incident = self.incident or "incident" in told
        self.war = self.war or "war" in told
        self.unrest = self.unrest or "unrest" in told
        if line.sentence.title and len(told & {"disaster", "incident"}) == 1:
            self.titled = next(iter(told & {"disaster", "incident"}))

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


def covers(
    line: Line, lex: Lexicon, group: Group, link: Link, found: list[DatePhrase], said: list[Attribution], event: Event
) -> Covers:
    """The scope that the number's own words give, or none: then the article decides."""
    low, high = clause_of(line, group, link)
    if (unit := rate(line, group, link, found, low, high)) is not None:
        return Covers(Scope.RATE, per=unit)
    more = any(line.is_a(j, "scope.increment") for j in range(group.number.end, group.end + 3))
    if group.number.signed or more:
        return Covers(Scope.PERIOD, span="1d")  # "1.080 más que la víspera"
    if any(line.ends_at(j, "words.increase") is not None for j in (group.start, group.number.core)):
        return Covers(Scope.PERIOD)
    if _put_at(line, group) and any(_beside(group, phrase) for phrase in found):
        return Covers(None, total=True)
    raised = raised_at(line, group, link) or 0
    weighed = [
        (min(_cost(line, group, link, phrase.start, phrase.end), 12 if _opens(line, phrase) else _REACH + 9), phrase)
        for phrase in found
        if low <= phrase.start <= high
        and not phrase.end <= raised
        and not of_saying(line, phrase, said)
        and not spoken(line, phrase)
        and not _others(line, group, link, phrase)
    ]
    told = []
    for cost, phrase in sorted(weighed, key=lambda w: w[0]):
        got = _of_phrase(line, group, link, phrase, event, low, high)
        if got is not None:
            told.append((cost, got))
        elif phrase.role in ("span", "as_of"):
            break  # "121 died in a crush last July, and more than 200 in 2008": the nearer date is the number's own
    for j in range(max(low, raised), min(high, len(line.tokens))):
        onset = _onset(line, j)
        if onset is not None and not of_record(line, j) and not _of_following(line, group, j, j + 3):
            told.append((_cost(line, group, link, j, j + 3), Covers(onset)))
            continue
        whole, part = line.at(j, "scope.cumulative"), line.at(j, "scope.period")
        tag = max((t for t in (whole, part) if t is not None), key=lambda t: t.end, default=None)
        if tag is None or of_record(line, j) or _of_following(line, group, j, tag.end):
            continue  # the longer entry counts: "depuis le début" opens "depuis le début de l'année"
        told.append((_cost(line, group, link, j, tag.end), Covers(Scope.CUMULATIVE if tag is whole else Scope.PERIOD)))
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
    return Covers(None, total=total, dated=any(p.opens and p.end <= group.start for p in found))


def raised_at(line: Line, group: Group, link: Link) -> int | None:
    """ "Two more died in the past day, raising the number of dead to 425": where a total goes on beyond that day."""
    if link.rule != "total after its noun":
        return None
    found = (j for j in range(group.start - 1, max(0, group.start - _RAISED), -1) if line.is_a(j, "words.total_move"))
    move = next(found, None)
    counted = move is not None and any(line.kind(j) == "number" or line.is_a(j, "numbers.units") for j in range(move))
    return move if counted else None


def _onset(line: Line, j: int) -> Scope | None:
    """ "с начала боевых действий": since the start of a war or a disaster a total, of a truce or a year a span."""
    tag = line.at(j, "scope.onset")
    if tag is None:
        return None
    near = [k for k in range(tag.end, tag.end + 4) if not any(line.is_a(m, "dates.until") for m in range(tag.end, k))]
    if any(line.is_a(k, "scope.truce", "dates.units", "dates.year_start") for k in near):
        return Scope.PERIOD
    if any(line.is_a(k, "scope.war", "scope.battle", "scope.disaster") for k in near):
        return Scope.CUMULATIVE
    return None


def _of_following(line: Line, group: Group, start: int, end: int) -> bool:
    """ "54,084 were killed, since the truce ended alone 3,924": words after a comma that belong to the next number."""
    if start < group.end or not any(line.low(j) == "," for j in range(group.end, start + 1)):
        return False
    if any(line.kind(j) == "number" for j in range(max(group.end, start - 3), start)):
        return True  # "160,000 since January, and 970,000 since the war began"
    for j in range(end, end + 7):
        if line.low(j) in ("", ",", ";", "."):
            return False
        if line.kind(j) == "number":
            return True
    return False


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


def clause_of(line: Line, group: Group, link: Link) -> tuple[int, int]:
    """The tokens that may tell of this number: to the next semicolon or turn ("but", "while") on either side."""
    first, last = min(group.start, link.start if link.start != link.end else group.start), max(group.end, link.end)
    low, high = first, last
    while low > 0 and line.low(low - 1) != ";" and not (line.low(low - 1) == "," and line.is_a(low, "words.but")):
        low -= 1
    while high < len(line.tokens) and line.low(high) != ";" and not _turns(line, high):
        high += 1
    return low, high


def _turns(line: Line, j: int) -> bool:
    """Whether another clause is set against this one: ", while Kyiv lost 12", not "killed while trying to get food"."""
    return line.is_a(j, "words.but") and (line.low(j - 1) == "," or line.low(j) != "while")


def _of_phrase(
    line: Line, group: Group, link: Link, phrase: DatePhrase, event: Event, low: int, high: int
) -> Covers | None:
    """What a date says of the scope: a span is a period, unless it is a war's, a disaster's or an incident's own."""
    after = phrase.start >= group.end and phrase.begin is None
    if (phrase.role == "start" or phrase.current or after) and of_record(line, phrase.start):
        return None
    if phrase.role == "start":
        return _since(line, group, phrase, event)
    told = phrase.opens and phrase.role == "span" and phrase.end <= group.start and phrase.span in ("1mo", "1y")
    said = any(line.is_a(j, "source.says", "source.discloses") for j in range(phrase.end, group.start))
    one = event.kind in ("incident", "disaster") and (not event.topical or phrase.span != "1y")
    if told and not said and not _incident(line, low, high) and not one:
        return Covers(Scope.PERIOD, span=phrase.span, date=phrase)  # "in June, when 232 people were killed"
    if phrase.of_toll and phrase.end <= group.start and not one_event(line, low, high) and event.kind != "disaster":
        return Covers(Scope.PERIOD, span=phrase.span, date=phrase)  # "puts July's balance at 53", "losses of the year"
    if (
        phrase.span in ("1mo", "1y")
        and line.is_a(phrase.end, "words.attack")
        and not line.is_a(phrase.start, "dates.in")
    ):
        return Covers(Scope.INCIDENT, date=phrase)  # "the October 2023 attack": one day of that month
    if phrase.role != "span" or phrase.possessive or phrase.opens:
        return None
    if phrase.span in ("1w", "2d") and _moved(line, group):
        return None  # "the toll passed 60,000 this week": the week of the count
    if _by_then(line, group) and group.number.high >= MOST and not phrase.current and phrase.begin is None:
        return None  # "in February it was already 46,000": so many until then
    told_of = any(line.is_a(j, "words.who") for j in range(max(0, phrase.start - 4), phrase.start))
    if told_of and any(line.low(j) == "," for j in range(phrase.end, group.start)):
        return None  # "Trump, who in January had accused Putin, said ...": the clause is about the speaker
    if phrase.begin is not None and event.since is not None and event.since.startswith(phrase.begin):
        return Covers(Scope.CUMULATIVE)
    span = f"{phrase.begin}/{phrase.value}" if phrase.begin is not None else phrase.span
    if phrase.length:
        if phrase.span != "1d" and (event.kind == "disaster" or _incident(line, low, high)):
            return None
        of_war = any("scope.war" in tags for tags in line.tags[max(low, phrase.start - 12) : phrase.start])
        if of_war and group.number.high >= MOST and not event.topical:
            return Covers(Scope.CUMULATIVE)  # "the genocide, in which 800,000 were slaughtered in 100 days"
        if any(line.low(j) == ":" and line.is_a(j + 1, "dates.in", "dates.on") for j in range(phrase.end, group.start)):
            return None  # "have tripled in a month: in December at least 100 had died"
        return Covers(Scope.PERIOD, span=span, date=phrase)
    here = line.tags[max(low, phrase.start - 6) : phrase.end + 1]
    war = any("scope.war" in tags or "scope.battle" in tags for tags in here)
    over = event.since is not None and phrase.value[:4] < event.since[:4]
    if war or over:
        return Covers(Scope.CUMULATIVE) if war or group.number.high >= MOST else None
    if phrase.begin is None and phrase.start >= group.end and _disclosed(line, group, link):
        return None  # "owned up to nearly 4,000 deaths in May": the month of the saying
    if phrase.begin is None and phrase.span == "1mo" and (_given(line, group) or _another(group, event)):
        return None
    if _as_listed(line, link, group):
        return None  # "listed 8,900 fighters as dead in May": the day of the list
    season = "scope.season" in line.has and phrase.span in ("1y", "3mo")  # "heat killed 61,000 people in 2022"
    if phrase.begin is None and event.kind == "disaster" and not season:
        return None
    if phrase.begin is None and phrase.span != "1y" and not phrase.current and _incident(line, low, high):
        return None  # of a whole year more than one crash is counted: "accidents killed 3,173 people last year"
    most = 100 if event.topical else MOST  # a month of a war has many strikes: more than a hundred are its whole toll
    if phrase.begin is None and group.number.high < most and one_event(line, low, high):
        return None  # "the worst attack, in 2017, left 587 dead"
    week = phrase.span == "1w" and event.kind != "war"
    few = group.number.high < (1000 if week else 100) and not phrase.current and event.kind != "unrest"
    if phrase.begin is None and not event.topical and few:
        return None  # "in 2015 a man killed eight", "last September the same group killed seventy": another such event
    if event.topical and phrase.begin is None and phrase.span == "1mo" and group.number.low >= _MONTHLY:
        return None  # "spoke of a million casualties in June": the month of the saying
    return Covers(Scope.PERIOD, span=span, date=phrase)


def _by_then(line: Line, group: Group) -> bool:
    """Whether "already", "by then" stands right before a number."""
    return any(line.is_a(j, "scope.by_then") for j in range(group.start - 2, group.start))


def _moved(line: Line, group: Group) -> bool:
    """ "passed 60,000", "dépassait ce week-end les 186 000": a total that has come to a number."""
    return any(line.is_a(j, "words.total_move") for j in range(max(0, group.start - 4), group.start))


def _given(line: Line, group: Group) -> bool:
    """ "gave 55,000 dead in February", "Im Februar hatte er von 46.000 Toten gesprochen": the month of the saying."""
    near = (*range(max(0, group.start - 7), group.start), *range(group.end, min(group.end + 8, len(line.tokens))))
    return any(line.is_a(j, "scope.given") for j in near)


def _another(group: Group, event: Event) -> bool:
    """ "In July two were hurt by grenades", and in an article about one crash any month's toll: another such event."""
    return group.number.high < 10 if event.topical else event.kind == "incident"


def _disclosed(line: Line, group: Group, link: Link) -> bool:
    """Whether a number is the object of a verb by which somebody discloses a total, or only its count is told."""
    said = line.ends_at(group.start, "source.discloses") is not None
    counted = line.ends_at(group.start, "source.reckons") is not None
    return (said and link.side in ("noun", "")) or (counted and link.start == link.end)


def _put_at(line: Line, group: Group) -> bool:
    """Whether somebody puts a count at the number: "put the army's dead at 31,000", "bezifferte ... auf 31.000"."""
    if line.low(group.start - 1) not in _AT:
        return False
    return any(line.is_a(j, "source.reckons") for j in range(max(0, group.start - 18), group.start - 1))


def _beside(group: Group, phrase: DatePhrase) -> bool:
    """ "at 31,000 in February 2024 and at 43,000 in December": the date of a count, not a month's own number."""
    if phrase.begin is not None or phrase.role == "start" or phrase.current or phrase.length or phrase.of_toll:
        return False
    return 0 <= phrase.start - group.end <= 1 or phrase.end == group.start - 1


def _as_listed(line: Line, link: Link, group: Group) -> bool:
    as_at = link.start - 1
    return as_at >= group.end and line.low(as_at) == "as" and not line.is_a(as_at - 1, "source.reckons", "source.says")


def one_event(line: Line, low: int, high: int) -> bool:
    """Whether a clause tells of one attack or accident by a noun in the singular; "drone attacks" are many."""
    for j in range(low, min(high, len(line.tags))):
        tag = line.at(j, "scope.single")
        if tag is not None and (not line.is_a(tag.end, "scope.incident") or line.is_a(tag.end, "scope.single")):
            return True
    return False


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
    landed = event.kind == "disaster" and len(phrase.value) >= 7 and phrase.value[5:] not in ("01", "01-01")
    of_war = event.kind == "war" or group.number.high >= 1000
    if landed or (of_war and not event.topical and _war_kills(line)):
        return Covers(Scope.CUMULATIVE)  # "has claimed 14 lives since it made landfall on Sunday"
    battle = any("scope.battle" in tags for tags in here)
    if battle and event.kind == "incident" and not event.topical and group.number.high < 1000:
        return None  # "the operation launched on Tuesday left 121 dead"
    if disaster or battle or any("scope.war" in tags for tags in here):
        return Covers(Scope.CUMULATIVE)
    if event.since is not None and phrase.value and event.since.startswith(phrase.value):
        return Covers(Scope.CUMULATIVE)
    if event.since is not None and phrase.value and phrase.value < event.since:
        return Covers(Scope.CUMULATIVE)
    return Covers(Scope.PERIOD, span=f"{phrase.value}/" if phrase.value else None, date=phrase)


def _war_kills(line: Line) -> bool:
    """ "The war has killed tens of thousands since April 2023"."""
    return any("scope.war" in tags and "scope.truce" not in tags for tags in line.tags)


def _cost(line: Line, group: Group, link: Link, start: int, end: int) -> int:
    """How far a word stands from a number or its harm word; commas and numbers between count for more."""
    first, last = group.start, group.end
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
    between = range(last, start) if start >= last else range(end, first)
    cost = len(between)
    for j in between:
        joined = start >= last and line.is_a(j - 1, "words.conjunction")  # "60 dead and 343 hurt in the past day"
        cost += 4 * (line.low(j) in (",", "(", ":")) + 6 * (line.kind(j) == "number" and not joined)
    return cost


def in_series(line: Line, group: Group) -> bool:
    """ "three a day, from seven in October", "5,000 a week, then six": a rate goes on."""
    return any(line.is_a(j, "scope.series") for j in range(max(0, group.start - 5), group.start))


def of_disease(line: Line) -> bool:
    """Whether a sentence counts the sick: an epidemic's cases are no figures, its dead only those of a disaster."""
    return "scope.disease" in line.has

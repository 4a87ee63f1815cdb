"""A figure's as-of date: an explicit "as of", else the time of the harm, else of the saying, else of publication."""

import datetime as dt
from dataclasses import dataclass, field, replace

from monitor.detect.dates import HEADING, DatePhrase, is_heading, names_day_alone
from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.relative_dates import shifted
from monitor.detect.sayings import of_saying, opens_relative, spoken
from monitor.detect.speakers import Attribution
from monitor.model import Measure, Population, Scope

_REACH = 30  # tokens between a number or its harm word and the date that it stands for
_BESIDE = 3  # tokens from what was done to its day: "seized 251 people on Oct. 7, the day on which ..."
_EARLY = 4  # sentences in which an article tells when its speaker spoke; later sayings are others
_UPDATE = 2  # days after an event from which a toll that is told to have moved is the day's, not the event's
_ORIGIN = 1_000  # people: an attack of a war's news that is not dated and took more is the one that began it
_RECALL = 40  # days before publication from which a date of harm recalls another event


@dataclass(slots=True)
class Calendar:
    """The dates that the article has given so far."""

    published: dt.date | None
    said: dict[str, str] = field(default_factory=dict)  # by speaker's first name: the day he spoke
    early: dict[str, str] = field(default_factory=dict)  # the same, of the article's first sentences
    incident: str | None = None  # the day of the attack that the article tells of
    told: str | None = None  # the last day of harm, in paragraph `told_in`
    told_in: int = -2
    episode: int = -2  # the paragraph that tells of one dated event: "On 11 May, when fighters stormed the town, ..."
    latest: str | None = None  # the last day or month that was named: what "the same day" means
    stated: str | None = None  # "all figures are as of 5 November"
    heading: str | None = None  # the date in the last heading: "Ilovaisk, August 2014"
    since: str | None = None  # the first day of the topic's war
    updated: bool = False  # headline or opening tell that the toll has moved: "climbs to 94", "nouveau bilan"
    _sure: bool = False  # the incident's day was told as such ("Thursday's crash")
    _sentences: int = 0

    @property
    def today(self) -> str | None:
        """The day of publication."""
        return self.published.isoformat() if self.published else None

    @property
    def counted(self) -> str | None:
        """The day of the last count: the last day that was named, if it is a recent one, else that of publication."""
        if self.latest is None or self.published is None or len(self.latest) != 10:
            return self.today
        return self.latest if (self.published - dt.date.fromisoformat(self.latest)).days <= 7 else self.today

    def is_old(self, value: str) -> bool:
        """Whether a date lies so far back that its event is not the article's own."""
        if self.published is None or not value:
            return False
        last = {4: f"{value}-12-31", 7: f"{value}-28"}.get(len(value), value)
        return (self.published - dt.date.fromisoformat(last)).days > _RECALL

    def is_update(self, value: str | None) -> bool:
        """Whether a toll of that day's event is the count of a later day, as the article tells it."""
        if not self.updated or self.published is None or value is None or len(value) != 10:
            return False
        return _UPDATE <= (self.published - dt.date.fromisoformat(value)).days <= _RECALL

    def resolve(self, line: Line, found: list[DatePhrase]) -> list[DatePhrase]:
        """The phrases with those counted from another day ("the day before") given theirs."""
        out: list[DatePhrase] = []
        paragraph = line.sentence.paragraph
        for k, phrase in enumerate(found):
            ends = line.low(phrase.end) in ("(", "-", "–") and not line.tokens[phrase.end].glued
            if len(phrase.value) == 10 and phrase.start <= 6 and ends:
                continue  # a dateline: "KYIV, Feb 17 (Northern Wire) -"
            ahead = found[k + 1] if k + 1 < len(found) else None
            if phrase.shift is not None and ahead is not None and ahead.value and ahead.start - phrase.end <= 2:
                continue  # "less than a fortnight earlier, on 4 February"
            if self.since and phrase.value[4:] == self.since[4:] and names_day_alone(line, phrase):
                phrase = replace(phrase, value=self.since)  # "since 7 October": the war's, whatever the year
            if len(phrase.value) == 4 and self._anniversary(phrase.value):
                phrase = replace(phrase, value=self.since or phrase.value)
            if phrase.shift is not None:
                least = 4 if phrase.shift.endswith("y") else 7  # "61,000 in 2022, in the year after 47,000"
                earlier = next((p.value for p in reversed(out) if len(p.value) >= least), None)
                lately = self.told if self.told_in >= paragraph - 1 else None
                anchor = earlier or self.incident or lately or self.today
                if phrase.shift == "0d" and earlier is None:
                    near = self.told if self.told_in >= paragraph - 3 else None
                    anchor = near or self.latest or self.told or anchor
                whole = {"1mo": 7, "1y": 4}.get(phrase.span or "", 10)  # "in the same month"
                phrase = replace(phrase, value=shifted(anchor, phrase.shift)[:whole])
            out.append(phrase)
        return out

    def _anniversary(self, year: str) -> bool:
        """ "Two years ago" on the very day that the war began."""
        return bool(self.since and self.today and self.since[:4] == year and self.since[4:] == self.today[4:])

    def hear(self, line: Line, found: list[DatePhrase], said: list[Attribution]) -> None:
        """Note when each speaker of the line spoke; a recalled saying ("on 4 February he had given") is not kept."""
        for attribution in said:
            recalled = any(line.is_a(j, "dates.had") for j in range(attribution.start, attribution.cue + 1))
            aside = line.is_a(attribution.cue - 1, "words.who")  # "who announced on Saturday"
            phrase = next(
                (
                    p
                    for p in found
                    if len(p.value) == 10
                    and not p.span
                    and (p.shift is None or p.shift.endswith("d"))
                    and of_saying(line, p, [attribution])
                ),
                None,
            )
            if phrase is None or aside:
                continue
            for name in attribution.names[:2]:
                if not recalled or name not in self.said:
                    self.said[name] = phrase.value
                    if self._sentences <= _EARLY and not self.is_old(phrase.value):
                        self.early.setdefault(name, phrase.value)

    def tell(self, line: Line, found: list[DatePhrase], said: list[Attribution]) -> None:
        """Note the day of which a sentence tells: the day of the attack, or of another that is recalled."""
        self._sentences += not line.sentence.title
        days = [p.value for p in found if len(p.value) >= 7 and p.role not in ("start", "future")]
        self.latest = days[-1] if days else self.latest
        for phrase in found:
            if not phrase.value or phrase.role in ("future", "as_of") or (phrase.role == "start" and not phrase.opens):
                continue
            if phrase.begin is not None or phrase.current or of_saying(line, phrase, said):
                continue
            self.told, self.told_in = phrase.value, line.sentence.paragraph
            opens = len(phrase.value) == 10 and phrase.start <= 1
            if opens or (len(phrase.value) >= 7 and not phrase.length and "scope.single" in line.has):
                self.episode = line.sentence.paragraph
            if len(phrase.value) != 10 or self.is_old(phrase.value) or self._sentences > 5 or self._sure:
                continue
            event = any("scope.incident" in tags for tags in line.tags[max(0, phrase.start - 4) : phrase.end + 3])
            sure = (phrase.possessive and event) or _when_clause(line, phrase)
            if sure or (self.incident is None and (self._sentences <= 1 or _tells_of_event(line))):
                self.incident, self._sure = phrase.value, sure

    def state(self, line: Line, found: list[DatePhrase]) -> None:
        """ "All figures are as of 5 November", a heading's date: of every figure that has none of its own."""
        if is_heading(line, found):
            value = next((p.value for p in reversed(found) if p.value), "")
            self.heading = value if self.is_old(value) else None
        for phrase in found:
            told = phrase.role == "start" or (phrase.weekday and not line.sentence.title)  # "It began on Monday."
            ends = phrase.end >= len(line.tokens) - 1 and len(line.tokens) <= HEADING and not told
            if ends and len(phrase.value) == 10 and not self.is_old(phrase.value):
                self.stated = phrase.value
            ranged = phrase.begin is not None and len(phrase.value) >= 7
            if phrase.value and (ranged or line.is_a(phrase.start, "dates.as_of")):
                self.stated = phrase.value


def _tells_of_event(line: Line) -> bool:
    """ "The crash happened on Monday": a later sentence that tells when it was."""
    return not line.has.isdisjoint(("scope.occurred", "scope.incident", "scope.crash"))


def _when_clause(line: Line, phrase: DatePhrase) -> bool:
    """ "... when two missiles hit a hospital on Tuesday": the day of the attack."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 24), -1):
        if line.low(j) in (";", ":"):
            return False
        if line.is_a(j, "dates.when"):
            return any("scope.incident" in tags for tags in line.tags[j : phrase.start])
    return False


def as_of(
    line: Line,
    group: Group,
    link: Link,
    found: list[DatePhrase],
    said: list[Attribution],
    scope: Scope,
    period: DatePhrase | None,
    calendar: Calendar,
    speaker: Attribution | None,
) -> tuple[str | None, DatePhrase | None]:
    """The date that a number stands for and the phrase of its own sentence that gives it (None: carried)."""
    if period is not None and period.value and period.role != "start" and not period.current:
        return period.value, period
    dated = [p for p in found if p.value and p.role != "future" and (p.role != "start" or p.opens) and not p.current]
    harm = [
        p for p in dated if not of_saying(line, p, said) and not spoken(line, p) and near(line, group, link, p, scope)
    ]
    explicit, incident = [p for p in harm if p.role == "as_of"], scope is Scope.INCIDENT
    if period is not None:
        harm = explicit  # "since the start of the year": stands for the day of the saying
    if incident:
        harm = [
            p for p in harm if not (calendar.is_update(p.value) and (p.possessive or of_event(line, group, link, p)))
        ]
    if harm:
        best = min(explicit or harm, key=lambda p: _distance(line, group, link, p))
        if scope is Scope.CUMULATIVE and best.shift == "-1d":
            return shifted(calendar.counted, best.shift), best  # "a day earlier the count had stood at 46"
        return best.value, best
    long_ago = (p for p in dated if p.start <= 1 and calendar.is_old(p.value) and not of_saying(line, p, said))
    if period is None and (former := next(long_ago, None)) is not None:
        return former.value, former  # "In May 2019 a boat, most of them women, sank, leaving 31 dead"
    if incident and (opening := _opening(line, group, dated, said, calendar)) is not None:
        return opening.value, opening
    if incident and speaker is not None and (former := _former_count(line, group, dated, speaker)) is not None:
        return _said_on(former, calendar), former
    killed = link.measure is Measure.KILLED and group.head is not Population.MILITARY
    origin = killed and calendar.since is not None and calendar.is_old(calendar.since)
    if incident and origin and group.number.low >= _ORIGIN:
        return calendar.since, None  # "Hamas's attack killed about 1,200 people"
    days = period is not None and period.length and (period.span or "").endswith("d") and period.span != "1d"
    if (incident and not calendar.is_update(calendar.incident)) or (days and calendar.incident is not None):
        told = calendar.told if calendar.told_in == line.sentence.paragraph else None
        apart = calendar.episode == line.sentence.paragraph  # else a later day is the day of a count
        if told is not None and len(told) >= 7 and (calendar.incident is None or told < calendar.incident or apart):
            return told, None  # "A day earlier, ..."
        if calendar.incident is not None:
            return calendar.incident, None
    if calendar.stated is not None and not any(spoken(line, p) or of_saying(line, p, said) for p in dated):
        return calendar.stated, None
    if speaker is None:
        told_on = next((p for p in dated if spoken(line, p)), None)
        return (told_on.value, told_on) if told_on is not None else (calendar.heading or calendar.today, None)
    saying = [p for p in dated if of_saying(line, p, [speaker])]
    if not saying and (
        speaker.start == speaker.cue or line.is_a(speaker.start, "source.he")
    ):  # "..., adding that": said on the same day
        saying = [p for p in dated if of_saying(line, p, [a for a in said if a.names == speaker.names])]
    if not saying:  # "Last year, a weekly reported officials as estimating that": opens the sentence for all who speak
        saying = [p for p in dated if p.start <= 1 or (p.opens and p.end <= group.start)]
        saying = [p for p in saying if speaker in said and of_saying(line, p, said)]
    saying = saying or [p for p in dated if spoken(line, p)]
    if saying:
        return _said_on(saying[0], calendar) if incident else saying[0].value, saying[0]
    if calendar.heading is not None:
        return calendar.heading, None
    return next((calendar.said[name] for name in speaker.names if name in calendar.said), calendar.today), None


def _opening(
    line: Line, group: Group, dated: list[DatePhrase], said: list[Attribution], calendar: Calendar
) -> DatePhrase | None:
    """ "The night before, two died in a strike; 59 were injured", "attacked a post on Monday evening: 15 fell"."""
    first = dated[0] if dated else None
    if first is None or of_saying(line, first, said) or calendar.is_update(first.value):
        return None
    if first.start <= 1:
        return first
    told = len(first.value) == 10 and first.end <= group.start and not spoken(line, first)
    event = told and any("scope.incident" in tags for tags in line.tags[: group.start])
    return first if event and not any(line.kind(j) == "number" for j in range(first.end, group.start)) else None


def _former_count(line: Line, group: Group, dated: list[DatePhrase], speaker: Attribution) -> DatePhrase | None:
    """ "on Saturday officials had spoken of 63 dead": an earlier count keeps the day on which it was given."""
    days = [p for p in dated if len(p.value) == 10]
    saying = min(days, key=lambda p: _gap(line, group.start, group.end, p), default=None)
    if saying is None or not of_saying(line, saying, [speaker]):
        return None
    first, last = min(speaker.start, speaker.cue), max(speaker.end, speaker.cue + 1)
    return saying if any(line.is_a(j, "dates.had") for j in range(max(0, first - 1), last + 1)) else None


def _said_on(phrase: DatePhrase, calendar: Calendar) -> str:
    """The day of a saying; "the day before, police had spoken of 16" counts from the day of the article."""
    return shifted(calendar.today, phrase.shift) if phrase.shift else phrase.value


def near(line: Line, group: Group, link: Link, phrase: DatePhrase, scope: Scope) -> bool:
    """Whether a date may be the harm's: in the number's own clause and, for a running total, not an event's day."""
    if _distance(line, group, link, phrase) > _REACH:
        return False
    if phrase.opens and phrase.role == "start" and phrase.start >= group.end:
        return False  # "19,000 have been hurt since 7 October, when ..."
    if phrase.opens:
        return phrase.end <= group.start or 0 <= phrase.start - max(group.end, link.end) <= _BESIDE
    if scope is not Scope.INCIDENT and (phrase.possessive or of_event(line, group, link, phrase)):
        return False
    if _compared(line, phrase) or (
        (phrase.role == "start" or phrase.start >= group.end) and of_record(line, phrase.start)
    ):
        return False
    before = phrase.end <= group.start
    if before and scope is not Scope.INCIDENT and of_former(line, group, phrase):
        return False
    for j in range(*((phrase.end, group.start) if before else (max(group.end, link.end), phrase.start))):
        if line.low(j) == ";" or (line.is_a(j, "words.but") and line.low(j - 1) == ","):
            return False
    return before or not of_next(line, group, link, phrase)


def of_record(line: Line, start: int) -> bool:
    """ "the deadliest attack since the war began", "the largest toll in a year": of the record, not the number."""
    for j in range(start - 1, max(-1, start - 8), -1):
        if line.kind(j) == "number" or line.low(j) in (";", ":"):
            return False
        if line.is_a(j, "scope.record"):
            return True
    return False


def of_event(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """ "the earthquake that shook Myanmar last Friday has killed 3,145": the day of the event, not of the count."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 12), -1):
        comma = line.low(j) == ","
        that = line.is_a(j + comma, "dates.that")
        told = that and line.is_a(j - 1, "scope.disaster", "scope.incident", "scope.war")  # "землетрусу, що стався"
        relative = opens_relative(line, j + 1)
        if line.kind(j) == "number" or (line.low(j) in (",", ";", ":", "(") and not relative and not told):
            return False
        if opens_relative(line, j) or told:
            close = line.is_a(j, "dates.when") and phrase.start - j <= 2 and group.start >= phrase.end
            return not (j < group.start < phrase.start or close)
    return False


def of_next(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether a date after the number belongs to the number before it: "to 55,000 from 46,000 a year ago"."""
    if line.kind(phrase.end) == "number":
        return True  # "in November 30,000 and in October 26,000"
    moves = line.low(phrase.end) != "," and any(
        line.is_a(j, "words.total_move") for j in range(phrase.end, phrase.end + 4)
    )
    if moves and any(line.kind(j) == "number" for j in range(phrase.end, phrase.end + 6)):
        return True  # "43,000 had been killed, a number that by February 4 had grown to 45,000"
    follows = any(line.kind(j) == "number" for j in range(phrase.end + 1, phrase.end + 4))
    if follows and phrase.start > group.end and line.is_a(phrase.start - 1, "words.conjunction"):
        return True  # "he had spoken of 43,000, and in February 2024 of 31,000"
    if line.low(phrase.start - 1) == "," and line.low(phrase.end) == "," and follows:
        return True  # "the first war killed 5,500, the second, through 2003, some 6,000"
    first = max(group.end, link.end)
    other = [j for j in range(first, phrase.start) if _counted(line, j)]
    closed = bool(other) and "," in (line.low(phrase.start - 1), line.low(phrase.start - 2))
    if not other or (phrase.role == "as_of" and line.low(phrase.start - 1) == ","):
        return False
    if closed and any(line.is_a(k, "words.subset", "words.them") for k in range(other[0] - 2, other[-1] + 4)):
        return False  # "1,773 casualties, 581 of them deaths, in the first three months"
    if line.ends_at(other[-1], "numbers.range") is None and line.is_a(other[-1] - 1, "dates.versus"):
        return True
    return any(line.low(j) in (",", ":") for j in range(first, other[-1])) and link.end <= other[-1]


def _counted(line: Line, j: int) -> bool:
    """Whether a token is a number of people rather than a small one; after "from" any is."""
    if line.low(j - 1) == "from":
        return line.kind(j) == "number" or line.is_a(j, "numbers.units")
    return line.kind(j) == "number" and len(line.low(j)) > 2


def of_former(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "With the killing of six on Sunday, 186 have now died": the date of the number before it."""
    comma = next((j for j in range(phrase.end, group.start) if line.low(j) == ","), None)
    if (
        phrase.opens
        or comma is None
        or line.is_a(comma + 1, "words.conjunction", "words.of", "words.who", "words.subset")
    ):
        return False
    for j in range(phrase.start - 1, max(-1, phrase.start - 12), -1):
        if line.low(j) in (",", ";", ":"):
            return False
        if line.kind(j) == "number" or line.is_a(j, "numbers.units"):
            return True
    return False


def _compared(line: Line, phrase: DatePhrase) -> bool:
    """ "54 per cent more than in the same period of last year"."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 7), -1):
        if line.kind(j) == "number":
            return False
        if line.is_a(j, "dates.than"):
            return True
    return False


def _distance(line: Line, group: Group, link: Link, phrase: DatePhrase) -> int:
    """Tokens from a date to the number or its harm word; commas and other numbers count for more."""
    near = _gap(line, group.start, group.end, phrase)
    if link.start < link.end and link.kin is None:
        near = min(near, _gap(line, link.start, link.end, phrase) + 1)
    return near


def _gap(line: Line, first: int, last: int, phrase: DatePhrase) -> int:
    if phrase.start >= last:
        between = range(last, phrase.start)
    elif phrase.end <= first:
        between = range(phrase.end, first)
    else:
        return 0
    cost = len(between)
    for j in between:
        cost += 4 * (line.low(j) in (",", "(", ")", "–")) + 6 * (line.kind(j) == "number") + 20 * (line.low(j) == ":")
    return cost

"""The days that an article has named so far: of its attack, of its speakers, of a chronicle's entry, of the report."""

import datetime as dt
from dataclasses import dataclass, field, replace

from monitor.detect.as_of.announced import Announced
from monitor.detect.as_of.commemorated import Commemorated
from monitor.detect.as_of.listed_months import in_their_year, tells_its_year
from monitor.detect.as_of.near_dates import compared, count_before, labels, of_record
from monitor.detect.as_of.nights import in_their_night
from monitor.detect.as_of.reports import reported
from monitor.detect.as_of.sayings import of_saying
from monitor.detect.as_of.stamps import HEADING, is_caption, is_heading, is_stamp
from monitor.detect.as_of.told_days import harmless, heads, tells_no_harm, tells_of_event, when_clause
from monitor.detect.as_of.told_spells import Spells
from monitor.detect.date_phrases.dates import DatePhrase, names_day_alone
from monitor.detect.date_phrases.relative_dates import days_after, shifted
from monitor.detect.date_phrases.sequels import came
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line

_EARLY = 4  # sentences in which an article tells when its speaker spoke; later sayings are others
_UPDATE = 2  # days after an event from which a toll that is told to have moved is the day's, not the event's
_ITEM = 8  # tokens of a list's line that no mark begins
_NEAR = 3  # sentences in which "a day earlier" goes on
_SAME = 2  # paragraphs in which "the same night" means the last one that was told rather than the attack's
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
    told_at: int = 0  # the sentence that told it, counted from the first of the body
    episode: int = -2  # the paragraph that tells of one dated event: "On 11 May, when fighters stormed the town, ..."
    latest: str | None = None  # the last day or month that was named: what "the same day" means
    named_at: int = 0  # the sentence that named it
    stated: str | None = None  # "all numbers stand for 3 May"
    entry: int | None = None  # the paragraph that alone it holds for: "29 March.", of a chronicle
    label: str = ""  # the date that a paragraph's first line bears: "13 January: the agency speaks of 300."
    label_in: int = -2
    list_of: str | None = None  # the date in the line that leads a list in: "The monitor's figures for May:"
    day: str | None = None  # the day that a line of its own names, for the lines under it: "Sunday, 8 June"
    day_in: int = -2
    heading: str | None = None  # the date in the last heading: "Ilovaisk, August 2014"
    since: str | None = None  # the first day of the topic's war
    year: str | None = None  # the last year that was named: "on 21 September of that year"
    month: str | None = None  # the month of the report, told in the headline or the opening: "in July", of August
    report: bool = False  # it was told of a document: "in its report for the second quarter"
    updated: bool = False  # headline or opening tell that the toll has moved: "climbs to 94", "nouveau bilan"
    spells: Spells = field(default_factory=Spells)  # the month or week that was balanced last
    tried: Commemorated = field(default_factory=Commemorated)  # "A trial over the 2015 attack opened on Monday."
    announced: Announced = field(default_factory=Announced)  # "In May he gave the losses. He spoke of 40 dead."
    before: list[DatePhrase] = field(default_factory=list)  # the dates of the sentence before
    bare: bool = False  # the last sentence made no figure
    past: tuple[str, int] | None = None  # a year that is over, and the last sentence whose harm was of it
    _old: bool = False
    _today: str | None = None
    _sure: bool = False  # the incident's day was told as such ("Thursday's crash")
    _sentences: int = 0

    @property
    def today(self) -> str | None:
        """The day of publication."""
        if self._today is None and self.published is not None:
            self._today = self.published.isoformat()
        return self._today

    def told_near(self, line: Line) -> str | None:
        """The last day of harm, where a sentence of the same paragraph told it a moment ago."""
        near = self.told_in == line.sentence.block and self._sentences - self.told_at <= _NEAR
        return self.told if near else None

    def event_told(self, line: Line, *, said: bool) -> str | None:
        """ "In 2021 two men attacked a market. Thirty-two people died. Nine were hurt.": of a year that is over.

        It holds right behind it, and on from there until somebody speaks: who tells of a number tells of the news.
        """
        told, at = self.told_near(line), self._sentences
        behind = told is not None and self.bare and self.told_at == at and self.is_old(told)
        on = self.past is not None and self.past[0] == self.told and at - self.past[1] <= 1 and not said
        if behind or (on and self.told_in == line.sentence.block):
            self.past = (self.told or "", at)
            return self.told
        return told if told is not None and len(told) >= 7 else None

    def said_by(self, line: Line, names: tuple[str, ...]) -> str | None:
        """When a speaker gave his number, where his sentence does not tell."""
        then = self.announced.day(line, names, self._sentences + 1)
        return then or next((self.said[name] for name in names if name in self.said), self.today)

    def tried_on(self, line: Line) -> str | None:
        """The day of the event whose trial or memorial the sentence before told of."""
        return self.tried.day(line, self._sentences)

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
        return self.updated and self.lies_back(value)

    def lies_back(self, value: str | None) -> bool:
        """Whether a day lies so many days back that a count of today is another than the first."""
        if self.published is None or value is None or len(value) != 10:
            return False
        return _UPDATE <= (self.published - dt.date.fromisoformat(value)).days <= _RECALL

    def resolve(self, line: Line, found: list[DatePhrase]) -> list[DatePhrase]:
        """The phrases with those counted from another day ("the day before") given theirs."""
        out: list[DatePhrase] = []
        skip: DatePhrase | None = None
        paragraph = line.sentence.block
        for k, phrase in enumerate(found):
            ends = line.low(phrase.end) in ("(", "-", "–") and not line.tokens[phrase.end].glued
            listed = (phrase.start == 0 and self._sentences > 0) or line.low(phrase.start - 1) == "("  # in a chronicle
            recent = phrase.role not in ("as_of", "span") and not self.is_old(phrase.value)  # "28 May 2023 - In ..."
            if len(phrase.value) == 10 and phrase.start <= 6 and ends and recent and not listed:
                continue  # a dateline: "KYIV, Feb 17 (Northern Wire) -"
            ahead = found[k + 1] if k + 1 < len(found) else None
            if phrase is skip:
                continue
            month = next((p.value for p in reversed(out) if len(p.value) == 7), self.month or self.latest)
            if ahead is not None and month is not None and _same_month(phrase, ahead):
                skip = ahead
                out.append(replace(phrase, value=ahead.value[:4] + month[4:7], shift=None, end=ahead.end))
                continue
            if phrase.shift is not None and ahead is not None and ahead.value and ahead.start - phrase.end <= 2:
                continue  # "less than a fortnight earlier, on 4 February"
            if self.since and phrase.value[4:] == self.since[4:] and names_day_alone(line, phrase):
                role = "on" if phrase.role == "future" else phrase.role
                phrase = replace(phrase, role=role, value=self.since)  # "since 7 October": the war's, whatever the year
            that = not out and len(phrase.value) >= 7 and line.at(phrase.end, "dates.same_year") is not None
            if len(phrase.value) >= 7 and any(
                line.is_a(j, "dates.yonder") for j in range(phrase.start - 1, phrase.start + 2)
            ):
                that = not line.is_a(phrase.end, "dates.same_year")  # "an jenem 23. Dezember"
            if that and self.year is not None:  # "on 21 September of that year"
                role = "on" if phrase.role == "future" else phrase.role
                phrase = replace(phrase, role=role, value=self.year + phrase.value[4:])
            if phrase.span == "1y" and phrase.shift in ("0d", "0y") and out and phrase.start == out[-1].end:
                continue  # "of that year", behind its day
            if out and tells_its_year(line, out[-1], phrase):
                began = self.since is not None and out[-1].value[4:] == self.since[4:]  # whatever the year
                out[-1] = out[-1] if began else replace(out[-1], value=phrase.value + out[-1].value[4:])
                continue  # "since 10 May, last year"
            if k == 0 and self._in_column(line, phrase):
                year = int(self.label[:4]) + (phrase.value[5:] < self.label[5:])
                role = "plain" if phrase.role == "future" else phrase.role
                phrase = replace(
                    phrase, role=role, value=f"{year}{phrase.value[4:]}"
                )  # "14 April 2022: ... ¶ 20 April:"
            if len(phrase.value) == 4 and self._anniversary(phrase.value):
                phrase = replace(phrase, value=self.since or phrase.value)
            if phrase.shift is not None:
                earlier = _told_in(out, phrase.shift)
                lately = self.told if self.told_in >= paragraph - 1 else None
                counting = self.is_update(self.incident)  # "On Tuesday it was 41. The day before it had been 39."
                anchor = earlier or (None if counting else self.incident) or lately or self.today
                if phrase.shift == "0d" and earlier is None:
                    near = self.told if self.told_in >= paragraph - _SAME else None
                    if self.incident is not None and any(
                        line.is_a(j, "dates.event_day") for j in range(phrase.start, phrase.end)
                    ):
                        near = min(near or self.incident, self.incident)  # "On the day itself", "in the first hours"
                    anchor = near or self.incident or self.latest or self.told or anchor
                onward = not phrase.shift.startswith(("-", "0")) or phrase.shift.endswith(("y", "mo"))
                if onward and earlier is None and self.latest is not None and self._sentences - self.named_at <= 1:
                    anchor = self.latest  # "In December he gave 43,000. Two months later it was 46,000."
                if earlier is None and self.spells.holds(phrase, self._sentences):
                    anchor = self.spells.value  # "In May 270 died, they said on Thursday. The month before it was 209"
                elif earlier is None and phrase.shift.endswith("w") and self.incident is None and lately is None:
                    anchor = self.counted
                ahead_of = not phrase.shift.startswith(("-", "0")) and anchor == self.today
                if ahead_of:  # "A week later: what the storm has cost": after an event that has no date
                    out.append(replace(phrase, value=""))
                    continue
                whole = {"1mo": 7, "1y": 4}.get(phrase.span or "", 10)  # "in the same month"
                phrase = replace(phrase, value=shifted(anchor, phrase.shift)[:whole])
            out.append(phrase)
        return in_their_night(line, in_their_year(line, out, self.today), self.today)

    def _in_column(self, line: Line, phrase: DatePhrase) -> bool:
        """Whether a day without a year goes on with a chronicle of a year that is past."""
        if line.sentence.block - self.label_in > 2 or not self.label or not names_day_alone(line, phrase):
            return False
        return self.is_old(self.label) and self.is_old(phrase.value) and labels(line, phrase)

    def _anniversary(self, year: str) -> bool:
        """ "Two years ago" on the very day that the war began."""
        return bool(self.since and self.today and self.since[:4] == year and self.since[4:] == self.today[4:])

    def hear(self, line: Line, found: list[DatePhrase], said: list[Attribution]) -> None:
        """Note when each speaker of the line spoke; a recalled saying ("on 4 February he had given") is not kept."""
        for attribution in said:
            told_by = range(max(0, attribution.start - 2), attribution.cue + 1)  # "hatten die Behörden ... gemeldet"
            recalled = any(line.is_a(j, "dates.had") for j in told_by)
            aside = line.is_a(attribution.cue - 1, "words.who")  # "who announced on Saturday"
            phrase = next(
                (
                    p
                    for p in found
                    if len(p.value) == 10
                    and p.role != "future"
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
                    before = phrase.shift is not None and phrase.shift.startswith("-")  # "the day before it spoke of"
                    if self._sentences <= _EARLY and not (before or recalled or self.is_old(phrase.value)):
                        self.early.setdefault(name, phrase.value)

    def tell(self, line: Line, found: list[DatePhrase], said: list[Attribution], *, apart: bool = False) -> None:
        """Note the day of which a sentence tells: the day of the attack, or (`apart`) of another that is recalled."""
        self._sentences += not line.sentence.title
        self.before = found
        if (len(found) == 1 and is_stamp(line, found[0])) or (found and is_caption(line)):
            return
        self.announced.hear(line, found, said, self._sentences)
        self.tried.hear(line, [p for p in found if self.is_old(p.value)], self._sentences)
        alone = len(found) == 1 and _stands_alone(line, found[0])
        if alone:
            value, old = found[0].value, self.day is not None and self.is_old(self.day)
            year = (self.day or "")[:4] if old and names_day_alone(line, found[0]) else value[:4]
            self.day, self.day_in = year + value[4:], line.sentence.paragraph
        elif line.sentence.paragraph == self.day_in:
            self.day = None  # "Der 10. Juli. Vormittags ...": no line of its own
        self.year = next((p.value[:4] for p in reversed(found) if p.value), self.year)
        if self.month is None and self._sentences <= 2:
            self.month = next((p.value for p in found if reported(line, p, self.published)), None)
            self.report = self.month is not None and "source.document" in line.has
        days = [p.value for p in found if len(p.value) >= 7 and p.role not in ("start", "future")]
        if days:
            self.latest, self.named_at = days[-1], self._sentences
        if found and found[0].start <= 2 and self.label_in != line.sentence.block and labels(line, found[0]):
            self.label, self.label_in = found[0].value, line.sentence.block
        if line.low(len(line.tokens) - 1) == ":":
            named = [p for p in found if p.value and p.role not in ("start", "future")]
            named = [p for p in named if len(p.value) < 10 or not of_saying(line, p, said)]
            self.list_of = named[-1].value if named else None
        elif not is_item(line):
            self.list_of = None
        if self._sentences <= 2 and self.incident is None and (ago := days_after(line)):
            base = next(
                (p.value for p in found if len(p.value) == 10 and not p.possessive and p.shift is None), self.today
            )
            self.incident = (
                shifted(base, f"-{ago}d") or None
            )  # "two days after a missile fell, the town mourned on Sunday"
        for phrase in found:
            if not phrase.value or phrase.role in ("future", "as_of") or (phrase.role == "start" and not phrase.opens):
                continue
            if phrase.current or of_saying(line, phrase, said):
                continue
            if not compared(line, phrase):
                self.spells.hear(phrase, self._sentences)
            if phrase.begin is not None and not phrase.is_day:
                continue
            week = next((j for j in range(phrase.start, phrase.end) if line.is_a(j, "dates.weekdays")), phrase.end)
            if phrase.weekday and any(line.is_a(j, "dates.until") for j in range(phrase.start, week)):
                continue  # "Voting was extended until Sunday": still to come
            if _comes_after(line, phrase):
                continue  # "The latest deaths come a day after a visit": they are of today
            recent = self.incident is not None and not (self.is_old(phrase.value) or heads(line, phrase))
            if harmless(line, phrase) or (recent and tells_no_harm(line)):
                continue  # "Police arrested two men on Monday. Nineteen people died": on another day
            former = count_before(line, phrase) is not None  # "rose to 72 from 69 on Wednesday"
            if former or compared(line, phrase) or (not phrase.is_day and of_record(line, phrase.start)):
                continue  # "the worst attack since October 2022, when 120 died": the next sentence is not of that day
            self.told, self.told_in, self.told_at = phrase.value, line.sentence.block, self._sentences
            if alone:
                continue
            opens = len(phrase.value) == 10 and phrase.start <= 1
            if opens or (len(phrase.value) >= 7 and not phrase.length and "scope.single" in line.has):
                self.episode = line.sentence.block
            old = self.is_old(phrase.value)
            first = old and self._sentences <= 2 and self.incident is None and phrase.value != self.since
            if first and len(phrase.value) == 10 and tells_of_event(line):
                self.incident = phrase.value  # "Three years ago, on 29 July 2022, a barrack burnt down"
                self._old = True
                continue
            if len(phrase.value) != 10 or phrase.span == "1w" or old or apart or self._sentences > 5 or self._sure:
                continue
            if self._old:
                self.incident, self._old = None, False
            event = any("scope.incident" in tags for tags in line.tags[max(0, phrase.start - 4) : phrase.end + 3])
            sure = (phrase.possessive and event) or when_clause(line, phrase)
            if sure or (self.incident is None and (self._sentences <= 1 or tells_of_event(line))):
                self.incident, self._sure = phrase.value, sure

    def state(self, line: Line, found: list[DatePhrase]) -> None:
        """ "All numbers stand for 3 May", a heading's date: of every figure that has none of its own."""
        if is_heading(line, found):
            value = next((p.value for p in reversed(found) if p.value), "")
            self.heading = value if self.is_old(value) else None
        for phrase in found:
            told = phrase.role == "start" or (phrase.weekday and not line.sentence.title)  # "It began on Monday."
            ends = phrase.end >= len(line.tokens) - 1 and len(line.tokens) <= HEADING and not told
            numbered = any(line.kind(j) == "number" for j in range(phrase.start, phrase.end))
            named = (numbered or phrase.start == 0) and not phrase.possessive
            ends = ends and not is_stamp(line, phrase)
            if ends and named and _is_title(line) and len(phrase.value) == 10 and not self.is_old(phrase.value):
                self.stated = phrase.value
                self.entry = None if line.sentence.title or self._sentences <= 1 else line.sentence.block
                self.heading = None
            ranged = phrase.begin is not None and len(phrase.value) >= 7 and not (phrase.closed or phrase.is_day)
            if phrase.value and (ranged or line.is_a(phrase.start, "dates.as_of")):
                self.stated = phrase.value
                self.entry = None


def _told_in(out: list[DatePhrase], shift: str) -> str | None:
    """The date of the same sentence from which one is counted; months and years from its month, if it told one."""
    least = 4 if shift.endswith("y") else 7  # "61,000 in 2022, in the year after 47,000"
    told = [p.value for p in out if len(p.value) >= least]
    months = [value for value in told if len(value) == 7] if shift.endswith(("y", "mo")) else []
    return next(reversed(months or told), None)


def _stands_alone(line: Line, phrase: DatePhrase) -> bool:
    """ "Sunday, 8 June", "8 червня": a line that names a day and nothing else."""
    if line.sentence.title or len(phrase.value) != 10 or phrase.role not in ("on", "plain", "future"):
        return False
    rest = (j for j in range(len(line.tokens)) if not phrase.start <= j < phrase.end)
    return any(line.is_a(j, "dates.months") for j in range(phrase.start, phrase.end)) and all(
        line.kind(j) == "mark" for j in rest
    )


def _comes_after(line: Line, phrase: DatePhrase) -> bool:
    """ "... come a day after a visit": a count of days from what the news comes after."""
    told = range(phrase.start, phrase.end + 1)
    counted = any(line.is_a(j, "dates.after") for j in told) and any(line.is_a(j, "dates.units") for j in told)
    return counted and (came(line, phrase.start) or came(line, phrase.start - 1))


def tells_update(line: Line) -> bool:
    """ "The death toll climbed to 94", "un nouveau bilan": a toll that has moved since it was last told."""
    moved = any("scope.updated" in tags for tags in line.tags)
    return moved and any(cls.endswith((".toll", ".noun", ".part")) for tags in line.tags for cls in tags)


def toll_rises(line: Line, found: list[DatePhrase]) -> bool:
    """ "The number of those killed in Saturday's attack has reached 28", "Asciende a 28 el número ... del sábado"."""
    if line.has.isdisjoint(("words.total_move",)) or "scope.incident" not in line.has or "status.lowers" in line.has:
        return False
    tolls = [j for j in range(len(line.tokens)) if line.is_a(j, "killed.toll", "words.count")]
    moves = [j for j in range(len(line.tokens)) if line.is_a(j, "words.total_move")]
    days = [p for p in found if p.is_day]
    if any(m == p.end and j > m for p in days for m in moves for j in tolls):
        return True  # "Nach dem Angriff am Samstag stieg die Zahl der Toten"
    days = [p for p in days if any(j < p.start for j in tolls)]
    return any(m >= p.end or (m <= 2 and m < min(tolls)) for p in days for m in moves)


def _same_month(phrase: DatePhrase, year: DatePhrase) -> bool:
    """ "in the same month last year", "за тот же месяц прошлого года"."""
    same = phrase.span == "1mo" and phrase.shift == "0d"
    return same and year.span == "1y" and len(year.value) == 4 and year.start - phrase.end <= 1


def _is_title(line: Line) -> bool:
    """ "Russian losses, 8 June", "28 березня.", not "The strike was on 8 June."."""
    return line.sentence.title or not any(
        line.is_a(j, "words.auxiliary", "words.article", "scope.occurred", "scope.incident")
        for j in range(len(line.tokens))
    )


def is_item(line: Line) -> bool:
    """ "• 120 civilians killed", "2) Police: 40 killed", "Wounded: 450": a line of a list."""
    marked = line.kind(0) == "mark" or (line.kind(0) == "number" and line.low(1) in (")", "/", "."))
    return marked or len(line.tokens) <= _ITEM

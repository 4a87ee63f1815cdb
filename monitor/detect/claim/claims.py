"""A linked number to its claim: who states it, as of when, over what span, and whether the text stands by it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.detect.as_of.balances import Balance
from monitor.detect.as_of.calendar import Calendar, tells_update, toll_rises
from monitor.detect.as_of.dating import as_of
from monitor.detect.as_of.event_day import EventDay, another_toll
from monitor.detect.as_of.near_dates import day_of_harm, day_opens, near
from monitor.detect.as_of.same_date import dated_with, day_goes_on, whole_before
from monitor.detect.as_of.sayings import of_saying, spoken
from monitor.detect.as_of.since_then import since_then
from monitor.detect.claim.backing import Headline, Interview, Voices, told_before
from monitor.detect.claim.closing import named_behind
from monitor.detect.claim.comparing import for_comparison
from monitor.detect.claim.going_on import Told as Telling
from monitor.detect.claim.going_on import going_on, is_voice
from monitor.detect.claim.openers import opener
from monitor.detect.claim.places import elsewhere_of, place_in, place_of
from monitor.detect.claim.stands import Stand
from monitor.detect.claim.titles import settle_titles
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.doubt.corrections import corrected
from monitor.detect.doubt.disputes import answered
from monitor.detect.doubt.status import status_of
from monitor.detect.how_many.numbers import Number
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import Covers, Event
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.scopes.increments import landed, total_before
from monitor.detect.scopes.roll import Roll
from monitor.detect.scopes.same_periods import of_same_period
from monitor.detect.scopes.scope import covers, in_series
from monitor.detect.scopes.settling import Told as Around
from monitor.detect.scopes.settling import settle
from monitor.detect.scopes.spells import of_a_former_event, of_a_label, of_the_event, whole_war
from monitor.detect.scopes.threads import counted_before, thread_of
from monitor.detect.scopes.wholes import (
    bulletin,
    carries_total,
    goes_on_by_place,
    near_by,
    of_them,
    one_event_of,
    one_list,
    strikes_at,
    whole_of,
)
from monitor.detect.sources.heralds import no_toll, tells_numbers
from monitor.detect.sources.speaker import speaker_of
from monitor.detect.sources.speakers import Speakers
from monitor.model import Measure, Population, Scope, Status

_LEDE = 3  # sentences within which the first speaker stands behind what was told before him

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement


@dataclass(frozen=True, slots=True)
class Told:
    """The claim fields of one number and the tokens that gave them."""

    scope: Scope
    span: str | None
    per: str | None
    status: Status
    sources: tuple[str, ...]
    speaker: Attribution | None
    own_source: bool
    as_of: str | None
    phrase: DatePhrase | None
    own_scope: bool
    place: str | None
    elsewhere: str | None
    date_of_saying: bool


@dataclass(slots=True)
class Claims:
    """Reads the claim fields, sentence by sentence; knows who has spoken and which dates the article has given."""

    lex: Lexicon
    calendar: Calendar
    event: Event = field(default_factory=Event)
    event_day: EventDay = field(default_factory=EventDay)
    speakers: Speakers = field(default_factory=Speakers)
    lead: Attribution | None = None  # the first speaker of the body, who stands behind the headline
    _stretch: DatePhrase | None = None  # the last "between 2014 and 2022"
    _read: int = 0
    _before: Line | None = None  # the sentence before
    _before_dates: list[DatePhrase] = field(default_factory=list)
    _made: Sequence["Statement"] = ()
    _place: str | None = None  # where the attack that the article tells of took place
    _doubted: set[str] = field(default_factory=set)  # names whose claims the text disputes wherever they stand
    _stand: Stand = field(default_factory=Stand)
    _stating: tuple[str, ...] = ()  # the last speaker who stated a figure
    headline: Headline = field(default_factory=Headline)
    voices: Voices = field(default_factory=Voices)
    interview: Interview = field(default_factory=Interview)
    roll: Roll = field(default_factory=Roll)
    balance: Balance = field(default_factory=Balance)
    _opened: bool = False  # somebody has spoken in the body
    _announced: int | None = None  # the paragraph in which the sentence before told of the past day, without a figure
    _lone: bool = False  # the last number stood alone: the next sentence says what it counts, and who says so

    def begin(self, line: Line, said: list[Attribution], phrases: list[DatePhrase], speakers: Speakers) -> None:
        """A new sentence: its days and what kind of event it tells of."""
        self.speakers = speakers
        self._read += not line.sentence.title
        self.headline.read(line, said, speakers.named)
        self.voices.read(line, said)
        self.interview.read(line, said, speakers.named)
        self.roll.begin(line, said, phrases)
        self.balance.begin(line, phrases, said, topical=self.event.topical)
        if said and self.lead is None and not line.sentence.title and self._read <= 3:
            self.lead = said[0]
        self.event.begin(line, balance=self.balance.tallied and self._read <= 3)
        moved = self._read <= 2 and (tells_update(line) or toll_rises(line, phrases))
        self.calendar.updated = self.calendar.updated or moved
        if line.sentence.title and self.event.incident:
            self._place = place_of(line)
        if self._lone and said and self._made:
            self._made[-1].sources = said[0].names  # "Forty-one thousand. So many are dead, he said."
        self._lone = False

    def covers(
        self, line: Line, group: Group, link: Link, phrases: list[DatePhrase], said: list[Attribution]
    ) -> Covers:
        """What the number's own words say of its scope; "in that period" is the last stretch that was told."""
        if (of_year := of_a_label(line, group, link, phrases)) is not None:
            return of_year
        last = self._made[-1] if self._made else None
        if (again := of_same_period(line, group, self._stretch, last, phrases)) is not None:
            if self._stretch is not None:
                self.balance.note(line, again)
            return again
        cover = covers(line, self.lex, group, link, phrases, said, self.event)
        told = self._before_dates
        then = since_then(line, group, phrases, self._before, told, self.event, self.calendar.published)
        if then is not None and cover.scope in (None, Scope.CUMULATIVE):
            return then
        if cover.scope is None and (headed := self.roll.covers(line, group, cover, phrases)) is not None:
            return headed
        if cover.scope is None and (same := self.balance.covers(line, group, link, phrases, said)) is not None:
            return same
        if cover.date is not None and cover.date.length and whole_war(cover.span, self.event, self.calendar):
            cover = Covers(Scope.CUMULATIVE)  # "63,633 have been killed in 23 months": since the war began
        if last is not None and cover.scope is Scope.PERIOD and one_event_of(line, group, cover.date, last):
            return Covers(None, total=cover.total)  # "killed nine and wounded 15 in Munich, ..."
        date = cover.date if cover.scope is Scope.PERIOD else None
        if date is not None and of_the_event(line, date, self.event, self.calendar):
            return Covers(None, total=True)  # "52 bodies have been found since the ferry sank on Tuesday"
        if date is not None and of_a_former_event(line, group, date, self.event, self.calendar):
            return Covers(None, total=cover.total, date=date)
        if last is not None and cover.scope is Scope.PERIOD and carries_total(group, link, cover.date, last):
            return Covers(Scope.CUMULATIVE)
        if cover.scope is Scope.PERIOD and cover.date is not None and self._read <= 3:
            lately = cover.date.length or not self.calendar.is_old(cover.date.value)
            self.event.spanned = self.event.spanned or (lately and cover.date.role != "start" and not cover.date.closed)
        if cover.scope is Scope.PERIOD:
            self.balance.note(line, cover)
        return cover

    def read(
        self,
        line: Line,
        group: Group,
        link: Link,
        said: list[Attribution],
        phrases: list[DatePhrase],
        cover: Covers,
        population: Population,
        party: str | None,
        kin: "Statement | None",
        elder: "Statement | None",
        made: Sequence["Statement"],
    ) -> Told:
        """The claim fields of a number; `kin` gave its measure in the same sentence, `elder` in an earlier one."""
        self._made, self._lone = made, link.rule == "number explained by the next sentence"
        last = total_before(made)
        if landed(line, group, kin):
            kin, cover = None, Covers(Scope.CUMULATIVE)
        if last is not None and last.line is line and last.scope is Scope.RATE and in_series(line, group):
            cover = Covers(Scope.RATE, per=last.per)  # "three a day, from seven in October"
        scope = cover.scope
        whole = None if kin or scope or cover.total else whole_of(line, group, link.measure, party, made)
        if scope is None and kin is None and counted_before(line, group, link, phrases, self.event, last):
            scope = Scope.CUMULATIVE
        thread = (
            None
            if kin or scope
            else thread_of(line, group, link, party, population, cover, phrases, said, self.event, self._before, made)
        )
        doubter = whole
        if scope in (Scope.PERIOD, Scope.CUMULATIVE):
            self.calendar.episode = -2
        if scope is None:
            elder = elder or (last if link.part else None)
            close = near_by(line, last)
            beside = last if last is not None and last.line is line and (last.own_scope or last.own_date) else None
            smaller = beside is not None and group.number.high <= 3 * beside.group.number.high
            episode = self.calendar.episode == line.sentence.block and (
                self.event.kind != "disaster"
                or group.number.high < 1000
                or self.calendar.is_old(self.calendar.told or "")
            )
            struck = day_of_harm(line, group, link, phrases, said)
            around = Around(
                day=struck
                or day_opens(line, group, phrases, said)
                or (link.side == "left" and last is None and self.calendar.incident is not None)
                or (last is not None and close and last.span == "1d" and strikes_at(line, group, link)),
                another=last is not None and last.scope is Scope.PERIOD and close and last.line is not line
                and (struck or strikes_at(line, group, link)),
                day_after=day_of_harm(line, group, link, [p for p in phrases if p.start >= group.end], said),
                kin=kin.scope if kin else None,
                elder=elder.scope if elder is not None else None,
                recent=last.scope if last is not None and close else None,
                beside=beside.scope if beside is not None and smaller else None,
                episode=episode,
                counted=any(p.role == "as_of" and near(line, group, link, p, Scope.CUMULATIVE) for p in phrases),
                by_month=any(p.by_month and near(line, group, link, p, Scope.CUMULATIVE) for p in phrases),
                announced=self._announced == line.sentence.block,
                guest=self.event.topical and party is not None and party not in self.event.parties,
                dated=not (self.event.kind or self.event.epidemic) and self.calendar.incident is not None,
                long_past=any(self._long_past(p) and not of_saying(line, p, said) for p in phrases),
                report=self.calendar.report,
                of_day=last is not None and close and last.span == "1d" and last.scope is Scope.PERIOD,
                held=last is not None and close and last.measure is Measure.CAPTURED
                and last.scope is Scope.CUMULATIVE and of_them(line, group),
            )  # fmt: skip
            scope = settle(line, group, link, cover, population, self.event, said, around)
            one = self.event.kind == "incident" or "scope.single" in line.has
            apart = around.day or episode or (one and not goes_on_by_place(line, self._before, group, whole))
            away = thread is not None and thread.line.sentence.paragraph != line.sentence.paragraph
            if thread is not None and not (around.day or (episode and away)):
                scope, whole = thread.scope, thread
            elif whole is not None and not (scope is Scope.INCIDENT and apart):
                scope = Scope.PERIOD
            else:
                whole = doubter = None
        parent = kin or whole
        span = cover.span or (parent.span if parent and scope is parent.scope else None)
        per = cover.per or (kin.per if kin and scope is Scope.RATE else None)
        status = status_of(line, self.lex, group, link, bool(said))
        origin = kin or (elder if link.part else None)
        if origin is not None and origin.rule == "number denied":
            origin = None
        if origin is not None and origin.status is not Status.ASSERTED and status is Status.ASSERTED:
            status = origin.status if origin.status is Status.HYPOTHETICAL or link.part else status
        speaker, own_source = speaker_of(line, group, link, said, self.speakers)
        opened = opener(line, group, link, said, self.speakers, kin, self.lex.lang) if not own_source else None
        if opened is not None:
            speaker, own_source = opened, True
            said.append(opened)
        own_source = own_source or for_comparison(line, group, link, party, self.event)
        if not own_source:
            day, dated = as_of(line, group, link, phrases, said, scope, cover.date, self.calendar, None)
            own = dated is not None and dated.role != "as_of"
            old = dated is not None and day is not None and self.calendar.is_old(day)
            false, heard = status is Status.DISPUTED, len(self.voices.names)
            telling = Telling(party, scope, own, old, self.event.topical, false, heard)
            goes_on = self.roll.teller(line.sentence.paragraph)
            speaker = goes_on or going_on(line, group, link, telling, self.speakers, made)
            if speaker is None and "words.salvages" in line.has:
                speaker = opener(line, group, link, said, self.speakers, kin, self.lex.lang, found=True)
        sources, here = speaker.names if speaker else (), own_source
        if kin is not None and not own_source:
            sources, own_source = kin.sources, kin.own_source
        doubted = set(sources) & self._doubted or (
            doubter is not None
            and doubter.status is Status.DISPUTED
            and (not own_source or set(sources) & set(doubter.sources))
        )
        if status is Status.ASSERTED and doubted:
            status = Status.DISPUTED
        date, phrase = as_of(line, group, link, phrases, said, scope, cover.date, self.calendar, speaker, here=here)
        if phrase is None and cover.date is None:
            same = last if last is not None and last.line is line else None
            one = same is not None and same.scope is scope is Scope.INCIDENT
            one = one and same is not None and (same.own_date or same.as_of == self.event.since)
            of_whole = one or group.number.signed or of_them(line, group)
            part_of = (same if of_whole else None) or whole_before(line, group, last)
            for older in (kin, whole, elder, part_of):
                other = scope is Scope.CUMULATIVE and older not in (None, kin) and own_source and not link.part
                if other and older is not None and not set(older.sources) & set(sources):
                    continue  # "Zelensky gave 46,000 in February. The project UALosses has 76,000 names"
                if older is not None and older.as_of and dated_with(older, scope, line, group, kin, self.calendar):
                    date = older.as_of
                    break
            else:
                spell = last if scope is Scope.PERIOD and near_by(line, last) else None
                monthly = spell is not None and spell.scope is scope and len(spell.as_of or "") == 7
                if spell is not None and monthly and date == self.calendar.today:
                    date = spell.as_of  # a bulletin of a month goes on
                undated = date == self.calendar.today
                date = self._stand.day(line, sources, scope, party, undated=undated) or date
        if phrase is None and date == self.calendar.today:
            date = day_goes_on(line, scope, cover, last) or date
        if phrase is not None and (phrase.role == "as_of" or phrase.until_day) and sources:
            self._stand = Stand(sources, line.sentence.paragraph, phrase.value, scope, party)
        place, elsewhere = self._where(line, group, link, scope, date, kin or elder)
        return Told(
            scope, span, per, status, sources, speaker, own_source, date, phrase, cover.scope is not None,
            place, elsewhere, phrase in phrases and (of_saying(line, phrase, said) or spoken(line, phrase)),
        )  # fmt: skip

    def _where(
        self, line: Line, group: Group, link: Link, scope: Scope, date: str | None, parent: "Statement | None"
    ) -> tuple[str | None, str | None]:
        """An incident's place, and the other war or disaster that a figure belongs to."""
        place = place_in(line, group, link) if scope is Scope.INCIDENT else None
        if parent is not None and scope is parent.scope:
            place = place or parent.place
        if parent is not None and parent.elsewhere is not None and parent.line is line:
            return place, parent.elsewhere
        other = elsewhere_of(line, group, link, self.event.parties)
        if other is None and date is not None and self._is_former(date):
            other = place_in(line, group, link) or place or date[:4]
        if scope is Scope.INCIDENT and place is None and other is None:
            place = self._place
        if scope is Scope.INCIDENT and self._place is None and other is None:
            self._place = place
        return place, other

    def _long_past(self, phrase: DatePhrase) -> bool:
        """Whether a date names a day far back, or the war's first: "on 7 October"."""
        day = len(phrase.value) == 10 and phrase.role in ("on", "plain", "span")
        return day and (phrase.value == self.event.since or self.calendar.is_old(phrase.value))

    def _is_former(self, date: str) -> bool:
        """Whether a date lies before the topic's war, or before an article's own event."""
        if self.event.first_day is not None:
            return date[: len(date)] < self.event.first_day[: len(date)]
        return not self.event.topical and self.event.kind in ("incident", "disaster") and self.calendar.is_old(date)

    def end(self, line: Line, said: list[Attribution], phrases: list[DatePhrase], *, stated: bool) -> None:
        """The sentence is read: note when its speakers spoke."""
        self._stretch = next((p for p in reversed(phrases) if p.begin and p.value), self._stretch)
        self.calendar.tell(line, phrases, said, apart=stated and another_toll(line, self._made))
        self.calendar.bare = not stated
        if not line.sentence.title:
            self.event_day.read(line, phrases, said, stated=stated)
        self.calendar.hear(line, phrases, said)
        here = [s for s in self._made if s.line is line] if stated else []
        if here:
            one_list(here)
        dated = {j for p in phrases for j in range(p.start, p.end)}
        theirs, ahead = answered(
            line,
            here,
            self._made,
            self.speakers.named,
            self._before,
            dated=dated,
            free=self.lex.order == "free",
            spoke=min((a.cue for a in said if not a.denies), default=None),
        )
        self._doubted |= set(ahead)
        for statement in theirs:
            statement.status = Status.DISPUTED
        named_behind(line, said, self._made)
        self._before, self._before_dates = line, phrases
        self._announced = (
            line.sentence.block if self.event.topical and not stated and "dates.past_day" in line.has else None
        )
        behind = False
        numbered = bool(said) and tells_numbers(line, dated)
        if said and not said[0].denies and said[0].names:
            first = not self._opened and self._read <= _LEDE
            behind = told_before(line, said, self._made, phrases, self.calendar, first=first, numbered=numbered)
            self._opened = True
        if stated and said:
            self._stating = said[-1].names
            self.speakers.stating = said[-1] if said[-1].names else self.speakers.stating
        if said and not stated and not behind and said[-1].names != self._stating:
            self.speakers.beside = no_toll(line, said[-1], numbered=numbered)
            self.speakers.idle = not numbered and is_voice(line)
        if not stated and not any(line.is_a(a.cue, "source.says") for a in said):
            self.calendar.state(line, phrases)
        if not stated and phrases:
            self.balance.tell(line, phrases, said)

    def finish(self, kept: Sequence["Statement"], told: Sequence[tuple[Line, Sequence[Number]]]) -> None:
        """What only the whole article tells: the headline's speaker, a day that was named later."""
        corrected(self._made, told)
        self.headline.settle(kept)
        self.voices.settle(kept)
        self.interview.settle(kept)
        bulletin(kept)
        if not self.calendar.updated:
            self.event_day.settle(kept)
        settle_titles(self._made, kept, disaster=self.event.kind == "disaster", lead=self.lead, calendar=self.calendar)

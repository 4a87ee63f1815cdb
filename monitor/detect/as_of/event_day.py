"""The day of an event that a later sentence tells: "..., police said on Tuesday. The accident was on Sunday night".

The lede of an agency's item names the day on which somebody spoke; when it happened comes a sentence or two later.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.as_of.near_dates import compared, of_record
from monitor.detect.as_of.sayings import of_saying
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line
from monitor.model import Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_OPENING = 5  # sentences of the body within which an item tells when its event was
_DAYS = 3  # days from the event to the saying that counts its dead
_BESIDE = 3  # tokens between "the blast" and its day
_SUBJECT = 4  # tokens in which a sentence names what it is about
_DEFINITE = ("words.article", "source.his", "source.he", "words.it")
_CRASHES = ("scope.crash", "scope.occurred")


@dataclass(slots=True)
class EventDay:
    """The day of the article's event, told by a sentence of its own after its dead were counted."""

    value: str | None = None
    told_at: int = 0  # where its sentence begins
    _read: int = 0

    def read(self, line: Line, found: Sequence[DatePhrase], said: list[Attribution], *, stated: bool) -> None:
        """A sentence of the body; `stated` says that it made figures."""
        self._read += 1
        if self.value is not None or not 1 < self._read <= _OPENING:
            return
        if any(line.is_a(j, "words.more") for j in range(_SUBJECT)):
            return  # "Another blast was on Sunday"
        days = [p for p in found if p.is_day and p.shift is None and not compared(line, p)]
        days = [p for p in days if not of_saying(line, p, said) and not of_record(line, p.start)]
        if len(days) != 1:
            return
        if _named_beside(line, days[0]) or (not stated and _tells_of_it(line, days[0])):
            self.value, self.told_at = days[0].value, line.sentence.start

    def settle(self, kept: Sequence["Statement"]) -> None:
        """Give it to what was counted before, on a day on which somebody spoke."""
        if self.value is None:
            return
        day = dt.date.fromisoformat(self.value)
        for statement in kept:
            spoke = statement.date_of_saying or not statement.own_date
            spoke = spoke and statement.scope is Scope.INCIDENT and len(statement.as_of or "") == 10
            if not spoke or statement.title or statement.line.sentence.start >= self.told_at:
                continue
            if 0 < (dt.date.fromisoformat(statement.as_of or "") - day).days <= _DAYS:
                statement.as_of = self.value


def another_toll(line: Line, made: Sequence["Statement"]) -> bool:
    """ "A crash killed 18, police said. Another 24 were hurt. On Wednesday a collision had killed 13": another event.

    Its day is not that of the article's own: it has dead of its own, after a count of others that stands.
    """
    here = [s for s in made if s.line is line and s.scope is Scope.INCIDENT and s.own_date and not s.link.part]
    if not here:
        return False
    counted = {s.measure for s in here}
    before = [s for s in made if s.line is not line and s.measure in counted and not s.title]
    same = {(s.measure, s.group.number.low) for s in before}
    whole = [s for s in before if s.scope is Scope.INCIDENT and not s.link.part]
    undated = any(s.date_of_saying or not s.own_date for s in whole)
    return undated and not any((s.measure, s.group.number.low) in same for s in here)


def late_day(statement: "Statement", calendar: Calendar) -> None:
    """A figure that was left at the day of publication takes the event's day, or that on which its speaker spoke."""
    if statement.own_date or statement.as_of != calendar.today:
        return
    if (
        statement.scope is Scope.INCIDENT
        and calendar.incident is not None
        and not calendar.is_update(calendar.incident)
    ):
        statement.as_of = calendar.incident
        return
    day = next((calendar.early[n] for n in statement.sources if n in calendar.early), None)
    statement.as_of = day if day is not None else statement.as_of


def _named_beside(line: Line, phrase: DatePhrase) -> bool:
    """ "Friday's blast", "the blast on Friday", "l'explosion de vendredi"."""
    if phrase.possessive:
        return line.is_a(phrase.end, "scope.incident", "scope.crash")
    for j in range(phrase.start - 1, max(-1, phrase.start - _BESIDE), -1):
        if line.kind(j) != "word":
            return False
        if line.is_a(j, "scope.incident", "scope.crash"):
            return any(line.is_a(k, "words.article") and not _indefinite(line, k) for k in (j - 1, j - 2))
    return False


def _tells_of_it(line: Line, phrase: DatePhrase) -> bool:
    """ "It sank on Friday night", "Взрыв произошёл в пятницу"; not "On Friday troops had struck a station"."""
    if "scope.occurred" in line.has and (phrase.start > 1 or _definite(line, phrase.end)):
        return not any(_indefinite(line, k) for k in range(_SUBJECT))
    if phrase.start <= 1 or line.has.isdisjoint(_CRASHES):
        return False
    return _definite(line, 0) or _subject_of_none(line)


def _definite(line: Line, first: int) -> bool:
    """ "The boat", "Their bus", "It"."""
    return any(line.is_a(j, *_DEFINITE) and not _indefinite(line, j) for j in range(first, first + 2))


def _subject_of_none(line: Line) -> bool:
    """ "Судно перевернулось": a language without articles names what it told of before."""
    return line.kind(0) == "word" and line.is_a(1, *_CRASHES)


def _indefinite(line: Line, j: int) -> bool:
    if line.is_a(j, "words.auxiliary"):
        return False  # "L'attaque a eu lieu lundi"
    return line.is_a(j, "numbers.one") or line.low(j) in ("a", "an")

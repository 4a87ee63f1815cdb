"""What an article goes on counting: a number without a span or an event of its own is of what was counted last.

"At least 212 people were killed in attacks in Ituri last week. Forty of the dead were children. In Irumu 98 died.":
all of last week. "The crackdown has killed 212 people. Another 316 were injured.": all of it since it began.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.as_of.near_dates import compared, near
from monitor.detect.as_of.sayings import of_saying, spoken
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import MOST, Covers, Event, one_event
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.scopes.scope import clause_of
from monitor.detect.scopes.wholes import at_an_hour
from monitor.model import Measure, Population, Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_REACH = 2  # paragraphs from what was counted last
_BACK = 6  # figures back among which the whole is sought
_HURT, _HURT_IN_WAR, _MANY_HURT = 50, 12, 5  # times as many are hurt as die, at most
_SMALL = 50  # times a part's number that the total of a war is at most
_LARGE = 10_000
_DAY = 10  # letters of a date that names one
_SHORT = ("1d", "2d")
_KEPT = (Scope.PERIOD, Scope.CUMULATIVE)
_HARMS = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES)
_BLOWS = ("scope.incident", "scope.crash", "scope.record")
_OWN = ("dates.since", "scope.onset", "scope.cumulative", "scope.period")
_DOERS = ("words.irregular", "words.fighter", "words.army", "party")


def thread_of(
    line: Line,
    group: Group,
    link: Link,
    party: str | None,
    population: Population,
    cover: Covers,
    phrases: Sequence[DatePhrase],
    said: list[Attribution],
    event: Event,
    before: Line | None,
    made: Sequence["Statement"],
) -> "Statement | None":
    """The earlier figure of a span or a running total that this number goes on with."""
    last = _last(made)
    if last is None or last.scope not in _KEPT or line.sentence.title or line.sentence.entry:
        return None
    gap = line.sentence.paragraph - max(0, last.line.sentence.paragraph)
    if link.measure not in _HARMS or gap > _REACH or (gap and made[0].scope is Scope.INCIDENT):
        return None
    if party is not None and last.party is not None and party != last.party:
        return None
    if (population is Population.MILITARY) != (last.population is Population.MILITARY):
        return None
    told = last.line is line and last.own_scope and group.number.high < MOST
    dated = [p for p in phrases if not told or p.start > last.group.start]
    if any(not (compared(line, p) or of_saying(line, p, said) or spoken(line, p)) for p in dated):
        return None  # but "last week 32 people were killed, 214 wounded": the week is of both
    if not line.has.isdisjoint(_OWN):
        return None
    if last.scope is Scope.CUMULATIVE and "words.more" in line.has and not link.part and _raised(made):
        return None
    number = group.number.high
    whole = [s.group.number.high for s in made[-_BACK:] if s.scope is last.scope and s.measure is link.measure]
    hurt = _HURT if not event.topical else _MANY_HURT if number >= _LARGE else _HURT_IN_WAR
    if number > max(whole, default=hurt * last.group.number.high):
        return None
    if link.part and link.rule == "part of the harmed":
        return last
    if cover.total and (event.topical or (last.scope is Scope.PERIOD and line.is_a(0, "scope.total"))):
        return None  # "8,000 were murdered within days in July 1995. So far 6,765 lie in the cemetery"
    if event.kind == "disaster" and last.scope is Scope.PERIOD:
        return None  # "the agency added 28 names in a day. At least 17 are hurt"
    if event.topical and (
        (last.scope is Scope.PERIOD and last.span in _SHORT) or number * _SMALL < last.group.number.high
    ):
        return None
    if last.sources and gap and any(a.names and not set(a.names) & set(last.sources) for a in said):
        return None
    return None if _own_event(line, group, link, last, before) else last


def _last(made: Sequence["Statement"]) -> "Statement | None":
    """What was counted last: of a sentence's totals the newest ("3,145, up from 2,719 two days before"), of the numbers
    of a span the one that names it ("in July 286 died, and 1,388 were hurt, the mission said on Wednesday")."""
    told = [s for s in made[-_BACK:] if s.scope is not Scope.RATE]
    if not told:
        return None
    last = told[-1]
    same = [s for s in told if s.line is last.line and s.scope is last.scope and s.party == last.party]
    if last.scope is Scope.CUMULATIVE:
        return max(same, key=lambda s: ((s.as_of or "")[:_DAY], s is last))
    return last if last.own_date else next((s for s in same if s.own_date), last)


def counted_before(
    line: Line, group: Group, link: Link, phrases: Sequence[DatePhrase], event: Event, last: "Statement | None"
) -> bool:
    """ "A strike killed seven on Monday. As of 1 June, 682 children had been killed": up to a day before the strike."""
    if last is None or last.scope is not Scope.INCIDENT or not event.topical or link.measure not in _HARMS:
        return False
    day = last.as_of or ""
    return any(
        p.role == "as_of"
        and len(p.value) == len(day)
        and p.value < day
        and near(line, group, link, p, Scope.CUMULATIVE)
        for p in phrases
    )


def _raised(made: Sequence["Statement"]) -> bool:
    """ "63 died in Monday's raids, which brings the total to 2,546. Another 234 were hurt": beside the 63."""
    return len(made) > 1 and made[-2].line is made[-1].line and made[-2].scope is not made[-1].scope


def _own_event(line: Line, group: Group, link: Link, last: "Statement", before: Line | None) -> bool:
    """ "A roof came down in Orsk, killing four": one event in the number's clause, an hour, or one told just before."""
    if at_an_hour(line) or (last.scope is Scope.CUMULATIVE and not line.has.isdisjoint(_BLOWS)):
        return True
    if (
        before is not None
        and before is not last.line
        and (at_an_hour(before) or one_event(before, 0, len(before.tags)))
    ):
        return True
    low, high = clause_of(line, group, link)
    if link.rule == "object of a harm verb" and not line.has.isdisjoint(_DOERS):
        return True
    mishaps = "scope.mishaps" in line.has  # "209 участникам ДТП": the word is of one and of many
    return (one_event(line, low, high) or "scope.crash" in line.has) and not (mishaps and last.scope is Scope.PERIOD)

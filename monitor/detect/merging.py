"""Statements to figures: mentions of one number become one, parts of a sum correct what the whole was called."""

import datetime as dt
from collections.abc import Sequence

from monitor.detect.nouns.statement import Statement
from monitor.detect.register_losses import convicts_of_register, dead_of_register, harmed_as_the_whole, of_victims
from monitor.model import Measure, Population, Qualifier, Scope, Status

_INQUIRY = frozenset({"слідство", "следствие"})  # nobody's name: of the prosecutors or the police that it quotes

_APART = 5  # days between two attacks that took the same number; a toll's day and its update lie nearer

_HARMED = (Measure.KILLED, Measure.WOUNDED)

_ROUNDED = 100  # the least of a round number of victims
_ROUGH = (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.MORE_THAN)
_WITHIN = 25  # a round number is told to a twenty-fifth of itself


def merged(made: Sequence[Statement]) -> list[Statement]:
    """One statement per distinct figure: the fullest mention decides, the body before the headline."""
    _sums(made)
    dead_of_register(made)
    convicts_of_register(made)
    harmed_as_the_whole(made)
    kept: list[Statement] = []
    for statement in sorted((s for s in made if not _told_better(made, s)), key=lambda s: s.title):
        twin = next((k for k in kept if _same(k, statement)), None)
        if twin is None:
            kept.append(statement)
        else:
            _merge(twin, statement)
    return kept


def _told_better(made: Sequence[Statement], lost: Statement) -> bool:
    """ "Lost 45,000 troops" is no figure of its own where the text calls the same number dead; nor is the reverse."""
    if lost.measure is Measure.KILLED and lost.line.is_a(lost.link.start, "words.eliminated"):
        return any(_glosses(s, lost) for s in made)
    if lost.rule != "people lost" or lost.measure is not Measure.CASUALTIES:
        return False
    bounds = (lost.group.number.low, lost.group.number.high)
    return any(
        s.measure is Measure.KILLED
        and (s.group.number.low, s.group.number.high) == bounds
        and (s.party == lost.party or not lost.own_party)
        for s in made
    )


def _glosses(told: Statement, deed: Statement) -> bool:
    """ "1,080 occupiers eliminated" beside "Russia lost 1,080 men, killed and wounded": the text says what is meant."""
    one, other = told.group.number, deed.group.number
    summed = told.measure is Measure.CASUALTIES and told.rule != "people lost" and not told.title
    return summed and (one.low, one.high) == (other.low, other.high) and deed.party in (told.party, None)


def _sums(made: Sequence[Statement]) -> None:
    """ "695 victims, 144 of them killed" are casualties; but "120 wounded, of whom 11 died" were wounded."""
    for statement in made:
        whole = _whole_of(made, statement)
        if whole is not None and of_victims(whole) and statement.measure is Measure.KILLED:
            whole.measure = Measure.CASUALTIES
        if statement.measure is Measure.WOUNDED and (told := _broken_down(made, statement)) is not None:
            told.measure = Measure.CASUALTIES
    for whole, one, other in zip(made, made[1:], made[2:], strict=False):
        if _adds_up(whole, one, other):
            whole.measure = Measure.CASUALTIES


def _broken_down(made: Sequence[Statement], part: Statement) -> Statement | None:
    """ "13 victims: three dead and two hurt, as well as eight who breathed in smoke": victims before the colon."""
    for s in made:
        if s.line is not part.line or s.measure is not Measure.KILLED or s.group.end > part.group.start:
            continue
        colon = max(s.group.end, s.link.end)
        if of_victims(s) and s.line.low(colon) == ":":
            return s
    return None


def _adds_up(whole: Statement, one: Statement, other: Statement) -> bool:
    """ "10 victims: six killed and four wounded", "10 жертв – шесть убитых и четверо раненых": the sum of both."""
    if not (one.line is other.line and of_victims(whole)):
        return False
    if {one.measure, other.measure} != {Measure.KILLED, Measure.WOUNDED} or whole.measure not in _HARMED:
        return False
    numbers = [s.group.number for s in (whole, one, other)]
    if any(n.low != n.high for n in numbers):
        return False
    apart = abs(numbers[0].low - numbers[1].low - numbers[2].low)
    rounded = numbers[0].low >= _ROUNDED and whole.qualifier in _ROUGH  # "nearly 19,000": 7,199 and 11,756
    return apart <= (numbers[0].low // _WITHIN if rounded else 0)


def _whole_of(made: Sequence[Statement], part: Statement) -> Statement | None:
    """The statement of the same sentence that a part with a harm word of its own belongs to."""
    if not part.link.part or part.link.kin is None or part.link.start == part.link.end:
        return None
    before = [s for s in made if s.line is part.line and s.group.start < part.group.start and not s.link.part]
    return before[-1] if before else None


def _same(a: Statement, b: Statement) -> bool:
    """Whether two mentions are one figure: the same number of the same people, by the same or an unnamed source.

    A headline names its source shortly ("Kyiv: 40 occupiers killed" of what "a source in the secret service" says
    below): its number is the body's, whoever is named.
    """
    number, other = a.group.number, b.group.number
    if (a.measure, number.low, number.high) != (b.measure, other.low, other.high):
        return False
    if not b.title and ((a.scope is Scope.RATE) != (b.scope is Scope.RATE) or _of_two_events(a, b)):
        return False
    if _others(b) and not _others(a) and not (a.title or b.title):
        return False
    loose = b.title or not b.own_party or not a.own_party
    if a.party != b.party and not (loose and (a.party is None or b.party is None or b.title)):
        return False
    if a.population != b.population and not (b.title or Population.PEOPLE in (a.population, b.population)):
        return False
    named = a.own_source and b.own_source and a.sources and b.sources
    return b.title or not named or _one_source(a, b) or _relayed(a) or _relayed(b)


def _others(told: Statement) -> bool:
    """ "Another two people were killed in Odesa", "the remaining four": others than those told before."""
    line, start, end = told.line, told.group.start, told.group.number.end
    first = line.ends_at(start, "words.more")
    first = start if first is None else first
    more = line.is_a(first, "words.more") and not line.is_a(first, "words.article", "words.the")  # "las 18 víctimas"
    rest = line.ends_at(start, "words.rest") is not None or line.is_a(end, "words.rest")
    return (more and told.measure is Measure.KILLED) or (rest and told.rule == "part of an earlier number")


def _one_source(a: Statement, b: Statement) -> bool:
    """The same names, or one told more fully: "das Ministerium", "das libanesische Ministerium"."""
    if set(a.sources) & set(b.sources):
        return True
    ends = {name.rsplit(" ", 1)[-1] for name in a.sources} & {name.rsplit(" ", 1)[-1] for name in b.sources}
    land = a.party or ""  # "Lebanon reports 70 dead", and below "Lebanon's health ministry"
    of_land = any(
        land in one and any(land in name.split() for name in other)
        for one, other in ((a.sources, b.sources), (b.sources, a.sources))
    )
    return of_land or any(end in names for end in ends for names in (a.sources, b.sources))


def _relayed(told: Statement) -> bool:
    """ "УНН із посиланням на Reuters", "за даними слідства": of whoever has stated the same number by name."""
    if not _INQUIRY.isdisjoint(told.sources):
        return True
    return any(role == "source" and told.line.is_a(first, "source.carrier") for role, first, _ in told.marks)


def _of_two_events(a: Statement, b: Statement) -> bool:
    """ "More than a dozen died on Monday. An attack in December 2016 left 12 dead": each told with a day of its own."""
    told = a.own_date and b.own_date and a.scope is b.scope is Scope.INCIDENT and a.line is not b.line
    if not told or a.as_of is None or b.as_of is None:
        return False
    one, other = sorted((a.as_of, b.as_of))
    return other[: len(one)] > one[: len(other)] and _days(other) - _days(one) > _APART


def _days(value: str) -> int:
    """The number of a date's day; of a month's or a year's first one."""
    return dt.date.fromisoformat(f"{value}-01-01"[:10]).toordinal()


def _merge(kept: Statement, other: Statement) -> None:
    if kept.qualifier is Qualifier.EXACT:
        kept.qualifier = other.qualifier
    shorter = (kept.party or "") in kept.sources and not set(kept.sources) & set(other.sources)
    if not kept.sources or (shorter and other.sources):
        kept.sources = other.sources  # of "Lebanon" and "Lebanon's health ministry" the ministry
    if kept.party is None and not kept.own_party:
        kept.party = other.party
    if kept.population is Population.PEOPLE:
        kept.population = other.population
    if other.status is Status.DISPUTED and other.own_source:
        kept.status = Status.DISPUTED
    if other.own_scope and not kept.own_scope:
        kept.scope, kept.span, kept.per = other.scope, other.span, other.per
    if other.own_date and not kept.own_date and not other.title:
        kept.as_of = other.as_of

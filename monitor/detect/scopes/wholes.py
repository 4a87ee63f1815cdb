"""A period's total and its parts: bulletins tell the whole first or last, and their parts are of the same days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_ONWARD = frozenset(
    {"total carried from before", "count that goes on", "number said of what came before", "coordinated number"}
)


_ONE = (Measure.KILLED, Measure.WOUNDED)
_EXPLAINS = ("(", ":", "–", "-")
_FEW = 100  # people in one attack of a day that has many
_APART = ("scope.crash", "scope.state")  # what tells of an accident, or of who lies in a hospital still
_TOLD = 2  # people: two numbers add up by chance more easily where one of them is one
_RAISED = 10  # times a day's dead that the total is at least


def one_list(here: Sequence["Statement"]) -> None:
    """ "190,400, of whom 61,200 killed, 99,300 wounded": the parts of a period's total in its own sentence."""
    for k in range(len(here) - 2):
        _summed(*here[k : k + 3])
    told = [s for s in here if s.scope is not Scope.RATE]
    for k in range(len(told) - 2):
        _shared_out(*told[k : k + 3])
    whole = max(
        (s for s in here if s.scope is Scope.PERIOD and s.own_scope), key=lambda s: s.group.number.high, default=None
    )
    if whole is None or whole.measure is not Measure.CASUALTIES:
        return
    for part in here:
        after = part.group.start > whole.group.start and part.group.number.high < whole.group.number.high
        own = part.own_scope or (part.own_date and part.scope is not Scope.CUMULATIVE)
        if after and part.party == whole.party and part.scope is not Scope.RATE and not own:
            part.scope, part.span, part.as_of, part.status = whole.scope, whole.span, whole.as_of, whole.status


def _summed(whole: "Statement", first: "Statement", second: "Statement") -> None:
    """ "276 people were affected (67 killed and 209 wounded)": what its dead and wounded add up to counts both."""
    if whole.measure not in _ONE or {first.measure, second.measure} != set(_ONE):
        return
    if first.line.low(first.group.start - 1) not in _EXPLAINS:
        return  # "killed 30 people, 12 in Dorn, and wounded 18"
    numbers = [s.group.number for s in (whole, first, second)]
    exact = all(n.low == n.high for n in numbers) and numbers[1].low + numbers[2].low == numbers[0].low
    if exact and numbers[1].low and numbers[2].low and whole.group.start < first.group.start < second.group.start:
        whole.measure = Measure.CASUALTIES


def _shared_out(whole: "Statement", first: "Statement", second: "Statement") -> None:
    """ "942 children killed or wounded: 356 died and 586 were hurt": the two that make the sum are of its people."""
    if whole.measure is not Measure.CASUALTIES or {first.measure, second.measure} != set(_ONE):
        return
    if first.group.number.low + second.group.number.low != whole.group.number.low or second.group.number.low < _TOLD:
        return
    for part in (first, second):
        if part.group.head is None and not part.group.demonym and part.party == whole.party:
            part.population = whole.population


def one_event_of(line: Line, group: Group, date: DatePhrase | None, last: "Statement") -> bool:
    """ "Last month it was five dead at the clinic and 21 hurt": of one event with the number before, in its clause."""
    if date is None or date.length or last.line is not line or last.scope is not Scope.INCIDENT:
        return False
    if group.number.high >= 10 * last.group.number.high:
        return False  # "one of them died and 131 were hurt that month"
    between = range(last.group.end, group.start)
    return not (date.start in between or any(line.low(j) == ";" for j in between))


def carries_total(group: Group, link: Link, date: DatePhrase | None, last: "Statement") -> bool:
    """ "The agency counted 4,700 in April. London already had 6,000 in June": another count of a total."""
    if date is None or date.span != "1mo" or date.begin is not None or date.length or date.of_toll:
        return False
    onward = link.rule in _ONWARD and last.scope is Scope.CUMULATIVE and last.measure is link.measure
    return (
        onward and last.group.number.high <= 4 * group.number.high and group.number.high <= 4 * last.group.number.high
    )


def bulletin(kept: Sequence["Statement"]) -> None:
    """A day's total that comes last ("losses over the past day were 1,250") makes its parts the day's too."""
    for whole in kept:
        if whole.scope is not Scope.PERIOD or whole.span != "1d" or not whole.own_scope or not whole.sources:
            continue
        for part in kept:
            inner = (
                part.party == whole.party and part.measure is whole.measure and part.sources[:1] == whole.sources[:1]
            )
            smaller = part.group.number.high < whole.group.number.high
            if inner and smaller and part.scope is Scope.CUMULATIVE and not part.own_scope:
                part.scope, part.span = Scope.PERIOD, whole.span


def whole_of(
    line: Line, group: Group, measure: Measure, party: str | None, made: Sequence["Statement"]
) -> "Statement | None":
    """The period's total that a number without a scope of its own is a part of: a bulletin's breakdown."""
    whole: Statement | None = None
    for last in reversed(made):
        if last.scope is not Scope.PERIOD or last.title or last.party != party:
            break
        if last.measure is not measure and last.measure is not Measure.CASUALTIES:
            continue
        if line.sentence.block - last.line.sentence.block > 2:
            break
        if whole is None or last.group.number.high > whole.group.number.high:
            whole = last
    beside = _before_its_total(made)
    if whole is None and beside is not None and measure is Measure.WOUNDED and beside.party == party:
        day = beside.scope is Scope.PERIOD and beside.span == "1d" and beside.measure is Measure.KILLED
        if day and not beside.title and "words.more" in line.has and beside.line.sentence.block == line.sentence.block:
            return beside  # "The past day's attacks killed three in the region. Another seven were hurt."
    return whole if whole is not None and group.number.high <= whole.group.number.high else None


def _before_its_total(made: Sequence["Statement"]) -> "Statement | None":
    """ "47 were killed in the past day, bringing the toll to 54,981. A further 388 were wounded": beside the 47."""
    if len(made) < 2:
        return made[-1] if made else None
    day, total = made[-2], made[-1]
    raised = total.line is day.line and total.measure is day.measure and total.party == day.party
    raised = raised and total.scope is Scope.CUMULATIVE and day.scope is Scope.PERIOD
    return day if raised and total.group.number.low > _RAISED * day.group.number.high else total


def goes_on_by_place(line: Line, before: Line | None, group: Group, whole: "Statement | None") -> bool:
    """ "Attacks killed six over the past day. In the Donetsk region three were killed": a part of the day's total, as
    long as no time of day and no one event tells of an attack of its own; "shelling" goes on all day."""
    if (
        whole is None
        or whole.span != "1d"
        or _of_daytime(whole.line)
        or at_an_hour(line)
        or not line.has.isdisjoint(_APART)
    ):
        return False
    if whole.population is Population.MILITARY and group.head is not Population.MILITARY:
        return False  # "lost 1,350 soldiers in the past day. ... A drone hit a bus. Two passengers died"
    told = (line,) if before is None or before is whole.line else (line, before)
    return not any(_one_attack(each) for each in told)


def strikes_at(line: Line, group: Group, link: Link) -> bool:
    """ "At dawn a shell hit a bus stop, killing two", after a day's total: one event, told by its time of day."""
    few = group.number.high < _FEW and link.measure is not Measure.CASUALTIES and group.head is not Population.MILITARY
    return few and at_an_hour(line)


def _one_attack(line: Line) -> bool:
    return any(line.is_a(j, "scope.single") and not line.is_a(j, "scope.fire") for j in range(len(line.tokens)))


def _of_daytime(line: Line) -> bool:
    """ "44 since dawn": the attacks of a morning."""
    return not line.has.isdisjoint(("dates.daypart", "dates.night"))


def at_an_hour(line: Line) -> bool:
    """ "at dawn", "at 5 a.m.", "о 17:30", "kurz vor fünf Uhr"."""
    if "dates.past_day" in line.has:
        return False
    return _of_daytime(line) or any(_o_clock(line, j) for j in range(len(line.tokens)))


def _o_clock(line: Line, j: int) -> bool:
    if line.kind(j) == "number" and line.low(j + 1) == ":" and line.tokens[j + 1].glued:
        return line.kind(j + 2) == "number" and line.tokens[j + 2].glued
    counted = line.kind(j - 1) == "number" or line.is_a(j - 1, "numbers.units", "numbers.ordinals")
    return counted and line.is_a(j, "dates.clock")


def of_them(line: Line, group: Group) -> bool:
    """ "of whom 25 are dead", "mindestens 34 davon": some of those just told of."""
    near = range(max(0, group.start - 6), min(group.end + 2, len(line.tokens)))
    return any(line.is_a(j, "words.subset") or line.ends_at(j, "words.subset") is not None for j in near)


def chronicled(made: Sequence["Statement"]) -> list["Statement"]:
    """The last entries of a chronicle, "1993: Sinking of a ferry leaves 292 dead": "Source: Yonhap" is theirs alone."""
    others = (k for k in range(len(made) - 1, -1, -1) if not _is_entry(made[k].line))
    return list(made[next(others, -1) + 1 :])


def _is_entry(line: Line) -> bool:
    return line.kind(0) == "number" and line.low(1) == ":"


def one_number(a: "Statement", b: "Statement") -> bool:
    """Whether headline and text tell one number of one harm."""
    number, other = a.group.number, b.group.number
    return (a.measure, number.low, number.high) == (b.measure, other.low, other.high)


def near_by(line: Line, last: "Statement | None") -> bool:
    """Whether the last figure stands in this paragraph or the one before."""
    return last is not None and line.sentence.block - last.line.sentence.block <= 1

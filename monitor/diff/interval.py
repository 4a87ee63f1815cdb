"""The words on numbers in, intervals out; and of dated claims of one quantity, which fit on one curve and its band.

A running total never falls. A history is consistent when some non-decreasing curve passes through all its intervals:
no earlier lower bound above a later upper bound. What does not fit the rest is contested.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.diff.when import bounds
from monitor.model import Claim, Qualifier, Scope, SourceKind, Status

_FLOORS = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_TIGHT = (
    *(Qualifier.EXACT, Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.RANGE),
    *_FLOORS,
    Qualifier.UP_TO,
    Qualifier.VAGUE,
)
_FINE = 4  # significant digits from which nobody means a tenth by "about"; "about 390,000" has two
_RANKS = (SourceKind.OFFICIAL, SourceKind.COUNT, SourceKind.ESTIMATE, SourceKind.CLAIM)


class Interval(NamedTuple):
    """The whole numbers that a claim leaves possible, both ends included; `high` None: any higher number."""

    low: int
    high: int | None


class Band(NamedTuple):
    """From `start` on (until the next band) every consistent curve lies within these numbers."""

    start: dt.datetime
    low: int
    high: int | None  # None: nothing bounds it from above


class _Dated(NamedTuple):
    start: dt.datetime
    after: dt.datetime  # the first moment that is no longer within its date
    low: int
    high: int | None


def interval(low: int, high: int, qualifier: Qualifier, kind: SourceKind = SourceKind.CLAIM) -> Interval:
    """What bounds with their word leave possible. A count of confirmed names is a floor, whatever its words.

    An exact number stands for all that are rounded to it, half a unit of its last significant digit either way, but
    never for more than "about" would: "20 killed" is not 24.

    >>> interval(45_100, 45_100, Qualifier.EXACT), interval(700_000, 700_000, Qualifier.ABOUT)
    (Interval(low=45050, high=45149), Interval(low=630000, high=770000))
    >>> interval(20, 20, Qualifier.EXACT)
    Interval(low=18, high=21)
    >>> interval(168_142, 168_142, Qualifier.EXACT, SourceKind.COUNT)
    Interval(low=168142, high=None)
    """
    if kind is SourceKind.COUNT:
        return Interval(low, None)
    if qualifier is Qualifier.EXACT and low == high:
        half = min(unit(low) // 2, low // 10)
        return Interval(low - half, low + max(half - 1, 0))
    return stated(low, high, qualifier, kind)


def stated(low: int, high: int, qualifier: Qualifier, kind: SourceKind = SourceKind.CLAIM) -> Interval:
    """The same without the rounding of an exact number: a total that falls by one falls."""
    if kind is SourceKind.COUNT or qualifier in _FLOORS:
        return Interval(low, None)
    if qualifier is Qualifier.ABOUT:
        return Interval(low * 9 // 10, -(-high * 11 // 10))
    if qualifier is Qualifier.NEARLY:
        return Interval(low * 9 // 10, high)
    if qualifier is Qualifier.UP_TO:
        return Interval(0, high)
    return Interval(low, high)


def of(claim: Claim) -> Interval:
    """A claim's interval."""
    return interval(claim.low, claim.high, claim.qualifier, claim.kind)


def firm(claim: Claim) -> Claim:
    """A claim as it is held against others of its own series: "about" before a fine number is a figure of speech.

    The General Staff writes "about 1,243,070" every day. Ten per cent would hide a slip to 1,423,070, and after that
    every right number of the next months.
    """
    if claim.qualifier is Qualifier.ABOUT and claim.low == claim.high and digits(claim.low) >= _FINE:
        return replace(claim, qualifier=Qualifier.EXACT)
    return claim


def meets(a: Interval, b: Interval) -> bool:
    """Whether some number lies in both."""
    return (a.high is None or a.high >= b.low) and (b.high is None or b.high >= a.low)


def holds(a: Interval, b: Interval) -> bool:
    """Whether `a` holds all of `b`."""
    return a.low <= b.low and (a.high is None or (b.high is not None and b.high <= a.high))


def is_floor(claim: Claim) -> bool:
    """Whether the true number may be any higher one."""
    return claim.kind is SourceKind.COUNT or claim.qualifier in _FLOORS


def is_running(claim: Claim) -> bool:
    """Whether a number belongs to a total that never falls: a war's or a disaster's, or one strike's toll."""
    return claim.scope in (Scope.CUMULATIVE, Scope.INCIDENT)


def falls(later: Claim, earlier: Claim) -> bool:
    """Whether a total falls from `earlier` to `later`, by however little, in all that their words leave possible.

    A lower floor is no fall: 40,000 confirmed names after 43,000 is an older state of the list.
    """
    most, least = _stated(firm(later)).high, _stated(firm(earlier)).low
    return most is not None and most < least


def tightest(words: Iterable[Qualifier]) -> Qualifier:
    """Of several words on one number the one that leaves least open, whichever was read first.

    >>> tightest([Qualifier.AT_LEAST, Qualifier.EXACT]).value
    'exact'
    """
    return min(words, key=_TIGHT.index)


def unit(number: int) -> int:
    """The unit of the last significant digit.

    >>> unit(45_100), unit(700_000), unit(12), unit(0)
    (100, 100000, 1, 1)
    """
    size = 1
    while number and number % (size * 10) == 0:
        size *= 10
    return size


def digits(number: int) -> int:
    """How many significant digits a number is given with: 45,100 has three, 45,000 two."""
    return len(str(number // unit(number)))


def counts(claim: Claim) -> bool:
    """Whether a claim takes part in the history: an order of magnitude or a forecast is only kept."""
    return claim.qualifier is not Qualifier.VAGUE and claim.status is not Status.HYPOTHETICAL and not claim.withdrawn


def contested(claims: Sequence[Claim], witnesses: Mapping[str, int] | None = None) -> frozenset[str]:
    """The ids of the claims of one quantity that no non-decreasing curve through the others can meet.

    Where two sources exclude each other one of them has to give way, whoever came first: mere claims to offices,
    estimates and counts, nobody to a source that is named, then the one with fewer accepted claims, then by kind and by
    witnesses. The claims of the first are taken, then every other one where it fits those that are taken. Orders of
    magnitude, forecasts and the undated contest nothing.
    """
    seen = witnesses or {}
    told = [claim for claim in claims if counts(claim) and claim.as_of and is_running(claim)]
    if _fit({claim.id: _dated(claim) for claim in told}):
        return frozenset()
    weight: dict[str | None, tuple[int, int]] = {}
    for claim in told:
        number, people = weight.get(claim.source, (0, 0))
        weight[claim.source] = (number + claim.accepted, people + seen.get(claim.id, 1))

    def rank(claim: Claim) -> tuple[object, ...]:
        many, people = weight[claim.source]
        kind = (claim.kind is SourceKind.CLAIM, claim.source is None, -many, _RANKS.index(claim.kind), -people)
        return (*kind, claim.source or "", not claim.accepted, -seen.get(claim.id, 1), claim.as_of, *_number(claim))

    kept = _Curve()
    out: set[str] = set()
    for claim in sorted(told, key=rank):
        if not kept.add(_dated(claim)):
            out.add(claim.id)
    return frozenset(out)


def clashes(claim: Claim, others: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those of the `others` with which no non-decreasing curve passes through `claim`."""
    if not (counts(claim) and claim.as_of and is_running(claim)):
        return ()
    mine = _dated(claim)
    return tuple(o for o in others if o.as_of and counts(o) and o.id != claim.id and not _agree(mine, _dated(o)))


def envelope(claims: Sequence[Claim], witnesses: Mapping[str, int] | None = None) -> tuple[Band, ...]:
    """The band through which every curve must pass that meets all claims that are not contested.

    A claim bounds from below from the end of its date on, and from above until its date begins: what holds for
    "December 2024" holds somewhere within that month.
    """
    out = contested(claims, witnesses)
    dated = [_dated(c) for c in claims if c.id not in out and counts(c) and c.accepted and c.as_of and is_running(c)]
    moments = sorted({moment for d in dated for moment in (d.start, d.after)})
    by_end = sorted(dated, key=lambda d: d.after)
    by_start = sorted(dated, key=lambda d: d.start)
    lows, least, at = [], 0, 0
    for moment in moments:
        while at < len(by_end) and by_end[at].after <= moment:
            least = max(least, by_end[at].low)
            at += 1
        lows.append(least)
    highs: list[int | None] = []
    most: int | None = None
    for moment in reversed(moments):
        while by_start and by_start[-1].start >= moment:
            high = by_start.pop().high
            most = high if most is None else most if high is None else min(most, high)
        highs.append(most)
    return tuple(Band(*row) for row in zip(moments, lows, reversed(highs), strict=True))


def _stated(claim: Claim) -> Interval:
    return stated(claim.low, claim.high, claim.qualifier, claim.kind)


class _Curve:
    """Claims that fit on one curve; `add` takes one more where it still does."""

    def __init__(self) -> None:
        self._ends: list[dt.datetime] = []  # ascending, each with the highest lower bound up to it
        self._lows: list[int] = []
        self._starts: list[dt.datetime] = []  # ascending, each with the lowest upper bound from it on
        self._highs: list[int] = []
        self._same: dict[tuple[dt.datetime, dt.datetime], Interval] = {}

    def add(self, one: _Dated) -> bool:
        ended = bisect_right(self._ends, one.start)
        if ended and one.high is not None and self._lows[ended - 1] > one.high:
            return False
        begun = bisect_left(self._starts, one.after)
        if begun < len(self._starts) and self._highs[begun] < one.low:
            return False
        date = (one.start, one.after)
        known = self._same.get(date, Interval(0, None))
        if not meets(known, Interval(one.low, one.high)):
            return False
        high = one.high if known.high is None else known.high if one.high is None else min(known.high, one.high)
        self._same[date] = Interval(max(known.low, one.low), high)
        self._bound(one)
        return True

    def _bound(self, one: _Dated) -> None:
        at = bisect_right(self._ends, one.after)
        least = max(one.low, self._lows[at - 1] if at else 0)
        self._ends.insert(at, one.after)
        self._lows.insert(at, least)
        for i in range(at + 1, len(self._lows)):
            if self._lows[i] >= least:
                break
            self._lows[i] = least
        if one.high is None:
            return
        at = bisect_left(self._starts, one.start)
        most = min(one.high, self._highs[at]) if at < len(self._highs) else one.high
        self._starts.insert(at, one.start)
        self._highs.insert(at, most)
        for i in range(at - 1, -1, -1):
            if self._highs[i] <= most:
                break
            self._highs[i] = most


def _fit(dated: Mapping[str, _Dated]) -> bool:
    curve = _Curve()
    return all(curve.add(one) for one in sorted(dated.values(), key=lambda d: d.start))


def _agree(a: _Dated, b: _Dated) -> bool:
    if a.after <= b.start:
        return b.high is None or a.low <= b.high
    if b.after <= a.start:
        return a.high is None or b.low <= a.high
    same = (a.start, a.after) == (b.start, b.after)
    return not same or meets(Interval(a.low, a.high), Interval(b.low, b.high))


def _number(claim: Claim) -> tuple[int, int, str]:
    return claim.low, claim.high, claim.id  # the id tells who came first where two say one number


def _dated(claim: Claim) -> _Dated:
    assert claim.as_of is not None  # the undated are left out before
    return _Dated(*bounds(claim.as_of), *of(claim))

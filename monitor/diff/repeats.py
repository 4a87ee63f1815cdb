"""A claim that arrives and the known ones in; the known one that it repeats out, or None.

A repeat is the same number again, or a rounding of a finer one: "over 45,000" after 45,100. Never the other way round.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.diff.interval import counts, digits, unit
from monitor.diff.when import bounds, compare
from monitor.model import Claim, Qualifier, Scope

_LOOSE = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_LOOSE_SHARE, _TIGHT_SHARE = 40, 5  # thousandths of the known number that a rounding may be off, by its word
_DAYS = {"h": 1, "d": 24, "w": 7 * 24, "mo": 28 * 24, "y": 365 * 24}  # in hours, the shortest of their kind


def repeated(claim: Claim, known: Iterable[Claim]) -> Claim | None:
    """The known claim that says the same: the same bounds before a rounding, its own source's, then the latest."""
    best = [(likeness, it) for it in known if (likeness := _likeness(claim, it))]
    if not best:
        return None

    def rank(one: tuple[int, Claim]) -> tuple[object, ...]:
        likeness, it = one
        dated = (it.as_of == claim.as_of, it.accepted, it.as_of or "")
        return (likeness, it.source == claim.source, *dated, it.source or "", it.low, it.high, it.id)

    return max(best, key=rank)[1]


def says(claim: Claim, known: Claim) -> bool:
    """Whether a claim says the same as a known one, whoever says it and whichever came first."""
    return _likeness(claim, known) > 0


def folded(claims: Sequence[Claim]) -> dict[str, str]:
    """Of one quantity's claims those that another one makes needless, each with that one's id, whichever came first.

    A rounding folds into the finer number of its series, a number for which nobody is named into that of a source: as
    they would have been repeats, had they come later.
    """
    told = sorted((claim for claim in claims if counts(claim)), key=lambda claim: claim.low)
    lows = [claim.low for claim in told]
    stands = {claim.id: claim.accepted for claim in told}
    into: dict[str, str] = {}
    for claim in sorted(told, key=lambda claim: (claim.source is None, -claim.low)):  # the finer number before
        near = told[bisect_left(lows, claim.low) : bisect_right(lows, claim.low + unit(claim.low))]
        mine = [it for it in near if it.id != claim.id and it.source in _heirs(claim, it)]
        fine = repeated(claim, [replace(it, accepted=stands[_last(it.id, into)]) for it in mine])
        if fine is not None:
            into[claim.id] = fine.id
    return {rough: _last(fine, into) for rough, fine in into.items()}


def is_rounding(low: int, high: int, qualifier: Qualifier, fine_low: int, fine_high: int) -> bool:
    """Whether the bounds are the finer ones cut to fewer significant digits, and near enough.

    >>> [is_rounding(n, n, Qualifier.EXACT, 45_100, 45_100) for n in (45_000, 40_000, 46_000)]
    [True, False, False]
    >>> is_rounding(43_000, 43_000, Qualifier.MORE_THAN, 44_700, 44_700)  # cut, it would be 44,000
    False
    """
    if (low == high) != (fine_low == fine_high) or (low, high) == (fine_low, fine_high):
        return False
    pairs = ((low, fine_low), (high, fine_high))
    return all(rough == fine or _is_cut(rough, fine, qualifier) for rough, fine in pairs)


def _heirs(claim: Claim, other: Claim) -> tuple[str | None, ...]:
    """The sources whose number `claim` may be: its own, and any other where nobody is named."""
    return (claim.source,) if claim.source is not None else (None, other.source)


def _last(ident: str, into: Mapping[str, str]) -> str:
    while ident in into:
        ident = into[ident]
    return ident


def _likeness(claim: Claim, known: Claim) -> int:
    """2 for the same bounds, 1 for a rounding that is not dated before the known number, else 0; 0 of another span."""
    if _is_other_span(claim, known):
        return 0
    if (claim.low, claim.high) == (known.low, known.high):
        return 2
    rounding = is_rounding(claim.low, claim.high, claim.qualifier, known.low, known.high)
    return int(rounding and compare(claim.as_of, known.as_of) >= 0)


def _is_cut(rough: int, fine: int, qualifier: Qualifier) -> bool:
    """What is rounded but not above the number is cut, whatever the text calls it."""
    share = _LOOSE_SHARE if qualifier in _LOOSE else _TIGHT_SHARE
    off = fine - rough
    if off <= 0 or off * 1000 > share * fine:
        return False
    few, whole = digits(rough), str(fine)
    return few < digits(fine) and any(
        rough == int(whole[:kept]) * 10 ** (len(whole) - kept) for kept in range(1, digits(fine))
    )


def _is_other_span(claim: Claim, known: Claim) -> bool:
    """Whether two numbers of a period are of two spans: 1,200 "in the past day" twice may be two days' losses.

    Dates that lie less than half a span apart mean one span, told in two papers; the years of a named span are its own.
    """
    if claim.scope is not Scope.PERIOD or compare(claim.as_of, known.as_of) == 0:
        return False
    assert claim.as_of is not None  # else they compare as 0
    assert known.as_of is not None
    length = re.fullmatch(r"(\d+)(h|d|w|mo|y)", claim.span or "")
    if length is None:
        return False
    hours = int(length[1]) * _DAYS[length[2]]
    size = min(len(claim.as_of), len(known.as_of))
    apart = bounds(claim.as_of[:size])[0] - bounds(known.as_of[:size])[0]
    return abs(apart).total_seconds() * 2 >= hours * 3600

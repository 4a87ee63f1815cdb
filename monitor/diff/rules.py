"""One figure with what it is held against in, what a rule finds out. The rules of the events, in their order.

docs/verdicts.md has an example of each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.diff import reasons
from monitor.diff.acceptance import excludes, in_time, is_same_date, twice
from monitor.diff.interval import Interval, clashes, contested, falls, holds, is_floor, is_running, meets, of, stated
from monitor.diff.repeats import is_rounding, repeated
from monitor.diff.series import is_one_event
from monitor.diff.when import bounds, compare, is_fast, same_time
from monitor.model import Claim, EventKind, Figure, Qualifier, Scope, Topic

_APART = 10  # two sources disagree where their values lie more than one part in ten of the larger apart


@dataclass(frozen=True, slots=True)
class Case:
    """One figure with what it is held against."""

    figure: Figure
    claim: Claim
    topic: Topic
    quantity: tuple[Claim, ...]  # all known claims of its quantity that count
    series: tuple[Claim, ...]  # those of its own source
    latest: Claim | None  # the series' accepted value until then
    newest: Claim | None  # the latest-dated accepted claim of the same party, population and measure in any scope
    gone: tuple[Claim, ...]  # what the article said of this series at its last fetch and does not say now
    taken_back: tuple[Claim, ...]  # withdrawn claims of the quantity: still known, when they are printed again


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    kind: EventKind
    why: str
    known: Claim | None = None  # the claim that is repeated
    against: tuple[Claim, ...] = ()
    replaces: tuple[Claim, ...] = ()  # corrected: withdrawn
    clears: tuple[Claim, ...] = ()  # of the same series, no longer accepted beside a correction


def _repeat(case: Case) -> Finding | None:
    """Rule 1: the series holds the number, or a finer one of which it is a rounding; without a source, any series."""
    source = case.claim.source
    among = case.quantity if source is None else case.series
    gone = (c for c in case.taken_back if source is None or c.source in (source, None))
    known = repeated(case.claim, (*among, *gone))
    if known is None:
        return None
    wrong = tuple(c for c in _taken_back(case) if c.id != known.id)
    return Finding(EventKind.REPEAT, reasons.repeats(case.claim, known, case.topic), known=known, replaces=wrong)


def _correction(case: Case) -> Finding | None:
    """Rule 2: the text says that the earlier number was wrong, or the article said another one at its last fetch."""
    claim = case.claim
    if wrong := _taken_back(case):
        cleared = tuple(c for c in case.series if c.accepted and c.id != wrong[0].id and excludes(claim, c, case.topic))
        said = reasons.corrects(claim, wrong[0], case.topic)
        return Finding(EventKind.CORRECTION, said, replaces=wrong, clears=cleared, against=cleared)
    if case.gone:
        return Finding(EventKind.CORRECTION, reasons.edited(claim, case.gone[0]), replaces=case.gone[:1])
    return None


def _taken_back(case: Case) -> tuple[Claim, ...]:
    """The known number that the text says was wrong, of the same source or, where nobody is named, of any."""
    if case.figure.corrects is None:
        return ()
    among = case.series if case.claim.source is not None else case.quantity
    wrong = [c for c in among if _is_number(c, case.figure.corrects)]
    return (max(wrong, key=lambda c: (c.accepted, c.as_of or "", c.id)),) if wrong else ()


def _conflict_within(case: Case) -> Finding | None:
    """Rule 3: the same date with an incompatible number, or a later date with a fall."""
    claim = case.claim
    own = [
        c for c in case.series if c.accepted and is_same_date(c, claim, case.topic) and excludes(c, claim, case.topic)
    ]
    if case.latest is not None and is_running(claim) and compare(claim.as_of, case.latest.as_of) > 0:
        own += [case.latest] if falls(claim, case.latest) and case.latest not in own else []
    if claim.qualifier is not Qualifier.EXACT:  # a wider range that contains the known one is never a conflict
        own = [c for c in own if not holds(of(claim), of(c))]
    if not own:
        return None
    own.sort(key=lambda c: (c.as_of or "", c.id), reverse=True)
    return Finding(EventKind.CONFLICT, reasons.contradicts(claim, own, case.topic), against=tuple(own))


def _update(case: Case) -> Finding | None:
    """Rule 4: later and higher than the latest accepted value; a period's or a rate's is news whatever its size."""
    claim, last = case.claim, case.latest
    if last is None:
        return None
    later = compare(claim.as_of, last.as_of) > 0
    if not is_running(claim):
        higher = later
    else:
        higher = twice(claim) > twice(last) and (later or _rises_within(claim, last, case.topic))
    if not higher:
        return None
    against = tuple(o for o in _opponents(case) if not _disagree(last, o, case.topic))
    return Finding(EventKind.UPDATE, reasons.updates(claim, last, against, case.topic), against=against)


def _backfill(case: Case) -> Finding | None:
    """Rule 5: dated before the latest of its series or, for a source not yet heard, of its kind in any scope."""
    claim, last = case.claim, case.latest
    newest = max((c for c in case.series if c.accepted and c.as_of), key=in_time, default=None)
    before = newest if newest is not None and compare(claim.as_of, newest.as_of) < 0 else None
    strike = claim.scope is Scope.INCIDENT and not is_one_event(case.topic)
    if last is None and case.newest is not None and not strike:
        old = compare(claim.as_of, case.newest.as_of) < 0
        before = case.newest if old and not same_time(claim.as_of, case.newest.as_of, case.topic) else None
    if before is not None:
        out = contested(case.quantity)
        against = _nearest(clashes(claim, (c for c in case.quantity if c.accepted and c.id not in out)), claim)
        return Finding(EventKind.BACKFILL, reasons.fills(claim, before, against, case.topic), against=against)
    return None


def _stands_behind(case: Case) -> Finding | None:
    """What rules 3 to 5 leave of a series that is known: a lower floor, a looser number, a number without a date.

    It is kept beside the others and is no news.
    """
    if case.latest is None:
        return None
    return Finding(EventKind.BACKFILL, reasons.stands_behind(case.claim, case.latest, case.topic))


def _first(case: Case) -> Finding | None:
    """Rule 6: the first of its series; a conflict where another source says otherwise at the same time."""
    against = _opponents(case)
    if against:
        return Finding(EventKind.CONFLICT, reasons.disagrees(case.claim, against, case.topic), against=against)
    return Finding(EventKind.NEW, reasons.first(case.claim, case.topic))


RULES: tuple[Callable[[Case], Finding | None], ...] = (
    _repeat,
    _correction,
    _conflict_within,
    _update,
    _backfill,
    _stands_behind,
    _first,
)


def _opponents(case: Case) -> tuple[Claim, ...]:
    """The claims of other sources that contradict this one: of each source the one nearest in time."""
    claim = case.claim
    nearest: dict[str | None, Claim] = {}
    for other in case.quantity:
        if other.source != claim.source and other.accepted and same_time(other.as_of, claim.as_of, case.topic):
            known = nearest.get(other.source)
            if known is None or _distance(other, claim) <= _distance(known, claim):
                nearest[other.source] = other
    return tuple(o for o in nearest.values() if _disagree(claim, o, case.topic))


def _disagree(a: Claim, b: Claim, topic: Topic) -> bool:
    """Whether two sources contradict each other: at the same time, no number in both, and far enough apart.

    In a fast disaster a later, higher number is growth.
    """
    if not same_time(a.as_of, b.as_of, topic) or meets(of(a), of(b)):
        return False
    order = compare(a.as_of, b.as_of)
    if is_fast(topic) and order and (order > 0) == (twice(a) > twice(b)):
        return False
    gap = max(a.low - b.high, b.low - a.high)
    return gap * _APART > max(a.high, b.high)


def _distance(a: Claim, b: Claim) -> tuple[int, ...]:
    """How far two dates lie apart, for choosing among those that are the same time."""
    assert a.as_of is not None  # only those of the same time are compared
    assert b.as_of is not None
    size = min(len(a.as_of), len(b.as_of))
    apart = abs(bounds(a.as_of[:size])[0] - bounds(b.as_of[:size])[0])
    return (apart.days, apart.seconds)


def _rises_within(claim: Claim, last: Claim, topic: Topic) -> bool:
    """A higher number for the same date that does not contradict the last: "at least 3", then "at least 5" killed."""
    firm = claim.qualifier is Qualifier.EXACT or is_floor(claim)
    return firm and is_same_date(claim, last, topic) and not holds(_stated(claim), _stated(last))


def _stated(claim: Claim) -> Interval:
    return Interval(claim.low, stated(claim.low, claim.high, claim.qualifier, claim.kind).high)


def _is_number(claim: Claim, said: tuple[int, int]) -> bool:
    """Whether a claim is the number that a text takes back, in full or rounded."""
    return (claim.low, claim.high) == said or is_rounding(*said, Qualifier.EXACT, claim.low, claim.high)


def _nearest(claims: Sequence[Claim], claim: Claim) -> tuple[Claim, ...]:
    """Of each source the claim whose number is nearest, for a sentence."""
    best: dict[str | None, Claim] = {}
    for one in claims:
        known = best.get(one.source)
        if known is None or abs(twice(one) - twice(claim)) < abs(twice(known) - twice(claim)):
            best[one.source] = one
    return tuple(best.values())

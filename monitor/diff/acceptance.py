"""The claims of one series in; which of them are accepted, and the latest accepted value, out.

The accepted value of a day is recomputed from all that is known of that day, most witnesses first, so that a misprint
that arrives first does not block the right number. Of two dates whose numbers were read on one day the earlier holds,
with as many witnesses; else the first word holds: a later fall is not accepted.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import combinations

from monitor.diff.interval import counts, digits, falls, firm, is_floor, is_running, meets, of
from monitor.diff.repeats import is_rounding, says
from monitor.diff.told import Number
from monitor.diff.when import compare, same_date
from monitor.model import Claim, Qualifier, Scope, Topic


def latest(series: Sequence[Claim]) -> Claim | None:
    """The latest accepted value of a series; None: it has none.

    A later, lower floor ("at least 40,000" after 43,000) or a looser number does not take the place of a higher one.
    """
    best: Claim | None = None
    for claim in sorted((c for c in series if c.accepted and counts(c)), key=in_time):
        if best is None or not is_running(claim) or _supersedes(claim, best):
            best = claim
    return best


def settle(
    claim: Claim, told: Sequence[Number], witnesses: Callable[[Sequence[Number]], int], topic: Topic
) -> dict[str, bool]:
    """Which claims of the dates that were read today are accepted, by their ids; `told` is all of one quantity,
    in which `claim` was just told.

    Of all that was read on one day the same holds where it excludes each other: a total that falls from one date to
    the next, told in two papers of one morning, is not settled by which of them was read first.
    Most `witnesses` first: how many independent texts state any of the numbers that speak for one, so that one text
    that is copied with 45,100 and with "over 45,000" is one witness for 45,100. Of as many the bare and the finer
    number, then the lower: a slip adds a digit more often than it takes one. A rounding speaks for the finer number and
    stands or falls with it, and a number for which nobody is named with the one that a source says.
    """
    unnamed = [one for one in told if one.claim.source is None]
    fresh = {one.claim.id for one in told if (one.claim.low, one.claim.high) == (claim.low, claim.high)}
    # A date that this telling moves ("in February": the 3rd) parts it from what nobody is named for
    fresh |= {one.claim.id for one in unnamed if says(replace(one.claim, as_of=claim.as_of), claim)}
    settled: dict[str, bool] = {}
    for source in dict.fromkeys(one.claim.source for one in told):
        series = [one for one in told if one.claim.source == source]
        spoken = unnamed if source is not None else []
        settled |= _settle_series(series, spoken, fresh, witnesses, topic)
    return settled | {one.claim.id: settled[one.heir] for one in unnamed if one.heir in settled and one.heir}


def _settle_series(
    series: Sequence[Number],
    spoken: Sequence[Number],
    fresh: Collection[str],
    witnesses: Callable[[Sequence[Number]], int],
    topic: Topic,
) -> dict[str, bool]:
    """The same for one series; `spoken` are the numbers of its quantity for which nobody is named.

    Where nothing that is `fresh` or was not accepted excludes another number, all stand and nobody has to be counted.
    """
    read = [o for o in series if o.read or any(_touches(u, o.claim) for u in spoken)]
    if not read:
        return {}
    known = {one.claim.id for one in read}
    dates = dict.fromkeys(date for one in read for date in (one.claim.as_of, *one.read))
    told = [replace(read[0].claim, as_of=date) for date in dates]
    series = [one for one in series if one.heir is None]
    day = [o.claim for o in series if o.claim.id in known or any(is_same_date(o.claim, t, topic) for t in told)]
    mine = {claim.id for claim in day}
    rest = [one.claim for one in series if one.claim.accepted and one.claim.id not in mine]
    unsettled = [one for one in day if not one.accepted or one.id in fresh]
    if not any(excludes(one, other, topic) for one in unsettled for other in (*day, *rest) if other is not one):
        return dict.fromkeys(mine, True)
    finer = {one.id: [c for c in day if _is_rough(one, c) and is_same_date(one, c, topic)] for one in day}
    disputed = any(excludes(a, b, topic) for a, b in combinations(day, 2))  # else nobody has to be counted

    def rank(one: Claim) -> tuple[object, ...]:
        support = 0
        if disputed:
            behind = [
                n for n in series if n.claim.id == one.id or says(n.claim, one) or one in finer.get(n.claim.id, ())
            ]
            support = witnesses([*behind, *(u for u in spoken if _speaks(u, one, topic))])
        rising = -twice(one) if one.scope is Scope.INCIDENT else 0  # a strike's toll rises through its day
        bare = one.qualifier is Qualifier.EXACT
        first = min(c.as_of or "" for c in day if c.id == one.id or is_same_date(c, one, topic))  # between dates
        return (bool(finer[one.id]), -support, first, rising, not bare, -digits(one.low), twice(one), one.low, one.id)

    taken: list[Claim] = []
    for one in sorted(day, key=rank):
        stands = not finer[one.id] or any(c in taken for c in finer[one.id])
        if stands and fits(one, (*rest, *taken), topic):
            taken.append(one)
    return {one.id: one in taken for one in day}


def _touches(unnamed: Number, one: Claim) -> bool:
    """Whether a number for which nobody is named was told today and may be a source's."""
    return any(says(replace(unnamed.claim, as_of=date), one) for date in unnamed.read)


def _speaks(unnamed: Number, one: Claim, topic: Topic) -> bool:
    """Whether a number for which nobody is named is a witness of a source's: it is that, or a rounding of it."""
    if unnamed.heir == one.id:
        return True
    return is_same_date(unnamed.claim, one, topic) and says(unnamed.claim, one)


def readmit(series: Sequence[Claim], topic: Topic) -> tuple[str, ...]:
    """The ids of claims that may be accepted again after one was withdrawn, earliest first."""
    accepted = [c for c in series if c.accepted and counts(c)]
    found = []
    for claim in sorted((c for c in series if not c.accepted and counts(c)), key=in_time):
        if fits(claim, accepted, topic):
            accepted.append(claim)
            found.append(claim.id)
    return tuple(found)


def fits(claim: Claim, accepted: Sequence[Claim], topic: Topic) -> bool:
    """Whether a claim contradicts none of the accepted ones of its series."""
    return not any(excludes(claim, other, topic) for other in accepted)


def excludes(a: Claim, b: Claim, topic: Topic) -> bool:
    """Whether two claims of a series cannot both stand: of one date without a common number, or a total that falls.

    A rounding of an earlier number is no fall from it: "46,000" a day after "more than 46,200".
    """
    if is_same_date(a, b, topic):
        return not meets(of(firm(a)), of(firm(b)))
    order = compare(a.as_of, b.as_of)
    if not (order and is_running(a)):
        return False
    later, earlier = (a, b) if order > 0 else (b, a)
    return falls(later, earlier) and not says(later, earlier)


def is_same_date(a: Claim, b: Claim, topic: Topic) -> bool:
    """Whether two claims of a series are of one date: for a span that is named by its years, always."""
    if a.scope is Scope.PERIOD and a.span is not None and "/" in a.span:
        return True
    return same_date(a.as_of, b.as_of, topic)


def twice(claim: Claim) -> int:
    """Twice the middle of the bounds as written, by which two values are higher and lower."""
    return claim.low + claim.high


def _supersedes(claim: Claim, best: Claim) -> bool:
    if twice(claim) >= twice(best):
        return True
    loose = best.qualifier is not Qualifier.EXACT and not is_floor(best)
    return loose and claim.qualifier is Qualifier.EXACT  # "49,000" after "about 50,000": the same total, known better


def _is_rough(claim: Claim, fine: Claim) -> bool:
    """Whether a number is a rounding of another one, whatever its word: it stands and falls with that."""
    return is_rounding(claim.low, claim.high, Qualifier.AT_LEAST, fine.low, fine.high)


def in_time(claim: Claim) -> tuple[str, int, str]:
    """By date (the undated first), then by number: a key for sorting."""
    return claim.as_of or "", twice(claim), claim.id

"""The claims of one series in; which of them are accepted, and the latest accepted value, out.

The accepted value of a day is recomputed from all that is known of that day, most witnesses first, so that a misprint
that arrives first does not block the right number. Of two dates whose numbers were read on one day the earlier holds,
with as many witnesses; else the first word holds: a later fall is not accepted.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from monitor.diff.interval import counts, digits, falls, firm, is_floor, meets, of, tightest
from monitor.diff.repeats import is_rounding, says
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
    claim: Claim,
    series: Sequence[Claim],
    witnesses: Callable[[Sequence[Claim]], int],
    words: Mapping[str, Qualifier],
    topic: Topic,
    *,
    unnamed: Sequence[Claim] = (),
    today: Collection[str] = (),
) -> dict[str, bool]:
    """Which claims of the date of `claim` are accepted, by their ids; `series` holds them all, `claim` among them.

    Of claims that were first read on one day (`today`) the same holds where they exclude each other: a total that falls
    from one date to the next, told in two papers of one morning, is not settled by which of them was read first.
    Most `witnesses` first: how many independent texts state any of the claims that speak for a number, so that one text
    that is copied with 45,100 and with "over 45,000" is one witness for 45,100. Of as many the bare and the finer
    number, then the lower: a slip adds a digit more often than it takes one. A rounding speaks for the finer number and
    stands or falls with it. `words` are the tightest words that stand on claims anywhere, whichever came first: the
    order of arrival does not count. So a number for which nobody was named (`unnamed`, of the same quantity) is a
    witness though it came before its source did.
    """
    spoken = [c for c in unnamed if counts(c) and claim.source is not None and is_same_date(c, claim, topic)]

    def said(one: Claim) -> Qualifier:
        same = (one, *(c for c in spoken if _is_number(c, one)))
        return tightest(words.get(c.id, c.qualifier) for c in same)

    told = [_in_words(c, said(c)) for c in series if counts(c)]
    day = _settled_together(claim, told, today, topic)
    mine = {c.id for c in day}
    rest = [c for c in told if c.accepted and c.id not in mine]
    finer = {one.id: [c for c in day if _is_rough(one, c) and is_same_date(one, c, topic)] for one in day}
    disputed = any(excludes(a, b, topic) for a, b in combinations(day, 2))  # else nobody has to be counted

    def rank(one: Claim) -> tuple[object, ...]:
        behind = [c for c in (*told, *spoken) if c.id == one.id or says(c, one) or one in finer.get(c.id, ())]
        support = witnesses(behind) if disputed else 0
        rising = -twice(one) if one.scope is Scope.INCIDENT else 0  # a strike's toll rises through its day
        bare = one.qualifier is Qualifier.EXACT
        first = min(c.as_of or "" for c in day if c.id == one.id or is_same_date(c, one, topic))  # between dates
        return (bool(finer[one.id]), -support, first, rising, not bare, -digits(one.low), twice(one), one.id)

    taken: list[Claim] = []
    for one in sorted(day, key=rank):
        stands = not finer[one.id] or any(c in taken for c in finer[one.id])
        if stands and fits(one, (*rest, *taken), topic):
            taken.append(one)
    return {one.id: one in taken for one in day}


def _settled_together(claim: Claim, told: Sequence[Claim], today: Collection[str], topic: Topic) -> list[Claim]:
    """The claims of the date of `claim`; if those read today do not all stand, these too and those of their dates."""
    day = [c for c in told if c.id == claim.id or is_same_date(c, claim, topic)]
    fresh = [c for c in told if c.id in today]
    if all(c.accepted and not any(excludes(c, one, topic) for one in day if one.id != c.id) for c in fresh):
        return day
    return [c for c in told if c in day or any(c.id == one.id or is_same_date(c, one, topic) for one in fresh)]


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


def is_running(claim: Claim) -> bool:
    """Whether a number belongs to a total that never falls: a war's or a disaster's, or one strike's toll."""
    return claim.scope in (Scope.CUMULATIVE, Scope.INCIDENT)


def twice(claim: Claim) -> int:
    """Twice the middle of the bounds as written, by which two values are higher and lower."""
    return claim.low + claim.high


def _supersedes(claim: Claim, best: Claim) -> bool:
    if twice(claim) >= twice(best):
        return True
    loose = best.qualifier is not Qualifier.EXACT and not is_floor(best)
    return loose and claim.qualifier is Qualifier.EXACT  # "49,000" after "about 50,000": the same total, known better


def _in_words(claim: Claim, word: Qualifier) -> Claim:
    return claim if claim.qualifier is word else replace(claim, qualifier=word)


def _is_number(claim: Claim, other: Claim) -> bool:
    return (claim.low, claim.high) == (other.low, other.high)


def _is_rough(claim: Claim, fine: Claim) -> bool:
    """Whether a number is a rounding of another one, whatever its word: it stands and falls with that."""
    return is_rounding(claim.low, claim.high, Qualifier.AT_LEAST, fine.low, fine.high)


def in_time(claim: Claim) -> tuple[str, int, str]:
    """By date (the undated first), then by number: a key for sorting."""
    return claim.as_of or "", twice(claim), claim.id

"""A verdict's parts in, its reason out: one plain sentence for an editor."""

from collections.abc import Sequence

from monitor.diff.interval import is_floor, meets, of
from monitor.model import Claim, Qualifier, Scope, Topic

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WORDS = {
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.UP_TO: "up to ",
    Qualifier.NEARLY: "nearly ",
}
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "des", "du", "der", "von", "del", "la"})
_SHOWN = 3  # claims that a sentence names; more are counted


def repeats(claim: Claim, known: Claim, topic: Topic) -> str:
    """Another sighting of a known number."""
    ending = "" if (claim.low, claim.high) == (known.low, known.high) else ", rounded"
    if known.withdrawn:
        ending += ", which was withdrawn"
    elif not known.accepted:
        ending += ", which is known to conflict with its own series"
    return f"Repeats {told(known, topic)}{ending}."


def corrects(claim: Claim, wrong: Claim, topic: Topic) -> str:
    """The text says that a number was wrong."""
    return f"The text takes back {told(wrong, topic)}; the number is {number(claim)}."


def edited(claim: Claim, wrong: Claim) -> str:
    """The article says another number than before."""
    return f"At its last reading the article said {number(wrong)}; now it says {number(claim)}."


def dropped(wrong: Claim, others: int) -> str:
    """The article no longer has its number."""
    still = {0: "", 1: " One other article still has it."}.get(others, f" {others} other articles still have it.")
    return f"At its last reading the article said {number(wrong)}; now it no longer does.{still}"


def contradicts(claim: Claim, own: Sequence[Claim], topic: Topic) -> str:
    """Against its own source: another number for the same date, or a fall."""
    first = own[0]
    if claim.as_of == first.as_of or claim.scope not in (Scope.CUMULATIVE, Scope.INCIDENT):
        when = f" for {date(claim.as_of)}" if claim.as_of else ""
        return f"{_cap(whose(first, topic))} known number{when} is {number(first)}; {number(claim)} does not fit it."
    return f"{_last(first, topic)}; {_compared(claim, first)}, and a total never falls."


def updates(claim: Claim, previous: Claim, against: Sequence[Claim], topic: Topic) -> str:
    """Later and higher than its source's last."""
    if claim.scope in (Scope.CUMULATIVE, Scope.INCIDENT):
        said = f"{_last(previous, topic)}; {_compared(claim, previous)}."
    else:
        when = f" (as of {date(claim.as_of)})" if claim.as_of else ""
        said = f"{_last(previous, topic)}; this is {number(claim)}{when}."
    return f"{said} It contradicts {_all(against, topic)}." if against else said


def fills(claim: Claim, before: Claim, against: Sequence[Claim], topic: Topic) -> str:
    """A point of the past."""
    said = f"Dated before {told(before, topic)}: a point of the past."
    if not against:
        return said
    if len(against) == 1 and against[0].id == before.id:
        return f"{said} No total that only rises fits both."
    return f"{said} No total that only rises fits both it and {_all(against, topic)}."


def stands_behind(claim: Claim, previous: Claim, topic: Topic) -> str:
    """Neither higher than the last number nor against it."""
    known = told(previous, topic)
    if is_floor(claim) and claim.low < previous.low:
        return f"A lower floor than {known}: an older state, not a fall."
    if meets(of(claim), of(previous)):
        return f"Agrees with {known} and does not move it."
    return f"Its date does not tell whether it comes before or after {known}."


def first(claim: Claim, topic: Topic) -> str:
    """The first of its series, and nothing against it."""
    if claim.scope is Scope.INCIDENT:
        return f"The first such number for this event from {who(claim, topic)}."
    return f"The first number of its kind from {who(claim, topic)}."


def disagrees(claim: Claim, others: Sequence[Claim], topic: Topic) -> str:
    """The first of its series, and another source says otherwise at the same time."""
    when = f" for {date(claim.as_of)}" if claim.as_of else ""
    said = [f"{who(o, topic)} says {number(o)} for {date(o.as_of)}" for o in others[:_SHOWN]]
    more = len(others) - _SHOWN
    tail = f", and {more} more say otherwise" if more > 0 else ""
    return f"{_cap(who(claim, topic))} says {number(claim)}{when} where {_and(said)}{tail}."


def told(claim: Claim, topic: Topic) -> str:
    """ "Zelensky's 45,100 of February 2025"."""
    when = f" of {date(claim.as_of)}" if claim.as_of else ""
    if claim.source is None:
        return f"the {number(claim)}{when} for which nobody is named"
    return f"{whose(claim, topic)} {number(claim)}{when}"


def who(claim: Claim, topic: Topic) -> str:
    """A source's name; a person of a pack goes by the surname that is the pack's id."""
    if claim.source is None:
        return "a source that is not named"
    name = next((source.name for source in topic.sources if source.id == claim.source), None)
    if name is None:
        return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in claim.source.split())
    words = name.split()
    if words and words[-1].casefold() == claim.source and all(word[:1].isupper() for word in words):
        return words[-1]
    one_body = len(words) > 1 and words[-1].islower() and not words[-1].endswith("s")  # "Ukrainian government"
    return f"the {name}" if " of the " in name or one_body else name


def whose(claim: Claim, topic: Topic) -> str:
    """A source's name in the possessive."""
    name = who(claim, topic)
    return f"{name}'" if name.endswith("s") and " " in name else f"{name}'s"


def number(claim: Claim) -> str:
    """The number with its word: "more than 46,000", "600,000 to 700,000"."""
    if claim.low != claim.high:
        return f"{claim.low:,} to {claim.high:,}"
    return f"{_WORDS.get(claim.qualifier, '')}{claim.low:,}"


def date(as_of: str | None) -> str:
    """A date in the precision that it has.

    >>> date("2025-02-18"), date("2025-02"), date("2023-02-06T09:15"), date(None)
    ('18 February 2025', 'February 2025', '6 February 2023, 09:15', 'an unknown date')
    """
    if as_of is None:
        return "an unknown date"
    year, _, rest = as_of[:10].partition("-")
    month, _, day = rest.partition("-")
    words = " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year) if part)
    return f"{words}, {as_of[11:16]}" if len(as_of) > 11 else words


def _last(previous: Claim, topic: Topic) -> str:
    when = f" (as of {date(previous.as_of)})" if previous.as_of else ""
    if previous.source is None:
        return f"The last number for which nobody is named was {number(previous)}{when}"
    return f"{_cap(whose(previous, topic))} own last number was {number(previous)}{when}"


def _compared(claim: Claim, before: Claim) -> str:
    """ "55,000 is 9,000 (19.6 %) more"."""
    if claim.low != claim.high or before.low != before.high:
        return f"this is {number(claim)}"
    off = claim.low - before.low
    tenths = (abs(off) * 2000 // before.low + 1) // 2 if before.low else 0
    share = f" ({tenths // 10}.{tenths % 10} %)" if tenths else ""
    return f"{number(claim)} is {abs(off):,}{share} {'more' if off > 0 else 'less'}"


def _all(claims: Sequence[Claim], topic: Topic) -> str:
    more = len(claims) - _SHOWN
    tail = [f"{more} more"] if more > 0 else []
    return _and([told(claim, topic) for claim in claims[:_SHOWN]] + tail)


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]

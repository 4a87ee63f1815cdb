"""The parts of an event in, plain English out: numbers with their qualifier, dates, differences, who and what.

Names that come from a text are neutralised here; all else is our own words.
"""

import re
from collections.abc import Sequence

from monitor.alerts import neutral
from monitor.model import Claim, Event, Measure, Population, Qualifier, Scope, Topic

_NAME_LIMIT = 60
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALIFIERS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.UP_TO: "up to ",
    Qualifier.NEARLY: "nearly ",
}
_MAGNITUDES = {
    10: "dozens",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
    10_000_000: "tens of millions",
}
_WHO = {
    Population.MILITARY: "military",
    Population.CIVILIAN: "civilians",
    Population.CHILDREN: "children",
    Population.PEOPLE: "people",
}
_CASUALTIES = {
    Population.MILITARY: "military casualties",
    Population.CIVILIAN: "civilian casualties",
    Population.CHILDREN: "casualties among children",
    Population.PEOPLE: "casualties",
}
_UNITS = {"h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}
_CAPITALS = frozenset({"us", "usa", "uk", "un", "eu", "nato", "idf", "bbc", "cnn", "nbc", "who", "afp", "ap", "rsf"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "al"})


def number(low: int, high: int, qualifier: Qualifier) -> str:
    """A number as a sentence would have it.

    >>> number(46000, 46000, Qualifier.MORE_THAN), number(600000, 700000, Qualifier.RANGE)
    ('more than 46,000', '600,000 to 700,000')
    >>> number(10000, 99999, Qualifier.VAGUE)
    'tens of thousands'
    """
    if qualifier is Qualifier.VAGUE:
        size = 10 ** (len(str(low)) - 1)
        return _MAGNITUDES.get(size, f"in the order of {low:,}")
    if low != high:
        return f"{low:,} to {high:,}"
    return f"{_QUALIFIERS.get(qualifier, '')}{low:,}"


def date(iso: str | None) -> str:
    """A date in the precision that it has: `2026-02-04` is "4 Feb 2026", `2024-12` "Dec 2024", None "undated".

    >>> date("2023-02-06T09:15"), date("2024")
    ('6 Feb 2023, 09:15', '2024')
    """
    if iso is None:
        return "undated"
    shape = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d))?", iso)
    if not shape or (shape[2] and not 1 <= int(shape[2]) <= 12):
        return neutral.name(iso, _NAME_LIMIT)
    year, month, day, time = shape.groups()
    words = year if month is None else f"{_MONTHS[int(month) - 1]} {year}"
    if day is not None:
        words = f"{int(day)} {words}"
    return words if time is None else f"{words}, {time}"


def difference(before: Claim, now: Event) -> str:
    """How far `now` lies from `before`: absolute and per cent, both ends where a range leaves it open.

    An order of magnitude ("tens of thousands") has no difference, and none is made up.
    """
    if Qualifier.VAGUE in (before.qualifier, now.qualifier):
        return "no exact difference, as one of the two is only an order of magnitude"
    least, most = now.low - before.high, now.high - before.low
    if least == most:
        return "no change" if least == 0 else f"{_signed(least)}{_share(least, before.high)}"
    if least < 0 < most:
        return f"from {_signed(least)} to {_signed(most)}, as the ranges overlap"
    shares = [_share(least, before.high), _share(most, before.low)]
    return f"between {_signed(least)}{shares[0]} and {_signed(most)}{shares[1]}"


def what(event: Event | Claim, topics: Sequence[Topic] = ()) -> str:
    """Whose people, who they are and what happened: "Ukraine, military killed"; a period, place or rate says so."""
    measure = (
        _CASUALTIES[event.population]
        if event.measure is Measure.CASUALTIES
        else f"{_WHO[event.population]} {event.measure}"
    )
    whose = party_name(event.party, event.topic, topics)
    words = f"{whose}, {measure}" if whose else measure[0].upper() + measure[1:]
    if event.scope is Scope.RATE:
        return f"{words} per {neutral.name(event.per or 'day', _NAME_LIMIT)}"
    if event.scope is Scope.PERIOD:
        return f"{words} {span(event.span)}"
    if event.scope is Scope.INCIDENT:
        return f"{words} in {titled(event.place or '') or 'one incident'}"
    return words


def span(code: str | None) -> str:
    """A period in words.

    >>> span("1d"), span("3mo"), span("2014/2022")
    ('in one day', 'in 3 months', 'from 2014 to 2022')
    """
    if code is None:
        return "in one period"
    if ends := re.fullmatch(r"(\d{4}[-\d]*)/(\d{4}[-\d]*)", code):
        return f"from {date(ends[1])} to {date(ends[2])}"
    if length := re.fullmatch(r"(\d+)(h|d|w|mo|y)", code):
        count, unit = int(length[1]), _UNITS[length[2]]
        return f"in one {unit}" if count == 1 else f"in {count} {unit}s"
    return f"in {neutral.name(code, _NAME_LIMIT)}"


def party_name(party: str | None, topic: str | None, topics: Sequence[Topic] = ()) -> str | None:
    """The pack's name of a party; without a party the topic's title; None where there is neither."""
    pack = next((t for t in topics if t.id == topic), None)
    if party is None:
        return neutral.name(pack.title, _NAME_LIMIT) if pack else None
    known = next((p.name for p in pack.parties if p.id == party), None) if pack else None
    return neutral.name(known, _NAME_LIMIT) if known else titled(party) or None


def source_name(source: str | None, topic: str | None, topics: Sequence[Topic] = ()) -> str:
    """The pack's name of a source, else the text's own in title case."""
    if source is None:
        return "source not named"
    known = next((s.name for t in topics if t.id == topic for s in t.sources if s.id == source), None)
    return neutral.name(known, _NAME_LIMIT) if known else titled(source) or "source not named"


def titled(name: str) -> str:
    """A lower-case name or id as a name.

    >>> titled("north-korea"), titled("us officials"), titled("ministry of health")
    ('North Korea', 'US Officials', 'Ministry of Health')
    """
    words = neutral.name(name, _NAME_LIMIT).replace("-", " ").split()
    return " ".join(_titled_word(word, first=i == 0) for i, word in enumerate(words))


def _titled_word(word: str, *, first: bool) -> str:
    if word.lower() in _CAPITALS:
        return word.upper()
    if word in _SMALL and not first:
        return word
    return word[:1].upper() + word[1:]


def _signed(amount: int) -> str:
    return f"+{amount:,}" if amount >= 0 else f"−{-amount:,}"


def _share(amount: int, of: int) -> str:
    """ " (+19.6 %)"; from ten times on " (15.5 times as many)"; nothing where there is nothing to compare with."""
    if of <= 0:
        return ""
    if amount + of >= 10 * of:
        tenths = ((amount + of) * 20 // of + 1) // 2
        return f" ({tenths // 10:,}.{tenths % 10} times as many)"
    tenths = (abs(amount) * 2000 // of + 1) // 2
    return f" ({'+' if amount >= 0 else '−'}{tenths // 10:,}.{tenths % 10} %)"

"""A headline's round number and the body's exact one: "More than 9,000 dead" over "At least 9,120 have been killed"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.model import Qualifier, Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_SHARE = 8  # a round number is told to an eighth of itself
_LEAST = 20  # people: a smaller number is not rounded
_ROUND = 10
_DAY = 10  # letters of a date that names one
_ABOVE = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})


def rounded_of(headline: "Statement", kept: Sequence["Statement"]) -> "Statement | None":
    """The first number of the body that a headline rounds, of the same harm to the same people."""
    if not headline.title or headline.group.number.low < _LEAST:
        return None
    for told in kept:
        if told.title or told.measure is not headline.measure or told.scope is Scope.RATE:
            continue
        if told.party != headline.party and None not in (told.party, headline.party):
            continue
        if told.population is headline.population and _rounds(headline, told):
            return told
    return None


def stands_for(told: "Statement", headline: "Statement") -> bool:
    """Whether the body's date is the count's: of a span, of the saying, an "as of", or no earlier than the headline's.

    "The quake of Monday has taken 1,411 lives": an event's day, under a headline of Tuesday that says 1,400.
    """
    date, ours = told.as_of or "", headline.as_of or ""
    if len(date) < _DAY or date >= ours or told.date_of_saying:
        return bool(date)
    return any(role == "as_of" and told.line.is_a(first, "dates.as_of", "dates.by") for role, first, _ in told.marks)


def _rounds(headline: "Statement", told: "Statement") -> bool:
    number, exact = headline.group.number, told.group.number
    if exact.qualifier is Qualifier.VAGUE or exact.low != exact.high or number.low != number.high:
        return False
    if number.low % _ROUND or exact.low == number.low:
        return False
    more = exact.low - number.low
    if headline.qualifier in _ABOVE:
        return 0 < more <= number.low // _SHARE
    if headline.qualifier in (Qualifier.NEARLY, Qualifier.UP_TO):
        return 0 < -more <= number.low // _SHARE
    return headline.qualifier is Qualifier.ABOUT and abs(more) <= number.low // _SHARE

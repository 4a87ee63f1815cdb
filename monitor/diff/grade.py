"""A claim and its witnesses in, a grade out: how far one may lean on a number.

The rule, first line that applies: withdrawn, by a correction or an editor; contested, where it conflicts with its own
series or no non-decreasing curve meets it and the rest of its quantity; corroborated, by two independent witnesses or
more; else it has a single source. Copies of one text are one witness.
"""

from enum import StrEnum

from monitor.model import Claim, Event, EventKind


class Grade(StrEnum):
    """How far one may lean on a number; `grade` of an `[[alert]]` names these."""

    SINGLE = "single"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


def grade(claim: Claim, witnesses: int, *, contested: bool | None = None) -> Grade:
    """The grade of a claim with so many independent witnesses; `contested` is what holds now, None: as stored."""
    if claim.withdrawn:
        return Grade.WITHDRAWN
    if not claim.accepted or (claim.contested if contested is None else contested):
        return Grade.CONTESTED
    return Grade.CORROBORATED if witnesses > 1 else Grade.SINGLE


def grade_at(event: Event, witnesses: int = 1, *, gone: bool = False) -> Grade:
    """The grade of an event's figure when it was raised; `gone`: no text carries the number any more.

    An event that is against another figure is contested, though it may be the other one that has to give way later.
    """
    if gone:
        return Grade.WITHDRAWN
    if event.contested or event.against or event.event is EventKind.CONFLICT:
        return Grade.CONTESTED
    return Grade.CORROBORATED if witnesses > 1 else Grade.SINGLE

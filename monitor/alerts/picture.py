"""A quantity's claims in, the picture that goes with its alerts out."""

from collections.abc import Collection, Sequence
from typing import Literal

from monitor.alerts.chart import Point, chart
from monitor.alerts.words import source_name, what
from monitor.model import Claim, Qualifier, SourceKind, Status, Topic

NOTE = "Figures as the named sources state them; collected by casualty-monitor"


def draw(
    claims: Sequence[Claim],
    topics: Sequence[Topic] = (),
    *,
    conflicts: Collection[str] = (),
    fmt: Literal["png", "svg"] = "png",
) -> bytes | None:
    """The chart of one quantity's `claims` as told by all its sources; None where none of them can be drawn.

    `conflicts` are the ids of claims that were found to contradict another source; those that contradict their own
    say so themselves. Raises `MissingExtra` where the renderer is not installed.
    """
    points = points_of(claims, topics, conflicts=conflicts)
    return chart(points, title=what(claims[0], topics), note=NOTE, fmt=fmt) if points else None


def points_of(
    claims: Sequence[Claim], topics: Sequence[Topic] = (), *, conflicts: Collection[str] = ()
) -> tuple[Point, ...]:
    """What can be drawn: dated numbers that somebody stands by; no order of magnitude, which is a band of its own."""
    return tuple(
        Point(
            source=source_name(claim.source, claim.topic, topics),
            as_of=claim.as_of,
            low=claim.low,
            high=claim.high,
            qualifier=claim.qualifier,
            contested=claim.contested,
            conflict=not claim.accepted or claim.id in conflicts,
            floor=claim.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) or claim.kind is SourceKind.COUNT,
        )
        for claim in claims
        if claim.as_of is not None
        and claim.qualifier is not Qualifier.VAGUE
        and claim.status is not Status.HYPOTHETICAL
    )

"""Whom an agency cites, and who carries whom: "AFP, which cited the ministry", "l'observatoire, cité par l'AFP".

Whoever is cited states the number; the agency only carries it.
"""

from monitor.detect.reading.lexicon import Tag
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_SAYING = 14  # tokens from "quoted" or "cited" to "as saying"
_REFERS = 12  # tokens from "die sich auf" to "beruft"
_NEAR = 2  # tokens from whom it carries to "cited by"


def citing_at(line: Line, i: int) -> Tag | None:
    """The words at token i that cite somebody: "citing", "que cita a", "die sich auf ... beruft"."""
    tag = line.at(i, "source.citing")
    if tag is not None and line.is_a(i, "source.which") and line.is_a(tag.end, "source.carrier"):
        return None  # "la policía, que cita Reuters": the agency cites the police
    if tag is None or not line.is_a(i, "source.refers_to"):
        return tag
    for j in range(tag.end, tag.end + _REFERS):  # "die sich auf der Flucht befanden" refer to nobody
        if line.is_a(j, "source.refers"):
            return tag
        if line.low(j) in (",", ";", "."):
            return None
    return None


def quoted(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """ "The agency quoted the governor as saying that six had died": the governor."""
    if not line.low(i).startswith(("quot", "cite")):
        return None
    for j in range(i + 2, i + _SAYING):
        if line.low(j) == "as" and line.low(j + 1) == "saying":
            return next((m for m in here if i < m.start < j and m.kind != "pronoun"), None)
    return None


def carried_at(line: Line, i: int, here: list[Mention], *, found: bool) -> int | None:
    """ "The ministry said, as cited by TASS", "по данным полиции, которую цитирует ТАСС": where the carrier ends.

    Where nobody has spoken yet, who stands right before it does: "L'observatoire, cité par l'AFP, a recensé".
    """
    if (tag := line.at(i, "source.carried_by")) is not None:
        if not found and not any(i - _NEAR < m.end <= i and m.kind not in ("pronoun", "country") for m in here):
            return None
        carrier = next((m for m in here if tag.end <= m.start <= tag.end + 1), None)
        return tag.end if carrier is None else max(carrier.end, tag.end)
    if not found or not line.is_a(i - 1, "source.which", "words.who"):
        return None
    carrier = next((m for m in here if i < m.start <= i + 2), None)
    return carrier.end if carrier is not None and line.is_a(carrier.start, "source.carrier") else None

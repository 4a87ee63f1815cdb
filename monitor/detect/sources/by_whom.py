"""Who stands behind "by": "A tally by the police found" is theirs, "Residents reached by AFP said" is not AFP's.

Before a verb of saying the nearest name is no subject where a preposition leads it; then it is whose work speaks, or
whoever was asked.
"""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention


def made_by(line: Line, mention: Mention) -> bool:
    """ "A preliminary assessment by the agency found that 12 had died": whose work states it."""
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word":
        k -= 1
    return line.low(k) == "by" and line.is_a(k - 1, "source.work", "source.account", "source.document")


def reached(line: Line, mention: Mention, ends: dict[int, Mention]) -> Mention | None:
    """ "Residents reached by AFP said": whoever was reached speaks, not who reached them."""
    k = mention.start - 1 - line.is_a(mention.start - 1, "words.article")
    if not (line.is_a(k, "source.agent") and line.is_a(k - 1, "words.reached")):
        return None
    return ends.get(k - 1)

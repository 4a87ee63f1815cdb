"""Whose "its losses" are after a sentence that told of one side's attack: the attacker's, not whose word it is.

"Russia attacked with a whole brigade, the general staff said. Its losses came to 440."
"""

from monitor.detect.belligerents.naming import attacks, is_according, is_located, is_said, party_at
from monitor.detect.reading.line import Line

_OPENS = 2  # tokens from a sentence's begin to its possessive: "For its part", "And its losses"
_ARMY = 3  # tokens of whose army it is, before its verb
_STRONG = ("words.army", "people.military", "words.men", "words.unit")


def attacker_meant(before: Line | None, line: Line, owner: int, end: int) -> str | None:
    """The attacker of the sentence before, where a possessive opens a sentence that no speaker of its own ends."""
    if before is None or owner > _OPENS or line.is_a(owner, "words.we"):
        return None
    if any(line.is_a(j, "source.says", "source.according") for j in range(end, len(line.tokens))):
        return None  # "Its losses have reached 898, the army said"
    if line.sentence.paragraph - before.sentence.paragraph > 1 or before.sentence.title:
        return None
    for j in range(len(before.tokens)):
        tag = party_at(before, j)
        if tag is None or before.low(tag.end) == "-" or before.tokens[j].possessive:
            continue
        if is_said(before, tag.end) or is_according(before, j) or is_located(before, j):
            continue
        end = tag.end
        while end < tag.end + _ARMY and before.is_a(end, *_STRONG):
            end += 1
        if attacks(before, end):
            return str(tag.value) if tag.value is not None else None
    return None

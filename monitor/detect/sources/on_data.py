"""Whose data a phrase set apart names: "On preliminary data of the council, 19 died", "..., by UN reckoning".

English has no one preposition for it; what tells is a noun for a count behind it, whose owner stands beside it, and
that the phrase opens the sentence or follows a comma: "doubts on the ministry's figures" names nobody.
"""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_NOUN = 6  # tokens from the preposition to its noun: "on the latest official"
_OWNER = 4  # tokens from the noun to its owner: "kept by the"
_EDGES = frozenset({"", ",", "–", "-", "(", ";", ":"})
_BEHIND = frozenset({"of", "from", "by"})
_KEPT = frozenset({"kept", "compiled", "collected", "held", "gathered", "published", "released", "issued"})


def on_data(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """At a preposition at the edge of a clause: the owner of the data behind it."""
    tag = line.at(i, "source.on_data")
    if tag is None or line.low(i - 1) not in _EDGES:
        return None
    noun = tag.end
    while noun < tag.end + _NOUN and not line.is_a(noun, "source.data"):
        if line.kind(noun) != "word" or line.is_a(noun, "source.says", "words.auxiliary", "words.conjunction"):
            return None
        noun += 1
    told = line.at(noun, "source.data")
    if told is None:
        return None
    end = told.end
    behind = end + (line.low(end) in _KEPT)
    if line.low(behind) in _BEHIND:
        near = (m for m in here if behind < m.start <= behind + _OWNER and m.kind != "pronoun" and m.names)
        owner = next(near, None)
        between = range(behind + 1, owner.start) if owner is not None else range(0)
        if owner is not None and all(line.is_a(j, "words.article") or not line.tags[j] for j in between):
            return owner
        return None
    near = (m for m in here if tag.end <= m.start <= noun and m.end in (noun, end) and m.kind != "pronoun" and m.names)
    owner = next(near, None)
    if owner is None or (owner.end == noun and owner.kind == "country" and not line.tokens[noun - 1].possessive):
        return None  # "on Ukrainian figures": of what they tell, as likely
    return owner

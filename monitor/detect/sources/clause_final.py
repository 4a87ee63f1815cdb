"""The subject of a German verb that ends its clause: "Die Mission hat den Tod von 40 Menschen bestätigt"."""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_CLAUSE = 40  # tokens from "hat" to the participle that ends its clause
_WORDS = 3  # from the clause's beginning to its subject
_AFTER = frozenset({"nachdem", "bevor", "obwohl", "während", "wie"})


def clause_final(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """ "Die Mission hat den Tod von 40 Menschen bestätigt", "hatte Selenskyj von 46.000 Toten gesprochen"."""
    if line.is_a(verb + 1, "source.helper") and (subject := _subordinate(line, verb, here)) is not None:
        return subject
    for j in range(verb - 1, max(-1, verb - _CLAUSE), -1):
        if line.low(j) in (";", ":"):
            return None
        if line.is_a(j, "source.passive"):
            return None
        if line.is_a(j, "source.helper"):
            for mention in here:
                if mention.end == j and not mention.oblique and not _stands_in(line, mention):
                    return mention
            place = next((m for m in here if j < m.start <= j + 3 and m.kind == "country"), None)
            begin = place.end if place is not None and _stands_in(line, place) else j + 1
            after = next((m for m in here if begin <= m.start <= begin + 3 and m.end <= verb), None)
            between = range(begin, after.start) if after is not None else ()
            if after is not None and not any(
                line.is_a(k, "words.preposition") and not line.is_a(k, "words.article") for k in between
            ):
                return after
            first = next((m for m in here if m.end < j and m.start <= 3 and m.kind != "pronoun"), None)
            return first
    return None


def _stands_in(line: Line, mention: Mention) -> bool:
    """ "Seit Beginn des Krieges in der Ukraine hat die Polizei ...": a place, which says nothing."""
    k = mention.start - 1
    while line.is_a(k, "words.article"):
        k -= 1
    return line.is_a(k, "words.place_preposition", "words.preposition")


def _subordinate(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """ "..., nachdem die Polizei zuvor 763 Tote gemeldet hatte": the subject of a clause that its helper ends."""
    first = next((j + 1 for j in range(verb - 1, max(-1, verb - _CLAUSE), -1) if line.low(j) in (",", ";", ":")), 0)
    lead = next((j for j in range(first, min(first + _WORDS, verb)) if line.low(j) in _AFTER), None)
    if lead is None:
        return None
    return next((m for m in here if lead < m.start <= lead + _WORDS and m.end < verb), None)

"""Who opens a sentence and says it only behind an aside: "Врач, пожелавший остаться неназванным, рассказал AFP"."""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_FIRST = 2  # tokens before the subject of a sentence
_WIDE = 24  # tokens from a subject to its verb
_PARTS = (",", ";", ":", '"', "(", ")")


def over_aside(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """The subject of the verb, over one aside in commas, or over "in a talk with the agency's reporters"."""
    first = next((m for m in here if m.kind not in ("country", "pronoun") and m.names), None)
    if first is None or first.oblique or first.start > _FIRST or not first.end < verb <= first.end + _WIDE:
        return None
    if line.is_a(first.start, "source.carrier") or line.is_a(first.start - 1, "words.preposition"):
        return None
    end = first.end
    works_at = next((m for m in here if m.start == end + 1), None)
    if works_at is not None and line.is_a(end, "words.preposition") and works_at.end < verb:
        end = works_at.end  # "Источник в полиции"
    if any(line.kind(j) == "number" or line.is_a(j, "numbers.units") for j in range(end, verb)):
        return None
    parts = [j for j in range(end, verb) if line.low(j) in _PARTS]
    if parts == [end, verb - 1] and verb - 1 > end + 1:
        return first
    plain = not parts and line.is_a(end, "words.preposition")
    plain = plain and not any(
        line.is_a(j, "source.says", "words.auxiliary", "words.conjunction") for j in range(end, verb)
    )
    return first if plain else None

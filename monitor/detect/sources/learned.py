"""From whom an agency has it: "AFP learned from a hospital source", "wie die dpa aus Polizeikreisen erfuhr".

Who learns it only carries it; who told it states the number.
"""

from dataclasses import replace

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_REACH = 9  # tokens between the verb and from whom it was learned
_COUNTS = ("numbers.units", "numbers.collective", "numbers.dozen", "numbers.vague")
_CIRCLES = ("kreise", "kreisen", "umfeld")


def learned_from(line: Line, i: int, here: list[Mention], lang: str) -> Mention | None:
    """Whom a verb of learning at token i has it from."""
    tag = line.at(i, "source.learned")
    if tag is None:
        return None
    end = tag.end
    if not any(line.kind(k) == "number" or line.is_a(k, *_COUNTS) for k in range(len(line.tokens))):
        return None  # "Relatives learned of the crash from television."
    ways = [range(end - 1, min(end + _REACH, len(line.tokens)))]
    if lang == "de":
        ways.append(range(i - 1, max(0, i - _REACH), -1))
    for way in ways:
        for j in way:
            if line.kind(j) not in ("word", "mark") or line.low(j) in (",", ";", ":", "."):
                break
            if line.is_a(j, "source.learned_from") and (owner := _at(line, j + 1, here)) is not None:
                return owner
    return None


def _at(line: Line, k: int, here: list[Mention]) -> Mention | None:
    while line.is_a(k, "words.article", "words.of") and line.kind(k) == "word":
        k += 1
    if line.is_a(k, "source.carrier"):
        return None
    if line.low(k).endswith(_CIRCLES):  # "aus Polizeikreisen"
        return Mention((line.low(k),), k, k + 1, "office", head=line.low(k))
    for mention in here:
        if k <= mention.start <= k + 1 and mention.kind not in ("country", "pronoun"):
            return replace(mention, oblique=False)
        if mention.start < k < mention.end and line.is_a(k, "source.office", "source.label"):  # "EFE de fuentes"
            name = " ".join(line.low(j) for j in range(k, mention.end))
            return Mention(tuple(dict.fromkeys((name, line.low(k)))), k, mention.end, "office", head=line.low(k))
    return None

"""Who knows of it: "Полиции известно о двух погибших", "Наразі відомо про двох загиблих" (nobody in particular)."""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_BETWEEN = 2  # words from the knower to "known": "полиции уже стало известно о"


def knower(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """Whom "known of" at token i names in the dative just before it; most often it names nobody.

    What follows tells where they died ("известно о двух погибших в Сумах"), and an adverb is no name ("Сейчас").
    """
    for mention in here:
        if not (0 <= i - mention.end <= _BETWEEN) or line.is_a(mention.start - 1, "words.preposition"):
            continue
        if any(not line.is_a(j, "words.auxiliary", "words.adverb", "dates.when") for j in range(mention.end, i)):
            continue
        if mention.kind in ("source", "office"):
            return mention
    return None

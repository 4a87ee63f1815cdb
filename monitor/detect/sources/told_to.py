"""To whom it was told: "sagte der Deutschen Presse-Agentur", "según explicó a los medios la consejera".

Whom a speaker tells it says nothing, wherever he stands.
"""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_FEMININE = ("agentur", "zeitung", "dpa", "afp", "ap", "apa", "sda", "bbc", "presse", "rundschau", "post")
_ADJECTIVES = 3  # words between the article and the noun


def in_dative(line: Line, mention: Mention) -> bool:
    """Whether the German "der" before a mention is no subject's: "der Deutschen Presse-Agentur", "der dpa"."""
    k = mention.start
    while k > mention.start - _ADJECTIVES and line.low(k - 1).endswith("en") and not line.tags[k - 1]:
        k -= 1
    if line.low(k - 1) != "der" or (mention.person and mention.kind == "name"):
        return False
    weak = line.low(k).endswith("en") and line.kind(k + 1) == "word" and mention.end > k + 1
    return weak or line.low(mention.end - 1).endswith(_FEMININE) or line.low(mention.start).endswith(_FEMININE)


def led_to(line: Line, mention: Mention, lang: str) -> bool:
    """ "a la prensa", "a los medios", "à EFE": led by the preposition of whom it is told."""
    k = mention.start - 1
    if line.is_a(mention.start, "source.carrier") and line.is_a(k, "source.to"):
        return True
    while lang == "es" and line.is_a(k, "words.article") and not line.is_a(k, "source.to"):
        k -= 1
    return lang == "es" and line.is_a(k, "source.to")

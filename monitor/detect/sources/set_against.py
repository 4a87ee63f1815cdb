"""Whose number another's is set against: "30, against 19 in the police count", "30, frente a los 19 de la Policía"."""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.speakers import Speakers

_AGAINST = frozenset({"against", "versus", "contre", "gegenüber", "frente", "против", "проти"})
_LED = frozenset({"to", "a", "los", "las", "the", "die", "den", "les", "aux", "au", "with"})
_NEAR = 4  # tokens from a number to whose it is
_COUNT = ("source.account", "words.count", "killed.toll")


def set_against(line: Line, group: Group, speakers: Speakers) -> Attribution | None:
    """The owner of a number that another's is compared with, where he stands behind it."""
    k = group.start - 1
    while line.low(k) in _LED:
        k -= 1
    if line.low(k) not in _AGAINST:
        return None
    end = group.number.end
    for mention in speakers.named:
        if not end <= mention.start <= end + _NEAR or mention.kind not in ("office", "source", "name"):
            continue
        plain = all(
            line.is_a(j, "words.of", "words.article", "words.preposition", *_COUNT) for j in range(end, mention.start)
        )
        last = mention.end + line.is_a(mention.end, *_COUNT)
        led = line.is_a(mention.start - 1, "words.of", "words.article", "words.preposition")
        if plain and led and line.low(last) in (".", ",", ";", ""):
            return Attribution(mention.names, mention.start, mention.end, mention.start, "after", mention.person)
    return None

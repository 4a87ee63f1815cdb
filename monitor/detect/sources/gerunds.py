"""Who speaks by a participle behind what he did: "The army raided Kadra, saying it had killed 12"."""

from collections.abc import Sequence

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_OPENS = 4  # tokens within which a sentence names its subject
_SAYING = {
    "en": ("ing",), "ru": ("ив", "ав", "яя", "ая"), "uk": ("вши", "ючи"), "fr": ("ant",), "es": ("ando", "iendo"),
}  # fmt: skip
_NO_SUBJECT = ("words.preposition", "words.place_preposition", "words.of", "words.who", "dates.when")


def doer(line: Line, i: int, here: Sequence[Mention], lang: str) -> Mention | None:
    """The subject of the sentence, where a participle of saying after a comma is the verb at token i.

    Never the place that the comma follows: "in Kadra, claiming", "посетил Харьков, сообщив".
    """
    endings = _SAYING.get(lang)
    if endings is None or line.low(i - 1) != "," or not line.low(i).endswith(endings):
        return None
    first = next((m for m in here if m.kind != "pronoun" and m.end < i), None)
    if first is None or first.start > _OPENS or line.is_a(first.start, "place"):
        return None
    clear = not any(line.is_a(j, *_NO_SUBJECT) or line.low(j) == "," for j in range(first.start))
    return first if clear else None

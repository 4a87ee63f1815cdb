"""A word of harm that is one person's, beside several of his: "три сестры убитого", "deux collègues du tué"."""

from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.numbers import Number
from monitor.model import Measure

_KIN = 5  # tokens from the number of kin on to the one harmed
_ONE_OF_THEM = {"uk": ("ого", "ої"), "ru": ("ого", "его", "шей", "той", "ной")}  # endings of one harmed person
_PARTICIPLES = ("killed.part", "wounded.part", "missing.part", "captured.part")
_MEASURES = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED)


def of_one(line: Line, number: Number, link: Link, lang: str) -> bool:
    """Whether a participle or noun of harm is one person's: "deux collègues du journaliste tué", "три сестры убитого".

    Behind several people it would stand in the plural; in the east numbers that end in one take the singular.
    """
    if number.high < 2 or link.end - link.start != 1 or link.measure not in _MEASURES or number.end >= link.start:
        return False
    word = line.low(link.start)
    if lang in _ONE_OF_THEM:
        several = number.high % 10 != 1 or number.high % 100 == 11
        return several and link.start - number.end <= _KIN and word.endswith(_ONE_OF_THEM[lang])
    if lang in ("fr", "es"):
        owner = range(number.end + 1, link.start)
        if len(owner) > _KIN or word.endswith(("s", "x", "z")) or not line.is_a(link.start, *_PARTICIPLES):
            return False
        owned = any(line.low(j) in ("du", "del", "de") for j in owner)
        return owned and not any(line.is_a(j, "words.auxiliary") or line.kind(j) != "word" for j in owner)
    return False

"""A word of harm that is one person's, beside several of his: "три сестры убитого", "deux collègues du tué"."""

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.numbers import Number
from monitor.model import Measure

_KIN = 5  # tokens from the number of kin on to the one harmed
_ONE_OF_THEM = {"uk": ("ого", "ої"), "ru": ("ого", "его", "шей", "той", "ной")}  # endings of one harmed person
_PARTICIPLES = ("killed.part", "wounded.part", "missing.part", "captured.part")
_MEASURES = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED)
_ONE_WHO = frozenset({"который", "которая", "которого", "которую", "який", "яка", "якого", "яку", "котрий", "котра"})
_MANY = frozenset({"people", "men", "women", "children", "police", "crew", "family", "team", "army", "dead"})
_PEOPLE = ("people.people", "people.military", "people.children", "people.civilian")


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


def who_is_one(line: Line, group: Group, link: Link, lang: str) -> bool:
    """Whether several are counted and a clause tells that one died: "40 Porträts des Sängers, der 1970 starb".

    The clause is the singular's in its "who" (ru, uk, de) or its verb (es); in English the things must be unknown and
    the last noun before it one person's: "dozens of pictures of the guitar hero, who died".
    """
    number = group.number
    if number.high < 2 or group.end > link.start or link.rule not in ("subject of a harm verb", "postposed participle"):
        return False
    if lang in ("fr", "es") and line.low(link.start - 1) == "," and line.is_a(link.start, *_PARTICIPLES):
        return line.low(link.end - 1).endswith(("o", "a", "é", "ée", "mort", "morte"))  # "del cantante, muerto en 1970"
    who = next((j for j in range(link.start - 1, group.end, -1) if line.is_a(j, "words.who")), None)
    if who is None or line.low(who - 1) != "," or line.kind(who - 2) != "word":
        return False
    if any(line.kind(j) != "word" for j in range(number.end, who - 1)):
        return False  # "40 portraits, among them one of the general, who died"
    low = line.low(who)
    if lang in ("ru", "uk"):
        return low in _ONE_WHO and (number.high % 10 != 1 or number.high % 100 == 11)  # not "21 шахтёр, который погиб"
    if lang == "de":
        return low == "der"
    if lang == "es":
        return line.low(link.end - 1).endswith("ó")
    if lang != "en" or group.head is not None or group.of_harm:
        return False
    owned = any(line.is_a(j, "words.of") for j in range(number.end + 1, who - 2))
    people = line.low(who - 2) in _MANY or line.low(who - 2).endswith("s") or line.is_a(who - 2, *_PEOPLE)
    return owned and not people

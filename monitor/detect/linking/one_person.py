"""A harm that is one person's, beside a number of others: his kin, his portraits, who was with him, his one death.

"Three doctors examined the boy after he was wounded", "три сестры убитого", "deux collègues du tué", "40 Porträts des
Sängers, der 1970 starb", "Minister's death: Four suspects held": the number counts nobody who was harmed.
"""

from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_NAMED = 12  # tokens from "one of" to the comma before a name
_KIN = 5  # tokens from the number of kin on to the one harmed
_ONE_OF_THEM = {"uk": ("ого", "ої"), "ru": ("ого", "его", "шей", "той", "ной")}  # endings of one harmed person
_PARTICIPLES = ("killed.part", "wounded.part", "missing.part", "captured.part")
_MEASURES = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED)
_ONE_WHO = frozenset({"который", "которая", "которого", "которую", "який", "яка", "якого", "яку", "котрий", "котра"})
_MANY = frozenset({"people", "men", "women", "children", "police", "crew", "family", "team", "army", "dead"})
_PEOPLE = ("people.people", "people.military", "people.children", "people.civilian")
_BETWEEN = 24  # tokens from the people to the harm
_CLAUSE = 6  # tokens from the pronoun to the harm
_ONE = {
    "en": frozenset(("he", "she")),
    "de": frozenset(("er",)),
    "fr": frozenset(("il", "elle")),
    "es": frozenset(("él", "ella")),
    "ru": frozenset(("он", "она", "его", "её", "ее")),
    "uk": frozenset(("він", "вона", "його", "її")),
}
_BEING = frozenset(("être", "ser", "fuera", "fuese", "sea"))  # "avant d'être tué", "después de que fuera herido"
_LED = frozenset(("d", "de", "que", "tras", "al"))
_SINGULAR = ("é", "ée", "o", "a", "u", "t")


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


def named_one(line: Line, group: Group) -> bool:
    """ "One of the paper's writers, Ivan Horak, was beaten": one person who is told by his name."""
    if group.number.high != 1 or group.of_them or group.of_harm or line.is_a(group.number.end, "words.more"):
        return False
    for j in range(group.number.end + 1, group.number.end + _NAMED):
        if line.low(j) == ",":
            named = line.capital(j + 1) and line.capital(j + 2)
            return named and not any(line.is_a(k, "party", "place", "capital", "words.subset") for k in (j + 1, j + 2))
        if line.kind(j) != "word":
            return False
    return False


def harms_one(reading: Reading, group: Group, harm: Harm) -> bool:
    """Whether a harm behind several people is told of one other in a clause of his own."""
    line = reading.line
    if group.number.high < 2 or not 0 < harm.start - group.end <= _BETWEEN:
        return False
    return _pronoun(line, reading.lex.lang, group.end, harm) or _infinitive(line, group.end, harm)


def _pronoun(line: Line, lang: str, first: int, harm: Harm) -> bool:
    """ "Before he was killed", "als er bei Bonn getötet wurde", "как его убили": only helpers part the two."""
    one = _ONE.get(lang, frozenset())
    for k in range(harm.start - 1, max(first, harm.start - _CLAUSE) - 1, -1):
        if line.low(k) in one:
            return k > first
        if line.kind(k) != "word" or not (lang == "de" or line.is_a(k, "words.auxiliary", "words.adverb")):
            return False
        if lang == "de" and line.is_a(k, "words.auxiliary"):
            return False  # in a clause the helper comes last
    return False


def _infinitive(line: Line, first: int, harm: Harm) -> bool:
    k = harm.start - 1 if line.low(harm.start) not in _BEING else harm.start
    led = line.low(k) in _BEING and line.low(k - 1) in _LED and k > first
    return led and line.low(harm.end - 1).endswith(_SINGULAR)


def names_one_death(line: Line, link: Link) -> bool:
    """ "Minister's death: Four suspects held", "the body was found ... 23": no total is told of one death."""
    one = link.rule == "total after its noun" and line.is_a(link.start, "words.one_death")
    return one and not line.is_a(link.end, "words.count") and link.end - link.start == 1


def beside_lives(line: Line, start: int, group: Group) -> bool:
    """ "Another death was reported in the floods, which have claimed more than 30 lives": the lives are the verb's."""
    if not line.is_a(start, "words.one_death"):
        return False
    return any(line.is_a(j, "words.lives") for j in (group.end - 1, group.end))

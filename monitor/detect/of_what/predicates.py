"""Whether the words after a number are no noun that it counts: "zwölf trugen", "78 tenían antecedentes", "187 wait".

No list holds all verbs. But what a number counts has a plural's shape, or in German a capital letter, so words without
either are what the people did, or a stray adverb ("14,500 respectively").
"""

from collections.abc import Container, Mapping

from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

_PLURAL = {"en": ("s",), "es": ("s",), "fr": ("s", "x", "z")}
_PAST = ("ли", "ло", "лись", "лось", "лися", "лося", "ено", "ано", "ены", "аны", "ені", "ані")
_ITSELF = ("лись", "лися", "лось", "лося")
_DID = ("али", "или", "іли", "їли", "ули", "яли", "ели")
_DO = (
    "ють",
    "уть",
    "ать",
    "ять",
    "ються",
    "уться",
    "яться",
    "аться",
    "ются",
    "утся",
    "ятся",
    "атся",
    "ится",
    "ется",
    "ється",
    "иться",
    "ає",
)  # no plural ends so
_NOMINATIVE = ("яни", "яне", "нці", "нцы", "йці", "йцы", "нти", "нты", "ники", "чики")  # plural
_OBJECTS = frozenset({"двох", "трьох", "чотирьох", "двоих", "двух", "трёх", "трех", "четырёх", "четырех"})
_FEW = 5  # from so many on, Slavic nouns stand in the genitive, which never looks like a verb
_BY_WHOM = ("ами", "ями", "ими", "їми", "ыми", "ией", "єю", "ією")  # the instrumental
_DOERS = 3  # words of those who did it: "російськими військовими"
_PREFIXES = frozenset({"co", "ex", "vice", "экс", "вице", "екс", "віце"})  # "two co-directors"
_MADE = ("ed", "born", "bound", "led", "held", "made", "run")


def is_predicate(line: Line, lex: Lexicon, number: Number, first: int, stop: int) -> bool:
    """Whether the unknown words from `first` on, up to `stop`, are no counted noun."""
    words = [j for j in range(first, stop) if line.kind(j) == "word"]
    if not words or line.tokens[first].glued or line.is_a(stop, "words.conjunction"):
        return False  # "186mm", "200 public and leaked estimates"
    if lex.lang == "de":
        return not any(line.capital(j) for j in words)
    if lex.lang in _PLURAL:
        return not any(line.low(j).endswith(_PLURAL[lex.lang]) or line.capital(j) for j in words)
    if first != number.end:
        return False
    if line.is_a(stop, "words.preposition", "words.of") and line.low(first).endswith(_DID):
        return True
    if line.low(first).endswith(_DO) and len(line.low(first)) > 5:
        return True  # "пошуки ще двох тривають"
    few = number.low % 10 in range(2, _FEW) and number.low % 100 not in range(12, 15) and not number.collective
    return line.low(first).endswith(_ITSELF if few else _PAST)


def are_subject(line: Line, lex: Lexicon, number: Number, j: int, *, headed: bool = False) -> bool:
    """ "Ще 245 росіяни розстріляли", "двох росіяни вбили": a people in the nominative, which only two to four take.

    Neither does "двох", the object's form, nor a number that counts another noun: "Трьох людей росіяни вбили".
    """
    few = number.low % 10 in (2, 3, 4) and number.low % 100 not in (12, 13, 14)
    few = few and not headed and line.low(number.end - 1) not in _OBJECTS
    return lex.lang in ("uk", "ru") and line.low(j).endswith(_NOMINATIVE) and (number.collective or not few)


def describes_harm(line: Line, number: Number, first: int, noun: int) -> bool:
    """ "64 neue Todesfälle", "von drei weiblichen Todesopfern", not "zwölf trugen Verletzte": adjectives of a noun."""
    ends = ("e", "en", "er") if line.is_a(number.start - 1, "words.preposition", "words.article") else ("e", "er")
    words = range(first, noun)
    return line.capital(noun) and all(line.kind(j) == "word" and line.low(j).endswith(ends) for j in words)


def past_adjunct(line: Line, lang: str, j: int, harm_at: Container[int]) -> int:
    """The token after words that only tell more of the people: "storm-related", "co-directors"."""
    if line.low(j + 1) != "-" or not line.tokens[j + 1].glued:
        return j
    if line.low(j) in _PREFIXES:
        return j + 2
    if lang != "en" or j in harm_at:
        return j
    return j + 3 if _is_compound(line, j) or _of_a_land(line, j) else j


def compounded(line: Line, lex: Lexicon, j: int) -> tuple[Population, int] | None:
    """The people of a German compound, at its hyphen: "US-Soldaten", "UN-Mitarbeiter"."""
    if lex.lang != "de" or line.low(j) != "-" or j + 1 >= len(line.tokens) or not line.tokens[j + 1].glued:
        return None
    return population_at(line, j + 1)


def past_doers(line: Line, j: int) -> int:
    """ "5100 викрадених окупантами дітей": who did it, in the instrumental, between the participle and the people."""
    k = j
    while k < j + _DOERS and line.kind(k) == "word" and line.low(k).endswith(_BY_WHOM):
        k += 1
    people = population_at(line, k) if k > j else None
    return k if people is not None and not line.low(people[1] - 1).endswith(_BY_WHOM) else j


def _of_a_land(line: Line, j: int) -> bool:
    """ "Iran-backed", "Saudi-born", "US-trained": not whose they are; whom Russia backs is its own."""
    tag = line.at(j, "party") or line.at(j, "capital")
    made = line.kind(j + 2) == "word" and line.low(j + 2).endswith(_MADE)
    if tag is None or tag.end != j + 1 or not made:
        return False
    return not (tag.value == "russia" and line.low(j + 2) in ("backed", "led"))


def _is_compound(line: Line, j: int) -> bool:
    """ "Storm-related", "conflict-affected": an adjective of two words, which tells of no people by itself."""
    if not line.kind(j) == line.kind(j + 2) == "word" or line.is_a(j, "party") or population_at(line, j) is not None:
        return False
    return line.tokens[j + 1].glued and line.tokens[j + 2].glued and population_at(line, j + 2) is None


def denied(line: Line, j: int) -> bool:
    """ "Связи с 35 нет", "местонахождение пятерых не установлено": a denial that ends the clause is no noun."""
    if not line.is_a(j, "words.negation"):
        return False
    end = j + 1 if line.kind(j + 1) != "word" else j + 2
    return line.low(end) in ("", ".", ",", ";", ":", ")", "–", '"')


def is_adjunct(line: Line, lex: Lexicon, j: int, end: int, harm_at: Mapping[int, Harm]) -> bool:
    """Whether an English noun in the singular only says of what kind the people are that follow it at once."""
    if lex.lang != "en" or line.low(j).endswith("s") or line.is_a(j, "dates.units"):
        return False
    noun = harm_at.get(end)
    return population_at(line, end) is not None or (
        noun is not None and noun.forms == {"noun"} and not line.is_a(end, "words.loss")
    )  # "six flood victims", but "2,000 job losses"


def are_people(word: str, lex: Lexicon) -> bool:
    """Whether a nationality in small letters is a noun: "палестинців", not "палестинських" """
    return lex.lang in ("uk", "ru") and not any(suffix in word for suffix in ("ськ", "цьк", "зьк", "ск", "цк"))

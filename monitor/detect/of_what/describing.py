"""Numbers that describe one person or reach a desk: an age at death, a height, a telephone's, a century's.

"Dead at 84", "muere a los 84", "ist mit 91 gestorben", "he was 27 when he was killed", "1.70m tall", "call 041 98 74".
"""

from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line, population_at

_OLDEST = 110  # years
_YOUNGEST = 5
_RUN = 3  # numbers in a row that only a telephone has
_DIALLED = 8  # tokens either way in such a row
_ALONE = frozenset(
    ("he", "she", "er", "il", "elle", "él", "ella", "он", "она", "его", "её", "ее", "він", "вона", "його", "її")
)
_TALL = frozenset(("(", "tall", "high", "long", "wide", "deep"))
_HEIGHT = frozenset(("height", "length", "width", "depth"))
_CENTURY = ("century", "centuries", "jahrhundert", "siècle", "siglo", "век", "столітт", "сторіч")
_PUT = 8  # tokens from a verb of putting to the dead: "puts its military dead at 11"
_PUTS = frozenset(("put", "puts", "putting", "number", "numbers", "cifra", "toll"))
_PERSON = 6  # tokens from an age back to the article of whose it is
_HARM = ("killed.", "wounded.", "missing.", "casualties.", "captured.")
_VICTIM = ("victim", "víctim", "opfer")
_NO_PERSON = ("words.count", "words.carry_count", "words.grand", "dates.units", "words.area", "place", "capital")
_CROWDS = frozenset(("crew", "family", "group", "staff", "team", "police", "people", "children", "men", "women"))
_SINGULAR = frozenset(
    ("a", "an", "the", "his", "her", "their", "my", "le", "la", "l", "un", "une", "son", "sa", "el", "una", "su")
) | {"der", "das", "die", "ein", "eine", "sein", "seine", "ihr", "ihre"}
_FEMALE = ("in", "frau", "mutter", "tochter", "schwester")
_TWO = frozenset(
    ("2", "two", "both", "zwei", "beiden", "deux", "dos", "два", "две", "двое", "двух", "дві", "двоє", "двох")
)
_CYRILLIC = frozenset("абвгґдеєёжзиіїйклмнопрстуфхцчшщэюя")
_LEAST, _MOST = 1_000_000, 2_500_000  # "1.70m" read as millions


def describes(line: Line, number: Number) -> bool:
    """Whether a number is an age that a verb of one person's death names, a height, a telephone's or a century's."""
    if number.ordinal:
        return line.low(number.end).startswith(_CENTURY)
    return (
        (_YOUNGEST <= number.low == number.high <= _OLDEST and _is_age(line, number))
        or _is_of_one(line, number)
        or _is_of_two(line, number)
        or _is_height(line, number)
        or _is_telephone(line, number.core)
    )


def _is_age(line: Line, number: Number) -> bool:
    """ "Dead at 84", "stirbt mit 84", "mit 91 gestorben", "27 when he was killed"; "put the dead at 84" counts."""
    after = number.end + (line.low(number.end) == ",")
    if line.is_a(after, "words.opens_clause") and line.low(after + 1) in _ALONE:
        return True
    begin = line.ends_at(number.core, "words.age_at") if "words.dies_alone" in line.has else None
    if begin is None or number.start < begin:
        return False
    dies = line.ends_at(begin, "words.dies_alone")
    if dies is not None:
        told = any(line.low(k) in _PUTS for k in range(max(0, dies - _PUT), dies))
        return not told and not line.is_a(dies - 1, "words.article", "words.of", "words.count", "words.own")
    led = line.low(begin) == "mit" and line.is_a(number.end, "words.dies_alone")
    return led and line.low(number.end + 1) in ("", ".", ",", ";")


def _is_of_one(line: Line, number: Number) -> bool:
    """ "A teacher, 43, and her son, 7, died", "the driver, 31, of Leeds, was killed": commas set off one's age."""
    at = number.start - 1 - (line.low(number.start - 1) == "de")  # "la víctima, de 31, vecina de Lugo"
    if not (number.digits and number.start == number.core and line.low(at) == "," == line.low(number.end)):
        return False
    head = line.low(at - 1)
    hurt = any(cls.startswith(_HARM) for cls in line.tags[at - 1]) and not head.startswith(_VICTIM)
    if not 1 <= number.low == number.high <= _OLDEST or hurt or line.is_a(at - 1, *_NO_PERSON) or head in _CROWDS:
        return False
    if line.ends_at(at, "words.most") is not None:
        return False  # "La plupart, 17, étaient des habitants"
    if line.kind(at - 1) != "word" or (head[-1:] in ("s", "x") and not head.endswith("ss")):
        return False  # "the drivers, 31,": several
    if head[0] in _CYRILLIC:
        opens = at == 1 or line.low(at - 2) == "," or line.is_a(at - 2, "words.conjunction", "words.own")
        return opens and population_at(line, at - 1) is not None and head[-1] not in "ыиіїв"
    for j in range(at - 2, max(-1, at - _PERSON), -1):
        if line.low(j) in _SINGULAR or line.tokens[j].possessive:
            female = line.low(j) != "die" or head.endswith(_FEMALE)
            return female and not line.is_a(j - 1, "words.preposition", "words.place_preposition", "words.of")
        if line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.of"):
            return False
    return False


def _is_of_two(line: Line, number: Number) -> bool:
    """ "Her two daughters, 6 and 9, died", "ihre zwei Töchter, 6 und 9, starben": the ages of a pair."""
    first = number.core if line.is_a(number.core + 1, "words.conjunction") else number.core - 2
    if first < 2 or line.low(first - 1) != "," or not line.is_a(first + 1, "words.conjunction"):
        return False
    if line.low(first + 3) not in (",", ".", "") or number.high > _OLDEST or line.kind(first - 2) != "word":
        return False
    if not all(line.low(k).isdigit() for k in (first, first + 2)):
        return False
    return any(line.low(k) in _TWO for k in range(max(0, first - _PERSON), first - 2))


def _is_height(line: Line, number: Number) -> bool:
    """ "1.70m (5'7") tall", "1.67m in height": metres, no millions."""
    if not _LEAST <= number.low == number.high <= _MOST or line.low(number.core + 1) != "m":
        return False
    after = line.low(number.core + 2)
    return after in _TALL or (after == "in" and line.low(number.core + 3) in _HEIGHT)


def _is_telephone(line: Line, core: int) -> bool:
    """ "Call 041 98 74 200", "074-9167100": numbers in a row, the first with a nought before it."""
    if line.kind(core) != "number" or not line.low(core).isdigit():
        return False
    first = last = core
    if line.low(core)[0] != "0" and not (_goes_on(line, core - 1) or _goes_on(line, core + 1)):
        return False
    while first > core - _DIALLED and _goes_on(line, first - 1):
        first -= 1
    while last < core + _DIALLED and _goes_on(line, last + 1):
        last += 1
    run = [line.low(k) for k in range(first, last + 1) if line.kind(k) == "number"]
    return any(len(text) > 1 and text.startswith("0") for text in run) or len(run) >= _RUN


def _goes_on(line: Line, k: int) -> bool:
    if line.kind(k) == "number":
        return line.low(k).isdigit()
    return line.low(k) == "-" and line.tokens[k].glued

"""By how much the toll of one span differs from another's: a difference between two Julys counts nobody.

"412 people died in July, 34 more than a year earlier", "34 víctimas mortales más que el verano pasado", "a drop of 34
deaths", "Bayern (– 67 Tote)". What a running total has gained since it was told last counts people ("81 more than the
day before"), and is read elsewhere.
"""

from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line

_NEAR = 3  # tokens from a number to "fewer", "more": "17 people killed fewer than"
_SPAN = 9  # tokens from "more than" on to the span: "más que en el mismo periodo del año anterior"
_RUNNING = 12  # tokens from "rose", "fell" to "by 21": "sank im ersten Halbjahr um 21"
_AGAINST = 8  # tokens from "compared with 2023" on to its number
_THAN = frozenset({"than", "als", "que", "qu", "чем", "ніж", "як"})
_LESS = frozenset({"меньше", "менше"})
_OR = frozenset({"or", "oder", "ou", "o", "или", "або", "чи"})
_BY = frozenset({"by", "um", "de", "en", "на"})
_UP_TO = frozenset({"a", "à"})
_MINUS = frozenset({"minus", "moins", "menos", "минус", "мінус", "-", "–", "−"})
_OPENS = ("(", "[")
_AT = frozenset({"end", "ende", "fin", "finales", "конец", "конце", "кінець", "кінця"})  # a day, not a span
_ENDS = (";", ":", ".", "")
_BRACKETS = ("(", ")")
_KEPT = ("words.names", "scope.list", "scope.cumulative")  # a list grows: "4,216 names more than in May"
_HELD = ("captured.", "missing.")  # so many at a time: "26 are being held, four more than a year ago"
_GATE = frozenset({"scope.more", "words.higher", "words.decrease", "words.increase", "words.declines"})


def differs(line: Line, number: Number) -> bool:
    """Whether a number tells by how much a toll fell, or how far one span's stands above another's."""
    if _taken_off(line, number):
        return True
    if line.has.isdisjoint(_GATE):
        return False
    if "words.decrease" in line.has and line.ends_at(number.start, "words.decrease") is not None:
        return True
    if "words.declines" in line.has and line.low(number.start - 1) in _BY and _declines(line, number):
        return True
    return _fewer(line, number) or _more(line, number) or _risen(line, number)


def _taken_off(line: Line, number: Number) -> bool:
    """ "Bavaria (minus 67 deaths)", "Hessen (– 60)"; but "(-12)" in a bulletin's row is no number of its own."""
    k = number.start - 1
    return line.low(k) in _MINUS and line.low(k - 1) in _OPENS  # but "au moins 67"


def _declines(line: Line, number: Number) -> bool:
    """ "Sank im ersten Halbjahr um 21 auf 390", "bajó el año pasado en 21"; but "revisó a la baja de 15 a 12"."""
    if line.low(number.end) in _UP_TO and line.kind(number.end + 1) == "number" and line.low(number.start - 1) == "de":
        return False
    for j in range(number.start - 2, max(-1, number.start - _RUNNING), -1):
        if line.low(j) in (",", *_ENDS) or (line.kind(j) == "number" and year_of(line.low(j)) is None):
            return False
        if line.is_a(j, "words.declines"):
            return True
    return False


def _fewer(line: Line, number: Number) -> bool:
    """ "41 drowned, seven fewer than in 2023", "на 13 меньше": by how much a toll fell."""
    if "scope.fewer" not in line.has:
        return False
    j = _past_share(line, number.end)
    for _ in range(_NEAR):
        if line.is_a(j, "scope.fewer"):
            break
        of_fewer = (line.is_a(j, "words.of") or line.low(j) == "en") and line.is_a(
            j + 1, "scope.fewer"
        )  # "17 de moins", "neuf morts en moins"
        led = line.is_a(j, "words.conjunction", "words.preposition") and not of_fewer
        if line.kind(j) != "word" or led:
            return False
        j += 1
    else:
        return False
    if line.low(j) in _LESS and line.low(number.start - 1) != "на":
        return False  # "погибли 12 человек меньше чем за сутки"
    ago = any(line.is_a(k, "dates.ago_after") for k in range(j + 3, j + 6))  # "two fewer than a year ago"
    if (line.is_a(j + 2, "numbers.units", "numbers.one") and not ago) or (
        line.kind(j + 2) == "number" and year_of(line.low(j + 2)) is None
    ):
        return False  # "starben 12 Menschen weniger als eine Stunde nach der Warnung"
    than = j + 1 + (j == number.end and line.kind(j + 1) == "word" and line.low(j + 1) not in _THAN)
    if line.is_a(than, "dates.than") or line.low(than) in _THAN:
        return True  # "34 fewer deaths than in May"
    return line.kind(j + 1) in ("", "mark") or _against_before(line, number)


def _more(line: Line, number: Number) -> bool:
    """ "34 more than in July 2023", "34 víctimas más que el verano pasado", "28 above the figure for last August"."""
    if line.has.isdisjoint(("scope.more", "words.higher")):
        return False
    first = _past_share(line, number.end)
    for j in range(first, first + _NEAR + 1):
        if line.is_a(j, "scope.more", "words.higher"):
            return _another_span(line, j + 1)
        of_more = (line.is_a(j, "words.of") or line.low(j) == "en") and line.is_a(j + 1, "scope.more")
        if line.kind(j) != "word" or (line.is_a(j, "words.conjunction", "words.preposition") and not of_more):
            return False
    return False


def _risen(line: Line, number: Number) -> bool:
    """ "An increase of 18 on the previous June", "up by 34 on last summer", "une hausse de 18 par rapport à 2023"."""
    rise = line.ends_at(number.start, "words.increase")
    if rise is None and line.low(number.start - 1) != "up":
        return False
    if line.is_a(number.end, "dates.in"):
        return False  # "the number rose by 2,300 in May": what May added
    return _another_span(line, number.end)


def _past_share(line: Line, j: int) -> int:
    """Past the "or ten per cent" of "34 or ten per cent fewer"."""
    if line.low(j) in _OR:
        for k in range(j + 2, j + 5):
            if line.low(k) == "%" or line.is_a(k, "words.percent"):
                return k + 1
    return j


def _another_span(line: Line, first: int) -> bool:
    """Whether a span that the toll is set against follows: "than in 2023", "que l'été dernier"."""
    if not line.has.isdisjoint(_KEPT) or any(cls.startswith(_HELD) for cls in line.has):
        return False
    against = False
    for j in range(first, min(first + _SPAN, len(line.tokens))):
        if line.low(j) in (*_ENDS, *_BRACKETS, *_AT) or (line.low(j) == "," and j > first):
            return False
        against = against or line.low(j) in _THAN or line.is_a(j, "dates.than", "words.compared")
        if line.is_a(j, "dates.other_span"):
            return True
        if line.kind(j) == "number":
            return against and year_of(line.low(j)) is not None  # but "250,000 more deaths a year from 2030"
        if line.is_a(j, "dates.months") and line.is_a(j - 1, "dates.in", "dates.last"):
            day = line.kind(j + 1) == "number" and year_of(line.low(j + 1)) is None
            return against and not day
        if line.is_a(j, "dates.seasons") and (line.is_a(j - 1, "dates.last") or line.is_a(j + 1, "dates.last")):
            return True
    return False


def _against_before(line: Line, number: Number) -> bool:
    """ "Gegenüber 2023 kamen 57 Radfahrer weniger ums Leben"."""
    for j in range(number.start - 1, max(-1, number.start - _AGAINST), -1):
        if line.is_a(j, "words.compared"):
            return _another_span(line, j)
    return False

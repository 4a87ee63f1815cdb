"""Tokens to numbers of whatever: values, bounds and qualifier, in digits or words. What they count is decided later.

Own code, because the libraries measured read "600-700,000" as 350,300 and miss "two killed" or "1.2 million".
"""

from dataclasses import dataclass

from monitor.detect.how_many.both import both_at
from monitor.detect.how_many.cores import Core, core_at
from monitor.detect.how_many.german_numbers import may_be_compound
from monitor.detect.how_many.hedged_ranges import hedged_at, hedged_bounds
from monitor.detect.how_many.one_of_a_kind import one_of_a_kind
from monitor.detect.how_many.qualifiers import qualifier_after, qualifier_before
from monitor.detect.reading.lexicon import MEASURES, NUMBERS, Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Qualifier

_MAX = 10**13
_BEFELL = frozenset(f"{name}.{form}" for name in MEASURES for form in ("part", "fell"))
_TO_HARM = 4  # tokens from "one" to what befell him
_OPENERS = NUMBERS - {"numbers.range", "numbers.between", "numbers.join"}  # what may begin a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line: its bounds, and its tokens with (`start`) and without (`core`) the qualifier."""

    low: int
    high: int
    qualifier: Qualifier
    start: int
    core: int
    end: int
    ordinal: bool = False  # "the 21st victim"
    digits: bool = True  # False: written in words
    collective: bool = False  # Slavic "двое", "четверо": people by themselves
    signed: bool = False  # "(+1,070)": an increment


def numbers(line: Line, lex: Lexicon) -> list[Number]:
    """All numbers of a line, left to right, ranges joined; dates and units among them are sorted out by other rooms."""
    found: list[Number] = []
    if lex.lang != "de" and NUMBERS.isdisjoint(line.has) and all(token.kind != "number" for token in line.tokens):
        return found
    i, compounds = 0, lex.lang == "de"
    while i < len(line.tokens):
        token = line.tokens[i]
        here = token.kind == "number" or not _OPENERS.isdisjoint(line.tags[i])
        here = here or (compounds and token.kind == "word" and may_be_compound(token.low))
        number = _number_at(line, lex, i) if here else None
        if number is None:
            i += 1
        else:
            found.append(number)
            i = number.end
    return found


def _number_at(line: Line, lex: Lexicon, i: int) -> Number | None:
    if (
        line.is_a(i - 1, "words.named_hundred")
        or line.ends_at(i, "words.how_many") is not None
        or (line.kind(i) == "number" and line.tokens[i].glued and line.kind(i - 1) == "word")
        or one_of_a_kind(line, i)
    ):
        return None  # "M23 rebels", "F16 jets", "скільки тисяч загинуло", "Небесної Сотні"
    vague = line.at(i, "numbers.vague")
    if vague is not None and not (line.is_a(i, "numbers.of_one") and line.is_a(vague.end, "numbers.units")):
        low, high = vague.value
        start, known = qualifier_before(line, i)
        of_one = line.is_a(i, "numbers.of_one")  # "до сотні", where "до сотень" is vague
        limited = known is not Qualifier.UP_TO or of_one
        if known is not None and limited and vague.end == i + 1 and lex.lang != "en":
            return Number(low, low, known, start, i, vague.end, digits=False)  # "больше тысячи", "más de cien"
        if known is None and of_one and line.is_a(i - 1, "words.total_move"):  # "сягнула сотні"
            return Number(low, low, Qualifier.EXACT, i, i, vague.end, digits=False)
        return Number(low, high, Qualifier.VAGUE, start, i, vague.end, digits=False)
    one = line.at(i, "numbers.single")
    if (one is not None and not line.is_a(one.end, "words.ratio")) or _one_of_list(line, i) or _one_at_least(line, i):
        start, qualifier = qualifier_before(line, i)
        return Number(1, 1, qualifier or Qualifier.EXACT, start, i, i + 1, digits=False)
    if (two := both_at(line, i)) is not None:
        return Number(2, 2, Qualifier.EXACT, i, i, two, digits=False)
    opened = i + 1 if line.is_a(i, "numbers.one") else i
    if (rounded := line.at(opened, "numbers.round")) is not None:
        start, qualifier = qualifier_before(line, i)  # "une quarantaine de morts", "más de una veintena"
        low, high, end = _rounds(line, rounded.value, rounded.end)
        if qualifier is None:
            qualifier, end = qualifier_after(line, end)
        known = Qualifier.RANGE if high > low else qualifier or Qualifier.ABOUT
        return Number(low, high, known, start, opened, end, digits=False)
    first = core_at(line, lex, i)
    if first is None:
        return None
    start, qualifier = qualifier_before(line, i)
    if first.high is not None:
        return Number(first.value, first.high, Qualifier.RANGE, start, i, first.end)
    second = None if first.ordinal else _second_bound(line, lex, i, first) or _hedged_bound(line, lex, i, first)
    if second is not None:
        low, high, end = second
        before = line.ends_at(i, "numbers.between")
        return Number(low, high, Qualifier.RANGE, min(start, before if before is not None else start), i, end)
    end = first.end
    if qualifier is None:
        qualifier, end = qualifier_after(line, end)
    signed = line.low(i - 1) == "+"
    return Number(
        first.value, first.value, qualifier or Qualifier.EXACT, start, i, end,
        ordinal=first.ordinal, digits=first.digits, collective=first.collective, signed=signed,
    )  # fmt: skip


def _rounds(line: Line, low: int, end: int) -> tuple[int, int, int]:
    """Bounds and end of a round number that may open a range or go on by a half.

    "Entre une vingtaine et une trentaine", "une centaine et demie".
    """
    if (half := line.at(end, "numbers.and_a_half")) is not None:
        return low * 3 // 2, low * 3 // 2, half.end
    if (joint := line.at(end, "numbers.range")) is not None:
        other = line.at(joint.end + line.is_a(joint.end, "numbers.one"), "numbers.round")
        if other is not None and low < other.value:
            return low, other.value, other.end
    return low, low, end


def _one_at_least(line: Line, i: int) -> bool:
    """ "Mindestens ein Mitarbeiter", "au moins un ouvrier", "al menos un minero": an article that counts one person."""
    j = i - (line.low(i - 1) == "a")  # "mató al menos a un minero"
    if not line.is_a(i, "numbers.one") or line.ends_at(j, "qualifier.at_least") is None:
        return False
    k = i + 1 + line.is_a(i + 1, "words.more")
    return population_at(line, k) is not None and not line.is_a(k, "numbers.dozen", "numbers.scales", "numbers.round")


def _one_of_list(line: Line, i: int) -> bool:
    """ "Trois à Soumy et une à Kherson", "dont une grièvement": an article that counts one, as its neighbours count."""
    if not line.is_a(i, "numbers.elliptic"):
        return False
    last = line.is_a(i - 1, "words.conjunction") or line.low(i - 1) == ","
    k = i + 1 + line.is_a(i + 1, "words.more")  # "et une autre à Brest", "y una más en Puno"
    if last and _harmed_too(line, k) and _numbered(line, i):
        return True
    placed = line.is_a(k, "words.preposition") and line.capital(k + 1)
    part = line.ends_at(i, "words.subset") is not None and any(
        cls.startswith("wounded.") for cls in (line.tags[i + 1] if i + 1 < len(line.tags) else ())
    )
    return (last and placed and _numbered(line, i)) or part


def _numbered(line: Line, i: int) -> bool:
    return any(token.kind == "number" or line.is_a(k, "numbers.units") for k, token in enumerate(line.tokens[:i]))


def _harmed_too(line: Line, k: int) -> bool:
    """ "Fünf starben, einer wurde verletzt", "cinq tués et une autre blessée": what befell the one, at once."""
    end = min(k + _TO_HARM, len(line.tags))
    while k < end and line.is_a(k, "words.auxiliary", "words.adverb"):
        k += 1
    return k < end and not _BEFELL.isdisjoint(line.tags[k])


def _second_bound(line: Line, lex: Lexicon, i: int, first: Core) -> tuple[int, int, int] | None:
    """A range's bounds and end: "60-100", "600-700,000", "Twenty to 25,000", "between A and B", "70 or 80,000"."""
    at = first.end
    if line.low(at) == "-" and line.is_a(at + 1, "numbers.range"):
        at += 1  # "zwei- bis dreihundert", "12- bis 15.000"
    joint = line.at(at, "numbers.range")
    word = line.low(at)
    clock = line.low(i - 1) == ":" and line.kind(i - 2) == "number"  # "станом на 18:00 – 12"
    grown = word not in "-–" and line.ends_at(i, "words.increase") is not None  # "rose by 32 to 586"
    since = word == "to" and line.is_a(i - 1, "dates.months")  # "since October 7 to 83"
    if joint is None or clock or grown or since:
        return None
    second = core_at(line, lex, joint.end)
    skip = line.at(joint.end, "qualifier.about") or line.at(joint.end, "qualifier.filler")
    if second is None and skip is not None and word not in "-–":
        second = core_at(line, lex, skip.end)
    if second is None or second.ordinal or second.high is not None:
        return None
    opened = line.ends_at(i, "numbers.between") is not None
    tight = word in "-–" and line.tokens[at].glued == line.tokens[joint.end].glued
    if word in ("-", "–"):
        if not tight or line.low(second.end) == "-":
            return None
        year = 1900 <= first.value <= 2100 < second.value and len(line.low(i)) == 4
        if (year or line.is_a(i - 1, "dates.months")) and not line.tokens[at].glued:
            return None  # "2022 – 20 000, 2023 – 50 000": a year and its count; "KYIV, July 1 – Six people"
    elif word in lex.tables["numbers"].get("range_closed", ["and"]) and (
        not opened
        or line.low(line.ends_at(i, "numbers.between") or 0)
        not in lex.tables["numbers"].get("between_and", ["between", "anywhere", "somewhere"])
    ):
        return None
    low, high = first.value, second.value
    if low < high and not (first.scaled and low >= 1000):
        tens = line.at(second.end - 1, "numbers.dozen") or line.at(second.end - 1, "numbers.scales")
        if tens is not None and tens.value <= 12 and second.end - joint.end > 1 and low < high // tens.value:
            low *= tens.value  # "two or three dozen", "два-три десятка"
        low = _shared_scale(low, high, second.scaled or not (first.digits or second.digits))
    if low >= high or (not opened and high > 25 * low and high > 100):
        return None
    listed = line.low(i - 1) == "," and line.kind(i - 2) == "number"  # "is it 4,000, 5,300 or 11,000?"
    if (word in lex.tables["numbers"].get("range_or", ["or"]) and (high > 3 * low or listed)) or _is_change(line, i):
        return None
    return low, high, second.end


def _hedged_bound(line: Line, lex: Lexicon, i: int, first: Core) -> tuple[int, int, int] | None:
    """The same of a second number that is guessed at: "200, perhaps 250", "six, maybe seven thousand"."""
    at = hedged_at(line, i, first.end)
    second = core_at(line, lex, at) if at is not None else None
    if second is None or second.ordinal or second.high is not None:
        return None
    low, high = first.value, second.value
    if low < high and not (first.scaled and low >= 1000):
        low = _shared_scale(low, high, second.scaled or not (first.digits or second.digits))
    return hedged_bounds(line, low, high, second.end)


def _shared_scale(low: int, high: int, scaled: bool) -> int:
    """The lower bound with the scale that it shares: 600 before 700,000 is 600,000; 60 before 100 stays 60."""
    if not scaled:
        return low
    if high < 1000:  # "deux à trois cents"
        return low * 100 if low < 10 and high > 100 and high % 100 == 0 else low
    for scale in (1_000_000, 100_000, 1000):
        if low * scale < high and high < 10 * low * scale and high % (scale // 100) == 0:
            return low * scale
    return low


def _is_change(line: Line, i: int) -> bool:
    """Whether "from A to B" tells a change of a total ("raised the toll from 64 to 2,975"), not a range."""
    before = line.ends_at(i, "numbers.between")
    if before is None or line.low(before) in ("between", "entre", "zwischen", "між", "между"):
        return False
    gone = line.is_a(before - 1, "qualifier.moves")  # "the toll had gone from 70 to 115"
    return gone or any(line.is_a(j, "words.total_move", "qualifier.moves") for j in range(max(0, before - 18), before))

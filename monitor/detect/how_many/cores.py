"""Tokens to one number's value: digits with scales and separators, or words. Bounds and qualifiers come later."""

import re
from dataclasses import dataclass

from monitor.detect.how_many.german_numbers import german_number
from monitor.detect.how_many.suffixed import suffixed
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_MAX = 10**13


@dataclass(frozen=True, slots=True)
class Core:
    """One value, and the token after it."""

    value: int
    end: int
    scaled: bool  # a scale word or a full group of three digits stands in it
    ordinal: bool = False
    digits: bool = True
    collective: bool = False
    high: int | None = None


def core_at(line: Line, lex: Lexicon, i: int) -> Core | None:
    """The value that begins at a token; None where none does, or none that is whole."""
    if line.kind(i) == "number":
        return _digits(line, lex, i)
    return _words(line, lex, i)


def _digits(line: Line, lex: Lexicon, i: int) -> Core | None:
    text = line.tokens[i].text
    end = i + 1
    scale = line.at(end, "numbers.scales")
    if scale is not None and len(line.low(end)) == 1 and not line.tokens[end].glued:
        scale = None
    if (tail := suffixed(line, lex, end)) is not None:
        return Core(int(re.sub(r"\D", "", text)[:10] or 0), tail[0], False, ordinal=tail[1])
    value = _value(text, lex.decimal, scale.value if scale else 1)
    if value is None and scale is None and (shared := _shared_decimal(line, lex, end)) is not None:
        value = _value(text, lex.decimal, shared)  # "zwischen 1,0 und 1,1 Millionen"
        if value is not None:
            return Core(value, end, True)
    if value is None or value > _MAX:
        return None
    if scale is not None:
        return _scaled(line, lex, value, scale.end, scale.value)
    half = line.at(end, "numbers.and_a_half")
    if half is not None and (after := line.at(half.end, "numbers.scales")):
        return Core(int((value + 0.5) * after.value), after.end, True)
    return Core(value, end, "," in text or "." in text or " " in text or "'" in text or value >= 1000)


def _shared_decimal(line: Line, lex: Lexicon, end: int) -> int | None:
    """The scale after a range's second number, which its first shares."""
    joint = line.at(end, "numbers.range")
    if joint is None or line.kind(joint.end) != "number":
        return None
    scale = line.at(joint.end + 1, "numbers.scales")
    return scale.value if scale is not None else None


def _scaled(line: Line, lex: Lexicon, value: int, end: int, scale: int) -> Core:
    """A scale word was read; a smaller one may follow: "1 млн 168 тис." is 1,168,000."""
    if line.low(end) == ".":
        end += 1
    if scale == 1000 and (digits := _hundreds(line, end)) is not None:
        return Core(value + digits, end + 1 + line.is_a(end, "numbers.join"), True)
    if scale >= 1_000_000 and (line.kind(end) == "number" or line.is_a(end, "numbers.units")):
        rest = core_at(line, lex, end)
        if rest is not None and rest.scaled and 1000 <= rest.value < scale and lex.lang != "en":
            return Core(value + rest.value, rest.end, True)
    return Core(value, end, True)


def _hundreds(line: Line, j: int) -> int | None:
    """ "5 mil 937 soldados", "11 thousand and 88 wounded": digits go on where a word for thousand ends."""
    joined = line.is_a(j, "numbers.join")
    text = line.low(j + joined)
    plain = line.kind(j + joined) == "number" and text.isdigit() and (len(text) == 3 or joined) and len(text) <= 3
    return int(text) if plain and not line.tokens[j + joined].glued else None


def _value(text: str, decimal: str, scale: int) -> int | None:
    """A digit token's whole value times its scale; decimals only where the scale makes them whole.

    >>> _value("1.2", ".", 1_000_000), _value("1,243,070", ".", 1), _value("55.000", ",", 1), _value("1,5", ",", 1000)
    (1200000, 1243070, 55000, 1500)
    >>> _value("1.5", ".", 1) is None
    True
    """
    plain = text.replace(" ", "").replace("'", "")
    if plain.isdigit():
        return int(plain) * scale if len(plain) < 12 else None
    other = "," if decimal == "." else "."
    grouped = (
        rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+|\d{{1,2}}(?:{re.escape(other)}\d{{2}})+{re.escape(other)}\d{{3}}"
    )
    if re.fullmatch(grouped, plain):
        return int(plain.replace(other, "")) * scale
    foreign = rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})+"
    if scale == 1 and re.fullmatch(foreign, plain):
        return int(plain.replace(decimal, ""))
    parts = re.fullmatch(r"(\d{1,9})[.,](\d{1,6})", plain)
    if parts and scale > 1:
        whole, fraction = parts.groups()
        tens = 10 ** len(fraction)
        product = int(whole + fraction) * scale
        return product // tens if product % tens == 0 else None
    return None


def _words(line: Line, lex: Lexicon, i: int) -> Core | None:
    """A number in words: "forty-five thousand one hundred", "half a million", "двадцять п'ять"."""
    if lex.lang == "de" and line.kind(i) == "word":
        whole, halved, _ = line.low(i).partition("einhalb")
        if halved and whole and (many := german_number(whole, lex)) and (scale := line.at(i + 1, "numbers.scales")):
            return Core((many * 2 + 1) * scale.value // 2, scale.end, True, digits=False)  # "zweieinhalb Millionen"
        german = german_number(line.low(i), lex)
        if german is not None:
            scale = line.at(i + 1, "numbers.scales") or line.at(i + 1, "numbers.dozen")
            if scale is not None and german < 1000:
                return Core(german * scale.value, scale.end, True, digits=False)
            return Core(german, i + 1, german >= 1000, digits=False)
    half = line.at(i, "numbers.half")
    if half is not None:
        scale = line.at(half.end, "numbers.scales") or line.at(half.end, "numbers.dozen")
        if scale is not None:
            return Core(scale.value // 2, scale.end, True, digits=False)
    one_and_half = line.at(i, "numbers.and_a_half")
    if one_and_half is not None and (scale := line.at(one_and_half.end, "numbers.scales")):
        return Core(scale.value * 3 // 2, scale.end, True, digits=False)  # "півтори тисячі"
    return _word_run(line, lex, i)


def _word_run(line: Line, lex: Lexicon, i: int) -> Core | None:
    total = group = 0
    seen = scaled = collective = False
    j = i
    smallest = 10**12
    if line.is_a(i, "numbers.one") and line.is_a(i + 1, "numbers.hundred", "numbers.dozen", "numbers.scales"):
        if len(line.low(i + 1)) <= 2 or line.is_a(i + 1, "numbers.vague"):
            return None
        group, seen, j, smallest = 1, True, i + 1, 1000  # "a dozen", "a hundred", "a million"
    while j < len(line.tokens):
        if seen and line.low(j) == "-" and line.is_a(j + 1, "numbers.units", "numbers.hundred") and smallest >= 10:
            j += 1
            continue
        if tag := line.at(j, "numbers.units") or line.at(j, "numbers.collective"):
            if seen and tag.value >= smallest:
                break
            collective = collective or line.is_a(j, "numbers.collective")
            group += tag.value
            smallest = 1 if 0 < tag.value < 20 else 10 if tag.value < 100 else 100
        elif tag := line.at(j, "numbers.hundred"):
            if not seen and lex.lang == "en":
                return None
            group = (group or 1) * tag.value
            smallest = tag.value
        elif tag := line.at(j, "numbers.dozen"):
            if group > 99 or (not group and lex.lang == "en"):
                break
            group = (group or 1) * tag.value
            j, seen = tag.end, True
            if (half := line.at(j, "numbers.and_a_half")) is not None:
                group, j = group * 3 // 2, half.end
            break
        elif tag := line.at(j, "numbers.scales"):
            if not seen and lex.lang == "en":
                return None
            if len(line.low(j)) <= 2:
                break
            total, group, scaled = total + (group or 1) * tag.value, 0, True
            smallest = tag.value
            half = line.at(tag.end, "numbers.and_a_half")  # "un millón y medio", "a million and a half"
            if half is not None and not line.is_a(half.end, "numbers.scales"):
                return Core(total + tag.value // 2, half.end, True, digits=False)
        elif (half := line.at(j, "numbers.and_a_half")) and seen and (after := line.at(half.end, "numbers.scales")):
            return Core(total + (group * 2 + 1) * after.value // 2, after.end, True, digits=False)
        elif seen and line.is_a(j, "numbers.join") and smallest >= 10 and line.is_a(j + 1, "numbers.units"):
            # "two hundred and five", but not "twenty and five were wounded" nor "two and three"
            if smallest < 100 and lex.lang == "en":
                break
            j += 1
            continue
        else:
            break
        j, seen = tag.end, True
    value = total + group
    if scaled and smallest == 1000 and (rest := _hundreds(line, j)) is not None:
        return Core(value + rest, j + 1 + line.is_a(j, "numbers.join"), True, digits=False)
    if not seen:
        ordinal = line.at(i, "numbers.ordinals")
        return Core(ordinal.value, ordinal.end, False, ordinal=True, digits=False) if ordinal else None
    if 0 <= value <= _MAX:
        return Core(value, j, scaled or value >= 1000, digits=False, collective=collective)
    return None

"""A whole before the verb of its part: "Из 80 пассажиров утонули тридцать", "De los 80 pasajeros murieron treinta".

The verb stands right behind the whole, and yet tells of the number behind it.
"""

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_BEHIND = 2  # tokens from the whole to the verb, and from there to the part: a word on the number
_THAT = ("что", "що", "que", "dass", ",", ":", "–")


def part_told(reading: Reading, whole: Group, part: Group) -> Harm | None:
    """The verb between a whole and its part, where it is the part's."""
    line, at = reading.line, whole.end
    while at < whole.end + _BEHIND and at not in reading.harm_at and line.kind(at) == "word":
        at += 1  # "из 70 моряков экипажа погибли 17"
    harm = reading.harm_at.get(at)
    if harm is None or not harm.has("fell") or harm.has("noun", "part") or whole.of_harm or whole.thing:
        return None
    near = harm.end <= part.start <= harm.end + _BEHIND and not part.thing and not part.of_harm
    return harm if near and part.number.high < whole.number.low else None


def opens_clause(line: Line, whole: Group) -> bool:
    """ "Сеул полагает, что из 15 тысяч солдат погибли две тысячи": within a sentence, too."""
    begin = line.ends_at(whole.start, "words.whole_opens")
    return begin is not None and line.low(begin - 1) in _THAT

"""Whose army reports where nobody is named: by its formations ("группировка «Восток»"), or a ministry of no land.

A bulletin names its speaker once or not at all and goes on about "the enemy": the name of the formation that took the
village, or in whose zone he lost so many, tells whose enemy that is.
"""

from monitor.detect.belligerents.sides import Sides
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_NAME = 4  # tokens on to a formation's name: 'группировки войск «Восток»'


def camp(line: Line, lex: Lexicon, sides: Sides) -> str | None:
    """The party whose formation or ministry a sentence names, where the language's table knows it."""
    if "words.formation" in line.has and "words.formation_name" in line.has:
        for j in range(len(line.tokens)):
            tag = line.at(j, "words.formation")
            if tag is not None and _named(line, j, tag.end) and not line.is_a(j - 1, "words.attack"):
                return _known(lex, sides, "formations")
    landless = "words.ministry" in line.has and line.has.isdisjoint(("party", "place"))
    return _known(lex, sides, "ministry") if landless else None


def _named(line: Line, j: int, end: int) -> bool:
    return any(
        line.is_a(k, "words.formation_name") and line.tokens[k].text[:1].isupper()
        for k in (j - 1, *range(end, end + _NAME))
    )


def _known(lex: Lexicon, sides: Sides, key: str) -> str | None:
    party = lex.tables.get(key)
    return str(party) if sides.topical and sides.takes(party) else None

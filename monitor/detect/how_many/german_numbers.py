"""German numbers in one word: "fünfundzwanzig", "achttausend", "zweieinhalb"."""

import re

from monitor.detect.reading.lexicon import Lexicon

_PARTS = re.compile(r"hundert|tausend|einhalb|[zß]ig$")
_TENS = re.compile(r"(?:(?P<unit>[a-zäöüß]+?)und)?(?P<ten>[a-zäöüß]+zig|dreißig|zwanzig)")


def may_be_compound(word: str) -> bool:
    """Whether a part of the word is one that numbers of several have; the cheap question first."""
    return _PARTS.search(word) is not None


def german_number(word: str, lex: Lexicon) -> int | None:
    """German compounds: fünfundzwanzig, achttausend; each part is looked up whole, nothing is tried twice."""
    units: dict[str, int] = lex.tables["numbers"]["units"]
    if word in units:
        return units[word]
    for part, factor in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(part)
        if found and len(word) < 40:
            many = german_number(head, lex) if head not in ("", "ein") else 1
            rest = german_number(tail.removeprefix("und"), lex) if tail else 0
            return None if many is None or rest is None else many * factor + rest
    match = _TENS.fullmatch(word) if len(word) < 30 else None
    if match and match["ten"] in units and (match["unit"] is None or match["unit"] in units):
        return units[match["ten"]] + (units[match["unit"]] if match["unit"] else 0)
    return None

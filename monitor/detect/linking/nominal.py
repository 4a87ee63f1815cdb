"""Whom a killing told by its noun befell, where who did it stands between: "убийство боевиками 67 жителей".

"Das Massaker der Miliz an 67 Dorfbewohnern", "le massacre par la milice de 67 villageois", "розстріл військовими 67
селян": the noun alone governs the number, over those who did it in the case or with the preposition of a doer.
"""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.model import Measure

_DOER = 5  # tokens of who did it
_LINKS = {"de": ("an",), "fr": ("de", "d"), "es": ("de", "a")}  # what leads to the harmed
_BY = {"de": ("der", "des", "von", "durch"), "fr": ("par",), "es": ("por",)}  # ... and to who did it
_INSTRUMENTAL = ("ами", "ями", "ими", "ыми", "ою", "ею", "ой", "ей", "єю")


def killing_of(reading: Reading, group: Group) -> Link | None:
    """The link of people to the noun of their killing."""
    line, lang = reading.line, reading.lex.lang
    if "words.killing" not in line.has or group.head is None or group.of_harm or group.of_them:
        return None
    j = group.start
    if lang in _LINKS:
        j -= 1
        if line.low(j) not in _LINKS[lang]:
            return None
    for k in range(j - 1, max(-1, j - 1 - _DOER), -1):
        begin = line.ends_at(k + 1, "words.killing")
        if begin is not None:
            led = k + 1 == j if lang in _LINKS else False
            doer = led or _did_it(reading, k + 1, j)
            return Link(Measure.KILLED, "object of a harm verb", begin, k + 1, "right") if doer else None
        if line.kind(k) != "word" or reading._number_here(k) is not None:
            return None
    return None


def _did_it(reading: Reading, first: int, last: int) -> bool:
    """Whether the words between are those of a doer."""
    line, lang = reading.line, reading.lex.lang
    if lang in _BY:
        return line.low(first) in _BY[lang] and last - first > 1
    return first < last and any(line.low(k).endswith(_INSTRUMENTAL) for k in range(first, last))

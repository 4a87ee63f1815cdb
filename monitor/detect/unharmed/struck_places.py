"""Places and buildings that suffered: "в десяти пострадавших от стихии провинциях" are ten provinces, and no people.

Russian and Ukrainian put what struck them between the participle and the noun that the number counts.
"""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_FROM = frozenset({"от", "від"})
_IN = frozenset({"при", "результате", "внаслідок", "унаслідок", "во", "время", "після", "после"})
_LED = ("ах", "ях")  # "в десяти ... провинциях"
_OF_MANY = ("ов", "ев", "ей", "ів", "їв", "ёл", "ел", "ий")
_REACH = 5  # tokens from what struck to what was struck


def struck_places(line: Line, group: Group, link: Link) -> bool:
    """Whether a participle's own noun behind what struck it is a place or a building."""
    if link.measure is not Measure.WOUNDED or link.side != "noun" or group.head is not None:
        return False
    if not line.low(link.start).endswith(("ших", "лих")) or link.start < group.number.end:
        return False
    j = link.end
    if line.low(j) in _FROM:
        first = j + 2
    elif line.low(j) in _IN or line.low(j + 1) in _IN:
        first = j + 3 - (line.low(j) in _IN)
    else:
        return False
    for k in range(first, first + _REACH):
        if line.kind(k) != "word":
            return False
        word = line.low(k)
        if line.is_a(k, "people.people", "people.civilian", "people.children", "people.military", "words.auxiliary"):
            return False
        thing = line.is_a(k, "not_people.words", "words.area")
        if word.endswith(_LED) or (thing and word.endswith(_OF_MANY) and not line.is_a(k - 1, "words.attack")):
            return True
    return False

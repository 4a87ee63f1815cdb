"""Missing and deported people who were found or brought back: "знайдені – 5540, повернуті – 52"."""

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Measure

_DASHES = ("–", "-", "—", ":")
_BACK = ("пов", "вер")  # "повернули", "вернули"
_BEFORE = 3  # tokens from a number back to its "found"


def found_again(line: Line, group: Group, link: Link) -> bool:
    """Whether a list of the missing and the deported tells so many as found, or as returned; not "not found"."""
    if "words.found_again" not in line.has or link.measure not in (Measure.MISSING, Measure.DEPORTED):
        return False
    j = group.start - 1
    while j > group.start - _BEFORE and (line.low(j) in _DASHES or line.is_a(j, "words.adverb")):
        j -= 1
    begin = line.ends_at(j + 1, "words.found_again")
    if begin is not None and not line.is_a(begin - 1, "words.negation") and line.low(begin)[:1] > "z":
        found = line.low(begin).endswith("ли") and not line.low(begin).startswith(_BACK)
        return link.measure is Measure.MISSING or not found  # not "журналісти знайшли 314 депортованих"
    k = group.end
    while k <= group.end + 1 and (line.low(k) in _DASHES or line.is_a(k, "words.auxiliary", "status.as")):
        k += 1
    return line.is_a(k, "words.found_again")

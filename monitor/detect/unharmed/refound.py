"""Missing and deported people who were found or brought back: "знайдені – 5540, повернуті – 52"."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_DASHES = ("–", "-", "—", ":")
_BACK = ("пов", "вер")  # "повернули", "вернули"
_BEFORE = 5  # tokens from a number back to its "found"
_BEHIND = 6  # tokens from the missing on to it: "14 пропавших в горах туристов найдены"
_FATE = 12  # tokens from a fate to whose it is, and on to the word that it is known


def found_again(line: Line, group: Group, link: Link) -> bool:
    """Whether a list of the missing and the deported tells so many as found, or as returned; not "not found"."""
    if link.measure not in (Measure.MISSING, Measure.DEPORTED):
        return False
    if link.measure is Measure.MISSING and (_fate_known(line, group, link) or _once_missing(line, group, link)):
        return True
    if "words.found_again" not in line.has:
        return False
    j = group.start - 1
    alive = False
    while j > group.start - _BEFORE:
        if (living := line.ends_at(j + 1, "words.alive")) is not None:
            alive, j = True, living - 1  # "retrouvé sains et saufs 14 randonneurs"
        elif line.low(j) in (*_DASHES, "a") or line.is_a(j, "words.adverb"):
            j -= 1
        else:
            break
    begin = line.ends_at(j + 1, "words.found_again")
    if begin is not None and not line.is_a(begin - 1, "words.negation") and (line.low(begin)[:1] > "z" or alive):
        found = line.low(begin).endswith("ли") and not line.low(begin).startswith(_BACK)
        return link.measure is Measure.MISSING or not found  # not "журналісти знайшли 314 депортованих"
    k = group.end
    while k <= group.end + 1 and (line.low(k) in _DASHES or line.is_a(k, "words.auxiliary", "status.as")):
        k += 1
    return line.is_a(k, "words.found_again") or (link.measure is Measure.MISSING and _found_behind(line, group, link))


def _found_behind(line: Line, group: Group, link: Link) -> bool:
    """ "1,437 пропавших в регионе людей найдены": a plain way on, and no dead or bodies found."""
    first = max(group.end, link.end) if link.start < link.end else group.end
    for k in range(first, first + _BEHIND):
        if line.is_a(k, "words.found_again"):
            dead = any(line.is_a(m, "killed.part", "killed.noun", "words.body") for m in (k + 1, k + 2))
            return line.low(k)[:1] > "z" and not dead and not line.is_a(k - 1, "words.negation")
        if line.kind(k) != "word" or line.is_a(k, "words.negation", "words.who", "words.conjunction"):
            return False
    return False


def _fate_known(line: Line, group: Group, link: Link) -> bool:
    """ "Судьбу 140 пропавших установили", "the fate of 140 missing people has been established"."""
    if "words.fate" not in line.has or "words.traced" not in line.has:
        return False
    fate = next((j for j in range(group.start - 1, max(-1, group.start - _FATE), -1) if line.is_a(j, "words.fate")), -1)
    if fate < 0:
        return False
    near = range(max(0, fate - _FATE), max(group.end, link.end) + _FATE)
    known = [k for k in near if line.is_a(k, "words.traced")]
    return bool(known) and not any(line.is_a(m, "words.negation") for k in known for m in (k - 1, k - 2))


def _once_missing(line: Line, group: Group, link: Link) -> bool:
    """ "Brought 44 previously missing people to safety", "44 zuvor vermisste Menschen": missing no more."""
    first = link.start
    while first > group.number.end and line.is_a(first - 1, "missing.part", "words.auxiliary"):
        first -= 1
    return group.number.end < first and line.is_a(first - 1, "dates.earlier")

"""The dead of a war as a whole, which two armies fight: nobody's alone, and no soldiers' alone.

"Since last April the conflict has killed more than 5,600 people", "За время боевых действий погибли 14 тысяч человек".
A land that wages it ("Russia's war has killed 10,000 people") or a word for whom it killed tells more.
"""

from monitor.detect.belligerents.naming import is_located, is_said, name_at, party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_FAR = 14  # tokens between a war and the number of its dead
_PLACE = 4  # ... and between a war and the land that it is in: "the war in eastern Ukraine"
_MANY = 500  # whom a war kills; "killed in the war" is told of a village's ten, too
_ASIDE = 40  # ... of an aside between a war and what it did
_ASIDES = (",", "-", "–", "—", "(")
_FRONT = 3  # tokens before a war that opens a sentence
_TELLS_MORE = ("people.civilian", "people.military", "people.children", "words.hostage", "words.captive", "words.army")


def of_the_war_itself(line: Line, sides: Sides, group: Group, link: Link) -> bool:
    """Whether a number counts whom the war killed, wherever and on whichever side."""
    if not sides.armies or len(sides.states) < 2 or "scope.war" not in line.has:
        return False
    many = group.number.high >= _MANY
    if link.measure not in (Measure.KILLED, Measure.WOUNDED) or link.kin is not None or link.part:
        return False
    if link.start == link.end:
        return False
    if group.parties or group.demonym or group.head not in (None, Population.PEOPLE):
        return False
    first, last = min(group.start, link.start), max(group.end, link.end)
    wars = [j for j in range(len(line.tokens)) if line.is_a(j, "scope.war")]
    if not many and sides.topical:
        return False
    told = next((j for j in wars if _does_it(line, j, first) or (many and _in_it(line, j, first, last))), None)
    return told is not None and not _tells_more(line, told) and not _names_another(line, sides, told)


def _does_it(line: Line, war: int, first: int) -> bool:
    """ "The conflict has killed", "The fighting -- in its third year -- has left": the war is the subject."""
    end = _stepped(line, line.tags[war]["scope.war"].end)
    if not end <= first <= end + _FAR:
        return False
    between = range(end, first)
    if any(line.low(j) in (",", ";", ":") or line.is_a(j, "source.says", "words.attack") for j in between):
        return False
    k = _opens(line, war)
    return k == 0 or not line.is_a(k - 1, "words.preposition", "words.of", "dates.since", "dates.part", "words.killer")


def _stepped(line: Line, end: int) -> int:
    """The token after an aside that opens right behind the war: ", now in its sixth year,"."""
    opens = next((j for j in range(end, end + _PLACE + 1) if line.kind(j) != "word"), end)
    mark = line.low(opens)
    if mark not in _ASIDES or line.low(opens - 1) == mark:
        return end
    doubled = 1 + (line.low(opens + 1) == mark)
    closing = range(opens + doubled, min(opens + _ASIDE, len(line.tokens)))
    k = next((j for j in closing if line.low(j) == mark and line.low(j - 1) != mark), None)
    return end if k is None else k + doubled


def _in_it(line: Line, war: int, first: int, last: int) -> bool:
    """ "Have been killed in the conflict", "In dem Krieg sind ... getötet worden", "в ходе боевых действий"."""
    k = _opens(line, war)
    if not line.is_a(k - 1, "scope.where", "words.place_preposition"):
        return False
    return k <= _FRONT or (last <= k <= last + 2) or (first <= k < last)


def _opens(line: Line, war: int) -> int:
    """Where a war's noun group begins: "the ongoing", "dem", "боевых"."""
    k = war
    while k > 0 and war - k < _FRONT and line.is_a(k - 1, "words.article", "words.lasting", "scope.war"):
        k -= 1
    return k


def _tells_more(line: Line, war: int) -> bool:
    """Whether a word outside the aside says whom the war killed, or whose loss it is."""
    if line.has.isdisjoint(_TELLS_MORE):
        return False
    begin = line.tags[war]["scope.war"].end
    aside = range(begin, _stepped(line, begin))
    return any(j not in aside and line.is_a(j, *_TELLS_MORE) for j in range(len(line.tokens)))


def _names_another(line: Line, sides: Sides, war: int) -> bool:
    """Whether a name stands in the sentence that is neither the war's place nor a speaker's."""
    begin = line.tags[war]["scope.war"].end
    end = _stepped(line, begin)
    for j in range(len(line.tokens)):
        tag = name_at(line, j)
        if tag is None or is_said(line, tag.end) or begin <= j < end:
            continue
        there = end <= j and is_located(line, j) and (j <= end + _PLACE or tag.value == sides.order[0])
        there = there and sides.topical  # of two lands at war the dead "in Thailand" are one's
        if not there and (party_at(line, j) is not None or line.is_a(j, "place")):
            return True
    return False

"""Numbers that a word of harm stands before, and that count nobody: money sought, a body of so many, "the two"."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_SOUGHT = 10_000  # people: no rescuers look for more
_ARTICLES = ("a", "an")
_BESIEGED = 2000  # people: "400 000 civils sont piégés" in a town, and no mine or house holds as many
_TRAPPED = ("piég", "atrapad")


def unless_nobody(line: Line, group: Group, link: Link | None) -> Link | None:
    """The link of a number, unless its harm word is of something else than those whom the number would count."""
    if link is not None and group.number.high >= _BESIEGED and line.low(link.start).startswith(_TRAPPED):
        group.thing = True
        return None
    if link is None or group.head is not None or group.demonym or group.of_them or group.of_harm:
        return link
    nobody = _sought(line, group, link) or _one_body(line, group, link) or _those_told(line, group, link)
    return None if nobody else link


def _sought(line: Line, group: Group, link: Link) -> bool:
    """ "Seeking a 200 mln loan", "looking for 50,000 of raws", "busca 20.000": money and goods are sought too."""
    if link.measure is not Measure.MISSING or link.rule != "object of a harm verb":
        return False
    tag = line.at(link.start, "missing.verb")
    if tag is None or tag.end != link.end:
        return False
    one = any(line.low(j) in _ARTICLES for j in (group.number.core - 1, group.start - 1))
    return one or group.number.high >= _SOUGHT or "words.business" in line.has


def _one_body(line: Line, group: Group, link: Link) -> bool:
    """ "A 36 member body", "the body established by the two": one body is of the dead only where it is one."""
    tag = line.at(link.start, "words.one_body")
    return tag is not None and tag.end == link.end and group.number.high > 1 and not group.number.ordinal


def _those_told(line: Line, group: Group, link: Link) -> bool:
    """ "To reach victims in the four provinces", "the survivors said the two": known ones, and no total."""
    known = any(line.low(j) == "the" for j in (group.number.core - 1, group.start - 1))
    return known and link.rule == "total after its noun" and not group.number.digits

"""Whether a loss told without people is one of people: money, markets and matches are lost in the same words.

"Losses of 298,000", "the company lost 1,286,000", "Verluste von 4 Millionen" are of people where a war is told of and
the sentence tells of no business; elsewhere only where it names who fights or dies, or whose loss it is.
"""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_HARMED = frozenset(
    {
        "people.military", "people.civilian", "people.children", "words.army", "words.enemy", "words.irregular",
        "words.soldier", "words.corps", "killed.noun", "wounded.noun", "missing.noun", "captured.noun", "words.lives",
    }
)  # fmt: skip
_STRUCK = frozenset({"scope.incident", "scope.crash", "scope.disaster", "words.fatal", "words.attack"})
_NAMED = 4  # tokens on from a loss to whose it is: "the losses of the regiment"
_LOSER = 7  # ... and back: "the regiment has in two days lost 1,286"
_WHOSE = ("party", "capital")


def unless_things_lost(line: Line, group: Group, link: Link | None, *, peace: bool) -> Link | None:
    """The link of a number, unless it was tied to a loss that is not told to be of people."""
    return link if link is None or _of_people(line, group, link, peace=peace) else None


def _of_people(line: Line, group: Group, link: Link, *, peace: bool) -> bool:
    if link.measure is not Measure.CASUALTIES or group.head is not None or group.demonym or group.of_them:
        return True
    if not _bare(line, link):
        return True
    business = "words.business" in line.has
    if not (peace or business) or not line.has.isdisjoint(_HARMED):
        return True
    return not business and (not line.has.isdisjoint(_STRUCK) or _owned(line, link))


def _bare(line: Line, link: Link) -> bool:
    """Whether no word of the loss says of what: not "troop losses", "casualties"."""
    tags = (line.at(link.start, cls) for cls in ("words.loss", "words.lost"))
    return any(tag is not None and tag.end == link.end for tag in tags)


def _owned(line: Line, link: Link) -> bool:
    """ "Russian losses", "втрати бригади", "the regiment has lost 1,286": who lost; no firm's division."""
    for j in (*range(max(0, link.start - _LOSER), link.start), *range(link.end, link.end + _NAMED)):
        if line.is_a(j, *_WHOSE) or (line.is_a(j, "words.unit") and not line.is_a(j, "words.firm")):
            return True
    return False

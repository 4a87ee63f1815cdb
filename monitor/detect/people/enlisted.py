"""Kinds of an army's men: volunteers, prisoners it recruited, the mobilised, told as parts of its dead.

"Among them are 24,200 volunteers, 16,100 prisoners and 11,600 mobilised": nobody holds these prisoners, and the
volunteers are no helpers. What tells is that the dead just counted were soldiers.
"""

from collections.abc import Sequence

from monitor.detect.article.story import Story
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_OPENS = 4  # tokens within which a sentence says that it tells parts
_NEXT = 2  # sentences from an army's dead to their kinds
_PARTS = ("words.among", "words.subset", "words.subset_after", "words.them")
_LOSSES = (Measure.KILLED, Measure.CASUALTIES, Measure.MISSING)


def no_captives(story: Story, line: Line, hurt: list[Harm]) -> list[Harm]:
    """The harm words without the prisoners that are a kind of an army's dead."""
    if "words.enlisted" not in line.has or not any(h.measure is Measure.CAPTURED for h in hurt):
        return hurt
    if not _of_its_dead(story) or not _tells_parts(story, line):
        return hurt
    return [h for h in hurt if h.measure is not Measure.CAPTURED or not line.is_a(h.start, "words.enlisted")]


def serves(story: Story, line: Line, group: Group, party: str | None, kin: Statement | None) -> bool:
    """Whether a number counts men of a kind that an army enlists, in an article that counts its dead."""
    if "words.enlisted" not in line.has or not story.sides.armies or party not in story.sides.states:
        return False
    near = range(group.number.end, group.end + 1)
    if not any(line.is_a(j, "words.enlisted") for j in near):
        return False
    theirs = [s.population for s in (*story.made, *((kin,) if kin is not None else ())) if s.party == party]
    return bool(theirs) and theirs.count(Population.MILITARY) > len(theirs) // 2


def _of_its_dead(story: Story) -> bool:
    """Whether the figures told last were an army's dead."""
    told: Sequence[Statement] = story.made[-1:]
    return any(
        s.population is Population.MILITARY and s.measure in _LOSSES and story.count - story.last_line <= _NEXT
        for s in told
    )


def _tells_parts(story: Story, line: Line) -> bool:
    """ "Among them are", "Of these", "24,200 of them were", or a line of a list under "The dead include:"."""
    if story.listing.opened and story.count - story.listing.at <= 1:
        return True
    if "words.account_for" in line.has:
        return True  # "Volunteers account for 24,200 of the deaths, followed by prisoners (16,100)"
    opens = range(min(_OPENS, len(line.tokens)))
    return any(line.is_a(j, *_PARTS) for j in opens)

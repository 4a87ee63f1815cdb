"""Deaths told of as "such", "those" or as executions: of the same people as the deaths, or captives, told before.

"At least 62 prisoners of war were executed. It could confirm 15 of those killings", "177 captives died ... 79 such
executions": soldiers too, though whoever verifies them counts civilians by trade.
"""

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population

_NEAR = 3  # tokens from "such" to its deaths
_GOES_ON = 2  # sentences from deaths to the next such ones
_CAPTIVES = ("words.prisoner", "words.captive", "words.surrenders", "words.captivity")


def of_such_deaths(story: Story, line: Line, group: Group, link: Link) -> Population | None:
    """Whom "79 such killings", "15 of those deaths", "79 executions" count, by what was told before."""
    if link.measure is not Measure.KILLED or group.head is not None or group.demonym:
        return None
    first, last = (group.start, max(link.end, group.end)) if link.start < link.end else (group.start, group.end)
    such = any(_points_back(line, j) for j in range(max(0, first - 1), last + 1))
    executed = any(line.is_a(j, "words.execution") for j in range(first, last + 1))
    if not (such or executed):
        return None
    last_told = story.made[-1] if story.made and story.count - story.last_line <= _GOES_ON else None
    same = last_told is not None and last_told.measure is Measure.KILLED
    if story.sides.armies and executed and (_of_captives(line) or (story.before and _of_captives(story.before))):
        return Population.MILITARY
    if executed and not such:
        return last_told.population if same and last_told and last_told.population is Population.MILITARY else None
    if same and last_told is not None:
        return last_told.population if last_told.population is not Population.PEOPLE else None
    return _kind_of(story.before) if story.before is not None else None


def _points_back(line: Line, j: int) -> bool:
    """ "Such killings", "those deaths", "muertes similares"; not "9 of those who died in Odesa"."""
    tag = line.at(j, "words.such")
    if tag is None:
        return False
    return line.is_a(tag.end, "killed.noun") or line.is_a(j - 1, "killed.noun")


def _of_captives(line: Line) -> bool:
    """Whether a sentence tells of captured soldiers, or of such as laid down their arms."""
    return not line.has.isdisjoint(_CAPTIVES)


def _kind_of(line: Line) -> Population | None:
    """The one kind of people that a sentence tells of."""
    if line.has.isdisjoint(("killed.noun", "killed.part", "killed.verb", "killed.fell", "killed.toll")):
        return None
    kinds = {got[0] for j in range(len(line.tokens)) if (got := population_at(line, j)) is not None}
    kinds.discard(Population.PEOPLE)
    return kinds.pop() if len(kinds) == 1 else None

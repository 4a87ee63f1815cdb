"""A number to the one who states it: the sentence's own attribution, else the speaker who was quoted last."""

from monitor.detect.attribution import Attribution, Speakers
from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link


def speaker_of(
    line: Line, group: Group, link: Link, said: list[Attribution], speakers: Speakers | None, same_people: bool
) -> tuple[Attribution | None, bool]:
    """The attribution of a number and whether its own sentence gives it.

    Without one the last speaker goes on within a paragraph, and into the next about the `same_people`.
    """
    fitting = [a for a in said if not a.denies and not _inside(a, group)]
    if fitting:
        return min(fitting, key=lambda a: _distance(line, a, group)), True
    if speakers is None or speakers.last is None or line.sentence.title:
        return None, False
    gap = line.sentence.paragraph - speakers.paragraph
    if gap == 0 or (gap == 1 and same_people):
        return speakers.last, False
    return None, False


def _inside(found: Attribution, group: Group) -> bool:
    return group.start <= found.start < group.end


def _distance(line: Line, found: Attribution, group: Group) -> int:
    """How far a speaker stands from a number; another clause counts for much."""
    if found.end <= group.start:
        between = range(found.end, group.start)
        cost = 0 if found.side == "before" or found.start < 3 else 12
    else:
        between = range(group.end, found.start)
        cost = 0 if found.side == "after" or line.low(found.start - 1) in (",", '"') else 10
    for j in between:
        if line.low(j) == ";":
            cost += 60
        elif line.is_a(j, "words.but"):
            cost += 25
    return len(between) + cost

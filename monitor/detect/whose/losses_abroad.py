"""Soldiers who fell where their army fights abroad: "Eight soldiers were killed in Lebanon, the Israeli army said".

The land that they fell in has an army too, and was taken for theirs. An army tells of its own dead, of what it did to
others as its deed; who an attack of its own killed is none of its soldiers.
"""

from monitor.detect.article.story import Story
from monitor.detect.article.theatre import has_fronts
from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import attacker_of
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_HARM = (Measure.KILLED, Measure.WOUNDED)


def abroad_for(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """The state whose army, or whose government, tells of its soldiers harmed on one of its fronts."""
    sides = story.sides
    if speaker is None or group.head is not Population.MILITARY or not has_fronts(sides) or not sides.states:
        return None
    state = sides.states[0]
    if link.measure not in _HARM or not line.is_a(group.head_at or 0, "words.soldier"):
        return None
    if story.side_of(line, speaker) != state or (is_active(line, link) and link.start < group.start):
        return None
    return state if attacker_of(line, len(line.tokens)) != state else None

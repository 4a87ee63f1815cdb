"""The dead of two sides together, or of another land's war: people, where no word says that they were soldiers."""

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.other_lands import land_of_harm, of_other_war
from monitor.detect.whose.victims import both_sides
from monitor.detect.whose.war_itself import of_the_war_itself
from monitor.model import Measure, Population


def of_whoever_died(story: Story, line: Line, group: Group, link: Link) -> bool:
    """ "The conflict has killed 5,600 people", "5,800 people have died on both sides": soldiers and others."""
    if "words.both_sides" in line.has and group.head is None:
        return False  # "has cost both militaries 500,000 dead"
    if of_the_war_itself(line, story.sides, group, link):
        return True
    anyone = group.head is Population.PEOPLE and line.is_a(group.head_at or 0, "words.anyone")
    return anyone and link.measure is Measure.KILLED and both_sides(line, group, link)


def of_others(story: Story, line: Line, group: Group, link: Link, party: str | None) -> bool:
    """Whether a topic's article tells of another land's or another war's people: no soldiers of the topic's."""
    if not story.sides.topical or "people.military" in line.has or story.sides.takes(party):
        return False
    if not (group.head is Population.PEOPLE or link.side == "noun"):
        return False
    land = land_of_harm(line, story.sides, group, link)
    return (land is not None and land[0] == party) or (party is None and of_other_war(line))

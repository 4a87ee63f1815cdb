"""Whose people, by what a number or its deed is told of, before any weaker word of the sentence is asked.

"19,136 people died in his country", "14 members of the security forces", "the conflict has killed 5,600 people", "the
attack killed 400", "Kathmandu has confirmed 45 deaths", soldiers of whom the headline says whose they are.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.killers import is_active
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.land_confirms import of_the_land_that_confirms
from monitor.detect.whose.own_land import of_own_land
from monitor.detect.whose.same_attack import of_the_same_attack, revised_by_its_army
from monitor.detect.whose.state_forces import of_state_forces
from monitor.detect.whose.war_itself import of_the_war_itself
from monitor.model import Population

Told = tuple[str | None, int | None, bool]
_OTHERS = ("words.irregular", "words.attacker", "words.peacekeeper")


def by_their_words(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Told | None:
    """By the land that the speaker calls his, or the state whose forces they are."""
    found = of_state_forces(story, line, group, link) or of_own_land(story, line, group, link, speaker)
    return (*found, True) if found is not None else None


def by_the_deed(story: Story, line: Line, group: Group, link: Link) -> Told | None:
    """By the war or the attack that harmed them, by who confirms it, by the headline's soldiers."""
    if of_the_war_itself(line, story.sides, group, link):
        return None, None, True
    theirs = of_the_same_attack(story, line, group, link) or revised_by_its_army(story, line, group, link)
    if theirs is not None:
        return theirs, None, False
    if (found := of_the_land_that_confirms(line, story.sides, group, link)) is not None:
        return *found, True
    theirs = _of_headline(story, line, group, link)
    return (theirs, None, False) if theirs is not None else None


def _of_headline(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """ "Wounded American sailors flown to Germany": soldiers without a land are of the headline's."""
    if story.title_army is None or story.sides.topical or group.head is not Population.MILITARY:
        return None
    return None if line.is_a(group.head_at or 0, *_OTHERS) or is_active(line, link) else story.title_army

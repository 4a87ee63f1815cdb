"""Numbers that go on with the people of an earlier sentence, where nobody else has been told of.

"The ministry named 2,783 dead servicemen. It still looks for 103", "It published the number of its servicemen killed.
They are 2,783", "50 children were killed in 13 days. By now it is 52".
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_located, name_at
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.same_attack import of_the_same_attack
from monitor.model import Population

_OF_OTHERS = ("words.civil_teller", "people.civilian", "people.children", "people.people", "words.hostage")


def told_before(story: Story, line: Line, group: Group, link: Link) -> Population | None:
    """The kind of people whom the attack was told to have hit, or whose number the sentence before announced."""
    anyone = group.head is None or line.is_a(group.head_at or 0, "words.anyone", "words.men")
    if anyone and of_the_same_attack(story, line, group, link) is not None:
        return story.made[-1].population  # "The attack killed 270 people", in a barracks
    if link.rule == "names on a list of the dead":
        return None
    if story.heard_at <= story.last_line or story.count - story.heard_at > 1:
        return None
    return story.heard_kind if group.head is None and link.start == link.end else None


def of_soldiers_alone(story: Story, line: Line, group: Group) -> bool:
    """ "The ministry named 2,783 dead servicemen. It still looks for 103": nobody else has been counted so far."""
    if group.head is not None or group.demonym or not line.has.isdisjoint(_OF_OTHERS):
        return False
    more = any(line.is_a(j, "words.more", "words.others") for j in range(group.start - 1, group.end + 1))
    if not more and any(name_at(line, j) is not None and is_located(line, j) for j in range(len(line.tokens))):
        return False  # another event: "In Jaffa seven were killed"
    told = [s.group.number.high for s in story.made if s.population is Population.MILITARY]
    return len(told) == len(story.made) > 0 and group.number.high <= max(told)


def is_carried(link: Link) -> bool:
    """Whether a number takes its measure from what was told before: it is another value of that count."""
    return link.start == link.end and not link.part and link.kin is None

"""Numbers that go on with the people of an earlier sentence, where nobody else has been told of.

"The ministry named 2,783 dead servicemen. It still looks for 103", "It published the number of its servicemen killed.
They are 2,783", "50 children were killed in 13 days. By now it is 52".
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_killer, is_located, is_said, name_at
from monitor.detect.belligerents.soldiery import soldiers_told
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.detect.whose.same_attack import of_the_same_attack
from monitor.model import Measure, Population

_LARGE, _TIMES = 1_000, 3  # people, and how many times the soldiers told of they are
_IN_ARMS = ("words.army", "words.army_teller", "words.fell")
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


def outgrows_soldiers(story: Story, line: Line, group: Group, link: Link) -> bool:
    """ "Eleven soldiers died. Since 2015 attacks have left more than 2,000 dead": more than an army at war with a gang.

    So it is of "286 soldiers were killed. At least 1,300 people died in it"; armies at war with each other lose more.
    """
    sides = story.sides
    if (sides.armies and len(sides.states) > 1) or not sides.war:
        return False
    if link.measure is not Measure.KILLED or link.part or group.demonym:
        return False
    if group.number.low < _LARGE or group.head not in (None, Population.PEOPLE):
        return False
    if not line.has.isdisjoint(_IN_ARMS) or (soldiers_told(line) and not _only_attack(line)):
        return False
    soldiers = [s.group.number.high for s in story.made if s.population is Population.MILITARY]
    return bool(soldiers) and group.number.low > _TIMES * max(soldiers)


def _only_attack(line: Line) -> bool:
    """ "Les attaques jihadistes ont fait 2.000 morts": the men in arms stand behind the attack that is theirs."""
    armed = [j for j in range(len(line.tokens)) if line.is_a(j, "people.military")]
    return all(line.is_a(j, "words.irregular") and line.ends_at(j, "words.attack") is not None for j in armed)


def among_those(line: Line, group: Group) -> bool:
    """ "Two cars with intelligence operatives were hit and 37 of them are dead": the last people told before.

    People who are counted are a whole of their own; an army that says so is none of them.
    """
    for j in range(group.start - 1, -1, -1):
        if (got := population_at(line, j)) is None:
            continue
        counted = any(line.kind(k) == "number" or line.is_a(k, "numbers.units") for k in range(j - 2, j))
        apart = is_killer(line, j) or is_said(line, got[1]) or line.is_a(j, "words.army", "words.army_teller")
        return got[0] is Population.MILITARY and not (counted or apart)
    return False

"""Whom somebody killed who tells of it or is named as the killer: the enemy of his side.

"The army said it had killed 28 fighters", "Kyiv's command says some 400 were eliminated": nobody says so of his own.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.killers import german_subject, is_active, killer_behind, speaks_of_own_deed
from monitor.detect.belligerents.naming import attacker_of, party_at
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.next_deeds import goes_with, struck_too
from monitor.detect.whose.told_of import Told
from monitor.model import Population

FIGHTERS = ("words.irregular", "words.men", "words.member")  # not "army recruits"
_JOINED = 9  # tokens from one deed's victims to the next deed


def killed_by(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Told | None:
    """ "The army said it had killed 28 fighters": fighters without a name are the enemy of whoever tells the deed."""
    sides = story.sides
    if (theirs := struck_too(story, line, group, link)) is not None:
        return theirs, None, False
    if not is_active(line, link):
        return _eliminated(story, line, group, link, speaker)
    last = story.made[-1] if story.made and story.made[-1].line is line else None
    if last is not None and last.link.rule == link.rule and last.party is not None and goes_with(line, group, last):
        joined = last.group.end <= link.start <= last.group.end + _JOINED
        if joined and not any(line.is_a(j, "party", "place", "capital") for j in range(last.group.end, group.start)):
            return last.party, None, False  # "had killed 120 fighters of the RSF and captured 17 more"
    if group.head is not Population.MILITARY:
        return None
    cue = speaks_of_own_deed(line, min(link.start, group.start))
    killer = killer_behind(line, group.end)
    if killer is not None and killer in sides.groups:
        cue = None  # "The army confirmed the killing of five soldiers by Boko Haram"
    if cue is not None:
        named = (tag.value for j in range(cue - 1, max(-1, cue - 8), -1) if (tag := party_at(line, j)) is not None)
        killer = (story.side_of(line, speaker) if speaker is not None else None) or next(named, None)
    killer = killer or attacker_of(line, min(link.start, group.start))
    if killer is None and link.start >= group.end:
        killer = german_subject(line, group.start)
    if killer is None and cue is not None and sides.armies and sides.takes(story.earlier):
        killer = story.earlier  # "Russia tells it otherwise. The defence ministry said it had killed 100 soldiers."
    fighters = line.is_a(group.head_at or 0, *FIGHTERS)
    if fighters and not sides.topical and killer not in sides.groups and story.armed is not None:
        return story.armed, None, False
    theirs = sides.other(killer)
    if line.is_a(group.head_at or 0, "words.irregular") and not sides.topical and theirs in sides.states:
        return None  # "Nigerian troops killed 35 bandits": no other state's
    if theirs is not None and line.is_a(group.head_at or 0, "words.soldier"):
        return story.theatre.army(theirs, line, sides), None, False
    return (in_question(story, theirs, group), None, False) if theirs is not None else None


def in_question(story: Story, party: str, group: Group | None = None) -> str:
    """Of an enemy's several armed groups the one that the article told of last: Hezbollah, not the Palestinians.

    Where it named none, commanders are of the land that it tells of: "In Iran 224 died. Israel killed 20 commanders".
    """
    sides = story.sides
    if party not in sides.militants:
        return party
    if story.armed is None:
        ranked = group is not None and group.head is Population.MILITARY
        return story.theatre.front(party, sides, 0, story.count) if ranked else party
    home = sides.homes.get(story.armed)
    return home if home is not None and sides.takes(home) and not sides.takes(story.armed) else story.armed


def _eliminated(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Told | None:
    """ "Kyiv's command says some 400 were eliminated": nobody says so of people of his own."""
    deed = link.start < link.end and line.is_a(link.start, "words.eliminated")
    armed = group.head in (None, Population.MILITARY) or line.is_a(group.head_at or 0, "words.men")
    if not (deed and armed and story.sides.war) or "words.civil_teller" in line.has:
        return None
    side = story.side_of(line, speaker) if speaker is not None else story.teller
    theirs = story.sides.other(side)
    told = story.made[-1].party if story.made else None  # a third party's, of whom the article goes on
    theirs = in_question(story, theirs) if theirs is not None else None
    return (theirs, None, False) if theirs is not None and told in (None, side, theirs) else None

"""Whom the deeds of a sentence are against: the next deeds of whoever did the first, and those done in a place."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import attacker_of
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_DEEDS = ("killed.part", "wounded.part", "captured.part", "wounded.verb", "captured.verb", "killed.verb")
_FELL = ("killed.fell", "wounded.fell", "captured.fell")
_MORE = 2  # tokens of "a further" before a number
_JOINED = 9  # tokens from one deed's victims to the next number


def struck_too(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """ "Ми знищили 620 окупантів, ще 510 поранили, 14 взяли в полон": the next deeds of who did the first."""
    if (theirs := _and_prisoners(story, line, group, link)) is not None:
        return theirs
    last = story.made[-1] if story.made and story.made[-1].line is line else None
    if last is None or last.party is None or group.head is not None or link.start < group.end:
        return None
    if not (is_active(line, last.link) or last.link.start >= last.group.end) or line.is_a(link.start, *_FELL):
        return None
    deed = last.population is Population.MILITARY and line.is_a(link.start, *_DEEDS)
    between = range(last.group.end, link.start)
    named = any(line.is_a(j, "party", "place", "capital", "words.we", "words.enemy") for j in between)
    return last.party if deed and not named and group.start - last.group.end <= _JOINED else None


def _and_prisoners(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """ "La brigade ukrainienne revendique 31 soldats russes tués et 12 prisonniers": of one people."""
    last = story.made[-1] if story.made and link.side == "noun" and link.measure is Measure.CAPTURED else None
    if last is None or last.line is not line or last.measure is not Measure.KILLED:
        return None
    between = range(max(last.group.end, last.link.end), group.start)
    return last.party if len(between) == 1 and line.is_a(between[0], "words.conjunction") else None


def told_next(line: Line, group: Group) -> bool:
    """ "64 Colombians dead in Kyiv and 122 hurt", "90 Koreans sent to Russia died, with another 800 wounded"."""
    k = group.start
    while k > group.start - _MORE and line.is_a(k - 1, "words.more", "words.article"):
        k -= 1
    return line.low(k - 1) == "," or line.is_a(k - 1, "words.conjunction", "words.listed_with")


def goes_with(line: Line, group: Group, last: Statement) -> bool:
    """ "Israeli troops killed 127 Palestinians and wounded 205 (others, people)": of the same people."""
    if group.head is None or line.is_a(group.head_at or 0, "words.others"):
        return True
    civil = last.group.head is not Population.MILITARY and not line.is_a(last.group.head_at or 0, "words.member")
    return civil and group.head is Population.PEOPLE and not group.parties


def struck_there(line: Line, sides: Sides, group: Group, link: Link, found: Found) -> Found:
    """ "Ukrainian forces killed 12 near Pokrovsk", "Hamas fighters killed four in Rafah": none of their own land's."""
    if group.head not in (None, Population.MILITARY) or not sides.topical or not is_active(line, link):
        return found
    theirs = sides.other(found[0]) if attacker_of(line, min(link.start, group.start)) == found[0] else None
    return (theirs, found[1]) if theirs is not None else found

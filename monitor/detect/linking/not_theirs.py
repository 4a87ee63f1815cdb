"""Harm in the clause of people to whom it was not done: they did it, it befell one other, or they are patients."""

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.active_verbs import acted
from monitor.detect.linking.one_person import harms_one, names_one_death
from monitor.detect.linking.patients import in_care
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group

_CHARGE = 9  # tokens from people to the murder of which they are accused


def not_theirs(reading: Reading, group: Group, harm: Harm) -> bool:
    """Whether the people of a number are not those whom a harm befell."""
    if _charged(reading, group, harm):
        return True
    return harms_one(reading, group, harm) or acted(reading, group, harm) or in_care(reading, group, harm)


def _charged(reading: Reading, group: Group, harm: Harm) -> bool:
    """ "Nine people were charged with the murder of the mayor": they are to have done it."""
    line = reading.line
    if "words.charged" not in line.has or not 0 < harm.start - group.end <= _CHARGE:
        return False
    for j in range(harm.start - 1, group.end - 1, -1):
        if line.is_a(j, "words.charged"):
            return True
        if line.kind(j) != "word" or line.is_a(j, "words.auxiliary", "words.who"):
            return False  # "twelve people accused of spying were executed"
    return False


def unless_others(reading: Reading, group: Group, link: Link | None) -> Link | None:
    """A number's link, if the harm is its people's; of "Three men killed the mayor" nobody of the three is counted."""
    if link is None or names_one_death(reading.line, link):
        return None
    harm = reading.harm_at.get(link.start) if link.side in ("left", "right") else None
    if harm is None or harm.end != link.end:
        return link
    if in_care(reading, group, harm) or (link.side == "left" and not_theirs(reading, group, harm)):
        group.thing = True
        return None
    return link

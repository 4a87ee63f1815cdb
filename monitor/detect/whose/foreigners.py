"""Harmed people of a land that fights no part of the article's war: nationals, mercenaries, peacekeepers.

"Argentina's foreign ministry raised to nine the number of its citizens killed", "300 mercenaries from that country",
"Deux Casques bleus ont été blessés": the first are of the land whose office tells of them, the second of the land told
of last, the third of a mission and of no land. The place where they fell says nothing of any of them.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_attacker, is_located, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_OFFICE = 20  # tokens from its nationals back to the land that tells of them
_NEAR = 4  # tokens around the people's words
_GOES_ON = 12  # tokens from the nationals on to a number of the same sentence
_TELLS = 8  # tokens from a bare number back to the land that tells it


def of_no_land(line: Line, group: Group) -> bool:
    """ "Two UN peacekeepers were wounded in southern Lebanon": soldiers of a mission, whose land no word tells."""
    return "words.peacekeeper" in line.has and line.is_a(group.head_at or 0, "words.peacekeeper")


def of_that_land(story: Story, line: Line, group: Group, link: Link) -> Found | None:
    """The land of nationals whose office tells of them, and of people "from that country"."""
    if (land := _of_the_land_told(story, line, group) or _next_land(story, line, group)) is not None:
        return land
    at = _nationals(line, group, link)
    if at is None or link.measure in (Measure.CAPTURED, Measure.DEPORTED):
        return _goes_on(story, line, group)  # who holds them stands there: "Kyiv holds 40 of our citizens"
    first = min(at, group.start)
    for j in range(first - 1, max(-1, first - _OFFICE), -1):
        if line.low(j) in (";", ":"):
            break
        tag = party_at(line, j)
        if tag is None or tag.value is None:
            continue
        if tag.value in story.sides.groups or is_located(line, j) or is_attacker(line, j, tag.end):
            continue
        return str(tag.value), j
    return None


def _nationals(line: Line, group: Group, link: Link) -> int | None:
    """Where "citizens" or "nationals" stands, the number's own noun or that of the total which it is."""
    if "words.nationals" not in line.has or group.parties:
        return None
    near = [group.head_at] if group.head_at is not None else []
    if link.start < link.end and link.side in ("total", "noun"):
        near += [*range(link.start - _NEAR, link.start), *range(link.end, link.end + _NEAR), group.end + 1]
    return next((j for j in near if line.is_a(j, "words.nationals")), None)


def _of_the_land_told(story: Story, line: Line, group: Group) -> Found | None:
    """ "300 mercenaries from that country": of the last land told of, if that is no side of the war."""
    if "words.that_land" not in line.has:
        return None
    at = next((j for j in range(group.number.end, group.end + _NEAR) if line.is_a(j, "words.that_land")), None)
    if at is None:
        return None
    sides = story.sides
    for j in range(group.start - 1, -1, -1):
        tag = party_at(line, j)
        if tag is not None and tag.value is not None and not sides.takes(tag.value) and not is_located(line, j):
            return str(tag.value), at
    last = next((s for s in reversed(story.made[-2:]) if s.party is not None), None)
    if last is None or last.party is None or (sides.topical and sides.takes(last.party)):
        return None
    return last.party, at


def _next_land(story: Story, line: Line, group: Group) -> Found | None:
    """ "Nepal has acknowledged the deaths of 57 citizens; India admits to four": the next land's, where one tells."""
    last = story.made[-1] if story.made and story.count - story.last_line <= 1 else None
    sides = story.sides
    if last is None or last.party is None or not group.bare or not sides.topical or sides.takes(last.party):
        return None
    for j in range(group.start - 1, max(-1, group.start - 1 - _TELLS), -1):
        if line.low(j) in (";", ":") or line.kind(j) == "number":
            return None
        tag = party_at(line, j)
        if tag is not None and tag.value is not None:
            other = str(tag.value)
            apart = other == last.party or sides.takes(other) or is_located(line, j) or is_attacker(line, j, tag.end)
            return None if apart or other in sides.groups else (other, j)
    return None


def _goes_on(story: Story, line: Line, group: Group) -> Found | None:
    """ "...nine of its citizens killed; 21 are still missing": a bare number behind a foreign land's people."""
    last = story.made[-1] if story.made and story.made[-1].line is line else None
    if last is None or not group.bare or last.party is None or not story.sides.topical or story.sides.takes(last.party):
        return None
    told = last.group.end
    if "words.nationals" not in line.has or not told <= group.start:
        return None
    if any(line.is_a(j, "party", "place", "capital") and is_located(line, j) for j in range(told, group.end + _NEAR)):
        return None
    return last.party, told

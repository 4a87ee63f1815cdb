"""People harmed in the speaker's own land: "The minister said 19,136 people had died in his country".

"Soldats de son pays", "seine Landsleute", "в своей стране": the land is that of whoever says so, or of the subject of
the sentence; of a speaker whom the sentence only names, the one that the article told of with his office.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_attacker, is_located, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Source

_BEFORE = 10  # tokens from a number or its harm back to "in his country"
_BEHIND = 8  # ... and on to it
_OFFICE = 3  # tokens from a speaker's words on to the land that he speaks for
_BY = 3  # tokens from "strikes by" on to "his country"


def of_own_land(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> Found | None:
    """The land that "his country" means, and its token."""
    if "words.own_land" not in line.has or group.parties:
        return None
    at = _told(line, group, link)
    if at is None:
        return None
    if at < group.start and _elsewhere(line, at, max(group.end, link.end)):
        return None
    land = _of_speaker(story, line, speaker) or _subject(story, line, at)
    if land is None and story.earlier is not None and story.earlier not in story.sides.groups:
        land = story.earlier
    return (land, at) if land is not None else None


def _told(line: Line, group: Group, link: Link) -> int | None:
    """Where "his country" stands with a number, and is not whose deed it was."""
    first, last = min(group.start, link.start), max(group.end, link.end)
    if link.start == link.end:
        first, last = group.start, group.end
    for j in (*range(last - 1, max(-1, first - _BEFORE), -1), *range(last, last + _BEHIND)):
        if j < first and line.low(j) in (";", ":"):
            return None
        if j >= last and (line.low(j) == ";" or line.kind(j) == "number"):
            return None
        if line.is_a(j, "words.own_land"):
            deed = any(line.is_a(k, "words.killer", "words.attack") for k in range(max(0, j - _BY), j))
            return None if deed or line.low(line.tags[j]["words.own_land"].end) == "-" else j
    return None


def _elsewhere(line: Line, at: int, last: int) -> bool:
    """ "His country would help after 200 people died in Greece": the harmed are in another land."""
    span = range(at, min(last + _BEHIND, len(line.tokens)))
    return any(line.is_a(j, "party") and is_located(line, j) for j in span)


def _of_speaker(story: Story, line: Line, speaker: Attribution | None) -> str | None:
    """The land that a person speaks for, by this sentence or an earlier one; a paper or an agency has none."""
    if speaker is None or any(line.is_a(j, "words.press") for j in range(speaker.start, speaker.end)):
        return None
    for j in range(max(0, speaker.start - 1), min(speaker.end + _OFFICE, len(line.tokens))):
        tag = party_at(line, j)
        its_own = j < speaker.end or not is_located(line, j)
        if tag is not None and tag.value is not None and line.low(tag.end) != "-" and its_own:
            return str(tag.value)
    lands = (story.lands.get(name) for name in speaker.names)
    return speaker.party or next((land for land in lands if land is not None), None) or story.side_of(line, speaker)


def _subject(story: Story, line: Line, at: int) -> str | None:
    """The first land or its spokesman before, that is no place and did nothing to anybody."""
    for j in range(at):
        tag = party_at(line, j)
        named = line.at(j, "named_source")
        if named is not None and isinstance(named.value, Source) and named.value.id in story.allegiance:
            return story.allegiance[named.value.id]
        if tag is None or tag.value is None or is_located(line, j) or is_attacker(line, j, tag.end):
            continue
        return str(tag.value)
    return None

"""The soldiers and police of a state that fights armed groups or peoples of its own land, told of without its name.

"46 Druze fighters, 18 Bedouins and 14 members of the security forces", "Regular soldiers of the regime: 45,385": the
last are of the state, whoever was counted before them.
"""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import is_killer
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_BEHIND = 4  # tokens from a number's noun on to whose it is: "238 members of the army and police"
_LABEL = 8  # tokens of a list's label


def of_state_forces(story: Story, line: Line, group: Group, link: Link) -> Found | None:
    """The state whose forces a number counts, and the token that says so."""
    if "words.state_forces" not in line.has or group.parties or story.sides.topical or not story.sides.war:
        return None
    at = _told(line, group, link)
    state = _state(story) if at is not None else None
    return (state, at) if state is not None and at is not None else None


def _told(line: Line, group: Group, link: Link) -> int | None:
    """Where the forces stand among a number's own words."""
    for j in range(group.number.end, group.end + _BEHIND):
        if j > group.end and (line.kind(j) == "number" or line.low(j) in (",", ";", ".")):
            break
        if line.is_a(j, "words.state_forces"):
            done = any(line.is_a(k, "words.killer") for k in range(group.end - 1, j)) or is_killer(line, j)
            return None if done else j
    if line.low(group.start - 1) == ":":
        return next((j for j in range(min(_LABEL, group.start)) if line.is_a(j, "words.state_forces")), None)
    fell = link.start < link.end <= group.start and line.is_a(link.start, "killed.fell", "wounded.fell")
    begin = line.ends_at(link.start, "words.state_forces") if fell else None  # "Силовиков погибло 408"
    return begin if begin is not None and link.end == group.start else None


def _state(story: Story) -> str | None:
    """The one state of those that fight, or whose land the article tells of."""
    sides = story.sides
    landless = (*sides.groups, *sides.militants, *sides.peoples)
    if not any(party in landless for party in sides.order[:2]):
        return None  # two states fight, and each has forces
    at_war = [party for party in sides.states if party not in sides.idle]
    likely = (at_war[0] if len(at_war) == 1 else None, sides.homes.get(story.armed or ""), sides.usual, story.place)
    return next((party for party in likely if party is not None and party in sides.states), None)

"""People whom a party, a school, a firm or a club lost without anybody's harm: "Labour lost 40 councillors".

Seats, pupils and staff go in peace where the sentence knows of no attack, disaster or death; players go "to injury".
"""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_EVENTS = (
    "scope.incident", "scope.disaster", "scope.war", "scope.battle", "words.attack", "words.clash", "killed.noun",
    "killed.verb", "killed.part", "killed.fell", "missing.noun", "words.army", "people.military",
)  # fmt: skip
_DEAD = ("killed.noun", "killed.verb", "killed.part", "killed.fell", "scope.disaster", "scope.war")
_PLAY = ("words.fixture", "words.squad", "words.injuries")
_TOWN = 1_000  # residents whom a town lost without an event: they moved away
_STAFF = 100  # ... a firm, in news of a war
_NEAR = 3  # tokens from the number on to whom it counts


def left_in_peace(line: Line, group: Group, link: Link, *, peace: bool) -> bool:
    """Whether "lost" tells of those who were voted out, went away, or cannot play."""
    if "words.lost" not in line.has or line.has.isdisjoint(("words.leavers", "words.players", "words.residents")):
        return False
    near = range(group.number.end, group.number.end + _NEAR)
    if any(line.is_a(j, "words.players") for j in near) and line.has.isdisjoint(_DEAD):
        return not line.has.isdisjoint(_PLAY)  # "lost two players to injury"
    if any(cls in line.has for cls in _EVENTS):
        return False  # "The school lost 12 pupils in the earthquake", "lost five members of its armed forces"
    if link.rule != "people lost":
        return False
    if group.number.low >= _TOWN and any(line.is_a(j, "words.residents") for j in near):
        return True  # "The city has lost 30,000 residents since 2010"
    calm = peace or ("words.business" in line.has and group.number.low >= _STAFF)
    return calm and any(line.is_a(j, "words.leavers") for j in near)

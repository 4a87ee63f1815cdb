"""Players whom an injury keeps from a match: "without three injured players", "siete lesionados en la plantilla"."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_NEAR = 3  # tokens from the number's people to the word for players
_EVENTS = ("scope.incident", "scope.disaster", "scope.war", "words.attack", "killed.noun", "killed.verb", "killed.fell")


def sidelined(line: Line, group: Group, link: Link) -> bool:
    """Whether a sentence about a team counts its injured; "three players were hurt in a crash" tells of an event."""
    if link.measure not in (Measure.WOUNDED, Measure.CASUALTIES) or not (
        "words.squad" in line.has or ("words.players" in line.has and "words.fixture" in line.has)
    ):
        return False
    if any(cls in line.has for cls in _EVENTS):
        return False
    if "words.squad" in line.has:
        return link.side != "total"
    if link.rule not in ("postposed participle", "counted noun"):
        return False  # "Three players were hurt in the match"
    return any(line.is_a(j, "words.players") for j in range(group.number.end, group.end + _NEAR))

"""A land named beside a number that says where it happened or who told it, not whose people were harmed."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.army_strikes import between_sides
from monitor.detect.belligerents.naming import party_at
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.allegiance import is_rebel

_COUNTED = (
    "people.people", "people.civilian", "people.children", "people.military", "killed.noun", "casualties.noun",
    "words.count", "source.says",
)  # fmt: skip
_MISHAPS = ("scope.disaster", "scope.crash", "words.mishap")
_PLACE = 3  # tokens from a land back to its preposition


def only_where(story: Story, line: Line, group: Group, link: Link, at: int) -> bool:
    """ "Bus crash in Peru: 9 dead", "Peru: nine killed in bus crash": a land before a colon is where it happened.

    A label of people ("Afghan civilians: 47,245"), or of one land beside others, says whose they are.
    """
    if not story.sides.topical and link.kin is not None and at < group.start and is_rebel(line, group):
        return True  # "Die malische Armee meldete den Tod von sieben Soldaten und 20 Dschihadisten"
    if between_sides(line, at):
        return True
    colon = group.start - 1
    mishap = "words.mishap" in line.has and not story.sides.takes(name.value if (name := party_at(line, at)) else None)
    if mishap and line.is_a(at + 1, "words.suffer", "words.mourner") and _one_land(line):
        return True  # "Peru mourns nine killed in a bus crash"
    apart = story.sides.labelled or (story.sides.war and not mishap)
    if not apart and link.side == "total" and _struck_there(line, at):
        return True
    if apart or line.low(colon) != ":" or not at < colon < link.start:
        return False
    people = any(line.is_a(j, *_COUNTED) for j in range(colon))
    return not people and _one_land(line)


def _struck_there(line: Line, at: int) -> bool:
    """ "The toll of the quake in Ecuador rose to 58": where it struck; not "Turkey has 31 dead, Syria 20"."""
    if line.has.isdisjoint(_MISHAPS) or not line.capital(at) or not _one_land(line):
        return False
    return any(line.is_a(j, "words.place_preposition", "scope.where") for j in range(at - 1, max(-1, at - _PLACE), -1))


def _one_land(line: Line) -> bool:
    return len({tag.value for j in range(len(line.tokens)) if (tag := party_at(line, j))}) == 1

"""The harmed by where they come from: "20 of the dead were from Karou and 14 from Watagu".

Nothing but the place tells these numbers apart, and no harm word stands beside the second.
"""

from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_FROM = ("from", "aus", "de", "d", "из", "з", "із", "зі")
_CLAUSE = 3  # tokens from a number to the place that its people come from


def shared_out(line: Line, group: Group, gap: range) -> bool:
    """Whether a number has its place behind it as the number before the gap has its own: "and 14 from Watagu"."""
    at = _from_where(line, group.number.end)
    at = _from_where(line, group.end) if at is None else at
    if at is None or group.thing or group.head is not None:
        return False
    if line.is_a(0, "words.whole_opens") and line.low(at) in _FROM:
        return True  # "Sur les 14 blessés, neuf viennent de Dawa"
    before = any(line.low(j) == line.low(at) and _named(line, j + 1) for j in gap)
    return before and any(line.low(j) in (",", ";") or line.is_a(j, "words.conjunction", "words.but") for j in gap)


def comes_from(line: Line, group: Group) -> bool:
    """ "Nine are from Dawa", "Neuf viennent de Dawa": what can be said of the harmed alone."""
    tag = line.at(group.end, "words.comes_from")
    return tag is not None and group.bare and _named(line, tag.end)


def most_of_them(line: Line, group: Group) -> bool:
    """ "Most, 17, were residents of the valley", "La plupart, 17, étaient des habitants"."""
    tag = line.at(0, "words.most")
    set_off = tag is not None and line.low(group.start - 1) == "," == line.low(group.number.end)
    return set_off and tag is not None and group.start - tag.end <= _CLAUSE and group.bare


def _from_where(line: Line, first: int) -> int | None:
    """The preposition of the place behind a number, its "were" and a dash stepped over."""
    if (tag := line.at(first, "words.comes_from")) is not None:
        return tag.end - 1
    for j in range(first, first + _CLAUSE):
        if (line.low(j) in _FROM or line.is_a(j, "words.place_preposition", "words.of")) and _named(line, j + 1):
            return j
        if not line.is_a(j, "words.auxiliary") and line.low(j) not in ("–", "each"):
            return None
    return None


def _named(line: Line, j: int) -> bool:
    while line.is_a(j, "words.article") and line.kind(j) == "word":
        j += 1
    return line.capital(j)

"""Bodies that an army or a coast guard brought in: "12 bodies were recovered by the Turkish army" are no Turks."""

from monitor.detect.belligerents.naming import is_located, name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.reading.line import Line

_SERVICE = 3  # tokens from a land's name on to its army


_BODIES = 7  # tokens from the verb to the bodies


def brings_up(line: Line, cue: int) -> bool:
    """ "Hospitals received ten bodies", "rescuers found six more bodies": a verb of who saw them, not of who tells."""
    if line.is_a(cue, "source.finds"):
        return True
    return line.is_a(cue, "words.salvages") and any(line.is_a(j, "words.body") for j in range(cue + 1, cue + _BODIES))


def salvaged(line: Line, sides: Sides) -> bool:
    """Whether all that a sentence names is whose army found the bodies, where no two lands fight; their place tells."""
    if sides.topical or len(sides.ids) > 1 or "words.salvages" not in line.has or "words.body" not in line.has:
        return False
    named = [(j, tag) for j in range(len(line.tokens)) if (tag := name_at(line, j)) is not None]
    return bool(named) and all(_is_service(line, j, tag.end) and not is_located(line, j) for j, tag in named)


def _is_service(line: Line, j: int, end: int) -> bool:
    """Whether an army, or its soldiers, stand beside a land's name: "Turkish army", "l'armée turque"."""
    near = range(max(0, j - _SERVICE + 1), end + _SERVICE)
    return any(line.is_a(k, "words.army", "people.military") for k in near)

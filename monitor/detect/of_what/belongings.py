"""Kin, friends and things of the harmed, and dead things: none of them is counted among the dead.

"Two of the dead man's sons said", "vier Kameraden des getöteten Soldaten", "six dead batteries".
"""

from monitor.detect.reading.line import Line, population_at

_LOST = ("killed.noun", "wounded.noun", "missing.noun", "casualties.noun")
_OWNER = 4  # tokens from "the dead" on to the man whose sons they are


def owned_by_one(line: Line, k: int) -> int | None:
    """The token after the owner in "two of the dead man's sons", "three of the victims' neighbours"."""
    for j in range(k, k + _OWNER):
        if line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction", "words.auxiliary"):
            return None
        if line.tokens[j].possessive:
            return None if line.is_a(j, "party", "place", "dates.units", "dates.months") else j + 1
    return None


def is_dead_thing(line: Line, j: int) -> bool:
    """ "Six dead batteries", "vier tote Bäume", "чотири мертві дерева"; "six dead days after the blast" are people."""
    if not line.is_a(j, "words.dead_adjective"):
        return False
    thing = line.at(j + 1, "not_people.words")
    if line.low(j) == "dead" and not line.low(j + 1).endswith(("s", "fish")):
        return False  # the "30 dead" post
    return thing is not None and population_at(line, thing.end) is None and not line.is_a(j + 1, "dates.units")


def dead_of_a_nation(line: Line, k: int) -> tuple[str, int] | None:
    """Whose dead begin at k, and where they end: "(thousands of) Russian battlefield deaths"."""
    nation = line.at(k, "party")
    if nation is None:
        return None
    dead = nation.end + (not line.is_a(nation.end, *_LOST) and line.kind(nation.end) == "word")
    end = next((line.tags[dead][cls].end for cls in _LOST if line.is_a(dead, cls)), None)
    return (str(nation.value), end) if end is not None else None

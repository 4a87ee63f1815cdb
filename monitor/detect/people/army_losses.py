"""Losses that a sentence tells of an army: "The Malian army admitted eight dead", "the army's death toll"."""

from monitor.detect.belligerents.naming import is_killer, is_said
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_NEAR = 9  # tokens from a number back to the losses that it tells


def concedes(line: Line) -> bool:
    """Whether an army owns up to a loss: "The Malian army admitted eight dead"."""
    admits = (j for j in range(len(line.tokens) * ("words.army" in line.has)) if line.is_a(j, "words.admit"))
    return any(line.is_a(k, "words.army") for j in admits for k in range(max(0, j - 5), j))


def of_an_army(line: Line, group: Group, link: Link) -> bool:
    """ "The losses of the Israeli army", "the army's death toll", but not "Army lowers toll to 29"."""
    if group.head and not (link.measure is Measure.CASUALTIES and line.is_a(group.head_at or 0, "words.anyone")):
        return False
    for toll in range(max(0, group.start - _NEAR), max(link.end, group.start)):
        if not line.is_a(toll, "casualties.noun", "killed.toll"):
            continue
        for span in (range(toll - 1, toll - 4, -1), range(toll + 1, toll + 5)):
            for j in span:
                if line.kind(j) != "word":
                    break
                if line.is_a(j, "words.army", "words.martial", "words.ministry"):
                    owned = j > toll or line.tokens[j].possessive or line.is_a(toll, "casualties.noun")
                    return owned and not is_killer(line, j) and not is_said(line, j + 1)
    return False

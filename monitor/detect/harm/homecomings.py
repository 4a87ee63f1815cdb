"""Who never came home from a war is dead: "did not return from the front", "не вернулись с войны".

No word of it tells of death: the verb is denied, and where they had been or how they came back stands beside it.
Without that "have not returned" may be of captives or refugees, and with "yet" of those who are still awaited.
"""

from monitor.detect.reading.line import Line

_REACH = 8  # tokens from the first of the words to the last
_BETWEEN = ("words.auxiliary", "words.adverb", "words.negation", "words.article", "words.pronoun")
_FROM = ("words.from_war", "words.to_home")


def never_home(line: Line, i: int) -> int | None:
    """The end of the words from i on that say of their subject that it did not come back from a war."""
    if "words.comes_home" not in line.has or line.has.isdisjoint(_FROM):
        return None
    seen: set[str] = set()
    j = i
    while j < i + _REACH and line.tags[i]:
        cls, end = _word(line, j)
        if cls in seen or line.is_a(j, "words.not_yet") or (not cls and (not seen or not line.is_a(j, *_BETWEEN))):
            return None
        seen |= {cls} - {""}
        if len(seen) == 3:
            return None if line.is_a(end, "words.war_zone", "words.not_yet") else end
        j = end
    return None


def _word(line: Line, j: int) -> tuple[str, int]:
    """Which of the three words stands at j, and where it ends; soldiers alone fall by not coming home."""
    if (tag := line.at(j, "words.comes_home")) is not None:
        return "comes", tag.end
    if (tag := line.at(j, "words.from_war")) is not None:
        return "from", tag.end
    if (tag := line.at(j, "words.to_home")) is not None and _of_soldiers(line):
        return "from", tag.end
    return ("not", j + 1) if line.is_a(j, "words.negation") else ("", j + 1)


def _of_soldiers(line: Line) -> bool:
    """ "Из 15 тысяч солдат не вернутся домой две тысячи", but no refugees, and no captives."""
    return "people.military" in line.has and not any(cls.startswith("captured.") for cls in line.has)

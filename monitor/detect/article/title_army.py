"""Whose soldiers the headline tells of: "Wounded American sailors flown to Germany".

The land where soldiers were hurt or brought to is not theirs, where the headline says whose they are.
"""

from monitor.detect.belligerents.naming import is_attacker, is_killer
from monitor.detect.reading.line import Line

_OTHERS = ("words.irregular", "words.attacker", "words.peacekeeper")


def army_in(line: Line) -> str | None:
    """The one land whose soldiers a headline names, unless they did it: "US soldiers kill nine"."""
    if not line.sentence.title or "people.military" not in line.has:
        return None
    found: set[str] = set()
    for j in range(len(line.tokens)):
        tag = line.at(j, "people.military")
        if tag is None or line.is_a(j, *_OTHERS):
            continue
        end = tag.end
        behind = end + line.is_a(end, "words.of") * (not line.is_a(end, "party"))
        for k in (line.ends_at(j, "party"), end, behind):
            tag = line.at(k, "party") if k is not None else None
            if tag is None or tag.value is None or k is None:
                continue
            if is_killer(line, j) or is_killer(line, k) or is_attacker(line, k, tag.end):
                return None
            found.add(str(tag.value))
    return found.pop() if len(found) == 1 else None

"""Whether a sentence tells of soldiers or of civilians, those aside who attack or speak."""

from monitor.detect.line import Line
from monitor.detect.naming import attacks, is_killer


def soldiers_told(line: Line) -> bool:
    """Whether the sentence tells of soldiers otherwise than as those who attack: "militants killed 1,200 people"."""
    if "people.military" not in line.has:
        return False
    for j in range(len(line.tokens)):
        tag = line.at(j, "people.military")
        if tag is None or is_killer(line, j) or line.is_a(j, "words.peacetime"):
            continue
        end = tag.end
        if line.is_a(end, "words.post"):
            continue  # "near a military base"
        while line.is_a(end, "party") and not line.capital(end):
            end += 1  # "les troupes russes ont pilonné"
        if not attacks(line, end) or "words.we" in line.has:
            return True  # "our gunners killed 34 of them"
    return False


def speaks_of_civilians(line: Line) -> bool:
    """Whether the sentence speaks of civilians or homes rather than of armies."""
    return "people.civilian" in line.has or "people.children" in line.has

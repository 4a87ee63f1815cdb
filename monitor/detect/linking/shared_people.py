"""People who are told once, of two numbers: "killed 18 and wounded 97 civilians", "95 killed and 174 hurt troops"."""

from collections.abc import Mapping

from monitor.detect.harm.harms import Harm
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

_AMONG = 4  # tokens from "among" to whom
_ANYBODY = (None, Population.PEOPLE)
_TOLD_APART = (Population.CIVILIAN, Population.MILITARY)  # "12 dead and 30 hurt children": the twelve are anybody


def share_people(line: Line, harm_at: Mapping[int, Harm], left: Group, right: Group) -> None:
    """Give the left number the people of the right one, where both stand beside a harm of their own."""
    if right.thing or not left.bare or left.of_them:
        return
    verb = harm_at.get(left.end + 1)
    if verb is not None and verb.end == right.start and verb.forms != {"noun"}:
        if right.head not in _ANYBODY and not left.of_harm and line.is_a(left.end, "words.conjunction"):
            left.head, left.head_at = right.head, right.head_at
        return
    first, second = harm_at.get(left.number.end), harm_at.get(right.number.end)
    if first is None or second is None or first.end + 1 != right.start or not line.is_a(first.end, "words.conjunction"):
        return
    people = _among(line, second.end)
    if people is not None:
        left.head, left.head_at = people
        return
    people = population_at(line, second.end)
    if people is not None and people[0] in _TOLD_APART and not line.tokens[first.start].text[0].isupper():
        left.head, left.head_at = people[0], second.end  # but "12 Tote und 30 verletzte Soldaten": a noun needs none


def _among(line: Line, j: int) -> tuple[Population, int] | None:
    """Who and where civilians or soldiers are told in "11,240 dead and 25,300 hurt among the civilian population"."""
    if not line.is_a(j, "words.among", "words.among_them"):
        return None
    for k in range(j + 1, j + _AMONG):
        people = population_at(line, k)
        if people is not None and people[0] in _TOLD_APART:
            return people[0], k
        if line.kind(k) != "word":
            break
    return None

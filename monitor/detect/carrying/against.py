"""What speaks against a bare number's counting the harmed: another fate, a thing, a crowd, a town's people."""

from collections.abc import Set

from monitor.detect.carrying.tally import clause
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import PEOPLE, Line

_PEOPLE = 1_000_000  # what costs more costs money
_COUNTS = ("words.count", "words.carry_count")
_NO_THING = ("dates.units", *_COUNTS)
OTHER_FATES = (
    "words.other_fate", "words.survived", "words.alive", "words.driven_out", "words.flees", "words.recruits",
    "words.release", "words.sentenced", "words.aged",
)  # fmt: skip
_LABEL = 3  # tokens: "Number of dead:"
_TELLING = frozenset((
    *PEOPLE, *_COUNTS, "place", "party", "capital", "words.area", "words.areas", "dates.months", "dates.weekdays",
    "dates.units", "killed.noun", "killed.part", "killed.toll", "wounded.noun", "wounded.part", "missing.noun",
    "captured.noun", "casualties.noun", "casualties.toll", "scope.total", "scope.cumulative", "words.grand",
    "words.together", "words.all", "words.them", "words.army", "source.says", "words.side",
))  # fmt: skip


def against(line: Line, groups: list[Group], k: int, dated: Set[int], *, things: bool = True) -> bool:
    """Whether something in the clause speaks of another fate, or of things."""
    group = groups[k]
    if _labels_a_thing(line, group, dated):
        return True
    start, end = clause(line, group, dated)
    if start == group.start and line.low(start - 1) == "," and line.is_a(0, "words.whole_opens", "words.among"):
        start = 0  # "Of the houses checked so far, 14 are unsafe"
    for j in range(start, end):
        if group.number.start <= j < group.number.end:
            continue
        if line.is_a(j, "words.enumerates") or (j < group.start and line.is_a(j, "source.reckons")):
            continue  # "the province arrives at 341"
        if line.is_a(j, *OTHER_FATES):
            return True
        if (  # "auf russischer Seite", "auf Seiten der Russen": no page
            things
            and line.is_a(j, "not_people.words")
            and not line.is_a(j, *_NO_THING)
            and not (line.is_a(j, "words.side") and any(line.is_a(m, "party") for m in (j - 1, j + 1, j + 2)))
            and not (group.bare and _land(line, j))
        ):
            return True
        if line.is_a(j, "words.still_held") and not line.is_a(j, "words.adverb"):
            return True
    came = line.at(group.end, "words.turns_up")
    if came is not None and line.kind(came.end) != "word":
        return True  # "police think that close to 27,000 came"
    if group.bare and line.is_a(group.end, "words.of") and not group.of_harm:
        return True
    before = group.start - 1
    if line.is_a(before, "words.of") and line.is_a(before - 1, "words.area"):
        return True  # "a town of two million"
    if group.number.high > _PEOPLE and "words.costs" in line.has:
        return True  # "the flood cost 12 million"
    return any(
        other.thing and other.start < group.start and not line.is_a(other.number.end, "dates.units") for other in groups
    )


def _land(line: Line, j: int) -> bool:
    """ "The province of Songkhla counts 131": where they are counted, not what; but "a state of emergency"."""
    of = line.is_a(j + 1, "words.of")
    return line.is_a(j, "words.area", "scope.war") and (not of or any(line.capital(m) for m in (j + 2, j + 3)))


def _labels_a_thing(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "Спецтехника – 3910", "Spezialfahrzeuge: 3.910": a line of a label that names nobody, and its number."""
    mark = group.start - 1
    if line.low(mark) not in (":", "–") or not 0 < mark - line.is_item() <= _LABEL:
        return False
    if line.low(group.number.end) not in ("", ".", ";", ",", "("):
        return False
    return all(
        line.kind(j) == "word" and len(line.low(j)) > 1 and j not in dated and line.tags[j].keys().isdisjoint(_TELLING)
        and (not line.capital(j) or j == 0)
        for j in range(line.is_item(), mark)
    )  # fmt: skip

"""Where word order is free: people and the only harm word of their clause, however far apart the two stand.

"Mataron los hombres de Hamás, en los ataques del 7 de octubre, a 1.208 personas": no rule foresees each order. English
words keep their places; there such a pair is chance as often as not (14 of 30 measured), elsewhere it is not (2 of 15).
"""

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.attending import for_the_harmed, names_others
from monitor.detect.linking.mourners import told_of
from monitor.detect.linking.not_theirs import not_theirs
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_REACH = 20  # tokens to either side
_ENDS = (";", ":", ".", "(", ")")


def beside(reading: Reading, k: int, group: Group) -> Link | None:
    """The link of an unlinked number of people to the one harm word of its clause that no other number has."""
    line = reading.line
    if group.thing or group.whole or group.number.ordinal or group.number.high < 2:
        return None
    if (group.head is None and not group.demonym) or line.ends_at(group.start, "words.acts_on") is not None:
        return None
    low, high = _clause(reading, group)
    inside = [h for h in reading.harms if low <= h.start < high]
    taken = {(a.start, a.end) for a in reading.links if a is not None and a.start < a.end}
    if len(inside) != 1 or (inside[0].start, inside[0].end) in taken or not _befell(reading, inside[0], group):
        return None
    others = (g for m, g in enumerate(reading.groups) if m != k and low <= g.start < high and not g.thing)
    rivals = (g for g in others if g.start < group.end or not (g.of_them or _opens_part(line, g)))
    if any(True for _ in rivals) or any(line.is_a(j, *_SPARED) for j in range(low, high)):
        return None
    harm = inside[0]
    if names_others(line, reading.lex, group, harm) or not_theirs(reading, group, harm):
        return None
    if for_the_harmed(line, reading.lex, group, harm):
        return None
    busy = line.is_a(group.start - 1, "words.other_fate") or line.is_a(group.end, "words.other_fate")
    if busy or (harm.measure is Measure.MISSING and line.is_a(group.end - 1, "words.bystanders")):
        return None  # "Пошуки тривають, працюють 230 рятувальників"
    if harm.start >= group.end and told_of(line, reading.lex, harm):
        return None
    if harm.start >= group.end:
        return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
    return Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")


def _opens_part(line: Line, group: Group) -> bool:
    """ "38 залишаються в лікарні, з них п'ятеро дітей": a part of the people is no rival."""
    return line.ends_at(group.start, "words.subset") is not None


def _clause(reading: Reading, group: Group) -> tuple[int, int]:
    line = reading.line
    low, high = group.start, group.end
    while low > 0 and group.start - low < _REACH and not _ends(reading, low - 1):
        low -= 1
    while high < len(line.tokens) and high - group.end < _REACH and not _ends(reading, high):
        high += 1
    return low, high


def _ends(reading: Reading, j: int) -> bool:
    line = reading.line
    return (line.low(j) in _ENDS and j not in reading.dated) or line.is_a(j, "words.but")


_SPARED = (
    "words.negation", "words.alive", "words.survived", "words.recruits", "words.release", "words.remains", "scope.rate",
    "source.some", "words.wanted",
)  # fmt: skip


def _befell(reading: Reading, harm: Harm, group: Group) -> bool:
    """Whether the harm word tells what happened to people, and not to others: "the funeral of a killed officer"."""
    line = reading.line
    if harm.has("lost", "toll") or harm.measure is Measure.CASUALTIES:
        return False
    before = any(line.ends_at(harm.start, cls) is not None for cls in _PEOPLE) and not (
        group.number.end <= harm.start <= group.end
    )
    j = harm.start
    while j > 0 and line.is_a(j - 1, "words.adverb", "words.article"):
        j -= 1
    struck = line.is_a(j - 1, "not_people.words", "not_people.places")  # "zones les plus touchées"
    things = reading.lex.lang in ("fr", "es") and struck
    return not before and not things and population_at(line, harm.end) is None


_PEOPLE = ("people.people", "people.military", "people.children", "people.civilian")

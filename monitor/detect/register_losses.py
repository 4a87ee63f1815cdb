"""What parts of a count are called, by what the count was: "Mediazona has confirmed 130,000 deaths. The heaviest losses
are those of Bashkortostan (5,945)" are 5,945 dead."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.model import Measure, Population, Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_BEFORE = 4  # tokens from convicts to their number: "prisoners follow with 19,300"
_HELD = ("captured.fell", "words.release", "words.captivity")
_KEEPS = (
    "source.tallies", "words.identified", "words.identifies", "words.traced", "words.names", "scope.list",
    "status.verified",
)  # fmt: skip


def dead_of_register(made: Sequence["Statement"]) -> None:
    """What is called losses where the text has counted a register's dead alone, and counts parts of them, is dead."""
    whole: Statement | None = None
    for statement in made:
        if statement.title:
            continue
        if statement.measure is Measure.KILLED:
            kept = statement.scope is Scope.CUMULATIVE and not statement.line.has.isdisjoint(_KEEPS)
            whole = statement if kept else whole
        elif statement.measure is not Measure.CASUALTIES or whole is None or not _of_it(statement, whole):
            whole = None
        else:
            statement.measure = Measure.KILLED


def convicts_of_register(made: Sequence["Statement"]) -> None:
    """ "It holds 143,000 Russian soldiers whose deaths are proved. Prisoners make up 18,500, officers 5,800": who was
    let out of prison to fight is a part of an army's dead, and nobody's captive."""
    whole: Statement | None = None
    convicts: Statement | None = None
    for statement in made:
        if statement.measure is not Measure.CAPTURED:
            whole, convicts = _armys_dead(statement, whole), None
        elif whole is not None and _smaller_part(statement, whole) and _convicts(statement, convicts):
            statement.measure, convicts = Measure.KILLED, statement


def _armys_dead(told: "Statement", whole: "Statement | None") -> "Statement | None":
    """The dead that convicts may be of; "79,240 killed, 80,116 missing, 4,000 prisoners" are three fates."""
    if told.title or told.measure is not Measure.KILLED:
        return None
    soldiers = told.population is Population.MILITARY and told.scope is Scope.CUMULATIVE
    return told if soldiers and not told.link.part else whole


def _smaller_part(part: "Statement", whole: "Statement") -> bool:
    others = part.own_source and part.sources[:1] != whole.sources[:1]
    smaller = part.group.number.high < whole.group.number.low
    near = part.line is not whole.line or "words.names" in part.line.has  # no "1,300 killed, besides 165 prisoners"
    return smaller and near and part.party == whole.party and part.population is Population.MILITARY and not others


def _convicts(part: "Statement", before: "Statement | None") -> bool:
    """Convicts, or what goes on with their count: "Prisoners make up 18,500. Officers amount to 5,800"."""
    return _enlisted(part) or (before is not None and part.link.start == part.link.end)


def _enlisted(part: "Statement") -> bool:
    """ "Prisoners make up 18,500, mobilised soldiers 15,600", "5 500 officiers et 17 000 détenus": told beside other
    kinds of soldiers, or as a share; nobody holds them."""
    line, link = part.line, part.link
    first = min(link.start, max(0, part.group.start - _BEFORE))
    if not any(line.is_a(j, "words.enlisted") for j in range(first, max(link.end, part.group.end))):
        return False
    if not line.has.isdisjoint(_HELD):
        return False  # "Ukraine holds 6,300 prisoners, officers and conscripts"
    others = (j for j in range(len(line.tokens)) if not line.is_a(j, "words.enlisted", "source.says"))
    if any(line.is_a(j, "captured.verb", "captured.part", "words.still_held") for j in others):
        return False
    kinds = [j for j in range(len(line.tokens)) if line.is_a(j, "words.enlisted", "people.military")]
    return len(kinds) > 1 or "words.account_for" in line.has


def harmed_as_the_whole(made: Sequence["Statement"]) -> None:
    """ "1000 дітей постраждали: 361 загинула, 639 поранено. Найбільше постраждало у Донецькій області (335)": the
    harmed of the parts are dead and wounded as those of the whole are."""
    whole: Statement | None = None
    for statement in made:
        if statement.measure is Measure.CASUALTIES and of_victims(statement):
            whole = statement
        elif whole is not None and statement.measure is Measure.WOUNDED and _of_list(statement, whole):
            statement.measure = Measure.CASUALTIES
            if statement.group.head is None and statement.population is Population.PEOPLE:
                statement.population = whole.population


def _of_list(part: "Statement", whole: "Statement") -> bool:
    """ "У Донецькій області (335), Харківській (179)": places of the whole's land, each with its own."""
    smaller = part.group.number.high < whole.group.number.low and part.party == whole.party
    listed = smaller and part.rule == "list of names and numbers"
    return listed and any(part.line.is_a(j, "words.victims") for j in range(part.group.start))


def of_victims(told: "Statement") -> bool:
    """ "Жертвами стали", "постраждали", "victims": whoever was harmed, the dead and the others."""
    return any(told.line.is_a(j, "words.victims") for j in range(told.link.start, told.link.end))


def _of_it(part: "Statement", whole: "Statement") -> bool:
    """ "The heaviest losses are those of Bashkortostan (5,945)": fewer of the same people, told by nobody else."""
    if part.party != whole.party or part.group.number.high >= whole.group.number.low or part.rule == "people lost":
        return False
    others = part.own_source and part.sources[:1] != whole.sources[:1]
    return not others and part.line.is_a(part.link.start, "words.loss")

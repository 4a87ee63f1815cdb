"""What parts of a count are called, by what the count was: "Mediazona has confirmed 130,000 deaths. The heaviest losses
are those of Bashkortostan (5,945)" are 5,945 dead."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.model import Measure, Population, Scope

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

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

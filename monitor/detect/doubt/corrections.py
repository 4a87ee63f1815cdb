"""An article's statements in; those with which its text takes an earlier number back are marked, and that is disputed.

"Revised its toll down from 15 to 12", "12, not 15 as reported before", "12 people. He had earlier spoken of 15." A toll
that rises ("from 12 to 15", "15, after 12 that morning") corrects nothing: a number that is told as an earlier one is
taken back where it was higher, or where the text calls it a mistake.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from monitor.detect.doubt.misnamed import called_wrong
from monitor.detect.doubt.status import doubts
from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line, population_at
from monitor.model import Scope, Status

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_NEAR = 8  # tokens between the word for an earlier number and the number
_YEARS = range(1990, 2036)
_CUES = ("status.lowers", "status.amends", "status.once", "status.first", "words.not")  # no sentence corrects without
_LINKS = ("status.once", "status.first", "status.told", "status.amends", "status.as", "words.conjunction", "words.not")


class _Old(NamedTuple):
    """A number that is told as one that was said before."""

    line: Line
    number: Number
    stated: "Statement | None"  # None: the text does not say again what it counts
    ahead: bool  # of a sentence that holds no other number: it answers the sentence before
    mistaken: bool  # the text says that it was wrong, and not only that it was higher
    denied: bool = False  # "not 15"


def corrected(made: Sequence["Statement"], told: Sequence[tuple[Line, Sequence[Number]]] = ()) -> None:
    """Mark what the text itself corrects; `told` are the article's sentences with their numbers, in order."""
    here: dict[int, list[Statement]] = {}
    for statement in made:
        here.setdefault(id(statement.line), []).append(statement)
    before: list[Statement] = []
    left: list[_Old] = []
    for line, numbers in told:
        stated = here.get(id(line), [])
        if stated and left and _cue(line, "status.amends", "status.lowers"):
            for old in left:  # "An earlier report had 15 dead. The correct number is 12."
                _replace(old, stated, made)
        left = []
        if numbers and (stated or before) and _cue(line, *_CUES):
            found = _righted(line, numbers, stated) or _former(line, numbers, {s.group.number.core: s for s in stated})
            olds = [old.stated for old in found]
            for old in found:
                among = [s for s in stated if s not in olds]
                if not _replace(old, among or (before if old.ahead else []), made) and not among:
                    left.append(old)
        for number in numbers if _cue(line, "status.amends", "status.wrong") else ():
            if called_wrong(line, number):  # "Tuesday's figure of 31 was wrong": whoever said so, it was no other count
                _withdraw(number, line, [*stated, *before])
        before = stated
    _lowered(made)


def _withdraw(number: Number, line: Line, among: Sequence["Statement"]) -> None:
    """Dispute a number that a sentence calls wrong, there or, where it only names it, in the sentence before."""
    same = [s for s in among if (s.group.number.low, s.group.number.high) == (number.low, number.high)]
    for statement in [s for s in same if s.line is line] or same:
        statement.status = Status.DISPUTED


def _replace(old: _Old, among: Sequence["Statement"], made: Sequence["Statement"]) -> bool:
    """Find the statement that stands in the place of an earlier number, and every other one of the same number."""
    fit = [s for s in among if _fits(s, old)]
    if not fit:
        return False
    new = min(fit, key=lambda s: abs(s.group.start - old.number.start))
    bounds = (old.number.low, old.number.high)
    for same in made:
        number = same.group.number
        if (number.low, number.high) == (new.group.number.low, new.group.number.high) and _alike(same, new):
            same.corrects = same.corrects or bounds
    if old.stated is not None:
        old.stated.status = Status.DISPUTED
    return True


def _fits(new: "Statement", old: _Old) -> bool:
    """Whether a statement can stand in the place of an earlier number: somewhat lower, unless that is called wrong."""
    low, number = new.group.number.low, old.number
    if new.status is not Status.ASSERTED or (new.group.number.low, new.group.number.high) == (number.low, number.high):
        return False
    if old.stated is not None and not _alike(new, old.stated):
        return False
    if new.link.part or (old.mistaken and not old.denied and max(low, number.low) > 2 * min(low, number.low)):
        return False
    if not old.mistaken and new.line is old.line:
        between = range(old.number.end, new.group.start)
        if any(new.line.low(j) == ":" for j in between):
            return False  # "had counted 2,900 dead: 2,000 were buried and 900 lay in morgues"
    return old.mistaken or low < number.low <= low + max(low // 2, 2)


def _alike(a: "Statement", b: "Statement") -> bool:
    """Whether two numbers count the same; the toll of one attack may be told as a total."""
    one = a.party == b.party or a.title or b.title
    scope = a.scope is b.scope or {a.scope, b.scope} == {Scope.CUMULATIVE, Scope.INCIDENT}
    return a.measure is b.measure and a.population is b.population and scope and one


def _former(line: Line, numbers: Sequence[Number], stated: Mapping[int, "Statement"]) -> list[_Old]:
    """The numbers of a sentence that it tells as former ones."""
    amends = _cue(line, "status.amends") and not _cue(line, "status.upward")
    lowers = amends or _cue(line, "status.lowers")
    found = []
    for number in numbers:
        mine = stated.get(number.core)
        if mine is None and not _bare(line, number):
            continue
        at = _first_of(line, number)
        denied = line.ends_at(at, "words.not") is not None or (mine is not None and mine.rule == "number denied")
        told = _told_before(line, number, others=[n for n in numbers if n is not number])
        if denied and (told or lowers or (mine is not None and mine.rule == "number denied")):
            found.append(_Old(line, number, mine, False, True, True))
        elif lowers and line.ends_at(at, "words.from") is not None:
            found.append(_Old(line, number, mine, False, amends))
        elif told:
            found.append(_Old(line, number, mine, len(numbers) == 1, amends))
    return found


def _righted(line: Line, numbers: Sequence[Number], stated: Sequence["Statement"]) -> list[_Old]:
    """The number that a sentence calls wrong before it gives the right one: "had wrongly given 15, in fact 12 died".

    The mistake is the first number's alone: what follows "in fact" is asserted, where nothing after that doubts it.
    """
    for at in range(len(line.tokens)):
        if not line.is_a(at, "status.righted"):
            continue
        before = [n for n in numbers if n.end <= at]
        new = [s for s in stated if s.group.start > at]
        wrong = [j for j in range(at) if line.is_a(j, "status.amends") and not line.is_a(j, "status.righted")]
        told = any(line.is_a(j, "status.told", "status.claim") for j in range(at))
        if not (before and new and wrong and told) or abs(before[-1].start - wrong[-1]) > _NEAR:
            continue
        old = before[-1]
        mine = next((s for s in stated if s.group.number.core == old.core), None)
        if mine is None and not _bare(line, old):
            continue
        if all(j <= at for j in doubts(line, free=True)):
            for statement in new:
                if statement.status is Status.DISPUTED:
                    statement.status = Status.ASSERTED
        return [_Old(line, old, mine, False, True)]
    return []


def _told_before(line: Line, number: Number, others: Sequence[Number]) -> bool:
    """ "Had earlier given 15", "15 first reported"; "an initial 15", "an earlier figure of 15", "los 15 anteriores"."""
    ends = [number.start - _NEAR, *(n.end for n in others if n.end <= number.start)]
    starts = [len(line.tokens), number.end + _NEAR, *(n.start for n in others if n.start >= number.end)]
    before = range(max(0, *ends), number.start)
    starts += [j for j in range(number.end, min(starts)) if line.kind(j) not in ("word", "number")]
    after = range(number.end, min(starts))  # not into the next clause: "15 people, earlier it was reported that 12"
    once = (j for j in (*before, *after) if line.is_a(j, "status.once") and not line.is_a(j - 1, "dates.units"))
    if next(once, None) is not None and any(line.is_a(j, "status.told") for j in (*before, *after)):
        return True
    if called_wrong(line, number):
        return True
    if any(_first(line, j) for j in (number.end, number.start - 1, number.start - 2)):
        return True
    return any(
        line.is_a(j, "status.first") and any(line.is_a(k, "status.claim") for k in range(j - 2, j + 3)) for j in before
    )


def _first(line: Line, j: int) -> bool:
    """ "The first toll had been 15", not "Le mois précédent, 209 ont été tués"."""
    return line.is_a(j, "status.first") and not line.is_a(j - 1, "dates.units")


def _first_of(line: Line, number: Number) -> int:
    """Where a number begins, with what leads to it: "from an initial 15", "desde los 15"."""
    at = number.start
    lead = ("words.article", "status.first", "status.once", "status.told")
    while line.is_a(at - 1, *lead) and not line.is_a(at - 1, "words.from", "words.not"):
        at -= 1
    return at


def _bare(line: Line, number: Number) -> bool:
    """Whether a number that no harm word was found for counts nothing else: "not 15 miles", "since 2014"."""
    if number.ordinal or (number.low == number.high and number.low in _YEARS):
        return False
    after = number.end
    if line.is_a(number.start - 1, "words.article"):
        return True  # "instead of the 15 that it had announced"
    return line.kind(after) != "word" or population_at(line, after) is not None or line.is_a(after, *_LINKS)


def _cue(line: Line, *classes: str) -> bool:
    return not line.has.isdisjoint(classes)


def _lowered(made: Sequence["Statement"]) -> None:
    """A toll that a sentence lowers, held against a higher one that the headline or an earlier sentence had."""
    for new in made:
        if not _cue(new.line, "status.lowers") or new.status is not Status.ASSERTED or _was_old(new):
            continue
        low = new.group.number.low
        for old in made:
            number = old.group.number
            if (
                old is not new
                and (old.title or _was_old(old))
                and _alike(new, old)
                and low < number.low <= low + max(low // 2, 2)
            ):
                old.status, new.corrects = Status.DISPUTED, (number.low, number.high)


def _was_old(statement: "Statement") -> bool:
    """Whether a number is told as a former one: "an earlier figure of 15", "from 1,400", "had been given as"."""
    line, start = statement.line, statement.group.start
    if line.low(start - 1) == "from":
        return True
    before = range(max(0, start - 8), start)
    return any(line.is_a(j, "status.former") and not line.is_a(j - 1, "dates.units") for j in before)

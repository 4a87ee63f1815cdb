"""What the next sentence tells of all who were named: "There were 12 men aboard. None survived, the mayor said"."""

from monitor.detect.harm.harms import harms
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.model import Measure

_VERB = 6  # tokens from "all" that opens a sentence to its verb
_SAYS = 12  # tokens that open a sentence with who says it
_RULE = "number explained by the next sentence"
_ALL = ("words.all", "words.no_one", "words.no_survivors")


def told_of_all(
    line: Line, lex: Lexicon, groups: list[Group], k: int, following: Line | None
) -> tuple[str, Measure, bool] | None:
    """ "There were 12 men aboard. None survived.", "На борту було 12 людей. Усі вони загинули": whoever was named."""
    group = groups[k]
    counted = group.head is not None or group.demonym or line.is_a(group.end, "words.aboard")
    if following is None or not counted or group.of_them or k + 1 < len(groups):
        return None
    if following.sentence.block != line.sentence.block or (at := _of_whom(following)) is None:
        return None
    if any(t.kind == "number" for t in following.tokens):
        return None
    carried = "words.aboard" in line.has or "words.acts_on" in line.has
    if following.is_a(at, "words.no_survivors") and (carried or following.is_a(at, "words.no_one")):
        return _RULE, Measure.KILLED, False
    none = following.is_a(at, "words.no_one")
    for harm in harms(following, lex):
        if harm.start < at:
            continue
        if harm.start > at + _VERB or not harm.has("part", "fell"):
            break
        denied = any(following.is_a(j, "words.negation") for j in range(at + 1, harm.start))
        if not denied and (not none or following.is_a(harm.start, "words.negation")):  # "Ніхто не вижив"
            return _RULE, harm.measure, False
        return None
    survived = none and any(following.is_a(j, "words.survived") for j in range(at + 1, at + _VERB + 1))
    return (_RULE, Measure.KILLED, False) if survived else None


def _of_whom(line: Line) -> int | None:
    """Where "none", "all", "no survivors" opens the sentence, or what somebody says: "The governor said none lived"."""
    if line.has.isdisjoint(_ALL):
        return None
    for j in range(min(_SAYS, len(line.tokens))):
        begins = j == 0 or line.low(j - 1) == ","
        if line.is_a(j, "words.no_one", "words.no_survivors") or (begins and line.is_a(j, "words.all")):
            return j
    return None

"""The attack that a war or an offensive answered: "Israel's offensive, launched after the attack on Israeli soil, ..."

What is told of the attack, its doers and its place, tells nothing of those whom the war has killed since.
"""

from monitor.detect.reading.line import Line

_PHRASE = 14  # tokens from "after" on to what is told of the attack
_NAMED = 3  # tokens from who attacked on to the attack
_ANSWER = 7  # tokens from "the offensive" to "after"
_DEEDS = ("words.attack", "words.massacre")
_RELATIVE = ("words.who", "words.which", "dates.relative")
_ENDS = (";", ":", ".")
_VERBS = ("killed.verb", "killed.fell", "wounded.verb", "wounded.fell")


def of_trigger(line: Line, j: int, last: int) -> bool:
    """Whether a token stands in what tells of the attack that a war followed; `last` is where the harm is told.

    "After the attack in which gunmen killed 1,200" and "..., which killed 1,200" tell of that attack's own dead.
    """
    if "words.triggered" not in line.has and "words.following" not in line.has:
        return False
    if any(_relates(line, k) for k in range(j + 1, last)):
        return False
    struck = any(line.is_a(k, *_DEEDS) for k in range(j, j + _NAMED))  # "Hamas's attack", "dem Hamas-Angriff"
    for t in range(j - 1, max(-1, j - _PHRASE), -1):
        if line.low(t) in _ENDS or _counts(line, t) or line.is_a(t, *_VERBS):
            return False
        if struck and (
            (line.is_a(t, "words.triggered", "words.following") and _answers(line, t))
            or (line.is_a(t, "words.triggered") and _answer_follows(line, j))
        ):
            return True
        struck = struck or line.is_a(t, *_DEEDS)
        if _relates(line, t):
            return False
    return False


def _relates(line: Line, k: int) -> bool:
    """Whether a relative pronoun stands at a token; German ones, which are articles too, have a comma before them."""
    if not line.is_a(k, *_RELATIVE):
        return False
    return not line.is_a(k, "words.article") or "," in (line.low(k - 1), line.low(k - 2))


def _answers(line: Line, t: int) -> bool:
    """Whether a war or an attack is named before "after", with no number and no one killed in between."""
    for k in range(t, max(-1, t - 1 - _ANSWER), -1):
        if line.low(k) in _ENDS or _counts(line, k) or line.is_a(k, *_VERBS):
            return False
        if line.is_a(k, "scope.war", "words.answer", "words.attack"):
            return True
    return False


def _answer_follows(line: Line, j: int) -> bool:
    """ "Der durch den Angriff der Hamas auf Israel ausgelöste Krieg", "вызванная нападением на Израиль война"."""
    for k in range(j + 1, j + 1 + _ANSWER):
        if line.kind(k) != "word":
            return False
        if line.is_a(k, "scope.war", "words.answer") and not line.is_a(k, *_VERBS):
            return True
    return False


def _counts(line: Line, j: int) -> bool:
    """Whether a number of people stands at a token: no day, and no year."""
    if line.kind(j) != "number":
        return False
    dated = any(line.is_a(k, "dates.months") for k in (j - 2, j - 1, j + 1, j + 2, j + 3))
    return not dated and not (len(line.low(j)) == 4 and line.low(j).startswith("20"))

"""Denials that govern a number: "Kyiv denied that 600 of its soldiers had been killed", "denied losing 600"."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_WHO = 6  # tokens of a name before its answer
_COMPLEMENT = 22  # tokens from "denied that" to the number of its clause
_OBJECT = 3  # tokens from "denied" to the harm word that is its object: "dementierte den Tod von 600 Soldaten"
_CLAIMED = 30  # tokens from "Moscow's claim that" to the "was denied by" behind its clause
_WHICH = ("words.who", "source.which", "dates.relative", "dates.when")
_WITH = ("with", "mit", "con", "avec")  # "Angriff mit 100 Toten"
_ACQUITS = 18  # tokens from "none of the numbers" to its "is false", over who says so
_WHOLE = 6  # tokens from "not a single one" to "numbers"
_PROOF = 8  # tokens from "доказательств" to its "не привела"


def denied_here(line: Line, group: Group, link: Link) -> bool:
    """Whether a denial or a "not true" governs the clause in which the number stands, and not a relative within it.

    "Kyiv denied that 12 civilians were killed", "Неправда, что погибли 600 военных"; not "denied that it had aimed at
    the school, where 12 died", "denied responsibility for the strike that killed 12".
    """
    if {"status.denied", "status.wrong"}.isdisjoint(line.has):
        return False
    first, last = min(group.start, link.start), max(group.end, link.end)
    for j, here in enumerate(line.tags[:last]):
        if "status.denied" in here:
            if _negated(line, j) or line.is_a(j, "status.sceptic", "status.split") or is_attributive(line, j):
                continue  # "bei dem von Moskau bestrittenen Angriff starben 40"
            end = here["status.denied"].end
            if end <= first and (_opens(line, end, first) or _object(line, end, group, link)):
                return True
        elif "status.wrong" in here and j <= 3 and not _negated(line, j):
            end = here["status.wrong"].end  # "It is not true that", "Неправда, что": the verdict opens the sentence
            if end <= first and _opens(line, end, first):
                return True
    return _claimed(line, first, last)


def retorted(line: Line, after: int) -> bool:
    """ "Kyiv says 600 Russians killed; Moscow: lies": a speaker behind the number, and his answer in a word or two."""
    if "status.retort" not in line.has:
        return False
    for j in range(after, len(line.tokens)):
        tag = line.at(j, "status.retort")
        if tag is None or any(line.kind(k) == "word" for k in range(tag.end, len(line.tokens))):
            continue
        k = j - 1
        while line.kind(k) == "mark" and line.low(k) != ":":
            k -= 1
        if line.low(k) != ":":
            return False
        who = range(k - 1, max(after - 1, k - 1 - _WHO), -1)
        return any(line.low(m) in (";", ",", ".", "–", "—") for m in who)
    return False


def proofless(line: Line) -> list[int]:
    """The tokens of a proof that is not given: "Доказательств Москва не привела", "Belege legte Moskau nicht vor".

    "There was evidence that the driver did not brake" denies what the proof is of.
    """
    if "status.proof" not in line.has:
        return []
    return [
        j
        for j in range(len(line.tokens))
        if line.is_a(j, "status.proof")
        and any(line.is_a(k, "words.negation") for k in _clause(line, j + 1, j + 1 + _PROOF))
    ]


def is_attributive(line: Line, j: int) -> bool:
    """ "Eine bestrittene Zahl": a German participle before its noun, that says of this noun alone."""
    return line.low(j).endswith(("ene", "enen", "ener"))


def answers_with(line: Line, j: int) -> bool:
    """Whether a sentence says of what came before no more than that it is false: "C'est faux, a répondu l'armée"."""
    end = line.tags[j]["status.wrong"].end
    return (
        j <= 2
        and line.low(end) in (",", ".", "")
        and all(line.kind(k) == "word" and (len(line.low(k)) <= 5 or line.is_a(k, "words.auxiliary")) for k in range(j))
    )


def acquitted(line: Line, j: int) -> bool:
    """ "None of these numbers is false", "keine dieser Zahlen ist falsch": a "not" before the claim it is said of."""
    claim = next((k for k in range(j - 1, max(-1, j - _ACQUITS), -1) if line.is_a(k, "status.claim")), None)
    if claim is None:
        return False
    near = range(max(0, claim - _WHOLE), claim)
    none = next((k for k in near if line.is_a(k, "words.negation") and line.low(k + 1) != ","), None)
    if none is None or any(
        line.low(k) in (",", ":", ";") or line.is_a(k, "source.says", "dates.that") for k in range(none, claim)
    ):
        return False
    opens = none == 0 or line.kind(none - 1) != "word" or line.is_a(none - 1, "dates.that")
    commas = [k for k in range(claim, j) if line.low(k) in (",", "–", "-")]
    aside = len(commas) == 2 and any(line.is_a(k, "source.says") for k in range(*commas))
    return opens and (aside or not commas)


def _clause(line: Line, start: int, end: int) -> range:
    last = min(end, len(line.tokens))
    ends = (k for k in range(start, last) if line.low(k) in (",", ".", ";", ":") or line.is_a(k, "dates.that"))
    return range(start, next(ends, last))


def _negated(line: Line, j: int) -> bool:
    return any(line.is_a(k, "words.negation") for k in range(max(0, j - 2), j))


def _opens(line: Line, end: int, first: int) -> bool:
    """Whether "that" stands right behind, and the number in its clause, before any mark or "which"."""
    end += line.low(end) == ","
    if not line.is_a(end, "dates.that") or first - end > _COMPLEMENT:
        return False
    return not any(line.low(k) in (",", ";", ":", "–") or line.is_a(k, "words.who") for k in range(end + 1, first))


def _object(line: Line, end: int, group: Group, link: Link) -> bool:
    """Whether the harm word itself is what is denied: "denied the deaths of 600", not "La mer a rejeté neuf corps"."""
    if not end <= link.start <= end + _OBJECT or link.start >= group.start:
        return False
    return not any(
        line.low(k) in (",", ";", ":", ".")
        or line.is_a(k, "words.who", "words.preposition", "status.claim", "words.conjunction")
        for k in range(end, link.start)
    )


def _claimed(line: Line, first: int, last: int) -> bool:
    """ "Moscow's claim that 600 soldiers were killed was denied by Kyiv": the verdict stands behind the clause."""
    for j in range(max(0, first - _COMPLEMENT), first):
        if line.is_a(j, "status.claim") and _opens(line, j + 1, first):
            return any(
                line.is_a(k, "status.denied", "status.wrong")
                and line.is_a(k - 1, "words.auxiliary")
                and not _negated(line, k)
                for k in range(last, min(last + _CLAIMED, len(line.tokens)))
            )
    return False


def apart_from_blame(line: Line, group: Group, link: Link) -> bool:
    """ "They blamed the rebels for the attack, which killed 100": who did it is at issue, and no number.

    Not "accused the rebels of killing 100": what is denied then is the killing.
    """
    if "status.blame" not in line.has:
        return False
    first = min(group.start, link.start) if link.start < link.end else group.start
    blame = next((j for j in range(first - 1, -1, -1) if line.is_a(j, "status.blame")), None)
    if blame is None:
        return any(line.is_a(j, "status.blame") for j in range(first, len(line.tokens)))
    return any(line.is_a(j, *_WHICH) or line.low(j) in _WITH for j in range(blame + 1, first))

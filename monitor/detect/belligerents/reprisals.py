"""An attack in answer to another: "Israel responded with strikes that killed 104", "Россия ответила ударами".

Whoever answers so is the attacker, and says nothing: "Israel responded that 104 had died" is another matter.
"""

from monitor.detect.reading.line import Line

_FAR = 12  # tokens from the verb to what it answers with: "responded to the killing of a soldier with strikes"
_DEED = 5  # tokens from "with" to the attack: "with a wave of heavy air strikes"
_NEAR = 3  # tokens from "carried out" to the attack
_INSTRUMENTAL = ("ами", "ями", "ом", "ем", "єм", "ой", "ою", "ею", "нем", "ням")


def answers_by_attack(line: Line, j: int) -> bool:
    """Whether the verb at a token answers with an attack rather than with words."""
    if line.has.isdisjoint(("words.answers_by", "words.carries_out")):
        return False
    if (deed := line.at(j, "words.carries_out")) is not None:
        return any(line.is_a(k, "words.attack") for k in range(deed.end, deed.end + _NEAR))
    tag = line.at(j, "words.answers_by")
    if tag is None:
        return False
    for k in range(tag.end, tag.end + _FAR):
        if line.kind(k) not in ("word", "number"):
            return False
        if line.is_a(k, "words.attack") and line.low(k).endswith(_INSTRUMENTAL):
            return True
        if line.is_a(k, "words.answers_with") and any(line.is_a(m, "words.attack") for m in range(k + 1, k + _DEED)):
            return True
    return False


def answers(line: Line, j: int, end: int) -> bool:
    """Whether a name is the subject of such a verb: "Israel has responded with", "antwortete Israel mit"."""
    k = end
    while line.is_a(k, "words.auxiliary", "words.adverb") and not line.is_a(k, "words.answers_by"):
        k += 1
    return answers_by_attack(line, k) or (answers_by_attack(line, j - 1))

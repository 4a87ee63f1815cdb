"""An army's attack, told by a noun and its owner: "bei Angriffen der israelischen Armee", "ataques del Ejército ruso".

The adjective stands behind an article or behind the army, not beside the attack, and names who struck all the same.
"""

from monitor.detect.line import Line

_STEPS = 5  # tokens from the adjective back to the attack


def attack_of_army(line: Line, j: int) -> bool:
    """Whether the adjective at token j tells whose army made the attack before it."""
    k = j - 1
    army = line.is_a(j + 1, "words.army", "people.military", "source.office")
    while k > 0 and j - k <= _STEPS and line.kind(k) == "word":
        if line.is_a(k, "words.army"):
            army = True
        elif not line.is_a(k, "words.article", "words.of") or line.ends_at(k + 1, "words.attack") is not None:
            break
        k -= 1
    return army and k < j - 1 and line.ends_at(k + 1, "words.attack") is not None


def strikes_of(line: Line, j: int) -> bool:
    """ "Beschuss der russischen Truppen", "удары российских военных": the fighters at token j made the attack."""
    k = j
    while k > 0 and j - k <= _STEPS and line.is_a(k - 1, "words.article", "words.of", "party"):
        if line.ends_at(k, "words.attack") is not None:
            break
        k -= 1
    return k < j and line.ends_at(k, "words.attack") is not None

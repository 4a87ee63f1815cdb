"""An army's attack, told by a noun and its owner: "bei Angriffen der israelischen Armee", "ataques del Ejército ruso".

The adjective stands behind an article or behind the army, not beside the attack, and names who struck all the same.
"""

from monitor.detect.reading.line import Line

_STEPS = 5  # tokens from the adjective back to the attack
_BETWEEN = frozenset({"between", "між", "между", "entre", "zwischen"})
_QUOTES = ('"', "«", "»")
_AGAINST = frozenset({"against", "gegen", "contre", "contra", "против", "проти"})


def attack_of_army(line: Line, j: int) -> bool:
    """Whether the adjective at token j tells whose army made the attack before it."""
    k = j - 1
    army = line.is_a(j + 1, "words.army", "people.military", "source.office") or line.is_a(j, "people.military")
    while k > 0 and j - k <= _STEPS and line.kind(k) == "word":
        if line.ends_at(k + 1, "words.attack") is not None:
            break
        if line.is_a(k, "words.army", "words.martial"):
            army = True
        elif not line.is_a(k, "words.article", "words.of") and not _adjective(line, k):
            break
        k -= 1
    return army and k < j - 1 and line.ends_at(k + 1, "words.attack") is not None


def _adjective(line: Line, k: int) -> bool:
    """ "російських окупантів", "збройних сил РФ": whose fighters, and the noun of "armed forces"."""
    return (line.is_a(k, "party") and not line.capital(k)) or line.is_a(k - 1, "words.martial")


def strikes_of(line: Line, j: int, *, beside: bool = False) -> bool:
    """ "Beschuss der russischen Truppen", "удары российских военных": the fighters at token j made the attack.

    `beside` takes those right behind it too: "нападения исламистов", but "militants attack soldiers".
    """
    k = j
    while k > 0 and j - k <= _STEPS and line.is_a(k - 1, "words.article", "words.of", "party"):
        if line.ends_at(k, "words.attack") is not None:
            break
        k -= 1
    beside = line.is_a(j, "words.enemy") or (beside and line.low(j)[:1] > "z")  # "внаслідок обстрілу ворога"
    return (k < j or beside) and line.ends_at(k, "words.attack") is not None


def struck_at(line: Line, j: int) -> bool:
    """ "Strikes against Hamas fighters", "Luftangriffe gegen die islamistischen Kämpfer": at whom they are aimed."""
    k = j - 1
    while k > 0 and j - k <= _STEPS - 2 and line.kind(k) == "word" and line.low(k) not in _AGAINST:
        k -= 1
    return line.low(k) in _AGAINST and line.ends_at(k, "words.attack") is not None


def between_sides(line: Line, j: int) -> bool:
    """ "The war between Israel and Hezbollah has killed 1,000": whoever fights each other is not who was harmed."""
    k = j
    while k > 0 and j - k <= _STEPS and line.low(k - 1) not in _BETWEEN:
        if not _in_pair(line, k - 1):
            return False
        k -= 1
    if k == 0 or j - k > _STEPS:
        return False
    sides = set()
    while _in_pair(line, k) and k <= j + _STEPS:
        sides.add(line.low(k) if line.is_a(k, "party", "capital") else "")
        k += 1
    return len(sides - {""}) > 1 and "scope.war" in line.has


def _in_pair(line: Line, k: int) -> bool:
    return line.low(k) in _QUOTES or line.is_a(k, "party", "capital", "words.conjunction", "words.article")

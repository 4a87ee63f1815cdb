"""Claims that nobody confirmed, in any order: a word of checking, a "not" and the claim in one clause.

"Bestätigt sind die Angaben nicht." "Die Behörden bestätigten die Zahlen nicht." "Eine unabhängige Bestätigung lag nicht
vor." A list of phrases holds the orders that its author thought of; the three words stand in all of them.
"""

from monitor.detect.reading.line import Line

_CLAUSE = 10  # tokens of a clause on either side of the word of checking
_ABOUT = ("of", "about", "über", "sur", "de", "sobre", "о", "об", "про")
_WITHIN = ("в", "у", "во", "що", "что", "qu", "que", "dass", "that", "selon", "d")  # "обвинения в ударах"
_SHORTEST = 3  # tokens of what a charge says, with its full stop
_HARM = ("killed.", "wounded.", "missing.", "captured.", "casualties.", "words.victims", "words.count")


def unconfirmed(line: Line) -> list[int]:
    """The tokens of checking that a "not" and a claim, or a "confirmation" and a "no", stand around."""
    if not {"status.checking", "status.unchecked"} <= line.has:
        return []
    return [j for j in range(len(line.tokens)) if line.is_a(j, "status.checking") and _unconfirmed(line, j)]


def _unconfirmed(line: Line, j: int) -> bool:
    low, high = j, line.tags[j]["status.checking"].end
    while low > max(0, j - _CLAUSE) and _within(line, low - 1):
        low -= 1
    while high < min(len(line.tokens), j + _CLAUSE) and _within(line, high):
        high += 1
    clause = range(low, high)
    if any(line.kind(k) == "number" or line.is_a(k, "status.aside", "status.many", "numbers.units") for k in clause):
        return False  # "The ministry did not confirm where 12 of them died"
    doubts = [k for k in clause if line.is_a(k, "status.unchecked") and not line.is_a(k + 1, "words.only")]
    if not doubts or (line.is_a(j - 1, "words.article") and line.is_a(j + 1, "status.claim")):
        return False  # "Die bestätigten Zahlen enthalten die Vermissten nicht"
    if line.is_a(j, "status.confirmation"):
        return True
    return any(line.is_a(k, "status.claim") and not of_other_news(line, k) for k in clause)


def _within(line: Line, k: int) -> bool:
    return line.kind(k) == "word" and not line.is_a(k, "dates.that", "words.but")


def of_other_news(line: Line, claim: int) -> bool:
    """ "Denied reports of a split in the government": what is denied is no number of people harmed.

    Nor is it in "rejects the accusation that it targets homes", "weist den Vorwurf zurück, Wohngebiete anzugreifen".
    """
    charge = line.is_a(claim, "status.charge")
    shown = line.is_a(claim - 1, "status.that") and not (charge and line.is_a(claim - 1, "words.article"))
    start = None if shown else _content(line, claim, charge=charge)
    if start is None:
        return False
    rest = range(start, len(line.tokens))
    return not any(cls.startswith(_HARM) for k in rest for cls in line.tags[k]) and not any(
        line.kind(k) == "number" or line.is_a(k, "status.claim") for k in rest
    )


def _content(line: Line, claim: int, *, charge: bool) -> int | None:
    """Where it is told what a claim says: behind "of", of a charge also behind "that", or a comma."""
    behind = claim + 1
    if line.low(behind) in _ABOUT:
        return None if charge and line.capital(behind + 1) else behind + 1  # "l'accusation de Moscou"
    if not charge:
        return None
    behind += line.is_a(behind, "status.particle")
    if line.is_a(behind, "dates.that") or line.low(behind) in _WITHIN:
        return behind + 1
    rest = range(behind + 1, len(line.tokens))
    told = line.low(behind) == "," and not any(line.is_a(k, "source.says", "source.adding") for k in rest)
    return behind + 1 if told and len(rest) >= _SHORTEST else None

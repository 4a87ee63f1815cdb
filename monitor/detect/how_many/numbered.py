"""A death that its number follows: "la víctima (mortal) número 116", "death number 40", "el homicidio 12"."""

from monitor.detect.reading.line import Line

_MORTAL = frozenset({"mortal", "fatal", "mortelle", "mortel"})
_NUMBER = frozenset({"número", "numero", "nº", "núm", "number", "numéro", "nummer", "номер", "no"})


def numbered_death(line: Line, core: int) -> int | None:
    """Where the noun stands that the digits at token `core` number, if it is a death."""
    k = core - 1
    told = line.low(k) in _NUMBER
    k -= told
    k -= line.low(k) in _MORTAL
    if line.is_a(k, "words.nth_death") and (told or line.is_a(k - 1, "words.article")):
        return k
    return None


def numbers_a_death(line: Line) -> bool:
    """Whether digits stand beside a death: all that tells of harm in "Elle est la 116e victime de l'année"."""
    if "words.nth_death" not in line.has:
        return False
    deaths = (j for j in range(len(line.tokens)) if line.is_a(j, "words.nth_death"))
    return any(line.kind(k) == "number" for j in deaths for k in range(j - 3, j + 4) if k != j)

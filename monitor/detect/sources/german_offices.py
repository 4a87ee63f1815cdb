"""German offices: the nominative of "des Gesundheitsministeriums", and "das Ministerium" within a compound."""

from monitor.detect.reading.line import Line

_GENITIVES = (("amtes", "amt"), ("dienstes", "dienst"), ("stabes", "stab"), ("rates", "rat"), ("schutzes", "schutz"),
              ("bundes", "bund"), ("kreuzes", "kreuz"), ("verbandes", "verband"), ("sses", "ss"), ("ses", "s"),
              ("s", ""))  # fmt: skip
_HEADS = (
    "ministerium", "behörde", "verwaltung", "amt", "dienst", "stab", "büro", "institut", "organisation", "sender",
    "zeitung", "agentur", "kommission", "mission", "armee", "sprecher", "sprecherin", "minister", "gouverneur",
    "netzwerk",
)  # fmt: skip
_ATTRIBUTES = 3  # adjectives between an article and its noun


def german_base(line: Line, first: int, noun: int) -> str | None:
    """The nominative of an office that stands behind "des" or "eines", if it does."""
    word = line.low(noun)
    if not word.endswith("s"):
        return None
    led = (line.low(k) in ("des", "eines") for k in range(first - 1, first - 1 - _ATTRIBUTES, -1))
    if not any(led):
        return None
    ending, base = next((e, b) for e, b in _GENITIVES if word.endswith(e))
    return word[: -len(ending)] + base


def compound_heads(names: tuple[str, ...]) -> list[str]:
    """The heads under which a compound is named again: "gesundheitsministerium" as "das Ministerium"."""
    words = {word for name in names for word in name.split() if word.endswith(_HEADS)}
    return [head for head in _HEADS if any(word.endswith(head) and word != head for word in words)] if words else []

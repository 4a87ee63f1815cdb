"""Places that belong to the next number: "284 died in Turkey, in Syria 320", "In Nepal starben 84, in Indien 13"."""

from monitor.detect.reading.line import Line

_QUALIFIED = 2  # qualifiers before a number: "yet another", "well over"
_PHRASE = 4  # tokens from a place back to the comma that opens its clause: "mientras que en la vecina India"
_CLAUSE = 8  # tokens from a place on to the number of its clause
_COUNTED = 3  # ... and on to whom it counts
_PEOPLE = ("people.", "killed.", "wounded.", "missing.", "casualties.", "captured.")


def next_of_list(line: Line, j: int, end: int) -> bool:
    """ "284 people were killed in Turkey, in Syria 320": a place that a comma parts from here, with its own number."""
    end += line.low(end) in ("–", "—", "-", ":", "(", ",") or line.is_a(end, "words.list_landing")
    for _ in range(_QUALIFIED):  # "in Thailand at least 276"
        said = (
            [tag.end for cls, tag in line.tags[end].items() if cls.startswith("qualifier.")]
            if end < len(line.tokens)
            else []
        )
        end = max(said, default=end)
    return _is_number(line, end) and any(_parts(line, k) for k in (j - 1, j - 2))


def of_next_clause(line: Line, first: int, j: int, end: int) -> bool:
    """ "84 people died, in India 13 were killed": a place behind a comma, in a clause that has a number of its own."""
    comma = any(line.low(k) in (",", ";") for k in range(first, j))
    opens = range(max(first, j - _PHRASE), j)
    if not comma and not any(line.is_a(k, "words.conjunction", "words.but") for k in opens):
        return False
    for k in range(end, min(end + _CLAUSE, len(line.tokens))):
        if _is_number(line, k):
            counted = range(end, min(k + 1 + _COUNTED, len(line.tokens)))
            return any(cls.startswith(_PEOPLE) for m in counted for cls in line.tags[m])
        if _parts(line, k) or line.low(k) in (";", ":", "("):
            return False
    return False


def _parts(line: Line, k: int) -> bool:
    return line.low(k) == "," or line.is_a(k, "words.conjunction", "words.but")


def _is_number(line: Line, k: int) -> bool:
    return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective")

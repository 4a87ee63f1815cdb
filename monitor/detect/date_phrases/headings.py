"""Years without a preposition: of a table's heading, "Road deaths by region 2024", or beside a toll in brackets."""

from monitor.detect.reading.line import Line

_LONGEST = 7  # tokens of such a heading
_TOLLS = (".toll", ".noun", ".part")

_BRACKET = 12  # tokens of a bracket that holds a toll and its year


def in_bracket(line: Line, i: int) -> bool:
    """ "the collision of Basmer (25 dead, 1992)", "(1992, 25 dead)": a year and a toll in one bracket."""
    if line.low(i - 1) == "," and line.low(i + 1) == ")":
        for j in range(i - 2, max(-1, i - _BRACKET), -1):
            if line.low(j) in ("(", ")", ";"):
                break
            if line.kind(j) == "number":
                return True
    return line.low(i - 1) == "(" and line.low(i + 1) in (",", ":") and line.kind(i + 2) == "number"


def explained(line: Line, i: int) -> bool:
    """ "The comparison is 1957, when the river drowned 81": a year that a clause of its own explains."""
    return line.low(i + 1) == "," and line.is_a(i + 2, "dates.when") and not line.is_a(i - 1, "words.more")


def ends_heading(line: Line, i: int, *, toll: bool) -> bool:
    """ "Ilovaisk, 2014", and, of a likely year, "Road deaths 2024": a few words that name a toll, and no count."""
    if line.low(i - 1) == "," and len(line.tokens) <= _LONGEST + 1 and line.low(i + 1) in ("", ".", "-", "–"):
        return True
    ends = i + 1 == len(line.tokens) or (line.low(i + 1) == ":" and i + 2 == len(line.tokens))
    if not (toll and ends and 0 < i < _LONGEST) or any(line.kind(j) != "word" for j in range(i)):
        return False
    return any(cls.endswith(_TOLLS) for tags in line.tags[:i] for cls in tags)

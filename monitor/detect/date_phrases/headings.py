"""Headings of a table or list that end in the year they are of: "Road deaths by region 2024"."""

from monitor.detect.reading.line import Line

_LONGEST = 7  # tokens of such a heading
_TOLLS = (".toll", ".noun", ".part")


def ends_heading(line: Line, i: int, *, toll: bool) -> bool:
    """ "Ilovaisk, 2014", and, of a likely year, "Road deaths 2024": a few words that name a toll, and no count."""
    if line.low(i - 1) == "," and len(line.tokens) <= _LONGEST + 1 and line.low(i + 1) in ("", ".", "-", "–"):
        return True
    ends = i + 1 == len(line.tokens) or (line.low(i + 1) == ":" and i + 2 == len(line.tokens))
    if not (toll and ends and 0 < i < _LONGEST) or any(line.kind(j) != "word" for j in range(i)):
        return False
    return any(cls.endswith(_TOLLS) for tags in line.tags[:i] for cls in tags)

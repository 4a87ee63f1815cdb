"""Tables that spaces or dashes set in columns: the gaps between their cells become the mark that tabs become.

"Year    Killed    Injured" above "2021    321       4,120": a mail or a ministry's page sets them so. What makes a
table of such lines is that the lines below the first end in numbers alone, behind as many gaps: prose that was set to
a full line ("The blast in  Dorn killed  12") has gaps too.
"""

import re
from itertools import groupby

_GAP = re.compile(r"(?<=[^\s.!?:;,|]) (?= +[^\s])")
_DASH = re.compile(r"(?<=\S )[-\u2013](?= \S)")
_CELL = 40  # characters of a cell
_HEAD = re.compile(r"[^\W\d][^\d]*")  # a header's line: words alone
_NUMBERS = re.compile(r"[\d.,+%\u2013-]+")


def in_cells(text: str) -> str:
    """The text with a "|" in every such gap; every character keeps its place."""
    if "  " not in text and " - " not in text and " \u2013 " not in text:
        return text
    lines = text.split("\n")
    told = [k for k, line in enumerate(lines) if line.strip()]  # blank lines part no table
    for gaps, run in groupby(told, key=lambda k: len(_GAP.findall(lines[k])) if "  " in lines[k] else 0):
        rows = list(run)
        if gaps and len(rows) > (1 if gaps > 1 else 2) and _set_in_columns([lines[k] for k in rows]):
            for k in rows:
                lines[k] = _GAP.sub("|", lines[k])
    for dashes, run in groupby(told, key=lambda k: _dashed(lines[k])):
        rows = list(run)
        if dashes and len(rows) > 1 and _HEAD.fullmatch(lines[rows[0]].strip()):
            for k in rows:
                lines[k] = _DASH.sub("|", lines[k])
    return "\n".join(lines)


def _set_in_columns(rows: list[str]) -> bool:
    """Whether all cells are short, and all rows but a header's end in a number."""
    cells = [re.split(r"\s{2,}", row.strip()) for row in rows]
    return all(len(cell) <= _CELL for row in cells for cell in row) and all(
        _NUMBERS.fullmatch(row[-1]) for row in cells[1:]
    )


def _dashed(line: str) -> int:
    """How many dashes part a line's cells: one of words alone, or of a label and then numbers alone."""
    if " - " not in line and " \u2013 " not in line:
        return 0
    cells = [cell.strip() for cell in _DASH.split(line)]
    counts = all(_NUMBERS.fullmatch(cell) for cell in cells[1:])
    return len(cells) - 1 if len(cells) > 2 and (counts or all(_HEAD.fullmatch(cell) for cell in cells)) else 0

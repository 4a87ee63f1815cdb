"""Rows of a table to links: each number takes the measure of its column ("Province | Dead | Injured").

Tabs and pipes both separate cells (`monitor.detect.reading.text` makes them one). A table of two columns without a harm
word in its header counts what the heading above it names ("REPORTED DEATHS FROM HUNGER").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's header: what each column counts (None: something else), and whom."""

    measures: tuple[Measure | None, ...]
    population: Population | None = None
    years: tuple[str, ...] = ()  # the year that each column is of ("Region | 2023 | 2024")


def is_row(line: Line) -> bool:
    """Whether the line is a row of cells."""
    return any(token.low == "|" for token in line.tokens[1:])


def header(line: Line, hurt: list[Harm], population: Population | None) -> Columns | None:
    """The columns that a row without numbers announces, or None where it names no harm."""
    if any(token.kind == "number" for token in line.tokens):
        return None
    cells = [_cell(line, harm.start) for harm in hurt]
    if not cells:
        return None
    width = _cell(line, len(line.tokens)) + 1
    measures: list[Measure | None] = [None] * width
    for harm, cell in zip(hurt, cells, strict=True):
        measures[cell] = harm.measure
    told = [got[0] for j in range(len(line.tokens)) if (got := population_at(line, j)) is not None]
    return Columns(tuple(measures), next((p for p in told if p is not Population.PEOPLE), population))


def year_header(line: Line, heading: Measure | None) -> Columns | None:
    """ "Region | 2023 | 2024" under "Road deaths by region": each column counts what the heading names, of its year."""
    cells = [""]
    for token in line.tokens[1 if line.low(0) == "|" else 0 :]:
        if token.low == "|":
            cells.append("")
        else:
            cells[-1] += token.low
    if heading is None or len(cells) < 2 or any(year_of(cell) is None for cell in cells[1:] if cell):
        return None
    if cells[0].isdigit() or not any(cells[1:]):
        return None
    return Columns(tuple(heading if cell else None for cell in cells), years=tuple(cells))


def row_dates(line: Line, phrases: Sequence[DatePhrase], group: Group, columns: Columns | None) -> list[DatePhrase]:
    """The dates of a cell: its column's year, or the year or month that labels the row ("2021 | 321 | 4,120")."""
    cell = _cell(line, group.start)
    if columns is not None and columns.years:
        return [DatePhrase(columns.years[cell], "span", 0, 1, span="1y")] if cell < len(columns.years) else []
    end = next((j for j in range(1, len(line.tokens)) if line.low(j) == "|"), 0)
    first = 1 if line.low(0) == "|" else 0
    if end == first + 1 and year_of(line.low(first)) is not None:
        return [DatePhrase(line.low(first), "span", first, end, span="1y")]
    label = next((p for p in phrases if p.start <= first and p.end == end and len(p.value) in (4, 7)), None)
    if label is not None and label.begin is None:
        return [replace(label, role="span", span="1y" if len(label.value) == 4 else "1mo")]
    return list(phrases)


def row(line: Line, groups: list[Group], columns: Columns | None, heading: Measure | None) -> list[Link | None]:
    """The links of a row's numbers."""
    links: list[Link | None] = []
    for group in groups:
        cell = _cell(line, group.start)
        measure = None
        if columns is not None and cell < len(columns.measures):
            measure = columns.measures[cell]
        elif columns is None and heading is not None and len(groups) == 1 and cell == 1 and group.bare:
            measure = heading if _people_label(line) else None
        labels = cell == 0 and columns is not None  # "2021 | 321": the year is no count
        measure = measure if group.number.high and not labels else None  # a cell of 0 counts nobody
        links.append(Link(measure, "table cell", group.start, group.start) if measure and not group.thing else None)
    return links


def label(line: Line) -> tuple[Population | None, str | None]:
    """The population and party that a row's first cell names."""
    end = next((j for j, token in enumerate(line.tokens) if token.low == "|"), 0)
    told = [got[0] for j in range(end) if (got := population_at(line, j)) is not None]
    party = next((str(tag.value) for j in range(end) if (tag := line.at(j, "party")) is not None), None)
    return next((p for p in told if p is not Population.PEOPLE), told[0] if told else None), party


def _people_label(line: Line) -> bool:
    if line.is_a(0, "not_people.words"):
        return False
    return any(population_at(line, j) is not None or line.is_a(j, "words.count", "party") for j in range(4))


def _cell(line: Line, end: int) -> int:
    """How many separators stand before a token, one at the very start not counted."""
    marks = sum(1 for token in line.tokens[:end] if token.low == "|")
    return marks - (1 if line.low(0) == "|" and end > 0 else 0)

"""A table's file comes in (CSV, a JSON list of objects, JSON lines), its rows go out: text by column."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor.errors import UsageError

FILE_LIMIT = 100 << 20  # bytes; the longest published series has under one
_KINDS = (".csv", ".tsv", ".json", ".jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file's rows; `columns` are all names that occur, in their order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple["Row", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number as a person counts (a CSV's head is line 1), and its cells that hold something."""

    number: int
    cells: Mapping[str, str]
    fault: str | None = None  # why it cannot be read
    where: str = field(default="row")  # "row" or "line"

    @property
    def place(self) -> str:
        return f"{self.where} {self.number}"


def read_table(path: Path) -> Table:
    """The rows of a file; UsageError in one line where there is none that can be read."""
    if path.suffix.lower() not in _KINDS:
        raise UsageError(f"{path}: is no table that can be read; name a .csv, .json or .jsonl file", subject=str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file; check the path", subject=str(path)) from None
    except OSError as error:
        said = f"{path}: cannot be read ({error.strerror}); mend its rights, or name a file"
        raise UsageError(said, subject=str(path)) from None
    if len(data) > FILE_LIMIT:
        raise UsageError(f"{path}: is over {FILE_LIMIT >> 20} MiB; split the table", subject=str(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}: line {line} is no UTF-8; save the file as UTF-8", subject=str(path)) from None
    if "\0" in text:
        raise UsageError(f"{path}: holds NUL characters; is this the right file?", subject=str(path))
    rows = tuple(_rows(path, text))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    if not columns:
        raise UsageError(f"{path}: holds no row; is this the right file?", subject=str(path))
    return Table(name=path.name, columns=columns, rows=rows)


def _rows(path: Path, text: str) -> Iterator[Row]:
    kind = path.suffix.lower()
    if kind == ".jsonl":
        yield from _json_lines(text)
    elif kind == ".json":
        yield from _json_list(path, text)
    else:
        yield from _csv(path, text, "\t" if kind == ".tsv" else _delimiter(text))


def _csv(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        head = [" ".join(name.split()) for name in next(reader, [])]
        twice = next((name for name in head if name and head.count(name) > 1), None)
        if twice is not None:
            raise UsageError(f"{path}: two columns are called {twice!r}; rename one of them", subject=str(path))
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(head):
                fault = f"has {len(cells)} cells under {len(head)} columns; put a text with a {delimiter!r} in quotes"
                yield Row(number=line, cells={}, fault=fault, where="line")
            elif any(cell.strip() for cell in cells):
                yield Row(number=line, cells=_filled(dict(zip(head, cells, strict=False))), where="line")
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}: line {reader.line_num} is no CSV ({error}); mend it", subject=str(path)) from None


def _delimiter(text: str) -> str:
    """What parts the names of the columns: a comma, else a semicolon or a tab."""
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _json_list(path: Path, text: str) -> Iterator[Row]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"{path}: line {error.lineno} is no JSON ({error.msg[:1].lower()}{error.msg[1:]}); mend it"
        raise UsageError(said, subject=str(path)) from None
    except (RecursionError, ValueError):
        raise UsageError(f"{path}: is no JSON that can be read: too deep or too long", subject=str(path)) from None
    if isinstance(found, dict):  # {"data": [...]}
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else found
    if not isinstance(found, list):
        raise UsageError(f"{path}: must be a list of objects, one for each row", subject=str(path))
    for number, one in enumerate(found, 1):
        yield _of_object(one, number, "row")


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield _of_object(json.loads(line), number, "line")
            except (ValueError, RecursionError):
                yield Row(number=number, cells={}, fault="is no JSON: write one object a line", where="line")


def _of_object(found: Any, number: int, where: str) -> Row:
    if not isinstance(found, dict):
        return Row(number=number, cells={}, fault="is no object with named columns", where=where)
    cells = {
        str(name): str(value)
        for name, value in found.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    return Row(number=number, cells=_filled(cells), where=where)


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that hold something, each on one line."""
    whole = {" ".join(name.split()): " ".join(value.split()) for name, value in cells.items()}
    return {name: value for name, value in whole.items() if name and value}

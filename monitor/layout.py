"""A table's columns in, its layout out: which column holds what of a figure, and what is the same for every row.

A layout is a TOML file: those of `monitor/layouts/` are recognised by a table's columns, another is named by its path.
docs/known-history.md has the fields.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any

from monitor.errors import ConfigError, UsageError
from monitor.tables import convert, quoted, read_toml, suggestion

FIELDS = (
    *("topic", "party", "population", "measure", "scope", "place", "span", "per", "source", "kind"),
    *("as_of", "number", "low", "high", "qualifier", "status", "url"),
)
NUMBERS = ("number", "low", "high")
PLAIN = "plain"
ORDERS = ("iso", "day/month/year", "month/day/year")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A layout's keys as its file writes them."""

    title: str
    recognise: tuple[str, ...] = ()
    dates: str = "iso"
    values: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    figure: tuple[dict[str, Any], ...] = ()
    words: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One figure of a row: the column of each field, and the fields that are the same in every row."""

    columns: Mapping[str, str]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to read a table's rows."""

    title: str  # of the table, as its origin; empty: the file's name
    dates: str  # the order of a date's parts where it is no ISO date: one of `ORDERS`
    parts: tuple[Part, ...]
    words: Mapping[str, Mapping[str, str]]  # by field: what a cell's text means

    def read(self, cells: Mapping[str, str], part: Part) -> dict[str, str]:
        """The fields of one figure of a row: its cells, translated, before what holds for every row."""
        found = dict(part.values)
        for name, column in part.columns.items():
            if column in cells:
                found[name] = self.word(name, cells[column])
        return found

    def word(self, name: str, text: str) -> str:
        """What a cell's text means; a source's note in brackets ("US officials (via NYT)") is no part of its name."""
        known = self.words.get(name, {})
        if text in known or name != "source":
            return known.get(text, known.get(text.casefold(), text))
        bare = re.sub(r"\s*\([^()]*\)$", "", text)
        return known.get(bare, bare)


def layout_for(
    columns: Collection[str],
    *,
    named: str | None = None,
    extra: Mapping[str, str] | None = None,
    fixed: Mapping[str, str] | None = None,
    dates: str | None = None,
) -> Layout:
    """The layout of a table with these columns: `named` (of the program, or a path), else the one that recognises it.

    `extra` gives columns by field, `fixed` what holds for every row: both stand above the layout's own. ConfigError: a
    layout's file is faulty; UsageError: it does not fit the table.
    """
    file = _named(named) if named is not None else _recognised(columns)
    extra, fixed = extra or {}, fixed or {}
    for name, column in extra.items():
        if column not in columns:
            raise UsageError(f"--column {name}: there is no column {quoted(column)}; {_near(column, columns)}")
    shared = {name: choice for name, choices in file.columns.items() if (choice := _first(choices, columns))}
    parts = []
    for one in file.figure or ({},):
        own = {name: _first(choices, columns) for name, choices in one.get("columns", {}).items()}
        mine = {name: column for name, column in (shared | own).items() if column is not None}
        given = {name: column for name, column in mine.items() if name not in fixed}
        parts.append(Part(columns=given | dict(extra), values=file.values | one.get("values", {}) | dict(fixed)))
    kept = tuple(part for part in parts if any(name in part.columns for name in NUMBERS))
    if not kept:
        raise UsageError(f"no column holds a number; name it with --column number=COLUMN ({_all(columns)})")
    if not any("as_of" in part.columns or "as_of" in part.values for part in kept):
        raise UsageError(f"no column holds a date; name it with --column as_of=COLUMN ({_all(columns)})")
    return Layout(title=file.title, dates=dates or file.dates, parts=kept, words=file.words)


def names() -> tuple[str, ...]:
    """The layouts that come with the program."""
    folder = resources.files("monitor") / "layouts"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def _recognised(columns: Collection[str]) -> _File:
    for name in names():
        file = _own(name)
        if file.recognise and set(file.recognise) <= set(columns):
            return file
    return _own(PLAIN)


def _named(name: str) -> _File:
    if name.endswith(".toml"):
        return _read(Path(name), name)
    if name not in names():
        raise UsageError(f"unknown layout {quoted(name)}; {suggestion(name, names())}, or name a .toml file")
    return _own(name)


def _own(name: str) -> _File:
    with resources.as_file(resources.files("monitor") / "layouts" / f"{name}.toml") as path:
        return _read(path, f"layouts/{name}.toml")


def _read(path: Path, shown: str) -> _File:
    table = read_toml(path, shown)
    table["columns"] = _listed(table.get("columns", {}))
    file, faults = convert(table, _File)
    if file is not None:
        faults += _faults(file)
        file = replace(file, figure=tuple({**one, "columns": _listed(one.get("columns", {}))} for one in file.figure))
    if faults or file is None:
        raise ConfigError("\n".join(f"{shown}: {fault}" for fault in faults), subject=shown)
    return file


def _listed(columns: Any) -> Any:
    """A column's name alone is as good as a list of one."""
    if not isinstance(columns, dict):
        return columns
    return {name: [value] if isinstance(value, str) else value for name, value in columns.items()}


def _faults(file: _File) -> Iterable[str]:
    if file.dates not in ORDERS:
        yield f"dates: {quoted(file.dates)} is no order of a date; {suggestion(file.dates, ORDERS)}"
    tables: list[tuple[str, Mapping[str, Any]]] = [
        *(("columns", file.columns), ("values", file.values), ("words", file.words))
    ]
    for at, one in enumerate(file.figure, 1):
        yield from (
            f"figure {at}: unknown key {quoted(key)}; {suggestion(key, ('columns', 'values'))}"
            for key in one
            if key not in ("columns", "values")
        )
        tables += [(f"figure {at}: {key}", one[key]) for key in ("columns", "values") if isinstance(one.get(key), dict)]
    for where, table in tables:
        yield from (f"{where}: unknown field {quoted(k)}; {suggestion(k, FIELDS)}" for k in table if k not in FIELDS)


def _first(choices: Sequence[str], columns: Collection[str]) -> str | None:
    return next((choice for choice in choices if choice in columns), None)


def _near(column: str, columns: Collection[str]) -> str:
    return suggestion(column, tuple(columns)[:20])


def _all(columns: Collection[str]) -> str:
    return f"its columns: {', '.join(tuple(columns)[:20])}"

"""A TOML file to tables, and one table to one frozen value, or to lines that say what is wrong and how to mend it.

The lines are values, so that one faulty table does not hide the next. No line ever shows what a variable held.
"""

import datetime as dt
import difflib
import json
import re
import tomllib
import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from monitor.errors import ConfigError

T = TypeVar("T")

FILE_LIMIT = 1_000_000  # bytes; a configuration is a few kilobytes, a mistaken path may be a database
_VARIABLE = re.compile(r"\$\$|\$\{(?P<name>[^}]*)(?P<close>\}?)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_DURATION = re.compile(r"(\d{1,6}) ?([smhd])\Z")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_TOML = {int: "int", float: "float", bool: "bool", list: "array", dict: "object"}
_PLAIN = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time of day",
    "duration": 'a duration such as "5m"',
}


def read_toml(path: Path, shown: str) -> dict[str, Any]:
    """The tables of a TOML file; raises ConfigError in words of one line, in which the file is called `shown`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise ConfigError(f"{shown}: there is no such file; check the path", subject=shown) from None
    except IsADirectoryError:
        raise ConfigError(f"{shown}: is a folder; name the .toml file in it", subject=shown) from None
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read ({error.strerror}); mend its rights", subject=shown) from None
    if len(data) > FILE_LIMIT:
        raise ConfigError(f"{shown}: is over {FILE_LIMIT:,} bytes; is this the right file?", subject=shown)
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}: line {line} is not UTF-8; save the file as UTF-8", subject=shown) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown}: is not TOML: {_place(error)}", subject=shown) from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, a list in a list in a list ...
        raise ConfigError(f"{shown}: is not TOML that can be read: too long or too deep", subject=shown) from None


def _place(error: tomllib.TOMLDecodeError) -> str:
    """What the parser says, the place first where it names one: "line 3, column 5: invalid value"."""
    text = str(error)
    match = re.fullmatch(r"(.*) \(at (line \d+, column \d+|end of document)\)", text, re.DOTALL)
    what, where = match.groups() if match else (text, "somewhere")
    return f"{where}: {what[:1].lower()}{what[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A table with its variables replaced; `hidden` are the values that hold one and are never shown."""

    table: dict[str, Any] = field(repr=False)
    hidden: frozenset[str] = field(repr=False)
    faults: tuple[str, ...]


def fill(table: Mapping[str, Any], environ: Mapping[str, str], cwd: Path) -> Filled:
    """Replace `${NAME}` by the variable and `$$` by a dollar sign, in every text of the table however deep.

    A variable whose name ends in `_FILE` holds the path of a file (relative to `cwd`) whose content is the value.
    """
    hidden: set[str] = set()
    faults: list[str] = []

    def walk(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: walk(f"{key}.{name}" if key else name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [walk(key, inner) for inner in value]
        if not isinstance(value, str) or "$" not in value:
            return value

        def replace(match: re.Match[str]) -> str:
            if match.group() == "$$":
                return "$"
            if not match["close"] or not _NAME.match(match["name"]):
                faults.append(f"{key}: a variable is written ${{NAME}}; for a dollar sign write $$")
                return ""
            found, fault = _variable(match["name"], environ, cwd)
            faults.extend([f"{key}: {fault}"] if fault else [])
            hidden.add(found)
            return found

        new = _VARIABLE.sub(replace, value)
        if "${" in value:
            hidden.add(new)
        return new

    filled = walk("", dict(table))
    return Filled(table=filled, hidden=frozenset(hidden - {""}), faults=tuple(faults))


def _variable(name: str, environ: Mapping[str, str], cwd: Path) -> tuple[str, str]:
    """A variable's value, and what is wrong with it (empty: nothing). Neither a value nor a path is ever shown."""
    value = environ.get(name)
    if value is None:
        if f"{name}_FILE" in environ:
            return "", f"the variable {name} is not set, but {name}_FILE is: write ${{{name}_FILE}}"
        return "", f"the variable {name} is not set; set it before you start the program"
    if not value.strip():
        return "", f"the variable {name} is empty; set it before you start the program"
    if not name.endswith("_FILE"):
        return value, ""
    try:
        with (cwd / value).open("rb") as stream:
            content = stream.read(FILE_LIMIT).decode("utf-8").strip()
    except OSError as error:
        return "", f"the file that the variable {name} names cannot be read ({error.strerror}); mend its path or rights"
    except ValueError:
        return "", f"the file that the variable {name} names is no text in UTF-8"
    if not content or "\n" in content:
        return "", f"the file that the variable {name} names must hold the value alone, on one line"
    return content, ""


def convert(table: Mapping[str, Any], kind: type[T], *, hidden: Collection[str] = ()) -> tuple[T | None, list[str]]:
    """The value of type `kind` (a frozen dataclass) that a table writes down, or every fault of its keys.

    Besides TOML's own types a key may be an enum, a tuple (a list), a path or a length of time ("5m").
    """
    hints = typing.get_type_hints(kind)
    faults = [unknown_key(key, hints) for key in table if key not in hints]
    ready: dict[str, Any] = {}
    for key, value in table.items():
        if key in hints:
            ready[key], found = _prepare(key, value, hints[key], hidden)
            faults += found
    if faults:
        return None, faults
    try:
        return msgspec.convert(ready, kind, dec_hook=_path), []
    except msgspec.ValidationError as error:
        return None, [_in_words(str(error))]


def _prepare(key: str, value: Any, hint: Any, hidden: Collection[str]) -> tuple[Any, list[str]]:
    """A value as msgspec wants it, and what is wrong with it that msgspec would say in a programmer's words."""
    parts = typing.get_args(hint)
    if len(parts) == 2 and parts[1] is type(None):
        hint = parts[0]  # of `Population | None`
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        if isinstance(value, str):
            example = '"..."' if value in hidden else quoted(value)
            return value, [f"{key}: write a list: {key} = [{example}]"]
        if isinstance(value, list) and isinstance(inner, type) and issubclass(inner, StrEnum):
            return value, [fault for item in value for fault in _choice(key, item, inner, hidden)]
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        return value, _choice(key, value, hint, hidden)
    elif hint is dt.timedelta and isinstance(value, str):
        span = duration(value)
        return span, [] if span is not None else [f'{key}: write a number and s, m, h or d, as in {key} = "5m"']
    return value, []


def _choice(key: str, value: Any, kind: type[StrEnum], hidden: Collection[str]) -> list[str]:
    known = [str(member) for member in kind]
    if not isinstance(value, str) or value in known:
        return []
    return [f"{key}: {not_known(value, known, hidden)}"]


def unknown_key(key: str, known: Collection[str]) -> str:
    """The line for a key that nothing reads: a misspelt filter must not widen an alert in silence."""
    return f"unknown key {quoted(key)}; {suggestion(key, known)}"


def not_known(value: str, known: Collection[str], hidden: Collection[str] = ()) -> str:
    """What to say of a value outside a closed set: the nearest member, or all of them."""
    if value in hidden:
        return f"the variable's value is not one of {', '.join(known)}"
    return f"{quoted(value)} is not known; {suggestion(value, known)}"


def quoted(text: str) -> str:
    """A text from a file between quotes, on one line and not too long for one.

    >>> print(quoted("two\\nlines"))
    "two\\nlines"
    """
    return json.dumps(text if len(text) <= 60 else f"{text[:57]}...", ensure_ascii=False)


def suggestion(word: str, known: Collection[str]) -> str:
    """The nearest known word as a question, then all of them.

    >>> suggestion("evry", ["name", "every"])
    'did you mean "every"? (known: name, every)'
    """
    near = difflib.get_close_matches(word.casefold(), known, 1, 0.6)
    every = f"known: {', '.join(known)}"
    return f'did you mean "{near[0]}"? ({every})' if near else every


def duration(text: str) -> dt.timedelta | None:
    """A length of time in seconds, minutes, hours or days; None: the text is none.

    >>> duration("90s"), duration("2h"), duration("soon")
    (datetime.timedelta(seconds=90), datetime.timedelta(seconds=7200), None)
    """
    match = _DURATION.match(text.strip())
    return dt.timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None


def in_words(span: dt.timedelta) -> str:
    """A length of time as `duration` reads it, in the largest unit that is whole.

    >>> in_words(dt.timedelta(minutes=90)), in_words(dt.timedelta(days=1))
    ('90m', '1d')
    """
    seconds = int(span.total_seconds())
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds % size == 0 and seconds:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _path(kind: type[Any], value: Any) -> Path:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(f"Expected `str`, got `{_TOML.get(type(value), 'another value')}`")


def _in_words(message: str) -> str:
    """msgspec's complaint without its notation.

    >>> _in_words("Expected `str`, got `int` - at `$.words[0]`")
    'words: expected text in quotes, found a whole number'
    """
    missing = re.match(r"Object missing required field `(\w+)`", message)
    if missing:
        return f'{missing[1]}: is missing; add {missing[1]} = "..."'
    match = re.match(r"Expected `([^`]*)`(?:, got `([^`]*)`)?(?: - at `\$\.?(\w*).*)?", message)
    if not match:
        return "cannot be understood"
    wanted = " or ".join(
        _PLAIN.get(name.strip(), name.strip()) for name in match[1].split("|") if name.strip() != "null"
    )
    found = f", found {_PLAIN.get(match[2], match[2])}" if match[2] else ""
    return f"{match[3] or 'value'}: expected {wanted}{found}"

"""Silences: `silence add`, `silence list`, `silence end`. Who wants to hear nothing of what, why and until when."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from monitor.alerts.neutral import plain
from monitor.commands.options import config_option, configured, database_option
from monitor.errors import UsageError
from monitor.history import silences
from monitor.history.schema import History, open_history
from monitor.history.silences import Silence
from monitor.model import EventKind, Measure, Population, Scope
from monitor.show import console
from monitor.tables import duration

_WHAT = {
    "channel": "an [[alert]]",
    "topic": "a topic's id",
    "party": "a party's id or name",
    "population": ", ".join(Population),
    "measure": ", ".join(Measure),
    "source": "a source's id or name",
    "scope": ", ".join(Scope),
    "event": ", ".join([*EventKind, "fault"]),
    "watch": "a [[watch]], of which ops hear nothing",
}
_CLOSED = {"population": Population, "measure": Measure, "scope": Scope, "event": (*EventKind, "fault")}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Hear nothing of something for a while. Its commands take --config FILE and --database FILE."""


def _what_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for key in reversed(silences.KEYS):
        shown = f"Silence what has this {key}: {_WHAT[key]}. May be given several times."
        function = click.option(f"--{key}", key, multiple=True, metavar="NAME", help=shown)(function)
    return function


@command.command("add")
@_what_options
@click.option("--by", "person", required=True, metavar="NAME", help="Who wants it.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for whoever finds it.")
@click.option("--for", "span", metavar="TIME", help="How long, as in 2h or 3d.")
@click.option("--until", metavar="TIME", help="Its end in UTC, as in 2026-02-05 or 2026-02-05T18:00.")
@database_option
@config_option
def add_command(
    person: str,
    reason: str,
    span: str | None,
    until: str | None,
    database_file: Path | None,
    config_file: Path | None,
    **what: tuple[str, ...],
) -> int:
    """Hear nothing of what fits all of the named, for a while; what comes then is kept and not told later."""
    for key, known in _CLOSED.items():
        for value in what[key]:
            if value.casefold() not in list(known):
                raise UsageError(f"--{key}: {value[:40]!r} is not one of {', '.join(known)}", subject=value)
    now = dt.datetime.now(dt.UTC)
    with _history(database_file, config_file) as db:
        made = silences.add(db, what, person=person, reason=reason, now=now, until=_end(span, until, now))
    console().print(f"silence {made.id}: {_matches(made)}, until {_moment(made.until)}", soft_wrap=True)
    return 0


@command.command("list")
@click.option("--all", "every", is_flag=True, help="Those too that are over.")
@database_option
@config_option
def list_command(every: bool, database_file: Path | None, config_file: Path | None) -> int:
    """Print the silences that hold now: what, until when, who wants it and why, and how much it has kept back."""
    now = dt.datetime.now(dt.UTC)
    with _history(database_file, config_file) as db:
        found = silences.every(db) if every else silences.in_force(db, now)
        kept = {one.id: silences.silenced_by(db, one.id) for one in found}
    out = console()
    if not found:
        out.print("no silence" if every else "no silence holds now")
        return 0
    table = Table("id", "silent", "until", "by", "reason", "kept back", box=None, pad_edge=False)
    for one in found:
        until = (
            _moment(one.until) if one.ended is None else f"ended {_moment(one.ended)} by {plain(one.ended_by or '')}"
        )
        table.add_row(str(one.id), _matches(one), until, plain(one.person), plain(one.reason), str(kept[one.id]))
    out.print(table)
    return 0


@command.command("end")
@click.argument("number", metavar="ID", type=int)
@click.option("--by", "person", required=True, metavar="NAME", help="Who ends it.")
@database_option
@config_option
def end_command(number: int, person: str, database_file: Path | None, config_file: Path | None) -> int:
    """End a silence before its time; `silence list` shows its ID."""
    with _history(database_file, config_file) as db:
        silences.end(db, number, person=person, now=dt.datetime.now(dt.UTC))
    console().print(f"silence {number} is over")
    return 0


@contextmanager
def _history(database_file: Path | None, config_file: Path | None) -> Iterator[History]:
    db = open_history(database_file or configured(config_file).monitor.database, must_exist=True)
    try:
        yield db
    finally:
        db.close()


def _end(span: str | None, until: str | None, now: dt.datetime) -> dt.datetime:
    if (span is None) == (until is None):
        raise UsageError("say when it ends: --for 2h, or --until 2026-02-05", subject="--until")
    if span is not None:
        length = duration(span)
        if length is None:
            raise UsageError(f"--for: {span[:40]!r} is no time; write one as in 2h or 3d", subject=span)
        return now + length
    try:
        moment = dt.datetime.fromisoformat(until or "")
    except ValueError:
        raise UsageError(f"--until: {(until or '')[:40]!r} is no date; write one as in 2026-02-05T18:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _matches(one: Silence) -> str:
    return ", ".join(f"{key} {' or '.join(map(plain, values))}" for key, values in one.matches.items())


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"

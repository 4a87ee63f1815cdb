"""The archive's own commands: `archive prune`."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from monitor.alone import alone
from monitor.archive import Archive
from monitor.commands.options import config_option, configured, database_option
from monitor.errors import UsageError
from monitor.history.schema import open_history
from monitor.prune import in_bytes, measure, prune
from monitor.show import console
from monitor.tables import duration


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look after the archive of pages. Its commands take --config FILE and --database FILE."""


@command.command("prune")
@click.option("--older-than", required=True, metavar="TIME", help="The age of pages that may go, as in 90d.")
@database_option
@config_option
def prune_command(older_than: str, database_file: Path | None, config_file: Path | None) -> int:
    """Drop pages older than TIME that no figure quotes and no event tells of."""
    age = duration(older_than)
    if age is None:
        raise UsageError(f"--older-than: {older_than[:40]!r} is no time; write one as in 90d", subject=older_than)
    config = configured(config_file)
    monitor = config.monitor if database_file is None else replace(config.monitor, database=database_file)
    if not monitor.archive.is_dir():
        raise UsageError(f"{monitor.archive}: there is no such archive; `archive` of [monitor] names it")
    with alone(monitor.database):
        db = open_history(monitor.database, must_exist=True)
        try:
            done = prune(db, Archive(monitor.archive), older_than=age, now=dt.datetime.now(dt.UTC))
        finally:
            db.close()
    pages = f"{done.dropped} page{'' if done.dropped == 1 else 's'} dropped"
    quoted = f"{done.kept} older ones kept, for a figure quotes them"
    console().print(f"{pages}, {in_bytes(done.freed)} freed; {quoted}", soft_wrap=True)
    console().print(str(measure(monitor.archive)), soft_wrap=True)
    return 0

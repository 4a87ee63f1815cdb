"""A backup in, a history in its place out; the former one stays beside it."""

from pathlib import Path

import click

from monitor.backup import restore
from monitor.commands.backup import in_words
from monitor.commands.options import config_option, configured, database_option
from monitor.show import console


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@database_option
@config_option
def command(file: Path, database_file: Path | None, config_file: Path | None) -> int:
    """Put the backup FILE in the database's place.

    The former database is kept beside it. Stop the daemon and the page before.
    """
    database = database_file or configured(config_file).monitor.database
    done = restore(file, database)
    out = console()
    out.print(f"{database}: {in_words(done.contents)}, from {file}", soft_wrap=True)
    if done.kept is not None:
        out.print(f"{done.kept}: the former database", soft_wrap=True)
    return 0

"""A history in, a copy of it in one file out; a line says what is in it."""

from pathlib import Path

import click

from monitor.backup import Contents, backup
from monitor.commands.options import config_option, configured, database_option
from monitor.prune import in_bytes
from monitor.show import console


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite FILE where it is there already.")
@database_option
@config_option
def command(file: Path, force: bool, database_file: Path | None, config_file: Path | None) -> int:
    """Copy the database, whole and as it is at one moment, to FILE.

    Others may go on writing. The pages of the archive are not in it: copy that folder with any program.
    """
    database = database_file or configured(config_file).monitor.database
    held = backup(database, file, force=force)
    console().print(f"{file}: {in_words(held)}, {in_bytes(held.size)}", soft_wrap=True)
    return 0


def in_words(held: Contents) -> str:
    """What a database holds, as in "1 article, 3 figures, 2 events"."""
    counts = {"article": held.articles, "figure": held.figures, "event": held.events}
    return ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())

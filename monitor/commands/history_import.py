"""A published table in, known history out: silently, each row with its origin, a second time nothing."""

from pathlib import Path

import click

from monitor.commands.options import all_topics, config_option, configured, database_option
from monitor.errors import UsageError
from monitor.history.schema import open_history
from monitor.known import Imported, import_table
from monitor.layout import FIELDS, ORDERS, layout_for
from monitor.model import Rejection
from monitor.show import console, print_rejection
from monitor.tables import quoted, suggestion
from monitor.tabular import read_table


def pairs(option: str, given: tuple[str, ...]) -> dict[str, str]:
    """FIELD=TEXT, each field once."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign or not text.strip():
            raise UsageError(f"{option}: {quoted(one)} must read FIELD=TEXT, as in {option} measure=killed")
        if name not in FIELDS:
            raise UsageError(f"{option}: unknown field {quoted(name)}; {suggestion(name, FIELDS)}")
        found[name] = text.strip()
    return found


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--layout", "layout_name", metavar="NAME", help="A layout of the program, or a .toml file of your own.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="The column that holds a field.")
@click.option("--value", "values", multiple=True, metavar="FIELD=TEXT", help="What a field is in every row.")
@click.option("--dates", type=click.Choice(ORDERS), help="The order of a date's parts; default: as the layout says.")
@database_option
@config_option
@click.pass_obj
def command(
    before: tuple[Path | None, Path | None],
    file: Path,
    layout_name: str | None,
    columns: tuple[str, ...],
    values: tuple[str, ...],
    dates: str | None,
    database_file: Path | None,
    config_file: Path | None,
) -> int:
    """Take known history from FILE, a CSV or JSON table with named columns. Nobody is alerted.

    Published tables that the program knows need no options; a table with the columns of `history --output csv` neither.
    """
    config = configured(config_file or before[1])
    table = read_table(file)
    layout = layout_for(
        table.columns,
        named=layout_name,
        extra=pairs("--column", columns),
        fixed=pairs("--value", values),
        dates=dates,
    )
    unusable: list[Rejection] = []

    def on_rejection(rejection: Rejection) -> None:
        unusable.append(rejection)
        print_rejection(rejection)

    db = open_history(database_file or before[0] or config.monitor.database)
    try:
        only = config.topics[0] if len(config.topics) == 1 else None
        done = import_table(db, table, layout, all_topics(config), topic=only, on_rejection=on_rejection)
    finally:
        db.close()
    console().print(summary(file.name, done, len(unusable)), soft_wrap=True)
    return 1 if unusable else 0


def summary(name: str, done: Imported, unusable: int) -> str:
    """One line on what became of the table."""
    told = [f"{done.figures:,} figure{'' if done.figures == 1 else 's'} kept"]
    for count, words in (
        (done.revised, "of them revised"),
        (done.contested, "of them contested"),
        (done.outside, "of them of no topic"),
        (done.known, "rows known before"),
        (done.empty, "rows without a number"),
        (unusable, "rows that could not be used"),
    ):
        told += [f"{count:,} {words}"] if count else []
    return f"{name}: {done.rows:,} row{'' if done.rows == 1 else 's'}: {', '.join(told)}"

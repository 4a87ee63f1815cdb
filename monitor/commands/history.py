"""A history in, its series out: as a table, JSON or CSV on standard output, or as a chart in a file."""

import importlib
import json
import re
import sys
from pathlib import Path

import click

from monitor.commands.options import all_topics, config_option, configured, database_option
from monitor.history.report import Filters, rows, to_csv
from monitor.history.schema import open_history
from monitor.model import Measure, Population
from monitor.show import console, print_series

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_KINDS = (".png", ".svg")


def iso_date(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A year, a month or a day."""
    if value is not None and not _DATE.match(value):
        raise click.BadParameter(f"{value!r} is no date; write 2025, 2025-02 or 2025-02-04", param=parameter)
    return value


def chart_file(_: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """A file whose kind can be drawn."""
    if value is not None and value.suffix.lower() not in _KINDS:
        raise click.BadParameter(f"{value} must end in .png or .svg", param=parameter)
    return value


class WithImport(click.Group):
    """`history` alone prints; `history import` brings what reads and judges tables, which printing has no use for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["import"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "import":
            return None
        command: click.Command = importlib.import_module("monitor.commands.history_import").command
        return command


@click.group(cls=WithImport, invoke_without_command=True, subcommand_metavar="[import FILE]")
@click.option("--topic", metavar="ID", help="Only of this topic.")
@click.option("--party", metavar="ID", help="Only of these people, as in ukraine.")
@click.option("--population", type=click.Choice([one.value for one in Population]), help="Only of this part of them.")
@click.option("--measure", type=click.Choice([one.value for one in Measure]), help="Only of this kind of harm.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only as this source tells it; repeat for more.")
@click.option("--since", callback=iso_date, metavar="DATE", help="Only numbers as of this date or later.")
@click.option("--until", callback=iso_date, metavar="DATE", help="Only numbers as of this date or earlier.")
@click.option("--output", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--chart",
    "chart",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=chart_file,
    metavar="FILE",
    help="Also draw one running total, with what contradicts it, as FILE.png or FILE.svg.",
)
@database_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    topic: str | None,
    party: str | None,
    population: str | None,
    measure: str | None,
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    output: str,
    chart: Path | None,
    database_file: Path | None,
    config_file: Path | None,
) -> int:
    """Print the stored series: what each source said of each number, and as of when."""
    if ctx.invoked_subcommand is not None:
        if topic or party or population or measure or sources or since or until or chart or output != "table":
            raise click.UsageError("what is to be shown means nothing to `import`; give it alone", ctx)
        ctx.obj = (database_file, config_file)  # for those who write the options before `import`
        return 0
    config = configured(config_file)
    filters = Filters(
        topic=topic,
        party=party.lower() if party else None,
        population=Population(population) if population else None,
        measure=Measure(measure) if measure else None,
        sources=tuple(source.lower() for source in sources),
        since=since,
        until=until,
    )
    db = open_history(database_file or config.monitor.database, must_exist=True)
    try:
        found = rows(db, filters)
        if output == "json":
            print(json.dumps(found, indent=2, ensure_ascii=False))
        elif output == "csv":
            print(to_csv(found), end="")
        else:
            print_series(found, all_topics(config), console())
        if chart is not None:
            from monitor.picture import draw  # its renderer is heavy

            picture = draw(db, filters, all_topics(config), "png" if chart.suffix.lower() == ".png" else "svg")
            chart.write_bytes(picture)
            print(f"casualty-monitor: wrote {chart}", file=sys.stderr)
    finally:
        db.close()
    return 0

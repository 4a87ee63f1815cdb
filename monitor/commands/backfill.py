"""WARC files in, what was read out of them on standard output; progress with rate and time left on standard error."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from monitor.alerts.neutral import plain
from monitor.backfill import Progress as Step
from monitor.backfill import Report, backfill
from monitor.commands.options import config_option, configured, database_option
from monitor.errors import UsageError
from monitor.history.schema import open_history
from monitor.show import print_rejection


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="WARC...", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes that read; default: one per core.")
@click.option("--cluster", metavar="ADDRESS", help="Read on a Dask cluster instead: its scheduler, tcp://host:8786.")
@click.option(
    "--no-gate", is_flag=True, help="Read every page whole, those too that cannot hold a figure of the topics."
)
@database_option
@config_option
def command(
    files: tuple[Path, ...],
    workers: int | None,
    cluster: str | None,
    no_gate: bool,
    database_file: Path | None,
    config_file: Path | None,
) -> int:
    """Detect over WARC files in parallel, then merge the figures into the history, in the order of publication.

    No event of it alerts. What a kill interrupts goes on where it was; files that were read before change nothing.
    """
    config = configured(config_file)
    usable, faulty = usable_files(files)
    for line in faulty:
        print(f"casualty-monitor: {line}", file=sys.stderr)
    if not usable:
        return 2
    database = database_file or config.monitor.database
    db = open_history(database)
    try:
        with progress() as tell:
            report = backfill(
                usable,
                db,
                database,
                topics=config.topics,
                workers=workers or os.cpu_count() or 1,
                cluster=cluster,
                gate=not no_gate,
                tell=tell,
            )
    finally:
        db.close()
    damaged = print_rejections(report)
    print(summary(report))
    return 1 if faulty or damaged else 0


def usable_files(files: tuple[Path, ...]) -> tuple[list[Path], list[str]]:
    """The files that can be read, each once, and a line for each that cannot."""
    usable: dict[Path, None] = {}
    faulty = []
    for path in files:
        if not path.name.lower().endswith((".warc", ".warc.gz")):
            faulty.append(f"{plain(str(path))}: a backfill reads .warc and .warc.gz; `replay` reads other archives")
        elif not path.is_file() or not os.access(path, os.R_OK):
            faulty.append(f"{plain(str(path))}: no such file, or it may not be read; check the path")
        else:
            usable[path] = None
    names = Counter(path.name for path in usable)
    if twice := [name for name, count in names.items() if count > 1]:
        raise UsageError(
            f"{twice[0]}: two files have that name; rename one, for pages are named by it", subject=twice[0]
        )
    return list(usable), faulty


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A bar on a terminal: of the files' bytes while they are read, of the articles while they are merged."""
    console = Console(stderr=True, markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        reading = bars.add_task("reading", rate="")
        merging = bars.add_task("merging", rate="", visible=False)

        def tell(step: Step) -> None:
            if step.to_merge is None:
                spent = bars.tasks[0].elapsed or 0
                rate = f"{step.pages:,} pages" + (f", {step.pages / spent:,.0f} a second" if spent > 1 else "")
                bars.update(reading, completed=step.bytes_done, total=step.bytes_all, rate=rate)
            else:
                rate = f"{step.merged:,} articles"
                bars.update(merging, completed=step.merged, total=step.to_merge, rate=rate, visible=True)

        yield tell


def print_rejections(report: Report) -> int:
    """Names what is damaged, one line each; of pages without an article, a crawl's daily bread, one line a reason."""
    damaged = [one for one in report.rejections if one.stage != "clean"]
    for one in damaged:
        print_rejection(one)
    reasons = Counter(one.reason for one in report.rejections if one.stage == "clean")
    for reason, count in reasons.most_common():
        print(f"casualty-monitor: {count:,} page{'' if count == 1 else 's'} {plain(reason)}", file=sys.stderr)
    return len(damaged)


def summary(report: Report) -> str:
    """The line at the end."""
    if not report.shards:
        return "nothing new: all of it was read and merged before"
    skipped = report.pages - report.passed
    parts = [f"{report.pages:,} pages"]
    if skipped:
        parts.append(f"{skipped:,} of them passed over by the gate")
    parts.append(f"{report.articles:,} articles with {report.figures:,} figures")
    known = f"; {report.known} of {report.known + report.shards} pieces were merged before" if report.known else ""
    return f"{', '.join(parts)}; {report.events or 'no'} event{'' if report.events == 1 else 's'}{known}"

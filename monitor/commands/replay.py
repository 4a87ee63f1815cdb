"""Archives in, their events out: as a table for people or as JSON lines; with `--deliver` also as alerts."""

import json
import sys
from pathlib import Path

import click

from monitor.alerts.deliver import Delivery, check
from monitor.alerts.deliver import Outcome as Sent
from monitor.alerts.neutral import plain
from monitor.commands.options import all_topics, config_option, configured, database_option
from monitor.commands.replay_compare import compare_archives
from monitor.errors import UsageError
from monitor.history.schema import open_history
from monitor.model import Rejection
from monitor.picture import picture_of
from monitor.pipeline import Outcome
from monitor.records import event_record
from monitor.replay import replay
from monitor.show import console, print_events, print_rejection


@click.command()
@click.argument("archives", nargs=-1, metavar="ARCHIVE...", type=click.Path(path_type=Path))
@click.option("--output", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--deliver", is_flag=True, help="Also send the alerts that the configuration asks for.")
@click.option(
    "--compare",
    "other",
    type=click.Path(path_type=Path),
    metavar="OTHER.db",
    help="Print what is more, less or otherwise than in a database that another version of the detector made.",
)
@database_option
@config_option
def command(
    archives: tuple[Path, ...],
    output: str,
    deliver: bool,
    other: Path | None,
    database_file: Path | None,
    config_file: Path | None,
) -> int:
    """Run archived articles through the whole pipeline, in the order of their publication.

    ARCHIVE is a folder of pages (with an index.jsonl or without), a .jsonl of articles, a .warc or .warc.gz, or one
    .html or .txt file. What was replayed before changes nothing and gives no event.
    """
    if not archives and other is None:
        kinds = "a folder, .jsonl, .warc, .warc.gz, .html or .txt"
        raise click.UsageError(f"name an archive to replay: {kinds}", click.get_current_context())
    config = configured(config_file)
    topics = all_topics(config)
    unusable: list[Rejection | Delivery] = []
    known: list[bool] = []

    def on_rejection(rejection: Rejection) -> None:
        if not rejection.quiet:
            unusable.append(rejection)
        print_rejection(rejection)

    def on_article(outcome: Outcome) -> None:
        known.append(outcome.known)

    if other is not None:
        if deliver:
            raise UsageError("--compare sends nothing; leave out --deliver")
        if not archives and database_file is not None:
            raise UsageError("--compare without an ARCHIVE writes nothing; leave out --database, or name an archive")
        compare_archives(other, archives, config, topics, on_rejection, output, database_file)
        return 1 if unusable else 0
    if deliver:
        check(config.alerts)

    def on_delivery(delivery: Delivery) -> None:
        if delivery.outcome is not Sent.SENT:
            unusable.append(delivery)
        print(f"casualty-monitor: {delivery_line(delivery)}", file=sys.stderr)

    db = open_history(database_file or config.monitor.database)
    try:
        events = replay(
            *archives,
            database=db,
            config=config,
            on_article=on_article,
            on_rejection=on_rejection,
            deliver=deliver,
            picture=picture_of(db, topics),
            on_delivery=on_delivery,
        )
        if output == "jsonl":
            for event in events:
                print(json.dumps(event_record(event), ensure_ascii=False), flush=True)
        else:
            out = console()
            count = print_events(events, topics, out)
            out.print(summary(len(known), sum(known), count), soft_wrap=True)
    finally:
        db.close()
    return 1 if unusable else 0


def summary(articles: int, known: int, events: int) -> str:
    """The last line of a table."""
    read = f"{articles} article{'' if articles == 1 else 's'}"
    before = f", {known} of them known before" if known else ""
    return f"{read}{before}; {events or 'no'} event{'' if events < 2 else 's'}"


def delivery_line(delivery: Delivery) -> str:
    """What became of an alert, without any address."""
    about = f"{delivery.channel}: {plain(delivery.title)}"
    if delivery.outcome is Sent.SENT:
        without = f" (without its picture: {delivery.without_picture})" if delivery.without_picture else ""
        return f"sent to {about}{without}"
    again = f"; next try after {delivery.next_try:%Y-%m-%d %H:%M} UTC" if delivery.next_try else "; given up"
    return f"not sent to {about}: {delivery.reason}{again}"

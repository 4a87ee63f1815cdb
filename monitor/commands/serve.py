"""A history in, the desk's page out, until it is stopped."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from monitor.commands.options import all_topics, config_option, configured, database_option


@click.command()
@click.option("--host", metavar="ADDRESS", help="Listen on this address of the machine; default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Listen on this port, 0 for any free one; default: 8001.")
@database_option
@config_option
def command(host: str | None, port: int | None, database_file: Path | None, config_file: Path | None) -> int:
    """Show the history on a web page: timelines, events, review, search.

    On the machine itself reading is open; elsewhere, and to give verdicts, a [[person]] signs in.
    """
    from monitor.web.page import Desk  # Datasette is heavy, and an extra: this room says what to install
    from monitor.web.server import serve

    config = configured(config_file)
    where = replace(
        config.serve,
        host=host if host is not None else config.serve.host,
        port=port if port is not None else config.serve.port,
    )
    desk = Desk(
        database=database_file or config.monitor.database,
        archive=config.monitor.archive,
        topics=all_topics(config),
        watches=tuple((watch.name, str(watch.every)) for watch in config.watches),
        channels=tuple(alert.name for alert in config.alerts),
        serve=where,
        people=config.people,
    )
    serve(desk, told=lambda address: print(f"casualty-monitor: the page is at {address}", file=sys.stderr, flush=True))
    return 0

"""The daemon: a line for each poll that brought something and for each alert on standard error, until it is stopped."""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import click

from monitor.alerts.deliver import check
from monitor.alerts.neutral import plain
from monitor.arrivals import WatchReport
from monitor.commands.once import print_delivery, print_faults, summary
from monitor.commands.options import config_option, configured, database_option
from monitor.config import Config
from monitor.daemon import Daemon, Tell
from monitor.errors import ConfigError
from monitor.picture import picture_of
from monitor.show import print_rejection


@click.command()
@database_option
@config_option
def command(database_file: Path | None, config_file: Path | None) -> int:
    """Poll on schedule, judge what is new, send the alerts, until SIGTERM or Ctrl-C.

    SIGHUP reads the configuration again. A quiet poll says nothing; all else is a line on standard error.
    """

    def load() -> Config:
        config = configured(config_file)
        if database_file is not None:
            config = replace(config, monitor=replace(config.monitor, database=database_file))
        if not config.watches:
            shown = config_file or "config.toml"
            raise ConfigError(
                f"{shown}: there is no [[watch]] to poll; write one (docs/watches.md)", subject=str(shown)
            )
        check(config.alerts)
        return config

    tell = Tell(
        report=print_report,
        delivery=print_delivery,
        rejection=print_rejection,
        line=print_line,
        picture=lambda db, config: picture_of(db, (*config.topics, *config.extra_topics)),
    )
    Daemon(config=load(), load=load, tell=tell).run()
    return 0


def print_report(report: WatchReport) -> None:
    """What a poll came to, unless it brought nothing."""
    print_faults(report)
    if report.new or report.changed or report.problem or report.faults:
        print_line(summary(report))


def print_line(words: str) -> None:
    """One line with its moment."""
    moment = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    print(f"{moment} {plain(words)}", file=sys.stderr, flush=True)

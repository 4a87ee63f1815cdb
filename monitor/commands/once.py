"""One poll of every watch: progress on standard error, a line for each watch and its events on standard output."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from monitor.alerts.deliver import Delivery, check
from monitor.alerts.deliver import Outcome as Sent
from monitor.alerts.neutral import plain
from monitor.arrivals import WatchReport
from monitor.commands.options import all_topics, config_option, configured, database_option
from monitor.errors import ConfigError
from monitor.once import OnceReport, once
from monitor.picture import picture_of
from monitor.show import console, print_events, print_rejection


@click.command()
@click.option("--recheck", is_flag=True, help="Also fetch the articles of the last 30 days again.")
@click.option("--dead", is_flag=True, help="Also send the alerts of the last 7 days that were given up.")
@database_option
@config_option
def command(recheck: bool, dead: bool, database_file: Path | None, config_file: Path | None) -> int:
    """Poll every watch once, handle what is new, send what waits, end.

    A line for each watch says what was new, unchanged and failed. What is read for the first time sets the baseline:
    it is kept and alerts nobody, but for one summary.
    """
    config = configured(config_file)
    if database_file is not None:
        config = replace(config, monitor=replace(config.monitor, database=database_file))
    if not config.watches:
        shown = config_file or "config.toml"
        raise ConfigError(f"{shown}: there is no [[watch]] to poll; write one (docs/watches.md)", subject=str(shown))
    check(config.alerts)
    topics = all_topics(config)
    progress = Console(stderr=True, markup=False, highlight=False)
    with progress.status("polling") as status:
        report = once(
            config,
            recheck=recheck,
            dead=dead,
            tell=lambda words: status.update(plain(words)),
            picture=lambda db: picture_of(db, topics),
            on_delivery=print_delivery,
        )
    for cut in report.recovered:
        print_rejection(cut)
    out = console()
    for watch in report.watches:
        print_faults(watch)
        out.print(summary(watch), soft_wrap=True)
    print_events([event for watch in report.watches for event in watch.events], topics, out)
    return status_of(report)


def summary(report: WatchReport) -> str:
    """The line of a watch: "kyiv-independent: 3 new, 12 unchanged, 1 failed"."""
    parts = [f"{report.new} new"]
    if report.changed:
        parts.append(f"{report.changed} changed")
    if report.unchanged:
        parts.append(f"{report.unchanged} unchanged")
    if report.waiting:
        parts.append(f"{report.waiting} left for the next poll")
    if report.faults:
        parts.append(f"{len(report.faults)} failed")
    words = ", ".join(parts)
    if report.problem is not None:
        words = f"failed, it {report.problem}" + (f" ({words})" if report.new or report.changed else "")
    elif report.not_modified and not (report.new or report.changed or report.faults):
        words = "nothing new" + (f", {report.unchanged} unchanged" if report.unchanged else "")
    events = len(report.events)
    told = f"; {events} event{'' if events == 1 else 's'}" if events else ""
    first = ", its baseline" if report.first and events else ""
    return f"{plain(report.watch)}: {plain(words)}{told}{first}"


def fault_lines(report: WatchReport) -> Iterator[str]:
    """A line for each thing that could not be used, and for each trouble of the watch."""
    for line in (*report.faults, *map(str, report.troubles)):
        yield line if line.startswith(report.watch) else f"{report.watch}: {line}"
    if report.problem is not None:
        yield f"{report.watch} {report.problem}"


def print_faults(report: WatchReport) -> None:
    """The same on standard error."""
    for line in fault_lines(report):
        print(f"casualty-monitor: {plain(line)}", file=sys.stderr)


def said_of(delivery: Delivery) -> str:
    """What became of an alert, without any address."""
    about = f"{delivery.channel}: {delivery.title}"
    return f"sent to {about}" if delivery.outcome is Sent.SENT else f"not sent to {about}: {delivery.reason}"


def print_delivery(delivery: Delivery) -> None:
    """The same on standard error."""
    print(f"casualty-monitor: {plain(said_of(delivery))}", file=sys.stderr)


def status_of(report: OnceReport) -> int:
    """1 where something could not be fetched, read or sent."""
    unsent = any(one.outcome is not Sent.SENT for one in report.deliveries)
    return int(unsent or any(one.problem or one.faults for one in report.watches))

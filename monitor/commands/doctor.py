"""A configuration in, a line for each part of the installation out: ok, or what to mend and how."""

from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from monitor.alerts.neutral import plain
from monitor.commands.options import config_option, configured, database_option
from monitor.doctor import Finding, findings
from monitor.errors import ConfigError
from monitor.show import console


@click.command()
@click.option("--send-test", is_flag=True, help="Also send one test message to each alert's address.")
@database_option
@config_option
def command(send_test: bool, database_file: Path | None, config_file: Path | None) -> int:
    """Check configuration, database, archive, every watch and every alert, and say what to mend.

    Each watch's list is fetched once. Nothing is kept, and without --send-test nothing is sent. The exit status is 1
    where something is to be mended.
    """
    try:
        config = configured(config_file)
    except ConfigError as error:
        for line in str(error).splitlines():
            show(Finding(about="configuration", well=False, words=line))
        show(Finding(about="all else", well=False, words="is not checked before the configuration is mended"))
        return 1
    if database_file is not None:
        config = replace(config, monitor=replace(config.monitor, database=database_file))
    progress = Console(stderr=True, markup=False, highlight=False)
    well = True
    with progress.status("checking") as status:
        for finding in findings(config, send_test=send_test, tell=status.update):
            show(finding)
            well = well and finding.well
    return 0 if well else 1


def show(finding: Finding) -> None:
    """A finding's line, as it comes."""
    mark = "ok  " if finding.well else "mend"
    console().print(f"{mark}  {plain(finding.about)}: {plain(finding.words)}", soft_wrap=True)

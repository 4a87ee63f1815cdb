"""An alert's id and a name in: from now on everybody can see who has taken it on."""

import datetime as dt
from pathlib import Path

import click

from monitor.alerts.neutral import plain
from monitor.commands.options import config_option, configured, database_option
from monitor.history.schema import open_history
from monitor.history.silences import acknowledge, acks_of
from monitor.show import console


@click.command()
@click.argument("event", metavar="EVENT")
@click.option("--by", "person", required=True, metavar="NAME", help="Who has taken it on.")
@database_option
@config_option
def command(event: str, person: str, database_file: Path | None, config_file: Path | None) -> int:
    """Say who has taken an alert on. EVENT is an id of the last line of its message; its beginning is enough.

    `explain` shows the name. What ops were told of a watch is then not told again each day until it is over.
    """
    db = open_history(database_file or configured(config_file).monitor.database, must_exist=True)
    try:
        channels = acknowledge(db, event, person=person, now=dt.datetime.now(dt.UTC))
        others = [name for name, _ in acks_of(db, event) if name != " ".join(person.split())]
    finally:
        db.close()
    told = f"; it was told to {', '.join(map(plain, channels))}" if channels else ""
    out = console()
    out.print(f"{plain(person)} has {plain(event)}{told}", soft_wrap=True)
    if others:
        out.print(f"so has {', '.join(map(plain, others))}", soft_wrap=True)
    return 0

"""An event's id in, why it was raised out: the sentence, the rule, what it was held against, the article."""

from pathlib import Path

import click

from monitor.commands.options import all_topics, config_option, configured, database_option
from monitor.explain import explain, lines
from monitor.history.schema import open_history


@click.command()
@click.argument("event")
@database_option
@config_option
def command(event: str, database_file: Path | None, config_file: Path | None) -> int:
    """Show why EVENT was raised. Its id ends every alert and stands in what `replay` prints."""
    config = configured(config_file)
    db = open_history(database_file or config.monitor.database, must_exist=True)
    try:
        found = explain(db, event)
    finally:
        db.close()
    print("\n".join(lines(found, all_topics(config))))
    return 0

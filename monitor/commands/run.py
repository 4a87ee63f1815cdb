"""The daemon: a line for each poll that brought something and for each alert on standard error, until it is stopped."""

import os
from dataclasses import replace
from pathlib import Path

import click

from monitor.alerts.deliver import Delivery, Outcome, check
from monitor.arrivals import WatchReport
from monitor.beside import Beside
from monitor.commands.once import fault_lines, said_of, summary
from monitor.commands.options import config_option, configured, database_option
from monitor.config import Config
from monitor.daemon import Daemon, Tell
from monitor.errors import ConfigError
from monitor.journal import Journal, secrets_of, take_over
from monitor.model import Rejection
from monitor.picture import picture_of
from monitor.service import service_manager


@click.command()
@database_option
@config_option
def command(database_file: Path | None, config_file: Path | None) -> int:
    """Poll on schedule, judge what is new, send the alerts, until SIGTERM or Ctrl-C.

    SIGHUP reads the configuration again. A quiet poll says nothing; all else is a line on standard error.
    """
    journal = Journal()

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
        # a message of an older configuration may still be under way
        journal.secrets = tuple(dict.fromkeys((*secrets_of(config), *journal.secrets)))
        return config

    manager = service_manager(os.environ)
    config = load()
    journal.form = config.run.log
    take_over(journal)
    tell = _told_to(journal)
    page = None
    if config.run.page:
        given = (("--config", config_file), ("--database", database_file))
        words = [word for name, path in given if path is not None for word in (name, str(path))]
        page = Beside(
            name="page", arguments=("serve", *words), line=tell.line, fault=lambda said: tell.fault(said, None)
        )
    Daemon(config=config, load=load, tell=tell, manager=manager, page=page).run()
    return 0


def _told_to(journal: Journal) -> Tell:
    def report(done: WatchReport) -> None:
        """What a poll came to, unless it brought nothing."""
        for line in fault_lines(done):
            journal.write(line, event="watch", level="warning", facts={"watch": done.watch})
        if done.new or done.changed or done.problem or done.faults:
            counts = {
                "new": done.new,
                "changed": done.changed,
                "failed": len(done.faults),
                "events": len(done.events),
            }
            journal.write(summary(done), event="poll", facts={"watch": done.watch, **counts})

    def delivery(done: Delivery) -> None:
        level = "info" if done.outcome is Outcome.SENT else "warning"
        facts = {
            "channel": done.channel,
            "alert": done.id,
            "outcome": done.outcome.value,
            "reason": done.reason,
        }
        journal.write(said_of(done), event="delivery", level=level, facts=facts)

    def rejection(found: Rejection) -> None:
        if not found.quiet:
            journal.write(f"{found.subject}: {found.reason}", event="archive", level="warning")

    def fault(words: str, error: BaseException | None) -> None:
        if error is None:
            journal.write(words, event="fault", level="error")
        else:
            journal.broken(words, error)

    return Tell(
        report=report,
        delivery=delivery,
        rejection=rejection,
        line=journal.write,
        fault=fault,
        picture=lambda db, config: picture_of(db, (*config.topics, *config.extra_topics)),
    )

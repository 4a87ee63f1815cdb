"""A few answers in, a `config.toml` that works out, and what to do next."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from monitor.config import DEFAULT_FILE, known_topics
from monitor.errors import ConfigError, UsageError
from monitor.first_config import VARIABLE, Answers, is_nearby, settle
from monitor.show import console

NONE = "none"


@click.command()
@click.option("--force", is_flag=True, help="Overwrite the file where it is there already.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path(DEFAULT_FILE),
    help="The file to write; default: config.toml in the current folder.",
)
def command(force: bool, config_file: Path) -> int:
    """Ask a few questions and write a configuration that works.

    The address of an alert is not written: the file names a variable that holds it.
    """
    file = Path.cwd() / config_file
    if not file.parent.is_dir():
        raise UsageError(f"{config_file}: there is no folder {file.parent}; make it, or name another file")
    if file.is_dir():
        raise UsageError(f"{config_file}: is a folder; name a file in it")
    if os.path.lexists(file) and not force:
        raise UsageError(f"{config_file}: is there already; name another with --config, or overwrite it with --force")
    answers = ask(file.parent)
    settle(answers, file.parent, write_to=file)
    out = console()
    out.print(f"{config_file}: written", soft_wrap=True)
    if is_nearby(answers):
        out.print("The outlet is on your own network: spiders may go there (allow_private_addresses)", soft_wrap=True)
    if answers.alert is not None:
        told = "The alert's address is not in it. Where the program runs, put it between the quotes of:"
        out.print(told, soft_wrap=True)
        out.print(f"  export {VARIABLE}=''", soft_wrap=True)
    named = "" if config_file == Path(DEFAULT_FILE) else f" --config {config_file}"
    out.print(f"Next: casualty-monitor doctor{named}, then casualty-monitor run{named}", soft_wrap=True)
    return 0


def ask(folder: Path) -> Answers:
    """Asks until each answer is one that can be used; what is typed for an alert is not shown."""
    answers = Answers()

    def put(question: str, default: str, change: Callable[[Answers, str], Answers], *, hidden: bool = False) -> None:
        nonlocal answers

        def usable(said: str) -> Answers:
            changed = change(answers, said.strip())
            try:
                if not said.isprintable():
                    raise ConfigError("holds characters that cannot be written; type it anew")
                settle(changed, folder)
            except ConfigError as error:
                raise click.UsageError(str(error).splitlines()[0]) from None
            return changed

        # from a pipe there is nothing to hide, and getpass would look for a terminal
        hide = hidden and sys.stdin.isatty()
        answers = click.prompt(question, default=default, value_proc=usable, hide_input=hide, err=True)

    def unless_none(said: str) -> str | None:
        return None if said.lower() == NONE else said

    topics = ", ".join(known_topics())
    put(f"Topic ({topics}, or your own .toml)", answers.topic, lambda it, said: replace(it, topic=said))
    put("Address of an outlet's feed", NONE, lambda it, said: replace(it, feed=unless_none(said)))
    put("Address for alerts (apprise)", NONE, lambda it, said: replace(it, alert=unless_none(said)), hidden=True)
    put("File of the database", answers.database, lambda it, said: replace(it, database=said))
    return answers

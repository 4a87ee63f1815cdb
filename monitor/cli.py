"""Command line in, exit status out: loads the one command that was called and turns its faults into one clear line.

Exit status: 0 done; 1 some of the input could not be used (each piece is named on standard error); 2 wrong usage or
configuration; 130 interrupted. Results go to standard output, everything else to standard error.
"""

import gc
import importlib
import io
import os
import sys
from typing import NoReturn

import click

from monitor import __version__
from monitor.errors import MonitorError

# A command's module is loaded when it is called: `--help` and `detect` start without the libraries behind `replay`
COMMANDS = {
    "demo": "Replay five sample pages and show what the desk would see.",
    "init": "Ask a few questions and write a config.toml that works.",
    "detect": "Read articles as JSON lines, write the figures found.",
    "run": "Watch: poll on schedule, judge, alert, until stopped.",
    "once": "Poll every watch once, handle what is new, send what waits.",
    "doctor": "Check the whole installation, and say what to mend.",
    "backup": "Copy the database, whole, to a file.",
    "restore": "Put a backup in the database's place.",
    "archive": "Look after the archive of pages: prune it.",
    "replay": "Run archived articles through the whole pipeline.",
    "backfill": "Detect over WARC files side by side, merge in silence.",
    "history": "Print the stored series, or draw them.",
    "explain": "Show why an event was raised.",
    "silence": "Hear nothing of something for a while: add, list, end.",
    "ack": "Say who has taken an alert on.",
    "serve": "Show the history on a web page.",
}

INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended


class LazyGroup(click.Group):
    """The sub-commands, each in `monitor.commands.<name>` under the name `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        gc.disable()  # what is being loaded is no garbage yet: looking for some is a tenth of the start of `detect`
        try:
            command: click.Command = importlib.import_module(f"monitor.commands.{cmd_name}").command
        finally:
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="casualty-monitor")
def program() -> None:
    """Watch the news for casualty figures and alert a desk, once, when one is new or in conflict."""


def main() -> NoReturn:
    """Run the program on `sys.argv` and leave with its exit status."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # the shell closed it (`>&-`)
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 (as long as the program)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding still shows what it can
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; every expected fault becomes one line on standard error and an exit status."""
    try:
        status = program.main(arguments, prog_name="casualty-monitor", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as fault:
        fault.show()  # the bare name of the program: all that it can do
        return 2
    except click.ClickException as fault:
        return complain(usage_line(fault))
    except MonitorError as fault:
        return complain(str(fault))
    except (KeyboardInterrupt, click.Abort):
        print("casualty-monitor: stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        forget_output()  # the reader has what it wanted (`| head`)
        return 1
    except OSError as fault:
        forget_output()
        where = f"{fault.filename}: " if fault.filename else ""
        return complain(f"{where}{fault.strerror or fault}")
    return status if isinstance(status, int) else 0


def forget_output() -> None:
    """What is still buffered goes nowhere: Python would try it again at exit, and complain in its own words."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def usage_line(fault: click.ClickException) -> str:
    """What click has to say, on one line, with where to read more."""
    said = " ".join(fault.format_message().split()).rstrip(".")
    path = fault.ctx.command_path if isinstance(fault, click.UsageError) and fault.ctx else "casualty-monitor"
    return f"{said}; see {path} --help"


def complain(faults: str) -> int:
    """Say on standard error what is wrong, a line for each fault; the exit status for wrong usage or configuration."""
    for line in faults.splitlines():
        print(f"casualty-monitor: {line}", file=sys.stderr)
    return 2

"""A configuration comes in, a finding on each part of the installation goes out: well, or what to mend and how.

Nothing is kept: a watch's list is fetched once with the same manners as in a poll. An alert's address is only read, or
sent one test message where that is asked for. No finding holds an address of an alert.
"""

import asyncio
import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.alerts import deliver
from monitor.alerts.neutral import markdown
from monitor.backup import examine
from monitor.config import Config, Monitor, Watch
from monitor.crawl import crawl, in_reactor
from monitor.errors import DatabaseError
from monitor.history.schema import open_history
from monitor.model import AlertRule, Message
from monitor.prune import measure
from monitor.worker import Worker
from spiders.errand import Errand, Known, Visit
from spiders.to_archive import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check has found."""

    about: str  # "watch kyiv-independent"
    well: bool
    words: str  # what is so, or what is wrong and how to mend it; one line


def findings(
    config: Config, *, send_test: bool = False, tell: Callable[[str], None] = lambda words: None
) -> Iterator[Finding]:
    """A finding for the configuration and for each part that it names, as each is made.

    An older database comes up to date on the way, as with any command. Runs a reactor where there are watches, so it
    can be called once in a process. `tell` hears of the progress.
    """
    yield configuration(config)
    yield database(config.monitor.database)
    yield archive(config.monitor.archive)
    if config.watches:
        tell("asking the outlets")
        yield from watches(config.watches, config.monitor)
    for rule in config.alerts:
        found = alert(rule)
        if send_test and found.well:
            tell(f"sending a test message to {rule.name}")
            found = test_message(rule)
        yield found


def configuration(config: Config) -> Finding:
    """What the configuration names; it is without fault, else it could not have been loaded."""
    topics = f"topics {', '.join(config.monitor.topics)}"
    if config.path is None:
        words = f"there is no config.toml, so the built-in defaults hold; {topics}"
    else:
        words = f"{config.path}: {_count(len(config.watches), 'watch', 'watches')}, "
        words += f"{_count(len(config.alerts), 'alert')}, {topics}"
    if not config.watches:
        words += "; without a [[watch]] nothing is polled"
    return Finding(about="configuration", well=True, words=words)


def database(path: Path) -> Finding:
    """Whether the database is whole, ours and can be written; where there is none yet, whether it can be made."""
    if not os.path.lexists(path):
        fault = _unwritable(path.parent)
        words = f"{fault}, or name another `database` in [monitor]" if fault else f"{path}: the first poll makes it"
        return Finding(about="database", well=fault is None, words=words)
    try:
        if path.is_file():
            held = examine(path)  # first: opened, a database of another program would get our tables
        open_history(path, must_exist=True).close()
    except DatabaseError as error:
        return Finding(about="database", well=False, words=str(error))
    counts = f"{_count(held.articles, 'article')}, {_count(held.figures, 'figure')}, {_count(held.events, 'event')}"
    return Finding(about="database", well=True, words=f"{path}: whole; {counts}")


def archive(folder: Path) -> Finding:
    """Whether pages can be added, the archive's size and growth; where there is none yet, whether it can be made."""
    made = os.path.lexists(folder)
    fault = _unwritable(folder if made else folder.parent)
    words = f"{folder}: pages can be added" if made else f"{folder}: the first poll makes it"
    if made and fault is None and (held := measure(folder)).files:
        words += f"; {held}"
    if fault is not None:
        words = f"{fault}, or name another `archive` in [monitor]"
    return Finding(about="archive", well=fault is None, words=words)


def watches(chosen: Sequence[Watch], monitor: Monitor) -> tuple[Finding, ...]:
    """Fetches the list of each watch once and reads it; its articles are let be, and what comes is thrown away."""
    now = dt.datetime.now(dt.UTC)
    errands = tuple(Errand(watch=watch, full=True, known=lambda url: Known(checked=now)) for watch in chosen)

    async def run() -> dict[str, Visit]:
        with Worker() as worker:
            return await crawl(errands, monitor=monitor, worker=worker, spool=Spool())

    visits = in_reactor(run)
    return tuple(_watch(watch, visits[watch.name]) for watch in chosen)


def _watch(watch: Watch, visit: Visit) -> Finding:
    about = f"watch {watch.name}"
    if visit.problem is not None or not visit.announced:
        fault = f"it {visit.problem}" if visit.problem is not None else "it announces nothing"
        likely = f", the likely reason is {visit.suspicion}" if visit.suspicion else ""
        mend = "open its url in a browser and correct url or spider, or try again later"
        return Finding(about=about, well=False, words=f"{fault}{likely}; {mend}")
    return Finding(about=about, well=True, words=f"announces {_count(visit.announced, 'article')}")


def alert(rule: AlertRule) -> Finding:
    """Whether apprise understands an alert's address; whether the service takes a message is told by none but it."""
    for fault in deliver.faults((rule,)):
        return Finding(about=f"alert {rule.name}", well=False, words=fault)
    return Finding(about=f"alert {rule.name}", well=True, words="its address is understood; nothing was sent")


def test_message(rule: AlertRule) -> Finding:
    """Whether an alert's service takes a message, for one is sent; it says what it is."""
    words = "This is a test of casualty-monitor. If you can read it, alerts arrive here; there is nothing to do."
    said = f"{words} Channel: {rule.name}."
    message = Message(id="test", title="TEST · casualty-monitor", text=said, markdown=markdown(said), events=())
    sending = asyncio.run(deliver.send_one(rule, message))
    if sending.failure is None:
        return Finding(about=f"alert {rule.name}", well=True, words="took a test message; look whether it arrived")
    mend = "check the address, and that this machine may reach it"
    return Finding(about=f"alert {rule.name}", well=False, words=f"a test message failed: {sending.failure}; {mend}")


def _unwritable(folder: Path) -> str | None:
    """Why no file can be made in a folder, and how to mend it; None: one can, for it was tried."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except FileNotFoundError:
        return f"{folder}: there is no such folder; make it"
    except NotADirectoryError:
        return f"{folder}: is no folder; move it away"
    except OSError as error:
        return f"{folder}: cannot be written ({error.strerror}); check its permissions and the free space of its disk"


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"

"""What the daemon does comes in, a line for a person or an object for a program goes out, without any secret.

A secret should never come here; what the configuration holds as one is taken out of every line all the same, for the
words of a library, an outlet or an exception are not ours.
"""

import datetime as dt
import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.alerts.neutral import plain
from monitor.config import Config, LogForm, looks_secret
from monitor.errors import MonitorError

HIDDEN = "[secret]"
Facts = Mapping[str, object]
_NONE: Facts = {}

LOUD = ("apscheduler", "scrapy", "twisted", "asyncio", "urllib3", "apprise")  # what matters of them we tell ourselves


@dataclass(slots=True)
class Journal:
    """The daemon's log; `secrets` may change with the configuration."""

    form: LogForm = LogForm.TEXT
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    secrets: tuple[str, ...] = ()
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def write(self, words: str, *, event: str = "daemon", level: str = "info", facts: Facts = _NONE) -> None:
        """One line. `event` says what kind of thing it is, `facts` are for programs."""
        moment = self.now().strftime("%Y-%m-%d %H:%M:%SZ")
        if self.form is LogForm.JSON:
            told = {"time": moment.replace(" ", "T"), "level": level, "event": event, "message": plain(words)}
            line = json.dumps({**told, **{key: value for key, value in facts.items() if value is not None}})
        else:
            line = f"{moment} {'' if level == 'info' else f'{level}: '}{plain(words)}"
        print(self._clean(line), file=self.stream, flush=True)

    def broken(self, words: str, error: BaseException) -> None:
        """A fault that nobody foresaw: with where in the program it happened, so that it can be mended."""
        where = None
        if not isinstance(error, MonitorError | OSError):
            steps = traceback.extract_tb(error.__traceback__)[-6:]
            where = " < ".join(f"{step.filename.rpartition('/')[2]}:{step.lineno} {step.name}" for step in steps[::-1])
        self.write(f"{words} ({where})" if where else words, event="fault", level="error", facts={"where": where})

    def _clean(self, line: str) -> str:
        for secret in self.secrets:
            line = line.replace(secret, HIDDEN)
        return line


class Records(logging.Handler):
    """The warnings of libraries, as lines of the journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        words = f"{record.name}: {record.getMessage()}"
        level = "error" if record.levelno >= logging.ERROR else "warning"
        self._journal.write(words, event="log", level=level, facts={"logger": record.name})


def take_over(journal: Journal) -> None:
    """From now on the journal is the only log of this process."""
    root = logging.getLogger()
    root.handlers[:] = [Records(journal)]
    root.setLevel(logging.WARNING)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.raiseExceptions = False


def secrets_of(config: Config) -> tuple[str, ...]:
    """What must stand in no line, the longest first: alerts' addresses and their secret parts, people's tokens."""
    found = {part for rule in config.alerts for part in _parts(rule.url)}
    found |= {person.token for person in config.people if person.token is not None}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _parts(url: str) -> Iterator[str]:
    """The address itself, its password, and each part that looks like a token; also as a program may print it."""
    yield url
    try:
        parts = urlsplit(url)
        pieces: Iterable[str | None] = (*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query)))
        named = (parts.password,) if parts.password and len(parts.password) > 3 else ()
        pieces = (*named, *(one for one in (*pieces, *re.split("[@:]", parts.netloc)) if looks_secret(one)))
    except ValueError:
        return
    for piece in pieces:
        if piece:
            yield from {piece, unquote(piece), json.dumps(piece)[1:-1], repr(piece)[1:-1]}

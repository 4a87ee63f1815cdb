"""Answers of a person come in, the text of a `config.toml` that loads without fault goes out, or why it would not.

The address of an alert stays out of the file: a variable stands for it, and holds it where the program runs.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from monitor.alerts import deliver
from monitor.config import Config, load
from monitor.errors import ConfigError
from spiders.guard import name_refusal

VARIABLE = "CASUALTY_ALERT_URL"  # holds the alert's address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a first configuration is made of; paths are relative to its folder."""

    topic: str = "russia-ukraine"
    feed: str | None = None  # an outlet's feed; None: no watch yet
    alert: str | None = field(default=None, repr=False)  # a secret; None: no alert yet
    database: str = "casualties.db"


def text_of(answers: Answers) -> str:
    """The file's text; where there is no watch or alert yet, an example of one stands in comments."""
    return "\n".join(
        (
            "# Every key is described in docs/configuration.md.",
            "[monitor]",
            f"database = {_quoted(answers.database)}",
            f"topics = [{_quoted(answers.topic)}]",
            '# contact = "desk@newsroom.example"  # whom an outlet may write to: goes into the User-Agent',
            *(("allow_private_addresses = true  # the outlet is on your own network",) if is_nearby(answers) else ()),
            "",
            _table(
                "watch",
                {
                    "name": _name_of(answers.feed) if answers.feed else "courier",
                    "spider": "feed",
                    "url": answers.feed or "https://courier.example/feed",
                    "every": "15m",
                },
                live=answers.feed is not None,
            ),
            "",
            _table("alert", {"name": "desk"}, f'url = "${{{VARIABLE}}}"', live=answers.alert is not None),
            "",
        )
    )


def is_nearby(answers: Answers) -> bool:
    """Whether the outlet is on this machine or one's own network, where spiders go only when they are let."""
    try:
        host = urlsplit(answers.feed or "").hostname or ""
    except ValueError:
        return False
    return bool(host) and bool(name_refusal(host)) and not name_refusal(host, allow_private=True)


def settle(answers: Answers, folder: Path, *, write_to: Path | None = None) -> Config:
    """The configuration that the answers make in that folder; its text goes to `write_to`, a file there, where given.

    ConfigError, a line for each fault in the answers: then nothing is written. Connects to nothing.
    """
    draft = folder / f".config-{os.getpid()}.toml"  # in its place: a pack's path is relative to it
    try:
        draft.write_text(text_of(answers), "utf-8")
        config = _read(draft, answers, folder)
        if write_to is not None:
            os.replace(draft, write_to)
    finally:
        draft.unlink(missing_ok=True)
    return config


def _read(draft: Path, answers: Answers, folder: Path) -> Config:
    environ = {VARIABLE: answers.alert} if answers.alert is not None else {}
    try:
        config = load(draft, environ, cwd=folder)
    except ConfigError as error:
        lines = (line.removeprefix(f"{draft}: ") for line in str(error).splitlines())
        raise ConfigError("\n".join(lines)) from None
    where = config.monitor.database
    if where.is_dir():
        raise ConfigError(f"database: {where} is a folder; name a file in it", subject=str(where))
    if not where.parent.is_dir():
        raise ConfigError(f"database: there is no folder {where.parent}; make it, or name another", subject=str(where))
    deliver.check(config.alerts)
    return config


def _table(kind: str, keys: Mapping[str, str], *more: str, live: bool) -> str:
    """The lines of a table; in comments where it is an example."""
    lines = (f"[[{kind}]]", *(f"{key} = {_quoted(value)}" for key, value in keys.items()), *more)
    return "\n".join(line if live else f"# {line}" for line in lines)


def _name_of(feed: str) -> str:
    """A watch's name from its address: `https://www.courier.example/feed` is "courier.example"."""
    try:
        host = urlsplit(feed).hostname or ""
    except ValueError:
        host = ""  # the address is told as a fault of its own
    return re.sub(r"^www\.", "", host)[:100] or "outlet"


def _quoted(text: str) -> str:
    """A text as TOML writes it; a dollar stands for itself, and begins no variable."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F").replace("$", "$$")

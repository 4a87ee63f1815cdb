"""How the daemon and the page are run: the tables `[run]`, `[serve]` and `[[person]]`, and the faults of the first.

`[run]` is for the machine's keepers: a log that a program reads, a port for health and metrics. Neither holds secrets.
"""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class LogForm(StrEnum):
    """How a line of the daemon's log looks."""

    TEXT = "text"
    JSON = "json"  # one object a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The `[run]` table."""

    log: LogForm = LogForm.TEXT
    host: str = "127.0.0.1"  # an address of this machine, for the port
    port: int | None = None  # of /healthz, /readyz and /metrics, 0 for any free one; None: nobody can ask
    page: bool = False  # True: the daemon keeps the desk's page running beside it, as [serve] says


class Role(StrEnum):
    """What a person may do on the page; each role may do what those before it may."""

    READER = "reader"
    EDITOR = "editor"  # confirm, reject, correct, mute, undo
    ADMIN = "admin"  # ask the database in SQL


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A `[[person]]` table: who may sign in to the page."""

    name: str  # stands beside every act
    token: str | None = field(default=None, repr=False)  # a secret; None: comes only through the trusted proxy
    role: Role = Role.READER


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """The `[serve]` table: where the page is, and whom it believes."""

    host: str = "127.0.0.1"
    port: int = 8001
    address: str | None = None  # where browsers find the page, for the links of alerts; None: alerts hold no link to it
    https: bool = False  # True: browsers reach the page by https only, so that its cookies go no other way
    proxy_header: str | None = None  # a proxy in front names the person in it; None: no such header is believed
    proxy_address: str = "127.0.0.1"  # the only address from which it is believed


def run_faults(run: Run) -> Iterator[str]:
    """A clause for each fault, with its key."""
    try:
        ipaddress.ip_address(run.host)
    except ValueError:
        yield 'host: write a numeric address of this machine, as in host = "127.0.0.1"'
    if run.port is not None and not 0 <= run.port <= 65535:
        yield "port: write a number between 0 and 65535, or leave the key out"

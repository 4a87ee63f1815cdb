"""Options of the whole suite; and no test reaches beyond this machine: whoever tries is stopped, and fails."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # no test is timed: a machine may be busy
settings.load_profile("untimed")

_DIALS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))
_ASKS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"))
_OURS = frozenset((None, "", "localhost", socket.gethostname()))  # a mail tells the server its own name
tried: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-stories",
        action="store_true",
        help="write what the stories in tests/stories replay to as what is expected; read it before you commit it",
    )


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: tests of servers and daemons wait for most of their time."""
    return (os.cpu_count() or 1) + 1


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in _DIALS:
        where = arguments[1]
        host = where[0] if isinstance(where, tuple) and where else None  # else a path, of a socket in the file system
    elif event in _ASKS:
        host = arguments[0]
    else:
        return
    name = host.decode("latin-1") if isinstance(host, bytes) else host
    if name in _OURS or (isinstance(name, str) and _is_loopback(name)):
        return
    tried.append(f"{event} {name}")
    raise OSError(f"a test may not reach {name}")


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


sys.addaudithook(_watch)  # once for the life of a process: Python knows no way to take one back


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    tried.clear()
    yield
    assert tried == []

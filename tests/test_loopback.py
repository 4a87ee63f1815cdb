"""The watchman of `conftest.py` himself: what he stops, and that he tells."""

import socket

import pytest

from tests.conftest import tried


@pytest.mark.parametrize("place", ["192.0.2.1", "2001:db8::1", "news.example"])
def test_who_reaches_out_is_stopped_and_told(place: str) -> None:
    with pytest.raises(OSError, match="a test may not reach"):
        socket.create_connection((place, 80), timeout=1)
    assert tried
    tried.clear()


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    assert socket.getaddrinfo("localhost", 80)

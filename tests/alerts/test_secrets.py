"""Secrets in every kind of address that apprise knows: in no log, error, database, metric or page."""

import asyncio
import datetime as dt
import logging
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.alerts import service
from monitor.alerts.deliver import Delivery, check, faults
from monitor.alerts.rules import alerts_for
from monitor.doctor import alert as doctor
from monitor.drain import Post
from monitor.errors import ConfigError
from monitor.history import notices
from monitor.history.schema import open_history
from monitor.history.watching import Watching
from monitor.metrics import Metrics
from monitor.model import AlertRule
from monitor.progress import Progress
from monitor.web.health import channels
from tests.alerts.planted import MARK, addresses
from tests.alerts.stories import WAR, event
from tests.alerts.test_deliver import PICTURE

NOW = dt.datetime(2026, 2, 4, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine, whatever a plug-in does; a name leads nowhere."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def only_here(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address).startswith(("('127.", "('::1")):
            raise ConnectionRefusedError(111, "refused")
        connect(self, address)  # type: ignore[arg-type]

    def no_names(host: object, *rest: object, **more: object) -> object:
        if str(host) not in ("127.0.0.1", "::1", "localhost"):
            raise socket.gaierror(-2, "unknown")
        return resolve(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    monkeypatch.setattr(socket, "gethostbyname", lambda name: no_names(name) and "127.0.0.1")


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    """Every line of every logger that any handler could see, from DEBUG on."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name}: {record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}")

    keep = Keep(logging.DEBUG)
    names = [None, "apprise", "urllib3", "requests", "asyncio"]
    before = [logging.getLogger(name).level for name in names]
    for name in names:
        logging.getLogger(name).addHandler(keep)
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield lines
    for name, level in zip(names, before, strict=True):
        logging.getLogger(name).removeHandler(keep)
        logging.getLogger(name).setLevel(level)


def test_no_secret_of_any_kind_of_address_gets_out(
    offline: None,
    log_lines: list[str],
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "DEADLINE", 15.0)
    found = addresses()
    log_lines.clear()
    rules = tuple(
        AlertRule(name=f"desk {i}", url=address, wait=dt.timedelta(0)) for i, (address, _) in enumerate(found.values())
    )
    understood = [rule for rule, (_, known) in zip(rules, found.values(), strict=True) if known]
    assert len(found) > 150
    assert len(understood) > 120
    assert sum(MARK in rule.url.lower() for rule in understood) > 115

    said = [repr(rules), *faults(rules), *(finding.words for rule in rules for finding in [doctor(rule)])]
    for rule in rules:
        try:
            check((rule,))
        except ConfigError as fault:
            said.append(str(fault))
    db = open_history(tmp_path / "casualties.db")
    ops = AlertRule(name="ops", url="json://127.0.0.1:9/", hears=("faults",), wait=dt.timedelta(0))
    notices.put(db, alerts_for((event(),), rules, (WAR,)), NOW)
    deliveries: list[Delivery] = []

    async def send() -> None:
        post = Post(db=db, clock=lambda: NOW + dt.timedelta(minutes=1))
        tasks = await post.round((*rules, ops), picture=lambda _: PICTURE, on_delivery=deliveries.append)
        await asyncio.gather(*tasks)

    asyncio.run(send())
    assert len(deliveries) == len(rules)
    assert sum(one.reason is not None for one in deliveries) > 120
    metrics = Metrics(progress=Progress(), watching=Watching(db), db=db, started=NOW)
    for one in deliveries:
        metrics.delivered(one)
    said.append(metrics.page(watches=set(), channels=[rule.name for rule in rules], now=NOW).decode())
    said += [repr(one) for one in deliveries] + [repr(channels(sqlite3.connect(tmp_path / "casualties.db"), []))]
    db.close()
    said += [*log_lines, *capfd.readouterr()]
    said += [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()]
    leaks = [text[max(0, text.lower().find(MARK) - 200) :][:400] for text in said if MARK in text.lower()]
    assert not leaks, "\n".join(leaks)

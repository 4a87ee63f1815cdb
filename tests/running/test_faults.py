"""The daemon as a user starts it while the machine around it breaks: it says so, lives on, and loses nothing."""

import json
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.spiders.outlets import Outlet, rss, running
from tests.spiders.test_once import toll

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.long

WAIT = 60  # seconds that a busy machine may take

Begin = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def outlets() -> Iterator[list[Outlet]]:
    with running(3) as them:
        yield them


@pytest.fixture
def outlet(outlets: list[Outlet]) -> Outlet:
    outlets[0].forget()
    return outlets[0]


@pytest.fixture
def hook(outlets: list[Outlet]) -> Outlet:
    outlets[1].forget()
    return outlets[1]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Begin]:
    started: list[subprocess.Popen[str]] = []

    def begin(**environ: str) -> subprocess.Popen[str]:
        log = (tmp_path / "log").open("a")
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "monitor", "run"],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
                stderr=log,
                text=True,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def configure(folder: Path, *feeds: str, hook: Outlet, run: str = "port = 0") -> None:
    watches = "".join(f'[[watch]]\nname = "paper{n}"\nurl = "{feed}"\nevery = "1s"\n' for n, feed in enumerate(feeds))
    alert = f'[[alert]]\nname = "desk"\nurl = "json://{hook.url.removeprefix("http://")}/hook?k=s3cretT0kenOfTheDesk"\n'
    text = f"[monitor]\nallow_private_addresses = true\n[run]\n{run}\n{watches}{alert}"
    (folder / "config.toml").write_text(text)
    (folder / "config.toml").chmod(0o600)


def log(folder: Path) -> str:
    return (folder / "log").read_text()


def until(holds: Callable[[], object], process: subprocess.Popen[str], folder: Path) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert process.poll() is None, log(folder)
        assert time.monotonic() < end, f"it did not come about\n{log(folder)}"
        time.sleep(0.1)


def ask(folder: Path, path: str) -> tuple[int, str]:
    address = log(folder).rpartition("answers at ")[2].partition("/healthz")[0]
    try:
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def stop(process: subprocess.Popen[str]) -> float:
    """Seconds from SIGTERM to the end."""
    begin = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=WAIT) == 0
    return time.monotonic() - begin


def titles(hook: Outlet) -> list[str]:
    return [json.loads(one["sent"])["title"] for one in hook.asked()]


def news(outlet: Outlet, number: int, day: int) -> None:
    outlet.says(f"/{day}", toll(number, day=day))
    outlet.says("/feed", rss(*((f"/{one}", "", None) for one in range(day, 3, -1))))


def first_poll(
    folder: Path, outlet: Outlet, hook: Outlet, begin: Begin, run: str = "port = 0"
) -> subprocess.Popen[str]:
    news(outlet, 46_000, day=4)
    configure(folder, outlet.url + "/feed", hook=hook, run=run)
    process = begin()
    until(lambda: len(titles(hook)) == 1, process, folder)
    return process


def test_a_disk_that_takes_nothing_is_told_survived_and_the_news_comes_after_it(
    tmp_path: Path, outlet: Outlet, hook: Outlet, daemon: Begin
) -> None:
    process = first_poll(tmp_path, outlet, hook, daemon)
    assert ask(tmp_path, "/readyz") == (200, "ok\n")
    small = (tmp_path / "log").stat().st_size + 100_000  # the log itself may still be written
    ballast = (tmp_path / "archive").glob("*.warc.gz")
    assert all(path.stat().st_size < small for path in ballast)
    # No file of this process may grow from now on: as on a full disk, each write fails
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    news(outlet, 55_000, day=5)
    until(lambda: ask(tmp_path, "/readyz")[0] == 503, process, tmp_path)
    assert "fails" in ask(tmp_path, "/readyz")[1]
    assert ask(tmp_path, "/healthz") == (200, "ok\n")  # it lives: a restart would mend nothing
    time.sleep(3)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    until(lambda: len(titles(hook)) == 2, process, tmp_path)
    until(lambda: ask(tmp_path, "/readyz")[0] == 200, process, tmp_path)
    assert stop(process) < 10
    assert "55,000" in titles(hook)[1]
    with closing(sqlite3.connect(tmp_path / "casualties.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_a_locked_database_is_told_once_survived_and_the_news_comes_after_it(
    tmp_path: Path, outlet: Outlet, hook: Outlet, daemon: Begin
) -> None:
    process = first_poll(tmp_path, outlet, hook, daemon)
    with closing(sqlite3.connect(tmp_path / "casualties.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        news(outlet, 55_000, day=5)
        until(lambda: "is held by another program" in log(tmp_path), process, tmp_path)
        assert "polling fails" in ask(tmp_path, "/readyz")[1]
        other.execute("ROLLBACK")
    until(lambda: len(titles(hook)) == 2, process, tmp_path)
    until(lambda: "polling works again" in log(tmp_path), process, tmp_path)
    assert stop(process) < 10
    assert log(tmp_path).count("polling failed") == 1
    assert "Traceback" not in log(tmp_path)


def test_a_damaged_database_is_told_in_words(tmp_path: Path, outlet: Outlet, hook: Outlet, daemon: Begin) -> None:
    process = first_poll(tmp_path, outlet, hook, daemon)
    with closing(sqlite3.connect(tmp_path / "casualties.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE watches SET polls = polls + 1")  # what the daemon holds in memory is no longer true
        other.execute("COMMIT")
        page = 4_096
        for name, start, step, where in (("casualties.db", page, page, 0), ("casualties.db-wal", 32, page + 24, 24)):
            with (tmp_path / name).open("r+b") as file:
                for frame in range(start, file.seek(0, 2), step):
                    file.seek(frame)
                    if not where or int.from_bytes(file.read(4)) != 1:  # the first page says that it is a database
                        file.seek(frame + where)
                        file.write(b"\xa5" * page)
    until(lambda: "is damaged; bring back a copy" in log(tmp_path), process, tmp_path)
    assert ask(tmp_path, "/readyz")[0] == 503
    assert stop(process) < 10
    assert "Traceback" not in log(tmp_path)


def test_it_ends_within_seconds_while_an_outlet_stalls_and_a_channel_hangs(
    tmp_path: Path, outlets: list[Outlet], daemon: Begin
) -> None:
    outlet, _, slow = outlets
    for one in outlets:
        one.forget()
    news(outlet, 46_000, day=4)
    stalls = slow.says("/feed", "", manner="stall")
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # takes connections and never answers
        text = (
            f'[monitor]\nallow_private_addresses = true\n[[watch]]\nname = "paper"\nurl = "{outlet.url}/feed"\n'
            f'every = "1s"\n[[alert]]\nname = "deaf"\nurl = "json://127.0.0.1:{deaf.getsockname()[1]}/"\n'
        )
        (tmp_path / "config.toml").write_text(text)
        process = daemon()
        deaf.settimeout(WAIT)
        connection, _ = deaf.accept()  # the baseline is being sent
        more = f'[[watch]]\nname = "stalls"\nurl = "{stalls}"\nevery = "1s"\n'
        (tmp_path / "config.toml").write_text(text + more)
        process.send_signal(signal.SIGHUP)
        until(lambda: slow.asked(), process, tmp_path)
        assert stop(process) < 12
        connection.close()
    assert "Traceback" not in log(tmp_path)


def test_the_log_as_objects_and_no_secret_in_log_metrics_and_database(
    tmp_path: Path, outlet: Outlet, hook: Outlet, daemon: Begin
) -> None:
    process = first_poll(tmp_path, outlet, hook, daemon, run='port = 0\nlog = "json"')
    status, metrics = ask(tmp_path, "/metrics")
    stop(process)
    told = [json.loads(line) for line in log(tmp_path).splitlines()]
    assert [one["event"] for one in told if one["event"] in ("poll", "delivery")] == ["poll", "delivery"]
    assert next(one for one in told if one["event"] == "delivery")["channel"] == "desk"
    assert (status, 'casualty_monitor_watch_polls_total{watch="paper0"}' in metrics) == (200, True)
    for file in tmp_path.rglob("*"):
        if file.is_file() and file.name != "config.toml":
            assert b"s3cretT0ken" not in file.read_bytes(), file
    assert "s3cretT0ken" not in metrics


def test_a_service_manager_hears_when_it_is_ready_alive_reloads_and_stops(
    tmp_path: Path, outlet: Outlet, hook: Outlet, daemon: Begin
) -> None:
    news(outlet, 46_000, day=4)
    configure(tmp_path, outlet.url + "/feed", hook=hook)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(WAIT)
        process = daemon(NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="60000000")
        assert manager.recv(1_000) == b"READY=1\nSTATUS=watching 1 watch"
        assert manager.recv(1_000) == b"WATCHDOG=1"
        process.send_signal(signal.SIGHUP)
        while (said := manager.recv(1_000)) == b"WATCHDOG=1":
            pass
        assert said.startswith(b"RELOADING=1\nMONOTONIC_USEC=")
        assert manager.recv(1_000).startswith(b"READY=1")
        process.send_signal(signal.SIGTERM)
        while (said := manager.recv(1_000)) == b"WATCHDOG=1":
            pass
        assert said == b"STOPPING=1"
        assert process.wait(timeout=WAIT) == 0

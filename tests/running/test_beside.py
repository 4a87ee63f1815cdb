"""The page beside the daemon: it comes with it, comes again when it falls or is renewed, and goes with it."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.beside import Beside

ROOT = Path(__file__).parents[2]
WAIT = 90  # seconds that a busy machine may take


def test_what_falls_is_told_and_begun_again() -> None:
    said: list[str] = []
    faults: list[str] = []
    beside = Beside(name="page", arguments=("no-such-command",), line=said.append, fault=faults.append)

    async def twice() -> None:
        task = asyncio.create_task(beside.keep())
        end = time.monotonic() + WAIT
        while len(faults) < 2:
            assert time.monotonic() < end, (said, faults)
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait({task})

    asyncio.run(twice())
    assert faults == [
        "the page ended with status 2; it begins again in 1 s",
        "the page ended with status 2; it begins again in 2 s",
    ]
    assert said[0] == said[1]
    assert said[0].startswith("page: ")
    assert "no-such-command" in said[0]


def test_a_line_without_end_is_left_out_and_the_rest_is_heard(tmp_path: Path) -> None:
    """As of a fault that holds a page's text: the task that listens must not end by it."""
    said: list[str] = []
    faults: list[str] = []
    beside = Beside(name="page", arguments=("x" * 100_000,), line=said.append, fault=faults.append)

    async def once() -> None:
        task = asyncio.create_task(beside.keep())
        end = time.monotonic() + WAIT
        while not faults:
            assert time.monotonic() < end, said
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait({task})

    asyncio.run(once())
    assert said
    assert faults == ["the page ended with status 2; it begins again in 1 s"]


def address(log: Path, after: int = 0) -> str | None:
    found = re.findall(r"page: the page is at (\S+)", log.read_text()[after:])
    return found[-1] if found else None


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "timeline", timeout=10) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def until(holds: Callable[[], object], log: Path) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, f"it did not come about\n{log.read_text()}"
        time.sleep(0.1)


@pytest.mark.long
def test_a_daemon_with_its_page(tmp_path: Path) -> None:
    watch = '[[watch]]\nname = "paper"\nurl = "http://127.0.0.1:9/feed"\nevery = "1h"\n'
    settings = "[monitor]\nallow_private_addresses = true\n[run]\npage = true\n[serve]\nport = 0\n"
    (tmp_path / "config.toml").write_text(settings + watch)
    log = tmp_path / "log"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("w") as out:
        daemon = subprocess.Popen([sys.executable, "-m", "monitor", "run"], cwd=tmp_path, env=environ, stderr=out)
    try:
        until(lambda: address(log), log)
        first = address(log)
        assert first is not None
        assert answers(first)

        size = len(log.read_text())
        daemon.send_signal(signal.SIGHUP)
        until(lambda: address(log, size), log)
        second = address(log, size)
        assert second is not None
        assert answers(second)
        assert not answers(first)
        assert "the page ended" not in log.read_text()

        daemon.kill()  # nobody is left to end the page but the page
        daemon.wait()
        until(lambda: not answers(second), log)
    finally:
        daemon.kill()
        daemon.wait()

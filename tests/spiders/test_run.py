"""The daemon as a user starts it: polls on schedule, alerts once, reloads on SIGHUP, ends on SIGTERM, lives on."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.spiders.outlets import Outlet, rss
from tests.spiders.test_once import call, start, stored, toll

WAIT = 40  # seconds that a busy machine may take


def configure(folder: Path, feed: str, hook: Outlet, *, every: str = "1s", more: str = "") -> None:
    (folder / "config.toml").write_text(
        '[monitor]\nallow_private_addresses = true\ncontact = "desk@newsroom.example"\n'
        f'[[watch]]\nname = "paper"\nurl = "{feed}"\nevery = "{every}"\noutlet = "The Paper"\n{more}'
        f'[[alert]]\nname = "desk"\nurl = "json://{hook.url.removeprefix("http://")}/hook"\n'
        'wait = "0s"\nfollowup = "0s"\n'
    )


def until(holds: Callable[[], object], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        started.append(start(tmp_path, "run"))
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate()


def test_a_desk_is_told_once_of_what_is_new(
    tmp_path: Path, outlet: Outlet, other: Outlet, daemon: Callable[[], subprocess.Popen[str]]
) -> None:
    outlet.says("/1", toll(46_000))
    feed = outlet.says("/feed", rss(("/1", "", None)))
    configure(tmp_path, feed, other)
    process = daemon()
    until(lambda: len(other.asked()) == 1, process)  # the baseline
    outlet.says("/2", toll(55_000, day=5))
    outlet.says("/feed", rss(("/2", "", None), ("/1", "", None)))
    until(lambda: len(other.asked()) == 2, process)
    assert call(tmp_path, "once")[0] == 2  # one collector at a time
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=WAIT)
    assert process.returncode == 0
    assert err.splitlines()[-1].endswith("Z stopped")
    assert "paper: 1 new; 1 event, its baseline" in err
    assert err.count("sent to desk: UPDATE · Ukraine, military killed: 55,000") == 1
    assert stored(tmp_path, "SELECT event, low FROM events ORDER BY rowid") == [("new", 46_000), ("update", 55_000)]
    assert "Traceback" not in err


def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, outlet: Outlet, other: Outlet, daemon: Callable[[], subprocess.Popen[str]]
) -> None:
    outlet.says("/1", toll(46_000))
    configure(tmp_path, outlet.says("/feed", rss(("/1", "", None))), other)
    process = daemon()
    until(lambda: len(other.asked()) == 1, process)
    outlet.says("/2", toll(55_000, day=5))
    outlet.says("/feed", rss(("/2", "", None), ("/1", "", None)))
    process.kill()
    process.communicate()
    process = daemon()
    until(lambda: len(other.asked()) == 2, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=WAIT)
    assert process.returncode == 0, err
    assert stored(tmp_path, "SELECT count(*) FROM events") == [(2,)]
    assert stored(tmp_path, "SELECT count(*) FROM outbox WHERE state = 'sent'") == [(2,)]


def test_a_new_configuration_is_read_on_sighup_and_a_faulty_one_refused(
    tmp_path: Path, outlet: Outlet, other: Outlet, daemon: Callable[[], subprocess.Popen[str]]
) -> None:
    outlet.says("/1", toll(46_000))
    feed = outlet.says("/feed", rss(("/1", "", None)))
    configure(tmp_path, feed, other)
    process = daemon()
    until(lambda: len(other.asked()) == 1, process)
    configure(tmp_path, feed, other, every="never")
    process.send_signal(signal.SIGHUP)
    outlet.says("/2", toll(55_000, day=5))
    outlet.says("/feed", rss(("/2", "", None), ("/1", "", None)))
    until(lambda: len(other.asked()) == 2, process)  # the old one still holds
    outlet.says("/3", toll(56_000, day=6))
    second = outlet.says("/second", rss(("/3", "", None)))
    configure(tmp_path, feed, other, more=f'[[watch]]\nname = "other"\nurl = "{second}"\nevery = "1s"\n')
    process.send_signal(signal.SIGHUP)
    until(lambda: stored(tmp_path, "SELECT count(*) FROM events WHERE low = 56000") == [(1,)], process)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=WAIT)
    assert "every: write a number and s, m, h or d" in err
    assert "the configuration stays as it was" in err
    assert "read the configuration again: 2 watches" in err


def test_without_a_watch_it_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[monitor]\ncontact = "desk@newsroom.example"\n')
    code, out, err = call(tmp_path, "run")
    assert (code, out) == (2, "")
    assert "there is no [[watch]] to poll" in err


def test_what_was_sent_can_be_explained(
    tmp_path: Path, outlet: Outlet, other: Outlet, daemon: Callable[[], subprocess.Popen[str]]
) -> None:
    outlet.says("/1", toll(46_000))
    configure(tmp_path, outlet.says("/feed", rss(("/1", "", None))), other)
    process = daemon()
    until(lambda: len(other.asked()) == 1, process)
    ((event,),) = stored(tmp_path, "SELECT id FROM events")
    code, out, _ = call(tmp_path, "explain", event)
    assert code == 0
    assert "46,000" in out
    code, out, _ = call(tmp_path, "history", "--output", "json")
    assert code == 0
    assert json.loads(out)[0]["low"] == 46_000

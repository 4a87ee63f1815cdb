"""The way of somebody who has just installed it: init, doctor, run; an alert arrives at a webhook and in a mailbox."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.spiders.outlets import Outlet, rss, running
from tests.spiders.test_once import toll

ROOT = Path(__file__).parents[2]
WAIT = 120  # seconds: a window in which a story gathers, on a busy machine


class Mailbox:
    def __init__(self) -> None:
        self.letters: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.letters.append(bytes(envelope.content or b"").decode())
        return "250 OK"


class AnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    controller = AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    yield box, controller.port
    controller.stop()


def call(folder: Path, *words: str, given: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        input=given,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


def until(holds: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, f"it did not come about\n{log.read_text()}"
        time.sleep(0.2)


@pytest.mark.long
def test_from_init_to_the_first_alert(tmp_path: Path, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    with running(2) as (outlet, hook):
        news(outlet, 46_000, day=4)
        webhook = f"json://{hook.url.removeprefix('http://')}/newsroom"
        answers = f"\n{outlet.url}/feed\n{webhook}\n\n"
        written = call(tmp_path, "init", given=answers)
        assert (written.returncode, "Next: casualty-monitor doctor" in written.stdout) == (0, True), written.stderr
        (variable,) = re.findall(r"export (\w+)=", written.stdout)

        # what the documents say to add by hand: a mailbox, and a poll a second instead of each quarter of an hour
        file = tmp_path / "config.toml"
        mail = f"mailto://127.0.0.1:{port}/?from=monitor@newsroom.example&to=night@newsroom.example&mode=insecure"
        text = file.read_text().replace('every = "15m"', 'every = "1s"')
        file.write_text(f'{text}\n[[alert]]\nname = "night-editor"\nurl = "{mail}"\n')

        checked = call(tmp_path, "doctor", "--send-test", **{variable: webhook})
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert checked.stdout.count("took a test message") == 2
        assert [title(one) for one in hook.asked()] == ["TEST · casualty-monitor"]
        assert len(box.letters) == 1

        log = tmp_path / "log"
        with log.open("w") as file_:
            daemon = subprocess.Popen(
                [sys.executable, "-m", "monitor", "run"],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT), variable: webhook},
                stderr=file_,
            )
        try:
            until(lambda: len(hook.asked()) == 2 and len(box.letters) == 2, log)
            news(outlet, 55_000, day=5)
            until(lambda: len(hook.asked()) == 3 and len(box.letters) == 3, log)
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(timeout=WAIT) == 0
        finally:
            daemon.kill()
            daemon.wait()
        assert "55,000" in title(hook.asked()[-1])
        assert "55,000" in box.letters[-1]
        (event,) = re.findall(r"(\b\w{18}\b)\s*$", json.loads(hook.asked()[-1]["sent"])["message"])
        told = call(tmp_path, "explain", event, **{variable: webhook})
        assert (told.returncode, "55,000" in told.stdout) == (0, True)


def news(outlet: Outlet, number: int, day: int) -> None:
    outlet.says(f"/{day}", toll(number, day=day))
    outlet.says("/feed", rss(*((f"/{one}", "", None) for one in range(day, 3, -1))))


def title(sent: dict[str, str]) -> str:
    return str(json.loads(sent["sent"])["title"])

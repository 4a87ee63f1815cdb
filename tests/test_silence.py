"""The commands `silence` and `ack` as a person uses them."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.history import notices
from monitor.history.schema import open_history
from tests.alerts.desk import Desk, channel
from tests.alerts.stories import event

ROOT = Path(__file__).parents[1]
ADD = ("silence", "add", "--by", "Anna", "--reason", "covered by the live blog")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    db = open_history(tmp_path / "casualties.db")
    desk = Desk(rules=(channel("war-desk"),), db=db)
    desk.push(event(id="e1aaaaaa"), event(390_000, id="e1bbbbbb", source="trump"))
    db.close()
    return tmp_path


def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "COLUMNS": "140"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_silence_from_its_beginning_to_its_end(folder: Path) -> None:
    code, out, _ = call(folder, *ADD, "--topic", "Russia-Ukraine", "--source", "zelensky", "--for", "2h")
    assert code == 0
    assert re.fullmatch(r"silence 1: topic russia-ukraine, source zelensky, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\n", out)
    db = open_history(folder / "casualties.db")
    Desk(rules=(channel("war-desk"),), db=db, begin=dt.datetime.now(dt.UTC)).once(all_waiting=True)
    assert notices.counts(db) == {"waiting": 0, "told": 1, "silenced": 1}
    db.close()
    _, out, _ = call(folder, "silence", "list")
    assert re.search(
        r"^1 +topic russia-ukraine, source zelensky .*UTC +Anna +covered by the live blog +1 *$", out, re.M
    )
    assert call(folder, "silence", "end", "1", "--by", "Boris") == (0, "silence 1 is over\n", "")
    assert call(folder, "silence", "list")[1] == "no silence holds now\n"
    assert "ended " in (listed := call(folder, "silence", "list", "--all")[1])
    assert "by Boris" in listed
    code, _, err = call(folder, "silence", "end", "1", "--by", "Boris")
    assert (code, err) == (2, "casualty-monitor: silence 1 is over already\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*ADD, "--for", "2h"), "say what is to be silent, as in --topic gaza; nothing silences everything"),
        ((*ADD, "--topic", "gaza"), "say when it ends: --for 2h, or --until 2026-02-05"),
        ((*ADD, "--topic", "gaza", "--for", "soon"), "--for: 'soon' is no time; write one as in 2h or 3d"),
        ((*ADD, "--topic", "gaza", "--until", "2020-01-01"), "it must end within 366 days from now"),
        ((*ADD, "--topic", "gaza", "--for", "999d"), "it must end within 366 days from now"),
        ((*ADD, "--topic", " ", "--for", "2h"), "an empty name matches nothing; leave it out"),
        ((*ADD, "--measure", "kiled", "--for", "2h"), "--measure: 'kiled' is not one of killed, wounded"),
        (("silence", "add", "--topic", "gaza", "--by", " ", "--reason", "x", "--for", "1h"), "--by: write it in 1 to"),
        (("silence", "end", "7", "--by", "Anna"), "there is no silence 7; `silence list` shows them"),
        (("ack", "e1zzzzzz", "--by", "Anna"), "e1zzzzzz is no event of this database"),
    ],
)
def test_what_cannot_be_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = call(folder, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"casualty-monitor: {said}")
    assert len(err.splitlines()) == 1


def test_an_acknowledged_alert_has_a_name(folder: Path) -> None:
    assert call(folder, "ack", "e1aaaa", "--by", "Anna") == (0, "Anna has e1aaaa; it was told to war-desk\n", "")
    code, _, err = call(folder, "ack", "e1aaaaaa", "--by", "Anna")
    assert (code, err) == (2, "casualty-monitor: Anna has e1aaaaaa already\n")
    assert "so has Anna" in call(folder, "ack", "e1aaaaaa", "--by", "Boris")[1]

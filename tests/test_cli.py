"""The door: results and complaints on their own streams, exit statuses, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import COMMANDS

KEYS = {
    *("party", "population", "measure", "low", "high", "qualifier", "sources", "as_of", "scope", "status", "quote"),
    *("start", "end", "sentence", "rule"),
}


Answer = subprocess.CompletedProcess[str]


def call(*arguments: str | Path, cwd: Path, given: str = "", **variables: str) -> Answer:
    """The program as a user starts it, in a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *map(str, arguments)],
        input=given.encode(),
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **variables},
        timeout=120,
        check=False,
    )
    answer = Answer(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answer.stderr + answer.stdout, answer.stderr
    return answer


def detected(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def one_line(text: str) -> str:
    """The one complaint of a run."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


def test_help_names_every_command_and_starts_quickly(tmp_path: Path) -> None:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        answer = call("--help", cwd=tmp_path)
        best = min(best, time.perf_counter() - start)
    assert answer.returncode == 0
    assert all(f"  {name} " in answer.stdout for name in COMMANDS)
    assert best < 0.5


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str, tmp_path: Path) -> None:
    answer = call(name, "--help", cwd=tmp_path)
    assert answer.returncode == 0
    assert answer.stdout.startswith(f"Usage: casualty-monitor {name}")
    assert "--config FILE" in answer.stdout


def test_bare_name_shows_what_there_is_and_is_wrong_usage(tmp_path: Path) -> None:
    answer = call(cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "detect" in answer.stderr


@pytest.mark.parametrize("arguments", [["nope"], ["detect", "--nope"], ["detect", "extra"]])
def test_wrong_usage_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    answer = call(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "see casualty-monitor" in one_line(answer.stderr)


def test_detect_answers_every_line_in_order_and_does_the_good_ones(tmp_path: Path) -> None:
    good = {"id": 7, "title": "Strike", "text": "A strike on Kharkiv killed 12 people.", "published": "2026-02-05"}
    lines = [
        json.dumps(good),
        '{"id": "b", "text": ',
        "",
        "[1]",
        '{"id": "c"}',
        '{"id": "d", "text": "x", "published": "soon"}',
        '{"id": "e", "text": "x", "lang": "English"}',
        '{"id": "f", "text": "x", "topic": "atlantis"}',
        json.dumps({"text": good["text"], "topic": "generic"}),
    ]
    answer = call("detect", cwd=tmp_path, given="\n".join(lines))
    assert answer.returncode == 1
    found = detected(answer)
    assert [row["id"] for row in found] == [7, None, None, None, "c", "d", "e", "f", None]
    assert [row.get("error", "").partition(":")[0] for row in found] == ["", *(f"line {n}" for n in range(2, 9)), ""]
    assert all(row["figures"] == [] for row in found[1:8])
    for row in (found[0], found[8]):
        assert [(figure["low"], figure["measure"]) for figure in row["figures"]] == [(12, "killed")]
    figure = found[0]["figures"][0]
    full = f"{good['title']}\n\n{good['text']}"
    assert set(figure) >= KEYS
    assert full[figure["start"] : figure["end"]] == figure["quote"]
    assert figure["sentence"] == good["text"]


def test_detect_answers_a_slow_sender_line_by_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "detect"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "text": "Nothing."}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"id": number, "figures": []}
        process.stdin.close()
        assert process.wait(20) == 0


def test_detect_of_nothing_is_nothing(tmp_path: Path) -> None:
    answer = call("detect", cwd=tmp_path)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_detect_starts_quickly(tmp_path: Path) -> None:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        call("detect", cwd=tmp_path)
        best = min(best, time.perf_counter() - start)
    assert best < 0.5


def test_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": "Nothing. " * 400}) + "\n" for n in range(400))
    (tmp_path / "in.jsonl").write_text(lines)
    done = subprocess.run(
        f"{sys.executable} -m monitor detect < in.jsonl | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
        check=False,
    )
    assert json.loads(done.stdout)["id"] == 0
    assert done.stderr == ""


def test_interrupt_is_one_word(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "detect"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "Nothing."}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read().split(b"\n") == [b"", b"casualty-monitor: stopped", b""]  # "^C" has its own line

"""A day of 200 watches on a simulated clock: nothing is lost, late, sent twice or piled up in memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running.day import LATEST

ROOT = Path(__file__).parents[2]
WATCHES, HOURS = 200, 24


def lived(hours: int, watches: int, *more: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.running.day", f"--hours={hours}", f"--watches={watches}", "--quiet", *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3_000,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def hold(day: dict[str, Any], hours: int, watches: int) -> None:
    """All that must be so after it."""
    assert day["lines"] == [f"watching {watches} watches", "stopped"]
    # an outlet whose random times leave it silent for a day is rightly called blind; nothing else befell any
    assert [fault for fault in day["faults"] if "blind" not in fault or hours <= 24] == []
    assert day["integrity"] == "ok"
    # no poll and no job lost: each outlet was asked in its time, and the jobs ran in theirs
    assert day["longest gap"] <= 1
    assert {name: failures for name, (_, failures) in day["jobs"].items() if failures} == {}
    assert day["jobs"]["sending"][0] > 0.9 * hours * 1_800
    assert day["jobs"]["second looks"][0] >= 0.9 * hours * 12
    # no article and no alert lost, none sent twice, none late
    assert day["missing"] == []
    assert day["tolls"] >= hours * watches / 40
    assert len(day["alerting"]) >= 0.95 * day["tolls"]
    assert sorted(day["told"]) == sorted(day["alerting"])
    assert day["unsent"] == []
    assert day["twice"] == 0
    assert day["longest delay"] <= LATEST
    assert day["latest"] <= LATEST
    # memory: what it holds after the first quarter is what it holds at the end, but for SQLite's and libxml2's caches
    quarter = day["memory"][hours // 4]
    assert max(day["memory"][-3:]) <= quarter * 1.05 + (6 << 20), [size >> 20 for size in day["memory"]]


@pytest.mark.long
def test_a_day_of_two_hundred_watches() -> None:
    hold(lived(HOURS, WATCHES), HOURS, WATCHES)


def test_hours_in_which_the_clock_is_set_back_and_the_machine_sleeps() -> None:
    """Two hours of six watches: the clock goes back by two hours, later the machine sleeps for three."""
    day = lived(2, 6, "--articles=60", "--shift=1500:-7200", "--shift=4000:10800")
    assert (day["faults"], day["integrity"], day["missing"], day["twice"]) == ([], "ok", [], 0)
    assert day["lines"][1:-1] == ["the clock was set back by 7200 s; all jobs are begun anew"]
    assert day["longest gap"] <= 1
    assert day["jobs"]["sending"][0] > 0.9 * 2 * 1_800
    assert day["tolls"] > 3
    assert sorted(day["told"]) == sorted(day["alerting"])
    assert day["latest"] <= LATEST

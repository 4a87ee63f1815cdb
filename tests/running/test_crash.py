"""The daemon is killed with -9 at each of its steps and at any moment: no alert is lost or told under a second id."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
STEPS = {
    *("asked", "answered"),  # an outlet
    *("half a record", "before the disk has it", "the disk has it"),  # the archive
    *("reading", "writing"),  # the database: each statement, BEGIN and COMMIT among those that write
    *("sending", "taken", "thanked"),  # a desk
}


def killed(kills: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.running.crash", "--kills", str(kills), "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1_800,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.long
def test_four_hundred_kills_at_every_step() -> None:
    found = killed(400)
    assert found["wrong"] == []
    assert found["kills"] >= 400
    assert set(found["steps"]) == STEPS
    assert found["steps"]["writing"] > 25
    assert set(found["where"]) == STEPS | {"moment"}
    assert found["where"]["moment"] >= 60

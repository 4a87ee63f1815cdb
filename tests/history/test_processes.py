"""Several programs on one history, and a program that is killed: nothing is lost, doubled or half written."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from monitor.history.schema import open_history

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from monitor.history.ledger import commit
from monitor.history.schema import open_history
from tests.history.plans import claim, plan

db = open_history(sys.argv[1])
first, last = int(sys.argv[2]), int(sys.argv[3])
for n in range(first, last):
    made = (claim(n, id=f"c{n}"), claim(n + 100_000, id=f"d{n}"))
    commit(db, plan(*made, id=f"a{n}", alerts=True))
    print(n, flush=True)
"""


def writer(file: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def counts(file: Path) -> dict[str, int]:
    db = open_history(file)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return {name: db.table(name).count for name in ("articles", "claims", "figures", "events", "notices")}


def test_a_killed_program_leaves_whole_articles(tmp_path: Path) -> None:
    """DESIGN: a crash leaves all or none; what was told as done is done."""
    file = tmp_path / "x.db"
    process = writer(file, 0, 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(20)]
    time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().splitlines()
    process.wait()
    found = counts(file)
    assert found["articles"] >= len(told) >= 20
    assert found == {"articles": found["articles"]} | {
        name: 2 * found["articles"] for name in ("claims", "figures", "events", "notices")
    }


def test_programs_beside_each_other_do_not_lock_each_other_out(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    writers = [writer(file, 0, 60), writer(file, 0, 60), writer(file, 30, 90)]
    for process in writers:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert counts(file) == {"articles": 90, "claims": 180, "figures": 180, "events": 180, "notices": 180}

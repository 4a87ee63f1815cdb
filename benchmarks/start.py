"""The time that each command takes to start, in processor time: of `--help`, and of the light commands at work.

    python -m benchmarks.start [--rounds 5]

The fastest of some rounds, each a process of its own. Beside them stands an interpreter that does nothing.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from monitor.cli import COMMANDS

LIGHT_MOST = 0.5  # seconds: `--help`, `detect`, `history`
LINE = json.dumps({"text": "At least 12 people were killed in Kharkiv.", "published": "2026-02-05", "lang": "en"})


def spent(arguments: Sequence[str], folder: Path, given: str = "") -> float:
    """Seconds of processor time of a command, with what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], cwd=folder, input=given, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """A line for each command."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.jsonl").write_text(LINE + "\n", "utf-8")
        spent(["-m", "monitor", "replay", "one.jsonl", "--database", "h.db"], folder)
        program = ("-m", "monitor")
        light = {
            "--help": ((*program, "--help"), ""),
            "detect, one article": ((*program, "detect"), LINE),
            "history, as JSON": ((*program, "history", "--database", "h.db", "--output", "json"), ""),
        }
        rest = {f"{command} --help": ((*program, command, "--help"), "") for command in COMMANDS}
        bare = min(spent(["-c", "pass"], folder) for _ in range(rounds))
        print(f"{'an interpreter alone':<24} {bare:.2f} s")
        for words, (arguments, given) in {**light, **rest}.items():
            best = min(spent(arguments, folder, given) for _ in range(rounds))
            limit = f"  (at most {LIGHT_MOST}: {'met' if best <= LIGHT_MOST else 'NOT met'})" if words in light else ""
            print(f"{words:<24} {best:.2f} s{limit}", flush=True)


if __name__ == "__main__":
    main()

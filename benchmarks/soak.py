"""A week of the daemon with 200 watches on a simulated clock: polls, messages, lateness, memory by day.

`python benchmarks/soak.py --days 7`. The clock alone is replaced; outlets and the desk are on loopback addresses. What
it must hold is asserted in tests/running/test_day.py, where a day of it runs.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    from tests.running.test_day import hold

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--watches", type=int, default=200)
    given = parser.parse_args()
    hours = given.days * 24
    command = [sys.executable, "-m", "tests.running.day", "--hours", str(hours), "--watches", str(given.watches)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    week = json.loads(done.stdout.splitlines()[-1])
    print(f"{given.days} days, {given.watches} watches: {week['polls']:,} polls, {week['articles']:,} articles")
    print(f"{week['messages']:,} messages of {len(week['told']):,} events; the slowest {week['longest delay']:.0f} s")
    print("MiB by day: " + ", ".join(str(size >> 20) for size in week["memory"][::24]))
    hold(week, hours, given.watches)
    print("nothing was lost, late or sent twice")


if __name__ == "__main__":
    main()

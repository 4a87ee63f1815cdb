"""Runs every benchmark and writes docs/performance.md: what each printed, the limits in one table, two charts.

    uv run --with quantulum3 --with reader python -m benchmarks [--quick] [NAME...]

`--quick` takes small sizes, to see that all of it works (some minutes), and writes nothing; the whole takes some three
hours on two cores. With names (`detect`, `history`, ...) only these run: benchmarks/measured.json keeps what each
printed last, on which day and commit, and the page is written anew from it.
"""

import argparse
import datetime as dt
import json
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from monitor.alerts.chart import svg_of_spec

ROOT = Path(__file__).parents[1]
DOC = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "pictures"
MEASURED = ROOT / "benchmarks" / "measured.json"
DEADLINE = 7_200  # seconds for one benchmark


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One of them: its module, what it tells, its arguments for the whole and for a quick look."""

    name: str
    title: str
    whole: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()


BENCHMARKS = (
    Benchmark("detect", "Detection beside reading the page", quick=("--pages", "40")),
    Benchmark("rivals", "Detection beside other ways"),
    Benchmark("start", "Start-up of each command", quick=("--rounds", "1")),
    Benchmark("history", "One figure among many", ("10000", "100000", "1000000"), ("10000", "20000")),
    Benchmark("alert", "From an article to its alert", quick=("--rounds", "1")),
    Benchmark("poll", "Polling unchanged feeds", quick=("--feeds", "50")),
    Benchmark("path", "The whole path beside bare fetching and cleaning", quick=("--articles", "50")),
    Benchmark("page", "The desk's page", quick=("--figures", "2000", "--articles", "1000", "--requests", "4")),
    Benchmark("backfill", "Backfill", ("--pages", "50000"), ("--pages", "60", "--files", "2")),
    Benchmark("soak", "A week of the daemon", quick=("--days", "1")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a benchmark printed, how long it took in seconds, and on which day and commit."""

    told: str
    seconds: float
    day: str
    commit: str


def commit() -> str:
    """The commit that is measured, short."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def run(one: Benchmark, quick: bool) -> Measured:
    """Runs a benchmark; what it prints appears line by line on the terminal too."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", f"benchmarks.{one.name}", *(one.quick if quick else one.whole)]
    print(f"== {one.title} ({' '.join(command[2:])})", flush=True)
    lines = []
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line.rstrip())
        status = process.wait(DEADLINE)
    if status not in (0, 1):
        lines.append(f"ended with status {status}")
    day = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    return Measured(told="\n".join(lines), seconds=time.perf_counter() - begun, day=day, commit=commit())


def limits(told: str) -> list[str]:
    """The lines that hold a measurement against a limit."""
    return [line.strip() for line in told.splitlines() if re.search(r"\bmet\b", line)]


def document(results: dict[str, Measured]) -> str:
    """docs/performance.md."""
    done = [one for one in BENCHMARKS if one.name in results]
    rows = [f"| {line.replace('|', '/')} | {one.name} |" for one in done for line in limits(results[one.name].told)]
    cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())  # fmt: skip
    parts = [
        "# Performance",
        "",
        f"Written by `python -m benchmarks` on {os.cpu_count()} cores ({cpu}), Python {platform.python_version()}. "
        "Ratios are of one run on one machine and travel better than seconds do. All run with one command, and each "
        "by its name; the day and the commit of each stand beside it.",
        "",
        "| measured against its limit | by |",
        "| --- | --- |",
        *rows,
        "",
        "![What detection costs beside reading the page](pictures/performance-detect.svg)",
        "",
        "![What one figure costs, by the size of the history](pictures/performance-history.svg)",
    ]
    for one in done:
        got = results[one.name]
        command = " ".join(("python -m", f"benchmarks.{one.name}", *one.whole))
        ran = f"`{command}` ({got.seconds:.0f} s, {got.day}, {got.commit})"
        parts += ["", f"## {one.title}", "", ran, "", "```text", got.told, "```"]
    return "\n".join(parts) + "\n"


def charts(results: dict[str, Measured]) -> None:
    """Two pictures of what was printed."""
    costs = re.findall(r"(stream|pages with figures).*?\n\s+extraction\s+([\d.]+).*?\n\s+detection\s+([\d.]+)",
                       results["detect"].told)  # fmt: skip
    names = {"stream": "one page in ten with figures", "pages with figures": "every page with figures"}
    values = [
        {"pages": names[kind], "step": step, "ms": float(value)}
        for kind, *both in costs
        for step, value in zip(("read the page", "detect figures"), both, strict=True)
    ]
    bars = {
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "y": {"field": "pages", "type": "nominal", "title": None},
            "yOffset": {"field": "step", "sort": ["read the page", "detect figures"]},
            "x": {"field": "ms", "type": "quantitative", "title": "milliseconds a page"},
            "color": {"field": "step", "type": "nominal", "title": None, "sort": ["read the page", "detect figures"]},
        },
    }
    rows = re.findall(r"^\s*([\d,]+)\s+[\d,]+\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$",
                      results["history"].told, re.MULTILINE)  # fmt: skip
    points = [
        {"figures": int(row[0].replace(",", "")), "step": step, "ms": float(value)}
        for row in rows
        for step, value in zip(("read", "judge", "write"), row[1:4], strict=True)
    ]
    areas = {
        "data": {"values": points},
        "mark": {"type": "bar", "size": 40},
        "encoding": {
            "x": {
                "field": "figures",
                "type": "ordinal",
                "title": "figures in the history",
                "axis": {"format": ",", "labelAngle": 0},
            },
            "y": {"field": "ms", "type": "quantitative", "title": "milliseconds for one more"},
            "color": {"field": "step", "type": "nominal", "title": None, "sort": ["read", "judge", "write"]},
        },
    }
    for name, spec in (("detect", bars), ("history", areas)):
        (PICTURES / f"performance-{name}.svg").write_text(svg_of_spec({**spec, "width": 420}), "utf-8")


def main() -> int:
    """All of them, or those that are named."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(one.name for one in BENCHMARKS))
    options.add_argument("--quick", action="store_true", help="small sizes; writes nothing")
    asked = options.parse_args()
    unknown = set(asked.names) - {one.name for one in BENCHMARKS}
    if unknown:
        options.error(f"no benchmark is called {sorted(unknown)[0]}")
    chosen = [one for one in BENCHMARKS if not asked.names or one.name in asked.names]
    results = {}
    for one in chosen:
        results[one.name] = run(one, asked.quick)
        if not asked.quick:
            keep(results)
    return int(any("NOT met" in got.told for got in results.values()))


def keep(results: dict[str, Measured]) -> None:
    """Into the file of what was measured last, and the page anew from all of it."""
    known = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    known.update({name: asdict(got) for name, got in results.items()})
    MEASURED.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    every = {name: Measured(**got) for name, got in known.items()}
    if {"detect", "history"} <= every.keys():
        charts(every)
        DOC.write_text(document(every), "utf-8")
        print(f"wrote {DOC.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

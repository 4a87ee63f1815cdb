"""The demo computes what it shows, at 80 columns, from the pages alone; and so does an installed wheel."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

from monitor.demo import demo_topics, play
from monitor.model import EventKind

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
OUTLETS = ("Harbour Courier", "Commons Gazette", "Northern Beacon", "Dnipro Dispatch", "Worldline Monitor")


def demo(cwd: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "demo", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(cwd), **variables},
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def words(text: str) -> str:
    """The output without its line breaks and frames."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_demo_tells_the_whole_story_quickly_at_80_columns(tmp_path: Path) -> None:
    start = time.perf_counter()
    answer = demo(tmp_path)
    seconds = time.perf_counter() - start
    assert (answer.returncode, answer.stderr) == (0, "")
    assert seconds < 10
    assert "\x1b" not in answer.stdout
    before, _, after = answer.stdout.partition("What next")
    assert max(map(len, before.splitlines())) <= 80
    told = words(before)
    assert all(outlet in told for outlet in OUTLETS)
    series = told.partition("What the history now holds")[2].partition("In conflict")[0]
    for number in ("Feb 2024 31,000", "Dec 2024 43,000", "3 Feb 2025 45,100", "46,000", "4 Feb 2026 55,000"):
        assert number in series
    conflicts = told.partition("In conflict")[2].partition("Contested")[0]
    for said in ("about 700,000", "Donald Trump", "45,100", "Volodymyr Zelensky"):
        assert said in conflicts
    contested = told.partition("Contested")[2].partition("One alert")[0]
    assert "US officials" in contested
    assert "more than 57,500" in contested
    alert = told.partition("One alert")[2]
    assert "Ukraine, military killed: 55,000" in alert
    assert "was more than 46,000" in alert
    assert "casualty-monitor explain" in after


def test_what_it_says_to_do_next_works(tmp_path: Path) -> None:
    answer = demo(tmp_path)
    steps = [line.split()[1:] for line in answer.stdout.splitlines() if line.startswith("  casualty-monitor ")]
    assert [step[0] for step in steps] == ["history", "explain", "serve", "replay"]
    assert steps[2] == ["serve", *steps[0][1:]]  # of the same database
    for step in steps[:2]:
        done = subprocess.run(
            [sys.executable, "-m", "monitor", *step],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
            check=False,
        )
        assert done.returncode == 0
        assert "55,000" in done.stdout
    chart = re.search(r"^Chart: (.+)$", answer.stdout, re.MULTILINE)
    if chart:
        assert Path(chart[1]).read_bytes().startswith(b"\x89PNG")
    else:
        assert "casualty-monitor[charts]" in answer.stdout


@pytest.fixture(scope="module")
def outlets(tmp_path_factory: pytest.TempPathFactory) -> set[str | None]:
    """Whoever tells something in the whole demo."""
    scene = play(SEEDS, tmp_path_factory.mktemp("whole"), demo_topics())
    return {event.article.outlet for event in scene.events}


@pytest.mark.parametrize("gone", sorted(path.name for path in SEEDS.glob("*.html")))
def test_what_a_page_told_is_gone_with_the_page(gone: str, outlets: set[str | None], tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(SEEDS, pages, ignore=shutil.ignore_patterns(gone, "*.py", "__pycache__"))
    index = pages / "index.jsonl"
    index.write_text("".join(line for line in index.read_text().splitlines(True) if json.loads(line)["file"] != gone))
    without = tmp_path / "without"
    without.mkdir()
    scene = play(pages, without, demo_topics())
    outlet = outlets - {event.article.outlet for event in scene.events}
    assert len(outlet) == 1
    assert gone.replace("-", " ").removesuffix(".html") in str(outlet).lower()
    answer = demo(tmp_path, "--seeds", pages)
    assert answer.returncode == 0
    assert outlet.pop() not in answer.stdout


def test_only_the_missing_pages_numbers_are_gone(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SEEDS / "harbour-courier.html", pages)
    scene = play(pages, tmp_path, demo_topics())
    assert [(row["low"], row["as_of"]) for row in scene.series] == [(45_100, "2025-02-03")]
    assert {event.low for event in scene.events} & {31_000, 43_000, 46_000, 55_000} == set()
    assert scene.alert is not None
    assert "45,100" in scene.alert.title


def test_conflict_names_what_it_contradicts(tmp_path: Path) -> None:
    scene = play(SEEDS, tmp_path, demo_topics())
    (trump,) = [
        event
        for event in scene.events
        if event.event is EventKind.CONFLICT and (event.party, event.source, event.low) == ("ukraine", "trump", 700_000)
    ]
    assert [claim.low for claim in trump.against] == [45_100]


def test_without_the_charts_extra_it_says_what_to_install(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "vl_convert.py").write_text("raise ImportError('not installed')\n")
    answer = demo(tmp_path, PYTHONPATH=f"{absent}{os.pathsep}{ROOT}")
    assert answer.returncode == 0
    assert "No chart: " in answer.stdout
    assert "casualty-monitor[charts]" in answer.stdout
    assert "55,000" in answer.stdout


def test_a_folder_without_figures_is_told_plainly(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "quiet.html").write_text("<html><title>Calm</title><p>A quiet day in Kyiv, all in all.</p></html>")
    answer = demo(tmp_path, "--seeds", pages)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "no casualty figure" in answer.stdout
    assert "One alert" not in answer.stdout


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    answer = demo(tmp_path, "--seeds", tmp_path / "nowhere")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.long
def test_installed_wheel_runs_the_demo_outside_the_source_tree(tmp_path: Path) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        pytest.skip("uv, which builds the wheel, is not on the path")
    source = tmp_path / "source"
    shutil.copytree(
        ROOT,
        source,
        ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", "build", "*.db"),
    )
    built = tmp_path / "built"
    subprocess.run(
        [uv, "build", "--wheel", "--out-dir", str(built), str(source)], check=True, capture_output=True, timeout=300
    )
    (wheel,) = built.glob("casualty_monitor-*.whl")
    place = tmp_path / "place"
    venv.create(place, with_pip=False)
    # The packages that it needs come from this environment; the program itself from the wheel alone
    inside = place / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    subprocess.run(
        [uv, "pip", "install", "--python", str(place / "bin" / "python"), "--no-deps", str(wheel)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (inside / "others.pth").write_text("\n".join(ours))
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [str(place / "bin" / "casualty-monitor"), "demo"]
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=empty,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(empty)},
        timeout=120,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert all(outlet in words(answer.stdout) for outlet in OUTLETS)
    where = "import monitor, seeds; print(monitor.__file__, seeds.__file__)"
    asked = [str(place / "bin" / "python"), "-c", where]
    shown = subprocess.run(asked, capture_output=True, text=True, cwd=empty, check=True)
    assert shown.stdout.count(str(inside)) == 2

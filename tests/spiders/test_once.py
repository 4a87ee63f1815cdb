"""The command `once` as a user starts it: polls, judges, sends; killed at any moment it loses and doubles nothing."""

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.spiders.outlets import Outlet, article, rss

ROOT = Path(__file__).parents[2]


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
    process = start(folder, *arguments)
    out, err = process.communicate(timeout=100)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def configure(folder: Path, feed: str, hook: Outlet | None = None, more: str = "") -> None:
    alert = ""
    if hook is not None:
        alert = f'[[alert]]\nname = "desk"\nurl = "json://{hook.url.removeprefix("http://")}/hook"\n'
    (folder / "config.toml").write_text(
        '[monitor]\nallow_private_addresses = true\ncontact = "desk@newsroom.example"\n'
        f'[[watch]]\nname = "paper"\nurl = "{feed}"\nevery = "5m"\noutlet = "The Paper"\n{more}{alert}'
    )


def toll(number: int, day: int = 4, month: int = 2) -> str:
    return article(
        f"Losses of {day}.{month}.",
        f"Ukraine has lost {number:,} soldiers killed since the invasion began, President Volodymyr Zelensky said.",
        published=f"2026-{month:02}-{day:02}T10:00:00Z",
    )


def replayed(folder: Path, name: str = "again.db") -> list[dict[str, Any]]:
    archives = sorted(map(str, (folder / "archive").glob("*.warc.gz")))
    _, out, _ = call(folder, "replay", "--output", "jsonl", "--database", name, *archives)
    return [json.loads(line) for line in out.splitlines()]


def stored(folder: Path, sql: str, name: str = "casualties.db") -> list[Any]:
    db = sqlite3.connect(folder / name)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_a_desk_s_first_days(tmp_path: Path, outlet: Outlet, other: Outlet) -> None:
    outlet.says("/1", toll(55_000), etag='"1"')
    feed = outlet.says("/feed", rss(("/1", "", None)), etag='"a"')
    configure(tmp_path, feed, hook=other)
    code, out, err = call(tmp_path, "once")
    assert (code, out.splitlines()[0]) == (0, "paper: 1 new; 1 event, its baseline")
    assert "sent to desk: BASELINE · paper: 1 figure known, latest 55,000" in err
    assert len(other.asked()) == 1
    outlet.forget()
    code, out, err = call(tmp_path, "once")
    assert (code, out, err) == (0, "paper: nothing new\n", "")
    assert outlet.paths() == [("/feed", 304)]

    outlet.says("/2", toll(56_000, month=4))
    outlet.says("/feed", rss(("/1", "", None), ("/2", "", None)), etag='"b"')
    code, out, err = call(tmp_path, "once")
    assert out.startswith("paper: 1 new; 1 event\n")
    assert re.search(r"^update ", out, re.MULTILINE)
    assert "sent to desk: UPDATE" in err

    outlet.says("/2", toll(56_500, month=4))
    code, out, err = call(tmp_path, "once")
    assert out == "paper: nothing new\n"
    code, out, err = call(tmp_path, "once", "--recheck")
    assert out.startswith("paper: 0 new, 1 changed, 1 unchanged; 1 event\n")
    assert re.search(r"^correction ", out, re.MULTILINE)
    assert "sent to desk: CORRECTION" in err
    assert len(other.asked()) == 3

    live = stored(tmp_path, "SELECT id, event, low FROM events ORDER BY rowid")
    assert [(event["id"], event["event"], event["low"]) for event in replayed(tmp_path)] == live
    everything = "SELECT * FROM events ORDER BY rowid"
    assert stored(tmp_path, everything) == stored(tmp_path, everything, "again.db")


def test_faults_are_named_and_the_rest_is_done(tmp_path: Path, outlet: Outlet) -> None:
    outlet.says("/1", toll(55_000))
    feed = outlet.says("/feed", rss(("/1", "", None), ("/gone", "", None)))
    second = f'[[watch]]\nname = "closed"\nurl = "{outlet.url}/closed"\n'
    configure(tmp_path, feed, more=second)
    code, out, err = call(tmp_path, "once")
    assert code == 1
    assert out.splitlines()[:2] == [
        "paper: 1 new, 1 failed; 1 event, its baseline",
        "closed: failed, it is not there (HTTP 404)",
    ]
    assert err.splitlines() == [
        f"casualty-monitor: paper: {outlet.url}/gone is not there (HTTP 404)",
        "casualty-monitor: closed is not there (HTTP 404)",
    ]


def test_without_a_watch_or_with_another_collector_nothing_is_done(tmp_path: Path, outlet: Outlet) -> None:
    (tmp_path / "config.toml").write_text("[monitor]\n")
    code, out, err = call(tmp_path, "once")
    assert (code, out) == (2, "")
    assert "there is no [[watch]]" in err
    configure(tmp_path, outlet.says("/feed", rss()))
    from monitor.alone import alone

    with alone(tmp_path / "casualties.db"):
        code, out, err = call(tmp_path, "once")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "another casualty-monitor collects into it" in err


def kill_again_and_again(folder: Path, outlet: Outlet, kills: int, seed: int) -> None:
    """Kills `once` at random moments, `kills` times with work left, then lets it finish; compares with a calm run."""
    chance = random.Random(seed)
    count = 40
    numbers = {f"/{number}": toll(30_000 + 500 * number, 1 + number % 28, 1 + number // 28) for number in range(count)}
    for path, text in numbers.items():
        outlet.says(path, text)
    feed = outlet.says("/feed", rss(*((path, "", None) for path in numbers)), etag='"a"')
    configure(folder, feed)
    done = 0
    for _ in range(kills):
        process = start(folder, "once")
        time.sleep(chance.uniform(0.5, 2.6))
        process.kill()
        _, err = process.communicate()
        assert process.returncode in (0, -9), err
        done += process.returncode == -9
    assert done > kills // 3
    code, _, err = call(folder, "once")
    assert code == 0, err
    assert stored(folder, "SELECT count(*) FROM articles") == [(count,)]
    assert stored(folder, "SELECT count(*) FROM arrivals WHERE handled_at IS NULL") == [(0,)]
    assert stored(folder, "SELECT count(*), count(DISTINCT url) FROM addresses WHERE state = 'kept'") == [
        (count, count)
    ]
    assert stored(folder, "SELECT count(*), count(DISTINCT article) FROM figures") == [(count, count)]
    assert stored(folder, "PRAGMA integrity_check") == [("ok",)]
    live = stored(folder, "SELECT id, event, low, article FROM events ORDER BY rowid")
    assert [(one["id"], one["event"], one["low"], one["article"]["id"]) for one in replayed(folder)] == live
    outlet.forget()
    code, out, _ = call(folder, "once")
    assert (out, outlet.paths()) == ("paper: nothing new\n", [("/feed", 304)])


@pytest.mark.long
def test_kill_9_in_the_middle(tmp_path: Path, outlet: Outlet) -> None:
    kill_again_and_again(tmp_path, outlet, kills=3, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_kill_9_again_and_again(tmp_path: Path, outlet: Outlet, seed: int) -> None:
    kill_again_and_again(tmp_path, outlet, kills=12, seed=seed)


def test_torn_tail_is_cut_and_told(tmp_path: Path, outlet: Outlet) -> None:
    outlet.says("/1", toll(55_000))
    configure(tmp_path, outlet.says("/feed", rss(("/1", "", None))))
    call(tmp_path, "once")
    (path,) = (tmp_path / "archive").glob("*.warc.gz")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    _, _, err = call(tmp_path, "once")
    assert "half written record" in err
    assert path.read_bytes() == whole


def test_prune_keeps_the_evidence(tmp_path: Path, outlet: Outlet) -> None:
    outlet.says("/1", toll(55_000))
    outlet.says(
        "/2", article("A fair", "The spring fair opened on the square with music and a parade of old tractors.")
    )
    outlet.says("/3", toll(56_000, month=4))
    configure(tmp_path, outlet.says("/feed", rss(("/1", "", None), ("/2", "", None), ("/3", "", None))))
    call(tmp_path, "once")
    code, out, _ = call(tmp_path, "archive", "prune", "--older-than", "1d")
    assert (code, out.splitlines()[0].partition(",")[0]) == (0, "0 pages dropped")
    time.sleep(1.1)
    code, out, _ = call(tmp_path, "archive", "prune", "--older-than", "1s")
    assert out.startswith("1 page dropped, ")
    assert "2 older ones kept" in out
    (path,) = (tmp_path / "archive").glob("*.warc.gz")
    assert path.name.endswith("-p1.warc.gz")
    from monitor.archive import Archive
    from monitor.model import Page

    pages = [
        Archive(path.parent).read_one(row[0])
        for row in stored(tmp_path, "SELECT page FROM articles WHERE page IS NOT NULL")
    ]
    assert [page.url for page in pages if isinstance(page, Page)] == [f"{outlet.url}/1", f"{outlet.url}/3"]
    assert [event["low"] for event in replayed(tmp_path)] == [55_000, 56_000]
    code, out, err = call(tmp_path, "once", "--recheck")
    assert (code, err) == (0, "")
    assert out == "paper: nothing new, 3 unchanged\n" or out.startswith("paper: 0 new, 3 unchanged")
    code, out, err = call(tmp_path, "archive", "prune", "--older-than", "soon")
    assert (code, out, len(err.splitlines())) == (2, "", 1)

"""WARC files read side by side: the same history whoever reads and whatever dies, silent, done once."""

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.backfill import Progress, Report, backfill
from monitor.history.schema import open_history
from monitor.model import Page, Rejection
from monitor.packs import load_topic
from monitor.shards import read_shard, shards_of
from monitor.spool import MANIFEST, Spool
from monitor.warc import member_of, pages_of

TOPIC = load_topic("russia-ukraine")
START = dt.datetime(2025, 6, 1, 6, tzinfo=dt.UTC)
FILLER = "The mayor spoke of roads, schools and water, and of a budget that the council has yet to pass. " * 6


def told(number: int) -> str:
    """A sentence of a page; one in three tells of harm."""
    return (
        f"Russian shelling killed {number % 7 + 2} people in Kharkiv region, the governor said."
        if number % 3 == 0
        else FILLER
    )


def page(number: int, text: str | None = None) -> Page:
    sentence = told(number) if text is None else text
    body = (
        f"<html lang='en'><head><title>Day {number} in Kharkiv</title></head><body><nav>Menu</nav><article>"
        f"<h1>Day {number} in Kharkiv</h1><p>{sentence}</p><p>{FILLER}</p></article></body></html>"
    )
    captured = START + dt.timedelta(hours=number)
    return Page(url=f"https://outlet.example/{number}", body=body.encode(), captured=captured)


def warc(path: Path, numbers: range) -> Path:
    path.write_bytes(b"".join(member_of(page(number)) for number in numbers))
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files; the later pages are in the first."""
    return [warc(tmp_path / "b.warc.gz", range(12, 24)), warc(tmp_path / "a.warc.gz", range(12))]


def run(files: list[Path], database: Path, **how: Any) -> Report:
    db = open_history(database)
    try:
        return backfill(files, db, database, topics=[TOPIC], **how)
    finally:
        db.close()


def dump(database: Path) -> list[str]:
    """Everything in a history, as SQL."""
    db = sqlite3.connect(database)
    try:
        return [line for line in db.iterdump() if "_sqlite_migrations" not in line and "_migrations" not in line]
    finally:
        db.close()


@pytest.mark.parametrize("size", [1, 600, 1 << 20])
def test_shards_hold_what_the_file_holds(tmp_path: Path, size: int) -> None:
    path = warc(tmp_path / "x.warc.gz", range(9))
    shards = list(shards_of(path, size))
    assert b"".join(shard.data for shard in shards) == path.read_bytes()
    assert len(shards) > 1 or size == 1 << 20
    read = [found for shard in shards for found in read_shard(shard)]
    assert [it.body for it in read if isinstance(it, Page)] == [
        it.body for it in pages_of(path) if isinstance(it, Page)
    ]
    assert len({it.name for it in read if isinstance(it, Page)}) == 9


def test_records_that_are_not_compressed_are_cut_between_records(tmp_path: Path) -> None:
    import zlib

    plain = b"".join(zlib.decompress(member_of(page(number)), wbits=31) for number in range(9))
    path = tmp_path / "x.warc"
    path.write_bytes(plain)
    shards = list(shards_of(path, 2_000))
    assert len(shards) > 2
    assert [it.url for shard in shards for it in read_shard(shard) if isinstance(it, Page)] == [
        f"https://outlet.example/{number}" for number in range(9)
    ]


def test_damage_is_named_by_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    members = [member_of(page(number)) for number in range(6)]
    broken = bytearray(members[2])
    broken[len(broken) // 2 : len(broken) // 2 + 40] = bytes(40)
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join([*members[:2], bytes(broken), *members[3:]]))
    report = run([path], tmp_path / "h.db", gate=False)
    assert report.pages == 5
    assert [(it.stage, it.subject) for it in report.rejections] == [
        ("archive", f"x.warc.gz:{len(members[0]) + len(members[1])}")
    ]


def test_who_reads_and_how_often_does_not_matter(tmp_path: Path, files: list[Path]) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = run(files, one, workers=1)
    assert (first.pages, first.articles, first.figures) == (24, 8, 8)
    assert first.events > 0
    assert run(files, two, workers=2) == first
    assert dump(one) == dump(two)
    before = dump(one)
    again = run(files, one, workers=1)
    assert (again.pages, again.events, again.known) == (0, 0, first.shards)
    assert dump(one) == before


def test_it_is_silent_and_in_the_order_of_time(tmp_path: Path, files: list[Path]) -> None:
    database = tmp_path / "h.db"
    steps: list[Progress] = []
    run(files, database, tell=steps.append)
    db = sqlite3.connect(database)
    seen = [row[0] for row in db.execute("SELECT seen_at FROM events ORDER BY rowid")]
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    db.close()
    assert steps[-1] == Progress(merged=8, to_merge=8)
    assert max(step.bytes_done for step in steps) == sum(path.stat().st_size for path in files)


def test_a_version_that_dropped_its_figure_is_a_correction(tmp_path: Path) -> None:
    later = Page(url=page(3).url, body=page(3, FILLER).body, captured=START + dt.timedelta(days=3))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(member_of(page(3)) + member_of(later))
    database = tmp_path / "h.db"
    run([path], database, gate=False)
    kinds = [row[0] for row in sqlite3.connect(database).execute("SELECT event FROM events ORDER BY rowid")]
    assert kinds == ["new", "correction"]


def test_pages_that_give_no_article_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        member_of(Page(url="https://outlet.example/e", body=b"<html><body></body></html>", captured=START))
    )
    report = run([path], tmp_path / "h.db", gate=False)
    assert [it.stage for it in report.rejections] == ["clean"]
    assert report.figures == 0


def test_a_torn_manifest_line_costs_one_shard(tmp_path: Path, files: list[Path]) -> None:
    database = tmp_path / "h.db"
    run(files, database)
    manifest = tmp_path / "h.db.backfill" / MANIFEST
    lines = manifest.read_bytes().splitlines()
    manifest.write_bytes(b"\n".join(lines[:-1]) + b"\n" + lines[-1][:20])
    before = dump(database)
    run(files, database)
    assert dump(database) == before
    assert all(json.loads(line) for line in manifest.read_bytes().splitlines() if line.endswith(b"}"))
    assert all(entry.merged for entry in Spool.open(manifest.parent).entries.values())


def program(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "monitor", "backfill", *arguments]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere.warc.gz"], 2, "nowhere.warc.gz: no such file"),
        (["page.html"], 2, "page.html: a backfill reads .warc and .warc.gz"),
        (["empty.warc.gz", "nowhere.warc"], 1, "empty.warc.gz is empty"),
        (["empty.warc.gz", "--cluster", "tcp://127.0.0.1:9"], 2, "no scheduler answers there"),
        (["empty.warc.gz", "other/empty.warc.gz"], 2, "two files have that name"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "empty.warc.gz").touch()
    (tmp_path / "other" / "empty.warc.gz").touch()
    (tmp_path / "page.html").touch()
    done = program(*arguments, cwd=tmp_path)
    _, errors = done.communicate(timeout=90)
    assert done.returncode == status
    assert said in errors.replace(": is empty", " is empty")
    assert "Traceback" not in errors


@pytest.fixture
def large(tmp_path: Path) -> list[Path]:
    """Four files of one shard each, of pages that all have to be read."""
    return [warc(tmp_path / f"{n}.warc.gz", range(n * 30, n * 30 + 30)) for n in range(4)]


@pytest.mark.long
@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_kill_costs_no_figure_and_doubles_none(tmp_path: Path, large: list[Path], after: int) -> None:
    whole = tmp_path / "whole.db"
    run(large, whole, gate=False)
    names = [path.name for path in large]
    going = program(*names, "--no-gate", "--database", "h.db", "--workers", "2", cwd=tmp_path)
    manifest = tmp_path / "h.db.backfill" / MANIFEST
    deadline = time.monotonic() + 120
    while not manifest.is_file() or manifest.read_bytes().count(b"}\n") < after:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(going.pid, signal.SIGKILL)
    going.communicate(timeout=30)
    second = program(*names, "--no-gate", "--database", "h.db", "--workers", "2", cwd=tmp_path)
    second.communicate(timeout=240)
    assert second.returncode == 0
    assert dump(tmp_path / "h.db") == dump(whole)


@pytest.mark.long
def test_a_killed_backfill_leaves_no_process_behind(tmp_path: Path, large: list[Path]) -> None:
    going = program(*(path.name for path in large), "--no-gate", "--database", "h.db", "--workers", "2", cwd=tmp_path)
    manifest = tmp_path / "h.db.backfill" / MANIFEST
    deadline = time.monotonic() + 120
    while not manifest.is_file() or b"}" not in manifest.read_bytes():  # the workers and their children are at work
        assert time.monotonic() < deadline
        time.sleep(0.02)
    going.kill()
    going.communicate(timeout=30)  # all that write to its pipes have ended
    deadline = time.monotonic() + 20
    while is_alive(going.pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A Dask cluster of two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local


@pytest.mark.long
def test_a_cluster_whose_worker_is_killed_gives_the_same_history(
    tmp_path: Path, large: list[Path], cluster: Any
) -> None:
    whole, database = tmp_path / "whole.db", tmp_path / "h.db"
    report = run(large, whole, gate=False)
    killed: list[int] = []

    def kill(_: Progress) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    assert run(large, database, gate=False, cluster=cluster.scheduler_address, tell=kill) == report
    assert len(killed) == 1
    assert dump(database) == dump(whole)
    assert not any(isinstance(it, Rejection) and it.stage == "archive" for it in report.rejections)

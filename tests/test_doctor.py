"""A whole installation is well; each thing that is broken in it is found, named, and told how to mend."""

import datetime as dt
import json
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.archive import Archive
from monitor.history.schema import open_history
from monitor.model import Page
from tests.spiders.outlets import Outlet, article, rss, running
from tests.test_cli import Answer, call

SECRET = "tok3nOfTheDesk4711abcdef"


@pytest.fixture(scope="module")
def outlets() -> Iterator[list[Outlet]]:
    with running(2) as both:
        yield both


@pytest.fixture
def outlet(outlets: list[Outlet]) -> Outlet:
    outlets[0].forget()
    return outlets[0]


def configure(folder: Path, *tables: str, monitor: str = "") -> None:
    text = f"[monitor]\nallow_private_addresses = true\n{monitor}\n" + "\n".join(tables)
    (folder / "config.toml").write_text(text, "utf-8")


def watch(name: str, url: str) -> str:
    return f'[[watch]]\nname = "{name}"\nurl = "{url}"\nevery = "5m"\n'


ALERT = '[[alert]]\nname = "desk"\nurl = "${DESK_URL}"\n'


def doctor(folder: Path, *arguments: str, address: str = f"json://user:{SECRET}@127.0.0.1:9/") -> Answer:
    answer = call("doctor", *arguments, cwd=folder, DESK_URL=address)
    assert SECRET not in answer.stdout + answer.stderr
    return answer


def lines(answer: Answer, mark: str) -> list[str]:
    return [line.removeprefix(mark).strip() for line in answer.stdout.splitlines() if line.startswith(mark)]


def test_a_whole_installation_is_well_and_nothing_is_kept_or_sent(tmp_path: Path, outlets: list[Outlet]) -> None:
    outlet, hook = outlets
    outlet.forget()
    hook.forget()
    outlet.says("/1", article("One"))
    feed = outlet.says("/feed", rss(("/1", "One", None), ("/2", "Two", None)))
    configure(tmp_path, watch("paper", feed), ALERT)
    open_history(tmp_path / "casualties.db").close()
    (tmp_path / "archive").mkdir()
    answer = doctor(tmp_path, address=f"json://{hook.url.removeprefix('http://')}/hook?token={SECRET}")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert lines(answer, "ok") == [
        f"configuration: {tmp_path}/config.toml: 1 watch, 1 alert, topics russia-ukraine",
        f"database: {tmp_path}/casualties.db: whole; 0 articles, 0 figures, 0 events",
        f"archive: {tmp_path}/archive: pages can be added",
        "watch paper: announces 2 articles",
        "alert desk: its address is understood; nothing was sent",
    ]
    assert outlet.paths() == [("/feed", 200)]
    assert hook.asked(robots=True) == []
    assert list((tmp_path / "archive").iterdir()) == []
    with closing(sqlite3.connect(tmp_path / "casualties.db")) as conn:
        assert conn.execute("SELECT count(*) FROM articles").fetchone() == (0,)
        assert not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'watches'").fetchone()


def test_the_archive_s_size_and_growth_are_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for days in (2, 1, 0):
        body = random.Random(days).randbytes(40_000)
        archive.append(Page(url="https://o.example/1", body=body, captured=now - dt.timedelta(days=days)))
    (line,) = [line for line in lines(doctor(tmp_path), "ok") if line.startswith("archive: ")]
    assert re.search(r"pages can be added; \d+\.\d KiB in \d files?, about \d+\.\d KiB more each day$", line), line


def test_a_test_message_is_sent_where_it_is_asked_for(tmp_path: Path, outlets: list[Outlet]) -> None:
    hook = outlets[1]
    hook.forget()
    dead = '[[alert]]\nname = "dead"\nurl = "json://127.0.0.1:9/"\n'
    configure(tmp_path, ALERT, dead)
    address = f"json://{hook.url.removeprefix('http://')}/hook?token={SECRET}"
    answer = doctor(tmp_path, "--send-test", address=address)
    assert answer.returncode == 1
    assert lines(answer, "ok")[-1] == "alert desk: took a test message; look whether it arrived"
    (failed,) = lines(answer, "mend")
    assert failed.startswith("alert dead: a test message failed: no connection to the server; check the address")
    (message,) = hook.asked()
    assert json.loads(message["sent"])["title"] == "TEST · casualty-monitor"


def test_a_fresh_folder_is_well(tmp_path: Path) -> None:
    answer = doctor(tmp_path)
    assert answer.returncode == 0
    assert lines(answer, "ok") == [
        "configuration: there is no config.toml, so the built-in defaults hold; topics russia-ukraine; "
        "without a [[watch]] nothing is polled",
        f"database: {tmp_path}/casualties.db: the first poll makes it",
        f"archive: {tmp_path}/archive: the first poll makes it",
    ]
    assert list(tmp_path.iterdir()) == []


def test_everything_that_is_broken_is_named_and_the_rest_is_checked(tmp_path: Path, outlet: Outlet) -> None:
    good = outlet.says("/good", rss(("/1", "One", None)))
    gone = outlet.says("/gone", "no", status=404)
    page = outlet.says("/page", article("A page and no feed"))
    (tmp_path / "casualties.db").write_text("no database " * 999)
    (tmp_path / "archive").write_text("a file")
    tables = (watch("good", good), watch("gone", gone), watch("page", page), ALERT)
    configure(tmp_path, *tables)
    answer = doctor(tmp_path, address=f"nothing://{SECRET}")
    assert answer.returncode == 1
    assert [line.partition(":")[0] for line in lines(answer, "ok")] == ["configuration", "watch good"]
    wrong = dict(line.split(": ", 1) for line in lines(answer, "mend"))
    assert list(wrong) == ["database", "archive", "watch gone", "watch page", "alert desk"]
    assert "is no database; name another file" in wrong["database"]
    assert "is no folder; move it away" in wrong["archive"]
    assert "404" in wrong["watch gone"]
    assert "open its url in a browser" in wrong["watch page"]
    assert "none that apprise understands" in wrong["alert desk"]


def test_a_faulty_configuration_is_told_line_by_line(tmp_path: Path) -> None:
    configure(tmp_path, watch("a", "ftp://x"), watch("b", "http://x"), 'colour = "red"')
    answer = doctor(tmp_path)
    assert answer.returncode == 1
    found = lines(answer, "mend")
    assert [line for line in found[:-1] if not line.startswith("configuration: config.toml: [[watch]] ")] == []
    assert len(found) == 3
    assert found[-1] == "all else: is not checked before the configuration is mended"


def test_a_database_of_another_program_is_found_and_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "photos.db")) as conn:
        conn.execute("CREATE TABLE photos (id)")
    before = (tmp_path / "photos.db").read_bytes()
    answer = doctor(tmp_path, "--database", "photos.db")
    assert answer.returncode == 1
    assert lines(answer, "mend") == [
        "database: photos.db: is no database of casualty-monitor; name another file",
    ]
    assert (tmp_path / "photos.db").read_bytes() == before


def test_folders_that_are_not_there_are_told(tmp_path: Path) -> None:
    configure(tmp_path, monitor='database = "no/x.db"\narchive = "nor/pages"')
    answer = doctor(tmp_path)
    assert answer.returncode == 1
    assert lines(answer, "mend") == [
        f"database: {tmp_path}/no: there is no such folder; make it, or name another `database` in [monitor]",
        f"archive: {tmp_path}/nor: there is no such folder; make it, or name another `archive` in [monitor]",
    ]

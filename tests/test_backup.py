"""A database copied while others write, and brought back: whole or not at all, and the former one is never lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from monitor.alone import alone
from monitor.cli import run
from monitor.history.schema import open_history
from monitor.replay import replay

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of the five sample pages."""
    path = tmp_path_factory.mktemp("seeded") / "casualties.db"
    list(replay(ROOT / "seeds", database=path))
    return path


@pytest.fixture
def database(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(seeded, tmp_path / "casualties.db"))


def rows(path: Path, sql: str = "SELECT id FROM events ORDER BY id") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as conn:
        return conn.execute(sql).fetchall()


def add_rejection(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("INSERT INTO rejections VALUES (?, 'clean', 'x', 'y', '[]', 0, NULL, NULL, NULL)", (name,))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_one_file_and_holds_everything(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.chmod(0o600)
    assert run(["backup", "desk.db"]) == 0
    said = capsys.readouterr().out
    count = len(rows(database))
    assert count > 3
    assert said.startswith("desk.db: 5 articles, ")
    assert f", {count} events, " in said
    assert rows(Path("desk.db")) == rows(database)
    assert names(database.parent) == ["casualties.db", "desk.db"]
    assert Path("desk.db").stat().st_mode & 0o777 == 0o600


def test_a_copy_is_of_one_moment_while_another_writes(database: Path) -> None:
    """The writer adds two rows at a time: a copy with an odd number would be of two moments."""
    writer = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            "import sqlite3, sys\n"
            "conn = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)\n"
            "conn.execute('PRAGMA journal_mode = WAL')\n"
            "for number in range(1_000_000):\n"
            "    conn.execute('BEGIN IMMEDIATE')\n"
            "    for half in 'ab':\n"
            "        conn.execute(\"INSERT INTO rejections VALUES (?, 'clean', ?, 'y', '[]', 0, NULL, NULL, NULL)\",\n"
            "                     (f'{number}{half}', 'x' * 3000))\n"
            "    conn.execute('COMMIT')\n"
            "    if number == 20: print('ready', flush=True)\n",
            str(database),
        ],
        stdout=subprocess.PIPE,
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        for number in range(5):
            assert run(["backup", f"{number}.db"]) == 0
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    counts = [rows(Path(f"{number}.db"), "SELECT count(*) FROM rejections")[0][0] for number in range(5)]
    assert [count for count in counts if not isinstance(count, int) or count % 2] == []
    assert counts == sorted(counts)
    assert len(set(counts)) > 1


def test_an_existing_file_is_overwritten_only_by_force(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("desk.db").write_text("precious")
    assert run(["backup", "desk.db"]) == 2
    assert "desk.db: is there already; name another file, or overwrite it with --force" in capsys.readouterr().err
    assert Path("desk.db").read_text() == "precious"
    assert run(["backup", "desk.db", "--force"]) == 0
    assert rows(Path("desk.db")) == rows(database)


def test_a_backup_never_goes_over_a_database_in_use(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", str(database), "--force"]) == 2
    assert "is the database itself" in capsys.readouterr().err
    with closing(open_history("other.db")) as db:
        db.execute("INSERT INTO rejections VALUES ('a', 'clean', 'x', 'y', '[]', 0, NULL, NULL, NULL)")
        assert run(["backup", "other.db", "--force"]) == 2
    assert "other.db: is a database in use" in capsys.readouterr().err
    assert rows(Path("other.db"), "SELECT id FROM rejections") == [("a",)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup", "copy.db", "--database", "none.db"], "none.db: there is no such database"),
        (["backup", "none/copy.db"], "none/copy.db: there is no folder none"),
        (["backup", "."], ": is a folder"),
        (["backup", "copy.db", "--database", "foreign.db"], "foreign.db: is no database of casualty-monitor"),
        (["backup", "copy.db", "--database", "text.db"], "text.db: is no database"),
        (["backup", "copy.db", "--database", "damaged.db"], "damaged.db: is damaged"),
        (["restore", "none.db"], "none.db: there is no such database"),
        (["restore", "foreign.db"], "foreign.db: is no database of casualty-monitor"),
        (["restore", "empty.db"], "empty.db: is no database of casualty-monitor"),
        (["restore", "text.db"], "text.db: is no database"),
        (["restore", "damaged.db"], "damaged.db: is damaged"),
        (["restore", "newer.db"], "was written by a newer casualty-monitor; upgrade the program"),
        (["restore", "casualties.db"], "is the database itself"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    database: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect("foreign.db")) as conn:
        conn.execute("CREATE TABLE photos (id)")
    Path("text.db").write_text("no database at all " * 100)
    Path("empty.db").touch()
    damaged = bytearray(database.read_bytes())
    for start in range(8192, len(damaged), 4096):
        damaged[start : start + 512] = b"\xff" * 512
    Path("damaged.db").write_bytes(damaged)
    shutil.copy(database, "newer.db")
    with closing(sqlite3.connect("newer.db")) as conn, conn:
        conn.execute("UPDATE _sqlite_migrations SET name = 'history-99-later' WHERE name = 'history-1-tables'")
    before = {path.name: path.read_bytes() for path in database.parent.iterdir()}
    assert run(arguments) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert len(complaint.splitlines()) == 1
    after = {path.name: path.read_bytes() for path in database.parent.iterdir() if "lock-file" not in path.name}
    assert after == before


def test_restore_brings_back_and_keeps_the_former(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", "desk.db"]) == 0
    copied = Path("desk.db").read_bytes()
    add_rejection(database, "later")
    capsys.readouterr()
    assert run(["restore", "desk.db"]) == 0
    said = capsys.readouterr().out
    assert "5 articles" in said
    assert "casualties.db.before-restore: the former database" in said
    assert rows(database, "SELECT id FROM rejections WHERE id = 'later'") == []
    assert rows(Path("casualties.db.before-restore"), "SELECT id FROM rejections WHERE id = 'later'") == [("later",)]
    assert Path("desk.db").read_bytes() == copied
    assert run(["restore", "casualties.db.before-restore"]) == 0
    assert rows(database, "SELECT id FROM rejections WHERE id = 'later'") == [("later",)]
    assert rows(Path("casualties.db.before-restore"), "SELECT id FROM rejections WHERE id = 'later'") == [("later",)]
    assert rows(Path("casualties.db.before-restore-2"), "SELECT id FROM rejections WHERE id = 'later'") == []


def test_restore_where_there_is_no_database_yet(database: Path) -> None:
    assert run(["restore", "casualties.db", "--database", "fresh.db"]) == 0
    assert rows(Path("fresh.db")) == rows(database)
    assert not list(Path().glob("*.before-restore*"))


def test_restore_takes_the_place_of_a_damaged_database(database: Path) -> None:
    assert run(["backup", "desk.db"]) == 0
    database.write_bytes(b"what a failing disk left " * 999)
    Path("casualties.db-wal").write_bytes(b"rest")
    assert run(["restore", "desk.db"]) == 0
    assert rows(database) == rows(Path("desk.db"))
    assert Path("casualties.db.before-restore").read_bytes().startswith(b"what a failing disk left")
    assert not os.path.lexists("casualties.db-wal")


def test_restore_refuses_while_a_collector_or_a_page_uses_the_database(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", "desk.db"]) == 0
    before = rows(database)
    with alone(database):
        assert run(["restore", "desk.db"]) == 2
    assert "another casualty-monitor collects into it" in capsys.readouterr().err
    with closing(open_history(database)) as db:
        assert list(db.query("SELECT 1 AS one")) == [{"one": 1}]
        assert run(["restore", "desk.db"]) == 2
    assert "is in use; stop every casualty-monitor that uses it, its page too" in capsys.readouterr().err
    assert rows(database) == before
    assert not list(Path().glob("*.before-restore*"))
    assert run(["restore", "desk.db"]) == 0

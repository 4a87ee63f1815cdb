"""The history's file: made, migrated, refused in one clear line, and only ever added to."""

import os
import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from monitor.errors import DatabaseError
from monitor.history.desk import MIGRATIONS as DESK
from monitor.history.ledger import commit
from monitor.history.schema import open_history, transaction
from tests.history.plans import claim, plan

ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


def said(path: Path | str, **how: object) -> str:
    """The one line with which a database is refused."""
    with pytest.raises(DatabaseError) as fault:
        open_history(path, **how)  # type: ignore[arg-type]
    line = str(fault.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    assert fault.value.subject == str(path)
    return line


def test_a_fresh_history_is_safe_and_strict(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    pragmas = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    ours = [table for table in db.tables if not table.name.startswith(("_", "sqlite_"))]
    assert len(ours) > 8
    assert [table.name for table in ours if not table.strict] == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    open_history(tmp_path / "x.db").close()
    before = (tmp_path / "x.db").read_bytes()
    open_history(tmp_path / "x.db").close()
    assert (tmp_path / "x.db").read_bytes() == before


def test_an_open_database_can_be_opened_beside_a_writer(tmp_path: Path) -> None:
    one = open_history(tmp_path / "x.db")
    with transaction(one):
        assert open_history(tmp_path / "x.db", patience=0.0).table("claims").count == 0


def test_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Dear diary, this is no database.\n" * 100)
    before = (tmp_path / "x.db").read_bytes()
    assert "is no database; name another file" in said(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_bytes() == before


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    whole = (tmp_path / "x.db").read_bytes()
    (tmp_path / "x.db").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "restore" in said(tmp_path / "x.db")


def test_a_missing_one_is_refused_only_where_it_must_exist(tmp_path: Path) -> None:
    assert "there is no such database" in said(tmp_path / "x.db", must_exist=True)
    assert not (tmp_path / "x.db").exists()
    open_history(tmp_path / "x.db")
    assert (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone/x.db", "there is no folder"), (".", "is a folder"), ("a\0b", "cannot be a path"), ("n" * 400, "path")],
)
def test_a_path_that_cannot_be_one_is_told(tmp_path: Path, name: str, words: str) -> None:
    assert words in said(tmp_path / name)


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_permissions_are_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut").chmod(0o500)
    assert "may not be written" in said(tmp_path / "shut" / "x.db")
    open_history(tmp_path / "x.db").close()
    (tmp_path / "x.db").chmod(0o400)
    assert "may not be read and written" in said(tmp_path / "x.db")


def test_a_writer_beside_us_is_waited_for_then_told(tmp_path: Path) -> None:
    other = open_history(tmp_path / "x.db")
    mine = open_history(tmp_path / "x.db", patience=0.05)
    with transaction(other), pytest.raises(DatabaseError, match="is held by another program; try again"):
        commit(mine, plan(claim()))
    assert commit(mine, plan(claim()))


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(DatabaseError, match="the disk is full; free some space"):
        commit(db, plan(claim(), text="55000 died. " + "x" * 100_000))
    assert {table.name: table.count for table in db.tables if table.count and table.name[0] != "_"} == {}
    assert commit(db, plan(claim()))


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    db = open_history(tmp_path / "x.db")
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('history', 'history-99', '')")
    db.close()
    assert "was written by a newer casualty-monitor; upgrade the program" in said(tmp_path / "x.db")


def test_a_neighbours_tables_join_and_are_copied_before_they_change(tmp_path: Path) -> None:
    watching = Migrations("watching")

    @watching(name="watching-1")
    def _first(db: Database) -> None:
        db.execute("CREATE TABLE watches (name TEXT PRIMARY KEY) STRICT")

    open_history(tmp_path / "x.db", sets=[watching]).execute("INSERT INTO watches VALUES ('one')")
    assert sorted(path.name for path in tmp_path.iterdir() if "before" in path.name) == []

    @watching(name="watching-2")
    def _second(db: Database) -> None:
        db.execute("DROP TABLE watches")

    assert not open_history(tmp_path / "x.db", sets=[watching]).table("watches").exists()
    copy = open_history(tmp_path / "x.db.before-watching-2")
    assert copy.execute("SELECT name FROM watches").fetchall() == [("one",)]


def test_an_older_databases_links_get_the_names_of_their_columns(tmp_path: Path) -> None:
    """An earlier version left the column of a link to be the primary key, and Datasette could not follow it."""
    path = tmp_path / "x.db"
    db = open_desk_of(path)
    wanted = links(db)
    assert len(wanted) > 15
    assert all(column for *_, column in wanted)
    rows = list(db.conn.iterdump())
    tables = "FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'"
    with transaction(db):
        version = db.execute("PRAGMA schema_version").fetchone()[0]
        db.execute("PRAGMA writable_schema = ON")
        for name, sql in db.execute(f"SELECT name, sql {tables}").fetchall():
            older = re.sub(r"(REFERENCES \w+) \([^)]*\)", r"\1", sql)
            db.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (older, name))
        db.execute(f"PRAGMA schema_version = {version + 1}")
        db.execute("PRAGMA writable_schema = OFF")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'history-4-named-links'")
    assert {column for *_, column in links(db)} == {None}
    db.close()

    db = open_history(path)
    assert links(db) == wanted
    strip = [row for row in rows if "_sqlite_migrations" not in row]
    assert [row for row in db.conn.iterdump() if "_sqlite_migrations" not in row] == strip
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("INSERT INTO acceptances (claim, accepted) VALUES ('nobody', 0)")
    assert (tmp_path / "x.db.before-history-4-named-links").exists()


def open_desk_of(path: Path) -> Database:
    """A file with every table that has links, and a row in some."""
    db = open_history(path, sets=[DESK])
    commit(db, plan(claim()))
    return db


def links(db: Database) -> list[tuple[object, ...]]:
    """Each link as its table, its columns, the table that it leads to and the column there."""
    sql = (
        'SELECT m.name, f."from", f."table", f."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
        " WHERE m.type = 'table' ORDER BY 1, f.id, f.seq"
    )
    return db.execute(sql).fetchall()


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    broken = Migrations("broken")

    @broken(name="broken-1")
    def _first(db: Database) -> None:
        db.execute("CREATE TABLE half (name TEXT) STRICT")
        db.execute("CREATE TABLE half (name TEXT) STRICT")

    assert "cannot be used" in said(tmp_path / "x.db", sets=[broken])
    assert not open_history(tmp_path / "x.db").table("half").exists()


@pytest.mark.parametrize("table", ["articles", "claims", "figures", "events", "acceptances"])
def test_history_is_never_overwritten(table: str) -> None:
    """HISTORY: rows are added; a correction, a withdrawal or an editor's verdict points at what it replaces."""
    db = open_history(":memory:")
    commit(db, plan(claim()))
    db.execute("INSERT INTO acceptances (claim, accepted) VALUES ('c55000', 0)")
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "page"]
    for column in columns:
        with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are only added"):
            db.execute(f'UPDATE {table} SET "{column}" = "{column}"')
    with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are only added"):
        db.execute(f"DELETE FROM {table}")
    assert db.table(table).count == 1


def test_a_page_may_move_in_the_archive() -> None:
    db = open_history(":memory:")
    commit(db, plan(claim()))
    db.execute("UPDATE articles SET page = '2026-02.warc.gz:17'")
    assert db.execute("SELECT page FROM articles").fetchone()[0] == "2026-02.warc.gz:17"


def test_every_name_of_a_table_is_plain() -> None:
    """Datasette shows tables and columns under their names: they are words."""
    db = open_history(":memory:")
    names = [name for table in db.tables for name in (table.name, *table.columns_dict) if table.name[0] != "_"]
    assert [name for name in names if not re.fullmatch("[a-z][a-z_]*", name)] == []

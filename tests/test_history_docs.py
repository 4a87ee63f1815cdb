"""`docs/replay.md` and `docs/history.md` show what the program does."""

import asyncio
import inspect
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

from datasette.app import Datasette

from monitor.history.report import COLUMNS
from monitor.history.schema import open_history
from monitor.replay import replay

ROOT = Path(__file__).parents[1]
REPLAY = (ROOT / "docs" / "replay.md").read_text("utf-8")
HISTORY = (ROOT / "docs" / "history.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_example_test_passes_in_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text(blocks(REPLAY, "json")[0], "utf-8")
    (tmp_path / "test_known.py").write_text(blocks(REPLAY, "python")[0], "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_known.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_every_parameter_of_replay_is_told() -> None:
    shown = re.findall(r"(\w+)(?:=\w+)?[,)]", blocks(REPLAY, "python")[1])
    names = list(inspect.signature(replay).parameters)
    assert shown == names
    assert re.findall(r"^\| `(\w+)` \|", REPLAY, re.MULTILINE) == names


def test_every_table_is_told_and_the_query_runs() -> None:
    db = open_history(":memory:")
    ours = {table.name for table in db.tables if table.name[0] != "_"}
    assert set(re.findall(r"^\| `(\w+)` \| (?:one|what|a|an|how)\b", HISTORY, re.MULTILINE)) == ours
    assert db.execute(blocks(HISTORY, "sql")[0]).fetchall() == []


def test_the_columns_that_are_told_exist() -> None:
    db = open_history(":memory:")
    for name in (table.name for table in db.tables if table.name[0] != "_"):
        row = re.search(rf"^\| `{name}` \|.*\| (.*)\|$", HISTORY, re.MULTILINE)
        assert row is not None
        words = {"pending", "failed", "sent", "dead", "next_try", "editor"}
        assert set(re.findall(r"`(\w+)`", row[1])) - words <= set(db.table(name).columns_dict)


def test_every_column_of_the_series_is_told() -> None:
    series = HISTORY.partition("## The series as CSV and JSON")[2].partition("##")[0]
    heads = "".join(re.findall(r"^\| (`.*?`) \|", series, re.MULTILINE))
    assert re.findall(r"`(\w+)`", heads) == list(COLUMNS)


def test_datasette_can_be_pointed_at_the_file(tmp_path: Path) -> None:
    """Every table and view opens in a plain Datasette, links between rows among it, and `series` has facets."""
    with resources.as_file(resources.files("seeds")) as seeds:
        list(replay(seeds, database=tmp_path / "desk.db"))
    datasette = Datasette([str(tmp_path / "desk.db")])

    async def opened() -> dict[str, int]:
        tables = (await datasette.client.get("/desk.json")).json()
        names = [one["name"] for one in (*tables["tables"], *tables["views"])]
        pages = [f"/desk/{name}?_labels=on" for name in names]
        pages += ["/desk/series?_facet=source&_facet=grade", "/desk/figures/1", "/desk/series.csv?_size=max"]
        return {page: (await datasette.client.get(page)).status_code for page in pages}

    found = asyncio.run(opened())
    assert len(found) > 12
    assert {page for page, status in found.items() if status != 200} == set()

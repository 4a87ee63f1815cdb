"""Known history from tables: published ones without options, others by named columns; silent, once, with its origin."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from monitor.alerts.chart import spec
from monitor.cli import run
from monitor.history.report import COLUMNS, Filters, claims, rows
from monitor.history.schema import History, open_history
from monitor.layout import FIELDS, layout_for, names
from monitor.model import AlertRule, Article, Measure, Population
from monitor.packs import load_topic
from monitor.picture import draw, points
from monitor.pipeline import process

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
DOC = (ROOT / "docs" / "known-history.md").read_text("utf-8")
WAR = load_topic("russia-ukraine")
PLAIN = {"date": "2025-02-03", "number": "45,100", "measure": "killed", "source": "Zelensky", "party": "ukraine"}
PLAIN |= {"population": "military"}

pytestmark = pytest.mark.usefixtures("in_a_folder_of_its_own")


@pytest.fixture
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(name: str, *found: dict[str, Any]) -> str:
    """A file of that kind with these rows."""
    path = Path(name)
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(dict.fromkeys(key for row in found for key in row)))
            writer.writeheader()
            writer.writerows(found)
    elif path.suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, found)), "utf-8")
    else:
        path.write_text(json.dumps(found), "utf-8")
    return name


def import_(*arguments: str) -> int:
    return run(["history", "import", *arguments, "--database", "x.db"])


def known(**filters: Any) -> list[tuple[Any, ...]]:
    db = open_history("x.db")
    found = rows(db, Filters(**filters))
    db.close()
    return [(row["as_of"], row["low"], row["high"], row["qualifier"], row["source"]) for row in found]


def dump(db: History) -> list[str]:
    return [line for line in db.conn.iterdump() if "_sqlite_migrations" not in line]


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.jsonl"])
def test_a_table_with_named_columns_needs_no_option(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_(table(name, PLAIN, PLAIN | {"date": "2025-02-18", "number": "46000"})) == 0
    assert capsys.readouterr().out == f"{name}: 2 rows: 2 figures kept\n"
    assert known() == [
        ("2025-02-03", 45_100, 45_100, "exact", "zelensky"),
        ("2025-02-18", 46_000, 46_000, "exact", "zelensky"),
    ]


def test_a_second_import_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_(table("x.csv", PLAIN, PLAIN, PLAIN | {"date": "2025-02-18", "number": "46000"})) == 0
    db = open_history("x.db")
    before = dump(db)
    assert import_("x.csv") == 0
    Path("x.csv").rename("renamed.csv")
    assert import_("renamed.csv") == 0
    assert dump(db) == before
    assert capsys.readouterr().out.endswith("renamed.csv: 3 rows: 0 figures kept, 3 rows known before\n")


def test_two_numbers_of_one_table_come_by_two_imports() -> None:
    table("x.csv", {"date": "2025-02-03", "dead": "12", "hurt": "30"})
    for column, measure in (("dead", "killed"), ("hurt", "wounded"), ("dead", "killed")):
        assert import_("x.csv", "--column", f"number={column}", "--value", f"measure={measure}") == 0
    assert [row[1] for row in known()] == [12, 30]
    db = open_history("x.db")
    assert db.execute("SELECT count(*) FROM figures").fetchone() == (2,)


def test_each_row_keeps_its_origin_and_its_words() -> None:
    row = PLAIN | {"url": "https://records.example/7", "low": "45000", "high": "46000"}
    assert import_(table("toll.csv", PLAIN | {"date": "2024"}, row)) == 0
    db = open_history("x.db")
    found = list(db.query("SELECT a.*, f.quote, f.detector FROM articles a JOIN figures f ON f.article = a.id"))
    assert [(one["page"], one["url"], one["outlet"], one["detector"]) for one in found] == [
        ("toll.csv line 2", None, "toll", "import"),
        ("toll.csv line 3", "https://records.example/7", "toll", "import"),
    ]
    assert found[1][
        "quote"
    ] == "45,100; measure: killed; source: Zelensky; party: ukraine; population: military; url: " + (
        "https://records.example/7; low: 45000; high: 46000"
    )
    assert [row["low"] for row in db.query("SELECT low FROM figures ORDER BY id")] == [45_100, 45_000]


def test_nothing_alerts_and_the_next_article_is_held_against_it() -> None:
    assert import_(table("x.csv", PLAIN, PLAIN | {"date": "2025-02-01", "number": "99000"})) == 0
    db = open_history("x.db")
    assert {row["event"] for row in db.query("SELECT event FROM events")} == {"backfill"}
    text = "President Zelensky said on {} that {} Ukrainian soldiers had been killed in the war against Russia."
    rule = AlertRule(name="desk", url="json://127.0.0.1:9/", grade=("single", "corroborated", "contested"))

    def hear(day: str, number: str) -> list[tuple[str, int | None]]:
        page = Article(id=f"{day}{number}", text=text.format(day, number), published="2025-03-05", lang="en")
        outcome = process(page, db, topics=(WAR,), rules=(rule,))
        return [(event.event.value, event.previous and event.previous.low) for event in outcome.events]

    assert hear("February 3, 2025", "45,100") == [("repeat", 99_000)]
    assert list(db.query("SELECT * FROM notices")) == []
    assert hear("March 4, 2025", "101,000") == [("update", 99_000)]
    assert len(list(db.query("SELECT * FROM notices"))) == 1


def test_a_revised_row_is_a_correction_and_another_table_is_not_its_next_version() -> None:
    assert import_(table("x.csv", PLAIN)) == 0
    assert import_(table("x.csv", PLAIN | {"number": "45,200"})) == 0
    assert known() == [("2025-02-03", 45_200, 45_200, "exact", "zelensky")]
    assert import_(table("y.csv", PLAIN | {"number": "45,300"})) == 0
    db = open_history("x.db")
    assert [row["event"] for row in db.query("SELECT event FROM events ORDER BY rowid")] == [
        *("backfill", "correction", "backfill")
    ]
    assert known() == [("2025-02-03", 45_200, 45_200, "exact", "zelensky")], "of one day, with as many witnesses"


def test_what_the_program_prints_it_can_import(capsys: pytest.CaptureFixture[str]) -> None:
    ranged = PLAIN | {"number": "", "low": "40000", "high": "55000", "date": "2024-06", "source": "us officials"}
    assert import_(table("x.csv", PLAIN, ranged)) == 0
    capsys.readouterr()
    assert run(["history", "--output", "csv", "--database", "x.db"]) == 0
    Path("out.csv").write_text(capsys.readouterr().out, "utf-8")
    assert run(["history", "import", "out.csv", "--database", "y.db"]) == 0
    one, two = (rows(open_history(name)) for name in ("x.db", "y.db"))
    assert [{key: row[key] for key in COLUMNS[:12]} for row in one] == [
        {key: row[key] for key in COLUMNS[:12]} for row in two
    ]
    assert len(one) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"date": "31.12.2025"}, 'as_of: "31.12.2025" may be two dates; say which with --dates day/month/year'),
        ({"date": "2025-02-30"}, 'as_of: "2025-02-30" is no day of the calendar'),
        ({"date": "last week"}, 'as_of: "last week" is no date; write 2025'),
        ({"number": "many"}, 'number: "many" is no whole number of people'),
        ({"number": "-5"}, 'number: "-5" is no whole number'),
        ({"number": "55.5"}, 'number: "55.5" is no whole number'),
        ({"number": "9" * 20}, 'number: "99999999999999999999" is more people than there are'),
        ({"low": "7", "high": "3"}, "low: 7 is above high, 3"),
        ({"measure": "sad"}, 'measure: "sad" is not known'),
        ({"measure": ""}, "says not what happened to the people"),
        ({"party": "ruritania"}, 'party: "ruritania" is none of the topic\'s'),
        ({"topic": "atlantis"}, 'topic: "atlantis" is not known'),
        ({"qualifier": "perhaps"}, 'qualifier: "perhaps" is not known'),
    ],
)
def test_a_row_that_cannot_be_understood_is_named_and_the_rest_is_done(
    row: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_(table("x.csv", PLAIN, PLAIN | row, PLAIN | {"date": "2025-02-18", "number": "46000"})) == 1
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    assert line.startswith(f"casualty-monitor: x.csv line 3: {said}")
    assert "2 figures kept, 1 rows that could not be used" in told.out
    assert len(known()) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", None, "there is no such file"),
        ("x.csv", "", "holds no row"),
        ("x.csv", "date,number\n", "holds no row"),
        ("x.csv", "a,a\n1,2\n", "two columns are called 'a'"),
        ("x.csv", 'date,number\n2025-01-01,"5\n', "is no CSV"),
        ("x.csv", "date,dead\n2025-01-01,5\n", "no column holds a number; name it with --column number=COLUMN"),
        ("x.csv", "dag,number\n2025-01-01,5\n", "no column holds a date; name it with --column as_of=COLUMN"),
        ("x.csv", b"date,number\n\xff,5\n", "line 2 is no UTF-8"),
        ("x.json", "{", "line 1 is no JSON"),
        ("x.json", "7", "must be a list of objects"),
        ("x.json", "[" * 100_000, "is no JSON that can be read"),
        ("x.xlsx", b"PK", "is no table that can be read"),
    ],
)
def test_a_file_that_is_no_table_is_wrong_usage_in_one_line(
    name: str, content: str | bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert import_(name) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not Path("x.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--column", "dead=number"], 'unknown field "dead"'),
        (["--column", "number=dea"], 'there is no column "dea"'),
        (["--value", "measure"], "must read FIELD=TEXT"),
        (["--layout", "economis"], 'did you mean "economist"?'),
        (["--layout", "own.toml"], "there is no such file"),
    ],
)
def test_options_that_cannot_be_meant(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_(table("x.csv", PLAIN), *arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_what_history_shows_means_nothing_to_import(capsys: pytest.CaptureFixture[str]) -> None:
    table("x.csv", PLAIN)
    assert run(["history", "--party", "ukraine", "import", "x.csv", "--database", "x.db"]) == 2
    assert "means nothing to `import`" in capsys.readouterr().err
    assert run(["history", "--database", "x.db", "import", "x.csv"]) == 0, "the file may be named before or after"
    assert len(known()) == 1


def test_columns_values_and_dates_by_options() -> None:
    table("x.csv", {"Tag": "3/2/2025", "Tote": "45,100"}, {"Tag": "18/2/2025", "Tote": "46,000"})
    assert import_(
        *("x.csv", "--column", "as_of=Tag", "--column", "number=Tote", "--value", "measure=killed"),
        *("--value", "source=Zelensky", "--value", "party=Ukraine", "--dates", "day/month/year"),
    ) == 0  # fmt: skip
    assert [row[:2] for row in known()] == [("2025-02-03", 45_100), ("2025-02-18", 46_000)]


def test_the_documented_layout_works() -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    Path("morgue.toml").write_text(text, "utf-8")
    table(
        "m.csv",
        {"Day": "3/2/2025", "Bodies": "12", "Hurt": "30", "Word": "more than", "Permalink": "https://m.example/"},
    )
    assert import_("m.csv", "--layout", "morgue.toml") == 0
    assert known(topic="gaza") == [
        ("2025-02-03", 12, 12, "exact", "city morgue"),
        ("2025-02-03", 30, 30, "more_than", "city morgue"),
    ]
    db = open_history("x.db")
    assert {row["kind"] for row in db.query("SELECT kind FROM claims")} == {"count"}
    assert next(db.query("SELECT outlet, url FROM articles")) == {
        "outlet": "City morgue, daily list",
        "url": "https://m.example/",
    }


def test_a_faulty_layout_is_told_key_by_key(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.toml").write_text('title = "x"\ndates = "yes"\n[columns]\ndead = "Tote"\n[words.mesure]\n', "utf-8")
    assert import_(table("x.csv", PLAIN), "--layout", "own.toml") == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("own.toml: ")[2].partition(";")[0] for line in lines] == [
        'dates: "yes" is no order of a date',
        'columns: unknown field "dead"',
        'words: unknown field "mesure"',
    ]


def test_every_field_and_layout_is_told_and_every_option_to_be_found_is_so() -> None:
    fields = DOC.partition("## Fields")[2].partition("## A layout")[0]
    assert set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", fields, re.MULTILINE)))) == set(FIELDS)
    columns = re.findall(r"`(\w+)`", "".join(re.findall(r"\|([^|\n]*)\|$", fields, re.MULTILINE)))
    plain = layout_for(columns, named="plain")
    assert set(plain.parts[0].columns) == set(FIELDS)
    assert set(re.findall(r"^\| `([\w-]+)` \| (?:`|any)", DOC.partition("## Fields")[0], re.MULTILINE)) == set(names())


def test_a_figure_dated_before_the_topic_began_is_kept_outside_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_(table("x.csv", PLAIN | {"date": "2015-06-01"})) == 0
    assert "1 of them of no topic" in capsys.readouterr().out
    assert known() == []


published = pytest.mark.skipif(not SHARED.is_dir(), reason="the published series are not beside this")


@published
@pytest.mark.long
def test_the_published_daily_series(capsys: pytest.CaptureFixture[str]) -> None:
    for name, count in (("general_staff_daily.json", 1_626), ("gaza_daily.json", 2_191)):
        assert import_(str(SHARED / name)) == 0
        assert f"{count:,} figures kept" in capsys.readouterr().out
        assert import_(str(SHARED / name)) == 0
        assert "0 figures kept" in capsys.readouterr().out
    told = {row["date"]: row["personnel"] for row in json.loads((SHARED / "general_staff_daily.json").read_text())}
    found = {date: low for date, low, *_ in known(party="russia", source="general-staff")}
    assert found == {date: low for date, low in told.items() if date in found}
    assert set(told) - set(found) <= {f"2022-03-{day:02}" for day in range(7, 15)}, "the days of the same number"
    dead = known(topic="gaza", measure=Measure.KILLED, population=Population.PEOPLE, source="gaza-health-ministry")
    assert dead[-1][:2] == ("2026-08-22", 73_419)


@published
def test_the_economists_table_with_its_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_(str(SHARED / "economist_estimates.csv")) == 0
    said = capsys.readouterr().out.strip()
    assert said in (ROOT / "docs" / "known-history.md").read_text("utf-8"), said
    killed = known(party="russia", measure=Measure.KILLED)
    assert ("2024-06-21", 106_000, 140_000, "range", "meduza") in killed
    assert ("2022-07-20", 15_000, 15_000, "at_least", "cia") in killed
    assert ("2022-06-29", 25_000, 25_000, "up_to", "uk-mod") in killed
    assert ("2026-06-12", 369_000, 523_000, "range", "bbc russia") in killed
    assert len({source for *_, source in killed}) == 15


@published
def test_the_chart_of_russians_killed_has_estimates_with_bounds_beside_names_as_the_floor() -> None:
    assert import_(str(SHARED / "economist_estimates.csv")) == 0
    names = [("2023-06-30", "25,900"), ("2025-06-20", "111,387"), ("2026-02-06", "168,142")]
    told = PLAIN | {"source": "Mediazona", "party": "russia"}
    assert import_(table("names.csv", *(told | {"date": date, "number": number} for date, number in names))) == 0
    db = open_history("x.db")
    filters = Filters(party="russia", measure=Measure.KILLED)
    found = spec(points(db, claims(db, filters), (WAR,)), title="t")
    kinds = [layer["mark"] for layer in found["layer"]]
    assert sum(mark["type"] == "rule" and mark.get("strokeWidth") == 7 for mark in kinds) >= 15, "bars of bounds"
    (floor,) = [layer for layer in found["layer"] if layer["mark"]["type"] == "area"]
    assert len(floor["data"]["values"]) == 4
    svg = draw(db, filters, (WAR,), "svg").decode()
    assert all(words in svg for words in ("168,142, 6 Feb 2026, by name", "369,000 to 523,000, 12 Jun 2026", "shaded:"))
    assert "rows of published tables (The Economist, Ukraine war dead and wounded estimates; names)" in svg

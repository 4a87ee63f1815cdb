"""What the history promises besides its events, each shown on one of the stories."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import read
from monitor.cli import run
from monitor.diff.grade import Grade, grade
from monitor.explain import explain, lines
from monitor.history.desk import open_desk
from monitor.history.report import Filters, rows
from monitor.history.review import By
from monitor.history.rows import claim_of
from monitor.history.schema import History, open_history
from monitor.model import AlertRule, Article, Measure
from monitor.picture import draw
from monitor.pipeline import process
from monitor.web.acting import perform
from tests.stories.telling import FOLDER, NAMES, Story, ledger, story, told

ANNA = By(person="Anna", reason="the paper misread it", at=dt.datetime(2026, 2, 8, 9, tzinfo=dt.UTC))
RULES = (
    AlertRule(name="desk", url="json://127.0.0.1:9/"),
    AlertRule(name="firsts", url="json://127.0.0.1:9/", events=("new", "update")),  # type: ignore[arg-type]
)


def heard(one: Story, database: Path) -> History:
    """The story's history, with the alerts that it would have sent."""
    db = open_history(database)
    for found in read(one.archive):
        assert isinstance(found, Article)
        process(found, db, topics=one.topics, rules=RULES)
    return db


def numbers(db: History, **filters: Any) -> list[int]:
    return [row["low"] for row in rows(db, Filters(**filters))]


def claim_id(db: History, low: int) -> str:
    return str(next(db.query("SELECT id FROM claims WHERE low = ? ORDER BY rowid", (low,)))["id"])


def grades(db: History) -> dict[int, Grade]:
    """Each number's grade, as it is now."""
    sql = "SELECT s.*, t.witnesses FROM standing_claims s LEFT JOIN tallies t ON t.claim = s.id"
    return {row["low"]: grade(claim_of(row), row["witnesses"] or 1) for row in db.query(sql)}


def test_a_rejected_figure_leaves_series_and_chart_and_its_correction_is_queued(tmp_path: Path) -> None:
    one, database = story("war-toll"), tmp_path / "x.db"
    db = heard(one, database)
    killed = Filters(source="zelensky", measure=Measure.KILLED)
    assert 55_000 in numbers(db, source="zelensky", measure=Measure.KILLED)
    assert b"55,000" in draw(db, killed, one.topics, "svg")
    open_desk(database).close()
    db.execute("UPDATE notices SET state = 'told', told = at")  # all windows have closed: whoever was to hear of it has
    done = perform(database, {"act": "reject", "claim": claim_id(db, 55_000), "reason": ANNA.reason}, one.topics, ANNA)
    assert numbers(db, source="zelensky", measure=Measure.KILLED) == [31_000, 43_000, 45_100, 46_000]
    picture = draw(db, killed, one.topics, "svg")
    assert b"55,000" not in picture
    assert b"46,000" in picture
    corrections = [row for row in db.query("SELECT * FROM notices ORDER BY number") if "CORRECTION" in row["title"]]
    assert sorted(row["channel"] for row in corrections) == ["desk", "firsts"]
    assert all("55,000 withdrawn" in row["title"] and "Anna rejected" in row["text"] for row in corrections)
    assert done.event is not None
    chain = "\n".join(lines(explain(db, done.event.id), one.topics))
    assert "Anna rejected this figure: the paper misread it" in chain
    first = next(db.query("SELECT id FROM events WHERE claim = ? ORDER BY rowid", (claim_id(db, 55_000),)))["id"]
    chain = "\n".join(lines(explain(db, first), one.topics))
    assert "- Anna, 8 Feb 2026: reject: the paper misread it" in chain
    assert f"CORRECTION {done.event.id}" in chain


def test_what_a_rejected_figure_kept_out_counts_again(tmp_path: Path) -> None:
    one, database = story("translated-repeat"), tmp_path / "x.db"
    db = heard(one, database)
    assert 55_900 not in numbers(db)
    open_desk(database).close()
    perform(database, {"act": "reject", "claim": claim_id(db, 56_300), "reason": "x"}, one.topics, ANNA)
    assert numbers(db) == [55_000, 55_900, 57_000]


def test_a_second_import_adds_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table, database = str(FOLDER / "imported-baseline" / "known.csv"), str(tmp_path / "x.db")
    for said in ("5 rows: 5 figures kept", "5 rows: 0 figures kept, 5 rows known before"):
        assert run(["history", "import", table, "--database", database]) == 0
        assert said in capsys.readouterr().out
    db = open_history(database)
    before = list(db.conn.iterdump())
    assert run(["history", "import", table, "--database", database]) == 0
    assert list(db.conn.iterdump()) == before
    assert list(db.query("SELECT * FROM outbox")) == []


def test_compare_names_a_planted_loss(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The other version's database has a figure that the present detector does not find."""
    one, other = story("two-sides"), tmp_path / "other.db"
    told(one, other)
    db = open_history(other)
    row = dict(next(db.query("SELECT * FROM figures WHERE article = 't1' ORDER BY id")))
    planted = row | {"id": None, "low": 123_456, "high": 123_456, "measure": "wounded", "claim": None}
    names = ", ".join(f'"{name}"' for name in planted)
    db.execute(f"INSERT INTO figures ({names}) VALUES ({', '.join('?' * len(planted))})", tuple(planted.values()))
    db.close()
    assert run(["replay", str(one.archive), "--compare", str(other)]) == 0
    out = capsys.readouterr().out
    assert re.findall(r"^lost .*$", out, re.MULTILINE)[0].startswith("lost    figure: ")
    assert "123,456" in out
    assert "figures: 0 gained, 1 lost, 0 changed" in out
    assert "events: 0 gained, 0 lost, 0 changed" in out


def test_grades_follow_from_witnesses() -> None:
    db = open_history(":memory:")
    told(story("translated-repeat"), db)
    found = grades(db)
    assert (found[55_000], found[56_300]) == (Grade.CORROBORATED, Grade.CORROBORATED), "six papers, and two"
    assert (found[57_000], found[55_900]) == (Grade.SINGLE, Grade.CONTESTED), "one paper; a fall"
    strike = open_history(":memory:")
    told(story("strike"), strike)
    assert grades(strike)[4] is Grade.SINGLE, "four papers with one wire text are one witness"
    assert grades(strike)[6] is Grade.CORROBORATED
    assert next(
        strike.query("SELECT articles, witnesses FROM tallies t JOIN claims c ON c.id = t.claim WHERE low = 4")
    ) == {
        "articles": 4,
        "witnesses": 1,
    }
    edited = open_history(":memory:")
    told(story("edited-article"), edited)
    assert grades(edited)[64_800] is Grade.WITHDRAWN


@pytest.mark.parametrize("name", NAMES)
def test_the_view_for_other_readers_has_the_same_grades(name: str) -> None:
    db = open_history(":memory:")
    told(story(name), db)
    found = list(db.query("SELECT low, grade, quote, articles FROM series"))
    assert len(found) == db.execute("SELECT count(*) FROM claims").fetchone()[0]
    assert {row["low"]: row["grade"] for row in found} == {low: one.value for low, one in grades(db).items()}
    assert all(row["quote"] and row["articles"] >= 1 for row in found)


def test_a_figure_of_another_war_stays_out_of_the_topic() -> None:
    db = open_history(":memory:")
    events = told(story("two-sides"), db)
    assert 150_000 not in [event.low for event in events]
    kept = next(db.query("SELECT claim, quote FROM figures WHERE low = 150000"))
    assert kept["claim"] is None
    assert "150,000" in kept["quote"]
    assert not [row for row in rows(db) if row["low"] == 150_000]


def test_each_figure_says_which_detector_read_it() -> None:
    db = open_history(":memory:")
    told(story("imported-baseline"), db)
    found = {row["detector"] for row in db.query("SELECT DISTINCT detector FROM figures")}
    assert "import" in found
    assert len(found) == 2


@pytest.mark.parametrize("name", ["daily-count", "ministry-revises", "edited-article"])
def test_a_correction_points_at_what_it_replaces_and_reaches_who_was_told(name: str, tmp_path: Path) -> None:
    one = story(name)
    db = heard(one, tmp_path / "x.db")
    corrections = list(db.query("SELECT * FROM events WHERE event = 'correction' ORDER BY rowid"))
    assert corrections
    for row in corrections:
        replaced = json.loads(row["previous"])["id"]
        channels = {
            name: {one["event"] for one in db.query("SELECT event FROM notices WHERE channel = ?", (name,))}
            for name in ("desk", "firsts")
        }
        told_first = {it["id"] for it in db.query("SELECT id FROM events WHERE claim = ?", (replaced,))}
        for events in channels.values():
            assert row["id"] in events or not events & (told_first - {row["id"]})


@pytest.mark.parametrize("name", [name for name in NAMES if name != "edited-article"])
def test_the_order_within_a_day_does_not_decide_the_accepted_value(name: str) -> None:
    """A story again, its articles of one day in the reverse order: the days' accepted values are the same. (Of one
    article the later version is the later one, whatever the order of the others.)"""
    one = story(name)
    articles = [found for found in read(one.archive) if isinstance(found, Article)]
    by_day: dict[str, list[Article]] = {}
    for article in articles:
        by_day.setdefault((article.published or "")[:10], []).append(article)
    accepted = []
    for turn in (1, -1):
        db = open_history(":memory:")
        for day in by_day.values():
            for article in day[::turn]:
                process(article, db, topics=one.topics)
        accepted.append(
            [(row["source"], row["measure"], row["as_of"], row["low"]) for row in rows(db, topics=one.topics)]
        )
    assert accepted[0] == accepted[1]
    assert accepted[0]


def test_the_ledger_tells_every_event_in_one_line() -> None:
    events = told(story("quake-by-the-hour"))
    assert ledger(events).count("\n") == len(events) == len(set(event.id for event in events))

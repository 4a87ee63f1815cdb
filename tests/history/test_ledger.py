"""The ledger: a plan is committed whole or not at all, once, with its evidence; what matters of the past comes back."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.diff.interval import tightest
from monitor.diff.past import Past
from monitor.errors import DatabaseError, EvidenceError
from monitor.history.ledger import commit, past_for, version_of
from monitor.history.schema import History, open_history, transaction
from monitor.likeness import gain
from monitor.model import Claim, EventKind, Figure, Mark, Measure, Plan, Qualifier, Rejection, Scope, Verdict
from tests.builders import article
from tests.builders import figure as a_figure
from tests.history.plans import NOW, WAR, alert, claim, event, figure_for, plan


def db_with(*plans: Plan) -> History:
    db = open_history(":memory:")
    for one in plans:
        assert commit(db, one, now=NOW)
    return db


def dump(db: History) -> list[str]:
    return [line for line in db.conn.iterdump() if "_sqlite_migrations" not in line]


def past(db: History, made: Claim, **other: Any) -> Past:
    """The past of an article that tells a figure like the claim."""
    whole = other.pop("whole", 200)
    told = article(f"{made.low} soldiers were killed", **({"id": "new"} | other))
    return past_for(db, told, (figure_for(told.full_text, made),), (WAR,), whole=whole)


def ids(found: Past) -> list[str]:
    return [one.id for one in found.claims]


def test_a_plan_comes_back_as_it_was() -> None:
    made = claim(46_000, qualifier=Qualifier.MORE_THAN, contested=True, span="1d", scope=Scope.PERIOD)
    db = db_with(plan(made))
    assert past(db, made).claims == (made,)
    assert past(db, made).witnesses == (("c46000", 1),)


def test_an_earlier_figure_comes_back_as_it_was() -> None:
    text = "Some 55000 soldiers were killed, not 50000 as said."
    made = claim()
    told = article(text)
    full = figure_for(
        text, made, corrects=(50_000, 50_000), marks=(Mark(role="number", start=5, end=10),), place="Kyiv"
    )
    db = db_with(Plan(article=told, seen_at=None, verdicts=(Verdict(figure=full, claim=made),)))
    edited = article("Some 54000 soldiers were killed.")
    assert past_for(db, edited, (), (WAR,)).earlier == ((full, "c55000"),)
    assert ids(past_for(db, edited, (), (WAR,))) == ["c55000"]


def test_the_same_version_again_changes_nothing() -> None:
    one = plan(claim(), alerts=True)
    db = db_with(one)
    before = dump(db)
    assert commit(db, one) is False
    assert dump(db) == before
    found = past_for(db, one.article, (), (WAR,))
    assert found == Past(seen=True)


def test_another_version_of_an_article_is_another_row() -> None:
    db = db_with(plan(claim()), plan(claim(56_000), text="Now 56000 soldiers were killed"))
    assert db.execute("SELECT count(*), count(DISTINCT id) FROM articles").fetchone() == (2, 1)
    assert version_of(article("one")) != version_of(article("two"))
    assert version_of(article("two", title="One")) != version_of(article("two"))


@pytest.mark.parametrize("change", [{"start": 1}, {"end": 4}, {"quote": "54999"}, {"quote": "", "start": 0, "end": 0}])
def test_no_figure_is_stored_whose_quote_is_not_in_the_text(change: dict[str, Any]) -> None:
    """HISTORY: no figure is stored whose quote is not in the stored text of its article."""
    made, told = claim(), article("55000 soldiers were killed")
    values = {"quote": "55000", "start": 0, "end": 5} | change
    wrong = Plan(article=told, seen_at=None, verdicts=(Verdict(figure=a_figure(**values), claim=made),))
    db = open_history(":memory:")
    with pytest.raises(EvidenceError):
        commit(db, wrong)
    assert db.table("articles").count == 0


def test_the_database_itself_refuses_a_quote_that_is_not_in_the_text() -> None:
    db = db_with(plan(claim(), title="A “title” — with signs", text="Їх 55000 soldiers 🕯 were killed"))
    row = dict(next(iter(db.query("SELECT * FROM figures"))))
    assert db.table("figures").count == 1
    for change in (
        {"start": row["start"] + 1},
        {"end": row["end"] + 1},
        {"quote": "x"},
        {"quote": ""},
        {"version": "x"},
    ):
        changed = row | {"id": 7} | change
        names = ", ".join(f'"{name}"' for name in changed)
        with pytest.raises(sqlite3.IntegrityError, match="the quote is not in the stored text"):
            db.execute(
                f"INSERT INTO figures ({names}) VALUES ({', '.join('?' * len(changed))})", tuple(changed.values())
            )


def test_copies_of_one_text_are_one_witness() -> None:
    made, text = claim(), "At least 55000 soldiers were killed"
    db = db_with(
        plan(made, id="a1", text=text),
        plan(known=(made,), id="a2", text=text.upper() + "!", title="A copy of it"),
        plan(known=(made,), id="a3", text="Zelensky spoke of 55000 dead"),
        plan(known=(made,), id="a3", text="Zelensky spoke of 55000 dead, he said"),
    )
    row = next(iter(db.query("SELECT * FROM tallies")))
    assert (row["figures"], row["articles"], row["witnesses"]) == (4, 3, 2)
    found = past(db, made)
    assert found.witnesses == (("c55000", 2),)
    ((told, prints),) = found.texts
    assert (told, gain(found.text, prints)) == ("c55000", 0), "nearly the first text"
    other = article("How many have died? Of 55000 the president spoke on Monday", id="a4")
    assert gain(past_for(db, other, (figure_for(other.full_text, made),), (WAR,)).text, prints) == 1


def test_the_tightest_word_on_a_number_is_remembered() -> None:
    made = claim(55_100, qualifier=Qualifier.AT_LEAST)
    db = db_with(plan(made, id="a1"))
    assert past(db, made).words == (("c55100", Qualifier.AT_LEAST),)
    told = article("Nearly 55100 it was, 55000 in short", id="a2")
    looser = figure_for(told.full_text, replace(made, qualifier=Qualifier.ABOUT))
    rounded = figure_for(told.full_text, replace(made, low=55_000, high=55_000, qualifier=Qualifier.EXACT))
    verdicts = tuple(Verdict(figure=one, claim=None, known=made.id) for one in (looser, rounded))
    assert commit(db, Plan(article=told, seen_at=None, verdicts=verdicts))
    assert past(db, made).words == (("c55100", tightest((Qualifier.AT_LEAST, Qualifier.ABOUT))),)
    assert commit(db, plan(known=(replace(made, qualifier=Qualifier.EXACT),), id="a3"))
    assert past(db, made).words == (("c55100", Qualifier.EXACT),)


def test_first_and_last_seen_follow_the_pages_own_time() -> None:
    made = claim()
    db = db_with(
        plan(made, id="a1", published="2026-02-06"),
        plan(known=(made,), id="a2", published="2026-02-05T10:00:00Z"),
        plan(known=(made,), id="a3", published=None),
    )
    row = next(iter(db.query("SELECT * FROM tallies")))
    assert (row["first_seen"], row["last_seen"]) == ("2026-02-05T10:00:00Z", "2026-02-06")


def test_a_change_of_mind_is_a_row_of_its_own() -> None:
    first, second, never = claim(65_100, id="typo"), claim(55_100, id="right"), claim(7, id="never", accepted=False)
    told = article("55100 soldiers were killed", id="a2")
    said = event(told, second, EventKind.CORRECTION)
    change = Verdict(figure=figure_for(told.full_text, second), claim=second, event=said, withdrawn=("typo", "never"))
    db = db_with(plan(first, never), Plan(article=told, seen_at=None, verdicts=(change,)))
    states = {one.id: (one.accepted, one.withdrawn) for one in past(db, second).claims}
    assert states == {"typo": (False, True), "right": (True, False), "never": (False, True)}
    assert db.execute("SELECT accepted FROM claims WHERE id = 'typo'").fetchone() == (1,)
    assert db.execute("SELECT claim, accepted, withdrawn, event FROM acceptances").fetchall() == [
        ("typo", 0, 1, said.id),
        ("never", 0, 1, said.id),
    ]
    back = article("65100 it is", id="a3")
    again = Verdict(figure=figure_for(back.full_text, first), claim=None, known="typo", accepted=("typo",))
    assert commit(db, Plan(article=back, seen_at=None, verdicts=(again,)))
    states = {one.id: (one.accepted, one.withdrawn) for one in past(db, second).claims}
    assert states == {"typo": (True, False), "right": (True, False), "never": (False, True)}


def test_a_figure_of_no_topic_is_stored_and_touches_no_series() -> None:
    told = article("55000 soldiers were killed in 1916")
    stray = figure_for(told.full_text, claim(), elsewhere="the First World War")
    db = db_with(Plan(article=told, seen_at=None, verdicts=(Verdict(figure=stray, claim=None),)))
    assert db.execute("SELECT claim, elsewhere FROM figures").fetchall() == [(None, "the First World War")]
    assert replace(past(db, claim()), text="") == Past()


def test_rejections_are_kept_once() -> None:
    rejection = Rejection(stage="detect", subject="25-40", reason="a range or a date", readings=("a", "b"), quiet=True)
    one = plan(claim())
    db = db_with(Plan(article=one.article, seen_at=None, rejections=(rejection, rejection)))
    assert db.execute("SELECT stage, subject, readings, quiet FROM rejections").fetchall() == [
        ("detect", "25-40", '["a","b"]', 1)
    ]


def test_only_the_figures_quantity_and_its_neighbours_are_read() -> None:
    war = [
        claim(1, id="other-party", party="russia"),
        claim(2, id="other-measure", measure=Measure.WOUNDED),
        claim(3, id="other-topic", topic="gaza"),
        claim(4, id="other-scope", scope=Scope.PERIOD, span="1d", as_of="2026-02-01"),
        claim(5, id="same", as_of="2024-01"),
    ]
    assert ids(past(db_with(plan(*war)), claim())) == ["other-scope", "same"]


def test_an_incident_reads_the_days_around_it() -> None:
    strikes = [
        claim(n, id=f"day{day}", scope=Scope.INCIDENT, place="Kyiv", as_of=f"2026-02-{day:02}")
        for n, day in enumerate((1, 9, 10, 11, 28), 5)
    ]
    found = ids(past(db_with(plan(*strikes)), claim(4, scope=Scope.INCIDENT, place="Kyiv", as_of="2026-02-10")))
    assert {"day9", "day10", "day11"} <= set(found)


def test_of_many_claims_those_come_that_a_verdict_can_turn_on() -> None:
    daily = [claim(n * 10_000, id=f"day{n}", as_of=f"20{22 + n // 12}-{1 + n % 12:02}-10") for n in range(1, 60)]
    other = [
        claim(n * 10_000 + 5, id=f"un{n}", source="un", as_of=f"20{22 + n // 12}-{1 + n % 12:02}-15") for n in (2, 30)
    ]
    fallen = claim(999_000, id="fallen", as_of="2026-12-30", accepted=False)
    db = db_with(plan(*daily), plan(*other, fallen, id="a2"))
    found = ids(past(db, claim(400_000, as_of="2024-07-01"), whole=10))
    near = {"day29", "day30", "un30", "day40"}  # of that time, and that number
    bounds = {"un2", "day59", "day28", "day31"}  # the neighbours, the latest
    assert near | bounds <= set(found)
    assert "fallen" not in found
    assert len(found) < 30
    assert found == sorted(found, key=ids(past(db, claim(400_000), whole=1000)).index)


def test_what_the_text_says_was_wrong_is_read() -> None:
    daily = [claim(n * 10_000, id=f"day{n}", as_of=f"20{22 + n // 12}-{1 + n % 12:02}-10") for n in range(1, 60)]
    db = db_with(plan(*daily))
    told = article("It is 900000, not 100000", id="new")
    corrected = figure_for(told.full_text, claim(900_000, as_of="2026-12-10"), corrects=(100_000, 100_000))
    found = past_for(db, told, (corrected,), (WAR,), whole=10)
    assert "day10" in ids(found)


def test_an_undated_figure_has_a_past() -> None:
    db = db_with(plan(claim(5, id="undated", as_of=None), claim(6, id="dated")))
    assert set(ids(past(db, claim(7, as_of=None), whole=0))) == {"undated", "dated"}


def test_nothing_is_read_without_an_index(tmp_path: Path) -> None:
    """What makes the cost of a figure the same at 10,000 and at a million: no look walks a whole table."""
    daily = [claim(n * 10_000, id=f"day{n}", as_of=f"20{22 + n // 12}-{1 + n % 12:02}-10") for n in range(1, 60)]
    db = open_history(tmp_path / "x.db")
    commit(db, plan(*daily))
    asked: list[tuple[str, Any]] = []
    with db.tracer(lambda sql, values: asked.append((sql, values))):
        past(db, claim(400_000, as_of="2024-07-01"), whole=10)
        commit(db, plan(known=(daily[0],), id="a9", alerts=True))
    walks = []
    for sql, values in asked:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values or ())]
            walks += [(step, sql) for step in steps if step.startswith("SCAN") and "tellers" not in step]
    assert len(asked) > 20
    assert [walk for walk in walks if "CONSTANT ROW" not in walk[0]] == []


def everything(db: History) -> dict[str, int]:
    return {table.name: table.count for table in db.tables if table.name[0] != "_"}


def test_a_plan_is_committed_whole_or_not_at_all() -> None:
    """DESIGN: a crash leaves all or none. SQLite is stopped after k steps, for every k, and asked again."""
    made = claim(46_000)
    first = plan(claim(), alerts=True)
    second = plan(made, known=(claim(),), id="a2", alerts=True)
    said = second.verdicts[0]
    change = Verdict(figure=said.figure, claim=said.claim, event=said.event, unaccepted=("c55000",))
    second = Plan(
        article=second.article,
        seen_at=second.seen_at,
        verdicts=(change, *second.verdicts[1:]),
        alerts=second.alerts,
        rejections=(Rejection(stage="detect", subject="x", reason="y"),),
    )
    db = db_with(first)
    before, left = everything(db), 0

    def stop() -> int:
        nonlocal left
        left -= 1
        return left == -1

    stopped = 0
    for k in range(0, 100_000, 3):
        left = k
        db.conn.set_progress_handler(stop, 5)
        try:
            done = commit(db, second, now=NOW)
        except DatabaseError:
            done = False
        db.conn.set_progress_handler(None, 0)
        if done:
            break
        stopped += 1
        assert not db.conn.in_transaction
        assert everything(db) == before
    assert stopped > 20
    assert done
    after = db_with(first, second)
    assert dump(db) == dump(after)


def test_a_transaction_inside_another_is_a_part_of_it() -> None:
    db = open_history(":memory:")

    def fail() -> None:
        with transaction(db):
            commit(db, plan(claim()))
            raise RuntimeError("the program ends here")

    with pytest.raises(RuntimeError):
        fail()
    assert db.table("articles").count == 0


def test_alerts_are_queued_with_their_events() -> None:
    one = plan(claim(), alerts=True)
    db = db_with(one)
    assert db.execute("SELECT id, channel, state FROM notices").fetchall() == [
        (alert(one.verdicts[0].event).id, "desk", "waiting")  # type: ignore[arg-type]
    ]


def test_figures_carry_the_detectors_version() -> None:
    db = open_history(":memory:")
    commit(db, plan(claim()), detector="7")
    assert db.execute("SELECT detector FROM figures").fetchall() == [("7",)]


def test_a_figure_without_marks_or_sources_is_stored() -> None:
    told = article("12 people were killed")
    bare: Figure = figure_for(told.full_text, claim(12, source=None))
    db = db_with(Plan(article=told, seen_at=None, verdicts=(Verdict(figure=bare, claim=claim(12, source=None)),)))
    assert db.execute("SELECT sources, marks, corrects FROM figures").fetchall() == [("[]", "[]", None)]

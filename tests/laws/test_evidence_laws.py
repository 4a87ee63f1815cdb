"""HISTORY's laws of what is stored, each quoted: evidence for every figure, and rows that are only added."""

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.diff.verdict import judge
from monitor.errors import EvidenceError, UsageError
from monitor.history.desk import MIGRATIONS as DESK
from monitor.history.ledger import commit, past_for
from monitor.history.review import By, Change, confirm, correct, reject, undo
from monitor.history.schema import History, open_history
from monitor.model import Plan
from monitor.packs import load_topic
from monitor.pipeline import process
from tests.builders import article, figure
from tests.stories.telling import NAMES, story, told

WAR = load_topic("russia-ukraine")
LOGS = ("articles", "claims", "figures", "events", "acceptances", "reviews")
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = "In Kyiv it was said that 45,100 soldiers had been killed, and 390,000 wounded."


@some
@given(
    start=st.integers(-3, len(TEXT) + 3),
    size=st.integers(-1, 30),
    quote=st.sampled_from(("45,100", "390,000", "45,100 soldiers", "", "55,000")) | st.text(max_size=8),
)
def test_no_figure_without_evidence(start: int, size: int, quote: str) -> None:
    """No figure is stored whose quote is not in the stored text of its article."""
    db = open_history(":memory:")
    page = article(TEXT, topic=WAR.id)
    made = figure(45_100, quote="45,100 soldiers", start=start, end=start + size)
    made = replace(made, quote=quote)
    verdicts = judge(page, (made,), (WAR,), past_for(db, page, (made,), (WAR,)))
    true = bool(quote) and start >= 0 and page.full_text[start : start + size] == quote
    try:
        commit(db, Plan(article=page, seen_at=page.published, verdicts=verdicts))
    except EvidenceError:
        assert not true
        assert all(db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,) for table in LOGS[:5])
    else:
        assert true


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_of_a_story_stands_where_it_is_said_to(name: str) -> None:
    """No figure is stored whose quote is not in the stored text of its article."""
    db = open_history(":memory:")
    told(story(name), db)
    sql = (
        'SELECT f.quote, f."start" AS start, a.title, a.text FROM figures f'
        " JOIN articles a ON a.id = f.article AND a.version = f.version"
    )
    found = list(db.query(sql))
    assert found
    for row in found:
        whole = f"{row['title']}\n\n{row['text']}" if row["title"] else row["text"]
        assert whole[row["start"] :].startswith(row["quote"])


def log(db: History) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that are only added to, in the order in which they came."""
    return {table: db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in LOGS}


step = st.one_of(
    st.tuples(
        st.just("read"),
        st.integers(0, 3),  # which article: again is an edit
        st.sampled_from((45_000, 45_100, 46_200, 52_000)),
        st.sampled_from(("Zelensky", "Trump")),
    ),
    st.tuples(st.sampled_from(("confirm", "reject", "correct", "undo")), st.integers(0, 5), st.just(0), st.just("")),
)


@some
@given(st.lists(step, min_size=2, max_size=9))
def test_history_is_never_overwritten(steps: Any) -> None:
    """History is never overwritten: rows are added; a correction, a withdrawal or an editor's verdict points at what it
    replaces."""
    db = open_history(":memory:", sets=(DESK,))
    before = log(db)
    for at, (act, which, number, who) in enumerate(steps):
        by = By(person="Anna", reason="as the paper says", at=dt.datetime(2026, 2, 8, at, tzinfo=dt.UTC))
        claims = [row[0] for row in db.execute("SELECT id FROM claims ORDER BY rowid")]
        try:
            if act == "read":
                text = f"{who} said that {number:,} Ukrainian soldiers had been killed in the war against Russia."
                page = article(text, id=f"a{which}", published=f"2026-02-0{at % 9 + 1}")
                process(page, db, topics=(WAR,))
            elif act == "undo":
                undo(db, which, by)
            elif claims:
                claim = claims[which % len(claims)]
                if act == "correct":
                    correct(db, claim, Change(number=47_000 + at), (WAR,), by)
                else:
                    (confirm(db, claim, by) if act == "confirm" else reject(db, claim, (WAR,), by))
        except UsageError:
            pass  # nothing to undo, or decided already
        after = log(db)
        for table in LOGS:
            assert after[table][: len(before[table])] == before[table]
        before = after
    for row in db.query("SELECT * FROM events WHERE event = 'correction' AND figure IS NOT NULL"):
        assert row["previous"] is not None
    for row in db.query("SELECT * FROM acceptances"):
        assert row["event"] is not None, "every change of mind names the event because of which"


@pytest.mark.parametrize(
    ("table", "column"), list(zip(LOGS, ("text", "low", "low", "why", "accepted", "reason"), strict=True))
)
def test_the_tables_themselves_refuse_it(table: str, column: str) -> None:
    """History is never overwritten: rows are added."""
    db = open_history(":memory:", sets=(DESK,))
    text = "Zelensky said that {} Ukrainian soldiers had been killed in the war against Russia."
    process(article(text.format("45,000"), id="a"), db, topics=(WAR,))
    process(article(text.format("46,000"), id="a"), db, topics=(WAR,))
    claim = db.execute("SELECT id FROM claims ORDER BY rowid DESC").fetchone()[0]
    reject(db, claim, (WAR,), By(person="Anna", reason="x", at=dt.datetime(2026, 2, 8, tzinfo=dt.UTC)))
    assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            db.execute(change)

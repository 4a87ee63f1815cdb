"""What `history` prints: the contract's keys, in order, repeats folded, only what stands; a CSV that runs nothing."""

import csv
import io
from typing import Any

import pytest

from monitor.history.ledger import commit
from monitor.history.report import Filters, claims, rows, to_csv
from monitor.history.schema import History, open_history
from monitor.model import Measure, Plan, Population, Qualifier, Scope, SourceKind, Status, Verdict
from tests.builders import article
from tests.history.plans import claim, event, figure_for, plan

KEYS = [
    *("topic", "party", "population", "measure", "scope", "source", "as_of", "low", "high", "qualifier"),
    *("status", "contested", "first_seen", "articles", "outlets"),
]


def history(*plans: Plan) -> History:
    db = open_history(":memory:")
    for one in plans:
        assert commit(db, one)
    return db


def lows(found: list[dict[str, Any]]) -> list[int]:
    return [row["low"] for row in found]


def test_a_row_has_the_contracts_keys_and_repeats_are_folded() -> None:
    made = claim(55_000, qualifier=Qualifier.AT_LEAST)
    db = history(
        plan(made, id="a1", outlet="The Zebra", published="2026-02-06"),
        plan(known=(made,), id="a2", outlet="The Aardvark", published="2026-02-05"),
        plan(known=(made,), id="a3", outlet="The Zebra", text="He spoke of 55000", published="2026-02-07"),
        plan(known=(made,), id="a4", outlet=None, text="55000 it is", published=None),
    )
    (row,) = rows(db)
    assert list(row) == KEYS
    assert (row["low"], row["high"], row["qualifier"], row["status"]) == (55_000, 55_000, "at_least", "asserted")
    assert (row["articles"], row["outlets"]) == (4, ["The Aardvark", "The Zebra"])
    assert (row["first_seen"], row["contested"]) == ("2026-02-05", False)


def test_rows_come_by_series_then_date() -> None:
    db = history(
        plan(
            claim(3, source="trump", as_of="2025-01"),
            claim(5, as_of="2026-02-04"),
            claim(4, as_of="2025-02-03"),
            claim(2, party="russia"),
            claim(1, as_of="2024-02"),
            claim(6, as_of=None),
        )
    )
    assert lows(rows(db)) == [2, 3, 6, 1, 4, 5]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(party="russia"), [2]),
        (Filters(topic="gaza"), [7]),
        (Filters(measure=Measure.WOUNDED), [8]),
        (Filters(population=Population.CIVILIAN), [9]),
        (Filters(source="trump"), [3]),
        (Filters(sources=("trump",)), [3]),
        (Filters(sources=("trump", "zelensky"), party="ukraine", measure=Measure.KILLED), [7, 9, 3, 1, 4, 5]),
        (Filters(party="nobody"), []),
        (Filters(topic="russia-ukraine", party="ukraine", source="zelensky", measure=Measure.KILLED), [9, 1, 4, 5]),
    ],
)
def test_filters_keep_what_they_name(filters: Filters, found: list[int]) -> None:
    db = history(
        plan(
            claim(3, source="trump"),
            claim(5, as_of="2026-02-04"),
            claim(4, as_of="2025-02-03"),
            claim(1, as_of="2024"),
            claim(2, party="russia"),
            claim(7, topic="gaza"),
            claim(8, measure=Measure.WOUNDED),
            claim(9, population=Population.CIVILIAN),
        )
    )
    assert lows(rows(db, filters)) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2025", None, [2, 3, 4]),
        ("2025-02", None, [2, 3, 4]),
        ("2025-02-04", None, [2, 4]),
        (None, "2025-02-03", [1, 2, 3]),
        ("2024-12", "2025-01", [2]),
        (None, "2024", [1]),
        (None, None, [5, 1, 2, 3, 4]),
    ],
)
def test_bounds_compare_what_both_dates_give(since: str | None, until: str | None, found: list[int]) -> None:
    dates = ("2024-02", "2025", "2025-02-03", "2026-02-04", None)
    db = history(plan(*(claim(n, as_of=date) for n, date in enumerate(dates, 1))))
    assert lows(rows(db, Filters(since=since, until=until))) == found


def test_only_what_stands_is_shown_unless_asked() -> None:
    told = article("56000 soldiers were killed", id="a2")
    right = claim(56_000)
    change = Verdict(figure=figure_for(told.text, right), claim=right, event=event(told, right), unaccepted=("c65000",))
    forecast = claim(800_000, status=Status.HYPOTHETICAL)
    db = history(
        plan(claim(65_000), claim(7, accepted=False), forecast), Plan(article=told, seen_at=None, verdicts=(change,))
    )
    assert lows(rows(db)) == [56_000]
    assert lows(rows(db, Filters(fallen=True))) == [7, 56_000, 65_000, 800_000]
    assert [one.id for one in claims(db)] == ["c56000"]


def test_what_is_contested_follows_from_all_that_is_known() -> None:
    series = [claim(n, as_of=date) for n, date in ((31_000, "2024-02"), (43_000, "2024-12"), (45_100, "2025-02-03"))]
    stray = claim(70_000, source="us-officials", as_of="2023-08", kind=SourceKind.ESTIMATE)
    db = history(plan(stray))
    assert [row["contested"] for row in rows(db)] == [False]
    assert commit(db, plan(*series, id="a2"))
    assert {row["low"]: row["contested"] for row in rows(db)} == {
        31_000: False,
        43_000: False,
        45_100: False,
        70_000: True,
    }
    assert [row["contested"] for row in rows(db, Filters(source="us-officials"))] == [True]


def test_strikes_of_unlike_places_do_not_contest_each_other() -> None:
    strikes = [claim(n, scope=Scope.INCIDENT, place=p, as_of="2026-02-04") for n, p in ((9, "Kyiv"), (3, "Dnipro"))]
    db = history(plan(*strikes))
    assert [row["contested"] for row in rows(db)] == [False, False]


def test_csv_has_a_header_and_survives_commas_quotes_and_line_ends() -> None:
    nasty = 'The "Example", Kyiv\nEdition'
    db = history(plan(claim(), outlet=nasty))
    text = to_csv(rows(db))
    (header, row) = csv.reader(io.StringIO(text, newline=""))
    assert header == KEYS
    assert dict(zip(header, row, strict=True))["outlets"] == nasty
    assert (dict(zip(header, row, strict=True))["contested"], row[0]) == ("false", "russia-ukraine")
    assert text.endswith("\r\n")


@pytest.mark.parametrize("evil", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_csv_runs_nothing_in_a_spreadsheet(evil: str) -> None:
    db = history(plan(claim(source=evil), outlet=evil))
    row = next(csv.DictReader(io.StringIO(to_csv(rows(db)), newline="")))
    assert row["source"] == f"'{evil}"
    assert row["outlets"] == f"'{evil}"


def test_an_empty_history_has_no_rows() -> None:
    assert rows(open_history(":memory:")) == []
    assert to_csv([]) == ",".join(KEYS) + "\r\n"

"""A history and filters in, its series out: one row for each number of a series, by series, then date.

A repeat is folded into the number that it repeats, so that a row says how many articles carried it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.diff.interval import contested
from monitor.diff.series import quantity_of_claim
from monitor.history.rows import claim_of
from monitor.history.schema import History, faults
from monitor.model import Claim, Measure, Population, Quantity, Status, Topic

COLUMNS = (
    *("topic", "party", "population", "measure", "scope", "source", "as_of", "low", "high", "qualifier"),
    *("status", "contested", "first_seen", "articles", "outlets"),
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # full-width signs work in some


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which figures to show; None lets everything through."""

    topic: str | None = None
    party: str | None = None
    population: Population | None = None
    measure: Measure | None = None
    source: str | None = None
    since: str | None = None  # ISO date of any precision: figures that stand for it or a later one
    until: str | None = None
    fallen: bool = False  # True: also figures that no longer stand (conflicts, withdrawn), hypothetical ones too


def rows(db: History, filters: Filters = Filters(), topics: Sequence[Topic] = ()) -> list[dict[str, Any]]:
    """The contract's rows of `history`: `articles` is a number, `outlets` the names, sorted.

    Dates are compared on what both give: `since` 2025-02 keeps a figure of 2025. A bound leaves out what has no date.
    What is contested follows from all that is known now, not from what was when the figure came.
    """
    with faults(db):
        found = _found(db, filters, topics)
        outlets = _outlets(db, [row["id"] for row in found])
    return [
        {key: row[key] for key in COLUMNS[:11]}
        | {
            "contested": bool(row["contested"]),
            "first_seen": row["first_seen"],
            "articles": row["articles"] or 0,
            "outlets": outlets.get(row["id"], []),
        }
        for row in found
    ]


def claims(db: History, filters: Filters = Filters(), topics: Sequence[Topic] = ()) -> tuple[Claim, ...]:
    """The same figures as claims, for a chart."""
    with faults(db):
        return tuple(claim_of(row) for row in _found(db, filters, topics))


def to_csv(found: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV with a header (RFC 4180, lines end in CR LF); outlets are separated by "; ".

    A text that a spreadsheet would run as a formula gets a ' before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow([_cell(row[key]) for key in COLUMNS])
    return out.getvalue()


def _found(db: History, filters: Filters, topics: Sequence[Topic]) -> list[dict[str, Any]]:
    """The rows of the claims asked for, in order; each tells whether it is contested now."""
    asked = {
        key: str(value)
        for key in ("topic", "party", "population", "measure")
        if (value := getattr(filters, key)) is not None
    }
    where = " AND ".join(f"s.{key} = :{key}" for key in asked)
    order = ", ".join(
        f"ifnull(s.{key}, '')" for key in ("topic", "party", "population", "measure", "scope", "place", "span", "per")
    )
    sql = (
        "SELECT s.*, t.first_seen, t.articles, t.witnesses"
        " FROM standing_claims s LEFT JOIN tallies t ON t.claim = s.id"
        f" WHERE {where or '1'} ORDER BY {order}, ifnull(s.source, ''), ifnull(s.as_of, ''), s.low, s.high, s.id"
    )
    told = list(db.query(sql, asked))
    out = _contested(told, topics)
    return [row | {"contested": int(row["id"] in out)} for row in told if _is_asked(row, filters)]


def _contested(told: Sequence[Mapping[str, Any]], topics: Sequence[Topic]) -> frozenset[str]:
    """The ids of those that do not fit the others of their quantity, all sources together."""
    packs = {topic.id: topic for topic in topics}
    quantities: dict[Quantity, list[Claim]] = {}
    for row in told:
        claim = claim_of(row)
        if claim.topic is not None:
            quantities.setdefault(quantity_of_claim(claim, packs.get(claim.topic)), []).append(claim)
    witnesses = {row["id"]: row["witnesses"] or 1 for row in told}
    return frozenset(ident for one in quantities.values() for ident in contested(one, witnesses))


def _is_asked(row: Mapping[str, Any], filters: Filters) -> bool:
    if not filters.fallen and not (row["stands"] and row["status"] != Status.HYPOTHETICAL):
        return False
    return (filters.source is None or row["source"] == filters.source) and _is_within(row["as_of"], filters)


def _outlets(db: History, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start in range(0, len(ids), 500):
        piece = ids[start : start + 500]
        sql = (
            "SELECT DISTINCT f.claim AS claim, a.outlet AS outlet FROM figures f JOIN articles a"
            " ON a.id = f.article AND a.version = f.version"
            f" WHERE f.claim IN ({', '.join('?' * len(piece))}) AND a.outlet IS NOT NULL ORDER BY a.outlet"
        )
        for row in db.query(sql, piece):
            found.setdefault(row["claim"], []).append(row["outlet"])
    return found


def _is_within(as_of: str | None, filters: Filters) -> bool:
    if filters.since is None and filters.until is None:
        return True
    if as_of is None:
        return False
    for bound, sign in ((filters.since, 1), (filters.until, -1)):
        if bound is not None:
            both = min(len(as_of), len(bound))
            mine, its = as_of[:both], bound[:both]
            if (mine < its) if sign > 0 else (mine > its):
                return False
    return True


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text

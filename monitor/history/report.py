"""A history and filters in, its series out: one row for each number of a series, by series, then date.

A repeat is folded into the number that it repeats, so that a row says how many articles carried it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.diff.interval import contested, tightest
from monitor.diff.repeats import folded
from monitor.diff.when import compare, earliest
from monitor.history.retold import Row, counted, quantities, retold, sightings_of
from monitor.history.rows import claim_of
from monitor.history.schema import History, faults
from monitor.model import Claim, Measure, Population, Qualifier, Status, Topic

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
    sources: tuple[str, ...] = ()  # any of these; empty: everybody
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
        outlets = _outlets(db, [row["id"] for row in found if "outlets" not in row])
    return [
        {key: row[key] for key in COLUMNS[:11]}
        | {
            "contested": bool(row["contested"]),
            "first_seen": row["first_seen"],
            "articles": row["articles"] or 0,
            "outlets": row["outlets"] if "outlets" in row else outlets.get(row["id"], []),
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
    sql = (
        "SELECT s.*, t.first_seen, t.articles, t.witnesses, t.word, t.dated"
        " FROM standing_claims s LEFT JOIN tallies t ON t.claim = s.id"
        f" WHERE {where or '1'} ORDER BY s.id"
    )
    told, sightings, home = retold(db, [_settled(row) for row in db.query(sql, asked)], topics)
    into = {rough: fine for one in quantities(told, topics) for rough, fine in folded(one).items()}
    bound = _still_repeats(told, home)
    for made in (*bound, *into):  # what nothing else makes needless stays with the claim that it was read as
        fine = into.get(made, bound.get(made, made))
        into[made] = into.get(bound.get(fine, fine), bound.get(fine, fine))
    whole = _fold(db, told, into, sightings)
    while more := _folded_since(told, whole, topics):
        into = {rough: more.get(fine, fine) for rough, fine in into.items()} | more
        whole = _fold(db, told, into, sightings)
    witnesses = {row["id"]: row["witnesses"] or 1 for row in whole}
    out = frozenset(ident for one in quantities(whole, topics) for ident in contested(one, witnesses))
    if filters.fallen:
        whole += [row for row in told if row["id"] in into and row["id"] not in home]
    found = [
        row | {"contested": int(into.get(row["id"], row["id"]) in out)} for row in whole if _is_asked(row, filters)
    ]
    return sorted(found, key=_by_series)


def _still_repeats(told: Sequence[Row], home: Mapping[str, str]) -> dict[str, str]:
    """What was read as another number and may stay with it, each with that number's claim.

    Zelensky's 45,000 of 2 February repeats his 45,100 "of February" until a paper dates that 3 February.
    """
    row = {one["id"]: one for one in told}
    pairs = ((made, row[made], row[kept]) for made, kept in home.items())
    return {
        made: home[made]
        for made, rough, fine in pairs
        if (rough["low"], rough["high"]) == (fine["low"], fine["high"]) or compare(rough["as_of"], fine["as_of"]) >= 0
    }


def _by_series(row: Mapping[str, Any]) -> tuple[object, ...]:
    series = ("topic", "party", "population", "measure", "scope", "place", "span", "per", "source", "as_of")
    return (*(row[key] or "" for key in series), row["low"], row["high"], row["id"])


def _settled(row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim with the date and the word that all its sightings settle on, whichever came first."""
    return {**row, "as_of": row["dated"] or row["as_of"], "qualifier": row["word"] or row["qualifier"]}


def _folded_since(told: Sequence[Row], whole: Sequence[Row], topics: Sequence[Topic]) -> dict[str, str]:
    """What is a rounding now that a finer number has the earlier date for which nobody was named."""
    dates = {row["id"]: row["as_of"] for row in told}
    moved = {row["id"] for row in whole if row["as_of"] != dates[row["id"]]}
    if not moved:
        return {}
    near = (one for one in quantities(whole, topics) if any(claim.id in moved for claim in one))
    return {rough: fine for one in near for rough, fine in folded(one).items()}


def _fold(
    db: History, told: Sequence[dict[str, Any]], into: Mapping[str, str], sightings: Mapping[str, Sequence[Row]]
) -> list[dict[str, Any]]:
    """Each rounding's sightings counted with the finer number, though that came later."""
    members: dict[str, list[str]] = {}
    for rough, fine in into.items():
        members.setdefault(fine, [fine]).append(rough)
    known = {row["id"]: row for row in told}
    ids = [ident for one in members.values() for ident in one]
    said = {**sightings_of(db, [ident for ident in ids if ident not in sightings]), **sightings}
    rows = []
    for row in told:
        if row["id"] in members:
            mine = members[row["id"]]
            row = _merged(row, [known[ident] for ident in mine], [one for ident in mine for one in said.get(ident, ())])
        if row["id"] not in into:
            rows.append(row)
    return rows


def _merged(row: dict[str, Any], members: Sequence[Mapping[str, Any]], said: Sequence[Row]) -> dict[str, Any]:
    """The row with all its members' sightings; the words and first dates of the same number are its own."""
    first = min((one["first_seen"] for one in members if one["first_seen"]), default=None)
    same = [one for one in members if (one["low"], one["high"]) == (row["low"], row["high"])]
    dates = [one["as_of"] for one in same if (one["first_seen"] or "")[:10] == (first or "")[:10]]
    word = tightest(Qualifier(one["qualifier"]) for one in same).value
    return {**row, **counted(said), "qualifier": word, "as_of": earliest(dates) or row["as_of"], "first_seen": first}


def _is_asked(row: Mapping[str, Any], filters: Filters) -> bool:
    if not filters.fallen and not (row["stands"] and row["status"] != Status.HYPOTHETICAL):
        return False
    if filters.source is not None and row["source"] != filters.source:
        return False
    return (not filters.sources or row["source"] in filters.sources) and _is_within(row["as_of"], filters)


def _outlets(db: History, ids: Sequence[str]) -> dict[str, list[str]]:
    """The names of those that carried each claim."""
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

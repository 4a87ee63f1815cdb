"""What a reader asks of one quantity in, its figures as chart, table and CSV show them out, each with its evidence."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from monitor.alerts import neutral
from monitor.alerts.words import date, number, party_name, source_name, span, what
from monitor.diff.grade import Grade, grade
from monitor.diff.interval import Band, contested, envelope, is_floor
from monitor.diff.when import bounds
from monitor.history.rows import claim_of
from monitor.model import Claim, Qualifier, Scope, Status, Topic

MOST = 400  # figures in one view: beyond it a chart is a smear, and a phone waits
GRADES = tuple(one.value for one in Grade)
KEYS = ("topic", "party", "population", "measure", "scope", "span", "per")
COLUMNS = (
    *("as_of", "low", "high", "qualifier", "number", "source", "grade", "status", "outlet", "title", "url", "quote"),
    *("first_seen", "articles", "witnesses", "event", "kind", "review"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A view: a quantity and what of it. Empty filters let everything through."""

    quantity: Mapping[str, str | None]
    sources: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def query(self) -> str:
        """The view as the end of an address; the same view is always the same address."""
        pairs = [(key, value) for key, value in self.quantity.items() if value]
        pairs += [("source", one) for one in self.sources] + [("grade", one) for one in self.grades]
        pairs += [(key, value) for key, value in (("since", self.since), ("until", self.until)) if value]
        return urlencode(pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A figure with its evidence; all text in it is neutral."""

    claim: Claim
    source: str
    number: str
    date: str
    grade: str
    conflict: bool
    event: str | None  # its first event's id
    kind: str | None
    quote: str
    outlet: str
    title: str
    url: str | None
    first_seen: str | None
    articles: int
    witnesses: int
    review: str | None  # "confirmed by Anna"

    @property
    def is_accepted(self) -> bool:
        """Whether it is a part of its source's line."""
        one = self.claim
        return (
            one.accepted
            and self.grade not in ("contested", "withdrawn")
            and one.qualifier is not Qualifier.VAGUE
            and one.status is not Status.HYPOTHETICAL
        )

    @property
    def is_floor(self) -> bool:
        return is_floor(self.claim)

    def row(self) -> tuple[object, ...]:
        """Its row of the CSV."""
        one = self.claim
        return (
            *(one.as_of, one.low, one.high, one.qualifier.value, self.number, self.source, self.grade),
            *(one.status.value, self.outlet, self.title, self.url, self.quote, self.first_seen, self.articles),
            *(self.witnesses, self.event, self.kind, self.review),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page, picture or CSV of a timeline shows."""

    asked: Asked
    title: str
    dots: tuple[Dot, ...]  # dated ones by date, then the undated
    bands: tuple[Band, ...]  # none but for a running total
    sources: tuple[tuple[str, str], ...]  # ids and names, of all figures in these dates
    more: int  # figures of these dates beyond the view: older ones
    latest: Dot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity of the overview."""

    title: str
    query: str
    number: int
    figures: int
    topic: str | None


def view_of(conn: sqlite3.Connection, asked: Asked, topics: Sequence[Topic]) -> View | None:
    """The figures that a view shows; None: the history knows no such quantity."""
    number_ = _number_of(conn, asked.quantity)
    if number_ is None:
        return None
    rows, more = _rows(conn, number_, asked)
    claims = [claim_of(row) for row in rows]
    witnesses = {row["id"]: row["witnesses"] or 0 for row in rows}
    running = bool(claims) and claims[0].scope is Scope.CUMULATIVE
    out = contested(claims, witnesses) if running else frozenset()
    dots = [_dot(row, claim, claim.id in out, topics) for row, claim in zip(rows, claims, strict=True)]
    shown = tuple(
        dot
        for dot in dots
        if (not asked.sources or (dot.claim.source or "") in asked.sources)
        and (not asked.grades or dot.grade in asked.grades)
    )
    kept = [replace(dot.claim, contested=dot.claim.id in out) for dot in dots]
    names = dict(sorted({(one.source or "", _source(one, topics)) for one in claims}, key=lambda pair: pair[1]))
    some = claims[0] if claims else None
    return View(
        asked=asked,
        title=what(some, topics) if some else quantity_title(asked.quantity, topics),
        dots=shown,
        bands=envelope(kept, witnesses) if running else (),
        sources=tuple(names.items()),
        more=more,
        latest=next((dot for dot in reversed(shown) if dot.is_accepted and dot.claim.as_of), None),
    )


def quantities(conn: sqlite3.Connection, topics: Sequence[Topic], limit: int = 60) -> tuple[Quantity, ...]:
    """What the history follows: running totals first, those with most figures first."""
    rows = _dicts(
        conn,
        "SELECT q.*, (SELECT count(*) FROM claims c WHERE c.quantity = q.id) AS figures FROM quantities q"
        " WHERE q.topic IS NOT NULL ORDER BY q.scope <> 'cumulative', figures DESC, q.id LIMIT ?",
        (limit,),
    )
    return tuple(
        Quantity(
            title=quantity_title(row, topics),
            query=Asked(quantity={key: row[key] for key in KEYS}).query,
            number=row["id"],
            figures=row["figures"],
            topic=row["topic"],
        )
        for row in rows
    )


def quantity_title(row: Mapping[str, Any], topics: Sequence[Topic]) -> str:
    """A row of `quantities` in words: "Ukraine, military killed"."""
    whose = party_name(row["party"], row["topic"], topics)
    harmed = f"{row['population']} {row['measure']}"
    words = f"{whose}, {harmed}" if whose else harmed.capitalize()
    if row["scope"] == Scope.PERIOD:
        return f"{words} {span(row['span'])}"
    if row["scope"] == Scope.RATE:
        return f"{words} per {neutral.name(row['per'] or 'day', 40)}"
    return f"{words} in single incidents" if row["scope"] == Scope.INCIDENT else words


def latest_of(conn: sqlite3.Connection, quantity: Quantity) -> Claim | None:
    """The latest accepted figure of a quantity, whoever says it; a contested one only where there is no other."""
    for contested_ in (0, 1):
        rows = _dicts(
            conn,
            "SELECT * FROM standing_claims WHERE quantity = ? AND stands AND qualifier <> 'vague'"
            " AND as_of IS NOT NULL AND status <> 'hypothetical' AND contested = ?"
            " ORDER BY as_of DESC, low DESC, high DESC, id DESC LIMIT 1",
            (quantity.number, contested_),
        )
        if rows:
            return claim_of(rows[0])
    return None


def asked_for(args: Mapping[str, Sequence[str]]) -> Asked:
    """A view from the end of an address; what cannot be meant is left out."""

    def one(key: str) -> str | None:
        return next((value for value in args.get(key, ()) if value), None)

    quantity = {key: one(key) for key in KEYS}
    quantity["scope"] = quantity["scope"] or Scope.CUMULATIVE.value
    return Asked(
        quantity=quantity,
        sources=tuple(dict.fromkeys(one[:100] for one in args.get("source", ()) if one))[:50],
        grades=tuple(grade for grade in GRADES if grade in args.get("grade", ())),
        since=_date(one("since")),
        until=_date(one("until")),
    )


def _date(text: str | None) -> str | None:
    try:
        return text if text and len(text) <= 16 and bounds(text) else None
    except ValueError:
        return None


def _number_of(conn: sqlite3.Connection, quantity: Mapping[str, str | None]) -> int | None:
    where = " AND ".join(f"{key} IS ?" for key in KEYS)
    row = conn.execute(f"SELECT id FROM quantities WHERE {where}", [quantity[key] for key in KEYS]).fetchone()
    return int(row[0]) if row else None


def _rows(conn: sqlite3.Connection, quantity: int, asked: Asked) -> tuple[list[dict[str, Any]], int]:
    """The latest figures within the dates, by date, and how many older ones there are."""
    within = "quantity = ? AND status <> 'hypothetical' AND qualifier <> 'vague'"
    where: list[object] = [quantity]
    if asked.since:
        within += " AND as_of >= ?"
        where.append(asked.since)
    if asked.until:
        within += " AND as_of <= ?"
        where.append(f"{asked.until}~")
    count = int(conn.execute(f"SELECT count(*) FROM claims WHERE {within}", where).fetchone()[0])
    rows = _dicts(
        conn,
        "WITH few AS MATERIALIZED ("
        f" SELECT id FROM claims WHERE {within} ORDER BY as_of DESC LIMIT {MOST}"
        ") SELECT s.*, t.first_seen, t.articles AS articles, t.witnesses, e.id AS event, e.event AS told_as, e.quote,"
        " a.outlet, a.title, a.url,"
        " (SELECT r.act || ' ' || r.person FROM reviews r WHERE r.claim = s.id AND r.act <> 'undo'"
        "  AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id) ORDER BY r.id DESC LIMIT 1) AS review"
        " FROM few JOIN standing_claims s ON s.id = few.id LEFT JOIN tallies t ON t.claim = s.id"
        " LEFT JOIN events e ON e.rowid = (SELECT min(rowid) FROM events WHERE claim = s.id)"
        " LEFT JOIN articles a ON a.id = s.article AND a.version = s.version"
        " ORDER BY s.as_of IS NULL, s.as_of, s.low, s.high, s.id",
        where,
    )
    return rows, max(0, count - len(rows))


def _dot(row: Mapping[str, Any], claim: Claim, is_contested: bool, topics: Sequence[Topic]) -> Dot:
    act, _, person = (row["review"] or "").partition(" ")
    past = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}.get(act)
    return Dot(
        claim=claim,
        source=_source(claim, topics),
        number=number(claim.low, claim.high, claim.qualifier),
        date=date(claim.as_of),
        grade=grade(claim, row["witnesses"] or 0, contested=is_contested).value,
        conflict=row["told_as"] == "conflict" or not claim.accepted,
        event=row["event"],
        kind=row["told_as"],
        quote=neutral.plain(row["quote"] or "", 400),
        outlet=neutral.plain(row["outlet"] or "outlet not named", 80),
        title=neutral.plain(row["title"] or "", 200),
        url=neutral.link(row["url"]),
        first_seen=row["first_seen"],
        articles=row["articles"] or 0,
        witnesses=row["witnesses"] or 0,
        review=f"{past} by {neutral.plain(person, 100)}" if past else None,
    )


def _source(claim: Claim, topics: Sequence[Topic]) -> str:
    return source_name(claim.source, claim.topic, topics)


def _dicts(conn: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[dict[str, Any]]:
    cursor = conn.execute(sql, values)
    names = [one[0] for one in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

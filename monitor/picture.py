"""A history in, the picture of one of its quantities out: for a chart file, and for the alert of an event."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from monitor.alerts.chart import Point, chart
from monitor.alerts.neutral import plain
from monitor.alerts.words import date, source_name, what
from monitor.diff.interval import envelope
from monitor.errors import MissingExtra, UsageError
from monitor.history.report import Filters, claims
from monitor.history.rows import to_json
from monitor.history.schema import History, faults, path_of
from monitor.model import Claim, Measure, Message, Population, Qualifier, Scope, SourceKind, Status, Topic

_NAMED_TABLES, _NAME_LIMIT = 2, 60  # tables that a picture names as its sources; letters of each
FLOORS = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})


def draw(db: History, filters: Filters, topics: Sequence[Topic] = (), fmt: Literal["png", "svg"] = "png") -> bytes:
    """The picture of the one running total that the filters choose.

    Raises `UsageError` where they choose none or several, `MissingExtra` where the renderer is not installed.
    """
    found = [claim for claim in claims(db, replace(filters, fallen=True)) if _is_drawn(claim)]
    quantities = list(dict.fromkeys((one.topic, one.party, one.population, one.measure) for one in found))
    if not quantities:
        raise UsageError("no running total with a date matches: nothing to draw")
    if len(quantities) > 1:
        first = {quantity: next(one for one in found if _quantity(one) == quantity) for quantity in quantities}
        named = "; ".join(what(one, topics) for one in first.values())
        raise UsageError(
            f"a chart shows one running total and {len(quantities)} match ({named}); "
            "choose one with --topic, --party, --population and --measure"
        )
    return chart(
        points(db, found, topics),
        title=what(found[0], topics),
        note=_note(db, found),
        bands=envelope(found, _witnesses(db, found)),
        fmt=fmt,
    )


def points(db: History, found: Sequence[Claim], topics: Sequence[Topic] = ()) -> tuple[Point, ...]:
    """The figures as a chart shows them; those that came as a conflict are marked so."""
    conflicts = _in_conflict(db)
    return tuple(
        Point(
            source=source_name(claim.source, claim.topic, topics),
            as_of=claim.as_of,
            low=claim.low,
            high=claim.high,
            qualifier=claim.qualifier,
            contested=claim.contested,
            conflict=claim.id in conflicts or not claim.accepted,
            floor=claim.kind is SourceKind.COUNT or claim.qualifier in FLOORS,
            count=claim.kind is SourceKind.COUNT,
        )
        for claim in found
        if claim.as_of is not None
    )


def picture_of(db: History, topics: Sequence[Topic] = ()) -> Callable[[Message], bytes | None]:
    """What draws the PNG that goes with a message: the history of its first event's running total.

    None for an event that belongs to none, and where the renderer is not installed: the words go alone.
    """

    def picture(message: Message) -> bytes | None:
        with faults(path_of(db)):
            rows = list(db.query("SELECT * FROM events WHERE id = ?", (message.events[0],)))
        if not rows or rows[0]["scope"] != Scope.CUMULATIVE or not rows[0]["topic"]:
            return None
        row = rows[0]
        filters = Filters(
            topic=row["topic"],
            party=row["party"],
            population=Population(row["population"]),
            measure=Measure(row["measure"]),
        )
        try:
            return draw(db, filters, topics)
        except (MissingExtra, UsageError):
            return None

    return picture


def _witnesses(db: History, found: Sequence[Claim]) -> dict[str, int]:
    """How many independent texts state each of the figures."""
    sql = "SELECT claim, witnesses FROM tallies WHERE claim IN (SELECT value FROM json_each(?))"
    with faults(path_of(db)):
        return {row[0]: row[1] for row in db.execute(sql, (to_json([claim.id for claim in found]),))}


def _quantity(claim: Claim) -> tuple[str | None, str | None, Population, Measure]:
    return claim.topic, claim.party, claim.population, claim.measure


def _is_drawn(claim: Claim) -> bool:
    return (
        claim.scope is Scope.CUMULATIVE
        and claim.as_of is not None
        and claim.qualifier is not Qualifier.VAGUE
        and claim.status is not Status.HYPOTHETICAL
        and not claim.withdrawn
    )


def _in_conflict(db: History) -> frozenset[str]:
    with faults(path_of(db)):
        return frozenset(row["claim"] for row in db.query("SELECT claim FROM events WHERE event = 'conflict'"))


def _note(db: History, found: Sequence[Claim]) -> str:
    """Who collected it from where, up to which article; nothing of it depends on the day of the drawing."""
    sql = (
        "SELECT count(DISTINCT iif(f.detector = 'import', NULL, f.article)) AS articles,"
        " count(DISTINCT iif(f.detector = 'import', NULL, a.outlet)) AS outlets,"
        " count(DISTINCT iif(f.detector = 'import', f.article, NULL)) AS rows, max(a.published) AS last"
        " FROM figures f JOIN articles a ON a.id = f.article AND a.version = f.version"
        " WHERE f.claim IN (SELECT value FROM json_each(?))"
    )
    told = (to_json([claim.id for claim in found]),)
    tables = (
        "SELECT DISTINCT a.outlet FROM figures f JOIN articles a ON a.id = f.article AND a.version = f.version WHERE"
        " f.detector = 'import' AND a.outlet IS NOT NULL AND f.claim IN (SELECT value FROM json_each(?)) ORDER BY 1"
    )
    with faults(path_of(db)):
        row = next(iter(db.query(sql, told)))
        names = [plain(name, _NAME_LIMIT) for (name,) in db.execute(tables, told)]
    plural = {key: "" if row[key] == 1 else "s" for key in ("articles", "outlets", "rows")}
    from_ = []
    if row["articles"] or not row["rows"]:
        from_.append(f"{row['articles']} article{plural['articles']} of {row['outlets']} outlet{plural['outlets']}")
    if row["rows"]:
        whose = f" ({'; '.join(names)})" if 0 < len(names) <= _NAMED_TABLES else ""
        from_.append(f"{row['rows']:,} row{plural['rows']} of published tables{whose}")
    until = f", up to {date(row['last'][:10])}" if row["last"] else ""
    return f"casualty-monitor, from {' and '.join(from_)}{until}"

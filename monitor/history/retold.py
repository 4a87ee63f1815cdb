"""Rows of claims in, the same rows out with each sighting at the number that it tells, whichever came first.

A sighting is stored with the claim that it repeated when it came. A number for which nobody is named repeats that of
Zelensky or of the ministry, whichever was read before it; what `history` prints must not depend on that. So a number
that is kept with another one is a row of its own here, for `folded` to find the one that it belongs to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from monitor.diff.interval import is_running, tightest
from monitor.diff.series import quantity_of_claim
from monitor.diff.when import earliest
from monitor.history.rows import claim_of
from monitor.history.schema import History
from monitor.likeness import independent
from monitor.model import Claim, Qualifier, Quantity, SourceKind, Topic

Row = Mapping[str, Any]
_Key = tuple[str | None, int, int]  # source and bounds


def retold(
    db: History, told: Sequence[dict[str, Any]], topics: Sequence[Topic]
) -> tuple[list[dict[str, Any]], dict[str, list[Row]], dict[str, str]]:
    """The rows, those made here last; the sightings of each that changed; of each made the claim that it came from."""
    kept = {row["id"]: row for row in told}
    mixed = [ident for ident in _mixed(db) if ident in kept and is_running(claim_of(kept[ident]))]
    if not mixed:
        return list(told), {}, {}
    place: dict[str, int] = {}
    by_key: dict[tuple[int, _Key], str] = {}
    for at, alike in enumerate(quantities(told, topics)):
        for claim in alike:
            place[claim.id] = at
            by_key.setdefault((at, _key(claim)), claim.id)
    said: dict[str, list[Row]] = {}
    home: dict[str, str] = {}
    for ident, sightings in sightings_of(db, mixed).items():
        for one in sightings:
            key = (place.get(ident, -1), _key(one))
            mine = key[1] == _key(kept[ident]) or ident not in place
            target = ident if mine else by_key.get(key, f"~{key[0]}/{one['source']}/{one['low']}/{one['high']}")
            said.setdefault(target, []).append(one)
            if target not in kept:
                home[target] = max(ident, home.get(target, ident))
    for ident, sightings in sightings_of(db, [ident for ident in said if ident in kept and ident not in mixed]).items():
        said[ident] += sightings
    rows = [_recounted(row, said[row["id"]]) if row["id"] in said else row for row in told]
    rows += [_recounted(_made(kept[home[made]], made, said[made][0]), said[made]) for made in home]
    return rows, said, home


def quantities(told: Sequence[Row], topics: Sequence[Topic]) -> list[list[Claim]]:
    """The claims by what they count, all sources together."""
    packs = {topic.id: topic for topic in topics}
    found: dict[Quantity, list[Claim]] = {}
    for row in told:
        claim = claim_of(row)
        if claim.topic is not None:
            found.setdefault(quantity_of_claim(claim, packs.get(claim.topic)), []).append(claim)
    return list(found.values())


def sightings_of(db: History, ids: Sequence[str]) -> dict[str, list[Row]]:
    """Each sighting of these claims: what it tells, in which article."""
    found: dict[str, list[Row]] = {}
    for start in range(0, len(ids), 500):
        piece = ids[start : start + 500]
        marks = ", ".join("?" * len(piece))
        sql = f"SELECT figure, source, as_of FROM events WHERE claim IN ({marks}) AND figure IS NOT NULL"
        told = {row["figure"]: row for row in db.query(sql, piece)}
        sql = (
            "SELECT f.id, f.claim, c.source, f.low, f.high, f.qualifier, f.as_of, f.article, a.outlet, a.witness,"
            " a.seen_at FROM figures f JOIN articles a ON a.id = f.article AND a.version = f.version"
            f" JOIN claims c ON c.id = f.claim WHERE f.claim IN ({marks}) ORDER BY f.id"
        )
        for row in db.query(sql, piece):
            event = told.get(row["id"], row)
            found.setdefault(row["claim"], []).append({**row, "source": event["source"], "as_of": event["as_of"]})
    return found


def counted(said: Sequence[Row]) -> dict[str, Any]:
    """How many articles and independent texts tell a number, and the outlets."""
    return {
        "articles": len({one["article"] for one in said}),
        "witnesses": independent(sorted({one["witness"] for one in said})),
        "outlets": sorted({one["outlet"] for one in said if one["outlet"] is not None}),
    }


def _recounted(row: dict[str, Any], said: Sequence[Row]) -> dict[str, Any]:
    """The row as its sightings have it: the tightest word, and the earliest date of the first day."""
    first = min((one["seen_at"] for one in said if one["seen_at"]), default=None)
    dates = [one["as_of"] for one in said if (one["seen_at"] or "")[:10] == (first or "")[:10]]
    word = tightest(Qualifier(one["qualifier"]) for one in said).value
    return {**row, **counted(said), "qualifier": word, "as_of": earliest(dates) or row["as_of"], "first_seen": first}


def _made(like: dict[str, Any], ident: str, said: Row) -> dict[str, Any]:
    kind = like["kind"] if said["source"] is not None else SourceKind.CLAIM.value
    return {**like, "id": ident, "kind": kind, **{key: said[key] for key in ("source", "low", "high")}}


def _mixed(db: History) -> Iterable[str]:
    """The claims with which another number, or one for which nobody is named, is kept."""
    sql = (
        "SELECT DISTINCT e.claim FROM events e JOIN claims c ON c.id = e.claim WHERE e.event = 'repeat'"
        " AND (e.low <> c.low OR e.high <> c.high OR e.source IS NOT c.source) ORDER BY e.claim"
    )
    return [row[0] for row in db.execute(sql)]


def _key(it: Claim | Row) -> _Key:
    if isinstance(it, Claim):
        return it.source, it.low, it.high
    return it["source"], it["low"], it["high"]

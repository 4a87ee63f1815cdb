"""An article's figures in, what the history knows that can matter for their verdicts out.

Reading costs what the touched quantities cost, whatever else is stored: every look goes by an index. A quantity of few
claims is read whole, of one with many only what a verdict can turn on (`_what_matters`).
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from monitor.diff.interval import unit
from monitor.diff.past import Past, Sighting
from monitor.diff.series import quantity_of, source_of, topic_of
from monitor.history.rows import claim_of, figure_of
from monitor.history.schema import History, faults
from monitor.likeness import fingerprint, gain
from monitor.model import Article, Claim, Figure, Qualifier, Quantity, Scope, Topic

WHOLE = 200  # claims up to which a quantity is read whole
NEIGHBOURS = 3  # claims of a series that are read on each side of a date
WITNESSES = 1_000  # texts of one claim that a new one is held against
LATEST = 5  # latest dates of a party, population and measure in any scope

_Ids = Callable[..., tuple[str, ...]]  # a statement and its values in, the ids that it finds out

_TOLD = "status <> 'hypothetical' AND qualifier <> 'vague' AND stands"


class _Tally(NamedTuple):
    """What is counted of one claim."""

    witnesses: int
    word: Qualifier  # the tightest that stands on its number
    dated: str | None  # the earliest date that was told of it on the day when it was first seen
    first_seen: str | None
    last_seen: str | None


def past_for(
    db: History,
    article: Article,
    figures: Sequence[Figure],
    topics: Sequence[Topic],
    *,
    seen_at: str | None = None,
    whole: int = WHOLE,
) -> Past:
    """What can matter for the verdicts on `figures`; `seen` alone where this version was handled before.

    `seen_at` is the page's own time; None: it has none.
    """
    with faults(db):
        version = version_of(article)
        if is_seen(db, article.id, version):
            return Past(seen=True)
        earlier = _earlier(db, article)
        found = {claim: None for _, claim in earlier}
        ids, kinds = _asking(db), set[tuple[object, ...]]()
        for figure in (*figures, *(figure for figure, _ in earlier)):
            topic = topic_of(figure, article, topics)
            if topic is not None:
                quantity = quantity_of(figure, topic)
                found |= dict.fromkeys(_of_quantity(db, ids, figure, quantity, topic, whole))
                kind = (quantity.topic, quantity.party, quantity.population.value, quantity.measure.value)
                if kind not in kinds:
                    kinds.add(kind)
                    found |= dict.fromkeys(_latest(db, ids, kind))
        claims = _claims(db, found)
        tallies = _tallies(db, claims)
        known = [(claim.id, tallies[claim.id]) for claim in claims if claim.id in tallies]
        return Past(
            claims=tuple(_dated(claim, tallies) for claim in claims),
            witnesses=tuple((claim, told.witnesses) for claim, told in known),
            words=tuple((claim, told.word) for claim, told in known),
            today=frozenset(claim for claim, told in known if seen_at and (told.first_seen or "")[:10] == seen_at[:10]),
            sightings=_sightings(db, [c for c, told in known if (told.last_seen or "") >= seen_at[:10]], seen_at[:10])
            if seen_at
            else (),
            texts=_texts(db, claims),
            text=witness_of(article),
            earlier=earlier,
            carried=tuple((claim, _carriers(db, claim, article)) for claim in dict.fromkeys(c for _, c in earlier)),
        )


def version_of(article: Article) -> str:
    """The id of what an article says now: of its headline and text; its first two characters are the rule's version."""
    return "v1" + digest(article.full_text)


def is_seen(db: History, article: str, version: str) -> bool:
    """Whether this version of the article was handled before."""
    found = db.execute("SELECT 1 FROM articles WHERE id = ? AND version = ?", (article, version)).fetchone()
    return found is not None


def is_held(db: History, article: str) -> bool:
    """Whether any version of the article was handled before."""
    return db.execute("SELECT 1 FROM articles WHERE id = ? LIMIT 1", (article,)).fetchone() is not None


def witness_of(article: Article) -> str:
    """What copies of one text have nearly in common: the words of its text, where it has one without the headline."""
    return fingerprint(article.text.strip() or article.full_text)


def gain_of(db: History, claim: str, article: Article) -> int:
    """How many independent texts state a claim more when this article does."""
    known = _asking(db)("SELECT witness FROM witnesses WHERE claim = ? LIMIT ?", claim, WITNESSES)
    return gain(witness_of(article), known)


def _of_quantity(db: History, ids: _Ids, figure: Figure, quantity: Quantity, topic: Topic, whole: int) -> Iterator[str]:
    """Ids of the claims of a figure's quantity that can matter."""
    number = number_of(db, quantity)
    if number is None:
        return
    if quantity.scope is Scope.INCIDENT and quantity.day is not None:
        yield from _within(ids, number, *_window(quantity.day, dt.timedelta(days=1)))
        return
    head = ids("SELECT id FROM claims WHERE quantity = ? LIMIT ?", number, whole + 1)
    yield from head if len(head) <= whole else _what_matters(db, ids, number, figure, topic)


def _what_matters(db: History, ids: _Ids, number: int, figure: Figure, topic: Topic) -> Iterator[str]:
    """Of a quantity with many claims those of the same time, those of which the number is a rounding, and of each
    series the latest and the neighbours of the figure's date, which bound it where totals only rise."""
    if figure.as_of is not None:
        yield from _within(ids, number, *_window(figure.as_of, topic.same_time))
    else:
        yield from ids("SELECT id FROM claims WHERE quantity = ? AND as_of IS NULL LIMIT 500", number)
    for low in dict.fromkeys((figure.low, *(figure.corrects or ())[:1])):
        # The same number and those of which it is a rounding: 45,100 to 45,999 for 45,000, but 45,137 for itself alone
        same = "SELECT id FROM claims WHERE quantity = ? AND low BETWEEN ? AND ?"
        yield from ids(same, number, low, low + min(low // 20, unit(low) - 1))
    series = "SELECT id FROM standing_claims WHERE quantity = ? AND ifnull(source, '') = ?"
    for teller in _sources(db, number):
        mine = teller == (source_of(figure, topic)[0] or "")
        few = NEIGHBOURS if mine else 1
        yield from ids(f"{series} AND {_TOLD} ORDER BY as_of DESC LIMIT ?", number, teller, few)
        if figure.as_of is not None:
            before = f"{series} AND as_of < ? AND {_TOLD} ORDER BY as_of DESC LIMIT ?"
            after = f"{series} AND as_of > ? AND {_TOLD} ORDER BY as_of LIMIT ?"
            for sql in (before, after):
                yield from ids(sql, number, teller, figure.as_of, few)


def _sources(db: History, number: int) -> list[str]:
    """Who tells a quantity, "" for nobody named; one look into the index for each, however many claims there are."""
    rows = db.execute(
        """
        WITH RECURSIVE tellers(one) AS (
            SELECT min(ifnull(source, '')) FROM claims WHERE quantity = :number
            UNION ALL
            SELECT (SELECT min(ifnull(source, '')) FROM claims WHERE quantity = :number AND ifnull(source, '') > one)
            FROM tellers WHERE one IS NOT NULL
        ) SELECT one FROM tellers WHERE one IS NOT NULL
        """,
        {"number": number},
    )
    return [row[0] for row in rows]


def _within(ids: _Ids, number: int, first: str, last: str, rough: Sequence[str]) -> tuple[str, ...]:
    """Claims dated from `first` to `last`, and those of which only one of these months or years is known."""
    marks = ", ".join("?" * len(rough))
    sql = "SELECT id FROM claims WHERE quantity = ? AND as_of >= ? AND as_of < ?"
    coarse = f"SELECT id FROM claims WHERE quantity = ? AND as_of IN ({marks})"
    return ids(sql, number, first, f"{last}~") + ids(coarse, number, *rough)


def _window(as_of: str, wide: dt.timedelta) -> tuple[str, str, tuple[str, ...]]:
    """The dates that may be the same time as `as_of`, whatever the precision of either.

    >>> _window("2025-02-04", dt.timedelta(days=31))
    ('2025-01-04', '2025-03-07', ('2025', '2025-01', '2025-02', '2025-03'))
    >>> _window("2025", dt.timedelta(days=31))[2][:3]
    ('2024', '2024-12', '2025')
    """
    first, last = _bounds(as_of)
    reach = dt.timedelta(days=max(1, wide.days))
    first = first - reach if first - dt.date.min > reach else dt.date.min
    last = last + reach if dt.date.max - last > reach else dt.date.max
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    rough = sorted({size for m in months for size in (f"{m // 12:04}", f"{m // 12:04}-{m % 12 + 1:02}")})
    return first.isoformat(), last.isoformat(), tuple(rough)


def _bounds(as_of: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date of any precision can mean."""
    parts = [int(part) for part in as_of[:10].split("-")]
    first = dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    if len(parts) > 2:
        return first, first
    if len(parts) > 1:
        return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first, first.replace(month=12, day=31)


def _latest(db: History, ids: _Ids, kind: tuple[object, ...]) -> Iterator[str]:
    """The latest accepted claims of the same party, population and measure in any scope."""
    named = "topic IS ? AND party IS ? AND population = ? AND measure = ?"
    latest = f"SELECT id FROM standing_claims WHERE quantity = ? AND {_TOLD} ORDER BY as_of DESC LIMIT ?"
    for (number,) in db.execute(f"SELECT id FROM quantities WHERE {named}", kind).fetchall():
        yield from ids(latest, number, LATEST)


def number_of(db: History, quantity: Quantity | Mapping[str, Any]) -> int | None:
    """The row of `quantities`; None: nothing is known of it. An incident's place and day do not name it."""
    values = quantity._asdict() if isinstance(quantity, Quantity) else quantity
    sql = (
        "SELECT id FROM quantities WHERE topic IS :topic AND party IS :party AND population = :population"
        " AND measure = :measure AND scope = :scope AND span IS :span AND per IS :per"
    )
    row = db.execute(sql, {key: values[key] for key in re.findall(r":(\w+)", sql)}).fetchone()
    return int(row[0]) if row else None


def _earlier(db: History, article: Article) -> tuple[tuple[Figure, str], ...]:
    """The article's figures at its last fetch, each with its claim's id."""
    last = db.execute("SELECT version FROM articles WHERE id = ? ORDER BY rowid DESC LIMIT 1", (article.id,)).fetchone()
    if last is None:
        return ()
    sql = "SELECT * FROM figures WHERE article = ? AND version = ? AND claim IS NOT NULL ORDER BY id"
    return tuple((figure_of(row), row["claim"]) for row in db.query(sql, (article.id, last[0])))


def _carriers(db: History, claim: str, article: Article) -> int:
    """How many other articles state a claim in their last version: a copy of the text is one of them."""
    sql = (
        "SELECT count(DISTINCT f.article) FROM figures f WHERE f.claim = ? AND f.article <> ?"
        " AND f.version = (SELECT version FROM articles a WHERE a.id = f.article ORDER BY a.rowid DESC LIMIT 1)"
    )
    return int(db.execute(sql, (claim, article.id)).fetchone()[0])


def _claims(db: History, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims in the order in which they came."""
    rows = [row for one in _pieces(ids) for row in db.query(
        f"SELECT (SELECT rowid FROM claims c WHERE c.id = s.id) AS place_in_line, s.* FROM standing_claims s"
        f" WHERE id IN ({', '.join('?' * len(one))})", one,
    )]  # fmt: skip
    return tuple(claim_of(row) for row in sorted(rows, key=lambda row: int(row["place_in_line"])))


def _tallies(db: History, claims: Sequence[Claim]) -> dict[str, _Tally]:
    """What is counted of each claim."""
    found: dict[str, _Tally] = {}
    for one in _pieces(claim.id for claim in claims):
        marks = ", ".join("?" * len(one))
        sql = f"SELECT claim, witnesses, word, dated, first_seen, last_seen FROM tallies WHERE claim IN ({marks})"
        found |= {
            claim: _Tally(witnesses, Qualifier(word), *rest) for claim, witnesses, word, *rest in db.execute(sql, one)
        }
    return found


def _dated(claim: Claim, tallies: Mapping[str, _Tally]) -> Claim:
    """The claim with the date that its sightings settled on."""
    dated = tallies[claim.id].dated if claim.id in tallies else None
    return claim if dated in (None, claim.as_of) else replace(claim, as_of=dated)


def _sightings(db: History, claims: Sequence[str], day: str) -> tuple[Sighting, ...]:
    """What was told of these claims on a day, also where it is another number that repeats them."""
    found: list[Sighting] = []
    for one in _pieces(claims):
        sql = (
            "SELECT e.claim, e.source, e.low, e.high, e.qualifier, e.as_of, a.witness AS text FROM events e"
            " JOIN articles a ON a.id = e.article AND a.version = e.version"
            f" WHERE e.claim IN ({', '.join('?' * len(one))}) AND e.figure IS NOT NULL AND e.seen_at >= ?"
            " AND e.seen_at < ? ORDER BY e.rowid"
        )
        rows = db.query(sql, [*one, day, f"{day}~"])
        found += (Sighting(**{**row, "qualifier": Qualifier(row["qualifier"])}) for row in rows)
    return tuple(found)


def _texts(db: History, claims: Sequence[Claim]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fingerprints of the texts that state each claim."""
    told: dict[str, list[str]] = {}
    for one in _pieces(claim.id for claim in claims):
        sql = f"SELECT claim, witness FROM witnesses WHERE claim IN ({', '.join('?' * len(one))})"
        for claim, witness in db.execute(sql, one):
            known = told.setdefault(claim, [])
            if len(known) < WITNESSES:
                known.append(witness)
    return tuple((claim.id, tuple(told[claim.id])) for claim in claims if claim.id in told)


def _pieces(ids: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """SQLite takes a limited number of values in one statement."""
    whole = list(ids)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def _asking(db: History) -> _Ids:
    """What asks for ids, each question once: the figures of an article often touch the same quantities and dates."""

    @cache
    def ids(sql: str, *values: Any) -> tuple[str, ...]:
        return tuple(row[0] for row in db.execute(sql, values))

    return ids


def digest(text: str) -> str:
    """A short stable id."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

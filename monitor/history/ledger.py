"""An article's figures in, what the history knows that can matter for them out; a plan in, its rows committed.

Reading costs what the touched quantities cost, whatever else is stored: every look goes by an index. A quantity of few
claims is read whole, of one with many only what a verdict can turn on (`_what_matters`).
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from monitor.detect.detector import VERSION
from monitor.diff.interval import unit
from monitor.diff.series import quantity_of, source_of, topic_of
from monitor.errors import EvidenceError
from monitor.history.outbox import put
from monitor.history.rows import Row, claim_of, claim_row, event_row, figure_of, figure_row, quantity_row, to_json
from monitor.history.schema import History, faults, transaction
from monitor.model import Article, Claim, EventKind, Figure, Past, Plan, Quantity, Rejection, Scope, Topic, Verdict

WHOLE = 200  # claims up to which a quantity is read whole
NEIGHBOURS = 3  # claims of a series that are read on each side of a date
LATEST = 5  # latest dates of a party, population and measure in any scope

_WORD = re.compile(r"\w+")
_TOLD = "status <> 'hypothetical' AND qualifier <> 'vague' AND stands"


def past_for(
    db: History, article: Article, figures: Sequence[Figure], topics: Sequence[Topic], *, whole: int = WHOLE
) -> Past:
    """What can matter for the verdicts on `figures`; `seen` alone where this version was handled before."""
    with faults(db):
        version = version_of(article)
        if is_seen(db, article.id, version):
            return Past(seen=True)
        earlier = _earlier(db, article)
        found = {claim: None for _, claim in earlier}
        for figure in (*figures, *(figure for figure, _ in earlier)):
            topic = topic_of(figure, article, topics)
            if topic is not None:
                quantity = quantity_of(figure, topic)
                found |= dict.fromkeys(_of_quantity(db, figure, quantity, topic, source_of(figure, topic)[0], whole))
                found |= dict.fromkeys(_latest(db, quantity))
        claims = _claims(db, found)
        copied = _copied(db, claims, article)
        return Past(claims=claims, witnesses=_witnesses(db, claims), copied=copied, earlier=earlier)


def commit(db: History, plan: Plan, *, detector: str = VERSION, now: dt.datetime | None = None) -> bool:
    """Writes all of a plan or nothing; False, and nothing changed, where this version of the article is known.

    `now` (the clock's) is when its alerts were queued; nothing else depends on it. EvidenceError: a quote is not in the
    stored text; DatabaseError: the file cannot be written.
    """
    article, version = plan.article, version_of(plan.article)
    for verdict in plan.verdicts:
        _check_evidence(article, verdict.figure)
    with transaction(db):
        if is_seen(db, article.id, version):
            return False
        _insert(db, "articles", _article_row(plan, version))
        for verdict in plan.verdicts:
            commit_verdict(db, plan, version, verdict, detector)
        for rejection in plan.rejections:
            reject(db, rejection, article=article.id, version=version, seen_at=plan.seen_at)
        put(db, plan.alerts, now or dt.datetime.now(dt.UTC))
    return True


def reject(
    db: History,
    rejection: Rejection,
    *,
    article: str | None = None,
    version: str | None = None,
    seen_at: str | None = None,
) -> None:
    """Keeps what could not be used; the same once."""
    parts = [article or "", version or "", rejection.stage, rejection.subject, rejection.reason, *rejection.readings]
    row = {
        "id": "r1" + _digest("\0".join(parts)),
        "stage": rejection.stage,
        "subject": rejection.subject,
        "reason": rejection.reason,
        "readings": to_json(rejection.readings),
        "quiet": int(rejection.quiet),
        "article": article,
        "version": version,
        "seen_at": seen_at,
    }
    with transaction(db):
        _insert(db, "rejections", row, known="IGNORE")


def version_of(article: Article) -> str:
    """The id of what an article says now: of its headline and text; its first two characters are the rule's version."""
    return "v1" + _digest(article.full_text)


def is_seen(db: History, article: str, version: str) -> bool:
    """Whether this version of the article was handled before."""
    found = db.execute("SELECT 1 FROM articles WHERE id = ? AND version = ?", (article, version)).fetchone()
    return found is not None


def _of_quantity(
    db: History, figure: Figure, quantity: Quantity, topic: Topic, source: str | None, whole: int
) -> Iterator[str]:
    """Ids of the claims of a figure's quantity that can matter."""
    number = _number_of(db, quantity)
    if number is None:
        return
    if quantity.scope is Scope.INCIDENT and quantity.day is not None:
        yield from _within(db, number, *_window(quantity.day, dt.timedelta(days=1)))
        return
    head = _ids(db, "SELECT id FROM claims WHERE quantity = ? LIMIT ?", number, whole + 1)
    yield from head if len(head) <= whole else _what_matters(db, number, figure, topic, source)


def _what_matters(db: History, number: int, figure: Figure, topic: Topic, source: str | None) -> Iterator[str]:
    """Of a quantity with many claims those of the same time, those of which the number is a rounding, and of each
    series the latest and the neighbours of the figure's date, which bound it where totals only rise."""
    if figure.as_of is not None:
        yield from _within(db, number, *_window(figure.as_of, topic.same_time))
    else:
        yield from _ids(db, "SELECT id FROM claims WHERE quantity = ? AND as_of IS NULL LIMIT 500", number)
    for low in dict.fromkeys((figure.low, *(figure.corrects or ())[:1])):
        # The same number and those of which it is a rounding: 45,100 to 45,999 for 45,000, but 45,137 for itself alone
        same = "SELECT id FROM claims WHERE quantity = ? AND low BETWEEN ? AND ?"
        yield from _ids(db, same, number, low, low + min(low // 20, unit(low) - 1))
    series = "SELECT id FROM standing_claims WHERE quantity = ? AND ifnull(source, '') = ?"
    for teller in _sources(db, number):
        mine = teller == (source or "")
        few = NEIGHBOURS if mine else 1
        yield from _ids(db, f"{series} AND {_TOLD} ORDER BY as_of DESC LIMIT ?", number, teller, few)
        if figure.as_of is not None:
            before = f"{series} AND as_of < ? AND {_TOLD} ORDER BY as_of DESC LIMIT ?"
            after = f"{series} AND as_of > ? AND {_TOLD} ORDER BY as_of LIMIT ?"
            for sql in (before, after):
                yield from _ids(db, sql, number, teller, figure.as_of, few)


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


def _within(db: History, number: int, first: str, last: str, rough: Sequence[str]) -> list[str]:
    """Claims dated from `first` to `last`, and those of which only one of these months or years is known."""
    marks = ", ".join("?" * len(rough))
    sql = "SELECT id FROM claims WHERE quantity = ? AND as_of >= ? AND as_of < ?"
    coarse = f"SELECT id FROM claims WHERE quantity = ? AND as_of IN ({marks})"
    return _ids(db, sql, number, first, f"{last}~") + _ids(db, coarse, number, *rough)


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


def _latest(db: History, quantity: Quantity) -> Iterator[str]:
    """The latest accepted claims of the same party, population and measure in any scope."""
    named = "topic IS ? AND party IS ? AND population = ? AND measure = ?"
    numbers = db.execute(
        f"SELECT id FROM quantities WHERE {named}",
        (quantity.topic, quantity.party, quantity.population.value, quantity.measure.value),
    ).fetchall()
    latest = f"SELECT id FROM standing_claims WHERE quantity = ? AND {_TOLD} ORDER BY as_of DESC LIMIT ?"
    for (number,) in numbers:
        yield from _ids(db, latest, number, LATEST)


def _number_of(db: History, quantity: Quantity | Row) -> int | None:
    """The row of `quantities`; None: nothing is known of it. An incident's place and day do not name it."""
    values = quantity if isinstance(quantity, dict) else quantity._asdict()
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


def _claims(db: History, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims in the order in which they came."""
    rows = [row for one in _pieces(ids) for row in db.query(
        f"SELECT (SELECT rowid FROM claims c WHERE c.id = s.id) AS place_in_line, s.* FROM standing_claims s"
        f" WHERE id IN ({', '.join('?' * len(one))})", one,
    )]  # fmt: skip
    return tuple(claim_of(row) for row in sorted(rows, key=lambda row: int(row["place_in_line"])))


def _witnesses(db: History, claims: Sequence[Claim]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for one in _pieces(claim.id for claim in claims):
        marks = ", ".join("?" * len(one))
        found |= dict(db.execute(f"SELECT claim, witnesses FROM tallies WHERE claim IN ({marks})", one).fetchall())
    return tuple((claim.id, found.get(claim.id, 0)) for claim in claims)


def _copied(db: History, claims: Sequence[Claim], article: Article) -> tuple[str, ...]:
    """The claims that a copy of the article's text states already."""
    found: set[str] = set()
    for one in _pieces(claim.id for claim in claims):
        sql = f"SELECT claim FROM witnesses WHERE claim IN ({', '.join('?' * len(one))}) AND witness = ?"
        found.update(_ids(db, sql, *one, witness_of(article)))
    return tuple(claim.id for claim in claims if claim.id in found)


def _pieces(ids: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """SQLite takes a limited number of values in one statement."""
    whole = list(ids)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def commit_verdict(db: History, plan: Plan, version: str, verdict: Verdict, detector: str) -> None:
    """One verdict's claim, sighting, event and changes of mind; a part of the transaction that is open."""
    where = {"article": plan.article.id, "version": version}
    claim_id = verdict.claim.id if verdict.claim else verdict.known
    if verdict.claim is not None:
        quantity = quantity_row(verdict.claim)
        number = _number_of(db, quantity) or _insert(db, "quantities", quantity)
        _insert(db, "claims", {**claim_row(verdict.claim), "quantity": number, **where, "seen_at": plan.seen_at})
    figure = None
    if verdict.figure is not None:
        if claim_id is not None:
            _count(db, claim_id, plan)
        row = {**figure_row(verdict.figure), **where, "claim": claim_id, "detector": detector}
        figure = _insert(db, "figures", row)
    if verdict.event is not None:
        links = {"claim": claim_id, "figure": figure, "seen_at": plan.seen_at}
        _insert(db, "events", {**event_row(verdict.event), **where, **links})
    because = {"event": verdict.event.id if verdict.event else None, "figure": figure, "seen_at": plan.seen_at}
    # What a correction puts out of force was said to be wrong: no recount of its day accepts it again
    withdrawn = int(verdict.event is not None and verdict.event.event is EventKind.CORRECTION)
    for claim in verdict.unaccepted:
        _insert(db, "acceptances", {"claim": claim, "accepted": 0, "withdrawn": withdrawn, **because})
    for claim in verdict.accepted:
        _insert(db, "acceptances", {"claim": claim, "accepted": 1, **because})


def _count(db: History, claim: str, plan: Plan) -> None:
    """Counts a sighting before its row is added; an article is one, and the copies of one text are one witness."""
    sql = "SELECT 1 FROM figures WHERE claim = ? AND article = ? LIMIT 1"
    fresh = db.execute(sql, (claim, plan.article.id)).fetchone() is None
    witness = 0
    if fresh:
        values = (claim, witness_of(plan.article))
        witness = db.execute("INSERT OR IGNORE INTO witnesses (claim, witness) VALUES (?, ?)", values).rowcount
    db.execute(
        """
        INSERT INTO tallies (claim, figures, articles, witnesses, first_seen, last_seen)
        VALUES (:claim, 1, 1, 1, :seen, :seen)
        ON CONFLICT (claim) DO UPDATE SET
            figures = figures + 1, articles = articles + :article, witnesses = witnesses + :witness,
            first_seen = min(ifnull(first_seen, :seen), ifnull(:seen, first_seen)),
            last_seen = max(ifnull(last_seen, :seen), ifnull(:seen, last_seen))
        """,
        {"claim": claim, "seen": plan.seen_at, "article": int(fresh), "witness": max(witness, 0)},
    )


def witness_of(article: Article) -> str:
    """What copies of one text have in common: the words of its text, without case, signs and headline."""
    return "w1" + _digest(" ".join(_WORD.findall(article.text.casefold())))


def _article_row(plan: Plan, version: str) -> Row:
    article = plan.article
    return {
        "id": article.id,
        "version": version,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "lang": article.lang,
        "topic": article.topic,
        "seen_at": plan.seen_at,
        "witness": witness_of(article),
        "page": article.name or None,
    }


def _check_evidence(article: Article, figure: Figure | None) -> None:
    if figure is not None and (not figure.quote or article.full_text[figure.start : figure.end] != figure.quote):
        where = f"at character {figure.start} of {article.name or article.id}"
        raise EvidenceError(f"the quote {figure.quote[:80]!r} does not stand {where}", subject=figure.quote)


def _ids(db: History, sql: str, *values: Any) -> list[str]:
    return [row[0] for row in db.execute(sql, values)]


def _insert(db: History, table: str, row: Row, known: str = "ABORT") -> int:
    """Adds a row and returns its number."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    return int(
        db.execute(f"INSERT OR {known} INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid or 0
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

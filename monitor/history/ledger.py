"""A plan in, its rows committed: all of them in one transaction or none, and each version of an article once."""

import datetime as dt

from monitor.detect.detector import VERSION
from monitor.diff.interval import tightest
from monitor.diff.when import earliest
from monitor.errors import EvidenceError
from monitor.history.notices import put
from monitor.history.past import digest, gain_of, is_seen, number_of, past_for, version_of, witness_of
from monitor.history.rows import Row, claim_row, event_row, figure_row, quantity_row, to_json
from monitor.history.schema import History, transaction
from monitor.model import Article, Figure, Plan, Qualifier, Rejection, Verdict

__all__ = ["commit", "commit_verdict", "is_seen", "past_for", "reject", "version_of", "witness_of"]

EDITOR = "editor"  # in the place of a detector's version: a person has read the sentence


def commit(db: History, plan: Plan, *, detector: str = VERSION, now: dt.datetime | None = None) -> bool:
    """Writes all of a plan or nothing; False, and nothing changed, where this version of the article is known.

    `now` is when its alerts were queued, the clock's time where none is given; nothing else depends on it.
    EvidenceError: a quote is not in the stored text; DatabaseError: the file cannot be written.
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
        "id": "r1" + digest("\0".join(parts)),
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


def commit_verdict(db: History, plan: Plan, version: str, verdict: Verdict, detector: str) -> None:
    """One verdict's claim, sighting, event and changes of mind; a part of the transaction that is open."""
    where = {"article": plan.article.id, "version": version}
    claim_id = verdict.claim.id if verdict.claim else verdict.known
    if verdict.claim is not None:
        quantity = quantity_row(verdict.claim)
        number = number_of(db, quantity) or _insert(db, "quantities", quantity)
        _insert(db, "claims", {**claim_row(verdict.claim), "quantity": number, **where, "seen_at": plan.seen_at})
    figure = None
    if verdict.figure is not None:
        if claim_id is not None:
            _count(db, claim_id, plan, verdict.figure)
        row = {**figure_row(verdict.figure), **where, "claim": claim_id, "detector": detector}
        figure = _insert(db, "figures", row)
    if verdict.event is not None:
        told = verdict.event.previous if verdict.figure is None else None  # the number that is gone
        links = {"claim": claim_id or (told.id if told else None), "figure": figure, "seen_at": plan.seen_at}
        _insert(db, "events", {**event_row(verdict.event), **where, **links})
    because = {"event": verdict.event.id if verdict.event else None, "figure": figure, "seen_at": plan.seen_at}
    # An editor's word is final; what a text corrects, it says itself
    withdrawn = verdict.unaccepted if detector == EDITOR else verdict.withdrawn
    for claim in dict.fromkeys((*verdict.unaccepted, *withdrawn)):
        row = {"claim": claim, "accepted": 0, "withdrawn": int(claim in withdrawn)}
        _insert(db, "acceptances", row | because)
    for claim in verdict.accepted:
        _insert(db, "acceptances", {"claim": claim, "accepted": 1} | because)


def _count(db: History, claim: str, plan: Plan, figure: Figure) -> None:
    """Counts a sighting before its row is added; an article is one, and the copies of one text are one witness."""
    sql = "SELECT 1 FROM figures WHERE claim = ? AND article = ? LIMIT 1"
    fresh = db.execute(sql, (claim, plan.article.id)).fetchone() is None
    witness = 0
    if fresh:
        witness = gain_of(db, claim, plan.article)
        values = (claim, witness_of(plan.article))
        db.execute("INSERT OR IGNORE INTO witnesses (claim, witness) VALUES (?, ?)", values)
    sql = (
        "SELECT low, high, qualifier, word, as_of, dated, first_seen"
        " FROM claims c LEFT JOIN tallies t ON claim = id WHERE id = ?"
    )
    low, high, own, word, date, dated, first = db.execute(sql, (claim,)).fetchone()
    same = (figure.qualifier,) if (figure.low, figure.high) == (low, high) else ()  # "over 45,000" says it of 45,000
    if same and (first or "")[:10] == (plan.seen_at or "")[:10]:
        date = earliest((dated, figure.as_of))
    else:
        date = dated or date
    db.execute(
        """
        INSERT INTO tallies (claim, figures, articles, witnesses, word, dated, first_seen, last_seen)
        VALUES (:claim, 1, 1, 1, :word, :date, :seen, :seen)
        ON CONFLICT (claim) DO UPDATE SET
            figures = figures + 1, articles = articles + :article, witnesses = witnesses + :witness, word = :word,
            dated = :date, first_seen = min(ifnull(first_seen, :seen), ifnull(:seen, first_seen)),
            last_seen = max(ifnull(last_seen, :seen), ifnull(:seen, last_seen))
        """,
        {
            "claim": claim,
            "seen": plan.seen_at,
            "article": int(fresh),
            "witness": witness,
            "date": date,
            "word": tightest((Qualifier(word or own), *same)).value,
        },
    )


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


def _insert(db: History, table: str, row: Row, known: str = "ABORT") -> int:
    """Adds a row and returns its number."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    return int(
        db.execute(f"INSERT OR {known} INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid or 0
    )

"""An editor's act on a figure in, its rows out: the verdict, what it does to the series, and the correction's event.

Each act is one short transaction (the caller's, where it has one open) and an audit row with the person's name. Nothing
is overwritten: an undone act is followed by the rows that put back what it changed.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from monitor.diff.acceptance import readmit
from monitor.diff.series import claim_of as claim_for
from monitor.diff.series import digest
from monitor.errors import UsageError
from monitor.history import ledger
from monitor.history.rows import Row, article_of, claim_of, figure_of, to_json
from monitor.history.schema import History, transaction
from monitor.model import (
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Figure,
    Measure,
    Plan,
    Qualifier,
    Status,
    Topic,
    Verdict,
)

REASON_LIMIT = 500
LARGEST = 10**12
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


class Act(StrEnum):
    """What an editor can do."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"
    MUTE = "mute"
    UNDO = "undo"


_VERDICTS = (Act.CONFIRM, Act.REJECT, Act.CORRECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, why and when."""

    person: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an editor reads in the sentence instead; None: as it is."""

    number: int | None = None
    party: str | None = None
    measure: Measure | None = None
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An act with its correction."""

    review: int
    event: Event | None = None  # None: nothing that a channel was told has changed
    subject: Claim | None = None  # the claim that the act is on


def confirm(db: History, claim: str, by: By) -> Done:
    """Notes that a person stands by a figure."""
    with transaction(db):
        subject = _subject(db, claim, by)
        return Done(review=_record(db, Act.CONFIRM, by, claim=subject.id), subject=subject)


def reject(db: History, claim: str, topics: Sequence[Topic], by: By) -> Done:
    """Takes a figure out of its series for good; what it alone had kept out counts again."""
    with transaction(db):
        subject = _subject(db, claim, by)
        changes = without(subject, series_of(db, subject), _topic_of(subject, topics))
        event = _event(db, subject, f"{by.person} rejected this figure: {by.reason}", by)
        before = _states(db, changes)
        _write(db, event, subject, changes, by)
        return Done(
            review=_record(db, Act.REJECT, by, claim=subject.id, event=event.id, before=before),
            event=event,
            subject=subject,
        )


def without(rejected: Claim, series: Sequence[Claim], topic: Topic) -> dict[str, bool]:
    """What a rejection changes in a series: which claims are accepted from then on, by their ids. A pure rule.

    The rejected claim goes; a claim that was kept out because it contradicted that one counts again where it fits the
    others (a misprint of 550,000 had kept 55,000 of the same day out).
    """
    rest = [replace(one, accepted=False, withdrawn=True) if one.id == rejected.id else one for one in series]
    return {rejected.id: False} | dict.fromkeys(readmit(rest, topic), True)


def correct(db: History, claim: str, change: Change, topics: Sequence[Topic], by: By) -> Done:
    """Puts a claim as the editor reads it in the place of another; the quote stays the evidence."""
    with transaction(db):
        subject = _subject(db, claim, by)
        figure, article, version = _evidence(db, subject)
        changed = _changed(figure, subject, change)
        topic = _topic_of(subject, topics)
        made = claim_for(changed, topic if subject.topic is not None else None)
        if made.id == subject.id:
            raise UsageError("nothing is changed; write what is right, or confirm the figure", subject=claim)
        known = next(iter(db.query("SELECT id FROM claims WHERE id = ?", (made.id,))), None)
        changes = without(subject, series_of(db, subject), _topic_of(subject, topics))
        why = f"{by.person} corrected this figure: {by.reason}"
        event = _told(made, article, changed.quote, why, by, previous=subject)
        before = _states(db, changes | ({made.id: True} if known else {}))
        verdict = Verdict(
            figure=changed,
            claim=None if known else made,
            known=made.id if known else None,
            event=event,
            unaccepted=tuple(one for one, yes in changes.items() if not yes),
            accepted=(*(one for one, yes in changes.items() if yes), *((made.id,) if known else ())),
        )
        ledger.commit_verdict(db, Plan(article=article, seen_at=_text(by.at)), version, verdict, "editor")
        row = {"claim": subject.id, "event": event.id, "before": before, "replacement": made.id}
        return Done(review=_record(db, Act.CORRECT, by, **row), event=event, subject=subject)


def mute(db: History, by: By, *, until: dt.date, source: str | None = None, quantity: int | None = None) -> Done:
    """No alert of that source, of that quantity, or of that source on that quantity, to the end of that day."""
    if source is None and quantity is None:
        raise UsageError("name the source or the series that is to be silent", subject="mute")
    if until < by.at.date():
        raise UsageError("the date is past; write the last day of the silence", subject="mute")
    _check(by)
    with transaction(db):
        return Done(
            review=_record(db, Act.MUTE, by, source=source, quantity=quantity, until=until.isoformat()), subject=None
        )


def undo(db: History, review: int, by: By) -> Done:
    """Puts back what an act changed, but for what has changed since."""
    _check(by)
    with transaction(db):
        row = next(iter(db.query("SELECT * FROM reviews WHERE id = ?", (review,))), None)
        if row is None or row["act"] == Act.UNDO:
            raise UsageError("there is no such act to undo", subject=str(review))
        if next(iter(db.query("SELECT 1 FROM reviews WHERE undoes = ?", (review,))), None):
            raise UsageError("that act is undone already", subject=str(review))
        subject = standing(db, row["claim"]) if row["claim"] else None
        event = None
        if row["event"] is not None and subject is not None:
            why = f"{by.person} took a {row['act']}ion back: {by.reason}"
            event = _event(db, subject, why, by)
            _write(db, event, subject, {}, by)
            for state in json.loads(row["before"]):
                if _last_event(db, state["claim"]) == row["event"]:
                    _accept(db, state["claim"], bool(state["accepted"]), bool(state["withdrawn"]), event.id, by)
            made = row["replacement"]
            if made is not None and not any(one["claim"] == made for one in json.loads(row["before"])):
                _accept(db, made, False, True, event.id, by)
        number = _record(db, Act.UNDO, by, claim=row["claim"], event=event.id if event else None, undoes=review)
        return Done(review=number, event=event, subject=subject)


def muted(db: History, events: Sequence[Event], day: str) -> frozenset[str]:
    """The ids of those of the events that somebody has muted on an ISO day; none where the page was never served."""
    if not events or "reviews" not in db.table_names():
        return frozenset()
    rows = list(
        db.query(
            "SELECT m.source, q.* FROM reviews m LEFT JOIN quantities q ON q.id = m.quantity WHERE m.act = 'mute'"
            " AND m.until >= ? AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = m.id)",
            (day,),
        )
    )
    return frozenset(event.id for event in events if any(_silences(row, event) for row in rows))


def standing(db: History, claim: str) -> Claim:
    """A claim as it stands now; UsageError where there is none of that id."""
    row = next(iter(db.query("SELECT * FROM standing_claims WHERE id = ?", (claim,))), None)
    if row is None:
        raise UsageError("there is no such figure", subject=claim)
    return claim_of(row)


def series_of(db: History, claim: Claim) -> tuple[Claim, ...]:
    """The claims of one quantity by one source, as they stand."""
    sql = (
        "SELECT s.* FROM standing_claims s WHERE s.quantity = (SELECT quantity FROM claims WHERE id = ?)"
        " AND ifnull(s.source, '') = ? AND s.place IS ?"
    )
    return tuple(claim_of(row) for row in db.query(sql, (claim.id, claim.source or "", claim.place)))


def _topic_of(claim: Claim, topics: Sequence[Topic]) -> Topic:
    """The claim's topic; where its pack is not configured, one of that id with the defaults."""
    known = next((one for one in topics if one.id == claim.topic), None)
    return known or Topic(id=claim.topic or "none", title=claim.topic or "No topic")


def _silences(row: Mapping[str, Any], event: Event) -> bool:
    if row["source"] is not None and row["source"] != event.source:
        return False
    keys = ("topic", "party", "population", "measure", "scope", "span", "per")
    return row["id"] is None or all(row[key] == getattr(event, key) for key in keys)


def _subject(db: History, claim: str, by: By) -> Claim:
    """The claim of a new verdict; UsageError where it has one already."""
    _check(by)
    subject = standing(db, claim)
    sql = (
        f"SELECT r.act, r.person FROM reviews r WHERE r.claim = ? AND r.act IN ({', '.join('?' * len(_VERDICTS))})"
        " AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id)"
    )
    row = next(iter(db.query(sql, (claim, *map(str, _VERDICTS)))), None)
    if row is not None:
        past = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}[row["act"]]
        raise UsageError(f"{row['person']} has {past} it already; undo that first", subject=claim)
    return subject


def _check(by: By) -> None:
    if not by.reason.strip() or len(by.reason) > REASON_LIMIT:
        raise UsageError(f"give a reason, in at most {REASON_LIMIT} characters", subject="reason")


def _changed(figure: Figure, subject: Claim, change: Change) -> Figure:
    number = change.number
    if number is not None and not 0 < number <= LARGEST:
        raise UsageError(f"write a number of people between 1 and {LARGEST:,}", subject="number")
    if change.as_of is not None and not _DATE.match(change.as_of):
        raise UsageError("write a date as 2026, 2026-02 or 2026-02-04", subject="as_of")
    ranged = figure.qualifier in (Qualifier.RANGE, Qualifier.VAGUE)
    return replace(
        figure,
        low=figure.low if number is None else number,
        high=figure.high if number is None else number,
        qualifier=Qualifier.EXACT if number is not None and ranged else figure.qualifier,
        party=change.party if change.party is not None else figure.party,
        measure=change.measure or figure.measure,
        sources=(change.source,) if change.source is not None else (subject.source,) if subject.source else (),
        as_of=change.as_of if change.as_of is not None else figure.as_of,
        rule="editor",
    )


def _evidence(db: History, claim: Claim) -> tuple[Figure, Article, str]:
    """The figure that brought a claim, with the version of its article."""
    row = next(iter(db.query("SELECT * FROM figures WHERE claim = ? ORDER BY article, id LIMIT 1", (claim.id,))), None)
    if row is None:
        raise UsageError("no stored sentence carries this figure any more", subject=claim.id)
    found = next(
        iter(db.query("SELECT * FROM articles WHERE id = ? AND version = ?", (row["article"], row["version"])))
    )
    return figure_of(row), article_of(found), row["version"]


def _event(db: History, claim: Claim, why: str, by: By) -> Event:
    figure, article, _ = _evidence(db, claim)
    return _told(claim, article, figure.quote, why, by)


def _told(claim: Claim, article: Article, quote: str, why: str, by: By, previous: Claim | None = None) -> Event:
    return Event(
        id=digest("e1", "review", claim.id, why, _text(by.at)),
        event=EventKind.CORRECTION,
        topic=claim.topic,
        party=claim.party,
        population=claim.population,
        measure=claim.measure,
        scope=claim.scope,
        place=claim.place,
        span=claim.span,
        per=claim.per,
        low=claim.low,
        high=claim.high,
        qualifier=claim.qualifier,
        source=claim.source,
        as_of=claim.as_of,
        status=Status.ASSERTED,
        contested=False,
        article=ArticleRef(
            id=article.id, url=article.url, outlet=article.outlet, title=article.title, published=article.published
        ),
        quote=quote,
        previous=previous,
        why=why,
    )


def _write(db: History, event: Event, claim: Claim, changes: Mapping[str, bool], by: By) -> None:
    """The event of an act, and the changes of mind that it brings."""
    _, article, version = _evidence(db, claim)
    verdict = Verdict(
        figure=None,
        claim=None,
        known=claim.id,
        event=event,
        unaccepted=tuple(one for one, yes in changes.items() if not yes),
        accepted=tuple(one for one, yes in changes.items() if yes),
    )
    ledger.commit_verdict(db, Plan(article=article, seen_at=_text(by.at)), version, verdict, "editor")


def _states(db: History, changes: Mapping[str, bool]) -> str:
    """How claims stand before an act, for the day on which it is undone."""
    found = []
    for claim in changes:
        row = next(iter(db.query("SELECT stands, withdrawn FROM standing_claims WHERE id = ?", (claim,))))
        found.append({"claim": claim, "accepted": row["stands"], "withdrawn": row["withdrawn"]})
    return to_json(found)


def _last_event(db: History, claim: str) -> str | None:
    sql = "SELECT event FROM acceptances WHERE claim = ? ORDER BY id DESC LIMIT 1"
    row = next(iter(db.query(sql, (claim,))), None)
    return row["event"] if row else None


def _accept(db: History, claim: str, accepted: bool, withdrawn: bool, event: str, by: By) -> None:
    db.execute(
        "INSERT INTO acceptances (claim, accepted, withdrawn, event, seen_at) VALUES (?, ?, ?, ?, ?)",
        (claim, int(accepted), int(withdrawn), event, _text(by.at)),
    )


def _record(db: History, act: Act, by: By, **values: Any) -> int:
    row: Row = {"act": act.value, "person": by.person, "at": _text(by.at), "reason": by.reason.strip(), **values}
    row = {key: value for key, value in row.items() if value is not None}
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    return int(db.execute(f"INSERT INTO reviews ({names}) VALUES ({marks})", tuple(row.values())).lastrowid or 0)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

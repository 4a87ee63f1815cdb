"""An event's id in, all that it rests on out: sentence, rule, what it was held against, sightings, deliveries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.alerts.neutral import plain
from monitor.alerts.words import date, number, source_name, what
from monitor.diff.grade import Grade, grade
from monitor.errors import UsageError
from monitor.history.rows import article_of, claim_of, event_of, figure_of
from monitor.history.schema import History, faults
from monitor.history.silences import acks_of
from monitor.model import Article, Claim, Event, Figure, Mark, Topic

MOST = 50  # sightings told one by one, and numbers left alone
_LETTERS = {"number": "number", "measure": "measure", "party": "party", "source": "source", "as_of": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An article that carried the event's number."""

    article: Article
    quote: str
    rule: str
    detector: str
    seen_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of the event's alert on one channel."""

    channel: str
    state: str
    at: str | None  # when it was sent; None: it was not
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The history changed its mind about a claim because of the event."""

    claim: Claim
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another event on the same number, before or after."""

    event: str
    kind: str
    at: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What an editor decided on the number."""

    act: str
    person: str
    at: str
    reason: str
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Who else has the number, and its grade as of now."""

    grade: Grade
    witnesses: int  # independent texts
    articles: int
    outlets: int
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """A number of the event's article that may count the harmed, and that no rule could read."""

    words: str
    reason: str  # ends with the sentence
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An event with its evidence."""

    event: Event
    article: Article
    page: str | None  # where the page is in the archive; None: it is in none
    figure: Figure | None  # None: the number is no longer in the article
    detector: str | None
    claim: Claim | None
    sightings: tuple[Sighting, ...]
    sighted: int  # how often in all
    changes: tuple[Change, ...]
    deliveries: tuple[Sent, ...]
    chain: tuple[Link, ...] = ()  # in the order in which they came; repeats are sightings
    acts: tuple[Act, ...] = ()
    taken_by: tuple[tuple[str, str], ...] = ()  # who has taken it on, and when
    corroboration: Corroboration | None = None  # None: the figure is of no topic
    left_alone: tuple[LeftAlone, ...] = ()  # in the order of the text


def explain(db: History, event_id: str) -> Explanation:
    """What the history holds about an event; UsageError where it has none of that id (or of that beginning)."""
    with faults(db):
        row = _event(db, event_id)
        text = _one(db, "SELECT * FROM articles WHERE id = ? AND version = ?", row["article"], row["version"])
        figure = _one(db, "SELECT * FROM figures WHERE id = ?", row["figure"])
        claim = _one(db, "SELECT * FROM standing_claims WHERE id = ?", row["claim"])
        if text is None:
            raise UsageError(f"the article of event {event_id} is gone", subject=event_id)
        article = article_of(text)
        tally = _one(db, "SELECT * FROM tallies WHERE claim = ?", row["claim"])
        return Explanation(
            event=event_of(row, article),
            article=article,
            page=text["page"],
            figure=figure_of(figure) if figure else None,
            detector=figure["detector"] if figure else None,
            claim=claim_of(claim) if claim else None,
            sightings=tuple(_sightings(db, row["claim"])),
            sighted=tally["figures"] if tally else 0,
            changes=tuple(_changes(db, row["id"])),
            deliveries=tuple(_deliveries(db, row["id"])),
            chain=tuple(_chain(db, row)),
            acts=tuple(_acts(db, row["claim"])),
            taken_by=acks_of(db, row["id"]),
            corroboration=_corroboration(db, claim_of(claim), tally) if claim and tally else None,
            left_alone=tuple(_left_alone(db, text["id"], text["version"])),
        )


def marked(figure: Figure, article: Article) -> str:
    """The figure's sentence with what decided in brackets: "[number 45,100] of our people are [measure dead]".

    Of marks that overlap, the first and longest stays.
    """
    text = article.full_text
    start = text.find(figure.sentence, max(0, figure.start - len(figure.sentence)))
    if start < 0 or start > figure.start:
        return figure.sentence
    out, at, end = [], start, start + len(figure.sentence)
    for mark in sorted(figure.marks, key=_first_longest):
        if mark.start >= at and mark.end <= end and mark.role in _LETTERS:
            out += [text[at : mark.start], f"[{_LETTERS[mark.role]} {text[mark.start : mark.end]}]"]
            at = mark.end
    return "".join([*out, text[at:end]])


def lines(found: Explanation, topics: Sequence[Topic] = ()) -> tuple[str, ...]:
    """The explanation in words, a line each; other people's text in it is neutralised."""
    event, figure = found.event, found.figure
    says = source_name(event.source, event.topic, topics)
    out = [
        f"{event.event.upper()} {event.id}",
        f"{what(event, topics)}: {number(event.low, event.high, event.qualifier)} ({says}, {date(event.as_of)})",
        f"Why: {plain(event.why)}",
        "",
        f"Sentence: {plain(marked(figure, found.article)) if figure else 'no longer in the article'}",
        f"Quote: {plain(event.quote)}",
    ]
    if figure:
        out.append(f"Rule: {figure.rule}, detector version {found.detector}")
    out += ["", *(f"Article: {line}" for line in _article_lines(found.article, found.page))]
    if event.previous:
        out += ["", f"Series until then: {_told(event.previous, topics)}"]
    out += ["", "In conflict with:", *(f"- {_told(claim, topics)}" for claim in event.against)] if event.against else []
    if found.changes:
        out += ["", "Because of it:"]
        out += [
            f"- {_told(it.claim, topics)} {'counts again' if it.accepted else 'no longer counts'}"
            for it in found.changes
        ]
    if found.corroboration:
        out += ["", _grade_line(found.corroboration)]
    out += ["", f"Seen {found.sighted} time{'' if found.sighted == 1 else 's'}:"] if found.sightings else []
    for one in found.sightings:
        day = date(one.article.published[:10] if one.article.published else None)
        out.append(f"- {day}, {plain(one.article.outlet or 'outlet not named')}: {plain(one.quote)}")
    if found.sighted > len(found.sightings) > 0:
        out.append(f"- and {found.sighted - len(found.sightings)} more")
    out += ["", "The number's other events:"] if found.chain else []
    out += [
        f"- {date(it.at[:10] if it.at else None)}, {it.kind.upper()} {it.event}: {plain(it.why)}" for it in found.chain
    ]
    out += ["", "Left alone in the same article (no figure was made of these numbers):"] if found.left_alone else []
    for it in found.left_alone:
        either = f" ({' or '.join(it.readings)}?)" if it.readings else ""
        out.append(f"- {plain(it.words)}{either} {plain(it.reason)}")
    out += ["", "Editors:"] if found.acts else []
    for act in found.acts:
        told = f": {plain(act.reason)}" if act.reason else ""
        ending = " (undone since)" if act.undone else ""
        out.append(f"- {plain(act.person)}, {date(act.at[:10])}: {act.act}{told}{ending}")
    out += ["", "Alerts:"] if found.deliveries else ["", "Alerts: none was queued"]
    for sent in found.deliveries:
        ending = f" at {sent.at}" if sent.at else f" ({plain(sent.error)})" if sent.error else ""
        out.append(f"- {plain(sent.channel)}: {sent.state}{ending}")
    out += [f"{plain(person)} has it, since {at[:16].replace('T', ' ')} UTC" for person, at in found.taken_by]
    return tuple(out)


def _grade_line(it: Corroboration) -> str:
    seen = [date(moment[:10]) for moment in (it.first_seen, it.last_seen) if moment]
    when = f", {' to '.join(dict.fromkeys(seen))}" if seen else ""
    parts = [(it.witnesses, "independent text"), (it.articles, "article"), (it.outlets, "outlet")]
    counts = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in parts)
    return f"Grade: {it.grade} ({counts}{when})"


def _left_alone(db: History, article: str, version: str) -> Iterable[LeftAlone]:
    sql = (
        "SELECT subject, reason, readings FROM rejections"
        " WHERE article = ? AND version = ? AND stage = 'detect' AND quiet ORDER BY rowid LIMIT ?"
    )
    for row in db.query(sql, (article, version, MOST + 1)):  # the last one may tell how many more there are
        yield LeftAlone(words=row["subject"], reason=row["reason"], readings=tuple(json.loads(row["readings"])))


def _corroboration(db: History, claim: Claim, tally: Mapping[str, Any]) -> Corroboration:
    sql = (
        "SELECT count(DISTINCT a.outlet) AS outlets FROM figures f"
        " JOIN articles a ON a.id = f.article AND a.version = f.version WHERE f.claim = ?"
    )
    row = _one(db, sql, claim.id)
    return Corroboration(
        grade=grade(claim, tally["witnesses"]),
        witnesses=tally["witnesses"],
        articles=tally["articles"],
        outlets=row["outlets"] if row else 0,
        first_seen=tally["first_seen"],
        last_seen=tally["last_seen"],
    )


def _event(db: History, event_id: str) -> dict[str, Any]:
    """The event of that id, or the only one whose id begins so."""
    rows = list(db.query("SELECT * FROM events WHERE id = ?", (event_id,)))
    if not rows and len(event_id) >= 6:
        rows = list(db.query("SELECT * FROM events WHERE id >= ? AND id < ? LIMIT 2", (event_id, event_id + "~")))
    if len(rows) != 1:
        what_then = "begins the ids of several events; give more of it" if rows else "is no event of this database"
        raise UsageError(f"{event_id} {what_then}", subject=event_id)
    return rows[0]


def _sightings(db: History, claim: str | None) -> Iterable[Sighting]:
    rows = db.query("SELECT * FROM figures WHERE claim = ? ORDER BY id LIMIT ?", (claim, MOST))
    for row in list(rows):
        text = _one(db, "SELECT * FROM articles WHERE id = ? AND version = ?", row["article"], row["version"])
        if text is not None:
            yield Sighting(
                article=article_of(text),
                quote=row["quote"],
                rule=row["rule"],
                detector=row["detector"],
                seen_at=text["seen_at"],
            )


def _changes(db: History, event: str) -> Iterable[Change]:
    for row in list(db.query("SELECT claim, accepted FROM acceptances WHERE event = ? ORDER BY id", (event,))):
        claim = _one(db, "SELECT * FROM standing_claims WHERE id = ?", row["claim"])
        if claim is not None:
            yield Change(claim=claim_of(claim), accepted=bool(row["accepted"]))


def _chain(db: History, row: Mapping[str, Any]) -> Iterable[Link]:
    """The other events on the event's number, and those that replace it; its repeats are its sightings."""
    sql = (
        "SELECT id, event, seen_at, why FROM events WHERE id <> :id AND event <> 'repeat' AND (claim = :claim"
        " OR id IN (SELECT event FROM acceptances WHERE claim = :claim AND withdrawn)) ORDER BY rowid LIMIT :most"
    )
    if row["claim"] is not None:
        for one in list(db.query(sql, {"id": row["id"], "claim": row["claim"], "most": MOST})):
            yield Link(event=one["id"], kind=one["event"], at=one["seen_at"], why=one["why"])


def _acts(db: History, claim: str | None) -> Iterable[Act]:
    """What editors decided on a number; none where the page was never served."""
    if claim is None or _one(db, "SELECT 1 FROM sqlite_master WHERE name = 'reviews'") is None:
        return
    sql = (
        "SELECT r.*, EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id) AS undone FROM reviews r"
        " WHERE r.claim = :claim OR r.replacement = :claim ORDER BY r.id LIMIT :most"
    )
    for row in list(db.query(sql, {"claim": claim, "most": MOST})):
        yield Act(act=row["act"], person=row["person"], at=row["at"], reason=row["reason"], undone=bool(row["undone"]))


def _deliveries(db: History, event: str) -> Iterable[Sent]:
    sql = (
        "SELECT n.channel, n.state AS held, s.person, s.reason, o.state, o.sent, o.error FROM notices n"
        " LEFT JOIN outbox o ON o.number = n.outbox LEFT JOIN silences s ON s.id = n.silence"
        " WHERE n.event = ? ORDER BY n.number"
    )
    for row in db.query(sql, (event,)):
        if row["held"] == "silenced":
            why = f"{row['person']}: {row['reason']}" if row["person"] else "rejected before it was told"
            yield Sent(channel=row["channel"], state="silenced", at=None, error=why)
        elif row["held"] == "waiting":
            yield Sent(channel=row["channel"], state="waits for the end of its window, digest or quiet hours", at=None)
        else:
            yield Sent(channel=row["channel"], state=row["state"], at=row["sent"], error=row["error"])


def _article_lines(article: Article, page: str | None) -> Iterable[str]:
    outlet = plain(article.outlet or "outlet not named")
    yield f"{outlet}, {date(article.published[:10] if article.published else None)}: {plain(article.title or '')}"
    if article.url:
        yield plain(article.url)
    if page:
        yield f"page {plain(page)}"


def _told(claim: Claim, topics: Sequence[Topic]) -> str:
    says = source_name(claim.source, claim.topic, topics)
    return f"{number(claim.low, claim.high, claim.qualifier)} ({says}, {date(claim.as_of)})"


def _first_longest(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _one(db: History, sql: str, *values: Any) -> Mapping[str, Any] | None:
    return next(iter(list(db.query(sql, values))), None)

"""An editor's form in, the act done and its correction queued out; and the queue of what nobody has looked at."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datasette import Response

from monitor.alerts import neutral
from monitor.alerts.layout import Part
from monitor.alerts.message import Told, compose, follow_up, message
from monitor.alerts.rules import alert_id, story
from monitor.alerts.words import date, number, source_name, what
from monitor.config import Role
from monitor.diff.acceptance import latest
from monitor.errors import DatabaseError, UsageError
from monitor.history import notices, review
from monitor.history.desk import open_desk
from monitor.history.review import Act, By, Change, Done
from monitor.history.schema import History, transaction
from monitor.model import Alert, Claim, Event, Line, Measure, Message, Topic
from monitor.web import news
from monitor.web.people import may
from monitor.web.sign_in import inside, is_ours, refused

_SAID = {
    Act.CONFIRM: "Confirmed.",
    Act.REJECT: "Rejected: it no longer counts in its series.",
    Act.CORRECT: "Corrected: the new figure stands in its place.",
    Act.MUTE: "Muted.",
    Act.UNDO: "Undone.",
}
INFO, FAULT = 1, 3  # Datasette's kinds of message


async def queue(datasette: Any, request: Any) -> Any:
    """What is news and nobody has decided on, the newest first; and the latest acts."""
    if not may(request.actor, Role.READER):
        return refused(request)
    topics = datasette.desk.topics

    def found(conn: Any) -> dict[str, Any]:
        acts = conn.execute(
            "SELECT r.*, EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id) AS undone, c.low, c.high, c.qualifier"
            " FROM reviews r LEFT JOIN claims c ON c.id = r.claim ORDER BY r.id DESC LIMIT 40"
        ).fetchall()
        told = news.events(conn, news.Wanted(unreviewed=True), topics, 40)
        return {"events": told, "acts": [dict(row) for row in acts]}

    values = await datasette.ask(found)
    values |= {"topics": topics, "measures": list(Measure), "today": dt.datetime.now(dt.UTC).date().isoformat()}
    return Response.html(await datasette.render_template("review.html", values, request=request))


async def act(datasette: Any, request: Any) -> Any:
    """One act; answers with the page that the form came from, where it says what was done."""
    if not may(request.actor, Role.EDITOR):
        return refused(request)
    if request.method != "POST" or not is_ours(request):
        return Response.text("Send the page's own form", status=403 if request.method == "POST" else 405)
    posted = await request.post_vars()
    by = By(person=request.actor["id"], reason=posted.get("reason", "").strip(), at=dt.datetime.now(dt.UTC))
    program = "ds_csrftoken" not in request.cookies
    try:
        done = await asyncio.to_thread(perform, datasette.desk.database, posted, datasette.desk.topics, by)
    except (UsageError, DatabaseError) as fault:
        if program:
            return Response.json({"ok": False, "error": str(fault)}, status=409)
        datasette.add_message(request, _sentence(str(fault)), FAULT)
    else:
        if program:
            event = done.event.id if done.event else None
            return Response.json({"ok": True, "review": done.review, "event": event})
        datasette.add_message(request, _SAID[Act(posted["act"])], INFO)
    return Response.redirect(inside(posted.get("next")), status=303)


def perform(database: Path, posted: dict[str, str], topics: Sequence[Topic], by: By) -> Done:
    """Does what a form asks, in one transaction with its correction; UsageError in words for the editor."""
    try:
        wanted = Act(posted.get("act", ""))
    except ValueError:
        raise UsageError("there is no such act", subject="act") from None
    db = open_desk(database)
    try:
        with transaction(db):
            done = _done(db, wanted, posted, topics, by)
            if done.event is not None and done.subject is not None:
                if wanted is Act.REJECT:
                    notices.withhold(db, done.subject.id)  # who has not heard of it yet need not hear that it was wrong
                notices.put(db, corrections(db, wanted, done.event, done.subject, topics), by.at)
                if wanted is Act.UNDO:
                    notices.release(db, done.subject.id)
        return done
    finally:
        db.close()


def corrections(db: History, wanted: Act, event: Event, subject: Claim, topics: Sequence[Topic]) -> tuple[Alert, ...]:
    """A correction for each channel that was told of the figure, whatever its filters say of corrections."""
    told = notices.told_of(db, (subject.id,))
    return tuple(
        Alert(
            id=alert_id(channel, (event.id,)),
            channel=channel,
            message=_words(db, wanted, event, subject, topics, Told(event=one.event, title=one.title, at=one.at)),
            kind=event.event.value,
            story=story(event),
        )
        for channel, one in told.items()
    )


def _words(db: History, wanted: Act, event: Event, subject: Claim, topics: Sequence[Topic], told: Told) -> Message:
    if wanted is Act.CORRECT:
        return compose((event,), topics, follows=told)
    return _message(db, wanted, event, subject, topics, told)


def _done(db: History, wanted: Act, posted: dict[str, str], topics: Sequence[Topic], by: By) -> Done:
    claim = posted.get("claim", "")
    if wanted is Act.CONFIRM:
        return review.confirm(db, claim, by)
    if wanted is Act.REJECT:
        return review.reject(db, claim, topics, by)
    if wanted is Act.CORRECT:
        return review.correct(db, claim, _change(posted), topics, by)
    if wanted is Act.MUTE:
        return _mute(db, posted, by)
    return review.undo(db, _whole(posted.get("review")) or 0, by)


def _change(posted: dict[str, str]) -> Change:
    """What the form's filled fields change; an empty one changes nothing."""

    def text(key: str) -> str | None:
        value = " ".join(posted.get(key, "").split())
        if len(value) > 100 or not value.isprintable():
            raise UsageError(f"{key}: write at most 100 letters on one line", subject=key)
        return value or None

    said = text("number")
    number_ = _whole(said.replace(",", "").replace(" ", "")) if said else None
    if said and number_ is None:
        raise UsageError("number: write digits alone, as in 55000", subject="number")
    measure, party, source = text("measure"), text("party"), text("source")
    try:
        kind = Measure(measure) if measure else None
    except ValueError:
        raise UsageError(f"measure: write one of {', '.join(Measure)}", subject="measure") from None
    return Change(
        number=number_,
        party=party.lower() if party else None,
        measure=kind,
        source=source.lower() if source else None,
        as_of=text("as_of"),
    )


def _mute(db: History, posted: dict[str, str], by: By) -> Done:
    """A source everywhere, or a source in the series of the event that the form stands beside."""
    try:
        until = dt.date.fromisoformat(posted.get("until", ""))
    except ValueError:
        raise UsageError("until: write a date as 2026-02-04", subject="until") from None
    source = posted.get("source") or None
    quantity = None
    if posted.get("what") == "series":
        row = next(iter(db.query("SELECT quantity FROM claims WHERE id = ?", (posted.get("claim", ""),))), None)
        quantity = row["quantity"] if row else None
        if quantity is None:
            raise UsageError("there is no such figure", subject="claim")
    return review.mute(db, by, until=until, source=source, quantity=quantity)


def _message(db: History, wanted: Act, event: Event, subject: Claim, topics: Sequence[Topic], told: Told) -> Message:
    """A figure that is taken back, or stands again, in words; what the series says now comes with it."""
    figure = number(subject.low, subject.high, subject.qualifier)
    says = source_name(subject.source, subject.topic, topics)
    ending = "withdrawn" if wanted is Act.REJECT else "stands again"
    title = f"CORRECTION · {what(subject, topics)}: {figure} {ending} ({says}, as of {date(subject.as_of)})"
    last = latest(review.series_of(db, subject))
    now = (
        f"the series now says {number(last.low, last.high, last.qualifier)} ({date(last.as_of)})"
        if last
        else ("no other figure of this series stands")
    )
    address, outlet = neutral.link(event.article.url), neutral.plain(event.article.outlet or "", 80)
    article = ": ".join(part for part in (outlet, neutral.plain(event.article.title or "", 200)) if part)
    lines = [
        Line(role=Part.LEAD, text=now),
        follow_up(told),
        Line(role=Part.TEXT, text=neutral.plain(event.why, 600)),
        Line(role=Part.QUOTE, text=f"“{neutral.excerpt(event.quote, 300)}”"),
        *(
            (Line(role=Part.ARTICLE, text=article or neutral.host_of(address or ""), address=address),)
            if article or address
            else ()
        ),
    ]
    return message(title, (event.id,), lines)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _sentence(fault: str) -> str:
    return fault[:1].upper() + fault[1:] + "."

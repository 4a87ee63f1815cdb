"""Filters in, events out, the newest first: as rows of the page, as RSS and as JSON Feed."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from monitor.alerts import neutral
from monitor.alerts.words import date, number, source_name, what
from monitor.history.rows import article_of, event_of
from monitor.model import Event, EventKind, Topic
from monitor.web.evidence import spaced

SIZE = 40
NEWS = (EventKind.NEW, EventKind.UPDATE, EventKind.CONFLICT, EventKind.CORRECTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events; empty lets every kind through that is news."""

    kinds: tuple[EventKind, ...] = NEWS
    topic: str | None = None
    party: str | None = None
    source: str | None = None
    before: int | None = None  # a place in the line: older than that
    after: int | None = None  # newer than that
    unreviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as a list shows it; all text is neutral."""

    place: int  # in the order in which events came
    event: Event
    title: str
    number: str
    source: str
    date: str
    previous: str | None
    against: tuple[str, ...]
    why: str
    quote: str
    said: tuple[str, str, str]  # its sentence: what stands before the quote, the quote, what comes after
    outlet: str
    headline: str
    url: str | None
    seen_at: str | None
    claim: str | None
    articles: int
    witnesses: int
    alerts: tuple[tuple[str, str], ...]  # channel and state
    review: str | None

    @property
    def corroboration(self) -> str:
        """How many independent articles stand behind it."""
        if self.articles <= 1:
            return "one article"
        copies = "" if self.witnesses == self.articles else f", {self.witnesses} independent"
        return f"{self.articles} articles{copies}"


def events(
    conn: sqlite3.Connection, wanted: Wanted, topics: Sequence[Topic] = (), size: int = SIZE
) -> tuple[Told, ...]:
    """The events, the newest first; with `after` those that came since."""
    where, values = [f"e.event IN ({', '.join('?' * len(wanted.kinds))})"], [*map(str, wanted.kinds)]
    for column in ("topic", "party", "source"):
        value = getattr(wanted, column)
        if value:
            where.append(f"e.{column} = ?")
            values.append(value)
    for sign, place in (("<", wanted.before), (">", wanted.after)):
        if place is not None:
            where.append(f"e.rowid {sign} {int(place)}")
    if wanted.unreviewed:
        where.append(
            "e.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.claim = e.claim AND v.act <> 'undo'"
            " AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = v.id))"
            " AND NOT EXISTS (SELECT 1 FROM reviews m WHERE m.event = e.id)"
            " AND NOT EXISTS (SELECT 1 FROM reviews p WHERE p.replacement = e.claim)"
        )
    # One walk down the table: events of the kinds that are news are never rare, and an index would have to be sorted
    sql = (
        f"SELECT e.rowid AS in_line FROM events e NOT INDEXED WHERE {' AND '.join(where)}"
        f" ORDER BY e.rowid DESC LIMIT {int(size)}"
    )
    places = [row[0] for row in conn.execute(sql, values)]
    if not places:
        return ()
    cursor = conn.execute(
        "SELECT e.rowid AS in_line, e.*, t.articles, t.witnesses,"
        " (SELECT group_concat(n.channel || char(31) || ifnull(o.state, n.state), char(30)) FROM notices n"
        "  LEFT JOIN outbox o ON o.number = n.outbox WHERE n.event = e.id) AS alerts,"
        " (SELECT r.act || ' ' || r.person FROM reviews r WHERE r.claim = e.claim AND r.act <> 'undo'"
        "  AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id) ORDER BY r.id DESC LIMIT 1) AS review,"
        " a.url, a.outlet, a.title, '' AS text, a.published, a.lang, a.page"
        " FROM events e LEFT JOIN tallies t ON t.claim = e.claim"
        " JOIN articles a ON a.id = e.article AND a.version = e.version"
        f" WHERE e.rowid IN ({', '.join(map(str, places))}) ORDER BY e.rowid DESC"
    )
    names = [one[0] for one in cursor.description]
    return tuple(_told(dict(zip(names, row, strict=True)), topics) for row in cursor.fetchall())


def in_sentence(sentence: str, quote: str, limit: int = 240) -> tuple[str, str, str]:
    """A quote with what its sentence says before and after it, each at most `limit` characters.

    >>> in_sentence("Kyiv says that 45,000 were killed, and more missing.", "45,000 were killed")
    ('Kyiv says that ', '45,000 were killed', ', and more missing.')
    """
    before, found, after = sentence.partition(quote) if quote else ("", "", "")
    if not found:
        return "", neutral.plain(quote, 400), ""
    before, after = spaced(before), spaced(after)
    if len(before) > limit:
        before = f"{neutral.ELLIPSIS}{before[-limit:].partition(' ')[2]}"
    return before, neutral.plain(quote, 400), neutral.cut(after, limit) if len(after) > limit else after


def meant(said: str | None, known: Iterable[tuple[str, str]], *, joined: str) -> str | None:
    """The id that a person means by what they wrote: a known one's id or name, else the words as ids are written.

    >>> meant("Jane Doe", [("doe", "Jane Doe")], joined=" "), meant("North Korea", [], joined="-")
    ('doe', 'north-korea')
    """
    words = " ".join((said or "").split()).casefold()
    if not words:
        return None
    ours = (ident for ident, name in known if words in (ident.casefold(), " ".join(name.split()).casefold()))
    return next(ours, words.replace(" ", joined))


def newest(conn: sqlite3.Connection) -> int:
    """The place of the last event; 0: there is none."""
    return int(conn.execute("SELECT ifnull(max(rowid), 0) FROM events").fetchone()[0])


def to_rss(told: Sequence[Told], base: str, self_url: str) -> str:
    """RSS 2.0; titles and texts are plain text."""
    items = "".join(
        f"<item><title>{escape(heading(one))}</title><link>{escape(base)}/event/{one.event.id}</link>"
        f'<guid isPermaLink="false">{one.event.id}</guid>{_pub_date(one.seen_at)}'
        f"<category>{one.event.event}</category><description>{escape(escape(_body(one)))}</description></item>"
        for one in told
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Casualty figures</title><link>{escape(base)}/events</link>"
        f'<atom:link href="{escape(self_url, {chr(34): "&quot;"})}" rel="self" type="application/rss+xml"/>'
        "<description>New, changed, contradicted and corrected casualty figures</description>"
        f"{items}</channel></rss>\n"
    )


def to_json_feed(told: Sequence[Told], base: str, self_url: str) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Casualty figures",
        "home_page_url": f"{base}/events",
        "feed_url": self_url,
        "items": [
            {
                "id": one.event.id,
                "url": f"{base}/event/{one.event.id}",
                "title": heading(one),
                "content_text": _body(one),
                "tags": [one.event.event.value],
            }
            | ({"external_url": one.url} if one.url else {})
            | ({"date_published": moment} if (moment := _rfc3339(one.seen_at)) else {})
            for one in told
        ],
    }
    return json.dumps(feed, ensure_ascii=False)


def heading(one: Told) -> str:
    """ "UPDATE: Ukraine, military killed: 55,000 (Volodymyr Zelensky, 4 Feb 2026)"."""
    return f"{one.event.event.upper()}: {one.title}: {one.number} ({one.source}, {one.date})"


def _body(one: Told) -> str:
    lines = [one.why, f"“{one.quote}”", ": ".join(part for part in (one.outlet, one.headline) if part)]
    return "\n".join(line for line in lines if line)


def _told(row: dict[str, Any], topics: Sequence[Topic]) -> Told:
    article = article_of({**row, "id": row["article"], "topic": None})
    event = event_of(row, article)
    act, _, person = (row["review"] or "").partition(" ")
    past = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}.get(act)
    alerts = [one.partition("\x1f") for one in (row["alerts"] or "").split("\x1e") if one]
    previous = event.previous
    return Told(
        place=row["in_line"],
        event=event,
        title=what(event, topics),
        number=number(event.low, event.high, event.qualifier),
        source=source_name(event.source, event.topic, topics),
        date=date(event.as_of),
        previous=number(previous.low, previous.high, previous.qualifier) if previous else None,
        against=tuple(
            f"{number(o.low, o.high, o.qualifier)} ({source_name(o.source, o.topic, topics)}, {date(o.as_of)})"
            for o in event.against
        ),
        why=neutral.plain(event.why, 600),
        quote=neutral.plain(event.quote, 400),
        said=in_sentence(event.sentence, event.quote),
        outlet=neutral.plain(article.outlet or "outlet not named", 80),
        headline=neutral.plain(article.title or "", 200),
        url=neutral.link(article.url),
        seen_at=row["seen_at"],
        claim=row["claim"],
        articles=row["articles"] or 0,
        witnesses=row["witnesses"] or 0,
        alerts=tuple((neutral.plain(channel, 100), state) for channel, _, state in alerts),
        review=f"{past} by {neutral.plain(person, 100)}" if past else None,
    )


def _moment(text: str | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=dt.UTC) if found is not None and found.tzinfo is None else found


def _pub_date(text: str | None) -> str:
    moment = _moment(text)
    return f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S +0000}</pubDate>" if moment else ""


def _rfc3339(text: str | None) -> str | None:
    moment = _moment(text)
    return moment.isoformat() if moment else None

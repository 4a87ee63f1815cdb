"""A reader's request in, a page, picture, feed or file out."""

import asyncio
import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from datasette import NotFound, Response

from monitor.alerts.chart import png_of
from monitor.alerts.words import date, number, source_name
from monitor.archive import Archive
from monitor.config import Role
from monitor.diff.interval import interval
from monitor.errors import MissingExtra, UsageError
from monitor.model import EventKind, Page, Qualifier, SourceKind, Topic
from monitor.web import evidence, finding, health, news
from monitor.web import timeline as lines
from monitor.web.drawing import NARROW, draw
from monitor.web.gate import to_csv
from monitor.web.marks import kinds, marker, sign, signs_of, swatch
from monitor.web.people import may
from monitor.web.sign_in import refused
from monitor.web.spark import spark_of

_EXAMPLE = 55_000
_FIRST = 24  # quantities that the overview shows at once


def reader(view: Any) -> Any:
    """A view for those who may read."""

    async def checked(datasette: Any, request: Any) -> Any:
        if not may(request.actor, Role.READER):
            return refused(request)
        return await view(datasette, request)

    return checked


@reader
async def overview(datasette: Any, request: Any) -> Any:
    """The running totals with their latest figure, and the latest news."""
    topics = datasette.desk.topics

    def found(conn: sqlite3.Connection) -> dict[str, Any]:
        rows = lines.quantities(conn, topics, _FIRST)
        return {
            "totals": [
                (one, last, spark_of(conn, one.number, last) if last else "")
                for one, last in ((one, lines.latest_of(conn, one)) for one in rows)
            ],
            "events": news.events(conn, news.Wanted(), topics, 8),
            "topics": topics,
        }

    return await _page(datasette, request, "overview.html", await datasette.ask(found))


@reader
async def timeline(datasette: Any, request: Any) -> Any:
    """The chart of a quantity with the table of the same data."""
    topics = datasette.desk.topics
    asked = lines.asked_for(_args(request))

    def found(conn: sqlite3.Connection) -> Any:
        return lines.view_of(conn, asked, topics), lines.quantities(conn, topics)

    view, every = await datasette.ask(found)
    if view is None:
        return await _page(datasette, request, "timeline_none.html", {"quantities": every}, status=404)
    wide, narrow = await asyncio.gather(
        asyncio.to_thread(draw, view, ident="wide"), asyncio.to_thread(draw, view, size=NARROW, ident="narrow")
    )
    which = kinds(view)
    values = {
        "view": view,
        "asked": asked,
        "wide": wide,
        "narrow": narrow,
        "key": [(name, swatch(kind)) for name, kind in which.items()],
        "latest": view.dots.index(view.latest) if view.latest else "",
        "undated": sum(dot.claim.as_of is None for dot in view.dots),
        "signs": [(words, sign(name)) for name, words in signs_of(view)],
        "markers": {name: marker(kind) for name, kind in which.items()},
        "quantities": every,
        "grades": lines.GRADES,
        "chosen": asked.quantity,
        "whole": lines.Asked(quantity=asked.quantity).query,
    }
    return await _page(datasette, request, "timeline.html", values)


@reader
async def timeline_file(datasette: Any, request: Any) -> Any:
    """Exactly what a view shows, as SVG, PNG, CSV or JSON."""
    topics, kind = datasette.desk.topics, request.url_vars["kind"]
    asked = lines.asked_for(_args(request))
    view = await datasette.ask(lambda conn: lines.view_of(conn, asked, topics))
    if view is None:
        raise NotFound("There is no such series")
    if kind == "csv":
        return _file(to_csv(lines.COLUMNS, (dot.row() for dot in view.dots)), "text/csv; charset=utf-8", "timeline.csv")
    if kind == "json":
        rows = [dict(zip(lines.COLUMNS, dot.row(), strict=True)) for dot in view.dots]
        return _file(json.dumps({"title": view.title, "figures": rows}, ensure_ascii=False), "application/json")
    svg = await asyncio.to_thread(draw, view, alone=True)
    if kind == "svg":
        return _file(svg, "image/svg+xml", "timeline.svg")
    try:
        return _file(await asyncio.to_thread(png_of, svg), "image/png", "timeline.png")
    except MissingExtra as absent:
        return Response.text(str(absent), status=501)


@reader
async def event_list(datasette: Any, request: Any) -> Any:
    """The events, the newest first; with `after` only the rows that came since, for a page that stays open."""
    topics = datasette.desk.topics
    wanted = _wanted(request, topics)

    def found(conn: sqlite3.Connection) -> Any:
        return news.events(conn, wanted, topics), news.newest(conn)

    told, newest = await datasette.ask(found)
    values = {
        "events": told,
        "wanted": wanted,
        "kinds": list(EventKind),
        "parties": _parties(topics),
        "known": _known(topics),
        "party": request.args.get("party"),
        "source": request.args.get("source"),
        "newest": newest,
        "query": request.query_string,
    }
    if request.args.get("rows"):
        return await _page(datasette, request, "_events.html", values, headers={"X-Newest": str(newest)})
    return await _page(datasette, request, "events.html", values)


@reader
async def event_feed(datasette: Any, request: Any) -> Any:
    """The latest events as RSS, JSON Feed or CSV."""
    topics, kind = datasette.desk.topics, request.url_vars["kind"]
    wanted = _wanted(request, topics)
    told = await datasette.ask(lambda conn: news.events(conn, wanted, topics, 100))
    base = f"{'https' if datasette.desk.serve.https else 'http'}://{request.host}"
    address = f"{base}{request.path}" + (f"?{request.query_string}" if request.query_string else "")
    if kind == "rss":
        return _file(news.to_rss(told, base, address), "application/rss+xml; charset=utf-8")
    if kind == "json":
        return _file(news.to_json_feed(told, base, address), "application/feed+json; charset=utf-8")
    rows = (
        [getattr(one.event, key) for key in _EVENT_KEYS]
        + [one.why, one.quote, one.outlet, one.headline, one.url, one.seen_at]
        for one in told
    )
    header = (*_EVENT_KEYS, "why", "quote", "outlet", "title", "url", "seen_at")
    return _file(to_csv(header, rows), "text/csv; charset=utf-8", "events.csv")


_EVENT_KEYS = (
    *("id", "event", "topic", "party", "population", "measure", "scope", "low", "high", "qualifier", "source"),
    "as_of",
)


@reader
async def event(datasette: Any, request: Any) -> Any:
    """One event with its evidence."""
    topics, ident = datasette.desk.topics, request.url_vars["event"]
    try:
        found = await datasette.ask(lambda conn: evidence.evidence_of(conn, ident))
    except UsageError as fault:
        raise NotFound(str(fault)) from fault
    query = lines.Asked(quantity=found.query).query if found.query else None
    values = {"proof": found, "found": found.found, "event": found.found.event, "topics": topics, "timeline": query}
    folder = datasette.desk.archive
    values["stored"] = found.page is not None and folder is not None and folder.is_dir()
    values["active"] = next(
        (one for one in reversed(found.reviews) if not one["undone"] and one["act"] != "undo"), None
    )
    return await _page(datasette, request, "event.html", values)


@reader
async def archived(datasette: Any, request: Any) -> Any:
    """The stored page as its server sent it, as plain text: none of it runs, loads or links."""
    ident, folder = request.url_vars["event"], datasette.desk.archive
    try:
        found = await datasette.ask(lambda conn: evidence.evidence_of(conn, ident))
    except UsageError as fault:
        raise NotFound(str(fault)) from fault
    if folder is None or found.page is None or not folder.is_dir():
        raise NotFound("The page of this article is not in an archive of this server")
    page = await asyncio.to_thread(Archive(folder).read_one, found.page)
    if not isinstance(page, Page):
        raise NotFound(page.reason)
    return Response.text(page.body.decode("utf-8", "replace"))


@reader
async def search(datasette: Any, request: Any) -> Any:
    """Articles and quotes that hold some words."""
    words = request.args.get("q", "")[:300]
    query = finding.query_of(words)

    def found(conn: sqlite3.Connection) -> dict[str, Any]:
        return {"quotes": finding.quotes(conn, query), "articles": finding.articles(conn, query)}

    return await _page(datasette, request, "search.html", {"q": words, "asked": query} | await datasette.ask(found))


@reader
async def sources(datasette: Any, request: Any) -> Any:
    """How each watch and channel does."""
    desk = datasette.desk

    def found(conn: sqlite3.Connection) -> dict[str, Any]:
        return {
            "watches": health.watches(conn, desk.watches),
            "channels": health.channels(conn, desk.channels),
            "outlets": health.outlets(conn),
            "unusable": health.unusable(conn),
        }

    values = await datasette.ask(found)
    return await _page(datasette, request, "sources.html", values | {"now": dt.datetime.now(dt.UTC)})


@reader
async def methodology(datasette: Any, request: Any) -> Any:
    """How figures are found and judged, from what the program itself holds."""
    examples = []
    for qualifier in Qualifier:
        if qualifier is not Qualifier.VAGUE:
            low, high = (_EXAMPLE, 60_000) if qualifier is Qualifier.RANGE else (_EXAMPLE, _EXAMPLE)
            found = interval(low, high, qualifier)
            examples.append((number(low, high, qualifier), found.low, found.high))
    values = {
        "versions": await datasette.ask(health.detectors),
        "score": health.score(),
        "topics": datasette.desk.topics,
        "examples": examples,
        "kinds": list(EventKind),
        "source_kinds": list(SourceKind),
        "date": date,
        "source_name": source_name,
    }
    return await _page(datasette, request, "methodology.html", values)


def _wanted(request: Any, topics: Sequence[Topic]) -> news.Wanted:
    kinds_ = tuple(kind for kind in EventKind if kind.value in request.args.getlist("kind"))
    return news.Wanted(
        kinds=kinds_ or news.NEWS,
        topic=request.args.get("topic") or None,
        party=news.meant(request.args.get("party"), _parties(topics), joined="-"),
        source=news.meant(request.args.get("source"), _known(topics), joined=" "),
        before=_whole(request.args.get("before")),
        after=_whole(request.args.get("after")),
    )


def _parties(topics: Sequence[Topic]) -> list[tuple[str, str]]:
    return sorted({(one.id, one.name) for topic in topics for one in topic.parties}, key=lambda pair: pair[1])


def _known(topics: Sequence[Topic]) -> list[tuple[str, str]]:
    return sorted({(one.id, one.name) for topic in topics for one in topic.sources}, key=lambda pair: pair[1])


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _args(request: Any) -> dict[str, list[str]]:
    return {key: request.args.getlist(key) for key in request.args}


def _file(body: str | bytes, kind: str, name: str | None = None) -> Any:
    headers = {"Content-Disposition": f'inline; filename="{name}"'} if name else {}
    return Response(body, content_type=kind, headers=headers)


async def _page(
    datasette: Any,
    request: Any,
    template: str,
    values: dict[str, Any],
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Any:
    body = await datasette.render_template(template, values, request=request)
    return Response.html(body, status=status, headers=headers)

"""Words in, the articles and quotes that hold them out: full text, the newest first."""

import re
import sqlite3
from dataclasses import dataclass

from monitor.alerts import neutral
from monitor.alerts.words import number
from monitor.model import Qualifier
from monitor.web.evidence import spaced

SIZE = 25
_TERM = re.compile(r'"([^"]{1,200})"|(\S{1,100})')
_OPEN, _CLOSE = "\x02", "\x03"  # no text holds them after `neutral.plain`; the index marks what it found with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article or a quote; `parts` are stretches of it, each with whether it is a word that was asked for."""

    title: str
    outlet: str
    published: str | None
    url: str | None
    event: str | None  # of the article or figure; None: no event tells of it
    parts: tuple[tuple[str, bool], ...]
    figure: str | None = None  # a quote's number and harm; None: it is an article


def query_of(words: str) -> str:
    """What a person typed as a query of the index: every word must occur, "a phrase" as it stands.

    >>> query_of('Zelensky "tens of thousands" OR 55,000*')
    '"Zelensky" "tens of thousands" "OR" "55,000*"'
    """
    found = [(phrase or word).replace('"', "").replace("\x00", "") for phrase, word in _TERM.findall(words)]
    return " ".join(f'"{one}"' for one in found[:20] if re.search(r"\w", one))


def articles(conn: sqlite3.Connection, query: str, size: int = SIZE) -> tuple[Hit, ...]:
    """Articles that hold all the words."""
    return _hits(
        conn,
        "SELECT a.title, a.outlet, a.published, a.url,"
        " (SELECT e.id FROM events e WHERE e.article = a.id AND e.version = a.version ORDER BY e.rowid LIMIT 1),"
        f" snippet(articles_fts, -1, '{_OPEN}', '{_CLOSE}', '…', 24)"
        " FROM articles_fts JOIN articles a ON a.rowid = articles_fts.rowid"
        " WHERE articles_fts MATCH ? ORDER BY articles_fts.rowid DESC LIMIT ?",
        query,
        size,
    )


def quotes(conn: sqlite3.Connection, query: str, size: int = SIZE) -> tuple[Hit, ...]:
    """Sentences with a figure that hold all the words."""
    return _hits(
        conn,
        "SELECT a.title, a.outlet, a.published, a.url,"
        " (SELECT e.id FROM events e WHERE e.claim = f.claim ORDER BY e.rowid LIMIT 1),"
        f" snippet(figures_fts, -1, '{_OPEN}', '{_CLOSE}', '…', 24), f.low, f.high, f.qualifier, f.measure"
        " FROM figures_fts JOIN figures f ON f.id = figures_fts.rowid"
        " JOIN articles a ON a.id = f.article AND a.version = f.version"
        " WHERE figures_fts MATCH ? ORDER BY figures_fts.rowid DESC LIMIT ?",
        query,
        size,
    )


def _hits(conn: sqlite3.Connection, sql: str, query: str, size: int) -> tuple[Hit, ...]:
    if not query:
        return ()
    return tuple(
        Hit(
            title=neutral.plain(title or "without a headline", 200),
            outlet=neutral.plain(outlet or "outlet not named", 80),
            published=published,
            url=neutral.link(url),
            event=event,
            parts=tuple(_parts(snippet)),
            figure=f"{number(figure[0], figure[1], Qualifier(figure[2]))} {figure[3]}" if figure else None,
        )
        for title, outlet, published, url, event, snippet, *figure in conn.execute(sql, (query, size))
    )


def _parts(snippet: str) -> list[tuple[str, bool]]:
    """The snippet's stretches; a text that itself holds the signs is shown all the same, only marked otherwise."""
    parts = []
    for piece in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", snippet):
        words = spaced(piece)
        if words:
            parts.append((words, piece.startswith(_OPEN)))
    return parts

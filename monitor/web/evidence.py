"""An event's id in, all that its page shows out: the quote in its article, roles marked, versions with differences."""

import difflib
import itertools
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.alerts import neutral
from monitor.explain import Explanation, explain
from monitor.history.desk import reading
from monitor.history.rows import claim_of
from monitor.history.schema import History
from monitor.model import Article, Claim, Figure, Mark, Scope

CONTEXT = 700  # characters on each side of the quote that are shown at once
LONGEST = 200_000  # characters of an article that are shown at all
MOST_VERSIONS = 6
LONGEST_CHAIN = 12
_ROLES = {
    "number": "number",
    "measure": "harm",
    "party": "whose people",
    "population": "who",
    "source": "who says so",
    "as_of": "date",
    "scope": "what it covers",
    "qualifier": "qualifier",
    "status": "doubt",
    "place": "place",
}
_GAP = re.compile(r"(\s+)")
_LINES = re.compile(r"[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an article's text as it is shown."""

    text: str
    role: str | None = None  # what it decided, in words
    quoted: bool = False
    change: str | None = None  # "added", "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What an article said when it was read, and how that differs from the version before."""

    seen_at: str | None
    title: str
    difference: tuple[Piece, ...]  # empty: the first, or the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A number of the event's own series, up to its own."""

    claim: Claim
    event: str | None  # the first that told of it
    now: bool  # it is the event's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An event's page."""

    found: Explanation
    before: tuple[Piece, ...]  # of the text ahead of what is shown at once
    around: tuple[Piece, ...]
    after: tuple[Piece, ...]
    cut: bool  # the article is longer than is shown
    versions: tuple[Version, ...]
    chain: tuple[Step, ...]  # oldest first; empty but for a running total
    reviews: tuple[Mapping[str, Any], ...]
    url: str | None
    claim: str | None
    query: Mapping[str, str | None] | None  # the quantity's; None: it belongs to no topic
    page: str | None


def evidence_of(conn: sqlite3.Connection, event: str) -> Evidence:
    """All about an event; UsageError where there is none of that id."""
    db = reading(conn)
    found = explain(db, event)
    row = next(iter(db.query("SELECT * FROM events WHERE id = ?", (found.event.id,))))
    pieces = text_pieces(found.article, found.figure)
    before, around, after = _window(pieces)
    claim = row["claim"]
    keys = ("topic", "party", "population", "measure", "scope", "span", "per")
    return Evidence(
        found=found,
        before=before,
        around=around,
        after=after,
        cut=len(found.article.full_text) > LONGEST,
        versions=versions_of(conn, found.article.id),
        chain=tuple(_chain(db, claim)) if found.event.scope is Scope.CUMULATIVE else (),
        reviews=tuple(
            db.query(
                "SELECT r.*, EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id) AS undone FROM reviews r"
                " WHERE r.claim = ? ORDER BY r.id",
                (claim,),
            )
        ),
        url=neutral.link(found.article.url),
        claim=claim,
        query={key: row[key] for key in keys} if row["topic"] else None,
        page=found.page,
    )


def _chain(db: History, claim: str | None) -> Iterable[Step]:
    """What the source itself had said of the quantity until then, as far as it stands, and the claim itself."""
    rows = db.query(
        "SELECT s.*, (SELECT e.id FROM events e WHERE e.claim = s.id ORDER BY e.rowid LIMIT 1) AS event"
        " FROM claims c"
        " JOIN standing_claims s ON s.quantity = c.quantity AND ifnull(s.source, '') = ifnull(c.source, '')"
        " WHERE c.id = ? AND (s.id = c.id OR (s.stands AND s.as_of < c.as_of AND s.qualifier <> 'vague'))"
        " ORDER BY s.as_of DESC, s.low DESC LIMIT ?",
        (claim, LONGEST_CHAIN),
    )
    for row in reversed(list(rows)):
        yield Step(claim=claim_of(row), event=row["event"], now=row["id"] == claim)


def text_pieces(article: Article, figure: Figure | None) -> tuple[Piece, ...]:
    """An article's text in order; the quote and, inside its sentence, what decided each role are told apart."""
    text = article.full_text[:LONGEST]
    if figure is None:
        return (Piece(text=shown(text)),)
    marks = _apart(figure.marks, len(text))
    borders = sorted({0, len(text), figure.start, figure.end, *(edge for m in marks for edge in (m.start, m.end))})
    pieces = []
    for start, end in itertools.pairwise(borders):
        if end > len(text) or start >= end:
            continue
        role = next((mark.role for mark in marks if mark.start <= start and end <= mark.end), None)
        pieces.append(
            Piece(
                text=shown(text[start:end]),
                role=_ROLES.get(role, role.replace("_", " ")) if role else None,
                quoted=figure.start <= start and end <= figure.end,
            )
        )
    return tuple(pieces)


def shown(text: str) -> str:
    """A stretch of an article with its paragraphs and without characters that draw nothing or turn the direction."""
    lines = _LINES.split(text)
    plain = [spaced(line) for line in lines]
    return "\n\n".join(plain)


def versions_of(conn: sqlite3.Connection, article: str) -> tuple[Version, ...]:
    """The versions of an article, first to last, each with what is new and gone in it."""
    rows = conn.execute(
        "SELECT seen_at, title, text FROM articles WHERE id = ? ORDER BY rowid LIMIT ?", (article, MOST_VERSIONS)
    ).fetchall()
    found = []
    earlier: str | None = None
    for seen_at, title, text in rows:
        whole = f"{title or ''}\n{text}"[:LONGEST]
        pieces = () if earlier is None else tuple(difference(earlier, whole))
        found.append(Version(seen_at=seen_at, title=neutral.plain(title or "", 300), difference=pieces))
        earlier = whole
    return tuple(found)


def difference(before: str, after: str) -> Iterable[Piece]:
    """What a paragraph lost and gained, word by word; paragraphs that are the same are left out."""
    old, new = before.splitlines(), after.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        words_old, words_new = _GAP.split(" ¶ ".join(old[a:b])), _GAP.split(" ¶ ".join(new[c:d]))
        if len(words_old) * len(words_new) > 4_000_000:  # two long articles of one address: word by word says nothing
            yield Piece(text=shown("".join(words_old)), change="removed")
            yield Piece(text=shown("".join(words_new)), change="added")
            continue
        for kind, i, j, k, m in difflib.SequenceMatcher(None, words_old, words_new, autojunk=False).get_opcodes():
            if kind == "equal":
                yield Piece(text=spaced("".join(words_old[i:j])))
                continue
            if i < j:
                yield Piece(text=spaced("".join(words_old[i:j])), change="removed")
            if k < m:
                yield Piece(text=spaced("".join(words_new[k:m])), change="added")
        yield Piece(text="\n\n")


def spaced(text: str) -> str:
    """`neutral.plain`, with the blanks at both ends that keep neighbours apart."""
    words = neutral.plain(text)
    if not words:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def _apart(marks: Sequence[Mark], end: int) -> list[Mark]:
    """Of marks that overlap the first and longest stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.end <= end and mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _window(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces ahead of, around and behind the quote."""
    told = [i for i, piece in enumerate(pieces) if piece.quoted or piece.role]
    if not told:
        head = pieces[0].text if pieces else ""
        return (), (Piece(text=head[: 2 * CONTEXT]),), (Piece(text=head[2 * CONTEXT :]),)
    before, around, after = list(pieces[: told[0]]), list(pieces[told[0] : told[-1] + 1]), list(pieces[told[-1] + 1 :])
    if before and len(before[-1].text) > CONTEXT:
        whole = before.pop().text
        at = whole.rfind("\n\n", 0, len(whole) - CONTEXT)
        at = at + 2 if at >= 0 else 0
        before.append(Piece(text=whole[:at]))
        around.insert(0, Piece(text=whole[at:]))
    else:
        around, before = [*before, *around], []
    if after and len(after[0].text) > CONTEXT:
        whole = after.pop(0).text
        at = whole.find("\n\n", CONTEXT)
        at = at if at >= 0 else len(whole)
        around.append(Piece(text=whole[:at]))
        after.insert(0, Piece(text=whole[at:]))
    else:
        around, after = [*around, *after], []
    return tuple(before), tuple(around), tuple(p for p in after if p.text)

"""A published table and its layout in, known history out: each row a figure with its origin, silently, each once.

A row is kept like an article: its text is its cells, so that every number has the place that it stands in. Its events
are points of the past filled in: none of them ever alerts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from monitor.diff.series import digest, source_of
from monitor.diff.verdict import judge
from monitor.diff.when import bounds
from monitor.history.ledger import commit, past_for, version_of
from monitor.history.schema import History, faults, transaction
from monitor.layout import Layout, Part
from monitor.model import (
    Article,
    EventKind,
    Figure,
    Measure,
    Plan,
    Population,
    Qualifier,
    Rejection,
    Scope,
    Source,
    SourceKind,
    Status,
    Topic,
    Verdict,
)
from monitor.tables import quoted, suggestion
from monitor.tabular import Row, Table

DETECTOR = "import"  # in the place of a detector's version: the table's maker has read the sentence
LARGEST = 10**12
_NEWS = (EventKind.NEW, EventKind.UPDATE, EventKind.CONFLICT)
_NUMBER = re.compile(
    r"(\d{1,3}(?:[ ,'’\u00a0\u2009\u202f]\d{3})+|\d+)(?:\.0+)?\Z"
)  # 55,000; 55 000; 55000; JSON's 55000.0
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?\Z")
_PARTS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\Z")
Choice = TypeVar("Choice", Population, Measure, Scope, Status, Qualifier, SourceKind)
_URL = re.compile(r"https?://\S+\Z")


class _Told(NamedTuple):
    """A figure of a row, and how its source comes to numbers where the topic pack does not know it."""

    figure: Figure
    kind: SourceKind


class _Faulty(ValueError):
    """A cell that cannot be understood; the message says how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a table."""

    rows: int
    figures: int = 0  # kept anew, repeats of known ones among them
    known: int = 0  # rows that were imported before
    empty: int = 0  # rows without a number
    outside: int = 0  # figures that belong to no topic: dated before its beginning
    revised: int = 0  # figures that replace what an earlier import of the table said
    contested: int = 0  # figures that do not fit what else is known


def import_table(
    db: History,
    table: Table,
    layout: Layout,
    topics: Sequence[Topic],
    *,
    topic: Topic | None = None,
    on_rejection: Callable[[Rejection], None] = lambda _: None,
) -> Imported:
    """Keeps a table's rows, in the order of their dates, all or none; `topic` is that of rows that name none.

    A row that cannot be understood is told to `on_rejection` and left out. The same table again adds nothing; a row
    that says another number than at the last import is a correction.
    """
    packs = {one.id: one for one in topics}
    name = layout.title or Path(table.name).stem
    found: list[tuple[Row, tuple[_Told, ...], Topic]] = []
    empty = 0
    for row in table.rows:
        try:
            if row.fault is not None:
                raise _Faulty(row.fault)
            pack = _topic(row, layout, packs, topic)
            told = tuple(_told(row, layout, pack))
        except _Faulty as fault:
            on_rejection(Rejection(stage="import", subject=f"{table.name} {row.place}", reason=str(fault)))
            continue
        empty += not told
        if told:
            found.append((row, told, pack))
    found.sort(key=lambda one: (one[1][0].figure.as_of or "", one[0].number))
    done = Imported(rows=len(table.rows), empty=empty)
    with transaction(db):
        before = _imported(db)
        seen: dict[str, int] = {}
        for row, told, pack in found:
            figures = tuple(one.figure for one in told)
            article = _article(row, figures, pack, name, table.name, layout, seen)
            if (_subject(article.id), version_of(article)) in before:
                done = replace(done, known=done.known + 1)
                continue
            verdicts = _verdicts(db, article, figures, _with_sources(pack, told), name)
            commit(db, Plan(article=article, seen_at=None, verdicts=verdicts), detector=DETECTOR)
            events = [verdict.event for verdict in verdicts if verdict.event is not None]
            done = replace(
                done,
                figures=done.figures + len(figures),
                outside=done.outside + sum(one.claim is None and one.known is None for one in verdicts if one.figure),
                revised=done.revised + sum(event.event is EventKind.CORRECTION for event in events),
                contested=done.contested + sum(event.contested for event in events),
            )
    return done


def _verdicts(db: History, article: Article, figures: Sequence[Figure], topic: Topic, name: str) -> tuple[Verdict, ...]:
    """What the theory makes of a row; what would be news is a point of the past."""
    past = past_for(db, article, figures, (topic,))
    verdicts = []
    for one in judge(article, figures, (topic,), past):
        event = one.event
        if event is not None:
            kind = EventKind.BACKFILL if event.event in _NEWS else event.event
            event = replace(event, event=kind, why=f"Known history, from {name}. {event.why}")
        verdicts.append(replace(one, event=event))
    return tuple(verdicts)


def _with_sources(topic: Topic, told: Sequence[_Told]) -> Topic:
    """The topic with those sources of a row that its pack does not know."""
    added = {
        name: Source(id=name, name=name, kind=kind)
        for figure, kind in told
        for name in figure.sources
        if source_of(figure, topic) == (name, SourceKind.CLAIM) and all(source.id != name for source in topic.sources)
    }
    return replace(topic, sources=(*topic.sources, *added.values())) if added else topic


def _imported(db: History) -> frozenset[tuple[str, str]]:
    """What rows are about, each with the version that its table said at the last import, under whatever file's name."""
    with faults(db):
        sql = (
            "SELECT id, version FROM articles a WHERE rowid IN"
            " (SELECT max(rowid) FROM articles WHERE id >= 'i1' AND id < 'i2' GROUP BY id) AND EXISTS"
            " (SELECT 1 FROM figures WHERE article = a.id AND version = a.version AND detector = ?)"
        )
        return frozenset((_subject(row[0]), row[1]) for row in db.execute(sql, (DETECTOR,)))


def _subject(ident: str) -> str:
    """The part of a row's id that says what it is about; the rest names its table."""
    return ident.partition("-")[0]


def _article(
    row: Row,
    figures: Sequence[Figure],
    topic: Topic,
    name: str,
    file: str,
    layout: Layout,
    seen: dict[str, int],
) -> Article:
    """A row as it is kept. Its id is what it is about, so that another number for the same is a new version of it."""
    about = sorted(
        {
            "|".join(map(str, (one.party, one.population, one.measure, one.scope, one.place, one.span, one.sources)))
            for one in figures
        }
    )
    ident = digest("i1", topic.id, figures[0].as_of, *about)
    seen[ident] = seen.get(ident, 0) + 1
    if seen[ident] > 1:  # the table says several things of one date and source
        ident = digest("i1", ident, seen[ident])
    url = layout.read(row.cells, layout.parts[0]).get("url")
    return Article(
        id=f"{ident}-{digest('', name)[:8]}",
        text=_text(row.cells),
        url=url if url is not None and _URL.match(url) else None,
        outlet=name,
        topic=topic.id,
        name=f"{file} {row.place}",
    )


def _text(cells: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in cells.items())


def _topic(row: Row, layout: Layout, packs: Mapping[str, Topic], default: Topic | None) -> Topic:
    name = layout.read(row.cells, layout.parts[0]).get("topic")
    if name is None:
        if default is None:
            raise _Faulty("names no topic; give one for all rows with --value topic=ID")
        return default
    if name not in packs:
        raise _Faulty(f"topic: {quoted(name)} is not known; {suggestion(name, tuple(packs))}")
    return packs[name]


def _told(row: Row, layout: Layout, topic: Topic) -> Iterator[_Told]:
    """The figures of a row, one for each part of the layout whose columns hold a number."""
    text = _text(row.cells)
    for part in layout.parts:
        fields = layout.read(row.cells, part)
        low, high, qualifier = _bounds(fields, part)
        if low is None or high is None:
            continue
        start, end = _stretch(row.cells, part)
        sources = (fields["source"].casefold(),) if fields.get("source") else ()
        measure = fields.get("measure")
        if measure is None:
            raise _Faulty("says not what happened to the people; give it for all rows with --value measure=killed")
        figure = Figure(
            party=_party(fields.get("party"), topic),
            population=_choice(fields, "population", Population, Population.PEOPLE),
            measure=_choice(fields, "measure", Measure, Measure.KILLED),
            low=low,
            high=high,
            qualifier=qualifier,
            sources=sources,
            as_of=_date(fields.get("as_of"), layout.dates),
            scope=_choice(fields, "scope", Scope, Scope.CUMULATIVE),
            status=_choice(fields, "status", Status, Status.ASSERTED),
            quote=text[start:end],
            start=start,
            end=end,
            sentence=text,
            rule=DETECTOR,
            place=fields.get("place"),
            span=fields.get("span"),
            per=fields.get("per"),
        )
        yield _Told(figure, _choice(fields, "kind", SourceKind, SourceKind.CLAIM))


def _bounds(fields: Mapping[str, str], part: Part) -> tuple[int | None, int | None, Qualifier]:
    """A row's bounds and the word on them: `low` and `high` make a range, one of them alone a bound, else the number.

    A number between two bounds is an estimate's middle, and its bounds are what it says.
    """
    number, low, high = (_number(name, fields.get(name)) for name in ("number", "low", "high"))
    said = _choice(fields, "qualifier", Qualifier, Qualifier.EXACT) if "qualifier" in fields else None
    if low is not None and high is not None:
        if low > high:
            raise _Faulty(f"low: {low:,} is above high, {high:,}; exchange them")
        return low, high, said or (Qualifier.EXACT if low == high else Qualifier.RANGE)
    if number is not None:
        return number, number, said or Qualifier.EXACT
    if low is not None:
        return low, low, said or Qualifier.AT_LEAST
    return high, high, said or Qualifier.UP_TO


def _number(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    shape = _NUMBER.match(text)
    if not shape:
        raise _Faulty(f"{name}: {quoted(text)} is no whole number of people; write 55000 or 55,000")
    value = int(re.sub(r"\D", "", shape[1]))
    if value > LARGEST:
        raise _Faulty(f"{name}: {quoted(text)} is more people than there are; mend it")
    return value


def _date(text: str | None, order: str) -> str | None:
    """An ISO date in the precision that it has, from one or from a date in the layout's order."""
    if text is None:
        return None
    shape = _PARTS.match(text)
    iso = text[:16].replace(" ", "T")
    if shape and order != "iso":
        day, month = (shape[1], shape[2]) if order == "day/month/year" else (shape[2], shape[1])
        iso = f"{shape[3]}-{int(month):02}-{int(day):02}"
    elif shape:
        raise _Faulty(f"as_of: {quoted(text)} may be two dates; say which with --dates day/month/year, or write ISO")
    elif not _DAY.match(text):
        raise _Faulty(f"as_of: {quoted(text)} is no date; write 2025, 2025-02 or 2025-02-04")
    try:
        bounds(iso)
    except ValueError:
        raise _Faulty(f"as_of: {quoted(text)} is no day of the calendar; mend it") from None
    return iso


def _party(name: str | None, topic: Topic) -> str | None:
    """A party by its pack's id, name or a word of it; None: nobody's in particular."""
    if name is None:
        return None
    said = name.casefold()
    for party in topic.parties:
        if said in (party.id, party.name.casefold(), *(word.casefold() for word in party.words)):
            return party.id
    if topic.parties:
        raise _Faulty(
            f"party: {quoted(name)} is none of the topic's; {suggestion(said, [p.id for p in topic.parties])}"
        )
    return said


def _choice(fields: Mapping[str, str], name: str, kind: type[Choice], default: Choice) -> Choice:
    text = fields.get(name)
    if text is None:
        return default
    try:
        return kind(text.casefold().replace(" ", "_"))
    except ValueError:
        raise _Faulty(f"{name}: {quoted(text)} is not known; {suggestion(text, [one.value for one in kind])}") from None


def _stretch(cells: Mapping[str, str], part: Part) -> tuple[int, int]:
    """Where the number's cells stand in the row's text, from the first to the last of them."""
    columns = [part.columns[name] for name in ("low", "high", "number") if part.columns.get(name) in cells]
    at, first, last = 0, -1, 0
    for name, value in cells.items():
        if name in columns:
            start = at + len(name) + 2
            first = start if first < 0 else first
            last = start + len(value)
        at += len(f"{name}: {value}; ")
    return first, last

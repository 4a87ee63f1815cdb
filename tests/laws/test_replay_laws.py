"""HISTORY's laws of replays, each quoted, on made-up wars of a few weeks with several sources, slips and repeats."""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor.archive import Archive, read
from monitor.diff.interval import contested
from monitor.diff.verdict import judge
from monitor.history.ledger import commit, past_for
from monitor.history.report import rows
from monitor.history.schema import History, open_history
from monitor.model import Article, Event, EventKind, Figure, Page, Plan, Qualifier, Verdict
from monitor.packs import load_topic
from monitor.pipeline import process
from monitor.records import event_record
from monitor.replay import replay
from tests.builders import article, figure
from tests.diff.memory import Memory

WAR = load_topic("russia-ukraine")
SPEAKERS = ("Zelensky", "Trump", "The United Nations")
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

story = st.tuples(
    st.integers(1, 28),  # day
    st.sampled_from((45_000, 45_100, 46_200, 46_000, 47_350, 52_000)),
    st.sampled_from(("", "about ", "more than ")),
    st.sampled_from(SPEAKERS),
    st.sampled_from("ABC"),  # outlet
    st.booleans(),  # an edit of the outlet's last article
)


def told(stories: Sequence[tuple[int, int, str, str, str, bool]]) -> list[dict[str, Any]]:
    """One line each, at moments of their own, so that their order is one."""
    found: list[dict[str, Any]] = []
    last: dict[str, str] = {}
    for number, (day, low, word, who, outlet, edit) in enumerate(sorted(stories, key=lambda one: one[0])):
        url = last[outlet] if edit and outlet in last else f"https://{outlet.lower()}.example/{number}"
        last[outlet] = url
        text = f"{who} said that {word}{low:,} Ukrainian soldiers had been killed in the war against Russia."
        published = f"2025-03-{day:02}T{number:02}:00:00Z"
        found.append({"url": url, "text": text, "published": published, "lang": "en", "outlet": outlet})
    return found


@contextmanager
def files(*pieces: Sequence[dict[str, Any]]) -> Iterator[list[Path]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.jsonl" for n in range(len(pieces))]
        for path, piece in zip(paths, pieces, strict=True):
            path.write_text("\n".join(map(json.dumps, piece)), "utf-8")
        yield paths


def records(events: Sequence[Event] | Iterator[Event]) -> list[str]:
    return [json.dumps(event_record(event)) for event in events]


@few
@given(st.lists(story, max_size=7), st.randoms(use_true_random=False))
def test_the_same_archive_gives_the_same_events(stories: Any, chance: Any) -> None:
    """The same archive replayed into two fresh databases gives the same events: time is the page's own time, never the
    clock's. In a shuffled file too: the order is the publication's."""
    lines = told(stories)
    shuffled = list(lines)
    chance.shuffle(shuffled)
    with files(lines, shuffled) as (one, two):
        assert records(replay(one)) == records(replay(one)) == records(replay(two))


@few
@given(st.lists(story, max_size=7), st.integers(0, 7))
def test_a_replay_cut_into_pieces_gives_the_events_of_one_run(stories: Any, cut: int) -> None:
    """A replay cut into pieces along its order gives the events of one run."""
    lines = told(stories)
    with files(lines, lines[:cut], lines[cut:]) as (whole, first, second):
        db = open_history(":memory:")
        pieces = [*replay(first, database=db), *replay(second, database=db)]
        one = open_history(":memory:")
        assert records(pieces) == records(replay(whole, database=one))
        assert rows(db) == rows(one)


@few
@given(st.lists(story, max_size=6))
def test_the_same_archive_again_changes_nothing(stories: Any) -> None:
    """CONTRACT: replaying the same archive into the same database again changes nothing and prints no event."""
    with files(told(stories)) as (path,):
        db = open_history(":memory:")
        list(replay(path, database=db))
        before = list(db.conn.iterdump())
        assert list(replay(path, database=db)) == []
        assert list(db.conn.iterdump()) == before


@settings(max_examples=6, deadline=None)
@given(st.lists(story, min_size=1, max_size=5))
def test_replaying_the_warc_of_a_live_run_gives_its_events(stories: Any) -> None:
    """Replaying the WARC of a live run, in order of capture, gives the events of the live run."""
    with tempfile.TemporaryDirectory() as folder:
        archive, db, live = Archive(Path(folder)), open_history(":memory:"), list[Event]()
        for hour, line in enumerate(told(stories)):
            body = f"<html><body><article><h1>News</h1><p>{line['text']}</p></article></body></html>".encode()
            captured = dt.datetime(2025, 4, 1, hour, tzinfo=dt.UTC)
            hints = {key: line[key] for key in ("url", "published", "lang", "outlet")}
            reference = archive.append(Page(body=body, captured=captured, **hints))
            page = archive.read_one(reference)
            live += process(page, db, topics=(WAR,)).events
            assert process(page, db, topics=(WAR,)).events == ()  # the same page twice is one
        path = Path(folder) / "2025-04.warc.gz"
        assert len(list(read(path))) == len(stories)
        assert records(replay(path)) == records(live)


def changes(verdicts: Sequence[Verdict]) -> list[str]:
    return [repr((one.known, one.unaccepted, one.accepted, one.withdrawn, one.event)) for one in verdicts]


claim_like = st.tuples(
    st.integers(0, 30),  # month of the war
    st.integers(-3, 3),  # how far the number is off the line, in parts of 100
    st.sampled_from(Qualifier),
    st.sampled_from(("zelensky", "trump", "un", "us-officials", "mediazona", None)),
)


def figures_of(number: int, one: tuple[int, int, Qualifier, str | None]) -> tuple[Article, Figure]:
    month, off, qualifier, source = one
    low = (10_000 + 2_000 * month) * (100 + off) // 100
    text = f"{low} soldiers were killed, article {number}"
    as_of = f"{2022 + (month + 2) // 12}-{(month + 2) % 12 + 1:02}-15"
    sources = (source,) if source else ()
    made = figure(low, quote=str(low), qualifier=qualifier, sources=sources, as_of=as_of)
    return article(f"In Ukraine {text}", id=f"a{number}"), Figure(
        **{name: getattr(made, name) for name in Figure.__dataclass_fields__} | {"start": 11, "end": 11 + len(str(low))}
    )


def handle(db: History, told: Article, made: Figure, whole: int) -> tuple[list[str], set[str | None], set[str | None]]:
    """What changed and what it says, whom its backfills name against it, and who is in contest as it was read."""
    past = past_for(db, told, (made,), (WAR,), whole=whole)
    verdicts = judge(told, (made,), (WAR,), past)
    commit(db, Plan(article=told, seen_at=told.published, verdicts=verdicts))
    changes = [(verdict.known, verdict.unaccepted, verdict.accepted) for verdict in verdicts]
    events = [verdict.event for verdict in verdicts if verdict.event is not None]
    named = {claim.source for event in events if event.event is EventKind.BACKFILL for claim in event.against}
    out = contested(past.claims)
    return [repr(changes), *map(repr, map(plain, events))], named, {c.source for c in past.claims if c.id in out}


def plain(event: Event) -> Event:
    """The event with no word on what is contested, nor, where it fills the past, on whom that leaves against it."""
    if event.event is EventKind.BACKFILL:
        event = replace(event, against=(), why=event.why.split(": ")[0])
    return replace(
        event,
        contested=False,
        previous=event.previous and replace(event.previous, contested=False),
        against=tuple(replace(claim, contested=False) for claim in event.against),
    )


@many
@given(st.lists(claim_like, max_size=40))
@example(stories=[
    (0, 0, Qualifier.EXACT, "us-officials"), (0, 1, Qualifier.EXACT, "us-officials"),
    (2, 1, Qualifier.EXACT, "zelensky"), (2, -1, Qualifier.EXACT, "us-officials"),
    (0, 0, Qualifier.EXACT, "zelensky"), (3, 0, Qualifier.EXACT, "un"), (2, 0, Qualifier.EXACT, "un"),
])  # fmt: skip
def test_what_is_left_unread_would_not_have_changed_a_verdict(stories: Any) -> None:
    """A quantity with many claims is read in part; the verdicts are those of reading it whole, and so are the series.

    But for `contested`: who has to give way is weighed by how much each source says, so the page weighs it anew. A
    backfill, which wakes nobody, leaves out of what contradicts it whoever gives way: there the two readings may differ
    in a source that is in contest, and in no other.
    """
    part, whole = open_history(":memory:"), open_history(":memory:")
    for number, one in enumerate(stories):
        told, made = figures_of(number, one)
        (some, named, out), (every, against, given_way) = handle(part, told, made, 0), handle(whole, told, made, 10_000)
        assert some == every
        assert named ^ against <= out | given_way


@many
@given(st.lists(st.tuples(claim_like, st.booleans()), max_size=25))
def test_the_database_remembers_what_a_plain_fold_of_the_verdicts_does(stories: Any) -> None:
    """DESIGN: read, think, write. What is read back is all that the verdicts add up to, copies of one text too."""
    db, memory = open_history(":memory:"), Memory(topics=(WAR,))
    for number, (one, copy) in enumerate(stories):
        told, made = figures_of(0 if copy else number, one)
        told = replace(told, id=f"a{number}")
        past = past_for(db, told, (made,), (WAR,), whole=10_000)
        verdicts = judge(told, (made,), (WAR,), past)
        commit(db, Plan(article=told, seen_at=told.published, verdicts=verdicts))
        assert changes(verdicts) == changes(memory.hear(told, (made,)))
    known = {row["id"]: (row["stands"], row["withdrawn"]) for row in db.query("SELECT * FROM standing_claims")}
    assert known == {ident: (claim.accepted, claim.withdrawn) for ident, claim in memory.claims.items()}

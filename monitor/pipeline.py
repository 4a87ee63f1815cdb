"""The corridor: one page or article in, one committed plan out, and what came of it told.

Read, think, write: the history that matters is read, pure functions give a verdict on each figure, and article,
figures, events and alerts are written in one transaction. Its clock is the page's own time.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.alerts.hearing import alerts_of
from monitor.clean import clean
from monitor.detect.detector import detect
from monitor.diff.verdict import judge
from monitor.errors import ConfigError
from monitor.history.ledger import commit, is_seen, past_for, reject, version_of
from monitor.history.review import muted
from monitor.history.schema import History, transaction
from monitor.model import AlertRule, Article, Detection, Event, Page, Plan, Rejection, Topic
from monitor.packs import GENERIC, topic_for_detect
from monitor.worker import Worker

ANY = Topic(id=GENERIC, title="Any conflict or disaster")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one page."""

    article: Article | None = None  # None: the page gave none
    events: tuple[Event, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    known: bool = False  # this very version was handled before: nothing was done


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An article that was read and not yet judged."""

    article: Article
    topics: tuple[Topic, ...] = ()  # that it is held against
    detection: Detection | None = None  # None: this very version was handled before, or it was refused
    refused: Rejection | None = None  # why; None: it was not


def process(
    found: Page | Article | Rejection,
    db: History,
    *,
    topics: Sequence[Topic],
    rules: Sequence[AlertRule] = (),
    worker: Worker | None = None,
    seen_at: dt.datetime | None = None,
    live: bool = False,
) -> Outcome:
    """Handles one page of an archive whole, or not at all where the program dies in between.

    `topics` are the configured ones; an article with a topic of its own belongs to that. `rules` are the channels that
    hear of it: none for a silent replay. `seen_at` is the page's own time of capture where an `Article` is passed whose
    page had one. `live`: its alerts are queued by the clock and not at the page's own time, as in a replay.
    """
    if isinstance(found, Page):
        seen_at = found.captured
        found = clean(found, worker)
    if isinstance(found, Rejection):
        reject(db, found)
        return Outcome(rejections=(found,))
    return conclude(db, look(db, found, topics=topics), rules=rules, seen_at=seen_at, live=live)


def look(db: History, article: Article, *, topics: Sequence[Topic]) -> Looked:
    """The first half of an article's way, which writes nothing: what there is in it, where it is a new version."""
    if is_seen(db, article.id, version_of(article)):
        return Looked(article=article)
    try:
        wanted = topics_of(article, topics)
    except ConfigError as fault:
        said = Rejection(stage="detect", subject=article.name or article.id, reason=str(fault))
        return Looked(article=article, refused=said)
    return Looked(article=article, topics=wanted, detection=detect(article, () if wanted == (ANY,) else wanted))


def conclude(
    db: History,
    looked: Looked,
    *,
    rules: Sequence[AlertRule] = (),
    seen_at: dt.datetime | None = None,
    live: bool = False,
) -> Outcome:
    """The second half: a verdict on each figure, committed; options as of `process`."""
    article = looked.article
    if looked.refused is not None:
        reject(db, looked.refused)
        return Outcome(article=article, rejections=(looked.refused,))
    if looked.detection is None:
        return Outcome(article=article, known=True)
    return remember(db, article, looked.detection, topics=looked.topics, rules=rules, seen_at=seen_at, live=live)


def remember(
    db: History,
    article: Article,
    detection: Detection,
    *,
    topics: Sequence[Topic],
    rules: Sequence[AlertRule] = (),
    seen_at: dt.datetime | None = None,
    live: bool = False,
) -> Outcome:
    """Judges what was detected in an article and commits it, in one transaction."""
    with transaction(db):  # what the verdicts were made of is still so when they are written
        own = _iso(seen_at) if seen_at else article.published
        past = past_for(db, article, detection.figures, topics, seen_at=own)
        if past.seen:
            return Outcome(article=article, known=True)
        verdicts = judge(article, detection.figures, topics, past)
        events = tuple(verdict.event for verdict in verdicts if verdict.event is not None)
        plan = Plan(
            article=article,
            seen_at=own,
            verdicts=verdicts,
            rejections=detection.rejections,
            alerts=alerts_of(db, verdicts, rules, topics, _silent(db, seen_at, article)) if rules else (),
        )
        commit(db, plan, now=None if live else _own_time(seen_at, article))
    return Outcome(article=article, events=events, rejections=detection.rejections)


def _silent(db: History, seen_at: dt.datetime | None, article: Article) -> Callable[[Sequence[Event]], frozenset[str]]:
    """What tells the ids of events that an editor has muted for the page's own day."""
    day = _iso(seen_at)[:10] if seen_at else (article.published or "")[:10]
    return lambda events: muted(db, events, day)


def topics_of(article: Article, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics to hold an article against: its own where it has one (`ANY` for "generic"), else the configured ones.

    Raises ConfigError where its own is none that is known.
    """
    if article.topic is None:
        return tuple(topics)
    return (topic_for_detect(article.topic, topics) or ANY,)


def _own_time(seen_at: dt.datetime | None, article: Article) -> dt.datetime | None:
    """The page's own time, which is the clock of a replay; None: it has none."""
    try:
        moment = seen_at or (dt.datetime.fromisoformat(article.published) if article.published else None)
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment is not None and moment.tzinfo is None else moment


def _iso(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

"""The verdicts on one page and the history in, the page's alerts out: by the rules, and to whom more is owed.

Who was told of a number hears that it is wrong or contradicted, whatever the filters of his channel say of such. A jump
far above a series goes out at once and says that one text alone has it: it is never dropped, and never told as sure. A
channel that asks for corroborated figures alone (`grade = ["corroborated"]`) hears of a number when a second
independent text has it: not of that repeat, which never alerts, but of the event that the number was first told by.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from monitor.alerts.message import Told
from monitor.alerts.rules import alerts_for, is_jump, is_news
from monitor.diff.grade import Grade, grade_at
from monitor.diff.when import bounds
from monitor.history import notices
from monitor.history.rows import article_of, event_of
from monitor.history.schema import History
from monitor.model import Alert, AlertRule, Event, EventKind, Topic, Verdict

_LEAST = dt.timedelta(days=1)  # that a first report may wait for its second witness, in a fast disaster too


def alerts_of(
    db: History,
    verdicts: Sequence[Verdict],
    rules: Sequence[AlertRule],
    topics: Sequence[Topic],
    muted: Callable[[Sequence[Event]], frozenset[str]],
) -> tuple[Alert, ...]:
    """The alerts of one page; `muted` tells the ids of events of which nobody is to hear. Only reads the history."""
    grades: dict[str, Grade] = {}
    owed: dict[str, dict[str, Told]] = {}
    lone: set[str] = set()
    told: list[Event] = []
    for verdict in verdicts:
        event = verdict.event
        if event is None:
            continue
        told.append(event)
        grades[event.id] = grade_at(event, verdict.witnesses, gone=verdict.figure is None and not verdict.witnesses)
        changed = [claim.id for claim in event.against]
        if event.event is EventKind.CORRECTION:
            changed += [*verdict.withdrawn, *((event.previous.id,) if event.previous is not None else ())]
        if changed and is_news(event):
            found = notices.told_of(db, changed)
            owed[event.id] = {name: Told(event=one.event, title=one.title, at=one.at) for name, one in found.items()}
        if verdict.witnesses == 1 and is_jump(event) and not _told_elsewhere(db, event):
            lone.add(event.id)
    silent = muted(told)
    heard = [event for event in told if event.id not in silent]
    late = [event for event in _corroborated(db, verdicts, topics) if event.id not in muted([event])]
    patient = [rule for rule in rules if Grade.CORROBORATED in rule.grade and Grade.SINGLE not in rule.grade]
    return (
        *alerts_for(heard, rules, topics, grades=grades, owed=owed, lone=lone),
        *alerts_for(late, patient, topics, grades=dict.fromkeys((one.id for one in late), Grade.CORROBORATED)),
    )


def _corroborated(db: History, verdicts: Sequence[Verdict], topics: Sequence[Topic]) -> Iterator[Event]:
    """The first events of numbers that have just got their second witness, while they are news: not a recall's."""
    for verdict in verdicts:
        if not verdict.corroborates or verdict.event is None:
            continue
        rows = list(db.query("SELECT * FROM events WHERE claim = ? ORDER BY rowid LIMIT 1", (verdict.known,)))
        for row in rows:
            page = next(
                db.query("SELECT * FROM articles WHERE id = ? AND version = ?", (row["article"], row["version"]))
            )
            first = event_of(row, article_of(page))
            if is_news(first) and _is_fresh(first, verdict.event, topics) and not _is_baseline(db, page["page"]):
                yield first


def _is_baseline(db: History, page: str | None) -> bool:
    """Whether an archived page came with its watch's first poll: what that brought was told in one summary."""
    if page is None or db.execute("SELECT 1 FROM sqlite_master WHERE name = 'arrivals'").fetchone() is None:
        return False
    return db.execute("SELECT 1 FROM arrivals WHERE reference = ? AND silent", (page,)).fetchone() is not None


def _told_elsewhere(db: History, event: Event) -> bool:
    """Whether another source has a number of the same that is about as high: then the jump is no lone one."""
    sql = (
        "SELECT 1 FROM standing_claims WHERE topic IS ? AND party IS ? AND population = ? AND measure = ? AND scope = ?"
        " AND place IS ? AND source IS NOT ? AND high * 10 >= ? * 9 AND NOT withdrawn LIMIT 1"
    )
    kind = (event.topic, event.party, event.population.value, event.measure.value, event.scope.value)
    return db.execute(sql, (*kind, event.place, event.source, event.low)).fetchone() is not None


def _is_fresh(first: Event, second: Event, topics: Sequence[Topic]) -> bool:
    since, now = first.article.published, second.article.published
    if since is None or now is None:
        return False
    patience = next((topic.same_time for topic in topics if topic.id == first.topic), _LEAST)
    return bounds(now)[0] - bounds(since)[0] <= max(patience, _LEAST)

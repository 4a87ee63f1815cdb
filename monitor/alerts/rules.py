"""Events and `[[alert]]` rules in, alerts out: who hears of what.

HISTORY's laws stand above every rule: a repeat and a point of the past filled in never alert, nor does an order of
magnitude ("tens of thousands") or a hypothetical number, even where a rule lists their kind.
"""

import hashlib
from collections.abc import Mapping, Sequence

from monitor.alerts.message import compose
from monitor.diff.grade import Grade, grade_at
from monitor.model import Alert, AlertRule, Event, EventKind, Qualifier, Status, Topic

_SILENT_KINDS = frozenset({EventKind.REPEAT, EventKind.BACKFILL})


def alerts_for(
    events: Sequence[Event],
    rules: Sequence[AlertRule],
    topics: Sequence[Topic] = (),
    *,
    grades: Mapping[str, Grade] | None = None,
    owed: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Alert, ...]:
    """One alert per event and channel that hears of it, in the order of the events, then of the rules.

    `topics` give the display names of parties and sources; `grades` are those of the events' figures by the events'
    ids, else what an event alone tells; `owed` are the channels that hear of an event whatever their filters say, as
    they were told what it corrects. The same events and rules give the same alerts, ids too.
    """
    known, must = grades or {}, owed or {}
    return tuple(
        Alert(id=alert_id(rule.name, (event.id,)), channel=rule.name, message=compose((event,), topics))
        for event in events
        if is_news(event)
        for rule in rules
        if rule.name in must.get(event.id, ()) or hears(rule, event, known.get(event.id))
    )


def is_news(event: Event) -> bool:
    """Whether the event may alert at all, whatever the rules say."""
    return (
        event.event not in _SILENT_KINDS
        and event.qualifier is not Qualifier.VAGUE
        and event.status is not Status.HYPOTHETICAL
    )


def hears(rule: AlertRule, event: Event, grade: Grade | None = None) -> bool:
    """Whether every filter of the rule lets the event through; an empty filter lets everything through.

    A figure without a party, source or topic passes no filter that names some. `grade` is its figure's; None: what the
    event alone tells.
    """
    return (
        event.event in rule.events
        and (not rule.topics or event.topic in rule.topics)
        and (not rule.parties or event.party in rule.parties)
        and (not rule.populations or event.population in rule.populations)
        and (not rule.measures or event.measure in rule.measures)
        and (not rule.sources or event.source in rule.sources)
        and (not rule.scope or event.scope in rule.scope)
        and (not rule.grade or (grade or grade_at(event)) in rule.grade)
        and event.high >= rule.min
    )


def alert_id(channel: str, events: Sequence[str]) -> str:
    """A short stable id from the channel's name and the ids of the events; "01" is the version of this recipe."""
    return "01" + hashlib.blake2b("\n".join(["alert", channel, *events]).encode(), digest_size=8).hexdigest()

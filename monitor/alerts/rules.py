"""Events and `[[alert]]` rules in, alerts out: who hears of what.

HISTORY's laws stand above every rule: a repeat and a point of the past filled in never alert, nor does an order of
magnitude ("tens of thousands") or a hypothetical number, even where a rule lists their kind.
"""

import hashlib
from collections.abc import Sequence

from monitor.alerts.message import compose
from monitor.model import Alert, AlertRule, Event, EventKind, Qualifier, Status, Topic

_SILENT_KINDS = frozenset({EventKind.REPEAT, EventKind.BACKFILL})


def alerts_for(events: Sequence[Event], rules: Sequence[AlertRule], topics: Sequence[Topic] = ()) -> tuple[Alert, ...]:
    """One alert per event and channel that hears of it, in the order of the events, then of the rules.

    `topics` give the display names of parties and sources. The same events and rules give the same alerts, ids too.
    """
    return tuple(
        Alert(id=alert_id(rule.name, (event.id,)), channel=rule.name, message=compose((event,), topics))
        for event in events
        if is_news(event)
        for rule in rules
        if hears(rule, event)
    )


def is_news(event: Event) -> bool:
    """Whether the event may alert at all, whatever the rules say."""
    return (
        event.event not in _SILENT_KINDS
        and event.qualifier is not Qualifier.VAGUE
        and event.status is not Status.HYPOTHETICAL
    )


def hears(rule: AlertRule, event: Event) -> bool:
    """Whether every filter of the rule lets the event through; an empty filter lets everything through.

    A figure without a party, source or topic passes no filter that names some.
    """
    return (
        event.event in rule.events
        and (not rule.topics or event.topic in rule.topics)
        and (not rule.parties or event.party in rule.parties)
        and (not rule.populations or event.population in rule.populations)
        and (not rule.measures or event.measure in rule.measures)
        and (not rule.sources or event.source in rule.sources)
        and (not rule.scope or event.scope in rule.scope)
        and event.high >= rule.min
    )


def alert_id(channel: str, events: Sequence[str]) -> str:
    """A short stable id from the channel's name and the ids of the events; "01" is the version of this recipe."""
    return "01" + hashlib.blake2b("\n".join(["alert", channel, *events]).encode(), digest_size=8).hexdigest()

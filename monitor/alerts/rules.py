"""Events and `[[alert]]` rules in, alerts out: who hears of what.

HISTORY's laws stand above every rule: a repeat and a point of the past filled in never alert, nor does an order of
magnitude ("tens of thousands") or a hypothetical number, even where a rule lists their kind.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence

from monitor.alerts.message import Told, compose
from monitor.diff.grade import Grade, grade_at
from monitor.model import Alert, AlertRule, Event, EventKind, Qualifier, Status, Topic

NEWS, FAULTS = "news", "faults"  # what a channel can hear of
# In the sample story of three years the largest true step of one source is 31,000 to 43,000: 1.4 times as many
JUMP_LEAST = 100  # from 3 to 12 dead in a strike's first hours is no jump

_SILENT_KINDS = frozenset({EventKind.REPEAT, EventKind.BACKFILL})


def alerts_for(
    events: Sequence[Event],
    rules: Sequence[AlertRule],
    topics: Sequence[Topic] = (),
    *,
    grades: Mapping[str, Grade] | None = None,
    owed: Mapping[str, Mapping[str, Told]] | None = None,
    lone: Collection[str] = (),
) -> tuple[Alert, ...]:
    """One alert per event and channel that hears of it, in the order of the events, then of the rules.

    `topics` give the display names of parties and sources; `grades` are those of the events' figures by the events'
    ids, else what an event alone tells; `owed` are the channels that hear of an event whatever their filters say, with
    what they were told that it corrects or contradicts; `lone` are the ids of events that jump far on one text's word.
    The same events and rules give the same alerts, ids too.
    """
    known, must = grades or {}, owed or {}
    alerts = []
    for event in filter(is_news, events):
        before = must.get(event.id, {})
        for rule in rules:
            told = before.get(rule.name) if NEWS in rule.hears else None
            if told is not None or hears(rule, event, known.get(event.id)):
                message = compose((event,), topics, lone=event.id in lone, follows=told)
                ident = alert_id(rule.name, (event.id,))
                alerts.append(
                    Alert(id=ident, channel=rule.name, message=message, kind=event.event.value, story=story(event))
                )
    return tuple(alerts)


def story(event: Event) -> tuple[str, ...]:
    """By what an event belongs to others of its window: its article, and whose what of which kind it counts."""
    subject = (event.topic, event.party, event.measure, event.scope, event.place)
    return f"article {event.article.id}", "subject " + "/".join(part or "" for part in subject)


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
        NEWS in rule.hears
        and event.event in rule.events
        and (not rule.topics or event.topic in rule.topics)
        and (not rule.parties or event.party in rule.parties)
        and (not rule.populations or event.population in rule.populations)
        and (not rule.measures or event.measure in rule.measures)
        and (not rule.sources or event.source in rule.sources)
        and (not rule.scope or event.scope in rule.scope)
        and (not rule.grade or (grade or grade_at(event)) in rule.grade)
        and event.high >= rule.min
        and _steps(rule, event)
    )


def is_jump(event: Event) -> bool:
    """Whether an update lies so far above its series that one text's word for it should be looked at twice."""
    known = event.previous
    if known is None or event.event is not EventKind.UPDATE or Qualifier.VAGUE in (known.qualifier, event.qualifier):
        return False
    return event.low - known.high >= JUMP_LEAST and 2 * event.low >= 3 * known.high


def _steps(rule: AlertRule, event: Event) -> bool:
    """Whether the event lies far enough from what was known; a first number has nothing to lie near to.

    As `min` does, it asks what the number can be at most: the farthest ends of two ranges, the farthest of several.
    """
    known = [claim for claim in (event.previous, *event.against) if claim is not None]
    if not known or not (rule.change or rule.percent):
        return True
    steps = [(max(event.high - claim.low, claim.high - event.low), claim.high) for claim in known]
    return any(step >= rule.change and step * 100 >= rule.percent * before for step, before in steps)


def alert_id(channel: str, events: Sequence[str]) -> str:
    """A short stable id from the channel's name and the ids of the events; "01" is the version of this recipe."""
    return "01" + hashlib.blake2b("\n".join(["alert", channel, *events]).encode(), digest_size=8).hexdigest()

"""The events of a watch's first poll come in, one summary for each channel goes out: what is known from now on.

A new watch brings the figures of weeks at once. None of them is news, and a desk that got forty messages would mute the
channel; but it should know that the watch works and what it starts from.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.alerts import neutral
from monitor.alerts.layout import Part
from monitor.alerts.message import message
from monitor.alerts.rules import alert_id, hears, is_news
from monitor.alerts.words import date, number, source_name, what
from monitor.model import Alert, AlertRule, Event, Line, Message, Scope, Topic

SHOWN = 5  # of the latest figures


def baseline_alerts(
    watch: str, events: Sequence[Event], rules: Sequence[AlertRule], topics: Sequence[Topic] = ()
) -> tuple[Alert, ...]:
    """One message to every channel that would have heard of one of the events; none where there is no such event."""
    alerts = []
    for rule in (replace(rule, grade=()) for rule in rules):  # how well a start is witnessed is no question yet
        told = [event for event in events if is_news(event) and hears(rule, event)]
        if told:
            message = _summary(watch, told, topics)
            alerts.append(
                Alert(id=alert_id(rule.name, ("baseline", watch, *message.events)), channel=rule.name, message=message)
            )
    return tuple(alerts)


def _summary(watch: str, events: Sequence[Event], topics: Sequence[Topic]) -> Message:
    totals_first = sorted(events, key=lambda event: (event.scope is Scope.CUMULATIVE, event.as_of or ""), reverse=True)
    latest = totals_first[:SHOWN]
    count = f"{len(events)} figure{'' if len(events) == 1 else 's'} known"
    name = neutral.plain(watch, 100)
    top = latest[0]
    first = f"The first reading of {name}. You will hear of what is new from now on. The latest:"
    lines = [
        f"{what(event, topics)}: {number(event.low, event.high, event.qualifier)} "
        f"({source_name(event.source, event.topic, topics)}, {date(event.as_of)})"
        for event in latest
    ]
    if len(events) > len(latest):
        lines.append(f"and {len(events) - len(latest)} more")
    ids = tuple(event.id for event in latest)
    title = f"BASELINE · {name}: {count}, latest {number(top.low, top.high, top.qualifier)} ({what(top, topics)})"
    return message(title, ids, [Line(role=Part.TEXT, text=line) for line in (first, *lines)], of=("baseline", watch))

"""What has gone wrong in the watching itself in, the words for ops out: a watch, or a channel that takes no messages.

Each is told when it begins, a watch's again each day until somebody has it (`ack`), and when it is over. What befell
a message that told of a channel's trouble is told to nobody: two dead ops channels would write to each other for ever.
"""

import datetime as dt
from collections.abc import Sequence

from monitor.alerts import neutral
from monitor.alerts.layout import Part
from monitor.alerts.message import message
from monitor.alerts.rules import FAULTS, alert_id
from monitor.history.notices import FAULT, RECOVERED
from monitor.model import Alert, AlertRule, Line

_NAME_LIMIT = 100
_OF_CHANNEL = "x"  # begins the ids of what befell a channel's message, with the number of its row


def of_watch(number: int, watch: str, kind: str, reason: str, at: str, rules: Sequence[AlertRule]) -> tuple[Alert, ...]:
    """What ops are told of a watch's event of that number; `kind` is that of `monitor.blindness`."""
    name = neutral.plain(watch, _NAME_LIMIT)
    over = kind == "recovered"
    again = kind.startswith(("still", "is still"))
    head = "RECOVERED" if over else "FAULT, reminder" if again else "FAULT"
    ident = f"w{number}"
    lines = [Line(role=Part.TEXT, text=f"Noticed on {moment(at)}.")]
    if not over:
        lines.append(Line(role=Part.TEXT, text=f"No daily reminder after: casualty-monitor ack {ident} --by YOUR-NAME"))
    title = f"{head} · watch {name} {'is well again' if over else neutral.plain(kind)}: {neutral.plain(reason, 300)}"
    kind = RECOVERED if over else FAULT
    return _to_ops(ident, title, lines, kind, watch_story(watch), rules)


def of_channel(
    number: int, channel: str, title: str, reason: str, *, dead: bool, rules: Sequence[AlertRule]
) -> tuple[Alert, ...]:
    """What the other ops channels are told when a message waits for long, or was given up (`dead`)."""
    name = neutral.plain(channel, _NAME_LIMIT)
    words = "has not got an alert, which was given up" if dead else "takes no messages"
    lines = [
        Line(role=Part.TEXT, text=f"Not sent: {neutral.plain(title, 300)}"),
        Line(
            role=Part.TEXT,
            text="Mend the channel (casualty-monitor doctor), then send it: casualty-monitor once --dead"
            if dead
            else "It is tried again each hour for a day; what comes after it waits behind it, in its order.",
        ),
    ]
    ident = f"{_OF_CHANNEL}{number}-{'dead' if dead else 'late'}"
    heading = f"FAULT · channel {name} {words}: {neutral.plain(reason, 300)}"
    others = [rule for rule in rules if rule.name != channel]
    return _to_ops(ident, heading, lines, FAULT, channel_story(channel), others)


def channel_well(number: int, channel: str, rules: Sequence[AlertRule]) -> tuple[Alert, ...]:
    """What they are told when it takes messages again."""
    name = neutral.plain(channel, _NAME_LIMIT)
    others = [rule for rule in rules if rule.name != channel]
    title = f"RECOVERED · channel {name} takes messages again"
    lines = [Line(role=Part.TEXT, text="What waited for it is sent in its order.")]
    return _to_ops(f"{_OF_CHANNEL}{number}-well", title, lines, RECOVERED, channel_story(channel), others)


def tells_of_channels(events: Sequence[str]) -> bool:
    """Whether a message tells of channels' troubles alone."""
    return all(event.startswith(_OF_CHANNEL) and event.endswith(("-late", "-dead", "-well")) for event in events)


def watch_story(watch: str) -> str:
    """The story that all troubles of a watch belong to."""
    return f"watch {watch}"


def channel_story(channel: str) -> str:
    """The story that all troubles of a channel belong to."""
    return f"channel {channel}"


def moment(at: str) -> str:
    """A moment as ops read it.

    >>> moment("2026-02-05T03:00:00.000000Z")
    '5 Feb 2026, 03:00 UTC'
    """
    return f"{dt.datetime.fromisoformat(at).astimezone(dt.UTC):%-d %b %Y, %H:%M} UTC"


def _to_ops(
    ident: str, title: str, lines: Sequence[Line], kind: str, story: str, rules: Sequence[AlertRule]
) -> tuple[Alert, ...]:
    told = message(title, (ident,), lines)
    return tuple(
        Alert(id=alert_id(rule.name, (ident,)), channel=rule.name, message=told, kind=kind, story=(story,))
        for rule in rules
        if FAULTS in rule.hears
    )

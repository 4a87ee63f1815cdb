"""What waits for each channel in, the messages whose time has come out: windows, quiet hours and digests. Pure.

An outlet's interview brings five figures within seconds, ten outlets carry it within minutes: a desk wants one message.
So the first figure of a story waits a little for others, and after a message the next one about the same story waits
longer. Quiet hours and digests hold what is ready and let it go as one message; nothing is ever dropped here.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor import hours
from monitor.alerts.message import together
from monitor.alerts.rules import alert_id
from monitor.history.notices import Held
from monitor.model import Alert, AlertRule, EventKind

MOST = 25  # events of one message; a digest of more is several, so that each can still end with the ids of its events
# Nobody waits for the second message about a story where it says that the first was wrong
_AT_ONCE = frozenset({EventKind.CORRECTION.value})
_RANK = {kind: i for i, kind in enumerate(("correction", "update", "conflict", "new"))}


@dataclass(slots=True, kw_only=True)
class _Group:
    """Events of one story that share a window."""

    due: dt.datetime  # when the window closes
    story: set[str]
    held: list[Held] = field(default_factory=list)
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A message whose time has come, with the numbers of what it tells of."""

    alert: Alert
    numbers: tuple[int, ...]


def gather(
    held: Sequence[Held],
    rules: Sequence[AlertRule],
    told: Mapping[tuple[str, str], dt.datetime],
    now: dt.datetime,
    *,
    close: bool = False,
) -> tuple[Ready, ...]:
    """The messages that are to go out now, in the order of their first events.

    `told` is when a channel was last told of a story. `close` ends every story's window; quiet hours and digests hold
    all the same. A channel that no rule names any more has the defaults: its messages show up as not deliverable.
    """
    by_name = {rule.name: rule for rule in rules}
    channels: dict[str, list[Held]] = {}
    for one in held:
        channels.setdefault(one.alert.channel, []).append(one)
    ready = []
    for name, mine in channels.items():
        rule = by_name.get(name) or AlertRule(name=name, url="")
        groups = _groups(mine, rule, told, now)
        if close:
            for group in groups:
                group.due = min(group.due, now)
        for bundle in _released(groups, rule, now):
            for start in range(0, len(bundle), MOST):
                ready.append(_ready(name, bundle[start : start + MOST]))
    return tuple(sorted(ready, key=lambda one: min(one.numbers)))


def _groups(
    held: Sequence[Held], rule: AlertRule, told: Mapping[tuple[str, str], dt.datetime], now: dt.datetime
) -> list[_Group]:
    groups: list[_Group] = []
    for one in sorted(held, key=lambda it: (it.at, it.number)):
        urgent = one.alert.kind in rule.urgent
        due = one.at + rule.wait
        before = [told[key] for story in one.alert.story if (key := (rule.name, story)) in told]
        lately = [moment for moment in before if abs(moment - one.at) <= rule.followup]
        if lately and not urgent and one.alert.kind not in _AT_ONCE:
            due = max(due, max(lately) + rule.followup)
        if one.at > now + rule.wait:  # a clock that was set back: nobody is to wait until it has caught up
            due = now
        group = next((it for it in groups if one.at < it.due and it.story & set(one.alert.story)), None)
        if group is None:
            groups.append(group := _Group(due=due, story=set()))
        elif urgent or one.alert.kind in _AT_ONCE:
            group.due = min(group.due, due)
        group.story |= set(one.alert.story)
        group.held.append(one)
        group.urgent = group.urgent or urgent
    return groups


def rested(rule: AlertRule, moment: dt.datetime) -> dt.datetime:
    """The first moment from `moment` on that lies in no quiet hour of the channel: for what waits for no others."""
    return hours.after_quiet(moment, rule.quiet, hours.zone(rule.timezone) or dt.UTC)


def _released(groups: Sequence[_Group], rule: AlertRule, now: dt.datetime) -> list[list[Held]]:
    """What is ready, the held of one release together."""
    bundles: dict[object, list[Held]] = {}
    for i, group in enumerate(groups):
        release = _release(group, rule)
        if release <= now:
            bundles.setdefault(i if release == group.due else release, []).extend(group.held)
    return [_told_in_order(bundle) for bundle in bundles.values()]


def _told_in_order(bundle: Sequence[Held]) -> list[Held]:
    """What an editor must know first comes first, and gives the title: an article's own news before what it recalls."""
    latest = sorted(sorted(bundle, key=lambda it: it.number), key=lambda it: it.as_of or "", reverse=True)
    return sorted(latest, key=lambda it: _RANK.get(it.alert.kind, len(_RANK)))


def _release(group: _Group, rule: AlertRule) -> dt.datetime:
    """When a group whose window has closed may go out."""
    if group.urgent:
        return group.due
    where = hours.zone(rule.timezone) or dt.UTC
    moment = group.due
    at = hours.clock(rule.digest_at)
    if rule.digest == "hour":
        moment = hours.next_hour(moment)
    elif rule.digest == "day" and at is not None:
        moment = hours.next_time(moment, at, where)
    return hours.after_quiet(moment, rule.quiet, where)


def _ready(channel: str, held: Sequence[Held]) -> Ready:
    message = together([one.alert.message for one in held])
    alert = Alert(id=alert_id(channel, message.events), channel=channel, message=message, kind=held[0].alert.kind)
    return Ready(alert=alert, numbers=tuple(one.number for one in held))

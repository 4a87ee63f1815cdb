"""Waiting alerts in, messages sent out, a verdict on each for the outbox: sent, try again, or dead.

Our loop is the only retry: one call for one alert and channel, in the channel's order; a channel that fails waits for
its next try and holds up no other. An alert can arrive twice only where the service took it and its answer was lost;
the ids on its last line then tell.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.alerts.service import Sending, check, faults, send_one, takes_pictures
from monitor.model import AlertRule, Message

__all__ = [
    "Delivery",
    "DeliveryReport",
    "Due",
    "Outcome",
    "Send",
    "Sending",
    "check",
    "deliver_due",
    "faults",
    "next_try",
    "send_one",
    "takes_pictures",
]

WAITS = (10, 30, 120, 600, 3600)  # seconds after the first, second, ... failure; from the last on each hour
GIVE_UP = dt.timedelta(hours=24)  # after which an alert is dead, and someone must look


class Outcome(StrEnum):
    """What became of one try."""

    SENT = "sent"
    WAITING = "waiting"  # it failed and is tried again
    DEAD = "dead"  # it failed for the last time


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A row of the outbox whose time has come."""

    id: str
    channel: str
    message: Message
    since: dt.datetime  # when it was written
    number: int = 0  # its place in the outbox
    tries: int = 0  # that have failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One try and its outcome."""

    id: str
    number: int = 0
    channel: str
    title: str
    outcome: Outcome
    reason: str | None = None  # why it failed, without any address; None: it was sent
    next_try: dt.datetime | None = None  # None: there is none
    without_picture: str | None = None  # why it went out without its picture; None: it had it, or there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What one draining of the outbox did, in the order of the outbox."""

    tries: tuple[Delivery, ...] = ()

    @property
    def sent(self) -> int:
        return sum(one.outcome is Outcome.SENT for one in self.tries)

    @property
    def failures(self) -> tuple[Delivery, ...]:
        return tuple(one for one in self.tries if one.outcome is not Outcome.SENT)


Send = Callable[[AlertRule, Message, bytes | None], Awaitable[Sending]]


async def deliver_due(
    due: Sequence[Due],
    rules: Sequence[AlertRule],
    clock: Callable[[], dt.datetime],
    *,
    record: Callable[[Delivery], None],
    picture: Callable[[Message], bytes | None] = lambda _: None,
    send: Send | None = None,
) -> DeliveryReport:
    """Try each of `due` (in the order of the outbox) and `record` each outcome as it comes.

    Channels go side by side. In one channel the first failure ends the round, so that order is kept.
    `picture` gives a message's PNG or None; it is asked for channels only that take one.
    """
    by_name = {rule.name: rule for rule in rules}
    channels: dict[str, list[Due]] = {}
    for row in due:
        channels.setdefault(row.channel, []).append(row)
    pictures: dict[str, bytes | None] = {}

    async def drain(rule: AlertRule | None, rows: Sequence[Due]) -> list[Delivery]:
        done = []
        for row in rows:
            image = None
            if rule is not None and takes_pictures(rule):
                if row.message.id not in pictures:
                    pictures[row.message.id] = picture(row.message)
                image = pictures[row.message.id]
            missing = Sending(failure="the configuration has no [[alert]] of this name")
            sending = missing if rule is None else await (send or send_one)(rule, row.message, image)
            delivery = _verdict(row, sending, clock())
            record(delivery)
            done.append(delivery)
            if delivery.outcome is Outcome.WAITING:
                break
        return done

    drained = await asyncio.gather(*(drain(by_name.get(name), rows) for name, rows in channels.items()))
    order = {row.id: i for i, row in enumerate(due)}
    return DeliveryReport(tries=tuple(sorted((d for one in drained for d in one), key=lambda d: order[d.id])))


def next_try(since: dt.datetime, failures: int, now: dt.datetime, patience: float | None = None) -> dt.datetime | None:
    """When to try again after so many failures, or None where it is dead; `patience` is what the service asked for.

    Dead needs both a day and a try at every wait: the day may have passed while the machine slept.
    """
    asked = dt.timedelta(seconds=min(patience or 0, GIVE_UP.total_seconds()))
    if failures <= len(WAITS):
        return now + max(dt.timedelta(seconds=WAITS[failures - 1]), asked)
    last = since + GIVE_UP
    return now + max(min(dt.timedelta(seconds=WAITS[-1]), last - now), asked) if now < last else None


def _verdict(row: Due, sending: Sending, now: dt.datetime) -> Delivery:
    ends = sending.failure is None or sending.for_good
    again = None if ends else next_try(row.since, row.tries + 1, now, sending.patience)
    outcome = Outcome.SENT if sending.failure is None else Outcome.WAITING if again else Outcome.DEAD
    return Delivery(
        id=row.id,
        number=row.number,
        channel=row.channel,
        title=row.message.title,
        outcome=outcome,
        reason=sending.failure,
        next_try=again,
        without_picture=sending.without_picture if sending.failure is None else None,
    )

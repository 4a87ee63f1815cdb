"""An outbox in, its waiting alerts sent and what became of each written back."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence

from monitor.alerts.deliver import Delivery, DeliveryReport, Due, Outcome, deliver_due
from monitor.history import outbox
from monitor.history.schema import History
from monitor.model import AlertRule, Message


def drain(
    db: History,
    rules: Sequence[AlertRule],
    *,
    all_waiting: bool = False,
    picture: Callable[[Message], bytes | None] | None = None,
    on_delivery: Callable[[Delivery], None] | None = None,
) -> DeliveryReport:
    """Sends what is due now, or with `all_waiting` whatever waits; call it where no event loop runs."""
    return asyncio.run(
        drain_async(db, rules, all_waiting=all_waiting, picture=picture, on_delivery=on_delivery),
    )


async def drain_async(
    db: History,
    rules: Sequence[AlertRule],
    *,
    all_waiting: bool = False,
    picture: Callable[[Message], bytes | None] | None = None,
    on_delivery: Callable[[Delivery], None] | None = None,
) -> DeliveryReport:
    """The same inside an event loop: for the daemon."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        Due(id=row.id, channel=row.channel, message=row.message, since=row.since, tries=row.tries)
        for row in outbox.due(db, None if all_waiting else now)
    ]

    def record(delivery: Delivery) -> None:
        if delivery.outcome is Outcome.SENT:
            outbox.mark_sent(db, delivery.id, dt.datetime.now(dt.UTC))
        else:
            outbox.mark_failed(db, delivery.id, delivery.reason or "it was refused", delivery.next_try)
        if on_delivery is not None:
            on_delivery(delivery)

    return await deliver_due(rows, rules, now, record=record, picture=picture or _none)


def _none(_: Message) -> None:
    """No picture."""

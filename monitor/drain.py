"""What waits for each channel in, messages sent and what became of each written back: the last step to a desk.

Two steps, each safe to be killed in. What waits becomes rows of the outbox in one transaction, with its words fixed;
then each channel's rows are sent in their order, one call each. So an alert that arrives twice, as its channel took it
and the program died before it could note that, has the same words and the same ids.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monitor.alerts import faults
from monitor.alerts.deliver import WAITS, Delivery, DeliveryReport, Due, Outcome, Send, deliver_due
from monitor.alerts.gather import Ready, gather
from monitor.alerts.rules import FAULTS
from monitor.errors import DatabaseError
from monitor.history import notices, outbox, silences, watching
from monitor.history.notices import FAULT
from monitor.history.schema import History, transaction
from monitor.model import Alert, AlertRule, Message

_ROUNDS = 3  # of one `once`: the messages, what befell them, and what befell that


def utc_now() -> dt.datetime:
    """The clock."""
    return dt.datetime.now(dt.UTC)


def _no_picture(_: Message) -> None:
    return None


@dataclass(slots=True, kw_only=True)
class Post:
    """The channels of an open history at work: each sends alone, so that a slow one holds up no other.

    `clock` and `send` are replaced where a test plays a night in a second.
    """

    db: History
    clock: Callable[[], dt.datetime] = utc_now
    send: Send | None = None
    _busy: dict[str, asyncio.Task[DeliveryReport]] = field(default_factory=dict)
    _unnoted: dict[str, Delivery] = field(default_factory=dict)  # sent, and the database could not be written
    _faults: list[BaseException] = field(default_factory=list)  # that ended a channel's work

    async def round(
        self,
        rules: Sequence[AlertRule],
        *,
        all_waiting: bool = False,
        close: bool = False,
        picture: Callable[[Message], bytes | None] | None = None,
        on_delivery: Callable[[Delivery], None] | None = None,
    ) -> list["asyncio.Task[DeliveryReport]"]:
        """Makes messages of what is ready and starts each channel that has some and is not at work; the tasks started.

        A fault that ended a channel's work after the last round is raised here, before anything is begun. `close` ends
        every story's window (a replay), `all_waiting` (`once`) also tries every message whatever its next
        try is.
        """
        self._note_again()
        if self._faults:
            raise self._faults.pop(0)
        collect(self.db, rules, self.clock(), close=close or all_waiting)
        rows = [
            Due(
                id=row.id, number=row.number, channel=row.channel, message=row.message, since=row.since, tries=row.tries
            )
            for row in outbox.due(self.db, self.clock(), eager=all_waiting)
            if row.channel not in self._busy and row.id not in self._unnoted
        ]
        by_channel: dict[str, list[Due]] = {}
        for row in rows:
            by_channel.setdefault(row.channel, []).append(row)
        started = []
        for channel, mine in by_channel.items():
            work = self._channel(channel, mine, rules, picture or _no_picture, on_delivery)
            self._busy[channel] = task = asyncio.create_task(work, name=f"channel {channel}")
            task.add_done_callback(self._ended)
            started.append(task)
        return started

    async def _channel(
        self,
        channel: str,
        rows: Sequence[Due],
        rules: Sequence[AlertRule],
        picture: Callable[[Message], bytes | None],
        on_delivery: Callable[[Delivery], None] | None,
    ) -> DeliveryReport:
        by_id = {row.id: row for row in rows}

        def record(delivery: Delivery) -> None:
            try:
                note(self.db, by_id[delivery.id], delivery, rules, self.clock())
            except DatabaseError:
                self._unnoted[delivery.id] = delivery
                raise
            finally:
                if on_delivery is not None:
                    on_delivery(delivery)

        try:
            return await deliver_due(rows, rules, self.clock, record=record, picture=picture, send=self.send)
        finally:
            del self._busy[channel]

    def _ended(self, task: "asyncio.Task[DeliveryReport]") -> None:
        if not task.cancelled() and (fault := task.exception()) is not None:
            self._faults.append(fault)

    def _note_again(self) -> None:
        """What was sent while the disk was full is noted before anything is sent: else it would be sent once more."""
        for ident, delivery in list(self._unnoted.items()):
            if delivery.outcome is Outcome.SENT:
                outbox.mark_sent(self.db, ident, self.clock())
            del self._unnoted[ident]


def drain(
    db: History,
    rules: Sequence[AlertRule],
    *,
    all_waiting: bool = False,
    close: bool = False,
    picture: Callable[[Message], bytes | None] | None = None,
    on_delivery: Callable[[Delivery], None] | None = None,
) -> DeliveryReport:
    """Sends what is due now, or with `all_waiting` whatever waits: `Post.round`, where no event loop runs."""
    return asyncio.run(
        drain_async(db, rules, all_waiting=all_waiting, close=close, picture=picture, on_delivery=on_delivery),
    )


async def drain_async(
    db: History,
    rules: Sequence[AlertRule],
    *,
    all_waiting: bool = False,
    close: bool = False,
    picture: Callable[[Message], bytes | None] | None = None,
    on_delivery: Callable[[Delivery], None] | None = None,
) -> DeliveryReport:
    """The same inside an event loop, to its end: what ops are to hear of these very tries is sent too."""
    post, tries = Post(db=db), list[Delivery]()
    tasks = await post.round(rules, all_waiting=all_waiting, close=close, picture=picture, on_delivery=on_delivery)
    for _ in range(_ROUNDS):
        tries += [one for report in await asyncio.gather(*tasks) for one in report.tries]
        if not (tasks and (close or all_waiting)):
            break
        tasks = await post.round(rules, close=True, picture=picture, on_delivery=on_delivery)
    return DeliveryReport(tries=tuple(sorted(tries, key=lambda one: one.number)))


def collect(db: History, rules: Sequence[AlertRule], now: dt.datetime, *, close: bool = False) -> int:
    """Makes rows of the outbox of what is ready, in one transaction; how many. `close` ends every story's window."""
    if not watching.unnoticed(db) and not any(_ready(db, rules, now, close=close)):
        return 0  # what is held through a night takes nobody's turn to write
    with transaction(db):
        _troubles(db, rules, now)
        ready, silenced = _ready(db, rules, now, close=close)
        for number, silence in silenced:
            notices.mark_silenced(db, number, silence)
        for one in ready:
            notices.mark_told(db, one.numbers, outbox.add(db, one.alert, now), now)
    return len(ready)


def _ready(
    db: History, rules: Sequence[AlertRule], now: dt.datetime, *, close: bool
) -> tuple[tuple[Ready, ...], tuple[tuple[int, int], ...]]:
    """The messages whose time has come; and what silences take, by the numbers of both."""
    held = notices.waiting(db)
    if not held:
        return (), ()
    silent = silences.in_force(db, now)
    taken = {
        one.number: found.id
        for one in held
        if (found := next((it for it in silent if it.covers(one.facts)), None)) is not None
    }
    earliest = min(one.at for one in held) - max((rule.followup for rule in rules), default=dt.timedelta())
    told = notices.told_lately(db, earliest)
    left = [one for one in held if one.number not in taken]
    return gather(left, rules, told, now, close=close), tuple(taken.items())


def note(db: History, row: Due, delivery: Delivery, rules: Sequence[AlertRule], now: dt.datetime) -> None:
    """Writes what became of one try, and what ops are to hear of it, in one transaction."""
    with transaction(db):
        if delivery.outcome is Outcome.SENT:
            outbox.mark_sent(db, row.id, now)
        else:
            outbox.mark_failed(db, row.id, delivery.reason or "it was refused", delivery.next_try)
        notices.put(db, _for_ops(db, row, delivery, rules), now)


def _for_ops(db: History, row: Due, delivery: Delivery, rules: Sequence[AlertRule]) -> tuple[Alert, ...]:
    if not any(FAULTS in rule.hears for rule in rules):
        return ()
    is_told = notices.last_fault(db, faults.channel_story(row.channel)) == FAULT
    if delivery.outcome is Outcome.SENT:
        return faults.channel_well(row.number, row.channel, rules) if is_told else ()
    dead = delivery.outcome is Outcome.DEAD
    late = row.tries + 1 == len(WAITS) and not is_told
    if faults.tells_of_channels(row.message.events) or not (dead or late):
        return ()
    title, reason = row.message.title, delivery.reason or "it was refused"
    return faults.of_channel(row.number, row.channel, title, reason, dead=dead, rules=rules)


def _troubles(db: History, rules: Sequence[AlertRule], now: dt.datetime) -> None:
    """What befell watches since the last time, for those who hear of it."""
    rows = watching.unnoticed(db)
    for row in rows:
        if not row["taken"]:
            alerts = faults.of_watch(row["id"], row["watch"], row["kind"], row["reason"], row["at"], rules)
            notices.put(db, alerts, now)
    watching.mark_noticed(db, [row["id"] for row in rows])

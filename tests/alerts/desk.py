"""A newsroom's night in a second: real tables, rules and words, a clock that a test sets, services that it plays.

A story is read as it is told: `push` at 0 s, `push` at 20 s, one message at 30 s.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from monitor.alerts.deliver import Sending
from monitor.alerts.rules import alerts_for
from monitor.drain import Post
from monitor.history import notices, outbox, watching
from monitor.history.rows import event_row
from monitor.history.schema import History, open_history
from monitor.history.watching import Watching
from monitor.model import AlertRule, Event, Message
from tests.alerts.stories import WAR

BEGIN = dt.datetime(2026, 2, 4, 9, 0, tzinfo=dt.UTC)
OK = Sending()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that a channel got."""

    at: float  # seconds after the beginning
    channel: str
    message: Message

    @property
    def events(self) -> tuple[str, ...]:
        return self.message.events


def channel(name: str = "desk", **other: Any) -> AlertRule:
    return AlertRule(name=name, url="json://127.0.0.1:9/", **other)


@dataclass(slots=True, kw_only=True)
class Desk:
    """Channels, and what they hear as the clock goes on."""

    rules: Sequence[AlertRule]
    begin: dt.datetime = BEGIN
    answers: Callable[[str, float], Sending] = lambda name, at: OK
    seconds: float = 0.0
    heard: list[Heard] = field(default_factory=list)
    tried: list[tuple[float, str]] = field(default_factory=list)
    db: History = field(default_factory=lambda: open_history(":memory:"))
    post: Post = field(init=False)

    def __post_init__(self) -> None:
        self.db.execute("PRAGMA foreign_keys = OFF")  # events without articles
        Watching(self.db)
        self.post = Post(db=self.db, clock=self.now, send=self._send)

    def now(self) -> dt.datetime:
        return self.begin + dt.timedelta(seconds=self.seconds)

    def push(self, *events: Event, at: float | None = None) -> None:
        """Events that are raised now, or at that second once the clock has come there."""
        if at is not None:
            self.until(at)
        for one in events:
            row = event_row(one) | {"article": one.article.id, "version": "v", "seen_at": None}
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            self.db.execute(f"INSERT INTO events ({names}) VALUES ({marks})", tuple(row.values()))
        notices.put(self.db, alerts_for(events, self.rules, (WAR,)), self.now())

    def trouble(self, watch: str, kind: str, reason: str = "it is not there") -> None:
        """Something befell a watch now."""
        Watching(self.db).tell(watch, kind, reason, self.now())

    def until(self, seconds: float, step: float | None = None) -> list[Heard]:
        """Lets the clock go on to that second, asking what is due at each step; what was heard on the way."""
        before = len(self.heard)
        step = step or (1 if seconds - self.seconds <= 700 else 60)

        async def work() -> None:
            while self.seconds < seconds:
                self.seconds = min(self.seconds + step, seconds)
                if self._something_waits():
                    await self._round()

        asyncio.run(work())
        return self.heard[before:]

    def once(self, **how: Any) -> None:
        """One round at this moment, to its end."""
        asyncio.run(self._round(**how))

    async def _round(self, **how: Any) -> None:
        tasks = await self.post.round(self.rules, **how)
        if tasks:
            await asyncio.gather(*tasks)

    def _something_waits(self) -> bool:
        """Else a round does nothing, and a night is over sooner."""
        return bool(notices.waits(self.db) or outbox.due(self.db, None) or watching.unnoticed(self.db))

    def times(self, name: str | None = None) -> list[tuple[float, tuple[str, ...]]]:
        """When which events were heard."""
        return [(one.at, one.events) for one in self.heard if name is None or one.channel == name]

    async def _send(self, rule: AlertRule, message: Message, picture: bytes | None) -> Sending:
        self.tried.append((self.seconds, rule.name))
        answer = self.answers(rule.name, self.seconds)
        if answer.failure is None:
            self.heard.append(Heard(at=self.seconds, channel=rule.name, message=message))
        return answer

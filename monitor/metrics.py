"""The daemon's progress and its history come in, a page of Prometheus metrics goes out; names only, never an address.

A time of last success says more than a counter of tries: an alert on its age fires however the thing has died.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from monitor import __version__
from monitor.alerts.deliver import Delivery
from monitor.errors import DatabaseError
from monitor.history.levels import ENDED, Counter, gathering, queues, rows
from monitor.history.schema import History
from monitor.history.watching import Watching, WatchState
from monitor.progress import Progress

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "casualty_monitor"


@dataclass(slots=True, kw_only=True)
class Metrics:
    """What is counted beside the history, and the page of all of it."""

    progress: Progress
    watching: Watching
    db: History
    started: dt.datetime
    _events: Counter = field(default_factory=Counter)
    _tries: dict[tuple[str, str], int] = field(default_factory=dict)

    def delivered(self, delivery: Delivery) -> None:
        """Counts one try of a message."""
        key = delivery.channel, delivery.outcome.value
        self._tries[key] = self._tries.get(key, 0) + 1

    def page(self, *, watches: Collection[str], channels: Collection[str], now: dt.datetime) -> bytes:
        """All metrics; where the database cannot be read, those that do not need it."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Families(tuple(self._families(frozenset(watches), tuple(channels), now))))
        return generate_latest(registry)

    def _families(self, watches: frozenset[str], channels: tuple[str, ...], now: dt.datetime) -> Iterator[Any]:
        yield _gauge("build_info", "The program.", {(__version__,): 1}, "version")
        yield _gauge("start_timestamp_seconds", "When the daemon began.", {(): self.started.timestamp()})
        yield from self._of_progress()
        yield _counter("delivery_tries", "Tries of messages since the start.", self._tries, "channel", "outcome")
        try:
            states = {state.name: state for state in self.watching.states() if state.name in watches}
            yield from _of_watches(states)
            yield from self._of_history(channels, now)
            readable = 1
        except DatabaseError:
            readable = 0
        yield _gauge("database_readable", "Whether the last reading of the database went well.", {(): readable})

    def _of_progress(self) -> Iterator[Any]:
        jobs = self.progress.jobs.values()
        yield _counter("loop_beats", "Beats of the daemon's loop since the start.", {(): self.progress.beats})
        yield _counter("job_runs", "Runs of each job since the start.", {(job.name,): job.runs for job in jobs}, "job")
        failures = {(job.name,): job.failures for job in jobs}
        yield _counter("job_failures", "Runs of each job that failed.", failures, "job")
        well = {(job.name,): job.well_at.timestamp() for job in jobs if job.well_at is not None}
        yield _gauge("job_last_success_timestamp_seconds", "When each job last ended well.", well, "job")

    def _of_history(self, channels: tuple[str, ...], now: dt.datetime) -> Iterator[Any]:
        there = rows(self.db)
        yield _counter("articles", "Versions of articles in the history.", {(): there["articles"]})
        yield _counter("figures", "Figures in the history.", {(): there["figures"]})
        events = {(kind,): count for kind, count in sorted(self._events.count(self.db).items())}
        yield _counter("events", "Events in the history, by kind.", events, "event")
        found = {queue.channel: queue for queue in queues(self.db)}
        held, waiting, dead, oldest = gathering(self.db), {}, {}, {}
        for name in dict.fromkeys((*channels, *found)):
            queue = found.get(name)
            states = queue.states if queue is not None else {}
            waiting[name,] = sum(count for state, count in states.items() if state not in ENDED)
            dead[name,] = states.get("dead", 0)
            since = queue.oldest if queue is not None else None
            oldest[name,] = max((now - since).total_seconds(), 0) if since is not None else 0
        kept = {(name,): held.get(name, 0) for name in dict.fromkeys((*channels, *held))}
        yield _gauge("events_held", "Events that wait for a window, digest or quiet hours to end.", kept, "channel")
        yield _gauge("queue_messages", "Messages that wait, by channel.", waiting, "channel")
        yield _gauge("queue_oldest_seconds", "Age of the oldest message that waits.", oldest, "channel")
        yield _gauge("dead_letters", "Messages that were given up.", dead, "channel")


class _Families:
    """Metrics that are made already, as the registry wants them."""

    def __init__(self, families: tuple[Any, ...]) -> None:
        self._families = families

    def collect(self) -> Iterator[Any]:
        yield from self._families


def _of_watches(states: dict[str, WatchState]) -> Iterator[Any]:
    def moments(name: str) -> dict[tuple[str, ...], float]:
        found = {state.name: getattr(state, name) for state in states.values()}
        return {(watch,): moment.timestamp() for watch, moment in found.items() if moment is not None}

    yield _gauge("watch_last_success_timestamp_seconds", "When it last answered well.", moments("answered_at"), "watch")
    words = "When it last brought an article with text."
    yield _gauge("watch_last_article_timestamp_seconds", words, moments("yielded_at"), "watch")
    yield _gauge("watch_next_poll_timestamp_seconds", "When it is asked next.", moments("next_poll"), "watch")
    troubles = {(state.name,): int(state.trouble is not None) for state in states.values()}
    yield _gauge("watch_in_trouble", "1 where it fails or went blind.", troubles, "watch")
    polls = {(state.name,): state.polls for state in states.values()}
    yield _counter("watch_polls", "Polls of each watch.", polls, "watch")


def _gauge(name: str, words: str, values: Mapping[Any, float], *labels: str) -> Any:
    return _filled(GaugeMetricFamily(f"{PREFIX}_{name}", words, labels=labels), values)


def _counter(name: str, words: str, values: Mapping[Any, float], *labels: str) -> Any:
    return _filled(CounterMetricFamily(f"{PREFIX}_{name}", words, labels=labels), values)


def _filled(family: Any, values: Mapping[Any, float]) -> Any:
    for labels, value in values.items():
        family.add_metric(labels, value)
    return family

"""A configuration comes in; every watch is polled once, the new is handled, what waits is sent, a report goes out."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.alerts.baseline import baseline_alerts
from monitor.alerts.deliver import Delivery
from monitor.alerts.gather import rested
from monitor.alone import alone
from monitor.archive import Archive
from monitor.arrivals import Handle, WatchReport, recover
from monitor.collect import collect
from monitor.config import Config, Watch
from monitor.crawl import in_reactor
from monitor.drain import drain_async
from monitor.history import outbox
from monitor.history.beginnings import first_events
from monitor.history.schema import History, open_history
from monitor.history.watching import Arrival, Watching
from monitor.model import Article, Event, Message, Page, Rejection, Topic
from monitor.pipeline import conclude, look
from monitor.worker import Worker

REVIVED = dt.timedelta(days=7)  # an alert that was given up before then is no news to anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceReport:
    """What one run did."""

    watches: tuple[WatchReport, ...]
    recovered: tuple[Rejection, ...]  # half written records that a crash had left
    deliveries: tuple[Delivery, ...]


def once(
    config: Config,
    *,
    recheck: bool = False,
    dead: bool = False,
    tell: Callable[[str], None] = lambda words: None,
    picture: Callable[[History], Callable[[Message], bytes | None]] = lambda db: lambda message: None,
    on_delivery: Callable[[Delivery], None] = lambda _: None,
) -> OnceReport:
    """Polls every watch once, handles what is new and sends what waits, whatever its next try; ends.

    The first poll of a watch sets its baseline: one summary to each channel. `dead` also tries what was given up in the
    last week. `tell` hears of the progress. Runs a reactor, so it can be called once in a process. DatabaseError:
    another process collects into this database.
    """
    database = config.monitor.database
    with alone(database):
        db = open_history(database)
        try:
            watching = Watching(db)
            archive = Archive(config.monitor.archive)
            recovered = recover(archive, watching)

            async def run() -> OnceReport:
                with Worker() as worker:
                    reports = await collect(
                        config.watches,
                        monitor=config.monitor,
                        watching=watching,
                        archive=archive,
                        worker=worker,
                        handle=handler(db, config),
                        recheck=recheck,
                        tell=tell,
                        settled=lambda reports: queue_baselines(db, config, reports),
                    )
                tell("sending")
                if dead:
                    now = dt.datetime.now(dt.UTC)
                    outbox.revive(db, now - REVIVED, now)
                sent = await drain_async(
                    db, config.alerts, all_waiting=True, picture=picture(db), on_delivery=on_delivery
                )
                return OnceReport(watches=tuple(reports), recovered=recovered, deliveries=sent.tries)

            return in_reactor(run)
        finally:
            db.close()


def handler(db: History, config: Config) -> Handle:
    """What the pipeline does with a page that has arrived: a silent one alerts nobody."""
    watches = {watch.name: watch for watch in config.watches}

    def handle(article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
        looked = look(db, article, topics=topics_of(watches.get(arrival.watch), config))
        rules = () if arrival.silent else config.alerts
        return lambda: conclude(db, looked, rules=rules, seen_at=page.captured, live=True).events

    return handle


def topics_of(watch: Watch | None, config: Config) -> tuple[Topic, ...]:
    """The topics that a watch's articles are held against: its own, else those of `[monitor]`."""
    named = watch.topics if watch is not None else ()
    found = tuple(topic for topic_id in named if (topic := config.topic(topic_id)) is not None)
    return found or config.topics


def queue_baselines(db: History, config: Config, reports: Sequence[WatchReport]) -> None:
    """One summary to each channel for every watch that was read for the first time, out of its quiet hours.

    A part of the transaction that says that it was: a kill leaves both or neither.
    """
    topics, now = (*config.topics, *config.extra_topics), dt.datetime.now(dt.UTC)
    quiet = {rule.name: rested(rule, now) for rule in config.alerts}
    for report in reports:
        if report.first:
            events = first_events(db, report.watch)
            alerts = baseline_alerts(report.watch, events, config.alerts, topics)
            outbox.put(db, alerts, now, after=lambda alert: quiet[alert.channel])

"""A reactor for the whole session, a news server, and one poll of some watches as the program makes it."""

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from scrapy.utils.reactor import install_reactor

from monitor.archive import Archive
from monitor.arrivals import WatchReport, recover
from monitor.collect import collect
from monitor.config import Monitor, Spider, Watch
from monitor.crawl import REACTOR
from monitor.history.schema import open_history
from monitor.history.watching import Arrival, Watching
from monitor.model import Article, Event, Page, Rejection
from monitor.worker import Worker
from tests.spiders.outlets import Outlet, running

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]


@pytest.fixture(scope="session")
def run() -> Iterator[Run[Any]]:
    """Runs a coroutine on the session's reactor."""
    install_reactor(REACTOR)
    from twisted.internet import reactor

    reactor.startRunning(installSignalHandlers=False)  # type: ignore[attr-defined]
    loop = asyncio.get_event_loop()
    yield loop.run_until_complete
    reactor.threadpool.stop()  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.fixture(scope="session")
def all_outlets() -> Iterator[Iterator[Outlet]]:
    with running(300) as outlets:  # each test takes its own; more than all tests of a run in one process
        yield iter(outlets)


@pytest.fixture
def outlet(all_outlets: Iterator[Outlet]) -> Outlet:
    """An outlet that nobody has asked yet."""
    return next(all_outlets)


@pytest.fixture
def other(all_outlets: Iterator[Outlet]) -> Outlet:
    return next(all_outlets)


@dataclass
class Desk:
    """The program's parts around a crawl, with a folder of their own; what was handled is kept."""

    folder: Path
    run: Run[Any]
    worker: Worker
    allow: bool = True
    contact: str | None = "desk@newsroom.example"
    extra: dict[str, Any] = field(default_factory=lambda: {"DOWNLOAD_TIMEOUT": 3, "RETRY_PAUSE": 0.02})
    handled: list[tuple[Article, Page, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.archive = Archive(self.folder / "archive")
        self.db = open_history(self.folder / "casualties.db")
        self.watching = Watching(self.db)

    def handle(self, article: Article, page: Page, arrival: Arrival) -> Callable[[], Sequence[Event]]:
        self.handled.append((article, page, arrival.silent))
        return tuple[Event, ...]

    def poll(self, *watches: Watch, **options: Any) -> list[WatchReport]:
        """One poll, as `once` makes it; forgets what was handled before."""
        self.handled.clear()
        recover(self.archive, self.watching)
        monitor = Monitor(allow_private_addresses=self.allow, contact=self.contact)
        extra = {**self.extra, **options.pop("extra", {})}
        return self.run(  # type: ignore[no-any-return]
            collect(
                watches,
                monitor=monitor,
                watching=self.watching,
                archive=self.archive,
                worker=self.worker,
                handle=self.handle,
                extra=extra,
                **options,
            )
        )

    def rest(self, url: str, span: dt.timedelta = dt.timedelta(hours=1)) -> None:
        """Makes the last look at an article a while ago."""
        address = self.watching.address(url)
        assert address is not None
        assert address.checked is not None
        self.watching.put((replace(address, checked=address.checked - span),))

    def titles(self) -> list[str | None]:
        return [article.title for article, _, _ in self.handled]

    def pages(self) -> list[Page]:
        """All that the archive holds, as a replay reads it."""
        from monitor.archive import read

        found = []
        for path in sorted((self.folder / "archive").glob("*.warc.gz")):
            for item in read(path):
                assert not isinstance(item, Rejection), item
                assert isinstance(item, Page)
                found.append(item)
        return found


@pytest.fixture
def desk(tmp_path: Path, run: Run[Any], worker: Worker) -> Iterator[Desk]:
    one = Desk(tmp_path, run, worker)
    yield one
    one.db.close()


def watch(url: str, spider: Spider = Spider.FEED, **other: Any) -> Watch:
    return Watch(**{"name": "outlet", "url": url, "spider": spider, "every": dt.timedelta(minutes=5), **other})

"""Errands for the watches that are due come in, one Scrapy crawl is run, the account of each visit goes out.

The only place besides `spiders/` that knows Scrapy. Pages land in the caller's spool. `crawl` runs on a reactor that
the caller has started: the daemon on its own, `once` by `in_reactor`.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from monitor.config import Monitor
from monitor.worker import Worker
from spiders import guard
from spiders.errand import Errand, Visit
from spiders.robots import KEPT, Kept
from spiders.round import Round
from spiders.settings import settings
from spiders.to_archive import Spool

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

T = TypeVar("T")

log = logging.getLogger(__name__)


async def crawl(
    errands: Sequence[Errand],
    *,
    monitor: Monitor,
    worker: Worker,
    spool: Spool,
    robots: Kept | None = None,
    tell: Callable[[str], None] = lambda words: None,
    extra: dict[str, Any] | None = None,
) -> dict[str, Visit]:
    """Visits every watch once, politely and side by side; returns the accounts by the watches' names.

    `robots` remembers the hosts' robots.txt from one crawl to the next; None: each is asked for. `extra` changes single
    settings of Scrapy: for tests and benchmarks.
    """
    from twisted.internet import reactor  # the caller's; imported at the top it would install one

    quiet()
    guard.install(reactor, allow_private=monitor.allow_private_addresses)
    chosen = settings(contact=monitor.contact, allow_private=monitor.allow_private_addresses) | {KEPT: robots or Kept()}
    chosen |= extra or {}
    runner = AsyncCrawlerRunner(chosen)
    crawler = runner.create_crawler(Round)
    visits: dict[str, Visit] = {}

    def broken(failure: Failure, response: Any, spider: Any) -> None:
        """A fault of ours on one page is that page's failure, and told; the crawl goes on."""
        arguments = getattr(response.request, "cb_kwargs", {})
        errand = arguments.get("errand")
        log.error("reading %s failed: %s", response.url, failure.getErrorMessage())
        if errand is not None:
            visits[
                errand.watch.name
            ].problem = f"made the program fail ({type(failure.value).__name__}): please report it"

    crawler.signals.connect(broken, signal=signals.spider_error)
    await runner.crawl(crawler, errands=tuple(errands), worker=worker, spool=spool, tell=tell, visits=visits)
    return visits


def in_reactor(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Runs `main` on a reactor of its own, once in the life of a process; its result, or its exception."""
    install_reactor(REACTOR)
    from twisted.internet import reactor as installed  # just now

    reactor: Any = installed

    outcome: list[T | BaseException] = []

    async def run() -> None:
        try:
            outcome.append(await main())
        except BaseException as error:  # handed on below
            outcome.append(error)
        finally:
            reactor.stop()

    def begin() -> None:
        asyncio.get_event_loop().create_task(run())

    reactor.callWhenRunning(begin)
    reactor.run(installSignalHandlers=False)
    if not outcome:
        raise KeyboardInterrupt
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def quiet() -> None:
    """Keeps the libraries' own lines out of the log: what matters of a crawl stands in its accounts."""
    for name in ("scrapy", "twisted", "asyncio", "protego", "filelock", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

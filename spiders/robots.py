"""A request comes in; it goes on when the host's robots.txt lets us, at the pace that the file asks for.

Scrapy's own middleware reads robots.txt anew in each crawl, passes over its Crawl-delay and takes an error page for a
file without rules, and a file that does not come for leave to fetch.
"""

import time
from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.settings import LONGEST_DELAY, ROBOT

KEPT = "ROBOTS_KEPT"  # the setting that holds a `Kept`
HOLDS = 3_600.0  # seconds that a robots.txt is gone by; RFC 9309 allows a day
MOST = 10_000  # hosts
_SIZE = 500 << 10  # bytes of a robots.txt that are read (RFC 9309, 2.5)


class Forbidden(IgnoreRequest):
    """The host's robots.txt asks us not to fetch this; `str()` says so."""


class Unread(IgnoreRequest):
    """The host's robots.txt did not come, though the host is there; `str()` says so, and it may well pass."""


class Kept:
    """What the hosts' robots.txt said, from one crawl to the next: a poll in minutes need not ask for it each time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[RobotParser, float]] = {}

    def get(self, netloc: str) -> RobotParser | None:
        """The rules of a host; None: they were not read lately."""
        parser, at = self._known.get(netloc, (None, 0.0))
        return parser if parser is not None and self._clock() - at < HOLDS else None

    def put(self, netloc: str, parser: RobotParser) -> None:
        """Notes a host's rules, and lets go of the spider that read them: with it the whole crawl would stay."""
        if hasattr(parser, "spider"):
            parser.spider = None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[netloc] = (parser, self._clock())

    def __deepcopy__(self, memo: Any) -> "Kept":
        return self  # Scrapy copies its settings for each crawl


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with Crawl-delay and RFC 9309's rules: no file, all is allowed; a broken server, nothing is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._kept: Kept = crawler.settings.get(KEPT) or Kept()
        self._unread: set[str] = set()

    async def robot_parser(self, request: Request) -> RobotParser | None:
        netloc = urlparse_cached(request).netloc
        kept = self._kept.get(netloc) if netloc not in self._parsers else None
        if kept is not None:
            self._parsers[netloc] = kept
        return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is None:
            if urlparse_cached(request).netloc in self._unread:
                raise Unread("is let be: its host's robots.txt did not come")
            return  # there is no such host, or it may not be dialled: the request itself will say so
        if not rp.allowed(request.url, ROBOT):
            raise Forbidden("robots.txt forbids it")
        asked = rp.crawl_delay(ROBOT)
        if asked:
            self._slow_down(request, min(asked, LONGEST_DELAY))

    async def _parse_robots(self, resp: Response, netloc: str, request: Request) -> None:
        if 400 <= resp.status < 500:
            resp = resp.replace(body=b"")
        elif resp.status >= 500:
            resp = resp.replace(body=b"User-agent: *\nDisallow: /")
        await super()._parse_robots(resp.replace(body=resp.body[:_SIZE]), netloc, request)
        parser = self._parsers[netloc]
        if resp.status < 500 and isinstance(parser, RobotParser):
            self._kept.put(netloc, parser)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, DownloadTimeoutError | ResponseDataLossError):
            self._unread.add(netloc)
        super()._robots_error(exc, netloc)

    def _slow_down(self, request: Request, delay: float) -> None:
        assert self.crawler.engine is not None
        host, downloader = urlparse_cached(request).hostname or "", self.crawler.engine.downloader
        slot = downloader.slots.get(host)  # made by the request for robots.txt, where there was one
        if slot is None:
            downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
        elif slot.delay < delay:
            slot.delay, slot.jitter = delay, 0.0

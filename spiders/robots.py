"""A request comes in; it goes on when the host's robots.txt lets us, at the pace that the file asks for.

Scrapy's own middleware reads robots.txt, passes over its Crawl-delay and takes an error page for a file without rules.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.settings import LONGEST_DELAY, ROBOT

_SIZE = 500 << 10  # bytes of a robots.txt that are read (RFC 9309, 2.5)


class Forbidden(IgnoreRequest):
    """The host's robots.txt asks us not to fetch this; `str()` says so."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with Crawl-delay and RFC 9309's rules: no file, all is allowed; a broken server, nothing is."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is None:
            return
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

    def _slow_down(self, request: Request, delay: float) -> None:
        assert self.crawler.engine is not None
        host = urlparse_cached(request).hostname or ""
        slot = self.crawler.engine.downloader.slots.get(host)  # made by the request for robots.txt itself
        if slot is not None and slot.delay < delay:
            slot.delay, slot.jitter = delay, 0.0

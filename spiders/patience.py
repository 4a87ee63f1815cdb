"""A request comes in; it goes on unless its host has kept us waiting too often, or the whole crawl has taken too long.

The pages of a crawl are handled when all are fetched, so one host whose articles never come would hold up the others'
news: a hundred articles of 30 s are an hour. What is left out is owed, and comes with the next poll.
"""

import time
from collections import Counter

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.errand import LATER

TIMEOUTS = 3  # of one host in one crawl
LONGEST = 600.0  # seconds of a crawl, after which nothing new is begun


class LeftForLater(IgnoreRequest):
    """A request that is not made now; `str()` says why."""


class PatientHandler(HTTP11DownloadHandler):
    """Scrapy's handler with a last question before each request: a middleware would be asked before a host's queue."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._timeouts: Counter[str] = Counter()
        self._end = time.monotonic() + crawler.settings.getfloat("PATIENCE_LONGEST", LONGEST)

    async def download_request(self, request: Request) -> Response:
        host = urlparse_cached(request).netloc
        if self._timeouts[host] >= TIMEOUTS:
            raise LeftForLater(f"{LATER}: its host did not answer {TIMEOUTS} times")
        if time.monotonic() > self._end:
            raise LeftForLater(f"{LATER}: the poll took too long")
        try:
            return await super().download_request(request)
        except DownloadTimeoutError:
            self._timeouts[host] += 1
            raise

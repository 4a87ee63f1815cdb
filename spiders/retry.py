"""A failed request comes in; the same again after the wait that the server asked for goes out, or the failure.

Scrapy asks again at once, three times in 20 ms. Here each retry waits: what `Retry-After` says up to `PATIENCE`, else a
second, then two. A longer wait is not sat out in the crawl; the watch's next poll comes after it.
"""

import asyncio
import datetime as dt
import random

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.http.headers import Headers
from scrapy.utils.response import response_status_message

from spiders.conditional import http_date

PATIENCE = 10.0  # seconds that a crawl waits within itself
LONGEST_HINT = dt.timedelta(days=1)  # a server's wish beyond it is taken as this
PAUSE = 1.0  # seconds before the first retry of a server that names no time


def retry_after(headers: Headers, now: dt.datetime) -> dt.timedelta | None:
    """The wait that a server asks for, in seconds or as a date, at most a day; None: it asks for none.

    >>> retry_after(Headers({"Retry-After": "120"}), dt.datetime.now(dt.UTC))
    datetime.timedelta(seconds=120)
    """
    text = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return min(dt.timedelta(seconds=int(text[:9])), LONGEST_HINT)
    moment = http_date(text)
    return min(max(moment - now, dt.timedelta()), LONGEST_HINT) if moment is not None else None


class PatientRetryMiddleware(RetryMiddleware):
    """Retries 429, 408, 5xx and broken connections, each after a wait; one longer than `PATIENCE` is not made."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if request.meta.get("dont_retry") or response.status not in self.retry_http_codes:
            return response
        asked = retry_after(response.headers, dt.datetime.now(dt.UTC))
        if asked is not None and asked.total_seconds() > PATIENCE:
            return response
        again = self._retry(request, response_status_message(response.status))
        if again is None:
            return response
        await self._wait(request, asked)
        return again

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            await self._wait(request, None)
            return again
        return None

    async def _wait(self, request: Request, asked: dt.timedelta | None) -> None:
        tries = request.meta.get("retry_times", 0)
        pause = self.crawler.settings.getfloat("RETRY_PAUSE", PAUSE)
        await asyncio.sleep(asked.total_seconds() if asked is not None else pause * 2**tries * random.uniform(0.8, 1.2))

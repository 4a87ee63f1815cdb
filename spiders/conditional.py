"""An answer's validators come in, the next request's conditions go out: an unchanged page costs its outlet a 304.

Scrapy's own cache serves from itself where a server gives `Last-Modified` or `max-age`, and so misses changes. Here
every poll asks. The validators are stored by the caller, and only after the page was handled: one failed parse would
otherwise hide an article for ever.
"""

import datetime as dt
import email.utils
import re

from scrapy import Request
from scrapy.http.headers import Headers

from spiders.errand import Validators

META = "validators"  # the key in a request's meta

_SHORT = 1_000  # characters; longer validators are somebody's joke
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def validators_of(headers: Headers) -> Validators:
    """The validators of an answer, as it gave them; none where it says that they may not be used (`Expires: 0`)."""
    if _text(headers, "Expires") == "0" or "no-store" in (_text(headers, "Cache-Control") or "").lower():
        return Validators()
    return Validators(etag=_text(headers, "ETag"), last_modified=_text(headers, "Last-Modified"))


def freshness(headers: Headers, now: dt.datetime) -> dt.timedelta | None:
    """How long the server says that its answer holds (`max-age`, else `Expires`); None: it does not say."""
    match = _MAX_AGE.search(_text(headers, "Cache-Control") or "")
    if match:
        return dt.timedelta(seconds=int(match[1]))
    expires = http_date(_text(headers, "Expires"))
    return max(expires - now, dt.timedelta()) if expires is not None else None


def http_date(text: str | None) -> dt.datetime | None:
    """The moment of an HTTP date; None: it is none."""
    try:
        found = email.utils.parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _text(headers: Headers, name: str) -> str | None:
    value = headers.get(name)
    text = value.decode("latin-1").strip() if value else ""
    return text if text and text.isprintable() and len(text) <= _SHORT else None


class ConditionalMiddleware:
    """Asks "only if it changed" with the `Validators` in the request's meta."""

    def process_request(self, request: Request) -> None:
        validators = request.meta.get(META)
        if isinstance(validators, Validators):
            if validators.etag is not None:
                request.headers["If-None-Match"] = validators.etag
            if validators.last_modified is not None:
                request.headers["If-Modified-Since"] = validators.last_modified

"""Errands come in, one crawl goes round all of them; fetched pages go into the spool, an account of each visit stays.

One spider for all watches that are due together: a crawl costs 16 ms, a request inside one 4 ms. How to find what is
new at an outlet is the business of the readers (`feed`, `sitemap`, `listing`, `telegram`, `page`); this gets it.
"""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from monitor.address import canonical_url
from monitor.config import Spider as Kind
from monitor.config import Watch
from monitor.model import Page
from monitor.worker import Failed, Worker
from spiders import feed, listing, page, sitemap, telegram
from spiders.conditional import META, freshness, validators_of
from spiders.errand import Errand, Known, Validators, Visit
from spiders.failure import in_words, status_of
from spiders.found import Link, Reading
from spiders.retry import retry_after
from spiders.suspicion import suspicion
from spiders.to_archive import Fetched, Spool

READERS: dict[Kind, Callable[..., Reading]] = {
    Kind.FEED: feed.read,
    Kind.SITEMAP: sitemap.read,
    Kind.LISTING: listing.read,
    Kind.TELEGRAM: telegram.read,
    Kind.PAGE: page.read,
}
DEADLINE = 10.0  # seconds to read one answer; the worst feed of 200,000 nested elements takes 4
MOST_NEW = 100  # articles of one watch in one poll, the newest; the rest waits, or at the first poll is let be
MOST_SITEMAPS = 20  # of one watch in one poll
DEEPEST = 3  # sitemaps in indexes in indexes
FURTHEST = 25  # pages back in a channel, some 500 posts, until one is known: after the night that a daemon did not run
AGAIN_AFTER = dt.timedelta(minutes=15)  # an article whose `lastmod` moves with each poll is not fetched each time

_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain", ""))


class Round(Spider):
    """The spider of one crawl; fills `visits`, an account of each errand by the watch's name."""

    name = "round"

    def __init__(
        self,
        *,
        errands: tuple[Errand, ...],
        worker: Worker,
        spool: Spool,
        visits: dict[str, Visit],
        tell: Callable[[str], None] = lambda words: None,
        **other: Any,
    ) -> None:
        super().__init__(**other)
        self.errands, self.worker, self.spool, self.tell = errands, worker, spool, tell
        self.visits = visits
        self.visits.update({one.watch.name: Visit(watch=one.watch.name, asked=one.poll) for one in errands})
        self._taken: set[str] = set()  # addresses of this crawl: two watches may announce one article
        self._lists: dict[str, set[str]] = {one.watch.name: set() for one in errands}

    async def start(self) -> AsyncIterator[Request]:
        for errand in self.errands:
            if errand.poll:
                yield self._list(errand, errand.watch.url, 0)
        for errand in self.errands:
            for link in errand.owed:
                if owed := self._article(errand, link):
                    yield owed
            for link in errand.again:
                if look := self._article(errand, link, again=True):
                    yield look

    def _list(self, errand: Errand, url: str, depth: int) -> Request:
        self._lists[errand.watch.name].add(canonical_url(url) or url)
        known = errand.known_list(url)
        conditions = known.validators if known is not None and not errand.full else Validators()
        return Request(
            url,
            callback=self.read_list,
            errback=self.no_list,
            dont_filter=True,
            priority=10 - depth,
            meta={META: conditions},
            cb_kwargs={"errand": errand, "url": url, "depth": depth},
        )

    def _article(self, errand: Errand, link: Link, *, again: bool = False) -> Request | None:
        if link.url in self._taken:
            return None
        self._taken.add(link.url)
        known = errand.known(link.url) if again else None
        self.visits[errand.watch.name].looked_at += again
        return Request(
            link.url,
            callback=self.keep_article,
            errback=self.no_article,
            dont_filter=True,
            meta={META: known.validators if known is not None else Validators()},
            cb_kwargs={"errand": errand, "link": link, "again": again},
        )

    async def read_list(
        self, response: Response, errand: Errand, url: str, depth: int
    ) -> AsyncIterator[Request | Fetched]:
        """An answer with announcements: asks for what is new in it."""
        visit, watch = self.visits[errand.watch.name], errand.watch
        now = dt.datetime.now(dt.UTC)
        visit.answered = True
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        found = await self._read(watch, response.body, content_type, response.url)
        if isinstance(found, Failed):
            visit.problem = f"{_which(url, depth)}could not be read: it {found.reason}"
        elif found.problem is not None:
            visit.problem = f"{_which(url, depth)}{found.problem}"
            visit.suspicion = suspicion(response.body)
        if isinstance(found, Failed) or found.problem is not None:
            return
        said = validators_of(response.headers)
        if depth == 0:
            visit.every = max(filter(None, (found.every, freshness(response.headers, now))), default=None)
        if depth == 0 or found.earlier is None:  # what came before a post is asked for once
            visit.states[url] = Known(
                changed=response.meta.get("changed"), etag=said.etag, last_modified=said.last_modified, checked=now
            )
        visit.announced += len(found.links)
        if not found.links and not found.indexes:
            visit.suspicion = suspicion(response.body)
        for request in self._deeper(errand, found, depth):
            yield request
        if found.earlier is not None and self._has_a_gap(errand, found, depth):
            yield self._list(errand, found.earlier, depth + 1)
        if found.gone:
            visit.gone += self._missing(errand, found)
        for link, again in self._news(errand, visit, found, now):
            if link.body is not None:
                yield self._fetched(errand, link, link.body, again, response)
            elif article := self._article(errand, link, again=again):
                yield article

    async def _read(self, watch: Watch, body: bytes, content_type: str, url: str) -> Reading | Failed:
        arguments = [body, content_type, url]
        if watch.spider is Kind.LISTING and watch.links is not None:
            arguments.append(watch.links)
        return await asyncio.to_thread(self.worker.run, READERS[watch.spider], *arguments, deadline=DEADLINE)

    def _deeper(self, errand: Errand, found: Reading, depth: int) -> Iterator[Request]:
        """The sitemaps of an index that may hold news: never one twice, however they name each other."""
        seen, visit = self._lists[errand.watch.name], self.visits[errand.watch.name]
        for url, changed in found.indexes:
            known = errand.known_list(url)
            if changed is not None and known is not None and known.changed == changed and not errand.full:
                continue
            if url not in seen and depth < DEEPEST and len(seen) <= MOST_SITEMAPS:
                request = self._list(errand, url, depth + 1)
                request.meta["changed"] = changed
                yield request
        visit.announced += len(found.indexes)

    def _has_a_gap(self, errand: Errand, found: Reading, depth: int) -> bool:
        """Whether more may have been posted since the last poll than a page shows: then none of it is known."""
        asked = found.earlier in self._lists[errand.watch.name]
        known = any(errand.known(link.url) is not None for link in found.links)
        return not (errand.first or asked or known or not found.links or depth >= FURTHEST)

    def _news(self, errand: Errand, visit: Visit, found: Reading, now: dt.datetime) -> Iterator[tuple[Link, bool]]:
        """The links to ask for: new ones, and known ones that the outlet says it changed."""
        for link in found.links:
            known = errand.known(link.url)
            if known is not None:
                told = link.changed is not None and link.changed != known.changed
                rested = link.body is not None or known.checked is None or now - known.checked >= AGAIN_AFTER
                if errand.watch.spider is Kind.PAGE or (told and rested):
                    yield link, True
                continue
            if link.url in self._taken:
                visit.duplicates += 1
                continue
            visit.fresh += 1
            if visit.fresh > MOST_NEW and link.body is None:
                (visit.passed if errand.first else visit.later).append(link)
            else:
                yield link, False

    def _missing(self, errand: Errand, found: Reading) -> list[str]:
        """The posts that were there, are not, and whose neighbours on both sides are."""
        shown = {telegram.number_of(link.url) for link in found.links} - {None}
        if not shown:
            return []
        urls = {link.url for link in found.links}
        low, high = min(shown), max(shown)  # type: ignore[type-var]
        return [
            url
            for url in errand.held
            if url not in urls and (number := telegram.number_of(url)) is not None and low <= number <= high  # type: ignore[operator]
        ]

    async def keep_article(self, response: Response, errand: Errand, link: Link, again: bool) -> AsyncIterator[Fetched]:
        """An article's page: into the spool, once under its final address."""
        visit = self.visits[errand.watch.name]
        media_type = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
        final = canonical_url(response.url) or link.url
        if media_type not in _PAGES:
            visit.failed.append((link, f"is of the type {media_type[:60]}, no page", False))
        elif not response.body.strip():
            visit.failed.append((link, "is empty", True))
        elif final != link.url and urlsplit(final).path in ("", "/"):
            visit.failed.append((link, "leads to the front page", False))
        elif final != link.url and not again and (final in self._taken or errand.known(final) is not None):
            visit.duplicates += 1
            visit.passed.append(link)
        else:
            self._taken.add(final)
            yield self._fetched(errand, link, response.body, again, response)

    def _fetched(self, errand: Errand, link: Link, body: bytes, again: bool, response: Response) -> Fetched:
        visit, watch = self.visits[errand.watch.name], errand.watch
        visit.fetched += 1
        inside = link.body is not None
        self._taken.add(link.url)
        said = Validators() if inside else validators_of(response.headers)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        made = inside and watch.spider is not Kind.PAGE  # a post: our own HTML around the outlet's words
        self.tell(f"{watch.name}: {visit.fetched} fetched")
        return Fetched(
            watch=watch.name,
            link=link,
            page=Page(
                url=link.url if inside else canonical_url(response.url) or link.url,
                body=body,
                content_type="text/html; charset=utf-8" if made else content_type or "text/html",
                captured=dt.datetime.now(dt.UTC),
                outlet=watch.outlet,
                published=link.published,
                lang=watch.lang,
                topic=watch.topics[0] if len(watch.topics) == 1 else None,
                anew=watch.spider is Kind.PAGE,
            ),
            again=again,
            asked=(*response.meta.get("redirect_urls", ()), response.url),
            status=response.status,
            headers={} if made else _plain_headers(response),
            request={"url": response.url} if made else {"user_agent": _header(response.request, "User-Agent")},
            etag=said.etag,
            last_modified=said.last_modified,
        )

    def no_list(self, failure: Failure) -> None:
        """A list of links that could not be had, or has not changed."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        visit = self.visits[arguments["errand"].watch.name]
        if status_of(failure) == 304:
            visit.answered = True
            visit.unchanged = visit.problem is None
            return
        reason, soft = in_words(failure)
        visit.problem, visit.soft = f"{_which(arguments['url'], arguments['depth'])}{reason}", soft
        if isinstance(failure.value, HttpError):
            visit.answered = True
            visit.retry_after = retry_after(failure.value.response.headers, dt.datetime.now(dt.UTC))

    def no_article(self, failure: Failure) -> None:
        """An article that could not be had, is gone, or has not changed."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        visit, link = self.visits[arguments["errand"].watch.name], arguments["link"]
        status = status_of(failure)
        if status == 304:
            visit.same += 1
            visit.present.append(link)
            return
        if arguments["again"] and status in (404, 410):
            visit.missing.append(link)
            return
        reason, soft = in_words(failure)
        visit.failed.append((link, reason, soft))


def _which(url: str, depth: int) -> str:
    """Which part of a list a fault is about: nothing for the watch's own address."""
    return f"{urlsplit(url).path[:100]} " if depth else ""


def _plain_headers(response: Response) -> dict[str, str]:
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}


def _header(request: Request | None, name: str) -> str:
    value = request.headers.get(name) if request is not None else None
    return value.decode("latin-1") if value else ""

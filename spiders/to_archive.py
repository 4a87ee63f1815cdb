"""Fetched pages come in as they arrive, and go into the archive oldest first, once the whole crawl is done.

A page of ten outlets' crawl that was published earlier must be handled earlier, whichever server was quicker; and a
replay of the archive, in order of capture, must do as the live run did. So pages wait in a file without a name until
the crawl ends, and a page's time of capture is when it was fetched, moved on by microseconds where its turn came later.
"""

import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from scrapy.crawler import Crawler

from monitor.archive import Archive
from monitor.model import Page
from spiders.found import Link

_DATE_LIKE = re.compile(
    rb"(?:article:published_time|datePublished|<time\b)[^>]{0,120}?"
    rb"(20\d\d-[01]\d-[0-3]\d(?:T[\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?)"
)
_SAMPLE = 256 << 10  # bytes of a page in which a date is looked for
_UNDATED = "9999"  # after all others, as in a replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One page as it was fetched, with what announced it."""

    watch: str
    link: Link
    page: Page = field(repr=False)  # its `captured` is when the answer was there
    again: bool = False  # True: it was fetched before; it counts only when its words have changed
    asked: tuple[str, ...] = ()  # the addresses that led to it, redirects included
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    request: Mapping[str, object] = field(default_factory=dict)
    removed: bool = False  # True: it is a note that the article is gone
    etag: str | None = None
    last_modified: str | None = None


class Spool:
    """The pages of one crawl, on the disk until they are archived; memory holds only what is known of them."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._entries: list[tuple[Fetched, str, int, int]] = []

    def put(self, fetched: Fetched) -> None:
        """Keeps one page."""
        start = self._file.seek(0, 2)
        self._file.write(fetched.page.body)
        light = replace(fetched, page=replace(fetched.page, body=b""), link=replace(fetched.link, body=None))
        self._entries.append((light, _when(fetched), start, len(fetched.page.body)))

    def in_order(self) -> Iterator[Fetched]:
        """All pages, the oldest publication first; what the same moment brought in the order of addresses."""
        entries = sorted(self._entries, key=lambda entry: (entry[1], entry[0].link.url))
        for light, _, start, length in entries:
            self._file.seek(start)
            yield replace(light, page=replace(light.page, body=self._file.read(length)))

    def close(self) -> None:
        """Forgets the pages."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._entries)


class Spooling:
    """Scrapy's item pipeline: every `Fetched` goes into the spider's spool."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Spooling":
        return cls(crawler)

    def process_item(self, item: Fetched) -> Fetched:
        self._crawler.spider.spool.put(item)  # type: ignore[union-attr]
        return item


def to_archive(fetched: Fetched, archive: Archive, *, after: dt.datetime | None) -> tuple[str, Fetched]:
    """Appends one page; its reference, once it is on the disk, and the page with its time of capture.

    `after` is the capture time of the page before it; this one gets a later one.
    """
    fetched_at = fetched.page.captured or dt.datetime.now(dt.UTC)
    captured = fetched_at if after is None else max(fetched_at, after + dt.timedelta(microseconds=1))
    kept = replace(fetched, page=replace(fetched.page, captured=captured))
    told = {"watch": kept.watch, "announced": kept.link.url, "fetched": fetched_at.isoformat()}
    if kept.removed:
        told["removed"] = "yes"
    reference = archive.append(kept.page, status=kept.status, headers=kept.headers, request={**kept.request, **told})
    return reference, kept


def _when(fetched: Fetched) -> str:
    """When the page was published, as text that sorts: announced, else as the page says, else unknown."""
    text = fetched.page.published or fetched.link.published
    if text is None:
        match = _DATE_LIKE.search(fetched.page.body[:_SAMPLE])
        text = match[1].decode("ascii") if match else None
    if text is None:
        return _UNDATED
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text[:10]
    if len(text) <= 10:
        return text
    return f"{(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}"

"""What a spider's reader hands back: the articles that an outlet announces, and what else it says of itself.

Readers (`feed.read`, `sitemap.read`, ...) are pure functions from the bytes of an answer to a `Reading`. They run in
the child process, so they and this module know nothing of Scrapy.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from monitor.address import canonical_url

MOST_LINKS = 50_000  # what a sitemap may hold by its standard
MOST_INDEXES = 500
TITLE_LIMIT = 1_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One article as it is announced."""

    url: str  # canonical
    title: str | None = None  # None: the announcement has none
    published: str | None = None  # ISO date-time in UTC, or a date; None: not announced
    lang: str | None = None  # ISO 639-1; None: not announced
    changed: str | None = None  # the outlet's word for the article's state (`lastmod`, a digest); None: it gives none
    body: bytes | None = None  # the article itself as HTML, where the announcement carries it; None: to be fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one answer announces, the newest first where the outlet keeps an order."""

    links: tuple[Link, ...] = ()
    indexes: tuple[tuple[str, str | None], ...] = ()  # further pages of links, each with its `lastmod`
    earlier: str | None = (
        None  # the page of what came before, where this one shows the latest alone; None: there is none
    )
    every: dt.timedelta | None = None  # how long the outlet says that this holds; None: it does not say
    gone: bool = False  # True: an article that was here, is not, and lies between others that are, was taken down
    problem: str | None = None  # why nothing could be read, a clause for people; None: it could be


def link(base: str, href: str | None, **other: str | bytes | None) -> Link | None:
    """The link to an article at `href`, seen from the page at `base`; None: it leads to no page."""
    if not href or len(href) > 4_096:
        return None
    try:
        url = canonical_url(urljoin(base, href.strip().replace(" ", "%20")))
    except ValueError:  # "http://[half"
        return None
    if url is None:
        return None
    title = other.pop("title", None)
    clean = " ".join(title.split())[:TITLE_LIMIT] or None if isinstance(title, str) else None
    return Link(url=url, title=clean, **other)  # type: ignore[arg-type]


def folded(links: list[Link], limit: int = MOST_LINKS) -> tuple[Link, ...]:
    """The links without those whose address came before."""
    return tuple({one.url: one for one in reversed(links)}.values())[::-1][:limit]


def iso(moment: dt.datetime) -> str:
    """A moment as hints carry it: ISO 8601 in UTC, whole seconds."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one outlet: the same host, give or take `www.` and a further label in front."""
    a, b = (f".{(urlsplit(url).hostname or '').removeprefix('www.')}" for url in (one, other))
    return a.endswith(b) or b.endswith(a)

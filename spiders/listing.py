"""A section page of an outlet comes in, the links to articles on it go out: by a pattern, or by how they look.

A layout moves: class names change, a list becomes a grid. What stays is that an article's link leads deeper into the
same site, to a long address with a headline, a number or a date in it, and reads as a headline. So links are weighed by
that and by the kind of place where they stand, never by a path through the page.
"""

import fnmatch
import re
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

from spiders.found import Link, Reading, folded, link, same_site

ENOUGH = 4  # points that make a link an article's; see `_points`

_ASIDE = frozenset(("nav", "footer", "aside", "header", "form", "menu"))
_ASIDE_NAME = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|footer|sidebar|breadcrumbs?|social|share|tags?|promo|ads?)(?:$|[-_ ])"
)
_DATE = re.compile(r"/20\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d)")
_NUMBER = re.compile(r"\d{5,}")
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|people|search|login|subscribe|newsletters?|contact|about|privacy|"
    r"terms|videos?|podcasts?|gallery|photos?|page)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|css|js)$",
    re.IGNORECASE,
)


def read(body: bytes, content_type: str, url: str, pattern: str | None = None) -> Reading:
    """The article links on the page at `url`, in its order; with `pattern` those whose path it fits ("/news/*")."""
    if not body.strip():
        return Reading(problem="is empty")
    parser = lxml.html.HTMLParser(encoding=_encoding(content_type), remove_comments=True, collect_ids=False)
    try:
        tree = lxml.html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError):
        return Reading(problem="is no web page")
    base = _base(tree, url)
    best: dict[str, tuple[int, Link]] = {}
    for anchor in tree.iter("a"):
        title = _words(anchor)
        found = link(base, anchor.get("href"), title=title if len(title) >= 20 else None)
        if found is None or _same_page(found.url, url):
            continue
        points = ENOUGH if pattern is not None else _points(anchor, found.url, url, title)
        if pattern is not None and not fnmatch.fnmatchcase(_path(found.url), pattern):
            continue
        before = best.get(found.url)
        if before is None:
            best[found.url] = (points, found)
        elif points > before[0] or (found.title and not before[1].title):
            best[found.url] = (max(points, before[0]), found if found.title else before[1])
    return Reading(links=folded([found for points, found in best.values() if points >= ENOUGH]))


def _points(anchor: etree._Element, target: str, page: str, title: str) -> int:
    """How much a link looks like an article's: 2 for a telling address, 2 for a headline's words, 2 for its place."""
    path = _path(target)
    if not same_site(target, page) or _NO_ARTICLE.search(path):
        return 0
    slug = path.rstrip("/").rpartition("/")[2]
    points = 0
    if _DATE.search(path):
        points += 2
    if _NUMBER.search(slug) or slug.count("-") >= 3 or slug.count("_") >= 3:
        points += 2
    words = len(title.split())
    points += 2 if words >= 5 and len(title) >= 25 else 1 if words >= 3 else 0
    above = list(anchor.iterancestors())[:12]
    if any(one.tag in ("h1", "h2", "h3", "h4", "article") for one in above) or anchor.find(".//h2") is not None:
        points += 2
    elif anchor.find(".//h3") is not None or any(one.tag in ("main", "li", "section") for one in above):
        points += 1
    if any(one.tag in _ASIDE or _ASIDE_NAME.search(f"{one.get('class', '')} {one.get('id', '')}") for one in above):
        points -= 3
    return points


def _words(anchor: etree._Element) -> str:
    """A link's headline: that of a heading inside it where there is one, else all of its words."""
    heading = next((one for one in anchor.iter("h1", "h2", "h3", "h4")), None)
    return " ".join("".join((anchor if heading is None else heading).itertext()).split())


def _base(tree: etree._Element, url: str) -> str:
    href = next((one.get("href") for one in tree.iter("base") if one.get("href")), None)
    try:
        return urljoin(url, href) if href else url
    except ValueError:
        return url


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _same_page(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    return (a.hostname, a.path.rstrip("/"), a.query) == (b.hostname, b.path.rstrip("/"), b.query)


def _encoding(content_type: str) -> str | None:
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type[:200], re.IGNORECASE)
    try:
        return match[1] if match and "".encode(match[1]) == b"" else None
    except LookupError:
        return None

"""The bytes of a sitemap, a news sitemap or a sitemap index come in; articles, or further sitemaps, go out."""

import gzip
import io
import re
import zlib

from lxml import etree

from spiders.found import MOST_INDEXES, MOST_LINKS, Link, Reading, folded, link

SIZE_LIMIT = 50 << 20  # bytes of an unpacked sitemap, as its standard says

# "?a=1&b=2" written into XML as it is: a parser that recovers would make "?a=1=2" of it
_BARE = re.compile(rb"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][\w.-]{0,30});)")
_TEXTS = {"loc", "lastmod", "publication_date", "title", "language"}


def read(body: bytes, content_type: str, url: str) -> Reading:
    """The sitemap at `url`, newest first where it gives dates; a `problem` where it is none.

    Entities are not expanded, nothing outside is read, and what is well-formed before a fault counts.
    """
    if body[:2] == b"\x1f\x8b":  # a `.xml.gz` that was sent as a file
        try:
            with gzip.open(io.BytesIO(body)) as file:
                body = file.read(SIZE_LIMIT + 1)
        except (OSError, EOFError, zlib.error):
            return Reading(problem="is a gzip file that cannot be read")
    if len(body) > SIZE_LIMIT:
        return Reading(problem=f"is larger than {SIZE_LIMIT >> 20} MiB")
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _plain(body, url)
    body = _BARE.sub(b"&amp;", body)
    links: list[Link] = []
    indexes: list[tuple[str, str | None]] = []
    known = False
    try:
        # `recover`: a fault in one address would otherwise end the reading there
        for _, element in etree.iterparse(
            io.BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True
        ):
            name = _local(element)
            if name in ("urlset", "sitemapindex"):
                known = True
            if name not in ("url", "sitemap"):
                continue
            known = True
            texts = {_local(one): (one.text or "").strip() for one in element.iter() if _local(one) in _TEXTS}
            loc, changed = texts.get("loc"), texts.get("lastmod") or None
            if name == "sitemap":
                found = link(url, loc)
                indexes += [(found.url, changed)] if found is not None else []
            else:
                one = link(
                    url,
                    loc,
                    title=texts.get("title"),
                    published=texts.get("publication_date") or None,
                    lang=texts.get("language", "")[:2].lower() or None,
                    changed=changed,
                )
                links += [one] if one is not None else []
            element.clear()
            if len(links) > MOST_LINKS or len(indexes) > MOST_INDEXES:
                break
    except (etree.LxmlError, ValueError):
        pass  # what was read before the fault counts
    if not known:
        return Reading(problem="is no sitemap")
    links.sort(key=lambda one: one.published or one.changed or "", reverse=True)
    indexes.sort(key=lambda one: one[1] or "", reverse=True)
    return Reading(links=folded(links), indexes=tuple(indexes[:MOST_INDEXES]))


def _plain(body: bytes, url: str) -> Reading:
    """A sitemap as a text file: an address a line."""
    lines = body.decode("utf-8", "replace").split()
    links = [link(url, line) for line in lines[:MOST_LINKS] if line.startswith(("http://", "https://"))]
    found = folded([one for one in links if one is not None])
    return Reading(links=found) if found else Reading(problem="is no sitemap")


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

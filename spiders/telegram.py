"""The web page of a public Telegram channel (`t.me/s/NAME`) comes in; each post on it, as a page of its own, goes out.

The page shows the last twenty posts or so, and those before a post at `?before=NUMBER`. A post carries its number: an
edit shows as the same number with other words, a deletion as a gap between posts that were there and are.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from monitor.address import canonical_url
from spiders.found import Link, Reading, folded, link

_POST = re.compile(r"([A-Za-z0-9_]{3,64})/(\d{1,12})\Z")
_WORDS = re.compile(r"[^\W_]+")


def read(body: bytes, content_type: str, url: str) -> Reading:
    """The posts on the page, newest first; a `problem` where it shows no channel."""
    if not body.strip():
        return Reading(problem="is empty")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, collect_ids=False)
    try:
        tree = lxml.html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError):
        return Reading(problem="is no web page")
    channel = " ".join(tree.xpath("string(//*[contains(@class, 'tgme_channel_info_header_title')])").split())
    posts = [post for one in tree.xpath("//*[@data-post]") if (post := _post(one, url, channel)) is not None]
    if not posts:
        shown = bool(tree.xpath("//*[contains(@class, 'tgme_channel_info') or contains(@class, 'tgme_page')]"))
        if shown and not tree.xpath("//*[contains(@class, 'tgme_channel_history')]"):
            return Reading(problem="shows no posts: the channel is private, or closed to the web")
        return Reading(problem=None if shown else "is no page of a Telegram channel; write https://t.me/s/NAME")
    first = min(filter(None, (number_of(post.url) for post in posts)), default=1)
    earlier = canonical_url(urljoin(url, f"?before={first}")) if first > 1 else None
    return Reading(links=folded(posts[::-1]), gone=True, earlier=earlier)


def number_of(url: str) -> int | None:
    """The number of a post in its channel, from its address; None: it is no post's.

    >>> number_of("https://t.me/channel/4711")
    4711
    """
    match = _POST.search(url)
    return int(match[2]) if match else None


def _post(element: etree._Element, base: str, channel: str) -> Link | None:
    name = _POST.match(element.get("data-post") or "")
    texts = element.xpath(".//*[contains(concat(' ', @class, ' '), ' tgme_widget_message_text ')]")
    texts = [one for one in texts if not one.xpath("ancestor::*[contains(@class, 'tgme_widget_message_reply')]")]
    if name is None or not texts:
        return None  # a picture without words, a joined member
    lines = [line for line in _lines(texts[-1]) if line]
    if not lines:
        return None
    times = element.xpath(".//a[contains(@class, 'tgme_widget_message_date')]//time/@datetime")
    moment = str(times[0]) if times else None
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    when = f'<meta property="article:published_time" content="{html.escape(moment)}">' if moment else ""
    site = f'<meta property="og:site_name" content="{html.escape(channel)}">' if channel else ""
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8">{site}{when}</head>'
    page += f"<body><article>\n{paragraphs}\n</article></body></html>\n"
    return link(
        base,
        f"/{name[1]}/{name[2]}",
        published=moment,
        changed=" ".join(_WORDS.findall(" ".join(lines)))[:20_000],
        body=page.encode(),
    )


def _lines(element: etree._Element) -> Iterator[str]:
    """The lines of a post: `<br>` ends one."""
    for mark in element.iter("br"):
        mark.tail = "\n" + (mark.tail or "")
    yield from (" ".join(line.split()) for line in "".join(element.itertext()).split("\n"))

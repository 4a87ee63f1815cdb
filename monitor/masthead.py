"""A parsed page comes in; what it says of itself goes out: headline, date, outlet, language, canonical address.

A date is never guessed: JSON-LD, then meta tags, then `<time>` and a date line in the article's header, then a date
line in the page's header. Copyright lines, comments and lists of other articles are not looked at.
"""

import email.utils
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from monitor.address import canonical_url
from monitor.dateline import date_in_line
from monitor.lines import iso_time, language_code

TITLE_LIMIT = 500  # characters; the longest headlines of live blogs have 250

_ARTICLE_TYPES = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
_DATE_META = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished"),
    *(
        "article.published",
        "published_time",
        "publication_date",
        "publishdate",
        "publish-date",
        "publish_date",
        "pubdate",
    ),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date",
    ),
    *("originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "date"),
)
_ASIDE = frozenset(
    ("nav", "aside", "footer", "form", "script", "style", "noscript", "template", "svg", "button", "select")
)
_LEAD = 100  # characters: the first text of this length is the article's, the header is over
_HEADER_TEXTS = 200  # pieces of text looked at in a header; the fullest seen had 60
_FRONTS = re.compile(r"^(?:www|m|mobile|amp)\.")
_SITE_JOINT = re.compile(r"\s+(?:[|–—•·»-]|::)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What a page says of itself; None: it does not say."""

    title: str | None = None
    published: str | None = None  # ISO date, or date-time in UTC
    outlet: str | None = None
    lang: str | None = None
    url: str | None = None  # canonical


def masthead(tree: Element, *, url: str | None = None, captured: str | None = None) -> Masthead:
    """Reads a page's own account of itself. `url` is where it was found, `captured` the ISO date on which."""
    meta = _meta(tree)
    data = _structured(tree)
    outlet = _clean(meta.get("og:site_name")) or _name_of(data.get("publisher")) or _host(url)
    heading = _main_heading(tree, outlet)
    found_lang = language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    lang = found_lang or language_code(meta.get("og:locale") or meta.get("content-language") or "")
    return Masthead(
        title=_title(tree, meta, data, heading, outlet),
        published=_stated_date(meta, data) or _shown_date(tree, heading, lang, captured),
        outlet=outlet,
        lang=lang,
        url=_address(tree, meta, url),
    )


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and element.get(key):
                found.setdefault(element.get(key, "").strip().lower(), content)
    return found


def _structured(tree: Element) -> Mapping[str, Any]:
    """The first JSON-LD object that is an article; empty where there is none or it cannot be read."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                found = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _objects(found):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds):
                    return item
    return {}


def _objects(found: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(found, list) and depth < 4:
        for item in found:
            yield from _objects(item, depth + 1)
    elif isinstance(found, dict):
        yield found
        if depth < 4:
            yield from _objects(found.get("@graph"), depth + 1)
            yield from _objects(found.get("mainEntity"), depth + 1)


def _main_heading(tree: Element, outlet: str | None) -> Element | None:
    """The one `h1` that is the article's headline; None where none or several could be."""
    all_found = [h for h in tree.iter("h1") if _ASIDE.isdisjoint(_tags_above(h)) and _is_headline(_text(h), outlet)]
    inside = [h for h in all_found if not {"article", "main"}.isdisjoint(_tags_above(h))]
    for found in (inside, all_found):
        if len({_text(h) for h in found}) == 1:
            return found[0]
    marked = [h for h in all_found if "headline" in (h.get("itemprop") or "")]
    return marked[0] if marked else None


def _title(
    tree: Element, meta: Mapping[str, str], data: Mapping[str, Any], heading: Element | None, outlet: str | None
) -> str | None:
    named = next((element.text for element in tree.iter("title")), None)
    candidates = (
        _text(heading) if heading is not None else None,
        _string(data.get("headline")),
        meta.get("og:title"),
        meta.get("twitter:title"),
        named,
    )
    for candidate in candidates:
        title = _without_site(_clean(candidate), outlet)
        if title and len(title) <= TITLE_LIMIT:
            return title
    return None


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """A headline without the outlet's name at either end: "Nine killed | The Example"."""
    if not title or not outlet:
        return title
    parts = list(_SITE_JOINT.finditer(title))
    if parts and title[parts[-1].end() :].casefold() == outlet.casefold():
        return title[: parts[-1].start()].strip()
    if parts and title[: parts[0].start()].casefold() == outlet.casefold():
        return title[parts[0].end() :].strip()
    return title


def _stated_date(meta: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    for value in (_string(data.get("datePublished")), *(meta.get(key) for key in _DATE_META)):
        when = _date_value(value or "")
        if when:
            return when
    return None


def _date_value(text: str) -> str | None:
    """A date as machines write it; None for what is none, and for years in which there was no page.

    >>> _date_value("2025-06-12T10:26:51+0000"), _date_value("Wed, 05 Feb 2025 10:00:00 +0200")
    ('2025-06-12T10:26:51Z', '2025-02-05T08:00:00Z')
    >>> _date_value("0001-01-01"), _date_value("recently")
    (None, None)
    """
    text = text.strip()[:60]
    when = iso_time(text)
    if when is None:
        try:
            when = iso_time(email.utils.parsedate_to_datetime(text).isoformat())
        except (ValueError, TypeError):
            when = date_in_line(text)
    return when if when and "1990" <= when[:4] <= "2100" else None


def _shown_date(tree: Element, heading: Element | None, lang: str | None, captured: str | None) -> str | None:
    """The date in the article's header; else a date line above it, if that is not merely the day of the visit."""
    if heading is None:
        return None
    for element, text in _header_of(heading):
        when = _date_value(element.get("datetime") or element.get("content") or "") if _is_time(element) else None
        when = when or date_in_line(text, lang)
        if when:
            return when
    for number, (element, text) in enumerate(_texts(tree)):
        if element is heading or number == _HEADER_TEXTS or len(text) >= _LEAD:
            break
        when = date_in_line(text, lang)
        if when and when[:10] != captured:
            return when
    return None


def _header_of(heading: Element) -> Iterator[tuple[Element, str]]:
    """The pieces of text around a headline until the article's first paragraph."""
    scope = next((above for above in heading.iterancestors() if above.tag in ("article", "main")), None)
    started = scope is not None
    for number, (element, text) in enumerate(_texts(heading.getroottree().getroot() if scope is None else scope)):
        if element is heading:
            started = True
        elif started and (len(text) >= _LEAD or number == _HEADER_TEXTS):
            return
        elif started:
            yield element, text


def _texts(scope: Element) -> Iterator[tuple[Element, str]]:
    """The pieces of text in an element with the element that holds each; side matter and lists of links left out."""
    skipped: Element | None = None
    for event, element in iterwalk(scope, events=("start", "end")):
        if event == "end":
            if element is skipped:
                skipped = None
            if skipped is None and element is not scope and (text := _squeeze(element.tail)):
                parent = element.getparent()
                yield (element if parent is None else parent), text
        elif skipped is None:
            if element.tag in _ASIDE or element.tag in ("ul", "ol", "head"):
                skipped = element
            elif (text := _squeeze(element.text)) or _is_time(element):
                yield element, text


def _is_time(element: Element) -> bool:
    return element.tag == "time" or "datepublished" in (element.get("itemprop") or "").lower()


def _address(tree: Element, meta: Mapping[str, str], url: str | None) -> str | None:
    """The page's canonical address; another host's or a front page is not believed, for it is another article's."""
    own = canonical_url(url)
    links = (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    for found in (*links, meta.get("og:url")):
        try:
            address = canonical_url(urljoin(url or "", found)) if found else None
        except ValueError:
            continue
        if address and urlsplit(address).path != "/" and (own is None or _host(address) == _host(own)):
            return address
    return own


def _host(url: str | None) -> str | None:
    address = canonical_url(url)
    return _FRONTS.sub("", urlsplit(address).netloc) if address else None


def _name_of(found: object) -> str | None:
    if isinstance(found, list):
        found = found[0] if found else None
    return _clean(_string(found.get("name") if isinstance(found, dict) else found))


def _is_headline(text: str, outlet: str | None) -> bool:
    return text.count(" ") > 0 and len(text) <= TITLE_LIMIT and text.casefold() != (outlet or "").casefold()


def _tags_above(element: Element) -> set[str]:
    return {above.tag for above in element.iterancestors()}


def _text(element: Element) -> str:
    return _squeeze("".join(element.itertext()))


def _clean(text: str | None) -> str | None:
    return _squeeze(html.unescape(text)) or None if text else None


def _squeeze(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def _string(found: object) -> str | None:
    return found if isinstance(found, str) else None

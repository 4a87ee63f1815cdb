"""The bytes of a feed (RSS, Atom, JSON Feed) come in, the articles that it announces go out.

feedparser reads what other parsers spoil: an `&` in a link, latin-1 without a word, dates of every kind. It is slow and
its input is anyone's, so it runs in the child process.
"""

import calendar
import datetime as dt
import json
import re
from typing import Any

import feedparser

from spiders.found import Link, Reading, folded, iso, link

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]|\Z)")
_HOURS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}


def read(body: bytes, content_type: str, url: str) -> Reading:
    """The feed at `url`; a `problem` where it is none."""
    if not body.strip(b"\0 \t\r\n"):
        return Reading(problem="is empty")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    headers = {"content-type": content_type, "content-location": url}
    found = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.version and not found.entries:
        return Reading(problem=_what_instead(body, found))
    language = _two_letters(found.feed.get("language"))
    links = [_entry(entry, url, language) for entry in found.entries]
    return Reading(links=folded([one for one in links if one is not None]), every=_rhythm(found.feed))


def _entry(entry: Any, base: str, language: str | None) -> Link | None:
    href = entry.get("link")
    if not href:
        href = next((one.get("href") for one in entry.get("links", ()) if one.get("rel") == "alternate"), None)
    if not href and str(entry.get("id", "")).startswith(("http://", "https://")):
        href = entry.id
    moment = _moment(entry.get("published_parsed")) or _moment(entry.get("updated_parsed"))
    title = re.sub(r"<[^<>]{1,200}>", "", entry.get("title") or "")
    return link(
        base,
        href,
        title=title,
        published=moment,
        lang=_two_letters(entry.get("language")) or language,
        changed=_moment(entry.get("updated_parsed")),
    )


def _json_feed(body: bytes, url: str) -> Reading:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return Reading(problem="is JSON that cannot be read")
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        return Reading(problem="is JSON, but no JSON Feed: it holds no list of items")
    language = _two_letters(found.get("language"))
    links = []
    for item in items:
        if not isinstance(item, dict):
            continue
        href = item.get("url") or item.get("external_url") or item.get("id")
        title = item.get("title")
        one = link(
            url,
            href if isinstance(href, str) else None,
            title=title if isinstance(title, str) else None,
            published=_iso_text(item.get("date_published")),
            lang=_two_letters(item.get("language")) or language,
            changed=_iso_text(item.get("date_modified")),
        )
        links += [one] if one is not None else []
    return Reading(links=folded(links))


def _moment(parsed: Any) -> str | None:
    """feedparser's UTC tuple as ISO text; None: there is none, or no such day."""
    try:
        return iso(dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _iso_text(text: Any) -> str | None:
    try:
        found = dt.datetime.fromisoformat(text) if isinstance(text, str) else None
        return iso(found if found.tzinfo else found.replace(tzinfo=dt.UTC)) if found else None
    except (ValueError, OverflowError):
        return None


def _two_letters(text: Any) -> str | None:
    match = _LANGUAGE.match(text.strip()) if isinstance(text, str) else None
    return match[1].lower() if match else None


def _rhythm(feed: Any) -> dt.timedelta | None:
    """How often the feed says that it changes: RSS's `ttl` in minutes, or `sy:updatePeriod`."""
    ttl = str(feed.get("ttl", ""))
    if ttl.isascii() and ttl.isdigit() and len(ttl) < 7:
        return dt.timedelta(minutes=int(ttl))
    hours = _HOURS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    times = str(feed.get("sy_updatefrequency", "1")).strip()
    if hours is None or not (times.isascii() and times.isdigit() and 0 < len(times) < 5) or int(times) == 0:
        return None
    return dt.timedelta(hours=hours) / int(times)


def _what_instead(body: bytes, found: Any) -> str:
    if re.search(rb"<html|<!doctype html", body[:2_000], re.IGNORECASE):
        return "is a web page, no feed; look for the feed's address, or use another spider"
    error = found.get("bozo_exception")
    return f"is no feed that can be read ({type(error).__name__})" if error else "is no feed that can be read"

"""A line of JSON comes in, an `Article` or the reason why it is none goes out (`detect`, `replay` of `.jsonl`).

The text is kept character by character, so that offsets count in what the sender has. Only what cannot be stored (NUL,
half a surrogate pair) becomes U+FFFD, one for one.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from monitor.address import article_id, canonical_url
from monitor.model import Article, Rejection

LINE_LIMIT = 20 << 20  # bytes; the longest newspaper page is 10 MiB, escaped it may double

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")


class _Faulty(ValueError):
    """A line or key that cannot be understood; the message says how to mend it."""


def articles_from_lines(stream: BinaryIO, source: str = "") -> Iterator[Article | Rejection]:
    """Each line's article or rejection, in order; empty lines are passed over. `source` is the file's name."""
    for number, line in numbered_lines(stream):
        if line.strip():
            yield article_from_line(line, number, source)


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines from 1, without their ends; one that is longer than `LINE_LIMIT` is cut one byte beyond it."""
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(1 << 20)):
            pass
        yield number, line.rstrip(b"\r\n")


def article_from_line(line: bytes | str, number: int, source: str = "") -> Article | Rejection:
    """The article of a `detect` line, or a rejection: `f"{subject}: {reason}"` reads "line 7: `text` is missing ...".

    Keys: `text`, and optionally `id`, `title`, `published` (ISO date or date-time, UTC where it has no offset), `lang`
    (ISO 639-1, "en-GB" too), `topic`, `url`, `outlet`; others are passed over, `null` is as good as absent. An article
    without an `id` gets one of its address, else of its headline and text.
    """
    name = f"{source} line {number}" if source else f"line {number}"
    try:
        return _article(_object(line, number), name)
    except _Faulty as fault:
        return Rejection(stage="archive", subject=name, reason=str(fault))


def id_of_line(line: bytes | str) -> str | int | None:
    """The line's own `id`, as it stands there; None where it has none or cannot be read."""
    try:
        found = _object(line, 0).get("id")
    except _Faulty:
        return None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def hints_from_line(line: bytes, number: int) -> dict[str, str | None]:
    """An index line's `file`, `url`, `outlet`, `title`, `published`, `lang`, `topic`; ValueError says what is wrong."""
    found = _object(line, number)
    file = _text(found, "file")
    if not file:
        raise _Faulty('`file` is missing: name the page\'s file, as in {"file": "page.html"}')
    return {"file": file} | _hints(found)


def understood_hints(found: dict[str, Any]) -> dict[str, str | None]:
    """`url`, `outlet`, `title`, `published`, `lang`, `topic` of a mapping, checked; ValueError says what is wrong."""
    return _hints(found)


def iso_time(text: str) -> str | None:
    """An ISO date as it is, an ISO date-time in UTC to the second; None: it is neither.

    >>> iso_time("2026-02-05T01:30+02:00"), iso_time("20260205"), iso_time("Feb. 5")
    ('2026-02-04T23:30:00Z', '2026-02-05', None)
    """
    text = text.strip()
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        moment = dt.datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # no date-time; or one a day before the year 1
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def language_code(text: str) -> str | None:
    """The two-letter code of a language tag; None: it is none.

    >>> language_code("en-GB"), language_code("uk"), language_code("English")
    ('en', 'uk', None)
    """
    match = _LANGUAGE.match(text.strip())
    return match[1].lower() if match else None


def _article(found: dict[str, Any], name: str) -> Article:
    text = found.get("text")
    if text is None:
        raise _Faulty("`text` is missing: every line needs the article's text")
    if not isinstance(text, str):
        raise _Faulty(f"`text` is {_shown(text)}, it must be a string")
    own = found.get("id")
    if own is not None and (isinstance(own, bool) or not isinstance(own, str | int)):
        raise _Faulty(f"`id` is {_shown(own)}, it must be a string or a whole number")
    hints = _hints(found)
    text = _storable(text)
    url = canonical_url(hints["url"]) or hints["url"]
    return Article(
        id=_storable(str(own)) if own is not None else article_id(url=url, title=hints["title"], text=text),
        text=text,
        title=hints["title"],
        url=url,
        outlet=hints["outlet"],
        published=hints["published"],
        lang=hints["lang"],
        topic=hints["topic"],
        name=name,
    )


def _hints(found: dict[str, Any]) -> dict[str, str | None]:
    published, lang = _text(found, "published"), _text(found, "lang")
    when = iso_time(published) if published is not None else None
    if published is not None and when is None:
        raise _Faulty(
            f"`published` is {_shown(published)}, which is no ISO date or date-time: write "
            "2026-02-05 or 2026-02-05T14:30:00Z"
        )
    code = language_code(lang) if lang is not None else None
    if lang is not None and code is None:
        raise _Faulty(f'`lang` is {_shown(lang)}, which is no ISO 639-1 code: write two letters such as "en" or "uk"')
    topic = _text(found, "topic")
    if topic is not None and not topic.strip():
        raise _Faulty("`topic` is empty: name a topic, or leave the key out")
    return {
        "url": _text(found, "url") or None,
        "outlet": _text(found, "outlet") or None,
        "title": _text(found, "title") or None,
        "published": when,
        "lang": code,
        "topic": topic,
    }


def _object(line: bytes | str, number: int) -> dict[str, Any]:
    if len(line) > LINE_LIMIT:
        raise _Faulty(f"is longer than {LINE_LIMIT >> 20} MiB: split the article")
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise _Faulty(f"is no UTF-8 text at byte {error.start + 1}: save the file as UTF-8") from None
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        raise _Faulty(f"is no valid JSON ({what}, at character {error.pos + 1}): write one object a line") from None
    except RecursionError:
        raise _Faulty("is nested too deeply: write one flat object a line") from None
    except ValueError:  # a whole number of more than 4,300 digits
        raise _Faulty("holds a number that is too long") from None
    if not isinstance(found, dict):
        raise _Faulty(f'is {_shown(found)}, it must be an object such as {{"text": "..."}}')
    return found


def _text(found: dict[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise _Faulty(f"`{key}` is {_shown(value)}, it must be a string or null")
    return None if value is None else _storable(value)


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)


def _shown(value: object) -> str:
    """A value in a message: short, on one line."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and not isinstance(value, bool):
        return "a number"
    shown = json.dumps(value)
    return shown if len(shown) <= 40 else shown[:36] + '..."'

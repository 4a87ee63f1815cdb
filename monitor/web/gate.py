"""Every request and answer pass here: foreign writes and the server's inner pages are refused, each answer gets its
headers, CSV its harmless cells."""

import csv
import io
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect", "font")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",  # no-referrer would blank the origin of our own forms
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
LONGEST_FORM = 64 * 1024  # bytes
_STATIC = ("/-/static/", "/assets/")
_TABLES = "/data"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What draws nothing or turns the reading direction, in Datasette's own pages too (a facet's label, an echoed search)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# Datasette's own pages colour a border in the tag itself, against the policy, and draw a padlock, for which many a font
# has no sign, beside all that not everybody may read: here that is everything. Escaped text holds no plain " to match
_THEIRS = re.compile(' style="[^"<>]{0,100}"| \N{LOCK}')
csv.field_size_limit(1 << 30)  # an article's text is a cell
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def gate(app: App) -> App:
    """The application behind the gate."""

    async def gated(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        answer = _answering(scope, send)
        refusal = _refusal(scope)
        if refusal is not None:
            status, words = refusal
            head = [(b"content-type", b"text/plain; charset=utf-8")]
            await answer({"type": "http.response.start", "status": status, "headers": head})
            await answer({"type": "http.response.body", "body": words.encode()})
            return
        await app(scope, receive, answer)

    return gated


def safe_cell(value: object) -> str:
    """A cell of a CSV that no spreadsheet runs: a ' before what begins like a formula, also behind blanks."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def to_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV (RFC 4180) of harmless cells."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(list(header))
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _refusal(scope: Scope) -> tuple[int, str] | None:
    """Why a request is not answered, or None."""
    path = scope["path"]
    if path.startswith("/-/") and not path.startswith("/-/static/"):
        return 404, "Not here"  # versions, settings, paths and permissions of the server: nobody's business
    if path.startswith("//") or "\\" in path:
        return 404, "Not here"  # Datasette would send "//evil.example/" on to that host
    if scope["method"] in _READS:
        return None
    headers = {key.lower(): value.decode("latin-1") for key, value in scope["headers"]}
    length = headers.get(b"content-length", "")
    if not length.isdigit() or int(length) > LONGEST_FORM:
        return 413, "The form is too long, or does not say how long it is"
    site = headers.get(b"sec-fetch-site", "same-origin")
    origin, host = headers.get(b"origin"), headers.get(b"host", "")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if site not in ("same-origin", "none") or foreign:
        return 403, "This form was sent by another site"
    return None


def _answering(scope: Scope, send: Send) -> Send:
    path = scope["path"]
    is_csv = is_html = False

    async def answer(message: Message) -> None:
        nonlocal is_csv, is_html
        if message["type"] == "http.response.start":
            names = {key.lower(): value for key, value in message.get("headers", ())}
            kind = names.get(b"content-type", b"")
            is_csv = b"text/csv" in kind or (b"text/plain" in kind and path.endswith(".csv"))
            is_html = b"text/html" in kind
            fixed = dict(_HEADERS)
            if not path.startswith(_STATIC):
                fixed[b"cache-control"] = b"private, no-store" if b"set-cookie" in names else b"private, no-cache"
            dropped = (
                set(fixed) | {b"access-control-allow-origin"} | ({b"content-length"} if is_csv or is_html else set())
            )
            kept = [(key, value) for key, value in message.get("headers", ()) if key.lower() not in dropped]
            message = {**message, "headers": [*kept, *fixed.items()]}
        elif is_csv and message.get("body"):
            message = {**message, "body": _harmless(message["body"])}
        elif is_html and message.get("body"):
            text = _UNSEEN.sub("", message["body"].decode("utf-8", "replace"))
            message = {**message, "body": (_THEIRS.sub("", text) if path.startswith(_TABLES) else text).encode()}
        await send(message)

    return answer


def _harmless(body: bytes) -> bytes:
    """Rows of CSV with harmless cells; Datasette sends whole rows at a time."""
    out = io.StringIO()
    rows = csv.reader(io.StringIO(body.decode("utf-8", "replace"), newline=""))
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()

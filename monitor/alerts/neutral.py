"""Other people's text (headlines, quotes, outlets, names, addresses) in; text out that no chat, mail or page acts on.

An article can carry `<!channel>`, `@everyone`, `[click](https://...)`, a line break that ends a mail header, or
characters that turn the reading direction round. A desk must be able to trust that an alert only ever *says* something.
"""

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

ELLIPSIS = "…"
LONGEST_LINK = 2000  # browsers and chats cut or refuse longer ones

# Letters, marks and symbols that draw nothing, beyond the categories Cc, Cf, Cs, Co and Cn: fillers, the braille blank,
# the joiner and variation selectors, in which text can be hidden
_BLANKS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_GAPS = frozenset({"Zs", "Zl", "Zp"})
_PILED_MARKS = 3  # Vietnamese and vocalised Hebrew need up to 3 on one letter; "zalgo" text piles up dozens
# "@here" calls even inside a word in some chats; any other "@name" may call that person where a word begins with it
_CALL = re.compile(r"@(?=(?:everyone|here|channel|all|room)\b)|(?<!\w)@(?=\w)", re.IGNORECASE)
# a "(" makes a link only straight after a "]"; elsewhere the backslash would only disturb those who see the source
_MARKDOWN = re.compile(r"([\\`*_\[\]~#|]|(?<=\])\(|&(?=#?\w+;))")
_NO_NAME = re.compile(r"[\\`*_\[\]{}~#|‹›]")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\]")


def plain(text: str, limit: int | None = None) -> str:
    """One line of `text` without invisible characters and calls; cut to `limit` characters where one is given.

    Every other visible character stays, but for `<` and `>` (as ‹ ›), the "@" of a call (as ＠) and piled-up marks.

    >>> plain("Losses\\u202e rise\\r\\nBcc: x <!channel> @everyone, 5 > 4")
    'Losses rise Bcc: x ‹!channel› ＠everyone, 5 › 4'
    """
    seen: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in _GAPS or character in "\t\n\r\v\f\x85":
            seen.append(" ")
        elif category in _INVISIBLE or character in _BLANKS:
            continue  # and the count of marks goes on: an invisible one between them draws nothing
        elif category in {"Mn", "Me"}:
            marks += 1
            if marks <= _PILED_MARKS:
                seen.append(character)
            continue
        else:
            seen.append(character)
        marks = 0
    line = " ".join("".join(seen).split()).replace("<", "‹").replace(">", "›")
    line = _CALL.sub("＠", line)
    return line if limit is None else cut(line, limit)


def name(text: str, limit: int) -> str:
    """A name that a text gives, for a title: as `plain`, and without the characters of markup, which no name needs.

    A title is set by each chat in its own way, most without escapes.

    >>> name("*Ministry* of [Health](https://evil.example)", 60)
    'Ministry of Health(https://evil.example)'
    """
    return cut(" ".join(_NO_NAME.sub("", plain(text)).split()), limit)


def cut(line: str, limit: int) -> str:
    """`line` in at most `limit` characters, an ellipsis for what is missing, at a space where one is near.

    >>> cut("Forty-five thousand soldiers", 12)
    'Forty-five…'
    """
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    space = kept.rfind(" ")
    if space > limit * 2 // 3 and line[limit - 1] != " ":
        kept = kept[:space]
    return kept.rstrip(" ,;:") + ELLIPSIS


def excerpt(quote_text: str, limit: int, *, around: str = "") -> str:
    """A quote, neutral, in at most `limit` characters around its first number, or that of the words `around`.

    >>> excerpt("a " * 40 + "total of 55,000 soldiers " + "b " * 40, 30)
    '…a a total of 55,000 soldiers…'
    """
    line = plain(quote_text)
    if len(line) <= limit:
        return line
    center = max(0, line.find(plain(around)))
    digit = re.compile(r"\d").search(line, center)
    start = max(0, (digit.start() if digit else center) - limit // 2)
    if start:
        start = line.find(" ", start, start + limit // 4) + 1 or start
        return ELLIPSIS + cut(line[start:], limit - 1)
    return cut(line, limit)


def markdown(line: str) -> str:
    """A line that `plain` has passed, with every character escaped that Markdown (any chat's) would act on.

    >>> markdown("[55,000](evil) *dead* &lt;")
    '\\\\[55,000\\\\]\\\\(evil) \\\\*dead\\\\* \\\\&lt;'
    """
    return _MARKDOWN.sub(r"\\\1", line)


def link(url: str | None) -> str | None:
    """A web address that can stand in any message, or None where it cannot be one.

    Only http and https; no user names or passwords; the host in ASCII; everything unusual percent-encoded.

    >>> link("https://user:pw@example.org/a(b)?q=<x>")
    'https://example.org/a%28b%29?q=%3Cx%3E'
    >>> link("javascript:alert(1)") is None
    True
    """
    if url is None:
        return None
    bare = "".join(c for c in url.strip() if unicodedata.category(c) not in _INVISIBLE and c not in _BLANKS)
    try:
        parts = urlsplit(bare)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else ""
    except ValueError:  # a port out of range, a label that no domain has
        return None
    host = host or f"[{parts.hostname}]"
    # "https://bbc.com\@evil.example" is one host to a browser and another to us
    if parts.scheme not in {"http", "https"} or "\\" in parts.netloc or not _HOST.fullmatch(host):
        return None
    address = f"{parts.scheme}://{host}{f':{port}' if port is not None else ''}{_encoded(parts.path)}"
    address += f"?{_encoded(parts.query)}" if parts.query else ""
    address += f"#{_encoded(parts.fragment)}" if parts.fragment else ""
    return address if len(address) <= LONGEST_LINK else None


def host_of(address: str) -> str:
    """The host of an address that `link` has passed, to name an article without outlet and headline."""
    return unquote(urlsplit(address).hostname or "")


def _encoded(part: str) -> str:
    """A part of an address; existing percent codes stay, "@" and brackets are encoded."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe="/?:;,=&%+-._~!$", encoding="utf-8", errors="ignore")

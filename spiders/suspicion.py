"""A page that gave no article comes in, the likely reason goes out: a pay wall, JavaScript, a changed layout."""

import re

_SAMPLE = 512 << 10  # bytes that are looked at
_WALL = re.compile(
    rb"isAccessibleForFree\"?\s*:\s*\"?false|pay-?wall|class=\"[^\"]{0,200}(?:subscriber-only|premium-content)"
    rb"|subscribe (?:now )?to (?:continue|read)|subscribers only|log ?in to (?:continue|read)",
    re.IGNORECASE,
)
_CHECK = re.compile(rb"captcha|cf-challenge|checking your browser|verify (?:that )?you are (?:a )?human", re.IGNORECASE)
_SCRIPT = re.compile(
    rb"(?:enable|requires?|need(?:s|ed)?|turn on|without) (?:enabled )?java ?script"
    rb"|<noscript[^>]{0,100}>[^<]{0,100}JavaScript"
    rb"|id=[\"']?(?:root|app|__next|__nuxt)\b[^>]{0,200}>\s{0,100}</div>",
    re.IGNORECASE,
)
_TAG = re.compile(
    rb"<(?:script|style|noscript)\b.{0,200000}?</(?:script|style|noscript)>|<[^<>]{0,10000}>", re.DOTALL | re.IGNORECASE
)


def suspicion(body: bytes) -> str:
    """The likely reason why a page shows nothing to read.

    >>> suspicion(b'<html><body><div id="root"></div><script src="app.js"></script></body></html>')
    'a page that needs JavaScript'
    """
    body = body[:_SAMPLE]
    if _CHECK.search(body):
        return "a check for robots"
    if _WALL.search(body):
        return "a pay wall"
    if _SCRIPT.search(body):
        return "a page that needs JavaScript"
    words = len(_TAG.sub(b" ", body).split())
    if body.lower().count(b"<script") >= 3 and words < 60:
        return "a page that needs JavaScript"
    return "a changed layout"

"""An address as a page or a feed gives it comes in; its one canonical form, and the id of the article there, go out."""

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

# Parameters that say how a reader came, not what the page is: by prefix, and whole
_TRACKING_PREFIXES = ("utm_", "at_", "gaa_", "hsa_", "mc_", "mtm_", "ns_", "pk_", "wt_")
_TRACKING = frozenset(
    (
        *("_ga", "dclid", "fbclid", "gbraid", "gclid", "igsh", "igshid", "msclkid", "twclid", "wbraid", "yclid"),
        *("campaign_id", "cmp", "cmpid", "icid", "ito", "ocid", "partner", "ref", "ref_src", "ref_url", "referrer"),
        *("sc_channel", "smid", "smtyp", "spm", "srnd", "traffic_source", "xtor", "ysclid"),
    )
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 4_096  # characters; what servers accept at most, beyond it is no address


def canonical_url(url: str | None) -> str | None:
    """The same address without fragment, credentials, tracking parameters and default port; None: no http(s) address.

    >>> canonical_url("HTTPS://News.Example:443/a?id=7&utm_source=x&fbclid=y#top")
    'https://news.example/a?id=7'
    >>> canonical_url("javascript:alert(1)") is None
    True
    """
    if not url or len(url) > _LONGEST or re.search(r"[\x00-\x20\x7f]", url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # "http://[half", "http://host:port"
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece))
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def article_id(*, url: str | None, title: str | None, text: str) -> str:
    """A stable id: of the canonical address where there is one, else of headline and text; never of a path or a clock.

    Its first two characters are the version of this rule.
    """
    key = f"url\0{url}" if url else f"text\0{title or ''}\0{text}"
    return "a1" + hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _is_tracking(piece: str) -> bool:
    name = piece.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)

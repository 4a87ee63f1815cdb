"""One page that is written anew again and again (a daily tracker) comes in; itself as the one article goes out."""

from spiders.found import Reading, link


def read(body: bytes, content_type: str, url: str) -> Reading:
    """The page at `url` itself; whether its words changed is for the caller to see."""
    if not body.strip():
        return Reading(problem="is empty")
    found = link(url, url, body=body)
    return Reading(links=(found,) if found is not None else ())

"""Events of the Zelensky story, made by hand, and the topic that names its people."""

from typing import Any

from monitor.model import (
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Measure,
    Party,
    Population,
    Qualifier,
    Scope,
    Source,
    SourceKind,
    Status,
    Topic,
)

WAR = Topic(
    id="russia-ukraine",
    title="Russia's war against Ukraine",
    parties=(Party(id="ukraine", name="Ukraine"), Party(id="russia", name="Russia")),
    sources=(
        Source(id="zelensky", name="Volodymyr Zelensky", kind=SourceKind.OFFICIAL),
        Source(id="trump", name="Donald Trump"),
    ),
)
ARTICLE = ArticleRef(
    id="a1",
    url="https://www.example.org/news/zelensky-55000?ref=rss",
    outlet="The Example",
    title="Zelensky says 55,000 Ukrainian soldiers have died",
    published="2026-02-05T09:00:00Z",
)
_QUANTITY: dict[str, Any] = {
    "topic": "russia-ukraine",
    "party": "ukraine",
    "population": Population.MILITARY,
    "measure": Measure.KILLED,
    "scope": Scope.CUMULATIVE,
}


def claim(low: int, **other: Any) -> Claim:
    """Zelensky's number of Ukrainian military dead, unless told otherwise."""
    values: dict[str, Any] = {"id": f"c{low}", "source": "zelensky", "high": low, "qualifier": Qualifier.EXACT}
    return Claim(**(_QUANTITY | values | {"as_of": "2025-02-18", "low": low} | other))


def event(low: int = 55_000, **other: Any) -> Event:
    """Zelensky's 55,000 of February 2026 over his 46,000 of a year before, unless told otherwise."""
    values: dict[str, Any] = {
        "id": "01e55",
        "event": EventKind.UPDATE,
        "high": low,
        "qualifier": Qualifier.EXACT,
        "source": "zelensky",
        "as_of": "2026-02-04",
        "status": Status.ASSERTED,
        "contested": False,
        "article": ARTICLE,
        "quote": f"officially {low:,} soldiers killed",
        "previous": claim(46_000),
        "why": "",
    }
    return Event(**(_QUANTITY | values | {"low": low} | other))

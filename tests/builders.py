"""Nouns with defaults, so that a test states only what matters to it."""

from typing import Any

from monitor.model import Article, Figure, Measure, Population, Qualifier, Scope, Status


def figure(low: int = 55_000, high: int | None = None, **other: Any) -> Figure:
    """A figure of Ukrainian military killed per Zelensky, unless told otherwise."""
    quote = other.pop("quote", f"{low} soldiers killed")
    values: dict[str, Any] = {
        "party": "ukraine",
        "population": Population.MILITARY,
        "measure": Measure.KILLED,
        "qualifier": Qualifier.EXACT,
        "sources": ("zelensky",),
        "as_of": "2026-02-04",
        "scope": Scope.CUMULATIVE,
        "status": Status.ASSERTED,
        "sentence": quote,
        "rule": "test",
        "start": 0,
        "end": len(quote),
    }
    return Figure(low=low, high=low if high is None else high, quote=quote, **(values | other))


def article(text: str = "55000 soldiers killed", **other: Any) -> Article:
    """An article of 5 February 2026 in English."""
    values: dict[str, Any] = {"id": "a1", "published": "2026-02-05", "lang": "en", "outlet": "The Example"}
    return Article(text=text, **(values | other))

"""Nouns with defaults, so that a test states only what matters to it."""

import datetime as dt
from typing import Any

from monitor.model import (
    Article,
    Claim,
    Figure,
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


def claim(low: int = 55_000, high: int | None = None, **other: Any) -> Claim:
    """Zelensky's 55,000 of 4 February 2026 as the history holds it, unless told otherwise."""
    values: dict[str, Any] = {
        "id": f"c-{other.get('source', 'zelensky')}-{low}-{other.get('as_of', '2026-02-04')}",
        "topic": "war",
        "party": "ukraine",
        "population": Population.MILITARY,
        "measure": Measure.KILLED,
        "scope": Scope.CUMULATIVE,
        "source": "zelensky",
        "qualifier": Qualifier.EXACT,
        "as_of": "2026-02-04",
    }
    return Claim(low=low, high=low if high is None else high, **(values | other))


def topic(**other: Any) -> Topic:
    """A war of two sides with a president, an army's staff, foreign officials and a list of names."""
    values: dict[str, Any] = {
        "id": "war",
        "title": "The war",
        "since": dt.date(2022, 2, 24),
        "parties": (Party(id="ukraine", name="Ukraine"), Party(id="russia", name="Russia")),
        "sources": (
            Source(id="zelensky", name="Volodymyr Zelensky", words=("Zelensky",), kind=SourceKind.OFFICIAL),
            Source(id="general-staff", name="General Staff", words=("general staff",), kind=SourceKind.OFFICIAL),
            Source(id="us", name="US officials", words=("US officials",), kind=SourceKind.ESTIMATE),
            Source(id="names", name="The List of Names", words=("list of names",), kind=SourceKind.COUNT),
        ),
    }
    return Topic(**(values | other))


def quake(**other: Any) -> Topic:
    """An earthquake: one event without sides, whose toll rises by the hour."""
    values: dict[str, Any] = {"id": "quake", "title": "The quake", "same_time": dt.timedelta(hours=1)}
    return Topic(**(values | other))

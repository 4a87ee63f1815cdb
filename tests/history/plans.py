"""Plans made by hand: what one article's figures change, without a detector or a theory."""

import datetime as dt
from typing import Any

from monitor.history.ledger import version_of
from monitor.model import (
    Alert,
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Figure,
    Measure,
    Message,
    Party,
    Plan,
    Population,
    Qualifier,
    Scope,
    Source,
    SourceKind,
    Topic,
    Verdict,
)
from tests.builders import article as an_article
from tests.builders import figure as a_figure

NOW = dt.datetime(2026, 2, 5, 12, tzinfo=dt.UTC)
WAR = Topic(
    id="russia-ukraine",
    title="Russia's war against Ukraine",
    since=dt.date(2022, 2, 24),
    parties=(Party(id="ukraine", name="Ukraine"), Party(id="russia", name="Russia")),
    sources=(Source(id="zelensky", name="Volodymyr Zelensky", kind=SourceKind.OFFICIAL),),
)


def claim(low: int = 55_000, high: int | None = None, **other: Any) -> Claim:
    """A claim of Ukrainian military killed per Zelensky, unless told otherwise."""
    values: dict[str, Any] = {
        "id": f"c{low}",
        "topic": "russia-ukraine",
        "party": "ukraine",
        "population": Population.MILITARY,
        "measure": Measure.KILLED,
        "scope": Scope.CUMULATIVE,
        "source": "zelensky",
        "kind": SourceKind.OFFICIAL,
        "qualifier": Qualifier.EXACT,
        "as_of": "2026-02-04",
    }
    return Claim(low=low, high=low if high is None else high, **(values | other))


def figure_for(text: str, made: Claim, **other: Any) -> Figure:
    """A figure that says in `text` what the claim holds, quoted as its number."""
    quote = str(made.low)
    start = text.index(quote)
    values: dict[str, Any] = {
        "party": made.party,
        "population": made.population,
        "measure": made.measure,
        "qualifier": made.qualifier,
        "sources": (made.source,) if made.source else (),
        "as_of": made.as_of,
        "scope": made.scope,
        "place": made.place,
        "span": made.span,
        "start": start,
        "end": start + len(quote),
    }
    return a_figure(made.low, made.high, quote=quote, **(values | other))


def event(article: Article, made: Claim, kind: EventKind = EventKind.NEW, **other: Any) -> Event:
    """An event on a claim, told by an article."""
    values: dict[str, Any] = {
        "previous": None,
        "against": (),
        "id": f"e-{article.id}-{version_of(article)}-{made.id}-{kind}",
    }
    return Event(
        event=kind,
        topic=made.topic,
        party=made.party,
        population=made.population,
        measure=made.measure,
        scope=made.scope,
        place=made.place,
        span=made.span,
        per=made.per,
        low=made.low,
        high=made.high,
        qualifier=made.qualifier,
        source=made.source,
        as_of=made.as_of,
        status=made.status,
        contested=made.contested,
        article=ArticleRef(
            id=article.id, url=article.url, outlet=article.outlet, title=article.title, published=article.published
        ),
        quote=str(made.low),
        why="because a test says so",
        **(values | other),
    )


def alert(told: Event, channel: str = "desk") -> Alert:
    """An alert on an event."""
    message = Message(
        id=f"m-{told.id}", title=f"Title {told.id}", text=f"ids: {told.id}", markdown=told.id, events=(told.id,)
    )
    return Alert(id=f"{channel}-{told.id}", channel=channel, message=message)


def plan(*made: Claim, known: tuple[Claim, ...] = (), alerts: bool = False, **article: Any) -> Plan:
    """An article that tells each claim of `made` for the first time and repeats each of `known`."""
    text = article.pop("text", " and ".join(f"{one.low} soldiers were killed" for one in (*made, *known)))
    told = an_article(text, **article)
    verdicts = [Verdict(figure=figure_for(told.full_text, one), claim=one, event=event(told, one)) for one in made] + [
        Verdict(
            figure=figure_for(told.full_text, one), claim=None, known=one.id, event=event(told, one, EventKind.REPEAT)
        )
        for one in known
    ]
    events = [verdict.event for verdict in verdicts if verdict.event is not None and verdict.claim is not None]
    return Plan(
        article=told,
        seen_at=told.published,
        verdicts=tuple(verdicts),
        alerts=tuple(alert(one) for one in events) if alerts else (),
    )

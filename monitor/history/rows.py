"""Nouns in, the values of their columns out, and back: how a figure, claim and event stand in the database."""

import json
from collections.abc import Mapping
from typing import Any

from monitor.model import (
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Figure,
    Mark,
    Measure,
    Population,
    Qualifier,
    Scope,
    SourceKind,
    Status,
)

Row = dict[str, Any]

_QUANTITY = ("topic", "party", "population", "measure", "scope", "span", "per")


def claim_row(claim: Claim) -> Row:
    """A claim's columns but for where it was first read."""
    return {
        "id": claim.id,
        "topic": claim.topic,
        "party": claim.party,
        "population": claim.population.value,
        "measure": claim.measure.value,
        "scope": claim.scope.value,
        "place": claim.place,
        "span": claim.span,
        "per": claim.per,
        "source": claim.source,
        "kind": claim.kind.value,
        "low": claim.low,
        "high": claim.high,
        "qualifier": claim.qualifier.value,
        "as_of": claim.as_of,
        "status": claim.status.value,
        "contested": int(claim.contested),
        "accepted": int(claim.accepted),
    }


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim of a row; where the row says whether it `stands`, that is its acceptance."""
    return Claim(
        id=row["id"],
        topic=row["topic"],
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        scope=Scope(row["scope"]),
        place=row["place"],
        span=row["span"],
        per=row["per"],
        source=row["source"],
        kind=SourceKind(row["kind"]),
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        as_of=row["as_of"],
        status=Status(row["status"]),
        contested=bool(row["contested"]),
        accepted=bool(row.get("stands", row["accepted"])),
        withdrawn=bool(row.get("withdrawn", False)),
    )


def quantity_row(claim: Claim) -> Row:
    """What of a claim names its row of `quantities`; an incident's place and day stand with the claim."""
    row = claim_row(claim)
    return {key: row[key] for key in _QUANTITY}


def figure_row(figure: Figure) -> Row:
    """A figure's columns but for its article and claim."""
    return {
        "party": figure.party,
        "population": figure.population.value,
        "measure": figure.measure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier.value,
        "sources": to_json(figure.sources),
        "as_of": figure.as_of,
        "scope": figure.scope.value,
        "status": figure.status.value,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "sentence": figure.sentence,
        "rule": figure.rule,
        "place": figure.place,
        "span": figure.span,
        "per": figure.per,
        "elsewhere": figure.elsewhere,
        "corrects": to_json(figure.corrects) if figure.corrects else None,
        "marks": to_json([(mark.role, mark.start, mark.end) for mark in figure.marks]),
    }


def figure_of(row: Mapping[str, Any]) -> Figure:
    """The figure of a row."""
    corrects = json.loads(row["corrects"]) if row["corrects"] else None
    return Figure(
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        sources=tuple(json.loads(row["sources"])),
        as_of=row["as_of"],
        scope=Scope(row["scope"]),
        status=Status(row["status"]),
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        sentence=row["sentence"],
        rule=row["rule"],
        place=row["place"],
        span=row["span"],
        per=row["per"],
        elsewhere=row["elsewhere"],
        corrects=(corrects[0], corrects[1]) if corrects else None,
        marks=tuple(Mark(role=role, start=start, end=end) for role, start, end in json.loads(row["marks"])),
    )


def event_row(event: Event) -> Row:
    """An event's columns but for its article's version, claim and figure."""
    return {
        "id": event.id,
        "event": event.event.value,
        "topic": event.topic,
        "party": event.party,
        "population": event.population.value,
        "measure": event.measure.value,
        "scope": event.scope.value,
        "place": event.place,
        "span": event.span,
        "per": event.per,
        "low": event.low,
        "high": event.high,
        "qualifier": event.qualifier.value,
        "source": event.source,
        "as_of": event.as_of,
        "status": event.status.value,
        "contested": int(event.contested),
        "quote": event.quote,
        "sentence": event.sentence,
        "previous": to_json(claim_row(event.previous)) if event.previous else None,
        "against": to_json([claim_row(claim) for claim in event.against]),
        "why": event.why,
    }


def event_of(row: Mapping[str, Any], article: Article) -> Event:
    """The event of a row, told by that version of its article."""
    return Event(
        id=row["id"],
        event=EventKind(row["event"]),
        topic=row["topic"],
        party=row["party"],
        population=Population(row["population"]),
        measure=Measure(row["measure"]),
        scope=Scope(row["scope"]),
        place=row["place"],
        span=row["span"],
        per=row["per"],
        low=row["low"],
        high=row["high"],
        qualifier=Qualifier(row["qualifier"]),
        source=row["source"],
        as_of=row["as_of"],
        status=Status(row["status"]),
        contested=bool(row["contested"]),
        article=ArticleRef(
            id=article.id,
            url=article.url,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
        ),
        quote=row["quote"],
        sentence=row["sentence"],
        previous=claim_of(json.loads(row["previous"])) if row["previous"] else None,
        against=tuple(claim_of(one) for one in json.loads(row["against"])),
        why=row["why"],
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=row["published"],
        lang=row["lang"],
        topic=row["topic"],
        name=row["page"] or "",
    )


def to_json(value: object) -> str:
    """Compact JSON with letters as they are, so that a person can search the column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

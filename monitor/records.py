"""Events and claims in, the contract's records out: plain values for one line of JSON, keys in the contract's order."""

from typing import Any

from monitor.model import Claim, Event


def event_record(event: Event) -> dict[str, Any]:
    """The contract's EVENT; `previous` and each of `against` are claims in short."""
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
        "contested": event.contested,
        "article": {
            "id": event.article.id,
            "url": event.article.url,
            "outlet": event.article.outlet,
            "title": event.article.title,
            "published": event.article.published,
        },
        "quote": event.quote,
        "previous": claim_record(event.previous) if event.previous else None,
        "against": [claim_record(claim) for claim in event.against],
        "why": event.why,
    }


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim in short: its series is the event's, but for the source."""
    return {
        "id": claim.id,
        "source": claim.source,
        "low": claim.low,
        "high": claim.high,
        "qualifier": claim.qualifier.value,
        "as_of": claim.as_of,
        "status": claim.status.value,
        "contested": claim.contested,
    }

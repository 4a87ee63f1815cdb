"""What the history knows that can matter for an article: the verdicts' input, which the history fills in."""

from dataclasses import dataclass

from monitor.model import Claim, Figure, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What an article told of a claim: that number, or one that the claim repeats."""

    claim: str  # the id of the claim that it is kept with
    source: str | None  # as the claim's: None, nobody was named
    low: int
    high: int
    qualifier: Qualifier
    as_of: str | None
    text: str  # the article's fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the history knows that can matter for the figures of one article."""

    claims: tuple[Claim, ...] = ()  # of their quantities, and the latest of their people and measure in any scope
    witnesses: tuple[tuple[str, int], ...] = ()  # independent articles per claim id
    words: tuple[tuple[str, Qualifier], ...] = ()  # per claim id the tightest word of its sightings; none: its own
    texts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # per claim id the fingerprints of the texts that state it
    text: str = ""  # this article's own fingerprint
    today: frozenset[str] = frozenset()  # ids of the claims that were first read on the page's own day
    sightings: tuple[Sighting, ...] = ()  # what was told of the claims on the page's own day
    earlier: tuple[tuple[Figure, str], ...] = ()  # this article's figures at its last fetch, each with its claim's id
    carried: tuple[tuple[str, int], ...] = ()  # per claim id of those the other articles that have it still; none: 0
    seen: bool = False  # whether this very version of the article was handled before: then nothing is new

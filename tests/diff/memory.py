"""The plainest history there can be: a fold of verdicts, so that the rules can be tried without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monitor.diff.interval import tightest
from monitor.diff.past import Past, Sighting
from monitor.diff.verdict import judge
from monitor.likeness import fingerprint, gain
from monitor.model import Article, Claim, Figure, Qualifier, Topic, Verdict


@dataclass
class Memory:
    """What the verdicts so far add up to."""

    topics: tuple[Topic, ...]
    claims: dict[str, Claim] = field(default_factory=dict)
    prints: dict[str, list[str]] = field(default_factory=dict)  # of the texts that state a claim
    counts: dict[str, int] = field(default_factory=dict)  # independent ones among them
    versions: dict[str, list[tuple[str, list[tuple[Figure, str]]]]] = field(default_factory=dict)
    sightings: list[tuple[str, Figure]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    days: dict[str, tuple[set[str], list[Sighting]]] = field(
        default_factory=dict
    )  # the claims first read, and what was told

    def hear(self, article: Article, figures: Sequence[Figure], day: str | None = None) -> tuple[Verdict, ...]:
        """Judge an article's figures and keep what follows; `day` is the page's own, None: it has none."""
        today, told = self.days.setdefault(day, (set(), [])) if day is not None else (set(), [])
        before = self.versions.get(article.id, [])
        mine = fingerprint(article.text)
        stated = {ident for _, figures in before for _, ident in figures}
        past = Past(
            claims=tuple(self.claims.values()),
            witnesses=tuple(self.counts.items()),
            words=tuple((ident, self._word(claim)) for ident, claim in self.claims.items()),
            texts=tuple((ident, tuple(known)) for ident, known in self.prints.items()),
            text=mine,
            today=frozenset(today),
            sightings=tuple(told),
            earlier=tuple(before[-1][1]) if before else (),
            carried=tuple((ident, self._carriers(ident, article.id)) for ident in stated),
            seen=any(text == article.full_text for text, _ in before),
        )
        verdicts = judge(article, figures, self.topics, past)
        said: list[tuple[Figure, str]] = []
        for verdict in verdicts:
            if verdict.claim is not None:
                assert verdict.claim.id not in self.claims
                self.claims[verdict.claim.id] = verdict.claim
            ident = verdict.claim.id if verdict.claim is not None else verdict.known
            if ident is not None and verdict.figure is not None:
                if ident not in stated:
                    known = self.prints.setdefault(ident, [])
                    self.counts[ident] = self.counts.get(ident, 0) + gain(mine, known)
                    known.append(mine)
                    stated.add(ident)
                said.append((verdict.figure, ident))
                figure = verdict.figure
                source = self.claims[ident].source if figure.sources else None
                told.append(
                    Sighting(
                        claim=ident,
                        source=source,
                        low=figure.low,
                        high=figure.high,
                        qualifier=figure.qualifier,
                        as_of=figure.as_of,
                        text=mine,
                    )
                )
                if verdict.claim is not None:
                    today.add(ident)
            if verdict.figure is not None:
                self.sightings.append((article.id, verdict.figure))
            for changed in verdict.unaccepted:
                self.claims[changed] = replace(self.claims[changed], accepted=False)
            for changed in verdict.accepted:
                self.claims[changed] = replace(self.claims[changed], accepted=True)
            for gone in verdict.withdrawn:
                self.claims[gone] = replace(self.claims[gone], accepted=False, withdrawn=True)
        if not past.seen:
            self.versions.setdefault(article.id, []).append((article.full_text, said))
        self.verdicts += verdicts
        return verdicts

    def _carriers(self, ident: str, article: str) -> int:
        last = {name: versions[-1][1] for name, versions in self.versions.items() if name != article}
        return sum(any(claim == ident for _, claim in figures) for figures in last.values())

    def _word(self, claim: Claim) -> Qualifier:
        said = (one for versions in self.versions.values() for _, figures in versions for one in figures)
        same = (figure.qualifier for figure, ident in said if ident == claim.id and figure.low == claim.low)
        return tightest((claim.qualifier, *same))

    def accepted(self) -> list[Claim]:
        """The accepted claims by date and number."""
        return sorted((c for c in self.claims.values() if c.accepted), key=lambda c: (c.as_of or "", c.low))

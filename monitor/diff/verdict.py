"""An article's figures and what the history knows in; a verdict on each out, with all that changes because of it.

For each figure the first rule that applies decides (`monitor.diff.rules`). Nothing here depends on a clock or on the
order in which rows were stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monitor.diff import reasons
from monitor.diff.acceptance import in_time, latest, readmit, settle, twice
from monitor.diff.interval import clashes, contested, counts, digits, tightest
from monitor.diff.past import Past, Sighting
from monitor.diff.rules import RULES, Case, Finding
from monitor.diff.series import claim_of, digest, quantity_of_claim, topic_of
from monitor.diff.told import Number, numbers
from monitor.diff.when import compare, earliest, is_fast
from monitor.likeness import gain, independent
from monitor.model import (
    Article,
    ArticleRef,
    Claim,
    Event,
    EventKind,
    Figure,
    Qualifier,
    Quantity,
    Topic,
    Verdict,
)

_DAY, _MINUTE = 10, 16  # characters of a date, and of one with its time


@dataclass(slots=True)
class _View:
    """What is known while the figures of one article are judged one after another."""

    article: Article
    claims: dict[str, Claim]
    witnesses: dict[str, int]
    words: dict[str, Qualifier]
    texts: dict[str, list[str]]  # per claim the fingerprints of the texts that state it
    was: list[tuple[Figure, Claim]]  # the figures of the article's last version that are gone
    mine: set[str]  # claims that this article states already, now or at its last fetch
    text: str  # the article's own fingerprint
    today: set[str]  # claims that were first read on the page's own day
    seen: list[Sighting]  # what was told on that day
    carried: dict[str, int]  # per claim of its last version the other articles that have it still
    kin: dict[Topic, dict[Quantity, list[str]]] = field(default_factory=dict)  # ids by what they count, once asked for

    def alike(self, claim: Claim, topic: Topic) -> list[Claim]:
        """The claims that count the same, in the order in which they came: a history may hold hundreds of others."""
        kin = self.kin.get(topic)
        if kin is None:
            kin = self.kin[topic] = {}
            for one in self.claims.values():
                kin.setdefault(quantity_of_claim(one, topic), []).append(one.id)
        return [self.claims[ident] for ident in kin.get(quantity_of_claim(claim, topic), ())]

    def series(self, claim: Claim, topic: Topic) -> list[Claim]:
        """Those of them that are of the same source."""
        return [one for one in self.alike(claim, topic) if one.source == claim.source]

    def add(self, claim: Claim) -> None:
        """Know one claim more."""
        self.claims[claim.id] = claim
        for topic, kin in self.kin.items():
            kin.setdefault(quantity_of_claim(claim, topic), []).append(claim.id)

    def date(self, claim: Claim, as_of: str | None) -> None:
        """Know a claim's date better; a strike of another day is another quantity."""
        if claim.as_of != as_of:
            self.claims[claim.id] = replace(claim, as_of=as_of)
            self.kin.clear()

    def state(self, claim: Claim) -> int:
        """Let the article state a claim, if it did not before; gives how many independent texts more that makes."""
        if claim.id in self.mine:
            return 0
        known = self.texts.setdefault(claim.id, [])
        more = gain(self.text, known)
        known.append(self.text)
        self.mine.add(claim.id)
        self.witnesses[claim.id] = self.witnesses.get(claim.id, 0) + more
        return more

    def see(self, known: Claim, claim: Claim) -> None:
        """Know that the article tells `claim`, which is kept with `known`."""
        self.seen.append(
            Sighting(
                claim=known.id,
                source=claim.source,
                low=claim.low,
                high=claim.high,
                qualifier=claim.qualifier,
                as_of=claim.as_of,
                text=self.text,
            )
        )

    def behind(self, told: Sequence[Number]) -> int:
        """How many independent texts state some of these numbers; copies of one text are one, whatever they state."""
        texts = {text for one in told for text in one.texts}
        if len(told) == 1 and texts == set(self.texts.get(told[0].claim.id, ())):
            return self.witnesses.get(told[0].claim.id, 1)
        return independent(sorted(texts))


@dataclass(slots=True)
class _Change:
    """What becomes of claims that were known, while one figure is judged."""

    changed: dict[str, bool] = field(default_factory=dict)  # whether they are accepted now, by their ids
    withdrawn: list[str] = field(default_factory=list)

    def withdraw(self, claim: Claim, view: _View) -> None:
        """Take a claim back for good."""
        self.withdrawn.append(claim.id)
        if claim.accepted:
            self.changed[claim.id] = False
        view.claims[claim.id] = replace(claim, accepted=False, withdrawn=True)

    def readmit(self, claim: Claim, topic: Topic, view: _View) -> None:
        """Accept again what only the withdrawn claims kept out of the series of `claim`."""
        if self.withdrawn:
            for ident in readmit(view.series(claim, topic), topic):
                view.claims[ident] = replace(view.claims[ident], accepted=True)
                self.changed[ident] = True

    def verdict(self, figure: Figure | None, claim: Claim | None, event: Event, known: str | None = None) -> Verdict:
        """The verdict that tells of the changes."""
        return Verdict(
            figure=figure,
            claim=claim,
            known=known,
            event=event,
            unaccepted=tuple(ident for ident, accepted in self.changed.items() if not accepted),
            accepted=tuple(ident for ident, accepted in self.changed.items() if accepted),
            withdrawn=tuple(self.withdrawn),
        )


def judge(article: Article, figures: Sequence[Figure], topics: Sequence[Topic], past: Past) -> tuple[Verdict, ...]:
    """The verdicts on the figures of one version of an article, in the order in which they were judged, finest first.

    A figure of no topic, an order of magnitude and a forecast are kept without an event. After them come the figures
    that the article's last version had and this one has not. A version that was handled before gives nothing.
    """
    if past.seen:
        return ()
    figures = sorted((_timed(figure, article, topics) for figure in figures), key=_finest_first)
    view = _view(article, figures, topics, past)
    verdicts = [_verdict(figure, view, topics) for figure in figures]
    verdicts += [_dropped(figure, claim, view, topics) for figure, claim in view.was]
    return tuple(verdicts)


def _finest_first(figure: Figure) -> tuple[object, ...]:
    """45,100 before "over 45,000"; of as fine numbers the bare one, then the later, then as the text has them."""
    later = tuple(-ord(sign) for sign in figure.as_of or "")
    return (-digits(max(figure.low, figure.high)), figure.qualifier is not Qualifier.EXACT, later, figure.start)


def _timed(figure: Figure, article: Article, topics: Sequence[Topic]) -> Figure:
    """In a fast disaster a toll of the day of publication is that of its minute, where the text gives no time."""
    topic, said = topic_of(figure, article, topics), article.published or ""
    if topic is None or not is_fast(topic) or len(said) < _MINUTE or figure.as_of != said[:_DAY]:
        return figure
    return replace(figure, as_of=said[:_MINUTE])


def _view(article: Article, figures: Sequence[Figure], topics: Sequence[Topic], past: Past) -> _View:
    claims = {claim.id: claim for claim in past.claims}
    said = {_saying(figure, article, topics) for figure in figures}
    was: list[tuple[Figure, Claim]] = []
    for figure, ident in past.earlier:
        topic = topic_of(figure, article, topics)
        if topic is None:
            continue
        claim = claims.setdefault(ident, replace(claim_of(figure, topic), id=ident))
        stated_now = any(one[:2] == _saying(figure, article, topics)[:2] for one in said)
        if counts(claim) and not stated_now and all(known.id != ident for _, known in was):
            was.append((figure, claim))
    return _View(
        article=article,
        claims=claims,
        witnesses=dict(past.witnesses),
        words=dict(past.words),
        texts={claim: list(texts) for claim, texts in past.texts},
        text=past.text,
        today=set(past.today),
        seen=list(past.sightings),
        carried=dict(past.carried),
        was=was,
        mine={ident for _, ident in past.earlier},
    )


def _saying(figure: Figure, article: Article, topics: Sequence[Topic]) -> tuple[object, ...]:
    """What a figure says, whatever its date: by this it is found again in the article's next version."""
    topic = topic_of(figure, article, topics)
    claim = claim_of(figure, topic)
    return (quantity_of_claim(claim, topic)._replace(day=None), (claim.source, claim.low, claim.high))


def _verdict(figure: Figure, view: _View, topics: Sequence[Topic]) -> Verdict:
    topic = topic_of(figure, view.article, topics)
    if topic is None:
        return Verdict(figure=figure, claim=None)
    claim = claim_of(figure, topic)
    if not counts(claim):
        if claim.id in view.claims:
            return Verdict(figure=figure, claim=None, known=claim.id)
        view.add(claim)
        return Verdict(figure=figure, claim=claim)
    case = _case(figure, claim, topic, view)
    finding = next(found for rule in RULES if (found := rule(case)) is not None)
    if finding.known is not None:
        return _sighting(case, finding, view)
    return _addition(case, finding, view)


def _case(figure: Figure, claim: Claim, topic: Topic, view: _View) -> Case:
    quantity = view.alike(claim, topic)
    told = tuple(sorted((c for c in quantity if counts(c)), key=in_time))
    series = tuple(c for c in told if c.source == claim.source)
    kind = (claim.topic, claim.party, claim.population, claim.measure)
    of_kind = [
        c
        for c in view.claims.values()
        if (c.topic, c.party, c.population, c.measure) == kind and c.accepted and c.as_of and counts(c)
    ]
    counted = quantity_of_claim(claim, topic)
    gone = [c for _, c in view.was if c.source == claim.source and quantity_of_claim(c, topic) == counted]
    gone.sort(key=lambda c: (compare(c.as_of, claim.as_of) != 0, abs(twice(c) - twice(claim)), c.id))
    return Case(
        figure=figure,
        claim=claim,
        topic=topic,
        quantity=told,
        series=series,
        latest=latest(series),
        newest=max(of_kind, key=in_time, default=None),
        gone=tuple(gone),
        taken_back=tuple(c for c in quantity if c.withdrawn),
    )


def _sighting(case: Case, finding: Finding, view: _View) -> Verdict:
    """A known number seen once more: one witness more may settle what is accepted of its day."""
    known = finding.known
    assert known is not None
    more = view.state(known)
    view.see(known, case.claim)
    if (case.claim.low, case.claim.high) == (known.low, known.high):
        view.words[known.id] = tightest((view.words.get(known.id, known.qualifier), case.claim.qualifier))
        if known.id in view.today:
            view.date(known, earliest((known.as_of, case.claim.as_of)))
    taken = _take_back(case, finding, view)
    taken.changed |= _resettle(known, case.topic, view)
    taken.readmit(known, case.topic, view)
    known = view.claims[known.id]
    event = _event(case, finding, known, view.article, contested=_is_contested(known, case, view))
    second = more == 1 and view.witnesses[known.id] == 2 and known.accepted and not event.contested
    last = latest(view.series(known, case.topic)) if second else None
    return replace(
        taken.verdict(case.figure, None, event, known=known.id),
        witnesses=view.witnesses.get(known.id, 1),
        corroborates=last is not None and last.id == known.id,
    )


def _addition(case: Case, finding: Finding, view: _View) -> Verdict:
    """A number of its own: withdraw what it replaces, add it, settle its day."""
    taken = _take_back(case, finding, view)
    claim = case.claim
    known = claim.id if claim.id in view.claims else None
    if known is None:
        view.add(claim)
        view.today.add(claim.id)
    view.state(claim)
    view.see(claim, claim)
    taken.changed |= _resettle(claim, case.topic, view)
    taken.readmit(claim, case.topic, view)
    claim = replace(view.claims[claim.id], contested=_is_contested(claim, case, view))
    view.claims[claim.id] = claim
    event = _event(case, finding, claim, view.article, contested=claim.contested)
    if known is not None:
        return replace(taken.verdict(case.figure, None, event, known=known), witnesses=view.witnesses.get(known, 1))
    taken.changed.pop(claim.id, None)
    return taken.verdict(case.figure, claim, event)


def _dropped(figure: Figure, claim: Claim, view: _View, topics: Sequence[Topic]) -> Verdict:
    """A correction: the article no longer carries the number. Where no other article has it, it is withdrawn."""
    topic = topic_of(figure, view.article, topics)
    assert topic is not None  # those of no topic were left out
    others = view.carried.get(claim.id, 0)
    taken = _Change()
    if not others:
        taken.withdraw(claim, view)
        taken.readmit(claim, topic, view)
    finding = Finding(EventKind.CORRECTION, reasons.dropped(claim, others), replaces=(claim,))
    case = Case(figure, claim, topic, (), (), claim, None, (), ())
    event = _event(case, finding, claim, view.article, contested=claim.contested)
    return replace(taken.verdict(None, None, event), witnesses=others)


def _take_back(case: Case, finding: Finding, view: _View) -> _Change:
    """Withdraw what a finding replaces: what a text takes back, and what only this article said where it changes."""
    taken = _Change()
    for wrong in finding.replaces:
        view.was = [(figure, claim) for figure, claim in view.was if claim.id != wrong.id]
        if case.figure.corrects is not None or not view.carried.get(wrong.id):
            taken.withdraw(wrong, view)
    for other in finding.clears:
        taken.withdraw(other, view)
    return taken


def _resettle(claim: Claim, topic: Topic, view: _View) -> dict[str, bool]:
    """Settle what was told today of a claim's quantity; gives the ids whose acceptance changed."""
    claim = view.claims[claim.id]
    if not counts(claim):
        return {}
    alike = view.alike(claim, topic)
    told = numbers(alike, view.seen, view.words, view.texts, view.today)
    changed = {}
    for ident, accepted in settle(claim, told, view.behind, topic).items():
        if ident in view.claims and view.claims[ident].accepted != accepted:
            view.claims[ident] = replace(view.claims[ident], accepted=accepted)
            changed[ident] = accepted
    return changed


def _is_contested(claim: Claim, case: Case, view: _View) -> bool:
    quantity = list({ident: view.claims[ident] for ident in (*(c.id for c in case.quantity), claim.id)}.values())
    if not clashes(claim, quantity):
        return False
    return claim.id in contested(quantity, view.witnesses)


def _event(case: Case, finding: Finding, claim: Claim, article: Article, *, contested: bool) -> Event:
    figure = case.figure
    own = claim_of(figure, case.topic)
    shown = (figure.low, figure.high, figure.qualifier, figure.start)
    return Event(
        id=digest("e1", finding.kind, claim.id, *shown, article.id, article.full_text),
        event=finding.kind,
        topic=own.topic,
        party=own.party,
        population=own.population,
        measure=own.measure,
        scope=own.scope,
        place=own.place,
        span=own.span,
        per=own.per,
        low=own.low,
        high=own.high,
        qualifier=own.qualifier,
        source=own.source,
        as_of=own.as_of,
        status=own.status,
        contested=contested,
        article=ArticleRef(
            id=article.id, url=article.url, outlet=article.outlet, title=article.title, published=article.published
        ),
        quote=figure.quote,
        sentence=figure.sentence,
        previous=finding.replaces[0] if finding.kind is EventKind.CORRECTION else case.latest,
        against=finding.against,
        why=finding.why,
    )

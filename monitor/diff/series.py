"""A figure in; its topic, quantity, source and claim out: what it counts, who says so, under which id it is kept."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from monitor.detect.reading.lexicon import LANGUAGES, Lexicon
from monitor.detect.reading.text import normalise
from monitor.detect.reading.tokens import Token, tokenise
from monitor.diff.when import compare
from monitor.model import Article, Claim, Figure, Quantity, Scope, SourceKind, Topic
from monitor.packs import GENERIC

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST = 8  # words of a pack's phrase that a line's end may cut
_CACHED = 32  # articles and topics whose belonging is remembered: one article is asked for each of its figures
_NAMES = 4_096  # names whose source is remembered: a history has a few hundred, each for thousands of figures


def topic_of(figure: Figure, article: Article, topics: Sequence[Topic]) -> Topic | None:
    """The topic that a figure belongs to; None: of another war, party or time than any topic's, only stored.

    The article's own `topic` where it has one, else the first that its text names and that has the figure's party.
    """
    if figure.elsewhere is not None:
        return None
    for topic in topics:
        mine = topic.id == article.topic if article.topic is not None else is_about(article, topic)
        if mine and _has_party(figure, topic) and not _too_old(figure, topic):
            return topic
    return None


def is_about(article: Article, topic: Topic) -> bool:
    """Whether an article names one of the topic's `about` words, by the rules of docs/topics.md for words."""
    return not topic.about or _names(article.full_text, article.lang, topic.about)


def source_of(figure: Figure, topic: Topic | None) -> tuple[str | None, SourceKind]:
    """Who states a figure, by the pack's id or else by the first name in the text, and how he comes to numbers."""
    if not figure.sources:
        return None, SourceKind.CLAIM
    return _teller(figure.sources[0], topic)


def quantity_of(figure: Figure, topic: Topic | None) -> Quantity:
    """What a figure counts, whoever says it."""
    return _quantity(figure, topic.id if topic is not None else None, topic)


def quantity_of_claim(claim: Claim, topic: Topic | None) -> Quantity:
    """What a stored claim counts; `topic` is its own."""
    return _quantity(claim, claim.topic, topic)


def claim_of(figure: Figure, topic: Topic | None) -> Claim:
    """A figure as its series would hold it, accepted and not contested so far."""
    source, kind = source_of(figure, topic)
    claim = Claim(
        id="",
        topic=topic.id if topic is not None else None,
        party=figure.party,
        population=figure.population,
        measure=figure.measure,
        scope=figure.scope,
        place=figure.place if figure.scope is Scope.INCIDENT else None,
        span=figure.span if figure.scope is Scope.PERIOD else None,
        per=figure.per if figure.scope is Scope.RATE else None,
        source=source,
        kind=kind,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        as_of=figure.as_of,
        status=figure.status,
    )
    quantity = _quantity(claim, claim.topic, topic)
    named = (*quantity, source, figure.low, figure.high, figure.qualifier, figure.as_of, figure.status)
    return replace(claim, id=digest("c1", *named))


def digest(version: str, *parts: object) -> str:
    """A short stable id of what identifies a thing; `version` names this recipe."""
    whole = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return version + hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).hexdigest()


def is_one_event(topic: Topic | None) -> bool:
    """Whether a topic is one disaster without sides; `generic` asks for any, so its incidents are told apart."""
    return topic is not None and not topic.parties and topic.id != GENERIC


def _quantity(it: Figure | Claim, topic_id: str | None, topic: Topic | None) -> Quantity:
    apart = it.scope is Scope.INCIDENT and not is_one_event(topic)
    return Quantity(
        topic=topic_id,
        party=it.party,
        population=it.population,
        measure=it.measure,
        scope=it.scope,
        place=" ".join(it.place.casefold().split()) if apart and it.place else None,
        day=it.as_of[:10] if apart and it.as_of else None,
        span=it.span if it.scope is Scope.PERIOD else None,
        per=it.per if it.scope is Scope.RATE else None,
    )


def _has_party(figure: Figure, topic: Topic) -> bool:
    return figure.party is None or not topic.parties or any(party.id == figure.party for party in topic.parties)


def _too_old(figure: Figure, topic: Topic) -> bool:
    """Dated before the topic began; a period that began before it ("2014 to 2022") is not its own either."""
    if topic.since is None:
        return False
    begun = figure.span.partition("/")[0] if figure.span and "/" in figure.span else None
    return any(_before(date, topic.since) for date in (begun, figure.as_of))


def _before(date: str | None, since: dt.date) -> bool:
    return bool(date) and compare(date, since.isoformat()) < 0


@lru_cache(maxsize=_NAMES)
def _teller(name: str, topic: Topic | None) -> tuple[str | None, SourceKind]:
    """The source that a name means: the pack's of that id, else the one whose phrase covers most of the name's end."""
    known = topic.sources if topic is not None else ()
    for source in known:
        if source.id == name:
            return source.id, source.kind
    said = _words(name)
    best: tuple[int, str, SourceKind] | None = None
    for source, phrases in zip(known, _phrases(topic) if topic is not None else (), strict=True):
        for phrase in phrases:
            size = _ends_with(said, phrase)
            if size and (best is None or size > best[0]):
                best = (size, source.id, source.kind)
    return (best[1], best[2]) if best else (name.casefold(), SourceKind.CLAIM)


@lru_cache(maxsize=_CACHED)
def _phrases(topic: Topic) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The words of each of a topic's sources, taken apart once: a pack names hundreds."""
    return tuple(
        tuple(_words(phrase, stars=True) for phrase in (source.name, *source.words)) for source in topic.sources
    )


@lru_cache(maxsize=_CACHED)
def _names(text: str, lang: str | None, about: tuple[str, ...]) -> bool:
    lang = lang if lang in LANGUAGES else "en"
    normal = normalise(text).text
    lex = _about(lang, about)
    start, rest = 0, list[Token]()
    for line in normal.splitlines(keepends=True):  # most name it in their first lines
        tokens = [*rest, *tokenise(normal, start, start + len(line), lang)]
        if any("about" in here for here in lex.tag(tokens)):
            return True
        start, rest = start + len(line), tokens[-_LONGEST:]
    return False


@lru_cache(maxsize=_CACHED)
def _about(lang: str, about: tuple[str, ...]) -> Lexicon:
    """A lexicon of these words alone."""
    lex = Lexicon(lang=lang, order="svo", decimal=".", tables={})
    lex.add("about", about, names=True)
    return lex


def _words(name: str, *, stars: bool = False) -> tuple[str, ...]:
    """A name's words without case and possessives; a trailing `*` stays where it is a pack's."""
    name = normalise(name).text.casefold()
    found = re.findall(_WORD.pattern + r"\*?", name) if stars else _WORD.findall(name)
    return tuple(word.removesuffix("'s") for word in found)


def _ends_with(said: tuple[str, ...], phrase: tuple[str, ...]) -> int:
    """How many words of a name a pack's phrase covers at its end: "president zelensky" is Zelensky; 0: it does not."""
    if not phrase or len(phrase) > len(said):
        return 0
    for word, known in zip(said[-len(phrase) :], phrase, strict=True):
        if word != known and not (known.endswith("*") and word.startswith(known[:-1])):
            return 0
    return len(phrase)

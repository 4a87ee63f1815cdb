"""A list under a heading: what the heading says of span and speaker holds for each entry below it.

"Attacks over the past day, according to the governors:", then "Kharkiv region: three killed, 11 wounded". An entry is
an item with its bullet, or a line with a label of its own before its numbers. A headline that tells of the past day
is the heading of such lines wherever they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import MOST, Covers
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

_LABEL = 8  # tokens of an entry's label
_SHORTEST = 2  # tokens of a label that holds no name
_MARKS = ("–", "-", "|")
_NAMES = ("place", "party", "capital")
_CLOSED = (".", "!", "?", ";")
_SHORT = ("1d", "2d", "3d", "1w")  # what a bulletin covers
_TOLLS = ("killed.noun", "killed.toll", "wounded.noun", "casualties.noun", "casualties.toll")
_EVENTS = ("scope.incident", "scope.disaster", "scope.crash", "scope.record")


@dataclass(slots=True)
class Roll:
    """The list that is being read: what its heading told, and the paragraph of its last entry."""

    cover: Covers | None = None
    speaker: Attribution | None = None
    titled: bool = False  # the headline is its heading: it holds for entries anywhere below
    at: int = -9
    heard: int = -9  # the paragraph of the last entry that names a speaker of its own
    entry: bool = False  # the present sentence is of an entry
    _read: int = -9  # the paragraph of the sentence before

    def begin(self, line: Line, said: Sequence[Attribution], phrases: Sequence[DatePhrase]) -> None:
        """A new sentence: a heading, an entry, or the end of a list."""
        paragraph = line.sentence.paragraph
        cover = _span(line, phrases)
        heads = cover is not None and _bare(line, phrases) and not line.sentence.title
        self.entry = not heads and self._continues(line)
        self._read = paragraph
        if self.entry:
            self.at, self.heard = paragraph, paragraph if said else self.heard
            return
        if line.sentence.title:
            self.titled = cover is not None and cover.span in _SHORT
            self.cover = cover if self.titled else None
            self.speaker = _teller(said) if self.titled else None
        elif heads or line.low(len(line.tokens) - 1) == ":":
            teller = _teller(said)
            self.cover = cover or (self.cover if self.titled else None)
            self.speaker = teller or (self.speaker if self.titled else None)
            self.at = paragraph
        elif not self.titled:
            self.cover, self.speaker = None, None

    def _continues(self, line: Line) -> bool:
        """Whether the sentence is of an entry of this list."""
        if line.sentence.title or (self.cover is None and self.speaker is None):
            return False
        paragraph = line.sentence.paragraph
        if paragraph == self.at and self.entry:
            return True  # an entry's further sentences
        if not self.titled and paragraph - self.at > 1:
            return False
        return paragraph != self._read and _is_entry(line)

    def covers(self, line: Line, group: Group, own: Covers, phrases: Sequence[DatePhrase]) -> Covers | None:
        """What the heading says of an entry's number that has no span and no day of its own, and is no total."""
        if not self.entry or phrases or own.total or "scope.single" in line.has or "scope.crash" in line.has:
            return None  # "Kharkiv: a strike on a bus killed three"
        large = group.number.high >= MOST and self.cover is not None and self.cover.span in _SHORT
        return None if large else self.cover

    def teller(self, paragraph: int) -> Attribution | None:
        """Who told the list, for an entry in which nobody has spoken yet."""
        return self.speaker if self.entry and paragraph != self.heard else None


def _teller(said: Sequence[Attribution]) -> Attribution | None:
    return next((a for a in said if a.names and not a.denies and not a.perhaps), None)


def _span(line: Line, phrases: Sequence[DatePhrase]) -> Covers | None:
    """ "over the past day", "last week"; a month or a year only of a toll: "Civilian casualties, May 2025"."""
    toll = not line.has.isdisjoint(_TOLLS) and line.has.isdisjoint(_EVENTS)
    for phrase in phrases:
        if phrase.role == "future" or phrase.begin is not None:
            continue
        short = phrase.span in _SHORT and (phrase.length or phrase.span == "1w")
        if short or (toll and phrase.span in ("1mo", "1y") and phrase.role == "span"):
            return Covers(Scope.PERIOD, span=phrase.span, date=phrase)
    return None


def _bare(line: Line, phrases: Sequence[DatePhrase]) -> bool:
    """Whether a line holds no number but its dates', and no full stop ends it."""
    if line.low(len(line.tokens) - 1) in _CLOSED:
        return False
    dated = {j for p in phrases for j in range(p.start, p.end)}
    return not any(
        token.kind == "number" or line.is_a(j, "numbers.units") for j, token in enumerate(line.tokens) if j not in dated
    )


def _is_entry(line: Line) -> bool:
    """ "- Kharkiv: 3 killed", "Kherson region – two dead": a mark, or a label before the first number."""
    if line.is_item() or line.kind(0) == "mark":
        return True
    if not line.capital(0):
        return False
    for j in range(1, min(_LABEL, len(line.tokens) - 1)):
        if line.kind(j) == "number" or line.is_a(j, "source.says", "words.auxiliary"):
            return False  # "On Monday Syniehubov said: 60 were hurt"
        if line.low(j) in (":", "|") or (line.low(j) in _MARKS and not line.tokens[j].glued):
            return j <= _SHORTEST or any(line.capital(k) or line.is_a(k, *_NAMES) for k in range(1, j))
    return False

"""The balance of a year, a month, a half-year: the counts that follow in it are of the same span.

"In 2018, 3,275 people were killed on the roads. The number of injured rose by 1.5 per cent to 396,000."
"Fires were fewer last year. The number of dead came to 129, and another 131 people were hurt."
"The gendarmes recorded 9,281 accidents in 2009. They cost 1,380 lives": who counts accidents balances a span, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.as_of.near_dates import compared
from monitor.detect.as_of.sayings import of_saying
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.date_phrases.fixed_dates import year_of
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import Covers
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Qualifier, Scope

_NEAR = 2  # sentences in which a balance goes on without being named again
_SPANS = ("1y", "6mo", "3mo", "1mo", "1w", "2w")
_BALANCED = ("6mo",)  # a quarter, a half-year
_EVENTS = ("scope.single", "scope.crash", "scope.cumulative", "scope.onset", "dates.since", "dates.past_day")
_TOTALS = ("total after its noun", "total before its noun")
_OF_MANY = frozenset({"scope.crash", "scope.incident"})  # one event, but for a noun in the plural
_HARMED = ("killed.noun", "killed.part", "wounded.noun", "wounded.part", "casualties.noun")
_COUNT = 3  # tokens from "number" or "1,3 Millionen" to the accidents


@dataclass(slots=True)
class Balance:
    """The span that the article is balancing: told with its last count, or by a sentence of its own."""

    topical: bool = False  # the article is of a war, whose totals go on beside each balance
    cover: Covers | None = None
    counted: bool = False  # a count was told of it, rather than the span alone
    kinds: bool = False  # it counts what happens all the time: accidents, fires
    paragraph: int = -9
    tallied: bool = False  # the present sentence counts accidents or fires
    _after: int = 0  # its token at which they are counted
    _on: bool = False  # a count of the present sentence is of the span
    _last: int = 0
    _read: int = 0

    def begin(self, line: Line, phrases: Sequence[DatePhrase], said: list[Attribution], *, topical: bool) -> None:
        """A new sentence."""
        self._read += 1
        self.topical, self._on = topical, False
        self._after = 0 if topical or "scope.mishaps" not in line.has else _tallied(line)
        self.tallied = self._after > 0
        if self.tallied:
            spans = [
                p
                for p in phrases
                if p.role in ("span", "start") and not (compared(line, p) or of_saying(line, p, said))
            ]
            date = next((p for p in spans if p.value and p.role == "span" and not (p.length or p.current)), None)
            if spans or self.cover is None or self._read - self._last > _NEAR:
                self.cover = Covers(Scope.PERIOD, span=spans[0].span if spans else None, date=date)
            self.counted, self.kinds = False, True
            self.paragraph, self._last = max(0, line.sentence.block), self._read  # a headline's body is near

    def note(self, line: Line, cover: Covers) -> None:
        """A count of a span that its own words give."""
        date = cover.date
        if date is None or not date.value or date.role == "start" or date.of_toll:
            return
        if date.length or date.current or (date.begin is None and date.span not in _SPANS):
            self.cover = None
            return
        self.cover, self.counted, self.kinds = cover, True, "scope.kinds" in line.has and not self.topical
        self.paragraph, self._last = max(0, line.sentence.block), self._read  # a headline's body is near

    def tell(self, line: Line, phrases: Sequence[DatePhrase], said: list[Attribution]) -> None:
        """A sentence without a count: "Fires were fewer last year"."""
        if self.topical or (
            line.has.isdisjoint(("scope.kinds", "scope.more", "words.percent"))
            and not any(token.low == "%" for token in line.tokens)
        ):
            return
        spans = [p for p in phrases if p.value and p.span in _SPANS and p.role == "span" and not p.length]
        spans = [p for p in spans if not (p.current or compared(line, p) or (said and of_saying(line, p, said)))]
        if len(spans) == 1 and line.has.isdisjoint(("scope.single", "scope.war")):
            self.cover = Covers(Scope.PERIOD, span=spans[0].span, date=spans[0])
            self.counted, self.kinds = False, True
            self.paragraph, self._last = max(0, line.sentence.block), self._read  # a headline's body is near

    def covers(
        self, line: Line, group: Group, link: Link, phrases: Sequence[DatePhrase], said: list[Attribution]
    ) -> Covers | None:
        """The span of a count that tells neither a date nor an event of its own."""
        if self.cover is None:
            return None
        if self._read == self._last and not self._on:
            return self.cover if self.tallied and group.start > self._after else None
        if not self._goes_on(line, group, link, phrases, said):
            self.cover = None  # a count of something else ends it
            return None
        self._last, self.paragraph, self._on = self._read, line.sentence.block, True
        return self.cover

    def _goes_on(
        self, line: Line, group: Group, link: Link, phrases: Sequence[DatePhrase], said: list[Attribution]
    ) -> bool:
        apart = line.sentence.block - self.paragraph
        events = line.has - _OF_MANY if "scope.mishaps" in line.has else line.has
        if self._read - self._last > _NEAR or apart > 1 or not events.isdisjoint(_EVENTS):
            return False
        if any(not (compared(line, p) or (said and of_saying(line, p, said))) for p in phrases):
            return False
        if self.counted and apart == 0 and _another(line, group):
            return True
        date = self.cover.date if self.cover is not None and self.counted and apart == 0 else None
        if date is not None and date.span in _BALANCED and self._read - self._last == 1:
            return "scope.incident" not in events  # "Gangs killed 1,203. At least 520 people were wounded"
        if self.kinds and "scope.incident" not in events:
            return True
        return link.rule in _TOTALS and any(
            token.low == "%" or line.is_a(j, "words.percent") for j, token in enumerate(line.tokens)
        )


def _another(line: Line, group: Group) -> bool:
    """ "Another 31 were injured", "31 weitere", "Otros 31"; not "Los 31"."""
    if group.number.qualifier is Qualifier.MORE_THAN:
        return False
    near = (group.start - 2, group.start - 1, *range(group.start, group.end + 2))
    return any(line.is_a(j, "words.more") and not line.is_a(j, "words.article") for j in near)


def _tallied(line: Line) -> int:
    """Where accidents, fires or drownings are counted: "9,281 accidents", "1890 пожеж", "количество ДТП"; else 0."""
    for j in range(1, len(line.tokens)):
        if not line.is_a(j, "scope.mishaps"):
            continue
        for k in range(j - 1, max(-1, j - 1 - _COUNT), -1):
            digits = sum(c.isdigit() for c in line.low(k))
            year = digits == 4 and year_of(line.low(k)) is not None and line.is_a(k - 1, "words.preposition")
            if (line.kind(k) == "number" and digits > 1 and not year) or line.is_a(k, "words.count", "numbers.scales"):
                return j
            if line.kind(k) != "word" or line.is_a(k, "dates.units", "numbers.units", *_HARMED):
                break  # "the number of dead in the crashes"
    return 0

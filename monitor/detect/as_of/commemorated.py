"""The day of an event long past that a sentence tells beside its trial or its memorial, for the toll told next.

"A trial over the 2015 attack opened on Monday. Ninety people were killed in it": they died in 2015, not on Monday.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_BESIDE = 5  # tokens between the event and its date: "the attack on a theatre in 2015"
_GOES_ON = 2  # sentences in which its dead may be counted
_EVENTS = ("scope.incident", "scope.crash", "scope.disaster", "killed.noun")
_ANEW = ("scope.incident", "scope.crash")


@dataclass(slots=True)
class Commemorated:
    """The event whose trial, verdict, memorial or anniversary was told last."""

    value: str | None = None
    _at: int = 0

    def hear(self, line: Line, past: Sequence[DatePhrase], count: int) -> None:
        """A sentence of the body, the `count`th, and its dates that lie far back."""
        if "words.aftermath" not in line.has:
            return
        told = [p for p in past if p.role in ("on", "plain", "span") and _beside(line, p)]
        if len(told) == 1:
            self.value, self._at = told[0].value, count

    def day(self, line: Line, count: int) -> str | None:
        """The day of those whom a sentence counts without a date of its own."""
        if self.value is None or not 0 <= count - self._at < _GOES_ON:
            return None
        return (
            None if any(line.is_a(j, *_ANEW) and _indefinite(line, j) for j in range(len(line.tokens))) else self.value
        )


def _beside(line: Line, phrase: DatePhrase) -> bool:
    """Whether the date is an event's: "the 2015 attack", "l'attentat du 14 juillet 2016", "теракте 2015 года"."""
    for step in (1, -1):
        j = phrase.end if step > 0 else phrase.start - 1
        for k in range(j, j + step * _BESIDE, step):
            if line.kind(k) != "word":
                break
            if line.is_a(k, *_EVENTS):
                return True
    return False


def _indefinite(line: Line, j: int) -> bool:
    """ "A blast", "eine Explosion", "ещё один взрыв": another event."""
    return any(
        line.is_a(k, "numbers.one", "words.more")
        or line.low(k) in ("a", "an", "un", "une", "una", "ein", "eine", "einem")
        for k in (j - 1, j - 2)
    )

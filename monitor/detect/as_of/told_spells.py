"""The month, quarter or week that an article balances: what "the month before", "a year earlier" are counted from.

"In May 270 people died, the office said on Thursday. The month before it was 289": in April, not before Thursday.
"""

from dataclasses import dataclass

from monitor.detect.date_phrases.dates import DatePhrase

_GOES_ON = 4  # sentences
_SPANS = ("1mo", "3mo", "6mo", "1w")
_MONTH = 7  # letters of a date that names one


@dataclass(slots=True)
class Spells:
    """The last span that was told, and where."""

    value: str = ""
    _at: int = -9
    _weekly: bool = False

    def hear(self, phrase: DatePhrase, at: int) -> None:
        """A date that is no saying's and no comparison's."""
        closed = phrase.closed or (phrase.begin is not None and not phrase.is_day)
        if phrase.role not in ("span", "as_of") or not (closed or phrase.span in _SPANS) or phrase.opens:
            return
        if len(phrase.value) >= _MONTH and not phrase.length:
            self.value, self._at, self._weekly = phrase.value, at, len(phrase.value) > _MONTH

    def holds(self, phrase: DatePhrase, at: int) -> bool:
        """Whether a shift back is counted from it: months and years from a month, weeks from a week."""
        if not self.value or at - self._at > _GOES_ON or not (phrase.shift or "").startswith("-"):
            return False
        return (phrase.shift or "").endswith("w" if self._weekly else ("mo", "y"))

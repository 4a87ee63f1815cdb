"""The month or quarter that an article's report is on: "in a report on September to November", "in July", of August."""

import datetime as dt

from monitor.detect.as_of.near_dates import compared
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_OUT = 45  # days from the 28th of a month within which its report comes out
_REPORTED = ("1mo", "3mo", "6mo")  # a month, a quarter, a half-year
_MONTH = 7  # letters of a date that names one


def reported(line: Line, phrase: DatePhrase, published: dt.date | None) -> bool:
    """Whether a phrase names the month or quarter that ended before the day of publication, as a span."""
    month = phrase.role == "span" and len(phrase.value) == _MONTH and not (phrase.current or phrase.length)
    if not month or published is None or compared(line, phrase):
        return False
    months = phrase.begin is not None and len(phrase.begin) == _MONTH
    if not (months or (phrase.begin is None and phrase.span in _REPORTED)):
        return False
    end = dt.date.fromisoformat(f"{phrase.value}-28")
    return 0 <= (published - end).days <= _OUT

"""A page's own stamps: how long ago it was put up."""

from monitor.detect.dates import DatePhrase
from monitor.detect.line import Line

_STAMP = 2  # words beside the time in a page's stamp


def is_stamp(line: Line, phrase: DatePhrase) -> bool:
    """ "3 days ago", "Updated two hours ago", "il y a 3 jours": a line in which a page tells its own age."""
    if len(line.tokens) - (phrase.end - phrase.start) > _STAMP or line.sentence.title:
        return False
    return not any(
        line.is_a(j, "dates.weekdays", "dates.months", "dates.year", "dates.years")
        for j in range(phrase.start, phrase.end)
    ) and any(line.is_a(j, "dates.units") for j in range(phrase.start, phrase.end))

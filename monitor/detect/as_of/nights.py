"""The night that a later day's paper tells of: "killed overnight, the governor said on Monday", on a Tuesday."""

from dataclasses import replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line


def in_their_night(line: Line, found: list[DatePhrase], today: str | None) -> list[DatePhrase]:
    """ "killed overnight, the governor said on Monday", in Tuesday's paper: the night to Monday."""
    told = [p for p in found if p.is_day and p.role in ("on", "plain") and p.value < (today or "")]
    told = [p for p in told if _by_a_verb(line, p)]
    if len(told) != 1:
        return found
    nights = [p for p in found if p.value == today and _is_night(line, p) and p.end < told[0].start]
    return [replace(p, value=told[0].value) if p in nights else p for p in found]


def _by_a_verb(line: Line, phrase: DatePhrase) -> bool:
    """ "said on Monday", "teilte der Gouverneur am Montag mit"."""
    for k in (*range(phrase.start - 1, phrase.start - 5, -1), phrase.end, phrase.end + 1):
        if line.low(k) in (",", ";", "."):
            if k < phrase.start:
                continue
            return False
        if line.is_a(k, "source.says"):
            return not any(line.low(m) == "," for m in range(k, phrase.start))
    return False


def _is_night(line: Line, phrase: DatePhrase) -> bool:
    """ "overnight", "dans la nuit", "in der Nacht", without a date."""
    named = any(line.is_a(j, "dates.weekdays", "dates.months") for j in range(phrase.start, phrase.end))
    return not named and any(line.is_a(j, "dates.night") for j in range(phrase.start, phrase.end))

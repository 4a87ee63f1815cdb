"""Whether a clause has named its speaker already, or names a custom for one, so that a noun there is no speaker."""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line

_CUSTOM = 4  # words from "according to" to the custom


def no_account(line: Line, found: list[Attribution], i: int, end: int) -> bool:
    """Whether an "according to" from token i to `end` names nobody who speaks."""
    return by_custom(line, end) or (bool(found) and within_account(line, found[-1], i))


def by_custom(line: Line, first: int) -> bool:
    """ "Buried according to Islamic rites", "selon la tradition", "según el rito católico": as is done, not said."""
    for k in range(first, first + _CUSTOM):
        if line.kind(k) != "word" or line.is_a(k, "words.preposition", "source.says", "words.auxiliary"):
            return False
        if line.is_a(k, "source.custom"):
            return not line.capital(k + 1)  # but "according to Plan International"
    return False


def within_account(line: Line, last: Attribution, i: int) -> bool:
    """ "D'après un décompte de l'agence établi à partir de sources médicales": what it drew on is not asked."""
    led = line.is_a(last.cue, "source.by_account", "source.according") and last.end <= i
    return led and all(line.kind(j) == "word" or line.low(j) == "-" for j in range(last.end, i))


def in_clause(line: Line, found: list[Attribution], i: int) -> bool:
    """ "In einem Bericht der Polizei ist von 14 Toten die Rede": of whom the clause has named already."""
    return bool(found) and not any(line.low(j) in (",", ";", ":") for j in range(found[-1].end, i))

"""Whether a clause has named its speaker already, so that a noun behind him is no other."""

from monitor.detect.line import Line
from monitor.detect.speakers import Attribution


def within_account(line: Line, last: Attribution, i: int) -> bool:
    """ "D'après un décompte de l'agence établi à partir de sources médicales": what it drew on is not asked."""
    led = line.is_a(last.cue, "source.by_account", "source.according") and last.end <= i
    return led and all(line.kind(j) == "word" or line.low(j) == "-" for j in range(last.end, i))


def in_clause(line: Line, found: list[Attribution], i: int) -> bool:
    """ "In einem Bericht der Polizei ist von 14 Toten die Rede": of whom the clause has named already."""
    return bool(found) and not any(line.low(j) in (",", ";", ":") for j in range(found[-1].end, i))

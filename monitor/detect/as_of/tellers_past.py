"""Dates of the past of whoever tells a toll: "The mayor, who lost his seat in 2019, said 14 had died"."""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_ASIDE = 16  # tokens of the aside
_LEAST = 1  # tokens beside its date: "elected in 2019", not ", on 4 February,"
_SAYS = ("source.says", "source.tells", "source.discloses", "source.reckons", "source.finds")
_CUTS = (*_SAYS, "dates.published")
_HARMED = ("killed.", "wounded.", "missing.", "casualties.")
_EVENTS = frozenset({"scope.incident", "scope.disaster", "scope.crash", "scope.occurred"})


def without_tellers_past(
    line: Line, group: Group, phrases: list[DatePhrase], said: list[Attribution]
) -> list[DatePhrase]:
    """The dates of a sentence that may tell of when a number is."""
    return [p for p in phrases if not any(_of_teller(line, group, p, a) for a in said)]


def _of_teller(line: Line, group: Group, phrase: DatePhrase, teller: Attribution) -> bool:
    """Whether a date stands in an aside between a speaker's name and his verb, and tells something of him."""
    if not teller.start < phrase.start < phrase.end < teller.cue <= group.start:
        return False
    opens = next(
        (j for j in range(phrase.start - 1, max(teller.start, phrase.start - _ASIDE), -1) if _comma(line, j)), None
    )
    closes = next((j for j in range(phrase.end, min(phrase.end + _ASIDE, teller.cue)) if _closes(line, j)), None)
    if opens is None or closes is None or any(line.is_a(j, "source.document") for j in range(opens)):
        return False  # "An inquiry that came out in May, "
    inside = [j for j in range(opens + 1, closes) if not phrase.start <= j < phrase.end]
    harm = any(cls in _EVENTS or cls.startswith(_HARMED) for j in inside for cls in line.tags[j])
    cut = any(line.kind(j) == "number" or line.low(j) in (";", ":") or line.is_a(j, *_CUTS) for j in inside)
    return len(inside) >= _LEAST and not (harm or cut)


def _comma(line: Line, j: int) -> bool:
    return line.low(j) == ","


def _closes(line: Line, j: int) -> bool:
    """A comma that a verb may follow, not one within the aside: "in office since 2022, when he won, said"."""
    return _comma(line, j) and not line.is_a(j + 1, "dates.when", "dates.relative", "words.who")

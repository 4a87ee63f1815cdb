"""The day of another event that a sentence sets beside the news: "the worst crash since a fire in 2019 killed 25"."""

from collections.abc import Iterable

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_RECORD = 20  # tokens from "the worst" to the date of what it is set against
_CLAUSE = 18  # tokens from "when" to the number
_BRACKET = 14  # tokens of a bracket
_NOUN = 4  # tokens from "the" to "worst"
_SINCE = ("dates.since", "dates.start", "dates.since_then")
_AS = frozenset({"que", "qu", "как", "як"})
_STOPS = (",", ";", ":", "(", ")", "–", "—")


def recalled_day(line: Line, group: Group, found: list[DatePhrase], calendar: Calendar) -> DatePhrase | None:
    """The date of what is recalled, where the number is its toll."""
    for phrase in reversed(found):
        if not calendar.is_old(phrase.value) or phrase.length or phrase.role == "as_of":
            continue
        if _beside(line, group, phrase) or (
            phrase.end <= group.start
            and not any(phrase.end <= p.start < group.start for p in found)
            and (_since_it_harmed(line, group, phrase) or _when_it_harmed(line, group, phrase))
        ):
            return phrase
    return None


def bracketed_apart(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "14 died, fewer than in Basmer (25 dead, 1992)": a date of the bracket's own number, and of no other."""
    opens = _bracket_of(line, phrase.start)
    if opens is None or opens == _bracket_of(line, group.start):
        return False
    return any(line.kind(j) == "number" for j in _inside(line, opens) if not phrase.start <= j < phrase.end)


def _beside(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "the collision of Basmer (25 dead, 1992)": one bracket holds the date and the number."""
    opens = _bracket_of(line, phrase.start)
    if opens is None or opens != _bracket_of(line, group.start):
        return False
    dates = {j for j in range(phrase.start, phrase.end)} | set(range(group.start, group.end))
    return not any(line.kind(j) == "number" for j in _inside(line, opens) if j not in dates)


def _bracket_of(line: Line, at: int) -> int | None:
    """The token that opens the bracket in which a token stands."""
    for j in range(at - 1, max(-1, at - 1 - _BRACKET), -1):
        if line.low(j) in ("(", ")"):
            return j if line.low(j) == "(" else None
    return None


def _inside(line: Line, opens: int) -> Iterable[int]:
    for j in range(opens + 1, min(opens + _BRACKET, len(line.tokens))):
        if line.low(j) == ")":
            return
        yield j


def _since_it_harmed(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "It is the worst crash since a fire in June 2019 killed 25", not "The worst crash since June 2019 killed 25"."""
    if phrase.role != "start" or line.is_a(group.start - 1, "words.along_with"):
        return False
    if any(line.low(j) in _STOPS or line.kind(j) == "number" for j in range(phrase.end, group.start)):
        return False
    before = range(max(0, phrase.start - _RECORD), phrase.start)
    record = next((j for j in before if line.is_a(j, "scope.record", "numbers.ordinals")), None)
    since = next((j for j in before if record is not None and j > record and line.is_a(j, *_SINCE)), None)
    if record is None or since is None:
        return False
    ends = max(line.tags[since][cls].end for cls in _SINCE if cls in line.tags[since])
    clause = any(line.low(j) in _AS for j in range(since, min(ends + 2, phrase.start)))
    clause = clause or line.low(since - 1) == ","  # "das schwerste Unglück, seit im Juni 2019 ... starben"
    told = any(line.is_a(j, "words.auxiliary", "words.it") for j in range(record))
    apposed = any(line.low(j) in (",", "–", "—") for j in range(max(0, record - _NOUN), record))
    return clause or told or apposed


def _when_it_harmed(line: Line, group: Group, phrase: DatePhrase) -> bool:
    """ "It recalls June 2019, when a fire killed 25", "с 1992 года: тогда столкнулись поезда, 25 погибших"."""
    first = phrase.end + (line.low(phrase.end) in (",", ":", "–", "—", ";"))
    then = first > phrase.end and line.is_a(first, "dates.then")
    if not (then or (line.is_a(first, "dates.when") and phrase.start > 1)) or group.start - first > _CLAUSE:
        return False
    last = group.start - (line.low(group.start - 1) == ":" or (then and line.low(group.start - 1) == ","))
    return not any(line.low(j) in _STOPS for j in range(first, last))

"""The words around a date that say what it is of: an event, a toll, a day of mourning, a stretch up to it."""

from monitor.detect.date_phrases.relative_dates import shifted
from monitor.detect.reading.line import Line

_EVENTS = ("scope.incident", "scope.disaster")
_NOT_SINCE = 4  # tokens from "not" to "updated"
_MOURNED = 6  # tokens between a day of mourning and its date
_OF_TOLL = ("of", "for", "für", "des", "vom", "de", "d", "pour", "du", "del", "para", "за")
_TOLLS = ("words.count", "scope.total", "killed.toll", "killed.noun", "casualties.noun", "casualties.toll")
_TO = ("to", "bis", "au", "al")


def at_an_hour(line: Line, start: int) -> int | None:
    """Where "as of 8 a.m.", "станом на 10:00" begins that stands before a date."""
    k = start - 1
    while k > start - 8 and (
        line.kind(k) != "word"
        or line.is_a(k, "dates.clock", "dates.on")
        or line.low(k) in "apm"
        or line.tokens[k].glued
    ):
        if line.low(k) in (";", ",", "("):
            return None
        k -= 1
    begins = (line.ends_at(k + 1, cls) for cls in ("dates.as_of", "dates.by"))
    return min((b for b in begins if b is not None), default=None) if start - k > 2 else None


def of_mourning(line: Line, start: int, end: int) -> bool:
    """ "declared Friday a day of mourning", "оголосила жалобу в середу": the day when the dead are remembered."""
    near = range(max(0, start - _MOURNED), min(end + _MOURNED, len(line.tags)))
    return "dates.mourning" in line.has and any(line.is_a(j, "dates.mourning") for j in near)


def unchanged(line: Line, since: int) -> int | None:
    """ "Moscow has not updated its toll of 5,937 since September 2022": the verb; that was its last count."""
    if "words.updated" not in line.has:
        return None
    for j in range(len(line.tags)):
        denied = any(line.is_a(k, "words.negation") for k in range(max(0, j - _NOT_SINCE), j))
        clause = range(min(j, since), max(j, since))
        if denied and line.is_a(j, "words.updated") and not any(line.low(k) in (",", ";") for k in clause):
            return j
    return None


def behind(line: Line, end: int) -> tuple[int, ...]:
    """Where a clause about a date may open: right behind it, or behind its comma (", in dem 141 Menschen starben")."""
    return (end, end + 1) if line.low(end) == "," else (end,)


def earlier(line: Line, led: int, end: int, role: str) -> bool:
    """ "earlier this month", "Anfang dieses Monats": a part of it that is over, and not until today."""
    if role == "start":
        return False
    parts = (j for j in range(led, end) if line.is_a(j, "dates.part") and not line.is_a(j, "dates.units", "dates.of"))
    return line.ends_at(led, "dates.earlier") is not None or any(not line.is_a(j, "words.article") for j in parts)


def stretch_to(line: Line, led: int, value: str) -> str | None:
    """ "in the week to 8 June", "die zehn Tage bis zum 2. Juli", "in the 12 months to May": the first day of it."""
    unit = line.at(led - 1, "dates.units") if line.low(led) in _TO and len(value) >= 7 else None
    if unit is None:
        return None
    text = line.low(led - 2)
    word = line.at(led - 2, "numbers.units") if line.kind(led - 2) != "number" else None
    many = int(text) if text.isdigit() and len(text) < 3 else int(word.value or 1) if word is not None else 1
    begin = shifted(value, f"-{many}{unit.value}")
    return begin if begin < value else None


def toll_before(line: Line, led: int) -> bool:
    """ "the toll for July", "el saldo de julio", "die Verluste des Jahres": a noun of counting right before a date."""
    at = led if line.low(led) in _OF_TOLL else led - 1
    if line.low(at) not in _OF_TOLL:
        return False
    return any(line.ends_at(at, cls) is not None for cls in _TOLLS)


def of_an_event(line: Line, end: int) -> bool:
    """ "Thursday's crash", "a day after drones hit", "2015's toll", where the possessive is a token of its own."""
    if line.tokens[end - 1].possessive or line.low(end - 1) == "after":
        return True
    digits = end < len(line.tokens) and line.tokens[end].text == "s" and line.kind(end - 1) == "number"
    return digits and line.tokens[end].start - line.tokens[end - 1].end <= 1


def event_before(line: Line, value: str, led: int) -> bool:
    """Whether a date is an event's own: a day after its noun, a month after its noun and "of"."""
    if len(value) == 10:
        return after_event(line, led)
    nouns = ("scope.war", "scope.battle", *_EVENTS)
    return len(value) == 7 and line.is_a(led, "words.of") and any(cls in line.endings(led) for cls in nouns)


def after_event(line: Line, start: int) -> bool:
    """ "the earthquake of 6 February", "le séisme survenu vendredi", "the attack on Israel on 7 October"."""
    for j in range(start - 1, max(-1, start - 7), -1):
        if line.is_a(j, "scope.incident", "scope.disaster") or any(c in line.endings(j + 1) for c in _EVENTS):
            return True
        if line.low(j) == "," and line.is_a(j + 1, "dates.happened"):
            continue  # "атаки, совершённой 7 октября"
        if not (
            line.is_a(j, "dates.happened", "words.preposition", "words.of")
            or line.capital(j)
            or any("dates.happened" in line.endings(k) for k in (j + 1,))
        ):
            return False
    return False

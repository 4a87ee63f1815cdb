"""The day on which a vessel set out: "The boat left Mbour on 3 May with 90 aboard" is not when its people drowned."""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_REACH = 8  # tokens between the verb and its day
_PARTED = (",", ";", ":", ".")


def without_departures(line: Line, found: list[DatePhrase]) -> list[DatePhrase]:
    """The dates of a sentence but for those of setting out."""
    sails = "dates.sets_sail" in line.has
    if not found or not (sails or ("dates.leaves" in line.has and "dates.vessels" in line.has)):
        return found
    verbs = ("dates.sets_sail", "dates.leaves") if "dates.vessels" in line.has else ("dates.sets_sail",)
    return [p for p in found if not p.is_day or not _sets_out(line, p, verbs, found)]


def _sets_out(line: Line, phrase: DatePhrase, verbs: tuple[str, ...], found: list[DatePhrase]) -> bool:
    """ "A quitté le Sénégal le 10 mai", "le 10 mai, la pirogue avait quitté Mbour", "am 10. Mai verlassen"."""
    for j in range(phrase.start - 1, max(-1, phrase.start - _REACH), -1):
        if line.low(j) in _PARTED:
            break
        if line.is_a(j, *verbs):
            return True
        if _tells(line, j, found):
            return False
    for j in range(phrase.end, min(phrase.end + _REACH, len(line.tokens))):
        if line.low(j) in _PARTED and not (j == phrase.end and line.low(j) == ","):
            break
        if line.is_a(j, *verbs):
            return True
        if _tells(line, j, found):
            return False
    return False


def _tells(line: Line, j: int, found: list[DatePhrase]) -> bool:
    """Whether something else is told before the verb: another day, a harm, a wreck, a next clause."""
    other = line.is_a(j, "words.conjunction", "scope.crash", "scope.incident", "scope.occurred")
    harm = any(cls.startswith(("killed.", "wounded.", "missing.")) for cls in line.tags[j])
    return other or harm or any(p.start <= j < p.end for p in found)

"""Numbers of people by the day, week, month or year: "60 a day", "average daily losses of 1,570"."""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_RATE_REACH = 16  # tokens from "average daily" to its number
_MEAN = 20  # tokens from "an average of" to the second of its numbers, and on to the unit
_SINCE = 3  # tokens from a sum to "since"
_AHEAD = 4  # tokens from "per month" on to "an average of"
_SECOND = 7  # tokens from a number to the one that shares its frame of time, and from there to the frame
_YEARS = 11  # tokens from "the average of the last ten years" to its number
_OWN = 4  # tokens from a number to the frame of time that is its own
_WORDS = ("numbers.units", "numbers.hundred", "numbers.dozen", "numbers.scales")
_RATES = ("day", "month", "week", "hour", "year")
_NAMED = frozenset(f"scope.{kind}_{unit}" for kind in ("rate", "before_rate") for unit in _RATES)


def rate(line: Line, group: Group, link: Link, found: list[DatePhrase], low: int, high: int) -> str | None:
    """The unit of "60 a day", "500 more wounded daily", "average daily losses of 1,570"."""
    if "scope.yearly" in line.has and _of_years(line, group):
        return "year"
    if line.has.isdisjoint(_NAMED):
        return None
    dated = {j for phrase in found for j in range(phrase.start, phrase.end)}
    for j in range(max(group.number.end, low), min(high + 1, max(group.end, link.end) + 8, len(line.tokens))):
        if j > group.end and j not in dated and (line.kind(j) == "number" or line.is_a(j, *_WORDS)):
            break  # "409 000 человек, более тысячи в день": another number's, "10,457, or thirty a day"
        for unit in _RATES:
            if line.is_a(j, f"scope.rate_{unit}") and j not in dated and not _adjective(line, j):
                if line.is_a(j - 1, "words.article") and line.capital(j + 1):
                    continue  # "informa el diario El Sur": a newspaper
                if line.low(j) in ("a", "an") and line.is_a(j - 1, "words.preposition", "qualifier.up_to"):
                    continue  # "in under an hour"
                if _long(line, line.tags[j][f"scope.rate_{unit}"].end):
                    continue  # "since the campaign opened almost a year and a half ago"
                return unit
    first, crossed = min(link.start, group.start), False
    summed = _summed(line, group)
    for j in range(group.start - 1, max(low, group.start - _RATE_REACH) - 1, -1):
        if summed and line.low(j) == ",":
            break
        if line.kind(j) == "number" and j not in dated and j < first:
            if crossed or not _joined(line, j + 1, group.start):
                break
            crossed = True  # "causan cada año 1.200 muertos y 40.000 heridos"
        for unit in _RATES:
            before = line.at(j, f"scope.before_rate_{unit}")
            if before is not None and not _long(line, before.end):
                if _anothers(line, j, group.start):
                    return None
                return unit  # "average daily casualties in Ukraine rose to 1,570"
    mean = _shared(line, group, dated) if "scope.mean" in line.has else None
    return mean or _after_both(line, group, link, dated, high)


def _long(line: Line, end: int) -> bool:
    """ "a year ago", "a month and a half", "am Tag nach dem Beben": a time or its length, and no rate."""
    half = line.is_a(end, "words.conjunction") and any(line.is_a(j, "numbers.half") for j in (end + 1, end + 2))
    return half or line.is_a(end, "dates.ago_after", "dates.earlier", "dates.later", "dates.after")


def _of_years(line: Line, group: Group) -> bool:
    """ "Below the ten-year average of 4,200", "der Zehnjahresdurchschnitt liegt bei 310": so many a year."""
    years = False
    for j in range(group.start - 1, max(-1, group.start - _YEARS), -1):
        if line.is_a(j, "scope.yearly"):
            if any(line.is_a(k, "scope.of_age") for k in range(j - 1, j + 4)):
                return False  # "with an average age of 34 years, 12 died"
            return years or line.is_a(j, "scope.yearly_mean") or _years_by(line, j) or _years_behind(line, group)
        if line.kind(j) == "number" and not line.is_a(j + 1, "dates.units"):
            return False
        if line.low(j) in (";", ":", "("):
            return False
        years = years or line.is_a(j, "scope.years")
    return False


def _years_by(line: Line, j: int) -> bool:
    """Years beside an average: "the ten-year average", "la moyenne décennale"."""
    return any(line.is_a(k, "scope.years") for k in range(max(0, j - 2), j + 3))


def _years_behind(line: Line, group: Group) -> bool:
    """ "An average of 88 over the last ten years"."""
    for k in range(group.end, group.end + _SECOND):
        if line.is_a(k, "scope.years"):
            return True
        if line.kind(k) == "mark" or line.low(k) in (",", ";", "."):
            return False
    return False


def _summed(line: Line, group: Group) -> bool:
    """ "50 die every day, which makes a total of 10,500 since May": a sum of days, told with its beginning."""
    return any(
        line.is_a(j, "dates.since", "scope.onset", "scope.cumulative") for j in range(group.end, group.end + _SINCE)
    )


def _shared(line: Line, group: Group, dated: set[int]) -> str | None:
    """ "An average of six people died and 20 were hurt every day": the unit told once for both."""
    means = [j for j in range(max(0, group.start - _MEAN), group.start + 1) if line.is_a(j, "scope.mean")]
    if not means or any(line.low(j) == ";" for j in range(means[-1], group.start)):
        return None
    told = range(means[-1] + 1, group.start)
    if any(line.is_a(j, *_NAMED) and _anothers(line, j, group.start) for j in told):
        return None
    last = next((j for j in range(group.end, len(line.tokens)) if line.low(j) == ";"), len(line.tokens))
    for j in range(max(0, means[-1] - _AHEAD), min(last, group.end + _MEAN)):
        for unit in _RATES:
            if line.is_a(j, f"scope.rate_{unit}", f"scope.before_rate_{unit}") and j not in dated:
                return unit
    return None


def _anothers(line: Line, j: int, start: int) -> bool:
    """ "942 children, an average of five a day: 356 died", "five every day, of whom 356 died": of the number before."""
    near = range(max(0, j - _OWN), j)
    counted = any(line.kind(k) == "number" or line.is_a(k, "numbers.collective", *_WORDS) for k in near)
    if not counted:
        return False
    for k in range(j + 1, start):
        if line.low(k) in (":", ";"):
            return True
        if line.low(k) == "," and line.is_a(k + 1, "words.subset", "words.who", "words.of"):
            return True
    return False


def _adjective(line: Line, j: int) -> bool:
    """ "the highest monthly total": an adjective, not "1,500 monthly"."""
    after = line.kind(j + 1) == "word" and not line.is_a(
        j + 1, "words.preposition", "words.conjunction", "words.auxiliary"
    )
    return after and line.low(j).endswith("ly")


def _joined(line: Line, first: int, last: int) -> bool:
    """Whether nothing but words and an "and" stand between two numbers: one frame of time for both."""
    words = range(first, last)
    return any(line.is_a(j, "words.conjunction") for j in words) and all(line.kind(j) == "word" for j in words)


def _after_both(line: Line, group: Group, link: Link, dated: set[int], high: int) -> str | None:
    """ "Cause 1,200 deaths and 40,000 injuries every year": told of both, behind the second."""
    first = max(group.number.end, group.end, link.end)
    second = next(
        (j for j in range(first, min(high, first + _SECOND)) if line.kind(j) == "number" and j not in dated), None
    )
    if second is None or not _joined(line, first, second):
        return None
    for j in range(second + 1, min(second + _SECOND, len(line.tokens))):
        if line.kind(j) != "word":
            return None
        for unit in _RATES:
            if line.is_a(j, f"scope.before_rate_{unit}") and not line.is_a(j + 1, "words.preposition"):
                return unit
    return None

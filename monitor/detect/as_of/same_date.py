"""Whether a number without a date of its own stands for the same date as one told before."""

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.as_of.near_dates import stood_at
from monitor.detect.nouns.event import Covers
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

_OPENERS = ("words.whole_opens", "words.among", "words.subset", "words.of")
_WHOLE = 5  # tokens from "of" over its whole to the part
_BEFORE = 10  # tokens from "compared to" to the number of the time that it names
_DAY = 10  # letters of a date that names one
_MONTH = 5  # tokens from "compared to" to the month


def dated_with(
    old: Statement, scope: Scope, line: Line, group: Group, kin: Statement | None, calendar: Calendar
) -> bool:
    """Whether a number without a date takes an earlier one's: in one sentence, or of one scope and paragraph."""
    if old.scope is not scope and not (group.number.signed and old.own_date):
        return False
    if old is kin and "from" in (line.low(group.start - 1), line.low(kin.group.start - 1)):
        return False  # "to 62,000, from 51,000 the winter before"
    if old.line is line and old.own_date and stood_at(line, old.group.start):
        return False  # "rose to 72 from 69 on Wednesday, and 294 people were hurt"
    if old.line is not line and set_against(old):
        return False
    said = old.as_of == calendar.today and not old.own_date
    if said and calendar.month is not None and old is not kin and old.line is not line:
        return False  # a month's report: "in July 286 died, the mission said on Wednesday. Drones killed 64"
    if old is kin or scope is Scope.PERIOD or (old.line is line and old.link.rule == "part of the harmed"):
        return True
    beside = (old.own_date or old.as_of == calendar.since) and old.line.sentence.block == line.sentence.block
    return beside and not (scope is Scope.RATE and calendar.is_old(old.as_of or ""))


def whole_before(line: Line, group: Group, last: Statement | None) -> Statement | None:
    """ "As of 5 June 957 people have been killed. Of the dead, 940 ...": what a sentence that opens so is a part of."""
    if last is None:
        return None
    if last.line is line:
        return last if last.link.rule == "part of the harmed" else None  # "... 7,100 men, 4,900 women": as the men
    if group.number.high > last.group.number.high:
        return None
    opener = next((tag for cls in _OPENERS if (tag := line.at(0, cls)) is not None), None)
    if opener is None or not opener.end <= group.start <= opener.end + _WHOLE:
        return None
    return last if line.sentence.block - last.line.sentence.block <= 1 else None


def day_goes_on(line: Line, scope: Scope, cover: Covers, last: Statement | None) -> str | None:
    """ "За добу 8 лютого загинули двоє. Ще сімох за добу поранено.": the day of the past day told just before."""
    if last is None or scope is not Scope.PERIOD or last.scope is not scope or last.span != "1d" or not last.own_date:
        return None
    if not 0 <= line.sentence.block - last.line.sentence.block <= 1 or len(last.as_of or "") != _DAY:
        return None
    again = cover.span == "1d" if cover.date is not None else cover.span is None
    return last.as_of if again and not line.sentence.title else None


def set_against(old: Statement) -> bool:
    """ "The number fell in April, compared to March, when 1,119 were killed": what follows is not of March."""
    line = old.line
    if "dates.than" not in line.has:
        return False
    for j in range(max(0, old.group.start - _BEFORE), old.group.start):
        than = line.at(j, "dates.than")
        if than is not None and than.end - j > 1 and any(line.is_a(k, "dates.months") for k in range(j, j + _MONTH)):
            return True
    return False

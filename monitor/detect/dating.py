"""A figure's as-of date: an explicit "as of", else the time of the harm, else of the saying, else of publication."""

import datetime as dt
from dataclasses import dataclass, field, replace

from monitor.detect.attribution import Attribution
from monitor.detect.dates import DatePhrase
from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Scope

_REACH = 30  # tokens between a number or its harm word and the date that it stands for
_OPENERS = ("when", "where", "who", "whose", "which", "after", "as", "during")
_RECALL = 40  # days before publication from which a date of harm recalls another event


@dataclass(slots=True)
class Calendar:
    """The dates that the article has given so far."""

    published: dt.date | None
    said: dict[str, str] = field(default_factory=dict)  # by speaker's first name: the day he spoke
    incident: str | None = None  # the day of the attack that the article tells of
    told: str | None = None  # the last day of harm, in paragraph `told_in`
    told_in: int = -2
    stated: str | None = None  # "all figures are as of 5 November"

    @property
    def today(self) -> str | None:
        """The day of publication."""
        return self.published.isoformat() if self.published else None

    def is_old(self, value: str) -> bool:
        """Whether a date lies so far back that its event is not the article's own."""
        if self.published is None or not value:
            return False
        last = {4: f"{value}-12-31", 7: f"{value}-28"}.get(len(value), value)
        return (self.published - dt.date.fromisoformat(last)).days > _RECALL

    def resolve(self, found: list[DatePhrase], paragraph: int) -> list[DatePhrase]:
        """The phrases with those counted from another day ("the day before") given theirs."""
        out: list[DatePhrase] = []
        for phrase in found:
            if phrase.shift is not None:
                earlier = next((p.value for p in reversed(out) if len(p.value) >= 7), None)
                anchor = earlier or (self.told if self.told_in >= paragraph - 1 else None) or self.today
                if phrase.shift == "0d" and earlier is None and self.told is not None:
                    anchor = self.told
                phrase = replace(phrase, value=_shifted(anchor, phrase.shift))
            out.append(phrase)
        return out

    def hear(self, line: Line, found: list[DatePhrase], said: list[Attribution]) -> None:
        """Note when each speaker of the line spoke; a recalled saying ("on 4 February he had given") is not kept."""
        for attribution in said:
            recalled = any(line.low(j) == "had" for j in range(attribution.start, attribution.cue + 1))
            phrase = next((p for p in found if len(p.value) == 10 and of_saying(line, p, [attribution])), None)
            if phrase is not None and not recalled:
                for name in attribution.names[:2]:
                    self.said[name] = phrase.value

    def tell(self, line: Line, found: list[DatePhrase], said: list[Attribution]) -> None:
        """Note the day of which a sentence tells: the day of the attack, or of another that is recalled."""
        for phrase in found:
            if not phrase.value or phrase.role in ("future", "as_of") or (phrase.role == "start" and not phrase.opens):
                continue
            if phrase.begin is not None or of_saying(line, phrase, said):
                continue
            self.told, self.told_in = phrase.value, line.sentence.paragraph
            early = line.sentence.paragraph <= 2
            if early and self.incident is None and len(phrase.value) == 10 and not self.is_old(phrase.value):
                self.incident = phrase.value

    def state(self, line: Line, found: list[DatePhrase]) -> None:
        """ "All figures are as of 5 November": the date of every figure that has none of its own."""
        for phrase in found:
            if phrase.value and (phrase.role == "as_of" or phrase.begin is not None):
                self.stated = phrase.value


def as_of(
    line: Line,
    group: Group,
    link: Link,
    found: list[DatePhrase],
    said: list[Attribution],
    scope: Scope,
    period: DatePhrase | None,
    calendar: Calendar,
    speaker: tuple[str, ...],
) -> tuple[str | None, DatePhrase | None]:
    """The date that a number stands for and the phrase of its own sentence that gives it (None: carried)."""
    if period is not None and period.value and period.role != "start":
        return period.value, period
    dated = [p for p in found if p.value and p.role != "future" and (p.role != "start" or p.opens)]
    harm = [p for p in dated if not of_saying(line, p, said) and _near(line, group, link, p, scope)]
    explicit = [p for p in harm if p.role == "as_of"]
    if harm:
        best = min(explicit or harm, key=lambda p: _distance(line, group, link, p))
        return best.value, best
    if scope is Scope.INCIDENT:
        if calendar.told is not None and calendar.told_in == line.sentence.paragraph:
            return calendar.told, None
        if calendar.incident is not None:
            return calendar.incident, None
    saying = [p for p in dated if of_saying(line, p, _own(said, speaker))]
    if saying:
        return saying[0].value, saying[0]
    heard = next((calendar.said[name] for name in speaker if name in calendar.said), None)
    return calendar.stated or heard or calendar.today, None


def _own(said: list[Attribution], speaker: tuple[str, ...]) -> list[Attribution]:
    return [a for a in said if not speaker or set(a.names) & set(speaker)]


def of_saying(line: Line, phrase: DatePhrase, said: list[Attribution]) -> bool:
    """Whether a date tells when somebody spoke: "said on Monday", "in February Zelensky spoke of"."""
    if phrase.possessive or phrase.role in ("start", "as_of"):
        return False
    for attribution in said:
        first, last = min(attribution.start, attribution.cue), max(attribution.end, attribution.cue + 1)
        if first <= phrase.start < last:
            return True
        if 0 <= phrase.start - last <= 7 and _clear(line, last, phrase.start, verb=True):
            return True
        if 0 <= first - phrase.end <= 4 and _clear(line, phrase.end, first):
            return True
    return False


def _clear(line: Line, first: int, last: int, *, verb: bool = False) -> bool:
    """Whether nothing between a speech verb and a date opens another clause."""
    for j in range(first, last):
        low = line.low(j)
        if line.kind(j) == "number" or low in (";", ":") or (verb and (low == "that" or low == "," and j > first)):
            return False
        if line.is_a(j, "words.conjunction", "words.but", "words.auxiliary") or (verb and low in _OPENERS):
            return False
        if any(cls.endswith((".part", ".verb", ".fell")) and not cls.startswith("s") for cls in line.tags[j]):
            return False
    return True


def _near(line: Line, group: Group, link: Link, phrase: DatePhrase, scope: Scope) -> bool:
    """Whether a date may be the harm's: in the number's own clause and, for a running total, not an event's day."""
    if _distance(line, group, link, phrase) > _REACH:
        return False
    if phrase.opens:
        return phrase.end <= group.start
    if scope is not Scope.INCIDENT and (phrase.possessive or _of_event(line, group, link, phrase)):
        return False
    before = phrase.end <= group.start
    for j in range(*((phrase.end, group.start) if before else (max(group.end, link.end), phrase.start))):
        if line.low(j) == ";" or (line.is_a(j, "words.but") and line.low(j - 1) == ","):
            return False
    return before or not _of_next(line, group, link, phrase)


def _of_event(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """ "the earthquake that shook Myanmar last Friday has killed 3,145": the day of the event, not of the count."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 12), -1):
        if line.kind(j) == "number" or line.low(j) in (",", ";", ":", "("):
            return False
        told = line.low(j) == "that" and line.is_a(j - 1, "scope.disaster", "scope.incident", "scope.war")
        if line.low(j) in _OPENERS or told:
            return not j < group.start < phrase.end and not j < group.start <= phrase.end + 6
    return False


def _of_next(line: Line, group: Group, link: Link, phrase: DatePhrase) -> bool:
    """Whether a date after the number belongs to the number before it: "to 55,000 from 46,000 a year ago"."""
    first = max(group.end, link.end)
    other = [j for j in range(first, phrase.start) if line.kind(j) == "number" and len(line.low(j)) > 2]
    if not other or phrase.role == "as_of":
        return False
    if line.ends_at(other[-1], "numbers.range") is None and line.low(other[-1] - 1) in ("from", "against"):
        return True
    return any(line.low(j) in (",", ":") for j in range(first, other[-1])) and link.end <= other[-1]


def _distance(line: Line, group: Group, link: Link, phrase: DatePhrase) -> int:
    """Tokens from a date to the number or its harm word; commas and other numbers count for more."""
    first, last = min(group.start, link.start), max(group.end, link.end)
    if phrase.start >= last:
        between = range(last, phrase.start)
    elif phrase.end <= first:
        between = range(phrase.end, first)
    else:
        return 0
    cost = len(between)
    for j in between:
        cost += 4 * (line.low(j) in (",", "(", ")", "–")) + 6 * (line.kind(j) == "number") + 20 * (line.low(j) == ":")
    return cost


def _shifted(anchor: str | None, shift: str) -> str:
    """An ISO date moved by "-2d", "-1mo", "-3y", as precise as the anchor and the unit allow."""
    if not anchor:
        return ""
    count = int(shift.rstrip("abcdefghijklmnopqrstuvwxyz"))
    unit = shift.lstrip("-0123456789")
    if unit in ("d", "w", "f", "h") and len(anchor) == 10:
        days = {"d": 1, "w": 7, "f": 14, "h": 0}[unit] * count
        return (dt.date.fromisoformat(anchor) + dt.timedelta(days=days)).isoformat()
    if unit == "mo" and len(anchor) >= 7:
        index = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + count
        return f"{index // 12}-{index % 12 + 1:02}"
    if unit in ("y", "10y"):
        years = int(anchor[:4]) + count * (10 if unit == "10y" else 1)
        return f"{years}{anchor[4:7]}" if abs(count) == 1 else str(years)
    return anchor

"""What "since then" covers: since a truce or another day that was told a span, since the war began a running total.

"Israel resumed its offensive on 18 March. At least 3,822 people have been killed since then": the sentence before says
since when.
"""

import datetime as dt

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.event import Covers, Event
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Scope

_LATELY = 14  # days back from publication within which an event's own toll goes on rather than a span
_YONDER = 8  # tokens between the number and "there"
_APART = 16  # tokens between the number and "since then"
_EVENTS = ("scope.incident", "scope.crash")
_WARS = ("scope.war", "scope.battle", "scope.disaster", "scope.unrest")


def since_then(
    line: Line,
    group: Group,
    own: list[DatePhrase],
    before: Line | None,
    told: list[DatePhrase],
    event: Event,
    published: dt.date | None,
) -> Covers | None:
    """The scope of a number beside "since then", from what this sentence or the one before (`told`: its dates) says."""
    at = then_at(line, group)
    if at is None:
        return Covers(Scope.CUMULATIVE) if _goes_on_there(line, group, own, before) else None
    here = [p for p in own if p.end <= at and p.value]
    lines = [(line, here, at)]
    if before is not None and not here and before.sentence.block >= line.sentence.block - 1:
        lines.append((before, [p for p in told if p.value], len(before.tokens)))
    for one, dates, last in lines:
        classes = {cls for tags in one.tags[:last] for cls in tags}
        first = dates[-1].value if dates else ""
        if event.since is not None and first and event.since.startswith(first):
            return Covers(Scope.CUMULATIVE)
        if "scope.truce" in classes:
            return Covers(Scope.PERIOD)
        if first and event.since is not None and event.since < first and _past(first, published):
            return Covers(Scope.PERIOD)
        if not classes.isdisjoint(_WARS) and dates:
            return Covers(Scope.CUMULATIVE)  # "The war broke out in 2023. Since then 20,000 have died"
        if first and event.since is None and _past(first, published) and classes.isdisjoint(_EVENTS):
            return Covers(Scope.PERIOD)  # "In January rebels seized the city. Since then 3,100 have been killed"
    return None


def _goes_on_there(line: Line, group: Group, own: list[DatePhrase], before: Line | None) -> bool:
    """ "Since the war began, violence has soared in the West Bank. At least 682 people have been killed there"."""
    if before is None or "scope.yonder" not in line.has or any(p.value for p in own):
        return False
    if before.sentence.block < line.sentence.block - 1 or "scope.war" not in before.has:
        return False
    since = not before.has.isdisjoint(("scope.onset", "scope.cumulative"))
    return since and any(line.is_a(j, "scope.yonder") for j in range(group.start - _YONDER, group.end + _YONDER))


def then_at(line: Line, group: Group) -> int | None:
    """Where "since then" stands near a number."""
    for j in range(max(0, group.start - _APART), min(group.end + _APART, len(line.tokens))):
        between = range(group.end, j) if j >= group.end else range(j + 3, group.start)  # not the comma of "Depuis,"
        if _then(line, j) and (j == 0 or not any(line.low(k) in (",", ";", ":") for k in between)):
            return j  # "Since then, according to the UN, 3,100 have died"
    return None


def _then(line: Line, j: int) -> bool:
    """ "since then", "has since", and "Depuis," on its own."""
    tag = line.at(j, "dates.since_then")
    if tag is None or line.is_a(tag.end, "source.says", "source.tallies", "source.reckons"):
        return False  # "They have since logged 93,000 names": when they did
    if line.is_a(j, "dates.since") and tag.end == j + 1:  # "depuis", "seitdem": alone, it leads no clause of its own
        return line.low(j + 1) in (",", ".", "") or line.is_a(j + 1, "words.auxiliary", "killed.fell", "wounded.fell")
    return True


def _past(value: str, published: dt.date | None) -> bool:
    """Whether a date lies so far back that what came after it is a span of its own."""
    if published is None:
        return False
    last = {4: f"{value}-12-31", 7: f"{value}-28"}.get(len(value), value)
    return (published - dt.date.fromisoformat(last)).days > _LATELY

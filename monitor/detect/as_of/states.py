"""A state that lasts, told on a day after the event: "Five are still in hospital, the clinic said on Monday"."""

from monitor.detect.as_of.sayings import of_saying, spoken
from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_REACH = 6  # tokens from a number to the word that says that they are so still
_STOPS = (",", ";", ":", "(", ")", "–", "—")


def state_told(
    line: Line, group: Group, link: Link, dated: list[DatePhrase], said: list[Attribution]
) -> DatePhrase | None:
    """The day on which somebody says how many are still hurt, missing or held: the number is of that day."""
    if link.measure is Measure.KILLED or "scope.still" not in line.has or not _lasts(line, group):
        return None
    days = [p for p in dated if len(p.value) == 10 and (of_saying(line, p, said) or spoken(line, p))]
    return days[0] if len(days) == 1 else None


def _lasts(line: Line, group: Group) -> bool:
    """ "five are still in hospital", "noch fünf werden vermisst", not "ще п'ятеро": another five."""
    for j in range(group.end, min(group.end + _REACH, len(line.tokens))):
        if line.is_a(j, "scope.still"):
            return True
        if line.low(j) in _STOPS or line.kind(j) == "number" or line.is_a(j, "words.conjunction"):
            break
    return any(
        line.is_a(j, "scope.still") and not line.is_a(j, "words.more") for j in (group.start - 2, group.start - 1)
    )

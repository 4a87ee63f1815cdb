"""The day up to which an article's numbers hold, where a line of its own at the end tells it.

"Data cut-off: 18 February", "Stand: 18. Februar", "Дані станом на 18 лютого": what was counted before without a day of
its own stands for that one.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.nouns.statement import Statement
from monitor.detect.reading.line import Line
from monitor.model import Scope

_OPENS = 3  # tokens that may stand before the word: "All data as of 18 February"
_LONG = 12  # tokens: a line that tells of more is no such line
_KEPT = 60  # figures back that it dates: a bulletin has no more


def hold_until(line: Line, phrases: Sequence[DatePhrase], made: list[Statement]) -> None:
    """Date back what was stated so far, where the line tells the day up to which it holds, and nothing else."""
    if "dates.cutoff" not in line.has or len(line.tokens) > _LONG or not made:
        return
    word = next((j for j in range(_OPENS) if line.is_a(j, "dates.cutoff")), None)
    days = [p for p in phrases if len(p.value) == 10 and word is not None and p.end > word]
    if len(days) != 1 or made[-1].line is line:
        return
    for k in range(max(0, len(made) - _KEPT), len(made)):
        old = made[k]
        if not old.own_date and old.scope is Scope.CUMULATIVE:
            made[k] = replace(old, as_of=days[0].value)

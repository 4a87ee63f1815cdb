"""A number without a speaker of its own to the one who spoke last: whether he goes on, weighed by signs.

"The ministry said 98 had died. Sixty-nine were injured." is still the ministry's; "The mayor said 98 had died. In 2004
a fire in the same street killed 194." is nobody's. No single sign tells: who counts for a living (a ministry, a list)
goes on where a country does not, a toll is more often somebody's than what a strike did, a new date or other people
break off. The weights were set on 760 such numbers in six languages, each set of documents left out in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.speakers import Attribution, Speakers
from monitor.detect.tables import is_row
from monitor.model import Measure, Scope, Status

if TYPE_CHECKING:
    from monitor.detect.statement import Statement

_TABLE = 24  # rows that a heading's source may be responsible for
_FAR = 5  # paragraphs after which nobody is remembered
_LOOK = 40  # earlier figures among which the speaker's last is sought
_ATTACKS = ("scope.incident", "words.attack")
_OF_COUNTS = ("total after its noun", "total carried from before", "labelled list")
_WEIGHTS = {
    "bias": -1,
    "reported": 5,  # "seien getötet worden", "auraient péri": the verb says so
    "count": 5,  # "the toll stands at", "the figure was": a count is kept by somebody
    "span": 4,  # of a month, of a day each
    "total": 2,  # of the whole war
    "beside": 2,  # the wounded and the missing are told by whoever told of the dead
    "part": 3,  # "Six of them were children": of the number that he gave
    "quoted": 5,  # his own words go on, in quotation marks
    "he": 3,  # "He puts the number at", "Ils auraient"
    "same": 1,  # the people and scope of his last figure
    "bare": 1,  # "69 were injured": no noun, so the number leans on what was said
    "topical": 1,
    "others": -2,  # other people than in his last figure: "893 soldiers have fallen since"
    "attack": -1,  # what a strike did is told by the reporter again
    "country": -3,  # "Malawi has reported three dead. All told, 17 ..."
    "held": -4,  # who is still held is known to all
    "dated": -2,  # a date of its own
    "old": -3,  # and one long ago
    "doubted": -3,  # what the text calls false is a rumour as often
    "later": -1,  # two sentences on or more
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a number's own roles tell of whether somebody still speaks: party and scope, its date if it has one."""

    party: str | None
    scope: Scope
    dated: bool
    old: bool
    topical: bool
    doubted: bool  # the text calls it false: a rumour, no speaker's


def going_on(
    line: Line, group: Group, link: Link, told: Told, speakers: Speakers, made: Sequence["Statement"]
) -> Attribution | None:
    """The last speaker, if the number is still his."""
    last = speakers.last
    if last is None or speakers.beside or line.sentence.title:
        return None
    gap = line.sentence.paragraph - speakers.paragraph
    if is_row(line) and gap <= _TABLE:
        return last
    if gap > _FAR or (gap and (_entry(line) or line.sentence.quoted)):
        return None  # a quotation that opens a paragraph has its own speaker
    if made and made[-1].status is Status.DISPUTED and made[-1].line.sentence.paragraph != line.sentence.paragraph:
        return None
    signs = _signs(line, group, link, told, last, gap, made)
    signs |= {"later"} if speakers.since > 1 else set()
    return last if sum(_WEIGHTS[sign] for sign in signs) - min(gap, 3) > 0 else None


def _entry(line: Line) -> bool:
    """Whether a bullet or a live blog's entry begins: it has its own source."""
    return line.sentence.entry or line.low(0) in ("-", "\u2013", "\u2022", "*", "\u25aa")


def _signs(
    line: Line,
    group: Group,
    link: Link,
    told: Told,
    last: Attribution,
    gap: int,
    made: Sequence["Statement"],
) -> set[str]:
    """The names of the signs that hold."""
    names = set(last.names)
    his = next((s for s in reversed(made[-_LOOK:]) if names.intersection(s.sources)), None)
    held = {
        "bias": True,
        "reported": any(line.is_a(j, "source.reported") for j in range(len(line.tokens))),
        "count": link.rule in _OF_COUNTS,
        "span": told.scope in (Scope.PERIOD, Scope.RATE),
        "total": told.scope is Scope.CUMULATIVE and not told.old,
        "beside": link.measure in (Measure.WOUNDED, Measure.MISSING),
        "part": gap == 0 and link.part and group.of_them,
        "quoted": gap == 0 and line.sentence.quoted,
        "he": line.is_a(0, "source.he"),
        "same": his is not None and his.party == told.party and his.scope is told.scope,
        "bare": group.head is None,
        "topical": told.topical,
        "others": his is not None and his.party != told.party,
        "attack": not line.has.isdisjoint(_ATTACKS),
        "country": last.party is not None,
        "held": link.measure is Measure.CAPTURED,
        "doubted": told.doubted,
        "dated": told.dated,
        "old": told.old,
    }
    return {sign for sign, holds in held.items() if holds}

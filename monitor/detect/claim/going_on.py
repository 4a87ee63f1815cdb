"""A number without a speaker of its own to the one who spoke last: whether he goes on, weighed by signs.

"The ministry said 98 had died. Sixty-nine were injured." is still the ministry's; "The mayor said 98 had died. In 2004
a fire in the same street killed 194." is nobody's. No single sign tells: where one voice alone has given numbers it
goes on, where three are heard it does not; who counts for a living (a ministry, a list) goes on where a country does
not, and other people, a clause about when something happened, a place at large break off. The weights were fitted to
some 1,400 such numbers in six languages (logistic regression, in tenths), real news text counted threefold. Those of
the opening, of a war's total, of what is long past and of who is still held were set by hand beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.detect.linking.tables import is_row
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.sources.speakers import Speakers, is_listed
from monitor.model import Measure, Scope, Status

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_TABLE = 24  # rows that a heading's source may be responsible for
_THEREBY = 2  # paragraphs over which "according to that account" reaches back
_SKIPPED = 3  # paragraphs from one item of a list with a toll to the next: "- 45 врятовано" stands between
_FAR = 5  # paragraphs after which nobody is remembered
_SHORT = 1.6  # sentences to a paragraph, where each stands for itself
_OPENS = 2  # tokens before a number that opens its sentence
_LEDE = 3  # sentences that open the text
_LARGE = 1000  # a number that somebody must have counted
_LOOK = 40  # earlier figures among which the speaker's last is sought
_EVENTS = ("scope.incident", "words.attack", "scope.disaster")
_MANY = 3  # voices of a text that is a debate
_TOTALS = (Scope.PERIOD, Scope.CUMULATIVE)
_OF_COUNTS = ("total after its noun", "total carried from before", "labelled list")
_BIAS = -20  # without a sign, he has stopped
_WEIGHTS = {
    "alone": 11,  # nobody else has stated a figure yet: the text has one count
    "voices": -15,  # three or more speak in the text: its next number is as soon another's
    "near": 16,  # in the paragraph in which he spoke, or in the list under it
    "short": 6,  # or after it, in a text whose paragraphs are a sentence each
    "reported": 19,  # "seien getötet worden", "auraient péri": the verb says so
    "count": 7,  # "the toll stands at", "the figure was": a count is kept by somebody
    "lede": 8,  # the text opens: the headline's or the first sentence's speaker
    "span": 8,  # of a month, of a day each
    "within": 4,  # a part, perhaps, of a total of his: "Short-range drones killed 67" of 589 in the summer
    "greater": -5,  # more than he told of: a wider count, another's
    "beside": 6,  # the wounded and the missing are told by whoever told of the dead
    "heralded": 21,  # "Об этом сообщила полиция", as the first sentence: what she told follows
    "and": 9,  # beside a number of his in the same sentence
    "chain": 6,  # "Seven were killed. Five more are in hospital": the number before is his, in this paragraph
    "leaning": 7,  # "In May it was 43": on what was said before
    "his": 5,  # "On Monday its count had been 250", "the ministry and its hospitals"
    "it": 9,  # "It holds 540 names": the sentence opens with a pronoun
    "large": 7,  # thousands are somebody's count
    "topical": 13,
    "in quotes": 17,  # in quotation marks
    "quotation": -7,  # but one that opens a paragraph has a speaker of its own more often
    "quoted": 10,  # "Many were rescued. So far we have 15 dead": he is still quoted, in the paragraph that names him
    "we": -17,  # "We buried 80 of our own": who tells it in the first person is the writer
    "nobody": -9,  # the number before was nobody's
    "others": -9,  # other people than in his last figure: "893 soldiers have fallen since"
    "whose": -3,  # people named anew
    "acted": -4,  # "killing 10", "which killed 1,400 Israelis": the reporter tells what somebody did
    "when": -14,  # "when a boat sank", "after the truce": known to all, as often
    "at large": -7,  # "elsewhere in the region", "in the whole country"
    "country": -16,  # "Malawi has reported three dead. All told, 17 ..."
    "held": -22,  # who is still held is known to all
    "background": -30,  # "More than 280,000 people have died since the war began": no mayor's count, known to all
    "doubted": -16,  # what the text calls false is a rumour as often
    "idle": -5,  # "We will not stop," said the rescuer, and the toll stands a paragraph on
    "dated": -3,  # a date of its own
    "old": -14,  # and one long ago
    "later": -3,  # two sentences on or more
    "far": -2,  # two paragraphs on or more
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
    voices: int  # how many have spoken in the text


def going_on(
    line: Line, group: Group, link: Link, told: Told, speakers: Speakers, made: Sequence["Statement"]
) -> Attribution | None:
    """The last speaker, if the number is still his."""
    last = speakers.last
    if last is None or line.sentence.title:
        return None
    gap = line.sentence.paragraph - speakers.paragraph
    if "source.thereby" in line.has and gap <= _THEREBY:
        return last  # "Demnach wurden zwölf Menschen verletzt", "Den Angaben zufolge lagen zehn Tote im Boot"
    quoted = gap == 0 and last.person and line.sentence.quoted
    if speakers.beside and not quoted:
        return None
    if is_row(line) and gap <= _TABLE:
        return last
    if speakers.listing and is_listed(line):
        return last  # "The ministry gave these figures:"
    if (gap > _FAR and not _in_his_list(line, last, made)) or (gap and (line.sentence.entry)):
        return None  # a live blog's entry has its own speaker
    if made and made[-1].status is Status.DISPUTED and made[-1].line.sentence.paragraph != line.sentence.paragraph:
        return None
    signs = _signs(line, group, link, told, last, gap, made)
    if speakers.item and (gap or line.is_item()):
        signs -= {"near", "lede"}  # the item before was his: this one may be another's
    if speakers.since > 1:
        signs.add("later")
    if speakers.heralds:
        signs.add("heralded")
    if gap and speakers.sentences <= _SHORT * (line.sentence.paragraph + 1):
        signs.add("short")
    if speakers.sentences <= _LEDE and not told.dated:
        signs.add("lede")
    if quoted:
        signs.add("quoted")
    if gap and last.person and speakers.idle and not (speakers.heralds or made_by(last, made)):
        signs.add("idle")
        signs.discard("lede")
    return last if sum(_WEIGHTS[sign] for sign in signs) + _BIAS > 0 else None


def _in_his_list(line: Line, last: Attribution, made: Sequence["Statement"]) -> bool:
    """Whether a list's item follows one of the speaker's: he told the heading, however long the list is."""
    if not line.is_item() or not made or not made[-1].line.is_item():
        return False
    close = line.sentence.paragraph - made[-1].line.sentence.paragraph <= _SKIPPED
    return close and not set(last.names).isdisjoint(made[-1].sources)


def is_voice(line: Line) -> bool:
    """Whether who speaks tells of no dead and no attack: "We will not stop," said a rescuer."""
    told = any(cls.startswith(("killed.", "wounded.", "casualties.")) for cls in line.has)
    return not (told or line.is_a(0, "source.label")) and line.has.isdisjoint(_EVENTS)


def made_by(speaker: Attribution, made: Sequence["Statement"]) -> bool:
    """Whether a speaker has stated a figure of late."""
    return any(not set(speaker.names).isdisjoint(s.sources) for s in made[-_LOOK:])


def _background(line: Line, group: Group, told: Told) -> bool:
    """Whether a sentence opens with the total of a war that is not the article's: who told of one attack ends there."""
    total = told.scope is Scope.CUMULATIVE and group.number.low >= _LARGE and not told.topical
    opens = group.start <= _OPENS or any(line.is_a(j, "scope.war") for j in range(_OPENS))  # "The war has killed ..."
    return total and opens and "scope.war" in line.has


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
    before = made[-1] if made else None
    near = made[-_LOOK:]
    his = [s for s in near if names.intersection(s.sources)]
    alike = [s for s in his if s.measure is link.measure]
    number = group.number
    held = {
        "alone": all(not s.sources or names.intersection(s.sources) for s in near),
        "voices": told.voices >= _MANY,
        "near": gap == 0 or line.is_item(),
        "far": gap > 1,
        "reported": "source.reported" in line.has,
        "count": link.rule in _OF_COUNTS,
        "span": told.scope in (Scope.PERIOD, Scope.RATE),
        "within": any(
            s.party == told.party and s.scope in _TOTALS and s.group.number.high >= number.low for s in alike
        ),
        "greater": bool(alike) and all(s.group.number.high < number.low for s in alike),
        "beside": link.measure in (Measure.WOUNDED, Measure.MISSING),
        "leaning": link.side == "",
        "it": line.is_a(0, "source.he") or line.is_a(1, "source.he"),
        "acted": link.side == "right",
        "and": before is not None and before.line is line and bool(names.intersection(before.sources)),
        "chain": gap > 0
        and before is not None
        and before.line is not line
        and before.line.sentence.paragraph == line.sentence.paragraph
        and bool(names.intersection(before.sources)),
        "nobody": before is not None and not before.sources,
        "large": number.low >= _LARGE,
        "whose": "party" in line.has,
        "topical": told.topical,
        "others": bool(his) and his[-1].party != told.party,
        "when": "dates.relative" in line.has,
        "at large": "words.area" in line.has,
        "country": last.party is not None,
        "in quotes": line.sentence.quoted,
        "quotation": gap > 0 and line.sentence.quoted,
        "his": "source.his" in line.has,
        "doubted": told.doubted,
        "we": "words.we" in line.has or "words.i" in line.has,
        "held": link.measure is Measure.CAPTURED,
        "background": _background(line, group, told),
        "dated": told.dated,
        "old": told.old,
    }
    return {sign for sign, holds in held.items() if holds}

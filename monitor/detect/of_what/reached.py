"""Which sentences are read for numbers: those that a word of harm stands near; most of most news is near none."""

import datetime as dt
import re
from collections.abc import Sequence

from monitor.detect.date_phrases.dates import dates
from monitor.detect.harm.glossed import glossed
from monitor.detect.harm.harms import Harm, harms
from monitor.detect.how_many.numbered import numbers_a_death
from monitor.detect.how_many.numbers import numbers
from monitor.detect.of_what.groups import Group, groups
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, read_line
from monitor.detect.reading.text import Sentence

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NEAR = 4  # sentences between a word of harm and a number that may be of it, on a page not known to tell of any
_BEFORE = 4  # sentences before a word of harm whose numbers may be of it
_AFTER = 12  # sentences after it: "Twelve people died. ... By evening the count stood at 14."
_SHORT = 9  # tokens of an item or a row, which takes no place of its own: a list of 24 regions is near its heading
_ROWS = 1_000  # items and rows after one word of harm: a longer list is a table of something else, or no text at all
_LOST = ("words.lost", "words.lives", "words.no_survivors", "words.killing", "words.written_off")


def in_reach(lines: Sequence[Line], hurts: Sequence[Sequence[Harm]]) -> list[bool]:
    """For each line, whether its numbers may be of a harm told near it."""
    near = [False] * len(lines)
    left = rows = 0
    for at, line in enumerate(lines):
        if hurts[at] or tells_loss(line):
            near[max(0, at - _BEFORE) : at + 1] = [True] * (min(_BEFORE, at) + 1)
            left, rows = _AFTER, _ROWS
        elif left:
            near[at] = True
            rows -= 1
            left -= rows < 0 or (len(line.tokens) > _SHORT and not line.is_item())
    return near


def tells_loss(line: Line) -> bool:
    """Words that make a harm of others: "the lives of 12", "no survivors", "became the 21st victim"."""
    return not line.has.isdisjoint(_LOST) or numbers_a_death(line)


def worth_reading(text: str, told: Sequence[Sentence], lex: Lexicon, published: dt.date | None) -> bool:
    """Whether a number that may count people stands near a word of harm: most news has none, and is read no further.

    Only the sentences around those with such a word are looked at: "the bill was dead on arrival, by 24 votes".
    """
    suspects = [at for at, one in enumerate(told) if lex.may_harm(_WORD.findall(text[one.start : one.end].casefold()))]
    counted: dict[int, bool] = {}
    for at in suspects:
        line = read_line(text, told[at], lex)
        hurt = glossed(line, harms(line, lex))
        if not hurt and not tells_loss(line):
            continue
        for near in range(max(0, at - _NEAR), min(len(told), at + _NEAR + 1)):
            if near not in counted:
                other = line if near == at else read_line(text, told[near], lex)
                counted[near] = _counts_people(other, lex, published)
            if counted[near]:
                return True
    return False


def _counts_people(line: Line, lex: Lexicon, published: dt.date | None) -> bool:
    """Whether a number of the line counts no things, as far as its own words tell."""
    found = numbers(line, lex)
    if not found:
        return False
    named = groups(line, lex, found, harms(line, lex), dates(line, lex, published))
    return any(not group.thing and not _is_somebody(line, group) for group in named)


def _is_somebody(line: Line, group: Group) -> bool:
    """ "One member said": a person told of, not a count."""
    return group.number.high == 1 and (group.unknown or line.is_a(group.end, "source.says"))

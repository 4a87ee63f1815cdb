"""A sentence that takes apart the toll told before it: by nationality, by sex and age, by unit.

"They were 21 Swiss, nine French and six Italians." "There were 36 women on it, 22 men and a boy of eight."
Its verb may be any. What tells is that each number counts people, and that together they make the toll, or are its
nationalities and no more than it.
"""

from collections.abc import Set

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_LEFT = 2  # people beside the numbers: "and a boy of eight"
_OPENS = 6  # tokens before the first nationality
_ELSEWHERE = (
    "words.aboard", "words.survived", "words.alive", "words.driven_out", "words.flees", "words.recruits",
    "words.release", "words.other_fate", "words.bystanders",
)  # fmt: skip
_BEFORE = (
    "words.auxiliary", "words.adverb", "words.it", "words.them", "words.pronoun", "words.preposition", "words.article",
    "words.subset", "words.victims", "words.among", "words.those", "words.of", "words.count",
    "killed.noun", "people.people", "source.according",
)  # fmt: skip


def breakdown(
    line: Line, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those of a whole sentence of parts added."""
    told = story.whole_before(line) if story.whole() is not None else None
    measure = told.measure if told is not None else story.carry(line)
    if measure is None or line.sentence.title or len(groups) < 2 or any(links) or not line.has.isdisjoint(_ELSEWHERE):
        return links
    ends = next((j for j in range(groups[0].end, len(line.tokens)) if line.low(j) == ";"), len(line.tokens))
    parts = [k for k, group in enumerate(groups) if not (group.thing or group.number.ordinal) and group.start < ends]
    people = all(_counts_people(line, groups[k]) and groups[k].number.core not in dated for k in parts)
    if len(parts) < 2 or not people or any(groups[k].whole for k in parts):
        return links
    total = sum(groups[k].number.high for k in parts)
    most = told.group.number.high if told is not None else total  # "The dead have been named. They are 21 Swiss, ..."
    exact = told is not None and most - _LEFT <= total and total > _LEFT
    named = (total <= most or len(parts) > 2) and _nationalities(line, groups, parts, measure)
    if not named and not (exact and total <= most):
        return links
    out = list(links)
    for k in parts:
        start = groups[k].start
        out[k] = Link(measure, "part of an earlier number", start, start, "", None, True)
    return out


def _counts_people(line: Line, group: Group) -> bool:
    """ "36 women", "nine French", "one a Nepali"."""
    after = group.end + line.is_a(group.end, "words.article")
    return group.head is not None or group.demonym or bool(group.parties) or population_at(line, after) is not None


def _nationalities(line: Line, groups: list[Group], parts: list[int], measure: Measure) -> bool:
    """Whether the dead are named by their countries, and nothing but small words opens the sentence."""
    first = groups[parts[0]].start
    named = all(groups[k].demonym or groups[k].parties for k in parts[1:])
    quiet = first <= _OPENS and sum(not line.is_a(j, *_BEFORE) for j in range(first)) <= 1
    return measure is Measure.KILLED and named and quiet

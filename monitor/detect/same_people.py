"""Numbers of the people that were counted before: of the civilians so many women, of the children so many wounded."""

from monitor.detect.groups import Group
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.statement import Statement
from monitor.detect.story import Story
from monitor.model import Population, Scope

_OPENS = ("(", ":", "–", "—")
_SUBSETS = ("words.subset", "words.subset_after", "words.among")
_NEXT = 1  # sentences from a number to those of the same people


def by_sex_and_age(story: Story, line: Line, group: Group, link: Link) -> bool:
    """ "180 civilians killed (86 men, 71 women)", "civilian deaths. Among the dead were 7,100 men and 4,900 women"."""
    if group.head_at is None or not line.is_a(group.head_at, "words.by_sex"):
        return False
    whole = None
    for told in reversed(story.made):
        if told.measure is not link.measure or story.count - story.last_line > _NEXT:
            continue
        if told.group.number.high > group.number.high and not told.link.part and not _of_sexes(told):
            whole = told
            break
    if whole is None or whole.population is not Population.CIVILIAN:
        return False
    if whole.line is not line:
        parts = link.part or any(s.line is line and s.link.part for s in story.made)
        return parts or any(line.is_a(j, *_SUBSETS) for j in range(group.start))
    between = range(whole.group.end, group.start)
    return any(line.low(j) in _OPENS or line.is_a(j, *_SUBSETS) for j in between)


def goes_on_with_children(story: Story, line: Line, elder: Statement, scope: Scope | None) -> bool:
    """ "167 children have been killed. More than 297 were injured": where the article has counted nobody else yet."""
    counts = "words.count" in line.has and "words.count" in elder.line.has  # "кількість загиблих дітей", "поранених"
    if elder.line is line or story.count - story.last_line > _NEXT:
        return False
    if Scope.INCIDENT in (scope, elder.scope) and not counts:
        return False
    if not all(told.population is Population.CHILDREN for told in story.made):
        return False
    return not elder.link.part and line.has.isdisjoint(("people.civilian", "people.military", "people.people"))


def is_part_of_people(story: Story, line: Line, link: Link, kin: Statement) -> bool:
    """Whether a number is listed among the parts of a number of people."""
    if kin.line is not line or kin.population is not Population.PEOPLE:
        return False
    last = story.made[-1].link
    listed = last.part and last.kin == link.kin and story.made[-1].line is line
    return kin.link.part or (kin.group.head is Population.PEOPLE and (link.part or listed))


def _of_sexes(told: Statement) -> bool:
    at = told.group.head_at
    return at is not None and told.line.is_a(at, "words.by_sex")

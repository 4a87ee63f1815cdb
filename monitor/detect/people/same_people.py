"""Numbers of the people that were counted before: after the children killed, so many wounded; parts of many people."""

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.reading.line import Line
from monitor.model import Population, Scope

_NEXT = 1  # sentences from a number to those of the same people


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

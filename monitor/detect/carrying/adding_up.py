"""Parts of a number that add up to it, whatever they are called: the sum is the proof.

"10 people were hurt: four pit workers and six contractors." "71 died: 66 soldiers, one coordinator and four civilians."
"The nine victims, the hospital said, are five men and four women." "Nine died. They were five men and four women."
"""

from monitor.detect.article.story import Story
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Qualifier

_LEAST = 4  # smaller sums come by chance
_GAP = 9  # tokens from one part to the next
_TELLS = ("words.auxiliary", "words.namely", "words.it_is")
_NOBODY = ("not_people.words", "not_people.places", "dates.units")


def adding_up(line: Line, groups: list[Group], links: list[Link | None], story: Story) -> list[Link | None]:
    """The links with those of parts added: a run of numbers that is the whole before it, to the last one."""
    if all(link is not None for link in links) or len(groups) < 2:
        return links
    for k, (whole, link) in enumerate(zip(groups, links, strict=True)):
        run = _run(line, groups, links, k + 1, link, whole.number.low) if link is not None else []
        if link is not None and run and _introduced(line, whole.end, groups[run[0]]):
            return _with(groups, links, run, link.measure, "part of the number before", k)
    last = story.made[-1] if story.made and story.whole() is not None and not any(links) else None
    if last is None or last.link.part or story.count - story.last_line != 1:
        return links
    run = _run(line, groups, links, 0, None, last.group.number.low)
    if len(run) == len(groups) and _introduced(line, 0, groups[0]):
        return _with(groups, links, run, last.measure, "part of an earlier number", None)
    return links


def _with(
    groups: list[Group], links: list[Link | None], run: list[int], measure: Measure, rule: str, kin: int | None
) -> list[Link | None]:
    out = list(links)
    for m in run:
        if out[m] is None:
            start = groups[m].start
            out[m] = Link(measure, rule, start, start, "", kin, True)
    return out


def _run(
    line: Line, groups: list[Group], links: list[Link | None], first: int, link: Link | None, total: int
) -> list[int]:
    """The numbers from `first` on that make up the total, where one of them has no link and none another harm."""
    run: list[int] = []
    left = total
    for m in range(first, len(groups)):
        group, told = groups[m], links[m]
        number = group.number
        if left <= 0 or number.low != number.high or number.ordinal or number.qualifier is not Qualifier.EXACT:
            break
        if group.whole or group.of_harm or _counts_things(line, group):
            break
        if told is not None and (link is None or told.measure is not link.measure):
            break
        if run and group.start - groups[m - 1].end > _GAP:
            break
        run.append(m)
        left -= number.low
    sure = total >= _LEAST and left == 0 and len(run) > 1 and any(links[m] is None for m in run)
    return run if sure else []


def _counts_things(line: Line, group: Group) -> bool:
    """ "Ten died when three trucks and seven cars collided": what is known to be no people, or an age."""
    near = range(group.number.end, max(group.end, group.number.end + 1))
    return group.thing or any(line.is_a(j, *_NOBODY) for j in near)


def _introduced(line: Line, start: int, first: Group) -> bool:
    """Whether a colon, a dash or a verb of being leads to the first part, and it counts people by its looks."""
    gap = range(start, first.start)
    if any(line.low(j) in (":", "(", "–") for j in gap[-2:]):
        return True
    told = first.head is not None or first.demonym
    return told and bool(gap) and line.is_a(gap[-1], *_TELLS)

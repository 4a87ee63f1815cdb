"""Whether a text has told of people harmed: what a bare number may go on with.

Sales fall, banks have losses, public bodies meet, exports are hurt, contracts are executed: in an ordinary story such
words made a toll of its prices and tonnes. So a number without a harm word of its own asks for more: a count of people
told before, a word that befalls no thing ("killed", "injured"), or people right beside a word that befalls things too.
"""

from collections.abc import Sequence

from monitor.detect.belligerents.sides import Sides
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_NEAR = 5  # tokens from a harm word to the people that it befell
_SEVERAL = 3
_ENDS = frozenset({",", ";", ":", "(", ")", ".", "–"})
_ARMED = ("scope.war", "scope.incident", "people.military", "words.army", "words.enemy", "words.attack")
_CHAIN = 12  # numbers that lean on one another
_SURE = "words.sure_harm"
_EVENTS = ("scope.incident", "scope.disaster", "scope.crash")
_CARRIED = (
    "coordinated number", "list of names and numbers", "total carried from before", "number said of what came before",
    "earlier value of the total", "later value of the total", "increase of the total",
)  # fmt: skip


def at_peace(line: Line, sides: Sides) -> bool:
    """Whether "losses" are no army's: in an article of no topic, a sentence of no war, army or side."""
    return not (sides.topical or (sides.war and not line.has.isdisjoint(_ARMED)))


def told_of_people(line: Line, hurt: Sequence[Harm], *, peace: bool) -> bool:
    """Whether a sentence's harm is people's: "the dead", "losses of the army", not "the company's losses"."""
    return any(_is_sure(line, harm, peace=peace) for harm in hurt)


def counts_people(line: Line, groups: Sequence[Group], links: Sequence[Link | None], *, peace: bool) -> bool:
    """Whether one of a sentence's figures is a count of people harmed."""
    return any(
        link is not None and _is_established(line, group, link, peace=peace)
        for group, link in zip(groups, links, strict=True)
    )


def without_strays(
    line: Line, groups: Sequence[Group], links: Sequence[Link | None], *, peace: bool
) -> list[Link | None]:
    """The links without those that take the measure of a neighbour that counts nobody: "losses of 9 mln and 2 mln"."""
    return [
        link if link is None or link.rule not in _CARRIED or _has_root(line, groups, links, k, peace=peace) else None
        for k, link in enumerate(links)
    ]


def _has_root(line: Line, groups: Sequence[Group], links: Sequence[Link | None], k: int, *, peace: bool) -> bool:
    """Whether the number that a link leans on at last, or itself, counts people."""
    for _ in range(_CHAIN):
        link = links[k]
        if link is None or _is_established(line, groups[k], link, peace=peace):
            return True
        if link.kin is None:
            things = link.measure is Measure.CASUALTIES or line.is_a(link.start, "words.fell")
            owned = line.is_a(link.start - 1, "party") or line.is_a(link.end, "party")
            theirs = owned and not line.is_a(groups[k].number.end - 1, "numbers.scales")
            return (
                link.start == link.end or theirs or not things
            )  # carried from the story, or "Cambodian losses at 300"
        k = link.kin
    return True


def _is_established(line: Line, group: Group, link: Link, *, peace: bool) -> bool:
    if group.head is not None or group.demonym or group.of_harm or link.rule == "lives taken":
        return True
    if link.rule == "counted noun" and link.measure is Measure.KILLED and group.number.low >= _SEVERAL:
        return True  # "270 bodies", but "the two bodies lend more"
    if link.start >= link.end or link.rule in _CARRIED:
        return False
    forms = frozenset({"noun"} if link.side in ("noun", "total") else {"part"})
    return _is_sure(line, Harm(link.measure, link.start, link.end, forms), peace=peace)


def _is_sure(line: Line, harm: Harm, *, peace: bool) -> bool:
    start, end = harm.start, harm.end
    if any(line.is_a(j, _SURE) for j in range(start, end)):
        return True
    if harm.has("toll") and harm.measure is not Measure.CASUALTIES and not line.is_a(end, "words.preposition"):
        return True  # "the crash toll", but "took its toll on exports"
    if harm.measure is Measure.KILLED and harm.has("noun", "verb") and not line.has.isdisjoint(_EVENTS):
        return True  # "the bodies brought to the hospital after the crash"
    fell = line.is_a(start, "words.fell") or (harm.forms == {"fell"} and line.is_a(end - 1, "words.fell"))
    if not peace and not fell and harm.has("noun", "toll", "fell", "lost") and "words.costs" not in line.has:
        return True  # "Russian losses in May", "Where are Ukraine's missing?"
    sought = line.sentence.title and harm.measure is Measure.MISSING  # "Курская область: кого ещё ищут"
    if not peace and (sought or line.is_a(start - 1, "party")):
        return True  # "wie viele Ukrainer gefallen sind"
    return _beside_people(line, harm)


def _beside_people(line: Line, harm: Harm) -> bool:
    """Whether people stand in one phrase with the word: "losses among soldiers", "hurt two officers"."""
    noun = harm.forms == {"noun"}  # behind it at once, or whose it is: "the bodies of the miners", "soldiers' bodies"
    for step, reach in ((1, _NEAR), (-1, 1 if noun else _NEAR)):
        j = harm.end if step > 0 else harm.start - 1
        for k in range(j, j + step * reach, step):
            if not 0 <= k < len(line.tokens) or line.low(k) in _ENDS:
                break
            if population_at(line, k) is not None:
                return True
    return False

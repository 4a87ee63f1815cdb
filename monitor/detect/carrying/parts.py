"""Parts of a number told before that have no harm word of their own: what is no more of the dead than a share of them.

"Of the 44 dead, 30 were officers; the other 14 were civilians." "Among the 19 are seven members of one family."
"Of these, 3,100 had been mobilised, another 2,200 recruited in prisons." "Кадровых офицеров в списке 146."

Who is dead stays dead, so a part of the dead may be told with any verb. A part of the hurt, the missing or the captured
may have gone home: it counts only where the words say who they are.
"""

from collections.abc import Set

from monitor.detect.article.story import Story
from monitor.detect.carrying.against import OTHER_FATES
from monitor.detect.carrying.members import member
from monitor.detect.linking.exceeding import exceeds
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Qualifier

_GENITIVE = ("ей", "ів", "їв", "ов", "ев", "их", "ых", "ок", "ин", "іб", "век", "ан", "ян", "ат", "ят")
_WERE = ("words.auxiliary", "words.adverb", "words.article", "words.it_is", "words.it", "words.preposition")
_OPENS = ("words.conjunction", "words.preposition", "words.but", "words.article")
_TELLERS = ("source.person", "source.office", "named_source", "source.title", "words.army")
_OPENING = 3  # tokens before by how much a total has grown
_NEAR = 8  # tokens from a whole to its first part
_FRONT = 6  # tokens from people in the genitive to their number
_MADE = 12  # figures back to the whole


def parts(
    line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those of parts added."""
    out = list(links)
    for k, group in enumerate(groups):
        if out[k] is not None or group.thing or group.whole or group.number.ordinal or group.number.high < 2:
            continue
        out[k] = (
            _of_the_front(line, groups, out, k, story)
            or _the_rest(line, lex, groups, out, k)
            or _of_these(line, groups, out, k, story)
            or _half(line, group, out, k, story)
            or _remainder(line, groups, out, k, story)
            or _people_first(line, lex, group, story, dated)
            or _others_were(line, groups, out, k, story)
            or _said_of_them(line, groups, out, k, story)
            or member(line, lex, groups, out, k, story, dated)
            or _exceeds_before(line, group, story, dated)
        )
    return out


def _of_the_front(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Of the 44 dead, 30 were officers", "Among the 19 are seven members of one family": the whole comes first."""
    first, group = groups[0], groups[k]
    opener = line.at(0, "words.whole_opens") or line.at(0, "words.among") or line.at(0, "words.of")
    if k != 1 or opener is None or first.start > opener.end + 2 or group.number.high >= first.number.high:
        return None
    if group.start - first.end > _NEAR or any(line.low(j) in (";", ":", "(") for j in range(first.end, group.start)):
        return None
    link = links[0]
    if link is not None:
        fits = link.measure is Measure.KILLED or _says_who(line, group)
        return Link(link.measure, "part of the number before", link.start, link.start, "", 0, True) if fits else None
    told = _told(story, first)
    if told is None or told.measure is not Measure.KILLED or not (first.bare or first.whole):
        return None
    return Link(told.measure, "part of an earlier number", group.start, group.start, "", None, True)


def _exceeds_before(line: Line, group: Group, story: Story, dated: Set[int]) -> Link | None:
    """ "The list holds 111,387 names. Это на 4216 больше, чем месяц назад": above the count told before."""
    measure = story.carry(line) if group.start <= _OPENING and exceeds(line, group, dated) else None
    if measure is None or story.strayed or story.knows(group.number):
        return None  # "16.000 Migranten kamen an. Das sind 5.000 mehr als im Vorjahr"
    return Link(measure, "increase of the total", group.start, group.start)


def _told(story: Story, group: Group) -> Statement | None:
    """The figure of this number that the article has told."""
    bounds = (group.number.low, group.number.high)
    return next((s for s in story.made[-_MADE:] if (s.group.number.low, s.group.number.high) == bounds), None)


def _says_who(line: Line, group: Group) -> bool:
    """ "Seven members", "30 were officers", "20 women"."""
    j = group.end
    while line.is_a(j, "words.auxiliary", "words.adverb", "words.article"):
        j += 1
    return group.head is not None or population_at(line, j) is not None


def _the_rest(line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], k: int) -> Link | None:
    """ "The other 14 were civilians", "die restlichen 31 am Dienstag", "les 14 autres": what is left of the whole."""
    left = next((m for m in range(k - 1, -1, -1) if links[m] is not None), None)
    link = links[left] if left is not None else None
    group = groups[k]
    if link is None or left is None or (left < k - 1 and not groups[k - 1].whole):
        return None
    rest = line.ends_at(group.start, "words.rest") is not None or line.is_a(group.number.end, "words.rest")
    ends = line.low(group.end) in (",", ".", ";", "", "–") or line.is_a(group.end, "words.preposition", "words.rest")
    if not rest or not (_says_who(line, group) or ends):
        return None
    if (after := line.at(group.end, "words.rest")) is not None:
        group.end = after.end
    whole = link.kin if link.part and link.kin is not None else left
    return Link(link.measure, "part of the number before", group.start, group.start, "", whole, link.part)


def _of_these(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Of these, 3,100 had been mobilised, another 2,200 recruited in prisons": a part's word opens the sentence."""
    group = groups[k]
    counts = group.bare or group.head is not None or (k > 0 and _same_phrase(line, groups, k))
    if not counts or group.number.qualifier is Qualifier.VAGUE or not _of_the_dead(group, story):
        return None
    described = _described(line, group)
    tag = line.at(0, "words.subset")
    opened = tag is not None and group.start <= tag.end + 2 and k == 0
    opened = opened and not any(line.is_a(j, *OTHER_FATES) for j in range(group.start))  # "of those rescued, 14"
    before = links[k - 1] if k else None
    opens = group.start <= 1 or (line.is_a(0, "words.more", "words.adverb", "words.only") and group.start <= 3)
    if opened or (opens and described and k == 0):
        return Link(Measure.KILLED, "part of an earlier number", group.start, group.start, "", None, True)
    if (
        before is not None
        and before.part
        and (described or _same_phrase(line, groups, k))
        and group.start - groups[k - 1].end <= _NEAR
    ):
        return Link(before.measure, "part of an earlier number", group.start, group.start, "", before.kin, True)
    return None


def _half(line: Line, group: Group, links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Half of them, 20, were minors": the number stands beside the share that it is."""
    aside = line.low(group.start - 1) == "," == line.low(group.end) and group.bare
    share = line.ends_at(group.start - 1, "words.them") is not None
    if not aside or not share:
        return None
    left = next((m for m in range(k - 1, -1, -1) if links[m] is not None), None)
    link = links[left] if left is not None else None
    if link is not None and link.measure is Measure.KILLED:
        return Link(link.measure, "part of the number before", group.start, group.start, "", left, True)
    if link is not None or not _of_the_dead(group, story):
        return None
    return Link(Measure.KILLED, "part of an earlier number", group.start, group.start, "", None, True)


def _remainder(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Six of the 14 dead were miners. The other eight worked there": what the parts told leave of their whole.

    "Seven were injured. Three went to hospital, the remaining four were treated on the spot": of the hurt as well.
    """
    group = groups[k]
    rest = line.ends_at(group.start, "words.rest") is not None or line.is_a(group.number.end, "words.rest")
    last = story.made[-1] if story.made and story.whole() is not None else None
    if not rest or last is None or last.measure not in (Measure.KILLED, Measure.WOUNDED):
        return None
    here = [g.number.high for g, a in zip(groups[:k], links[:k], strict=True) if a is not None]
    if any(a is not None and a.measure is not last.measure for a in links[:k]) or (here and last.group.number.low < 2):
        return None
    recent = [s for s in story.made[-_MADE:] if s.measure is last.measure]
    parts_told = [s.group.number.high for s in recent if s.link.part]
    wholes = [s.group.number.high for s in recent if not s.link.part]
    if here:  # "three went to hospital, the remaining four ..." in one sentence
        parts_told, wholes = here, [last.group.number.high]
    left = any(whole - part == group.number.high for whole in wholes for part in (*parts_told[-1:], sum(parts_told)))
    if not left:
        return None
    return Link(last.measure, "part of an earlier number", group.start, group.start, "", None, True)


def _others_were(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "The rest were 15 villagers and four soldiers", "los demás eran 19 vecinos": what is left, by who they were."""
    group = groups[k]
    told = [s.group.number.high for s in story.made[-_MADE:]]
    told += [g.number.high for g, here in zip(groups[:k], links[:k], strict=True) if here is not None]
    if group.head is None or group.number.high >= max(told, default=0):
        return None
    j = group.start
    while (line.is_a(j - 1, *_WERE) or line.low(j - 1) in ("–", ",")) and line.ends_at(j, "words.rest") is None:
        j -= 1
    begin = line.ends_at(j, "words.rest")
    opens = begin is not None and (
        begin == 0 or line.low(begin - 1) in (",", ";", ":", "–") or line.is_a(begin - 1, *_OPENS)
    )
    if not opens or (line.low(j - 1) == "," and j == group.start):
        return None
    left = next((m for m in range(k - 1, -1, -1) if links[m] is not None), None)
    link = links[left] if left is not None else None
    if link is None and (story.whole() is not Measure.KILLED or any(not g.bare or g.thing for g in groups[:k])):
        return None
    if link is None:
        return Link(Measure.KILLED, "part of an earlier number", group.start, group.start, "", None, True)
    whole = link.kin if link.part else left
    return Link(link.measure, "part of the number before", group.start, group.start, "", whole, True)


def _said_of_them(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "The mayor said that four of them were firefighters": somebody tells of a part of the dead just told."""
    group = groups[k]
    if k or not group.of_them or group.of_harm or not _of_the_dead(group, story):
        return None
    before = group.start - 1
    said = line.low(before) in (",", ":", '"') or line.is_a(before, "source.says", "source.reckons", "words.who")
    others = any(population_at(line, j) is not None and not line.is_a(j, *_TELLERS) for j in range(before))
    goes_on = line.kind(group.end) == "word" and not line.is_a(group.end, "words.survived", "words.conjunction")
    if not said or others or not goes_on or not _spoken(line, before):
        return None
    return Link(Measure.KILLED, "part of an earlier number", group.start, group.start, "", None, True)


def _spoken(line: Line, end: int) -> bool:
    return any(
        line.is_a(j, "source.says", "source.reckons", "source.according", "source.account") for j in range(end + 1)
    )


def _same_phrase(line: Line, groups: list[Group], k: int) -> bool:
    """ "Fourteen came from Lima, six from Cusco", "шестеро – з Куско": the verb is told once, its preposition again."""
    group, left = groups[k], groups[k - 1]
    j = group.number.end + (line.low(group.number.end) == "–")
    joined = line.low(group.start - 1) == "," or line.is_a(group.start - 1, "words.conjunction")
    again = any(line.low(m) == line.low(j) for m in range(left.end, group.start - 1))
    return joined and again and line.is_a(j, "words.preposition", "words.of") and line.kind(j) == "word"


def _of_the_dead(group: Group, story: Story) -> bool:
    """Whether the last figure counts dead, and one of the last ones enough for this to be a part of it."""
    most = max((s.group.number.high for s in story.made[-_MADE:]), default=0)
    return story.whole() is Measure.KILLED and group.number.high < most


def _described(line: Line, group: Group) -> bool:
    """ "Were mobilised", "завербованы в колониях", "had turned 55", "belonged to hospital staff": who they had been."""
    j = group.end + (line.low(group.end) == "–")  # "15 200 – мобилизованными"
    while line.is_a(j, "words.auxiliary", "words.adverb", "words.only"):
        j += 1
    return line.is_a(j, "words.described")


def _people_first(line: Line, lex: Lexicon, group: Group, story: Story, dated: Set[int]) -> Link | None:
    """ "Кадровых офицеров в списке 146", "Женщин среди них 12": people in the genitive, then how many of the dead."""
    if lex.order != "free" or not group.bare or group.start > _FRONT or not _of_the_dead(group, story):
        return None
    who = next((j for j in range(group.start) if population_at(line, j) is not None), None)
    if who is None or not line.low(who).endswith(_GENITIVE) or line.low(group.end) not in (",", ".", ";", ""):
        return None
    after = population_at(line, who)
    assert after is not None
    cues = ("words.count", "words.carry_count", "words.subset", "words.them", "words.among")
    listed = any(line.is_a(j, *cues) for j in range(after[1], group.start))
    if not listed and not (line.low(after[1]) == "–" and after[1] == group.start - 1):
        return None
    return Link(Measure.KILLED, "part of an earlier number", group.start, group.start, "", None, True)

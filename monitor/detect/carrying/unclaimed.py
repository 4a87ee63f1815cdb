"""Numbers that no other rule has claimed, in a text that counts the harmed: they go on with the count told last.

"The UN says 173 were minors." "Eight were ours, six belonged to the civil defence." "Madagascar has mourned 17."
No list of verbs holds all that can be said of the dead. So the question is turned round: what would speak against it?
A word of another fate (rescued, displaced, aboard, recruited), people who help or watch, a thing in the same clause, an
age, a label, a number of another size. Where nothing does, the number counts what was counted before.
"""

from collections.abc import Set

from monitor.detect.article.story import Story
from monitor.detect.carrying.against import against
from monitor.detect.carrying.opening_parts import opening_part
from monitor.detect.carrying.tally import clause, comparable, day_adds, grand, of_any_size, resumed
from monitor.detect.how_many.numbers import Number
from monitor.detect.linking.exceeding import exceeds
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.model import Measure, Qualifier

_AGES = 110
_HOURS = 24
_LARGE = 1_000  # people: smaller numbers count too much else to go on by themselves
_NEAR = 7  # tokens before a number, beyond a comma too: "the ministry puts it lower, at 37"
_VERB = 6  # tokens from a verb to whom it takes along
_ANSWER = 4  # tokens beside the number in an answer: quotation marks, "A:", a full stop
_SPEAKER = 4  # tokens from what is quoted to its verb: "a doctor said"
_PHRASE = 5
_MADE = 12  # figures back to the whole
_PART = "part of an earlier number"
_ADDED = 6  # figures that a sum may add up
_CHANCE = 20  # smaller sums want a word that says so
_ADDS = ("words.sums", "words.together", "words.amount_to", "words.total_move", "words.count", "words.carry_count")
_NO_VERB = (
    "words.conjunction", "words.preposition", "words.acts_on", "words.other_fate", "words.but", "words.who",
    "words.opens_clause", "words.pronoun", "words.subset",
)  # fmt: skip
_TELLING = (
    "dates.months",
    "words.count", "words.carry_count", "words.tallies", "words.it", "words.total_move", "words.amount_to",
    "words.area", "party", "place", "capital", "named_source", "source.says", "source.reckons", "source.tallies",
    "source.office", "source.anaphor", "source.person",
)  # fmt: skip


def unclaimed(
    line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """The links with those added of numbers whose clause holds nothing against the count told last."""
    if line.sentence.title or all(link is not None for link in links):
        return links
    out = list(links)
    for k, group in enumerate(groups):
        if out[k] is not None or story.knows(group.number):
            continue
        bare = group.bare and not group.demonym
        total = _sum(line, groups, out, k, story) if bare and _is_count(group, dated) else None
        if total is not None and not against(line, groups, k, dated):
            out[k] = Link(total, "total carried from before", group.start, group.start)
            continue
        if (part := opening_part(line, groups, out, k, story, dated)) is not None:
            out[k] = part
            continue
        if _got_of_them(line, group, story) and not against(line, groups, k, dated):
            out[k] = Link(Measure.KILLED, _PART, group.start, group.start, "", None, True)
            continue
        if not _may_count(line, group, dated):
            continue
        if _opens_so(line, group, story) and not against(line, groups, k, dated, things=False):
            out[k] = Link(story.whole() or Measure.KILLED, _PART, group.start, group.start, "", None, True)
            continue
        left = next((m for m in range(k - 1, -1, -1) if out[m] is not None), None)
        before = out[left] if left is not None else None
        fate = _same_fate(line, group, before.measure if before is not None else story.whole(), dated)
        if fate is not None:
            out[k] = Link(fate, "count that goes on", group.start, group.start)
            continue
        if not bare and _restated(line, group) and story.carry(line) is not None:
            out[k] = Link(story.carry(line) or Measure.KILLED, "total carried from before", group.start, group.start)
            continue
        if not bare:
            whole = story.whole() if _enumerated(line, group, story) and not _of_others(groups, out, k, story) else None
            if whole not in (None, Measure.CAPTURED) and not against(line, groups, k, dated):
                out[k] = Link(whole, _PART, group.start, group.start, "", None, True)
            continue
        measure = before.measure if before is not None else story.carry(line) and resumed(line, group, story)
        if measure is Measure.KILLED and _on_file(line, group):
            continue
        day = day_adds(line, group, dated)
        near = day or comparable(group, story) or grand(line, group, story) or of_any_size(line, group, dated)
        other = story.strayed and (
            exceeds(line, group, dated) or line.ends_at(group.start, "words.increase") is not None
        )
        if measure is None or other or not near or _astray(groups, out, k, story):
            continue  # "16,000 migrants came this year. That is a rise of 5,000"
        told = (
            day
            or _tells_of_it(line, group, dated)
            or _answers(line, group, story)
            or _said_alone(line, group)
            or _piece(line, groups, k, story)
            or (before is not None and line.is_a(group.end, "scope.rate"))
        )
        if group.number.high < _LARGE and not told:
            continue
        if against(line, groups, k, dated) or (lex.lang != "en" and _carried_away(line, group)):
            continue
        out[k] = Link(measure, "count that goes on", group.start, group.start, "", left)
    return out


def _got_of_them(line: Line, group: Group, story: Story) -> bool:
    """ "His team had recovered fourteen of them", "By May the office had 9,400 of them": of the dead just told."""
    j = group.start - 1
    if not group.of_them or j < 1 or group.number.qualifier is Qualifier.VAGUE or not group.bare:
        return False
    told = line.kind(j) == "word" and not line.is_a(j, *_NO_VERB)
    return told and story.carry(line) is Measure.KILLED and comparable(group, story)


def _same_fate(line: Line, group: Group, told: Measure | None, dated: Set[int]) -> Measure | None:
    """ "Some 85 people of Kasugho met the same fate": what befell those told before."""
    if "words.same_fate" not in line.has:
        return None
    start, end = clause(line, group, dated)
    near = any(line.is_a(j, "words.same_fate") for j in range(start, min(end + 1, len(line.tokens))))
    return told if near else None


def _sum(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Measure | None:
    """ "Nine bodies in the cellar and seven in the yard, so sixteen": a number that is the sum of those just told."""
    told = (
        [] if story.whole() is None else [(s.group.number, s.measure) for s in story.made[-_ADDED:] if not s.link.part]
    )
    told += [(g.number, a.measure) for g, a in zip(groups[:k], links[:k], strict=True) if a is not None and not a.part]
    told = told[-_ADDED:]
    number, total = groups[k].number, 0
    told_so = number.low >= _CHANCE or not line.has.isdisjoint(_ADDS)
    if not told_so or line.is_a(groups[k].end, "scope.rate"):
        return None
    for at in range(len(told) - 1, -1, -1):
        total += told[at][0].low
        if told[at][1] is not told[-1][1] or told[at][0].high != told[at][0].low:
            return None
        if at < len(told) - 1 and number.low == number.high == total:
            return told[-1][1]
    return None


def _enumerated(line: Line, group: Group, story: Story) -> bool:
    """ "It also lists 354 members of the police", "The count includes five children", "Two of them were among them"."""
    if group.number.high >= max((s.group.number.high for s in story.made[-_MADE:]), default=0):
        return False
    anaphor = line.is_a(0, "words.them", "words.it", "words.pronoun")  # "They include two policemen"
    if not anaphor and any(line.is_a(j, "words.bystanders") for j in range(group.number.end, group.end)):
        return False
    j = group.start
    while line.is_a(j - 1, "words.adverb", "words.article", "words.object_filler", "words.also") and (
        line.ends_at(j, "words.enumerates") is None
    ):
        j -= 1
    j -= line.low(j - 1) == "a"  # "incluye a 31 alumnos"
    named = group.head is not None or group.demonym
    if named and line.ends_at(j, "words.enumerates") is not None:
        return True
    opened = line.at(0, "words.it_is")  # "Il s'agit de deux frères", "Ідеться про 40 мирних жителів"
    if named and opened is not None and group.start <= opened.end + 1:
        return True
    j = group.end
    while line.is_a(j, "words.auxiliary", "words.adverb", "words.enumerates") and not line.is_a(
        j, "words.subset_after"
    ):
        j += 1
    if named and j > group.end and line.is_a(j, "words.on_the_list"):
        return True  # "Nine foreigners are on the list"
    among = line.at(j, "words.subset_after") if j > group.end else None
    return among is not None and line.low(among.end) in ("", ".", ",", ";", ":", ")")


def _of_others(groups: list[Group], links: list[Link | None], k: int, story: Story) -> bool:
    """ "24 people, including three crew, were on board": a part of people in the sentence whom nothing befell."""
    whole = next((m for m in range(k - 1, -1, -1) if groups[m].head is not None), None)
    if whole is None or links[whole] is not None or groups[whole].thing:
        return False
    number = groups[whole].number
    return number.high > groups[k].number.high and not story.knows(number)


def _restated(line: Line, group: Group) -> bool:
    """ "Twenty people in all, the rescuers said": a sentence that opens with the sum of what was told."""
    anyone = line.is_a(group.head_at or 0, "words.anyone")
    tag = line.at(group.end, "words.together")
    return group.start <= 1 and anyone and tag is not None and line.low(tag.end) in (",", ".", ";", ":", "–", "")


def _tells_of_it(line: Line, group: Group, dated: Set[int]) -> bool:
    """Whether a count, a place, a side, a speaker or people stand near; by "now 12" none do."""
    start, end = clause(line, group, dated)
    number = group.number
    near = [j for j in range(min(start, number.start - _NEAR), end) if not number.start <= j < number.end]
    return any(line.is_a(j, *_TELLING) or _people(line, j) for j in near if j >= 0)


def _answers(line: Line, group: Group, story: Story) -> bool:
    """ "How many men have you lost?" "Forty-one.": a sentence that is a number, after a question of harm."""
    return story.count - story.asked_at <= 1 and len(line.tokens) - (group.end - group.start) <= _ANSWER


def _said_alone(line: Line, group: Group) -> bool:
    """ "Thirty-one, says the minister", "More than 335," said the prosecutor: nothing but a number is quoted."""
    first = group.start - (line.low(group.start - 1) == '"')
    j = group.end
    while line.low(j) in (",", '"', "–"):
        j += 1
    opens = first == 0 or line.low(first - 1) in (":", ".")
    last = next((m for m in range(j, j + _SPEAKER) if line.is_a(m, "source.says") or line.kind(m) != "word"), j)
    return opens and j > group.end and line.is_a(last, "source.says")


def _piece(line: Line, groups: list[Group], k: int, story: Story) -> bool:
    """ "Eight on the spot, 15 in hospital": a number that opens a clause, and a phrase without a verb."""
    group = groups[k]
    opens = group.start <= 1 or (k > 0 and line.low(group.start - 1) in (",", ";"))
    if not opens or story.whole() is None or group.number.high >= story.made[-1].group.number.high:
        return False
    end = group.end
    while end < len(line.tokens) and line.kind(end) == "word":
        end += 1
    phrase = range(group.end, end)
    return (
        1 < len(phrase) <= _PHRASE
        and line.is_a(group.end, "words.preposition")
        and line.low(end) in (",", ".", ";", "")
        and not any(line.is_a(j, "words.auxiliary", "source.says") for j in phrase)
    )


def _people(line: Line, j: int) -> bool:
    return any(cls.startswith("people.") for cls in line.tags[j])


def _carried_away(line: Line, group: Group) -> bool:
    """ "Les rames transportaient respectivement 289 et 184 voyageurs", "police took 34": another verb's people."""
    return any(line.is_a(j, "words.acts_on") for j in range(max(0, group.start - _VERB), group.start))


def both_move(
    line: Line, groups: list[Group], links: list[Link | None], story: Story, dated: Set[int]
) -> list[Link | None]:
    """ "38 dead and 102 hurt. A few hours later this became 74 and 171": two counts move together."""
    live = [k for k, group in enumerate(groups) if not line.is_a(group.number.end, "dates.units")]
    if len(live) != 2 or any(links) or len(story.made) < 2:
        return links
    one, two = (groups[k] for k in live)
    first, second = story.made[-2:]
    joined = two.start - one.end == 1 and line.is_a(one.end, "words.conjunction")
    if not joined or first.line is not second.line or first.measure is second.measure or story.whole() is None:
        return links
    if not all(_is_count(group, dated) and group.bare and not group.of_them for group in (one, two)):
        return links
    if against(line, groups, live[0], dated) or any(story.knows(group.number) for group in (one, two)):
        return links
    out = list(links)
    for k, said in zip(live, (first, second), strict=True):
        out[k] = Link(said.measure, "count that goes on", groups[k].start, groups[k].start)
    return out


def _on_file(line: Line, group: Group) -> bool:
    """ "The number of cases rose to 1,240": none of the dead that were told last."""
    return any(line.is_a(j, "words.files") for j in range(max(0, group.start - _VERB), group.start))


def _opens_so(line: Line, group: Group, story: Story) -> bool:
    """ "Thirteen were mistaken for the enemy", "Trente ont été torturés": fewer than were told just before."""
    whole = story.whole() if group.bare else None
    fewer = whole in (Measure.KILLED, Measure.CAPTURED) and group.number.high < story.made[-1].group.number.high
    j = group.number.end
    return fewer and group.start <= 1 and line.is_a(j, "words.auxiliary") and not line.is_a(j, "words.managed")


def _astray(groups: list[Group], links: list[Link | None], k: int, story: Story) -> bool:
    """Whether the sentence has counted something else before: "called up 406,000 and keeps a grouping of 713,000"."""
    return any(
        links[m] is None and not groups[m].whole and groups[m].number.high > 1 and not story.knows(groups[m].number)
        for m in range(k)
    )


def _may_count(line: Line, group: Group, dated: Set[int]) -> bool:
    """Whether a number could count people by its own looks: no year, no age, no dateline's day, no label's number."""
    number = group.number
    if group.of_them or not _is_count(group, dated):
        return False
    if line.ends_at(group.start, "words.out_of") is not None and not line.is_a(group.end, "words.who"):
        return False  # "lost 4,000 men out of 11,000"
    if number.digits and (_is_name(line, number.core) or _is_day(line, number)):
        return False
    before, after = line.low(group.start - 1), line.low(number.end)
    if (before == "(" and after == ")") or "/" in (before, after) or before == "+":
        return False
    if before in (":", "–") and not _introduced(line, group.start - 1):
        return False
    if number.high <= _HOURS and _is_hour(line, group, dated):
        return False
    return not (number.high < _AGES and (_is_age(line, group, before, after) or _ourselves(line, group)))


def _is_count(group: Group, dated: Set[int]) -> bool:
    number = group.number
    if group.thing or group.whole or number.ordinal or number.signed or number.core in dated:
        return False
    return number.high > 1 and number.qualifier is not Qualifier.VAGUE


def _introduced(line: Line, mark: int) -> bool:
    """ "A: Thirty.", "The agency arrives at less: 1,239": who tells it, or what it counts, but no label of things."""
    opens = next((j for j in range(mark - 1, max(-1, mark - 14), -1) if line.low(j) in (",", ";", ":")), -1) + 1
    said = range(opens, mark)
    day = any(line.is_a(j, "dates.past_day") for j in said)  # "За минулу добу – 890"
    things = [j for j in said if line.is_a(j, "not_people.words", "words.other_fate")]
    if any(not (day and line.is_a(j, "dates.units")) for j in things):
        return False
    return day or len(said) <= 1 or any(line.is_a(j, *_TELLING) for j in said)


def _is_name(line: Line, core: int) -> bool:
    """ "A 787", "M23", "2024": the name of a plane, a group, a year."""
    text = line.tokens[core].text
    year = len(text) == 4 and text.isdigit() and "1900" <= text <= "2030"
    return (
        year
        or (line.is_a(core - 1, "words.article") and line.low(core - 1) in ("a", "an"))
        or (core > 0 and line.tokens[core].glued)
    )


def _is_day(line: Line, number: Number) -> bool:
    """ "DAVAO, March 4 (AFP)": the day of a dateline, where dates are not read."""
    month = line.is_a(number.core, "dates.day_months") and line.kind(number.core - 1) == "number"  # "29 sept (AFP)"
    after = line.is_a(number.end, "dates.months", "dates.day_months")
    return number.high <= 31 and (month or after or line.is_a(number.core - 1, "dates.months"))


def _is_hour(line: Line, group: Group, dated: Set[int]) -> bool:
    """ "Shortly after eleven on Monday night"."""
    j = group.number.end
    then = j in dated or (line.is_a(j, "words.preposition") and j + 1 in dated) or line.is_a(j, "dates.daypart")
    return then and line.is_a(group.start - 1, "words.preposition")


def _is_age(line: Line, group: Group, before: str, after: str) -> bool:
    """ "Oksana, 52, was out", "the youngest is 26", "children under five"."""
    if before == "," and after in (",", ".", "", ";") and group.number.digits and group.bare:
        return True
    if line.ends_at(group.number.core, "words.age_bound") is not None:
        return True
    begin = line.ends_at(group.start, "words.auxiliary") if group.bare else None
    if line.ends_at(group.start, "words.tallies") is not None or line.is_a(group.end, "scope.rate"):
        return False  # "there had been 33", "soit 13 par jour"
    return begin is not None and not line.is_a(begin - 1, "words.it", "words.them")


def _ourselves(line: Line, group: Group) -> bool:
    """ "We were fourteen", "ils étaient une dizaine": those who tell, or who came."""
    begin = line.ends_at(group.start, "words.auxiliary")
    told_of = not group.bare and line.is_a(0, "words.it_is")  # "They were four brothers"
    return begin is not None and line.is_a(begin - 1, "words.pronoun") and not told_of

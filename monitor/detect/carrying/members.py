"""Parts of what was told last, by the state that they are in: on a ward, on the list, of the five just told.

"58 people were hurt. Twenty-two were let go after a check-up; four are on ventilators." "Five climbers died. Three of
the five were Italians." "The list has 272 pilots."
"""

from collections.abc import Set

from monitor.detect.article.registers import of_guests
from monitor.detect.article.story import Story
from monitor.detect.carrying.tally import clause, small
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population, Source, SourceKind

_STATE = ("words.stays", "words.lies", "words.adverb", "words.auxiliary")
_NEAR = 6  # tokens from a number to the word of the state that they are in
_TO_WARD = 5  # tokens from "in" to the hospital
_MADE = 8  # figures back to a whole that is named again
_NAMES = 9  # fewer are no list
_KNOWN = 100  # fewer that somebody identified may live
_NAMED = 4  # tokens from "identified" to whom
_IDENTIFIED = ("words.identified", "words.identifies")
_PART = "part of an earlier number"
_LIST = "names on a list of the dead"


def member(
    line: Line, lex: Lexicon, groups: list[Group], links: list[Link | None], k: int, story: Story, dated: Set[int]
) -> Link | None:
    """The link of a number that is a part of what was told last, or on its list."""
    return (
        _in_treatment(line, groups, links, k, story)
        or _on_a_ward(line, lex, groups[k], story, dated)
        or _not_back(line, groups, links, k, story)
        or _of_the_known(line, groups, k, story)
        or _on_its_list(line, groups[k], story)
        or _identified(line, groups[k], story)
    )


def _in_treatment(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Fourteen are still on the wards", "8 siguen graves", "83 досі у клініках": a part of the hurt."""
    group = groups[k]
    if line.has.isdisjoint(("words.ward", "words.in_treatment")):
        return None
    left = next((m for m in range(k - 1, -1, -1) if links[m] is not None), None)
    before = links[left] if left is not None else None
    most = groups[left].number.high if left is not None else story.made[-1].group.number.high if story.made else 0
    hurt = before.measure if before is not None else story.whole()
    if hurt is not Measure.WOUNDED or group.number.high >= most or not (group.bare or group.of_them):
        return None
    j = group.start - 1
    opens = j <= 0 or line.low(j) in (",", ";", ":") or line.is_a(j, "words.conjunction")
    if not opens or not _treated(line, group.end):
        return None
    return Link(hurt, _PART, group.start, group.start, "", left, True)


def _not_back(line: Line, groups: list[Group], links: list[Link | None], k: int, story: Story) -> Link | None:
    """ "Hamas seized 251 hostages. Fifty-nine have yet to return": a part of the taken, or of the missing."""
    group = groups[k]
    first = group.end if group.of_them else group.number.end
    if not any(line.is_a(j, "words.not_back") for j in range(first, first + 2)) or group.head is not None:
        return None
    left = next((m for m in range(k - 1, -1, -1) if links[m] is not None), None)
    before = links[left] if left is not None else None
    last = story.made[-1] if story.made and story.count - story.last_line <= 2 else None
    measure = before.measure if before is not None else last.measure if last is not None else None
    most = groups[left].number.high if left is not None else last.group.number.high if last is not None else 0
    if measure not in (Measure.CAPTURED, Measure.DEPORTED, Measure.MISSING) or group.number.high >= most:
        return None
    return Link(measure, _PART, group.start, group.start, "", left, True)


def _treated(line: Line, start: int) -> bool:
    for j in range(start, min(start + _NEAR, len(line.tokens))):
        if line.low(j) in (",", ";", ".", ":") or line.kind(j) == "number":
            return False
        if line.is_a(j, "words.ward", "words.in_treatment"):
            return True
    return False


def _on_a_ward(line: Line, lex: Lexicon, group: Group, story: Story, dated: Set[int]) -> Link | None:
    """ "Im Krankenhaus liegen noch zwölf", "46 remain in wards": beside the dead, who lies in a hospital is hurt.

    Nothing else may stand in the clause: "12 nurses work in the hospital", "12 women gave birth in a clinic".
    """
    if "words.ward" not in line.has or story.carry(line) is None or group.number.high < 2 or group.of_harm:
        return None
    if not (group.bare or group.of_them or line.is_a(group.head_at or 0, "words.anyone")):
        return None
    start, end = clause(line, group, dated)
    for j in range(start, end):
        tag = line.at(j, "words.ward")
        if tag is None or group.start <= j < group.end:
            continue
        inside = next((m for m in range(j - 1, j - _TO_WARD, -1) if line.is_a(m, "words.place_preposition")), None)
        if inside is None or group.start <= inside < group.end or (group.end <= j and group.end > inside):
            return None
        first, last = min(group.end, tag.end), max(group.start, inside)
        rest = (range(start, min(group.start, inside)), range(first, last), range(max(group.end, tag.end), end))
        lies = any(line.is_a(m, "words.stays", "words.lies") for span in rest for m in span)
        if lies and all(small(line, lex, span, dated, also=_STATE) for span in rest):
            return Link(Measure.WOUNDED, "count that goes on", group.start, group.start)
        return None
    return None


def _of_the_known(line: Line, groups: list[Group], k: int, story: Story) -> Link | None:
    """ "Three of the five were Italians": of a number of dead that the article has told."""
    group = groups[k]
    whole = groups[k + 1] if k + 1 < len(groups) else None
    if whole is None or not group.bare or group.number.high >= whole.number.high or not whole.whole:
        return None
    if line.ends_at(whole.start, "words.of") is None and not line.is_a(group.end, "words.of"):
        return None
    bounds = (whole.number.low, whole.number.high)
    told = next((s for s in story.made[-_MADE:] if (s.group.number.low, s.group.number.high) == bounds), None)
    if told is None or told.measure is not Measure.KILLED or whole.start - group.end > 2:
        return None
    return Link(told.measure, _PART, group.start, group.start, "", None, True)


def _on_its_list(line: Line, group: Group, story: Story) -> Link | None:
    """ "The list has 272 pilots", "В реестре 192 журналиста", "By May it held 9,400 men": whom a list holds."""
    measure = story.carry(line)
    if group.head is None or group.number.high <= _NAMES or measure not in (Measure.KILLED, Measure.MISSING):
        return None
    near = "scope.list" in line.has or story.count - story.listed_at <= 1
    if not near or story.knows(group.number) or of_guests(line, group):
        return None
    if group.head is Population.PEOPLE and line.is_a(group.head_at or 0, "words.bystanders"):
        return None
    quiet = (
        "words.landing",
        "words.auxiliary",
        "words.adverb",
        "words.object_filler",
        "words.article",
        "words.contains",
    )
    j, holds = group.start, False
    while line.is_a(j - 1, *quiet) and not line.is_a(j - 1, "scope.list", "words.it_holds"):
        holds = holds or line.is_a(j - 1, "words.contains")
        j -= 1
    named = line.ends_at(j, "scope.list") is not None or line.ends_at(j, "words.it_holds") is not None
    named = named or (holds and line.is_a(j - 1, "words.it", "words.pronoun", "dates.units", "dates.months"))
    opens = holds and (j == 0 or line.low(j - 1) == ",")  # "Reúne ya 95.026 militares"
    return Link(measure, _LIST, group.start, group.start) if named or opens else None


def _identified(line: Line, group: Group, story: Story) -> Link | None:
    """ "Mediazona has identified 135,100 Russian soldiers", "встановила імена 135 100 військових": the dead."""
    if group.head is not Population.MILITARY or group.number.high < _KNOWN or story.knows(group.number):
        return None
    last = group.end + line.is_a(group.end, *_IDENTIFIED, "party")  # "hat 111.387 russische Soldaten identifiziert"
    ends = line.kind(last) != "word" or line.is_a(last, "words.conjunction", "words.adverb", "scope.total")
    near = (*range(max(0, group.start - _NAMED), group.start), *range(group.end, last))
    told = ends and any(line.is_a(j, *_IDENTIFIED, "words.names") for j in near)
    return Link(Measure.KILLED, _LIST, group.start, group.start) if told and keeps_the_dead(line) else None


def keeps_the_dead(line: Line) -> bool:
    """ "Mediazona's list has reached 135,100": a source that counts the dead of an army, and its list or names."""
    if "named_source" not in line.has or line.has.isdisjoint(("scope.list", "words.names", *_IDENTIFIED)):
        return False
    named = (tag.value for j in range(len(line.tokens)) if (tag := line.at(j, "named_source")) is not None)
    return any(
        isinstance(source, Source) and source.kind is SourceKind.COUNT and source.people is Population.MILITARY
        for source in named
    )

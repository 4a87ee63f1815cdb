"""Who took the captured and the deported: whose captivity, who carried them off, where to."""

from monitor.detect.article.story import Story
from monitor.detect.belligerents.naming import attacker_of, is_killer, is_located, party_at
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_SUBJECT = 6  # tokens from a verb of taking back to whose forces took
_OF_HANDS = 3  # tokens from "hands" on to those whose they are
_TAKES = 12  # tokens from the taken back to who took them
_PLACED = 4  # tokens from the taken back to the verb of taking, over a place
_BEHIND = 7  # tokens behind the dead of the held in which a place or a day tells of others
_AT = 4  # tokens behind the taken in which it stands where they are held
_ABOARD = 9  # ... where no topic has them held: "prisoners are being held on an American ship"
_SHIP = 7  # tokens from a preposition of place on to whose ship or base it is
_IN_FRONT = 16  # tokens from a prison on to the number of those who are in it
_PARTED = (",", ";", ":", "–", "—", "-")


def taker(story: Story, line: Line, group: Group, link: Link, speaker: Attribution | None) -> str | None:
    """Who took them: "Russia had deported 20,000 children", "Kyiv boasts of 594 prisoners", "held in Russia"."""
    behind = range(
        link.start, max(link.end, group.end) + (_ABOARD if link.side == "noun" or not story.sides.topical else _AT)
    )
    holds = _holds if story.sides.topical else _aboard
    held = next((tag.value for j in behind if (tag := party_at(line, j)) is not None and holds(line, j)), None)
    if held is None and link.measure is Measure.DEPORTED:
        held = _destination(line, behind)
    elif held is None and link.measure is Measure.CAPTURED and "words.prisons" in line.has and story.sides.topical:
        held = _whose_prison(line, min(link.start, group.start))
    sides, told = story.sides, any(line.is_a(j, "place") for j in behind)  # "179 were taken to the Sumy region"
    if held is None and link.measure is Measure.DEPORTED and sides.topical and sides.armies and not told:
        held = sides.other(sides.order[0])  # an invader carries people off (OSCE, Moscow Mechanism, 4 May 2023)
    if held is not None and link.rule == "object of a harm verb" and link.start < group.start:
        held = _subject(line, group, link) or held  # "Israeli forces detained 40 people in the West Bank"
    elif held is not None and link.side == "noun" and link.measure is Measure.CAPTURED:
        held = _subject(line, group, link) or held  # "French troops have taken 23 prisoners in Mali"
    took = link.rule == "postposed participle" and takes_them(line, group)
    if held is not None or link.start == link.end or not (took or link.side in ("right", "noun")):
        return held
    first = min(link.start, group.start)
    if (attacker := attacker_of(line, first)) is not None:
        return attacker
    for j in range(first - 1, max(-1, first - _TAKES), -1):
        if line.low(j) == ";":
            break
        if line.kind(j) == "number":
            return None  # "killed 1,000 Russians and took 37 prisoners"
        told = speaker is not None and speaker.side == "after" and speaker.start <= j < speaker.end
        if (tag := party_at(line, j)) is not None and not is_located(line, j) and not told:
            return str(tag.value)  # not of "По данным Киева, вывезены ..."
    if link.measure is not Measure.CAPTURED or speaker is None or "words.civil_teller" in line.has:
        return None
    return story.speaks_for(line, speaker)  # "Within ten days we took 40 prisoners," an officer of the brigade said


def _whose_prison(line: Line, first: int) -> str | None:
    """ "В украинском плену удерживают 1200 человек", "In Russian captivity, he said, are 8,000": told in front."""
    for j in range(first, max(-1, first - _IN_FRONT), -1):
        if line.low(j) == ";" or (j < first and line.kind(j) == "number"):
            return None
        if line.is_a(j, "words.prisons"):
            near = (party_at(line, k) for k in range(max(0, j - _PLACED), j))
            return next((str(tag.value) for tag in near if tag is not None), None)
    return None


def _subject(line: Line, group: Group, link: Link) -> str | None:
    """Whose forces are the subject of a verb of taking, right before it."""
    first = min(link.start, group.start)
    for j in range(first - 1, max(-1, first - _SUBJECT), -1):
        if line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction"):
            return None
        if (tag := party_at(line, j)) is not None:
            return None if is_located(line, j) else str(tag.value)
    return None


def takes_them(line: Line, group: Group) -> bool:
    """ "Took three prisoner", "nahm drei gefangen", "взяли троих в плен": a verb of taking right before its people."""
    j = group.start - 1
    while j > max(0, group.start - _PLACED) and line.kind(j) == "word" and not line.is_a(j, "words.takes_them"):
        j -= 1  # "nahmen bei Sudscha fünf Soldaten gefangen"
    return j >= 0 and line.is_a(j, "words.takes_them")


def _holds(line: Line, j: int) -> bool:
    """ "held in Russia", "by Russian forces", "in Russian hands"; not "prisoners from the Sudanese army"."""
    k = j - 1
    while line.is_a(k, "words.of", "words.article") and k > j - _OF_HANDS:
        k -= 1  # "entre les mains du Jnim", "in the hands of JNIM"
    custody = any(line.is_a(m, "words.custody") for m in (j + 1, j + 2, k))
    return custody or is_located(line, j) or is_killer(line, j)


def _aboard(line: Line, j: int) -> bool:
    """ "On a US military ship", "à bord d'un navire militaire américain": a prison of theirs."""
    if _holds(line, j):
        return True
    k = j - 1
    while k >= max(0, j - _SHIP) and (line.kind(k) == "word" or line.low(k) == "'"):
        if line.is_a(k, "words.place_preposition"):
            return True
        if line.is_a(k, "words.auxiliary", "words.conjunction", "words.from"):
            return False
        k -= 1
    return False


def _destination(line: Line, span: range) -> str | None:
    """Where people were carried off to: "the deportation of 19,546 children to Russia"."""
    for j in span:
        tag = party_at(line, j)
        if tag is not None and line.is_a(j - 1, "words.preposition") and not line.is_a(j - 1, "words.from", "words.of"):
            return str(tag.value)
    return None


def of_the_held(story: Story, line: Line, group: Group, link: Link) -> str | None:
    """ "Noch 50 Geiseln sind in Gaza, 27 davon gelten als tot", "...; 28 are presumed dead": whose the held are."""
    last = story.made[-1] if story.made and story.made[-1].line is line else None
    militants = story.sides.topical and story.sides.militants
    if last is None or not militants or last.measure is not Measure.CAPTURED or last.party not in story.sides.states:
        return None
    if not (group.of_them or group.bare) or group.start < last.group.end:
        return None
    if group.number.high > last.group.number.high or link.measure is Measure.CAPTURED:
        return None
    if group.of_them:
        return last.party
    j = group.start
    while j > last.group.end and line.low(j - 1) not in _PARTED:
        j -= 1
    clause = range(j, min(max(link.end, group.end) + _BEHIND, len(line.tokens)))
    named = any(line.is_a(k, "place", "capital", "dates.weekdays", "dates.today") for k in clause)
    named = named or any(line.is_a(k, "party") and is_located(line, k) for k in clause)
    return None if named else last.party

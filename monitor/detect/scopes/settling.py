"""The scope of a number whose own words tell none, weighed from its clause, its kin and the article.

"Four were killed" after a strike is the strike's toll, "31,000 were killed" of an army is the war's; no single sign
tells them apart. The size of the number, an attack or a flood in its clause, what the headline is about and what the
last number covered each speak for one scope or against another. The weights were fitted to 4,600 such numbers in six
languages, none of them of the documents that are held out to measure the rules, and rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.event import MOST, Covers, Event
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Tag
from monitor.detect.reading.line import Line
from monitor.detect.scopes.scope import clause_of, in_series, raised_at
from monitor.model import Measure, Population, Qualifier, Scope

_SIZES = (10, 30, 100, 300, 1_000, MOST, 50_000)  # each that a number reaches speaks against one incident
_RAID = 300  # people whom armed men kill in one raid
_BY_TROOPS = ("object of a harm verb", "postposed participle")
_FEW = 60  # insurgents whom troops kill in one operation
_SO_FAR = ("dates.since", "scope.cumulative", "scope.period", "scope.total", "dates.units")
_STRIKE = 5  # tokens from a verb of harm on to the strike
_SUBJECT = 10  # tokens from a verb of harm back to who did it
_CARRIED = ("total carried from before", "count that goes on")
_SECTOR = 1_000  # people that an army loses in a day on one axis
_DAILY = 3_000  # people that an army loses in a day on all of them
_OF_A_BLOW = ("scope.incident", "scope.single", "scope.crash", "dates.since")
_FOUGHT = ("scope.unrest", "scope.war")  # what goes on for days
_NATURAL = ("scope.disaster", "scope.disease", "scope.hunger")
_SCOPES = (Scope.INCIDENT, Scope.CUMULATIVE, Scope.PERIOD)
_WEIGHTS = {  # for an incident, a running total, a period
    "bias": (12, -3, -9),
    "size": (-4, 2, 0),
    "thousands of soldiers": (-5, 6, -1),
    "casualties": (-3, -4, 7),  # killed and wounded are added up for a month or a day
    "wounded": (3, -3, 0),
    "civilians": (0, -4, 8),  # who counts civilians apart counts them by the month
    "plain people": (2, -1, -1),
    "captives": (-5, 5, 0),
    "still held": (-2, 17, 0),
    "held": (0, 12, 0),  # "Thirty-one of them have not come home yet"
    "state": (-2, 5, -2),  # "Six more are listed as missing"
    "list": (-1, 4, -3),  # "The register has 88 names of the missing"
    "guest": (-1, 3, -1),  # "64 Colombians have fallen at the front": nationals of a land that fights no war there
    "total": (-4, 5, -1),
    "counted": (-3, 1, 4),
    "by a month": (-20, 6, 0),  # "By the end of August at least 20 sailors had died there"
    "headline": (5, -4, 0),
    # the clause
    "strike": (4, -5, 1),
    "one event": (5, -3, -3),
    "deed": (10, -12, -8),  # "Rebels killed 33 people in a village": what armed men did there and then
    "no flood's": (16, -12, 0),  # "A week earlier 14 people had died when a bus fell": in a flood's article
    "disease": (-9, 9, 1),  # "59 are dead of the disease"
    "record": (6, -8, 1),
    "perfect": (-6, 8, 0),  # "have been killed": what has come about until now
    "in a strike": (9, -9, 0),  # "Nine people have been killed in strikes on Rafah": an item's lead
    "day": (8, -4, -4),  # "Four soldiers were killed on Saturday"
    "another day": (16, 0, -10),  # "Six were killed over the past day. On Sunday three people died in Kharkiv"
    "day long past": (7, -5, -2),  # "1,200 were murdered on 7 October 2023": no count of today
    "named day": (10, -3, -1),  # "lowers October 7 toll to 1,200"
    # what the article tells of
    "of incident": (7, -8, 0),
    "of disaster": (-5, 4, 0),
    "of war": (-6, 6, 0),
    "short war": (-8, 12, -6),  # "Four days of fighting: Pakistan has lost 11 soldiers"
    "of unrest": (-3, -3, 5),
    "small in war": (3, -6, 3),
    "attack in war": (-4, 4, 0),
    "incident in headline": (3, -2, -1),
    "disaster": (-7, 5, 2),
    "epidemic": (-3, 6, 0),
    "bulletin": (-5, -2, 7),
    "episode": (9, -6, -3),  # "On 11 May ... The group boasted of 200 killed"
    "announced": (-4, -2, 30),  # "The ministry gave the day's losses. Units in the north killed 230."
    "report": (-6, -8, 10),  # "The mission published its report for May. It counted 204 civilians killed"
    "dated opening": (4, -4, 0),  # "On 24 August villagers were shot down by fighters of ..."
    # the numbers before
    "after incident": (3, -4, 1),
    "after cumulative": (-4, 6, -2),
    "after period": (-5, -2, 7),
    "of this incident": (8, 0, 0),  # "Of this number 31 were seeking aid"
    "of this cumulative": (0, 8, 0),
    "of this period": (0, 0, 8),
    "part of cumulative": (-4, 2, 2),
    "beside period": (2, -8, 6),
}
_IN_SENTENCE = {  # words that stand anywhere in its sentence
    "party": (-1, 3, -1),  # whole peoples are counted for a war
    "people.civilian": (-6, 2, 3),
    "words.warfare": (-6, 4, 2),  # "shelling and drones": more than one
    "scope.single": (5, -3, -2),
    "scope.crash": (3, -5, 3),
    "scope.disaster": (-6, 5, 1),
    "wounded.part": (2, -1, -1),
    "missing.noun": (-2, 7, -5),
    "scope.perfect": (-3, 3, 0),
    "numbers.scales": (-3, 4, -1),
    "qualifier.at_least": (-1, 3, -1),
    "dates.units": (-5, -1, 6),  # "in the three months"
    "dates.daypart": (5, -2, -3),  # "by Monday evening"
}
_OF_ANY = _IN_SENTENCE.keys() - {"scope.single", "scope.crash", "dates.daypart", "wounded.part"}  # not of an incident
_MANY_RISEN = 1_500  # more than a war's first day


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around a number, for its scope."""

    day: bool  # a day of harm stands by the number
    day_after: bool  # one of its own, right after it
    kin: Scope | None  # the scope of the number that gave it its measure
    elder: Scope | None  # of the number of an earlier sentence that it goes on from
    recent: Scope | None  # of the last figure, where that is near
    beside: Scope | None  # of the figure before it in the same sentence
    episode: bool = False  # its paragraph tells of one dated event
    counted: bool = False  # "by 15 August", "as of Monday" stands by it
    by_month: bool = False  # "by the end of August"
    announced: bool = False  # the sentence before said that what follows is of the past day
    guest: bool = False  # its people belong to neither of the topic's sides
    dated: bool = False  # the opening names no kind of event, but a day on which it was
    long_past: bool = False  # a day of harm that lies far back is named beside it
    another: bool = False  # the last figure was a day's total, and a day or hour of its own stands by this one
    of_day: bool = False  # the last figure is a past day's
    report: bool = False  # the article tells of a report on a month or quarter
    held: bool = False  # it counts some of those that are held captive


def _of_a_sector(line: Line, group: Group, link: Link, cover: Covers, population: Population) -> bool:
    """ "Lost up to 185 servicemen on the Kupiansk axis": armies count a sector's losses by the day."""
    losses = link.measure is Measure.CASUALTIES or line.is_a(link.start, "words.eliminated")
    if not losses or population is not Population.MILITARY or cover.total or group.number.high >= _SECTOR:
        return False
    lost = link.rule == "people lost" and group.number.qualifier is Qualifier.UP_TO
    return "words.sector" in line.has or lost


def _of_a_day(
    line: Line, group: Group, link: Link, cover: Covers, population: Population, event: Event, told: Told
) -> bool:
    """ "Russia lost 1,140 soldiers on Monday", "Учора ворог втратив 1140 осіб": a day's losses, not the war's."""
    losses = link.measure is Measure.CASUALTIES or line.is_a(link.start, "words.eliminated")
    if not (losses and told.day and event.topical) or told.guest or told.long_past or cover.total:
        return False
    if population is not Population.MILITARY or not _FEW <= group.number.high < _DAILY:
        return False
    if not line.has.isdisjoint(_OF_A_BLOW):
        return False
    return not any(line.is_a(j, "scope.perfect") for j in range(max(0, link.start - 3), link.start))


def _more_of_it(line: Line, group: Group, told: Told) -> bool:
    """ "In the past day three were killed. Another 14 were wounded.": a sentence of no day or blow of its own."""
    if told.day or group.number.high >= MOST or line.sentence.title or not line.has.isdisjoint(_OF_A_BLOW):
        return False
    return group.start <= 2 and any(line.is_a(j, "words.more") for j in range(group.number.end + 1))


def settle(
    line: Line,
    group: Group,
    link: Link,
    cover: Covers,
    population: Population,
    event: Event,
    said: list[Attribution],
    told: Told,
) -> Scope:
    """The scope with most in its favour; the signs say what it goes by."""
    if link.measure is Measure.CAPTURED and told.kin in (None, Scope.INCIDENT) and _still(line, group):
        return Scope.CUMULATIVE  # "251 were seized, 48 of whom are still held"
    more = cover.total and told.kin is Scope.PERIOD and group.number.high >= MOST and not link.part
    if told.kin is not None and not more and (told.kin is not Scope.RATE or in_series(line, group)):
        part_of_day = told.kin is Scope.CUMULATIVE and told.day_after and link.part
        part_of_day = part_of_day and link.measure is not Measure.CAPTURED  # "116 of them seized on 7 October"
        return Scope.PERIOD if part_of_day else told.kin  # "1,097,000 soldiers, 910 of them on Monday"
    daily = told.recent is Scope.PERIOD and told.day and group.number.high < MOST
    if daily and link.rule in _CARRIED and link.measure is Measure.CASUALTIES:
        return Scope.PERIOD  # "lost 312 men in a day. The day before, it had been 340"
    if told.of_day and not cover.total and event.kind != "disaster" and _more_of_it(line, group, told):
        return Scope.PERIOD
    if _of_a_sector(line, group, link, cover, population):
        return Scope.PERIOD
    if _of_a_day(line, group, link, cover, population, event, told):
        return Scope.PERIOD
    risen = link.rule == "total after its noun" and "words.total_move" in line.has and told.kin is None
    if risen and event.topical and group.number.high >= _MANY_RISEN and not told.day:
        return Scope.CUMULATIVE  # "the number of Palestinians killed in the attacks had risen to 4,137"
    if risen and not event.topical and not line.has.isdisjoint(_FOUGHT) and "scope.single" not in line.has:
        return Scope.CUMULATIVE  # "the number of people killed in the protests has risen to 39"
    signs = _of_number(line, group, link, cover, population, told)
    signs |= _of_clause(line, group, link, event, said) | _of_article(group, event, told)
    signs |= _of_before(line, told, cover)
    if told.recent in (None, Scope.INCIDENT) and not cover.total and _in_a_strike(line, group, link):
        signs.add("in a strike")
    size = sum(group.number.high >= least for least in _SIZES)
    told_in = [_IN_SENTENCE[cls] for cls in line.has & (_IN_SENTENCE.keys() if group.number.high < MOST else _OF_ANY)]
    weight = [
        sum(_WEIGHTS[sign][k] for sign in signs) + sum(w[k] for w in told_in) + size * _WEIGHTS["size"][k]
        for k in range(3)
    ]
    if Scope.PERIOD in (told.recent, told.beside) and raised_at(line, group, link) is not None:
        weight[2] = min(weight)
    return _SCOPES[weight.index(max(weight))]


def _held(held: dict[str, bool]) -> set[str]:
    return {sign for sign, holds in held.items() if holds}


def _of_number(line: Line, group: Group, link: Link, cover: Covers, population: Population, told: Told) -> set[str]:
    """The signs of the number itself: what it counts and how."""
    small, captured = group.number.high < MOST, link.measure is Measure.CAPTURED
    dated = told.counted and told.recent is not Scope.INCIDENT
    return _held(
        {
            "bias": True,
            "thousands of soldiers": population is Population.MILITARY and group.number.high >= 1000,
            "casualties": link.measure is Measure.CASUALTIES,
            "wounded": link.measure is Measure.WOUNDED,
            "guest": told.guest,
            "day long past": told.long_past and small,
            "plain people": population is Population.PEOPLE,
            "civilians": population is Population.CIVILIAN,
            "captives": captured and link.side == "noun" and not cover.dated,
            "held": told.held,
            "total": cover.total,
            "counted": dated,
            "by a month": told.by_month,
            "day": told.day and small,
            "another day": told.another and small,
            "episode": told.episode and small and link.measure is not Measure.DEPORTED,
            "report": told.report and not (cover.total or told.day or told.episode or "scope.single" in line.has),
            "announced": told.announced and small and not cover.total,
        }
    )


def _of_clause(line: Line, group: Group, link: Link, event: Event, said: list[Attribution]) -> set[str]:
    """The signs of the clause that the number stands in."""
    low, high = clause_of(line, group, link)
    here = line.tags[low : min(high, len(line.tags))]
    small, crash = group.number.high < MOST, _tells(here, "scope.crash")
    rebels = not event.topical and link.rule in _BY_TROOPS and _few_rebels(line, group)
    return _held(
        {
            "headline": line.sentence.title,
            "still held": link.measure is Measure.CAPTURED and _still(line, group),
            "named day": _day_named(line, group),
            "deed": small and (rebels or _deed(line, group, link)),
            "strike": _tells(here, "scope.incident") and small,
            "one event": _tells(here, "scope.single") and small,
            "no flood's": event.kind == "disaster" and small and link.side != "total" and _blow_beside(line, here),
            "disease": _tells(here, "scope.disease", "scope.hunger")
            if not event.topical
            else _tells(here, "scope.hunger"),
            "state": _stays(line, group, 3),
            "list": "scope.list" in line.has,
            "record": _tells(here, "scope.record"),
            "perfect": not (crash or rebels or _tells(here, "scope.single")) and _perfect(line, group, link, said),
        }
    )


def _of_article(group: Group, event: Event, told: Told) -> set[str]:
    """What the article tells of: a disaster or war has a running total, an attack a toll, unrest a stretch of days."""
    signs = {f"of {event.kind}"} if event.kind else set()
    return signs | _held(
        {
            "small in war": event.kind == "war" and group.number.high < MOST,
            "attack in war": event.kind == "incident" and event.topical,
            "incident in headline": event.titled == "incident",
            "disaster": event.disaster,
            "short war": event.brief and event.kind in ("war", "unrest", "") and not told.day,
            "epidemic": event.epidemic and not event.topical,
            "bulletin": event.spanned,
            "dated opening": told.dated,
        }
    )


def _of_before(line: Line, told: Told, cover: Covers) -> set[str]:
    """What the numbers before cover: the last one, the one that this is a part of, one of the same sentence."""
    signs = {f"after {told.recent}", f"part of {told.elder}"}
    if "scope.of_this" in line.has:
        signs.add(f"of this {told.recent}")
    if not cover.total:
        signs.add(f"beside {told.beside}")
    return signs & _WEIGHTS.keys()


def _tells(here: Sequence[dict[str, Tag]], *classes: str) -> bool:
    return any(cls in tags for tags in here for cls in classes)


def _blow_beside(line: Line, here: Sequence[dict[str, Tag]]) -> bool:
    """ "A bombing at the market killed 34", "14 died when a bus fell": one blow of another kind than the disaster."""
    blow = _tells(here, "scope.crash") or (_tells(here, "scope.single") and _tells(here, "words.attack"))
    return blow and line.has.isdisjoint(_NATURAL)


def _stays(line: Line, group: Group, reach: int) -> bool:
    """ "six more are listed", "five soldiers remain": a verb of a state after the people, in their clause."""
    for j in range(group.end, group.end + reach):
        if line.kind(j) != "word" and line.low(j) != "-":
            return False
        if line.is_a(j, "scope.state"):
            return True
    return False


def _still(line: Line, group: Group) -> bool:
    """ "are still held", "remain in Gaza", "are in captivity": of today, whenever it was done."""
    if _stays(line, group, 6):
        return True
    if any(line.is_a(j, "words.not_back") for j in range(group.end, group.end + 3)):
        return True
    return any("scope.still" in tags for tags in line.tags[max(0, group.start - 2) : group.end + 6])


def _perfect(line: Line, group: Group, link: Link, said: list[Attribution]) -> bool:
    """ "have been killed", "has killed 72", "has counted 639": what has come about until now."""
    first = min(group.start, link.start) if link.start < link.end else group.start
    if any(line.is_a(a.cue, "source.reckons") and line.is_a(a.cue - 1, "scope.perfect") for a in said):
        return True
    if link.side not in ("left", "right"):
        return False
    return any(line.is_a(j, "scope.perfect") for j in range(max(0, first - 3), max(link.start, first)))


def _in_a_strike(line: Line, group: Group, link: Link) -> bool:
    """ "Nine people have been killed in strikes on Rafah": not "since the war began", nor 300 of them."""
    few = group.number.high < _RAID and group.head in (None, Population.PEOPLE, Population.CIVILIAN)
    if not few or link.side != "left" or not line.has.isdisjoint(_SO_FAR):
        return False
    return any(line.is_a(j, "words.attack") for j in range(link.end + 1, link.end + _STRIKE))


def _few_rebels(line: Line, group: Group) -> bool:
    """ "Troops have killed four insurgents in Tenku": what one operation did, though it is told in the perfect."""
    head = group.head_at if group.head_at is not None else group.number.end
    return group.number.high < _FEW and line.is_a(head, "words.irregular") and line.has.isdisjoint(_SO_FAR)


def _deed(line: Line, group: Group, link: Link) -> bool:
    """ "Rebels killed 33 people", "Повстанці вбили 33 людини", not "have killed"; few enough for one raid."""
    if group.number.high >= _RAID or link.rule not in ("object of a harm verb", "postposed participle"):
        return False
    first = min(group.start, link.start)
    if any(line.is_a(j, "scope.perfect") for j in range(max(0, link.start - 3), link.start)):
        return False
    for j in range(first - 1, max(-1, first - _SUBJECT), -1):
        if line.low(j) in (",", ";", ":") or (line.kind(j) == "number" and not line.tokens[j].glued):
            return False
        if line.is_a(j, "words.irregular", "words.fighter"):
            return True
    return False


def _day_named(line: Line, group: Group) -> bool:
    """ "lowers October 7 toll to 1,200": a day in the place of an attack's name."""
    for j in range(max(0, group.start - 8), group.start):
        tag = line.at(j, "killed.toll")
        if tag is not None and line.kind(j - 1) == "number" and line.is_a(j - 2, "dates.months"):
            return True
    return False

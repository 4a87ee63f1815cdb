"""The scope of a number whose own words tell none, weighed from its clause, its kin and the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.detect.groups import Group
from monitor.detect.lexicon import Tag
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.detect.scope import MOST, Covers, Event, clause_of, in_series
from monitor.detect.speakers import Attribution
from monitor.model import Measure, Population, Scope

_DAILY = 5_000  # soldiers: no day of a war took more


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around a number, for its scope."""

    day: bool  # a day of harm stands by the number
    day_after: bool  # one of its own, right after it
    kin: Scope | None  # the scope of the number that gave it its measure
    elder: Scope | None  # of the number of an earlier sentence that it goes on from
    recent: Scope | None  # of the last figure, where that is near
    beside: Scope | None  # of the figure before it in the same sentence
    bulletin: bool = False  # the last figure is of a span, no smaller, and no attack or captives are told of
    episode: bool = False  # its paragraph tells of one dated event
    counted: bool = False  # "by 15 August", "as of Monday" stands by it
    announced: bool = False  # the sentence before said that what follows is of the past day
    held: bool = False  # it counts some of those that are held captive


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
    """The scope with most in its favour; each line of the weighing says what it goes by."""
    if link.measure is Measure.CAPTURED and told.kin in (None, Scope.INCIDENT) and _still(line, group):
        return Scope.CUMULATIVE  # "251 were seized, 48 of whom are still held"
    more = cover.total and told.kin is Scope.PERIOD and group.number.high >= MOST and not link.part
    if told.kin is not None and not more and (told.kin is not Scope.RATE or in_series(line, group)):
        part_of_day = told.kin is Scope.CUMULATIVE and told.day_after and link.part
        return Scope.PERIOD if part_of_day else told.kin  # "1,097,000 soldiers, 910 of them on Monday"
    low, high = clause_of(line, group, link)
    here = line.tags[low : min(high, len(line.tags))]
    weight = _of_words(line, group, link, cover, population, event, said, here)
    if told.day and _harmed(link) and event.kind != "disaster" and not any("scope.disaster" in tags for tags in here):
        weight[Scope.INCIDENT] += 4 * (group.number.high < MOST)  # "Four soldiers were killed on Saturday"
    if told.episode and link.measure is not Measure.DEPORTED and not cover.total:
        weight[Scope.INCIDENT] += 7 * (group.number.high < MOST)  # "On 11 May ... The group boasted of 200 killed"
    if told.counted and event.kind != "incident" and told.recent is not Scope.INCIDENT:
        weight[Scope.CUMULATIVE] += 8
    if told.held:
        weight[Scope.CUMULATIVE] += 6  # "Forty-seven are still there, of whom 25 are dead"
    if told.recent in weight and "scope.of_this" in line.has:
        weight[told.recent] += 9  # "Of this number 31 were seeking aid"
    if told.elder in weight:
        weight[told.elder] += 6
    if told.beside is not None and told.beside in weight and not cover.total:
        weight[told.beside] += 9 if told.beside is Scope.INCIDENT else 5
    if told.announced and not cover.total and group.number.high < _DAILY:
        weight[Scope.PERIOD] += 15  # "The ministry gave the day's losses. Units in the north killed 230."
    _of_article(weight, group, event, told, cover)
    return max(weight, key=lambda scope: weight[scope])


def _of_words(
    line: Line,
    group: Group,
    link: Link,
    cover: Covers,
    population: Population,
    event: Event,
    said: list[Attribution],
    here: Sequence[dict[str, Tag]],
) -> dict[Scope, float]:
    """What the clause and the number itself say."""
    weight: dict[Scope, float] = {Scope.INCIDENT: 0, Scope.CUMULATIVE: 0, Scope.PERIOD: 0}
    small = group.number.high < MOST
    disaster = any("scope.disaster" in tags for tags in here)
    sharp = any("scope.crash" in tags for tags in here)
    single = any("scope.single" in tags for tags in here)
    strike = any("scope.incident" in tags for tags in here)
    if _day_named(line, group) or (sharp and small and (not disaster or event.titled == "incident")):
        weight[Scope.INCIDENT] += 9
    elif strike and small and event.kind != "disaster":
        weight[Scope.INCIDENT] += 4 if single else 3
    if disaster and (event.kind != "incident" or event.titled == "disaster"):
        weight[Scope.CUMULATIVE] += 5
    if not small:
        weight[Scope.CUMULATIVE] += 6
    if any("scope.war" in tags for tags in here):
        weight[Scope.CUMULATIVE] += 1
    if not event.topical:
        weight[Scope.CUMULATIVE] += 3 * (cover.total and event.kind in ("war", "unrest"))
        return weight
    still = _still(line, group)
    if link.measure is Measure.CAPTURED and (still or (link.side == "noun" and not cover.dated)):
        weight[Scope.CUMULATIVE] += 14 if still else 8
    if _perfect(line, group, link, said) and not sharp:
        weight[Scope.CUMULATIVE] += 3 if single and group.number.high < 1000 else 10
    if population is Population.MILITARY and group.number.high >= 1000:
        weight[Scope.CUMULATIVE] += 5
    if cover.total:
        weight[Scope.CUMULATIVE] += 1 if event.titled == "incident" else 4
    return weight


def _of_article(weight: dict[Scope, float], group: Group, event: Event, told: Told, cover: Covers) -> None:
    """What the article tells of: a disaster or war has a running total, an attack a toll, unrest a stretch of days."""
    number = group.number.high
    if event.kind == "disaster":
        weight[Scope.CUMULATIVE] += 4
    elif event.epidemic and not event.topical and event.kind == "":
        weight[Scope.CUMULATIVE] += 4  # "1,274 cases and 360 deaths"
    elif event.kind == "incident" and number < MOST:
        weight[Scope.INCIDENT] += 3
    elif event.kind == "unrest" and number < MOST:
        weight[Scope.PERIOD] += 3
    elif event.kind == "war":
        weight[Scope.CUMULATIVE] += 2
    few = told.recent is Scope.INCIDENT or (told.recent is None and number < 100)
    if event.topical and not cover.total and number < 1000 and few:
        weight[Scope.INCIDENT] += 3
    if event.spanned and told.bulletin and not cover.total:
        weight[Scope.PERIOD] += 7  # a bulletin of the past day goes on
    if not event.topical and event.kind in ("", "incident"):
        weight[Scope.INCIDENT if number < 1000 else Scope.CUMULATIVE] += 1


def _still(line: Line, group: Group) -> bool:
    """ "are still held", "remain in Gaza": of today, whenever it was done."""
    return any("scope.still" in tags for tags in line.tags[max(0, group.start - 2) : group.end + 6])


def _harmed(link: Link) -> bool:
    return link.side in ("left", "right")


def _perfect(line: Line, group: Group, link: Link, said: list[Attribution]) -> bool:
    """ "have been killed", "has killed 72", "has counted 639": what has come about until now."""
    first = min(group.start, link.start) if link.start < link.end else group.start
    if any(line.is_a(a.cue, "source.reckons") and line.is_a(a.cue - 1, "scope.perfect") for a in said):
        return True
    if link.side not in ("left", "right"):
        return False
    return any(line.is_a(j, "scope.perfect") for j in range(max(0, first - 3), max(link.start, first)))


def _day_named(line: Line, group: Group) -> bool:
    """ "lowers October 7 toll to 1,200": a day in the place of an attack's name."""
    for j in range(max(0, group.start - 8), group.start):
        tag = line.at(j, "killed.toll")
        if tag is not None and line.kind(j - 1) == "number" and line.is_a(j - 2, "dates.months"):
            return True
    return False

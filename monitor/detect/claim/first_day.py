"""The day that began a topic's war: whose people it harmed, where nothing nearer tells.

Told last of all, when every figure of the article is made, so that no later number goes on with it: "1,200 died on
7 October. Over 60,000 have died since."
"""

from collections.abc import Sequence

from monitor.detect.as_of.calendar import Calendar
from monitor.detect.nouns.event import Event
from monitor.detect.nouns.statement import Statement
from monitor.model import Measure, Population, Scope

_BESIDE = 14  # tokens between the dead and the taken of one sentence


def give_first_day(made: Sequence[Statement], since: str | None, harmed: str | None) -> None:
    """Give whom the war's first day harmed to the party that the pack names."""
    held: Statement | None = None
    for one in made if harmed is not None else ():
        that_day = one.as_of == since and one.scope is Scope.INCIDENT and not one.own_party
        named = any(name == "party" for name, *_ in one.marks) and one.measure is not Measure.CAPTURED
        fought = one.population is Population.MILITARY or one.line.is_a(one.group.head_at or 0, "words.attacker")
        beside = not one.own_party and not fought and any(_beside_hostages(one, other, harmed) for other in made)
        if (that_day and not named and not fought) or beside or _among_captives(one, held):
            one.party = harmed
        if one.measure is Measure.CAPTURED and one.party != harmed:
            held = None
        elif one.measure is Measure.CAPTURED and (held is None or one.group.number.high > held.group.number.high):
            held = one


def know_first_day(made: Sequence[Statement], event: Event, calendar: Calendar) -> None:
    """ "Gunmen killed some 1,200 people and seized 251", no day told: so many are those of the war's first day.

    A span, a rate or a day of the number's own tells otherwise, and so does one that counts who is held still. While
    the day is recent its count still rises.
    """
    days = (event.since, (event.since or "")[:7])
    old = event.since is not None and calendar.is_old(event.since)
    for one in made if event.since_counts else ():
        number = one.group.number
        of_day = any(m is one.measure and least <= number.low <= most for m, least, most in event.since_counts)
        if not of_day or one.party != event.since_harmed or one.population is not Population.PEOPLE:
            continue
        if one.scope is Scope.RATE or (one.scope is Scope.PERIOD and one.own_scope):
            continue
        if one.as_of in days:
            one.scope = Scope.INCIDENT  # "The war began on 7 October, when ...": no total of the war
        elif not (one.own_scope or (one.own_date and one.as_of != calendar.today and not one.date_of_saying)):
            one.scope = Scope.INCIDENT
            if old:
                one.as_of = event.since
                one.sources = one.sources if one.own_source else ()  # whoever counted the others before
            _beside_it(one, made)


def _beside_it(one: Statement, made: Sequence[Statement]) -> None:
    """ "1,400 were killed, 5,400 wounded and 241 abducted": the wounded of the same sentence are of that day, too."""
    for other in made:
        same = other.line is one.line and other is not one and other.party == one.party
        if same and not (other.own_scope or other.own_date) and other.measure is Measure.WOUNDED:
            other.scope, other.as_of = one.scope, one.as_of


def _among_captives(one: Statement, held: Statement | None) -> bool:
    """ "251 people were taken. Of these 33 came home, eight of them dead. Israel confirmed the deaths of 26": unnamed.

    A verb of its own tells of others: "Forty-eight hostages remain. On Sunday 34 were killed."
    """
    if held is None or one.own_party or one.group.head is not None or one.population is Population.MILITARY:
        return False
    near = one.line.sentence.block - held.line.sentence.block <= 1
    if one.measure is Measure.CAPTURED:  # "Forty-eight have yet to return"
        return near and one.link.part and one.link.kin is None and one.group.number.high < held.group.number.high
    noun = one.link.start < one.link.end and one.line.is_a(one.link.start, "killed.noun") and one.link.side != "left"
    if one.measure is not Measure.KILLED or not (one.group.of_them or noun):
        return False
    elsewhere = not one.line.has.isdisjoint(("place", "words.civil_teller", "scope.incident", "words.attack"))
    return near and not elsewhere and one.group.number.high < held.group.number.high


def _beside_hostages(one: Statement, other: Statement, harmed: str | None) -> bool:
    """ "Тогда погибли 1200 человек, 251 был взят в заложники": the dead of the deed that took hostages.

    A place that is told of the taken ("emmenées à Gaza") tells nothing of the dead before them.
    """
    if other is one or other.line is not one.line or other.party != harmed or other.measure is not Measure.CAPTURED:
        return False
    if one.measure is not Measure.KILLED or other.link.start >= other.link.end:
        return False
    span = range(other.link.start, max(other.link.end, other.group.end))
    taken = other.line.is_a(other.link.start, "captured.part", "captured.verb")
    if not taken or not any(other.line.is_a(j, "words.hostage") for j in span):
        return False
    between = range(min(one.group.end, other.group.end), max(one.group.start, other.group.start))
    named = [mark[1] for mark in one.marks if mark[0] == "party"]
    beyond = max(one.link.end, one.group.end) < other.group.start and all(at > other.group.start for at in named)
    return len(between) <= _BESIDE and (beyond or not named)

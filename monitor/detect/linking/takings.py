"""What a disaster, a war or a battle takes: "the war has cost 62,744", "the fire took, they say, 161 people".

The verb alone tells nothing ("took 12 trucks", "claimed 14 villages"), so either lives are what is taken, with an aside
between them and the verb, or something that takes lives is its subject, and people or a bare number its object.
"""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.model import Measure

_ASIDE = 12  # tokens of an aside between the verb and what it takes
_CLAUSE = 14  # tokens from the verb back to its subject
_MOST = 1_000_000  # people
_THING = 2  # tokens of the things before "and"
_WHOM = 4  # tokens of whom it costs them
_TAKERS = ("scope.disaster", "scope.war", "scope.battle", "words.pit")
_BLOWS = ("scope.incident", "words.attack")


def taken(reading: Reading, group: Group) -> Link | None:
    """The link of lives after an aside, or of people and bare numbers that a taker of lives takes."""
    line = reading.line
    if line.has.isdisjoint(("words.lives_verb", "words.takes_people")) or group.number.high < 2:
        return None
    lives = line.is_a(group.end - 1, "words.lives") or line.is_a(group.end, "words.lives")
    j = _before_aside(reading, group)
    before = next((other for other in reading.groups if other.thing and 0 <= j - 1 - other.end <= _THING), None)
    if before is not None and line.is_a(j - 1, "words.conjunction"):
        j = before.start  # "consumed seven towers and 161 people"
    begin = _verb(reading, j, group.end)
    if begin is None or line.is_a(begin, "words.lost"):
        return None
    if lives:
        return Link(Measure.KILLED, "lives taken", begin, max(j, begin + 1), "right")
    anyone = group.head is not None or (
        group.bare and not group.of_them and not group.of_harm and _ends(reading, group)
    )
    if not anyone or line.is_a(group.end, "scope.rate"):
        return None
    if group.bare and group.number.high > _MOST:
        return None  # "the flood cost 12 million"
    sure = line.is_a(begin, "words.costs", "words.takes_people", "source.says")  # "claimed", but "a raid took 12 men"
    first = min(begin, group.start)
    for k in range(first - 1, max(-1, first - 1 - _CLAUSE), -1):
        if line.is_a(k, *_TAKERS) or (line.is_a(k, *_BLOWS) and (sure or not line.is_a(k, "words.attack"))):
            return Link(Measure.KILLED, "lives taken", begin, max(j, begin + 1), "right")
        if line.low(k) in (";", ":") or reading._number_here(k) is not None or line.is_a(k, "words.opens_clause"):
            return None
    return None


def their_lives(reading: Reading, group: Group) -> bool:
    """ "Cost eight miners their lives", "kostete acht Bergleute das Leben"."""
    line, j = reading.line, group.end
    while line.is_a(j, "words.own", "words.article") and line.kind(j) == "word":
        j += 1
    return j > group.end and (group.head is not None or group.demonym) and line.is_a(j, "words.lives")


def _before_aside(reading: Reading, group: Group) -> int:
    """The token after the verb, where fillers or an aside between commas stand before the number."""
    line = reading.line
    j = reading._back(group.start, "qualifier.filler", "words.adverb", "words.article", "words.object_filler")
    if line.low(j - 1) != ",":
        return j
    for k in range(j - 2, max(0, j - 2 - _ASIDE), -1):
        if reading._number_here(k) is not None or line.low(k) in (";", ":", "."):
            return j
        if line.low(k) == ",":
            return k
    return j


def _verb(reading: Reading, j: int, behind: int) -> int | None:
    """Where the verb began that ends before j: "cost", "cost the army", "обошлась армии в"."""
    line = reading.line
    if reading.lex.order == "last" and line.is_a(behind, "words.lives_verb", "words.takes_people"):
        return behind  # "Der Krieg hat 62.744 Menschen gekostet"
    for k in range(j, max(0, j - _WHOM), -1):
        begin = line.ends_at(k, "words.lives_verb")
        begin = line.ends_at(k, "words.takes_people") if begin is None else begin
        if begin is not None:
            return begin if k == j or line.is_a(begin, "words.costs") else None
        if line.kind(k - 1) != "word" or line.is_a(k - 1, "words.auxiliary", "words.who"):
            return None
    return None


def _ends(reading: Reading, group: Group) -> bool:
    """Whether nothing is counted after the number: "cost 62,744.", "took 43 in Kherson"."""
    line = reading.line
    stops = ("words.place_preposition", "words.conjunction", "words.lives_verb", "words.takes_people")
    return line.low(group.end) in ("", ".", ",", ";", ":") or line.is_a(group.end, *stops)

"""Who fought whom, by the words of a sentence: an adversary, a war's two lands, the two sides of a clash.

The people whom a clash killed are neither side's alone: "Clashes between the army and the RSF killed 40 people".
"""

from monitor.detect.belligerents.army_strikes import between_sides
from monitor.detect.belligerents.naming import AGAINST, is_adversary, is_located, is_said, name_at, party_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Population

_NEAR = 8  # tokens from the harmed to the first of two lands they were harmed in
_WITH = frozenset({"с", "со", "з", "із", "зі", "with", "mit", "avec", "con"})
_FAR = 24  # tokens from the harmed to the clash that harmed them
_AIDE = 3  # tokens from "clashes" on to "between"
_TWO = 8  # tokens from "both" on to the second of two names
_SIDE = 9  # tokens of the first side's name, up to the "and"
_SIDES = ("party", "words.army", "people.military", "words.irregular", "words.men", "words.community")


def adversary_in(line: Line) -> str | None:
    """Whom the harmed of a sentence fought: "1,800 soldiers died in battles with Azerbaijan"."""
    if line.has.isdisjoint(("words.fights_with", "scope.war")):
        return None
    for j in range(len(line.tokens)):
        if (tag := party_at(line, j)) is not None and is_adversary(line, j) and not between_sides(line, j):
            return str(tag.value)
    return None


def warred_on(line: Line, sides: Sides) -> tuple[str, int] | None:
    """ "The war against Hamas has killed 60,000 people": those among whom the fighters live that it is waged on."""
    if line.has.isdisjoint(("words.fights_with", "scope.war")):
        return None
    for j in range(len(line.tokens)):
        tag = party_at(line, j)
        if tag is None or not is_adversary(line, j) or between_sides(line, j):
            continue
        theirs = sides.homes.get(str(tag.value), str(tag.value))
        if theirs in sides.militants:
            return theirs, j
    return None


def invaded_in(line: Line) -> tuple[str, int] | None:
    """Whom somebody's war is against: "Russia's war against Ukraine", "la guerre de Moscou contre l'Ukraine"."""
    if line.has.isdisjoint(("words.fights_with", "scope.war")):
        return None
    for j in range(2, len(line.tokens)):
        tag = party_at(line, j)
        if tag is None or not is_adversary(line, j) or between_sides(line, j):
            continue
        for k in range(j - 1, max(-1, j - 7), -1):
            owner = party_at(line, k)
            if owner is not None and owner.value not in (None, tag.value):
                return str(tag.value), j
            elsewhere = line.is_a(k, "words.place_preposition") and line.low(k) not in AGAINST
            if (line.kind(k) != "word" and line.low(k) != "-") or (elsewhere and not line.is_a(k, "words.of")):
                break
    return None


def in_two_lands(line: Line, first: int) -> bool:
    """ "164 morts au Népal et en Inde", "killed 40 people in Gaza and Lebanon": of neither alone."""
    for j in range(first, min(first + _NEAR, len(line.tokens))):
        if line.kind(j) != "word":
            return False
        tag = name_at(line, j)
        if tag is None:
            continue
        k = tag.end
        if not is_located(line, j) or not line.is_a(k, "words.conjunction"):
            return False
        k += 1
        while line.is_a(k, "words.place_preposition", "words.article", "words.place_filler"):
            k += 1
        other = name_at(line, k)
        return other is not None and other.value not in (None, tag.value) and not is_said(line, other.end)
    return False


def both_fought(line: Line, group: Group, link: Link) -> bool:
    """ "Clashes between the army and the RSF killed 40", "in den Kämpfen zwischen Armee und Rebellen starben 40".

    A place where they fell tells more; so does a word for soldiers, who are one side's.
    """
    if link.measure not in (Measure.KILLED, Measure.WOUNDED) or group.head is Population.MILITARY or group.parties:
        return False
    if "words.amid_both" not in line.has:
        return _war_with(line, min(group.start, link.start))
    first, last = min(group.start, link.start), max(group.end, link.end)
    near = range(max(0, first - _FAR), min(last + _FAR, len(line.tokens)))
    if any(name_at(line, j) is not None and is_located(line, j) for j in near):
        return False
    for j in near:
        if not line.is_a(j, "words.clash", "scope.war"):
            continue
        if line.is_a(j, "scope.war") and _told_since(line, j, first):
            continue  # "The war between Israel and Hamas began after an attack that killed 1,200"
        between = next((k for k in range(j + 1, j + 1 + _AIDE) if line.is_a(k, "words.amid_both")), None)
        if between is not None and _of_two(line, between + 1):
            return True
    return False


def both_named(line: Line, group: Group) -> bool:
    """ "Both Russia and Ukraine have suffered losses, with thousands dead", "tanto Rusia como Ucrania": of neither."""
    if "words.both_of" not in line.has:
        return False
    opens = next(j for j in range(len(line.tokens)) if line.is_a(j, "words.both_of"))
    if opens > group.start or any(line.kind(j) == "number" for j in range(opens, group.start)):
        return False
    named = [tag.value for j in range(opens + 1, min(opens + _TWO, group.start)) if (tag := party_at(line, j))]
    return len(set(named)) == 2


def _war_with(line: Line, first: int) -> bool:
    """ "За время конфликта Ирана с Израилем погибли 610", "Iran's war with Israel": it does not say whose dead."""
    if "scope.war" not in line.has:
        return False
    for j in range(max(0, first - _FAR), first):
        tag = party_at(line, j)
        if tag is None or (line.low(tag.end) not in _WITH and not line.is_a(tag.end, "scope.war")):
            continue
        other = next((k for k in range(tag.end, tag.end + 3) if line.low(k) in _WITH), None)
        if other is None or not (line.is_a(j - 1, "scope.war") or line.is_a(tag.end, "scope.war")):
            continue
        if any(party_at(line, k) is not None for k in (other + 1, other + 2)):
            return not _told_since(line, j, first)
    return False


def _told_since(line: Line, war: int, first: int) -> bool:
    """Whether something else than the war stands before the harm: another deed, a clause of its own."""
    between = range(war + 1, first)
    return any(line.low(j) in (",", ";", ":") or line.is_a(j, "words.attack", "words.following") for j in between)


def fought_there(line: Line, group: Group, link: Link) -> bool:
    """Whether a clash of two sides, told before the harm, has its place in the sentence: the harmed are of there."""
    if "words.amid_both" not in line.has or line.has.isdisjoint(("words.clash", "scope.war")):
        return False
    first, last = min(group.start, link.start), max(group.end, link.end)
    clash = next((j for j in range(first) if line.is_a(j, "words.clash", "scope.war")), None)
    if clash is None or not any(line.is_a(j, "words.amid_both") for j in range(clash + 1, clash + 1 + _AIDE)):
        return False
    near = range(max(0, first - _FAR), min(last + _FAR, len(line.tokens)))
    return any(line.is_a(j, "place") and is_located(line, j) for j in near)


def _of_two(line: Line, first: int) -> bool:
    """Whether a side, "and" and another side follow: "the Congolese army and M23 rebels"."""
    named = False
    for j in range(first, first + _SIDE):
        if named and line.is_a(j, "words.conjunction"):
            return any(line.is_a(k, *_SIDES) or line.capital(k) for k in range(j + 1, j + 5))
        named = named or line.is_a(j, *_SIDES) or line.capital(j)
        if line.low(j) in (";", ":", "") or (line.kind(j) == "number" and not line.tokens[j].glued):
            return False
    return False

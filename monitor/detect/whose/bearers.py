"""Who bore a loss, by a verb of having or costing: "The Americans had 36,574 dead", "cost the Poles 923 dead".

The verbs are weak: they tell only where nothing but an army stands between the name, the verb and the number, and where
a noun of harm follows it. "France had 163,000 dead, against 143,000 for Germany" gives the second number its own land.
"""

from monitor.detect.belligerents.in_return import loser_in_return
from monitor.detect.belligerents.naming import party_at
from monitor.detect.belligerents.sides import NO_ARMY, Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure, Population

Found = tuple[str, int]
_BORNE = (Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.CASUALTIES)
_ADDED = 3  # numbers with one bearer: "923 dead, 2,931 wounded and 345 missing"
_ADVERBS = 2
_PHRASE = 5  # tokens from a number back to the army that bore it
_HARMED = ("killed.noun", "killed.part", "wounded.noun", "wounded.part", "missing.noun", "casualties.noun")
_ARMY = ("words.army", "people.military", "words.article")
_FOUGHT = ("scope.battle", "words.other_war", "words.past_war", "scope.war")
_MISHAPS = ("scope.disaster", "scope.crash", "scope.disease")
_OWNER = 6  # tokens from losses on to the verb that tells how many


def bearer(line: Line, sides: Sides, group: Group, link: Link) -> Found | None:
    """The party that had, counted or paid the losses that a number tells; "Spain had 237 dead" of a flood: none."""
    if group.parties or link.measure not in _BORNE:
        return None
    if (back := loser_in_return(line, sides, group, link)) is not None:
        return back
    if (other := _against(line, group, link)) is not None:
        return other
    if link.kin is not None or not line.is_a(max(group.end, link.start), *_HARMED):
        return None
    j = _first_of_list(line, group)
    if (owner := _losses_of(line, j)) is not None and line.has.isdisjoint(_MISHAPS):
        return owner
    end = max(group.end, link.end)
    people = population_at(line, end)
    if line.is_a(end, "words.irregular") or (people is not None and people[0] is Population.MILITARY):
        return None  # "counted 40 dead jihadists"
    if not (sides.war or sides.apart) and line.has.isdisjoint(_FOUGHT):
        return None
    return _had(line, j) or _cost(line, j) or _at(line, j)


def bore_in_arms(line: Line, sides: Sides, group: Group, link: Link) -> bool:
    """Whether those who bore them are soldiers: an army, a third land in a topic's war, whoever fought a battle."""
    if group.head is not None or not line.has.isdisjoint(("people.civilian", "people.children", "words.anyone")):
        return False
    found = bearer(line, sides, group, link) if population_at(line, max(group.end, link.end)) is None else None
    if found is None or found[0] in NO_ARMY or link.kin is not None:
        return False
    j = _first_of_list(line, group)
    if _losses_of(line, j) is not None or any(line.is_a(k, "words.army") for k in range(j - _PHRASE, j)):
        return True
    if sides.topical:
        return not sides.takes(found[0])
    return sides.war or not line.has.isdisjoint(_FOUGHT)


def _first_of_list(line: Line, group: Group) -> int:
    """The start of the first number that the bearer bore: back from 2,931 to 923 in "923 dead and 2,931 wounded"."""
    j = group.start
    for _ in range(_ADDED):
        k = j - 1
        if not (line.is_a(k, "words.conjunction") or line.low(k) == ","):
            break
        k -= line.low(k - 1) == ","
        harmed = next((begin for cls in _HARMED if (begin := line.ends_at(k, cls)) is not None), None)
        if harmed is None or line.kind(harmed - 1) != "number":
            break
        j = harmed - 1
        while (said := _qualifier(line, j)) is not None:
            j = said
    return j


def _qualifier(line: Line, j: int) -> int | None:
    """Where the word on a number begins, if one ends before j: "some", "more than"."""
    names = ("qualifier.about", "qualifier.at_least", "qualifier.more_than", "qualifier.nearly", "qualifier.up_to")
    return next((begin for cls in names if (begin := line.ends_at(j, cls)) is not None), None)


def _had(line: Line, j: int) -> Found | None:
    """ "The British army counted 19,240 dead", "hatten die Amerikaner 36.574 Tote"."""
    turned = _name_before(line, j)  # "hatten die Amerikaner", "compta l'armée britannique"
    if turned is not None and line.is_a(_before_articles(line, turned[2]) - 1, "words.bore"):
        return turned[0], turned[1]
    if not line.is_a(j - 1, "words.bore"):
        return None
    k = line.ends_at(j, "words.bore")
    k = j - 1 if k is None else k
    for _ in range(_ADVERBS):
        k -= line.is_a(k - 1, "words.adverb", "words.auxiliary")
    found = _name_before(line, k)
    return (found[0], found[1]) if found is not None else None


def _cost(line: Line, j: int) -> Found | None:
    """ "Cost the Poles 923 dead", "coûta aux Polonais", "стоил полякам"."""
    found = _name_before(line, j)
    if found is None:
        return None
    k = _before_articles(line, found[2])
    k -= line.is_a(k - 1, "words.preposition") or line.low(k - 1) in ("a", "à", "aux", "al", "au")
    return (found[0], found[1]) if line.is_a(k - 1, "words.costs") else None


def _at(line: Line, j: int) -> Found | None:
    """ "У американцев было 36 574 погибших": with whom there were so many."""
    k = j - line.is_a(j - 1, "words.auxiliary")
    found = _name_before(line, k) if k < j else None
    return (found[0], found[1]) if found is not None and line.low(found[2] - 1) in ("у", "в") else None


def _losses_of(line: Line, j: int) -> Found | None:
    """ "Chinese losses in Korea ran to 180,000 killed", "les pertes chinoises s'élevèrent à 180 000 tués"."""
    if "casualties.noun" not in line.has or not line.is_a(j - 1, "words.landing", "words.list_landing"):
        return None
    for k in range(j - 2, max(-1, j - 2 - _OWNER), -1):
        losses = line.at(k, "casualties.noun")
        if losses is None:
            continue
        begin = line.ends_at(k, "party")
        if begin is not None:
            return line.tags[begin]["party"].value, begin
        m = losses.end
        while line.is_a(m, "words.of", "words.article") and line.at(m, "party") is None:
            m += 1
        tag = line.at(m, "party")
        return (tag.value, m) if tag is not None else None
    return None


def _against(line: Line, group: Group, link: Link) -> Found | None:
    """ "163,000 dead, against 143,000 for Germany", "contre 407 000 pour les États-Unis"."""
    if link.kin is None or not group.bare or line.ends_at(group.start, "words.set_against") is None:
        return None
    if not (line.is_a(group.end, "words.for_whom") or line.low(group.end) in ("de", "in", "en")):
        return None
    j = group.end + 1
    while line.is_a(j, "words.article") and line.at(j, "party") is None:
        j += 1
    tag = line.at(j, "party")
    return (tag.value, j) if tag is not None else None


def _before_articles(line: Line, j: int) -> int:
    while line.is_a(j - 1, "words.article"):
        j -= 1
    return j


def _name_before(line: Line, end: int) -> tuple[str, int, int] | None:
    """The party whose name, or army, ends right before a token: its id, its token and where the phrase begins."""
    k = end
    while line.is_a(k - 1, *_ARMY) and line.ends_at(k, "party") is None:
        k -= 1
    begin = line.ends_at(k, "party")
    if begin is None or (tag := party_at(line, begin)) is None or tag.value is None:
        return None
    first = begin
    while line.is_a(first - 1, *_ARMY):
        first -= 1
    return tag.value, begin, first

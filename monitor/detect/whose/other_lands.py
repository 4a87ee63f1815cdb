"""People harmed in a land that an article of a topic is not about: its own, not the nearest of the topic's sides.

"Eighteen journalists have been killed in Ukraine", in an article on Gaza; "a US strike on Yemen killed 53", in one on
Russia's war. Whom a disaster or an accident killed there, or another war as a whole, are no side's.
"""

from monitor.detect.belligerents.naming import is_attacker, is_killer, is_located, name_at
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.nouns.statement import Statement
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.next_places import next_of_list
from monitor.detect.whose.victims import is_taking
from monitor.model import Measure, Population

Land = tuple[str | None, int]
_ARMY = 1_000  # people of whom nothing says that they are soldiers
_BEFORE = 16  # tokens from a number or its harm word back to the land
_BEHIND = 9  # ... and on to it
_NAME = 4  # tokens from a name back to its preposition
_SAYS = 3  # tokens from a verb of speech on to where it was said
_CLAUSE = (";", ":")
_MISHAPS = ("scope.disaster", "scope.crash", "scope.disease", "words.mishap")
_FOUGHT = ("words.attack", "words.irregular", "words.soldier", "scope.war")


def land_of_harm(line: Line, sides: Sides, group: Group, link: Link) -> Land | None:
    """The land where these people were harmed, if it is none of the topic's; None in it for a mishap's or a war's."""
    if not sides.topical or line.has.isdisjoint(("scope.where", "scope.struck_at")):
        return None
    soldiers = group.head is Population.MILITARY or link.measure is Measure.CASUALTIES
    healed = link.measure is Measure.WOUNDED and (soldiers or (group.head is None and link.side != "noun"))
    if is_taking(link) or healed:
        return None  # "Twelve wounded soldiers are being treated in Germany", "children held in Turkey"
    first, last = min(group.start, link.start), max(group.end, link.end)
    if link.start == link.end:
        first, last = group.start, group.end
    best: tuple[int, int, str] | None = None
    for j in range(max(0, first - _BEFORE), min(last + _BEHIND, len(line.tokens))):
        tag = name_at(line, j)
        if tag is None or tag.value is None or tag.value in sides.ids or not line.capital(j):
            continue
        k = _preposition(line, j)
        if k is None or not (is_located(line, j) or line.is_a(k, "scope.struck_at")) or _is_goal(line, k, j):
            continue
        if _is_apart(line, k, j, first, last):
            continue
        apart = k - last if k >= last else first - j
        if best is None or apart < best[0]:
            best = (apart, j, str(tag.value))
    if best is None or _names_a_side(line, sides):
        return None
    mishap = not line.has.isdisjoint(_MISHAPS) and line.has.isdisjoint(_FOUGHT)
    _, j, land = best
    whole = line.is_a((_preposition(line, j) or 0) - 1, "scope.war")  # "The war in Syria killed 500,000 people"
    soldiers = soldiers or (sides.armies and group.head is None and group.number.high >= _ARMY)
    soldiers = soldiers or line.is_a(group.head_at or 0, "words.men")
    abroad = soldiers and line.has.isdisjoint(("words.irregular", "words.attack"))  # "15,000 men died in Afghanistan"
    return (None if mishap or whole or abroad else land), j


def goes_on_there(line: Line, sides: Sides, group: Group, link: Link, last: Statement | None) -> bool:
    """ "A strike in Sudan killed 70 people. Another 40 were wounded": whom the sentence before told of, elsewhere."""
    if not sides.topical or last is None or last.elsewhere is None or sides.takes(last.party):
        return False
    if last.line.sentence.block != line.sentence.block or group.head is Population.MILITARY or is_taking(link):
        return False
    more = any(line.is_a(j, "words.more", "words.others") for j in range(group.start - 1, group.end + 1))
    named = any(name_at(line, j) is not None for j in range(len(line.tokens)))
    return (more or link.measure is not last.measure) and not named


def of_other_war(line: Line) -> bool:
    """ "Some 100,000 people died in the Bosnian war": a war of others as a whole, whose dead nobody is told to be."""
    if "words.other_war" not in line.has or "people.military" in line.has:
        return False
    named = (j for j in range(len(line.tokens)) if line.is_a(j, "words.other_war"))
    return any(not any(line.is_a(k, "dates.since") for k in range(j - _SAYS, j)) for j in named)


def _preposition(line: Line, j: int) -> int | None:
    """The preposition of place, or of a strike, that leads up to a name."""
    k = j - 1
    while k > max(0, j - _NAME) and line.is_a(k, "words.article", "words.place_filler", "scope.region", "words.of"):
        if line.is_a(k, "scope.where", "scope.struck_at"):
            break
        k -= 1
    if line.low(k) == "," and line.capital(k - 1):  # "in El Fasher, Sudan"
        k -= 2
    return k if line.is_a(k, "scope.where", "scope.struck_at") else None


def _is_apart(line: Line, k: int, j: int, first: int, last: int) -> bool:
    """Whether the name belongs to another clause, or to where somebody speaks."""
    if any(line.is_a(m, "source.says", "source.account") for m in range(k - _SAYS, k)):
        return True
    if line.is_a(k - 1, "source.office") and not line.is_a(k - 1, "words.institution", "words.civil_teller"):
        return True  # "officials in the United States"
    between = range(j, first) if j < first else range(last, k)
    if any(line.kind(m) == "number" and not line.is_a(m - 1, "dates.months", "words.preposition") for m in between):
        return True  # "killed 12 in Gaza and two in Jenin", "69 fell in that war, in Vietnam 63"
    tag = name_at(line, j)
    if k >= last and tag is not None and next_of_list(line, j, tag.end):
        return True
    return any(line.is_a(m, "source.says") or line.low(m) in _CLAUSE for m in between)


def _is_goal(line: Line, k: int, j: int) -> bool:
    """ "По дороге в Испанию", "на шляху до Італії": the accusative tells where somebody goes."""
    word = line.tokens[j].text
    inside = line.low(k) in ("в", "во", "у", "на") and not word.isupper()
    return inside and word[-1] not in "еиіїоаэєя"


def _names_a_side(line: Line, sides: Sides) -> bool:
    """Whether one of the topic's sides stands in the sentence otherwise than as the attacker."""
    for j in range(len(line.tokens)):
        tag = name_at(line, j)
        if tag is None or tag.value not in sides.ids:
            continue
        if line.is_a(j, "place") or not (is_attacker(line, j, tag.end) or is_killer(line, j)):
            return True
    return False


def beside_a_group(
    line: Line, sides: Sides, group: Group, link: Link, before: str, found: tuple[str, int]
) -> str | None:
    """ "Zwei Mitglieder der Hisbollah getötet und drei Menschen verletzt": the people of the land it fights from."""
    home = sides.homes.get(before) if before in sides.groups else None
    if home is None or group.head is not Population.PEOPLE or group.of_them or link.part:
        return None
    party, at = found
    return home if party == before or (party in sides.states and not is_located(line, at)) else None

"""Where people were harmed, by the place with a number: behind the harm, before it, or taken up by "where"."""

from monitor.detect.belligerents.naming import (
    AGAINST,
    attack_before,
    is_agent,
    is_harmed,
    is_killer,
    is_located,
    is_said,
    name_at,
    party_at,
    wages,
)
from monitor.detect.belligerents.on_side import CLAUSE
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.triggers import of_trigger
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.detect.whose.next_places import next_of_list, of_next_clause

_OPENS = 6  # tokens within which a sentence names its place
_WHERE = 5  # tokens from "where" on to a number or its harm
_HURT = (
    "wounded.part", "wounded.noun", "wounded.verb", "killed.part", "killed.noun", "killed.verb",
    "missing.part", "missing.noun", "captured.part",
)  # fmt: skip


def place_behind(line: Line, group: Group, link: Link) -> Found | None:
    """ "killed 54 people across Lebanon", "12 killed and 30 injured in Kharkiv": the place that follows the harm."""
    crossed = 0
    for j in range(group.end, min(len(line.tokens), max(link.end, group.end) + 14)):
        if line.low(j) in CLAUSE or (line.low(j - 1) == "," and line.is_a(j, "dates.when")):
            break  # "hurt since 7 October, when militants attacked Israel"
        if line.kind(j) == "number" and j > max(link.end, group.end) - 1 and not line.is_a(j - 1, "dates.months"):
            led = min((at for cls, at in (line.endings(j) or {}).items() if cls.startswith("qualifier.")), default=j)
            joined = line.low(led - 1) == "," or line.is_a(led - 1, "words.conjunction", *_HURT)
            hurt = any(line.is_a(j + k, *_HURT) for k in (-1, 1, 2, 3))
            crossed += 1
            if crossed > 1 or not joined or not hurt or _are_taken(line, j):
                break
        tag = name_at(line, j)
        if tag is None or (not line.is_a(j, "place") and line.is_a(j, "party") and not is_located(line, j)):
            continue
        if of_trigger(line, j, 0) or (line.low(tag.end) == "-" and line.tokens[tag.end].glued):
            continue  # "near a site of the Israeli-backed foundation"
        if line.is_a(tag.end, "words.side"):
            continue  # "20 auf thailändischer und 13 auf kambodschanischer Seite" are no places
        told = max(link.end, group.end)
        if j >= told and (next_of_list(line, j, tag.end) or of_next_clause(line, told, j, tag.end)):
            break
        attack = wages(line, j, tag.end)
        attack = attack or line.low(tag.end) in AGAINST or (line.is_a(j, "party") and attack_before(line, j))
        if is_harmed(line, j, tag.end) or (is_located(line, j) and not attack and not is_killer(line, j)):
            return tag.value, j  # "treated in Turkish hospitals", not "killed in Israeli attacks"
    return None


def _are_taken(line: Line, j: int) -> bool:
    """ "killed 1,200 people and took 251 hostages to Gaza": where the taken went is not where the dead fell."""
    taken = ("words.hostage", "words.abducted", "captured.verb", "captured.part")
    return any(line.is_a(k, *taken) for k in range(j - 2, j + 3))


def place_before(line: Line, group: Group, link: Link) -> Found | None:
    """ "Shelling of Nikopol killed two", "In Belgorod three people died": the place told before the number."""
    for j in range(group.start - 1, max(-1, group.start - 16), -1):
        if line.low(j) in CLAUSE:
            break
        tag = line.at(j, "place") or (party_at(line, j) if is_located(line, j) else None)
        if tag is None:
            continue
        if line.is_a(j, "words.armed_group") and not line.is_a(j, "place"):
            continue  # "declaró la guerra a Hamás"
        if line.low(tag.end) == "-" and line.is_a(tag.end + 1, "scope.war"):
            continue  # "Auslöser des Gaza-Kriegs war das Massaker mit 1.200 Toten"
        if line.is_a(j, "party") and (wages(line, j, tag.end) or attack_before(line, j)):
            continue  # "bei ukrainischen Angriffen", "la ofensiva de Israel en la zona"
        if of_trigger(line, j, min(group.start, link.start)):
            continue  # "the offensive launched after Hamas's attack on Israeli soil has killed 60,000"
        if not is_said(line, tag.end) or is_located(line, j):
            return tag.value, j
    for j in range(line.written, min(line.written + _OPENS, group.start)):  # behind "KURSK (dpa) - "
        tag = line.at(j, "place") or party_at(line, j)
        group_name = line.is_a(j, "words.armed_group") and not line.is_a(j, "place")
        if tag is not None and is_located(line, j) and not (group_name or is_agent(line, j, tag.end)):
            return tag.value, j  # "In Kharkiv, a bomb that struck a block in the Saltivka district killed seven"
    return None


def place_in_front(line: Line, group: Group, link: Link) -> Found | None:
    """ "In Kherson three were killed, in Belgorod at least two": the place right before a number of its own."""
    for j in range(group.start - 1, max(-1, group.start - _OPENS), -1):
        if line.kind(j) == "number":
            return None
        tag = line.at(j, "place")
        if tag is not None:
            parted = any(line.low(k) == "," or line.is_a(k, "words.conjunction", "words.but") for k in (j - 2, j - 3))
            return (tag.value, j) if parted and is_located(line, j) else None
    return None


def place_of_harm(line: Line, group: Group, link: Link) -> Found | None:
    """The place of the harm, nearest to the right first."""
    before = place_before(line, group, link)
    if before is not None and link.start <= before[1] < group.start:
        between = range(before[1] + 1, group.start)
        if not any(line.low(j) == "," or line.is_a(j, "words.conjunction", "words.but") for j in between):
            return before  # "han matado en Israel a 24 personas", not "murieron en Nepal 84 y otras 13 en India"
    behind = place_behind(line, group, link)
    if before is not None and behind is not None and _has_its_own(line, group, link, before[1], behind[1]):
        return before
    return behind or before


def _has_its_own(line: Line, group: Group, link: Link, before: int, behind: int) -> bool:
    """ "In Kursk two were hurt, and twelve were killed in Kharkiv": the place in front, the other is a later number's.

    "Struck Kursk, where two workers were hurt, and set a depot ablaze in Kharkiv": the place that "where" takes up.
    """
    first, last = min(group.start, link.start), max(group.end, link.end)
    parted = any(line.low(j) in (",", ";") for j in range(last, behind))
    if not parted or before >= group.start:
        return False
    if "words.where" in line.has and any(
        line.is_a(j, "words.where") for j in range(max(before, first - _WHERE), first)
    ):
        return True
    between = range(before + 1, group.start)
    if any(_counts(line, j) or line.low(j) in CLAUSE for j in between) or not is_located(line, before):
        return False
    return any(_counts(line, j) for j in range(last, behind))


def _counts(line: Line, j: int) -> bool:
    return line.kind(j) == "number" or line.is_a(j, "numbers.units", "numbers.collective")

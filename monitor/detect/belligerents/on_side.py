"""On whose side a number is told to be: "auf russischer Seite", "côté russe", "В российской армии — 950 тысяч"."""

from monitor.detect.belligerents.naming import is_said, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

CLAUSE = (";",)
_BESIDE = ("со", "зі", "на")
_FROM = frozenset({"со", "с", "зі", "із", "з", "por", "de", "du", "from", "by", "von", "vonseiten", "seitens"})
_ACCOUNTS = ("source.by_account", "source.according")
_HARMED = ("killed.verb", "killed.part", "killed.noun", "wounded.verb", "wounded.noun", "casualties.noun", "words.lost")
_STRUCK = 5  # tokens from the side back to the attack
_IN = ("for", "für", "pour", "para", "для", "among", "bei", "entre", "parmi")


def on_the_side(line: Line, group: Group, link: Link) -> Found | None:
    """ "On the Ukrainian side, 30 dead", "côté russe, 250 000 morts", "auf russischer Seite fielen 40 Mann"."""
    for j in range(group.end, min(group.end + 6, len(line.tokens))):
        if line.low(j) in (",", ";") or line.kind(j) == "number" or line.is_a(j, "words.conjunction"):
            break
        tag = party_at(line, j)
        if tag is not None and (line.is_a(tag.end, "words.side") or _side_before(line, j)):
            if from_whose_side(line, j):
                break  # "погибли 12 человек при ударе со стороны Израиля"
            return tag.value, j  # "250 000 morts côté russe", "20 on the Thai side and 13 on the Cambodian side"
    for j in range(group.start - 1, max(-1, group.start - 22), -1):
        if line.low(j) in CLAUSE or (line.kind(j) == "number" and line.low(j + 1) in (",", "and")):
            return None
        tag = party_at(line, j)
        if tag is None:
            continue
        side = line.is_a(tag.end, "words.side") or _side_before(line, j)
        if side and from_whose_side(line, j):
            continue
        if side and not is_said(line, tag.end + 1) and not _in_account(line, j):
            return tag.value, j
        if link.start == link.end and group.bare and _in_its_army(line, j, tag.end):
            return tag.value, j
    return None


def from_whose_side(line: Line, j: int) -> bool:
    """ "В результате обстрела со стороны Израиля", "un ataque por parte de Rusia": who struck."""
    k, side = j, line.is_a(j + 1, "words.side")
    while k > 0 and (line.is_a(k - 1, "words.article", "words.of", "words.side", "party") or line.low(k - 1) in _FROM):
        k -= 1
        side = side or line.is_a(k, "words.side")
    if not side or k == j or line.is_a(k, "words.side"):
        return side and k < j and line.ends_at(k, "words.attack") is not None  # "l'attaque côté russe"
    for m in range(k, max(0, k - _STRUCK), -1):  # "при обстреле Шебекина со стороны ВСУ", "атаки дронов со стороны РФ"
        if line.ends_at(m, "words.attack") is not None:
            return True
        if line.kind(m - 1) != "word" or line.is_a(m - 1, *_HARMED):
            return False
    return False


def _in_account(line: Line, j: int) -> bool:
    """ "По данным российской стороны", "according to the Russian side": whose account it is, and not whose dead."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.article", "words.of", "words.side"):
        k -= 1
    if line.low(k - 1) in _BESIDE:
        return False  # "со стороны россиян – 950 тысяч"
    return any(line.ends_at(k, cls) is not None for cls in _ACCOUNTS)


def _in_its_army(line: Line, j: int, end: int) -> bool:
    """ "Bei der russischen Armee sind es 950.000", "В российской армии — 950 тысяч", "En el ejército ruso, 950.000"."""
    k = j
    while k > 0 and (line.is_a(k - 1, "words.article", "words.army", "words.of")):
        k -= 1
    army = line.is_a(end, "words.army") or any(line.is_a(m, "words.army") for m in range(k, j))
    return army and (line.is_a(k - 1, "words.place_preposition") or line.low(k - 1) in _IN)


def _side_before(line: Line, j: int) -> bool:
    """ "côté russe", "з боку України", "por parte de Ucrania"."""
    k = j - 1
    while k > 0 and line.is_a(k, "words.article", "words.of"):
        k -= 1
    return line.is_a(k, "words.side")

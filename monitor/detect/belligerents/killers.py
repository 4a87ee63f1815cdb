"""Who killed or took the people of a number, where its sentence says so: whoever they are, they are not the harmed.

"Al-Shabaab claimed it had killed 137 soldiers", "El Ejército dijo haber abatido a 120 combatientes", "Хунта заявила, що
знищила 20 бойовиків": the killer speaks, and stands in the harm's own clause as a pronoun or not at all.
"""

from monitor.detect.belligerents.naming import is_according, is_located, is_said, party_at
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Population

_VERBS = ("killed.verb", "wounded.verb", "captured.verb", "casualties.verb")
_HAVE = frozenset(
    ("haber", "habiendo", "ha", "han", "había", "habían", "habría", "habrían", "avoir", "ayant", "a", "ont", "avait",
     "avaient", "aurait", "auraient", "having", "has", "have", "had", "hat", "haben", "habe", "hatte", "hatten",
     "hätten",
     "hemos", "habíamos", "avons", "avions", "habt")
)  # fmt: skip
_JOINED = 8  # tokens between two participles of one "have"
_HABEN = frozenset(("haben", "habe", "hat", "hatte", "hatten", "hätten", "hätte"))
_FRAME = 14  # tokens from a German participle back to its "haben"
_JOINING = _HAVE - {"a"}  # a preposition in Spanish
_ACTIVE_PAST = ("увала", "ували", "ував", "щила", "щили", "щив", "щил", "вала", "вали", "вал", "овал")
_FELL = ("killed.fell", "wounded.fell", "missing.fell", "captured.fell")
_STEPPED = (
    "words.auxiliary", "words.adverb", "words.pronoun", "words.it", "words.conjunction", "source.subordinate",
    "words.article", "dates.weekdays", "dates.today", "dates.months", "words.preposition",
)  # fmt: skip
_BEHIND = 12  # tokens from a number on to "by"
_NAMED = 4  # ... and from there to who did it
_BY = frozenset({"von", "vom", "durch"})
_FAR = 14  # tokens from a harm verb back to the verb of speech that governs it
_THAT = ("that", "to", "was", "que", "qu", "d", "de", "dass", "що", "что", "про", "о", "об", ",", "also", "later")


def is_active(line: Line, link: Link) -> bool:
    """Whether the harm words are a verb with the number's people as its object: somebody did it."""
    if link.rule == "postposed participle" and _has_killed(line, link):
        return True
    if link.start == link.end or link.rule != "object of a harm verb":
        return False
    if any(line.is_a(j, "words.death_of") for j in range(link.start, link.end)):
        return False  # "Das Militär meldete den Tod zweier Soldaten"
    if line.is_a(link.start, "words.attacks"):
        return True
    if line.is_a(link.start, *_FELL):
        return False
    if line.is_a(link.start, *_VERBS):
        return True
    if line.low(link.start).endswith(_ACTIVE_PAST):
        return True
    j = link.start - 1
    while line.is_a(j, "words.adverb") and line.low(j) not in _HAVE:
        j -= 1
    if line.is_a(j, "words.conjunction"):  # "haber alcanzado un cuartel y abatido a 100"
        return any(line.low(k) in _JOINING for k in range(j - 1, max(-1, j - _JOINED), -1))
    return line.low(j) in _HAVE  # "haber abatido", "avoir neutralisé"


def _has_killed(line: Line, link: Link) -> bool:
    """ "Die Armee will 40 Kämpfer getötet haben", "sie habe 40 Kämpfer getötet": German puts the object first."""
    if line.low(link.end) in _HABEN:
        return True
    for j in range(link.start - 1, max(-1, link.start - _FRAME), -1):
        if line.low(j) in _HABEN:
            return True
        if line.kind(j) == "mark" and line.low(j) in (",", ";", ":"):
            return False
    return False


def is_have(line: Line, j: int) -> bool:
    """Whether a token is the "have" of a perfect: "haben", "hemos", "avons"."""
    return line.low(j) in _HAVE


def speaks_of_own_deed(line: Line, at: int) -> int | None:
    """The verb of speech whose subject is also who did the harm: "it said it had killed", "affirme avoir tué"."""
    j = at - 1
    joined = line.is_a(j, "words.conjunction")  # "said it had hit a barracks and killed 100 soldiers"
    while j >= max(0, at - _FAR):
        if line.is_a(j, "source.says"):
            return j
        if joined:
            if line.is_a(j, "party", "capital", "words.attack") or line.low(j) in (";", ":"):
                return None
        elif not (line.is_a(j, *_STEPPED) or line.low(j) in _THAT):
            return None
        j -= 1
    return None


def did_it_to(line: Line, group: Group, link: Link, at: int) -> bool:
    """ "Dass 210 Menschen von der Hamas entführt wurden": who did it stands among the words of the people."""
    head = group.head_at if group.head_at is not None else group.number.end
    if group.head is Population.MILITARY or link.start < group.end or at <= head:
        return False
    k = at - 1
    while line.is_a(k, "words.article") and not line.is_a(k, "words.killer"):
        k -= 1
    return line.low(k) in _BY and line.is_a(link.start, "killed.part", "wounded.part", "captured.part", "deported.part")


def taker_in(line: Line, link: Link) -> str | None:
    """Whose captivity the harm words name: "in Russian captivity", "у російському полоні"."""
    for j in range(link.start, link.end):
        if (tag := party_at(line, j)) is not None:
            return str(tag.value)
    return None


def german_subject(line: Line, end: int) -> str | None:
    """ "Israel will 40 Kämpfer getötet haben": the first name that is neither a place nor who says so."""
    for j in range(end):
        tag = party_at(line, j)
        if tag is not None and not (is_located(line, j) or is_said(line, tag.end) or is_according(line, j)):
            return str(tag.value)
    return None


def killer_behind(line: Line, end: int) -> str | None:
    """Who is told behind a number to have killed its people: "the killing of five soldiers by Boko Haram"."""
    if "words.killer" not in line.has:
        return None
    for j in range(end, end + _BEHIND):
        if line.kind(j) == "number" or line.low(j) in (";", ".", ""):
            return None
        if line.is_a(j, "words.killer"):
            named = (tag for k in range(j + 1, j + _NAMED) if (tag := party_at(line, k)) is not None)
            return next((str(tag.value) for tag in named if tag.value), None)
    return None

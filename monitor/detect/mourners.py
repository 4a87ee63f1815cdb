"""Who belongs to the harmed and was not harmed: "300 relatives of the victims", "45 вдов погибших солдат"."""

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.detect.links import Link

_HARMED = 6  # words from "of" to the harmed
_ADDED = 3  # tokens from relatives on to the friends beside them
_GENITIVE = ("х", "в")  # "родственников погибших", "родичів жертв"
_ATTRIBUTE = "er"  # "Witwen gefallener Soldaten"
_STEPPED = ("words.article", "words.of", "words.adverb", "words.those", "words.who", "words.place_preposition", "party")
_WAR = ("scope.war", "scope.incident", "scope.disaster", "words.attack")


def mourns(line: Line, lex: Lexicon, group: Group, link: Link) -> bool:
    """Whether a number counts those whom the harmed left behind, with the harmed in the genitive after them."""
    if "words.mourner" not in line.has or link.start < group.number.end or link.start == link.end:
        return False
    if link.rule == "subject of a harm verb" or line.is_a(group.start - 1, "killed.verb", "killed.part"):
        return False  # "Doce familiares del alcalde murieron", "killed 12 relatives of a victim"
    near = range(group.number.end, max(group.end, group.number.end + 2))
    j = next((tag.end for k in near if (tag := line.at(k, "words.mourner")) is not None), None)
    if j is None or j > link.start:
        return False
    if line.is_a(j, "words.conjunction"):  # "relatives and friends of the dead"
        added = (tag.end for k in range(j + 1, j + _ADDED) if (tag := line.at(k, "words.mourner")) is not None)
        j = next(added, j)
    if (of := line.at(j, "words.of")) is not None:
        return _leads_to(line, of.end, link)
    if lex.lang in ("ru", "uk"):
        return _leads_to(line, j, link) and line.low(link.start).endswith(_GENITIVE)
    return lex.lang == "de" and (line.low(j) in ("von", "der") or line.low(j).endswith(_ATTRIBUTE)) and j == link.start


def _leads_to(line: Line, j: int, link: Link) -> bool:
    """Whether nothing but who they were and where stands before the harm word: "of the soldiers", "of those"."""
    for _ in range(_HARMED):
        if j >= link.start:
            break
        found = population_at(line, j)
        if found is None and not line.is_a(j, *_STEPPED, *_WAR):
            return False
        j = found[1] if found is not None else j + 1
    return j >= link.start

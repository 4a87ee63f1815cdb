"""Who belongs to the harmed, or cares for them: "300 relatives of the victims", "60 врачей помогают раненым"."""

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at

_HARMED = 6  # words from "of" to the harmed
_ADDED = 3  # tokens from relatives on to the friends beside them
_GENITIVE = ("х", "в", "ого", "его", "ої", "ей")  # "родственников погибших", "синів загиблого"
_OBLIQUE = ("х", "в", "м", "ми")  # "для раненых", "помогают пораненим"
_DATIVE = ("х", "ым", "им")  # "фотографии погибших", "помощь пострадавшим"
_MANY: dict[str, str | tuple[str, ...]] = {"ru": _DATIVE, "uk": _DATIVE, "fr": "s", "es": "s"}
_LED = 4  # tokens before the harm word that may tell of a part
_KEPT = ("scope.list", "words.count", "source.written")  # "36 моряков внесли в списки погибших"
_AS_THEM = ("words.told_as", "words.among", "words.among_them", "words.subset", *_KEPT)
_TO_THE = ("aux", "des", "del", "al", "zum", "zur")
_CARE = 4  # tokens from a funeral to whose it is
_ATTRIBUTE = "er"  # "Witwen gefallener Soldaten"
_STEPPED = ("words.article", "words.of", "words.adverb", "words.those", "words.who", "words.place_preposition", "party")
_WAR = ("scope.war", "scope.incident", "scope.disaster", "words.attack")


def spoken_of(line: Line, lex: Lexicon, group: Group, link: Link) -> bool:
    """Whether a number counts people who have to do with the harmed, and were not harmed."""
    return (
        mourns(line, lex, group, link)
        or cares(line, lex, group, link)
        or _counts_its_own(line, group, link)
        or _of_some(line, group)
    )


def _of_some(line: Line, group: Group) -> bool:
    """ "Relatives of 14 of the victims sued", "les proches de 14 des victimes": so many have relatives who did."""
    if not group.of_harm or not line.is_a(group.start - 1, "words.of"):
        return False
    return any(line.ends_at(group.start - 1, cls) is not None for cls in ("words.mourner", "words.bereaved"))


def _counts_its_own(line: Line, group: Group, link: Link) -> bool:
    """ "Two neighbours count their dead", "Zwei Nachbarn zählen ihre Toten": who counts is not counted."""
    owner = line.ends_at(link.start, "words.own") if link.start < link.end else None
    if owner is None or owner < group.end or link.part or link.kin is not None:
        return False
    first = group.start - 1 if group.end == owner else owner - 1  # "Nach den Kämpfen zählen zwei Nachbarn ihre Toten"
    return line.is_a(first, "source.reckons", "words.count") and group.end >= owner - 3


def cares(line: Line, lex: Lexicon, group: Group, link: Link) -> bool:
    """ "5,000 people marched in memory of those killed", "150 человек сдали кровь для раненых": an object of a verb.

    Who were harmed themselves have the harm word as their own predicate: "12 people who mourned the dead were killed".
    """
    if "words.cares_for" not in line.has or link.start == link.end or link.part or link.kin is not None:
        return False
    deed = line.at(link.start, "words.cares_for")
    if deed is not None and deed.end > link.end:
        return True  # "5.000 personas rindieron homenaje": no surrender
    if link.start < group.number.end:
        return link.side == "total" and _led_by(line, link, range(max(0, link.start - _CARE), link.start))
    return stands_as_object(line, lex, link.start) and _led_by(line, link, range(group.number.end, link.start))


def _led_by(line: Line, link: Link, span: range) -> bool:
    """Whether a word of care or mourning stands in the span, with no verb of harm and no new clause behind it."""
    at = next((j for j in reversed(span) if line.is_a(j, "words.cares_for")), None)
    return at is not None and not any(line.low(j) in (",", ";", ":") for j in range(at, link.start))


def stands_as_object(line: Line, lex: Lexicon, start: int) -> bool:
    """ "The wounded", "of those killed", "für die Verwundeten", "раненым": no predicate of the number's own."""
    if lex.lang in ("ru", "uk"):
        return line.low(start).endswith(_OBLIQUE)
    j = start - 1
    while population_at(line, j) is not None or line.is_a(j, "party"):
        j -= 1
    led = line.is_a(j, "words.article", "words.of", "words.those") or line.low(j) in _TO_THE
    return led and not line.is_a(j, "words.auxiliary")


def told_of(line: Line, lex: Lexicon, harm: Harm, helped: bool = False) -> bool:
    """ "Held up photographs of the dead", "Kerzen für die Opfer", "портреты погибших": the object of any verb.

    Who were harmed have the word as a predicate: with a verb of being before it, or as told to be among them. `helped`:
    an auxiliary is told: "ont préparé des repas pour les blessés" is no passive where a preposition leads to them.
    """
    named = harm.has("noun", "toll") or line.is_a(harm.start - 1, "words.those")  # "a mural for those killed"
    if not named or harm.has("lost") or not stands_as_object(line, lex, harm.start):
        return False
    if not line.low(harm.start).endswith(_MANY.get(lex.lang, "")):
        return False  # "12 человек числятся погибшими", "sept soldats dont l'armée admet la mort"
    if line.kind(harm.start - 1) != "word" or line.is_a(harm.start - 1, "party", "words.conjunction"):
        return False  # "девяти гражданах, погибших", "combatientes de Hamás muertos", "рибалок, тобто загиблих"
    if line.low(harm.start - 2) == "zu":
        return False  # "neun Sanitäter gehören zu den Verletzten"
    if helped and not line.is_a(harm.start - 2, "words.for_whom"):
        return False
    return not any(line.is_a(j, *_AS_THEM) for j in range(max(0, harm.start - _LED), harm.start))


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

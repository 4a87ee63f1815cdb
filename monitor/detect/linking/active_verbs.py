"""People who did the harm, not those to whom it was done: an active verb is told of them.

"More than 40 gunmen have killed villagers", "Three men killed the mayor", "Drei Männer haben eine Rentnerin erstochen",
"Deux hommes ont tué un passant", "Dos jóvenes mataron al alcalde", "Трое мужчин похитили банкира".
"""

from monitor.detect.belligerents.killers import is_have
from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at
from monitor.model import Measure

_BEHIND = 16  # tokens from people to their verb
_PAIR = 4  # tokens between "had" and the second of two participles: "had beaten and killed"
_SELF = frozenset(
    ("themselves", "himself", "herself", "themself", "ourselves", "one", "each", "sich", "einander")
)  # whom they harmed is themselves
_WERE = frozenset(("been", "being", "be", "worden", "wurden", "wurde", "werden", "été", "sido", "siendo"))
_HABEN = frozenset(("haben", "hatten", "hätten"))
_WHOM = frozenset(
    ("einen", "eine", "den", "das", "ihren", "ihre", "seinen", "seine", "un", "una", "la", "su", "sus", "los", "las")
)
_HIS = frozenset(("his", "her", "their", "an", "a"))
_PERSON = ("source.office", "source.person", "people.people", "people.children")
_ACCUSATIVE = ("а", "я", "у", "ю", "ого", "его")
_SINGLE = frozenset(("a", "avait", "aurait", "ha", "había", "habría", "has"))  # of one doer, so not of several people


def acted(reading: Reading, group: Group, harm: Harm) -> bool:
    """Whether the people of a number are the subject of an active verb of harm that has an object of its own."""
    if harm.parts or not 0 <= harm.start - group.end <= _BEHIND:
        return False
    if (
        harm.measure is Measure.MISSING
        or harm.has("fell", "toll")
        or not harm.has("part", "verb")
        or reading.line.low(harm.end) in _SELF
    ):
        return False
    ask = _BY_LANGUAGE.get(reading.lex.lang)
    return ask is not None and ask(reading, group, harm)


def _perfect(reading: Reading, group: Group, harm: Harm) -> bool:
    """ "Have killed", "had beaten and killed", "ont tué", said of the number's people: no other subject between."""
    line = reading.line
    if any(line.low(k) in _WERE for k in range(harm.start, harm.end)):
        return False  # "have gone missing or been murdered"
    j = harm.start - 1
    if is_have(line, harm.start):
        j = harm.start  # "ont tué" is one word of the lists
    while line.is_a(j, "words.adverb") and not is_have(line, j):
        j -= 1
    if line.is_a(j, "words.conjunction"):
        j = next(
            (k for k in range(j - 1, max(group.end - 1, j - _PAIR), -1) if line.low(k) in _WERE or is_have(line, k)), j
        )
    if j < group.end or not is_have(line, j) or (line.low(j) in _SINGLE and group.number.high > 1):
        return False
    for k in range(group.end, j):
        low = line.low(k)
        if line.is_a(k, "words.who"):
            if low in ("that", "whom", "which", "que", "qu", "whose") and not (k == j - 1 and low != "whom"):
                return False  # "the twelve whom the army has killed"
        elif line.is_a(k, "words.pronoun"):
            return False
        elif line.is_a(k, "words.article", "party") and not _placed(reading, k):
            return False  # "the hostages Hamas had taken"
    return True


def _placed(reading: Reading, k: int) -> bool:
    """Whether a place or an object, not a subject, opens at k: "from South Sudan", "patrolling the airport"."""
    line = reading.line
    low = line.low(k - 1)
    return line.is_a(k - 1, "words.preposition", "words.of", "words.article") or low.endswith(("ing", "ant"))


def _english(reading: Reading, group: Group, harm: Harm) -> bool:
    if reading.line.is_a(harm.end - 1, "words.attacks") and _perfect(reading, group, harm):
        return True  # but "have gone missing", "have been treated"
    line, j = reading.line, harm.end
    if harm.start != group.end or line.low(j) not in ("the", *_HIS):
        return False
    if line.low(j) in _HIS:
        return not line.is_a(j + 1, "dates.units", "words.lives", "words.own")  # "killed a day", "killed their own"
    return line.is_a(j + 1, *_PERSON)  # "killed the mayor", but "killed the same day"


def _german(reading: Reading, group: Group, harm: Harm) -> bool:
    """ "Haben ... einen Mann getötet", "töteten den Mann": an object in the accusative."""
    line = reading.line
    if line.low(harm.start).endswith("ten") and not line.low(harm.start).startswith("ge"):
        return line.low(harm.end) in _WHOM and harm.start == group.end
    between = range(group.end, harm.start)
    if any(line.low(k) in _WERE or line.low(k) in _SELF or line.low(k) in (",", ";") for k in between):
        return False
    if line.low(harm.end) not in _HABEN and not any(line.low(k) in _HABEN for k in between):
        return False
    return any(
        line.low(k) in _WHOM and not line.is_a(k - 1, "words.preposition", "words.of") and k not in reading.dated
        for k in between
    )


def _spanish(reading: Reading, group: Group, harm: Harm) -> bool:
    """ "Mataron al alcalde", "han herido a una mujer": Spanish marks whom a verb takes."""
    line, j = reading.line, harm.end
    if any(
        line.low(k) in _WERE or line.is_a(k, "words.pronoun")
        for k in range(group.end, harm.start)
        if line.low(k) != "que"
    ):
        return False
    if "a" in (line.low(group.start - 1), line.low(group.start)):
        return False  # "A dos hombres los mataron a la salida"
    has = is_have(line, harm.start) or is_have(line, harm.start - 1)
    if not has and not line.is_a(harm.start, "killed.verb", "wounded.verb", "captured.verb"):
        return False  # "asesinados a la puerta de su casa"
    if line.low(j) not in ("a", "al"):
        return False
    j += 1 + (line.low(j) == "a" and line.low(j + 1) in _WHOM)
    return line.is_a(j, *_PERSON) or population_at(line, j) is not None  # but "han muerto a manos de"


def _slavic(reading: Reading, group: Group, harm: Harm) -> bool:
    """ "Трое мужчин похитили банкира": a person in the accusative behind the verb; "двоих ранили" has no subject."""
    line, j = reading.line, harm.end
    if not line.low(harm.end - 1).endswith("ли") or line.low(group.number.core).endswith("х"):
        return False
    word = line.low(j)
    if line.kind(j) != "word" or not word.endswith(_ACCUSATIVE) or len(word) < 4 or j in reading.dated:
        return False
    return line.is_a(j, *_PERSON) or not line.tags[j] or line.is_a(j, "words.arrests")


_BY_LANGUAGE = {
    "en": _english,
    "fr": _perfect,
    "de": _german,
    "es": _spanish,
    "ru": _slavic,
    "uk": _slavic,
}

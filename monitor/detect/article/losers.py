"""Whose losses a number tells, by the verb of losing and by "its own": the loser is the subject, never who tells.

"Kyiv has, according to Moscow, lost 1,200 men", "Laut Kiew verlor Russland 600 Soldaten", "puts Ukraine's losses at
50,000 and its own at 6,000".
"""

from monitor.detect.belligerents.naming import attacker_of, is_according, is_killer, is_located, is_said, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_BACK, _FRAME = 12, 17  # tokens from a verb of losing back to who lost; from a German one behind its object
_VERB = 8  # ... from a number back to that verb
_TELLS = 6  # tokens from a name back to the "according to" that governs it
_COUNTED = 3  # ... from a group back to the number of its dead
_OWN = 6  # tokens from a number back to "its own"
_CLAUSE = (";",)
_LED = (
    "words.preposition", "words.landing", "words.list_landing", "casualties.noun", "words.auxiliary", "words.article",
)  # fmt: skip
_DEEDS = ("words.attack", "scope.incident", "scope.war")
_BEFORE, _AFTER = 3, 2  # tokens from a deed to the name of whose it is, and from the name to the deed
_DASHES = ("–", "-", "—", ":")


def subject_of_loss(line: Line, group: Group, link: Link) -> Found | None:
    """ "Russia has lost 1,243,070 troops", "Kyiv suffered 430,000 casualties": the loser is the subject."""
    verb = link.start if link.rule in ("people lost", "lives taken") else None
    if verb is None:
        for j in range(group.start, max(-1, group.start - _VERB), -1):
            if line.is_a(j, "killed.fell") or line.is_a(link.end - 1, "words.lives"):
                break  # "depuis l'invasion russe 287 ont perdu la vie et 492 ont été blessés": nobody's loss
            if line.is_a(j, "words.lost", "words.suffer"):
                verb = j
                break
            if j < group.start and (line.low(j) in (",", ";") or line.kind(j) == "number"):
                break
    if verb is None:
        return None
    if link.rule == "lives taken":
        for j in range(link.start + 1, link.end):
            if (whom := party_at(line, j)) is not None and whom.value is not None:
                return whom.value, j  # "The war has cost Russia 250,000 lives"
    elif (inverted := _behind_its_verb(line, group, verb)) is not None:
        return inverted
    back = _FRAME if verb > group.start else _BACK
    for j in range(verb - 1, max(-1, verb - back), -1):
        if line.low(j) in _CLAUSE:
            break
        tag = party_at(line, j)
        if line.is_a(j, "words.civil_teller"):
            break  # "Israel's army moves in - a clinic reports dozens dead"
        if tag is None or is_said(line, tag.end) or is_located(line, j) or line.low(tag.end) == "-":
            continue
        after = not line.capital(j) and line.ends_at(j, "words.attack") is not None and tag.end < verb
        if line.is_a(tag.end, "words.attack") or after:  # not "від початку вторгнення росіяни втратили"
            continue  # "Через російські обстріли поранень зазнали п'ятеро": the shelling is no loser
        counted = any(line.kind(k) == "number" or line.is_a(k, "numbers.units") for k in range(j - _COUNTED, j))
        if counted and line.is_a(verb - 1, "words.conjunction"):
            continue  # "killed 2,500 Hezbollah fighters and lost 75 soldiers"
        if verb != link.start and line.is_a(tag.end, "source.office") and not line.is_a(tag.end, "words.army"):
            continue  # "the Ukrainian commander reported 594 captured"
        if link.rule == "lives taken" and _of_a_deed(line, j, tag.end):
            continue
        if not is_teller(line, j):
            return tag.value, j
    return None


def _of_a_deed(line: Line, j: int, end: int) -> bool:
    """ "Russian strikes on Odesa claimed 12 lives", "удары Израиля унесли 40 жизней": who struck has lost none."""
    near = (*range(max(0, j - _BEFORE), j), *range(end, end + _AFTER))
    return any(line.is_a(k, *_DEEDS) for k in near) or line.is_a(j - 1, "words.who", "source.which")


def _behind_its_verb(line: Line, group: Group, verb: int) -> Found | None:
    """ "Bei Awdijiwka verloren die Russen 16.000 Mann", "Под Авдеевкой потеряла Россия 16 тысяч человек"."""
    lost = line.at(verb, "words.lost")
    first = group.end == verb  # "Mehr als 900 Mann verloren die Russen"
    if lost is None or (lost.end > group.start and not first):
        return None
    j = lost.end
    while (j < group.start or first) and line.is_a(j, "words.article") and line.at(j, "party") is None:
        j += 1
    tag = party_at(line, j)
    if tag is None or (j >= group.start and not first) or line.low(tag.end) == "-":
        return None
    return tag.value, j


def is_teller(line: Line, j: int) -> bool:
    """ "Nach Angaben aus Moskau", "according to Kyiv", "по оценке Сеула": a name that only says who tells."""
    if is_according(line, j):
        return True
    tag = party_at(line, j)
    counts = tag is not None and line.is_a(tag.end, "source.account")  # "nach ukrainischen Angaben", "by Kyiv's count"
    for k in range(j - 1, max(-1, j - _TELLS), -1):
        if line.kind(k) != "word" or line.is_a(k, "words.auxiliary", "words.conjunction"):
            return False
        counts = counts or line.is_a(k, "source.account")
        if line.is_a(k, "source.according") or (counts and line.is_a(k, "source.by_account")):
            return True
        if counts and line.low(k) == "by":
            return True
    return False


def its_own(line: Line, group: Group, link: Link) -> Found | None:
    """ "Puts Ukraine's losses at 50,000 and its own at 6,000", "lost 23 of its own": the sentence's subject's.

    The possessive stands for the losses themselves: "les siennes à 6.000", "die eigenen auf 6.000", "а власні - у 6".
    """
    if "words.its_own" not in line.has or not _led_by_own(line, group):
        return None
    for j in range(group.start - 1, -1, -1):
        tag = party_at(line, j)
        if tag is None or tag.value is None or is_located(line, j) or is_killer(line, j):
            continue
        counted = line.is_a(tag.end, "words.lost") or line.is_a(tag.end + 1, "words.lost")
        counted = counted or any(line.kind(k) == "number" for k in (j - 1, j - 2))  # "killed 200 Afghan fighters"
        if not (counted or _owns_losses(line, j, tag.end) or is_teller(line, j)):
            return tag.value, j
    return None


def _led_by_own(line: Line, group: Group) -> bool:
    """Whether "its own" stands right before a number, with nothing but what counts between, or right behind it."""
    if any(line.is_a(j, "words.its_own") and line.is_a(j - 1, "words.of") for j in (group.number.end + 1, group.end)):
        return True
    j = group.start - 1
    while j > group.start - _OWN:
        if line.ends_at(j + 1, "words.its_own") is not None:
            return True
        if not (line.is_a(j, *_LED) or line.low(j) in _DASHES):
            return False
        j -= 1
    return False


def _owns_losses(line: Line, j: int, end: int) -> bool:
    """ "Ukraine's losses", "втрати України", "les pertes ukrainiennes": whose losses the sentence tells beside."""
    if line.tokens[end - 1].possessive or line.is_a(end, "casualties.noun", "killed.noun"):
        return not line.is_a(end, "source.office", "words.army")  # "Ukraine's military said"
    k = j
    while k > 0 and line.is_a(k - 1, "words.of", "words.article"):
        k -= 1
    return any(line.ends_at(k, cls) is not None for cls in ("casualties.noun", "killed.noun"))


def heads_losses(line: Line) -> tuple[str | None, bool] | None:
    """ "Станом на 11 серпня противник утратив:", "Russia has lost:": whose losses a list tells, or the enemy's."""
    if "words.lost" not in line.has or line.low(len(line.tokens) - 1) != ":":
        return None
    verb = next(j for j in range(len(line.tokens)) if line.is_a(j, "words.lost"))
    for j in range(verb - 1, max(-1, verb - _BACK), -1):
        if line.is_a(j, "words.enemy"):
            return None, True
        tag = party_at(line, j)
        if tag is not None and not is_said(line, tag.end) and not is_located(line, j) and not is_teller(line, j):
            return tag.value, False
    return None


def struck_by(line: Line) -> str | None:
    """Whose attack a sentence tells of: not "Russian soldiers captured by Ukraine", where no town was struck."""
    if line.has.isdisjoint(("party", "capital")):
        return None
    if not line.has.isdisjoint(("captured.part", "captured.verb", "captured.noun")):
        return None
    return attacker_of(line, len(line.tokens))

"""How a party's name stands in its sentence: as a place, an attacker, a speaker, a killer, a side or an owner.

Whose people were harmed is never told by the killer, the speaker or the counter, who stand in the same sentence:
"Ukraine says 1.24m Russians killed", "killed by Israeli fire", "a Ukrainian strike on Belgorod".
"""

from monitor.detect.belligerents.acts_since import acts_since
from monitor.detect.belligerents.army_strikes import attack_of_army, between_sides
from monitor.detect.belligerents.borders import is_bordering
from monitor.detect.belligerents.land_parts import is_part_of
from monitor.detect.belligerents.reprisals import answers
from monitor.detect.belligerents.triggers import of_trigger
from monitor.detect.of_what.origins import is_origin
from monitor.detect.reading.lexicon import Tag
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

_HARM = ("killed.toll", *(f"{what}.noun" for what in ("casualties", "killed", "wounded", "missing", "captured")))
_HABEN = ("hat", "haben", "habe", "hatte", "hatten")
_FRAME = 18  # tokens from German "haben" on to its participle
_DEED = 4  # tokens from "Israel's" to the "offensive" of "air and ground offensive"
_BEFORE = 4  # tokens from "after" on to whose attack it is
_CLAUSE = 18  # tokens from fighters to the verb that ends their clause
_MEN = ("people.military", "words.men", "words.army")
_OUT_OF = frozenset({"aus", "from", "depuis", "desde", "з", "із", "из"})
_KIND = ("aérien", "aéreo", "aérea", "terrestre", "naval", "militaire", "militar")  # of an attack, before whose it is
AGAINST = ("contre", "contra", "against", "gegen")
_AIMED = ("проти", "против", "on", "with", "mit", "avec", "con")  # with those, what leads to whom a deed is aimed at
# Adjectives and peoples in the instrumental: "обстріл російською армією", "убиты российскими войсками".
_PAST = ("ли", "ил", "ял", "ав", "ив")  # of Slavic verbs, and of no participle
_BY_CASE = ("ською", "ськими", "янами", "скими", "ьцями", "йцями", "льтянами", "пантами", "рбниками")
_IN = ("в", "во", "у")  # and a name in the case of a place


def party_at(line: Line, j: int) -> Tag | None:
    """The party that a country's, people's or group's name at a token stands for; its capital's too."""
    if not 0 <= j < len(line.tags) or not (here := line.tags[j]):
        return None
    return here.get("party") or here.get("capital")


def name_at(line: Line, j: int) -> Tag | None:
    """The party that any name at a token stands for, places of its land included."""
    if not 0 <= j < len(line.tags) or not (here := line.tags[j]):
        return None
    return here.get("place") or here.get("party") or here.get("capital")


def of_outsider(line: Line, j: int, end: int) -> bool:
    """ "The American envoy", "l'émissaire américain", "британская разведка": of a land that only looks on."""
    return line.is_a(end, "words.outsider") or line.ends_at(j, "words.outsider") is not None


def is_located(line: Line, j: int) -> bool:
    """Whether a preposition of place stands before the name: "in Ukraine", "across southern Lebanon"."""
    tag = name_at(line, j)
    if is_part_of(line, j):
        return True
    if tag is not None and line.low(tag.end) == "-" and line.tokens[tag.end].glued and not line.capital(tag.end + 1):
        return False  # "in the Kurdish-majority city"
    if tag is not None and (
        line.is_a(tag.end, "words.based") or any(line.is_a(m, "words.based") for m in (j - 2, j - 1))
    ):
        return False  # "the Observatory, which is based in Britain"
    if tag is not None and is_origin(line, j):
        return False
    if tag is not None and not line.is_a(j, "place") and _fighters_act(line, j, tag.end):
        return False
    killer = line.ends_at(j, "words.killer")
    if killer is not None and killer < j - 1:
        return False  # "a manos de Israel"
    institution = tag is not None and (
        line.is_a(tag.end + 1, "words.institution") or line.is_a(tag.end, "words.full_institution")
    )
    if tag is not None and line.is_a(j, "party") and (institution or line.is_a(j - 1, "words.institution")):
        return False  # "at the Saudi Maternity Hospital", "à la maternité saoudienne"
    if tag is not None and (line.is_a(tag.end, "words.border") or is_bordering(line, j)):
        return False  # "near the Malian border", "an der Grenze zu Mali"
    k = j - 1
    if tag is not None and line.low(k) == "," and line.capital(k - 1) and _ends_a_place(line, j, tag):
        k -= 1  # "at a market in Saada, Yemen"
        while line.capital(k - 1) and j - k < 3:
            k -= 1
        return line.is_a(k - 1, "words.place_preposition", "words.place_filler")
    owner = not line.is_a(j, "place")
    while k >= 0 and j - k <= 3 and not line.is_a(k, "words.place_preposition"):
        if owner and (line.is_a(k, "place") or _is_of_another(line, k, j, tag)):
            return False  # "in Kherson Russian troops", "в Афганістані СРСР втратив"
        dated = line.is_a(k, "dates.weekdays", "dates.months")
        if dated or not (line.capital(k) or line.is_a(k, "words.place_filler") or line.low(k) in ("the", "-")):
            return False
        k -= 1
    if any(line.is_a(m, "source.account") for m in range(k + 1, j)):
        return False  # "nach Angaben der Huthi-Miliz"
    if owner and tag is not None and line.is_a(tag.end, "source.account"):
        return False  # "nach russischen Angaben", "по российским данным"
    if owner and line.is_a(k - 1, "source.account") and line.low(k) in _OUT_OF:
        return False  # "nach Angaben aus Moskau"
    if owner and line.is_a(j, "party") and line.ends_at(k + 1, "words.near") is not None:
        return False  # "a village near Ethiopia" is in another land; one "near Kharkiv" is not
    return line.is_a(k, "words.place_preposition")


def _is_of_another(line: Line, k: int, j: int, tag: Tag | None) -> bool:
    """Whether another land's name stands at a token."""
    other = line.at(k, "party")
    led = line.capital(k) and not line.capital(j)  # "погибших в Украине российских солдат"
    return other is not None and tag is not None and (led or other.value != tag.value)


def _ends_a_place(line: Line, j: int, tag: Tag) -> bool:
    """Whether a country closes a town's name: "in Saada, Yemen." but not "in Gaza, Israel said"."""
    town = next((line.tags[k]["place"].value for k in range(max(0, j - 4), j) if line.is_a(k, "place")), tag.value)
    if town != tag.value:
        return False
    follows = tag.end >= len(line.tokens) or line.kind(tag.end) not in ("word", "number")
    return follows or line.is_a(tag.end, "words.preposition", "words.conjunction", "words.auxiliary")


def is_adversary(line: Line, j: int) -> bool:
    """ "killed in the war with Ukraine", "погибших в боях с Азербайджаном": whom the harmed fought."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.article"):
        k -= 1
    if line.low(k - 1) in AGAINST:  # "la guerre de la Russie contre l'Ukraine"
        return any(line.is_a(m, "scope.war") for m in range(max(0, k - 6), k - 1))
    return line.ends_at(k, "words.fights_with") is not None or between_sides(line, k)


def is_agent(line: Line, j: int, end: int) -> bool:
    """Whether the name only says whose weapon, office or attack it is: "Israeli strikes", "Moscow's forces shelled"."""
    if is_part_of(line, j):
        return False
    if line.low(end) == "-" or line.low(end) in AGAINST or line.is_a(end, "words.custody") or is_accused(line, j):
        return True  # "the Russian-installed mayor", "in Russian captivity", "la guerre de la Russie contre l'Ukraine"
    deed = line.is_a(end, "words.article") and line.is_a(end + 1, "words.attack", "scope.incident")
    if (deed or (line.capital(j) and line.low(j - 1) in _IN)) and is_located(line, j):
        return False  # "in Lebanon the strikes killed 24 people", "в Ливане удары унесли жизни 24 человек"
    if line.ends_at(j, "words.controlled") is not None or _fighters_act(line, j, end) or is_origin(line, j):
        return True
    if line.is_a(j, "party") and not is_place(line, j) and wages(line, j, end):
        return True
    end = _past_compounds(line, end)
    for k in range(end, min(end + 3, len(line.tokens))):
        people, office = population_at(line, k), line.at(k, "source.office")
        if people is not None and line.is_a(people[1], "words.attack", "words.campaign", "scope.war"):
            return True  # "Israel's military campaign in Gaza"
        if people is not None and (office is None or people[1] > office.end):
            deed = attacks(line, people[1]) or line.is_a(people[1], "words.they_attack")
            return deed or attack_before(line, j)  # "внаслідок удару російських військових"
        if people is not None and line.is_a(k, "words.soldier"):
            told = attacks(line, people[1]) or is_said(line, people[1])  # "Russian soldiers", "Russian military says"
            return told or attack_before(line, j)
        lands = k + 1 + line.is_a(k + 1, "words.auxiliary")
        reached = line.is_a(lands, "words.landing") and line.is_a(k, "casualties.noun", "casualties.toll")
        if reached or (line.is_a(k, "words.preposition", "words.conjunction") and not line.is_a(k, "words.attack")):
            break  # "Russian losses hit 298,000", "Russian deaths in the attack"
        if office is not None and line.is_a(office.end, *_HARM):
            return False
        if line.is_a(k, "words.attack", "scope.incident", "scope.war"):
            struck = line.is_a(j, "place", "capital") and not line.tokens[j].possessive  # "Poltava strike"
            if not (struck and line.is_a(k, "words.attack", "scope.incident")):
                return True
        if office is not None or (attacks(line, k) and not is_located(line, j)):
            return True  # not "a strike on Kharkiv kills five"
        if line.kind(k) != "word":
            break
    return attack_before(line, j)


def attack_before(line: Line, j: int) -> bool:
    """ "frappe russe", "attaque du Hamas", "удар Израиля": the attacker's name stands after the attack."""
    if is_place(line, j) or is_part_of(line, j):
        return False  # "bombardement de Gaza", "обстрел Донецка"
    if not line.capital(j):
        kind = line.low(j - 1).startswith(_KIND)  # "opérations militaires américaines"
        return line.ends_at(j - kind, "words.attack") is not None or attack_of_army(line, j)
    if "words.martial" in line.has and attack_of_army(line, j):  # "внаслідок удару військ РФ"
        return True
    k = j - 1
    while k > 0 and line.is_a(k, "words.article", "words.of") and not line.is_a(k, "words.attack_of"):
        k -= 1
    of = k + 1 if line.is_a(k + 1, "words.of") and k + 1 < j else None
    for end in (k + 1, k):  # "la campaña de Israel", "la campaña militar de Israel"
        if (begin := line.ends_at(end, "words.attack_of")) is not None and j - k <= 3:
            return of is not None or (end == k + 1 and not line.is_a(begin, "words.attacks"))  # not "l'Inde frappe"
        if of is None or line.kind(k) != "word" or line.capital(k) or line.is_a(k, "party", "words.place_preposition"):
            break  # "la invasión rusa de Ucrania", "Angriffe in der Ukraine"
        if line.ends_at(end, "words.campaign") is not None:
            return True
        if line.ends_at(end, "scope.war") is not None:
            return _is_waged(line, j)
    return False


def wages(line: Line, j: int, end: int) -> bool:
    """Whether the name's attack, war or prison follows: "Israel's war in Gaza", "the Israeli ground offensive"."""
    if line.is_a(j, "place") or (line.is_a(j, "capital") and not line.tokens[j].possessive):
        return any(line.is_a(k, "words.attack", "words.custody") for k in (end, end + 1))
    end = _past_compounds(line, end)
    reach = _DEED if line.tokens[j].possessive or line.is_a(j - 1, "words.article") else 2
    for k in range(end, min(end + reach, len(line.tokens))):  # not "Kuwait housing block fire"
        if line.is_a(k, "words.attack", "words.campaign", "words.custody", "scope.war"):
            return True
        if line.kind(k) != "word" or line.is_a(k, "words.preposition", "source.says", "words.auxiliary"):
            return False
    return False


def _is_waged(line: Line, j: int) -> bool:
    """ "la guerra de Israel en Gaza", "la guerre d'Israël contre le Hamas": a second land tells who wages it."""
    tag = party_at(line, j)
    k = tag.end if tag is not None else j + 1
    if not line.is_a(k, "words.place_preposition", "words.fights_with") and line.low(k) not in AGAINST:
        return False
    while line.is_a(k, "words.place_preposition", "words.article", "words.place_filler") or line.low(k) in AGAINST:
        k += 1
    return name_at(line, k) is not None


def _past_compounds(line: Line, end: int) -> int:
    """The token after "full-scale", "air-and-ground" before an attack: "Russia's full-scale invasion"."""
    k = end
    while line.kind(k) == "word" and line.low(k + 1) == "-" and line.tokens[k + 1].glued and k - end < 5:
        k += 2
    deed = any(line.is_a(m, "words.attack", "words.campaign", "scope.war") for m in (k + 1, k + 2))
    return k + 1 if k > end and deed else end


def is_accused(line: Line, j: int) -> bool:
    """ "The ministry accused Israeli forces of killing 13 people": whom it accuses did it."""
    k = j - 1
    while k > 0 and j - k < 4 and line.is_a(k, "words.article", "words.preposition", "words.army", "people.military"):
        k -= 1
    return line.is_a(k, "source.accuses")


def is_place(line: Line, j: int) -> bool:
    """Whether the name is a town's or a region's, not a country's or a people's."""
    return line.is_a(j, "place") or (line.is_a(j, "capital") and not line.tokens[j].possessive)


def attacks(line: Line, j: int) -> bool:
    """Whether an attacker's verb follows: "... shelled Nikopol", "... has killed 12 people"; not "... were killed"."""
    if line.low(j) in _HABEN and _frames_a_deed(line, j):
        return True
    while line.is_a(j, "words.auxiliary", "words.adverb", "dates.weekdays", "dates.today") and not line.is_a(
        j, "words.attacks"
    ):
        if line.is_a(j, "source.passive"):
            return False
        j += 1
    tag = line.at(j, "words.attacks")
    if tag is None:
        return False
    if not any(line.is_a(j, f"{measure}.part") for measure in ("killed", "wounded", "captured", "missing", "deported")):
        return not line.is_a(tag.end, "words.killer")
    if line.low(j).endswith(_PAST) and not line.is_a(tag.end, "words.killer"):
        return True  # "украинские военные убили в селе 22 жителей": no participle
    k = tag.end
    joined = line.is_a(k, "words.conjunction")
    if line.is_a(k, "dates.since") or (joined and (line.kind(k + 1) == "number" or line.is_a(k + 1, "numbers.units"))):
        return False  # "12 Palestinians killed and 30 injured", "Israeli soldiers killed since the operation began"
    while not (told := _counts(line, k)) and line.is_a(k, "words.article", "words.more", "words.adverb"):
        k += 1
    return told or line.kind(k) == "number" or population_at(line, k) is not None


def _counts(line: Line, k: int) -> bool:  # "has killed more than 4,000", "ont tué une dizaine"
    return k < len(line.tags) and any(cls.startswith(("qualifier.", "numbers.")) for cls in line.tags[k])


def _frames_a_deed(line: Line, j: int) -> bool:
    """ "Israel hat seit Kriegsbeginn mehr als 54.000 Menschen getötet": the participle ends the clause."""
    for k in range(j + 1, min(j + _FRAME, len(line.tokens))):
        if line.kind(k) == "mark" and line.low(k) in (",", ";", ":", "."):
            deed = line.is_a(k - 1, "words.attacks", "killed.part", "wounded.part") and not line.capital(k - 1)
            return deed and line.low(k) != ":"
    return False


def is_said(line: Line, end: int) -> bool:
    """Whether the name is the subject of a speech verb: "Moscow claims"."""
    j = end
    while line.is_a(j, "words.auxiliary", "words.adverb") and not line.is_a(j, "source.says"):
        j += 1
    return line.is_a(j, "source.says") and not line.is_a(j, "words.lost")


def is_according(line: Line, j: int) -> bool:
    """Whether the name follows "according to": "selon Kiev"."""
    return line.ends_at(j, "source.according") is not None


def is_killer(line: Line, j: int) -> bool:
    """Whether "by" stands before the name, or it is whom the harmed fought: "killed by Israeli fire"."""
    by_case = line.low(j).endswith(_BY_CASE) and not line.is_a(j + 1, "source.account")  # "за палестинськими даними"
    if by_case or line.ends_at(j, "words.killer") is not None or is_adversary(line, j):
        return True
    if line.is_a(j - 1, "words.of"):
        j = line.ends_at(j - 1, "words.army") or j  # "lanzados por las Fuerzas Armadas de Rusia"
    k = j - 1
    while k >= 0 and j - k <= 3 and not line.is_a(k, "words.killer"):
        if line.kind(k) != "word" or line.is_a(k, "words.preposition"):
            return False
        k -= 1
    return line.is_a(k, "words.killer")


def is_harmed(line: Line, j: int, end: int) -> bool:
    """Whether the name may be the victims': neither killer, attacker, speaker nor counter."""
    done = is_agent(line, j, end) or is_killer(line, j) or answers(line, j, end) or acts_since(line, j, end)
    return not (done or is_said(line, end) or is_according(line, j))


def is_attacker(line: Line, j: int, end: int) -> bool:
    """Whether the name is whose attack it is: "Israeli strikes", "Moscow's forces shelled", "killed by Hamas"."""
    if line.low(end) == "-" or line.is_a(end, "words.custody"):
        return line.is_a(end + 1, "words.led")  # "Hamas-led militants", not "the Russian-installed mayor"
    counted = line.kind(j - 1) == "number" or line.is_a(j - 1, "numbers.units", "numbers.scales")
    if not counted and attacks(line, _in_arms(line, end)) and not _stands_apart(line, j):
        return True  # "Russian forces killed 300 servicemen"
    struck = any(line.is_a(k, "scope.incident", "words.attack") for k in range(end, end + 4))
    active = (attacks(line, end) and not _stands_apart(line, j)) or _fighters_act(line, j, end) or answers(line, j, end)
    if (struck and is_agent(line, j, end)) or active or attack_before(line, j):
        return True
    if is_accused(line, j) or acts_since(line, j, end):
        return True
    harm = any(
        line.is_a(k, "killed.part", "wounded.part", "captured.part", "deported.part", "words.attack", "scope.incident")
        for k in range(j - 6, j)
    )
    return harm and is_killer(line, j)


def _stands_apart(line: Line, j: int) -> bool:
    """ "Israel's offensive against Hamas has killed 60,000 people": the offensive has, not whom it is against."""
    k = j - 1
    while k > 0 and line.is_a(k, "words.article"):
        k -= 1
    aimed = line.low(k) in AGAINST or line.low(k) in _AIMED or line.ends_at(k + 1, "words.fights_with") is not None
    return aimed or is_located(line, j)


def _fighters_act(line: Line, j: int, end: int) -> bool:
    """ "Les combattants du Hamas ont tué", "Damals töteten Kämpfer der Hamas": a group by its men, and no place."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.of", "words.article"):
        k -= 1
    begin = next((b for cls in _MEN if (b := line.ends_at(k, cls)) is not None), None)
    if k == j or begin is None:
        return False
    if line.is_a(begin - 1, "words.who"):  # "das Massaker, das Terroristen der Hamas am 7. Oktober verübt hatten"
        clause = range(end, min(end + _CLAUSE, len(line.tokens)))
        return any(line.is_a(m, "words.attacks") for m in clause)
    return attacks(line, end) or line.is_a(begin - 1, "words.attacks")


def _in_arms(line: Line, end: int) -> int:
    """After the army, the police or the fighters that a name is told of: "Russian forces", "Hamas militants"."""
    people = population_at(line, end)
    if people is not None and people[0] is Population.MILITARY:
        return people[1]
    tag = line.at(end, "words.army") or line.at(end, "words.police_people") or line.at(end, "words.police")
    return tag.end if tag is not None else end


def attacker_of(line: Line, end: int, begin: int = 0) -> str | None:
    """Whose attack the sentence tells of before a token: "a Russian missile strike on ... killed".

    One that only tells since when gives way: "La ofensiva israelí tras el ataque de Hamás ha causado 54.000 muertos".
    """
    since: str | None = None
    if line.has.isdisjoint(("party", "capital")):
        return since
    for j in range(end - 1, begin - 1, -1):
        tag = party_at(line, j)
        if tag is None or not is_attacker(line, j, tag.end) or of_trigger(line, j, end):
            continue
        if since is not None or not _only_since(line, j, tag.end, end):
            return str(tag.value)
        since = str(tag.value)
    return since


def _only_since(line: Line, j: int, end: int, verb: int) -> bool:
    """Whether an attack only tells when: "after Hamas's attack", not "after Hamas's attack killed 1,200"."""
    deed = attack_before(line, j) or any(line.is_a(k, "words.attack") for k in range(end, end + _DEED))
    if not deed or line.is_a(verb - 1, "words.attack") or attacks(line, _in_arms(line, end)) or line.low(end) == "-":
        return False
    return any(line.ends_at(k, "words.following") is not None for k in range(j - _BEFORE, j + 1))

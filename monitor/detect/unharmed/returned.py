"""Numbers of people or bodies that change hands: exchanged prisoners, repatriated remains are no casualties told."""

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure

_HELD = 12  # tokens between captives and the word that they are held: talks, too, are held
_TAKEN = ("captured.", "deported.")
_INFINITIVE = ("er", "re", "ar", "ir")  # French, Spanish
_NEAR = 14  # tokens between the number and the word of exchange
_TO_WHOM = ("party", "capital", "words.article", "words.to", "words.adverb")
_WARDS = ("words.hospital", "words.ward", "words.healers")


def returned(line: Line, group: Group, link: Link, exchange: bool) -> bool:
    """Whether the number counts a handover: "received the bodies of 1,003", "307 prisoners of war came home".

    `exchange` says that the article's headline tells of one; then every captive in it is part of that story.
    """
    taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)
    if taken and any(line.is_a(j, "words.not_back") for j in range(group.number.end, group.end + 2)):
        return False  # "Neunzehn kamen nie zurück"
    named = range(min(link.start, group.start), max(group.end, link.end))
    before = range(max(0, group.start - 3), group.start)  # "the bodies of 1,212 fallen defenders"
    body = any(line.is_a(j, "words.remains") for j in before) or any(
        line.is_a(j, "words.remains") or (exchange and line.is_a(j, "words.body")) for j in named
    )
    if (
        link.measure is Measure.KILLED
        and (link.side == "noun" or link.rule == "postposed participle")
        and _handed_over(line, group)
    ):
        return True
    if link.measure is Measure.WOUNDED and _wounded_back(line, group, named):
        return True
    if (
        not taken
        and not body
        and not group.number.ordinal
        and not (exchange and group.of_harm)
        and not (exchange and link.measure is Measure.WOUNDED)
    ):
        return False
    if not taken and any("words.hospital" in here or "words.ruins" in here for here in line.tags):
        return False  # "hospitals received 52 bodies and 275 wounded", "10,000 bodies lie under the ruins"
    hostage = any(line.is_a(j, "words.hostage", "captured.noun") for j in named)
    body = body or (group.number.ordinal and hostage)  # "the tenth dead hostage to be returned"
    if taken and _in_exchange(line, group.start):
        return True  # "80 hostages were freed in exchange for 240 prisoners"
    if taken and group.start > 0 and _released(line, group.start):
        return True  # "released 137 prisoners it had held since May"
    if taken and link.rule == "object of a harm verb":
        return False  # "seized 251 people", "вивезла 19 546 дітей": how they came to be held
    if taken and any(_still(line, j) for j in range(link.start, link.end)):
        return False  # "6,300 of its troops are still in captivity", beside an exchange
    kept = range(named.start - _HELD, _until_the_next(line, named.stop, named.stop + _HELD))
    own = {*range(link.start, link.end), *range(group.start, group.end)}
    if taken and any(line.is_a(j, "words.still_held") for j in kept if j not in own):
        return False  # but "105 hostages have been released and 140 remain"
    sided = any("party" in here or "capital" in here or "words.homecoming" in here for here in line.tags)
    if not taken and not exchange and not sided and not (group.number.ordinal and hostage):
        return False  # "We received 12 bodies", a doctor says: nobody hands them over
    low, high = max(0, min(named.start, group.start) - _NEAR), min(len(line.tokens), named.stop + _NEAR)
    if taken and (after := _next_number(line, named.stop, high, link)) is not None:
        high = after
    if any(line.is_a(j, "words.release") and not (_of_harm(line, j) or _of_papers(line, j)) for j in range(low, high)):
        return True
    if body and any(line.is_a(j, "words.gets_back") for j in range(low, high)):
        return True  # "Ukraine is to receive 6,000 bodies"
    remains = any(line.is_a(j, "words.remains") for j in named)
    return exchange and (link.measure is Measure.CAPTURED or remains)


def handed_too(line: Line, before: Group, group: Group, link: Link) -> bool:
    """ "Returned 112 bodies from Donetsk, 20 fallen soldiers from Luhansk and five from Sumy": the list goes on."""
    gap = range(before.end, group.start)
    joined = any(line.low(j) == "," for j in gap) or line.is_a(group.start - 1, "words.conjunction")
    if link.measure is not Measure.KILLED or len(gap) > _NEAR or not joined:
        return False
    return not any(
        line.low(j) in (";", ":") or line.is_a(j, "words.auxiliary", "source.says", "words.but") for j in gap
    )


def _still(line: Line, j: int) -> bool:
    """ "Still", "remain", "до сих пор"; "in captivity" alone may be over."""
    tag = line.at(j, "scope.still")
    return tag is not None and not line.is_a(tag.end - 1, "words.custody", "words.prisons")


def _released(line: Line, j: int) -> bool:
    """Whether the verb of release governs the number that begins at j: "will free 50 of the 240 hostages"."""
    j -= line.low(j - 1) == "a"  # "liberó a 50 de los 240"
    while line.is_a(j - 1, "dates.weekdays") or line.is_a(j, "dates.weekdays"):
        j -= 1  # "entließ am Freitag 84 Gefangene"
    begin = line.ends_at(j, "words.release")
    if begin is None or _of_harm(line, j - 1):
        return False
    governed = line.is_a(begin - 1, "words.of", "words.article")
    return not governed or line.low(begin).endswith(_INFINITIVE)  # "a permis de libérer 80 otages"


def _in_exchange(line: Line, start: int) -> bool:
    """ "En échange de centaines de détenus", "échanger 80 otages contre 240 prisonniers"."""
    begin = line.ends_at(start, "words.in_exchange")
    if begin is None:
        return False
    return line.low(begin) != "contre" or any(line.is_a(j, "words.release") for j in range(begin - _HELD, begin))


def _handed_over(line: Line, group: Group) -> bool:
    """ "Украине передали 757 погибших", "Russia hands Ukraine 757 fallen soldiers": the verb, and to whom."""
    civil = ("words.hospital", "words.ruins", "words.civil_teller")
    handover = group.start - 1 - line.is_a(group.start - 1, "words.of")
    if line.is_a(handover, "words.handover") and line.has.isdisjoint(civil):
        return True  # "die Übergabe von mehr als 6000 toten Soldaten"
    if line.has.isdisjoint(("party", "capital")) or not line.has.isdisjoint(civil):
        return False  # "hospitals in Gaza received ten bodies"
    for j in (group.start, group.start + (line.low(group.start) == "over")):  # "handed over 1,000 dead soldiers"
        k = j
        while k > 0 and (line.is_a(k - 1, *_TO_WHOM) or _on_a_day(line, k - 1)):
            k -= 1
        if (begin := line.ends_at(k, "words.release")) is None or _of_harm(line, k - 1):
            continue
        if not line.is_a(begin - 1, "words.of", "words.article"):
            return True
    return False


def _on_a_day(line: Line, j: int) -> bool:
    """ "Übergab am Freitag 1000 tote Soldaten", "a remis vendredi"."""
    led = line.is_a(j + 1, "dates.weekdays") and line.is_a(j, "words.preposition")
    return led or line.is_a(j, "dates.weekdays")


def _wounded_back(line: Line, group: Group, named: range) -> bool:
    """ "Kyiv handed over six wounded prisoners", "31 wounded defenders were brought home": hurt long before."""
    if "words.release" not in line.has or not line.has.isdisjoint(_WARDS):
        return False  # "hospitals received 12 wounded soldiers"
    beyond = range(named.start, named.stop + 3)  # "wounded Ukrainian soldiers"
    if not any(line.is_a(j, "people.military", "captured.noun") for j in beyond):
        return False
    j = group.start
    while j > 0 and line.is_a(j - 1, "party", "capital", "words.article", "words.to", "words.adverb", "dates.weekdays"):
        j -= 1
    over = group.start + (line.low(group.start) == "over")  # "handed over six" are no more than six
    for at in (j, over):
        begin = line.ends_at(at, "words.release")
        if begin is not None and not _of_harm(line, at - 1) and not line.is_a(begin - 1, "words.of", "words.article"):
            return True
    k = named.stop
    while line.is_a(k, "words.auxiliary", "party", "captured.noun", "people.military", "words.adverb", "wounded.noun"):
        k += 1
    tag = line.at(k, "words.release")
    if tag is None or _of_harm(line, k):
        return False
    done = any(line.is_a(m, "words.auxiliary") for m in (*range(group.start - 4, group.start), *range(named.stop, k)))
    return done or line.is_a(k, "words.homecoming")  # but "three wounded soldiers returned to their positions"


def _of_harm(line: Line, j: int) -> bool:
    """Whether the word is one of a word of harm: "forcibly transferred" is no transfer of prisoners."""
    here = range(max(0, j - 3), j + 1)
    return any(cls.startswith(_TAKEN) and tag.end > j for k in here for cls, tag in line.tags[k].items())


def _of_papers(line: Line, j: int) -> bool:
    """ "A statement released on Monday", "released a video of 40 captives": what was published, nobody freed."""
    if not line.is_a(j, "dates.published"):
        return False
    after = j + 1 + line.is_a(j + 1, "words.article")
    return any(line.is_a(k, "source.document", "status.claim") for k in (j - 1, after, after + 1))


def _until_the_next(line: Line, low: int, high: int) -> int:
    """ "105 hostages have been released and 140 remain": what is told of others, once these are free.

    Not what is told of them themselves: "hands over all 48 hostages, of whom 20 are still alive".
    """
    freed = False
    for j in range(low, high):
        joins = freed and (line.low(j) in (",", ";") or line.is_a(j, "words.conjunction"))
        if joins:
            theirs = any(line.is_a(k, "words.who", "words.which", "words.subset") for k in (j + 1, j + 2))
            return high if theirs else j
        freed = freed or line.is_a(j, "words.release")
    return high


def _next_number(line: Line, low: int, high: int, link: Link) -> int | None:
    """Where the clause of a number begins that comes home, where another was taken: "deported; 1,859 have returned".

    Captives are told in parts, too, that all come home: "390 prisoners, 270 soldiers and 120 civilians, were freed".
    """
    parts, begin = link.measure is Measure.DEPORTED, low
    for j in range(low, high):
        parts = parts or line.low(j) == ";" or line.is_a(j, "words.subset")
        if line.low(j) in (",", ";"):
            begin = j
        if parts and line.kind(j) == "number":
            return begin
    return None

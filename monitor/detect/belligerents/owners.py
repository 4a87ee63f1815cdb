"""A number to the owner of its people by grammar: the name that opens its clause, or the one its possessive means.

"Ukraine's at 124,500", "19,547 of its dead", "two of his men": the name may stand far before, even in another sentence.
"""

from monitor.detect.belligerents.fronted import part_in_front
from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import attack_before, is_attacker, is_killer, is_located, is_said, party_at
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population

Found = tuple[str, int]
LISTS = ("list of names and numbers", "list explained after a colon")
_OPENERS = (",", ";", ":", "(", "–", "-", "/")
_DASHES = (":", "–", "-", "(")
_OWNERS = ("words.of", "words.article", "words.army", "people.military", "words.side", "words.own")
_SAYS = 3  # tokens from a land on to what it says
_RANKS = 5  # tokens from a number on to the ranks that it is told of
_PASSPORT = 4  # tokens from the dead on to whose passport they had
_SIDE = 10  # ... and back to the side that opens its clause
_OWNED = 5  # tokens from a number back to the losses that it tells
_OF_LOSSES = 6  # tokens from losses on to their owner
_STRIKE = 4  # tokens from whose attack it is on to the verb of harm
_THOSE = ("that", "those", "celle", "celles", "celui", "ceux")


def owner_of_number(line: Line, group: Group, link: Link) -> Found | None:
    """ "Russian losses at 200,000, Ukraine's at 124,500", "celles de l'Ukraine à 120.000", "Russia 350, Ukraine 45".

    A number that takes its measure from another and has an owner of its own: a name that opens its clause, with
    nothing but a preposition, a dash or a colon between the two.
    """
    if (part := part_in_front(line, group)) is not None and part.party is not None:
        return part.party  # "Von den russischen Soldaten wurden 40 getötet"
    own = next((at for cls in ("party", "capital") if (at := line.ends_at(group.start, cls)) is not None), None)
    if own is not None and group.head is None and line.tokens[group.start - 1].possessive and not is_killer(line, own):
        tag = party_at(line, own)
        return (
            (tag.value, own) if tag is not None else None
        )  # "with 80,000 dead Ukraine got off lightly beside Russia's 200,000"
    gapped = link.kin is None and link.rule not in LISTS
    if gapped and not (group.bare and link.side == "total" and link.end < group.start):
        return None
    k = group.start
    while k > max(0, group.start - 3) and (
        line.is_a(k - 1, "words.preposition", "words.landing", "words.list_landing") or line.low(k - 1) in _DASHES
    ):
        if line.ends_at(k, "party") is not None:
            break
        k -= 1
    k -= line.low(k - 1) == "ones"  # "French losses came to 163,000, German ones to 143,000"
    while k > 0 and line.is_a(k - 1, "words.army", "people.military") and line.ends_at(k, "party") is None:
        k -= 1
    begin = next((at for cls in ("party", "capital") if (at := line.ends_at(k, cls)) is not None), None)
    if begin is None or line.is_a(k, "source.says") or (tag := party_at(line, begin)) is None:
        return None
    if gapped and (begin < link.end or not _goes_on(line, link, begin)):
        return None
    j = begin
    while j > 0 and (
        line.is_a(j - 1, "words.article", "words.of", "words.pronoun", "words.place_preposition")
        or line.low(j - 1) in _THOSE
    ):
        j -= 1
    opens = j == 0 or line.low(j - 1) in _OPENERS or line.is_a(j - 1, "words.conjunction", "words.but")
    return (tag.value, begin) if opens and not speaks_next(line, begin) and not is_killer(line, begin) else None


def _goes_on(line: Line, link: Link, begin: int) -> bool:
    """ "Ukraine has lost 140,000 dead, Russia up to 325,000": an owner before the comma too, and no second speaker."""
    own = party_at(line, begin)
    others = [tag for j in range(begin) if (tag := party_at(line, j)) is not None]
    before = [tag for tag in others if tag.end <= link.start]
    spoke = sum(is_said(line, tag.end) for tag in before)  # "Kyiv puts Moscow's losses at 1.1m, London at 1.05m"
    return own is not None and any(tag.value != own.value for tag in others) and spoke in (0, len(before))


def speaks_next(line: Line, at: int) -> bool:
    """ "Kyiv puts Moscow's losses at 1.1m, London at 1.05m": a verb of saying whose next subject the name is."""
    if not line.is_a(at, "capital") or line.tokens[at].possessive:
        return False
    return any(line.is_a(j, "source.says", "source.reckons", "source.speaks") for j in range(at))


def of_its_harm(line: Line, group: Group, link: Link) -> Found | None:
    """ "Kenya's army gave its dead as 44": the losses of whoever speaks of them."""
    own = _before_its_people(line, link)
    if link.start == link.end or not line.is_a(own, "words.own") or line.is_a(own, "words.we"):
        return None  # "12 наших поранено" are the speaker's
    if is_active(line, link) and link.start < group.start:
        return None  # "Israel says its troops killed 20 militants"
    for j in range(own - 1, -1, -1):
        tag = party_at(line, j)
        if tag is not None and _harms_them(line, group, link, j, tag.end):
            continue
        if tag is not None and (not is_located(line, j) or _has_members(line, j, tag.end)):
            return tag.value, j
    return None


def _before_its_people(line: Line, link: Link) -> int:
    """The token before a harm word and the people that it is told of: "takes to 13 the number of its troops killed"."""
    j = link.start - 1
    while j > link.start - 4 and population_at(line, j) is not None:
        j -= 1
    return j


def of_its_people(line: Line, group: Group, link: Link) -> Found | None:
    """ "8,000 of its soldiers", "two of his men": the sentence's subject, which comes first."""
    span = range(group.number.end, group.end)
    owned = [j for j in span if line.is_a(j, "words.own")]
    if (before := line.ends_at(group.start, "words.own")) is not None:
        owned.append(before)
    behind = link.end + line.is_a(link.end, "words.of")
    if link.side == "noun" and line.is_a(behind, "words.own"):
        owned.append(behind)  # "had examined 2,718 bodies of its soldiers"
    if not owned or line.is_a(owned[0], "words.we"):
        return None  # "Росія вивезла тисячі наших дітей": the speaker's, not the sentence's subject's
    for j in range(group.start - 1, 0, -1):  # "The raid on Mali's army came as Niger said five of its men had died"
        tag = party_at(line, j)
        if tag is not None and not is_located(line, j) and not attack_before(line, j):
            says = next((k for k in range(tag.end, tag.end + _SAYS) if line.is_a(k, "source.says")), None)
            if says is not None and not any(line.is_a(k, "words.conjunction") for k in range(tag.end, says)):
                return tag.value, j  # not "killed 60 Somali soldiers and admitted twelve dead of its own"
            break
    for j in range(group.start):  # "Israel bombed Gaza after ... killed two of its soldiers"
        tag = party_at(line, j)
        if tag is None or _harms_them(line, group, link, j, tag.end):
            continue
        if not is_located(line, j) or _has_members(line, j, tag.end):
            return tag.value, j
    return None


def _harms_them(line: Line, group: Group, link: Link, j: int, end: int) -> bool:
    """ "An Israeli strike killed four of his colleagues", "Israel killed two of her sons": nobody's own are struck.

    Soldiers may fall after a deed of their own side's ("Israel bombed Gaza after an ambush killed two of its
    soldiers"), so of them only the attack that is the subject of the harm tells.
    """
    if not is_attacker(line, j, end) or any(line.is_a(k, "source.says") for k in range(end, end + _SAYS)):
        return False  # "Rwanda's army says that shells killed five of its civilians"
    if group.head is not Population.MILITARY:
        return True
    return any(line.is_a(k, "words.attack") for k in (end, end + 1)) and 0 <= link.start - end <= _STRIKE


def of_its_ranks(line: Line, group: Group, link: Link) -> Found | None:
    """ "Acknowledged twelve dead in its ranks", "on its own side 1,200 people were slain", "zwölf eigene Tote"."""
    if "words.own_ranks" not in line.has:
        return None
    if link.kin is not None and not line.is_a(group.number.end, "words.own_ranks"):
        return None  # "killed 16 people, including five children, on its side of the border"
    first, last = max(0, group.start - _SIDE), max(group.end, link.end)
    span = (*range(group.end - 1, last + _RANKS), *range(group.start - 1, first - 1, -1))
    ranks = next((j for j in span if line.is_a(j, "words.own_ranks")), None)
    if ranks is None or any(line.low(k) == ";" for k in range(min(ranks, group.start), max(ranks, last))):
        return None
    if any(line.is_a(k, "source.says") for k in range(ranks, group.start)):
        return None  # "spoke of no dead of its own, and told of 220 that Kyiv had lost"
    clause = next((j for j in range(min(ranks, group.start), -1, -1) if line.low(j) == ";"), 0)
    for first in (clause, 0):  # the subject of the clause, else the sentence's
        named = (
            (tag.value, j) for j in range(first, min(ranks, group.start)) if (tag := party_at(line, j)) is not None
        )
        if (found := next((found for found in named if not is_located(line, found[1])), None)) is not None:
            return found
    return None


def told_as(line: Line, group: Group, link: Link) -> Found | None:
    """ "Twelve of the dead were Afghans", "quatre étaient indiennes", "четверо погибших – граждане Индии"."""
    j = max(group.end, link.end)
    if not _counts_the_harmed(group, link):
        return None
    if (land := _land_told(line, j)) is not None:
        return land
    if not (line.is_a(j, "words.auxiliary") or line.low(j) in _DASHES):
        return None
    j += 1
    while line.is_a(j, "words.article", "words.of", "words.adverb", "people.people") and line.at(j, "party") is None:
        j += 1
    tag = line.at(j, "party")
    if tag is None or line.low(tag.end) == "-" or is_said(line, tag.end) or line.tokens[j].possessive:
        return None
    return (tag.value, j) if tag.end >= len(line.tokens) or not line.is_a(tag.end, "words.attack") else None


def _land_told(line: Line, j: int) -> Found | None:
    """ "Four of the dead came from India", "hatten einen indischen Pass", "мали індійські паспорти"."""
    comes = line.at(j, "words.comes_from")
    if comes is not None:
        k = comes.end + line.is_a(comes.end, "words.article")
        tag = party_at(line, k)
        return (tag.value, k) if tag is not None and line.at(k, "party") is not None else None
    for k in range(j + 1, j + _PASSPORT):
        if (tag := line.at(k, "party")) is not None:
            return (
                (tag.value, k) if line.is_a(tag.end, "words.passport") or line.is_a(k - 1, "words.passport") else None
            )
    return None


def _counts_the_harmed(group: Group, link: Link) -> bool:
    """Whether a number tells of what kind some of the harmed were."""
    return link.part or group.of_harm or group.of_them or link.side == "noun"


def _has_members(line: Line, j: int, end: int) -> bool:
    """ "the head of the Wagner fighters": an owner, where "the streets of Israel" is a place."""
    members = any(line.is_a(k, "people.military", "words.army") for k in range(j, end + 1))
    return members and not line.is_a(j, "place")


def fights_for(line: Line, group: Group, link: Link) -> Found | None:
    """ "160,000 people killed while fighting for Russia"; foreigners who fight for it are named before."""
    if link.kin is not None:
        return None
    for j in range(group.end, min(group.end + 9, len(line.tokens))):
        side = line.at(j, "words.fights_for")
        if side is not None:
            named = (line.at(k, "party") for k in range(side.end, side.end + 2))
            tag = next((found for found in named if found is not None), None)
            return (tag.value, side.end) if tag is not None else None
        if line.low(j) in (",", ";"):
            break
    return None


def possessive(line: Line, group: Group, link: Link) -> int | None:
    """The possessive of "19,547 of its dead", "two of his men", "seine Verluste": the harmed are an earlier party's."""
    span = [*range(group.number.end, group.end), group.start - 1]
    people = range(0)
    if (link.start < link.end and link.side in ("total", "noun", "left")) or link.part:
        span.append(_before_its_people(line, link))
        people = range(span[-1] + 1, link.start)
    for j in range(group.start - 1, max(0, group.start - _OWNED), -1):
        if line.is_a(j, "casualties.noun", "killed.toll", "words.fell") and line.is_a(j - 1, "words.own"):
            return j - 1  # "évalue ses pertes à 405 morts", "beziffert ihre Gefallenen auf 405"
    military = group.head is Population.MILITARY or any(
        line.is_a(j, "words.men", "people.military", "casualties.noun", "killed.noun", "wounded.noun")
        for j in (*range(group.number.end, group.end + 1), link.start, *people)
    )
    return next((j for j in span if line.is_a(j, "words.own")), None) if military else None


def names_nobody(line: Line, at: int) -> bool:
    """Whether no party but a place's stands before the possessive in its sentence, so that it points elsewhere."""
    named = ((j, tag) for j in range(at) if (tag := party_at(line, j)) is not None)
    return not any(not is_located(line, j) or _has_members(line, j, tag.end) for j, tag in named)


def losses_of(line: Line) -> tuple[str | None, bool] | None:
    """Whose losses a sentence speaks of: "Ukraine's losses weigh more", "zu den Verlusten seiner Armee".

    Without a name the party is None; the second tells whether a possessive owns the losses.
    """
    for j in range(len(line.tokens)):
        tag = line.at(j, "casualties.noun") or line.at(j, "killed.toll")
        if tag is None:
            continue
        owned = False
        k = tag.end
        while k < tag.end + _OF_LOSSES and line.is_a(k, *_OWNERS) and not line.is_a(k, "party"):
            owned = owned or line.is_a(k, "words.own")
            k += 1
        owner = party_at(line, k)
        if owner is not None and not is_killer(line, k) and not line.is_a(owner.end, "source.says"):
            return owner.value, owned
        for k in range(j - 1, max(-1, j - 4), -1):
            owner = party_at(line, k)
            if owner is not None and not is_killer(line, k) and not line.is_a(owner.end, "source.says"):
                return owner.value, owned
            owned = owned or line.is_a(k, "words.own")
            if line.kind(k) != "word" or line.is_a(k, "words.preposition", "words.auxiliary"):
                break
        if owned:
            named = (found for k in range(j) if (found := party_at(line, k)) is not None)
            first = next(named, None)
            return (first.value if first is not None else None), True
    return None

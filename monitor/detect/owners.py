"""A number to the owner of its people by grammar: the name that opens its clause, or the one its possessive means.

"Ukraine's at 124,500", "19,547 of its dead", "two of his men": the name may stand far before, even in another sentence.
"""

from monitor.detect.groups import Group
from monitor.detect.line import Line, population_at
from monitor.detect.links import Link
from monitor.detect.naming import is_killer, is_located, party_at
from monitor.model import Population

Found = tuple[str, int]
LISTS = ("list of names and numbers", "list explained after a colon")
_OPENERS = (",", ";", ":", "(", "–", "-", "/")
_DASHES = (":", "–", "-", "(")
_OWNERS = ("words.of", "words.article", "words.army", "people.military", "words.side", "words.own")
_SAYS = 3  # tokens from a land on to what it says
_OWNED = 5  # tokens from a number back to the losses that it tells
_OF_LOSSES = 6  # tokens from losses on to their owner
_THOSE = ("that", "those", "celle", "celles", "celui", "ceux")


def owner_of_number(line: Line, group: Group, link: Link) -> Found | None:
    """ "Russian losses at 200,000, Ukraine's at 124,500", "celles de l'Ukraine à 120.000", "Russia 350, Ukraine 45".

    A number that takes its measure from another and has an owner of its own: a name that opens its clause, with
    nothing but a preposition, a dash or a colon between the two.
    """
    own = next((at for cls in ("party", "capital") if (at := line.ends_at(group.start, cls)) is not None), None)
    if own is not None and group.head is None and line.tokens[group.start - 1].possessive and not is_killer(line, own):
        tag = party_at(line, own)
        return (
            (tag.value, own) if tag is not None else None
        )  # "with 80,000 dead Ukraine got off lightly beside Russia's 200,000"
    if link.kin is None and link.rule not in LISTS:
        return None
    k = group.start
    while k > max(0, group.start - 3) and (
        line.is_a(k - 1, "words.preposition", "words.landing", "words.list_landing") or line.low(k - 1) in _DASHES
    ):
        if line.ends_at(k, "party") is not None:
            break
        k -= 1
    while k > 0 and line.is_a(k - 1, "words.army", "people.military") and line.ends_at(k, "party") is None:
        k -= 1
    begin = next((at for cls in ("party", "capital") if (at := line.ends_at(k, cls)) is not None), None)
    if begin is None or line.is_a(k, "source.says") or (tag := party_at(line, begin)) is None:
        return None
    j = begin
    while j > 0 and (
        line.is_a(j - 1, "words.article", "words.of", "words.pronoun", "words.place_preposition")
        or line.low(j - 1) in _THOSE
    ):
        j -= 1
    opens = j == 0 or line.low(j - 1) in _OPENERS or line.is_a(j - 1, "words.conjunction", "words.but")
    return (tag.value, begin) if opens and not speaks_next(line, begin) and not is_killer(line, begin) else None


def speaks_next(line: Line, at: int) -> bool:
    """ "Kyiv puts Moscow's losses at 1.1m, London at 1.05m": a verb of saying whose next subject the name is."""
    if not line.is_a(at, "capital") or line.tokens[at].possessive:
        return False
    return any(line.is_a(j, "source.says", "source.reckons", "source.speaks") for j in range(at))


def of_its_harm(line: Line, group: Group, link: Link) -> Found | None:
    """ "Kenya's army gave its dead as 44": the losses of whoever speaks of them."""
    own = _before_its_people(line, link)
    if link.start == link.end or not line.is_a(own, "words.own"):
        return None
    for j in range(own - 1, -1, -1):
        if (tag := party_at(line, j)) is not None and (not is_located(line, j) or _has_members(line, j, tag.end)):
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
        if tag is not None and not is_located(line, j):
            if any(line.is_a(k, "source.says") for k in range(tag.end, tag.end + _SAYS)):
                return tag.value, j
            break
    for j in range(group.start):  # "Israel bombed Gaza after ... killed two of its soldiers"
        tag = party_at(line, j)
        if tag is not None and (not is_located(line, j) or _has_members(line, j, tag.end)):
            return tag.value, j
    return None


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

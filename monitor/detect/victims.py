"""Whose people: from a number's words, its sentence and what came before to a party and a population.

Never from the killer, the speaker or the counter, who stand in the same sentence: "Ukraine says 1.24m Russian killed".
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.detect.links import Link
from monitor.model import Measure, Population

BOTH = "both"  # two sides counted together: no party


@dataclass(slots=True)
class Cast:
    """What the article has said so far of parties and populations."""

    title_party: str | None = None
    title_population: Population | None = None
    party: str | None = None  # of the last figure
    population: Population | None = None
    place: str | None = None  # party of the last place named
    place_at: int = -9  # the sentence that named it
    place_paragraph: int = -9
    mention: str | None = None  # the last party mentioned in any role
    known: set[str] = field(default_factory=set)  # the topic's own parties; empty: any
    populations: dict[str, Population] = field(default_factory=dict)  # party -> population of its total so far


def party_of(
    line: Line, lex: Lexicon, group: Group, link: Link, known: Set[str], places: bool
) -> tuple[str | None, int | None, bool]:
    """The party whose people a number counts, and the token that says so and whether it is firm; `BOTH` for two sides.

    Places and subjects are weaker: they count only for the `known` parties of the topic.
    """
    told = _in_group(line, lex, group, link)
    if told is not None and len({p for p, _ in group.parties}) < 2:
        return told[0], told[1], True
    if _both(line, group, link):
        return BOTH, None, True
    for rule in (_named_member, _in_label, _own_harm, _around_harm, _subject_of_loss, _of_pronoun):
        got = rule(line, lex, group, link)
        if got is not None:
            return got[0], got[1], True
    taken = link.measure in (Measure.CAPTURED, Measure.DEPORTED)
    weak = () if taken else (_subject_before, _reporter) if known else (_reporter,)
    for rule in (_fights_for, *((_place,) if places else ()), *weak):
        got = rule(line, lex, group, link)
        if got is not None and (got[0] in known or not known):
            return got[0], got[1], False
    return None, None, False


def named_in(line: Line, known: Set[str]) -> str | None:
    """The party that a sentence is set in or about, killers and speakers left aside; for what follows it."""
    fallback = None
    for j in range(len(line.tokens)):
        tag = line.at(j, "place") or line.at(j, "party") or line.at(j, "capital")
        if (
            tag is None
            or (known and tag.value not in known)
            or _agent(line, j, tag.end)
            or _said(line, tag.end)
            or killer(line, j)
        ):
            continue
        if line.is_a(j, "place") or _located(line, j):
            return str(tag.value)
        fallback = fallback or str(tag.value)
    return fallback


def most_named(lines: Sequence[Line], known: Set[str]) -> str | None:
    """The party that an article names most, by its name or its places; attackers and offices count as little."""
    counts: dict[str, int] = {}
    for line in lines:
        for j, here in enumerate(line.tags):
            tag = here.get("place") or here.get("party") or here.get("capital")
            if tag is not None and (tag.value in known or not known):
                counts[tag.value] = counts.get(tag.value, 0) + (1 if _agent(line, j, tag.end) else 3)
    return max(counts, key=lambda party: counts[party]) if counts else None


def enemy_near(line: Line, link: Link, group: Group) -> bool:
    """Whether the losses are "the enemy's", as bulletins of an army say."""
    low = max(0, min(link.start, group.start) - 6)
    return any(line.is_a(j, "words.enemy") for j in range(low, max(link.end, group.end)))


def attacker_of(line: Line, end: int) -> str | None:
    """Whose attack the sentence tells of before a harm word: "a Russian missile strike on ... killed"."""
    for j in range(end - 1, -1, -1):
        tag = line.at(j, "party")
        if tag is not None and any(line.is_a(k, "scope.incident") for k in range(tag.end, min(tag.end + 4, end))):
            return str(tag.value)
    return None


def _in_label(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Afghan civilians: 47,245"."""
    if line.low(group.start - 1) != ":" or any(line.is_a(j, "source.says") for j in range(group.start - 1)):
        return None
    for j in range(group.start - 1):
        if (tag := line.at(j, "party")) is not None:
            return tag.value, j
    return None


def _own_harm(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Iran's health ministry put its dead at 610": the losses of whoever speaks of them."""
    if link.start == link.end or not line.is_a(link.start - 1, "words.own"):
        return None
    for j in range(link.start - 2, -1, -1):
        tag = line.at(j, "party") or line.at(j, "capital")
        if tag is not None:
            return tag.value, j
    return None


def _fights_for(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "160,000 people killed while fighting for Russia"; foreigners who fight for it are named before."""
    for j in range(group.end, min(group.end + 9, len(line.tokens))):
        side = line.at(j, "words.fights_for")
        if side is not None:
            named = (line.at(k, "party") for k in range(side.end, side.end + 2))
            tag = next((found for found in named if found is not None), None)
            return (tag.value, side.end) if tag is not None else None
        if line.low(j) in (",", ";"):
            break
    return None


def _subject_before(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "The Ukrainians are thought to have close to 70,000 killed", "On the Ukrainian side, ... 30 dead"."""
    first = min(group.start, link.start) if link.start < link.end else group.start
    for j in range(first - 1, max(-1, first - 22), -1):
        if line.low(j) == ";":
            break
        tag = line.at(j, "party")
        if tag is None or _agent(line, j, tag.end) or _said(line, tag.end) or killer(line, j) or _according(line, j):
            continue
        return tag.value, j
    return None


def _reporter(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Israel reports 28 deaths": a country that tells a loss without saying whose tells its own."""
    for j in range(group.start - 1, max(-1, group.start - 9), -1):
        if line.low(j) in (",", ";"):
            break
        tag = line.at(j, "party")
        end = tag.end if tag is not None else 0
        while tag is not None and line.is_a(end, "words.auxiliary") and not line.is_a(end, "words.suffer"):
            end += 1
        if tag is not None and line.is_a(end, "words.suffer") and not line.tokens[j].possessive:
            return tag.value, j
    if link.side == "total" and line.is_a(link.start, "killed.toll"):
        for j in range(link.start - 1, max(-1, link.start - 6), -1):
            tag = line.at(j, "party")
            if tag is not None and line.is_a(tag.end, "words.revise"):
                return tag.value, j  # "Israel lowers October 7 toll from 1,400"
    return None


def _both(line: Line, group: Group, link: Link) -> bool:
    ids = {p for p, _ in group.parties}
    if len(ids) > 1:
        return True
    low, high = min(group.start, link.start) - 6, max(group.end, link.end) + 5
    return any(line.is_a(j, "words.both_sides") for j in range(max(0, low), min(high, len(line.tokens))))


def _in_group(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "27 Palestinians", "1.24m Russian killed", "8,000 of Ukraine's soldiers"."""
    if group.parties:
        return group.parties[-1]
    if line.low(group.end) in ("from", "aus", "de", "из", "із", "з"):
        after = group.end + 1 + line.is_a(group.end + 1, "words.article")
        if (tag := line.at(after, "party")) is not None and group.bare:
            return tag.value, after  # "three foreigners: two from the United Arab Emirates"
    for j in range(
        group.end, min(group.end + 2, link.start) if link.start < link.end else group.end + 2 * group.of_them
    ):
        if (tag := line.at(j, "party")) is not None and not _agent(line, j, tag.end):
            return tag.value, j
    if link.start < link.end and link.start >= group.number.end:
        tag = line.at(link.end, "party")  # "50-70,000 MIA Russians", "thousands of missing Ukrainians"
        if tag is not None and not _agent(line, link.end, tag.end) and not killer(line, link.end):
            return tag.value, link.end
    return None


def _named_member(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Russia 350,000, Ukraine 45,100", "the deaths of 57 ..., India of 12"."""
    if link.rule not in ("list of names and numbers", "list explained after a colon"):
        return None
    for j in range(group.start - 1, max(-1, group.start - 7), -1):
        if line.kind(j) == "number" and j < group.start - 1:
            break
        tag = line.at(j, "party") or line.at(j, "capital")
        if tag is not None:
            return tag.value, j
    return None


def _around_harm(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Russian losses", "Ukraine's military dead", "the number of Ukrainian soldiers killed"."""
    if link.kin is not None or link.start == link.end:
        return None
    if link.side == "noun":
        for cls in ("party", "capital"):
            begin = line.ends_at(group.start, cls)
            if begin is not None and line.tokens[group.start - 1].possessive:
                return line.tags[begin][cls].value, begin  # "Russia's 350,000 dead"
        return None
    if link.side == "total" or link.rule == "told to be among the harmed":
        stop = max(0, link.start - 10)
        for j in range(link.start - 1, stop - 1, -1):
            if line.low(j) in (",", ";", ":") or (line.is_a(j, "source.says") and not line.is_a(j, "words.count")):
                break
            tag = line.at(j, "party") or (line.at(j, "capital") if line.tokens[j].possessive else None)
            if tag is not None and not _agent(line, j, tag.end) and not killer(line, j):
                return tag.value, j
    if link.side == "total":
        for j in range(link.end, group.start):
            tag = line.at(j, "party")
            if tag is not None and not _agent(line, j, tag.end) and not killer(line, j):
                return tag.value, j
        if lex.order != "svo":
            return None
    return None


def _subject_of_loss(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "Russia has lost 1,243,070 troops", "Kyiv suffered 430,000 casualties": the loser is the subject."""
    verb = link.start if link.rule in ("people lost", "lives taken") else None
    if verb is None:
        for j in range(group.start, max(-1, group.start - 8), -1):
            if line.is_a(j, "words.lost", "words.suffer"):
                verb = j
                break
            if j < group.start and (line.low(j) in (",", ";") or line.kind(j) == "number"):
                break
    if verb is None:
        return None
    for j in range(verb - 1, max(-1, verb - 12), -1):
        if line.low(j) in (";",):
            break
        tag = line.at(j, "party") or line.at(j, "capital")
        if tag is not None and not _said(line, tag.end) and not _located(line, j) and line.low(tag.end) != "-":
            return tag.value, j
    return None


def _of_pronoun(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "8,000 of its soldiers", "two of his men": the last party named before in the sentence."""
    span = range(group.number.end, group.end)
    own = any(line.is_a(j, "words.own") for j in span) or line.ends_at(group.start, "words.own") is not None
    if not own:
        return None
    for j in range(group.start):  # the sentence's subject comes first: "Israel bombed Gaza after ... killed two of its"
        tag = line.at(j, "party") or line.at(j, "capital")
        if tag is not None and not _located(line, j):
            return tag.value, j
    return None


def _place(line: Line, lex: Lexicon, group: Group, link: Link) -> tuple[str, int] | None:
    """ "killed 54 people across Lebanon", "in Kharkiv": the place of the harm, nearest to the right first."""
    right = range(group.end, min(len(line.tokens), max(link.end, group.end) + 14))
    for j in right:
        if line.low(j) in (";",) or (line.kind(j) == "number" and line.low(j - 1) in (",", "and") and j > link.end):
            break
        tag = line.at(j, "place") or line.at(j, "party") or line.at(j, "capital")
        if tag is None or (line.is_a(j, "party") and not _located(line, j)):
            continue
        if not _agent(line, j, tag.end) and not _said(line, tag.end) and not killer(line, j):
            return tag.value, j
    for j in range(group.start - 1, max(-1, group.start - 16), -1):
        if line.low(j) in (";",):
            break
        tag = (
            line.at(j, "place")
            or (line.at(j, "party") if _located(line, j) else None)
            or (line.at(j, "capital") if _located(line, j) else None)
        )
        if tag is not None and (not _said(line, tag.end) or _located(line, j)):
            return tag.value, j
    return None


def _located(line: Line, j: int) -> bool:
    """Whether a preposition of place stands before the name: "in Ukraine", "across southern Lebanon"."""
    k = j - 1
    while k >= 0 and j - k <= 3 and not line.is_a(k, "words.place_preposition"):
        dated = line.is_a(k, "dates.weekdays", "dates.months")
        if dated or not (line.capital(k) or line.is_a(k, "words.place_filler") or line.low(k) in ("the", "-")):
            return False
        k -= 1
    return line.is_a(k, "words.place_preposition")


def _agent(line: Line, j: int, end: int) -> bool:
    """Whether the name only says whose weapon, office or attack it is: "Israeli strikes", "Ukrainian rocket attack"."""
    if line.low(end) == "-" or line.is_a(end, "words.custody"):
        return True  # "the Russian-installed mayor", "in Russian captivity"
    for k in range(end, min(end + 3, len(line.tokens))):
        people, office = population_at(line, k), line.at(k, "source.office")
        if people is not None and (office is None or people[1] > office.end):
            return False
        if office is not None and line.is_a(
            office.end, "casualties.noun", "killed.toll", "killed.noun", "wounded.noun"
        ):
            return False
        if line.is_a(k, "scope.incident", "scope.war") and not (
            line.is_a(k, "scope.incident") and line.is_a(j, "place", "capital")
        ):
            return True
        if office is not None:
            return True
        if line.kind(k) != "word":
            return False
    return False


def _according(line: Line, j: int) -> bool:
    """Whether the name follows "according to": "selon Kiev"."""
    return line.ends_at(j, "source.according") is not None


def _said(line: Line, end: int) -> bool:
    """Whether the name is the subject of a speech verb: "Moscow claims"."""
    j = end
    while line.is_a(j, "words.auxiliary", "words.adverb") and not line.is_a(j, "source.says"):
        j += 1
    return line.is_a(j, "source.says") and not line.is_a(j, "words.lost")


def killer(line: Line, j: int) -> bool:
    """Whether "by" stands before the name: "killed by Israeli fire"."""
    k = j - 1
    while k >= 0 and j - k <= 3 and not line.is_a(k, "words.killer"):
        if line.kind(k) != "word" or line.is_a(k, "words.preposition"):
            return False
        k -= 1
    return line.is_a(k, "words.killer")

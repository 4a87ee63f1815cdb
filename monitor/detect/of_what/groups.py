"""A number to its noun group: what the number counts, of which people, and where the group ends."""

from dataclasses import dataclass, field
from itertools import pairwise

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.of_what.ages import AGE_MOST, bounds_age
from monitor.detect.of_what.belongings import dead_of_a_nation, is_dead_thing, owned_by_one
from monitor.detect.of_what.beside import is_beside, short_name
from monitor.detect.of_what.origins import is_backer, names_killers
from monitor.detect.of_what.predicates import (
    are_people,
    are_subject,
    compounded,
    denied,
    describes_harm,
    is_adjunct,
    is_predicate,
    past_adjunct,
    past_doers,
)
from monitor.detect.of_what.things import counts_things
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Population, Qualifier

_MAX_WORDS = 7  # tokens from the number to its head: "20 foreign United Nations peacekeeping soldiers"
_RELATIVE = 6  # tokens from "who" to what befell them
_DEAD = ("killed.noun", "wounded.noun", "missing.noun")
_HARMED = (*_DEAD, "captured.noun", "casualties.noun", "killed.part", "wounded.part")
_OF = frozenset({"of", "из", "із", "з", "von", "de", "des", "sur", "in"})
_WHICH = ("which", "cuales")
_THINGS = 3  # tokens from the number of things to that of a part of them
_UNITS = ("numbers.units", "numbers.collective", "numbers.vague")
_OPENS = frozenset({",", ";", ":", "–", "(", ")"})
_NO_MORE = ("words.auxiliary", "words.preposition", "words.conjunction", "words.pronoun", "numbers.units",
            "words.article", "words.subset")  # fmt: skip
_ARTICLES = frozenset({"the", "its", "their", "den", "der", "les", "los", "las", "an"})


@dataclass(slots=True)
class Group:
    """A number and the people (or things) that it counts."""

    number: Number
    end: int  # after the head noun, or after the number where nothing is counted in so many words
    head: Population | None = None  # None: no person noun
    head_at: int | None = None
    thing: bool = False  # counts tanks, years, per cent: never a figure
    unknown: bool = False  # counts something that no list knows
    of_them: bool = False  # "34 of them", "two of whom"
    of_harm: bool = False  # "14 of the dead"
    whole: bool = False  # the whole that another number is a part of: "241 of the 242 aboard"
    share: bool = False  # so many of a whole: "38 of 67 aboard"
    broken_down: bool = False  # parts of several lands follow in brackets: "83 children (79 Palestinian, four Israeli)"
    share_of: int | None = None  # such a part: the index of its whole
    demonym: bool = False  # "27 Palestinians"
    mixed: bool = False  # "8,767 servicemen and civilians"
    parties: list[tuple[str, int]] = field(default_factory=list)  # party ids named in the group, with their token

    @property
    def start(self) -> int:
        """First token, qualifier included."""
        return self.number.start

    @property
    def bare(self) -> bool:
        """Whether nothing is counted in so many words."""
        return self.head is None and not self.unknown and not self.thing


def groups(line: Line, lex: Lexicon, numbers: list[Number], harms: list[Harm], dates: list[DatePhrase]) -> list[Group]:
    """The noun groups of a line's numbers; numbers inside dates are left out."""
    dated = {j for phrase in dates for j in range(phrase.start, phrase.end)}
    harm_at = {h.start: h for h in harms}
    found: list[Group] = []
    for number in numbers:
        if number.core in dated or bounds_age(line, number, harm_at):
            continue  # "104 were over 70 and nine were minors": an age counts nothing
        group = _group(line, lex, number, harm_at, dated)
        if found and _is_whole(line, found[-1], group):
            group.whole = _headline_share(line, found[-1], group, harm_at) or not _are_harmed(line, lex, group, harm_at)
            found[-1].of_harm = found[-1].of_harm or not group.whole
            found[-1].share = group.whole
        if found and group.of_them and found[-1].thing and line.low(group.end - 1) in _WHICH:
            group.thing = group.start - found[-1].number.end <= _THINGS  # "118 weapons, 91 of which were rifles"
        out_of = line.ends_at(number.start, "words.out_of") is not None and not line.is_a(group.end, "words.who")
        out_of = out_of and harm_at.keys().isdisjoint(range(number.end, group.end + 1))  # "out of 4,700 casualties"
        if found and out_of and found[-1].number.high < number.high:
            group.whole = True  # "40 tués sur un total de 130 hommes"
        found.append(group)
    _share_things(line, found)
    return found


def _share_things(line: Line, found: list[Group]) -> None:
    """ "Aged 34 and 41", "чоловіки 46, 52 і 61 року", "12 or 13 tanks": what one of the joined counts, all count."""
    aged, pairs = None, [*pairwise(found)]
    for left, right in (*reversed(pairs), *pairs[1:]):  # "aged 8, 12 and 17": and on from the first
        listed = line.low(left.end) == "," and right.end == right.number.end and right.number.high < AGE_MOST
        if right.start - left.end != 1 or not (listed or line.is_a(left.end, "words.conjunction", "numbers.range")):
            continue
        apart = right.start < right.number.core and line.is_a(right.start, "words.of")  # "dos, de 12 y 15 años"
        apart = apart or any(line.is_a(right.number.end + k, "scope.fewer") for k in range(3))  # "at 31, five fewer"
        if right.thing and left.bare and not left.of_harm and not left.of_them and not apart:
            left.thing = True
        elif left.thing and left.end == left.number.end and right.bare and right.number.high < AGE_MOST:
            right.thing = left is aged or line.low(left.start - 1) in ("of", "aged")
            right.thing = right.thing or line.ends_at(left.start, "words.aged") is not None
            aged = right if right.thing else aged


def _group(line: Line, lex: Lexicon, number: Number, harm_at: dict[int, Harm], dated: set[int]) -> Group:
    group = Group(number=number, end=number.end)
    if counts_things(line, lex, number, harm_at) or is_beside(line, number, harm_at):
        group.thing = True
        return group
    _walk(line, lex, group, number.end, harm_at, dated)
    if group.bare and line.ends_at(number.core, "words.band_of") is not None:
        group.head, group.head_at = Population.PEOPLE, number.core  # "a family of seven"
    return group


def _walk(line: Line, lex: Lexicon, group: Group, j: int, harm_at: dict[int, Harm], dated: set[int]) -> None:
    """Read the words after the number up to its head noun."""
    labelled = line.low(j) == ":" and line.kind(j + 1) == "word" and not line.tokens[j + 1].glued
    if group.start <= 1 and (labelled or (line.low(j) in ("–", "-") and not line.tokens[j].glued)):
        j += 1  # "12,654 - civilians killed in Ukraine", "29,392: civilians injured": a list of numbers and labels
        j += 2 * (line.is_a(j, "words.count") and line.is_a(j + 1, "words.of"))  # "31 – number of people killed"
    if line.low(j) == "(" and line.low(j + 2) == ")" and line.low(j + 1).lstrip("0") == str(group.number.low):
        group.end = j = j + 3  # "six (06) soldats"
    unknown = 0
    limit = j + _MAX_WORDS + 4
    first_unknown = None
    while j < min(limit, len(line.tokens)):
        if j in dated and not (line.is_a(j, "words.of") and line.is_a(j + 2, *_DEAD)):
            break  # but "69 of September's deaths"
        if (past := past_adjunct(line, lex.lang, j, harm_at)) > j:
            j = past
            group.end = j if group.head is None and j in harm_at else group.end
            continue
        if (thing := line.at(j, "not_people.words") or line.at(j, "not_people.places")) is not None:
            if j in harm_at and harm_at[j].end > thing.end:
                break  # "42 hospital admissions"
            person = population_at(line, j)
            if person is None and is_adjunct(line, lex, j, thing.end, harm_at):
                j = thing.end
                if j in harm_at:  # "six flood victims"
                    group.unknown, group.end = True, j
                    return
                continue  # "21 war correspondents"
            if person is None or person[1] < thing.end:
                group.thing = group.head is None or (j == group.end and lex.lang == "en")
                break
        party, headed = line.at(j, "party"), group.head is not None
        killers = headed and names_killers(line, group.start, j)
        if party is not None and (killers or are_subject(line, lex, group.number, j, headed=headed)):
            break
        if party is not None and is_backer(line, j, party.end, lex.lang):
            j = party.end
            continue
        if party is not None:
            group.parties.append((party.value, j))
            named = population_at(line, j)
            if named is not None and group.head is None and named[0] is Population.MILITARY and j not in harm_at:
                group.head, group.head_at, group.end = named[0], j, named[1]  # "84 окупанти"
            text = line.tokens[j].text
            plural = text.endswith("s") and len(text) > 3 and not line.tokens[j].possessive
            if (
                plural and group.head is None and (lex.lang == "en" or (lex.lang == "es" and j == group.number.end))
            ) or (lex.lang != "en" and group.head is None and (line.capital(j) or are_people(line.low(j), lex))):
                group.demonym, group.end = True, party.end
            j = party.end
            if (person := compounded(line, lex, j)) is not None:
                group.head, group.head_at, group.demonym = person[0], j + 1, False  # "drei US-Soldaten"
                group.end = j = person[1]
                continue
            if group.demonym and line.is_a(j, "words.conjunction") and (other := line.at(j + 1, "party")) is not None:
                group.parties.append((other.value, j + 1))  # "thousands of Ukrainians and Russians"
                group.end = j = other.end
            continue
        if line.is_a(j, "words.held_as") and j in harm_at and group.number.high > 1 and _ends_phrase(line, j + 1):
            break  # "took 251 hostage", not "48 hostage families"
        person = population_at(line, j)
        if person is not None and not (group.head is not None and j > group.end):
            if j in harm_at and group.head is None and not harm_at[j].has("noun"):
                pass
            elif j in harm_at and harm_at[j].end >= person[1]:
                break
            if group.head is None or person[0] is not Population.PEOPLE:
                group.head, group.head_at = person[0], j
            group.end = j = person[1]
            j = _mixed(line, group, j, harm_at)
            continue
        if (person := compounded(line, lex, j + 1)) is not None and j == group.number.end:
            group.head, group.head_at = person[0], j + 2  # "zwei UN-Soldaten"
            group.end = j = person[1]
            continue
        if j in harm_at or group.head is not None:
            if group.head is None and j == group.number.end and is_dead_thing(line, j):
                group.thing = True
            if group.head is None and j == group.number.end and harm_at[j].has("part") and lex.order == "svo":
                _behind_participle(line, group, harm_at[j].end)
            elif group.head is None and j <= group.number.end + 1 and (past := past_doers(line, j + 1)) > j + 1:
                _behind_participle(line, group, past)
            if group.head is not None and line.is_a(j, "words.of") and (after := _of_phrase(line, lex, group, j)):
                if group.of_harm or group.of_them:
                    group.of_them = False
                    return
                j = after
                continue
            break
        if line.is_a(j, "words.of") or line.low(j) in ("of", "de", "des", "von", "der", "из", "із", "з"):
            did = first_unknown is not None and is_predicate(line, lex, group.number, first_unknown, j)
            after = None if did else _of_phrase(line, lex, group, j)  # "Catorce venían de México"
            if after is None:
                break
            if group.of_harm or group.of_them:
                return
            j = after
            continue
        word = line.tokens[j]
        mine = line.is_a(j, "words.own") and population_at(line, j + 1) is not None  # "120 своїх бійців"
        skip = mine or line.is_a(j, "words.more") or line.low(j) == '"' or short_name(line, j)
        if word.kind == "number" and group.whole is False:
            break
        if not skip and (
            word.kind != "word"
            or line.is_a(j, *_NO_MORE)
            or (j == group.number.end and denied(line, j))
            or (
                line.is_a(j, "source.says", "words.adverb", "words.landing", "words.total_move")
                and not line.is_a(j, "words.attribute")
            )
        ):
            break
        if not skip:
            unknown += 1
            first_unknown = first_unknown if first_unknown is not None else j
            if unknown > 4 or line.is_a(j, "words.lives"):
                break  # "140 жизней унёс пожар": what is no more of them is another's
        j += 1
    if group.head is None and not group.thing and first_unknown is not None and not group.demonym:
        kind = lex.lang == "en" and j in harm_at and harm_at[j].forms == {"noun"}  # "nine flood victims"
        kind = kind or (lex.lang == "de" and j in harm_at and describes_harm(line, group.number, first_unknown, j))
        if not kind and is_predicate(line, lex, group.number, first_unknown, j):
            return
        group.unknown = True
        group.end = first_unknown + 1


def _behind_participle(line: Line, group: Group, j: int) -> None:
    """ "19,546 abducted Ukrainian children", "12 murdered girls": the noun stands behind the harm."""
    if (party := line.at(j, "party")) is not None:
        group.parties.append((party.value, j))
        j = party.end
    person = population_at(line, j)
    if person is None and line.kind(j) == "word" and not line.is_a(j, "words.auxiliary"):
        person, j = population_at(line, j + 1), j + 1  # "убитых оккупантами мирных жителей"
    if person is not None:
        group.head, group.head_at = person[0], j


def _ends_phrase(line: Line, j: int) -> bool:
    return line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction", "words.adverb", "words.but")


def _mixed(line: Line, group: Group, j: int, harm_at: dict[int, Harm]) -> int:
    """ "8,767 servicemen and civilians", "forty men, women and children": kinds under one number are people."""
    listed = population_at(line, j + 1) if line.low(j) == "," else None
    if listed is not None and listed[1] > j + 3 and line.is_a(listed[1] - 2, "words.conjunction"):
        group.head, group.head_at, group.mixed, group.end = Population.PEOPLE, None, True, listed[1]
        return listed[1]  # "women and children" is one entry
    joint = j if listed is None else listed[1]
    if not line.is_a(joint, "words.conjunction"):
        return j
    other = population_at(line, joint + 1)
    if other is None and listed is not None and line.kind(joint + 1) == "word" and not line.is_a(joint + 1, *_UNITS):
        other = population_at(line, joint + 2)  # "women, children and old people"
    if other is not None and listed is not None:
        j = joint
    if other is None or j + 1 in harm_at or line.is_a(j + 1, *_UNITS):
        return j
    kinds = {group.head, other[0]}
    police = line.is_a(j + 1, "words.police_people") or line.is_a(group.head_at or 0, "words.police_people")
    if kinds == {Population.MILITARY, Population.PEOPLE} and police:
        group.head = Population.MILITARY  # "172 soldiers and policemen" of one side
    elif other[0] is not group.head and group.head is not Population.CHILDREN:
        group.head = Population.PEOPLE
        group.head_at = None
        group.mixed = True
    group.end = other[1]
    return other[1]


def _of_phrase(line: Line, lex: Lexicon, group: Group, j: int) -> int | None:
    """After "of": its own people ("of its soldiers"), the harmed ("of the dead"), a pronoun, or a whole."""
    k = j + 1
    if line.is_a(j, "words.of"):
        k = line.tags[j]["words.of"].end
    after = line.tags[k]["words.them"].end if line.is_a(k, "words.them") else k
    harmed = line.is_a(k, "words.the") or line.is_a(k, "words.those")
    other = line.is_a(after, "not_people.words", "words.count", "source.account")
    if after > k and other and population_at(line, after) is None:
        group.thing = True  # "four of those counts", "two of these attacks"
        return None
    if line.is_a(k, "words.them") and not (harmed and any(line.is_a(after, cls) for cls in _HARMED)):
        group.of_them, group.end = True, line.tags[k]["words.them"].end
        return group.end
    while line.is_a(k, "words.article", "words.own") and line.kind(k) == "word":
        k = max((line.tags[k][c].end for c in ("words.own", "words.article") if c in line.tags[k]), default=k + 1)
    if line.kind(k) == "number" or line.is_a(k, "numbers.units"):
        return None
    first = k
    if line.kind(k) == "word" and any(line.is_a(k + 1, cls) for cls in _DEAD) and not line.is_a(k, *_HARMED):
        k += not line.is_a(k, "party", "place")  # "of the latest victims", "of the adult dead"
    if (owned := owned_by_one(line, k)) is not None:
        return owned
    if (theirs := dead_of_a_nation(line, k)) is not None:
        group.parties.append((theirs[0], k))
        group.of_harm, group.end = True, theirs[1]
        return group.end
    one = lex.lang == "de" and line.low(j) == "des"  # "vier Kameraden des getöteten Soldaten": no part of the harmed
    for cls in () if one else _HARMED:
        if line.is_a(k, cls):
            group.of_harm, group.end = True, line.tags[k][cls].end
            return group.end
    k = first
    if line.is_a(k, "not_people.words") and not population_at(line, k):
        many = lex.lang != "en" or (group.number.qualifier is Qualifier.VAGUE and not line.tokens[k].possessive)
        group.thing = many and group.head is None  # "1,5 million d'euros", "une dizaine de kilomètres"
        return None
    return k


def ends_verbless(line: Line, j: int) -> bool:
    """Whether no other verb follows in the clause: "dead in plane crash, officials say"."""
    while j < len(line.tokens) and line.low(j) not in (",", ";", ":", "–", "(", "."):
        if line.is_a(j, "words.auxiliary", "source.says") or line.low(j) == '"':
            return False
        j += 1
    return True


def _headline_share(line: Line, left: Group, right: Group, harm_at: dict[int, Harm]) -> bool:
    """ "38 of 67 passengers dead in plane crash", "38 des 67 occupants morts": a clause with no other verb.

    But "Ten of the 19 people killed in the strike were children", "It named ten of the 19 people killed".
    """
    after = harm_at.get(right.end)
    if after is None or not after.has("part") or (left.start and line.low(left.start - 1) not in _OPENS):
        return False
    if any(j in harm_at for j in range(right.number.end, right.end)) or (right.bare and after.has("noun")):
        return False  # "Zwei der 14 Verletzten starben", "38 of 67 dead"
    return ends_verbless(line, after.end)


def _are_harmed(line: Line, lex: Lexicon, group: Group, harm_at: dict[int, Harm]) -> bool:
    """ "Ten of the 19 people killed", "15 of the 22 victims": the whole is a number of the harmed itself."""
    named = any(group.number.end <= j < group.end and harm.has("noun") for j, harm in harm_at.items())
    who = group.end + (line.low(group.end) == ",")
    if who > group.end and (apart := harm_at.get(who)) is not None and apart.has("noun", "part"):
        return True  # "двое из четырёх человек, погибших на пляже"
    if line.is_a(who, "words.who"):  # "two of the four people who died", "zwei der vier Menschen, die dort starben"
        own = (harm_at.get(j) for j in range(who + 1, who + 1 + _RELATIVE) if _is_clause(line, who, j, lex))
        return named or any(harm is not None and harm.has("fell", "part") for harm in own)
    after = harm_at.get(group.end)
    if after is None or line.is_a(group.end, "words.auxiliary"):
        return named
    return named or after.has("noun") or (lex.order == "svo" and after.has("part"))


def _is_clause(line: Line, who: int, j: int, lex: Lexicon) -> bool:
    """Whether the relative clause that opens at `who` reaches to j: its verb comes next, but last in German."""
    small = ("words.auxiliary", "words.adverb")
    between = range(who + 1, j)
    if lex.lang == "en":
        return all(line.is_a(k, *small) for k in between)
    return all(line.kind(k) == "word" and not line.is_a(k, "words.conjunction") for k in between)


def _is_whole(line: Line, left: Group, right: Group) -> bool:
    """ "12 of the 2,311 firefighters": the second number is the whole, and its people are the first's."""
    between = range(left.end, right.number.start)
    words = [line.low(j) for j in between]
    of = words[:1] != [] and (words[0] in _OF or line.is_a(left.end, "words.out_of"))  # "two out of the six injured"
    whole = words == ["der"] or (1 <= len(words) <= 3 and of and words[-1] in (_OF | _ARTICLES))
    whole = whole and line.low(left.start - 1) != "до"  # "знизилася до 310 з 329"
    if whole and line.is_a(left.number.core - 1, "words.every") and left.number.high == 1:
        left.thing = True  # "every one of the 176 on board"
        return False
    if whole and left.head is None and left.bare:
        left.head, left.head_at = right.head, right.head_at
        left.parties = left.parties or list(right.parties)
        left.demonym = left.demonym or right.demonym
    return whole

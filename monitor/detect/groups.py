"""A number to its noun group: what the number counts, of which people, and where the group ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.detect.dates import DatePhrase
from monitor.detect.fates import driven_out
from monitor.detect.harms import Harm
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line, population_at
from monitor.detect.numbers import Number
from monitor.detect.predicates import is_predicate
from monitor.model import Population, Qualifier

_MAX_WORDS = 7  # tokens from the number to its head: "20 foreign United Nations peacekeeping soldiers"
_HARMED = (
    "killed.noun",
    "wounded.noun",
    "missing.noun",
    "captured.noun",
    "casualties.noun",
    "killed.part",
    "wounded.part",
)
_AGE_MOST = 110
_OF = frozenset({"of", "из", "із", "з", "von", "de", "des", "sur", "in"})
_ARTICLES = frozenset({"the", "its", "their", "den", "der", "les", "los", "las", "an"})
_HOURS = frozenset({"h", "uhr", "hrs", "ч"})
_CURRENCY = frozenset("$€£¥₴₽₹")


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
    demonym: bool = False  # "27 Palestinians"
    mixed: bool = False  # "8,767 servicemen and civilians"
    parties: list[tuple[str, int]] = field(default_factory=list)  # party ids named in the group, with their token
    places: list[str] = field(default_factory=list)

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
        if number.core in dated:
            continue
        group = _group(line, lex, number, harm_at, dated)
        if found and _is_whole(line, found[-1], group):
            group.whole = not _are_harmed(line, lex, group, harm_at)
            found[-1].of_harm = found[-1].of_harm or not group.whole
        found.append(group)
    _share_things(line, found)
    return found


def _share_things(line: Line, found: list[Group]) -> None:
    """ "Aged 34 and 41", "чоловіки 46, 52 і 61 року", "12 or 13 tanks": what one of the joined counts, all count."""
    for left, right in reversed([*pairwise(found)]):
        listed = line.low(left.end) == "," and right.end == right.number.end and right.number.high < _AGE_MOST
        joined = listed or line.is_a(left.end, "words.conjunction", "numbers.range")
        if right.start - left.end != 1 or not joined:
            continue
        if right.thing and left.bare and not left.of_harm and not left.of_them:
            left.thing = True
        elif left.thing and left.end == left.number.end and right.bare and right.number.high < _AGE_MOST:
            right.thing = (
                line.low(left.start - 1) in ("of", "aged") or line.ends_at(left.start, "words.aged") is not None
            )


def _group(line: Line, lex: Lexicon, number: Number, harm_at: dict[int, Harm], dated: set[int]) -> Group:
    group = Group(number=number, end=number.end)
    before = line.low(number.core - 1)
    if before in _CURRENCY or line.low(number.start - 1) in _CURRENCY or _is_numbering(line, number):
        group.thing = True
        return group
    if (
        line.low(number.end) in ("-", "–")
        and line.tokens[number.end].glued
        and line.kind(number.end + 1) == "word"
        and not line.is_a(number.end + 1, "qualifier.after_at_least", "qualifier.after_about")
    ):
        group.thing = True
        return group
    if line.low(number.end) in ("%", "°", "×") or line.low(number.end) in _CURRENCY:
        group.thing = True
        return group
    if (
        number.high < _AGE_MOST
        and number.start < number.core
        and line.ends_at(number.start, "people.children") is not None
    ):
        group.thing = True  # "Twelve boys and girls between ten and 16": ages
        return group
    if (
        number.high < _AGE_MOST
        and line.low(number.start - 1) in ("of", "aged", "age")
        and not line.is_a(number.start - 2, "words.count")
    ):
        who = population_at(line, number.start - 2)
        if line.low(number.start - 1) != "of" or (who is not None and not line.low(number.start - 2).endswith("s")):
            group.thing = True  # "a woman of 60", "children aged six and seven"
            return group
    if number.high < _AGE_MOST and line.ends_at(number.start, "words.aged") is not None:
        group.thing = True
        return group
    if _is_labelled(line, number) or _is_age_aside(line, number):
        group.thing = True
        return group
    bound = line.ends_at(number.core, "words.age_bound")
    aged = number.high < _AGE_MOST and bound is not None and line.is_a(bound - 1, "words.auxiliary")
    if aged and population_at(line, number.end) is None:
        group.thing = True  # "Four of the victims were under 18", but "they were over 40 women"
        return group
    if line.ends_at(number.start, "words.all_but") is not None or _is_year(line, lex, number):
        group.thing = True
        return group
    fled = driven_out(line, number, harm_at)
    if fled or _is_clock(line, number) or _is_ratio(line, number) or line.is_a(number.end, "numbers.and_a_half"):
        group.thing = True
        return group
    _walk(line, lex, group, number.end, harm_at, dated)
    return group


def _is_numbering(line: Line, number: Number) -> bool:
    """ "Day 1,286", "bus 25", "page 14"; but "in the past day 12 people were killed" counts people."""
    if not number.digits:
        return False
    if line.low(number.core - 1) == "-" and line.tokens[number.core - 1].glued and line.tokens[number.core].glued:
        return line.kind(number.core - 2) == "word" and number.start == number.core  # "Ил-76", "F-16", "Х-101"
    lettered = line.capital(number.core - 1) and len(line.low(number.core - 1)) == 1  # "auf der A 9", "на М 4"
    led = lettered and line.is_a(number.core - 2, "words.article", "words.preposition", "words.roads")
    if led or line.is_a(number.core - 1, "words.roads"):
        return population_at(line, number.end) is None
    begin = line.ends_at(number.core, "words.numbering")
    if begin is None:
        return False
    return not line.is_a(begin, "dates.units") or line.capital(begin)


def _is_year(line: Line, lex: Lexicon, number: Number) -> bool:
    """ "In Gaza, 2024 killed hopes", "la crise de 2015": four digits without a separator that count nobody."""
    text = line.tokens[number.core].text
    plain = len(text) == 4 and text.isdigit() and 1900 <= number.low <= 2030 and number.start == number.core
    counts = population_at(line, number.end) or any(cls.endswith(".noun") for cls in _tags(line, number.end))
    if lex.lang == "en":
        return plain and not population_at(line, number.end)
    of_then = line.is_a(number.start - 1, "words.preposition", "words.of")  # "bei der Katastrophe von 2004 starben"
    then = lex.lang == "de" and plain and not line.is_a(number.end, "words.of")  # "Sechs Menschen starben 2019 dort"
    return plain and (of_then or then) and not counts


def _tags(line: Line, j: int) -> Iterable[str]:
    return line.tags[j] if j < len(line.tags) else ()


def _is_labelled(line: Line, number: Number) -> bool:
    """ "Tanks – 10,900": the label of a list's line says that it counts things."""
    j = number.start - 2
    opens = j == 0 or line.low(j - 1) in (",", ";")
    things = line.is_a(j, "not_people.words") and not line.is_a(j, "dates.units") and line.kind(j) == "word"
    return line.low(j + 1) in (":", "–") and opens and things and population_at(line, j) is None


def _is_age_aside(line: Line, number: Number) -> bool:
    """ "Killed Pavlo Hrynko, 58, and 90 others": the age after a name."""
    bare = number.digits and number.start == number.core and number.high < _AGE_MOST
    named = line.capital(number.start - 2) and not line.is_a(number.start - 2, "party", "place", "capital")
    whole = line.capital(number.start - 3) or line.is_a(number.start - 3, "source.says")
    whole = whole or line.is_a(number.end + 1, "words.who")  # "said Natalia, 45, whose brother vanished"
    return bare and line.low(number.start - 1) == "," == line.low(number.end) and named and whole


def _is_clock(line: Line, number: Number) -> bool:
    """ "07:05 Six people are dead", "18 h 40": a time of day, as live blogs begin their entries."""
    if line.low(number.end) in _HOURS or (number.digits and line.low(number.core - 1) == "h"):
        return True
    for at in (number.core - 1, number.end):
        if (
            line.low(at) == ":"
            and line.tokens[at].glued
            and line.kind(at + 1) == "number"
            and line.tokens[at + 1].glued
        ):
            return line.kind(at - 1) == "number"
    return False


def _is_ratio(line: Line, number: Number) -> bool:
    """ "three out of every four", "one in ten", "ten to one": a proportion of small numbers, or of "every" so many."""
    if any(line.ends_at(number.start, cls) is not None for cls in ("words.every", "words.in_every")):
        return True
    if line.is_a(number.end, "words.fraction"):
        return True  # "les deux tiers des morts"
    end = number.end
    if line.is_a(end, "words.in_every"):
        return True
    after = line.at(end, "words.ratio")
    if after is not None and number.high <= 10 and not number.collective:
        return line.is_a(after.end, "numbers.units") or (
            line.kind(after.end) == "number" and line.low(after.end) in ("10", "1", "100")
        )
    before = line.ends_at(number.start, "words.ratio")
    if before is not None and number.high in (1, 4, 5, 10, 20, 50, 100, 1000):
        one = line.is_a(before - 2, "numbers.single", "numbers.one")  # "un blessé sur dix"
        return line.ends_at(before, "numbers.units") is not None or one
    return False


def _walk(line: Line, lex: Lexicon, group: Group, j: int, harm_at: dict[int, Harm], dated: set[int]) -> None:
    """Read the words after the number up to its head noun."""
    if group.start <= 1 and line.low(j) in ("–", "-", ":") and not line.tokens[j].glued:
        j += 1  # "12,654 - civilians killed in Ukraine": a list of numbers and labels
    unknown = 0
    limit = j + _MAX_WORDS + 4
    first_unknown = None
    while j < min(limit, len(line.tokens)):
        if j in dated:
            break
        if line.is_a(j, "not_people.words"):
            if j in harm_at and harm_at[j].end > line.tags[j]["not_people.words"].end:
                break  # "42 hospital admissions"
            person = population_at(line, j)
            if person is None or person[1] < line.tags[j]["not_people.words"].end:
                group.thing = group.head is None or (j == group.end and lex.lang == "en")
                break
        if (party := line.at(j, "party")) is not None:
            group.parties.append((party.value, j))
            named = population_at(line, j)
            if named is not None and group.head is None and named[0] is Population.MILITARY and j not in harm_at:
                group.head, group.head_at, group.end = named[0], j, named[1]  # "84 окупанти"
            text = line.tokens[j].text
            plural = text.endswith("s") and len(text) > 3 and not line.tokens[j].possessive
            if (
                plural and group.head is None and (lex.lang == "en" or (lex.lang == "es" and j == group.number.end))
            ) or (lex.lang != "en" and group.head is None and (line.capital(j) or _are_people(line.low(j), lex))):
                group.demonym, group.end = True, party.end
            j = party.end
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
        if j in harm_at or group.head is not None:
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
        skip = mine or line.is_a(j, "words.more") or line.low(j) == '"'
        if word.kind == "number" and group.whole is False:
            break
        if not skip and (
            word.kind != "word"
            or line.is_a(
                j, "words.auxiliary", "words.preposition", "words.conjunction", "words.pronoun", "numbers.units"
            )
            or (
                line.is_a(j, "source.says", "words.adverb", "words.landing", "words.total_move")
                and not line.is_a(j, "words.attribute")
            )
            or line.is_a(j, "words.article", "words.subset")
        ):
            break
        if not skip:
            unknown += 1
            first_unknown = first_unknown if first_unknown is not None else j
            if unknown > 4 or line.is_a(j, "words.lives"):
                break  # "140 жизней унёс пожар": what is no more of them is another's
        j += 1
    if group.head is None and not group.thing and first_unknown is not None and not group.demonym:
        if is_predicate(line, lex, group.number, first_unknown, j):
            return
        group.unknown = True
        group.end = first_unknown + 1


def _ends_phrase(line: Line, j: int) -> bool:
    return line.kind(j) != "word" or line.is_a(j, "words.preposition", "words.conjunction", "words.adverb", "words.but")


def _are_people(word: str, lex: Lexicon) -> bool:
    """Whether a nationality in small letters is a noun: "палестинців", not "палестинських" """
    return lex.lang in ("uk", "ru") and not any(suffix in word for suffix in ("ськ", "цьк", "зьк", "ск", "цк"))


def _mixed(line: Line, group: Group, j: int, harm_at: dict[int, Harm]) -> int:
    """ "8,767 servicemen and civilians": two kinds under one number are people."""
    if not line.is_a(j, "words.conjunction"):
        return j
    other = population_at(line, j + 1)
    if other is None or j + 1 in harm_at or line.is_a(j + 1, "numbers.units", "numbers.vague"):
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
    if line.is_a(k, "words.them") and not (harmed and any(line.is_a(after, cls) for cls in _HARMED)):
        group.of_them, group.end = True, line.tags[k]["words.them"].end
        return group.end
    while line.is_a(k, "words.article", "words.own") and line.kind(k) == "word":
        k = max((line.tags[k][c].end for c in ("words.own", "words.article") if c in line.tags[k]), default=k + 1)
    if line.kind(k) == "number" or line.is_a(k, "numbers.units"):
        return None
    for cls in _HARMED:
        if line.is_a(k, cls):
            group.of_harm, group.end = True, line.tags[k][cls].end
            return group.end
    if line.is_a(k, "not_people.words") and not population_at(line, k):
        many = lex.lang != "en" or (group.number.qualifier is Qualifier.VAGUE and not line.tokens[k].possessive)
        group.thing = many and group.head is None  # "1,5 million d'euros", "une dizaine de kilomètres"
        return None
    return k


def _are_harmed(line: Line, lex: Lexicon, group: Group, harm_at: dict[int, Harm]) -> bool:
    """ "Ten of the 19 people killed", "15 of the 22 victims": the whole is a number of the harmed itself."""
    named = any(group.number.end <= j < group.end and harm.has("noun") for j, harm in harm_at.items())
    after = harm_at.get(group.end)
    if after is None or line.is_a(group.end, "words.auxiliary"):
        return named
    return named or after.has("noun") or (lex.order == "svo" and after.has("part"))


def _is_whole(line: Line, left: Group, right: Group) -> bool:
    """ "12 of the 2,311 firefighters": the second number is the whole, and its people are the first's."""
    between = range(left.end, right.number.start)
    words = [line.low(j) for j in between]
    of_group = 1 <= len(words) <= 3 and words[0] in _OF and words[-1] in (_OF | _ARTICLES)
    if words == ["der"] or of_group:
        if left.head is None and left.bare:
            left.head, left.head_at = right.head, right.head_at
            left.parties = left.parties or list(right.parties)
            left.demonym = left.demonym or right.demonym
        return True
    return False

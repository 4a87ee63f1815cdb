"""Numbers that stand beside the harmed and are none of them: who tells, who was rung up, which unit, what else."""

from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.lexicon import NUMBERS
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_FEW = 12  # people whom an agency has spoken to: "said four people with knowledge of the matter"
_NOUN = 5  # tokens from a number to what its people know
_SAID = 10  # tokens from what they know to the verb that they say it with
_AGENCY = 3  # tokens from that verb to the agency that it was said to
_TO = frozenset({"to", "selon", "según", "von", "d'après", "laut"})
_SHARE = frozenset({"of", "von", "sur", "de", "из", "із", "з", "зі"})
_MEMBERS = 8  # tokens from a force back to those of it who were harmed
_WITH = frozenset({"mit", "with", "avec", "con", "carrying", "transportant"})
_RELATIVE = frozenset({"which", "que", "den", "die", "das"})
_ABOARD = frozenset({"on", "aboard", "a", "à", "an"})
_DIGITS = 3  # of a number that one rings up


def is_beside(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """Whether a number counts or names whoever tells of the harmed, a unit, or what else there was so many of."""
    if line.sentence.title and number.high > _FEW and not number.digits:
        return False
    return (
        _is_rung(line, number, harm_at)
        or _tells(line, number, harm_at)
        or _is_unit(line, number, harm_at)
        or _are_of_so_many(line, number, harm_at)
        or _is_strength(line, number, harm_at)
        or (("words.unit" in line.has or "words.army" in line.has) and _is_muster(line, number, harm_at))
        or _were_there(line, number, harm_at)
    )


def _is_rung(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Called 911", "the 112 service", "служба 112", "informó Emergencias 112": a number that one rings up."""
    text = line.low(number.core)
    if not number.digits or len(text) > _DIGITS or number.end - number.start > 1 or number.end in harm_at:
        return False
    if population_at(line, number.end) is not None:
        return False
    if line.is_a(number.end, "words.rung_service") or line.ends_at(number.core, "words.rung_at") is not None:
        return True
    if line.low(number.core - 1) == "-" and line.is_a(number.core - 2, "words.rung_at"):
        return True  # "система-112"
    return line.low(number.core - 1) in ("el", "al", "del") and text in ("112", "061", "911", "091", "080")


def _tells(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "According to two people familiar with the matter", "сообщили Reuters два чиновника": whoever says it."""
    if number.high > _FEW or number.digits or number.end in harm_at:
        return False
    led = line.low(number.start - 1) in _TO and line.ends_at(number.start, "source.according") is not None
    if led and population_at(line, number.end) is not None and not _harmed(line, number.end, _NOUN, harm_at):
        return True
    said = next((j for j in range(number.start - 1, number.start - 1 - _AGENCY, -1) if _says(line, j)), None)
    agency = line.capital(number.start - 1) and said is not None and line.low(said - 1) in (",", '"', ", ")
    if agency and said is not None and said < number.start - 1 and not _harmed(line, number.end, _NOUN, harm_at):
        return True
    if "words.in_the_know" not in line.has:
        return False
    knows = next((j for j in range(number.end, number.end + _NOUN) if line.is_a(j, "words.in_the_know")), None)
    if knows is None or _harmed(line, number.end, knows - number.end, harm_at):
        return False
    before = led or said is not None or line.ends_at(number.start, "source.according") is not None
    return before or any(_says(line, j) for j in range(knows + 1, knows + _SAID))


_UNITS = ("words.unit", "words.corps", "words.army", "words.force")
_OF_SO_MANY = frozenset({"of", "von", "mit", "de", "из", "із", "з", "в", "у", "avec", "con", "with"})
_ARMY = 500  # men: a smaller unit may be lost as a whole
_LOSSES_OF = 4  # tokens from "losses" to the army that bears them


def _says(line: Line, j: int) -> bool:
    return line.is_a(j, "source.says", "source.tells")


def _harmed(line: Line, first: int, many: int, harm_at: dict[int, Harm]) -> bool:
    return any(j in harm_at for j in range(first, first + many))


def _is_unit(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "La 47ª brigada", "der 47. Brigade", "del batallón 97", "der 4000 Mann starken Truppe": no people counted."""
    if number.ordinal and line.is_a(number.end, "words.unit", "words.corps") and number.end not in harm_at:
        return True
    if line.is_a(number.end, "words.strong_troop"):
        return True  # "4000 Mann starken"
    named = line.is_a(number.core - 1, "words.unit") and line.low(number.core - 2) in ("el", "la", "del", "du", "le")
    plain = number.digits and number.end - number.start == 1 and number.end not in harm_at
    return named and plain and population_at(line, number.end) is None


def _are_of_so_many(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "80 von 500 Lastwagen", "89 drones sur 112": so many things of so many."""
    if not number.digits or number.end in harm_at:
        return False
    j = number.end + (line.low(number.end) in _SHARE)
    if j > number.end and line.kind(j) == "number" and _thing(line, j + 1):
        return True
    things = line.ends_at(number.start - 1, "not_people.words")
    counted = things is not None and line.kind(things - 1) == "number" and line.low(number.start - 1) == "sur"
    return counted and population_at(line, number.end) is None


def _thing(line: Line, j: int) -> bool:
    return line.is_a(j, "not_people.words") and population_at(line, j) is None


def _is_strength(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Soixante membres de cette force de 4.000 hommes ont été tués": how strong the force is that they were of."""
    if line.low(number.start - 1) not in _SHARE or line.ends_at(number.start - 1, "words.force") is None:
        return False
    people = None
    for j in range(number.start - 2, max(-1, number.start - 2 - _MEMBERS), -1):
        if line.low(j) in (",", ";", ":") or j in harm_at:
            return False
        people = people or population_at(line, j)
        if people is not None and (line.kind(j) == "number" or not NUMBERS.isdisjoint(line.tags[j])):
            return True
    return False


def _is_muster(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Бригада численностью 4 тысячи человек", "армия в 800 тысяч", "die Brigade, die 4000 Mann zählt"."""
    if line.ends_at(number.start, "words.strength_of") is not None:
        return True
    unit = next((at for cls in _UNITS if (at := line.ends_at(number.start - 1, cls)) is not None), None)
    if unit is None or number.high < _ARMY:
        relative = line.low(number.start - 2) == "," and line.is_a(number.start - 1, "words.who")
        verb = any(line.is_a(j, "words.musters") for j in range(number.end, number.end + 3))
        return relative and verb and any(line.is_a(number.start - 3, cls) for cls in _UNITS)
    led = line.low(number.start - 1) in _OF_SO_MANY
    return led and not any(j in harm_at for j in range(max(0, unit - _LOSSES_OF), unit))


def _were_there(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Zwei Züge mit 312 Fahrgästen", "a fire, which 150 firefighters fought": aboard, or at work."""
    led = line.low(number.start - 2) == "," and line.low(number.start - 1) in _RELATIVE
    if led and line.is_a(number.end, "words.bystanders"):
        return not harm_at.keys() & set(range(number.end, number.end + _MEMBERS))  # "que 12 bomberos murieron"
    if line.low(number.start - 1) not in _WITH or not line.is_a(number.end, "words.riders"):
        return False
    told = all(harm.measure in (Measure.KILLED, Measure.WOUNDED) for harm in harm_at.values())
    return told and line.low(number.end + 1) not in _ABOARD  # of whom "there were no survivors" may follow


def short_name(line: Line, j: int) -> bool:
    """A token of the letters in brackets that stand for the name before: "330 Israel Defense Forces (IDF) soldiers"."""
    k = j + 1 if line.low(j) == "(" else j if line.low(j - 1) == "(" else j - 1
    text = line.tokens[k].text if 0 < k < len(line.tokens) - 1 else ""
    letters = text.isupper() and text.isalpha() and 2 <= len(text) <= 6
    return letters and line.low(k - 1) == "(" and line.low(k + 1) == ")" and k - 1 <= j <= k + 1

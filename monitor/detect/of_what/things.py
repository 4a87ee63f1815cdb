"""Numbers that count no people: money, ages, years, times of day, ratios, the numbers of buses and pages."""

from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbered import numbered_death
from monitor.detect.how_many.numbers import Number
from monitor.detect.of_what.ages import AGE_MOST, is_age_aside, tells_age
from monitor.detect.of_what.describing import describes
from monitor.detect.of_what.fates import driven_out
from monitor.detect.of_what.other_spans import differs
from monitor.detect.of_what.per_head import per_head
from monitor.detect.of_what.time_numbers import counts_a_year, days_of_month, ends_season, is_clock
from monitor.detect.of_what.to_one import to_one
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line, population_at

_MEASURED_AT = ("words.preposition", "words.auxiliary", "words.landing", "qualifier.about")
_MAGNITUDE = 12  # the greatest of any scale of earthquakes
_HARMED = ("words.victims", "killed.noun", "wounded.noun", "casualties.noun")  # "neuf victimes sur dix"
_BOTH = 2
_CENTURY = 100
_COMPOUNDS = ("unfällen", "angriffen", "anschlägen", "bränden", "kollisionen")
_COUNTED = 5  # tokens from a number on to the harm word that says what was counted
_UNIT = 6  # tokens from a unit to the verb that tells its strength
_WAR = 5  # tokens from "during" to the ordinal of a world war
_CASES = 14  # tokens from a number back to the counting noun of the cases
_ONE_DE = frozenset({"ein", "eine", "einen"})
_DENIER = 5  # tokens from "eine" on to the participle of what is disputed: "eine von der Regierung bestrittene Zahl"
_SHARE = frozenset({"of", "von", "der", "de", "des", "sur", "из", "із", "з"})  # before the whole
_CURRENCY = frozenset("$€£¥₴₽₹") | {
    "usd", "eur", "gbp", "jpy", "chf", "rub", "uah", "cny", "pln", "sek", "nok", "dkk", "czk", "huf", "brl",
    "mxn", "ars", "clp", "cad", "aud", "nzd", "ils", "krw", "zar", "kzt", "byn", "bgn", "inr", "rs", "dm",
    "sfr", "c$", "a$", "us$", "hk$", "nt$",
}  # fmt: skip
_RATIOS = ("words.every", "words.in_every", "words.fraction", "words.ratio")
_ARTICLES = frozenset({"un", "una", "une", "ein", "eine", "a"})
_MORTAL = frozenset({"mortal", "fatal", "mortelle", "mortales"})
_ONE_OF = frozenset({"of", "de", "des", "der", "з", "із", "из"})
_ONE_OF_REACH = 7  # tokens from "one of" to what was told
_TOLD_OF = (
    "words.count", "words.claim", "words.files", "source.account", "source.occasion",
    "not_people.words", "scope.incident", "words.attack", "dates.units",
)  # fmt: skip
_VERB_LAST = 10  # tokens from a number to the verb that ends its clause
_HURT = ("killed.", "wounded.", "missing.", "captured.")
_ROUND = frozenset({"10", "100", "1000"})  # wholes of a ratio
_ONES = frozenset({"one", "un", "une", "один", "одна", "ein", "eine", "einer", "uno", "una"})
_MOST = 150_000_000  # people: no war or disaster has harmed as many, what is more is money


def counts_things(line: Line, lex: Lexicon, number: Number, harm_at: dict[int, Harm]) -> bool:
    """Whether what stands right around the number says that it counts nobody."""
    if number.low >= _MOST or _names_both_sides(line, number) or per_head(line, number):
        return True
    at = number.core - 1
    station = line.is_a(at, "words.station") and line.capital(at) and number.high < _CENTURY
    station = station and line.kind(at - 1) == "word" and not line.is_a(at - 1, "words.conjunction")
    if station and number.start == number.core and population_at(line, number.core + 1) is None:
        return True  # "сказал он телеканалу France 2"
    if "words.past_war" in line.has and any(
        (war := line.at(j, "words.past_war")) is not None and war.end > number.core
        for j in range(max(0, number.core - _WAR), number.core)
    ):
        return True  # "Во Второй мировой", "im Zweiten Weltkrieg"
    front, behind = line.low(number.start - 1), line.low(number.end)
    if line.low(number.core - 1) in _CURRENCY or front in _CURRENCY or _is_numbering(line, number):
        return True
    if _accidents(line, number, harm_at) or days_of_month(line, number):
        return True
    if (
        behind in ("-", "–")
        and line.tokens[number.end].glued
        and line.kind(number.end + 1) == "word"
        and not line.is_a(number.end + 1, "qualifier.after_at_least", "qualifier.after_about")
    ):
        return True
    dash = number.core - 1
    if line.low(dash) in ("-", "–") and line.low(dash - 1) == "(" and behind == ")":
        return True  # "Hessen (– 60)": so many fewer
    if line.low(dash) == "-" and line.tokens[dash].glued and line.kind(dash - 1) == "word" and number.start > dash:
        return True  # "a category-five storm"
    if _is_score(line, number) or ends_season(line, number) or behind in ("%", "°", "×", "x") or behind in _CURRENCY:
        return True
    if (
        number.high < AGE_MOST
        and number.start < number.core
        and line.ends_at(number.start, "people.children") is not None
    ):
        return True  # "Twelve boys and girls between ten and 16": ages
    if number.high < AGE_MOST and front in ("of", "aged", "age") and not line.is_a(number.start - 2, "words.count"):
        who = population_at(line, number.start - 2)
        if front != "of" or (who is not None and not line.low(number.start - 2).endswith("s")):
            return True  # "a woman of 60", "children aged six and seven"
    if number.high < AGE_MOST and (line.ends_at(number.start, "words.aged") is not None or tells_age(line, number)):
        return True
    aged = number.high < AGE_MOST and line.low(number.start) in ("under", "over") and number.end == number.core + 1
    if aged and number.start < number.core and population_at(line, number.start - 1) is not None:
        return True  # "when a man under fifty dies"
    if line.ends_at(number.start, "words.parent_of") is not None:
        return True  # "a father of four was killed"
    people = number.end in harm_at or population_at(line, number.end) is not None  # "Floods: at least 12 dead"
    people = people or (behind in _SHARE and line.kind(number.end + 1) == "number")  # "38 von 67 tot"
    if (_is_labelled(line, number) and not people) or is_age_aside(line, number):
        return True
    if "scope.disease" in line.has and _are_cases(line, number):
        return True
    if (
        line.ends_at(number.start, "words.all_but") is not None
        or counts_a_year(line, lex, number)
        or differs(line, number)
    ):
        return True
    if "words.recruits" in line.has and _recruited(line, lex, number):
        return True
    told_of = number.high == 1 and line.low(number.core) in _ARTICLES and line.is_a(number.end, "words.victims")
    if told_of and not line.is_a(number.end, "killed.noun") and line.low(number.end + 1) not in _MORTAL:
        return True  # "falleció una víctima": told of, not counted
    if number.high == 1 and not number.digits and _one_of_things(line, number):
        return True
    if line.is_a(number.end, "numbers.and_a_half") or driven_out(line, number, harm_at):
        return True
    if "words.occurs" in line.has and _took_place(line, number):
        return True
    one = line.low(number.core) in _ONE_DE and "status.denied" in line.has and line.is_a(number.end, "source.agent")
    if one and any(line.is_a(j, "status.denied") for j in range(number.end + 1, number.end + _DENIER)):
        return True  # "eine von Moskau bestrittene Zahl"
    return (
        describes(line, number) or is_clock(line, number) or _is_ratio(line, number) or _musters(line, number, harm_at)
    )


def _accidents(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Killed in 138 bike accidents", "dans 138 accidents", "bei 138 Unfällen": what befell people counts none."""
    if not line.is_a(number.start - 1, "words.preposition", "words.place_preposition"):
        return False
    for j in (number.end, number.end + 1):
        if line.kind(j) != "word" or j in harm_at or population_at(line, j) is not None:
            return False  # "by two gunmen"
        if line.is_a(j, "scope.incident", "scope.crash") or line.low(j).endswith(_COMPOUNDS):
            return population_at(line, j + 1) is None and j + 1 not in harm_at  # but "in three crash victims"
    return False


def _took_place(line: Line, number: Number) -> bool:
    """ "Three of them took place in the capital", "60 ereigneten sich auf Landstraßen": attacks and accidents."""
    j = number.end
    while j < number.end + _COUNTED and line.is_a(j, "words.them", "words.of", "words.adverb", "words.subset_after"):
        j += 1
    if not line.is_a(j, "words.occurs"):
        return False
    near = range(max(0, number.start - _CASES), number.start)  # but "of the 52 deaths, 14 occurred in the capital"
    return not any(line.kind(k) == "number" and line.is_a(k + 1, "killed.noun") for k in near)


def _recruited(line: Line, lex: Lexicon, number: Number) -> bool:
    """ "haber reclutado a 50.000 hombres en las cárceles", "50.000 Häftlinge rekrutiert zu haben": no loss."""
    k = number.start - 1
    if any(line.is_a(j, "words.them") for j in (number.end, number.end + 1)):
        return False  # "16.200 von ihnen wurden in Straflagern angeworben"
    while k > number.start - 4 and line.is_a(k, "words.adverb", "words.more", "source.to"):
        k -= 1
    if line.is_a(k, "words.recruits") or any(line.ends_at(j, "words.recruits") is not None for j in (k + 1, k + 2)):
        return True
    if lex.order != "last" or line.is_a(number.end, "words.enlisted"):
        return False  # "11.600 Mobilisierte"
    for j in range(number.end, min(number.end + _VERB_LAST, len(line.tokens))):
        if line.kind(j) != "word" or line.is_a(j, "words.conjunction"):
            return False
        if line.is_a(j, "words.recruits"):
            return True
    return False


def _one_of_things(line: Line, number: Number) -> bool:
    """ "..., one of the worst tolls of the war", "uno de los pocos datos": behind a comma, what was told."""
    j = number.end
    if line.low(number.start - 1) != "," or line.low(j) not in _ONE_OF:
        return False
    for k in range(j + 1, j + _ONE_OF_REACH):
        if line.kind(k) != "word" or line.is_a(k, "words.who", "words.them", "words.auxiliary"):
            return False
        if population_at(line, k) is not None or any(cls.startswith(_HURT) for cls in line.tags[k]):
            return line.is_a(k, "killed.toll") and population_at(line, k) is None
        if line.is_a(k, *_TOLD_OF):
            return True
    return False


def _is_proper_name(line: Line, lex: Lexicon, number: Number) -> bool:
    """ "The Fab Four", "the Birmingham Six", "the Gang of Four": a number word with a capital behind another's."""
    j = number.core
    if lex.lang != "en" or line.sentence.title or number.digits or number.start < j or number.end > j + 1:
        return False
    k = j - 1 - (line.low(j - 1) == "of")
    loud = line.tokens[j].text.isupper()
    named = k > 0 and (line.low(k - 1) == "the" or line.tokens[k - 1].possessive)
    return named and line.capital(j) and line.capital(k) and not loud


def _is_score(line: Line, number: Number) -> bool:
    """ "They lost 98-74", "a majority of 9-8": the greater first; from the less to the greater is a range."""
    if not number.digits:
        return False
    for dash, other in ((number.end, number.end + 1), (number.core - 1, number.core - 2)):
        if line.low(dash) == "-" and line.kind(other) == "number" and line.low(other).isdigit():
            first, second = (number.low, int(line.low(other))) if other > dash else (int(line.low(other)), number.low)
            return line.tokens[dash].glued and line.tokens[max(dash, other)].glued and first >= second
    return False


def _musters(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "The garrison had numbered over 15,000 men", "гарнизон насчитывал 15 тысяч": how strong it was."""
    verb = line.ends_at(number.start, "words.musters")
    if verb is None or any(j in harm_at for j in range(number.end, number.end + _COUNTED)):
        return False  # "the army counted six militants among the dead"
    first = max(0, verb - _UNIT)
    unit = any(line.is_a(j, "words.unit", "words.corps") for j in range(first, verb))
    return unit and not any(j in harm_at for j in range(first, verb))


def _is_name(line: Line, number: Number) -> bool:
    """ "Told Channel Nine the riot would go on", "Formula One", "Radio Four": a capital in the midst of a sentence."""
    j = number.core
    if j == 0 or number.end != j + 1 or line.sentence.title or not (line.capital(j) and line.capital(j - 1)):
        return False
    if line.kind(j - 1) != "word" or not line.is_a(j, "numbers.units") or population_at(line, j + 1) is not None:
        return False  # "der Stadt Dutzende"
    if _tells_harm(line, j - 1):
        return False  # "Strike On Odesa Kills Nine"
    behind = line.kind(j + 1) == "word" and not (line.capital(j + 1) or _tells_harm(line, j + 1))
    return behind or (j > 1 and line.kind(j - 2) == "word" and not line.capital(j - 2))


def _tells_harm(line: Line, j: int) -> bool:
    return any(cls.startswith(("killed.", "wounded.", "missing.", "words.left_dead")) for cls in line.tags[j])


def _names_both_sides(line: Line, number: Number) -> bool:
    """ "З обох боків загинули 35 людей", "les deux camps ont perdu 40 hommes": two who fight, and no two people."""
    if "words.both_sides" not in line.has or number.high != _BOTH:
        return False
    told = (line.at(j, "words.both_sides") for j in range(max(0, number.core - 2), number.core + 1))
    return any(tag is not None and tag.end > number.core for tag in told)


def _are_cases(line: Line, number: Number) -> bool:
    """ "The number of confirmed measles cases has reached 1,240": the sick, not the dead."""
    if line.ends_at(number.start, "words.landing") is None:
        return False
    sick = False
    for j in range(number.start - 1, max(-1, number.start - _CASES), -1):
        if line.low(j) in (",", ";", ":") or line.kind(j) == "number":
            return False
        sick = sick or line.is_a(j, "words.files", "scope.disease", "scope.cases")
        if line.is_a(j, "killed.noun", "killed.toll", "missing.noun", "killed.part", "killed.fell"):
            return False  # "deaths from cholera"
        if line.is_a(j, "words.count"):
            return sick
    return False


def _is_footnote(line: Line, number: Number) -> bool:
    """ "Des victimes sont tombées en Syrie[5]": the mark of a footnote, glued to the word."""
    j = number.core - 1
    return line.low(j) == "[" and line.tokens[j].glued and line.low(number.end) == "]"


def _is_numbering(line: Line, number: Number) -> bool:
    """ "Day 1,286", "bus 25", "page 14"; but "in the past day 12 people were killed" counts people."""
    if _is_footnote(line, number):
        return True
    if not number.digits:
        if _is_name(line, number):
            return True
        return line.is_a(number.core - 1, "words.rank") and not line.is_a(number.end, "people.people")
    if line.low(number.core - 1) == "-" and line.tokens[number.core - 1].glued and line.tokens[number.core].glued:
        return line.kind(number.core - 2) == "word" and number.start == number.core  # "Ил-76", "F-16", "Х-101"
    lettered = line.capital(number.core - 1) and len(line.low(number.core - 1)) == 1  # "auf der A 9", "на М 4"
    led = lettered and line.is_a(number.core - 2, "words.article", "words.preposition", "words.roads")
    if led or line.is_a(number.core - 1, "words.roads"):
        return population_at(line, number.end) is None
    dotted = line.low(number.core - 1) in (".", "°", "º") and line.low(number.core - 2) in ("no", "nr", "n")
    if dotted or line.low(number.core - 1) in ("№", "nº", "n°"):
        return population_at(line, number.end) is None  # "Company No. 6", "школа № 12"
    if line.low(number.core - 1) == "number" and line.is_a(number.core - 2, "words.preposition"):
        return True  # "the widow at number 14"
    if _is_magnitude(line, number):
        return True
    if "words.nth_death" in line.has and numbered_death(line, number.core) is not None:
        return False  # "la víctima número 116"
    begin = line.ends_at(number.core, "words.numbering")
    if begin is None or line.is_a(number.end, "killed.noun", "wounded.noun", "missing.noun"):
        return False  # "zählte die IOM auf der Route 457 Tote"
    if line.is_a(begin, "dates.units"):
        people = any(population_at(line, j) is not None for j in (number.end, number.end + 1))
        return line.capital(begin) and not people  # "verlor an einem Tag 1120 Soldaten"
    return line.capital(begin) or population_at(line, number.end) is None  # "en el canal 24 personas se ahogaron"


def _is_magnitude(line: Line, number: Number) -> bool:
    """ "Gab die Stärke mit 7 an", "put the magnitude at 6": what a quake measured."""
    if number.high > _MAGNITUDE or "words.measured" not in line.has or population_at(line, number.end) is not None:
        return False
    k = number.start - 1
    while k > number.start - 4 and line.is_a(k, *_MEASURED_AT):
        k -= 1
    return line.is_a(k, "words.measured")


def _is_labelled(line: Line, number: Number) -> bool:
    """ "Tanks – 10,900", "12 балів, за танк – 40": the label of a list's line says that it counts things."""
    j = number.start - 2
    opens = j == 0 or line.low(j - 1) in (",", ";") or (line.low(j - 1) == "за" and line.low(j - 2) == ",")
    things = line.is_a(j, "not_people.words") and not line.is_a(j, "dates.units") and line.kind(j) == "word"
    return line.low(j + 1) in (":", "–") and opens and things and population_at(line, j) is None


def _is_ratio(line: Line, number: Number) -> bool:
    """ "three out of every four", "one in ten", "ten to one": a proportion of small numbers, or of "every" so many."""
    if line.has.isdisjoint(_RATIOS):
        return False
    if to_one(line, number):
        return True
    j = number.start - 1
    opens = line.low(j) == "sur" and (j == 0 or line.low(j - 1) in (",", "que", ";", ":"))
    if opens and number.high in (10, 100, 1000):
        return True  # "Sur dix personnes mortes sur la route, trois étaient à pied"
    starts = {number.start, number.core}  # "par groupes de cinq à sept"
    if any(line.ends_at(at, cls) is not None for at in starts for cls in ("words.every", "words.in_every")):
        return True
    if line.is_a(number.end, "words.fraction"):
        return True  # "les deux tiers des morts"
    end = number.end
    people = population_at(line, end)
    behind = people[1] if people is not None else end
    every = line.is_a(behind, "words.ratio") and line.is_a(behind + 1, "words.every")
    tag = line.at(behind, "words.in_every")
    past = behind + 2 if every else tag.end if tag is not None else None
    if past is not None and not line.is_a(past, "dates.units"):
        return True  # "68 men for every square kilometre", not "1,200 men pro Tag"
    noun = next((tag for cls in _HARMED if (tag := line.at(end, cls)) is not None), None)
    after = line.at(end, "words.ratio") or (line.at(noun.end, "words.ratio") if noun is not None else None)
    changes = line.ends_at(number.start, "numbers.between")  # "rose from six to seven"
    if after is not None and noun is not None and _counts_places(line, after.end):
        return False
    if after is not None and number.high <= 10 and not number.collective and changes is None:
        return line.is_a(after.end, "numbers.units") or (
            line.kind(after.end) == "number" and line.low(after.end) in ("10", "1", "100")
        )
    before = line.ends_at(number.start, "words.ratio")
    if before is not None and number.high in (2, 3):
        return _one_of(line, before, number)
    if before is not None and number.high in (1, 4, 5, 10, 20, 50, 100, 1000):
        one = line.is_a(before - 2, "numbers.single", "numbers.one")  # "un blessé sur dix"
        if line.is_a(before - 1, *_HARMED) and line.is_a(before - 2, "numbers.units"):
            return True  # "neuf victimes sur 10"
        first = line.ends_at(before, "numbers.units")
        return one or (first is not None and line.ends_at(first, "numbers.between") is None)
    return False


def _counts_places(line: Line, at: int) -> bool:
    """ "Five dead in two attacks", "cinq morts sur deux routes", not "nine victims in ten were women"."""
    tag = line.at(at, "numbers.units")
    end = tag.end if tag is not None else at + 1
    if line.low(at) in _ROUND or (tag is not None and str(tag.value) in _ROUND):
        return False
    closed = line.kind(end) != "word" or line.is_a(end, "words.auxiliary", "words.preposition", "words.conjunction")
    harmed = line.is_a(end, *_HARMED, "wounded.part", "killed.part")  # "one dead for every two wounded"
    return not closed and not harmed and population_at(line, end) is None


def _one_of(line: Line, before: int, number: Number) -> bool:
    """ "One in two of the dead", "un soldat sur trois": one, or one of a kind of people, stands before."""
    people = population_at(line, before - 1) is not None or line.is_a(before - 1, *_HARMED)
    one = before - 1 - people
    if not line.is_a(one, "numbers.single", "numbers.one", "numbers.units") or line.low(one) not in _ONES:
        return False
    return people or line.is_a(number.end, "words.of") or population_at(line, number.end) is not None

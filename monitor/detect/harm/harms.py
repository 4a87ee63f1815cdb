"""Tagged tokens to harm words: what happened to people, sums under one word ("killed, wounded or missing") joined."""

from dataclasses import dataclass

from monitor.detect.harm.homecomings import never_home
from monitor.detect.harm.lesser_harms import fate_told, in_touch, is_unearthed, lives_on, tells_there
from monitor.detect.harm.wounds import had_by, injured, wounds
from monitor.detect.how_many.next_to_numbers import number_before, number_follows
from monitor.detect.reading.lexicon import MEASURES, Lexicon
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_PRISON = 4  # tokens from "in" to the prison
_WAY = 5  # tokens of "on the way to the hospital"
_FORCED = 5  # tokens between "by force" and the verb of carrying off
_AWAY = 7  # tokens from there to the country
_WARD = 9  # tokens between a verb of bringing and the hospital
_NUMBERS = frozenset({f"numbers.{name}" for name in ("units", "round", "vague", "hundred", "dozen", "collective")})
_CARE = ("words.ward", "words.healers")
_SOLDIERS = 8  # tokens from "destroyed" to the soldiers
_COUNTED_BODY = 3  # tokens from a number to the body that it counts
_ONE_CORPS = ("le", "un", "du", "au", "ce", "son", "notre", "leur", "grand")
_SOUGHT = 6  # tokens from a word of search to whom it seeks
_FORMS = ("noun", "part", "verb", "fell", "toll")
_CLASSES = frozenset(f"{name}.{form}" for name in MEASURES for form in _FORMS)
OR = ("or", "ou", "oder", "o", "u", "или", "либо", "чи", "або")


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm word or a sum of them, as tokens `start` to `end`; `forms` say where its number may stand."""

    measure: Measure
    start: int
    end: int
    forms: frozenset[str]  # noun, part, verb, fell, toll; "lost" is a kind of its own, "weak" takes known people alone
    parts: tuple[Measure, ...] = ()  # of a sum

    def has(self, *forms: str) -> bool:
        """Whether it may be used as one of the forms."""
        return not self.forms.isdisjoint(forms)


def harms(line: Line, lex: Lexicon) -> list[Harm]:
    """The harm words of a line, left to right and not overlapping, sums joined."""
    found: list[Harm] = []
    i = 0
    while i < len(line.tokens):
        harm = _harm_at(line, i, lex.order == "last") if line.tags[i] else None
        if harm is None:
            i += 1
            continue
        if found and (joined := _sum(line, lex, found[-1], harm)):
            found[-1] = joined
        else:
            found.append(harm)
        i = harm.end
    return found


_DEAD = frozenset(("killed.part", "killed.noun"))


def _harm_at(line: Line, i: int, last: bool) -> Harm | None:
    best: tuple[int, Measure, set[str]] | None = None
    here = line.tags[i]
    if "words.on_the_way" in line.has and _on_the_way(line, i):
        return None
    if (end := never_home(line, i)) is not None:
        return Harm(Measure.KILLED, i, end, frozenset({"fell"}))
    if "words.sustains" in line.has and "words.injuries" in line.has and (hurt := injured(line, i, last)) is not None:
        return Harm(hurt[0], i, hurt[1], frozenset({hurt[2]}))
    if "words.injuries" in here and "words.with_whom" in line.has and (whole := had_by(line, i)) is not None:
        return Harm(Measure.WOUNDED, i, whole, frozenset({"part"}))
    for name in () if here.keys().isdisjoint(_CLASSES) else MEASURES:
        for form in _FORMS:
            tag = here.get(f"{name}.{form}")
            if tag is None:
                continue
            if best is None or tag.end > best[0]:
                best = (tag.end, Measure(name), {form})
            elif tag.end == best[0] and best[1] == name:
                best[2].add(form)
    noun = here.get(f"{best[1]}.noun") if best is not None and best[2] == {"verb"} else None
    if best is not None and noun is not None and not number_follows(line, best[0]):
        best = (noun.end, best[1], {"noun"})  # "13 cuerpos de los escombros", but "los cuerpos de 13 personas"
    fell = best is not None and line.is_a(best[0], "words.sinks_to") and not _is_noun(line, i, best[2])
    if best is not None and fell and line.ends_at(best[0], "words.fell") is not None:
        best = None if number_follows(line, best[0] + 1) else best  # "the number in hospital has fallen to 58"
    if best is not None and "words.assembly" in here and _is_body(line, i, best[0]) and not _one_found(line, i):
        return None  # "a body of 30 experts", "the student body numbers 500"
    if best is not None and best[1] is Measure.MISSING and is_unearthed(line, i, best[0]):
        return None  # "bodies retrieved from under debris"
    if best is not None and (
        fate_told(line, i, best[0]) or lives_on(line, i, best[0]) or in_touch(line, i) or tells_there(line, i, best[0])
    ):
        return None
    if best is not None and best[1] is Measure.WOUNDED and line.is_a(best[0], "words.morgue"):
        return Harm(Measure.KILLED, i, best[0] + 1, frozenset({"part"}))  # "taken to the hospital morgue"
    if best is not None:
        other = here.get("words.no_harm")  # "two others were shot down", "two men have fallen ill"
        if (other is not None and other.end > best[0]) or (
            line.is_a(best[0], "words.falls_down")
            and line.is_a(best[0] - 1, "words.fell")
            and not _is_noun(line, i, best[2])
        ):
            return None
    if best is not None:
        forms = set(best[2])
        if best[1] is Measure.MISSING and forms == {"verb"} and not _counts_next(line, best[0]):
            return None  # "en busca de comida", "bei der Suche nach Nahrung": nobody is missed
        if best[1] is Measure.MISSING and "verb" in forms and _are_hunted(line, best[0]):
            return None
        if best[1] is Measure.CAPTURED and "noun" in forms and not _DEAD.isdisjoint(line.endings(i)):
            return None  # "the number of dead hostages", "die Zahl der getöteten Geiseln"
        if "part" in forms and _active(line, i):
            forms.add("verb")  # "avait grièvement blessé au couteau deux passants"
        if "part" in forms and line.is_a(i - 1, "words.the") and not population_at(line, best[0]):
            forms.add("noun")  # "among the killed", "put the wounded at 4,746"
        if (tag := here.get("words.weak")) is not None and tag.end == best[0]:
            forms.add("weak")
        return Harm(best[1], i, best[0], frozenset(forms))
    if (tag := here.get("words.wrecked")) is not None and "words.eliminated" in here and _soldiers(line, tag.end):
        return Harm(Measure.KILLED, i, tag.end, frozenset({"verb", "weak"}))
    if (tag := here.get("words.lost")) is not None:
        return Harm(Measure.CASUALTIES, i, tag.end, frozenset({"lost"}))
    if (tag := here.get("words.admits")) is not None and not line.has.isdisjoint(_CARE) and _ward_before(line, i):
        return Harm(Measure.WOUNDED, i, tag.end, frozenset({"verb", "weak"}))
    if (tag := here.get("words.brought")) is not None:
        if "words.morgue" in line.has and _to(line, i, "words.morgue"):
            return Harm(Measure.KILLED, i, tag.end, frozenset({"part"}))
        if "words.ward" in line.has and _to(line, i, "words.ward"):
            return Harm(Measure.WOUNDED, i, tag.end, frozenset({"part"}))
    if "words.reaches" in here and "words.ward" in line.has and _to(line, here["words.reaches"].end - 1, "words.ward"):
        return Harm(Measure.WOUNDED, i, here["words.reaches"].end, frozenset({"fell"}))
    if "words.listed_with" in here and "words.injuries" in line.has and (end := wounds(line, i)) is not None:
        return Harm(Measure.WOUNDED, i, end, frozenset({"part"}))
    if "words.by_force" in line.has and (end := _carried_off(line, i)) is not None:
        return Harm(Measure.DEPORTED, i, end, frozenset({"part", "verb"}))
    if "words.prisons" in line.has and (end := _in_prison(line, i)) is not None:
        return Harm(Measure.CAPTURED, i, end, frozenset({"part"}))
    return None


def _is_body(line: Line, i: int, end: int) -> bool:
    """Whether the harm word is the body alone, or "corps de": no "body count"."""
    return end == i + 1 or (end == i + 2 and line.is_a(i + 1, "words.of"))


def _one_found(line: Line, i: int) -> bool:
    """ "Seven people's bodies", "a fifth body", "trois corps": counted itself; in French no "le corps des médecins"."""
    if line.low(i) == "corps":
        return line.low(i - 1) not in _ONE_CORPS
    near = range(max(0, i - _COUNTED_BODY), i)
    return any(line.kind(j) == "number" or not _NUMBERS.isdisjoint(line.tags[j]) or _is_nth(line, j) for j in near)


def _is_nth(line: Line, j: int) -> bool:
    return line.is_a(j, "numbers.ordinals", "words.more", "words.others") or line.low(j) in ("th", "rd", "nd", "st")


def _soldiers(line: Line, j: int) -> bool:
    """ "Destroyed over 60 Ukrainian servicemen": a number of soldiers is what the word takes, no house nor gun."""
    for k in range(j, min(j + _SOLDIERS, len(line.tokens))):
        if line.is_a(k, "people.military"):
            return any(line.kind(m) == "number" or not _NUMBERS.isdisjoint(line.tags[m]) for m in range(j, k))
        if line.low(k) in (",", ";", ".", ":", "(", "") or line.is_a(k, "words.conjunction", "words.auxiliary"):
            return False
    return False


def _carried_off(line: Line, i: int) -> int | None:
    """The end of "forcibly transferred", "вывезены незаконно", "trasladados por la fuerza".

    Only where it is of children or to another country: others who are taken somewhere may be squatters.
    """
    first, second = "words.by_force", "words.carries"
    if not line.is_a(i, first):
        first, second = second, first
    if (tag := line.at(i, first)) is None:
        return None
    if "people.children" not in line.has and not any(
        line.is_a(j, "party") and line.is_a(j - 1, "words.preposition") for j in range(i + 2, i + 2 + _AWAY)
    ):
        return None
    for j in range(tag.end, tag.end + _FORCED):
        if (other := line.at(j, second)) is not None:
            return other.end
        if line.kind(j) != "word" or population_at(line, j) is not None:
            return None
    return None


def _in_prison(line: Line, i: int) -> int | None:
    """The end of "held in Israeli jails", "in Ukrainian captivity", "en cárceles rusas": somebody's prison."""
    j = line.tags[i]["words.keeps"].end if line.is_a(i, "words.keeps") else i
    if not line.is_a(j, "words.inside"):
        return None
    whose = False
    for k in range(j + 1, j + 1 + _PRISON):
        if line.is_a(k, "words.prisons"):
            whose = whose or any(line.is_a(m, "party", "words.enemy") for m in (k + 1, k + 2))
            return k + 1 if whose else None
        whose = whose or line.is_a(k, "party", "words.enemy")
        if not line.is_a(k, "party", "capital", "words.enemy", "words.article", "words.own"):
            return None
    return None


def _on_the_way(line: Line, i: int) -> bool:
    """ "Drei auf dem Weg ins Krankenhaus": where the dead died, not what befell them."""
    tags = ((j, line.at(j, "words.on_the_way")) for j in range(max(0, i - _WAY), i + 1))
    return any(tag is not None and tag.end > i for _, tag in tags)


def _is_noun(line: Line, i: int, forms: set[str]) -> bool:
    """ "Die Zahl der Gefallenen auf 43.000": a German noun, and no fall."""
    return "noun" in forms and i > 0 and line.capital(i)


def _ward_before(line: Line, i: int) -> bool:
    """ "Hospitals in Goma have received 52 people": the subject of taking in."""
    for k in range(i - 1, i - 1 - _WARD, -1):
        if line.is_a(k, *_CARE):
            return not line.is_a(k - 1, "words.preposition") and not line.is_a(k - 2, "words.preposition")
        if line.kind(k) != "word" or line.is_a(k, "words.conjunction", "words.who"):
            return False
    return False


def _to(line: Line, i: int, place: str) -> bool:
    """ "Were rushed to three hospitals", "До лікарні Херсона потрапили", "ins nächste Krankenhaus gebracht"."""
    if place == "words.ward" and any(line.is_a(m, "words.remains") for m in range(i - _WARD, i + _WARD)):
        return False  # "the bodies brought to the hospital"
    for way in (range(i + 1, i + _WARD), range(i - 1, i - _WARD, -1)):
        for k in way:
            if line.low(k) in ("", ",", ";", ":", ".", "(", ")", "–"):
                break
            if line.is_a(k, place):
                left = any(line.is_a(m, "words.from") or line.low(m) in ("from", "aus") for m in (k - 1, k - 2))
                return not left  # "taken from the hospital"
    return False


def _counts_next(line: Line, j: int) -> bool:
    """Whether people are named after a word of search, or a number, within a few tokens."""
    for k in range(j, min(j + _SOUGHT, len(line.tokens))):
        if line.kind(k) == "number" or population_at(line, k) is not None or not _NUMBERS.isdisjoint(line.tags[k]):
            return True
    return False


def _are_hunted(line: Line, j: int) -> bool:
    """ "Troops are searching for some 300 fighters still at large": who hides is sought, and not missed."""
    for k in range(j, min(j + _SOUGHT + 2, len(line.tokens))):
        if line.kind(k) not in ("word", "number") and line.low(k) != "-":
            return False
        if line.is_a(k, "words.irregular", "words.attacker", "words.fighter", "words.gunmen"):
            return not any(line.is_a(m, "missing.noun", "missing.part") for m in range(j, k + _SOUGHT))
    return False


def _active(line: Line, i: int) -> bool:
    """Whether "have" stands before a participle: whoever is its subject does the harm."""
    k = i - 1
    while line.is_a(k, "words.adverb") and not line.is_a(k, "words.have"):
        k -= 1
    return line.is_a(k, "words.have")


def _sum(line: Line, lex: Lexicon, left: Harm, right: Harm) -> Harm | None:
    """ "killed and wounded", "dead, wounded or missing", "KIA/WIA", "killed or seriously wounded": one harm."""
    if left.measure is right.measure and not left.parts:
        return None
    if left.forms <= {"verb", "weak"} and not right.has("verb") and not number_follows(line, right.end):
        return None  # "have been shot or shelled to death"
    if right.has("lost", "toll") or (left.has("lost", "toll") and not left.has("noun", "part")):
        return None
    if _only_noun(left) and right.has("verb") and not right.has("noun"):
        return None  # "37 cadáveres y se busca a 12 personas"
    gap = range(left.end, right.start)
    if len(gap) > 4 or (right.measure is Measure.CASUALTIES and line.is_a(right.end, "words.of", "words.landing")):
        return None  # "suffered 60,000 killed and total casualties of 400,000"
    linked = False
    for j in gap:
        told = left.has("part", "fell") and not line.is_a(left.start - 1, "words.the")
        the = line.is_a(j, "words.the") and (told or number_before(line, left.start))  # "100 deaths and the injured"
        one = line.is_a(j, "numbers.single") or (line.is_a(j, "numbers.elliptic") and line.is_a(j + 1, "words.more"))
        if the or one or line.is_a(j, "words.unnumbered"):
            return None  # "were killed and others injured", "and the injured were taken away", "3 muertos y un herido"
        if line.is_a(j, "words.conjunction") or line.low(j) in (",", "/", "&", "either", "as", "well", "i"):
            linked = True
        elif line.is_a(j, "words.auxiliary") and line.low(j - 1) in OR:
            continue  # "ont été tués ou sont portés disparus"
        elif not line.is_a(j, "words.article", "words.adverb", "words.more_sum", "words.sum_filler"):
            return None
    if not linked or (lex.order == "last" and any(line.low(j - 1) == "," and line.is_a(j, "words.who") for j in gap)):
        return None  # "wurden getötet, die Verletzte versorgten"
    if _only_comma(line, gap) and not (left.parts or _more_sum_follows(line, right) or _headed(line, left, right)):
        return None
    if (
        number_follows(line, right.end)
        and right.has("part", "verb")
        and (not _only_noun(left) or left.measure is Measure.CAPTURED)  # "took 251 hostages and killed 1,200"
        and (
            number_before(line, left.start)
            or (left.measure is Measure.CAPTURED and _only_noun(left))  # "a pris 251 personnes en otage et tué 1.200"
            or line.is_a(left.start - 1, "people.people", "people.military")
            or (line.is_a(left.start - 1, "party") and number_before(line, left.start - 1))
        )
    ):
        # "has killed and wounded 1,142" is a sum; "300 killed and wounded 40 more" is two
        return None
    if left.has("weak") and right.measure is Measure.KILLED and not left.parts:
        return Harm(Measure.KILLED, left.start, right.end, right.forms)  # "shot or shelled to death"
    if _then_killed(line, left, right, gap):
        return Harm(Measure.KILLED, left.start, right.end, right.forms)
    measures = (left.parts or (left.measure,)) + (right.measure,)
    dead = Measure.KILLED in measures or Measure.CASUALTIES in measures
    missing = {Measure.MISSING, Measure.CAPTURED} == set(measures)
    measure = Measure.CASUALTIES if dead else Measure.MISSING if missing else measures[0]
    return Harm(measure, left.start, right.end, left.forms & right.forms or left.forms | right.forms, measures)


def _then_killed(line: Line, left: Harm, right: Harm, gap: range) -> bool:
    """ "Abducted and murdered", "verschüttet und getötet": one thing after the other to the same people, no sum."""
    told = not left.has("noun") or line.is_a(left.start - 1, "words.auxiliary")
    first = left.measure in (Measure.CAPTURED, Measure.MISSING) and left.has("part") and told
    if left.measure is Measure.MISSING and left.has("part", "fell") and line.is_a(right.start, "words.presumed"):
        first = told  # "зникли безвісти і вважаються загиблими"
    after = right.measure is Measure.KILLED and right.has("part") and not left.parts
    return first and after and any(line.is_a(j, "words.conjunction") and line.low(j) not in OR for j in gap)


def _only_comma(line: Line, gap: range) -> bool:
    return [line.low(j) for j in gap if not line.is_a(j, "words.adverb")] == [","]


def _more_sum_follows(line: Line, right: Harm) -> bool:
    """A bare comma joins only inside a longer list: "killed, wounded and missing", not "12 killed, wounded 30"."""
    j = right.end
    if line.low(j) == ",":
        j += 1
    return line.is_a(j, "words.conjunction") and any(
        cls.split(".")[0] in MEASURES for k in (j + 1, j + 2) if k < len(line.tags) for cls in line.tags[k]
    )


def _headed(line: Line, left: Harm, right: Harm) -> bool:
    """ "Number of killed, wounded Russian troops tops 300,000": a headline's comma is an "and"."""
    return line.sentence.title and left.has("part") and right.has("part") and not number_follows(line, right.end)


def _only_noun(harm: Harm) -> bool:
    return harm.forms == {"noun"}

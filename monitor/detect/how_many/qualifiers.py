"""The words on a number, before and after it: at least, more than, up to, nearly, about."""

from monitor.detect.reading.line import Line
from monitor.model import Qualifier

_QUALIFIERS = (
    ("at_least", Qualifier.AT_LEAST),
    ("more_than", Qualifier.MORE_THAN),
    ("up_to", Qualifier.UP_TO),
    ("nearly", Qualifier.NEARLY),
    ("about", Qualifier.ABOUT),
)
_WORDS = tuple((f"qualifier.{name}", value) for name, value in _QUALIFIERS)
_CLASSES = frozenset(cls for cls, _ in _WORDS)
_MOVED = 8  # words from the verb that moves a total to where it went
_ASIDE = 3  # words between a verb that passes a mark and the mark
_GAP = 8  # tokens between two counts of one verb
_HARMED = (
    "wounded.noun",
    "missing.noun",
    "killed.noun",
    "captured.noun",
    "wounded.part",
    "missing.part",
    "words.harmed",
)
_INTO = ("в", "у")
_BEFORE_VERB = (("at_least", Qualifier.AT_LEAST), ("about", Qualifier.ABOUT))


_AFTER = tuple((f"qualifier.after_{name}", name, value) for name, value in _QUALIFIERS)


def qualifier_before(line: Line, i: int) -> tuple[int, Qualifier | None]:
    """Where the words on the number begin, and the qualifier that they give; "up to nearly 200" keeps the outer one."""
    start, qualifier = i, None  # "unter den 31 Toten": among them, where "unter 31" is a limit
    for _ in range(3):
        ends = line.endings(start)
        if not ends:
            break
        landing = ends.get("words.landing")
        found = [
            (begin, value)
            for cls, value in _WORDS
            if (begin := ends.get(cls)) is not None
            and (landing is None or landing >= begin)  # "зросла до 33": the "до" of a rise is no "up to"
            and not (value is Qualifier.UP_TO and (_moves(line, begin) or _owned_up(line, begin, start)))
            and not (value is Qualifier.ABOUT and _is_verb(line, begin))
            and not (value is Qualifier.MORE_THAN and _goes_from(line, begin, i))
            and not (start < i and line.is_a(begin, "words.among") and line.is_a(start, "words.article"))
            and not (line.low(begin) in (">", "<") and not line.tokens[start].glued)  # "> 12 people": a quoted line
        ]
        if found:
            begin, value = min(found, key=lambda f: f[0])  # "no more than" before "more than"
            moved = value is Qualifier.UP_TO and qualifier is Qualifier.MORE_THAN  # "the toll is up to more than 100"
            start, qualifier = begin, qualifier if moved else value
            continue
        begin = ends.get("qualifier.filler")
        if begin is None or line.endings(begin).keys().isdisjoint(_CLASSES):
            break
        start = begin
    if (band := line.ends_at(start, "words.band_of")) is not None:
        start = band  # "killed a family of seven", "a team of five medics": its article stands before the band
        start -= line.is_a(start - 1, "words.article")
    if qualifier is None and (passed := _passed(line, start)) is not None:
        return passed
    if qualifier is None and (verb := line.ends_at(start, "words.landing")) is not None:
        for name, value in _BEFORE_VERB:  # "орієнтовно становлять 1 219 640"
            if (begin := line.ends_at(verb, f"qualifier.{name}")) is not None:
                return begin, value
        if line.low(verb) in _INTO and line.ends_at(verb, "qualifier.more_than") is not None:
            return (
                start,
                Qualifier.MORE_THAN,
            )  # "оценивает потери более чем в миллион", where "в" is where the total lands
    return start, qualifier


def _passed(line: Line, start: int) -> tuple[int, Qualifier] | None:
    """ "dépasse désormais les 20 morts", "supera ya los 20", "перевищила вже 20": an adverb within the words."""
    k = start
    while k > start - _ASIDE and line.is_a(k - 1, "words.article", "words.adverb", "qualifier.filler"):
        k -= 1
    if all(line.is_a(j, "words.article") for j in range(k, start)):
        return None
    for name, value in (("more_than", Qualifier.MORE_THAN), ("nearly", Qualifier.NEARLY)):
        begin = line.ends_at(k, f"qualifier.{name}")
        if begin is not None and line.is_a(begin, "words.landing"):
            return begin, value
    return None


def _goes_from(line: Line, begin: int, i: int) -> bool:
    """ "Los muertos pasan de 12 a 15": from where to where, no mark that was passed."""
    return line.is_a(begin, "words.total_move") and line.is_a(i + 1, "words.to") and line.kind(i + 2) == "number"


def _is_verb(line: Line, begin: int) -> bool:
    """ "The league had at first estimated 187 deaths": a verb, where "an estimated 187" is a word on the number."""
    if not line.is_a(begin, "source.says", "source.reckons"):
        return False
    k = begin - 1
    while line.is_a(k, "words.adverb", "source.between"):
        k -= 1
    return line.is_a(k, "words.auxiliary")


def _owned_up(line: Line, begin: int, end: int) -> bool:
    """ "Moscow owned up to 61 dead": the "up to" is the verb's."""
    verb = line.ends_at(end, "source.says")
    return verb is not None and verb < begin


def _moves(line: Line, begin: int) -> bool:
    """ "has gone up to 82", "с 60 до 77": where a total went, not its limit."""
    counted = line.kind(begin + 1) == "number" or line.is_a(begin + 1, "numbers.units")
    if line.is_a(begin, "words.to") and counted and any(line.is_a(begin + k, "words.total_move") for k in (2, 3)):
        return True  # "До 11 зросла кількість загиблих", "До двох людей зросла"
    if line.is_a(begin, "words.to"):  # "поднял число погибших военных до 135"
        for j in range(begin - 1, max(-1, begin - _MOVED), -1):
            if line.kind(j) != "word":
                break
            if line.is_a(j, "qualifier.moves"):
                return True
        if _moves_too(line, begin):
            return True
    if _moves_by(line, begin):
        return True
    told = line.ends_at(begin, "words.count") is not None or line.ends_at(begin, "killed.toll") is not None
    if told and line.sentence.title:
        return True  # "Blast toll up to 15": a headline's "has gone up"
    be = begin - 1 - line.is_a(begin - 1, "words.adverb")
    if line.low(begin) == "up" and line.is_a(be, "words.auxiliary"):  # "The death toll is now up to 112"
        return any(line.is_a(j, "words.count", "killed.toll") for j in range(max(0, begin - _MOVED), begin))
    share = line.low(begin - 1) == "%" or line.is_a(begin - 1, "words.percent")  # "снизилось на 3,1% до 4210"
    return share or line.kind(begin - 1) == "number" or line.is_a(begin - 1, "qualifier.moves", "numbers.units")


def _moves_by(line: Line, begin: int) -> bool:
    """ "Снизилось на 17 – до 96", "bajó en 17 este año, hasta 96": by how much, then where to."""
    if line.low(begin - 1) not in (",", "–"):
        return False
    near = range(max(0, begin - _MOVED - _GAP), begin - 1)
    return any(line.is_a(j, "qualifier.moves") for j in near) and any(line.kind(j) == "number" for j in near)


def _moves_too(line: Line, begin: int) -> bool:
    """ "Кількість загиблих зросла до 12, поранених – до 40": the verb of the count before, not said again."""
    k = begin
    while k > begin - _GAP and line.kind(k - 1) != "number":
        k -= 1
    if line.kind(k - 1) != "number" or not any(line.is_a(j, *_HARMED) for j in range(k, begin)):
        return False
    return any(
        line.is_a(j, "qualifier.moves") and any(line.is_a(m, "words.to") for m in range(j, k - 1))
        for j in range(k - 2, max(-1, k - 2 - _MOVED), -1)
    )


def late_qualifier(line: Line, end: int) -> Qualifier | None:
    """The qualifier after the people counted: "45 people at least", "10.000 Tote überschritten"."""
    if line.is_a(end, "words.passed"):
        return Qualifier.MORE_THAN
    for name, value in _QUALIFIERS:
        tag = line.at(end, f"qualifier.after_{name}")
        outer = tag is not None and line.ends_at(tag.end + 1, "qualifier.more_than") is not None
        if tag is not None and not outer and line.kind(tag.end) != "number" and not line.is_a(tag.end, "numbers.units"):
            return value  # not of "1,400 Israelis and more than 9,000 Palestinians"
    return None


_THAN = frozenset({"than", "de", "d'", "d", "als"})


def qualifier_after(line: Line, end: int) -> tuple[Qualifier | None, int]:
    """ "46,000-plus", "60-odd", "2k+", "a few hundred at most" """
    at = end + 1 if line.low(end) in "-–" and line.low(end) and line.kind(end + 1) == "word" else end
    here = line.tags[at] if at < len(line.tags) else None
    for cls, name, value in _AFTER if here else ():
        tag = line.at(at, cls)
        if tag is not None and (at == end or tag.end == at + 1):
            follows = line.kind(tag.end) == "number"
            follows = follows or (
                line.low(tag.end) in _THAN and line.kind(tag.end + 1) == "number"
            )  # "and more than 90"
            if not (line.low(at) == "+" and follows) and not (name in ("at_least", "about") and follows):
                return value, tag.end
    return None, end


def exceeds(line: Line, i: int) -> bool:
    """ "Plus de 2000 instructeurs de l'Otan", "más de 2000 instructores": a number with a word on it, before a noun."""
    if line.kind(i + 1) != "word" or line.is_a(i + 1, "words.auxiliary", "words.preposition", "words.conjunction"):
        return False
    return any(line.ends_at(i, cls) is not None for cls in ("qualifier.more_than", "qualifier.at_least"))

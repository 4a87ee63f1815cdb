"""Who speaks in a relative clause: "traf den Arzt, der von zwölf Toten sprach", "el alcalde, que habló de".

He is whoever stands before the pronoun, in whatever case or after whatever preposition his own clause has him.
"""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_NEAR = 5  # tokens from a verb back to the pronoun beside it
_BACK = 12  # tokens from a verb that ends its clause back to the pronoun that opens it
_CASED = frozenset({"der", "die", "das"})
_SUBJECTS = frozenset({
    "qui", "que", "quien", "quienes", "который", "которая", "которое", "которые", "який", "яка", "яке", "які", "що",
})  # fmt: skip
_ENDS = (",", ".", ";", "", "–")
_UNDER = ("words.preposition", "words.own", "source.carrier")
_BEFORE = ("words.auxiliary", "words.have", "words.adverb", "words.pronoun", "words.negation", "source.between")


def of_relative(line: Line, verb: int, end: int, here: list[Mention], lang: str) -> Mention | None:
    """The speaker of the speech verb at tokens verb..end where it stands in a relative clause about him."""
    if "source.which" not in line.has:
        return None
    pronoun = _german(line, verb, end, here) if lang == "de" else _beside(line, verb, end, here, lang)
    if pronoun is None or line.low(pronoun - 1) != ",":
        return None
    told = next((m for m in reversed(here) if m.end == pronoun - 1), None)
    if told is None and lang == "de":
        told = _apart(line, pronoun - 1, here) or _noun(line, pronoun - 2)
    if told is None or told.kind in ("country", "pronoun") or (told.kind == "name" and not told.person):
        return None  # "en Jersón, que registró 12 muertos": a place
    return told


def _beside(line: Line, verb: int, end: int, here: list[Mention], lang: str) -> int | None:
    """ "quien dijo", "qui lui a dit", "который тогда сообщил": the pronoun right before the verb, and its subject."""
    k = verb - 1
    while k > 0 and verb - k < _NEAR and not line.is_a(k, "source.which") and line.is_a(k, *_BEFORE):
        k -= 1
    if k <= 0 or line.low(k) not in _SUBJECTS or (lang == "fr" and line.low(k) == "que"):
        return None
    after = end + line.is_a(end, "words.article")
    other = line.low(k) == "que" and any(m.start == after and m.kind != "pronoun" for m in here)
    return None if other else k  # "las cifras del ministerio, que confirmó la policía"


def _german(line: Line, verb: int, end: int, here: list[Mention]) -> int | None:
    """ ", der sagte,", ", die von zwölf Toten sprach.": no article, as in ", die Feuerwehr sprach von zwölf Toten"."""
    after = end
    while line.is_a(after, "words.auxiliary", "words.have") and after < end + 2:
        after += 1
    for k in range(verb - 1, max(0, verb - 1 - _BACK), -1):
        if line.low(k) in (",", ";", ":", "."):
            first = k + 1
            final = line.low(after) in _ENDS or first == verb - 1
            if line.low(k) != "," or line.low(first) not in _CASED or not final or first >= verb:
                return None
            own = any(first < m.start < verb and not line.is_a(m.start - 1, *_UNDER) for m in here)
            led = line.capital(first + 1) and line.kind(first + 1) == "word"
            return None if led or own else first  # "die Toten, die das Ministerium meldete"
    return None


def _apart(line: Line, comma: int, here: list[Mention]) -> Mention | None:
    """ "wurde vom Bürgermeister besucht, der": behind the participle that ends the clause before."""
    if line.capital(comma - 1) or line.kind(comma - 1) != "word" or line.is_a(comma - 1, "words.preposition"):
        return None
    return next((m for m in reversed(here) if m.end == comma - 1), None)


def _noun(line: Line, k: int) -> Mention | None:
    """ "traf einen Bewohner, der": one of the people, on no list of those who speak."""
    if not line.capital(k) or not line.is_a(k, "words.residents", "words.bystanders", "people.people", "source.person"):
        return None
    one = line.is_a(k - 1, "words.article") or line.capital(k - 1)
    return Mention((line.low(k),), k, k + 1, "office", True, head=line.low(k)) if one else None

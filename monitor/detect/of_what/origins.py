"""Where killers come from or who backs them: nothing that tells whose people they killed.

"Gunmen from Ethiopia killed 40 people", "пакистанские боевики", "rebeldes respaldados por Ruanda", "von Ruanda
unterstützte Rebellen": a land that stands in the words for the killers is neither the place of the harm nor the harmed.
"""

from monitor.detect.reading.line import Line

_KILLERS = ("words.irregular", "words.attacker", "words.gunmen")
_ARMED = (*_KILLERS, "people.military")
_FROM = ("from", "aus", "de", "d", "des", "du", "del", "из", "із", "зі", "з")
_BACK = 4  # tokens from a land back to the fighters who come from it or whom it backs
_ON = 3  # ... and on to them
_VERB = 6  # tokens from a number back to the verb of its passive
_BY = 6  # tokens from "by" on to the fighters
_COUNTED = 2  # tokens from fighters back to a number of their own
_STEPPED = ("words.article", "words.of", "words.from", "words.comes", "words.backed", "words.killer")


def is_origin(line: Line, j: int) -> bool:
    """ "Gunmen from Ethiopia", "hommes armés venus d'Éthiopie", "вооруженные люди из Эфиопии": not "in Ethiopia"."""
    k = j - 1
    while k > 0 and line.is_a(k, "words.article") and line.low(k) not in _FROM:
        k -= 1
    if line.is_a(k, "words.killer") and line.is_a(j, "party"):  # "respaldados por Ruanda", "von Ruanda unterstützt"
        if line.ends_at(k, "words.backed") is not None:
            return True
        if line.is_a(j + 1, "words.backed"):
            return True
    if line.low(k) not in _FROM or not line.is_a(j, "party"):
        return False
    comes = line.ends_at(k, "words.comes")
    k = comes if comes is not None else k
    begin = _ends_in(line, k)
    if begin is None or (comes is None and line.low(j - 1) in ("de", "d", "du", "del", "des")):
        return False
    return not any(line.kind(m) == "number" or line.is_a(m, "numbers.units") for m in range(begin - _COUNTED, begin))


def is_backer(line: Line, j: int, end: int, lang: str) -> bool:
    """ "Von Ruanda unterstützte Rebellen", "поддерживаемых Руандой", "respaldados por Irán": a land, and not theirs."""
    if lang == "en":
        return False  # "Iran-backed" is one word; and "12 Ukrainian armed forces members"
    if line.is_a(end, "words.backed") or line.ends_at(j, "words.backed") is not None:
        return True
    return line.is_a(j - 1, "words.killer") and line.ends_at(j - 1, "words.backed") is not None


def _ends_in(line: Line, k: int) -> int | None:
    """Where fighters' words begin that end before a token."""
    return next((b for cls in _ARMED if (b := line.ends_at(k, cls)) is not None), None)


def names_killers(line: Line, first: int, j: int) -> bool:
    """ "In Nairobi wurden 67 Menschen von somalischen Islamisten erschossen": the passive's verb stands before."""
    if is_origin(line, j) and line.low(j + 1) not in (",", "."):
        return True  # "40 Menschen von Bewaffneten aus Äthiopien erschossen"
    k = j - 1 - line.is_a(j - 1, "words.article")
    if not line.is_a(k, "words.killer") or line.is_a(k, "words.article"):
        return False
    return any(line.is_a(m, "source.passive") for m in range(max(0, first - _VERB), first))


def done_by_fighters(line: Line, start: int, end: int) -> bool:
    """Whether armed people stand in a line before or after a number's words as those who did it."""
    before = any(line.is_a(j, *_ARMED, "words.army") and not line.is_a(j - 1, "numbers.units") for j in range(start))
    return before or any(
        line.is_a(j, "words.killer") and any(line.is_a(k, *_ARMED, "words.army") for k in range(j + 1, j + _BY))
        for j in range(end, len(line.tokens))
    )


def only_of_killers(line: Line, party: str | None, first: int) -> bool:
    """Whether a land is named for nothing but whose irregulars did it, and they are not the counted."""
    if party is None or line.has.isdisjoint(_KILLERS):
        return False
    named = [
        (j, tag.end)
        for j in range(len(line.tokens))
        if (tag := line.at(j, "party") or line.at(j, "capital")) is not None and tag.value == party
    ]
    return bool(named) and all(_of_killers(line, j, end, first) for j, end in named)


def _of_killers(line: Line, j: int, end: int, first: int) -> bool:
    if j >= first and line.kind(first) == "number" and j - first < _ON:
        return False  # "40 Somali militants"
    for k in range(end, end + _ON):
        if line.is_a(k, *_KILLERS):
            return not any(line.kind(m) == "number" for m in range(j - _COUNTED, j))
        if line.kind(k) == "number" or (line.kind(k) == "mark" and line.low(k) != "-"):
            break
    for k in range(j - 1, max(-1, j - 1 - _BACK), -1):
        if line.is_a(k, *_KILLERS):
            return not any(line.kind(m) == "number" for m in range(k - _COUNTED, k))
        if not line.is_a(k, *_STEPPED) and line.low(k) not in _FROM:
            return False
    return False

"""Sentences that only say who told what stands around them: "Про це повідомляє ДСНС", "О погибших сообщила полиция"."""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_HARM = ("killed.", "wounded.", "missing.", "captured.", "deported.", "casualties.")
_ASIDE = 7  # tokens of "Як передає Укрінформ,"
_BRIEF = 5  # tokens of "Пише Reuters."
_FRONT = 5  # tokens among which what was given stands: "Последние официальные данные огласил ..."
_WIDTH = 24  # tokens of a sentence that tells nothing else
_BEFORE = 4  # tokens from a verb to what it gives: "gave the latest figures"
_TELLS = ("source.says", "source.reckons", "source.gives_out", "source.hands")
_NEWS = frozenset({"source.tidings_given", "source.said_so"})
_UNSURE = ("source.unsure", "source.denies", "source.accuses", "words.not", "status.wrong")
_FROM = frozenset({"from", "von", "vom", "aus", "de", "des", "du", "d", "del", "от", "від"})
_DASHES = ("–", "—", "-")
_MANY = ("ли", "ют", "ят", "ат", "ть", "сь", "ся", "но", "ны", "ано", "ена")  # verbs whose subject is in an office


def speaks_of_it(line: Line) -> bool:
    """Whether a sentence names who told what was told, and tells nothing new."""
    if line.is_a(0, "source.of_it") or line.is_a(1, "source.of_it"):
        return True
    if given(line) is not None:
        return True
    if line.is_a(0, "source.as_said"):  # "Як передає Укрінформ, про це повідомив мер"
        comma = next((j for j in range(2, min(_ASIDE, len(line.tokens))) if line.low(j) == ","), None)
        return comma is not None and line.is_a(comma + 1, "source.of_it")
    opens = line.is_a(0, "source.of_what") or line.is_a(0, "source.relays")
    if not opens or any(token.kind == "number" for token in line.tokens):
        return False
    return line.is_a(0, "source.of_what") or "source.citing" in line.has or len(line.tokens) <= _BRIEF


def unsure(line: Line) -> bool:
    """Whether a sentence only tells what somebody does with a toll: "The president mourned the deaths"."""
    return {"source.unsure", "source.tidings_given"} <= line.has and not line.is_a(0, "source.of_it")


def given(line: Line) -> tuple[int, int] | None:
    """The tokens of what a sentence says was made known, where it tells nothing else, or no number at least.

    "The toll was announced by the mayor", "Сведения предоставила береговая охрана", "Police confirmed the deaths"; not
    "Police are checking the figures".
    """
    if line.has.isdisjoint(_NEWS) or line.sentence.title or len(line.tokens) > _WIDTH:
        return None
    if not line.has.isdisjoint(_UNSURE) or _counts(line):
        return None
    for j in range(_FRONT if "source.said_so" in line.has else 0):
        if (tag := line.at(j, "source.said_so")) is not None:
            return j, tag.end
    if line.is_a(0, "source.by_account", "source.according"):
        return None
    for j in range(len(line.tokens)):
        tag = line.at(j, "source.tidings_given")
        if tag is None:
            continue
        if j < _FRONT:
            return None if line.low(tag.end) in (",", ":") else (j, tag.end)
        verb = next((k for k in range(j - 1, max(0, j - _BEFORE), -1) if line.is_a(k, *_TELLS)), 0)
        if not line.is_a(verb, *_TELLS) or line.is_a(j - 1, "numbers.one"):
            return None  # "said that the number rests on intercepts", "meldeten ein Todesopfer"
        open_end = line.is_a(tag.end, "words.of", "source.about", "source.which")
        return None if open_end else (j, tag.end)
    return None


def giver(line: Line, here: list[Mention], *, cased: bool) -> Mention | None:
    """Who gave what a sentence says was made known, whatever its verb: "Данные обновила Анкара", "by the mayor".

    `cased` says that the language's cases tell a subject from an object.
    """
    news = given(line)
    if news is None and line.is_a(0, "source.of_it") and line.low(end := line.tags[0]["source.of_it"].end) in _DASHES:
        news = 0, end + 1  # "Об этом – в сообщении прокуратуры"
    if news is None:
        return None
    inside: Mention | None = None
    for mention in here:
        if mention.start < news[1] or mention.kind == "pronoun" or not mention.names:
            continue
        if mention.kind == "name" and not (mention.person and " " in " ".join(mention.names)):
            continue
        k = mention.start - 1
        while k > 0 and line.is_a(k, "words.article") and line.low(k) not in _FROM and not line.is_a(k, "source.agent"):
            k -= 1
        if line.is_a(news[0], "source.said_so") and k < news[1]:
            alone = line.low(mention.end) in (".", "") or line.low(k) in _FROM  # "So die Polizei.", "Dies wurde vom"
            return mention if alone else None
        if k < news[1]:
            continue  # "Die Zahlen der Polizei": whose they are, and nobody tells them
        if line.is_a(k, "source.agent") or line.low(k) in _FROM:
            return mention
        if cased:
            if not mention.oblique and not line.is_a(k, "words.preposition"):
                return mention
            told = any(line.low(j).endswith(_MANY) for j in range(news[1], k)) or line.low(news[1] - 1) in _DASHES
            if told and (
                line.is_a(k, "source.inside")
                or line.is_a(mention.start, "source.written")
                or line.is_a(k, "source.written")
            ):
                inside = inside or mention  # "Такую оценку дали в Красном Кресте", "на сайте комитета"
        elif any(line.is_a(j, *_TELLS) for j in range(news[1], k + 1)) and not line.is_a(k, "words.preposition"):
            return mention
    return inside


def _counts(line: Line) -> bool:
    """Whether a number stands there that is no part of a date or of a name."""
    for j, token in enumerate(line.tokens):
        if line.is_a(j, "numbers.units", "numbers.vague", "numbers.collective", "numbers.dozen"):
            return True
        dated = line.is_a(j + 1, "dates.months") or line.is_a(j - 1, "dates.months")
        if token.kind == "number" and not dated and not _names(line, j):
            return True
    return False


def tells_numbers(line: Line, dated: set[int]) -> bool:
    """Whether a sentence holds a number that may count: no date's, hour's, name's or rank's."""
    return any(
        (token.kind == "number" and not _names(line, j)) or line.is_a(j, "numbers.units")
        for j, token in enumerate(line.tokens)
        if j not in dated
    )


def no_toll(line: Line, speaker: Attribution, *, numbered: bool) -> bool:
    """Whether a speaker tells of no dead, and is none who knows: of other numbers, or that he did it himself.

    "Огонь охватил 300 квадратных метров, сообщили в МЧС": rescuers, police and governors go on to the dead; not who
    owns up to an attack: "Boko Haram claimed it. Nine people were killed."
    """
    if not numbered:
        return line.is_a(speaker.cue, "source.owns_up")
    if any(cls.startswith(_HARM) for cls in line.has):
        return False
    return not any(line.is_a(j, "words.civil_teller") for j in range(speaker.start, speaker.end))


def _names(line: Line, j: int) -> bool:
    """ "«Россия 24»", "«Київ24»", "24 Каналу", "22:00", "5-й бригаде"."""
    tokens = line.tokens
    hour = (line.low(j + 1) == ":" and tokens[j + 1].glued) or (line.low(j - 1) == ":" and tokens[j].glued)
    rank = line.low(j + 1) == "-" and tokens[j + 1].glued and line.low(j + 2)[:1] >= "Ѐ" and len(line.low(j + 2)) < 4
    closed = j + 1 < len(tokens) and tokens[j + 1].start - tokens[j].end > 1  # a quotation mark, which is no token
    named = line.capital(j - 1) and (tokens[j].glued or closed)
    return hour or rank or named or line.is_a(j + 1, "words.station")

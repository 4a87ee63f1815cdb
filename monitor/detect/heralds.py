"""Sentences that only say who told what stands around them: "Про це повідомляє ДСНС", "О погибших сообщила полиция"."""

from monitor.detect.line import Line

_HARM = ("killed.", "wounded.", "missing.", "captured.", "deported.", "casualties.")
_ASIDE = 7  # tokens of "Як передає Укрінформ,"
_BRIEF = 5  # tokens of "Пише Reuters."


def speaks_of_it(line: Line) -> bool:
    """Whether a sentence names who told what was told, and tells nothing new."""
    if line.is_a(0, "source.of_it") or line.is_a(1, "source.of_it"):
        return True
    if line.is_a(0, "source.as_said"):  # "Як передає Укрінформ, про це повідомив мер"
        comma = next((j for j in range(2, min(_ASIDE, len(line.tokens))) if line.low(j) == ","), None)
        return comma is not None and line.is_a(comma + 1, "source.of_it")
    opens = line.is_a(0, "source.of_what") or line.is_a(0, "source.relays")
    if not opens or any(token.kind == "number" for token in line.tokens):
        return False
    return line.is_a(0, "source.of_what") or "source.citing" in line.has or len(line.tokens) <= _BRIEF


def tells_numbers(line: Line, dated: set[int]) -> bool:
    """Whether a sentence holds a number that may count: no date's, hour's, name's or rank's."""
    return any(
        (token.kind == "number" and not _names(line, j)) or line.is_a(j, "numbers.units")
        for j, token in enumerate(line.tokens)
        if j not in dated
    )


def no_toll(line: Line, first: int, end: int) -> bool:
    """Whether the speaker at tokens first..end, who told of other numbers, tells of no dead and is none who knows.

    "Огонь охватил 300 квадратных метров, сообщили в МЧС": rescuers, police and governors go on to the dead.
    """
    if any(cls.startswith(_HARM) for cls in line.has):
        return False
    return not any(line.is_a(j, "words.civil_teller") for j in range(first, end))


def _names(line: Line, j: int) -> bool:
    """ "«Россия 24»", "«Київ24»", "24 Каналу", "22:00", "5-й бригаде"."""
    tokens = line.tokens
    hour = (line.low(j + 1) == ":" and tokens[j + 1].glued) or (line.low(j - 1) == ":" and tokens[j].glued)
    rank = line.low(j + 1) == "-" and tokens[j + 1].glued and line.low(j + 2)[:1] >= "Ѐ" and len(line.low(j + 2)) < 4
    closed = j + 1 < len(tokens) and tokens[j + 1].start - tokens[j].end > 1  # a quotation mark, which is no token
    named = line.capital(j - 1) and (tokens[j].glued or closed)
    return hour or rank or named or line.is_a(j + 1, "words.station")

"""Wounds that people sustain, are brought in with, or have: "у двоих баротравма, у одного – осколочное ранение"."""

from monitor.detect.how_many.next_to_numbers import number_before
from monitor.detect.reading.line import Line, population_at
from monitor.model import Measure

_INJURIES = 8  # tokens from a verb of suffering to the wounds
_HAVE = 8  # tokens from the wounds back to whose they are
WHO = ("people.people", "people.military", "people.civilian", "people.children")
COUNTED = ("numbers.units", "numbers.vague", "numbers.collective", "numbers.dozen")


def injured(line: Line, i: int, last: bool) -> tuple[Measure, int, str] | None:
    """ "Suffered serious but not life-threatening injuries", "Ранения различной степени тяжести получили"."""
    first, second = "words.sustains", "words.injuries"
    if not line.is_a(i, first):
        first, second = second, first
    if (tag := line.at(i, first)) is None:
        return None
    fatal = line.is_a(i - 1, "words.fatal")
    for j in range(tag.end, tag.end + _INJURIES):
        if (other := line.at(j, second)) is not None:
            fatal = fatal or line.is_a(other.end + (line.low(other.end) == ","), "words.fatal")
            form = "verb" if line.is_a(i - 1, "words.negation") else "fell"
            return Measure.KILLED if fatal else Measure.WOUNDED, other.end, form
        if line.is_a(j, "words.fatal"):
            fatal = True
        elif last and line.is_a(j, "words.preposition") and line.kind(j) == "word":
            continue  # "erlitten nach Angaben der Polizei leichte Verletzungen"
        elif line.low(j) not in ("of", "de", "des", "d", "-") and not fatal and _ends_injury(line, j):
            return None
    return None


def wounds(line: Line, i: int) -> int | None:
    """The end of "320 people with bullet and shrapnel wounds", "32 personas con graves quemaduras"."""
    if all(line.ends_at(i, cls) is None for cls in WHO) and not number_before(line, i):
        return None
    for j in range(i + 1, i + 1 + _INJURIES):
        if (tag := line.at(j, "words.injuries")) is not None:
            return tag.end
        if line.low(j) not in ("of", "de", "des", "d", "-") and _ends_injury(line, j):
            return None
    return None


def _ends_injury(line: Line, j: int) -> bool:
    """Whether a word between the verb and the injury is of something else: "отримали 12 людей", "received no"."""
    if line.kind(j) != "word":
        return not (line.low(j) == "," and line.is_a(j + 1, "words.but"))
    if line.is_a(j, "killed.fell"):
        return True  # "have died of their wounds"
    if line.is_a(j, "words.who", "words.auxiliary", "words.preposition", *COUNTED) and not line.is_a(j, "words.but"):
        return True
    return population_at(line, j) is not None or (line.is_a(j, "words.negation") and not line.is_a(j - 1, "words.but"))


def had_by(line: Line, i: int) -> int | None:
    """The end of "у двоих детей – минно-взрывные травмы", "в одного діагностували контузію": whose wounds those are."""
    tag = line.at(i, "words.injuries")
    if tag is None:
        return None
    number = False
    for j in range(i - 1, max(-1, i - 1 - _HAVE), -1):
        if line.is_a(j, "words.with_whom"):
            return tag.end if number else None
        if number and not line.is_a(j, "words.more", "words.adverb", *COUNTED) and line.kind(j) != "number":
            return None
        number = number or line.kind(j) == "number" or line.is_a(j, "numbers.one", *COUNTED)
        other = line.kind(j) not in ("word", "number") and line.low(j) not in ("–", "-")
        if other or (not number and line.is_a(j, "words.preposition", "words.conjunction", "place")):
            return None
        if number and line.is_a(j + 1, "not_people.words"):
            return None
    return None

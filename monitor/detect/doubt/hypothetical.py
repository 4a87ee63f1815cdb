"""Numbers that a modal, a condition or a forecast governs: "could rise to 60", "if the dam breaks, 12,000 will die"."""

from monitor.detect.doubt.reservations import on_account
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_CONSEQUENCE = 9  # tokens between a number and the "would be" of what follows from a condition
_TO_COME = 4  # tokens from a number on to the infinitive of its verb
_DENIED = 4  # tokens from a denial to the colon behind it
_ASIDE = 7  # tokens of an aside between a number and its verb
_GROWTH = 8  # tokens from "could" to the "rise" of a toll
_CLAUSE_ENDS = (",", ";", ":", "-", "–", "—", "(")


def hypothetical(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> bool:
    """Whether a modal or a forecast governs the number: "it would cost them 800,000 more corpses".

    "May have died" is an estimate of the past where a source is named for it, a guess where none is. "Could not be
    found", "двоих не могут найти" are no guesses.
    """
    first, last = min(group.start, link.start), max(group.end, link.end)
    low = first
    while low > 0 and first - low < 14:
        j = low - 1
        if line.low(j) in (";", '"', "(") or (
            line.kind(j) == "number" and j not in range(first, last) and not line.low(j).startswith(("19", "20"))
        ):
            break
        if line.low(j) == "," and first - low > 3 and not any(line.is_a(m, "source.says") for m in range(low, low + 4)):
            break
        if line.is_a(j, "status.because"):
            break  # "could rise because 40 were hurt": what is feared has a reason that has happened
        if line.is_a(j, "words.conjunction") and (
            line.is_a(j + 1, "source.says") or (line.is_a(j + 1, "words.auxiliary") and j + 2 < first)
        ):
            break  # "would like peace and had lost 300,000 men"
        low = j
    if line.low(last) == "?" and first <= 3:
        return True  # "A million dead? What stands behind the number"
    if _opens_guess(line) or _will(line, link, low, last) or _on_condition(line, first, last):
        return True
    if (after := _past_aside(line, last)) is not None and line.is_a(after, "status.hypothetical"):
        return True
    high = last
    while high < len(line.tokens) and high - last < 4 and line.kind(high) == "word":
        if line.is_a(high, "words.conjunction"):
            break
        high += 1
    return any(
        line.is_a(j, "status.hypothetical")
        and not group.number.core < j < group.number.end  # "200, quizá 250 muertos": how many, not whether
        and not line.is_a(j, "status.though")
        and not (sourced and _of_the_past(line, lex, j))
        and not any(line.is_a(k, "status.verify", "status.verified") for k in range(j + 1, j + 5))
        and not _unnamed(line, j)
        and not (lex.lang != "de" and _in_a_name(line, j))
        and not (link.side != "total" and _grows(line, j, first))
        and not _reckoned(line, j, last)
        and not _concedes(line, j)
        and not on_account(line, j)
        and not _of_them_told(line, j, first)
        and not _computed(line, j)
        and not (link.start <= j < link.end and any(line.is_a(k, "words.negation") for k in (j - 1, j + 1)))
        for j in range(low, high)
    )


def _in_a_name(line: Line, j: int) -> bool:
    """ "the Disaster Risk Reduction Council", "la Unidad para la Gestión del Riesgo": no guess, but who counts."""
    return j > 0 and line.capital(j) and not line.tokens[j].text.isupper() and not line.sentence.title


def _unnamed(line: Line, j: int) -> bool:
    """ "An official who would not be named put the dead at 40": of him who speaks, no guess."""
    return line.is_a(j - 1, "words.who") and any(line.is_a(k, "words.unnamed") for k in range(j + 1, j + _DENIED + 1))


def _of_them_told(line: Line, j: int, first: int) -> bool:
    """ "With those who are expected to return, losses stand at 200,000": told of people, in their own clause."""
    near = [k for k in (j - 1, j - 2) if k > 0 and line.is_a(k, "words.who")]
    told = any(line.low(k) == "who" or line.low(k - 1) == "," for k in near)
    return told and any(line.low(k) == "," for k in range(j + 1, first))


def _computed(line: Line, j: int) -> bool:
    """ "... of them are alive, which would put the dead at 66": what follows from a count, with no condition."""
    if line.has.isdisjoint(("status.computed",)) or "status.condition" in line.has or "status.opening" in line.tags[0]:
        return False
    near = range(max(0, j - _CONSEQUENCE), j + 1)
    return any((tag := line.at(k, "status.computed")) is not None and tag.end > j for k in near)


def _concedes(line: Line, j: int) -> bool:
    """ "Si le groupe a dit avoir tué 30 personnes, la police en compte six": a contrast, no condition."""
    if "status.conceded" not in line.has or not line.is_a(j, "status.condition"):
        return False
    if not any(line.is_a(k, "status.conceded") for k in range(j + 1, j + _GROWTH)):
        return False
    end = max(tag.end for cls, tag in line.tags[j].items() if cls.startswith("status."))
    return not any(
        line.is_a(k, "status.hypothetical", "status.would") for k in range(len(line.tokens)) if not j <= k < end
    )


def _grows(line: Line, j: int, first: int) -> bool:
    """ "The toll could rise, with 40 still missing", "може зрости: 40 зникли": the toll is to come, not the 40."""
    if "status.grows" not in line.has:
        return False
    end = next((tag.end for k in range(j, min(j + _GROWTH, first)) if (tag := line.at(k, "status.grows"))), first)
    while end < first and line.is_a(end, "words.adverb") and not line.is_a(end, "status.while"):
        end += 1
    if end >= first or line.is_a(end, "qualifier.up_to"):  # "could rise as high as 40"
        return False
    lands = line.low(end) == "," and first - end <= 2 and line.is_a(end + 1, "words.landing", "qualifier.up_to")
    if lands and not line.is_a(end + 1, "status.because", "status.while"):
        return False  # "pourrait s'alourdir, à 700 morts"
    return line.low(end) in _CLAUSE_ENDS or line.is_a(end, "status.because", "status.while")


def _reckoned(line: Line, j: int, last: int) -> bool:
    """ "Die Zahl der Toten wird auf 46.000 beziffert": a passive of who counts, where "wird ... steigen" is to come."""
    if not line.is_a(j, "status.will"):
        return False
    end = next((k for k in range(last, last + _TO_COME) if line.kind(k) != "word"), last)
    return line.is_a(end - 1, "source.done")


def _opens_guess(line: Line) -> bool:
    """ "If", "Si", but "Si bien murieron 12": though."""
    tag = line.at(0, "status.opening")
    return tag is not None and not line.is_a(0, "status.though")


def _on_condition(line: Line, first: int, last: int) -> bool:
    """ "De ser ciertas sus sumas, habría perdido 9.000": what would follow, where the condition stands before it."""
    if "status.condition" not in line.has or "status.would" not in line.has:
        return False
    return any(line.is_a(j, "status.condition") for j in range(first)) and any(
        line.is_a(j, "status.would") for j in range(max(0, first - _CONSEQUENCE), last + _CONSEQUENCE)
    )


def _will(line: Line, link: Link, low: int, last: int) -> bool:
    """ "werden weitere 5.000 Menschen sterben", "wird 2.000.000 Soldaten verloren haben", not "werden 23 vermisst"."""
    if not any(line.is_a(j, "status.will") for j in range(max(0, low - 6), last)):
        return False
    end = link.end + 1
    if link.side == "total":  # "wird die Zahl der Toten wohl 150 übersteigen"
        end = next((j for j in range(last, last + _TO_COME) if line.kind(j) != "word"), last + _TO_COME)
    coming = any(line.is_a(j, "status.infinitive") for j in range(link.start, end))
    return coming or (
        line.is_a(link.end, "status.perfect") and not any(line.is_a(j, "status.may") for j in range(last))
    )


def _past_aside(line: Line, last: int) -> int | None:
    """The token after a short aside: "some 900 of these deaths, more than half, would have been spared"."""
    if line.low(last) != ",":
        return None
    return next((k + 1 for k in range(last + 1, last + _ASIDE) if line.low(k) == ","), None)


def _of_the_past(line: Line, lex: Lexicon, j: int) -> bool:
    """ "may have died", "podrían haber muerto", "dürften ums Leben gekommen sein": a guess at what has happened."""
    if not line.is_a(j, "status.may"):
        return False
    if lex.order != "last":
        return True
    return any(
        line.is_a(k, "status.perfect")
        and any(cls.endswith((".part", ".fell")) for b in (0, 1) for cls in line.endings(k - b))
        for k in range(j + 2, min(j + 26, len(line.tokens)))
    )

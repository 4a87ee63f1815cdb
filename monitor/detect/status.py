"""Whether the text stands by a number: asserted, disputed by the text itself, or hypothetical."""

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Status

_REACH = 28  # tokens from a number to the words that call it into doubt


def status_of(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> Status:
    """The status that the sentence gives; `sourced` says that it names who speaks."""
    if hypothetical(line, lex, group, link, sourced):
        return Status.HYPOTHETICAL
    return Status.DISPUTED if disputed(line, group, link) else Status.ASSERTED


def hypothetical(line: Line, lex: Lexicon, group: Group, link: Link, sourced: bool) -> bool:
    """Whether a modal or a forecast governs the number: "it would cost them 800,000 more corpses".

    "May have died" is an estimate of the past where a source is named for it, a guess where none is.
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
        if line.is_a(j, "words.conjunction") and line.is_a(j + 1, "source.says"):
            break
        low = j
    high = last
    while high < len(line.tokens) and high - last < 4 and line.kind(high) == "word":
        if line.is_a(high, "words.conjunction"):
            break
        high += 1
    return any(
        line.is_a(j, "status.hypothetical") and not (sourced and line.is_a(j, "status.may")) for j in range(low, high)
    )


def disputed(line: Line, group: Group, link: Link) -> bool:
    """Whether the sentence itself calls the number unverified, denied or wrong.

    The doubt stands in the number's own clause, or in one without a number ("..., says X; staff rejects claim").
    """
    if line.is_a(group.start - 1, "status.not"):
        return True  # "19 dead, not 21", "not 300,000, whatever they say"
    return any(_meant(line, at, group, link) for at in doubts(line))


def doubts(line: Line) -> list[int]:
    """The tokens at which a sentence doubts, denies or corrects a claim."""
    found = []
    for j, here in enumerate(line.tags):
        plain = "status.disputed" in here or "status.disputed_before" in here
        denied = "status.denied" in here and _of_claim(line, j)
        wrong = "status.wrong" in here and _says_of_claim(line, j)
        if plain or denied or wrong or ("status.every" in here and _checked(line, j)):
            found.append(j)
    return found


def _checked(line: Line, j: int) -> bool:
    """ "Neither side's account could be checked"."""
    return any(line.is_a(k, "status.verified") for k in range(j, j + 9))


def _of_claim(line: Line, j: int) -> bool:
    """ "rejected Ukraine's claim", "dismissed that as", not "denies all guilt": a claim is the verb's object."""
    tag = line.at(j, "status.denied")
    assert tag is not None
    if line.is_a(tag.end, "status.that"):  # "dismissed that as", not "denied that it was genocide"
        return line.low(tag.end + 1) in ("as", "", ".", ",", ";")
    for k in range(tag.end, min(tag.end + 9, len(line.tokens))):
        if line.is_a(k, "status.claim"):
            return True
        if line.low(k) in (",", ";", "."):
            break
    if line.low(tag.end) not in ("", "."):
        return False
    return any(line.is_a(k, "status.claim") for k in range(max(0, j - 5), j))  # "..., a claim that Kyiv denied."


def _says_of_claim(line: Line, j: int) -> bool:
    """ "called the number absurd", "said that the figures were false": a claim stands before, in its clause."""
    for k in range(j - 1, max(-1, j - 12), -1):
        if line.low(k) in (";", "."):
            return False
        if line.is_a(k, "status.claim", "words.count", "status.calls") or (k == j - 1 and line.is_a(k, "status.that")):
            return True
    return False


def _meant(line: Line, at: int, group: Group, link: Link) -> bool:
    """Whether a doubt at token `at` is about this number and not about another clause's."""
    first, last = min(group.start, link.start), max(group.end, link.end)
    if first <= at < last:
        return True
    if line.is_a(at - 1, "status.that"):
        return last <= at  # "spoke of 12 dead; that was wrong, and the toll is nine"
    between = range(last, at) if at >= last else range(at, first)
    if len(between) > _REACH:
        return False
    for j in between:
        if line.low(j) == ";" or line.is_a(j, "words.but"):
            return not _numbered(line, at)
    return True


def _numbered(line: Line, at: int) -> bool:
    """Whether the clause around a token, between semicolons and turns, holds a number."""
    low = at
    while low > 0 and line.low(low - 1) != ";" and not line.is_a(low - 1, "words.but"):
        low -= 1
    high = at
    while high < len(line.tokens) and line.low(high) != ";" and not line.is_a(high, "words.but"):
        high += 1
    return any(line.kind(j) == "number" or line.is_a(j, "numbers.units") for j in range(low, high))

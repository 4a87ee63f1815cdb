"""Whether the text stands by a number: asserted, disputed by the text itself, or hypothetical."""

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.links import Link
from monitor.model import Status


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
    """Whether the sentence itself calls the number unverified, denied or wrong."""
    return any(line.is_a(j, "status.disputed") for j in range(len(line.tokens)))

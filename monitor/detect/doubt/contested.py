"""A claim in apposition that somebody disputes: "500 dead, a figure disputed by Kyiv", "un bilan que Kiev conteste"."""

from monitor.detect.reading.line import Line

_NEAR = 9  # tokens from "independently verified" to its "not"
_FIRST = 6  # tokens from "a figure" on to the verb of its clause: "a toll that the government in Khartoum disputes"
_ENDS = ("", ".", ",", ";", ":", ")", "–")


def is_checked(line: Line, j: int, end: int) -> bool:
    """ "Deaths that they could check independently": words that doubt only beside a "not", and none is near."""
    if not line.is_a(j, "status.checks"):
        return False
    return not any(line.is_a(k, "status.unchecked") for k in range(max(0, j - _NEAR), end + _NEAR))


def disputed_of(line: Line, j: int, end: int) -> bool:
    """Whether the denial at `j` is of the claim right before it, by an agent or in a relative clause of its own.

    Behind a bare verb something else may come that is denied: "the figures showed that Kyiv rejects the plan".
    """
    by = line.is_a(end, "source.agent")
    if not by and line.low(end) not in _ENDS:
        return False
    for k in range(j - 1, max(-1, j - 1 - _FIRST), -1):
        if line.is_a(k, "status.claim"):
            opens = line.low(k - 1) in (",", "–", "(", "-") or line.low(k - 2) in (",", "–", "(", "-")
            return opens and (by or j - k > 1)
        if line.kind(k) != "word" or line.is_a(k, "words.conjunction", "words.auxiliary"):
            return False
        if by and not line.is_a(k, "words.adverb") and not line.low(k).endswith(("ly", "ment", "mente")):
            return False
    return False

"""Questions: what somebody was asked is said by nobody yet."""

from monitor.detect.reading.line import Line


def asked_at(line: Line) -> int | None:
    """Where the question begins in "Zelensky was asked whether Trump's estimates were accurate, and responded".

    What stands in it is said by nobody yet, and "he" is whoever was asked.
    """
    if "source.asked" not in line.has:
        return None
    for j in range(1, len(line.tokens) - 2):
        if line.is_a(j, "source.asked") and line.is_a(j - 1, "words.auxiliary"):
            return next((k for k in range(j + 1, min(j + 4, len(line.tokens))) if line.is_a(k, "source.whether")), None)
    return None

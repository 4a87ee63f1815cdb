"""An "if" that makes nothing hypothetical: "if Kyiv is to be believed", "if I am not mistaken", "if you add it up"."""

from monitor.detect.reading.line import Line

_CLAUSE = 12  # tokens from "wenn" to the verb that ends its clause
_ENDS = (";", ":", "(")


def on_account(line: Line, j: int) -> bool:
    """Whether the condition at token j only tells whose count it is, or how it was added up.

    "If the officers, who speak of 4,000, are to be believed": its clause goes on behind an aside.
    """
    if "status.reckons" not in line.has:
        return False
    if line.is_a(j, "status.reckons"):
        return True  # "Rechnet man die Berichte zusammen, starben 345 Menschen"
    if not line.is_a(j, "status.condition"):
        return False
    aside = False
    for k in range(j + 1, min(j + _CLAUSE, len(line.tokens))):
        if line.low(k) in _ENDS:
            return False
        if line.low(k) == ",":
            if not aside and not line.is_a(k + 1, "words.who"):
                return False
            aside = not aside
        elif not aside and line.is_a(k, "status.reckons"):
            return True
    return False

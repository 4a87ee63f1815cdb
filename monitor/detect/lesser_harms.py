"""Harm words that name no harm here: a fate that is known, victims who were wronged and live, bodies of law."""

from monitor.detect.line import Line


def fate_told(line: Line, i: int, end: int) -> bool:
    """ "The fate of 3 million EU citizens depends on the talks": nobody is missing where nothing is unknown."""
    tag = line.at(i, "words.fate_of")
    return tag is not None and tag.end == end and "words.fate_unknown" not in line.has


def lives_on(line: Line, i: int, end: int) -> bool:
    """ "200 victims of phone hacking", "thousands of abuse victims": wronged, not killed; "legislative bodies"."""
    if line.is_a(i - 1, "words.corporate"):
        return True
    if "words.wrongs" not in line.has or not line.is_a(i, "words.victims"):
        return False
    return line.ends_at(i, "words.wrongs") is not None or any(
        line.is_a(k, "words.wrongs") and all(line.kind(j) == "word" for j in range(end, k)) for k in range(end, end + 4)
    )

"""Pages of numbers whose label and value stand on lines of their own: made one line each before they are read.

"Soldiers killed since May", "At least 462", "(Figures: the army)", and the same with the value first, "462", "Soldiers
killed since May". Every character keeps its place: a break becomes a colon, or a space.
"""

import re

from monitor.detect.reading.lexicon import Lexicon

_VALUE = re.compile(r"(?m)^[ \t]*((?:[^\W\d_]{1,12} ){0,3})[~]?\d[\d., ]{0,12}(?<=\d)(?: ([^\W\d_]{1,10}))?[+]?[ \t]*$")
_LABEL = (8, 150)  # characters
_FEWEST = 2  # values of a page of numbers
_YEARS = re.compile(r"\s*(?:19|20)\d\d\s*")
_CLOSED = ".!?…:;"
_KNOWN: dict[str, frozenset[str]] = {}  # by language
_PAIRED = 3  # of so many values, all but one must have a label


def paired(text: str, first: int, lex: Lexicon) -> str:
    """The text with the lines of such a page joined, from an offset on.

    >>> from monitor.detect.reading.lexicon import lexicon
    >>> paired("Soldiers killed\\n462\\nSoldiers wounded\\n2,900", 0, lexicon("en", ()))
    'Soldiers killed:462\\nSoldiers wounded:2,900'
    """
    found = [m for m in _VALUE.finditer(text, first) if _is_value(m, lex)]
    if len(found) < _FEWEST:
        return text
    before = [_line_before(text, m.start(), first) for m in found]
    after = [_line_after(text, m.end()) for m in found]
    front = sum(line is not None for line in before)
    behind = sum(line is not None for line in after)
    small = sum(line is not None and text[line[0]].islower() for line in after)
    ahead = before[0] is None or (behind > front) or (2 * small > len(found))
    labels = after if ahead else before
    if sum(line is not None for line in labels) < len(found) - len(found) // _PAIRED:
        return text
    out = list(text)
    for match, label in zip(found, labels, strict=True):
        if label is None:
            continue
        gap = range(match.end(), label[0]) if ahead else range(label[1], match.start())
        for j in gap:
            out[j] = " "
        if not ahead and gap:
            out[gap.start] = ":"
    return "".join(out)


def _is_value(match: re.Match[str], lex: Lexicon) -> bool:
    """Whether a line is a number and at most the words on it: no year, and not "June 10", "Page 3"."""
    words = [*match.group(1).split(), *(match.group(2) or "").split()]
    return not _YEARS.fullmatch(match.group()) and all(word.casefold() in _words(lex) for word in words)


def _line_before(text: str, start: int, first: int) -> tuple[int, int] | None:
    """The label that stands before a value, as offsets."""
    end = start
    while end > first and text[end - 1] in "\n \t":
        end -= 1
    begin = max(text.rfind("\n", first, end) + 1, first)
    return _label(text, begin, end)


def _line_after(text: str, end: int) -> tuple[int, int] | None:
    begin = end
    while begin < len(text) and text[begin] in "\n \t":
        begin += 1
    stop = text.find("\n", begin)
    return _label(text, begin, stop if stop > 0 else len(text))


def _label(text: str, begin: int, end: int) -> tuple[int, int] | None:
    while end > begin and text[end - 1] in " \t":
        end -= 1
    while begin < end and text[begin] in " \t":
        begin += 1
    if not _LABEL[0] <= end - begin <= _LABEL[1] or "|" in text[begin:end]:
        return None
    words = text[begin].isalpha() and text[end - 1] not in _CLOSED
    return (begin, end) if words else None


def _words(lex: Lexicon) -> frozenset[str]:
    """The words that may stand on a number, and those that scale it."""
    if lex.lang not in _KNOWN:
        told = lex.tables.get("qualifier", {})
        phrases = [phrase for entries in told.values() for phrase in entries]
        scales = lex.tables.get("numbers", {}).get("scales", {})
        _KNOWN[lex.lang] = frozenset((*scales, *(word for phrase in phrases for word in phrase.casefold().split())))
    return _KNOWN[lex.lang]

"""Lines that were broken at a width are joined again: a wire or a mail that wraps its sentences at 72 characters.

Every character keeps its place: a line's end becomes a space. Pages write one paragraph a line, and stay as they are.
"""

import re

_LINE = re.compile(r"[^\n]+")  # a page of a million empty lines is passed in one step
_WIDE = 110  # characters; longer lines are paragraphs
_FULL = 40  # ... shorter ones are headings, labels and entries of a list
_STUB = 12  # ... but for those that only a long word has broken off early
_SHARE = 6  # one in so many lines breaks a sentence off, so that all full lines of the text may
_RAGGED = 24  # characters from the longest line down to the shortest that a width has broken
_ENDS = ".!?:;…|"
_ITEMS = "-–•*·▪|"


def unwrapped(text: str, first: int) -> str:
    """The text with the breaks within its paragraphs gone, from an offset on.

    >>> unwrapped("At least 12 people were killed on Monday when a\\nmissile hit a market, officials said.", 0)
    'At least 12 people were killed on Monday when a missile hit a market, officials said.'
    """
    ends: list[int] = []  # of lines that another follows in the same paragraph
    broken: list[int] = []  # of those whose sentence goes on with a small letter
    count, longest, shortest = 0, 0, _WIDE
    for match in _LINE.finditer(text, first):
        end = match.end()
        line = match.group().rstrip()
        begins = text[end + 1 : end + 9].lstrip(" ")[:1]
        count += bool(line)
        longest = max(longest, len(line))
        if _FULL <= len(line) <= _WIDE and begins and begins != "\n" and "|" not in line:
            if begins not in _ITEMS:
                ends.append(end)
                shortest = min(shortest, len(line))
            if begins.islower() and line[-1] not in _ENDS:
                broken.append(end)
    even = longest - shortest <= _RAGGED or len(broken) > 2
    if broken and even and len(broken) * _SHARE >= count and longest <= _WIDE:
        broken = _with_short(text, ends)
    if not broken:
        return text
    pieces: list[str] = []
    last = 0
    for end in broken:
        pieces += (text[last:end], " ")
        last = end + 1
    return "".join((*pieces, text[last:]))


def _with_short(text: str, ends: list[int]) -> list[int]:
    """The breaks with those behind a short line that goes on from a full one: "... in China's\\nGuizhou"."""
    found: list[int] = []
    for end in ends:
        found.append(end)
        after = text.find("\n", end + 1)
        line = text[end + 1 : after].rstrip() if after > 0 else ""
        goes_on = text[after + 1 : after + 2].isalpha() and after not in ends
        if _STUB <= len(line) < _FULL and line[-1] not in _ENDS and goes_on:
            found.append(after)
    return found

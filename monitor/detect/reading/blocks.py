"""What a paragraph would hold, where a page's layout does not tell.

Many newsrooms set every sentence as a paragraph of its own, and a feed's summary or a message runs all in one. What a
paragraph says of the day, the place and the event that a number belongs to is asked of `Sentence.block` therefore;
who speaks is told by the layout itself, as a quotation takes a paragraph.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.detect.reading.text import Sentence

_HELD = 3  # sentences of an agency's paragraph
_FEWEST = 4  # sentences that show a page's layout
_APART = 1.25  # sentences to a paragraph, at most, where each is one
_ENDS = (".", "!", "?", '"', "”", "»")


def in_blocks(told: Sequence[Sentence], text: str) -> list[Sentence]:
    """The sentences of a normalised text with their blocks; a list's items and a live blog's entries stay apart."""
    body = [one for one in told if not one.title]
    paragraphs = len({one.paragraph for one in body})
    joined = paragraphs == 1 and len(body) >= 2 * _HELD
    apart = len(body) >= _FEWEST and len(body) <= _APART * paragraphs and not any(one.entry for one in body)
    if not joined and not apart:
        return list(told)
    made: list[Sentence] = []
    block, held, last = -1, 0, None
    for one in told:
        if one.title:
            made.append(one)
            continue
        if joined or one.paragraph != last:
            if held % _HELD == 0 or (apart and not text[one.start : one.end].endswith(_ENDS)):
                block += 1
            held += 1
        last = one.paragraph
        made.append(replace(one, block=block))
    return made

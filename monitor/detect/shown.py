"""Documents that tell by themselves: "the report details strikes that killed 41", "у звіті описано".

A verb of showing says nothing of a number where people are its subject ("the minister described the attack"), and all
of it where a document is.
"""

from monitor.detect.accounts import in_document
from monitor.detect.base_forms import base_of
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.mention import Mention
from monitor.detect.speakers import Speakers

DOCUMENT = ("source.account", "source.document", "source.written")
_OWNED = 5  # tokens from a document to whose it is: "the report of the UN mission details"


def stated_in(line: Line, lex: Lexicon, i: int, here: list[Mention], speakers: Speakers) -> Mention | None:
    """Whose document states what follows the verb at token i; a document alone is that of whoever spoke last."""
    owner = in_document(line, i, here) if line.is_a(i, "source.stands") else None
    if owner is None:
        return _shown_by(line, i, here) if line.is_a(i, "source.shows") else None
    if owner.kind != "pronoun" or speakers.last is not None or speakers.body is not None:
        return owner
    noun = next((j for j in range(owner.start + 1, i) if line.is_a(j, "source.written")), None)
    if noun is None:
        return owner
    word = line.low(noun)  # "В докладе говорится о 41 погибшем", where nobody has spoken
    return Mention((base_of(word, lex.lang) or word,), noun, noun + 1, "office", head=word)


def _shown_by(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """The document that is the subject of a verb of showing at token i."""
    k = i
    while line.is_a(k - 1, "words.adverb", "words.auxiliary") and k > 1:
        k -= 1
    owner = next((m for m in here if m.end == k and m.kind in ("office", "source")), None)
    first = owner.start if owner is not None else k
    near = range(first - (_OWNED if owner is not None else 1), k)
    noun = next((j for j in reversed(near) if j >= 0 and line.is_a(j, *DOCUMENT)), None)
    if noun is None or any(line.kind(j) != "word" for j in range(noun, k)):
        return None
    if owner is not None:
        return owner
    led = line.is_a(noun - 1, "words.article") or noun == 0
    return Mention((line.low(noun),), noun, noun + 1, "office", head=line.low(noun), definite=True) if led else None

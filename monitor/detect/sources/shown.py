"""Documents that tell by themselves: "the report details strikes that killed 41", "у звіті описано".

A verb of showing says nothing of a number where people are its subject ("the minister described the attack"), and all
of it where a document is.
"""

from monitor.detect.reading.base_forms import base_of
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.accounts import in_document
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.speakers import Speakers

DOCUMENT = ("source.account", "source.document", "source.written")
_OWNED = 5  # tokens from a document to whose it is: "the report of the UN mission details"


def stated_in(
    line: Line, lex: Lexicon, i: int, here: list[Mention], speakers: Speakers, cues: frozenset[str]
) -> tuple[Mention | None, str] | None:
    """Whose document states what the verb at token i tells, and on which side it stands; nothing where none does.

    Nobody speaks where a verb of showing, which is none of the other `cues`, has no document for its subject.
    """
    owner = _owner(line, lex, i, here, speakers) if line.is_a(i, "source.stands", "source.shows") else None
    if owner is not None:
        return owner, "after" if owner.start > i else "before"
    alone = "source.shows" in line.tags[i] and len(cues.intersection(line.tags[i])) == 1
    return (None, "") if alone else None  # "the minister described the attack"


def _owner(line: Line, lex: Lexicon, i: int, here: list[Mention], speakers: Speakers) -> Mention | None:
    """The document at a verb of stating or showing; alone, it is that of whoever spoke last."""
    if lex.order == "svo" and (tag := line.at(i, "source.stands")) is not None:
        return _stated_behind(line, tag.end, here)
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


def _stated_behind(line: Line, first: int, here: list[Mention]) -> Mention | None:
    """ "This is stated in the message of the rescue service": whose document it is, told behind it."""
    if line.low(first) != "in":
        return None
    noun = next((j for j in range(first + 1, first + _OWNED) if line.is_a(j, *DOCUMENT)), None)
    if noun is None:
        return None
    owners = (m for m in here if first < m.start <= noun + _OWNED and m.end > noun and m.kind != "pronoun")
    return next((m for m in owners if all(line.kind(j) == "word" for j in range(noun, m.start))), None)


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

"""Sentences that doubt what was stated elsewhere to the figures that they mean.

"He offered no evidence." "They cannot be checked." "Kyiv called the number absurd." A denial holds for the claims of
the source that it answers, not for the whole article; general scepticism ("the real toll is higher") disputes nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.doubt.denials import apart_from_blame
from monitor.detect.doubt.misnamed import not_that
from monitor.detect.doubt.status import doubts
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.model import Status

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_PARAGRAPHS = 2  # how far back a doubt reaches without naming whom it answers


def answered(
    line: Line,
    here: Sequence["Statement"],
    made: Sequence["Statement"],
    named: Sequence[Mention],
    previous: Line | None,
    *,
    dated: set[int],
    free: bool,
    spoke: int | None,
) -> tuple[list["Statement"], tuple[str, ...]]:
    """The earlier figures that a sentence disputes, and names whose claims it disputes in advance.

    `previous` is the sentence before: what a mere "denied it" means; `spoke` where the sentence has a speaker's verb.
    """
    if made and not here and not_that(line) is made[-1].measure and made[-1].status is Status.ASSERTED:
        return [made[-1]], ()
    found = [j for j in doubts(line, free) if not line.is_a(j, "status.hearsay")]  # "нібито": of its own sentence
    if not found or any(s.status is Status.DISPUTED for s in here):
        return [], ()
    if _of_the_deed(line, previous, made):
        return [], ()
    earlier = [s for s in made if s.line is not line and s.status is Status.ASSERTED]
    if any(line.is_a(j, "status.every") for j in range(len(line.tokens))):
        return earlier, ()  # "Neither side's account could be checked", "any of these posts"
    for mention in named:
        theirs = [s for s in earlier if _share(s.sources, mention.names)]
        if theirs and mention.end <= len(line.tokens) and _owner(line, mention, found):
            return theirs, mention.names
    if line.sentence.entry:
        return [], ()  # a live blog's next entry: "15:10 – Kremlin rejects accusations"
    if (party := _party_of_claim(line)) is not None:
        return [s for s in earlier if any(party in name for name in s.sources)], ()
    if not earlier:
        ahead = next((m for m in named if m.names and _owner(line, m, found)), None)
        return [], ahead.names if ahead is not None else ()
    mine = {name for s in here for name in s.sources}
    first = min((s.group.start for s in here), default=len(line.tokens))
    if spoke is not None and spoke < found[0] and not any(line.is_a(j, "status.claim") for j in range(found[0])):
        return [], ()  # "A rival said that it was more, for which he gave no evidence": of what he says
    numbered = any(line.kind(j) == "number" and j not in dated for j in range(min(first, found[0])))
    if numbered or (here and found[0] > first):
        return [], ()  # the doubt is about this sentence's own matter
    latest = next((s for s in reversed(made) if s.line is not line), None)
    near = latest is not None and line.sentence.paragraph == latest.line.sentence.paragraph
    if latest is not None and latest.status is Status.DISPUTED and (near or latest.line is previous):
        return [], ()  # "It was debunked as well": of what is called wrong already
    last = next((s for s in reversed(earlier) if not mine.intersection(s.sources)), None)
    if last is None:
        return [], ()
    gap = line.sentence.paragraph - last.line.sentence.paragraph
    if gap > _PARAGRAPHS or (_points(line, found) and (gap or _told_otherwise(last.line, previous))):
        return [], ()
    if not last.sources:
        return [s for s in earlier if s.line is last.line and not s.sources], ()
    theirs = [s for s in earlier if _share(s.sources, last.sources)]
    if _points(line, found):  # "owned to 11 dead of its own and claimed 40 of theirs. Delhi denied that."
        theirs = [s for s in theirs if s.party == last.party]
    return theirs, ()


def _of_the_deed(line: Line, previous: Line | None, made: Sequence["Statement"]) -> bool:
    """ "IS claimed responsibility. The government rejected the claim": who did it is doubted, and no number."""
    if previous is not None and "status.blame" in previous.has and "status.denied" in line.has:
        here = [s for s in made if s.line is previous]
        return all(apart_from_blame(s.line, s.group, s.link) for s in here)  # "blamed the rebels, who denied the claim"
    blamed = "status.blame" in line.has
    blames = next((j for j in range(len(line.tokens)) if line.is_a(j, "status.blame")), None) if blamed else None
    if blames is not None and any(line.is_a(j, "status.denied") for j in range(blames, len(line.tokens))):
        return not any(s.line is line for s in made)
    owned = next((at for at in (line, previous) if at is not None and "status.owned" in at.has), None)
    return owned is not None and not any(s.line is owned for s in made)


def _party_of_claim(line: Line) -> str | None:
    """Whose claim is doubted: "the Palestinian figure", "les chiffres russes", "російські дані"."""
    for j in range(len(line.tokens)):
        if not line.is_a(j, "status.claim"):
            continue
        for k in (j - 1, j + 1):
            tag = line.at(k, "party")
            if tag is not None and tag.value is not None:
                return str(tag.value)
    return None


def _points(line: Line, found: Sequence[int]) -> bool:
    """Whether the doubt's object is a mere "that", or nothing at all: it means the sentence before."""
    return all(line.is_a(j, "status.denied", "status.wrong") for j in found) and not any(
        line.is_a(j, "status.claim") for j in range(len(line.tokens))
    )


def _told_otherwise(last: Line, previous: Line | None) -> bool:
    """Whether the sentence before states something else than figures: "Kyiv accuses ... The Kremlin denies it." """
    if previous is None or previous is last:
        return False
    return any(previous.is_a(j, "source.says") or previous.kind(j) == "number" for j in range(len(previous.tokens)))


def _owner(line: Line, mention: Mention, found: Sequence[int]) -> bool:
    """Whether a named source owns the claim that is doubted ("Zelensky's figures", "the losses named by Zelensky")."""
    if line.tokens[mention.end - 1].possessive or line.is_a(mention.start - 1, "source.agent"):
        return True
    if any(line.is_a(j, "status.claim") for j in range(mention.start - 2, mention.start)):
        return True  # "les chiffres de Zelensky", "дані Генштабу"
    return any(line.is_a(j, "status.retracts") for j in found) and mention.start <= 2


def _share(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two lists of names are one source's, or one's is a part of the other's ("Hamas", "Hamas official")."""
    if set(a) & set(b):
        return True
    return bool(a and b) and (a[0].startswith(b[0] + " ") or b[0].startswith(a[0] + " "))

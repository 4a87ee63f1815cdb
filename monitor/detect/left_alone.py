"""Numbers that may count the harmed and that no rule ties to a harm: kept with both readings, and no figure is made.

"Two minibuses hit a mine; the 31 on board were all from Dorn." Nobody who must print a toll wants a guess, and nobody
who missed the 31 wants silence: the words, the sentence and what they could mean are told as quiet rejections.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line
from monitor.model import Measure, Rejection

NOBODY = "nobody harmed"  # the reading that is always left
_MOST = 50  # of an article
_FEW = 20  # people or things of which no list knows which: "20 sorties", "four storeys"
_REACH = 6  # sentences on from the last number that counted the harmed


@dataclass(frozen=True, slots=True)
class Doubt:
    """One number of a line, why it was left alone and what it may count."""

    line: Line
    group: Group
    reason: str
    readings: tuple[str, ...]


@dataclass(slots=True)
class LeftAlone:
    """Collects an article's doubts, line by line: each number once, where it stands first."""

    doubts: dict[tuple[int, int], Doubt] = field(default_factory=dict)

    def read(
        self,
        line: Line,
        found: Sequence[Group],
        links: Sequence[Link | None],
        hurt: Sequence[Harm],
        counted: Measure | None,
        since: int,
    ) -> None:
        """The numbers of a line that no rule has linked; `counted`: what the last figure counts, `since` its sentence.

        A number that a rule has linked and another has taken away again (rescued, exchanged, on a stage) is decided.
        """
        for group, link in zip(found, links, strict=True):
            bounds = (group.number.low, group.number.high)
            if link is not None or group.thing or group.whole or bounds in self.doubts:
                continue
            doubt = _doubt(line, group, hurt, counted if since <= _REACH else None)
            if doubt is not None:
                self.doubts[bounds] = doubt

    def told(
        self, stated: Collection[tuple[int, int]], words: Callable[[Line, int, int], str]
    ) -> tuple[Rejection, ...]:
        """The doubts as rejections; `stated`: bounds of the article's figures, `words`: tokens to the original text.

        A number that is a figure elsewhere in the article is in no doubt. Of very many the first are told, and how many
        more there are.
        """
        kept = [doubt for bounds, doubt in self.doubts.items() if bounds not in stated]
        told = [
            Rejection(
                stage="detect",
                subject=words(doubt.line, doubt.group.start, max(doubt.group.end, doubt.group.number.end)),
                reason=f"{doubt.reason}: {words(doubt.line, 0, len(doubt.line.tokens))}",
                readings=doubt.readings,
                quiet=True,
            )
            for doubt in kept[:_MOST]
        ]
        if (more := len(kept) - _MOST) > 0:
            reason = "may count the harmed too, and are not told one by one"
            told.append(Rejection(stage="detect", subject=f"{more} more numbers", reason=reason, quiet=True))
        return tuple(told)


def _doubt(line: Line, group: Group, hurt: Sequence[Harm], counted: Measure | None) -> Doubt | None:
    known = group.head is not None or group.demonym or group.of_harm or group.of_them
    number = group.number
    if hurt:
        if not known and (number.high <= 1 or (group.unknown and number.high <= _FEW)):
            return None  # "one of the towns", "hit four storeys"
        near = min(hurt, key=lambda harm: min(abs(harm.start - number.end), abs(number.start - harm.end)))
        word = " ".join(token.text for token in line.tokens[near.start : near.end])
        reason = (
            f"counts people beside “{word}”, and no rule ties the two"
            if known
            else (f"stands beside “{word}”, and no rule tells whether it counts whom that befell")
        )
        readings = tuple(dict.fromkeys(str(harm.measure) for harm in (near, *hurt)))
        return Doubt(line, group, reason, (*readings, NOBODY))
    if counted is None or group.unknown or (not known and number.high <= 1):
        return None
    reason = (
        "counts people, and its sentence does not say what befell them"
        if known
        else (f"follows a count of {counted}, and no rule tells whether it goes on with it")
    )
    return Doubt(line, group, reason, (str(counted), NOBODY))

"""Victims whom the next sentence calls dead and wounded: "The UN counted 697 victims. Most were killed or wounded by
explosive weapons"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.detect.harm.harms import Harm
from monitor.detect.reading.line import Line
from monitor.detect.register_losses import of_victims
from monitor.model import Measure

if TYPE_CHECKING:
    from monitor.detect.nouns.statement import Statement

_OPENS = 2  # tokens of a sentence within which it takes up those just told of
_TAKES_UP = ("words.most", "words.share_of", "words.those")


def told_as_sum(line: Line, hurt: Sequence[Harm], made: Sequence["Statement"]) -> None:
    """The victims told last are casualties where a sentence without a number says that they were killed or wounded."""
    last = made[-1] if made else None
    if last is None or last.measure is not Measure.KILLED or last.title or not of_victims(last):
        return
    if not any(line.is_a(j, *_TAKES_UP) for j in range(_OPENS)):
        return
    sums = (h for h in hurt if h.measure is Measure.CASUALTIES)
    if any(line.is_a(h.start, "killed.part", "killed.noun", "killed.fell") for h in sums):
        last.measure = Measure.CASUALTIES

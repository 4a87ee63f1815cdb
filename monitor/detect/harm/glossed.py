"""A word for the harmed and the two fates that it sums: "30 victims, dead and wounded", "30 víctimas entre muertos y
heridos"."""

from dataclasses import replace

from monitor.detect.harm.harms import Harm
from monitor.detect.reading.line import Line
from monitor.model import Measure

_GAP = 4  # tokens from the word to its gloss
_BETWEEN = ("entre",)
_DEAD = ("killed.noun", "killed.part")
_MARKS = (",", "(", "-", "–", "—", ":")


def glossed(line: Line, found: list[Harm]) -> list[Harm]:
    """The harm words of a line, with a gloss made one with the word that it explains."""
    if not any(_is_sum(line, harm) for harm in found):
        return found
    made: list[Harm] = []
    for harm in found:
        both = _is_sum(line, harm)
        whole = made[-1] if made else None
        if both and whole is not None and _explains(line, whole, harm):
            made[-1] = Harm(Measure.CASUALTIES, whole.start, harm.end, whole.forms | {"noun"}, harm.parts)
        elif both and line.low(harm.start - 1) in _BETWEEN:  # "30 personas entre muertas y heridas"
            first = harm.start - 1 - (line.low(harm.start - 2) == ",")
            made.append(replace(harm, start=first, forms=harm.forms | {"part"}))
        else:
            made.append(harm)
    return made


def _is_sum(line: Line, harm: Harm) -> bool:
    """ "Dead and wounded", "morts ou blessés"."""
    return harm.measure is Measure.CASUALTIES and harm.end - harm.start > 1 and line.is_a(harm.start, *_DEAD)


def _explains(line: Line, whole: Harm, gloss: Harm) -> bool:
    gap = range(whole.end, gloss.start)
    if whole.parts or not line.is_a(whole.start, "words.victims") or not 0 < len(gap) <= _GAP:
        return False
    return whole.has("noun") and all(
        line.low(j) in (*_MARKS, *_BETWEEN)
        or line.is_a(j, "words.subset", "words.among", "words.article", "words.them", "numbers.between")
        for j in gap
    )

"""Numbers beside the dead and hurt whose people met another fate: they fled, were driven out, evacuated or arrested."""

from monitor.detect.harm.harms import Harm
from monitor.detect.how_many.numbers import Number
from monitor.detect.reading.line import Line, population_at

_FATE = 4  # tokens between a number and another fate than harm
_FATE_OPENS = ("words.of", "words.adverb", "people.people", "words.auxiliary", "words.stays", "words.who")


def driven_out(line: Line, number: Number, harm_at: dict[int, Harm]) -> bool:
    """ "Thousands were killed and millions displaced": a list goes on with another fate."""
    if "words.flees" in line.has and _flees(line, number.end):
        return True
    if line.ends_at(number.start, "words.displaces") is not None:
        return True
    j = number.start - line.is_a(number.start - 1, "words.article")  # "des morts et des milliers de déplacés"
    if not (line.is_a(j - 1, "words.conjunction", "words.but") or line.low(j - 1) in (",", ";")):
        return False
    j = number.end
    while line.is_a(j, "words.more", "words.adverb"):
        j += 1
    j += line.low(j) == "," and line.is_a(j + 1, "words.who")  # "50 weitere, die festgenommen wurden"
    while line.is_a(j, *_FATE_OPENS) and not line.is_a(j, "words.driven_out") and j <= number.end + _FATE:
        j = max(tag.end for cls, tag in line.tags[j].items() if cls in _FATE_OPENS)  # "around 2,000 tourists stranded"
    fate = line.at(j, "words.driven_out")
    if fate is None or j in harm_at:  # "12 autres évacués vers l'hôpital" are hurt
        return False
    return population_at(line, fate.end) is None and fate.end not in harm_at


def _flees(line: Line, who: int) -> bool:
    """ "Killed 620 and forced nearly 310,000 people to flee"."""
    while line.is_a(who, "words.of", "words.more") and line.kind(who) == "word":
        who += 1
    return (people := population_at(line, who)) is not None and line.is_a(people[1], "words.flees")

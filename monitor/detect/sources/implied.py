"""Verbs of saying without a subject: "cuando reconoció 5.937 muertos", "afirmó que ..., pero aseguró que ..."."""

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.speakers import Speakers, attributed, spoken_by_pronoun
from monitor.detect.sources.subjects import (
    is_count,
)


def once_more(last: Attribution, i: int, end: int) -> Attribution:
    """Who spoke last, saying more with another verb."""
    return Attribution(last.names, i, end, i, "before", last.person, last.party)


def implied(
    line: Line, i: int, end: int, here: list[Mention], found: list[Attribution], speakers: Speakers
) -> Attribution | None:
    """A verb without a subject: "cuando reconoció 5.937 muertos" is the sentence's, "..., calcula, ..." the last's."""
    first = i
    while line.is_a(first - 1, "words.auxiliary"):
        first -= 1
    if line.is_a(i - 1, "source.when", "words.conjunction", "words.but"):
        if found and not line.is_a(i - 1, "source.when"):
            return once_more(found[-1], i, end)  # "afirmó que lanzaron 110 misiles, pero aseguró que ..."
        owners = [m for m in here if m.end < i and m.names and not m.oblique and m.kind != "pronoun"]
        owners = [m for m in owners if not line.is_a(m.start - 1, "words.preposition")] or owners
        owner = owners[-1] if owners else None
        if owner is not None:
            return attributed(owner, i, "before", found, here, speakers, line)
    ends_here = line.low(end) in (",", ".", "") or line.is_a(end, "words.preposition", "words.adverb", "dates.weekdays")
    told = is_count(line, end) and not line.is_a(first, "source.impersonal")  # not "se han notificado 16 muertes"
    if line.low(first - 1) == "," and (ends_here or told):
        return spoken_by_pronoun(Mention((), i, end, "pronoun"), i, "after", found, here, speakers, line)
    return None

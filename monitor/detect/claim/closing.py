"""Who is named behind what he said: "Three people died. One is in hospital, – Fedorov noted.", "Source: police"."""

from collections.abc import Sequence

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.nouns.statement import Statement
from monitor.detect.reading.line import Line
from monitor.detect.scopes.wholes import chronicled

_NAME = 14  # tokens from the dash to the end of the sentence
_TOLD = 6  # numbers of the paragraph that he may have given


def named_behind(line: Line, said: Sequence[Attribution], made: Sequence[Statement]) -> None:
    """Give the figures before it that have no source the one that a line names for them."""
    if not said:
        return
    if line.is_a(0, "source.label"):
        whole = [] if {"source.carrier", "source.wires"} & line.has else made  # "Source: news agencies"
        for statement in chronicled(made) or whole:
            statement.sources = statement.sources or said[0].names  # "Source: General Staff."
    elif _closes(line, said[-1]):
        for statement in made[-_TOLD:]:
            there = statement.line.sentence.paragraph == line.sentence.paragraph and not statement.title
            if there and statement.line is not line and not statement.sources:
                statement.sources = said[-1].names


def _closes(line: Line, speaker: Attribution) -> bool:
    """ "..., – зазначив Федоров.", "– Fedorov noted.": a dash, and nothing behind it but who says so."""
    last = len(line.tokens)
    first = next((j for j in range(last - 1, max(-1, last - _NAME), -1) if line.low(j) in ("–", "—")), None)
    if first is None or line.tokens[first].glued or min(speaker.start, speaker.cue) - first > 2 or not speaker.names:
        return False
    if first > 0 and line.low(first - 1) not in (",", ".", "!", "?"):
        return False
    if line.sentence.quoted or any(line.low(j) == '"' for j in range(first)):
        return False  # quotation marks tell how much he said
    named = range(speaker.start, speaker.end)
    if not any(line.capital(j) or line.is_a(j, "source.office") for j in named):
        return False  # "– cela porte à 45 le bilan"
    return first < min(speaker.start, speaker.cue) and not any(line.kind(j) == "number" for j in range(first, last))

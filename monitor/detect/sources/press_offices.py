"""Press offices and whom they speak for: "пресс-служба ГСЧС", "the press office of the General Staff"."""

from dataclasses import replace

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention, unique

_BETWEEN = 3  # tokens from a press office to the name of its body: "de la", "of the Russian"


def body_at(line: Line, office: Mention) -> int | None:
    """Where the name begins of the body whose press office a mention is, if it is one that goes by a known name."""
    if "source.press" not in line.has:
        return None
    at = next((j for j in range(office.start, office.end) if line.is_a(j, "source.press")), None)
    if at is None:
        return None
    first = line.tags[at]["source.press"].end
    for k in range(first, first + _BETWEEN + 1):
        if line.is_a(k, "named_source"):
            return k
        if line.kind(k) != "word" or line.is_a(k, "source.says", "words.auxiliary", "words.conjunction"):
            return None
    return None


def speaking_for(office: Mention, body: Mention) -> Mention:
    """The press office under the names of its body first: what it states the body states."""
    names = unique([*body.names, *office.names])
    return replace(office, names=names, end=max(office.end, body.end), kind="source", definite=False, anaphor=False)

"""The land that a speaker was told of with his office: "Pakistan's interior minister, Aftab Khan Sherpao"."""

from collections.abc import MutableMapping, Sequence

from monitor.detect.belligerents.naming import party_at
from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.line import Line


def note_lands(line: Line, said: Sequence[Attribution], lands: MutableMapping[str, str]) -> None:
    """Note the land of each person who speaks in a sentence, by the names that he goes by."""
    for found in said:
        if (land := _land_of_office(line, found)) is not None:
            lands.update((name, land) for name in found.names if name not in lands)


def _land_of_office(line: Line, found: Attribution) -> str | None:
    """ "Pakistan's interior minister, Aftab Khan Sherpao": the land whose office a person holds."""
    if not found.person:
        return None
    for j in range(max(0, found.start - 1), min(found.end, len(line.tokens))):
        tag = party_at(line, j)
        if tag is not None and tag.value is not None and line.low(tag.end) != "-":
            return str(tag.value)
    return None

"""Lands by a part of theirs: "dans le nord d'Israël", "im Norden Israels", "на севере Израиля" are where it happened.

The name stands in a genitive, as an owner's does ("les frappes d'Israël", "Israels Raketen"), and is a place even so.
"""

from monitor.detect.reading.line import Line

_KIND = 2  # words before the part: its article, what kind it is of
_LED = 3  # tokens between a part of the land and its name: "in the centre of the Gaza Strip"


def is_part_of(line: Line, j: int) -> bool:
    """Whether the land's name at a token follows a part of it, and a preposition of place leads up to that."""
    if "words.land_part" not in line.has:
        return False
    k = j - 1
    while k > 0 and j - k <= _LED and line.is_a(k, "words.of", "words.article", "words.place_filler"):
        if line.is_a(k, "words.land_part"):
            break
        k -= 1
    if not line.is_a(k, "words.land_part"):
        return False
    k -= 1
    for _ in range(_KIND):  # "nahe dem wichtigsten Flughafen Israels", "рядом с главным аэропортом Израиля"
        if line.is_a(k, "words.place_preposition") or line.kind(k) != "word" or line.capital(k):
            break
        k -= 1
    return line.is_a(k, "words.place_preposition")

"""Two numbers of people at one verb of harm that stands before both, or between them: who did it, and whom it befell.

"In Lyon erschossen zwei Angreifer sechs Menschen": German puts the subject between its verb and the object, Spanish
may, and marks the object ("mataron dos atacantes a seis personas", "a seis personas mataron los dos atacantes").
"""

from monitor.detect.harm.harms import Harm
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.model import Measure

_APART = 7  # tokens of where and when between the two
_ARTICLE = 2  # tokens from the verb to its subject: "töteten die zwei Angreifer"
_PARTING = (
    "words.conjunction", "words.who", "words.preposition", "words.but", "words.subset", "words.more", "words.of",
    "words.auxiliary", "words.others",
)  # fmt: skip
_PLACES = ("words.place_preposition", "place", "party", "dates.weekdays", "dates.today")


def subjects_first(reading: Reading) -> dict[int, Link]:
    """The links of those whom it befell; those who did it count nobody from here on."""
    if reading.lex.lang not in ("de", "es") or len(reading.groups) < 2:
        return {}
    found: dict[int, Link] = {}
    for harm in reading.harms:
        if not harm.has("verb") or harm.measure not in (Measure.KILLED, Measure.WOUNDED):
            continue
        k = next((k for k, g in enumerate(reading.groups) if 0 <= g.start - harm.end < _ARTICLE), None)
        if (
            k is None
            or not (_people(reading.groups[k]) or reading.groups[k].unknown)
            or not _only_article(reading, harm, reading.groups[k])
        ):
            continue
        done = _object(reading, k, harm)
        if done is not None:
            reading.groups[k].thing = True
            found[done] = Link(harm.measure, "object of a harm verb", harm.start, harm.end, "right")
    return found


def _object(reading: Reading, k: int, harm: Harm) -> int | None:
    """The number of the harmed: right of those who did it, or, in Spanish, with an "a" before the verb."""
    line, first = reading.line, reading.groups[k]
    marked = reading.lex.lang == "es"
    if marked and line.low(first.start - 1) == "a":
        return None
    if k and marked and (before := reading.groups[k - 1]).end == harm.start and line.low(before.start - 1) == "a":
        return k - 1 if _people(before) else None
    if k + 1 == len(reading.groups):
        return None
    other = reading.groups[k + 1]
    last = other.start - (marked and line.low(other.start - 1) == "a")
    if not _people(other) or last - first.end > _APART or (marked and last == other.start):
        return None
    words = range(first.end, last)
    quiet = all(line.kind(j) == "word" for j in words) and (marked or not line.is_a(last - 1, *_PARTING))
    if not quiet or any(line.is_a(j, *_PARTING) and not line.is_a(j, *_PLACES) for j in words):
        return None
    return k + 1


def _only_article(reading: Reading, harm: Harm, group: Group) -> bool:
    return all(reading.line.is_a(j, "words.article") for j in range(harm.end, group.start))


def _people(group: Group) -> bool:
    return not (group.thing or group.of_harm or group.of_them) and (group.head is not None or group.demonym)

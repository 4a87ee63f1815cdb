"""A number to where it was counted: an incident's place, or the other war or disaster that its figure belongs to."""

from collections.abc import Collection

from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_OPENS = 2  # tokens that open a sentence: "In Sudan, at least 70 people were killed"
_CLAUSE = 16  # ... whose number is no further than this
_NEAR = 7  # tokens between a number's words and a country that they are told of ("lost 58,220 servicemen in Vietnam")


def place_in(line: Line, group: Group, link: Link) -> str | None:
    """The place named nearest to a number in its sentence, as written, in lower case; towns before countries."""
    best: tuple[int, str] | None = None
    for j in range(len(line.tokens)):
        if not line.is_a(j, "words.place_preposition", "scope.where"):
            continue
        k = _inside(line, j + 1)
        end = _name_end(line, k)
        if end is None or line.is_a(k, "dates.months", "dates.weekdays"):
            continue
        town = line.is_a(k, "place") or not line.is_a(k, "party", "capital")
        if not town and line.low(j) not in ("in", "near", "across"):
            continue
        if not line.is_a(k, "place", "capital", "party") and line.low(j) not in ("in", "near", "at", "outside"):
            continue
        cost = _apart(group, link, k, end) + (0 if town else 12)
        if best is None or cost < best[0]:
            best = (cost, _words(line, k, end))
    return best[1] if best is not None and best[0] <= 40 else None


def place_of(line: Line) -> str | None:
    """The first place that a headline names: "Strike on market in Nikopol"."""
    for j in range(len(line.tokens)):
        if line.is_a(j, "scope.where", "words.place_preposition"):
            k = _inside(line, j + 1)
            end = _name_end(line, k)
            sure = line.is_a(k, "place") or line.low(j) in ("in", "near", "at")
            if end is not None and sure and not line.is_a(k, "party", "capital", "dates.months", "dates.weekdays"):
                return _words(line, k, end)
    return None


def elsewhere_of(line: Line, group: Group, link: Link, known: Collection[str]) -> str | None:
    """The other war of a topic's article: a war's own name, or a country where nobody of the topic fights."""
    if not known:
        return None
    for j in range(len(line.tokens) if "scope.war_name" in line.has else 0):
        if line.is_a(j, "scope.war_name") and (name := _war(line, j, known)) is not None:
            return name
    first, last = min(group.start, link.start), max(group.end, link.end)
    near = range(max(0, first - _NEAR), min(last + _NEAR, len(line.tokens)))
    for j in (*range(min(_OPENS, near.start) if first <= _CLAUSE else 0), *near):
        if not line.is_a(j, "scope.where"):
            continue
        k = _inside(line, j + 1)
        tag = line.at(k, "party") or line.at(k, "place")
        if tag is None or tag.value in known or not line.capital(k) or (tag.value is None):
            continue
        if any(line.is_a(m, "source.says") for m in range(min(j, last), max(j, first))):
            continue
        own = line.at(k, "place")
        if own is not None and own.value in known:
            continue
        return _words(line, k, tag.end)
    return None


def _war(line: Line, j: int, known: Collection[str]) -> str | None:
    """ "the Second World War", "the first Chechen war", "the civil war of 1975-1990", not "the Ukraine war"."""
    k = j
    while k > 0 and (line.capital(k - 1) or line.is_a(k - 1, "numbers.ordinals", "scope.war_adjective")):
        k -= 1
    if k == j or (not any(line.capital(m) for m in range(k, j)) and not line.is_a(k, "scope.war_adjective")):
        return None
    for m in range(k, j):
        for cls in ("party", "capital", "place"):
            tag = line.at(m, cls)
            if tag is not None and tag.value in known and line.low(k) == line.low(m):
                return None
    while k < j and line.is_a(k, "words.article"):
        k += 1
    return _words(line, k, line.tags[j]["scope.war_name"].end)


def _inside(line: Line, k: int) -> int:
    """Past an article and words such as "eastern", "city of", "the village of"."""
    while line.is_a(k, "words.article", "scope.region") and not line.capital(k + 0):
        k += 1
    return k


def _name_end(line: Line, k: int) -> int | None:
    if not line.capital(k):
        return None
    for cls in ("place", "party", "capital"):
        tag = line.at(k, cls)
        if tag is not None:
            return tag.end
    if line.is_a(k, "named_source", "source.office"):
        return None
    end = k + 1
    while line.capital(end) or (line.low(end) == "-" and line.capital(end + 1)):
        end += 1
    return end


def _apart(group: Group, link: Link, start: int, end: int) -> int:
    first, last = group.start, group.end
    if link.start < link.end:
        first, last = min(first, link.start), max(last, link.end)
    return start - last if start >= last else first - end if end <= first else 0


def _words(line: Line, first: int, last: int) -> str:
    text = ""
    for j in range(first, last):
        token = line.tokens[j]
        text += ("" if token.glued or not text else " ") + (token.low if j == last - 1 else token.text.lower())
    return text

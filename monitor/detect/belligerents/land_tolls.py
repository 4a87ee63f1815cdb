"""Lands that tell their tolls: "Nepal reported 84 deaths, India said 13 people had been killed".

Where nobody fights, a land that tells how many died counts its own, if the page tells the tolls of several lands apart
and no other land stands in the sentence as the place of the harm.
"""

from monitor.detect.belligerents.naming import is_located, is_said, name_at, of_outsider, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_OFFICES = ("words.civil_teller", "words.ministry")
_TELLS = ("words.suffer", "words.mourns", "source.tallies")
_TITLE = 4  # tokens of an office beside the land's name: "the Nepalese interior ministry"
_HURT = ("killed.", "wounded.", "missing.", "casualties.")
_COUNTS = 12  # tokens from the teller to the number of the dead
_BESIDE = 2  # ... where the verb is left out
_CLAUSE = 16  # tokens from a number back to the land that tells of it


def tells_its_toll(line: Line, j: int, end: int) -> bool:
    """Whether a land's name at a token is who tells how many died: no place, and no place of another land beside."""
    if not _tells(line, j, end) and not _is_side(line, j, end):
        return False
    if not any(cls.startswith(_HURT) for cls in line.has):
        return False
    ahead = range(end, min(end + _COUNTS, len(line.tokens)))
    return any(_is_number(line, k) for k in ahead) and not _placed_elsewhere(line, j)


def land_that_tells(line: Line, group: Group, link: Link) -> Found | None:
    """The land that tells of a number: the nearest before it in its clause, or behind it at the sentence's end."""
    for j in range(group.start - 1, max(-1, group.start - _CLAUSE), -1):
        if line.low(j) == ";":
            break
        tag = party_at(line, j)
        if tag is None or tag.value is None or line.ends_at(j, "words.attack") is not None:
            continue
        if _tells(line, j, tag.end) or _left_out(line, j, tag.end, group):
            return None if _placed_elsewhere(line, j) else (tag.value, j)
        return None  # "mientras que en la India han muerto 13 personas"
    for j in range(max(group.end, link.end), len(line.tokens)):
        if line.low(j) == ";" or _is_number(line, j):
            break
        tag = party_at(line, j)
        if tag is not None and tag.value is not None and _tells(line, j, tag.end):
            return None if _placed_elsewhere(line, j) else (tag.value, j)
    return None


def _tells(line: Line, j: int, end: int) -> bool:
    """ "Nepal said", "Nepal's home ministry put", "МВД Непала сообщило", "laut nepalesischen Angaben"."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.of", "words.article"):
        k -= 1
    if any(line.ends_at(k, cls) is not None for cls in ("source.by_account", "source.according", "source.account")):
        return True
    office = _office_before(line, j)
    if (is_located(line, j) and not office) or of_outsider(line, j, end):
        return False
    for m in range(end, min(end + _TITLE, len(line.tokens))):
        if is_said(line, m) or line.is_a(m, *_TELLS):
            its_own = any(line.is_a(n, *_OFFICES) for n in range(end, m))
            return office or m == end or its_own or _small(line, end, m)
        if line.kind(m) != "word":
            return False
    return False


def _is_side(line: Line, j: int, end: int) -> bool:
    """ "On the Indian side", "en el lado indio", "с индийской стороны"."""
    k = j
    while k > 0 and line.is_a(k - 1, "words.of", "words.article"):
        k -= 1
    return line.is_a(end, "words.side") or line.is_a(k - 1, "words.side")


def _office_before(line: Line, j: int) -> bool:
    """ "El Ministerio del Interior nepalí", "МВД Непала": an office, small words and its rest before the land."""
    for k in range(j - 1, max(-1, j - 1 - _TITLE), -1):
        if line.is_a(k, *_OFFICES):
            return True
        if not (line.is_a(k, "words.of", "words.article") or line.capital(k)):
            return False
    return False


def _left_out(line: Line, j: int, end: int, group: Group) -> bool:
    """ "La Thaïlande a fait état de 14 morts, le Cambodge de 13 tués": a second land, whose verb is the first's."""
    k = j - line.is_a(j - 1, "words.article")
    parted = line.low(k - 1) in (",", ";") or line.is_a(k - 1, "words.conjunction", "words.but")
    between = range(end, group.start)
    small = all(line.kind(m) != "word" or line.is_a(m, "words.of", "words.list_landing") for m in between)
    return parted and small and len(between) <= _BESIDE and line.capital(j) and not is_located(line, j)


def _small(line: Line, first: int, last: int) -> bool:
    """Whether nothing but auxiliaries and adverbs stands between: "Nepal has so far confirmed"."""
    return all(line.is_a(m, "words.auxiliary", "words.adverb") for m in range(first, last))


def _is_number(line: Line, k: int) -> bool:
    return line.kind(k) == "number" or line.is_a(k, "numbers.units", "numbers.collective")


def _placed_elsewhere(line: Line, j: int) -> bool:
    """ "France said 12 people had died in Peru": another land is the place in what it tells."""
    theirs, counted = party_at(line, j), False
    for k in range(j + 1, len(line.tokens)):
        counted = counted or _is_number(line, k)
        if counted and line.low(k) in (",", ";"):
            return False
        tag = name_at(line, k)
        if tag is not None and theirs is not None and tag.value != theirs.value and is_located(line, k):
            return True
    return False

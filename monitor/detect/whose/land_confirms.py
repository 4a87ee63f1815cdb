"""The dead whom a land confirms or owns up to, where nothing says whose they are: its own.

"Kathmandu has confirmed 45 deaths", "Накануне Баку признавал пятьдесят", "Egypt has acknowledged 31 deaths": whoever
counts others names them. Of a topic's two armies each confirms the other's dead, too.
"""

from monitor.detect.belligerents.killers import is_active
from monitor.detect.belligerents.naming import is_located, name_at, party_at
from monitor.detect.belligerents.owners import Found
from monitor.detect.belligerents.sides import Sides
from monitor.detect.nouns.links import Link
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import Line

_REACH = 9  # tokens from a number back to the verb
_BEHIND = 7  # ... and on to a place of others
_SMALL = ("words.auxiliary", "words.adverb", "dates.weekdays", "dates.today", "words.pronoun")


def of_the_land_that_confirms(line: Line, sides: Sides, group: Group, link: Link) -> Found | None:
    """The land that is the subject of the confirming, and its token."""
    if line.has.isdisjoint(("words.confirms", "words.admit")) or group.parties or is_active(line, link):
        return None
    first = min(group.start, link.start) if link.start < link.end else group.start
    for j in range(group.start - 1, max(-1, first - _REACH), -1):
        begins = (line.ends_at(j + 1, cls) for cls in ("words.confirms", "words.admit"))
        verb = next((begin for begin in begins if begin is not None), None)
        if verb is not None:
            found = _subject(line, verb)
            if found is None or (sides.topical and sides.takes(found[0])) or _placed(line, group, link, found[0]):
                return None
            return found
        if line.kind(j) in ("number", "mark") or name_at(line, j) is not None or line.is_a(j, "source.says"):
            break
    if not line.is_a(max(link.end, group.end), "words.confirms"):
        return None
    found = _subject(line, group.start)  # "Kenia hat 38 Tote bestätigt"
    return None if found is None or (sides.topical and sides.takes(found[0])) else found


def _subject(line: Line, verb: int) -> Found | None:
    """The land right before a verb and its small words."""
    k = verb
    while k > 0 and line.is_a(k - 1, *_SMALL) and line.ends_at(k, "party") is None:
        k -= 1
    begin = next((at for cls in ("party", "capital") if (at := line.ends_at(k, cls)) is not None), None)
    tag = party_at(line, begin) if begin is not None else None
    if begin is None or tag is None or tag.value is None or is_located(line, begin) or not line.capital(begin):
        return None
    return str(tag.value), begin


def _placed(line: Line, group: Group, link: Link, land: str) -> bool:
    """ "Kenya has confirmed 12 deaths in Somalia": a place of others behind the number."""
    last = max(group.end, link.end)
    for j in range(group.end, min(last + _BEHIND, len(line.tokens))):
        tag = name_at(line, j)
        if tag is not None and tag.value != land:
            return True
        if line.low(j) in (";", "."):
            return False
    return False

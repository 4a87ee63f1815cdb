"""Number groups that a preposition governs: they are nobody who died."""

from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_BEFORE = 4  # tokens from a preposition to its number


def governed(line: Line, lex: Lexicon, group: Group) -> bool:
    """ "В результате удара по двум домам погибли 16 человек": the verb stands behind them and does not tell of them.

    "En las 20 masacres fueron asesinadas 85 personas", "en otros 25 cayeron fragmentos": so in Spanish.
    """
    if group.head is not None or group.of_them or group.demonym:
        return False
    if lex.lang in ("uk", "ru"):
        whom = line.is_a(group.start - 1, "words.whom")  # "67 человек, из которых 29 погибли"
        return line.is_a(group.start - 1, "words.preposition") and not whom
    if "words.governs" not in line.has:
        return False
    j = group.start - 1
    while line.is_a(j, "words.article", "words.others", "words.own") and j > group.start - _BEFORE:
        j -= 1
    return line.is_a(j, "words.governs")

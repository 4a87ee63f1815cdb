"""Number groups that a preposition governs: they are nobody who died."""

from monitor.detect.groups import Group
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line


def governed(line: Line, lex: Lexicon, group: Group) -> bool:
    """ "В результате удара по двум домам погибли 16 человек": the verb stands behind them and does not tell of them."""
    nobody = group.head is None and not group.of_them and not group.demonym
    return nobody and lex.lang in ("uk", "ru") and line.is_a(group.start - 1, "words.preposition")

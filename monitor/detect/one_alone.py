"""Several people before a clause of one other's harm: the harm is his alone, told by his pronoun or his singular.

"Three doctors examined the boy after he was wounded", "kurz bevor er getötet wurde", "avant d'être tué", "antes de ser
asesinado", "до того, как его убили": the number before it counts who were with him.
"""

from monitor.detect.groups import Group
from monitor.detect.harms import Harm
from monitor.detect.line import Line
from monitor.detect.links import Reading

_BETWEEN = 24  # tokens from the people to the harm
_CLAUSE = 6  # tokens from the pronoun to the harm
_ONE = {
    "en": frozenset(("he", "she")),
    "de": frozenset(("er",)),
    "fr": frozenset(("il", "elle")),
    "es": frozenset(("él", "ella")),
    "ru": frozenset(("он", "она", "его", "её", "ее")),
    "uk": frozenset(("він", "вона", "його", "її")),
}
_BEING = frozenset(("être", "ser", "fuera", "fuese", "sea"))  # "avant d'être tué", "después de que fuera herido"
_LED = frozenset(("d", "de", "que", "tras", "al"))
_SINGULAR = ("é", "ée", "o", "a", "u", "t")


def harms_one(reading: Reading, group: Group, harm: Harm) -> bool:
    """Whether a harm behind several people is told of one other in a clause of his own."""
    line = reading.line
    if group.number.high < 2 or not 0 < harm.start - group.end <= _BETWEEN:
        return False
    return _pronoun(line, reading.lex.lang, group.end, harm) or _infinitive(line, group.end, harm)


def _pronoun(line: Line, lang: str, first: int, harm: Harm) -> bool:
    """ "Before he was killed", "als er bei Bonn getötet wurde", "как его убили": only helpers part the two."""
    one = _ONE.get(lang, frozenset())
    for k in range(harm.start - 1, max(first, harm.start - _CLAUSE) - 1, -1):
        if line.low(k) in one:
            return k > first
        if line.kind(k) != "word" or not (lang == "de" or line.is_a(k, "words.auxiliary", "words.adverb")):
            return False
        if lang == "de" and line.is_a(k, "words.auxiliary"):
            return False  # in a clause the helper comes last
    return False


def _infinitive(line: Line, first: int, harm: Harm) -> bool:
    k = harm.start - 1 if line.low(harm.start) not in _BEING else harm.start
    led = line.low(k) in _BEING and line.low(k - 1) in _LED and k > first
    return led and line.low(harm.end - 1).endswith(_SINGULAR)

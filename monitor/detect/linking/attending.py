"""People harmed while they were with the harmed: "Four medics who were tending the wounded were killed".

A clause with a harm noun of its own stands between a subject and its verb. The noun's article or preposition makes it
an object there, and the verb still to come says what befell the subject.
"""

from collections.abc import Sequence

from monitor.detect.harm.harms import Harm
from monitor.detect.linking.mourners import stands_as_object
from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_CLAUSE = 26  # tokens from the people to their own verb
_VERB = 7  # tokens from the verb's first word to its participle: "kamen bei einem zweiten Angriff ums Leben"
_KEPT = ("words.count", "scope.list")
_PHRASE = 7  # tokens from a preposition to the harmed under it: "bei der Suche nach den Vermissten"
_FIRST = 1  # the token at which such a phrase opens its sentence, at most
_HERE = ("bei", "mit", "con", "avec", "von", "zu")  # "Bei den Toten handelt es sich um zwölf Soldaten"
_DATIVE = ("ым", "им")  # "раненым", "пораненим": not "ними", by whom
_DOING = {"en": ("ing",), "fr": ("ant",), "es": ("ando", "endo"), "ru": ("вшие", "вших", "щие", "щих")}
_STOPS = ("source.says", "words.but", "words.conjunction", "words.opens_clause", "words.negation", "words.pronoun")
_GOES_ON = (
    "words.preposition",
    "words.of",
    "words.article",
    "words.adverb",
)  # "the victims of a strike", "killed a day earlier"


def while_attending(reading: Reading, group: Group) -> Link | None:
    """The link of people to the verb behind a clause of theirs that names the harmed."""
    line, lex = reading.line, reading.lex
    if group.head is None or len(reading.harms) < 2 or not _opens(line, lex, group):
        return None
    named: Harm | None = None  # the last of those whom they were with
    for harm in reading.harms:
        if harm.start < group.end or (harm.forms <= {"verb", "weak"} and line.kind(harm.end) == "word"):
            continue  # "covering the funeral of the victims", "treating the wounded"
        if harm.start - group.end > _CLAUSE:
            return None
        if named is not None and _befell(reading, named.end, harm):
            return Link(harm.measure, "subject of a harm verb", harm.start, harm.end, "left")
        if not _is_object(line, lex, harm) or not _clear(reading, group.end if named is None else named.end, harm):
            return None
        named = harm
    return None


def names_others(line: Line, lex: Lexicon, group: Group, harm: Harm) -> bool:
    """ "Dos sanitarios que atendían a los heridos fueron condecorados": the clause's harm is not the subject's."""
    if group.head is None or harm.start < group.end or not _opens(line, lex, group):
        return False
    return _is_object(line, lex, harm) and not line.is_a(harm.start - 1, "words.told_as")


def for_the_harmed(line: Line, lex: Lexicon, group: Group, harm: Harm) -> bool:
    """ "An der Suche nach den Vermissten nehmen 120 Helfer teil", "На похороны погибших пришли 2000 человек".

    The harmed stand under a preposition that opens the clause, or are whom something is done for: others do it.
    """
    if group.head is None or harm.end > group.start or not harm.has("noun") or harm.has("fell", "lost", "toll"):
        return False
    if lex.lang == "en" or (not line.capital(harm.start) if lex.lang == "de" else harm.has("verb")):
        return False
    if line.is_a(harm.start, *_KEPT):
        return False  # "Im Vermisstenregister stehen 68.300 Menschen"
    if lex.lang in ("ru", "uk"):
        if line.low(harm.start).endswith(("ым", "им", "ними")) and line.kind(harm.end) == "word":
            return True  # "Помощь раненым оказывают 40 врачей"
        event = harm.start - 2
        of_them = line.low(harm.start).endswith(("ых", "их")) and not line.is_a(event + 1, *_KEPT)
        among = line.is_a(event, "words.among") or line.is_a(event + 1, "words.among", "words.preposition")
        return of_them and line.is_a(event, "words.preposition") and not among
    return _under_preposition(line, harm)


def tends_them(line: Line, lex: Lexicon, group: Group, hurt: Sequence[Harm]) -> bool:
    """ "Помощь 60 раненым оказывают 180 спасателей и 40 врачей": those who do something for the harmed told before."""
    if lex.lang not in ("ru", "uk") or not hurt or hurt[-1].end > group.start:
        return False
    return line.low(hurt[-1].start).endswith(_DATIVE) and for_the_harmed(line, lex, group, hurt[-1])


def _under_preposition(line: Line, harm: Harm) -> bool:
    """ "Für die Verletzten", "Bei der Suche nach den Vermissten", "pour soigner les blessés"; not "unter den Toten"."""
    nouns = 0
    for k in range(harm.start - 1, max(-1, harm.start - _PHRASE), -1):
        if line.kind(k) != "word" or line.is_a(k, "words.among", "words.subset", "words.auxiliary", *_KEPT):
            return False
        led = line.is_a(k, "words.preposition") and not line.is_a(k, "words.article", "words.of")
        if led and k <= _FIRST:
            return nouns > 0 or line.low(k) not in _HERE
        nouns += not line.is_a(k, "words.article", "words.of", "words.preposition")
    return False


def _opens(line: Line, lex: Lexicon, group: Group) -> bool:
    """ "Who were", "covering", "venus", "soignant": what leads a clause of the people's own."""
    j = group.end + (line.low(group.end) == ",")
    if line.is_a(j, "words.who", "words.come_to"):
        return True
    first = max(group.number.end, (group.head_at or 0) + 1)  # "ambulanciers soignant": within the group of the number
    return any(line.low(k).endswith(_DOING.get(lex.lang, ("-",))) for k in range(first, j + 1))


def _is_object(line: Line, lex: Lexicon, harm: Harm) -> bool:
    """ "The wounded", "of the victims", "a man killed", "пораненим": no predicate."""
    if not harm.has("noun", "part", "toll") or harm.has("fell"):
        return False
    if lex.lang == "de":
        return line.capital(harm.start)
    return stands_as_object(line, lex, harm.start)


def _clear(reading: Reading, start: int, harm: Harm) -> bool:
    """Whether no number, no speaker and no other clause stands before those whom they were with."""
    line = reading.line
    return not any(
        (line.kind(j) == "mark" and line.low(j) not in ('"', "-", "'") and j > start)
        or _counted_at(reading, j)
        or line.is_a(j, "words.but")
        or (line.is_a(j, "source.says") and not line.is_a(j, "words.acts_on"))  # "trasladaban los cuerpos"
        for j in range(start, harm.start)
    )


def _befell(reading: Reading, start: int, harm: Harm) -> bool:
    """Whether a harm word is the predicate that comes after the clause: "... were killed", ", kamen ums Leben"."""
    line = reading.line
    first = next((j for j in range(start, harm.start) if line.is_a(j, "words.auxiliary")), None)
    if first is None:
        first = harm.start
        if not harm.has("fell"):
            return False
    elif not harm.has("part", "fell") or harm.start - first > _VERB:
        return False
    if reading.lex.order != "last" and not all(
        line.is_a(j, "words.auxiliary", "words.adverb") for j in range(first + 1, harm.start)
    ):
        return False  # "were suspended after a witness was killed"
    between = range(start, first)
    if any(line.is_a(j, *_STOPS) for j in between):
        return False  # "treating the wounded said that patients were killed"
    if between and reading.lex.order != "last" and not line.is_a(start, *_GOES_ON) and start not in reading.dated:
        return False  # "treating the wounded watched as a child was killed"
    commas = sum(line.low(j) == "," for j in range(start, harm.start))
    return commas < 2 and not any(
        (line.kind(j) == "mark" and line.low(j) != "," and j not in reading.dated)
        or _counted_at(reading, j)
        or (j > first and line.is_a(j, "words.negation"))
        for j in range(start, harm.start)
    )


def _counted_at(reading: Reading, j: int) -> bool:
    """Whether another number stands there; "in a second strike" counts nobody."""
    k = reading.group_at.get(j) if j not in reading.dated else None
    return k is not None and not reading.groups[k].number.ordinal

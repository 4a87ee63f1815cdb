"""Numbers that a verb of reckoning puts on a count told behind them: "Auf 46.000 schätzt Kiew die Zahl der Toten".

"У 46 тисяч оцінює Київ кількість загиблих", "Kiev chiffre à 46.000 les soldats tués", "cifra en 46.000 los soldados
que ha perdido".
"""

from monitor.detect.nouns.links import Link, Reading
from monitor.detect.of_what.groups import Group
from monitor.detect.reading.line import population_at

_WHO = 6  # tokens from the verb to what is counted: "schätzt die Regierung in Kiew die Zahl"
_WHOM = 9  # tokens from what is counted to its harm: "las muertes", "les soldats ukrainiens tués"
_RECKONS = ("source.says", "source.reckons", "words.tallies", "words.count", "words.auxiliary")
_COUNTS = ("words.count", "killed.toll", "casualties.noun", "casualties.toll", "killed.noun", "wounded.noun")
_LED = ("words.article", "words.own", "words.its_own")


def weighed_at(reading: Reading, group: Group) -> Link | None:
    """The link of a bare number with a verb of reckoning behind it, or before its "at", and what it counts after."""
    line, first = reading.line, group.start
    after = group.number.end
    bare = group.bare or line.is_a(after, *_LED)  # "en 46.000 los soldados": those who are counted, not a group of it
    if not bare or group.number.ordinal or group.number.high < 2:
        return None
    led = line.ends_at(first, "words.landing")
    if led is None and not line.is_a(first, "words.landing"):
        return None
    led = first if led is None else led
    if line.is_a(after, *_RECKONS) and led <= 1:
        noun = _counting(reading, after + 1)
    elif line.is_a(led - 1, "source.says", "source.reckons") or line.is_a(led, "source.says"):
        noun = _people(reading, after)
    else:
        return None
    harm = next((h for h in reading.harms if noun is not None and noun <= h.start <= noun + _WHOM), None)
    if noun is None or harm is None or not harm.has("noun", "part", "toll", "lost", "verb"):
        return None
    if any(line.kind(k) != "word" for k in range(noun, harm.start)):
        return None
    return Link(harm.measure, "total before its noun", harm.start, harm.end, "total")


def _counting(reading: Reading, first: int) -> int | None:
    """The counting noun behind the one who reckons: "Kiew die Zahl", "Київ кількість"."""
    line = reading.line
    for j in range(first, first + _WHO):
        if line.is_a(j, *_COUNTS):
            return j
        clause = line.is_a(j, "words.conjunction", "words.who") and not line.is_a(j, "words.article")
        if line.kind(j) != "word" or clause:
            return None
    return None


def _people(reading: Reading, first: int) -> int | None:
    """The harmed with their article right behind the number: "les soldats tués", "los soldados que ha perdido"."""
    line, j = reading.line, first
    while line.is_a(j, *_LED):
        j += 1
    if j == first:
        return None
    return first if population_at(line, j) is not None or line.is_a(j, *_COUNTS) else None

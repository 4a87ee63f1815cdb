"""Days on which an article tells of no harm: of an arrest, a funeral, a visit, a vote, a law.

"A bomb went off on Saturday. Police arrested two men on Monday. Nineteen people died": they died on Saturday.
"""

from monitor.detect.date_phrases.dates import DatePhrase
from monitor.detect.reading.line import Line

_REACH = 10  # tokens between a day and what was done on it
_HEAD = 6  # tokens of a line that names a day and a place
_PARTED = (",", ";", ":", "(", ")", "–", "—")
_NEXT = ("words.who", "dates.when", "dates.after", "words.but", "dates.that")
_DONE = frozenset({"killed.verb", "killed.fell", "wounded.verb", "wounded.fell", "scope.crash", "scope.occurred"})
_WHO = ("killed.noun", "wounded.noun")  # "Первых погибших похоронили"
_HARMS = frozenset({
    "killed.verb", "killed.part", "killed.fell", "killed.noun", "killed.toll", "wounded.verb", "wounded.part",
    "wounded.fell", "wounded.noun", "missing.part", "missing.fell", "missing.noun", "captured.part", "captured.verb",
    "casualties.noun", "casualties.verb", "casualties.toll", "scope.incident", "scope.crash", "scope.disaster",
    "scope.occurred", "scope.single", "scope.battle", "words.attack", "words.warfare", "words.count",
})  # fmt: skip


def harmless(line: Line, phrase: DatePhrase) -> bool:
    """ "Police arrested two men on Monday", "the law of 1 June", "the funeral will be on Wednesday"."""
    if line.has.isdisjoint(("dates.harmless", "dates.occasions")):
        return False
    clause = _clause(line, phrase)
    done = [j for j in clause if line.is_a(j, "dates.harmless")]
    if done:
        said = {k for j in done for k in range(j, line.tags[j]["dates.harmless"].end)}  # "came into force"
        return not any(_DONE & line.tags[j].keys() and j not in said and not line.is_a(j, *_WHO) for j in clause)
    return any(line.is_a(j, "dates.occasions") for j in clause) and all(_HARMS.isdisjoint(line.tags[j]) for j in clause)


def tells_no_harm(line: Line) -> bool:
    """Whether nothing in a sentence tells that anybody was harmed: "The station was empty on Monday"."""
    return _HARMS.isdisjoint(line.has)


def heads(line: Line, phrase: DatePhrase) -> bool:
    """ "17 May, Banh.": a line's few words that say of which day the next ones tell."""
    return phrase.start <= 1 and len(line.tokens) <= _HEAD


def tells_of_event(line: Line) -> bool:
    """ "The crash happened on Monday": a later sentence that tells when it was."""
    return not line.has.isdisjoint(("scope.occurred", "scope.incident", "scope.crash"))


def when_clause(line: Line, phrase: DatePhrase) -> bool:
    """ "... when two missiles hit a hospital on Tuesday": the day of the attack."""
    for j in range(phrase.start - 1, max(-1, phrase.start - 24), -1):
        if line.low(j) in (";", ":"):
            return False
        if line.is_a(j, "dates.when"):
            return any("scope.incident" in tags for tags in line.tags[j : phrase.start])
    return False


def _clause(line: Line, phrase: DatePhrase) -> list[int]:
    """The tokens beside a date up to the next comma or the word that opens another clause."""
    before = []
    for j in range(phrase.start - 1, max(-1, phrase.start - 1 - _REACH), -1):
        if line.low(j) in _PARTED or line.is_a(j, *_NEXT):
            break
        before.append(j)
    after = []
    for j in range(phrase.end, min(phrase.end + _REACH, len(line.tokens))):
        if (line.low(j) in _PARTED and j > phrase.end) or line.is_a(j, *_NEXT):
            break
        after.append(j)
    return before + after

"""Subjects that no "he" takes up: bodies, forces, rescuers."""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_BODIES = ("police", "army", "military", "government", "ministry", "navy", "militia", "force", "agency", "hospital")
_ONE = ("il", "elle", "er", "él", "ella", "він", "вона", "он", "она")
_PLURAL_ARTICLES = ("les", "des", "los", "las")
_MANY = ("ики", "ели", "ері", "еры", "ські", "ские", "еві", "нні", "нные", "ові", "овые", "нці", "нцы", "ники", "рти")
_PLURAL_DEEDS = ("source.finds", "source.says", "killed.verb", "wounded.verb", "words.auxiliary")


def many_of_them(line: Line, subject: Mention, pronoun: Mention, cue: int) -> bool:
    """Whether a subject is a body or many people, who are no "he": forces, rescuers, the police."""
    if subject.person or subject.person_office or subject.kind not in ("office", "source"):
        return False
    last = line.low(subject.end - 1)
    if pronoun.head == "body":
        plain = subject.end == 1 or not line.capital(subject.end - 1)
        return plain and last.endswith("s") and line.low(pronoun.start - 1) == ","
    if pronoun.head == "person":
        return last.endswith("s") or last in _BODIES
    word = line.low(pronoun.start)
    dropped = pronoun.start == cue and not word.endswith("n") and not line.is_a(cue, "source.he")  # "añadió"
    if word not in _ONE and not dropped and not (word == "sie" and not line.low(cue).endswith("n")):
        return False
    deed = line.low(subject.end).endswith("en") and line.is_a(subject.end, *_PLURAL_DEEDS)  # "Retter fanden"
    named = last.endswith(_MANY) or line.low(subject.start).endswith(_MANY)
    return line.low(subject.start - 1) in _PLURAL_ARTICLES or named or deed

"""Subjects that no "he" or "it" takes up: bodies, forces, rescuers; and verbs that need many."""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_BODIES = ("police", "army", "military", "government", "ministry", "navy", "militia", "force", "agency", "hospital")
_ONE = ("il", "elle", "er", "él", "ella", "він", "вона", "он", "она")
_PLURAL_ARTICLES = ("les", "des", "los", "las")
_MANY = ("ики", "ели", "ері", "еры", "ські", "ские", "еві", "нні", "нные", "ові", "овые", "нці", "нцы", "ники", "рти")
_ENDINGS = {"en": ("s",), "fr": ("s",), "es": ("s",), "uk": ("и", "і", "ї"), "ru": ("и", "ы", "ые")}
_NOT_MANY = ("ss", "news", "forces", "pays", "palais")  # the armed forces are an "it" as often
_SINGULAR = frozenset({"it", "he", "she", "il", "elle", "él", "ella", "он", "она", "оно", "він", "вона", "воно"})
_GERMAN = ("er", "sie", "es")
_MANY_SAY = {"uk": ("ли", "лися", "ють", "уть", "ать", "ять"), "ru": ("ли", "лись", "ют", "ут", "ат", "ят")}
_PLURAL_NAME = ("и", "ы", "і", "ї", "ы", "ые", "ие")
_PLURAL_DEEDS = ("source.finds", "source.says", "killed.verb", "wounded.verb", "words.auxiliary")


def are_many(line: Line, mention: Mention, cue: int, lang: str) -> bool:
    """ "Rescuers", "рятувальники", "rescapés": an office of many people, no "it"; German shows it by the verb."""
    if mention.kind != "office" or mention.person:
        return False
    if lang == "de":
        return not mention.person_office and line.is_a(cue, "source.says") and line.low(cue).endswith("en")
    ending = _ENDINGS.get(lang)
    many = ending is not None and bool(mention.head) and mention.head.endswith(ending)
    return many and not mention.head.endswith(_NOT_MANY)


def is_one(line: Line, start: int, cue: int) -> bool:
    """Whether a pronoun stands for one speaker: "it", "elle", "он", "sie sagte"."""
    return line.low(start) in _SINGULAR or (line.low(start) in _GERMAN and not line.low(cue).endswith("en"))


def need_many(line: Line, verb: int, mention: Mention, lang: str) -> bool:
    """ "Загинули 16 людей, а не 17, як повідомляли": a plural verb, and one person or body, who is not its subject."""
    if lang not in _MANY_SAY or not line.low(verb).endswith(_MANY_SAY[lang]) or mention.oblique:
        return False
    if line.is_a(mention.start - 1, "words.conjunction", "source.inside") or line.is_a(
        mention.end, "words.conjunction"
    ):
        return False
    words = range(mention.start, mention.end)
    if any(line.is_a(j, "words.conjunction") or line.tokens[j].text.isupper() for j in words):
        return False  # "США", "СМИ"
    named = (mention.kind in ("name", "country") and not mention.head) or mention.person
    return named and not any(line.low(j).endswith(_PLURAL_NAME) for j in words)


def many_of_them(line: Line, subject: Mention, pronoun: Mention, cue: int) -> bool:
    """Whether a subject is a body or many people, who are no "he": forces, rescuers, the police."""
    if subject.person or subject.person_office or subject.kind not in ("office", "source"):
        return False
    last = line.low(subject.end - 1)
    if pronoun.head == "body":
        plain = subject.end == 1 or not line.capital(subject.end - 1)
        many = last.endswith("s") or subject.head.endswith("s")  # "Troops in Monguno beat back an attack, it said"
        return plain and many and line.low(pronoun.start - 1) == ","
    if pronoun.head == "person":
        return last.endswith("s") or last in _BODIES
    word = line.low(pronoun.start)
    dropped = pronoun.start == cue and not word.endswith("n") and not line.is_a(cue, "source.he")  # "añadió"
    if word not in _ONE and not dropped and not (word == "sie" and not line.low(cue).endswith("n")):
        return False
    deed = line.low(subject.end).endswith("en") and line.is_a(subject.end, *_PLURAL_DEEDS)  # "Retter fanden"
    named = last.endswith(_MANY) or line.low(subject.start).endswith(_MANY)
    return line.low(subject.start - 1) in _PLURAL_ARTICLES or named or deed

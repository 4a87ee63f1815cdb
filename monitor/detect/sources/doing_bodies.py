"""Whom "it", "sie" and "selon eux" stand for where a body only acted before it spoke.

"The fire department sent 60 men. It said 19 people had died": no speaker yet, but the subject of the sentence before.
"""

from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention

_ARTICLES = {  # what the article before a body says of it
    "die": frozenset({"she", "many"}), "der": frozenset({"he"}), "das": frozenset({"it"}), "eine": frozenset({"she"}),
    "la": frozenset({"she"}), "une": frozenset({"she"}), "una": frozenset({"she"}), "le": frozenset({"he"}),
    "el": frozenset({"he", "she"}), "l": frozenset({"he", "she"}), "les": frozenset({"many"}),
    "des": frozenset({"many"}), "los": frozenset({"many"}), "las": frozenset({"many"}),
}  # fmt: skip
_PRONOUNS = {  # and the pronoun of what it stands for
    "it": "it", "its": "it", "they": "many", "their": "many", "them": "many",
    "es": "it", "er": "he", "ihm": "he", "elle": "she", "il": "he", "ils": "many", "elles": "many", "eux": "many",
    "ellos": "many", "ellas": "many", "ella": "she", "él": "he", "lui": "he",
}  # fmt: skip
_GERMAN = (("ihr", ("she", "many")), ("sie", ("she", "many")), ("deren", ("she", "many")), ("sein", ("he", "it")),
           ("dessen", ("he", "it")))  # fmt: skip
_POLICE = ("police",)  # one body in English, and many


def acted(line: Line, here: list[Mention], lang: str) -> tuple[Mention, frozenset[str]] | None:
    """The body that a sentence begins with, and what may stand for it in the next."""
    first = next((m for m in here if m.kind != "country"), None)
    if first is None or first.start > 1 or first.oblique or first.person_office or first.anaphor:
        return None
    if (
        not (_body_of_name(line, first) if first.person else first.kind in ("office", "source"))
        or line.sentence.title
        or line.sentence.quoted
    ):
        return None
    last = line.low(first.end - 1)
    article = line.low(0) if first.start == 1 else ""
    if lang == "en":
        return first, frozenset({"many"} if last.endswith("s") else {"it"} | ({"many"} if last in _POLICE else set()))
    return first, _ARTICLES.get(article, frozenset({"he", "she", "it", "many"} if not article else ()))


def _body_of_name(line: Line, mention: Mention) -> bool:
    """ "Die UN-Mission Monusco": a body beside its name, and nobody's post."""
    here = range(mention.start, mention.end)
    return any(line.is_a(j, "source.office") for j in here) and not any(line.is_a(j, "source.person") for j in here)


def stands_for(line: Line, pronoun: Mention, cue: int, kinds: frozenset[str], lang: str) -> bool:
    """Whether a pronoun or a possessive agrees with what a body is."""
    word, before = line.low(pronoun.start), pronoun.start - 1
    leads = before < 0 or line.low(before) in (",", '"') or line.is_a(before, "source.according", "source.by_account")
    leads = leads or line.is_a(pronoun.start, "source.his")  # "By their count"
    if not leads and pronoun.end - pronoun.start == 1 and pronoun.start != cue:
        return False  # "By Sunday, when they announced it": of a clause that is no telling
    if lang == "de":
        return any(not kinds.isdisjoint(of) for begin, of in _GERMAN if word.startswith(begin)) or (
            word in ("er", "es", "ihm") and _PRONOUNS[word] in kinds
        )
    if lang == "es" and pronoun.start == cue:  # "La Policía acordonó el barrio. Informó de 19 muertos"
        return ("many" in kinds) == word.endswith("n")
    if lang == "es" and word in ("su", "sus"):
        return True
    if lang == "fr" and word == "lui":
        return not kinds.isdisjoint({"he", "she"})
    return _PRONOUNS.get(word) in kinds

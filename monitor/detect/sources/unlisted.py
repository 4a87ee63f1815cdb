"""Speakers on no list: "a broker said", "Jihadists claim 63", "according to the sheet", "рассказала соседка".

What a verb of saying has for its subject speaks, whatever noun it is; harm, counts and days do not.
"""

from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.subjects import is_count, modified

_NOWHERE = frozenset({"región", "país", "mundo", "zona", "área"})
_CLAUSE = 14  # tokens from a speech verb back to where its clause begins
_NO_SUBJECT = (
    "words.preposition", "words.auxiliary", "words.pronoun", "words.who", "words.conjunction", "source.according",
    "source.account", "source.document", "source.says", "source.he", "not_people.words", "words.attack",
)  # fmt: skip
_THEY_SAID = ("ли", "ют", "ят", "ут", "ат", "ють", "ять", "уть", "ать")
_THEY = {
    "ru": ("ки", "тели", "цы", "исты", "еры", "оры", "ари", "ане", "яне", "енты", "логи", "ачи", "ие", "ые"),
    "uk": ("ки", "телі", "ці", "исти", "істи", "ери", "ори", "арі", "яни", "ани", "енти", "логи", "ачі"),
}
_NAME = 3  # words of a name
_PAPERS = frozenset({
    "gesetz", "plan", "vertrag", "anklage", "anklageschrift", "protokoll", "verfassung", "umfrage", "umfragen",
    "satzung", "prognose", "prognosen", "vorhersage", "programm", "fahrplan", "abkommen", "statut", "urteil",
    "gutachten",
})  # fmt: skip
_WHOSE = {"its": "body", "his": "person", "her": "person"}
_PLURALS = {  # of those counted, in the genitive, and in the nominative
    "ru": {"ков": "ки", "ов": "ы", "ей": "и", "иц": "ицы", "ок": "ки"},
    "uk": {"ців": "ці", "ків": "ки", "ів": "и", "їв": "ї", "ей": "і", "иць": "иці", "ок": "ки"},
}
_NAMED_BY = (
    "ка", "ник", "ница", "ниця", "тель", "ець", "ец", "іст", "ист", "иня", "яни", "яне", "арь", "ар", "ор", "ер",
)  # fmt: skip

_VERBS = ("source.says", "source.reckons", "source.speaks", "source.finds", "source.shows", "source.stands")
_HURT = ("killed.", "wounded.", "missing.", "captured.")
_GERMAN_PLURAL = ("e", "en", "er", "n", "s")

_ONE_OF_MANY = ("one", "another")  # "one villager said", "another survivor said"


def plain_subject(line: Line, verb: int) -> Mention | None:
    """ "a broker said", "two brothers said": nobody on a list, but a person noun right before the verb."""
    j = verb
    while j > 0 and line.is_a(j - 1, "words.auxiliary", "words.adverb") and not line.is_a(j - 1, "words.article"):
        j -= 1
    end = j
    while j > 0 and end - j < 4 and line.kind(j - 1) == "word" and not line.is_a(
        j - 1,
        "words.article", "words.preposition", "words.conjunction", "words.who", "words.pronoun", "words.auxiliary",
    ):  # fmt: skip
        j -= 1
    opened = line.is_a(j - 1, "words.article") or (j < end and line.is_a(j, "numbers.units"))
    if line.low(j - 1) in ("der", "des") and line.capital(j - 2) and j > 2:
        return None  # "51 Prozent der Opfer gingen": a genitive
    if j == end or not opened or not line.is_a(end - 1, "people.people", "people.military", "source.person"):
        return None
    names = (" ".join(line.low(k) for k in range(j, end)), line.low(end - 1))
    return Mention(tuple(dict.fromkeys(names)), j, end, "office", True)


def bare_name(line: Line, first: int) -> Mention | None:
    """ "Laut Seabird", "nach Angaben von Human Aid", "wie Memorial mitteilte": a German name on no list."""
    end = first
    while end - first < _NAME and line.capital(end) and line.kind(end) == "word" and _may_speak(line, end):
        if line.is_a(end, "party", "place", *_NO_SUBJECT) or line.low(end) in _PAPERS:
            return None
        end += 1
    if end == first or line.low(end) == "-":
        return None
    phrase = " ".join(line.low(k) for k in range(first, end))
    return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), first, end, "office", head=line.low(end - 1))


def noun_subject(line: Line, verb: int, lang: str = "") -> Mention | None:
    """ "A surgeon at the hospital said", "La provincia informó": any noun, if it opens the verb's clause.

    What a verb of saying has for its subject speaks, on no matter which list; harm, counts and days do not.
    """
    first = verb
    if line.capital(verb):
        return None  # "the United States"
    while first > 0 and verb - first < _CLAUSE and (line.kind(first - 1) == "word" or _aged(line, first - 1)):
        if line.is_a(first - 1, "words.conjunction", "source.says"):
            break
        first -= 1
    if lang and (so_many := counted_tellers(line, verb, lang)) is not None:
        return so_many
    if (several := _several(line, first, verb, lang)) is not None:
        return several
    led = first + 1 if line.is_a(first, "source.as_said") else first
    named = bare_name(line, led) if lang == "de" and line.is_a(led - 1, "source.as_said") else None
    if named is not None and all(not line.capital(k) or _when(line, k) for k in range(named.end, verb)):
        return named  # "wie Seabird am Montag auf X schrieb"
    while first < verb and not line.is_a(first, "words.article", "source.his") and line.low(first) not in _ONE_OF_MANY:
        opening = line.is_a(
            first, "words.preposition", "words.adverb", "source.between", "words.but", "source.subordinate"
        )
        if not opening and not any(cls.startswith("dates.") for cls in line.tags[first]):
            return None
        first += 1
    begin = first + 1
    end = verb
    while end > begin and line.is_a(end - 1, "words.auxiliary"):
        end -= 1
    if line.is_a(first, "source.his") and end > begin and line.is_a(end - 1, "source.document"):
        return Mention((), first, end, "pronoun", head=_WHOSE.get(line.low(first), ""))  # "His message spoke of 40"
    if line.is_a(first - 1, "words.preposition", "words.of") and not line.is_a(first - 1, "source.as_said"):
        return None  # "in an interview published in May", but "wie der Hotelbesitzer sagte"
    while _aged(line, begin) or line.low(begin - 1) == "-":
        begin += 1
    end = begin
    while end < verb and (line.kind(end) == "word" or _aged(line, end)) and not modified(line, end):
        if line.is_a(end, "words.auxiliary", "words.adverb", "source.between"):
            break
        if end > begin and line.low(end).endswith("ed") and line.is_a(end + 1, "words.preposition"):
            break  # "a lawmaker briefed by the agency"
        end += 1
    mute = any(line.kind(k) == "word" and not _may_speak(line, k) for k in range(begin, end))
    mute = mute or (line.is_a(begin, "source.account") and line.is_a(end, "words.of"))  # "Un balance de la policía"
    hyphens = sum(line.kind(k) == "mark" for k in range(begin, end))  # "an anti-junta militia member said"
    if end == begin or end - begin - 2 * hyphens > 4 or mute or line.low(verb).endswith("ing"):
        return None
    phrase = " ".join(line.low(k) for k in range(begin, end)).replace(" - ", "-")
    return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), begin, end, "office", head=line.low(end - 1))


def counted_tellers(line: Line, verb: int, lang: str) -> Mention | None:
    """ "Two police officers said", "Four sources familiar with the case told": so many who open the verb's clause."""
    end = verb
    while line.is_a(end - 1, "words.auxiliary", "words.adverb", "words.have") and end > 1:
        end -= 1
    first = end
    while first > 0 and verb - first < _CLAUSE and line.kind(first - 1) == "word":
        if line.is_a(first - 1, "source.says", "words.but", "source.subordinate"):
            break
        first -= 1
    if first < end and not line.is_a(first, "numbers.units"):
        first += line.is_a(first, "words.conjunction", "words.adverb", "source.according")
    if (
        end - first < 2
        or not line.is_a(first, "numbers.units", "numbers.collective")
        or line.is_a(first, "numbers.one")
    ):
        return None
    last = head = first + 1
    while last < end and last - first < 5 and not line.is_a(last, "words.of", "words.article"):
        if line.is_a(last, *_NO_SUBJECT) and not line.is_a(last, "source.label"):
            break
        last += 1
        head = last if _of_many(line, last - 1, lang) else head
    if head == first + 1 or any(not _may_speak(line, k) for k in range(first + 1, head)):
        return None  # "two wounded men said": told of as well
    if any(cls.startswith(_HURT) for k in range(head, end) for cls in line.tags[k]):
        return None
    base = [_in_plural(line.low(head - 1), lang)] if lang in INFLECTED else []
    names = (*base, " ".join(line.low(k) for k in range(first + 1, head)), line.low(head - 1))
    return Mention(tuple(dict.fromkeys(names)), first + 1, head, "office", True, head=line.low(head - 1))


def _in_plural(noun: str, lang: str) -> str:
    """ "лікарів" as "лікарі": those counted, in the nominative."""
    ending = next((e for e in _PLURALS[lang] if noun.endswith(e)), None)
    return noun if ending is None else noun[: -len(ending)] + _PLURALS[lang][ending]


def _of_many(line: Line, k: int, lang: str) -> bool:
    if lang == "de":
        return line.capital(k) and line.low(k).endswith(_GERMAN_PLURAL)
    if lang in INFLECTED:  # "двое полицейских", "двоє високопосадовців"
        return line.low(k).endswith((*_PLURALS[lang], "их", "ых"))
    return line.low(k).endswith(("s", "x")) or line.low(k) in ("people", "men", "women")


def _several(line: Line, first: int, verb: int, lang: str) -> Mention | None:
    """ "Jihadists claim 63", "Local fishermen said", "Соседи рассказали": bare plurals that open the verb's clause."""
    end = verb
    while line.is_a(end - 1, "words.auxiliary", "words.adverb", "source.between") and end - 1 > first:
        end -= 1
    while first < end and line.is_a(first, "words.but", "words.adverb", "words.article", "source.as_said"):
        first += 1
    while lang == "de" and end - 1 > first and any(cls.startswith("dates.") for cls in line.tags[end - 1]):
        end -= 1  # "wie Polizisten am Montag mitteilten"
    plural = ("s", "men") if lang != "de" else ("en", "er", "e", "te")
    if not 1 <= end - first <= 3 or line.low(verb).endswith("ing") or not line.low(end - 1).endswith(plural):
        return None
    if lang == "de" and not (line.low(verb).endswith(("ten", "chen", "eben", "ben")) and line.capital(end - 1)):
        return None
    if any(not _may_speak(line, k) or line.is_a(k, *_NO_SUBJECT) for k in range(first, end)):
        return None
    phrase = " ".join(line.low(k) for k in range(first, end))
    return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), first, end, "office", head=line.low(end - 1))


def _when(line: Line, k: int) -> bool:
    """Whether a word tells when or over what it was said: "am Montag", "auf Telegram"."""
    return line.is_a(k, "source.medium", "source.occasion") or any(cls.startswith("dates.") for cls in line.tags[k])


def _aged(line: Line, k: int) -> bool:
    """ "a 34-year-old teacher"."""
    return (line.low(k) == "-" and line.tokens[k].glued) or (line.kind(k) == "number" and line.low(k + 1) == "-")


def noun_after(line: Line, lex: Lexicon, first: int) -> Mention | None:
    """ "..., said a neighbour of the family", "denunció una vecina de Soledar", "рассказала соседка": any noun."""
    if (counted := _so_many(line, lex, first)) is not None:
        return counted
    j, bare = first, lex.lang in INFLECTED
    several = _they(line, lex, first)
    while line.is_a(j, "words.article") and line.kind(j) == "word":
        j += 1
    end = j
    while line.kind(end) == "word" and end - j < (1 if bare else 4) and not line.is_a(
        end, "words.preposition", "words.of", "words.auxiliary", "words.conjunction", "words.who", "words.adverb",
        "words.but", "words.article", "source.between", "source.says",
    ):  # fmt: skip
        end += 1
    said_the = lex.order == "svo" and line.low(first) == "the" and line.low(end) in (",", ".", ";", "")
    said_the = said_the or (lex.lang == "de" and _the_speaker(line, first))
    if not (bare or several or line.is_a(first, "numbers.one") or said_the):
        return None  # "a jugé la situation complexe"
    if not any(is_count(line, k) for k in range(first)):
        return None  # "..., chef de l'armée, a décrit une situation complexe"
    if ((j == first) != bare and not several) or end == j or any(not _may_speak(line, k) for k in range(j, end)):
        return None
    if bare and not several and (line.capital(j) or len(line.low(j)) < 5 or not line.low(j).endswith(_NAMED_BY)):
        return None  # "сообщили вчера"
    phrase = " ".join(line.low(k) for k in range(j, end))
    return Mention(tuple(dict.fromkeys((phrase, line.low(j)))), j, end, "office", True, head=line.low(j))


def _the_speaker(line: Line, first: int) -> bool:
    """ "..., sagte der Hotelbesitzer", "..., teilte die Werksleitung mit": no list has him, but nothing else fits.

    "Sagte der Zeitung ein Sprecher" has its subject behind whom it was told.
    """
    told = line.is_a(first + 1, "source.carrier", "source.medium", "words.press")
    return line.low(first) in ("der", "die", "das") and line.capital(first + 1) and not told


def _so_many(line: Line, lex: Lexicon, first: int) -> Mention | None:
    """ "рассказали двое жителей", "dijeron dos testigos", "ont indiqué deux habitants": tellers who are counted."""
    number = line.kind(first) == "number" or line.is_a(first, "numbers.units", "numbers.collective")
    noun = line.low(first + 1)
    plural = noun.endswith("s") or (lex.lang == "de" and line.capital(first + 1))
    if lex.lang in INFLECTED:
        plural = noun.endswith(tuple(_PLURALS[lex.lang]))
    if not number or line.kind(first + 1) != "word" or not plural or not _may_speak(line, first + 1):
        return None
    verb = line.low(first - 1)
    they = {"es": ("ron", "an", "en"), "de": ("ten", "en"), "fr": ("ent",)}.get(lex.lang, _THEY_SAID)
    if not (verb.endswith(they) or (lex.lang == "fr" and line.low(first - 2) == "ont") or lex.order == "svo"):
        return None  # "le Rwanda parle de neuf civils tués"
    if not any(is_count(line, k) for k in range(first)) or line.is_a(first + 1, "not_people.words"):
        return None
    names = [noun]
    if lex.lang in INFLECTED:
        names.insert(0, _in_plural(noun, lex.lang))
    return Mention(tuple(names), first + 1, first + 2, "office", True, head=noun)


def _they(line: Line, lex: Lexicon, first: int) -> bool:
    """ "рассказали горняки", "dijeron mineros", "ont raconté des mineurs": the verb is a plural too."""
    verb, noun = line.low(first - 1), line.low(first)
    if line.is_a(first, "words.adverb", "source.between", *_NO_SUBJECT):
        verb = ""
    if lex.lang in INFLECTED:
        return verb.endswith(_THEY_SAID) and noun.endswith(_THEY[lex.lang]) and not line.capital(first)
    if lex.lang == "es":
        return verb.endswith(("ron", "an", "en")) and noun.endswith("s")
    if lex.lang == "de":
        after = line.low(first + 1) in (".", ",", ";", "") or line.is_a(
            first + 1, "words.preposition", "words.article", "words.conjunction", "dates.yesterday", "dates.today"
        )  # "sagten Polizisten am Montag", "sagten Polizeibeamte und ein Arzt gestern"
        return verb.endswith("ten") and line.capital(first) and after
    return noun == "des" and line.low(first + 1).endswith("s") and line.low(first - 2) == "ont"


def _may_speak(line: Line, k: int) -> bool:
    """Whether the classes of a noun let it speak: no harm, attack, count or day does."""
    mute = ("dates.", "numbers.", "scope.", "killed.", "wounded.", "missing.", "captured.", "casualties.", "status.")
    if line.is_a(k, "source.mute") and not line.capital(k):
        return False  # "la situation fait état de 32 décès"
    return not line.is_a(k, "words.count", "words.lives", "words.pronoun") and not any(
        cls.startswith(mute) for cls in line.tags[k]
    )


def publisher(line: Line, first: int, here: list[Mention]) -> Mention | None:
    """ "according to figures published by the health ministry": the agent of what was published."""
    done = False
    for k in range(first + 1, min(first + 12, len(line.tokens))):
        if line.kind(k) != "word":
            return None
        done = done or line.low(k - 1).endswith(("ed", "wn", "en"))
        if line.is_a(k, "source.agent") and done:
            return next((m for m in here if k < m.start <= k + 3 and m.kind != "pronoun"), None) or plain_noun(
                line, k + 1
            )
    return None


def _measures(line: Line, k: int) -> bool:
    """ "laut der Behörde mehr als 40": where the next number's own words begin."""
    return any(cls.startswith("qualifier.") and cls != "qualifier.filler" for cls in line.tags[k])


def plain_noun(line: Line, first: int) -> Mention | None:
    """ "in the view of an older Polish general", "according to the sheet": whatever noun follows."""
    j, definite = first, False
    while line.is_a(j, "words.article", "words.own") and line.kind(j) == "word":
        definite = line.low(j) not in ("a", "an")
        j += 1
    end = j
    while line.kind(end) == "word" and end - j < 5 and not line.is_a(
        end, "words.preposition", "words.auxiliary", "words.conjunction", "words.who", "words.but"
    ) and not _measures(line, end):  # fmt: skip
        if end > j and line.is_a(end, *_VERBS) and not line.is_a(end, "source.account") and not line.capital(end):
            break  # "aus einem Bericht der Vereinten Nationen hervorgeht"
        if end > j and is_count(line, end):
            break  # "Ein Bericht der Polizei zählt zwölf Tote"
        end += 1
    other = line.is_a(j, "dates.months", "dates.weekdays", "dates.night", "dates.daypart", "casualties.noun")
    if end == j or line.low(j) in ("which", "that", "this") or other:  # nor "dio cifras de las bajas"
        return None
    if line.is_a(j, "words.pronoun", "words.them") or line.low(j) in _NOWHERE:
        return None  # "receive no information from them", "las trágicas cifras de la región"
    definite = definite or (end == j + 1 and line.is_a(j, "source.document", "source.written"))  # "согласно документу"
    phrase = " ".join(line.low(k) for k in range(j, end))
    return Mention(
        tuple(dict.fromkeys((phrase, line.low(end - 1)))),
        j,
        end,
        "office",
        head=line.low(end - 1),
        definite=definite,
        anaphor=definite,
    )

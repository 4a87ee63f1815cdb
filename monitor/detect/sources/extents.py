"""How far a speaker's name reaches around its noun: "a brigade spokesperson", "губернатор Амурской области"."""

from monitor.detect.reading.base_forms import INFLECTED, base_of, may_speak
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line

_BACK = 6  # words before an office that belong to it: "a Ukrainian brigade spokesperson"
_ON = 8  # words after it: "officials of the eastern administration"
_OF = ("of", "de", "du", "des", "aux", "del", "der", "des", "von", "d")
_IN = ("for", "in", "at", "à", "en", "im", "für", "para")
_GENITIVE = ("ої", "ого", "их", "іх", "ів", "їв", "ї", "и", "і", "у", "ю", "а", "я", "ой", "ей", "ых", "ов", "ев", "ы")
_AGREES = (
    "ий", "ій", "ого", "ому", "им", "ім", "а", "ої", "ою", "у", "е", "є", "і", "их", "іх", "ими", "я",
    "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "ую", "ей", "ом", "ем", "ым", "ыми", "его", "ему",
)  # fmt: skip
_VERB = ("ала", "яла", "ила", "іла", "ела", "ыла", "ула", "ює", "ує", "ає", "яє")  # of no adjective that is long
_LONG = 5
_GENITIVE_NAME = ("ської", "цької", "ського", "цького", "ской", "цкой", "ского", "цкого", "ы", "и", "і", "ї")
_GIVEN = ("ії", "ии", "ни", "ги", "ы")  # endings of the genitive of a woman's given name
_INSIDE = ("in", "near", "across", "inside", "throughout", "around")
_AREAS = ("place", "party", "capital", "words.area")
_PLACED = ("words.preposition", "words.place_preposition")
_NOMINATIVE = (
    "ська", "цька", "на", "ва", "ня", "ське", "не", "ський", "цький", "ний", "ські", "цькі", "ні", "ві",
    "ая", "яя", "ое", "ее", "ый", "ий", "ой", "ые", "ие",
)  # fmt: skip
_SURNAME = ("ського", "цького", "ского", "цкого")
_SPEAKING = {"source.says", "source.reckons", "source.finds", "source.accuses", "source.speaks"}
_COUNTING = ("qualifier.", "numbers.units", "numbers.vague", "numbers.collective", "numbers.dozen")
_DID = ("ó", "aron", "ieron")
_NO_PART = ("dates.", "numbers.", "qualifier.", "status.", "killed.", "wounded.", "missing.", "captured.")
_APPOSED = (
    "сектор", "город", "штат", "провинци", "міст", "посёлк", "поселк", "сел", "деревн", "станиц", "округ",
    "район",
)  # fmt: skip
_LATIN = ("fr", "es")  # "le ministre de la Défense Paul Kaboré le 21 mai": an article within a name follows "de"
_JOINT = 2  # capital words before the "and" of one name
_OWN_NAMES = ("source.office", "named_source", "source.title", "party", "place", "capital", "dates.weekdays")


def reach(line: Line, lex: Lexicon, i: int, end: int, taken: int) -> tuple[int, int]:
    """The words around a head that belong to it: modifiers before, "of ..." and "in ..." after, a name at the end."""
    first = i
    while first - 1 >= taken and i - first < _BACK:
        k = first - 1
        if line.kind(k) != "word" and not (line.low(k) == "-" and line.tokens[first].glued):
            break
        compass = (
            lex.order == "svo"
            and line.low(k) not in _INSIDE
            and line.capital(k)
            and line.capital(first)
            and line.is_a(k, "words.preposition")
        )  # "New South Wales police"
        if lex.lang == "en" and line.low(k) == "and" and (whole := _joint_name(line, k, taken)) is not None:
            first = whole
            continue
        if lex.lang == "es" and first == i and line.capital(k) and not line.capital(i) and _is_told(line, k):
            break  # "han indicado a Europa Press fuentes de la Guardia Civil"
        if (between := line.ends_at(first, "source.between")) is not None and between < k:
            break  # "So far rescuers have found 812"
        if any(line.ends_at(first, cls) is not None for cls in ("words.adverb", "dates.earlier")):
            break  # "Цього разу поліція повідомила", "Напередодні того"
        if (not compass and line.is_a(
            k, "words.article", "words.preposition", "words.conjunction", "words.auxiliary", "words.pronoun",
            "words.but", "dates.weekdays", "dates.months", "numbers.units", "numbers.collective", "words.who",
            "words.adverb",
        )) or is_verb(line, k, first):  # fmt: skip
            break
        if lex.order != "svo" and line.is_a(
            k, "source.account", "source.by_account", "source.according", "source.which"
        ):
            break
        if lex.lang in INFLECTED and line.kind(k) == "word" and not (
            line.capital(k) or _agrees(line.low(k))
        ):  # fmt: skip
            break
        if lex.lang in INFLECTED and any(cls.endswith("ed.noun") or cls == "missing.noun" for cls in line.tags[k]):
            break  # "число раненых журналисты оценивают"
        if line.is_a(k, "dates.units", "dates.daypart", "dates.clock") and line.low(first) != "-":
            break  # "У серпні 2023 року Управління зафіксувало", "On Sunday evening police said"
        if line.is_a(k, "source.medium") and not (line.low(first) == "-" and first < i):
            break  # "у телеграмі мер": where it was written; not "Telegram-канал"
        first = k
    if first < i and lex.lang in INFLECTED and line.is_a(first - 1, *_PLACED):
        first = _past_place(line, lex, first, i)
    elif first < i and lex.lang == "en" and _led_in(line, first):
        first = max((k + 1 for k in range(first, i) if line.is_a(k, *_AREAS)), default=first)
    if line.kind(first - 1) == "number" and line.tokens[first].glued and first > taken:
        first -= 1  # "the 47th Brigade", "47-ма бригада", "la 47e brigade"
    not_name = lex.tables["source"]["not_name"]
    while first < i and (line.low(first) in not_name or line.low(first) == "-"):
        first += 1
    last = end
    while last < len(line.tokens) and last - end < _ON and not line.tokens[last - 1].possessive:
        step = _onward(line, lex, last, joined=last > end)
        if step is None:
            break
        last = step
    return first, last


def _agrees(word: str) -> bool:
    """Whether a word may be an adjective by its ending; not the verb of "предоставила береговая охрана"."""
    return word.endswith(_AGREES) and not (len(word) > _LONG and word.endswith(_VERB))


def _is_told(line: Line, k: int) -> bool:
    """Whether the capital words that end at token k name whom it is told: "a Europa Press"."""
    while line.capital(k - 1) and k > 1:
        k -= 1
    return line.is_a(k - 1, "source.to")


def _led_in(line: Line, first: int) -> bool:
    """ "In Kharkiv police said", "in the city of Sumy rescuers found"; not "the head of Kharkiv police"."""
    k = first - 1 - line.is_a(first - 1, "words.article")
    return line.low(k) in _INSIDE or (line.low(k) == "of" and line.is_a(k - 1, "words.area"))


def _past_place(line: Line, lex: Lexicon, first: int, i: int) -> int:
    """ "У Харківській області поліція", "В Україні Моніторингова місія": where the name begins behind a place.

    "В Харківській поліції", "в Национальной полиции" is one phrase, whose noun is in the preposition's case.
    """
    if not may_speak(line.low(i), lex.lang, "office"):
        return first
    k = i
    while k > first and line.low(k - 1).endswith(_NOMINATIVE) and not line.is_a(k - 1, *_AREAS):
        k -= 1
    return k


def _joint_name(line: Line, k: int, taken: int) -> int | None:
    """ "National Disaster Risk Reduction and Management Council": where one body's name begins before its "and"."""
    if not line.capital(k + 1):
        return None
    first = k
    while first - 1 >= max(taken, 1) and line.capital(first - 1) and k - first < _BACK:
        if line.is_a(first - 1, *_OWN_NAMES) or line.tokens[first - 1].possessive:
            return None  # "Doctors and Health Ministry officials", "Russia and Defence Ministry sources"
        first -= 1
    return first if k - first >= _JOINT and line.is_a(first - 1, "words.article") else None


def _onward(line: Line, lex: Lexicon, k: int, *, joined: bool) -> int | None:
    """Past "of the eastern administration", "in Kursk", "for human rights": the end of what belongs to a head."""
    low = line.low(k)
    if line.is_a(k, "source.between", "words.adverb", "source.citing", "source.according"):
        return None
    if lex.order != "svo" and _qualifies(line, lex, k):
        return k + 1
    if joined and lex.lang in INFLECTED and line.capital(k) and line.low(k - 1).startswith(_APPOSED):
        tag = line.at(k, "place") or line.at(k, "party") or line.at(k, "capital")
        ends = k + 1 if tag is None else tag.end
        return None if line.capital(ends) else ends  # "власти сектора Газа"; but "мэр города Иван Котов"
    if lex.order != "svo" and line.is_a(k, "named_source"):
        return None
    led = (joined and lex.lang not in INFLECTED) or _office_ahead(line, k)
    if line.capital(k) and led and not line.is_a(k, "dates.months", "dates.weekdays"):
        return k + 1
    if low not in _OF and low not in _IN and not line.is_a(k, "words.of"):
        return None
    j = k + 1
    while line.is_a(j, "words.article", "words.own") and line.kind(j) == "word":
        j += 1
    if line.kind(j) != "word" or line.is_a(j, "dates.months", "dates.weekdays", "dates.last", "dates.this"):
        return None
    if low in _IN and not line.capital(j) and not (j == k + 1 and line.low(j) in ("exile", "charge")):
        return None
    begin = j
    if any(cls.startswith(_COUNTING) and cls != "qualifier.filler" for cls in line.tags[j]):
        return None  # "Krankenhäuser von mindestens 30", "die Polizei von sieben Verletzten"
    while line.kind(j) == "word" or _glued(line, j):
        if (
            line.is_a(j, "words.preposition", "words.auxiliary", "words.conjunction", "words.who", "source.between")
            or line.is_a(j, "dates.weekdays", "dates.today", "dates.yesterday", "numbers.units")
            or j - k > 6
            or any(cls.startswith("qualifier.") and cls != "qualifier.filler" for cls in line.tags[j])
        ):
            break  # "Krankenhäuser von mindestens 30"
        if lex.lang == "de" and j > begin and line.capital(j - 1) and line.kind(j) == "word" and not line.capital(j):
            break  # "der JNIM reklamierten": nouns are capital, an attribute stands before its own
        if lex.lang in INFLECTED and j > begin and line.capital(j) and line.capital(j + 1) and not _upper(line, j):
            break  # "речник штабу з питань АТО Андрій Литвин": a name
        apart = lex.order == "svo" or (lex.lang in _LATIN and not line.is_a(j - 1, "words.of"))
        the = apart and line.is_a(j, "words.article")  # "at the hospital of the capital the observatory said"
        did = lex.lang == "es" and line.low(j).endswith(_DID)  # "el Ministerio de Sanidad empezó"
        if j > begin and (is_verb(line, j, j + 1) or the or did):
            break
        j += 1
    return j


def _upper(line: Line, j: int) -> bool:
    return line.tokens[j].text.isupper()


def _glued(line: Line, j: int) -> bool:
    """ "Bi-bi-si", "M23"."""
    if line.kind(j) == "number":
        return line.tokens[j].glued and line.capital(j - 1)
    return line.low(j) == "-" and line.tokens[j].glued and line.kind(j + 1) == "word"


def _qualifies(line: Line, lex: Lexicon, k: int) -> bool:
    """ "l'armée israélienne", "губернатор Амурской области": an adjective or a genitive after its noun."""
    here, low = line.tags[k] if k < len(line.tags) else {}, line.low(k)
    if line.kind(k) != "word" or is_verb(line, k, k + 1) or any(cls.startswith(_NO_PART) for cls in here):
        return False
    if line.is_a(k, "words.preposition", "words.conjunction", "words.auxiliary", "words.article", "words.pronoun",
                 "words.but", "words.who", "words.lost", "source.he", "source.according",
                 "source.by_account"):  # fmt: skip
        return False
    if lex.lang in INFLECTED:
        if line.capital(k):
            if line.is_a(k - 1, "source.person") and _is_surname(line, k):
                return False  # "за даними президента Зеленського"
            if low.endswith(_GIVEN) and not line.is_a(k, *_AREAS) and line.capital(k + 1) and not line.capital(k + 2):
                return _upper(line, k + 1)  # "речниці ДСНС Наталії Пархоменко": a given name, and the surname behind it
            cased = not may_speak(low, lex.lang, "country") or line.tokens[k].text.isupper()  # "Міноборони РФ"
            return (cased and line.is_a(k, "place", "party", "capital")) or low.endswith(_GENITIVE_NAME)
        plural = line.low(k - 1).endswith(("их", "ых", "іх"))  # "внутренних дел", "надзвичайних ситуацій"
        if line.is_a(k, "source.office") and base_of(low, lex.lang) in (low, None):
            return False
        return plural or low.endswith(_GENITIVE)
    if line.is_a(k, "party") and not line.capital(k):
        return True
    if (
        not line.capital(k)
        and lex.order == "free"
        and len(low) > 3
        and line.is_a(k + 1, "words.auxiliary", "source.says")
    ):
        return True  # "la police valaisanne a dénombré"
    named = line.capital(k) and line.capital(k - 1)  # "la Organización Internacional"
    return (
        (named or not line.capital(k))
        and len(low) > 4
        and low.endswith(tuple(lex.tables.get("adjective_endings", ("\0",))))
    )


def _is_surname(line: Line, k: int) -> bool:
    """ "Президента Зеленского", "мера Садовського"; "командира Чорноморського флоту" has a noun to go with."""
    noun = line.kind(k + 1) == "word" and not line.capital(k + 1) and line.low(k + 1).endswith(_GENITIVE)
    place = line.is_a(k, "place", "party", "capital")
    return line.is_a(k, "named_source") or (line.low(k).endswith(_SURNAME) and not noun and not place)


def _office_ahead(line: Line, k: int) -> bool:
    """ "UN Human Rights Monitoring Mission": capitalised words that lead up to an office's noun."""
    while line.capital(k):
        if line.is_a(k, "source.office") and line.low(k - 1) not in ("spokesman", "spokeswoman"):
            return True
        k += 1
    return False


def is_verb(line: Line, k: int, after: int) -> bool:
    """Whether a word is a verb of saying or harming rather than a part of a name."""
    here = line.tags[k]
    if "source.office" in here:
        return False
    if _SPEAKING & here.keys():
        return not (line.kind(after) == "word" and line.low(k).endswith(("ing", "ed")) and k < after - 1)
    return any(cls.endswith((".verb", ".fell")) for cls in here)


def is_attribute(line: Line, i: int) -> bool:
    """Whether "oficial" is an adjective after its noun, as in "su página oficial"; "un oficial" is a person."""
    if line.kind(i - 1) != "word" or line.capital(i - 1):
        return False
    if line.is_a(i - 1, "source.says") and line.is_a(i - 2, "words.article"):
        return True  # "la cifra oficial", where "cifra" is no verb
    return not line.is_a(
        i - 1, "words.article", "words.preposition", "words.conjunction", "words.own", "words.adverb", "words.more",
        "words.auxiliary", "source.his", "source.says", "source.office", "numbers.units",
        "numbers.one", "numbers.collective", "numbers.vague", "qualifier.filler",
    )  # fmt: skip


def apposed(line: Line, k: int) -> bool:
    """ "Airwars, a London charity, believes", "Gladkov, governor of": what the name before a comma is."""
    if any(line.is_a(j, "source.person") for j in (k, k + 1)):
        return True
    return line.is_a(k, "words.article") and any(line.is_a(j, "source.office") for j in range(k + 1, k + 5))

"""Inflected words to the form that a list of names would give: "прокуратури" to "прокуратура", "Гладкова" to "гладков".

Ukrainian and Russian put whoever is named after "за даними", "по словам" or "в" into another case; a source goes by one
name in all of an article. Offices are looked up among the language's `source.base`, adjectives follow their noun, and
names of persons follow their endings. Other languages keep their words.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from monitor.detect.reading.lexicon import language_table

INFLECTED = frozenset({"uk", "ru"})
_KEPT = 8192  # words of pages whose base form is remembered

_OF_MANY = frozenset({"ам", "ям", "ами", "ями", "ах", "ях", "ов", "ів"})  # endings of a plural and of nothing else
_VOWELS = "аеиоуюяєіїыэё"
_PLURAL = {
    "uk": ("ів", "їв", "ей", "ам", "ям", "ами", "ями", "ах", "ях", "их", "им", "ими"),
    "ru": ("ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях", "ых", "их", "ым", "им", "ыми", "ими"),
}
# an adjective's endings in its other cases, longest first, and whether its stem is soft ("внутрішнього")
_OBLIQUE = {
    "uk": (("ього", True), ("ьому", True), ("ьої", True), ("ьою", True), ("ого", False), ("ому", False), ("ими", False),
           ("іми", True), ("ої", False), ("ою", False), ("ій", False), ("им", False), ("ім", False), ("их", False),
           ("іх", True), ("у", False), ("ю", True)),
    "ru": (("ого", False), ("его", True), ("ому", False), ("ему", True), ("ыми", False), ("ими", True), ("ую", False),
           ("юю", True), ("ой", False), ("ей", True), ("ых", False), ("их", True), ("ым", False), ("им", True),
           ("ом", False), ("ем", True)),
}  # fmt: skip
# masculine, feminine, neuter, plural; hard, then soft
_NOMINATIVE = {
    "uk": (("ий", "а", "е", "і"), ("ій", "я", "є", "і")),
    "ru": (("ый", "ая", "ое", "ые"), ("ий", "яя", "ее", "ие")),
}
_LIKE_ADJECTIVES = ("ий", "ый", "ові", "ські", "цькі", "ені", "чі", "ные", "ские", "щий", "ая")  # "військові"
_HUSHED = "кгхжшщч"  # after these "ий", "ая", "ое", "ие", whatever the case's ending was
_STRESSED = ("городск", "областн", "краев", "морск", "донск", "заводск")  # "городской", not "городский"
_CASED = {
    "uk": ("ого", "ому", "ої", "ою", "ею", "єю", "ами", "ями", "ам", "ям", "ах", "ях", "ові", "еві", "ським", "цьким"),
    "ru": ("ого", "ему", "ому", "ого", "ами", "ями", "ам", "ям", "ах", "ях", "ским", "цким", "ою"),
}
# endings of places and countries in other cases than the subject's; names that end so in all cases stay
_PLACE_CASED = {
    "uk": ("ої", "ою", "ею", "єю", "ом", "ем", "єм", "і", "ї", "у", "ю", "и"),
    "ru": ("ой", "ою", "ей", "ом", "ем", "е", "у", "ю", "и", "ы"),
}
_CHIEF = ("головн", "главн")  # adjectives, and no form of "голова", "глава"
_UNCASED = frozenset(
    {"чилі", "тбілісі", "перу", "баку", "делі", "токіо", "мексико", "малі", "хаїті", "сомалі", "таліби", "хусити"}
    | {"нідерланди", "філіппіни", "бали", "чили", "тбилиси", "дели", "гаити", "мали", "сомали", "талибы", "хуситы"}
    | {"нидерланды", "филиппины", "мальдивы", "торонто"}
)


@cache
def _bases(lang: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """By their first three letters: the stems of the offices in `source.base`, longest first, with the base form."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in language_table(lang)["source"].get("base", ()):
        stem = word if word[-1] not in _VOWELS + "йь" else word[:-1]
        if word.endswith(("ий", "ый", "ій", "ые", "ие")):
            stem = word[:-2]
        found.setdefault(word[:3], []).append((stem, word))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in found.items()}


@lru_cache(maxsize=_KEPT)
def base_of(word: str, lang: str) -> str | None:
    """The base form of an office's noun, or nothing where the language's list has none.

    >>> base_of("рятувальників", "uk"), base_of("минздраве", "ru"), base_of("автобусом", "ru")
    ('рятувальники', 'минздрав', None)
    """
    rows = [row for row in _bases(lang).get(word[:3], ()) if word.startswith(row[0]) and len(word) - len(row[0]) <= 4]
    if not rows and lang == "uk" and word.endswith("ці") and len(word) > 5:
        return base_of(f"{word[:-2]}ка", lang)  # "у розвідці"
    if not rows:
        return None
    if any(base == word for _, base in rows):
        return word
    rows = [row for row in rows if not (word[len(row[0]) :].startswith("н") and len(word) - len(row[0]) > 2)]
    chief = word.startswith(_CHIEF) and len(word) < 10 and not word.startswith("главнок")
    if not rows or chief or word.startswith("генеральн"):
        return None  # "оборонное" is no form of "оборона", "генеральной" none of "генерал"
    longest = len(rows[0][0])
    near = [base for stem, base in rows if len(stem) == longest]
    ending = word[longest:]
    plural = ending in _PLURAL[lang] or (not ending and any(base[-1] in _VOWELS for base in near))
    for base in near:
        if (_is_plural(base, lang) or (base[-1] == "а" and f"{base[:-1]}о" in near)) == plural:
            return base
    if ending in _OF_MANY or (not ending and near[0].endswith("а")):
        return _many(near[0], lang)
    return near[0]


def _many(base: str, lang: str) -> str:
    """The plural of a noun that the list has as one: "спецслужба" to "спецслужбы", "дирекція" to "дирекції"."""
    if base.endswith(("ия", "ія")):
        return base[:-1] + ("и" if lang == "ru" else "ї")
    if base.endswith("а"):
        soft = base[-2] in ("кгхжшщч" if lang == "ru" else "")
        return base[:-1] + ("и" if lang == "uk" or soft else "ы")
    if base[-1] not in _VOWELS + "йь":
        return base + ("и" if lang == "uk" or base[-1] in _HUSHED else "ы")
    return base


def base_phrase(words: Sequence[str], lang: str) -> str | None:
    """The base form of an office in several words: its adjectives follow the noun, what it governs stays.

    >>> base_phrase(["обласної", "військової", "адміністрації"], "uk")
    'обласна військова адміністрація'
    >>> base_phrase(["министра", "обороны"], "ru")
    'министр обороны'
    """
    heads = [(at, head) for at, word in enumerate(words) if (head := base_of(word, lang)) is not None]
    if not heads:
        return None
    nouns = {at for at, _ in heads}
    if any(at and at - 1 not in nouns and _are_several(words[at - 1], words[at], lang) for at in nouns):
        return " ".join(words)  # "экстренные службы", but "міністерстві охорони здоров'я"
    at, head = next((h for h in heads if not h[1].endswith(_LIKE_ADJECTIVES)), heads[0])
    return " ".join([*(_adjective(w, head, lang) for w in words[:at]), head, *words[at + 1 :]])


def _are_several(adjective: str, noun: str, lang: str) -> bool:
    """Whether an adjective and its noun are a plural in a subject's form: "экстренные службы", "місцеві служби"."""
    if lang == "ru":
        return adjective.endswith(("ые", "ие")) and noun.endswith(("ы", "и"))
    return len(adjective) > 4 and adjective.endswith(("ні", "ві", "кі", "ті")) and noun.endswith(("и", "ї"))


def _is_plural(base: str, lang: str) -> bool:
    return base.endswith(("и", "і", "ї") if lang == "uk" else ("и", "ы", "ые", "ие")) and base != "змі"


def _adjective(word: str, head: str, lang: str) -> str:
    """An adjective in the form that stands before a noun in its base form; other words stay."""
    if len(word) < 5 or not word.isalpha():
        return word
    for ending, of_soft in _OBLIQUE[lang]:
        if word.endswith(ending):
            stem, soft = word[: -len(ending)], of_soft
            break
    else:
        return word
    if stem[-1] in _VOWELS + "ь":
        return word
    if head.endswith("ые"):
        kind = 3  # "данные"
    elif head.endswith(("ння", "ття", "о", "е", "є")) or (lang == "ru" and head.endswith(("ие", "ье"))):
        kind = 2
    elif _is_plural(head, lang):
        kind = 3
    elif (head[-1] in "ая" and head not in ("голова", "глава")) or head in ("помощь", "власть"):
        kind = 1
    else:
        kind = 0
    if lang == "ru" and stem[-1] in _HUSHED:
        soft = False
        if kind in (0, 3):
            return stem + ("ой" if kind == 0 and stem.endswith(_STRESSED) else ("ий", "", "", "ие")[kind])
    if lang == "ru" and kind == 0 and stem.endswith(_STRESSED):
        return stem + "ой"
    return stem + _NOMINATIVE[lang][soft][kind]


def base_name(name: str, lang: str) -> str:
    """A person's name from the case after "за словами", "по словам".

    >>> base_name("сергія лисака", "uk"), base_name("вячеслава гладкова", "ru"), base_name("марии захаровой", "ru")
    ('сергій лисак', 'вячеслав гладков', 'мария захарова')
    """
    return " ".join(_name_word(word, lang) for word in name.split()) if lang in INFLECTED else name


def _name_word(word: str, lang: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if word in _GIVEN[lang]:
        return _GIVEN[lang][word]
    pairs = _NAME_UK if lang == "uk" else _NAME_RU
    for ending, base in pairs:
        if word.endswith(ending):
            return word[: -len(ending)] + base
    if word.endswith("ка") and lang == "uk" and word[-3] not in _VOWELS:
        return word[:-1] + "о"  # "Кличка", but "Лисака"
    if word.endswith("а") and word[-2] not in _VOWELS:
        return word[:-1]
    return word


_NAME_UK = (
    ("ського", "ський"), ("цького", "цький"), ("ької", "ька"), ("ого", "ий"), ("ової", "ова"), ("євої", "єва"),
    ("ої", "а"), ("ця", "ець"), ("ія", "ій"), ("ії", "ія"), ("ря", "р"), ("ля", "ль"), ("ня", "нь"), ("ая", "ай"),
    ("ея", "ей"), ("и", "а"),
)  # fmt: skip
_NAME_RU = (
    ("ского", "ский"), ("цкого", "цкий"), ("ской", "ская"), ("цкой", "цкая"), ("ого", "ый"), ("овой", "ова"),
    ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ия", "ий"), ("ии", "ия"), ("ря", "рь"), ("ля", "ль"),
    ("ня", "нь"), ("ая", "ай"), ("ея", "ей"), ("ы", "а"), ("ки", "ка"), ("ги", "га"), ("ца", "ец"),
)  # fmt: skip
_GIVEN = {
    "uk": {"дмитра": "дмитро", "павла": "павло", "петра": "петро", "михайла": "михайло", "данила": "данило",
           "кирила": "кирило", "марка": "марко", "лева": "лев", "микити": "микита", "миколи": "микола"},
    "ru": {"павла": "павел", "льва": "лев", "петра": "пётр", "ильи": "илья", "никиты": "никита"},
}  # fmt: skip


def may_speak(word: str, lang: str, kind: str) -> bool:
    """Whether a word may be a subject by its case: "поліція", not "поліції"; "Київ", not "Києві".

    >>> may_speak("журналістам", "uk", "office"), may_speak("києві", "uk", "country")
    (False, False)
    >>> may_speak("київ", "uk", "country")
    True
    """
    if lang not in INFLECTED:
        return True
    if kind == "country":
        if word in _UNCASED:
            return True
        return not word.endswith(_PLACE_CASED[lang]) and base_place(word, lang) == word  # not "Ливана"
    if kind == "office":
        if word in language_table(lang)["source"].get("either", ()):
            return True
        base = base_of(word, lang)
        return base == word if base is not None else not word.endswith(_CASED[lang])
    return not word.endswith(_CASED[lang])


_PLACES = {
    "києв": "київ", "москв": "москва", "анкар": "анкара", "варшав": "варшава", "україн": "україна", "росі": "росія",
    "украин": "украина", "росси": "россия", "сирі": "сирія", "сири": "сирия", "туреччин": "туреччина",
    "турци": "турция", "німеччин": "німеччина", "германи": "германия", "індії": "індія", "прага": "прага",
    "праг": "прага", "доха": "доха", "дос": "доха", "польщ": "польща", "польш": "польша",
    "израил": "израиль", "ізраїл": "ізраїль", "брюссел": "брюссель", "каир": "каир", "каїр": "каїр", "египт": "египет",
    "єгипт": "єгипет", "кита": "китай",
    **{name: name for name in (
        "киев", "лондон", "вашингтон", "париж", "берлин", "берлін", "пекин", "пекін", "тегеран", "хамас", "минск",
        "мінськ", "бейрут", "дамаск", "багдад", "кабул", "иерусалим", "єрусалим", "тель-авив", "тель-авів", "ереван",
        "єреван", "иран", "іран", "ирак", "ірак", "пакистан", "афганистан", "афганістан", "йемен", "ємен", "катар",
        "ливан", "ліван", "исламабад", "ісламабад", "эр-рияд", "ер-ріяд", "пхеньян", "сеул", "белград", "судан",
        "будапешт", "мадрид", "рим", "хартум", "азербайджан", "таджикистан", "казахстан", "узбекистан", "туркменистан",
        "кыргызстан", "киргизстан", "вьетнам", "бангладеш", "алжир", "кипр", "непал", "бахрейн", "кувейт", "тунис",
        "сенегал", "камерун", "таиланд", "эквадор", "уругвай", "парагвай", "сальвадор", "гондурас", "мозамбик",
    )},
}  # fmt: skip


def base_place(name: str, lang: str) -> str:
    """A capital's or country's name without its case, where that is no mere ending: "києві" to "київ"."""
    if lang not in INFLECTED:
        return name
    return next((base for stem, base in _PLACES.items() if name.startswith(stem) and len(name) - len(stem) <= 2), name)

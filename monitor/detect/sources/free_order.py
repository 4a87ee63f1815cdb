"""Who says it where word order is free: "повідомила в неділю поліція", "a indiqué lundi le parquet".

English puts its speaker before the verb and after it only behind a comma (`subjects.py`). Elsewhere he follows as
easily, with a day, an adverb or whom he told in between; in German the verb may end its clause ("hat ... bestätigt").
"""

from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.as_told import from_where
from monitor.detect.sources.asides import over_aside
from monitor.detect.sources.clause_final import clause_final
from monitor.detect.sources.many_of_them import need_many
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.relative_speakers import of_relative
from monitor.detect.sources.subjects import subject_of
from monitor.detect.sources.told_to import in_dative
from monitor.detect.sources.unlisted import noun_subject

_REACH = 14  # tokens from a verb on to its subject, with all that stands between
_ATTRIBUTE = 8  # tokens of an attribute between an article and its noun
_CLAUSE = 40  # tokens from "hat" to the participle that ends its clause
_STOPS = (",", '"', "–", "-", ":", ";", "", ")", ".")
_ADJECTIVE = ("ие", "ые", "ські", "цькі", "ні", "ві", "че", "sche", "ische", "liche", "ale", "onale")
_IN = ("в", "у", "во", "ві")
_WORDS = 3  # of the name of a body on no list
_PREPOSITIONAL = ("е", "и", "і", "ї", "у", "ю")
_NO_BODY = (
    "source.medium", "source.occasion", "source.document", "source.account", "source.not_name", "words.preposition",
    "words.conjunction", "words.auxiliary", "source.says", "words.area",
)  # fmt: skip
_PLAIN = frozenset({"source.not_name"})
_REGISTERED = ("зареєстр", "зафікс", "зарегистр", "зафикс", "нарахув", "насчит")
_PLURAL = {"uk": ("ли", "лися", "лись", "уть", "ють", "ать", "ять"), "ru": ("ли", "лись", "ут", "ют", "ят", "ат")}


def speaker_by_order(
    line: Line, lex: Lexicon, verb: int, end: int, here: list[Mention], ends: dict[int, Mention]
) -> tuple[Mention | None, bool]:
    """The subject of the speech verb at tokens verb..end, and whether it follows the verb."""
    teller, follows = _by_order(line, lex, verb, end, here, ends)
    if teller is None or any(line.is_a(j, "source.carrier") for j in range(teller.start, teller.end)):
        first = over_aside(line, verb, here)
        if first is not None:
            return first, False
    if teller is not None and need_many(line, verb, teller, lex.lang):
        return None, False
    return teller, follows


def _by_order(
    line: Line, lex: Lexicon, verb: int, end: int, here: list[Mention], ends: dict[int, Mention]
) -> tuple[Mention | None, bool]:
    if (teller := of_relative(line, verb, end, here, lex.lang)) is not None:
        return teller, False
    if (office := in_office(line, lex, verb, end, here, ends)) is not None:
        return office, office.start > verb
    if lex.lang == "es" and (body := from_where(line, end, here)) is not None:
        return body, True
    if lex.lang in _PLURAL and line.is_a(end - 1, "words.preposition") and end - verb > 1 and not _finds(line, verb):
        told = (m for m in here if end <= m.start <= end + 3)
        held = next(
            (m for m in told if all(line.kind(j) == "word" or line.low(j) == "-" for j in range(end, m.start))), None
        )
        if held is not None:
            return held, True  # "ідеться у повідомленні міністерства", "следует из отчёта ООН"
        if line.is_a(end, "source.document") and line.low(end + 1) in (".", ",", ""):
            return Mention((), end, end + 1, "pronoun", head="body"), True  # "..., ідеться у звіті"
    if line.is_a(verb, "source.done") and not opens(line, verb):
        final = clause_final(line, verb, here)
        if final is not None or not line.is_a(verb, "source.finite"):
            return final, False
    if lex.order == "last" and line.low(end) == "," and (first := _of_subordinate(line, verb, here)) is not None:
        return first, False
    before = subject_of(line, verb, here, ends)
    if before is not None and before.kind == "pronoun" and line.low(before.start - 1) == line.low(before.end) == ",":
        before = noun_subject(line, before.start - 1) or before  # "Les mères, elles, parlent de 50 000"
    if before is not None and not _may(line, lex, before):
        before = None
    if before is None and not opens(line, verb):
        before = _behind(line, lex, verb, here)
    if before is None and line.low(verb - 1) == ",":
        before = _before_relative(line, lex, verb, here)
    if before is not None and line.low(verb - 1) == "," and lex.lang == "es" and _many(line, before, end):
        before = None
    close = before is not None and _beside(line, before, verb)
    if close and not opens(line, verb):
        teller = _told_to(line, lex, before, end, here)
        return (before, False) if teller is None else (teller, True)
    after = following(line, lex, end, here)
    if after is None and before is None and line.is_a(0, "source.of_it") and verb <= _REACH:
        told = (m for m in here if m.start >= end and not m.oblique and _may(line, lex, m))
        after = next((m for m in told if all(line.low(j) not in _STOPS for j in range(end, m.start))), None)
    if after is not None:
        return after, True  # "Такие данные привёл на исходе второго января губернатор"
    return before, False


def _many(line: Line, before: Mention, end: int) -> bool:
    """ "Entre los muertos hay 19 policías, precisó": many did not say it, one did."""
    one = not line.low(end - 1).endswith("n")
    return one and before.kind == "office" and not before.person and line.low(before.start).endswith("s")


def _told_to(line: Line, lex: Lexicon, before: Mention | None, end: int, here: list[Mention]) -> Mention | None:
    """ "Об этом РИА Новости рассказал представитель прокуратуры": who told it to the agency before the verb."""
    if before is None or lex.lang not in _PLURAL or not line.is_a(before.start, "source.carrier"):
        return None
    told = following(line, lex, end, here)
    return told if told is not None and not line.is_a(told.start, "source.carrier") else None


def _of_subordinate(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """ "Während Russland von 500 Toten berichtete, sprach Kiew von 4000": of a clause that its verb ends."""
    k = verb - 1
    while k > max(0, verb - _CLAUSE) and (line.kind(k) in ("word", "number") or line.low(k) == '"'):
        k -= 1
    k += line.kind(k) not in ("word", "number")
    if not line.is_a(k, "words.but", "dates.when", "status.while", "source.meanwhile"):
        return None
    first = k + 1 + line.is_a(k + 1, "words.article")
    return next((m for m in here if k < m.start <= first and m.end < verb and not m.oblique), None)


def _behind(line: Line, lex: Lexicon, verb: int, here: list[Mention]) -> Mention | None:
    """ "Собеседник агентства в Службе безопасности уточнил": the subject before what tells where he works."""
    for mention in reversed(here):
        if mention.end > verb or verb - mention.end > _REACH:
            continue
        clear = not any(
            line.low(j) in (",", ";", ":", "–")
            or (line.low(j) == "-" and not line.tokens[j].glued)  # but "Бі-бі-сі"
            or line.is_a(j, "source.says", "words.but")
            or (line.is_a(j, "words.who") and lex.lang != "de")  # there a comma tells: "auf der Plattform X"
            for j in range(mention.end, verb)
        )
        if not clear:
            return None
        named = mention.kind in ("office", "source") or (mention.kind == "name" and mention.end - mention.start > 1)
        if named and _may(line, lex, mention):
            return mention
    return None


def _before_relative(line: Line, lex: Lexicon, verb: int, here: list[Mention]) -> Mention | None:
    """ "Центр мониторинга за правами человека, который базируется в Британии, говорит": over a relative clause."""
    for j in range(verb - 2, max(0, verb - 2 - _CLAUSE), -1):
        if line.low(j) == "," and line.is_a(j + 1, "source.which"):
            return _behind(line, lex, j, here)
    return None


def opens(line: Line, verb: int) -> bool:
    """Whether the verb opens its clause: what stands before is what was said, or a day."""
    return line.low(verb - 1) in _STOPS or line.is_a(verb - 1, "source.as_said")


def following(line: Line, lex: Lexicon, end: int, here: list[Mention]) -> Mention | None:
    """The mention after a verb, over adverbs, days and whom it was told: "a indiqué à l'AFP un porte-parole"."""
    starts = {m.start: m for m in here}
    j = end
    while j < min(len(line.tokens), end + _REACH):
        mention = starts.get(j)
        if mention is not None and _counted(line, mention):
            return None  # "avait fait état de sept gendarmes tués"
        if mention is not None and not mention.oblique and _may(line, lex, mention):
            rest = next((m for m in here if m.start in (mention.end, mention.end + 1)), None)
            carried = line.is_a(mention.start, "source.carrier")
            if carried and rest is None and lex.order != "last":  # "рассказали Интерфаксу в среду представители главка"
                rest = following(line, lex, mention.end, here)
            if rest is not None and carried and _may(line, lex, rest):
                mention = rest  # "рассказал РИА Новости губернатор"
            elif (
                rest is not None
                and rest.kind == "office"
                and lex.order == "last"
                and line.is_a(rest.start - 1, "numbers.one")
            ):
                mention = rest  # "sagte der Nachrichtenagentur ein Sprecher"
            return mention
        if line.is_a(j, "source.account"):
            return next(
                (m for m in here if j < m.start <= j + 4), None
            )  # "свідчать дані поліції", "zeigen Zahlen der UN"
        if lex.lang == "de" and line.is_a(j, "words.article") and (led := _over_attribute(line, j, starts)) is not None:
            return led  # "teilte der von der Hamas kontrollierte Zivilschutz mit"
        if line.low(j + 1) == "-" and line.is_a(j + 2, "words.conjunction"):
            j += 3  # "teilte die Such- und Rettungsbehörde mit"
            continue
        plain = line.low(j).endswith(_ADJECTIVE) and not _dated(line, j) and not line.tags[j].keys() - _PLAIN
        if plain and mention is None and (m := starts.get(j + 1)) is not None and m.kind == "office":
            j += 1  # "повідомили місцеві жителі"
            continue
        titled = line.kind(j) == "word" and not line.capital(j) and (name := starts.get(j + 1)) is not None
        if mention is None and titled and name is not None and name.kind == "name" and not _dated(line, j):
            j += 1  # "l'historienne Anne Dubois", "хирург Иван Котов": a noun of no list before a name
            continue
        step = mention.end if mention is not None else _over(line, lex, j)
        twin = starts.get(j + 2) if mention is None and line.is_a(j + 1, "words.conjunction") else None
        if twin is not None and twin.kind == "office" and line.low(j).endswith(_ADJECTIVE) and not _dated(line, j):
            j += 2  # "сообщили греческие и турецкие спасатели"
            continue
        if step is None:
            return None
        j = next((m.end for m in here if m.start < step < m.end), step)  # "à l'agence Reuters", told to the end
    return None


def _over_attribute(line: Line, j: int, starts: dict[int, Mention]) -> Mention | None:
    """The office behind an attribute that stands between it and its article: "die in Genf ansässige Organisation"."""
    if not line.is_a(j + 1, "words.preposition") or line.is_a(j + 1, "words.article"):
        return None
    for k in range(j + 2, j + 2 + _ATTRIBUTE):
        if line.kind(k) != "word" or line.is_a(k, "words.auxiliary", "source.says", "words.conjunction"):
            return None
        mention = starts.get(k)
        parted = k > j + 3 and not line.is_a(k - 1, "words.article", "words.preposition")
        if (
            mention is not None
            and (parted or mention.end - k > 2)
            and mention.kind in ("office", "source")
            and not mention.oblique
        ):
            return mention
    return None


def _counted(line: Line, mention: Mention) -> bool:
    """Whether a number counts those mentioned: they are no speakers, unless "two doctors" said it."""
    k = mention.start - 1
    return line.is_a(k - 1, "words.of") and (line.kind(k) == "number" or line.is_a(k, "numbers.units"))


def _over(line: Line, lex: Lexicon, j: int) -> int | None:
    """The token after what may stand between a verb and its subject at token j, or nothing where the search ends."""
    low = line.low(j)
    if line.kind(j) == "word" and line.is_a(j, "words.article"):
        return j + 1
    if (tag := line.at(j, "source.between")) is not None:
        return tag.end
    if line.is_a(j, "words.preposition"):
        k = j + 1
        while line.is_a(k, "words.article") and line.kind(k) == "word" and not _dated(line, k + 1):
            k += 1
        if line.kind(k) == "word" and not _dated(line, k):
            return _phrase_end(line, lex, j)  # "sur X", "en un comunicado"; "am Montag" is a day
    if _dated(line, j) or line.is_a(j, "words.adverb"):
        return j + 1
    if line.kind(j) == "number":
        return j + 1 if _dated(line, j + 1) else None
    if line.kind(j) != "word" or line.is_a(j, "words.who", "words.but", "words.conjunction", "words.auxiliary"):
        return None
    if low in ("que", "qu", "что", "що", "dass", "daß"):
        return None
    if line.is_a(j, "words.preposition"):
        return _phrase_end(line, lex, j)
    if line.is_a(j, "source.says"):
        return None
    return j + 1 if _recipient(line, lex, j) else None


def _finds(line: Line, verb: int) -> bool:
    return line.is_a(verb, "source.finds")


def _dated(line: Line, j: int) -> bool:
    return 0 <= j < len(line.tags) and any(cls.startswith("dates.") for cls in line.tags[j])


def _phrase_end(line: Line, lex: Lexicon, j: int) -> int | None:
    """The token after a preposition's noun: "sur Telegram", "в эфире телеканала", "en un comunicado"."""
    k = j + 1
    while line.is_a(k, "words.article", "words.own", "source.his") and line.kind(k) == "word":
        k += 1
    if line.kind(k) == "number":
        return k + 1
    if line.kind(k) != "word":
        return None
    k += 1
    if line.low(k) == "-" and line.tokens[k].glued:
        k += 2
    return k


def _recipient(line: Line, lex: Lexicon, j: int) -> bool:
    """Whether a lone word may be whom it was told or how: "розповів журналістам", "teilte mit", "уточнил вчера"."""
    if line.capital(j):
        return False
    return lex.lang in ("uk", "ru") and line.low(j).endswith(("ам", "ям", "єві", "ові", "но"))


def _may(line: Line, lex: Lexicon, mention: Mention) -> bool:
    """Whether a mention may be a subject: by its case, its article, and no preposition before it."""
    if mention.oblique:
        return False
    k = mention.start - 1
    outlet = line.is_a(mention.start, "source.carrier") or line.tokens[mention.start].text.isupper()
    if outlet and line.is_a(k, "source.medium") and mention.end == mention.start + 1:
        return False  # "Зеленский в интервью NBC сказал"
    if lex.lang == "de":
        while line.low(k) == "-" and k > 1:
            k -= 2  # "im US-Bundesstaat"
        if line.low(k) in ("den", "dem", "des", "einem", "einen", "eines", "im", "am", "vom", "zum", "zur", "beim"):
            return False
        if "der" in (line.low(k), line.low(k - 1), line.low(k - 2)) and in_dative(line, mention):
            return False
        if line.is_a(k, "words.article", "words.own"):
            k -= 1
        return not line.is_a(k, "words.preposition") or line.is_a(k, "source.subordinate")
    while line.is_a(k, "words.article") and line.kind(k) == "word":
        k -= 1
    dated = _dated(line, k) and len(line.low(k)) > 3
    governed = line.is_a(k, "words.preposition", "words.of") and not dated
    return not governed or line.is_a(k, "source.subordinate", "words.who", "source.as_said")


def _beside(line: Line, mention: Mention, verb: int) -> bool:
    """Whether nothing but adverbs, days and helpers stands between a mention and the verb after it."""
    return all(
        (line.kind(j) in ("word", "number") and not line.is_a(j, "words.preposition", "words.conjunction", "words.who"))
        or _dated(line, j)
        for j in range(mention.end, verb)
    )


def in_office(
    line: Line, lex: Lexicon, verb: int, end: int, here: list[Mention], ends: dict[int, Mention]
) -> Mention | None:
    """ "повідомили в ДСНС", "в минздраве заявили": nobody in person, an office in the plural and the prepositional."""
    plural = _PLURAL.get(lex.lang)
    if line.is_a(verb, "source.tallies") and line.low(verb).startswith(_REGISTERED):
        here = [m for m in here if m.kind != "country"]  # "В Україні зареєстрували 25 781 ДТП": nobody's count
        ends = {m.end: m for m in here}
    if plural is None or not line.low(end - 1).endswith(plural) or not line.is_a(verb, "source.says"):
        return None
    j = verb
    while j > 0 and verb - j < 6 and (
        line.is_a(j - 1, "words.adverb", "source.between")
        or _dated(line, j - 1)
    ):  # fmt: skip
        j -= 1
    before = ends.get(j)
    if before is not None and line.is_a(before.start - 1, "source.inside") and before.kind != "pronoun":
        led = before.kind == "name" and any(m.end < before.start and not m.oblique for m in here)
        if not led:  # "специалисты в Благовещенске установили"
            return before
    if before is not None and line.is_a(before.start, "source.carrier"):  # "Об этом ТАСС сообщили в полиции"
        before = ends.get(before.start)
        before = before if before is not None and line.is_a(before.start - 1, "source.inside") else None
    if before is not None and before.kind in ("office", "source") and _may(line, lex, before) and not opens(line, verb):
        return None  # "Рятувальники повідомили про 10 загиблих у Сумах": it has its subject
    opening = next((m for m in here if m.start <= 2), None)  # "В Киеве эти данные назвали ложью"
    if opening is not None and line.is_a(opening.start - 1, "source.inside") and 0 <= verb - opening.end <= 5:
        others = (m for m in here if m is not opening and not line.is_a(m.start, "source.carrier"))
        alone = not any(m.end <= verb and not m.oblique for m in others) and not any(
            line.low(k) in _STOPS for k in range(opening.end, verb)
        )
        if alone:
            return opening
    told = line.is_a(end - 1, "source.about")
    for j in range(end, min(end + 8, len(line.tokens))):
        if line.is_a(j, "source.inside"):
            found = next((m for m in here if m.start == j + 1 and m.kind != "pronoun"), None)
            if found is not None and (
                found.kind in ("office", "source") or found.head or (found.kind == "country" and not told)
            ):
                return found  # "повідомили в Києві", not "повідомили про 10 загиблих у Києві"
        told = told or line.is_a(j, "source.about")
        if line.low(j) in (",", ".", ":", ";") or line.is_a(j, "words.conjunction", "source.says"):
            return _inside(line, end)
        mention = next((m for m in here if m.start == j), None)
        if mention is not None and not mention.oblique and mention.kind == "office":
            return None
    return _inside(line, end)


def _inside(line: Line, end: int) -> Mention | None:
    """ "сообщили в береговой охране", "в компании «Северсталь»", "в Ространснадзоре": a body on no list."""
    if not line.is_a(end, "source.inside") or line.low(end) not in _IN:
        return None
    first = end + 1
    last = first
    while line.kind(last) == "word" and last - first < _WORDS and not _dated(line, last):
        if line.is_a(last, *_NO_BODY) or line.is_a(last, "place", "party", "capital"):
            return None
        last += 1
    if last == first or not line.low(last - 1).endswith(_PREPOSITIONAL):
        return None
    if line.low(last) == '"' and line.capital(last + 1):
        last = next((k for k in range(last + 2, last + 7) if line.low(k) == '"'), last)
    if line.low(last) not in (",", ".", "", '"'):
        return None
    words = [line.low(k) for k in range(first, last) if line.low(k) != '"']
    return Mention(tuple(dict.fromkeys((" ".join(words), words[-1]))), first, last, "office", head=words[-1])

"""Verbs of saying to their subjects: who speaks, by the grammar of the words around the verb."""

from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.by_whom import made_by, reached
from monitor.detect.sources.mention import Mention

_OWNED = ("claimed", "revendiqu", "reivindic")  # of attacks
_PAPERS = ("source.account", "status.claim", "source.label", "source.document")
_FINITE = ("ed", "put", "said", "told", "gave", "had", "spoke")
_THIS = frozenset({"cela", "ceci", "ça", "esto", "eso", "ello", "vielmehr", "dies", "это", "це", "this"})
_LOSSES = ("words.loss", "casualties.noun")
_DEATHS = frozenset({"asesinatos", "muertes", "feminicidios", "homicidios", "décès", "meurtres"})
_FOR = 4  # tokens between a spokesman and whom he speaks for
_LONG = 9  # tokens of a body's name before its noun
_REACH = 18  # tokens from a speech verb back to its subject, asides included


def subject_of(line: Line, verb: int, here: list[Mention], ends: dict[int, Mention]) -> Mention | None:
    """The subject of a speech verb: "Ukraine's president, who ..., said"; steps over adverbs and asides."""
    j = verb
    while j > 0 and verb - j < _REACH:
        if (mention := ends.get(j)) is not None:
            if (heard := reached(line, mention, ends)) is not None:
                return heard
            if _governed(line, mention) and not (_with(line, mention, verb) or _in_clause(line, mention, verb)):
                if made_by(line, mention):
                    return mention
                break  # "channels close to the brigade wrote"
            if line.tokens[j - 1].possessive:
                return None
            return _office_there(line, mention, ends) or _who_met(line, mention, here) or mention
        low = line.low(j - 1)
        if (begin := line.ends_at(j, "source.between")) is not None:
            j = begin
        elif line.is_a(j - 1, "words.auxiliary", "words.adverb", "source.account") or low == "-" or low.endswith("ly"):
            j -= 1
        elif any(cls.startswith("dates.") for cls in line.tags[j - 1]) and not line.is_a(
            j - 1, "source.office", "words.who"
        ):
            j -= 1  # "the ministry on Wednesday lifted the number"
        elif line.is_a(j - 1, "words.who", "source.which"):
            apart = ends.get(j - 2) if line.low(j - 2) == "," else None
            someone = line.low(j - 1) == "who" or (apart is not None and apart.person)
            placed = apart is not None and not someone and _governed(line, apart)
            return ends.get(j - 1) or (None if placed else apart)  # "died in hospital, which raises to 25 ..."
        elif low in (",", ")"):
            marks = ("(",) if ")" in (low, line.low(j - 2)) else (",", "(")
            opened = next((k for k in range(j - 2, max(-1, j - 2 - _REACH), -1) if line.low(k) in marks), None)
            mention = ends.get(opened) if opened is not None else None
            if mention is not None and not _governed(line, mention):
                return mention
            mention = ends.get(j - 1)
            by_the_way = line.low(verb).endswith("ing") and mention is not None
            if by_the_way and mention is not None and (mention.kind == "country" or _governed(line, mention)):
                mention = None  # "raided villages near Kadra, saying", "visited Kharkiv, saying": no place speaks
            if mention is not None:
                return mention
            break
        else:
            break
    if (told := _with_relative(line, verb, here)) is not None:
        return told
    first = next((m for m in here if m.start <= 2 and m.kind != "pronoun"), None) or _plain_first(line)
    if first is not None and first.start > 1 and line.low(verb - 1) in (",", "как", "як", "comme", "como"):
        return None
    states = not line.is_a(verb, "source.reckons") or any(line.kind(j) == "number" for j in range(verb + 1, verb + 7))
    if states and first is not None and first.end < verb and modified(line, first.end):
        return first  # "Journalists who counted fresh graves reached 10,300"
    return None


def _office_there(line: Line, mention: Mention, ends: dict[int, Mention]) -> Mention | None:
    """ "Prosecutors in northern Mexico say": they speak, and no land."""
    k = mention.start - 1
    while line.is_a(k, "scope.region", "words.article"):
        k -= 1
    office = ends.get(k) if mention.kind == "country" and line.is_a(k, "words.place_preposition") else None
    return office if office is not None and office.kind in ("office", "source") else None


def _with(line: Line, mention: Mention, verb: int) -> bool:
    """ "with the observatory reporting a new attack": a preposition that leads a clause of its own."""
    k = mention.start - 1 - line.is_a(mention.start - 1, "words.article")
    return line.low(k) == "with" and line.low(verb).endswith("ing")


def _in_clause(line: Line, mention: Mention, verb: int) -> bool:
    """ "hours after the emergency agency put the toll at 763": no preposition, but what leads a clause in."""
    k = mention.start - 1 - line.is_a(mention.start - 1, "words.article")
    return mention.end == verb and line.is_a(k, "dates.after") and line.low(verb).endswith(_FINITE)


def _who_met(line: Line, mention: Mention, here: list[Mention]) -> Mention | None:
    """ "A UN team which visited Tomsa on Friday found 200 dead": the team, not whom or what it visited."""
    before = next((m for m in reversed(here) if m.end < mention.start and m.kind in ("office", "source")), None)
    if before is None or not line.is_a(before.end, "words.who", "source.which") or before.end + 1 >= mention.start:
        return None
    if line.is_a(before.end + 1, "words.article") or _governed(line, before):
        return None  # "a strike which the army says killed 12"
    return before if all(line.kind(j) == "word" for j in range(before.end, mention.start)) else None


def _with_relative(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """ "two officials who spoke on condition of anonymity told the paper": over a relative clause without commas."""
    for k in range(len(here) - 1, -1, -1):
        mention = here[k]
        if mention.end >= verb or verb - mention.end > _REACH:
            continue
        if mention.kind in ("office", "source", "name") and line.is_a(mention.end, "words.who"):
            if k > 0 and _speaks_for(line, here[k - 1], mention):
                mention = here[k - 1]
            if _governed(line, mention):
                continue  # "confirmed to the agency that the toll had risen"
            clear = all(line.kind(j) in ("word", "number") for j in range(mention.end, verb))
            return mention if clear else None
    return None


def _speaks_for(line: Line, first: Mention, second: Mention) -> bool:
    """ "a spokesman for the M23 rebels who control the area": whom he speaks for says nothing himself."""
    if not first.person_office or second.start - first.end > _FOR:
        return False
    return any(line.is_a(j, "words.preposition", "words.of") for j in range(first.start + 1, second.start))


def _governed(line: Line, mention: Mention) -> bool:
    """ "wrote in a study published in May": the object of a preposition is no subject."""
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word" and line.low(k) != "that":
        k -= 1
    if line.low(k) == "with" and line.low(mention.end).endswith("ing"):
        return False  # "with the hospital reporting 20 dead"
    if line.is_a(k, "words.of") and line.is_a(k - 1, "source.some"):
        return False  # "some of the volunteers maintain"
    return line.is_a(k, "source.governs")


def modified(line: Line, k: int) -> bool:
    """Whether a relative clause, participle or preposition follows a subject: its verb comes later."""
    led = line.is_a(k + 1, "source.agent") and line.low(k).endswith(("ed", "run", "led"))  # "researchers led by"
    return (
        led
        or line.is_a(k, "words.who", "source.which", "words.preposition")
        or line.low(k).endswith("ing")
        or line.low(k) == "close"
    )


def _plain_first(line: Line) -> Mention | None:
    """ "A volunteer from Oleshky, reached by phone, is sure": a person noun that opens the sentence."""
    if not line.is_a(0, "words.article"):
        return None
    for end in (2, 3):
        if line.is_a(end - 1, "source.person") and line.is_a(end, "words.preposition", "words.who"):
            phrase = " ".join(line.low(j) for j in range(1, end))
            return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), 1, end, "office", True, True)
    return None


def is_count(line: Line, k: int) -> bool:
    """Whether a token is a number, in digits or in words."""
    if line.kind(k) == "number":
        return True
    return 0 <= k < len(line.tags) and any(cls.startswith("numbers.") for cls in line.tags[k])


def habit(line: Line, start: int, end: int) -> bool:
    """ "Not all deaths are reported by the media": what the press leaves out, it does not state."""
    if "words.negation" not in line.has or not line.is_a(end - 1, "words.press") or end - start > 1:
        return False
    return not any(is_count(line, j) for j in range(len(line.tokens)))


def mute(line: Line, start: int, end: int) -> bool:
    """ "Cela porte à 3 000 le nombre de morts", "las cifras de asesinatos machistas": what is told of."""
    if end - start == 1 and (line.low(start) in _THIS or (line.is_a(start, "source.grouping") and quoted(line, start))):
        return True  # "«Центр» отчитался о 490 уничтоженных": in the ministry's words
    return line.low(start) in _DEATHS or (line.is_a(end - 1, *_LOSSES) and not line.is_a(end - 1, "source.office"))


def quoted(line: Line, j: int) -> bool:
    """Whether a quotation mark stands before token j, or behind the first: it is no token."""
    j = max(j, 1)
    return j < len(line.tokens) and line.tokens[j].start - line.tokens[j - 1].end > 1


def denies(line: Line, mention: Mention, verb: int) -> bool:
    """ "The Kremlin has never confirmed", "neither Moscow nor Pyongyang has acknowledged": says nothing."""
    if line.is_a(mention.start - 1, "words.negation"):
        return True
    if line.is_a(mention.end, "words.who") and line.is_a(mention.end + 1, "source.asked"):
        return False  # "an official who asked not to be named said"
    for j in range(verb - 1, mention.end - 1, -1):
        if line.low(j) == "," or line.is_a(j, "words.but"):
            return False  # an aside: "sources, who asked not to be named, gave", "did not comment but claimed"
        if line.low(j) in ("n", "ne") and any(line.low(k) in ("que", "qu") for k in range(verb, verb + 4)):
            return False  # "La Russie n'a donné que deux fois un bilan": only
        if line.is_a(j, "words.negation") and not line.is_a(j, "words.adverb"):
            return True  # German "noch" is of both
    return False


def inverted(line: Line, lex: Lexicon, verb: int, after: int, here: list[Mention]) -> Mention | None:
    """ "..., said Firass Abiad": only after a comma or a quotation mark, or first in free word order."""
    if line.is_a(verb, "source.tells") or (
        line.low(verb - 1) not in (",", '"', "–", "-", ":", ";", "", ")") and not (lex.order != "svo" and verb > 0)
    ):
        return None
    mention = next((m for m in here if after <= m.start <= after + 3), None) or _long_named(line, after, here)
    if mention is None or any(line.is_a(j, "words.preposition") for j in range(after, mention.start)):
        return None  # "he wrote on Telegram"
    return mention if only_words(line, after, mention.start) else None


def on_a_day(line: Line, j: int) -> bool:
    """ ", said the ministry on Thursday": the day of the saying stands behind the name."""
    return any(line.is_a(k, "dates.weekdays", "dates.today") for k in (j, j + 1)) and line.kind(j) == "word"


def _long_named(line: Line, after: int, here: list[Mention]) -> Mention | None:
    """ ", said the National Disaster Risk Reduction and Management Council": a body with much before its noun."""
    first = after + line.is_a(after, "words.article")
    body = next((m for m in here if after < m.start <= after + _LONG and m.kind in ("office", "source")), None)
    if body is None or not line.capital(first):
        return None
    rest = range(first, body.start)
    return body if all(line.capital(j) or line.is_a(j, "words.conjunction", "words.of") for j in rest) else None


def keeper(line: Line, i: int, ends: dict[int, Mention]) -> Mention | None:
    """ "Ukraine's claim", "the health ministry's toll", "by his tally": whoever keeps the count at token i."""
    his = next((j for j in (i - 1, i - 2, i - 3) if line.is_a(j, "source.his")), None)
    if his is not None and all(line.kind(j) == "word" and not line.is_a(j, "source.office") for j in range(his + 1, i)):
        i = his + 1
        return Mention(
            (), i - 1, i, "pronoun", head={"its": "body", "his": "person", "her": "person"}.get(line.low(i - 1), "")
        )
    whole = ends.get(i + 1)
    if whole is not None and whole.start < i and line.is_a(whole.start - 1, "source.by"):
        return whole  # "by police reckoning"
    for k in (i, i - 1, i - 2):
        mention = ends.get(k)
        if mention is None or not all(line.kind(j) == "word" for j in range(k, i)):
            continue
        led = line.is_a(mention.start - 1, "source.by")
        if not line.tokens[k - 1].possessive:  # "in an Associated Press reconstruction"
            return (
                mention
                if k == i
                and line.is_a(mention.start - 1, "words.article")
                and line.is_a(mention.start - 2, "source.by")
                else None
            )
        own = mention.start <= 1 and line.is_a(i, "source.own_account")  # "Beirut's tally passed two thousand"
        if mention.kind == "country" and not led and not own and not line.is_a(i, "words.claim"):
            return None
        states = k == i and not line.is_a(i, "killed.toll") and line.is_a(i + 1, "source.says", "source.reckons")
        full = len(mention.names) > 1 or line.tokens[mention.start].text[:2].isupper()
        return mention if mention.kind != "name" or full or states else None
    return None


def is_noun(line: Line, lex: Lexicon, i: int, ends: dict[int, Mention]) -> bool:
    """Whether a word that may be a speech verb is a noun here: "the claim", "Ukraine's count", "an earlier report"."""
    if i == 0:
        return lex.order == "svo" or line.is_a(i, "source.account")  # "Informó la policía de ..."
    if line.is_a(i, "source.nearby") and is_count(line, i + 1) and not line.is_a(i - 1, "words.article"):
        return False  # "The jihadists claim 63"
    if line.is_a(i - 1, "scope.rate_day") and line.low(i + 1) == "of":
        return True  # "Daily reports of shelling"
    it = line.is_a(i - 1, "source.of_it_word") and not line.is_a(i, "source.account")
    if it and (i == 1 or (lex.order == "free" and not line.is_a(i, "source.denies"))):
        return False  # "Das teilte die Polizei mit", "Así lo confirmó el alcalde"
    if line.is_a(i - 2, "source.as_said") and lex.order == "free" and not line.is_a(i, "source.account"):
        return False  # "comme le rappelle l'historienne", "como lo señaló el alcalde"
    if line.is_a(i - 1, "words.article", "words.own") and (
        lex.lang not in INFLECTED or line.is_a(i, "source.account")
    ):  # fmt: skip
        # Slavic verbs are no nouns, nor are German ones in small letters: "Про це повідомили", ", der sagte, ..."
        return lex.lang != "de" or line.capital(i) or line.low(i - 2) != ","
    if not line.is_a(i, "source.account"):
        return False
    if line.tokens[i - 1].possessive or line.is_a(i - 1, "words.preposition"):
        return True
    return (
        i not in ends
        and not line.is_a(i - 1, "words.auxiliary", "words.adverb", "words.who", "words.conjunction")
        and not (line.is_a(i - 1, "words.but") and line.low(i + 1) in ("to", "that"))  # "but claims to have killed"
        and (line.low(i - 1) not in (",", '"', ")"))
    )


def is_loose(line: Line, start: int, end: int) -> bool:
    """Whether what is cited is only "reports", "local data", "sources", "the two districts", nobody's by name."""
    account = any(line.is_a(j, *_PAPERS) for j in range(start, end))
    if any(line.is_a(j, "source.sector") for j in range(start, end + 1)):
        return False  # "citing hospital sources", "citant des sources hospitalières"
    counted = line.is_a(start, "numbers.units")
    offices = ((j, tag.end - 1) for j in range(start, end) if (tag := line.at(j, "source.office")) is not None)
    if any(not line.is_a(j, *_PAPERS) and not line.is_a(last, *_PAPERS) for j, last in offices):
        return False  # "citing two sources in the army", "police reports"
    return (account or counted) and not any(line.capital(j) for j in range(start, end))


def is_passive(line: Line, i: int) -> bool:
    """ "The group was credited with", "Russia is estimated to have": not who speaks but who is spoken of."""
    if line.low(i).endswith("ing"):
        return False
    j = i - 1
    while (
        j > 0 and line.is_a(j, "words.adverb") and not line.is_a(j, "words.auxiliary", "source.place", "source.reckons")
    ):  # "who asked not to be named said"
        j -= 1
    return line.is_a(j, "source.passive")


def ends_a_relative(line: Line, mention: Mention, end: int) -> bool:
    """ "deaths that a committee confirms.", "those the police confirmed.": what closes a sentence so is no speaker.

    "..., Afghan and U.S. officials said" and what lost its comma, "... on Sunday a monitoring group said", is one.
    """
    if line.low(end) not in ("", ".") or mention.kind == "pronoun":
        return False
    if any(line.low(j) == "," for j in range(mention.start, mention.end)):
        return False
    first = mention.start - line.is_a(mention.start - 1, "words.article")
    if line.is_a(end - 1, "source.closes"):
        opened = line.is_a(first - 1, "words.who", "source.which")
        return opened or line.low(first - 1) in ("what", "than")
    return line.kind(first - 1) == "word"


def agent_of(line: Line, end: int, here: list[Mention]) -> Mention | None:
    """ "verified as killed or injured by the mission", "was posted on Monday by the project"."""
    if line.low(end - 1) == "given" and all(token.kind != "number" for token in line.tokens):
        return None  # "They were given full honours by the division"
    for j in range(end, min(end + 9, len(line.tokens))):
        if line.kind(j) not in ("word", "number") or line.is_a(j, "words.but", "words.who"):
            return None
        if line.is_a(j, "source.agent"):
            if line.is_a(j - 1, "killed.part", "wounded.part") and any(line.low(k) == "to" for k in range(end - 1, j)):
                return None  # "are estimated to have been killed by security forces"
            attack = any(line.is_a(end - k, "scope.incident", "words.attack") for k in range(2, 9))
            if attack and line.low(end - 1).startswith(_OWNED):
                return Mention((), j, j + 1, "office")  # "a blast claimed by the group killed 12": nobody tells it
            return next((m for m in here if j < m.start <= j + 3 and m.kind in ("source", "office", "name")), None)
    return None


def of_lives(line: Line, i: int) -> bool:
    """ "the fire claimed eighty-five lives": no claim."""
    return line.is_a(i, "words.lives_verb") and any(line.is_a(j, "words.lives") for j in range(i + 1, i + 9))


def counts(line: Line, i: int, end: int, mention: Mention) -> bool:
    """Whether a weak verb states a number: it follows at once, or the verb is no mere helper ("has killed")."""
    helper = line.is_a(i, "words.auxiliary")
    if line.is_a(i, "source.nearby"):
        return any(is_count(line, k) for k in range(end, end + 4))  # "investigators made it 28"
    last = line.low(end) in ("", ".", ",")  # "..., experts found."
    if line.is_a(i, "source.takes") and not last and not any(is_count(line, k) for k in range(end, len(line.tokens))):
        return False  # "the land it holds is desert"
    if mention.kind == "country" and (helper or line.is_a(i, "source.takes", "source.tallies")):
        return False  # "Malawi recorded 12 deaths": where they were
    if line.is_a(i, "source.arrives"):
        return any(line.low(j) == "auf" for j in range(end, end + 9))  # "kamen 16 Bewohner um"
    if line.is_a(i, "source.holds"):  # "hält 34 der Geiseln für tot", not "hält 98 Geiseln fest"
        return any(line.low(j) == "für" and line.is_a(j + 1, "killed.part") for j in range(end, end + 12))
    if not helper or line.kind(end) == "number":
        return True
    if line.is_a(end, "words.shot"):
        return False  # "the forces have shot dead eight"
    return end < len(line.tags) and any(cls.startswith(("numbers.", "qualifier.")) for cls in line.tags[end])


def goes_on(line: Line, i: int) -> bool:
    """ "He gave none, and said ...", "..., adding that": the verb takes the sentence's subject."""
    k = i
    while i - k < 5 and (line.is_a(k - 1, "words.auxiliary", "words.adverb") or line.low(k - 1) in ("so", "far")):
        k -= 1
    plain = k < i or not line.is_a(i, "status.claim") or line.low(i + 1) in ("to", "that")  # no "but claims of 40 dead"
    after = line.is_a(k - 1, "words.conjunction") or (plain and line.is_a(k - 1, "words.but"))
    return after or (line.low(i - 1) == "," and line.low(i).endswith("ing"))


def only_words(line: Line, first: int, last: int) -> bool:
    return all(
        (line.kind(j) == "word" or (line.low(j) == "-" and line.tokens[j].glued))
        and not line.is_a(j, "words.auxiliary", "source.says")
        and (not line.is_a(j, "words.who") or line.is_a(j, "words.article"))  # "laut der nationalen Behörde"
        for j in range(first, last)
    )

"""Verbs of saying to their subjects: who speaks, by the grammar of the words around the verb."""

from monitor.detect.base_forms import INFLECTED
from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.detect.mention import Mention

_CLAUSE = 14  # tokens from a speech verb back to where its clause begins
_REACH = 18  # tokens from a speech verb back to its subject, asides included

_NAMED_BY = (
    "ка", "ник", "ница", "ниця", "тель", "ець", "ец", "іст", "ист", "иня", "яни", "яне", "арь", "ар", "ор", "ер",
)  # fmt: skip


def subject_of(line: Line, verb: int, here: list[Mention], ends: dict[int, Mention]) -> Mention | None:
    """The subject of a speech verb: "Ukraine's president, who ..., said"; steps over adverbs and asides."""
    j = verb
    while j > 0 and verb - j < _REACH:
        if (mention := ends.get(j)) is not None:
            if _governed(line, mention):
                break  # "channels close to the brigade wrote"
            return None if line.tokens[j - 1].possessive else mention
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
            return ends.get(j - 1) or (ends.get(j - 2) if line.low(j - 2) == "," else None)
        elif low in (",", ")"):
            marks = ("(",) if ")" in (low, line.low(j - 2)) else (",", "(")
            opened = next((k for k in range(j - 2, max(-1, j - 2 - _REACH), -1) if line.low(k) in marks), None)
            mention = ends.get(opened) if opened is not None else None
            if mention is not None and not _governed(line, mention):
                return mention
            if (mention := ends.get(j - 1)) is not None:
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
    if states and first is not None and first.end < verb and _modified(line, first.end):
        return first  # "Journalists who counted fresh graves reached 10,300"
    return None


def _with_relative(line: Line, verb: int, here: list[Mention]) -> Mention | None:
    """ "two officials who spoke on condition of anonymity told the paper": over a relative clause without commas."""
    for mention in reversed(here):
        if mention.end >= verb or verb - mention.end > _REACH:
            continue
        if mention.kind in ("office", "source", "name") and line.is_a(mention.end, "words.who"):
            if _governed(line, mention):
                continue  # "confirmed to the agency that the toll had risen"
            clear = all(line.kind(j) in ("word", "number") for j in range(mention.end, verb))
            return mention if clear else None
    return None


def _governed(line: Line, mention: Mention) -> bool:
    """ "wrote in a study published in May": the object of a preposition is no subject."""
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word" and line.low(k) != "that":
        k -= 1
    if line.is_a(k, "words.of") and line.is_a(k - 1, "source.some"):
        return False  # "some of the volunteers maintain"
    return line.is_a(k, "source.governs")


def _modified(line: Line, k: int) -> bool:
    """Whether a relative clause, participle or preposition follows a subject: its verb comes later."""
    return (
        line.is_a(k, "words.who", "source.which", "words.preposition")
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


def noun_subject(line: Line, verb: int) -> Mention | None:
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
    while first < verb and not line.is_a(first, "words.article", "source.his"):
        opening = line.is_a(
            first, "words.preposition", "words.adverb", "source.between", "words.but", "source.subordinate"
        )
        if not opening and not any(cls.startswith("dates.") for cls in line.tags[first]):
            return None
        first += 1
    begin = first + 1
    end = begin
    if line.is_a(first - 1, "words.preposition", "words.of"):
        return None  # "in an interview published in May"
    while _aged(line, begin) or line.low(begin - 1) == "-":
        begin += 1
    end = begin
    while end < verb and line.kind(end) == "word" and not _modified(line, end):
        if line.is_a(end, "words.auxiliary", "words.adverb", "source.between"):
            break
        if end > begin and line.low(end).endswith("ed") and line.is_a(end + 1, "words.preposition"):
            break  # "a lawmaker briefed by the agency"
        end += 1
    mute = any(not _may_speak(line, k) for k in range(begin, end))
    if end == begin or end - begin > 4 or mute or line.low(verb).endswith("ing"):
        return None
    phrase = " ".join(line.low(k) for k in range(begin, end))
    return Mention(tuple(dict.fromkeys((phrase, line.low(end - 1)))), begin, end, "office", head=line.low(end - 1))


def _aged(line: Line, k: int) -> bool:
    """ "a 34-year-old teacher"."""
    return (line.low(k) == "-" and line.tokens[k].glued) or (line.kind(k) == "number" and line.low(k + 1) == "-")


def noun_after(line: Line, lex: Lexicon, first: int) -> Mention | None:
    """ "..., said a neighbour of the family", "denunció una vecina de Soledar", "рассказала соседка": any noun."""
    j, bare = first, lex.lang in INFLECTED
    while line.is_a(j, "words.article") and line.kind(j) == "word":
        j += 1
    end = j
    while line.kind(end) == "word" and end - j < (1 if bare else 4) and not line.is_a(
        end, "words.preposition", "words.of", "words.auxiliary", "words.conjunction", "words.who", "words.adverb",
        "words.but", "words.article", "source.between", "source.says",
    ):  # fmt: skip
        end += 1
    said_the = lex.order == "svo" and line.low(first) == "the" and line.low(end) in (",", ".", ";", "")
    if not (bare or line.is_a(first, "numbers.one") or said_the):
        return None  # "a jugé la situation complexe"
    if not any(is_count(line, k) for k in range(first)):
        return None  # "..., chef de l'armée, a décrit une situation complexe"
    if (j == first) != bare or end == j or any(not _may_speak(line, k) for k in range(j, end)):
        return None
    if bare and (line.capital(j) or len(line.low(j)) < 5 or not line.low(j).endswith(_NAMED_BY)):
        return None  # "сообщили вчера"
    phrase = " ".join(line.low(k) for k in range(j, end))
    return Mention(tuple(dict.fromkeys((phrase, line.low(j)))), j, end, "office", True, head=line.low(j))


def _may_speak(line: Line, k: int) -> bool:
    """Whether the classes of a noun let it speak: no harm, attack, count or day does."""
    mute = ("dates.", "numbers.", "scope.", "killed.", "wounded.", "missing.", "captured.", "casualties.", "status.")
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


def is_count(line: Line, k: int) -> bool:
    """Whether a token is a number, in digits or in words."""
    if line.kind(k) == "number":
        return True
    return 0 <= k < len(line.tags) and any(cls.startswith("numbers.") for cls in line.tags[k])


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
        if end > j and line.is_a(end, "source.says") and not line.is_a(end, "source.account"):
            break  # "aus einem Bericht der Vereinten Nationen hervorgeht"
        end += 1
    if end == j or line.low(j) in ("which", "that", "this") or line.is_a(j, "dates.months", "dates.weekdays"):
        return None
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


def denies(line: Line, mention: Mention, verb: int) -> bool:
    """ "The Kremlin has never confirmed", "neither Moscow nor Pyongyang has acknowledged": says nothing."""
    if line.is_a(mention.start - 1, "words.negation"):
        return True
    for j in range(verb - 1, mention.end - 1, -1):
        if line.low(j) == ",":
            return False  # an aside: "sources, who asked not to be named, gave"
        if line.is_a(j, "words.negation") and not line.is_a(j, "words.adverb"):
            return True  # German "noch" is of both
    return False


def inverted(line: Line, lex: Lexicon, verb: int, after: int, here: list[Mention]) -> Mention | None:
    """ "..., said Firass Abiad": only after a comma or a quotation mark, or first in free word order."""
    if line.is_a(verb, "source.tells") or (
        line.low(verb - 1) not in (",", '"', "–", "-", ":", ";", "", ")") and not (lex.order != "svo" and verb > 0)
    ):
        return None
    mention = next((m for m in here if after <= m.start <= after + 3), None)
    if mention is None or any(line.is_a(j, "words.preposition") for j in range(after, mention.start)):
        return None  # "he wrote on Telegram"
    return mention if only_words(line, after, mention.start) else None


def keeper(line: Line, i: int, ends: dict[int, Mention]) -> Mention | None:
    """ "Ukraine's claim", "the health ministry's toll", "by his tally": whoever keeps the count at token i."""
    his = next((j for j in (i - 1, i - 2, i - 3) if line.is_a(j, "source.his")), None)
    if his is not None and all(line.kind(j) == "word" and not line.is_a(j, "source.office") for j in range(his + 1, i)):
        i = his + 1
        return Mention(
            (), i - 1, i, "pronoun", head={"its": "body", "his": "person", "her": "person"}.get(line.low(i - 1), "")
        )
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
        return (
            mention
            if mention.kind != "name" or len(mention.names) > 1 or line.tokens[mention.start].text[:2].isupper()
            else None
        )
    return None


def is_noun(line: Line, lex: Lexicon, i: int, ends: dict[int, Mention]) -> bool:
    """Whether a word that may be a speech verb is a noun here: "the claim", "Ukraine's count", "an earlier report"."""
    if i == 0:
        return lex.order == "svo" or line.is_a(i, "source.account")  # "Informó la policía de ..."
    if i == 1 and line.is_a(0, "source.of_it_word") and not line.is_a(i, "source.account"):
        return False  # "Das teilte die Polizei mit"
    if line.is_a(i - 2, "source.as_said") and lex.order == "free" and not line.is_a(i, "source.account"):
        return False  # "comme le rappelle l'historienne", "como lo señaló el alcalde"
    if line.is_a(i - 1, "words.article", "words.own") and (
        lex.lang not in INFLECTED or line.is_a(i, "source.account")
    ):  # fmt: skip
        return True  # Slavic verbs are no nouns: "Про це повідомили"
    if not line.is_a(i, "source.account"):
        return False
    if line.tokens[i - 1].possessive or line.is_a(i - 1, "words.preposition"):
        return True
    return (
        i not in ends
        and not line.is_a(i - 1, "words.auxiliary", "words.adverb", "words.who", "words.conjunction")
        and (line.low(i - 1) not in (",", '"', ")"))
    )


def is_loose(line: Line, start: int, end: int) -> bool:
    """Whether what is cited is only "reports", "figures", "local data", nobody's by name."""
    account = any(line.is_a(j, "source.account", "status.claim") for j in range(start, end))
    return account and not any(line.capital(j) for j in range(start, end))


def is_passive(line: Line, i: int) -> bool:
    """ "The group was credited with", "Russia is estimated to have": not who speaks but who is spoken of."""
    if line.low(i).endswith("ing"):
        return False
    j = i - 1
    while j > 0 and line.is_a(j, "words.adverb") and not line.is_a(j, "words.auxiliary", "source.place"):
        j -= 1
    return line.is_a(j, "source.passive")


def ends_a_relative(line: Line, mention: Mention, end: int) -> bool:
    """ "deaths that a committee confirms.": nothing is said after the verb, and no comma stands before the name."""
    aside = any(line.low(j) == "," for j in range(mention.start, mention.end))
    if line.low(end) not in ("", ".") or mention.kind == "pronoun" or aside:
        return False
    first = mention.start - line.is_a(mention.start - 1, "words.article")
    opened = line.low(end - 1) != "said" or line.is_a(first - 1, "words.who", "source.which", "words.that")
    return opened and line.kind(first - 1) == "word"  # but wires without commas: "killed 18 in Kabul a monitor said."


def agent_of(line: Line, end: int, here: list[Mention]) -> Mention | None:
    """ "verified as killed or injured by the mission", "was posted on Monday by the project"."""
    for j in range(end, min(end + 9, len(line.tokens))):
        if line.kind(j) not in ("word", "number") or line.is_a(j, "words.but", "words.who"):
            return None
        if line.is_a(j, "source.agent"):
            if line.is_a(j - 1, "killed.part", "wounded.part") and any(line.low(k) == "to" for k in range(end - 1, j)):
                return None  # "are estimated to have been killed by security forces"
            return next((m for m in here if j < m.start <= j + 3 and m.kind in ("source", "office", "name")), None)
    return None


def of_lives(line: Line, i: int) -> bool:
    """ "the fire claimed eighty-five lives": no claim."""
    return line.is_a(i, "words.lives_verb") and any(line.is_a(j, "words.lives") for j in range(i + 1, i + 9))


def counts(line: Line, i: int, end: int, mention: Mention) -> bool:
    """Whether a weak verb states a number: it follows at once, or the verb is no mere helper ("has killed")."""
    helper = line.is_a(i, "words.auxiliary")
    if mention.kind == "country" and (helper or line.is_a(i, "source.takes", "source.tallies")):
        return False  # "Malawi recorded 12 deaths": where they were
    if line.is_a(i, "source.arrives"):
        return any(line.low(j) == "auf" for j in range(end, end + 9))  # "kamen 16 Bewohner um"
    if line.is_a(i, "source.holds"):  # "hält 34 der Geiseln für tot", not "hält 98 Geiseln fest"
        return any(line.low(j) == "für" and line.is_a(j + 1, "killed.part") for j in range(end, end + 12))
    if not helper or line.kind(end) == "number":
        return True
    return end < len(line.tags) and any(cls.startswith(("numbers.", "qualifier.")) for cls in line.tags[end])


def goes_on(line: Line, i: int) -> bool:
    """ "He gave none, and said ...", "..., adding that": the verb takes the sentence's subject."""
    k = i
    while i - k < 5 and (line.is_a(k - 1, "words.auxiliary", "words.adverb") or line.low(k - 1) in ("so", "far")):
        k -= 1  # "but so far have confirmed"
    after = line.is_a(k - 1, "words.conjunction") or (k < i and line.is_a(k - 1, "words.but"))
    return after or (line.low(i - 1) == "," and line.low(i).endswith("ing"))


def only_words(line: Line, first: int, last: int) -> bool:
    return all(
        line.kind(j) == "word"
        and not line.is_a(j, "words.auxiliary", "source.says")
        and (not line.is_a(j, "words.who") or line.is_a(j, "words.article"))  # "laut der nationalen Behörde"
        for j in range(first, last)
    )

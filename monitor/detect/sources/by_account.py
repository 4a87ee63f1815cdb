"""By whose account: "за його словами", "по предварительным данным полиции", "nach UN-Angaben", "den Behörden zufolge".

The preposition, the noun for a count and what stands between them are told apart here, so that a language file lists
each of the three once instead of every phrase.
"""

from dataclasses import replace

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.base_forms import INFLECTED, base_phrase
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.heralds import speaks_of_it
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.speakers import Speakers
from monitor.detect.sources.unlisted import bare_name

_GENITIVE = ("ів", "їв", "ей", "их", "ого", "ої", "и", "і", "ї", "а", "я", "у", "ов", "ев", "ых", "его", "ой", "ы")
_NOMINATIVE: dict[str, tuple[tuple[str, tuple[str, str]], ...]] = {
    "uk": (("ів", ("ів", "и")), ("їв", ("їв", "ї")), ("ії", ("ії", "ія")), ("и", ("и", "а"))),
    "ru": (("ков", ("ов", "и")), ("гов", ("ов", "и")), ("ов", ("ов", "ы")), ("ей", ("ей", "и")), ("ии", ("ии", "ия")),
           ("ы", ("ы", "а"))),
}  # fmt: skip
_RELATIVE = frozenset({"которой", "которого", "которых", "якої", "якого", "яких"})
_WHOSE = 3  # tokens from a document to "according to which"
_WIDTH = 5  # words between the preposition and its noun
_DONE = ("é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ed", "given", "put out")
_READ = ("consult", "vu", "obten", "visto", "vista", "eingesehen", "cité", "citad", "revisad")
_GIVEN = ("нным", "нными", "ным", "ними")  # "приведённым", "оприлюдненими"
_AGENT = 8  # tokens from a document to who published it
_OF_IT = 6  # tokens in which a sentence says that it speaks of what was told before
_BACK = 9  # tokens from "zufolge" back to where its phrase begins
_LATTER = frozenset({"deren", "dessen"})  # "die Feuerwehr, nach deren Angaben 19 Menschen starben"
_OF = ("von", "vom", "de", "du", "des", "del", "d", "від", "от")
_STOPS = ("words.preposition", "words.conjunction", "words.auxiliary", "words.but", "source.says", "words.pronoun")
_ANGABEN = ("sangaben", "nangaben", "iangaben")
_COMPOUNDS = ("angaben", "bericht", "studie", "mitteilung", "einschätzung", "schätzung", "auskunft", "berichten",
              "schätzungen", "informationen", "zählung", "darstellung", "kreisen", "erkenntnissen", "berechnungen",
              "statistik")  # fmt: skip


def by_account(line: Line, lex: Lexicon, i: int, here: list[Mention]) -> tuple[Mention | None, int] | None:
    """At a preposition: whose account follows (nobody's: nothing) and where the phrase ends; else nothing."""
    tag = line.at(i, "source.by_account")
    if tag is None:
        return None
    noun = _noun(line, tag.end, tag.end + _WIDTH)
    if noun is None:
        return None
    end = _end(line, noun)
    if line.low(end) in _RELATIVE:  # "инфографика, по данным которой в ДНР погибли 9100 человек"
        return next((m for m in reversed(here) if i - _WHOSE <= m.end <= i and m.names), None), end + 1
    article = lex.lang == "de" and line.is_a(end, "words.article")
    own = next((k for k in range(tag.end, noun) if line.is_a(k, "source.own_word")), None)
    if own is not None and not article and lex.lang == "de":  # "tötete nach eigenen Angaben zehn Kämpfer der Hisbollah"
        return Mention((), own, noun + 1, "pronoun", head="own"), end
    if lex.lang == "de" and not article and line.low(noun).endswith(_ANGABEN):
        told = _told_by(line, lex, noun, noun, here)
        if told is not None:  # "nach Behördenangaben zwei Dutzend Menschen"
            return told, end
    owner = _past_attribute(line, end, here) if article and line.is_a(end + 1, "words.preposition") else None
    if owner is None:
        near = (m for m in here if noun < m.start <= end + 4 and m.end > end)  # "nota de prensa de los bomberos"
        owner = next((m for m in near if only_led(line, end, m.start)), None)
    if owner is None and article:
        owner = _past_attribute(line, end, here)
    if owner is None and _told_in_clause(line, end):  # "según la cuenta que dio hoy el ministerio"
        owner = next((m for m in here if end < m.start <= end + _WIDTH and m.kind != "pronoun"), None)
    his = any(line.is_a(k, "source.his") for k in range(tag.end, noun))  # "за його січневим звітом": no document's
    if owner is None and not his:  # "laut einem Bericht der UN", "laut der Studie": the document speaks
        owner = next((m for m in here if m.start <= noun < m.end and m.kind in ("office", "source")), None)
        agents = (m for m in here if owner is not None and owner.end < m.start <= owner.end + _AGENT)
        agent = next((m for m in agents if _led_by_agent(line, m) and not _seen_by(line, m)), None)
        owner = agent or owner  # "según un informe difundido esta semana por el Instituto"
    if owner is None and any(line.low(k).endswith(_DONE) for k in range(end, end + 3)):
        agents = (m for m in here if end <= m.start <= end + _AGENT + 4 and m.kind != "pronoun")
        agents = (m for m in agents if not _seen_by(line, m))
        owner = next((m for m in agents if _led_by_agent(line, m)), None)  # "un bilan communiqué lundi soir par ..."
    if owner is not None and owner.kind != "pronoun":
        return owner, max(owner.end, end)
    told = _told_by(line, lex, tag.end, noun, here)
    if told is None and lex.lang in INFLECTED:
        told = _plain(line, lex, end)
    if told is None and lex.lang == "de" and line.low(end) == "von":
        told = bare_name(line, end + 1)
    return told, end if told is None else max(end, told.end)


def account_from(line: Line, first: int, here: list[Mention]) -> Mention | None:
    """ "according to estimates from U.N. officials", "according to an early count by the council": whose account."""
    noun = _noun(line, first, first + 3)
    tidings = (
        next((k for k in range(first, first + 3) if line.is_a(k, "source.tidings")), None) if noun is None else None
    )
    noun = tidings if noun is None else noun
    if noun is None or line.tokens[noun].possessive:
        return None
    mention = next((m for m in here if noun < m.start <= noun + _WIDTH + 1 and m.kind != "pronoun"), None)
    if mention is None or any(line.kind(k) != "word" for k in range(noun + 1, mention.start)):
        return None
    k = mention.start - 1
    while line.is_a(k, "words.article") and line.kind(k) == "word":
        k -= 1
    if tidings is not None and (k != noun + 1 or mention.kind == "country" or mention.end - k < 3):
        return None  # "reports of the Road Safety Foundation", but not "reports of attacks by", "reports from Kyiv"
    return mention if k > noun - 1 and line.low(k) in ("from", "by", "of") else None


def _told_in_clause(line: Line, end: int) -> bool:
    """ "..., die das Ministerium vorlegte", "..., приведённым прокурором", "que dio el ministerio"."""
    k = end + (line.low(end) == ",")
    relative = line.is_a(k, "source.which") or (k > end and line.is_a(k, "dates.relative"))
    return relative or (k > end and line.low(k).endswith(_GIVEN))


def _led_by_agent(line: Line, mention: Mention) -> bool:
    k = mention.start - 1
    while line.is_a(k, "words.article") and not line.is_a(k, "source.agent"):
        k -= 1
    return line.is_a(k, "source.agent")


def _seen_by(line: Line, mention: Mention) -> bool:
    """ "un rapport consulté par l'AFP", "un informe visto por Reuters": who has read it did not write it."""
    if not line.is_a(mention.start, "source.carrier"):
        return False
    return any(line.low(k).startswith(_READ) for k in range(max(0, mention.start - 4), mention.start))


def _plain(line: Line, lex: Lexicon, first: int) -> Mention | None:
    """ "по словам соседей": whatever noun follows in the genitive."""
    last = first
    while line.kind(last) == "word" and last - first < 3 and line.low(last).endswith(_GENITIVE):
        if line.is_a(last, "words.preposition", "words.conjunction", "words.auxiliary", "source.says"):
            break
        last += 1
    if last == first or any(cls.startswith(("dates.", "numbers.")) for cls in line.tags[first]):
        return None
    words = [line.low(k) for k in range(first, last)]
    head = next((base for ending, base in _NOMINATIVE[lex.lang] if words[-1].endswith(ending)), None)
    names = [f"{words[-1][: -len(head[0])]}{head[1]}"] if head is not None else []
    return Mention(tuple(dict.fromkeys([*names, " ".join(words)])), first, last, "office", head=words[-1])


def _past_attribute(line: Line, first: int, here: list[Mention]) -> Mention | None:
    """ "nach Angaben der in Wien ansässigen Stelle", "der von der Hamas geführten Behörde": over an attribute."""
    for mention in here:
        if first < mention.start <= first + 8 and mention.kind in ("office", "source"):
            k = mention.start - 1
            k -= line.is_a(k, "words.irregular") and not line.capital(k) and k > first  # "der islamistischen Hamas"
            led = line.is_a(k, "words.article") and k > first
            if line.is_a(k - led, "words.preposition") and not line.is_a(mention.end, "words.article"):
                continue  # "der von der Hamas ..."
            clear = all(
                line.kind(k) == "word" and not line.is_a(k, "source.says", "words.conjunction")
                for k in range(first, mention.start)
            )
            return mention if clear else None
    return None


def after_account(line: Line, lex: Lexicon, i: int, here: list[Mention]) -> Mention | None:
    """Before a German "zufolge" at token i: "den Angaben der Polizei zufolge", "Aktivisten zufolge"."""
    first = i
    while (first > 0 and i - first < _BACK and line.kind(first - 1) in ("word",)) or line.low(first - 1) == "-":
        first -= 1
        verb = line.is_a(first, "source.says", "source.reckons", "words.auxiliary") or any(
            cls.endswith((".fell", ".verb", ".part")) for cls in line.tags[first]
        )
        if verb and not line.is_a(first, "source.account"):
            first += 1
            break
    owner = next((m for m in reversed(here) if m.end == i and m.start >= first), None)
    if owner is not None and first_reports(line, owner) is not None:
        return None  # "Ersten Berichten zufolge"
    if owner is not None and owner.kind == "name" and _possessive(line, owner.start):
        owner = None  # "Ihren Angaben zufolge", "Deren Angaben nach": a word of no name
    if owner is not None and owner.kind != "pronoun":
        whose = next((m for m in here if m.end == owner.start - 1 and line.low(m.end) == "-"), None)
        return owner if whose is None else replace(owner, names=(*whose.names, *owner.names))  # "UN-Bericht zufolge"
    noun = _noun(line, first, i)
    if noun is None:
        return owner
    return _told_by(line, lex, first, noun, here)


def _possessive(line: Line, k: int) -> bool:
    return line.is_a(k, "source.his") or line.low(k) in _LATTER


def first_reports(line: Line, mention: Mention) -> int | None:
    """After "preliminary data", "latest reports", "premiers éléments", and of no name: nobody says whose."""
    first, last = mention.start, mention.end
    while line.is_a(first, "words.article") and first < last:
        first += 1
    if line.is_a(last - 1, "source.account", "source.tidings") and last - first > 1:
        last -= 1
    only = first < last and all(line.is_a(k, "source.preliminary") for k in range(first, last))
    if not only or not line.is_a(last, "source.account", "source.tidings"):
        return None
    return last + 1


def _noun(line: Line, first: int, last: int) -> int | None:
    """The noun for a count among tokens first..last, before any other clause or phrase begins."""
    for k in range(first, min(last + 1, len(line.tokens))):
        if line.is_a(k, "source.account"):
            return k
        glued = line.low(k) == "-" and line.tokens[k].glued
        if line.kind(k) != "word" and not glued:
            return None
        compound = glued or line.low(k + 1) == "-"
        if line.is_a(k, "source.reckons") and line.is_a(k - 1, "party", "place", "capital"):
            return None  # "місія ООН з прав людини в Україні навела дані": no "за даними"
        if line.is_a(k, "words.conjunction", "words.auxiliary", "words.but", "source.office") and not compound:
            return None
    return None


def _end(line: Line, noun: int) -> int:
    tag = line.at(noun, "source.account")
    return tag.end if tag is not None else noun + 1


def only_led(line: Line, first: int, last: int) -> bool:
    """Whether only "of" and adjectives stand there: "un bilan provisoire des autorités"."""
    return all(
        line.kind(k) == "word"
        and (line.is_a(k, "words.article", "words.of") or line.low(k) in _OF or not line.is_a(k, *_STOPS))
        for k in range(first, last)
    )


def _told_by(line: Line, lex: Lexicon, first: int, noun: int, here: list[Mention]) -> Mention | None:
    """Whose the account is by the words before its noun: a pronoun's, a country's, a compound's; nobody's else."""
    for k in range(first, noun):
        if _possessive(line, k):
            return Mention((), k, noun + 1, "pronoun", head="latter" if line.low(k) in _LATTER else "")
        if line.is_a(k, "source.own_word"):
            return Mention((), k, noun + 1, "pronoun", head="own")
    for k in range(first, noun):
        tag = line.at(k, "party") or line.at(k, "capital")
        if tag is not None and tag.value:
            phrase = " ".join(line.low(j) for j in range(k, noun + 1))
            return Mention(tuple(dict.fromkeys((str(tag.value), phrase))), k, noun + 1, "country", party=str(tag.value))
    last = noun + line.is_a(noun + 1, "source.official")  # "según datos oficiales"
    if (official := next((k for k in range(first, last + 1) if line.is_a(k, "source.official")), None)) is not None:
        first = min(official, noun)  # "по последним официальным данным"
        phrase = " ".join(line.low(k) for k in range(first, last + 1) if not line.is_a(k, "words.article"))
        return Mention(
            (base_phrase(phrase.split(), lex.lang) or phrase,) if lex.lang in INFLECTED else (phrase,),
            first,
            last + 1,
            "office",
        )
    word = line.low(noun)
    if word in _COMPOUNDS and line.low(noun - 1) == "-" and noun - 2 >= first:
        name = line.low(noun - 2)  # "UN-Angaben"
        known = next((m for m in here if m.start <= noun - 2 < m.end), None)
        return (
            replace(known, end=noun + 1)
            if known is not None and known.names
            else Mention((name,), noun - 2, noun + 1, "office")
        )
    for ending in _COMPOUNDS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            name = word[: -len(ending)]
            return Mention((name.removesuffix("s") if name.endswith("ungs") else name,), noun, noun + 1, "office")
    return None


_RELAYS = frozenset((
    "передает", "передаёт", "передают", "пишет", "пишут", "передає", "передають", "пише", "пишуть",
    "rapporte", "relate",
))  # fmt: skip


def only_carries(line: Line, mention: Mention, end: int, found: list[Attribution]) -> bool:
    """ "An agency, citing the coroner, gave a toll", "Citing the coroner, an agency gave it": the coroner's."""
    cited = next((a for a in found if line.is_a(a.cue, "source.citing")), None)
    if cited is None and relays(line, mention, max(mention.end, end), found):
        return True
    if cited is None or mention.end <= cited.cue:
        return cited is not None
    one = not any(line.low(j) in (",", ".", ";") for j in range(cited.end, mention.start))
    return mention.start <= cited.end + 3 and (cited.cue <= 1 or one)  # "со ссылкой на минздрав сообщает ТАСС"


def relays(line: Line, mention: Mention, end: int, found: list[Attribution]) -> bool:
    """ "The ministry put the dead at 90, AFP reported", "según informa EFE": who carried it, at the sentence's end."""
    if not found or not found[-1].names or line.low(end) != ".":
        return False
    if not line.is_a(mention.start, "source.carrier"):
        verb = mention.start - 1  # "об этом он рассказал в интервью, передает Bild"
        while verb > found[-1].cue and line.is_a(verb, "source.press", "words.press", "source.office"):
            verb -= 1
        if line.low(verb) not in _RELAYS or line.low(verb - 1) not in (",", "-", "–"):
            return False
    return mention.start > found[-1].cue and end == len(line.tokens) - 1


def own_clause(line: Line, found: Attribution) -> bool:
    """ "The committee counts 189; the press office has 251": a clause that nobody else's verb shares."""
    for j in range(found.start - 1, 0, -1):
        if line.low(j) == ";":
            return True
        if line.kind(j) != "word" or line.is_a(j, "source.says"):
            return False
    return False


def without_carriers(line: Line, found: list[Attribution]) -> list[Attribution]:
    """ "Об этом, как передаёт ТАСС, сообщил губернатор": the governor's, whoever carries it."""
    if len(found) < 2 or not speaks_of_it(line):
        return found
    own = [a for a in found if a.names and not line.is_a(a.start, "source.carrier")]
    return own or found


def carries_on(line: Line, found: list[Attribution], speakers: Speakers, *, numbered: bool) -> bool:
    """ "Поліція заявила, що загинули 20. Як передає Укрінформ, про це пише Reuters.": the police go on behind it."""
    if numbered or not found or speakers.last is None or line.sentence.paragraph - speakers.paragraph > 1:
        return False
    of_it = any(line.is_a(j, "source.of_it") for j in range(min(_OF_IT, len(line.tokens))))
    return of_it and all(line.is_a(a.start, "source.carrier") for a in found)

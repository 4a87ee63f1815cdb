"""What a document states or a count comes to, and whose it is: "В отчёте ООН говорится", "a report by the police"."""

from dataclasses import replace

from monitor.detect.nouns.attributed import Attribution
from monitor.detect.reading.base_forms import INFLECTED
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.by_account import only_led
from monitor.detect.sources.mention import Mention
from monitor.detect.sources.subjects import is_count

_DONE = ("ed", "en", "wn", "put", "é", "és", "ée", "ées", "ado", "ados", "ada", "adas", "ido", "idos", "ida", "idas")
_SEEN = ("seen", "obtained", "reviewed", "viewed", "cited", "consulté", "consultée", "obtenu", "visto", "obtenido")
_INDEFINITE = ("a", "an", "un", "une")
_RELEASED = ("ній", "ному", "нном", "нной")
_HARMED = ("killed.noun", "wounded.noun", "casualties.noun", "words.harmed")
_OF = ("of", "de", "du", "des", "del", "d", "von", "vom", "der", "by", "from")
_NEAR = 2  # tokens from "by" or "that" to who published it
_AGENT = 7  # tokens from a document to who published it
_ALSO = 3  # tokens from a statement to its verb
_FRONTED = 12  # tokens from a document that opens its clause to the verb of what it states


def told_as(line: Line, i: int, end: int, here: list[Mention]) -> Mention | None:
    """ "63 000 tués, c'est le chiffre de Kiev", "tel est le bilan que donne le ministère": whose number that was."""
    owner = next((m for m in here if end <= m.start <= end + 5 and m.kind != "pronoun"), None)
    led = owner is not None and (line.is_a(end, "source.which") or only_led(line, end, owner.start))
    points = any(line.is_a(k, "source.points") for k in range(max(0, i - 3), i))
    if points and led and owner is not None and line.low(owner.end) in (".", ",", ";", ""):
        return owner  # "That is the figure of the ministry", "– таковы данные Генштаба"
    if not any(line.is_a(k, "words.auxiliary") for k in range(max(1, i - 4), i)):
        return None
    if not any(line.low(k) in (",", "–", "-", ":") for k in range(max(1, i - 6), i)):
        return None
    if not any(is_count(line, k) for k in range(i - 1)):
        return None
    return owner if led and owner is not None and owner.start > end else None


def number_near(line: Line, j: int) -> bool:
    return any(is_count(line, k) for k in range(j + 1, min(j + 6, len(line.tokens))))


def of_account(line: Line, lex: Lexicon, i: int, end: int, here: list[Mention]) -> Mention | None:
    """ "An agency report of 294 deaths", "el recuento de Mediazona sumaba ...": whose account a sentence gives."""
    if lex.order == "svo":
        owner = next((m for m in here if m.end == i + 1 and m.start < i), None)
        return owner if owner is not None and line.low(end) == "of" and number_near(line, end) else None
    owner = next((m for m in here if end <= m.start <= end + 3 and only_led(line, end, m.start)), None)
    named = owner is not None and owner.kind == "name" and line.is_a(owner.end, "source.says", "source.reckons")
    if owner is None or not (named or owner.kind in ("source", "office")) or line.is_a(i - 1, "source.by_account"):
        return None  # "el balance del Indeci da cuenta de": a name alone is one where its account states something
    if (owner.start == end and lex.lang not in INFLECTED) or line.is_a(i - 1, "words.killer"):
        return None  # no "of" between; "el ataque por parte del ejército"
    if lex.lang in INFLECTED and not owner.oblique and owner.kind == "office":
        return None
    if any(line.is_a(j, *_HARMED) for j in range(end, owner.start)):
        return None  # "підтвердив цифри втрат російської армії"
    return owner if any(is_count(line, j) for j in range(owner.end, min(owner.end + 14, len(line.tokens)))) else None


def in_document(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """ "В сообщении прокуратуры говорится, что", "У звіті ООН зазначено": whose document states it, before its verb.

    A document alone ("В документе говорится") is that of whoever spoke last.
    """
    for k in range(i - 1, max(-1, i - _FRONTED), -1):
        if line.low(k) in (",", ";", ":", "–") or line.is_a(k, "source.says"):
            return None
        if not line.is_a(k, "source.inside"):
            continue
        noun = next((j for j in range(k + 1, min(k + 5, i)) if line.is_a(j, "source.written")), None)
        if noun is None:
            continue
        owners = [m for m in here if m.end > noun + 1 and m.start <= i and m.kind != "pronoun" and m.names]
        owner = next((m for m in owners if m.start > noun), None) or next((m for m in owners if m.start > k), None)
        return owner or Mention((), k, i, "pronoun")
    return None


def text_alone(line: Line, i: int, end: int, here: list[Mention]) -> tuple[Mention, str] | None:
    """ "..., йдеться у повідомленні", "the statement said", "précise le communiqué": of whoever spoke last.

    With it the side of the verb on which it stands; a text that is told whose ("in a statement by the police") is his.
    """
    stands = line.is_a(i, "source.stands")
    k = end + 1
    led = line.is_a(end, "source.inside") if stands else line.is_a(end, "words.article")
    tag = line.at(k, "source.written")
    if led and tag is not None and line.kind(tag.end) != "word" and line.low(tag.end) != "-":
        return _released(line, tag.end, here) or Mention((), i, tag.end, "pronoun", head="body"), "after"
    at = i - 1
    while line.is_a(at, "words.adverb", "words.more") and at > i - _ALSO and not line.is_a(at, "source.written"):
        at -= 1  # "The statement further claimed that"
    definite = line.is_a(at - 1, "words.article") and line.low(at - 1) not in _INDEFINITE
    if not stands and definite and line.is_a(at, "source.written"):
        return Mention((), at - 1, at + 1, "pronoun", head="body"), "before"
    return None


def by_whom(line: Line, mention: Mention, here: list[Mention]) -> Mention | None:
    """ "a report by the police", "two sources in the army": whose is what an "according to" or a "citing" names."""
    if mention.head == "channel":  # "the Telegram channel Astra"
        return next((m for m in here if m.start == mention.end and m.kind == "name"), None)
    paper = line.is_a(mention.end - 1, "source.account", "source.document")
    if paper and line.low(mention.end + 1) == "by" and line.low(mention.end) not in _SEEN:
        made = line.low(mention.end).endswith("ed")  # "a monthly report prepared by the forum"
        mention = replace(mention, end=mention.end + made)
    paper = paper and line.low(mention.end) in ("by", "from")
    source = line.is_a(mention.end - 1, "source.label") and line.low(mention.end) in ("in", "at", "within", "inside")
    if not paper and not source:
        return _past_agent(line, mention, here)
    issuer = next((m for m in here if mention.end < m.start <= mention.end + 3 and m.kind != "pronoun"), None)
    if issuer is None or issuer.kind == "country":
        return None
    return replace(issuer, names=tuple(dict.fromkeys([*issuer.names, *mention.names])))


def _past_agent(line: Line, mention: Mention, here: list[Mention]) -> Mention | None:
    """ "laut der von der Hamas kontrollierten Behörde": the office speaks, not by whom it is run."""
    k, first = mention.start - 1, mention.start - 4
    while k > first and line.kind(k) == "word" and not line.capital(k) and not line.is_a(k, "source.agent"):
        k -= 1
    if not line.is_a(k, "source.agent") or not line.is_a(k - 1, "words.article"):
        return None
    return next((m for m in here if 0 <= m.start - mention.end <= 2 and m.kind in ("office", "source")), None)


def _released(line: Line, end: int, here: list[Mention]) -> Mention | None:
    """ "у доповіді, оприлюдненій Управлінням ООН": a document's publisher behind its participle, in no preposition."""
    j = end + (line.low(end) == ",")
    if not line.low(j).endswith(_RELEASED) or line.is_a(j + 1, "words.preposition"):
        return None
    by = next((m for m in here if j <= m.start <= j + 2 and m.kind in ("source", "office")), None)
    if by is not None and by.start == j and len(by.names) > 1:
        return replace(by, names=by.names[1:])  # without the participle
    return by


def issued(line: Line, found: Attribution, here: list[Mention]) -> Attribution:
    """ "Figures published by the police show that 14 died": the figures are theirs who published them."""
    if (whose := _publisher(line, found, here)) is not None:
        return replace(found, names=tuple(dict.fromkeys([*whose.names, *found.names])))
    if (owner := _within_name(line, found)) is not None:
        return replace(found, names=tuple(dict.fromkeys([owner, *found.names])))
    if found.side != "before" or not line.is_a(found.end - 1, "source.account", "source.document"):
        return found
    if any(line.is_a(j, "named_source") for j in range(found.start, found.end)):
        return found
    for j in range(found.end, min(found.cue, found.end + _FRONTED)):
        if line.is_a(j, "source.agent") and line.low(found.end).endswith(_DONE):
            by = next((m for m in here if j < m.start <= j + 3 and m.end <= found.cue and m.kind != "pronoun"), None)
            seen = by is None or line.is_a(by.start, "source.carrier") or line.low(found.end) in _SEEN
            return found if by is None or seen else replace(found, names=by.names, start=by.start, end=by.end)
    return found


def _publisher(line: Line, found: Attribution, here: list[Mention]) -> Mention | None:
    """ "señala el informe que difundió la Oficina", "in einer Übersicht der Mission": whose a document is."""
    if not found.names or not any(
        line.is_a(j, "source.document", "source.written") for j in range(found.start, found.end)
    ):
        return None
    if any(line.is_a(j, "named_source") for j in range(found.start, found.end)):
        return None
    for m in here:
        if not found.end <= m.start <= found.end + _AGENT or m.kind in ("pronoun", "country") or not m.names:
            continue
        between = range(found.end, m.start)
        if any(line.low(j) in (",", ";", ":", ".") or line.kind(j) == "number" for j in between):
            return None
        if line.is_a(m.start, "source.carrier") or line.is_a(m.start, "source.document"):
            return None  # "un informe visto por la agencia"
        led = all(line.low(j) in _OF or line.is_a(j, "words.article") for j in between) and len(between) > 0
        agents = [j for j in between if line.is_a(j, "source.agent")]
        made = bool(agents) and m.start - agents[-1] <= _NEAR and line.low(found.end) not in _SEEN
        relative = line.is_a(found.end, "source.which") and m.start <= found.end + _NEAR
        return m if led or made or relative else None
    return None


def _within_name(line: Line, found: Attribution) -> str | None:
    """ "the report of the Relief Council", "el informe del Consejo": the owner's name within that of his document."""
    for j in range(found.start, found.end - 2):
        if line.is_a(j, "source.document", "source.written") and line.low(j + 1) in _OF:
            k = j + 2
            while k < found.end and line.is_a(k, "words.article") and line.kind(k) == "word":
                k += 1
            inflected = line.low(j + 1) == "des" and line.low(k).endswith("s")  # German
            named = k < found.end and line.capital(k) and not inflected
            return " ".join(line.low(n) for n in range(k, found.end)) if named else None
    return None


def named_figure(line: Line, i: int, here: list[Mention]) -> Mention | None:
    """ "die von Selenskyj genannte Zahl von 14 Toten", "названная губернатором цифра": who gave a number."""
    nouns = ("source.account", "words.count", "killed.toll", "status.claim")
    if line.is_a(i + 1, *nouns):  # German: the agent before the participle
        by = next((m for m in here if m.end == i), None)
        led = by is not None and any(line.is_a(k, "source.agent") for k in range(by.start - 2, by.start))
        return by if led else None
    by = next((m for m in here if m.start in (i, i + 1) and m.end > i + 1), None)
    return by if by is not None and line.is_a(by.end, *nouns) else None


def speaks_of(line: Line, i: int) -> bool:
    """ "spoke in January of 4,000 dead", "habló por última vez en febrero: 46.000 caídos"."""
    count = min(i + 10, len(line.tokens))
    return any(line.low(j) in (":", "of", "de", "про", "о") and number_near(line, j) for j in range(i + 1, count))


def talk(line: Line, i: int) -> bool:
    """ "war von drei Toten die Rede", "ist von 40 Verletzten die Rede gewesen"."""
    for k in range(i - 2, max(-1, i - 12), -1):
        if line.low(k) in (",", ";", ":"):
            return False
        if line.is_a(k, "words.auxiliary"):
            return line.low(i - 1) == "die"
    return False


def to_have(line: Line, i: int) -> bool:
    return any(line.low(j) in ("haben", "sein") for j in range(i + 2, min(i + 40, len(line.tokens))))

"""A mention of who may speak, and when two beside each other are one: "Governor Ivan Kotov", "Kotov, a surgeon"."""

from dataclasses import dataclass, replace

from monitor.detect.reading.line import Line

_LONG = 5  # letters of an adjective that stands behind its noun


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who may speak: names in lower case (a pack's id first) and tokens start..end."""

    names: tuple[str, ...]
    start: int
    end: int
    kind: str  # "source", "office", "name", "country", "pronoun"
    person: bool = False
    sure: bool = False  # certainly a person, or certainly none
    party: str | None = None  # the country that a "country" mention names
    head: str = ""  # an office's noun: "ministry"
    definite: bool = False  # "the ministry": may stand for one that was named in full
    person_office: bool = False  # "the general": may stand for a person
    aside: bool = False  # "whatever Putin says": named in passing
    anaphor: bool = False  # "the agency", "the authors": may stand for whoever spoke last
    own: tuple[str, ...] = ()  # of the names those of a person, as the text inflects them
    oblique: bool = False  # by its case no subject: "журналістам", "в Києві"


def joined(line: Line, found: list[Mention]) -> list[Mention]:
    """Mentions of one speaker made one: "the mayor, Vitali Klitschko", "governor Oleh Syniehubov", "A and B"."""
    out: list[Mention] = []
    for mention in found:
        while out and (both := _together(line, out[-1], mention)) is not None:
            out.pop()
            mention = both
        if line.low(mention.start - 1) == "whatever":
            mention = replace(mention, aside=True)
        out.append(mention)
    return out


def _together(line: Line, a: Mention, b: Mention) -> Mention | None:
    gap = [line.low(j) for j in range(a.end, b.start)]
    if "pronoun" in (a.kind, b.kind):
        return None
    if not gap and b.oblique and b.head and a.oblique and a.head.endswith("канал"):
        return replace(b, start=a.start)  # "в телеграм-канале береговой охраны": hers, and no channel's
    if line.tokens[a.end - 1].possessive:
        return _one(a, b) if len(gap) <= 1 and a.kind != "country" and b.kind == "office" else None
    if not gap and a.kind == b.kind == "office" and b.oblique and not a.oblique and b.start == a.end:
        whole = " ".join((a.names[-1], *(line.low(j) for j in range(b.start, b.end))))
        return replace(a, names=unique([whole, *a.names, *b.names]), end=b.end)  # "служба гражданской обороны"
    if gap == ["-"] and line.tokens[a.end].glued and b.kind == "office":
        names = [*b.names, *a.names] if b.person_office else [*a.names, *b.names]
        return replace(b, names=unique(names), start=a.start)  # "UN-Sprecher Farhan Haq", "UN-Menschenrechtsmission"
    if gap in ([], [","]) and other_holder(line, a, b):
        return replace(b, names=unique([*b.names, a.names[-1]]), start=a.start, sure=True, oblique=a.oblique)
    titled = {a.kind, b.kind} in ({"office", "name"}, {"office", "source"})
    if not gap and a.kind == "source" and b.kind == "country" and line.capital(a.end - 1) and not a.person:
        return replace(a, end=b.end)  # "Amnesty International Nigeria"
    told_to = a.kind == "source" and line.is_a(a.end - 1, "source.carrier") and not gap
    led = b.kind == "office" and line.is_a(a.start - 1, "words.preposition")
    other = not one_script(line, a.end - 1) or (b.kind == "office" and line.low(b.start)[0] >= "Ѐ" and not b.oblique)
    if told_to and (led or other):
        return None  # "сказав агентству Reuters лікар", "заявил ТАСС постпред", "contaron a EFE fuentes de la alcaldía"
    if not gap and a.kind == "name" and b.kind == "office" and line.is_a(a.start - 1, "source.to"):
        return None  # "han indicado a Europa Press fuentes de la Guardia Civil"
    if not gap and titled:
        counts = line.is_a(a.start - 1, "source.account") or line.is_a(a.start, "source.account", "source.document")
        led = line.is_a(a.start - 1, "source.inside", "source.his", "words.own")
        if a.oblique and a.head.endswith("канал") and led and " " in b.names[0]:
            return None  # "у своєму телеграм-каналі Олег Бойко"
        held = a.person_office and b.kind == "source" and b.person and b.oblique  # "на президента Зеленського"
        told = held or (b.kind == "source" and counts)  # "по подсчётам центра CSIS", "в докладе центра CSIS"
        return None if a.oblique and b.head and not told else _one(a, b)  # "в телеграм-канале губернатор Иван Котов"
    if a.kind == "name" and b.kind == "name":
        return None
    if not gap and a.kind == "source" and b.kind == "name" and line.is_a(a.end - 1, "source.person"):
        return replace(_one(a, b), kind="name")  # "UN human rights chief Volker Turk"
    plain = len(gap) == 1 and a.kind == "office" and b.kind in ("name", "source") and _adjective(line, a.end)
    if plain and line.is_a(a.end - 2, "words.article"):
        return _one(a, b)  # "l'agence officielle Sana", "la empresa minera Antamina"
    if (
        gap
        and gap[0] == ","
        and len(gap) <= 2
        and (len(gap) == 1 or (line.is_a(b.start - 1, "words.article") and not line.is_a(b.start - 1, "source.his")))
    ):
        if len(gap) == 2 and line.is_a(b.start, "source.carrier"):
            return None  # "sagte Abdul Karim, Arzt am Krankenhaus, der Deutschen Presse-Agentur"
        closes = line.low(b.end) in (",", "", ".", "who")
        apart = a.kind == b.kind and not (len(gap) == 2 and line.low(b.end) == ",")
        if closes and not apart and "country" not in (a.kind, b.kind):
            return _one(a, b)
        return None
    if _works_at(line, a, b):
        return replace(_one(a, b), oblique=a.oblique)
    linked = len(gap) == 1 or (len(gap) == 2 and line.is_a(b.start - 1, "words.article"))
    if linked and line.is_a(a.end, "words.conjunction") and "country" not in (a.kind, b.kind):
        return _one(a, b)
    return None


def other_holder(line: Line, a: Mention, b: Mention) -> bool:
    """ "Ukrainian President Petro Poroshenko", "речник Адміністрації президента Андрій Литвин": the post is a known
    person's today, and the name says that it is another's, or that he only works for him."""
    if a.kind != "source" or not a.person or b.kind != "name" or not b.person or " " not in b.names[0]:
        return False
    known = any(name.split()[1:] == [a.names[0]] for name in a.names)
    return known and any(line.is_a(j, "source.office") for j in range(a.start, a.end))


def _adjective(line: Line, k: int) -> bool:
    """ "officielle", "minera": a plain word in lower case, of no class that says it is another."""
    if line.kind(k) != "word" or line.capital(k) or len(line.low(k)) < _LONG:
        return False
    return not line.tags[k] or line.is_a(k, "source.official")


def _works_at(line: Line, a: Mention, b: Mention) -> bool:
    """ "journalists from the independent outlet Mediazona", "officials at Nasser Hospital"."""
    named = a.kind == "name" and a.person and " " in a.names[0] and (b.kind in ("source", "office") or bool(b.head))
    if not (a.kind == "office" or named) or b.kind not in ("source", "office", "name"):
        return False
    if not 2 <= b.start - a.end + 1 <= 5:
        return False
    at = a.end + line.is_a(a.end, "source.working")  # "volunteers working with Mediazona"
    if not line.is_a(at, "source.works_at") and (at == a.end or not line.is_a(at, "words.preposition")):
        return False
    return all(
        line.kind(j) == "word" and not line.is_a(j, "words.preposition", "words.auxiliary", "source.says")
        for j in range(at + 1, b.start)
    )


def _one(a: Mention, b: Mention) -> Mention:
    first, second = (
        (b, a) if (b.kind == "source" and a.kind != "source") or (b.kind == "name" and a.kind == "office") else (a, b)
    )
    return Mention(
        unique([*first.names, *second.names]),
        a.start,
        b.end,
        first.kind,
        a.person or b.person,
        a.sure or b.sure or a.person_office or b.person_office,
        head=a.head or b.head,
        own=unique([*a.own, *b.own]),
        oblique=(b if a.kind == "name" else a).oblique,
    )


def unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))


def one_script(line: Line, k: int) -> bool:
    """ "у Telegram Віталій Кличко": where letters change a new name begins."""
    first, second = line.tokens[k].text[0], line.tokens[k + 1].text[0]
    return ("Ѐ" <= first <= "ӿ") == ("Ѐ" <= second <= "ӿ")

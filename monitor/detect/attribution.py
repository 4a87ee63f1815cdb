"""Tagged sentences to attributions: who states the numbers, in the words of the text and by the pack's id."""

from dataclasses import dataclass, field

from monitor.detect.lexicon import Lexicon
from monitor.detect.line import Line
from monitor.model import Source

_REACH = 14  # tokens from a speech verb back to its subject, asides included


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source in a line: the names it goes by (a pack's id first), its tokens and those of its verb."""

    names: tuple[str, ...]
    start: int
    end: int
    cue: int  # the speech verb's or preposition's token
    side: str  # "before": the verb follows the name; "after": the name follows ("according to X", "said X")
    person: bool = False
    party: str | None = None  # a country that speaks for itself ("Moscow says")


@dataclass(slots=True)
class Speakers:
    """Who has spoken so far in the article, for pronouns and for figures without a speaker of their own."""

    last: Attribution | None = None
    person: Attribution | None = None
    paragraph: int = -2
    by_noun: dict[str, Attribution] = field(default_factory=dict)  # "ministry" -> the ministry named in full

    def heard(self, found: Attribution, paragraph: int) -> None:
        """Remember a speaker."""
        self.last, self.paragraph = found, paragraph
        if found.person:
            self.person = found
        for name in found.names:
            words = name.split()
            if len(words) > 1 or found.person:
                self.by_noun.setdefault(words[-1], found)


def attributions(line: Line, lex: Lexicon, speakers: Speakers) -> list[Attribution]:
    """The sources named in a line as saying something, left to right."""
    found: list[Attribution] = []
    i = 0
    while i < len(line.tokens):
        if (tag := line.at(i, "source.according")) is not None:
            got = _name_right(line, lex, tag.end, i, speakers)
            if got is not None:
                found.append(got)
                i = got.end
                continue
            i = tag.end
            continue
        if (tag := line.at(i, "source.account")) is not None and line.tokens[i - 1].possessive and i:
            got = _keeper(line, lex, i, tag.end, speakers)
            if got is not None:
                found.append(got)
                i = tag.end
                continue
        if (tag := line.at(i, "source.says") or line.at(i, "source.reckons")) is not None:
            if _is_noun(line, i):
                i += 1
                continue
            weak = not line.is_a(i, "source.says")
            got = _name_left(line, lex, i, speakers)
            if weak and got is not None and (got.party is not None or (tag.end == i + 1 and _auxiliary_only(line, i))):
                got = None
                i += 1
                continue
            if weak and got is None:
                i += 1
                continue
            if got is None or (found and got.start < found[-1].end and found[-1].side == "before"):
                got = _inverted(line, lex, i, tag.end, speakers) if got is None else None
            if got is not None:
                found.append(got)
                i = max(got.end, tag.end)
                continue
        i += 1
    _headline(line, lex, found, speakers)
    return sorted(found, key=lambda a: a.start)


def _is_noun(line: Line, i: int) -> bool:
    """Whether a word that may be a speech verb is a noun here: "the claim", "Ukraine's count", "an earlier report"."""
    if not line.is_a(i, "source.account"):
        return False
    return (
        line.tokens[i - 1].possessive or line.is_a(i - 1, "words.article", "words.own", "words.preposition")
        if i
        else True
    )


def _auxiliary_only(line: Line, i: int) -> bool:
    """Whether "has" only helps another verb ("has killed"); with its number ("has 140,101 on its list") it states."""
    if not line.is_a(i, "words.auxiliary"):
        return False
    return not (
        line.kind(i + 1) == "number" or any(cls.startswith(("numbers.", "qualifier.")) for cls in line.tags[i + 1])
        if i + 1 < len(line.tags)
        else False
    )


def _keeper(line: Line, lex: Lexicon, i: int, end: int, speakers: Speakers) -> Attribution | None:
    """ "Ukraine's claim", "the health ministry's toll", "UALosses' list": whoever keeps the count."""
    got = _ending_at(line, lex, i, i, speakers)
    if got is None or (got.party is not None and not line.is_a(i, "words.claim")):
        return None
    return got


def _headline(line: Line, lex: Lexicon, found: list[Attribution], speakers: Speakers) -> None:
    """ "Zelensky: 60-100 soldiers die", "... a day - General Staff", "X 350,000: Zelensky's ledger of the dead"."""
    if found:
        return
    for j, token in enumerate(line.tokens):
        if token.low == ":" and 0 < j <= 6 and line.sentence.title:
            got = _noun_phrase(line, lex, 0, j, j, "before", speakers)
            if (
                got is not None
                and (got.end == j)
                and (line.is_a(got.start, "named_source") or got.person or _has_office(line, got))
            ):
                found.append(got)
                return
        last = token.low in ("–", "-", ":", ",") and j >= len(line.tokens) - 6
        if last and line.sentence.title and not token.glued:
            got = _noun_phrase(line, lex, j + 1, len(line.tokens), j, "after", speakers)
            if (
                got is not None
                and got.start <= j + 2
                and (line.is_a(got.start, "named_source") or _has_office(line, got))
            ):
                found.append(got)
                return


def _has_office(line: Line, found: Attribution) -> bool:
    return any(line.is_a(j, "source.office") for j in range(found.start, found.end))


def _name_left(line: Line, lex: Lexicon, verb: int, speakers: Speakers) -> Attribution | None:
    """The subject of a speech verb: "Ukraine's president, who ..., said"; steps over adverbs and one aside."""
    j = verb
    while j > 0 and (line.is_a(j - 1, "words.auxiliary", "words.adverb") or line.low(j - 1) in ('"', "also", "-")):
        j -= 1
    if j > 0 and line.low(j - 1) in (",", ")"):
        opened = next((k for k in range(j - 2, max(-1, j - 2 - _REACH), -1) if line.low(k) in (",", "(")), None)
        if opened is not None:
            got = _ending_at(line, lex, opened, verb, speakers)
            if got is not None:
                return got
            got = _ending_at(line, lex, j - 1, verb, speakers)
            return got
        return None
    return _ending_at(line, lex, j, verb, speakers)


def _ending_at(line: Line, lex: Lexicon, end: int, verb: int, speakers: Speakers) -> Attribution | None:
    """The noun phrase that ends just before `end`."""
    start = end
    while start > 0 and end - start < 10:
        j = start - 1
        low = line.low(j)
        stop = line.kind(j) == "number" or (line.kind(j) == "mark" and low not in ("-", '"', "&", "."))
        if (
            stop
            or line.is_a(j, "words.auxiliary")
            or (line.is_a(j, "words.conjunction") and start - 1 < end - 1 and not line.capital(j + 1))
        ):
            break
        if (
            line.is_a(j, "source.says")
            and not line.is_a(j, "source.office")
            or low in ("that", "as", "when", "while", "but", "что", "що", "que", "dass", "qui", "which", "who")
        ):
            break
        start = j
    return _noun_phrase(line, lex, start, end, verb, "before", speakers)


def _name_right(line: Line, lex: Lexicon, start: int, cue: int, speakers: Speakers) -> Attribution | None:
    """The noun phrase after "according to": up to the next comma or verb."""
    end = start
    while end < len(line.tokens) and end - start < 12:
        low = line.low(end)
        if line.kind(end) == "number" or (line.kind(end) == "mark" and low not in ("-", '"', "&", ".", "'")):
            break
        if line.is_a(end, "words.auxiliary") or low in ("who", "which", "that", "что", "що", "que", "qui", "dass"):
            break
        if line.is_a(end, "source.says") and end > start and not line.is_a(end, "source.office"):
            break
        end += 1
    return _noun_phrase(line, lex, start, end, cue, "after", speakers)


def _inverted(line: Line, lex: Lexicon, verb: int, after: int, speakers: Speakers) -> Attribution | None:
    """ "..., said Firass Abiad": only after a comma or a quotation mark, or first in free word order."""
    before = line.low(verb - 1)
    if before not in (",", '"', "–", "-", "") and not (lex.order != "svo" and verb > 0):
        return None
    return _name_right(line, lex, after, verb, speakers)


def _noun_phrase(
    line: Line, lex: Lexicon, start: int, end: int, cue: int, side: str, speakers: Speakers
) -> Attribution | None:
    """The source in tokens start..end: a pack's source, an office with its words, a name, a country, a pronoun."""
    order = range(start, end) if side == "after" else range(end - 1, start - 1, -1)
    for j in range(start, end):
        if (tag := line.at(j, "named_source")) is not None:
            source: Source = tag.value
            first, last = _wide(line, lex, j, tag.end, start, end)
            phrase = _phrase(line, first, last)
            names = _unique(
                (
                    source.id.replace("-", " "),
                    source.name.lower(),
                    line.tokens[j].low if tag.end == j + 1 else phrase,
                    phrase,
                )
            )
            person = len(_run(line, lex, j, start, end)) >= 1 and not line.is_a(j, "source.office")
            return Attribution(names, j, last, cue, side, person)
    for j in order:
        if line.is_a(j, "source.office") and not _adjective(line, j):
            return _office(line, lex, j, start, end, cue, side, speakers)
        run = _run(line, lex, j, start, end) if line.capital(j) else []
        if run and not line.is_a(run[0], "party", "capital", "place"):
            first, last = run[0], run[-1] + 1
            office = next((m for m in range(max(start, first - 4), first) if line.is_a(m, "source.office")), None)
            names = [_phrase(line, first, last)]
            if len(run) > 1:
                names.append(line.tokens[last - 1].low)
            if office is not None:
                names.append(_phrase(line, office, first))
            return Attribution(_unique(tuple(names)), first, last, cue, side, True)
        tag = line.at(j, "party") or line.at(j, "capital") or line.at(j, "place")
        if tag is not None and line.capital(j):
            return Attribution(
                _unique((_phrase(line, j, tag.end), str(tag.value))), j, tag.end, cue, side, party=str(tag.value)
            )
        if line.is_a(j, "source.he"):
            known = speakers.person or speakers.last
            if known is not None:
                return Attribution(known.names, j, j + 1, cue, side, known.person, known.party)
            return None
    return None


def _adjective(line: Line, j: int) -> bool:
    """Whether an office word only describes: "official count", "army losses", "government figures"."""
    after = line.tags[j]["source.office"].end
    return (
        line.is_a(after, "words.count", "source.account", "killed.toll", "casualties.noun")
        and not line.tokens[j].possessive
    )


def _office(
    line: Line, lex: Lexicon, j: int, start: int, end: int, cue: int, side: str, speakers: Speakers
) -> Attribution:
    """An office with the words around it, and the person who holds it if named beside it."""
    tag = line.tags[j]["source.office"]
    first, last = _wide(line, lex, j, tag.end, start, end)
    phrase = _phrase(line, first, last)
    names = [phrase, _phrase(line, j, tag.end)]
    person = False
    for k in range(last, min(end, last + 3)):
        run = _run(line, lex, k, start, end) if line.capital(k) else []
        if run:
            names.insert(0, _phrase(line, run[0], run[-1] + 1))
            last, person = run[-1] + 1, True
            break
    before = [k for k in range(max(start, first - 2), first) if line.capital(k)]
    if not person and before and line.low(first - 1) == ",":
        run = _run(line, lex, before[-1], start, end)
        if run:
            names.insert(0, _phrase(line, run[0], run[-1] + 1))
            person = True
    if first == j and len(names) == 2 and (known := speakers.by_noun.get(line.tokens[tag.end - 1].low)):
        names = [*known.names, *names]
        person = known.person
    for k in range(first, last):
        if (country := line.at(k, "party") or line.at(k, "capital")) is not None:
            names.append(f"{str(country.value).replace('-', ' ')} {_phrase(line, j, tag.end)}")
            break
    return Attribution(_unique(tuple(names)), first, last, cue, side, person)


def _wide(line: Line, lex: Lexicon, j: int, after: int, start: int, end: int) -> tuple[int, int]:
    """The office's own words around its noun: "Kyiv's General Staff", "health ministry of the territory"."""
    first, last = j, after
    while first - 1 >= start and j - first < 5:
        k = first - 1
        if line.kind(k) != "word" and line.low(k) != "-":
            break
        if line.is_a(k, "words.article", "words.preposition", "words.conjunction", "source.says") and not line.is_a(
            k, "source.office"
        ):
            break
        first = k
    while first < j and line.low(first) in lex.tables["source"]["not_name"]:
        first += 1
    while last < end and last - after < 7 and line.kind(last) == "word":
        if (
            line.is_a(last, "words.of")
            or line.low(last) in ("for", "in", "of", "de", "du", "der", "des", "del", "for")
            or last - 1 >= after
            or line.is_a(last, "source.office", "party")
        ):
            if line.is_a(last, "words.conjunction", "words.auxiliary", "source.says", "dates.on", "dates.weekdays"):
                break
            last += 1
        else:
            break
    while last > after and (
        line.is_a(last - 1, "words.preposition", "words.article", "words.of")
        or line.low(last - 1) in ("of", "de", "for", "in")
    ):
        last -= 1
    return first, last


def _run(line: Line, lex: Lexicon, j: int, start: int, end: int) -> list[int]:
    """The run of capitalised words around j that looks like a name, without titles and sentence openers."""
    first = last = j
    while first - 1 >= start and (line.capital(first - 1) or (line.low(first - 1) == "-" and line.tokens[first].glued)):
        first -= 1
    while last + 1 < end and (
        line.capital(last + 1)
        or (
            line.low(last + 1) in ("-", "al", "el", "bin", "de", "von", "van", "der", "la")
            and last + 2 < end
            and line.capital(last + 2)
        )
    ):
        last += 1
    not_name = lex.tables["source"]["not_name"]
    titles = lex.tables["source"]["title"]
    while first <= last and (
        line.low(first) in not_name
        or line.low(first) in titles
        or line.is_a(first, "dates.months", "dates.weekdays", "source.office")
    ):
        first += 1
    if first > last or not line.capital(first) or line.is_a(first, "dates.weekdays", "dates.months"):
        return []
    return list(range(first, last + 1))


def _phrase(line: Line, first: int, last: int) -> str:
    """The words of tokens first..last in lower case, possessives kept as written."""
    text = ""
    for j in range(first, last):
        token = line.tokens[j]
        text += ("" if token.glued or not text else " ") + token.text.lower()
    return text.strip(" -\"'")


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))

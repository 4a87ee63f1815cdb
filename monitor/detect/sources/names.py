"""Tagged sentences to mentions: the nouns that can state a number, with every name that each goes by.

A mention is a pack's source, an office with its words ("Kyiv's General Staff", "head of the local government"), a
person's name, a country that speaks for itself, or a pronoun; names beside an office are joined to it.
"""

from monitor.detect.reading.base_forms import INFLECTED, base_of, base_phrase, base_place, may_speak
from monitor.detect.reading.lexicon import Lexicon
from monitor.detect.reading.line import Line
from monitor.detect.sources.extents import apposed, is_attribute, reach
from monitor.detect.sources.german_offices import german_base
from monitor.detect.sources.mention import Mention, joined, one_script, unique
from monitor.detect.sources.press_offices import body_at, speaking_for
from monitor.detect.sources.titled import with_names
from monitor.model import Source

_ABBREVIATED = 4  # letters of "Mme", "Dr"
_PARTICLES = ("-", "al", "el", "bin", "ibn", "ben", "ould", "de", "da", "dos", "di", "von", "van", "der", "la")
_SEATED = ("based", "registered", "headquartered")
_COUNTRY_OFFICES = ("ministry", "army", "military", "government", "police", "president", "forces", "intelligence")
# English adjectives of countries; other languages write theirs in lower case
_ADJECTIVE = (
    "ian",
    "ish",
    "ese",
    "ean",
    "can",
    "eli",
    "aqi",
    "ani",
    "eni",
    "udi",
    "ench",
    "utch",
    "western",
    "european",
)


_SPEAKS = frozenset({"named_source", "source.office", "source.he"})  # what stands in lower case too
_HARM = ("killed.", "wounded.", "missing.", "captured.", "casualties.")
_NUMBERS = (
    "numbers.units", "numbers.vague", "numbers.collective", "qualifier.about", "qualifier.at_least",
    "qualifier.more_than", "qualifier.up_to", "qualifier.nearly",
)  # fmt: skip

_AUTHOR = 3  # words of a name
_HARMLESS = frozenset({"source.not_name", "words.adverb"})  # classes that a name's words may have


def mentions(line: Line, lex: Lexicon) -> list[Mention]:
    """The mentions of a line, left to right, none inside another."""
    found: list[Mention] = []
    taken = free = 0  # where the last head ended; where the last mention of any kind did
    count = len(line.tokens)
    i = _dateline(line)
    while i < count:
        if _SPEAKS.isdisjoint(line.tags[i]) and not line.capital(i):
            i += 1
            continue
        head = _source(line, lex, i, taken) or _office(line, lex, i, taken)
        if head is not None and head.kind == "office" and (body := body_at(line, head)) is not None:
            named = _source(line, lex, body, head.end)
            head = speaking_for(head, named) if named is not None else head
        if head is not None:
            while found and found[-1].start >= head.start:
                found.pop()
            if found and found[-1].end > head.start:
                found.pop()
            found.append(head)
            i = taken = free = head.end
            continue
        if i >= free and (other := _other(line, lex, i)) is not None:
            found.append(other)
            free = other.end
        i += 1
    return with_names(line, joined(line, found), lex.lang)


def is_credit(line: Line) -> bool:
    """ "Quelle: Ann Cole/AP": a picture's."""
    return line.is_a(0, "source.label") and any(token.low == "/" for token in line.tokens)


def is_author(line: Line) -> bool:
    """ "John Smith, Geneva", "Иван Петров": a line of nothing but a name, no place's or party's, and a town."""
    tokens = line.tokens
    comma = next((j for j, token in enumerate(tokens) if token.low == ","), len(tokens))
    if not 2 <= comma <= _AUTHOR or len(tokens) > comma + 3:
        return False
    if any(token.kind != "word" or not token.text[0].isupper() for j, token in enumerate(tokens) if j != comma):
        return False
    return all(tags.keys() <= _HARMLESS for tags in line.tags[:comma])


def _dateline(line: Line) -> int:
    """After "JERUSALEM – ", "New Delhi (AP) – ": where it was written says nothing; "UKRAINE:" may be a speaker."""
    office = any(line.is_a(k, "named_source", "source.office") and line.low(k - 1) != "(" for k in range(line.written))
    label = line.low(line.written - 1) == ":" or office
    return 0 if label else line.written


def _source(line: Line, lex: Lexicon, i: int, taken: int) -> Mention | None:
    tag = line.at(i, "named_source")
    if tag is None:
        return None
    source: Source = tag.value
    if tag.end == i + 1 and line.is_a(i, "party", "capital") and not _alone(line, i, tag.end):
        return None
    first, last = reach(line, lex, i, tag.end, taken)
    while first < i and not (
        line.capital(first) or line.tokens[first].possessive or line.is_a(first, "source.office", "party")
    ):
        first += 1  # but "украинский генштаб"
    words = source.name.lower().split()
    person = (len(words) == 2 and words[-1] == source.id) or line.is_a(tag.end - 1, "source.person")
    names = [
        source.id,
        source.id.replace("-", " "),
        source.name.lower(),
        _phrase(line, i, tag.end),
        _phrase(line, first, last),
    ]
    return Mention(
        unique(names),
        first,
        last,
        "source",
        person,
        person,
        head=line.low(tag.end - 1),
        definite=_definite(line, first),
        oblique=not (
            any(base_of(line.low(j), lex.lang) == line.low(j) for j in range(i, tag.end))  # "генеральный штаб"
            or may_speak(line.low(i), lex.lang, "office" if line.is_a(i, "source.office") else "name")
        ),
    )


def _office(line: Line, lex: Lexicon, i: int, taken: int) -> Mention | None:
    tag = line.at(i, "source.office")
    if tag is None or line.ends_at(tag.end, "source.he") is not None:
        return None  # "la même source" is a pronoun
    if lex.order == "free" and (line.is_a(i, "source.official") or line.low(i) == "armée") and is_attribute(line, i):
        return None  # "en su página oficial", "une attaque armée"
    if line.low(i) == "official" and line.capital(i + 1) and line.is_a(i + 2, "source.office"):
        return None  # "the official Xinhua news agency"
    core_at, end = i, tag.end
    while not line.tokens[end - 1].possessive and (longer := line.at(end, "source.office")) is not None:
        if _states(line, end):
            break
        if (
            may_speak(line.low(end), lex.lang, "office")
            and lex.lang in INFLECTED
            and not line.tokens[end].text.isupper()
            and any(base_of(line.low(k), lex.lang) is not None for k in range(i, end))
        ):
            break  # "розповів журналістам мер", but "обласна військова адміністрація"
        core_at, end = end, longer.end  # "civil defence office", "police chief"
    if lex.order == "svo" and _describes(line, core_at, end):
        return None
    if lex.order != "svo":
        core_at = i  # "начальник ОВА", "chef de la police": the noun that governs comes first
    first, last = reach(line, lex, i, end, taken)
    core = _phrase(line, core_at, end)
    single = not line.low(end).endswith("s") and not line.low(end - 1).endswith("s")
    account = line.is_a(end, "source.account") and not _states(line, end)
    if lex.order == "svo" and single and account and not line.tokens[end - 1].possessive:
        last = end + 1  # "an American intelligence estimate", not "the institute estimates"
    names = [_phrase(line, first, last)]
    if last > end and first < i:
        names.append(_phrase(line, first, end))
    names += [_phrase(line, i, end), core]
    bare = lex.lang in INFLECTED and first == i and last == end  # no article tells "the ministry" from "a ministry"
    for j in range(first, last):
        country = line.at(j, "party") or line.at(j, "capital")
        if country is not None and country.value and core.split()[-1] in _COUNTRY_OFFICES:
            names.append(f"{str(country.value).replace('-', ' ')} {core}")
            break
    head = line.low(end - 1)
    oblique = False
    if lex.lang in INFLECTED:
        names = [base_phrase(name.split(), lex.lang) or name for name in names]
        rule = {line.low(k) for k in range(i, end) if line.is_a(k, "words.civil_rule")}  # "військова адміністрація"
        head = next((w for w in core.split() if w not in rule and base_of(w, lex.lang) is not None), head)
        oblique = not may_speak(head, lex.lang, "office")
        names.append(head := base_of(head, lex.lang) or head)
    if lex.lang == "de" and (base := german_base(line, first, core_at)) is not None:
        names = [" ".join(base if w == line.low(core_at) else w for w in name.split()) for name in names] + names
        head = base if head == line.low(core_at) else head  # "des Gesundheitsministeriums"
    his = line.is_a(first - 1, "source.his")
    return Mention(
        unique(names), first, last, "office", head=head, oblique=oblique,
        definite=his or bare or (_definite(line, first) and last == end),
        person_office=line.is_a(core_at, "source.person"),
        anaphor=his or (line.is_a(core_at, "source.anaphor") and _unnamed(line, first, i)
                        and (last == end or lex.order != "free" or lex.lang in INFLECTED)),
    )  # fmt: skip


def _states(line: Line, k: int) -> bool:
    """ "Police report two dead", "Hospitals report scores killed": a verb before its number, no report."""
    if not line.is_a(k, "source.says", "source.reckons") or line.kind(k + 1) not in ("word", "number"):
        return False
    told = k + 1 < len(line.tags) and any(cls.startswith(_NUMBERS) for cls in line.tags[k + 1])
    return told or line.kind(k + 1) == "number"


def _unnamed(line: Line, first: int, i: int) -> bool:
    """ "the agency", "the Washington-based institute": nothing before the noun names it."""
    return all(not line.capital(j) or line.low(j + 1) == "-" for j in range(first, i))


def _describes(line: Line, i: int, end: int) -> bool:
    """Whether an office word only describes: "official count", "army losses", "government figures"."""
    if line.tokens[end - 1].possessive:
        return False
    if line.is_a(end, "source.account") and not line.is_a(i, "source.adjective"):
        return False
    return line.is_a(
        end, "words.count", "source.account", "killed.toll", "casualties.noun", "people.military", "not_people.words"
    ) and not line.is_a(end, "source.says", "source.office")


def _other(line: Line, lex: Lexicon, i: int) -> Mention | None:
    """A name, a country or a pronoun that begins at token i."""
    pronoun = "source.he" in line.tags[i]
    if not pronoun and not line.capital(i):
        return None
    if pronoun:
        head = {"it": "body", "he": "person", "she": "person"}.get(line.low(i), "")
        tag = line.at(i, "source.he")
        assert tag is not None
        if line.is_a(i, "source.latter"):
            head = "latter"
        elif line.is_a(i, "source.same"):
            head = "same"
        return Mention((), i, tag.end, "pronoun", head="body" if not head and line.is_a(i, "source.he_body") else head)
    if line.is_a(i, "source.medium") and line.is_a(i - 1, "source.inside"):
        return None  # "у Telegram голова ОВА": where it was written
    tag = line.at(i, "party") or line.at(i, "capital") or line.at(i, "place")
    if tag is not None and not (
        tag.end < len(line.tokens) and line.capital(tag.end) and not line.is_a(tag.end, "source.says")
    ):
        if line.low(tag.end) == "-" and line.low(tag.end + 1) in _SEATED:
            return None  # "the Norway-based Iran Human Rights group"
        if _mark(line, i) and any(_mark(line, k) for k in (tag.end + 1, tag.end + 2)):
            return None  # "агентства «Россия завтра»"
        if lex.lang == "en" and line.low(tag.end - 1).endswith(_ADJECTIVE) and line.kind(tag.end) == "word":
            return None
        word = _phrase(line, i, tag.end)
        names = [base_place(word, lex.lang), str(tag.value or "")]
        cased = not may_speak(word, lex.lang, "country") or not line.is_a(i, "party", "capital")  # a town says nothing
        return Mention(unique(names), i, tag.end, "country", party=str(tag.value) if tag.value else None, oblique=cased)
    run = _run(line, lex, i, len(line.tokens))
    if not run or run[0] != i:
        return None
    first, last = i, run[-1] + 1
    if line.is_a(run[-1] if lex.order == "svo" else first, "words.area") and not line.is_a(last, "source.says"):
        return None  # "in Gaza City", "en Ciudad Juárez": a place, not "the World Bank"
    if lex.lang == "de" and last - first == 1 and not _proper(line, first):
        return None
    if lex.lang == "de" and any(line.is_a(j, "dates.units") for j in run):
        return None  # "Wenige Stunden später"
    if (
        i <= 1
        and last - first == 1
        and not line.tokens[i].text.isupper()
        and not line.is_a(last, "source.says", "source.reckons", "words.auxiliary", "source.zufolge")
        and line.low(last) != ":"
        and not (line.tokens[first].possessive and line.is_a(last, "source.account", "source.written"))
        and not (line.low(last) == "," and apposed(line, last + 1))
    ) or (i == 0 and lex.lang == "en" and line.low(i).endswith("ing")):
        return None  # the first word of a sentence is capital whatever it is: "Less than a fortnight earlier, he"
    if last - first == 1 and len(line.low(first)) == 1:
        return None
    if lex.lang == "de" and any(cls.startswith(_HARM) for j in range(first, last) for cls in line.tags[j]):
        return None  # "Fälle von Getöteten": nouns
    names = [_phrase(line, first, last)]
    if last - first > 1:
        names.append(line.tokens[last - 1].low)
    oblique = not may_speak(line.low(last - 1), lex.lang, "name")
    acronym = last - first == 1 and len(names[0]) > 2 and line.tokens[first].text.isupper()
    while line.low(first - 1) == "." and line.is_a(first - 2, "source.title"):
        first -= 2  # "Lt. Gov. Ann Cole"
    if line.capital(first - 1) and line.is_a(first - 1, "source.title") and len(line.low(first - 1)) <= _ABBREVIATED:
        first -= 1  # "Mme Kaboré", "Dr Cole"
    return Mention(unique(names), first, last, "name", not acronym, own=unique(names), oblique=oblique)


def _proper(line: Line, i: int) -> bool:
    """Whether a capital word of German is a name, not any noun: no article, adjective, number stands before it."""
    if line.is_a(i, "people.people", "people.military", "people.civilian", "people.children", "words.count"):
        return False
    k = i - 1
    if line.low(k) in ("ums", "ins", "ans", "im", "am", "zum", "zur", "vom", "beim", "aufs", "fürs"):
        return False
    if line.is_a(k, "words.article", "words.preposition", "words.own", "source.his") or line.kind(k) == "number":
        return False
    if line.is_a(k, "source.says", "source.reckons", "words.auxiliary", "words.conjunction", "words.adverb"):
        return True
    cls = line.tags[k] if k >= 0 else {}
    if any(name.startswith(("numbers.", "qualifier.")) for name in cls):
        return False
    return line.capital(k) or not line.low(k).endswith(("e", "en", "er", "es", "em"))


def _alone(line: Line, start: int, end: int) -> bool:
    """Whether a name that is also a party's stands for a speaker: "Hamas said", not "Hamas fighters", "Hamas-run"."""
    if line.low(end) == "-" and line.tokens[end].glued:
        return False
    return not (line.kind(end) == "word" and (line.is_a(end, "people.military", "source.office") or line.capital(end)))


def _run(line: Line, lex: Lexicon, start: int, end: int) -> list[int]:
    """The capitalised words from `start` on that look like a name, without titles and sentence openers."""
    table = lex.tables["source"]
    last = start
    if not line.capital(start):
        return []
    while (
        last + 1 < end
        and not line.tokens[last].possessive
        and not line.is_a(last + 1, "dates.weekdays")
        and (
            (line.capital(last + 1) and one_script(line, last))
            or (
                line.low(last + 1) in _PARTICLES
                and not (lex.lang == "de" and line.low(last + 1) == "der" and line.low(last) not in ("von", "van"))
                and last + 2 < end
                and (line.capital(last + 2) or line.tokens[last + 2].glued or _led(line, last + 2))
            )
            or (line.low(last) == "-" and line.tokens[last + 1].glued and line.kind(last + 1) == "word")
            or (
                len(line.low(last)) == 1
                and line.low(last + 1) == "."
                and line.capital(last + 2)
                and (last > start or line.low(last - 1) == ",")
            )
            or (line.low(last) == "." and line.capital(last + 1))  # "John F. Smith"
        )
    ):
        last += 1
    first = start
    while first <= last and (
        (line.low(first) in table["not_name"] and not (first > 1 and first < last and line.low(first) in _PARTICLES))
        or line.low(first) in table["title"]
        or line.is_a(first, "dates.months", "dates.weekdays", "dates.daypart", "source.office")
    ):
        first += 1
    if (
        first > last
        or not line.capital(first)
        or line.is_a(first, "numbers.units", "source.says", "killed.part", "killed.verb")
    ):
        return []
    return list(range(first, last + 1))


def _led(line: Line, j: int) -> bool:
    """ "Vivian van de Perre": the second of two particles within a name."""
    return line.low(j) in _PARTICLES and line.capital(j + 1)


def _definite(line: Line, first: int) -> bool:
    while line.is_a(first - 1, "numbers.units"):
        first -= 1  # "the two newsrooms"
    return line.is_a(first - 1, "words.article") and line.low(first - 1) not in ("a", "an")


def _phrase(line: Line, first: int, last: int) -> str:
    """The words of tokens first..last in lower case, a final possessive dropped."""
    text = ""
    for j in range(first, last):
        token = line.tokens[j]
        word = token.low if j == last - 1 else token.text.lower()
        text += ("" if token.glued or not text else " ") + word
    return text.strip(" -\"'")


def _mark(line: Line, k: int) -> bool:
    """Whether a quotation mark stands before a token: no token itself."""
    return 0 < k < len(line.tokens) and line.tokens[k].start - line.tokens[k - 1].end > 1

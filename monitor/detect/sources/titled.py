"""A person's name that does not follow the office at once: "the head of the administration (OVA), Pavlo Kryvenko"."""

from dataclasses import replace

from monitor.detect.reading.base_forms import INFLECTED, may_speak
from monitor.detect.reading.line import Line
from monitor.detect.sources.mention import Mention, other_holder, unique

_BRACKET = 7  # tokens within brackets
_PHRASE = 6  # words of "з питань АТО", "по Курской области"
_RANK = 5  # words of "полковник служби цивільного захисту"
_BACK = 4  # mentions between an office and its name
_LONGEST = 10  # words of a post between its noun and the name: "Мониторинговой миссии ООН по правам человека в ..."
_OF_POST = frozenset(("по", "в", "во", "на", "при", "из", "для", "з", "із", "зі", "у", "до", "и", "і", "й", "та"))
_JOINS = frozenset(("и", "і", "й", "та"))
_GOVERNED = (
    "ї", "и", "і", "у", "ю", "а", "я", "ій", "ів", "їв", "их", "іх", "ого", "ому", "ої", "ей", "ой", "ых", "ов", "ев",
    "ы", "ам", "ям", "ах", "ях", "е", "ом", "ем", "ами", "ями", "прав", "дел", "справ", "сил", "войск", "військ", "чс",
)  # fmt: skip
_PAST = ("а", "и", "о", "ась", "ися", "ись", "ося", "ась", "ася")
_DID = tuple(f"{vowel}л{end}" for vowel in "аеиіїуыя" for end in _PAST)
_NO_POST = (
    "source.says", "source.reckons", "source.finds", "source.speaks", "source.accuses", "source.which", "source.medium",
    "source.between", "words.auxiliary", "words.but", "words.who", "words.pronoun", "words.adverb", "numbers.units",
)  # fmt: skip
_NOT_IN_POST = ("dates.", "killed.", "wounded.", "missing.", "captured.", "casualties.", "qualifier.")


def with_names(line: Line, found: list[Mention], lang: str) -> list[Mention]:
    """Each office of a person joined to the name that stands behind its abbreviation, field, land or rank."""
    out: list[Mention] = []
    for mention in found:
        if mention.kind == "name" and mention.person and " " in mention.names[0]:
            for k in range(len(out) - 1, max(-1, len(out) - 1 - _BACK), -1):
                if (first := _name_of(line, out[k], mention, lang)) is not None:
                    mention = _both(line, out[k], mention, first)
                    del out[k:]
                    if out and lang in INFLECTED and _of_two_posts(line, out[-1], mention):
                        mention = _both(line, out.pop(), mention, mention.start)
                    break
                if any(" " in own for own in out[k].own) or (out[k].kind == "source" and out[k].person):
                    break  # a post that stands before another's name is another's
        out.append(mention)
    return out


def _of_two_posts(line: Line, post: Mention, held: Mention) -> bool:
    """ "речника служби, полковника Івана Котенка": two posts of one person."""
    if post.end != held.start - 1 or line.low(post.end) != "," or post.own:
        return False
    return post.person_office and post.oblique == held.oblique and line.is_a(held.start, "source.person")


def _name_of(line: Line, post: Mention, name: Mention, lang: str) -> int | None:
    """Where the name of an office's holder begins, if all that stands between belongs to the office."""
    held = line.is_a(post.start, "source.person") or post.person_office
    other = post.kind == "source" and post.person and not other_holder(line, post, name)
    if not held or other or any(" " in own for own in post.own) or post.end > name.start:
        return None
    inflected = lang in INFLECTED
    if inflected and (first := _past_post(line, post, name)) is not None:
        agrees = post.oblique or may_speak(line.low(name.end - 1), lang, "name")
        return first if agrees else None
    if inflected and not post.oblique and not may_speak(line.low(name.end - 1), lang, "name"):
        return None  # "сказав речник (ДСНС) Андрію Литвину"
    j, told = post.end, False
    hyphened = line.low(j + 1) == "-" and (j + 2 == name.start or (line.kind(j) == "number" and j + 3 == name.start))
    if inflected and hyphened:
        return name.start  # "командувач оперативно-стратегічного угруповання Олег Бойко", "комбриг 93-ї бригади Ім'я"
    if inflected and _goes_on(line, post, name):
        return name.start
    if inflected and _leads(line, j) and (end := _phrase_end(line, j, name)) is not None:
        j, told = end, True
    if line.low(j) == "(":
        close = next((k for k in range(j + 1, min(j + _BRACKET, name.start)) if line.low(k) == ")"), None)
        if close is None or any(line.kind(k) == "number" for k in range(j, close)):
            return None
        j, told = close + 1, True
    if line.low(j) == "," and j < name.start:
        j += 1
        if not told and not line.is_a(j, "source.person"):
            return None
    if inflected and told is False and line.low(j - 1) != ",":
        return None
    if inflected and j < name.start and j + _RANK >= name.start and _is_rank(line, j, name.start):
        return name.start
    inside = name.start < j < name.end - 1  # past "АТО" of "АТО Андрій Литвин"
    return j if told and (j == name.start or inside) else None


def _past_post(line: Line, post: Mention, name: Mention) -> int | None:
    """Where the name begins behind a long post: "координатор ООН в Україні Денис Бровченко"."""
    first = name.end
    while first > post.end and line.capital(first - 1):
        first -= 1
    if name.end - first > 2 and (line.tokens[first].text.isupper() or line.is_a(first, "place", "party", "capital")):
        first += 1  # "в ДНР Дарья Морозова", "в Україні Денис Бровченко"
    if not 1 < name.end - first <= 3 or not 0 < first - post.end <= _LONGEST:
        return None
    return first if all(_of_post(line, k) for k in range(post.end, first)) else None


def _of_post(line: Line, k: int) -> bool:
    """Whether a word may belong to a post: what it governs, a field, a body, a land; no verb and no day."""
    low = line.low(k)
    if "-" in (low, line.low(k - 1), line.low(k + 1)):
        return line.tokens[k].glued or line.tokens[k + 1].glued  # "пресс-службы", "генерал-лейтенант"
    if low in _OF_POST:
        return low not in _JOINS or not line.capital(k + 1)
    if line.kind(k) != "word" or line.is_a(k, *_NO_POST):
        return False
    if any(cls.startswith(_NOT_IN_POST) for cls in line.tags[k]):
        return False
    if line.is_a(k, "words.preposition", "words.conjunction"):
        return False
    return line.capital(k) or (low.endswith(_GOVERNED) and not low.endswith(_DID))


def _goes_on(line: Line, post: Mention, name: Mention) -> bool:
    """ "уповноважена з прав дитини та дитячої реабілітації Ольга Савчук": a field of two, of which one was read."""
    words = range(post.end + 1, name.start)
    if line.low(post.end) == "," == line.low(name.start - 1):
        words = range(post.end + 1, name.start - 1)  # "з питань осіб, зниклих безвісти за особливих обставин, Ім'я"
    elif not line.is_a(post.end, "words.conjunction"):
        return False
    if not 0 < len(words) <= _PHRASE:
        return False
    if not any(_leads(line, j) for j in range(post.start, post.end)):
        return False
    return all(line.kind(k) == "word" and not line.capital(k) and not line.is_a(k, "source.says") for k in words)


def _leads(line: Line, j: int) -> bool:
    return (
        line.kind(j) == "word" and not line.capital(j) and line.is_a(j, "words.preposition", "words.place_preposition")
    )


def _phrase_end(line: Line, j: int, name: Mention) -> int | None:
    """After "з питань АТО", "в Україні": an abbreviation or a land may stand as the first word of the name."""
    k = j + 1
    while k < name.start:
        if (
            k - j > _PHRASE
            or line.kind(k) != "word"
            or line.is_a(k, "source.says", "words.auxiliary", "words.conjunction")
        ):
            return k if line.low(k) in ("(", ",") and k > j + 1 else None
        if any(cls.startswith(("dates.", "numbers.")) for cls in line.tags[k]):
            return None
        k += 1
    if name.end - name.start > 2 and (line.tokens[k].text.isupper() or line.is_a(k, "place", "party", "capital")):
        return k + 1
    return k if k > j + 1 else None


def _is_rank(line: Line, j: int, end: int) -> bool:
    """ "полковник служби цивільного захисту": what a person is, in words of lower case."""
    if not line.is_a(j, "source.person"):
        return False
    return all(
        line.kind(k) == "word" and not line.capital(k) and not line.is_a(k, "source.says") for k in range(j, end)
    )


def _both(line: Line, post: Mention, name: Mention, first: int) -> Mention:
    own = name.own
    if first > name.start:  # "АТО Андрій Литвин": the abbreviation is the office's
        whole = " ".join(line.low(k) for k in range(first, name.end))
        own = unique([whole, line.low(name.end - 1)])
    known = post.names[-1:] if other_holder(line, post, name) else post.names
    names = unique([*own, *(n for n in known if n not in own)])
    return replace(
        name, names=names, own=own, start=post.start, sure=True, head=post.head or name.head, oblique=post.oblique
    )

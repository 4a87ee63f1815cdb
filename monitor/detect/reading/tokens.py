"""A sentence's characters to tokens: words, numbers and marks, each with its place; a regex recognises one token."""

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
_ELISION = r"(?i:jusqu|lorsqu|puisqu|quelqu|qu|[dlnsjcmt])'(?=[^\W\d_])"
_GROUPED = r"\d{1,3}(?: \d{3})+(?![\d])"
_PLAIN = r"\d+(?:[.,']\d+)*"

# "Т. в. о. мера", "и.о. губернатора": acting, one word as in "ТВО", "врио"
_ACTING = {"uk": (r"(?:[Тт]\. ?)?[Вв]\. ?о\.(?= )", "тво"), "ru": (r"(?:[Вв]р\. ?)?[Ии]\. ?о\.(?= )", "врио")}

# Spaces separate thousands in these languages; in English "on 24 300 were" is a date and a number.
_SPACED = frozenset({"fr", "uk", "ru", "es", "de"})
# ... and yet offices and outlets of Europe and Africa write "4 807 injured" there, on pages that part none by a comma
_COUNTS_OTHERWISE = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Jan.", "Feb.",
    "Mar.", "Apr.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.", "[Oo]n", "the", "age", "aged", "No", "No.",
    "[Ff]light", "[Aa]rticle", "[Pp]age", "[Ss]ection", "[Ll]ine", "Covid", "COVID", "[Rr]oute",
)  # fmt: skip
_DATED = "".join(rf"(?<!{word} )" for word in _COUNTS_OTHERWISE)
_SPACED_EN = rf"(?=[1-9])(?<![\d.,/:\-#]){_DATED}\d{{1,3}} \d{{3}}(?= [^\W\d_]|[).,;](?!\d))"
_PARTED = re.compile(r"(?<!\d)\d{1,3}[,.]\d{3}(?!\d)")


# "A Gaza, douze personnes": AFP's capitals have no accents
_PLACED = re.compile(r" (?:[^\W\d_a-zà-ÿ]|l'|la |quelques |une )")


class Token(NamedTuple):
    """One token; `low` is the text that lexicons know (case folded, possessive stripped). Made by the million."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # "word", "number", "mark"
    glued: bool  # nothing between it and the token before
    possessive: bool = False


def _pattern(lang: str, spaced: bool = False) -> re.Pattern[str]:
    grouped = (
        _GROUPED if lang in _SPACED else r"\d{1,3}(?: \d{3}){2,}(?!\d)|\d{2,3} 000(?!\d)|(?<=\+)\d{1,3} \d{3}(?!\d)"
    )
    if spaced:
        grouped = f"{grouped}|{_SPACED_EN}"
    word = f"{_ELISION}|{_WORD}" if lang == "fr" else f"{_ACTING[lang][0]}|{_WORD}" if lang in _ACTING else _WORD
    return re.compile(rf"(?P<number>(?<![\d.,]){grouped}|{_PLAIN})|(?P<word>(?:[A-Z]\.){{2,4}}|{word})|(?P<mark>\S)")


_PATTERNS = {lang: _pattern(lang) for lang in ("en", "uk", "ru", "fr", "de", "es")}


@lru_cache(maxsize=4)
def _english(text: str) -> re.Pattern[str]:
    """How an English page parts its thousands: by spaces only where fewer commas do."""
    spaced = len(re.findall(_SPACED_EN, text)) > len(_PARTED.findall(text))
    return _pattern("en", spaced=True) if spaced else _PATTERNS["en"]


def tokenise(text: str, start: int, end: int, lang: str) -> list[Token]:
    """Tokens of `text[start:end]`, which is normalised.

    >>> [t.text for t in tokenise("46,000-plus of Kyiv's men", 0, 25, "en")]
    ['46,000', '-', 'plus', 'of', "Kyiv's", 'men']
    """
    pattern = _english(text) if lang == "en" or lang not in _PATTERNS else _PATTERNS[lang]
    tokens: list[Token] = []
    last = -1
    for match in pattern.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        piece = match.group()
        if piece in ('"', "'"):
            continue  # quotation marks stand anywhere: "counted as dead", 'something like 300,000' men
        low = piece.casefold()
        possessive = False
        if kind == "word" and lang == "en":
            if low.endswith("'s"):
                low, possessive = low[:-2], True
            if "." in low:
                low = low.replace(".", "")
        elif piece == "A" and lang == "fr" and _opens(tokens) and _PLACED.match(text, match.end()):
            low = "à"
        elif kind == "word" and low.endswith("'"):
            low = low[:-1]
        elif kind == "word" and lang in _ACTING and low.endswith("о."):
            low = _ACTING[lang][1]
            piece = low.capitalize() if piece[0].isupper() else low
        tokens.append(Token(piece, low, match.start(), match.end(), kind, match.start() == last, possessive))
        last = match.end()
    return tokens


def _opens(tokens: list[Token]) -> bool:
    """Whether the next token opens a sentence or follows a mark."""
    return not tokens or tokens[-1].kind == "mark"

"""A text to its language, by the small words that each language cannot do without."""

import re

from monitor.detect.reading.lexicon import LANGUAGES, language_table

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000  # characters; more changes no answer


def guess(text: str) -> str:
    """The ISO 639-1 code of the likeliest of our languages; English where nothing tells.

    >>> guess("Російська армія втратила понад тисячу осіб за добу"), guess("Al menos 12 muertos en la capital")
    ('uk', 'es')
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    cyrillic = sum(1 for ch in sample if "\u0400" <= ch <= "\u04ff")
    if cyrillic * 3 > len(sample):
        ukrainian = sum(sample.count(ch) for ch in "іїєґІЇЄҐ")
        russian = sum(sample.count(ch) for ch in "ыэъёЫЭЪЁ")
        if ukrainian == russian:
            ukrainian, russian = (_told(words, lang) for lang in ("uk", "ru"))
        return "uk" if ukrainian >= russian else "ru"
    counts = {lang: _told(words, lang) for lang in LANGUAGES if lang not in ("uk", "ru")}
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] else "en"


def _told(words: list[str], lang: str) -> int:
    """How many words are among those that the language cannot do without."""
    own = language_table(lang)["guess"]
    return sum(1 for word in words if word in own)

"""Date phrases in six languages: each is one date, as precise as its words (`date_phrases.txt`)."""

import datetime as dt
from pathlib import Path

import pytest

from monitor.detect.date_phrases.dates import DatePhrase, dates
from monitor.detect.reading.lexicon import lexicon
from monitor.detect.reading.line import read_line
from monitor.detect.reading.text import Sentence, normalise

TUESDAY = dt.date(2025, 6, 10)
SENTENCES = {
    "en": "It happened {}.",
    "fr": "Cela s'est produit {}.",
    "de": "Das geschah {}.",
    "es": "Eso ocurrió {}.",
    "uk": "Це сталося {}.",
    "ru": "Это произошло {}.",
}


def rows() -> list[tuple[str, str, str]]:
    """Language, date and phrase of each line of the table."""
    out, lang = [], ""
    for row in (Path(__file__).parent / "date_phrases.txt").read_text("utf-8").splitlines():
        if row.startswith("== "):
            lang = row[3:]
        elif row and not row.startswith("#"):
            value, text = row.split(maxsplit=1)
            out.append((lang, value, text))
    return out


def found(lang: str, text: str) -> list[DatePhrase]:
    """The date phrases of a sentence."""
    plain = normalise(SENTENCES[lang].format(text)).text
    lex = lexicon(lang, ())
    return dates(read_line(plain, Sentence(0, len(plain), 0), lex), lex, TUESDAY)


@pytest.mark.parametrize(("lang", "value", "text"), rows())
def test_a_phrase_is_one_date(lang: str, value: str, text: str) -> None:
    assert [phrase.value for phrase in found(lang, text)] == [value]

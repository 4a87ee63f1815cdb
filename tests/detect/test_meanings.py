"""One meaning in six languages: the scope, date, status and qualifier of each number (`meanings.txt`)."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.detect.cases import read


@dataclass(frozen=True, slots=True)
class Meaning:
    """One wording and what its numbers mean: (number, field, value)."""

    name: str
    topic: str
    published: str
    lang: str
    text: str
    told: tuple[tuple[int, str, str], ...]


def meanings() -> list[Meaning]:
    """The wordings of the table."""
    out: list[Meaning] = []
    name = topic = published = ""
    told: tuple[tuple[int, str, str], ...] = ()
    for row in (Path(__file__).parent / "meanings.txt").read_text("utf-8").splitlines():
        if row.startswith("@"):
            name, topic, published, wanted = (part.strip() for part in row[1:].split("|"))
            told = tuple(
                (int(number), *field.split("="))  # type: ignore[misc]
                for number, *fields in (part.split() for part in wanted.split(";"))
                for field in fields
            )
        elif row and not row.startswith("#"):
            lang, text = row.split(": ", 1)
            out.append(Meaning(name, topic, published, lang, text, told))
    return out


@pytest.mark.parametrize("meaning", meanings(), ids=lambda m: f"{m.lang}: {m.name}")
def test_what_a_number_means(meaning: Meaning) -> None:
    figures = read(meaning.text, lang=meaning.lang, topic=meaning.topic, published=meaning.published)
    got = {(f.low, field, str(getattr(f, field))) for f in figures for _, field, _ in meaning.told}
    assert [want for want in meaning.told if want not in got] == []

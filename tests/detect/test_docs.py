"""docs/detection.md and docs/languages.md say what the code does: its rules, its walk, its tables."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.detect.cases import LANGUAGES, read
from tests.detect.rules import FOLDER, names
from tests.detect.walk import MARKS, walk

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "detection.md").read_text("utf-8")
TONGUES = (DOCS / "languages.md").read_text("utf-8")
# | `rule` | construction | "An example", with its number in bold |
ROWS = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


def test_every_rule_of_the_code_is_in_the_page_and_no_other() -> None:
    assert len(names()) > 20
    assert {rule for rule, _, _ in ROWS} == names()
    assert len(ROWS) == len({rule for rule, _, _ in ROWS})


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule, _, example in ROWS])
def test_the_example_of_a_rule_is_read_by_it(rule: str, example: str) -> None:
    text = example.replace("**", "").replace(" ¶ ", "\n").replace("\\|", "|")
    title, _, body = text.rpartition(" ⏎ ")
    number = re.search(r"\*\*(.+?)\*\*", example)
    assert number is not None
    found = [(f.rule, f.quote) for f in read(body, title=title or None, topic="generic")]
    found += [(f.rule, f.quote) for f in read(body, title=title or None)]
    assert any(told == rule and number[1] in quote for told, quote in found), found


def test_the_walk_is_what_the_code_prints() -> None:
    shown = PAGE.partition(MARKS[0])[2].partition(MARKS[1])[0].strip()
    assert shown == f"```text\n{walk()}\n```", "python -m tests.detect.walk --update"


def test_the_page_of_languages_names_every_table_of_the_data_files() -> None:
    for lang in LANGUAGES:
        table = tomllib.loads((FOLDER / "languages" / f"{lang}.toml").read_text("utf-8"))
        for name, value in table.items():
            assert f"`{name}`" in TONGUES or f"`[{name}]`" in TONGUES or f"`[{name}." in TONGUES, (lang, name)
            assert not isinstance(value, dict) or value, (lang, name)


def test_every_language_file_has_the_tables_of_english() -> None:
    english = tomllib.loads((FOLDER / "languages" / "en.toml").read_text("utf-8"))
    for lang in LANGUAGES:
        table = tomllib.loads((FOLDER / "languages" / f"{lang}.toml").read_text("utf-8"))
        for name in (
            "measure",
            "words",
            "people",
            "not_people",
            "numbers",
            "qualifier",
            "dates",
            "scope",
            "status",
            "source",
        ):
            assert isinstance(table.get(name), dict), (lang, name)
        assert set(table["measure"]) == set(english["measure"]), lang
        assert set(table["people"]) == set(english["people"]), lang
        for measure in table["measure"].values():
            assert set(measure) == {"noun", "part", "verb", "fell", "toll"}, lang

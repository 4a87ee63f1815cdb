"""Twelve stories replay to exactly the events that are written down beside them.

`pytest tests/stories --update-stories` writes what they replay to; read the difference before you commit it. A story
without an expectation gets one, and fails until a person has read it.
"""

import os
import re
from pathlib import Path

import pytest

from monitor.archive import read
from monitor.model import Article, EventKind
from tests.stories.telling import FOLDER, NAMES, Story, ledger, story, told

DOC = (FOLDER.parents[1] / "docs" / "verdicts.md").read_text("utf-8")


def expectation(one: Story, found: str, *, update: bool) -> str:
    """What the story has to replay to; it is written where that is asked for, and where there is none yet."""
    path = one.expected
    if update or not path.exists():
        missing = not path.exists()
        path.write_text(found, "utf-8")
        if missing:
            pytest.fail(f"{path} was missing and has been written: read it, then run this again")
    return path.read_text("utf-8")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    asked = bool(request.config.getoption("--update-stories"))
    if asked and os.environ.get("CI"):
        pytest.fail("stories are never updated in CI: run --update-stories at home and commit what you have read")
    return asked


@pytest.mark.parametrize("name", NAMES)
def test_a_story_replays_to_its_events(name: str, update: bool) -> None:
    one = story(name)
    found = ledger(told(one))
    assert found.splitlines() == expectation(one, found, update=update).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_long_enough_to_be_one(name: str) -> None:
    one = story(name)
    articles = {found.id for found in read(one.archive) if isinstance(found, Article)}
    assert len(articles) >= 5
    assert len(one.expected.read_text("utf-8").splitlines()) >= 10


def test_there_are_twelve_and_the_documents_name_each() -> None:
    assert len(NAMES) == 12
    assert [name for name in NAMES if f"`{name}`" not in DOC] == []


@pytest.mark.parametrize("kind", EventKind)
def test_the_documents_explain_each_kind_of_event_by_a_story(kind: EventKind) -> None:
    """A section on a kind names a story that has it; an article named there ("`daily-count` ... (d5)") gives it."""
    sections = [one for one in DOC.split("\n### ")[1:] if f"`{kind}`" in one.partition("\n")[0]]
    assert sections, f"docs/verdicts.md has no section on {kind}"
    given = {name: _by_article(name) for name in NAMES}
    named = [name for section in sections for name in NAMES if f"`{name}`" in section]
    assert any(kind in kinds for name in named for kinds in given[name].values())
    kinds_told = {one for section in sections for one in EventKind if f"`{one}`" in section.partition("\n")[0]}
    for section in (section.partition("\n## ")[0] for section in sections):
        name = ""
        for word, articles in re.findall(r"`([a-z-]+)`|\(((?:[a-z]\d+(?:, )?)+)\)", section):
            name = word if word in NAMES else name
            for article in articles.split(", ") if articles else ():
                assert given[name][article] & kinds_told, f"{article} of {name} is no example of {kinds_told}"


def _by_article(name: str) -> dict[str, set[EventKind]]:
    """The kinds of events that each article of a story gives."""
    found: dict[str, set[EventKind]] = {}
    for told_line in story(name).expected.read_text("utf-8").splitlines():
        article, kind, *_ = told_line.split()
        found.setdefault(article, set()).add(EventKind(kind))
    return found


def test_a_missing_expectation_is_written_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.stories.telling.FOLDER", tmp_path)
    (tmp_path / "x").mkdir()
    one = Story(name="x", about="a test", topics=())
    with pytest.raises(pytest.fail.Exception, match="was missing and has been written"):
        expectation(one, "a line\n", update=False)
    assert one.expected.read_text("utf-8") == "a line\n"
    assert expectation(one, "another\n", update=False) == "a line\n"
    assert expectation(one, "another\n", update=True) == "another\n"

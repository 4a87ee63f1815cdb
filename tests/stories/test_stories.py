"""Twelve stories replay to exactly the events that are written down beside them.

`pytest tests/stories --update-stories` writes what they replay to; read the difference before you commit it. A story
without an expectation gets one, and fails until a person has read it.
"""

import os
from pathlib import Path

import pytest

from monitor.archive import read
from monitor.model import Article
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


def test_a_missing_expectation_is_written_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.stories.telling.FOLDER", tmp_path)
    (tmp_path / "x").mkdir()
    one = Story(name="x", about="a test", topics=())
    with pytest.raises(pytest.fail.Exception, match="was missing and has been written"):
        expectation(one, "a line\n", update=False)
    assert one.expected.read_text("utf-8") == "a line\n"
    assert expectation(one, "another\n", update=False) == "a line\n"
    assert expectation(one, "another\n", update=True) == "another\n"

"""What does not work yet, sentence by sentence, with what is wrong; one that begins to work fails here, to be moved.

`python -m tests.detect.cases` moves it to where its construction stands.
"""

import pytest

from tests.detect.cases import LANGUAGES, Case, load, wrong

NOT_YET = [case for lang in LANGUAGES for case in load("not_yet", lang)]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c.name, marks=pytest.mark.xfail(strict=True, reason=c.reason)) for c in NOT_YET]
)
def test_does_not_work_yet(case: Case) -> None:
    assert wrong(case) == ""


def test_each_says_what_is_wrong() -> None:
    assert [case.text for case in NOT_YET if not case.reason] == []

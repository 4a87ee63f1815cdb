"""Numbers near harm words that count something else: none of them becomes an asserted figure."""

import pytest

from tests.detect.cases import LANGUAGES, NONE, Case, faults, groups, load

CASES = [case for lang in LANGUAGES for case in load("lookalikes", lang)]
NOT_YET = [case for lang in LANGUAGES for case in load("not_yet", lang) if case.construction.startswith(NONE)]
KINDS = list(dict.fromkeys(case.construction for case in [*CASES, *NOT_YET]))


@pytest.mark.parametrize("cases", groups(CASES))
def test_a_look_alike_is_no_figure(cases: list[Case]) -> None:
    assert faults(cases) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_its_sentences(lang: str) -> None:
    assert len(KINDS) > 20
    own = {kind: {c.text for c in [*CASES, *NOT_YET] if c.lang == lang and c.construction == kind} for kind in KINDS}
    assert {kind: len(texts) for kind, texts in own.items() if len(texts) < 3} == {}


def test_look_alikes_name_no_figures() -> None:
    assert [case.text for case in CASES if case.figures or not case.construction.startswith(NONE)] == []

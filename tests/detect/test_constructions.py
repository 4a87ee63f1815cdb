"""Every construction in every language: sentences with the figures that they hold, and no others."""

import pytest

from tests.detect.cases import LANGUAGES, NONE, Case, faults, groups, load, wrong

CASES = [case for lang in LANGUAGES for case in load("cases", lang)]
NOT_YET = [case for lang in LANGUAGES for case in load("not_yet", lang)]
TEXTS = [case for case in CASES if case.text]
CONSTRUCTIONS = list(
    dict.fromkeys(case.construction for case in [*CASES, *NOT_YET] if not case.construction.startswith(NONE))
)
ENOUGH = 3  # sentences for each construction and language


@pytest.mark.parametrize("cases", groups(TEXTS))
def test_the_figures_of_a_construction(cases: list[Case]) -> None:
    assert faults(cases) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_construction_has_its_sentences(lang: str) -> None:
    """At least three, or a line that says why the language has none."""
    assert len(CONSTRUCTIONS) > 40
    thin = []
    for construction in CONSTRUCTIONS:
        own = [c for c in [*CASES, *NOT_YET] if c.lang == lang and c.construction == construction]
        explained = any(not case.text and len(case.reason) > 20 for case in own)
        if not explained and len({case.text for case in own}) < ENOUGH:
            thin.append(construction)
    assert thin == []


def test_no_text_stands_twice() -> None:
    texts = [(case.lang, case.text) for case in [*TEXTS, *NOT_YET]]
    assert len(texts) == len(set(texts))


def test_a_wrong_reading_is_told() -> None:
    """The comparison itself can fail: a figure missed, one made up, a field otherwise."""
    text = "Twelve people were killed in Kharkiv on Sunday."
    assert wrong(Case("en", "", text, figures=["ukraine people killed 12 at=2025-06-08"])) == ""
    assert "missed ukraine people killed 13" in wrong(Case("en", "", text, figures=["ukraine people killed 13"]))
    assert "made up ukraine people killed 12" in wrong(Case("en", "", text))
    assert "qualifier is exact, not about" in wrong(Case("en", "", text, figures=["ukraine people killed 12 about"]))
    assert "source is -, not mayor" in wrong(Case("en", "", text, figures=["ukraine people killed 12 src=mayor"]))

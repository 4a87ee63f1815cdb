"""Whole articles: the language is guessed, headlines carry, a headline's number is told once."""

import pytest

from monitor.detect.detector import detect
from monitor.detect.reading.guess import guess
from monitor.model import Article, Figure, Status
from tests.detect.cases import LANGUAGES, load, read, topics


def in_order(figures: tuple[Figure, ...]) -> list[tuple[object, ...]]:
    """What figures say, without where."""
    return [
        (f.party, f.population, f.measure, f.low, f.high, f.qualifier, f.sources, f.as_of, f.scope, f.status, f.rule)
        for f in figures
    ]


@pytest.mark.parametrize("harm", ["k\u200billed", "kil\u00adled", "killed\ufeff"])
def test_an_invisible_character_hides_no_harm_from_the_gate(harm: str) -> None:
    figures = detect(Article(id="x", text=f"The strike {harm} 41 people.", lang="en"), ()).figures
    assert [(f.measure, f.low) for f in figures] == [("killed", 41)]


def test_the_language_is_guessed_where_none_is_given() -> None:
    """A few letters decide between Ukrainian and Russian, so that some short texts are taken for the other."""
    known = [case for lang in LANGUAGES for case in load("cases", lang) if len(case.text) > 80]
    assert len(known) > 60
    mistaken = [case.name for case in known if guess(f"{case.title or ''}\n\n{case.text}") != case.lang]
    assert len(mistaken) <= len(known) // 25, mistaken
    for case in [case for case in known if case.name not in mistaken][::8]:
        given_lang = read(case.text, lang=case.lang, topic=case.topic, title=case.title)
        article = Article(id="x", text=case.text, title=case.title, published="2025-06-10")
        assert in_order(detect(article, topics(case.topic)).figures) == in_order(given_lang), case.name


# -- headlines, headings, order ---------------------------------------------------------------------------------------


def test_offsets_count_from_the_title_where_there_is_one() -> None:
    text = "At least 12 people were killed in Kharkiv on Sunday."
    alone = read(text)
    under = read(text, title="Strike on Kharkiv")
    assert alone[0].start == text.index("At least")
    assert under[0].start == len("Strike on Kharkiv\n\n") + text.index("At least")
    assert alone[0].quote == under[0].quote


def test_a_headline_is_read_and_its_figure_told_once() -> None:
    figures = read(
        "Twelve people were killed in Kharkiv on Sunday, police said.", title="Twelve people killed in Kharkiv"
    )
    assert [(f.low, f.high) for f in figures] == [(12, 12)]
    assert figures[0].sources == ("police",)


def test_a_headline_that_rounds_is_a_figure_of_its_own() -> None:
    figures = read(
        "Ukraine has lost 45,100 soldiers killed, President Zelensky said on Sunday.",
        title="Over 45,000 Ukrainian soldiers killed, Zelensky says",
    )
    assert sorted((f.low, str(f.qualifier)) for f in figures) == [(45_000, "more_than"), (45_100, "exact")]


def test_a_caption_and_a_read_more_line_are_other_stories() -> None:
    text = (
        "Five people were killed in Kherson on Monday, the governor said.\n"
        "Two more were wounded.\n"
        "They were waiting for a bus."
    )
    assert sorted((str(f.measure), f.low) for f in read(text)) == [("killed", 5), ("wounded", 2)]


GLUED = pytest.mark.xfail(strict=True, reason="a footnote mark between a number and its noun ends the noun group")


@pytest.mark.parametrize(
    "text",
    [
        "Russia has lost 990,000 troops[2] since the invasion began, the General Staff says.",
        *(
            pytest.param(text, marks=GLUED)
            for text in (
                "Russia has lost 990,000[1] troops since the invasion began, the General Staff says.",
                "Russia has lost 990,000 troops¹ since the invasion began, the General Staff says.",
                "Russia has lost 990,000* troops since the invasion began, the General Staff says.",
                "Russia has lost **990,000** troops since the invasion began, the General Staff says.",
            )
        ),
    ],
)
def test_footnote_marks_leave_numbers_whole(text: str) -> None:
    assert [(f.low, str(f.measure), f.party) for f in read(text)] == [(990_000, "casualties", "russia")]


def test_without_a_date_of_publication_relative_days_have_no_date() -> None:
    figures = read("Twelve people were killed in Kharkiv on Sunday.", published=None)
    assert [(f.low, f.as_of) for f in figures] == [(12, None)]
    dated = read("Twelve people were killed in Kharkiv on 8 June 2025.", published=None)
    assert dated[0].as_of == "2025-06-08"


def test_a_very_long_text_is_read_in_part_and_says_so() -> None:
    text = "Twelve people were killed in Kharkiv on Sunday.\n" + "The market was quiet. " * 30_000
    detection = detect(Article(id="x", text=text, lang="en"), topics("russia-ukraine"))
    assert [f.low for f in detection.figures] == [12]
    assert any("characters" in rejection.reason for rejection in detection.rejections)


def test_an_article_without_harm_words_is_passed_over() -> None:
    assert detect(Article(id="x", text="The council approved 12 new buses.", lang="en"), ()) == detect(
        Article(id="x", text="", lang="en"), ()
    )


def test_disputed_and_hypothetical_numbers_are_kept_and_marked() -> None:
    figures = read(
        "Moscow claimed, without evidence, that 600 Ukrainian servicemen had been killed. "
        "If the town fell, 5,000 more Ukrainian soldiers could be killed."
    )
    assert [(f.low, f.status) for f in figures] == [(600, Status.DISPUTED), (5_000, Status.HYPOTHETICAL)]

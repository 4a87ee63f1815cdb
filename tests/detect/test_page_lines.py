"""Lines of the page between an article's paragraphs change nothing that is read: adverts, credits, teasers, buttons."""

import pytest

from tests.detect.cases import Case, figures_of, told
from tests.detect.test_wrapped import STORIES

LINES = {
    "en": ("Advertisement", "Photo: Reuters", "Read also: Ferry sinks, 12 dead", "3 min read"),
    "de": ("Anzeige", "Foto: dpa", "Lesen Sie auch: Zwölf Tote bei Fährunglück", "Artikel teilen"),
    "fr": ("Publicité", "Photo : AFP", "Lire aussi : Douze morts dans un naufrage", "Partager l'article"),
    "es": ("Publicidad", "Foto: EFE", "Lea también: Doce muertos en un naufragio", "Compartir"),
    "uk": ("Реклама", "Фото: Укрінформ", "Читайте також: Дванадцять загиблих на поромі", "Поділитися"),
    "ru": ("Реклама", "Фото: РИА Новости", "Читайте также: Двенадцать погибших на пароме", "Поделиться"),
}


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang, lines in LINES.items() for line in lines])
def test_a_line_of_the_page_changes_nothing(lang: str, line: str) -> None:
    story = STORIES[lang]
    plain, broken = ("\n\n".join(story), f"{story[0]}\n\n{line}\n\n{story[1]}\n\n{line}")
    expected = [told(figure) for figure in figures_of(Case(lang, "", plain, topic="generic", title="Kramatorsk"))]
    assert len(expected) >= 4
    assert [told(f) for f in figures_of(Case(lang, "", broken, topic="generic", title="Kramatorsk"))] == expected


@pytest.mark.parametrize("lang", LINES)
def test_a_headline_that_stands_twice_is_read_once(lang: str) -> None:
    title, text = STORIES[lang]
    once, twice = (
        figures_of(Case(lang, "", each, topic="generic", title=title)) for each in (text, f"{title}\n{text}")
    )
    assert [told(figure) for figure in twice] == [told(figure) for figure in once]

"""One story in three layouts: paragraphs of three sentences, of one each, and all in one."""

import pytest

from tests.detect.cases import Case, figures_of, told

STORIES = {
    "en": (
        "A bus fell into a ravine near Dorn on Saturday. Nine people were killed. Another 31 were injured.",
        "In 2019 a lorry hit a coach on the same bend. Twelve people died. Forty were hurt.",
    ),
    "de": (
        "Ein Bus stürzte am Samstag bei Dorn in eine Schlucht. Neun Menschen starben. Weitere 31 wurden verletzt.",
        "2019 rammte ein Lastwagen an derselben Kurve einen Reisebus. Zwölf Menschen starben. Vierzig wurden verletzt.",
    ),
    "fr": (
        "Un car est tombé samedi dans un ravin près de Dorn. Neuf personnes ont été tuées. 31 autres ont été blessées.",
        "En 2019, un camion avait percuté un autocar dans le même virage. Douze personnes étaient mortes. Quarante "
        "avaient été blessées.",
    ),
    "es": (
        "Un autobús cayó el sábado a un barranco cerca de Dorn. Murieron nueve personas. Otras 31 resultaron heridas.",
        "En 2019 un camión embistió un autocar en la misma curva. Murieron doce personas. Cuarenta resultaron heridas.",
    ),
    "uk": (
        "У суботу під Дорном автобус упав у прірву. Загинули дев'ятеро людей. Ще 31 людина дістала поранення.",
        "У 2019 році на тому самому повороті вантажівка врізалася в автобус. Загинули 12 людей. Поранено було 40 осіб.",
    ),
    "ru": (
        "В субботу под Дорном автобус упал в пропасть. Погибли девять человек. Ещё 31 человек получил ранения.",
        "В 2019 году на том же повороте грузовик врезался в автобус. Погибли 12 человек. Ранены были 40 человек.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", STORIES)
def test_a_story_is_read_alike_in_every_layout(lang: str) -> None:
    paragraphs = "\n\n".join(STORIES[lang])
    apart = paragraphs.replace(". ", ".\n\n")
    joined = paragraphs.replace("\n\n", " ")
    one, two, three = (
        [told(figure) for figure in figures_of(Case(lang, "", text, topic="generic"))]
        for text in (paragraphs, apart, joined)
    )
    assert len(one) == 4
    assert {"at=2025-06-07" in line for line in one[:2]} == {True}
    assert {"at=2019" in line for line in one[2:]} == {True}
    assert two == one
    assert three == one

"""Text whose lines were broken at a width is read as the same text with a paragraph a line."""

import textwrap

import pytest

from monitor.detect.reading.wrapped import unwrapped
from tests.detect.cases import Case, figures_of, told

STORIES = {
    "en": (
        "A missile hit a market in the eastern town of Kramatorsk on Monday, killing at least 12 people and wounding "
        "30 others, the regional governor Vadym Filashkin said.",
        "Rescuers pulled three more bodies from under the rubble on Tuesday, which brought the death toll to 15, among "
        "them two children. Kyiv's prosecutors put the number of injured at 47.",
    ),
    "de": (
        "Eine Rakete traf am Montag den Markt der Stadt Kramatorsk und tötete mindestens 12 Menschen; weitere 30 "
        "wurden nach Angaben des Gouverneurs verletzt.",
        "Bergungskräfte fanden am Dienstag drei weitere Leichen unter den Trümmern, wie die Behörden mitteilten. Damit "
        "stieg die Zahl der Toten auf 15, darunter zwei Kinder.",
    ),
    "fr": (
        "Un missile a frappé lundi le marché de Kramatorsk, tuant au moins 12 personnes et en blessant 30 autres, a "
        "annoncé le gouverneur de la région.",
        "Les secours ont retiré mardi trois autres corps des décombres, ce qui porte le bilan à 15 morts, dont deux "
        "enfants, selon le parquet.",
    ),
    "es": (
        "Un misil alcanzó el lunes el mercado de Kramatorsk y mató al menos a 12 personas e hirió a otras 30, según el "
        "gobernador de la región.",
        "Los equipos de rescate sacaron el martes otros tres cuerpos de los escombros, con lo que la cifra de muertos "
        "subió a 15, entre ellos dos niños.",
    ),
    "uk": (
        "Ракета влучила в понеділок у ринок міста Краматорськ і вбила щонайменше 12 людей, ще 30 було поранено, "
        "повідомив голова області.",
        "Рятувальники у вівторок дістали з-під завалів ще три тіла, і кількість загиблих зросла до 15, серед них двоє "
        "дітей, повідомила прокуратура.",
    ),
    "ru": (
        "Ракета попала в понедельник в рынок города Краматорск и убила не менее 12 человек, ещё 30 были ранены, "
        "сообщил глава области.",
        "Спасатели во вторник достали из-под завалов ещё три тела, и число погибших выросло до 15, среди них двое "
        "детей, сообщила прокуратура.",
    ),
}
HEADLINE = "Strike on Kramatorsk market kills 15"


def _read(lang: str, text: str) -> list[str]:
    return [told(figure) for figure in figures_of(Case(lang, "", text, title=HEADLINE if lang == "en" else None))]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("lang", sorted(STORIES))
def test_a_wrapped_story_holds_the_figures_of_the_unwrapped_one(lang: str, width: int) -> None:
    plain = _read(lang, "\n\n".join(STORIES[lang]))
    assert len(plain) >= 4
    assert _read(lang, "\n\n".join(textwrap.fill(paragraph, width) for paragraph in STORIES[lang])) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Killed in the strikes of this week, by region:\nKharkiv region: 12 people\nSumy region: four people\n",
        "The governor of the Kharkiv region wrote on Telegram\nTwelve people were killed in the night\n",
        "Twelve people were killed, said the region's governor.\n\nthree of them were children under ten years old\n",
        "46,000 soldiers of Ukraine killed by the end of the year\n29,000 civilians wounded, by the UN's count\n",
        "| Region of the country that was struck | Killed | wounded |\n| the Kharkiv region | 12 | 30 |\n",
    ],
)
def test_headings_lists_tables_and_paragraphs_stay_apart(text: str) -> None:
    assert unwrapped(text, 0) == text


def test_every_character_keeps_its_place() -> None:
    wrapped = "\n".join(textwrap.wrap(" ".join(STORIES["en"]), 72))
    joined = unwrapped(wrapped, 0)
    assert len(joined) == len(wrapped)
    assert "\n" not in joined
    assert unwrapped(wrapped, 80)[:80] == wrapped[:80]

"""Numbers that may count the harmed and that no rule ties to a harm: told with both readings, and no figure made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.detector import detect
from monitor.detect.left_alone import NOBODY
from monitor.model import Article, Rejection

TOLL = {
    "en": "A missile killed 12 people in Dorn.",
    "uk": "У Дорні ракета вбила 12 людей.",
    "ru": "В Дорне ракета убила 12 человек.",
    "fr": "Un missile a tué 12 personnes à Dorn.",
    "de": "Eine Rakete tötete in Dorn 12 Menschen.",
    "es": "Un misil mató a 12 personas en Dorn.",
}


def left(text: str, lang: str = "en") -> tuple[Rejection, ...]:
    found = detect(Article(id="a", text=text, lang=lang, published="2025-06-10"), ())
    assert all(it.stage == "detect" and it.quiet for it in found.rejections)
    return found.rejections


@pytest.mark.parametrize(
    ("lang", "sentence", "words"),
    [
        ("en", "In the hotel slept 40 guests.", "40 guests"),
        ("uk", "У готелі ночували 40 гостей.", "40 гостей"),
        ("ru", "В гостинице ночевали 40 гостей.", "40 гостей"),
        ("fr", "Dans l'hôtel dormaient 40 clients.", "40 clients"),
        ("de", "Im Hotel schliefen 40 Gäste.", "40 Gäste"),
        ("es", "En el hotel dormían 40 huéspedes.", "40 huéspedes"),
    ],
)
def test_people_of_whom_nothing_is_said_are_told_with_both_readings(lang: str, sentence: str, words: str) -> None:
    (it,) = left(f"{TOLL[lang]} {sentence}", lang)
    assert it.subject == words
    assert it.readings == ("killed", NOBODY)
    assert it.reason == f"counts people, and its sentence does not say what befell them: {sentence}"


def test_a_harm_in_the_sentence_is_named_and_is_the_first_reading() -> None:
    (it,) = left("The blast at the mill killed the foreman; 31 villagers had come to sell their wheat.")
    assert it.subject == "31 villagers"
    assert it.readings == ("killed", NOBODY)
    assert it.reason.startswith("counts people beside “killed”, and no rule ties the two: The blast at the mill")


@pytest.mark.parametrize(
    "text",
    [
        "In the hotel slept 40 guests. Breakfast is at eight.",  # nobody is harmed
        f"{TOLL['en']} The 12 people were pupils.",  # a figure elsewhere
        f"{TOLL['en']} The army has 40 tanks there and paid 300,000 euros for each.",  # things
        f"{TOLL['en']} The mayor, 47, came at 18:30 on 9 June 2025.",  # an age, a time, a day
        f"{TOLL['en']} In exchange 40 prisoners came home.",  # decided: they came home
        f"{TOLL['en']} None of the 40 guests was hurt.",  # decided: nobody was
    ],
)
def test_what_is_decided_is_in_no_doubt(text: str) -> None:
    assert left(text) == ()


def test_what_is_told_twice_is_told_once() -> None:
    (it,) = left(f"{TOLL['en']} In the hotel slept 40 guests. The 40 guests came from Luhn.")
    assert it.subject == "40 guests"


def test_fifty_are_told_one_by_one_and_how_many_more_there_are() -> None:
    told = left(" ".join(f"{TOLL['en']} In the hotel slept {n} guests." for n in range(100, 190)))
    assert [it.subject for it in told] == [*(f"{n} guests" for n in range(100, 150)), "40 more numbers"]
    assert told[-1].readings == ()


def test_the_whole_harm_word_is_named() -> None:
    (it,) = left(f"{TOLL['en']} Eleven men were taken prisoner; in the barn slept 40 guests.")
    assert it.reason.startswith("counts people beside “taken prisoner”, and no rule ties the two: Eleven men")
    assert it.readings == ("captured", NOBODY)


@given(
    st.lists(st.sampled_from([*TOLL.values(), "In the hotel slept 40 guests.", "It is 51 now.", "\u200b 31 \u2014 ("]))
)
def test_its_words_stand_in_the_article(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    for it in left(text):
        assert it.subject in text
        assert it.reason.partition(": ")[2] in text
        assert len(it.readings) >= 2

"""Every bound ("at least", "gut", "свыше") with every kind of number in plain sentences of every day, in each language.

What breaks here breaks the alert that a desk waits for: "Une attaque a fait plus de 40 morts" once passed for an age.
"""

from itertools import cycle

import pytest

from tests.detect.cases import LANGUAGES, Case, wrong

# The number as it stands after a bound, in the genitive too where the language has one; and what it is worth.
NUMBERS: dict[str, list[tuple[str, str, int]]] = {
    "en": [
        ("40", "40", 40),
        ("sixty", "sixty", 60),
        ("1,200", "1,200", 1200),
        ("two million", "two million", 2_000_000),
    ],
    "de": [("40", "40", 40), ("sechzig", "sechzig", 60), ("1200", "1200", 1200), ("12.000", "12.000", 12_000)],
    "fr": [("40", "40", 40), ("soixante", "soixante", 60), ("1 200", "1 200", 1200), ("12.000", "12.000", 12_000)],
    "es": [("40", "40", 40), ("sesenta", "sesenta", 60), ("1.200", "1.200", 1200), ("12.000", "12.000", 12_000)],
    "ru": [("40", "40", 40), ("сорок", "сорока", 40), ("1200", "1200", 1200), ("12 тысяч", "12 тысяч", 12_000)],
    "uk": [("40", "40", 40), ("сорок", "сорока", 40), ("1200", "1200", 1200), ("12 тисяч", "12 тисяч", 12_000)],
}
# "{n}" is the number, "{g}" its genitive.
BOUNDS: dict[str, dict[str, list[str]]] = {
    "en": {
        "exact": ["{n}"],
        "at_least": [
            "at least {n}", "no fewer than {n}", "not less than {n}", "a minimum of {n}", "no less than {n}",
            "{n} or more",
        ],
        "more_than": [
            "more than {n}", "over {n}", "upwards of {n}", "well over {n}", "just over {n}", "in excess of {n}",
            "slightly more than {n}", "a little over {n}", "far more than {n}",
        ],
        "about": [
            "about {n}", "around {n}", "some {n}", "roughly {n}", "approximately {n}", "an estimated {n}", "{n} or so",
            "in the region of {n}", "somewhere around {n}",
        ],
        "nearly": ["nearly {n}", "almost {n}", "close to {n}", "just under {n}"],
        "up_to": ["up to {n}", "as many as {n}", "no more than {n}", "fewer than {n}", "a maximum of {n}"],
    },
    "de": {
        "exact": ["{n}"],
        "at_least": ["mindestens {n}", "wenigstens {n}", "nicht weniger als {n}", "zumindest {n}", "{n} oder mehr"],
        "more_than": ["mehr als {n}", "über {n}", "gut {n}", "weit mehr als {n}", "weit über {n}"],
        "about": ["etwa {n}", "rund {n}", "ungefähr {n}", "schätzungsweise {n}", "um die {n}", "an die {n}"],
        "nearly": ["fast {n}", "beinahe {n}", "nahezu {n}", "knapp {n}", "annähernd {n}"],
        "up_to": ["bis zu {n}", "höchstens {n}", "maximal {n}", "weniger als {n}", "nicht mehr als {n}"],
    },
    "fr": {
        "exact": ["{n}"],
        "at_least": ["au moins {n}", "pas moins de {n}", "au minimum {n}", "{n} ou plus"],
        "more_than": ["plus de {n}", "bien plus de {n}", "un peu plus de {n}"],
        "about": ["environ {n}", "quelque {n}", "à peu près {n}", "autour de {n}", "approximativement {n}"],
        "nearly": ["près de {n}", "presque {n}"],
        "up_to": ["jusqu'à {n}", "au plus {n}", "au maximum {n}", "moins de {n}", "pas plus de {n}"],
    },
    "es": {
        "exact": ["{n}"],
        "at_least": ["al menos {n}", "por lo menos {n}", "no menos de {n}", "como mínimo {n}", "cuando menos {n}"],
        "more_than": ["más de {n}", "mucho más de {n}", "algo más de {n}"],
        "about": ["unos {n}", "alrededor de {n}", "aproximadamente {n}", "en torno a {n}"],
        "nearly": ["cerca de {n}", "casi {n}"],
        "up_to": ["hasta {n}", "como máximo {n}", "menos de {n}", "no más de {n}", "a lo sumo {n}"],
    },
    "ru": {
        "exact": ["{n}"],
        "at_least": ["не менее {g}", "по меньшей мере {n}", "по крайней мере {n}", "как минимум {n}", "не меньше {g}"],
        "more_than": ["более {g}", "больше {g}", "свыше {g}", "гораздо больше {g}", "значительно более {g}"],
        "about": ["около {g}", "примерно {n}", "приблизительно {n}", "порядка {g}"],
        "nearly": ["почти {n}", "без малого {n}"],
        "up_to": ["до {g}", "не более {g}", "максимум {n}", "менее {g}", "не больше {g}"],
    },
    "uk": {
        "exact": ["{n}"],
        "at_least": ["щонайменше {n}", "не менше {g}", "принаймні {n}", "не менш як {n}", "як мінімум {n}"],
        "more_than": ["понад {n}", "більше {g}", "більш як {n}", "більше ніж {n}"],
        "about": ["близько {g}", "приблизно {n}", "орієнтовно {n}"],
        "nearly": ["майже {n}"],
        "up_to": ["до {g}", "не більше {g}", "щонайбільше {n}", "максимум {n}", "менше {g}"],
    },
}  # fmt: skip
# Sentences with a place for the number: who was harmed, how, and the words.
FRAMES: dict[str, list[tuple[str, str]]] = {
    "en": [
        ("people killed", "{} people were killed in the attack, police said."),
        ("people killed", "The attack killed {} people."),
        ("people killed", "The attack left {} dead."),
        ("people wounded", "The blast injured {} people, the mayor said."),
        ("civilian killed", "Rebels have killed {} civilians in the north, the UN says."),
        ("people missing", "Police said {} people were missing after the flood."),
        ("people killed", "The death toll stands at {}, officials said."),
    ],
    "de": [
        ("people killed", "{} Menschen wurden bei dem Angriff getötet, teilte die Polizei mit."),
        ("people killed", "Bei dem Angriff wurden {} Menschen getötet."),
        ("people killed", "Bei dem Angriff gab es {} Tote."),
        ("people wounded", "{} Menschen wurden bei der Explosion verletzt."),
        ("civilian killed", "Rebellen haben im Norden {} Zivilisten getötet, so die UN."),
        ("people missing", "Nach der Flut werden {} Menschen vermisst."),
        ("people killed", "Die Zahl der Toten liegt bei {}, hieß es."),
    ],
    "fr": [
        ("people killed", "{} personnes ont été tuées dans l'attaque, selon la police."),
        ("people killed", "L'attaque a tué {} personnes."),
        ("people killed", "L'attaque a fait {} morts."),
        ("people wounded", "L'explosion a blessé {} personnes, selon le maire."),
        ("people wounded", "L'explosion a fait {} blessés."),
        ("civilian killed", "Les rebelles ont tué {} civils dans le nord, selon l'ONU."),
        ("people missing", "La police fait état de {} disparus après les inondations."),
    ],
    "es": [
        ("people killed", "{} personas murieron en el ataque, según la policía."),
        ("people killed", "El ataque mató a {} personas."),
        ("people killed", "El ataque dejó {} muertos."),
        ("people wounded", "La explosión dejó {} heridos, dijo el alcalde."),
        ("civilian killed", "Los rebeldes han matado a {} civiles en el norte, según la ONU."),
        ("people missing", "La policía habla de {} desaparecidos tras las inundaciones."),
    ],
    "ru": [
        ("people killed", "{} человек погибли при атаке, сообщила полиция."),
        ("people killed", "При атаке погибли {} человек."),
        ("people wounded", "При взрыве пострадали {} человек, сообщил мэр."),
        ("people wounded", "Ранения получили {} человек."),
        ("civilian killed", "Повстанцы убили {} мирных жителей на севере, сообщает ООН."),
        ("people missing", "Пропавшими без вести числятся {} человек."),
    ],
    "uk": [
        ("people killed", "{} людей загинули під час атаки, повідомила поліція."),
        ("people killed", "Під час атаки загинули {} людей."),
        ("people wounded", "Унаслідок вибуху постраждали {} людей, повідомив мер."),
        ("people wounded", "Поранення дістали {} людей."),
        ("civilian killed", "Повстанці вбили {} цивільних на півночі, повідомляє ООН."),
        ("people missing", "Зниклими безвісти вважаються {} людей."),
    ],
}


def sentences(lang: str) -> list[Case]:
    """Every bound in every frame, with the kinds of numbers taken in turns."""
    numbers = cycle(NUMBERS[lang])
    cases = []
    for qualifier, bounds in BOUNDS[lang].items():
        for bound in bounds:
            for harm, frame in FRAMES[lang]:
                plain, genitive, value = next(numbers)
                said = frame.format(bound.format(n=plain, g=genitive))
                figure = f"? {harm} {value} {qualifier}"
                cases.append(Case(lang, bound, said[0].upper() + said[1:], topic="generic", figures=[figure]))
            next(numbers)  # so that no frame meets the same number each time
    return cases


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_bound_in_every_frame(lang: str) -> None:
    cases = sentences(lang)
    assert len(cases) > 100
    assert {case.text: fault for case in cases if (fault := wrong(case))} == {}

"""What a figure counts, who says it, and whose it is."""

import datetime as dt
from typing import Any

import pytest

from monitor.diff.series import claim_of, is_about, quantity_of, quantity_of_claim, source_of, topic_of
from monitor.model import Figure, Measure, Population, Quantity, Scope, Source, SourceKind, Topic
from monitor.packs import load_topic
from tests.builders import article, figure, quake, topic

WAR = load_topic("russia-ukraine")
GAZA = load_topic("gaza")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("zelensky", "zelensky"),
        ("president zelensky", "zelensky"),
        ("volodymyr zelensky", "zelensky"),
        ("Volodymyr Zelenskyy", "zelensky"),
        ("general staff of ukraine’s armed forces", "general-staff"),
        ("anonymous us officials", "us-officials"),
        ("генерального штабу", "general-staff"),
        ("bbc", "mediazona"),
        ("local residents", "local residents"),
        ("zelensky's critics", "zelensky's critics"),
    ],
)
def test_the_many_names_of_a_source(name: str, source: str) -> None:
    assert source_of(figure(sources=(name, "someone else")), WAR)[0] == source


def test_the_kind_comes_from_the_pack() -> None:
    assert source_of(figure(sources=("mediazona",)), WAR) == ("mediazona", SourceKind.COUNT)
    assert source_of(figure(sources=("a mayor",)), WAR) == ("a mayor", SourceKind.CLAIM)
    assert source_of(figure(sources=()), WAR) == (None, SourceKind.CLAIM)
    assert source_of(figure(sources=("Mayor",)), None) == ("mayor", SourceKind.CLAIM)


def test_the_longest_name_wins() -> None:
    sources = (
        Source(id="staff", name="General Staff"),
        Source(id="other-staff", name="Southland's General Staff", words=("Southland general staff",)),
    )
    pack = topic(sources=sources)
    assert source_of(figure(sources=("southland general staff",)), pack)[0] == "other-staff"
    assert source_of(figure(sources=("the general staff",)), pack)[0] == "staff"


def test_what_is_remembered_of_a_pack_is_not_told_of_another_of_its_id() -> None:
    for staff in ("staff", "southern-staff", "staff"):
        pack = topic(sources=(Source(id=staff, name="General Staff"),))
        assert source_of(figure(sources=("the general staff",)), pack)[0] == staff


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({}, {}),
        ({"scope": Scope.PERIOD, "span": "1d"}, {"scope": Scope.PERIOD, "span": "1d"}),
        ({"scope": Scope.RATE, "per": "day"}, {"scope": Scope.RATE, "per": "day"}),
        (
            {"scope": Scope.INCIDENT, "place": " Kryvyi  Rih"},
            {"scope": Scope.INCIDENT, "place": "kryvyi rih", "day": "2026-02-04"},
        ),
        ({"place": "Kyiv", "span": "1d", "per": "day"}, {}),
    ],
)
def test_quantities(other: dict[str, Any], wanted: dict[str, Any]) -> None:
    plain = Quantity("russia-ukraine", "ukraine", Population.MILITARY, Measure.KILLED, Scope.CUMULATIVE)
    made = figure(**other)
    assert quantity_of(made, WAR) == plain._replace(**wanted)
    assert quantity_of_claim(claim_of(made, WAR), WAR) == plain._replace(**wanted)


def test_a_disaster_without_sides_is_one_event() -> None:
    one = figure(12, scope=Scope.INCIDENT, place="Antakya", party=None)
    two = figure(90, scope=Scope.INCIDENT, place="Kilis", party=None, as_of="2026-02-05")
    assert quantity_of(one, quake()) == quantity_of(two, quake())
    anything = Topic(id="generic", title="Any")
    assert quantity_of(one, anything) != quantity_of(two, anything)


def test_the_same_number_has_one_id() -> None:
    first = claim_of(figure(quote="55,000 soldiers dead", sources=("president zelensky",)), WAR)
    assert first.id == claim_of(figure(quote="55 000 militaires"), WAR).id
    assert first.id.startswith("c1")
    others = [
        figure(55_001),
        figure(as_of="2026-02"),
        figure(sources=("trump",)),
        figure(party="russia"),
        figure(scope=Scope.RATE),
    ]
    assert len({first.id, *(claim_of(one, WAR).id for one in others)}) == 6


NAMES_KYIV = article("In Kyiv they counted again.")


@pytest.mark.parametrize(
    ("made", "belongs"),
    [
        (figure(), True),
        (figure(party=None), True),
        (figure(party="sudan"), False),
        (figure(elsewhere="iraq"), False),
        (figure(as_of="2022-02-23"), False),
        (figure(as_of="2022-02"), True),
        (figure(as_of="2022"), True),
        (figure(as_of="2021"), False),
        (figure(as_of=None), True),
        (figure(4_400, as_of="2022", scope=Scope.PERIOD, span="2014/2022"), False),
        (figure(4_400, as_of="2024", scope=Scope.PERIOD, span="2023/2024"), True),
    ],
)
def test_what_is_the_topics(made: Figure, belongs: bool) -> None:
    assert topic_of(made, NAMES_KYIV, (WAR,)) == (WAR if belongs else None)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("In Kyiv they counted again.", True),
        ("Ukraine's dead", True),
        ("UKRAINIAN LOSSES", True),
        ("У Києві рахували", True),
        ("A flood in Spain", False),
        ("a sumy of nothing", False),  # a city's name has its capital
        ("", False),
    ],
)
def test_an_article_belongs_where_it_names_the_war(text: str, about: bool) -> None:
    assert is_about(article(text), WAR) is about


def test_the_article_s_own_topic_decides() -> None:
    assert topic_of(figure(), article("nothing named", topic="russia-ukraine"), (GAZA, WAR)) == WAR
    assert topic_of(figure(), article("In Kyiv", topic="gaza"), (GAZA, WAR)) is None
    assert topic_of(figure(), article("In Kyiv", topic="other"), (GAZA, WAR)) is None


def test_an_article_of_two_wars_gives_each_its_own() -> None:
    both = article("Kyiv and Gaza City were hit.")
    assert topic_of(figure(), both, (GAZA, WAR)) == WAR
    assert topic_of(figure(party="palestinians"), both, (WAR, GAZA)) == GAZA


def test_an_empty_about_takes_all() -> None:
    assert topic_of(figure(party=None), article("anything"), (quake(),)) == quake()


def test_any_asks_for_all() -> None:
    anything = Topic(id="generic", title="Any")
    page = article("A mine collapsed.", topic="generic")
    assert topic_of(figure(party="chile", as_of="1999"), page, (anything,)) == anything


def test_since_is_read_in_the_precision_given() -> None:
    pack = topic(since=dt.date(2023, 10, 7), about=())
    assert topic_of(figure(as_of="2023-10"), article(), (pack,)) == pack
    assert topic_of(figure(as_of="2023-10-06T23:59"), article(), (pack,)) is None

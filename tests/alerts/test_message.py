"""Words: what the desk reads, in full, for every kind of event."""

import pytest

from monitor.alerts.message import QUOTE_LIMIT, TITLE_LIMIT, compose
from monitor.alerts.words import date, difference, number, source_name, span, titled, what
from monitor.model import ArticleRef, EventKind, Measure, Population, Qualifier, Scope, Status
from tests.alerts.stories import WAR, claim, event

TOPICS = (WAR,)


def test_update_says_the_step_in_its_first_line() -> None:
    message = compose((event(),), TOPICS)
    assert message.title == "UPDATE · Ukraine, military killed: 55,000 (Volodymyr Zelensky, as of 4 Feb 2026)"
    assert message.text == (
        "was 46,000 (18 Feb 2025): +9,000 (+19.6 %)\n"
        "“officially 55,000 soldiers killed”\n"
        "The Example, 5 Feb 2026: Zelensky says 55,000 Ukrainian soldiers have died\n"
        "https://www.example.org/news/zelensky-55000?ref=rss\n"
        "\n"
        "ids: 01e55"
    )
    assert message.markdown == (
        "**was 46,000 (18 Feb 2025): +9,000 (+19.6 %)**\n\n"
        "> “officially 55,000 soldiers killed”\n\n"
        "[The Example, 5 Feb 2026: Zelensky says 55,000 Ukrainian soldiers have died]"
        "(https://www.example.org/news/zelensky-55000?ref=rss)\n\n"
        "ids: 01e55"
    )
    assert message.events == ("01e55",)


def test_update_that_newly_contradicts_another_series_is_both() -> None:
    trump = claim(700_000, source="trump", as_of="2025-01")
    message = compose((event(previous=claim(46_000, qualifier=Qualifier.MORE_THAN), against=(trump,)),), TOPICS)
    assert message.title.startswith("UPDATE + CONFLICT · ")
    assert message.text.splitlines()[:2] == [
        "was more than 46,000 (18 Feb 2025): +9,000 (+19.6 %)",
        "contradicts 700,000 (Donald Trump, Jan 2025): −645,000 (−92.1 %)",
    ]
    assert "**contradicts 700,000 (Donald Trump, Jan 2025): −645,000 (−92.1 %)**" in message.markdown


def test_new_says_that_there_was_nothing_before() -> None:
    message = compose((event(31_000, event=EventKind.NEW, previous=None, as_of="2024-02"),), TOPICS)
    assert message.title == "NEW · Ukraine, military killed: 31,000 (Volodymyr Zelensky, as of Feb 2024)"
    assert message.text.splitlines()[0] == "the first figure of its kind from this source"


def test_conflict_names_every_figure_that_it_contradicts() -> None:
    against = (
        claim(45_100, as_of="2025-02-05"),
        claim(70_000, source="us officials", as_of="2024", qualifier=Qualifier.ABOUT, contested=True),
    )
    conflict = event(
        700_000,
        event=EventKind.CONFLICT,
        source="trump",
        as_of="2025-01",
        previous=None,
        against=against,
        status=Status.DISPUTED,
    )
    message = compose((conflict,), TOPICS)
    assert message.title == ("CONFLICT · Ukraine, military killed: 700,000, disputed (Donald Trump, as of Jan 2025)")
    assert message.text.splitlines()[:3] == [
        "contradicts 45,100 (Volodymyr Zelensky, 5 Feb 2025): +654,900 (15.5 times as many)",
        "contradicts about 70,000 (US Officials, 2024, itself contested): +630,000 (10.0 times as many)",
        "disputed: the article itself does not stand by this number",
    ]
    assert "disputed: the article itself" in message.markdown


def test_conflict_within_a_series_is_told_once() -> None:
    own = claim(55_000, as_of="2026-02-04")
    fall = event(50_000, event=EventKind.CONFLICT, as_of="2026-03-01", previous=own, against=(own,), contested=True)
    message = compose((fall,), TOPICS)
    assert message.title == (
        "CONFLICT · Ukraine, military killed: 50,000, contested (Volodymyr Zelensky, as of 1 Mar 2026)"
    )
    assert message.text.splitlines()[:2] == [
        "contradicts the same source's 55,000 (4 Feb 2026): −5,000 (−9.1 %)",
        "contested: no total that only rises fits this and the other figures",
    ]
    assert message.text.count("contradicts") == 1


def test_correction_says_what_it_replaces_and_why() -> None:
    corrected = event(
        45_000,
        event=EventKind.CORRECTION,
        previous=claim(54_000, as_of="2026-02-04"),
        why="The article now says 45,000 where it said 54,000.",
    )
    message = compose((corrected,), TOPICS)
    assert message.title.startswith("CORRECTION · Ukraine, military killed: 45,000 (")
    assert message.text.splitlines()[:2] == [
        "corrects 54,000 (4 Feb 2026): −9,000 (−16.7 %)",
        "The article now says 45,000 where it said 54,000.",
    ]


def test_many_contradictions_are_counted() -> None:
    against = tuple(claim(1_000 + i, source=f"source {i}") for i in range(8))
    text = compose((event(against=against),), TOPICS).text
    assert text.count("\ncontradicts") == 5
    assert "and contradicts 3 more" in text


def test_several_events_are_one_message_with_each_title_and_all_ids() -> None:
    wounded = event(390_000, id="01e66", measure=Measure.WOUNDED, previous=None, event=EventKind.NEW)
    message = compose((event(), wounded), TOPICS)
    assert message.title.endswith("(Volodymyr Zelensky, as of 4 Feb 2026) and 1 more")
    assert "NEW · Ukraine, military wounded: 390,000 (" in message.text
    assert "**NEW · Ukraine, military wounded: 390,000 (" in message.markdown
    assert message.text.splitlines()[-1] == message.markdown.splitlines()[-1] == "ids: 01e55 01e66"


def test_an_article_without_outlet_or_link_is_still_named() -> None:
    bare = compose((event(article=ArticleRef(id="a")),), TOPICS)
    assert "outlet not named, undated" in bare.text
    linked = compose((event(article=ArticleRef(id="a", url="https://www.example.org/x")),), TOPICS)
    assert "www.example.org, undated\nhttps://www.example.org/x" in linked.text
    unsafe = compose((event(article=ArticleRef(id="a", url="javascript:alert(1)", outlet="X")),), TOPICS)
    assert "javascript" not in unsafe.text + unsafe.markdown


def test_limits() -> None:
    long = event(
        quote="word " * 200 + "55,000 soldiers " + "word " * 200,
        source="a very long name of a source " * 20,
        place="long " * 100,
        scope=Scope.INCIDENT,
    )
    message = compose((long, long), TOPICS)
    quote = next(line for line in message.text.splitlines() if line.startswith("“"))
    assert len(message.title) <= TITLE_LIMIT
    assert len(quote) <= QUOTE_LIMIT + 2
    assert "55,000 soldiers" in quote
    assert quote.startswith("“…")
    assert quote.endswith("…”")


def test_the_same_event_gives_the_same_message() -> None:
    assert compose((event(),), TOPICS) == compose((event(),), TOPICS)
    assert compose((event(id="other"),), TOPICS).id != compose((event(),), TOPICS).id


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"measure": Measure.CASUALTIES}, "Ukraine, military casualties"),
        ({"population": Population.CIVILIAN, "measure": Measure.CASUALTIES}, "Ukraine, civilian casualties"),
        ({"population": Population.CHILDREN, "measure": Measure.DEPORTED}, "Ukraine, children deported"),
        ({"party": None, "population": Population.PEOPLE}, "Russia's war against Ukraine, people killed"),
        ({"party": None, "topic": None, "population": Population.CIVILIAN}, "Civilians killed"),
        ({"party": "north-korea"}, "North Korea, military killed"),
        ({"scope": Scope.RATE, "per": "day"}, "Ukraine, military killed per day"),
        ({"scope": Scope.PERIOD, "span": "1d"}, "Ukraine, military killed in one day"),
        ({"scope": Scope.PERIOD, "span": "2014/2022"}, "Ukraine, military killed from 2014 to 2022"),
        ({"scope": Scope.PERIOD, "span": None}, "Ukraine, military killed in one period"),
        ({"scope": Scope.INCIDENT, "place": "kharkiv"}, "Ukraine, military killed in Kharkiv"),
        ({"scope": Scope.INCIDENT}, "Ukraine, military killed in one incident"),
        ({"scope": Scope.INCIDENT, "place": "***"}, "Ukraine, military killed in one incident"),
    ],
)
def test_what(given: dict, words: str) -> None:
    assert what(event(**given), TOPICS) == words


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (55_000, 55_000, Qualifier.EXACT, "55,000"),
        (55_000, 55_000, Qualifier.ABOUT, "about 55,000"),
        (55_000, 55_000, Qualifier.AT_LEAST, "at least 55,000"),
        (55_000, 55_000, Qualifier.UP_TO, "up to 55,000"),
        (55_000, 55_000, Qualifier.NEARLY, "nearly 55,000"),
        (12, 12, Qualifier.MORE_THAN, "more than 12"),
        (0, 0, Qualifier.EXACT, "0"),
        (600_000, 700_000, Qualifier.RANGE, "600,000 to 700,000"),
        (24, 99, Qualifier.VAGUE, "dozens"),
        (100_000, 999_999, Qualifier.VAGUE, "hundreds of thousands"),
    ],
)
def test_number(low: int, high: int, qualifier: Qualifier, words: str) -> None:
    assert number(low, high, qualifier) == words


@pytest.mark.parametrize(
    ("before", "low", "high", "words"),
    [
        (claim(46_000), 46_000, 46_000, "no change"),
        (claim(0), 5, 5, "+5"),
        (claim(1_000), 999, 999, "−1 (−0.1 %)"),
        (claim(10), 95, 95, "+85 (+850.0 %)"),
        (claim(600_000, high=700_000), 750_000, 750_000, "between +50,000 (+7.1 %) and +150,000 (+25.0 %)"),
        (claim(500_000), 400_000, 450_000, "between −100,000 (−20.0 %) and −50,000 (−10.0 %)"),
        (claim(600_000, high=700_000), 650_000, 800_000, "from −50,000 to +200,000, as the ranges overlap"),
        (
            claim(10_000, high=99_999, qualifier=Qualifier.VAGUE),
            55_000,
            55_000,
            "no exact difference, as one of the two is only an order of magnitude",
        ),
    ],
)
def test_difference(before, low: int, high: int, words: str) -> None:
    assert difference(before, event(low, high=high)) == words


def test_small_words() -> None:
    assert [date(d) for d in (None, "2025", "2024-02", "2026-02-04", "2023-02-06T09:15", "2025-99", "soon")] == [
        "undated",
        "2025",
        "Feb 2024",
        "4 Feb 2026",
        "6 Feb 2023, 09:15",
        "2025-99",
        "soon",
    ]
    assert [span(s) for s in ("24h", "2w", "1y", "ramadan")] == [
        "in 24 hours",
        "in 2 weeks",
        "in one year",
        "in ramadan",
    ]
    assert titled("us officials") == "US Officials"
    assert source_name(None, "russia-ukraine", TOPICS) == "source not named"
    assert source_name("zelensky", None, TOPICS) == "Zelensky"

"""HISTORY's law of the order within a day, held to what `history` prints."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.history.report import rows
from monitor.history.schema import open_history
from monitor.model import Article, Detection, Qualifier
from monitor.packs import load_topic
from monitor.pipeline import remember
from tests.builders import figure

WAR = load_topic("russia-ukraine")
EXACT, OVER, ABOUT = Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.ABOUT
Telling = tuple[int, Qualifier, str, str | None]  # number, word, date, source


def printed(day: list[tuple[int, Telling]]) -> list[dict[str, object]]:
    """What `history` prints after articles of one day in that order, each telling one number."""
    db = open_history(":memory:")
    for name, (low, word, as_of, source) in day:
        text = f"In Ukraine, article {name}, {low} soldiers were killed."
        start, quote = text.index(f" {low} ") + 1, str(low)
        told = figure(low, quote=quote, start=start, end=start + len(quote), qualifier=word, as_of=as_of)
        told = type(told)(
            **{key: getattr(told, key) for key in told.__dataclass_fields__} | {"sources": (source,) if source else ()}
        )
        page = Article(id=f"a{name}", text=text, outlet=f"Outlet {name}", published="2026-02-05", lang="en")
        remember(db, page, Detection(figures=(told,)), topics=(WAR,))
    return rows(db, topics=(WAR,))


@pytest.mark.parametrize(
    "day",
    [
        [(45_100, EXACT, "2026-02-04", "zelensky"), (45_000, OVER, "2026-02-04", "zelensky")],
        [(55_000, EXACT, "2026-02-04", "zelensky"), (55_000, Qualifier.AT_LEAST, "2026-02-04", "zelensky")],
        [(55_000, EXACT, "2026-02-04", "zelensky"), (55_000, EXACT, "2026-02-05", "zelensky")],
        [(55_000, EXACT, "2026-02-04", "zelensky"), (55_000, EXACT, "2026-02", "zelensky")],
        [(55_000, EXACT, "2026-02-04", "zelensky"), (55_000, EXACT, "2026-02-04", None)],
        [
            (55_100, EXACT, "2026-02-04", "zelensky"),
            (55_000, OVER, "2026-02-05", None),
            (55_100, ABOUT, "2026-02-05", "zelensky"),
        ],
    ],
)
def test_one_number_told_in_several_ways_is_one_row(day: list[Telling]) -> None:
    found = [printed(list(order)) for order in itertools.permutations(enumerate(day))]
    assert all(one == found[0] for one in found)
    (row,) = found[0]
    assert (row["source"], row["low"], row["as_of"], row["qualifier"]) == ("zelensky", day[0][0], "2026-02-04", "exact")
    assert (row["articles"], row["outlets"]) == (len(day), [f"Outlet {name}" for name in range(len(day))])


telling = st.tuples(
    st.sampled_from((45_100, 45_000, 46_200, 46_000)),
    st.sampled_from((EXACT, OVER, ABOUT)),
    st.just("2026-02-04"),
    st.sampled_from(("zelensky", "zelensky", None)),
)


@settings(max_examples=60, deadline=None)
@given(day=st.lists(telling, min_size=2, max_size=4), chance=st.randoms(use_true_random=False))
def test_the_order_of_one_day_does_not_decide_what_is_printed(day: list[Telling], chance: object) -> None:
    """The order in which articles of one day arrive does not decide which figures are stored, nor the accepted value
    of the day. (Two articles that name nobody and differ are no source, and are settled as they come.)"""
    assume(sum(source is None for *_, source in day) <= 1)
    named = list(enumerate(day))
    shuffled = list(named)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    keys = ("source", "low", "high", "as_of", "qualifier", "articles", "outlets", "contested")
    one, two = ([{key: row[key] for key in keys} for row in printed(order)] for order in (named, shuffled))
    assert one == two


falling = st.tuples(
    st.sampled_from((45_100, 46_200, 47_350)),
    st.sampled_from((EXACT, OVER, ABOUT)),
    st.sampled_from(("2026-02-04", "2026-02-05", "2026-02-06")),
    st.sampled_from(("zelensky", "us")),
)


@settings(max_examples=60, deadline=None)
@given(day=st.lists(falling, min_size=2, max_size=4), chance=st.randoms(use_true_random=False))
def test_the_order_of_one_day_does_not_decide_between_dates_either(day: list[Telling], chance: object) -> None:
    """A total of Wednesday and a lower one of Thursday, told in two papers of one morning, in either order."""
    shuffled = list(enumerate(day))
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert printed(list(enumerate(day))) == printed(shuffled)


def test_copies_of_one_text_are_one_witness_for_the_numbers_that_are_summed() -> None:
    """Three papers print one text with a number each: who names nobody and Zelensky say 45,000 in the same words, so
    that 45,000 has one witness as 46,200 has, and the finer number wins in every order."""
    day: list[Telling] = [
        (45_000, EXACT, "2026-02-04", "zelensky"),
        (45_000, EXACT, "2026-02-04", None),
        (46_200, EXACT, "2026-02-04", "zelensky"),
    ]
    for order in itertools.permutations(enumerate(day)):
        assert [row["low"] for row in printed(list(order))] == [46_200]


def test_a_rounding_of_an_earlier_number_is_no_fall_from_it() -> None:
    """ "46,000" of Thursday read before "more than 46,200" of Wednesday, or after it."""
    day: list[Telling] = [(46_200, OVER, "2026-02-04", "us"), (46_000, EXACT, "2026-02-05", "us")]
    first, second = (printed(order) for order in (list(enumerate(day)), list(enumerate(day))[::-1]))
    assert first == second
    assert [(row["low"], row["articles"]) for row in first] == [(46_200, 2)]

"""HISTORY's law of the order within a day, held to what `history` prints."""

import itertools

import pytest
from hypothesis import given, settings
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


def printed(day: list[tuple[int, Telling]], known: Telling | None = None) -> list[dict[str, object]]:
    """What `history` prints after articles of one day in that order, each telling one number.

    When each number was first seen is that day whatever the order.
    """
    db = open_history(":memory:")
    before = [] if known is None else [("known", "2026-02-03", known)]
    for name, published, (low, word, as_of, source) in (*before, *((str(n), "2026-02-05", one) for n, one in day)):
        text = f"In Ukraine, article {name}, {low} soldiers were killed."
        start, quote = text.index(f" {low} ") + 1, str(low)
        who = (source,) if source else ()
        told = figure(low, quote=quote, start=start, end=start + len(quote), qualifier=word, as_of=as_of, sources=who)
        page = Article(id=f"a{name}", text=text, outlet=f"Outlet {name}", published=published, lang="en")
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


# Days on which the order once decided something, as small as they get
FOUND: list[list[Telling]] = [
    [  # nobody's number beside two sources that both say it
        (45_100, EXACT, "2026-02-04", None),
        (45_100, EXACT, "2026-02-04", "zelensky"),
        (45_100, EXACT, "2026-02-04", "us"),
    ],
    [  # a rounding by one, a finer number by the other
        (45_000, EXACT, "2026-02-04", None),
        (45_000, EXACT, "2026-02-04", "us"),
        (45_100, EXACT, "2026-02-04", "zelensky"),
    ],
    [  # two that name nobody
        (46_200, EXACT, "2026-02-04", None),
        (46_000, EXACT, "2026-02-04", "zelensky"),
        (46_000, EXACT, "2026-02-04", None),
    ],
    [  # one rounding of two numbers
        (45_140, EXACT, "2026-02-04", "us"),
        (45_137, EXACT, "2026-02-04", "us"),
        (45_100, EXACT, "2026-02-04", "us"),
    ],
    [  # of two dates
        (45_100, EXACT, "2026-01", "zelensky"),
        (45_000, EXACT, "2026-02-04", "zelensky"),
        (45_140, EXACT, "2026-02-04", "zelensky"),
    ],
    [  # a number between them in time
        (45_100, EXACT, "2026-02-04", "zelensky"),
        (45_000, EXACT, "2026-02-04", "zelensky"),
        (45_000, EXACT, "2026-02-02", "zelensky"),
    ],
    [  # a number that nobody's sighting dates before the one that would exclude it
        (46_200, EXACT, "2026-02-04", "zelensky"),
        (45_000, EXACT, "2026-02-04", "zelensky"),
        (45_000, EXACT, "2026-02-03", None),
    ],
    [  # and before its own rounding
        (46_200, EXACT, "2026-02-04", "zelensky"),
        (46_200, EXACT, "2026-01", None),
        (46_000, EXACT, "2026-01", "zelensky"),
    ],
    [
        (45_140, EXACT, "2026-02-04", None),
        (45_100, EXACT, "2026-02-04", "zelensky"),
        (45_140, EXACT, "2026-02-05", "zelensky"),
    ],
    [  # a rounding before the day that the finer number's month turns out to be
        (45_100, EXACT, "2026-02", "zelensky"),
        (45_000, EXACT, "2026-02-02", "zelensky"),
        (45_100, EXACT, "2026-02-03", "zelensky"),
    ],
    [  # and what nobody says beside it
        (45_100, EXACT, "2026-02-02", None),
        (45_140, EXACT, "2026-02", "us"),
        (45_140, EXACT, "2026-02-03", "us"),
        (45_100, EXACT, "2026-02-02", "us"),
    ],
]
# The same, beside a number that was known the day before: that first, then the day
KNOWN: list[tuple[Telling, list[Telling]]] = [
    (
        (46_200, EXACT, "2026-02-04", "us"),
        [(46_200, EXACT, "2026-02-04", "zelensky"), (46_200, EXACT, "2026-02-04", None)],
    ),
    (
        (40_000, EXACT, "2026-02-04", None),
        [(45_137, EXACT, "2026-02-04", "zelensky"), (45_137, EXACT, "2026-02-04", None)],
    ),
    (
        (45_000, EXACT, "2026-02-02", "us"),
        [
            (45_100, EXACT, "2026-02-02", "zelensky"),
            (45_000, Qualifier.NEARLY, "2026-02-02", "zelensky"),
            (45_000, OVER, "2026-02-04", None),
        ],
    ),
    (
        (45_100, EXACT, "2026-02-04", "zelensky"),
        [
            (45_100, EXACT, "2026-02-05", "us"),
            (45_100, EXACT, "2026-02-05", None),
            (46_200, EXACT, "2026-02-03", "zelensky"),
        ],
    ),
]


@pytest.mark.parametrize(("known", "day"), [*((None, day) for day in FOUND), *KNOWN])
def test_a_day_on_which_the_order_once_decided_is_the_same_in_every_order(
    known: Telling | None, day: list[Telling]
) -> None:
    found = [printed(list(order), known) for order in itertools.permutations(enumerate(day))]
    assert found[0]
    assert all(one == found[0] for one in found)


WORDS = st.sampled_from((EXACT, EXACT, EXACT, OVER, ABOUT, Qualifier.UP_TO, Qualifier.NEARLY))
DATES = ("2026-02-02", "2026-02-03", "2026-02-04", "2026-02-05", "2026-02", "2026-01")


@st.composite
def days(draw: st.DrawFn) -> list[Telling]:
    """Two to five tellings of numbers that are roundings of one another, for one to three dates."""
    numbers = draw(st.sampled_from(((45_100, 45_000, 46_200, 46_000), (45_137, 45_100, 45_000, 45_140, 47_350))))
    dates = draw(st.lists(st.sampled_from(DATES), min_size=1, max_size=3, unique=True))
    sources = st.sampled_from(("zelensky", "us", None))
    one = st.tuples(st.sampled_from(numbers), WORDS, st.sampled_from(dates), sources)
    return draw(st.lists(one, min_size=2, max_size=5))


@settings(max_examples=100, deadline=None)
@given(day=days(), chance=st.randoms(use_true_random=False))
def test_the_order_of_one_day_does_not_decide_what_is_printed(day: list[Telling], chance: object) -> None:
    """The order in which articles of one day arrive does not decide which figures are stored, nor the accepted value
    of the day."""
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

"""Slips in daily counts that say "about" every day, and small counts: told as stories (tests/diff/telling.py)."""

import inspect
from collections.abc import Callable

import pytest

from monitor.diff.interval import falls, firm, interval
from monitor.model import Claim, Qualifier
from tests.builders import claim
from tests.diff.memory import Memory
from tests.diff.telling import check


def tell(test: Callable[[], None]) -> Memory:
    return check(inspect.getdoc(test) or "")


def test_a_slip_in_a_count_that_always_says_about_does_not_block_the_days_after() -> None:
    """
    1 general-staff about 1,242,290 on 2026-02-03 -> new
    2 general-staff about 1,423,070 on 2026-02-04 -> update
    3 general-staff about 1,243,070 on 2026-02-04 -> conflict against general-staff 1,423,070
    4 general-staff 1,243,070 on 2026-02-04 -> repeat
    5 general-staff about 1,243,900 on 2026-02-05 -> update
    6 general-staff about 1,243,890 on 2026-02-06 -> conflict against general-staff 1,243,900
    """
    memory = tell(test_a_slip_in_a_count_that_always_says_about_does_not_block_the_days_after)
    assert [c.low for c in memory.accepted()] == [1_242_290, 1_243_070, 1_243_900]


def test_about_before_a_round_number_leaves_its_ten_per_cent() -> None:
    """
    1 zelensky about 390,000 on 2025-02-03 -> new
    2 zelensky about 380,000 on 2025-02-18 -> backfill
    3 zelensky 400,000 on 2025-03-18 -> update
    """
    tell(test_about_before_a_round_number_leaves_its_ten_per_cent)


def test_a_looser_word_around_the_known_number_is_never_a_conflict() -> None:
    """
    1 general-staff 1,243,070 on 2026-02-04 -> new
    2 general-staff about 1,243,060 on 2026-02-05 -> backfill
    3 general-staff about 1,300,070 on 2026-02-04 -> backfill
    """
    memory = tell(test_a_looser_word_around_the_known_number_is_never_a_conflict)
    assert [c.low for c in memory.accepted()] == [1_243_070]


def test_small_counts_are_no_rounded_numbers() -> None:
    """
    1 nobody 10 on 2026-02-04 scope=incident place=lviv -> new
    2 zelensky 14 on 2026-02-04 scope=incident place=lviv -> conflict against None 10
    3 general-staff 20 on 2026-02-04 scope=incident place=odesa -> new
    4 general-staff 24 on 2026-02-04 scope=incident place=odesa -> conflict against general-staff 20
    """
    tell(test_small_counts_are_no_rounded_numbers)


def test_the_same_number_of_another_span_is_another_number_before_and_after() -> None:
    """
    1 general-staff 1,130 on 2026-02-04 scope=period span=1d -> new
    2 general-staff 1,000 on 2026-02-06 scope=period span=1d -> update
    3 general-staff 1,130 on 2026-02-05 scope=period span=1d -> backfill
    4 general-staff 1,000 on 2026-02-04 scope=period span=1d -> conflict against general-staff 1,130
    """
    tell(test_the_same_number_of_another_span_is_another_number_before_and_after)


@pytest.mark.parametrize("number", [1, 7, 10, 20, 100, 900, 20_000, 700_000, 1_000_000, 1_243_070])
def test_a_bare_number_is_never_looser_than_about(number: int) -> None:
    bare, about = (interval(number, number, word) for word in (Qualifier.EXACT, Qualifier.ABOUT))
    assert about.low <= bare.low <= number <= (bare.high or 0) <= (about.high or 0)


@pytest.mark.parametrize(
    ("one", "firmly"),
    [
        (claim(1_243_070, qualifier=Qualifier.ABOUT), True),
        (claim(390_000, qualifier=Qualifier.ABOUT), False),
        (claim(1_243_070, 1_300_000, qualifier=Qualifier.ABOUT), False),
        (claim(1_243_070, qualifier=Qualifier.AT_LEAST), False),
    ],
)
def test_only_about_before_a_fine_number_is_a_figure_of_speech(one: Claim, firmly: bool) -> None:
    assert (firm(one).qualifier is Qualifier.EXACT) is firmly
    assert falls(claim(1_243_060, qualifier=Qualifier.ABOUT), one) is (firmly or one.qualifier is Qualifier.AT_LEAST)

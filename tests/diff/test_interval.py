"""Intervals from words, and what fits on one curve."""

import datetime as dt
import doctest
import time

import pytest

from monitor.diff import interval as room
from monitor.diff import reasons, repeats, when
from monitor.diff.grade import grade
from monitor.diff.interval import Interval, clashes, contested, envelope, falls, interval, meets
from monitor.diff.when import bounds, compare, same_date, same_time
from monitor.model import Claim, Qualifier, SourceKind, Status
from tests.builders import claim, quake, topic

WAR, QUAKE = topic(), quake()


@pytest.mark.parametrize("module", [room, repeats, when, reasons])
def test_the_examples_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    ("low", "high", "word", "wanted"),
    [
        (45_100, 45_100, Qualifier.EXACT, (45_050, 45_149)),
        (700_000, 700_000, Qualifier.EXACT, (650_000, 749_999)),
        (834_670, 834_670, Qualifier.EXACT, (834_665, 834_674)),
        (3, 3, Qualifier.EXACT, (3, 3)),
        (0, 0, Qualifier.EXACT, (0, 0)),
        (700_000, 700_000, Qualifier.ABOUT, (630_000, 770_000)),
        (46_000, 46_000, Qualifier.MORE_THAN, (46_000, None)),
        (70_000, 70_000, Qualifier.AT_LEAST, (70_000, None)),
        (120_000, 120_000, Qualifier.UP_TO, (0, 120_000)),
        (1_000_000, 1_000_000, Qualifier.NEARLY, (900_000, 1_000_000)),
        (600_000, 700_000, Qualifier.RANGE, (600_000, 700_000)),
        (10_000, 99_999, Qualifier.VAGUE, (10_000, 99_999)),
    ],
)
def test_words_to_intervals(low: int, high: int, word: Qualifier, wanted: tuple[int, int | None]) -> None:
    assert interval(low, high, word) == wanted


@pytest.mark.parametrize("word", list(Qualifier))
def test_a_count_is_a_floor_whatever_its_words(word: Qualifier) -> None:
    assert interval(168_142, 168_142, word, SourceKind.COUNT) == Interval(168_142, None)


def test_neighbouring_numbers_do_not_meet() -> None:
    assert not meets(interval(3, 3, Qualifier.EXACT), interval(4, 4, Qualifier.EXACT))
    assert not meets(interval(834_670, 834_670, Qualifier.EXACT), interval(834_660, 834_660, Qualifier.EXACT))
    assert meets(interval(45_100, 45_100, Qualifier.EXACT), interval(45_000, 45_000, Qualifier.EXACT))


@pytest.mark.parametrize(
    ("later", "earlier", "fall"),
    [
        (claim(45_900), claim(46_000), True),
        (claim(46_000), claim(46_000), False),
        (claim(45_900), claim(46_000, qualifier=Qualifier.MORE_THAN), True),
        (claim(45_000, qualifier=Qualifier.AT_LEAST), claim(46_000), False),
        (claim(160_000, kind=SourceKind.COUNT), claim(168_142, kind=SourceKind.COUNT), False),
        (claim(44_000, qualifier=Qualifier.ABOUT), claim(45_100), False),
        (claim(40_000, qualifier=Qualifier.ABOUT), claim(45_100), True),
        (claim(40_000, 44_000, qualifier=Qualifier.RANGE), claim(45_100), True),
        (claim(40_000, 50_000, qualifier=Qualifier.RANGE), claim(45_100), False),
        (claim(49_000), claim(50_000, qualifier=Qualifier.ABOUT), False),
    ],
)
def test_a_fall_by_however_little(later: Claim, earlier: Claim, fall: bool) -> None:
    assert falls(later, earlier) is fall


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ("2024-12", "2025-02-04", -1),
        ("2025-02", "2025-02-04", 0),
        ("2025", "2024-12", 1),
        ("2023-02-06", "2023-02-06T09:15", 0),
        ("2023-02-06T09:15", "2023-02-06T09:16:30Z", -1),
        (None, "2025", 0),
    ],
)
def test_dates_are_compared_on_what_both_give(a: str | None, b: str | None, order: int) -> None:
    assert compare(a, b) == order
    assert compare(b, a) == -order


@pytest.mark.parametrize(
    ("a", "b", "pack", "same"),
    [
        ("2025-01", "2025-02-03", WAR, True),  # a month of 31 days
        ("2025-01-03", "2025-02-03", WAR, True),
        ("2025-01-02", "2025-02-03", WAR, False),
        ("2024", "2025-02-03", WAR, False),
        ("2024", "2024-10", WAR, True),
        ("2024-10", "2025-02-18", WAR, False),
        ("2023-02-06T09:15", "2023-02-06T10:15", QUAKE, True),
        ("2023-02-06T09:15", "2023-02-06T10:16", QUAKE, False),
        ("2023-02-06", "2023-02-06T10:16", QUAKE, True),
        ("2023-02-05", "2023-02-06", QUAKE, False),
        (None, "2025", WAR, False),
    ],
)
def test_the_same_time(a: str | None, b: str | None, pack: object, same: bool) -> None:
    assert same_time(a, b, pack) is same  # type: ignore[arg-type]
    assert same_time(b, a, pack) is same  # type: ignore[arg-type]


def test_a_date_too_coarse_is_no_one_date() -> None:
    assert same_date("2025-02", "2025-02-18", WAR)
    assert not same_date("2024", "2024-10", WAR)
    assert same_date("2024", "2024", WAR)
    assert not same_date("2023-02-06", "2023-02-06T09:15", QUAKE)
    assert same_date(None, None, WAR)
    assert not same_date(None, "2024", WAR)


def test_bounds_of_a_date_at_the_end_of_the_calendar() -> None:
    assert bounds("9999-12-31")[1] > bounds("9999-12-31")[0]
    assert bounds("2024-02")[1] == dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
    assert bounds("2024")[1] == dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def told(*rows: tuple[str, int, str, Qualifier], **kinds: SourceKind) -> list[Claim]:
    return [
        claim(low, source=who, as_of=day, qualifier=word, kind=kinds.get(who, SourceKind.OFFICIAL))
        for who, low, day, word in rows
    ]


FIVE = told(
    ("zelensky", 31_000, "2024-02", Qualifier.EXACT),
    ("zelensky", 43_000, "2024-12", Qualifier.EXACT),
    ("zelensky", 45_100, "2025-02-03", Qualifier.EXACT),
    ("zelensky", 46_000, "2025-02-18", Qualifier.MORE_THAN),
    ("zelensky", 55_000, "2026-02-04", Qualifier.AT_LEAST),
)
DOUBTED = told(
    ("us", 57_500, "2024-10", Qualifier.MORE_THAN),
    ("us", 70_000, "2024", Qualifier.AT_LEAST),
    ("trump", 700_000, "2025-01", Qualifier.ABOUT),
    us=SourceKind.ESTIMATE,
    trump=SourceKind.CLAIM,
)


def test_what_does_not_fit_the_fullest_series_is_contested() -> None:
    assert contested(FIVE) == frozenset()
    assert contested(FIVE + DOUBTED) == {one.id for one in DOUBTED}
    assert contested(DOUBTED + FIVE, {DOUBTED[2].id: 1_000}) == {one.id for one in DOUBTED}


def test_a_mere_claim_gives_way_to_an_office() -> None:
    official, mere = FIVE[2], DOUBTED[2]
    assert contested([official, mere], {mere.id: 50}) == {mere.id}


def test_only_running_totals_are_contested() -> None:
    week = claim(100, as_of="2025-02", scope="period", span="1w")
    assert contested([*FIVE, week]) == frozenset()
    assert clashes(week, FIVE) == ()
    guess = claim(9, as_of="2027", status=Status.HYPOTHETICAL)
    assert contested([*FIVE, guess]) == frozenset()


def test_the_envelope_is_the_band_of_every_consistent_curve() -> None:
    bands = envelope(FIVE + DOUBTED)
    at = {band.start.date().isoformat(): (band.low, band.high) for band in bands}
    assert at["2024-02-01"] == (0, 31_499)
    assert at["2024-03-01"] == (30_500, 43_499)
    assert at["2025-02-04"] == (45_050, None)
    assert at["2026-02-05"] == (55_000, None)


def test_a_long_history_is_quick() -> None:
    long = [
        claim(1_000 + 13 * day, id=f"c{day}", as_of=(dt.date(2022, 2, 24) + dt.timedelta(days=day)).isoformat())
        for day in range(2_000)
    ]
    slip = claim(9_000_000, id="slip", source="us", as_of="2023-01-01")
    begun = time.perf_counter()
    assert contested([*long, slip]) == {"slip"}
    assert len(envelope(long)) >= 2_000
    assert time.perf_counter() - begun < 3


def test_grades_follow_from_witnesses() -> None:
    assert grade(claim(), 1) == "single"
    assert grade(claim(), 2) == "corroborated"
    assert grade(claim(), 9, contested=True) == "contested"
    assert grade(claim(accepted=False), 9) == "contested"
    assert grade(claim(accepted=False, withdrawn=True), 9) == "withdrawn"

"""The rules of the events, each by the shortest history that shows it. The docstring is the history."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.model import Claim, EventKind, SourceKind, Topic
from tests import builders
from tests.diff.memory import Memory
from tests.diff.telling import check

DOCS = Path(__file__).parents[2] / "docs" / "verdicts.md"


def tell(test: Callable[[], None], *topics: Topic) -> Memory:
    return check(inspect.getdoc(test) or "", *topics)


def test_zelensky_told_in_order_of_publication() -> None:
    """
    1 zelensky 45,100 on 2025-02-03 -> new
    1 trump about 700,000 on 2025-01 -> conflict contested against zelensky 45,100
    2 us over 57,500 on 2024-10 -> backfill contested against zelensky 45,100
    2 zelensky 45,000 on 2025-02-04 -> repeat
    2 zelensky 43,000 on 2024-12 -> backfill
    2 zelensky over 46,000 on 2025-02-18 -> update
    2 us at least 70,000 on 2024 -> backfill contested
    2 trump 700,000 on 2025-01 -> repeat contested
    3 zelensky over 45,000 on 2025-02 -> repeat
    4 zelensky at least 55,000 on 2026-02-04 -> update
    4 zelensky 31,000 on 2024-02 -> backfill
    4 un 4,400 on 2022 scope=period span=2014/2022 -> kept
    4 zelensky 800,000 on 2026-02-04 status=hypothetical -> kept
    5 zelensky 55,000 on 2026-02-04 -> repeat
    """
    memory = tell(test_zelensky_told_in_order_of_publication)
    mine = [(c.low, c.as_of) for c in memory.accepted() if c.source == "zelensky" and c.low < 60_000]
    assert mine == [
        (31_000, "2024-02"),
        (43_000, "2024-12"),
        (45_100, "2025-02-03"),
        (46_000, "2025-02-18"),
        (55_000, "2026-02-04"),
    ]


def test_a_repeat_is_the_same_bounds_or_a_rounding_of_a_finer_number() -> None:
    """
    1 zelensky 45,100 on 2025-02-05 -> new
    2 zelensky 45,100 on 2025-06 -> repeat
    3 zelensky about 45,100 on 2024-01 -> repeat
    4 zelensky over 45,000 on 2025-06 -> repeat
    5 zelensky about 45,000 on 2025-06 -> repeat
    6 nobody over 45,000 on 2025-06 -> repeat
    7 zelensky about 45,200 on 2025-02-05 -> backfill
    8 zelensky 45,000 on 2025-01-20 -> backfill
    9 zelensky over 44,000 on 2025-06 -> backfill
    """
    tell(test_a_repeat_is_the_same_bounds_or_a_rounding_of_a_finer_number)


def test_never_the_other_way_round() -> None:
    """
    1 zelensky over 45,000 on 2025-02-05 -> new
    2 zelensky 45,100 on 2025-02-05 -> update
    3 zelensky 45,000 on 2025-02-05 -> repeat
    """
    tell(test_never_the_other_way_round)


def test_a_number_known_only_as_a_conflict_is_a_repeat() -> None:
    """
    1 zelensky 45,100 on 2025-02-05 -> new
    2 zelensky 54,100 on 2025-02-05 -> conflict contested against zelensky 45,100
    3 zelensky 54,100 on 2025-02-05 -> repeat
    """
    tell(test_a_number_known_only_as_a_conflict_is_a_repeat)


def test_a_later_fall_is_a_conflict_by_however_little() -> None:
    """
    1 general-staff 834,670 on 2025-01-29 -> new
    2 general-staff 834,660 on 2025-01-30 -> conflict contested against general-staff 834,670
    3 general-staff 834,680 on 2025-01-31 -> update
    """
    memory = tell(test_a_later_fall_is_a_conflict_by_however_little)
    assert [c.low for c in memory.accepted()] == [834_670, 834_680]


def test_a_lower_floor_is_an_older_state() -> None:
    """
    1 names 168,142 on 2026-02-01 -> new
    2 names nearly 160,000 on 2026-02-05 -> backfill
    3 names 169,000 on 2026-02-14 -> update
    """
    memory = tell(test_a_lower_floor_is_an_older_state)
    late = memory.verdicts[1].event
    assert late is not None
    assert late.why == "A lower floor than The List of Names' 168,142 of 1 February 2026: an older state, not a fall."


def test_a_lower_floor_does_not_become_the_latest() -> None:
    """
    1 zelensky 55,000 on 2026-02-04 -> new
    2 zelensky at least 50,000 on 2026-02-20 -> backfill
    3 zelensky 54,000 on 2026-03-01 -> conflict contested against zelensky 55,000
    4 zelensky 56,000 on 2026-03-20 -> update
    """
    tell(test_a_lower_floor_does_not_become_the_latest)


def test_confirmed_names_never_contradict_a_higher_estimate() -> None:
    """
    1 general-staff 350,000 on 2026-02-01 party=russia -> new
    2 names 168,142 on 2026-02-01 party=russia -> new
    3 us 90,000 on 2026-02-03 party=russia -> conflict contested against names 168,142, general-staff 350,000
    """
    tell(test_confirmed_names_never_contradict_a_higher_estimate)


def test_a_period_is_news_whatever_its_size() -> None:
    """
    1 general-staff 1,200 on 2026-02-03 scope=period span=1d -> new
    2 general-staff 1,150 on 2026-02-04 scope=period span=1d -> update
    3 general-staff 1,150 on 2026-02-04 scope=period span=1d -> repeat
    4 general-staff 1,150 on 2026-02-05 scope=period span=1d -> update
    5 general-staff 1,300 on 2026-02-05 scope=period span=1d -> conflict against general-staff 1,150
    6 general-staff 1,200 on 2026-02-03 scope=period span=1d -> repeat
    """
    tell(test_a_period_is_news_whatever_its_size)


def test_a_misprint_that_comes_first_does_not_block_the_day() -> None:
    """
    1 general-staff 550,000 on 2026-02-04 -> new
    2 general-staff 55,000 on 2026-02-04 -> conflict against general-staff 550,000
    3 general-staff 55,000 on 2026-02-04 -> repeat
    4 general-staff 56,000 on 2026-02-05 -> update
    """
    memory = tell(test_a_misprint_that_comes_first_does_not_block_the_day)
    assert [c.low for c in memory.accepted()] == [55_000, 56_000]


def test_a_text_corrects_an_earlier_number() -> None:
    """
    1 general-staff 5,500 on 2026-02-04 -> new
    2 general-staff 5,050 on 2026-02-05 corrects=5500 -> correction
    3 general-staff 5,050 on 2026-02-05 corrects=5500 -> repeat
    4 general-staff 5,500 on 2026-02-05 -> repeat
    5 general-staff 5,100 on 2026-02-06 -> update
    """
    memory = tell(test_a_text_corrects_an_earlier_number)
    assert [c.low for c in memory.accepted()] == [5_050, 5_100]
    correction = memory.verdicts[1].event
    assert correction is not None
    assert isinstance(correction.previous, Claim)
    assert correction.previous.low == 5_500
    assert correction.why == "The text takes back General Staff's 5,500 of 4 February 2026; the number is 5,050."


def test_an_article_changes_its_number() -> None:
    """
    1 general-staff 5,500 on 2026-02-04 -> new
    2 us 5,500 on 2026-02-04 -> new
    1 general-staff 55,000 on 2026-02-04 -> correction
    3 general-staff 5,500 on 2026-02-04 -> repeat
    """
    memory = tell(test_an_article_changes_its_number)
    assert [c.low for c in memory.accepted() if c.source == "general-staff"] == [55_000]


def test_an_article_drops_its_number() -> None:
    """
    1 general-staff 5,500 on 2026-02-04 -> new
    2 general-staff 5,000 on 2026-02-03 -> backfill
    1 - -> correction
    3 general-staff 5,100 on 2026-02-05 -> update
    """
    tell(test_an_article_drops_its_number)


def test_what_a_fall_kept_out_is_accepted_when_the_high_number_is_withdrawn() -> None:
    """
    1 general-staff 55,000 on 2026-02-04 -> new
    2 general-staff 5,600 on 2026-02-05 -> conflict contested against general-staff 55,000
    1 - -> correction
    3 general-staff 5,700 on 2026-02-06 -> update
    """
    memory = tell(test_what_a_fall_kept_out_is_accepted_when_the_high_number_is_withdrawn)
    assert [c.low for c in memory.accepted()] == [5_600, 5_700]


def test_an_update_that_newly_contradicts_says_so_once() -> None:
    """
    1 zelensky 55,000 on 2026-02-04 -> new
    2 us 56,000 on 2026-02-05 -> new
    3 us 90,000 on 2026-02-20 -> update against zelensky 55,000
    4 us 91,000 on 2026-02-21 -> update against nobody
    """
    memory = tell(test_an_update_that_newly_contradicts_says_so_once)
    event = memory.verdicts[2].event
    assert event is not None
    assert event.why == (
        "US officials' own last number was 56,000 (as of 5 February 2026); 90,000 is 34,000 (60.7 %) more. "
        "It contradicts Zelensky's 55,000 of 4 February 2026."
    )


def test_growth_in_a_fast_disaster_is_no_contradiction() -> None:
    """
    1 ministry 100 on 2023-02-06T09:15 party=none -> new
    2 agency 150 on 2023-02-06T09:45 party=none -> new
    3 mayor 90 on 2023-02-06T09:50 party=none -> conflict contested against agency 150
    4 ministry 180 on 2023-02-06T11:00 party=none -> update
    5 ministry 120 on 2023-02-06T10:00 party=none -> backfill
    """
    tell(test_growth_in_a_fast_disaster_is_no_contradiction, builders.quake())


def test_strikes_are_told_apart_by_place_and_day() -> None:
    """
    1 nobody 3 on 2026-02-04 scope=incident place=lviv -> new
    2 nobody 3 on 2026-02-04 scope=incident place=Lviv -> repeat
    3 nobody 3 on 2026-02-04 scope=incident place=odesa -> new
    4 nobody 7 on 2026-01-02 scope=incident place=lviv -> new
    """
    tell(test_strikes_are_told_apart_by_place_and_day)


def test_vague_and_undated_numbers_make_no_noise() -> None:
    """
    1 zelensky vague 10,000-99,999 on 2025-02-18 -> kept
    2 zelensky vague 10,000-99,999 on 2025-02-18 -> kept
    3 zelensky 45,100 on 2025-02-18 -> new
    4 zelensky 50,000 on ? -> backfill
    """
    tell(test_vague_and_undated_numbers_make_no_noise)


def test_the_same_version_again_gives_nothing() -> None:
    memory = Memory((builders.topic(),))
    page = builders.article(topic="war")
    assert len(memory.hear(page, [builders.figure()])) == 1
    assert memory.hear(page, [builders.figure()]) == ()


def test_a_count_is_a_floor_whatever_its_words() -> None:
    memory = Memory((builders.topic(),))
    memory.hear(builders.article(topic="war"), [builders.figure(168_142, sources=("list of names",))])
    (claim,) = memory.claims.values()
    assert (claim.source, claim.kind) == ("names", SourceKind.COUNT)


def test_event_ids_do_not_depend_on_what_came_before() -> None:
    first, second = Memory((builders.topic(),)), Memory((builders.topic(),))
    page, figures = builders.article(topic="war"), [builders.figure(55_000), builders.figure(60_000, sources=("us",))]
    other = builders.article("other", id="b", topic="war")
    second.hear(other, [builders.figure(12, scope="rate", per="day")])
    ids = [verdict.event.id for verdict in first.hear(page, figures) if verdict.event]
    assert ids == [verdict.event.id for verdict in second.hear(page, figures) if verdict.event]
    assert len(set(ids)) == 2
    assert all(ident.startswith("e1") for ident in ids)


def test_a_text_takes_back_a_number_though_the_right_one_is_known() -> None:
    """
    1 general-staff 55,000 on 2026-02-04 -> new
    2 general-staff 5,500 on 2026-02-05 -> conflict contested against general-staff 55,000
    3 general-staff 5,500 on 2026-02-06 corrects=55000 -> repeat
    4 general-staff 5,600 on 2026-02-07 -> update
    """
    memory = tell(test_a_text_takes_back_a_number_though_the_right_one_is_known)
    assert [c.low for c in memory.accepted()] == [5_500, 5_600]


def test_a_downward_revision_is_a_conflict_until_the_source_says_so() -> None:
    """
    1 general-staff 33,000 on 2026-01-04 -> new
    2 general-staff 35,000 on 2026-02-04 -> update
    3 general-staff 30,500 on 2026-02-20 -> conflict contested against general-staff 35,000
    4 general-staff 30,400 on 2026-02-21 corrects=35000 -> correction against general-staff 33,000
    5 general-staff 30,600 on 2026-02-22 -> update
    """
    memory = tell(test_a_downward_revision_is_a_conflict_until_the_source_says_so)
    assert [c.low for c in memory.accepted()] == [30_400, 30_600]


def test_copies_of_one_text_are_one_witness() -> None:
    memory = Memory((builders.topic(),))
    for at, (text, low) in enumerate([("a", 550), ("a", 550), ("a", 550), ("b", 55), ("c", 55)]):
        memory.hear(builders.article(text, id=str(at), topic="war"), [builders.figure(low, sources=("us",))])
    assert [c.low for c in memory.accepted()] == [55]


def test_a_number_that_others_still_have_is_not_withdrawn() -> None:
    """
    1 general-staff 5,500 on 2026-02-04 -> new
    2 general-staff 5,500 on 2026-02-04 -> repeat
    1 - -> correction
    3 general-staff 5,400 on 2026-02-05 -> conflict contested against general-staff 5,500
    """
    memory = tell(test_a_number_that_others_still_have_is_not_withdrawn)
    dropped = memory.verdicts[2].event
    assert dropped is not None
    assert dropped.why == (
        "At its last reading the article said 5,500; now it no longer does. One other article still has it."
    )
    assert dropped.previous is not None
    assert dropped.previous.low == 5_500


def test_two_sides_and_two_measures_in_one_article_are_apart() -> None:
    """
    1 zelensky 45,100 on 2025-02-03 -> new
    1 zelensky 350,000 on 2025-02-03 party=russia -> new
    1 zelensky at least 45,100 on 2025-02-03 -> repeat
    2 zelensky 44,000 on 2025-02-04 party=russia -> conflict contested against zelensky 350,000
    """
    tell(test_two_sides_and_two_measures_in_one_article_are_apart)


def test_rates_and_months_go_up_and_down() -> None:
    """
    1 general-staff 48,000 on 2026-01 scope=period span=1mo -> new
    2 general-staff 32,000 on 2026-02 scope=period span=1mo -> update
    3 general-staff 48,000 on 2026-03 scope=period span=1mo -> update
    4 general-staff 32,000 on 2026-02-28 scope=period span=1mo -> repeat
    5 us 1,500 on 2026-03 scope=rate -> new
    6 us 1,200 on 2026-05 scope=rate -> update
    """
    tell(test_rates_and_months_go_up_and_down)


def test_a_stale_copy_of_an_older_toll_is_no_news() -> None:
    """
    1 ministry 100 on 2023-02-06T09:15 party=none scope=incident place=kilis -> new
    2 ministry 180 on 2023-02-06T11:00 party=none scope=incident -> update
    3 mayor 90 on 2023-02-06T08:00 party=none scope=incident -> backfill
    4 ministry 100 on 2023-02-06T12:00 party=none scope=incident -> repeat
    """
    tell(test_a_stale_copy_of_an_older_toll_is_no_news, builders.quake())


def test_in_a_fast_disaster_a_toll_is_of_the_minute_of_publication() -> None:
    memory = Memory((builders.quake(),))
    for hour, low in (("09", 100), ("10", 150), ("12", 140)):
        page = builders.article(f"at {hour}", id=hour, topic="quake", published=f"2023-02-06T{hour}:30:00Z")
        memory.hear(page, [builders.figure(low, party=None, sources=("ministry",), as_of="2023-02-06")])
    events = [verdict.event for verdict in memory.verdicts if verdict.event is not None]
    assert [(e.event.value, e.as_of) for e in events] == [
        ("new", "2023-02-06T09:30"),
        ("update", "2023-02-06T10:30"),
        ("conflict", "2023-02-06T12:30"),
    ]


def test_a_strike_s_toll_of_one_day_settles_on_the_higher_number() -> None:
    """
    1 nobody 3 on 2026-02-04 scope=incident place=lviv -> new
    2 nobody 5 on 2026-02-04 scope=incident place=lviv -> conflict against None 3
    3 nobody at least 6 on 2026-02-04 scope=incident place=lviv -> conflict against None 5
    """
    memory = tell(test_a_strike_s_toll_of_one_day_settles_on_the_higher_number)
    assert [c.low for c in memory.accepted()] == [6]


def test_without_a_topic_figures_are_only_kept() -> None:
    memory = Memory((builders.topic(),))
    (verdict,) = memory.hear(builders.article(topic="another"), [builders.figure()])
    assert (verdict.claim, verdict.event, verdict.known) == (None, None, None)


STORIES = [block.partition("```")[0] for block in DOCS.read_text("utf-8").split("```story\n")[1:]]


@pytest.mark.parametrize("story", STORIES)
def test_the_examples_of_the_docs(story: str) -> None:
    check(story)


def test_the_docs_have_an_example_of_each_event() -> None:
    kinds = {line.partition(" -> ")[2].split()[0] for story in STORIES for line in story.splitlines()}
    assert kinds == {"kept", *EventKind}


def test_a_withdrawn_number_without_a_source_is_known() -> None:
    """The text that takes 5,500 back prints it once more, and names nobody for it."""
    check(
        """
        1 general-staff 5,500 on 2026-02-04 -> new
        2 general-staff 5,050 on 2026-02-05 corrects=5500 -> correction
        2 nobody 5,500 on 2026-02-05 status=disputed -> repeat
        """
    )


def test_a_number_that_one_article_after_the_other_drops_is_withdrawn() -> None:
    """
    1 general-staff 5,500 on 2026-02-04 -> new
    2 general-staff 5,500 on 2026-02-04 -> repeat
    1 - -> correction
    2 - -> correction
    """
    memory = tell(test_a_number_that_one_article_after_the_other_drops_is_withdrawn)
    assert memory.accepted() == []
    assert [claim.withdrawn for claim in memory.claims.values()] == [True]

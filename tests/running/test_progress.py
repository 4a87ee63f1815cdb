"""A daemon's jobs over time: which stands still, which fails, what is told of it and what not again."""

import datetime as dt

from monitor.progress import LONGEST_PAUSE, REMIND, Progress

NOON = dt.datetime(2026, 2, 4, 12, tzinfo=dt.UTC)


def fresh() -> Progress:
    progress = Progress(ready=True)
    progress.expect("polling", 0.0, patience=60)
    return progress


def test_a_job_that_ends_in_its_time_is_well() -> None:
    progress = fresh()
    for now in range(0, 600, 50):
        assert progress.may_begin("polling", now)
        progress.begun("polling", now)
        assert progress.ended("polling", now + 40, NOON) is None
        assert progress.troubles(now + 49) == ()
    assert (progress.jobs["polling"].runs, progress.jobs["polling"].well_at) == (12, NOON)


def test_a_job_that_hangs_or_is_never_begun_stands_still() -> None:
    progress = fresh()
    assert progress.troubles(61) == ("polling was not begun and shows no life for 61 s",)
    progress.begun("polling", 70)
    assert progress.troubles(130) == ()
    assert progress.troubles(131) == ("polling has not come to its end and shows no life for 61 s",)


def test_a_sign_of_life_is_one() -> None:
    progress = fresh()
    progress.begun("polling", 0)
    for now in range(0, 3_600, 55):
        progress.moved("polling", now)
        assert progress.troubles(now + 54) == ()


def test_a_fault_is_told_once_then_each_hour_and_its_end_too() -> None:
    progress = fresh()
    assert progress.failed("polling", "the disk is full", 0) == "polling failed: the disk is full; it is tried again"
    assert progress.troubles(1) == ("polling fails: the disk is full",)
    assert progress.failed("polling", "the disk is full", 10) is None
    assert progress.failed("polling", "the disk gives an error", 20) is not None  # another one
    assert progress.failed("polling", "the disk gives an error", 21 + REMIND) is not None
    said = progress.ended("polling", 30 + REMIND, NOON)
    assert said == "polling works again, after 4 failures"
    assert progress.troubles(31 + REMIND) == ()
    assert progress.failed("polling", "the disk is full", 32 + REMIND) is not None


def test_a_failing_job_rests_longer_each_time_and_is_alive_meanwhile() -> None:
    progress, now, rests = fresh(), 0.0, []
    for _ in range(9):
        progress.failed("polling", "x", now)
        begin = now
        while not progress.may_begin("polling", now):
            now += 1
            assert list(progress.still(now)) == []
        rests.append(now - begin)
    assert rests[:4] == [5, 10, 20, 40]
    assert rests[-1] == LONGEST_PAUSE


def test_before_it_is_ready_it_says_so() -> None:
    assert Progress().troubles(0) == ("it is not ready yet",)

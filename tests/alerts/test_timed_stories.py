"""When a channel hears: stories with their seconds, on a clock that stands still between two steps."""

import datetime as dt

import pytest

from monitor.history import notices, silences
from monitor.model import ArticleRef, Event, EventKind, Measure, Scope
from tests.alerts.desk import BEGIN, Desk, channel
from tests.alerts.stories import event

MINUTE, HOUR = 60.0, 3600.0
KYIV = "Europe/Kyiv"


def told(ident: str, low: int = 55_000, article: str = "a1", **other: object) -> Event:
    return event(low, id=ident, article=ArticleRef(id=article, title="t", outlet="o"), **other)


def other_story(ident: str, article: str = "a9", **other: object) -> Event:
    return told(ident, 12, article, party="russia", scope=Scope.INCIDENT, place=ident, previous=None, **other)


class TestWindows:
    def test_two_pushes_are_one_message_when_the_window_of_the_first_closes(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"), at=0)
        desk.push(told("e2", 56_000, "a2"), at=20)
        assert desk.until(29) == []
        desk.until(120)
        assert desk.times() == [(30, ("e1", "e2"))]

    def test_an_interview_with_five_figures_is_one_message(self) -> None:
        desk = Desk(rules=(channel(),))
        measures = (Measure.WOUNDED, Measure.MISSING, Measure.CAPTURED, Measure.KILLED, Measure.DEPORTED)
        desk.push(*(told(f"e{i}", 1_000 + i, "talk", measure=measure) for i, measure in enumerate(measures)))
        (one,) = desk.until(600)
        assert (one.at, len(one.events)) == (30, 5)
        assert one.message.title.endswith("and 4 more")
        assert one.message.text.splitlines()[-1] == f"ids: {' '.join(one.events)}"

    def test_stories_that_share_nothing_are_messages_of_their_own(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.push(other_story("strike"), at=10)
        desk.until(120)
        assert desk.times() == [(30, ("e1",)), (40, ("strike",))]

    def test_after_a_message_the_next_about_its_story_waits_and_takes_up_what_else_comes(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.push(told("e2", 56_000, "a2"), at=60)
        desk.push(told("e3", 57_000, "a3"), at=200)
        desk.push(told("e4", 58_000, "a4"), at=331)
        desk.until(1_000)
        assert desk.times() == [(30, ("e1",)), (330, ("e2", "e3")), (630, ("e4",))]

    def test_a_correction_waits_for_no_follow_up(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.push(told("e2", 56_000, "a2"), at=60)
        desk.push(told("wrong", 45_000, event=EventKind.CORRECTION), at=70)
        desk.until(600)
        assert desk.times() == [(30, ("e1",)), (100, ("wrong", "e2"))], "and it comes first in its message"

    def test_each_channel_has_its_own_windows(self) -> None:
        desk = Desk(rules=(channel("fast", wait=dt.timedelta(0)), channel("slow", wait=dt.timedelta(minutes=2))))
        desk.push(told("e1"))
        desk.push(told("e2", 56_000, "a2"), at=50)
        desk.until(600)
        assert desk.times("fast") == [(1, ("e1",)), (301, ("e2",))]
        assert desk.times("slow") == [(120, ("e1", "e2"))]

    def test_once_closes_every_window(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.until(5)
        desk.push(other_story("strike"))
        desk.once(all_waiting=True)
        assert desk.times() == [(5, ("e1",)), (5, ("strike",))]

    def test_a_clock_that_was_set_back_makes_nobody_wait(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.begin -= dt.timedelta(hours=2)
        desk.until(2)
        assert desk.times() == [(1, ("e1",))]

    def test_a_program_that_was_off_tells_at_its_start(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.push(told("e1"))
        desk.push(told("e2", 56_000, "a2"))
        desk.seconds = 8 * HOUR
        desk.once()
        assert desk.times() == [(8 * HOUR, ("e1", "e2"))]


class TestDigests:
    def test_an_hour_is_one_message(self) -> None:
        desk = Desk(rules=(channel(digest="hour"),))
        desk.push(told("e1"), at=10 * MINUTE)
        desk.push(other_story("strike"), at=40 * MINUTE)
        desk.push(told("late", 56_000, "a2"), at=HOUR - 10)  # its window closes in the next hour
        desk.until(HOUR + 1)
        desk.until(3 * HOUR, step=1)
        assert desk.times() == [(HOUR, ("e1", "strike")), (2 * HOUR, ("late",))]

    def test_a_day_is_one_message_at_the_desks_own_hour(self) -> None:
        """09:00 UTC is 11:00 in Kyiv; 07:30 there on the next day is 20.5 hours later."""
        desk = Desk(rules=(channel(digest="day", digest_at="07:30", timezone=KYIV),))
        desk.push(told("e1"), at=MINUTE)
        desk.push(other_story("strike"), at=12 * HOUR)
        desk.until(44 * HOUR)
        assert desk.times() == [(20.5 * HOUR, ("e1", "strike"))]

    def test_more_than_a_message_holds_is_several_each_with_its_ids(self) -> None:
        desk = Desk(rules=(channel(digest="hour"),))
        desk.push(*(other_story(f"s{i:02}", f"a{i}") for i in range(60)))
        messages = desk.until(HOUR)
        assert [len(one.events) for one in messages] == [25, 25, 10]
        assert sorted(event for one in messages for event in one.events) == [f"s{i:02}" for i in range(60)]
        assert all(one.message.text.splitlines()[-1] == f"ids: {' '.join(one.events)}" for one in messages)

    def test_what_is_urgent_does_not_wait_for_it(self) -> None:
        desk = Desk(rules=(channel(digest="day", urgent=(EventKind.CONFLICT,)),))
        desk.push(told("e1"))
        desk.push(other_story("clash", event=EventKind.CONFLICT))
        desk.until(600)
        assert desk.times() == [(30, ("clash",))]


class TestQuietHours:
    """From 22:00 to 07:00 in Kyiv: in winter 20:00 to 05:00 UTC, 11 and 20 hours after the beginning."""

    NIGHT = channel("desk", quiet=("22:00-07:00",), timezone=KYIV, urgent=(EventKind.CORRECTION,))

    def test_a_night_over_midnight_is_held_and_let_go_as_one_message(self) -> None:
        desk = Desk(rules=(self.NIGHT,))
        desk.push(told("evening"), at=11 * HOUR - 60)
        desk.push(told("e1", 56_000, "a2"), at=11 * HOUR + 60)
        desk.push(other_story("strike"), at=16 * HOUR)
        desk.push(other_story("wrong", event=EventKind.CORRECTION), at=17 * HOUR)
        desk.until(17 * HOUR + 60)
        desk.push(told("morning", 57_000, "a3"), at=20 * HOUR + 60)
        desk.until(24 * HOUR)
        assert desk.times() == [
            (11 * HOUR - 30, ("evening",)),
            (17 * HOUR + 30, ("wrong",)),
            (20 * HOUR, ("e1", "strike")),
            (20 * HOUR + 300, ("morning",)),
        ]

    @pytest.mark.parametrize(
        ("begin", "hours"),
        [("2026-03-28T20:00", 8.0), ("2026-10-24T19:00", 10.0), ("2026-02-04T20:00", 9.0)],
    )
    def test_a_night_on_which_the_clocks_change(self, begin: str, hours: float) -> None:
        desk = Desk(rules=(self.NIGHT,), begin=dt.datetime.fromisoformat(begin).replace(tzinfo=dt.UTC))
        desk.push(told("e1"))
        desk.until(12 * HOUR)
        assert desk.times() == [(hours * HOUR, ("e1",))]

    def test_nothing_of_a_long_night_is_lost(self) -> None:
        desk = Desk(rules=(channel(quiet=("00:00-23:59",)),))
        for hour in range(14):
            desk.push(other_story(f"s{hour}"), at=(hour + 1) * HOUR - 1)
        messages = desk.until(15 * HOUR + 60)
        assert [one.events for one in messages] == [tuple(f"s{hour}" for hour in range(14))]

    def test_once_leaves_them_quiet(self) -> None:
        desk = Desk(rules=(self.NIGHT,))
        desk.push(told("e1"), at=12 * HOUR)
        desk.once(all_waiting=True)
        assert desk.times() == []
        desk.seconds = 21 * HOUR
        desk.once(all_waiting=True)
        assert desk.times() == [(21 * HOUR, ("e1",))]

    def test_a_digest_that_falls_into_them_comes_after_them(self) -> None:
        desk = Desk(rules=(channel(digest="hour", quiet=("09:00-12:30",)),))
        desk.push(told("e1"))
        desk.push(other_story("strike"), at=2 * HOUR)
        desk.until(5 * HOUR)
        assert desk.times() == [(3.5 * HOUR, ("e1", "strike"))]


class TestSilences:
    def silent(self, desk: Desk, hours: float = 1.0, **matches: str) -> silences.Silence:
        return silences.add(
            desk.db,
            {key: (value,) for key, value in matches.items()},
            person="Anna",
            reason="live blog",
            now=desk.now(),
            until=desk.now() + dt.timedelta(hours=hours),
        )

    def test_it_takes_what_fits_all_that_it_names_and_nothing_else(self) -> None:
        desk = Desk(rules=(channel("a"), channel("b")))
        self.silent(desk, channel="a", topic="Russia-Ukraine", measure="killed")
        desk.push(told("e1"), other_story("w", measure=Measure.WOUNDED))
        desk.until(60)
        assert sorted(desk.times("a")) == [(30, ("w",))]
        assert sorted(desk.times("b")) == [(30, ("e1",)), (30, ("w",))]
        assert notices.counts(desk.db) == {"waiting": 0, "told": 3, "silenced": 1}

    def test_it_ends_at_its_time_and_what_it_took_is_not_told_later(self) -> None:
        desk = Desk(rules=(channel(),))
        self.silent(desk, hours=1, scope="cumulative")
        desk.push(told("e1"), at=60)
        desk.push(told("e2", 56_000, "a2"), at=HOUR + 60)
        desk.until(HOUR + 120)
        assert desk.times() == [(HOUR + 90, ("e2",))]

    def test_it_takes_what_waits_for_the_morning(self) -> None:
        desk = Desk(rules=(channel(quiet=("09:00-17:00",)),))
        desk.push(told("e1"), at=60)
        made = self.silent(desk, source="zelensky")
        desk.until(HOUR)
        silences.end(desk.db, made.id, person="Boris", now=desk.now())
        desk.push(other_story("strike", source="trump"))
        desk.until(9 * HOUR)
        assert desk.times() == [(8 * HOUR, ("strike",))]
        assert silences.silenced_by(desk.db, made.id) == 1


class TestFaults:
    OPS = channel("ops", hears=("faults",))

    def titles(self, desk: Desk) -> list[tuple[float, str, str]]:
        return [(one.at, one.channel, one.message.title) for one in desk.heard]

    def test_ops_hear_of_a_watch_and_desks_do_not(self) -> None:
        desk = Desk(rules=(channel(), self.OPS))
        desk.trouble("paper", "went blind", "its articles hold no text")
        desk.trouble("courier", "fails")
        desk.until(60)
        assert self.titles(desk) == [
            (31, "ops", "FAULT · watch paper went blind: its articles hold no text"),
            (31, "ops", "FAULT · watch courier fails: it is not there"),
        ]
        assert desk.heard[0].message.text.splitlines()[-1] == "ids: w1"

    def test_a_reminder_each_day_and_the_recovery(self) -> None:
        desk = Desk(rules=(self.OPS,))
        desk.trouble("paper", "fails")
        desk.until(24 * HOUR)
        desk.trouble("paper", "still fails", "it is not there, since Wednesday")
        desk.until(30 * HOUR)
        desk.trouble("paper", "recovered", "it failed after 30 hours")
        desk.until(31 * HOUR)
        assert [title for _, _, title in self.titles(desk)] == [
            "FAULT · watch paper fails: it is not there",
            "FAULT, reminder · watch paper still fails: it is not there, since Wednesday",
            "RECOVERED · watch paper is well again: it failed after 30 hours",
        ]

    def test_whoever_has_it_is_not_reminded_and_hears_of_the_end_and_of_the_next(self) -> None:
        desk = Desk(rules=(self.OPS,))
        desk.trouble("paper", "fails")
        desk.until(60)
        assert silences.acknowledge(desk.db, "w1", person="Anna", now=desk.now()) == ("ops",)
        for kind in ("still fails", "recovered", "went blind", "is still blind"):
            desk.seconds += 24 * HOUR
            desk.trouble("paper", kind)
            desk.until(desk.seconds + 60)
        assert [one.message.events for one in desk.heard] == [("w1",), ("w3",), ("w4",), ("w5",)]

    def test_a_watch_can_be_silenced(self) -> None:
        desk = Desk(rules=(self.OPS,))
        until = BEGIN + dt.timedelta(days=1)
        silences.add(desk.db, {"watch": ("Paper",)}, person="A", reason="moving", now=BEGIN, until=until)
        desk.trouble("paper", "fails")
        desk.trouble("courier", "fails")
        desk.until(60)
        assert [one.message.events for one in desk.heard] == [("w2",)]

    def test_old_troubles_are_not_told_to_new_channels(self) -> None:
        desk = Desk(rules=(channel(),))
        desk.trouble("paper", "fails")
        desk.until(60)
        desk.rules = (channel(), self.OPS)
        desk.until(600)
        assert desk.heard == []

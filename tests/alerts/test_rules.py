"""Who hears of what: filters, what never alerts, stable ids."""

import pytest

from monitor.alerts.rules import alerts_for, is_jump
from monitor.model import AlertRule, EventKind, Measure, Population, Qualifier, Scope, Status
from tests.alerts.stories import WAR, claim, event


def rule(name: str = "desk", **other) -> AlertRule:
    return AlertRule(name=name, url="json://127.0.0.1", **other)


def heard(given, *rules: AlertRule) -> list[str]:
    return [alert.channel for alert in alerts_for((given,), rules, (WAR,))]


def test_one_alert_for_each_event_and_channel_in_order() -> None:
    events = (event(id="e1"), event(id="e2"))
    alerts = alerts_for(events, (rule("a"), rule("b")), (WAR,))
    assert [(a.channel, a.message.events) for a in alerts] == [
        ("a", ("e1",)),
        ("b", ("e1",)),
        ("a", ("e2",)),
        ("b", ("e2",)),
    ]
    assert len({a.id for a in alerts}) == 4
    assert all(a.id.startswith("01") for a in alerts)
    assert alerts == alerts_for(events, (rule("a"), rule("b")), (WAR,))


@pytest.mark.parametrize(
    ("filters", "other"),
    [
        ({"topics": ("russia-ukraine",)}, {"topic": "gaza"}),
        ({"topics": ("russia-ukraine",)}, {"topic": None}),
        ({"parties": ("ukraine",)}, {"party": "russia"}),
        ({"parties": ("ukraine",)}, {"party": None}),
        ({"populations": (Population.MILITARY,)}, {"population": Population.CIVILIAN}),
        ({"measures": (Measure.KILLED,)}, {"measure": Measure.WOUNDED}),
        ({"sources": ("zelensky",)}, {"source": None}),
        ({"scope": (Scope.CUMULATIVE,)}, {"scope": Scope.INCIDENT}),
        ({"min": 100}, {"low": 99}),
        ({"events": (EventKind.UPDATE,)}, {"event": EventKind.CONFLICT}),
    ],
)
def test_a_filter_lets_through_what_it_names_and_nothing_else(filters: dict, other: dict) -> None:
    assert heard(event(), rule(**filters)) == ["desk"]
    assert heard(event(**other), rule(**filters)) == []
    assert heard(event(**other), rule()) == ["desk"]


def test_min_counts_the_upper_bound() -> None:
    assert heard(event(80, high=120), rule(min=100)) == ["desk"]


@pytest.mark.parametrize(
    ("filters", "given", "through"),
    [
        ({"change": 9_000}, {}, True),  # 46,000 to 55,000
        ({"change": 9_001}, {}, False),
        ({"percent": 19}, {}, True),
        ({"percent": 20}, {}, False),
        ({"change": 9_000, "percent": 20}, {}, False),
        ({"change": 500}, {"low": 45_000}, True),  # a fall is a change
        ({"change": 5_000}, {"low": 46_000, "high": 51_000}, True),  # what it can be at most
        ({"change": 10**6}, {"previous": None, "event": EventKind.NEW}, True),  # changes nothing
        ({"change": 600_000}, {"previous": None, "against": (claim(700_000),)}, True),
        ({"change": 700_000}, {"against": (claim(700_000),)}, False),
        ({"percent": 100}, {"low": 5, "previous": claim(0)}, True),
        ({"hears": ("faults",)}, {}, False),
        ({"hears": ("faults", "news")}, {}, True),
    ],
)
def test_the_size_of_a_change(filters: dict, given: dict, through: bool) -> None:
    assert heard(event(**given), rule(**filters)) == (["desk"] if through else [])


@pytest.mark.parametrize(
    ("known", "low", "kind", "jumps"),
    [
        (31_000, 43_000, EventKind.UPDATE, False),  # the largest true step of the sample story
        (46_000, 70_000, EventKind.UPDATE, True),
        (46_000, 70_000, EventKind.CONFLICT, False),  # says already what it is against
        (3, 60, EventKind.UPDATE, False),  # a strike's first hours
        (100, 200, EventKind.UPDATE, True),
        (0, 120, EventKind.UPDATE, True),
    ],
)
def test_a_jump(known: int, low: int, kind: EventKind, jumps: bool) -> None:
    assert is_jump(event(low, previous=claim(known), event=kind)) is jumps
    assert not is_jump(event(low, previous=None, event=kind))


@pytest.mark.parametrize(
    "silent",
    [
        {"event": EventKind.REPEAT},
        {"event": EventKind.BACKFILL},
        {"qualifier": Qualifier.VAGUE},
        {"status": Status.HYPOTHETICAL},
    ],
)
def test_a_repeat_never_alerts_nor_what_is_no_number(silent: dict) -> None:
    """HISTORY: "A repeat never alerts"; a rule that lists every kind gets none either."""
    assert heard(event(**silent), rule(events=tuple(EventKind))) == []


def test_a_disputed_figure_alerts_and_says_so() -> None:
    (alert,) = alerts_for((event(status=Status.DISPUTED),), (rule(),), (WAR,))
    assert "disputed" in alert.message.title
